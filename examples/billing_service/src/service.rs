//! The service: handlers that return failures with `?`, and responses in the language and the form that a client asks for.

use std::net::Ipv4Addr;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use axum::{Json, Router};
use errcat::Failure;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::errors::{
    AddAccountError, AddInvoiceError, BillingError, GetInvoiceError, PayInvoiceError, ServiceError,
    add_account_error, of,
};
use crate::log::{Log, number_requests};
use crate::store::{Account, Invoice, NewAccount, NewInvoice, Store};

/// The maximum length of a request's body, in bytes.
pub const MAX_BODY_LEN: usize = 16 * 1024;

/// The payment of an invoice. It has no `Debug`, which would show the card.
#[derive(Serialize, Deserialize)]
pub struct Payment {
    /// The number of the card.
    pub card: String,
}

/// Returns the service's routes. All of their errors are entries of the catalog.
pub fn router(store: Store, log: Log) -> Router {
    Router::new()
        .route("/accounts", post(add_account))
        .route("/accounts/{id}/invoices", post(add_invoice))
        .route("/invoices/{id}", get(invoice))
        .route("/invoices/{id}/payment", post(pay))
        .fallback(async || Failure::from(BillingError::NoSuchAddress))
        .method_not_allowed_fallback(async || Failure::from(BillingError::MethodNotAllowed))
        .with_state(store)
        .layer(DefaultBodyLimit::max(MAX_BODY_LEN))
        .layer(log.layer())
        .layer(from_fn_with_state(log, number_requests))
}

async fn add_account(
    State(store): State<Store>,
    Sent(new): Sent<NewAccount>,
) -> Result<(StatusCode, Json<Account>), Failure<AddAccountError>> {
    check(&new)?;
    let account = store.add_account(new).await.map_err(of)?;
    Ok((StatusCode::CREATED, Json(account)))
}

/// Checks the fields of an account. All that is wrong is reported in one response.
fn check(new: &NewAccount) -> Result<(), Failure<AddAccountError>> {
    let mut failures = Vec::new();
    if new.name.trim().is_empty() {
        failures.push(Failure::from(AddAccountError::EmptyName).with_pointer("/name"));
    }
    for (pointer, value, max) in
        [("/max_invoices", new.max_invoices, 1_000_000), ("/quota_days", new.quota_days, 366)]
    {
        if !(1..=max).contains(&value) {
            let failure = Failure::from(add_account_error::InvalidQuota { value, max });
            failures.push(failure.with_pointer(pointer));
        }
    }
    Failure::combined(failures).map_or(Ok(()), Err)
}

async fn add_invoice(
    State(store): State<Store>,
    Id(account): Id,
    Sent(new): Sent<NewInvoice>,
) -> Result<(StatusCode, Json<Invoice>), Failure<AddInvoiceError>> {
    let invoice = store.add_invoice(account, new).await.map_err(of)?;
    Ok((StatusCode::CREATED, Json(invoice)))
}

async fn invoice(State(store): State<Store>, Id(id): Id) -> Result<Json<Invoice>, Failure<GetInvoiceError>> {
    Ok(Json(store.invoice(id).await.map_err(of)?))
}

async fn pay(
    State(store): State<Store>,
    Id(id): Id,
    Sent(payment): Sent<Payment>,
) -> Result<Json<Invoice>, Failure<PayInvoiceError>> {
    Ok(Json(store.pay(id, payment.card).await.map_err(of)?))
}

/// An id in a path.
struct Id(i64);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Failure<BillingError>;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id, Failure<BillingError>> {
        let Path(id) = Path::from_request_parts(parts, state).await.map_err(ServiceError::NoNumber)?;
        Ok(Id(id))
    }
}

/// A body of JSON.
struct Sent<T>(T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Failure<BillingError>;

    async fn from_request(request: Request, state: &S) -> Result<Sent<T>, Failure<BillingError>> {
        let body = Bytes::from_request(request, state).await.map_err(ServiceError::NoBody)?;
        let sent = serde_json::from_slice(&body)
            .map_err(|error| ServiceError::NoJson { line: error.line(), column: error.column() })?;
        Ok(Sent(sent))
    }
}

/// A router that is served on the loopback interface, on a free port. It stops when it is dropped.
pub struct Server {
    /// Its URL, without a final slash.
    pub url: String,
    task: JoinHandle<()>,
}

impl Server {
    /// Starts the server.
    ///
    /// # Errors
    ///
    /// If there is no free port.
    pub async fn start(router: Router) -> std::io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            // It ends with the server.
            let _ended = axum::serve(listener, router).await;
        });
        Ok(Server { url, task })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}
