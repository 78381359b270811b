//! The story that the example shows: a service and its clients on the loopback interface, in six short scenes.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use errcat::reqwest::inspect;
use errcat::{Call, Decision, Decoder, ErrorCode, Failure, Sensitive, find_code};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::client::{Client, persist};
use crate::errors::{
    AddAccountError, AddInvoiceError, BillingError, billing_error, pay_invoice_error, sqlite_error,
};
use crate::log::Log;
use crate::service::{Server, router};
use crate::store::{NewAccount, NewInvoice, Store};

/// The result of what can fail in the story itself.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const EXPIRED_CARD: &str = "4000000000000069";

/// Plays the story: passes on each line, and what the service writes into its log.
///
/// # Errors
///
/// If something fails that the story is not about.
pub async fn play(print: impl Fn(&str), write_log: impl Fn(&str) + Send + Sync + 'static) -> Result<()> {
    let stage = Stage::set(&print, write_log).await?;
    stage.languages().await?;
    stage.values().await?;
    stage.mistakes().await?;
    stage.problem_details().await?;
    stage.busy().await?;
    stage.unforeseen().await
}

/// Everything that the scenes need.
struct Stage<'p> {
    print: &'p dyn Fn(&str),
    english: Client,
    chinese: Client,
    /// The file of the database, for scenes that disturb the service.
    file: PathBuf,
    /// The failure that the service has logged last.
    logged: Arc<Mutex<Option<Arc<Failure<BillingError>>>>>,
    _server: Server,
    _folder: TempDir,
}

