//! The errors of the service: those of its catalog, and its own error type with payloads and sources.

use std::error::Error;
use std::iter::successors;

use errcat::{CodeSet, Coded, Failure};

use crate::payment::Declined;

errcat::codes!("../codes.toml");

/// An error of the service. Its texts and sources are for the log; a client receives the entry.
#[allow(missing_docs, reason = "the messages say it")]
#[derive(Debug, thiserror::Error, Coded)]
#[coded(table = BillingError)]
pub enum ServiceError {
    /// The body could not be read, or is too long.
    #[error("the body could not be read")]
    #[coded(UnreadableRequest)]
    NoBody(#[source] axum::extract::rejection::BytesRejection),

    /// The body is not valid JSON for the request. The parser's own message would quote it, and it may contain a card.
    #[error("the body is not valid at line {line}, column {column}")]
    #[coded(UnreadableRequest)]
    NoJson { line: usize, column: usize },

    /// An id in the path is not a number.
    #[error("an id in the path is not a number")]
    #[coded(UnreadableRequest)]
    NoNumber(#[source] axum::extract::rejection::PathRejection),

    #[error("no account has this id")]
    #[coded(billing_error::AccountNotFound { account })]
    NoAccount { account: i64, source: rusqlite::Error },

    #[error("the name of an account is unique")]
    #[coded(billing_error::AccountExists { name })]
    AccountExists { name: String, source: rusqlite::Error },

    #[error("no invoice has this id")]
    #[coded(billing_error::InvoiceNotFound { invoice: id })]
    NoInvoice { id: i64, source: rusqlite::Error },

    #[error("account {account} has an invoice with this number")]
    #[coded(billing_error::InvoiceNumberTaken { number })]
    NumberTaken { account: i64, number: String, source: rusqlite::Error },

    #[error("an amount must be between 1 and 100000000")]
    #[coded(billing_error::InvalidAmount { cents })]
    Amount { cents: i64, source: rusqlite::Error },

    #[error("invoice {id} is paid already")]
    #[coded(billing_error::AlreadyPaid { number })]
    Paid { id: i64, number: String },

    /// One of the fields has the code and the values.
    #[error("account {account} has reached its quota")]
    OverQuota {
        account: i64,
        #[coded(transparent)]
        quota: billing_error::QuotaExceeded,
    },

    /// An error of the payment has a code itself.
    #[error(transparent)]
    #[coded(transparent)]
    Payment(#[from] Declined),

    #[error("another connection holds the database")]
    #[coded(DatabaseBusy)]
    Busy(#[source] rusqlite::Error),

    /// An unexpected error. The client receives the mask of the entry, the log everything.
    #[error("a statement has failed")]
    #[coded(DatabaseFailed)]
    Database(#[source] rusqlite::Error),

    #[error("the work on the database was interrupted")]
    #[coded(Internal)]
    Stopped(#[from] tokio::task::JoinError),
}

/// Converts an error that any statement may return. Violated constraints are handled where the statement is.
impl From<rusqlite::Error> for ServiceError {
    fn from(error: rusqlite::Error) -> ServiceError {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => ServiceError::Busy(error),
            _ => ServiceError::Database(error),
        }
    }
}

/// Returns the failure of an operation. What the operation does not name is masked: callers do not expect it.
pub fn of<S: CodeSet<Table = BillingError>>(error: ServiceError) -> Failure<S> {
    Failure::from(error).into_set()
}

/// Returns the error of SQLite among the sources of an error.
pub fn sqlite_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rusqlite::Error> {
    successors(Some(error), |&error| error.source()).find_map(|error| error.downcast_ref())
}
