//! The list of the service's errors, and the error type that carries what the service knows besides.

use std::error::Error;
use std::iter::successors;

use errcat::Coded;

use crate::payment::Declined;

errcat::codes!("../codes.toml");

/// What goes wrong in the service. Its texts and sources are for the log; what a client gets is the entry's.
#[allow(missing_docs, reason = "the texts say it")]
#[derive(Debug, thiserror::Error, Coded)]
#[coded(table = BillingError)]
pub enum ServiceError {
    /// The body did not come, or is too long.
    #[error("the body did not come whole")]
    #[coded(UnreadableRequest)]
    NoBody(#[source] axum::extract::rejection::BytesRejection),

    /// The body is not the JSON that it should be. The parser's own text would quote it, and there may be a card in it.
    #[error("the body is not the JSON that it should be, from line {line}, column {column} on")]
    #[coded(UnreadableRequest)]
    NoJson { line: usize, column: usize },

    /// A number in the address is none.
    #[error("the address has no number where there should be one")]
    #[coded(UnreadableRequest)]
    NoNumber(#[source] axum::extract::rejection::PathRejection),

    #[error("an invoice needs an account")]
    #[coded(billing_error::AccountNotFound { account })]
    NoAccount { account: i64, source: rusqlite::Error },

    #[error("the name of an account is its own")]
    #[coded(billing_error::AccountExists { name })]
    AccountExists { name: String, source: rusqlite::Error },

    #[error("no row has this id")]
    #[coded(billing_error::InvoiceNotFound { invoice: id })]
    NoInvoice { id: i64, source: rusqlite::Error },

    #[error("account {account} has such an invoice")]
    #[coded(billing_error::InvoiceNumberTaken { number })]
    NumberTaken { account: i64, number: String, source: rusqlite::Error },

    #[error("an amount is at least 1 and at most 100000000")]
    #[coded(billing_error::InvalidAmount { cents })]
    Amount { cents: i64, source: rusqlite::Error },

    #[error("it is paid, as invoice {id}")]
    #[coded(billing_error::AlreadyPaid { number })]
    Paid { id: i64, number: String },

    /// One of the fields has the code and the values.
    #[error("account {account} may have no more invoices for now")]
    OverQuota {
        account: i64,
        #[coded(transparent)]
        quota: billing_error::QuotaExceeded,
    },

    /// What comes from the payment has a code by itself.
    #[error(transparent)]
    #[coded(transparent)]
    Payment(#[from] Declined),

    #[error("another connection writes")]
    #[coded(DatabaseBusy)]
    Busy(#[source] rusqlite::Error),

    /// What nobody thought of. The client is told that much, and the log the rest.
    #[error("the database has failed")]
    #[coded(Internal)]
    Database(#[source] rusqlite::Error),

    #[error("the work on the database has ended too early")]
    #[coded(Internal)]
    Stopped(#[from] tokio::task::JoinError),
}

/// What an error of the database means wherever it happens. What a broken constraint means is said where the statement is.
impl From<rusqlite::Error> for ServiceError {
    fn from(error: rusqlite::Error) -> ServiceError {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => ServiceError::Busy(error),
            _ => ServiceError::Database(error),
        }
    }
}

/// The database's own error, where it is among the sources of another.
pub fn sqlite_error<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e rusqlite::Error> {
    successors(Some(error), |&error| error.source()).find_map(|error| error.downcast_ref())
}