impl Stage<'_> {
    async fn set(
        print: &dyn Fn(&str),
        write_log: impl Fn(&str) + Send + Sync + 'static,
    ) -> Result<Stage<'_>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("billing.sqlite");
        let logged = Arc::new(Mutex::new(None));
        let last = Arc::clone(&logged);
        let log = Log::new(move |line, failure| {
            write_log(line);
            *last.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(failure));
        });
        let server = Server::start(router(Store::open(&file)?, log)).await?;
        let english = Client::new(&server.url, "en")?;
        let chinese = Client::new(&server.url, "zh")?;
        Ok(Stage { print, english, chinese, file, logged, _server: server, _folder: folder })
    }

    async fn languages(&self) -> Result<()> {
        self.say("Each client receives its language:");
        for client in [&self.english, &self.chinese] {
            let response = client.request(Method::GET, "/invoices/7").send().await?;
            self.say(&format!("  {} {}", response.status().as_u16(), response.text().await?));
        }
        Ok(())
    }

    async fn values(&self) -> Result<()> {
        self.say("\nValues are typed on both sides, and sensitive ones stay on one:");
        let account = self.account("Ada", 1).await?;
        let invoice = self.english.add_invoice(account, &new_invoice("A-1")).await?;
        let failure = failed(self.chinese.pay(invoice.id, EXPIRED_CARD).await)?;
        let here = pay_invoice_error::CardDeclined::try_from(&failure)?;
        let there = billing_error::CardDeclined::try_from(&*self.logged()?)?;
        let availability =
            |card: &Sensitive<String>| if card.reveal().is_some() { "available" } else { "withheld" };
        self.say(&format!("  the service: {there:?}, the card is {}", availability(&there.card)));
        self.say(&format!("  the client:  {here:?}, the card is {}", availability(&here.card)));
        self.say(&format!("  the client shows: {}", self.chinese.shown(&failure)));
        let is_same = here == pay_invoice_error::CardDeclined { card: Sensitive::WITHHELD, ..there.into() };
        self.say(&format!("  equal except for the card: {}", if is_same { "yes" } else { "no" }));
        Ok(())
    }

    async fn mistakes(&self) -> Result<()> {
        self.say("\nAll mistakes in a form are reported at once, each at its field:");
        let new = NewAccount { name: String::new(), max_invoices: 0, quota_days: 1 };
        let failure = failed(self.chinese.add_account(&new).await)?;
        self.say(&format!("  the client shows: {}", self.chinese.shown(&failure)));
        for item in failure.items() {
            let (code, pointer) = (item.code().ok_or("an unknown code")?, item.pointer().unwrap_or_default());
            self.say(&format!("    {pointer}, {}: {}", field(code), self.chinese.shown(item)));
        }
        Ok(())
    }

    async fn problem_details(&self) -> Result<()> {
        self.say("\nA client may ask for problem details instead:");
        let account = self.account("Bob", 1).await?;
        self.english.add_invoice(account, &new_invoice("B-1")).await?;
        let request = self.english.request(Method::POST, &format!("/accounts/{account}/invoices"));
        let body = r#"{"number":"B-2","cents":1200}"#;
        let response = request.header(ACCEPT, "application/problem+json").body(body).send().await?;
        let (response, checked) = inspect::<BillingError>(Decoder::new(), response).await;
        let failure = failed(checked)?;
        let form = response.headers().get(CONTENT_TYPE).map(|form| form.to_str()).transpose()?;
        self.say(&format!("  {} {}", response.status().as_u16(), form.unwrap_or_default()));
        let problem: Value = serde_json::from_slice(&response.bytes().await?)?;
        for line in serde_json::to_string_pretty(&problem)?.lines() {
            self.say(&format!("  {line}"));
        }
        self.say(&format!("  the client: {:?}", billing_error::QuotaExceeded::try_from(&failure)?));
        self.say(&format!("  the client {}", decided(&failure)));
        Ok(())
    }

    async fn busy(&self) -> Result<()> {
        self.say("\nA busy database is worth a retry, even for a POST:");
        let account = self.account("Cyd", 1).await?;
        let other = Connection::open(&self.file)?;
        other.execute_batch("BEGIN EXCLUSIVE")?;
        let attempt = async || self.english.add_invoice(account, &new_invoice("C-1")).await;
        let wait = async |failure: &Failure<AddInvoiceError>, wait: Duration| {
            self.say(&format!("  the client: {}; retrying in {wait:?}", self.english.shown(failure)));
            // The other connection commits while the client waits; if it fails to, the client waits again.
            let _done = other.execute_batch("COMMIT");
            tokio::time::sleep(wait).await;
        };
        let invoice = persist(Call::new("POST"), attempt, wait).await.map_err(|(failure, _)| failure)?;
        self.say(&format!("  the client: invoice {} is created", invoice.number));
        Ok(())
    }

    async fn unforeseen(&self) -> Result<()> {
        self.say("\nAn unexpected error goes to the log; the client receives its mask and its id:");
        Connection::open(&self.file)?.execute_batch("ALTER TABLE invoices RENAME TO lost")?;
        let failure = failed(self.english.invoice(1).await)?;
        let trace = failure.trace_id().ok_or("the failure has no id")?;
        self.say(&format!("  the client: {} ({trace})", self.english.shown(&failure)));
        self.say(&format!("  the client {}", decided(&failure)));
        let logged = self.logged()?;
        let code = find_code::<BillingError>(&*logged).ok_or("the failure has no code")?;
        let error = sqlite_error(&*logged).ok_or("the failure has no error of SQLite")?;
        self.say(&format!("  the service: {code:?}, because of SQLite: {error}"));
        Ok(())
    }

    fn say(&self, line: &str) {
        (self.print)(line);
    }

    async fn account(&self, name: &str, max_invoices: u32) -> Result<i64> {
        let new = NewAccount { name: name.to_owned(), max_invoices, quota_days: 1 };
        Ok(self.english.add_account(&new).await?.id)
    }

    fn logged(&self) -> Result<Arc<Failure<BillingError>>> {
        let logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner).take();
        logged.ok_or_else(|| "the service has logged no failure".into())
    }
}

fn new_invoice(number: &str) -> NewInvoice {
    NewInvoice { number: number.to_owned(), cents: 1200 }
}

/// Returns the failure that the story expects.
fn failed<T, C: ErrorCode>(outcome: std::result::Result<T, Failure<C>>) -> Result<Failure<C>> {
    outcome.err().ok_or_else(|| "this should have failed".into())
}

/// Returns the field of a form that a client marks. If the set of the operation gets a further entry, this does not compile
/// until somebody has decided about it.
fn field(error: AddAccountError) -> &'static str {
    match error {
        AddAccountError::EmptyName | AddAccountError::AccountExists => "the name",
        AddAccountError::InvalidQuota => "the quota",
        AddAccountError::InvalidAccount | AddAccountError::UnreadableRequest => "the form",
        AddAccountError::DatabaseBusy | AddAccountError::Internal => "nothing",
    }
}

/// Returns what a client decides after one attempt with a POST.
fn decided<C: ErrorCode>(failure: &Failure<C>) -> String {
    match Call::new("POST").decide(failure) {
        Decision::GiveUp(reason) => format!("gives up: {reason}"),
        decision => format!("retries: {decision:?}"),
    }
}
