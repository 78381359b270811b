//! A client of the service. It has the same list, so that what the service says of a failure, it has as typed values.

use std::time::Duration;

use errcat::reqwest::{check, failure_of};
use errcat::{Call, Decision, Failure, Received, Why};
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::errors::BillingError;
use crate::service::Payment;
use crate::store::{Account, Invoice, NewAccount, NewInvoice};

/// What a call ends with when it fails: the failure, and why it was not repeated.
pub type GivenUp = (Failure<BillingError>, Why);

/// A client that asks for answers in one language.
pub struct Client {
    http: reqwest::Client,
    url: String,
    language: String,
}

impl Client {
    /// A client of the service at a URL.
    ///
    /// # Errors
    ///
    /// When the HTTP client cannot be built.
    pub fn new(url: &str, language: &str) -> reqwest::Result<Client> {
        // A proxy of the environment has no business on the loopback.
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Client { http, url: url.to_owned(), language: language.to_owned() })
    }

    /// Makes an account.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn add_account(&self, new: &NewAccount) -> Result<Account, Failure<BillingError>> {
        self.post("/accounts", new).await
    }

    /// Makes an invoice.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn add_invoice(
        &self,
        account: i64,
        new: &NewInvoice,
    ) -> Result<Invoice, Failure<BillingError>> {
        self.post(&format!("/accounts/{account}/invoices"), new).await
    }

    /// An invoice by its id.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn invoice(&self, id: i64) -> Result<Invoice, Failure<BillingError>> {
        self.answer(self.request(Method::GET, &format!("/invoices/{id}"))).await
    }

    /// Pays an invoice.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn pay(&self, invoice: i64, card: &str) -> Result<Invoice, Failure<BillingError>> {
        self.post(&format!("/invoices/{invoice}/payment"), &Payment { card: card.to_owned() }).await
    }

    /// A request in the client's language.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url)).header(ACCEPT_LANGUAGE, &self.language)
    }

    /// What the client shows to its user, whichever language the answer is in.
    pub fn shown(&self, failure: &Failure<BillingError>) -> String {
        failure.message_in(&self.language).map_or_else(|| failure.to_string(), Into::into)
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        sent: &impl Serialize,
    ) -> Result<T, Failure<BillingError>> {
        let body = serde_json::to_vec(sent).map_err(Failure::without_answer)?;
        let request = self.request(Method::POST, path).header(CONTENT_TYPE, "application/json");
        self.answer(request.body(body)).await
    }

    /// Sends a request: what it is answered with, or the failure.
    ///
    /// # Errors
    ///
    /// The failure.
    pub async fn answer<T: DeserializeOwned>(
        &self,
        request: RequestBuilder,
    ) -> Result<T, Failure<BillingError>> {
        let answer = check(request.send().await.map_err(failure_of)?).await?;
        let status = answer.status().as_u16();
        let body = answer.bytes().await.map_err(failure_of)?;
        serde_json::from_slice(&body).map_err(|error| {
            // It was carried out, whatever the answer says: nothing is repeated.
            Failure::new(Received::Absent).with_http_status(status).with_source(error)
        })
    }
}

/// Attempts something as often as the list and the service say that it is worth it. `wait` lets the time pass.
///
/// # Errors
///
/// The last failure, and why there was no further attempt.
pub async fn persist<T>(
    mut call: Call,
    attempt: impl AsyncFn() -> Result<T, Failure<BillingError>>,
    wait: impl AsyncFn(&Failure<BillingError>, Duration),
) -> Result<T, GivenUp> {
    loop {
        let failure = match attempt().await {
            Ok(done) => return Ok(done),
            Err(failure) => failure,
        };
        match call.decide(&failure) {
            Decision::Repeat { at_least } => {
                // The client's own back-off; the service's wait may be longer, never shorter.
                let back_off = Duration::from_millis(10 << call.attempts().min(8));
                wait(&failure, back_off.max(at_least)).await;
            }
            Decision::GiveUp(why) => return Err((failure, why)),
            // The list has no remedy that this client carries out.
            Decision::Fix(remedy) => return Err((failure, Why::CannotRemedy(remedy))),
            _ => return Err((failure, Why::Refused)),
        }
    }
}
