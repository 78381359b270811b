//! A client of the service. It shares the catalog, so that it receives failures as typed values.

use std::time::Duration;

use errcat::reqwest::check;
use errcat::{Call, CodeSet, Decision, ErrorCode, Failure, GiveUpReason, Received};
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::{AddAccountError, AddInvoiceError, GetInvoiceError, PayInvoiceError};
use crate::service::Payment;
use crate::store::{Account, Invoice, NewAccount, NewInvoice};

/// The failure of a call, and why it was not retried.
pub type GivenUp<C> = (Failure<C>, GiveUpReason);

/// A client that asks for responses in one language.
pub struct Client {
    http: reqwest::Client,
    url: String,
    language: String,
}

impl Client {
    /// Creates a client of the service at a URL.
    ///
    /// # Errors
    ///
    /// If the HTTP client cannot be built.
    pub fn new(url: &str, language: &str) -> reqwest::Result<Client> {
        // No proxy of the environment applies to the loopback interface.
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Client { http, url: url.to_owned(), language: language.to_owned() })
    }

    /// Creates an account.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn add_account(&self, new: &NewAccount) -> Result<Account, Failure<AddAccountError>> {
        self.post("/accounts", new).await
    }

    /// Creates an invoice.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn add_invoice(
        &self,
        account: i64,
        new: &NewInvoice,
    ) -> Result<Invoice, Failure<AddInvoiceError>> {
        self.post(&format!("/accounts/{account}/invoices"), new).await
    }

    /// Returns an invoice by its id.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn invoice(&self, id: i64) -> Result<Invoice, Failure<GetInvoiceError>> {
        self.send(self.request(Method::GET, &format!("/invoices/{id}"))).await
    }

    /// Pays an invoice.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn pay(&self, invoice: i64, card: &str) -> Result<Invoice, Failure<PayInvoiceError>> {
        self.post(&format!("/invoices/{invoice}/payment"), &Payment { card: card.to_owned() }).await
    }

    /// Returns a request in the client's language.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header(ACCEPT_LANGUAGE, &self.language)
    }

    /// Returns what the client shows to its user, whatever the language of the response.
    pub fn shown<C: ErrorCode>(&self, failure: &Failure<C>) -> String {
        failure.message_in(&self.language).map_or_else(|| failure.to_string(), Into::into)
    }

    async fn post<T: DeserializeOwned, S: CodeSet>(
        &self,
        path: &str,
        sent: &impl Serialize,
    ) -> Result<T, Failure<S>> {
        let body = serde_json::to_vec(sent).map_err(Failure::from_transport_error)?;
        let request = self.request(Method::POST, path).header(CONTENT_TYPE, "application/json");
        self.send(request.body(body)).await
    }

    /// Sends a request and reads the response.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn send<T: DeserializeOwned, S: CodeSet>(
        &self,
        request: RequestBuilder,
    ) -> Result<T, Failure<S>> {
        let response = check(request.send().await?).await?;
        let status = response.status().as_u16();
        let body = response.bytes().await?;
        serde_json::from_slice(&body).map_err(|error| {
            // The request was carried out, whatever the response says: it must not be retried.
            Failure::new(Received::Absent).with_http_status(status).with_source(error)
        })
    }
}

/// Makes attempts as long as the catalog and the service say that a retry is worth it. `wait` lets the time pass.
///
/// # Errors
///
/// The last failure, and why there was no further attempt.
pub async fn persist<T, C: ErrorCode>(
    mut call: Call,
    attempt: impl AsyncFn() -> Result<T, Failure<C>>,
    wait: impl AsyncFn(&Failure<C>, Duration),
) -> Result<T, GivenUp<C>> {
    loop {
        let failure = match attempt().await {
            Ok(done) => return Ok(done),
            Err(failure) => failure,
        };
        match call.decide(&failure) {
            Decision::Retry { after } => {
                // The client's own back-off; the service's wait may be longer, never shorter.
                let back_off = Duration::from_millis(10 << call.attempts().min(8));
                wait(&failure, back_off.max(after)).await;
            }
            Decision::GiveUp(reason) => return Err((failure, reason)),
            // This client applies no remedy.
            Decision::Remedy { remedy, .. } => {
                return Err((failure, GiveUpReason::RemedyUnavailable(remedy)));
            }
            _ => return Err((failure, GiveUpReason::ServerRefused)),
        }
    }
}
