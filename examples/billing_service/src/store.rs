//! Accounts and invoices in SQLite. What its errors mean is decided here, beside the statements.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::ffi::{SQLITE_CONSTRAINT_CHECK, SQLITE_CONSTRAINT_FOREIGNKEY, SQLITE_CONSTRAINT_UNIQUE};
use rusqlite::{Connection, Error, Row, Transaction, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use crate::errors::{ServiceError, billing_error};
use crate::payment::charge;

const SCHEMA: &str = "
    PRAGMA foreign_keys = ON;
    CREATE TABLE IF NOT EXISTS accounts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        max_invoices INTEGER NOT NULL,
        quota_days INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS invoices (
        id INTEGER PRIMARY KEY,
        account INTEGER NOT NULL REFERENCES accounts,
        number TEXT NOT NULL,
        cents INTEGER NOT NULL CHECK (cents BETWEEN 1 AND 100000000),
        is_paid INTEGER NOT NULL DEFAULT FALSE,
        made_at INTEGER NOT NULL DEFAULT (unixepoch()),
        UNIQUE (account, number)
    ) STRICT;";

/// An account to be created.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewAccount {
    /// Its name, which is unique.
    pub name: String,
    /// The maximum number of invoices within the days of its quota.
    pub max_invoices: u32,
    /// The days of its quota.
    pub quota_days: u32,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// An invoice to be created.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewInvoice {
    /// Its number, which is unique within the account.
    pub number: String,
    /// Its amount.
    pub cents: i64,
}

/// An invoice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Its id.
    pub id: i64,
    /// The account that pays it.
    pub account: i64,
    /// Its number.
    pub number: String,
    /// Its amount.
    pub cents: i64,
    /// Whether it is paid.
    pub is_paid: bool,
}

impl Invoice {
    fn of(row: &Row<'_>) -> rusqlite::Result<Invoice> {
        Ok(Invoice {
            id: row.get("id")?,
            account: row.get("account")?,
            number: row.get("number")?,
            cents: row.get("cents")?,
            is_paid: row.get("is_paid")?,
        })
    }
}

/// The database. A clone is the same database.
#[derive(Clone)]
pub struct Store(Arc<Mutex<Connection>>);

impl Store {
    /// Opens a database, and creates the tables that are missing.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened or is not such a database.
    pub fn open(path: &Path) -> Result<Store, ServiceError> {
        let connection = Connection::open(path)?;
        // A client that receives "busy" can wait; a waiting thread would help nobody.
        connection.busy_timeout(Duration::ZERO)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Store(Arc::new(Mutex::new(connection))))
    }

    /// Creates an account.
    ///
    /// # Errors
    ///
    /// If its name is taken.
    pub async fn add_account(&self, new: NewAccount) -> Result<Account, ServiceError> {
        self.write(move |transaction| {
            let values = params![new.name, new.max_invoices, new.quota_days];
            let insert = "INSERT INTO accounts (name, max_invoices, quota_days) VALUES (?1, ?2, ?3)";
            match transaction.execute(insert, values) {
                Ok(_) => Ok(Account { id: transaction.last_insert_rowid(), name: new.name }),
                Err(error) => Err(match broken_constraint(&error) {
                    Some(SQLITE_CONSTRAINT_UNIQUE) => {
                        ServiceError::AccountExists { name: new.name, source: error }
                    }
                    _ => error.into(),
                }),
            }
        })
        .await
    }

    /// Creates an invoice.
    ///
    /// # Errors
    ///
    /// If the account does not exist, its quota is used up, the number is taken, or the amount is out of range.
    pub async fn add_invoice(&self, account: i64, new: NewInvoice) -> Result<Invoice, ServiceError> {
        self.write(move |transaction| {
            let insert = "INSERT INTO invoices (account, number, cents) VALUES (?1, ?2, ?3)";
            if let Err(source) = transaction.execute(insert, params![account, new.number, new.cents]) {
                return Err(match broken_constraint(&source) {
                    Some(SQLITE_CONSTRAINT_FOREIGNKEY) => ServiceError::NoAccount { account, source },
                    Some(SQLITE_CONSTRAINT_UNIQUE) => {
                        ServiceError::NumberTaken { account, number: new.number, source }
                    }
                    Some(SQLITE_CONSTRAINT_CHECK) => ServiceError::Amount { cents: new.cents, source },
                    _ => source.into(),
                });
            }
            let id = transaction.last_insert_rowid();
            within_quota(transaction, account)?;
            invoice(transaction, id)
        })
        .await
    }

    /// Returns an invoice by its id.
    ///
    /// # Errors
    ///
    /// If it does not exist.
    pub async fn invoice(&self, id: i64) -> Result<Invoice, ServiceError> {
        self.with(move |connection| invoice(connection, id)).await
    }

    /// Charges a card for an invoice.
    ///
    /// # Errors
    ///
    /// If the invoice does not exist or is paid already, or if the card is declined.
    pub async fn pay(&self, id: i64, card: String) -> Result<Invoice, ServiceError> {
        self.write(move |transaction| {
            let invoice = invoice(transaction, id)?;
            if invoice.is_paid {
                return Err(ServiceError::Paid { id, number: invoice.number });
            }
            transaction.execute("UPDATE invoices SET is_paid = TRUE WHERE id = ?1", [id])?;
            // Rolled back if the card is declined.
            charge(&card)?;
            Ok(Invoice { is_paid: true, ..invoice })
        })
        .await
    }

    /// Runs a transaction. A busy database is noticed at its beginning, not at its end after a card has been charged: so
    /// the catalog may declare a retry always safe.
    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        self.with(|connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        })
        .await
    }

    /// Runs a closure with the connection, on a thread that may wait for the disk.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let store = Arc::clone(&self.0);
        // A transaction that a panic left open is rolled back: the connection remains usable.
        tokio::task::spawn_blocking(move || work(&mut store.lock().unwrap_or_else(PoisonError::into_inner)))
            .await?
    }
}

/// Fails if an account has more invoices than its quota allows.
fn within_quota(connection: &Connection, account: i64) -> Result<(), ServiceError> {
    let query = "SELECT max_invoices, quota_days, (
            SELECT count(*) FROM invoices
            WHERE account = accounts.id AND made_at > unixepoch() - quota_days * 86400
        ) FROM accounts WHERE id = ?1";
    let (limit, days, used): (u32, u32, u32) =
        connection.query_row(query, [account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if used > limit {
        // The one too many is about to be rolled back.
        let quota = billing_error::QuotaExceeded { used: limit, limit, days };
        return Err(ServiceError::OverQuota { account, quota });
    }
    Ok(())
}

fn invoice(connection: &Connection, id: i64) -> Result<Invoice, ServiceError> {
    let found = connection.query_row("SELECT * FROM invoices WHERE id = ?1", [id], Invoice::of);
    found.map_err(|error| match error {
        Error::QueryReturnedNoRows => ServiceError::NoInvoice { id, source: error },
        error => error.into(),
    })
}

/// Returns the kind of constraint that an error is about.
fn broken_constraint(error: &Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}
