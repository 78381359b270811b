//! Accounts and invoices in SQLite: what its errors mean is said here, beside the statements.

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
        most_invoices INTEGER NOT NULL,
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

/// An account that is to be.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewAccount {
    /// Its name, which no other account has.
    pub name: String,
    /// How many invoices it may have in its quota's days.
    pub most_invoices: u32,
    /// The days that its quota is for.
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

/// An invoice that is to be.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewInvoice {
    /// Its number, which no other invoice of the account has.
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

/// The database. A clone is the same one.
#[derive(Clone)]
pub struct Store(Arc<Mutex<Connection>>);

impl Store {
    /// Opens a database, and makes what it lacks.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened or holds something else.
    pub fn open(path: &Path) -> Result<Store, ServiceError> {
        let connection = Connection::open(path)?;
        // Whoever is told that the service is busy can wait; a thread that waits helps nobody.
        connection.busy_timeout(Duration::ZERO)?;
        connection.execute_batch(SCHEMA)?;
        Ok(Store(Arc::new(Mutex::new(connection))))
    }

    /// Makes an account.
    ///
    /// # Errors
    ///
    /// When its name is taken.
    pub async fn add_account(&self, new: NewAccount) -> Result<Account, ServiceError> {
        self.write(move |transaction| {
            let values = params![new.name, new.most_invoices, new.quota_days];
            let insert = "INSERT INTO accounts (name, most_invoices, quota_days) VALUES (?1, ?2, ?3)";
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

    /// Makes an invoice.
    ///
    /// # Errors
    ///
    /// When there is no such account, its quota is used up, the number is taken or the amount out of range.
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

    /// An invoice by its id.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn invoice(&self, id: i64) -> Result<Invoice, ServiceError> {
        self.with(move |connection| invoice(connection, id)).await
    }

    /// Charges a card for an invoice.
    ///
    /// # Errors
    ///
    /// When there is no such invoice, it is paid, or the card is declined.
    pub async fn pay(&self, id: i64, card: String) -> Result<Invoice, ServiceError> {
        self.write(move |transaction| {
            let invoice = invoice(transaction, id)?;
            if invoice.is_paid {
                return Err(ServiceError::Paid { id, number: invoice.number });
            }
            transaction.execute("UPDATE invoices SET is_paid = TRUE WHERE id = ?1", [id])?;
            // Where the card is declined, this is undone.
            charge(&card)?;
            Ok(Invoice { is_paid: true, ..invoice })
        })
        .await
    }

    /// Does what is carried out as a whole or not at all. That the database is busy comes out at the beginning, and not
    /// at the end, behind a card that has been charged: so the list may call it safe to repeat.
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

    /// Does something with the connection, on a thread that may wait for the disk.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, ServiceError> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let store = Arc::clone(&self.0);
        // A transaction that a panic has left open is undone: the connection is as good as before.
        tokio::task::spawn_blocking(move || work(&mut store.lock().unwrap_or_else(PoisonError::into_inner)))
            .await?
    }
}

/// Fails where an account has more invoices than its quota has room for.
fn within_quota(connection: &Connection, account: i64) -> Result<(), ServiceError> {
    let query = "SELECT most_invoices, quota_days, (
            SELECT count(*) FROM invoices
            WHERE account = accounts.id AND made_at > unixepoch() - quota_days * 86400
        ) FROM accounts WHERE id = ?1";
    let (limit, days, used): (u32, u32, u32) =
        connection.query_row(query, [account], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if used > limit {
        // The one that is too many is about to be undone.
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

/// Which kind of constraint an error is about.
fn broken_constraint(error: &Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}
