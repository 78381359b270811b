//! What the example shows: a service and its clients on the loopback, in five short scenes.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use errcat::reqwest::look;
use errcat::{Call, Decision, Decoder, Failure, Sensitive, find_code};
use reqwest::Method;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use crate::client::{Client, persist};
use crate::errors::{BillingError, billing_error, sqlite_error};
use crate::log::Log;
use crate::service::{Server, router};
use crate::store::{NewAccount, NewInvoice, Store};

/// What goes wrong in the story itself is told in words.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const EXPIRED_CARD: &str = "4000000000000069";

/// Tells the story, line by line, and hands on what the service writes into its log meanwhile.
///
/// # Errors
///
/// When something goes wrong that the story is not about.
pub async fn tell(print: impl Fn(&str), write_log: impl Fn(&str) + Send + Sync + 'static) -> Result<()> {
    let stage = Stage::set(&print, write_log).await?;
    stage.languages().await?;
    stage.values().await?;
    stage.problem_details().await?;
    stage.busy().await?;
    stage.unforeseen().await
}

/// All that the scenes need.
struct Stage<'p> {
    print: &'p dyn Fn(&str),
    english: Client,
    chinese: Client,
    /// The database's file, for who wants to disturb the service.
    file: PathBuf,
    /// What the service has told last.
    told: Arc<Mutex<Option<Arc<Failure<BillingError>>>>>,
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
        let told = Arc::new(Mutex::new(None));
        let keep = Arc::clone(&told);
        let log = Log::new(move |line, failure| {
            write_log(line);
            *keep.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(failure));
        });
        let server = Server::start(router(Store::open(&file)?, log)).await?;
        let english = Client::new(&server.url, "en")?;
        let chinese = Client::new(&server.url, "zh")?;
        Ok(Stage { print, english, chinese, file, told, _server: server, _folder: folder })
    }

    async fn languages(&self) -> Result<()> {
        self.say("Each client is answered in its language:");
        for client in [&self.english, &self.chinese] {
            let answer = client.request(Method::GET, "/invoices/7").send().await?;
            self.say(&format!("  {} {}", answer.status().as_u16(), answer.text().await?));
        }
        Ok(())
    }

    async fn values(&self) -> Result<()> {
        self.say("\nThe values are typed on both sides, and what is sensitive stays on one:");
        let account = self.account("Ada", 1).await?;
        let invoice = self.english.add_invoice(account, &new_invoice("A-1")).await?;
        let failure = failed(self.chinese.pay(invoice.id, EXPIRED_CARD).await)?;
        let here = billing_error::CardDeclined::try_from(&failure)?;
        let there = billing_error::CardDeclined::try_from(&*self.told()?)?;
        let at_hand = |card: &Sensitive<String>| if card.reveal().is_some() { "at hand" } else { "withheld" };
        self.say(&format!("  the service: {there:?}, the card is {}", at_hand(&there.card)));
        self.say(&format!("  the client:  {here:?}, the card is {}", at_hand(&here.card)));
        self.say(&format!("  the client shows: {}", self.chinese.shown(&failure)));
        let is_same = here == billing_error::CardDeclined { card: Sensitive::WITHHELD, ..there };
        self.say(&format!("  the same but for the card: {}", if is_same { "yes" } else { "no" }));
        Ok(())
    }

    async fn problem_details(&self) -> Result<()> {
        self.say("\nProblem details, for who asks for them, say no less:");
        let account = self.account("Bob", 1).await?;
        self.english.add_invoice(account, &new_invoice("B-1")).await?;
        let request = self.english.request(Method::POST, &format!("/accounts/{account}/invoices"));
        let body = r#"{"number":"B-2","cents":1200}"#;
        let answer = request.header(ACCEPT, "application/problem+json").body(body).send().await?;
        let (answer, failure) = look(Decoder::new(), answer).await;
        let failure = failure.ok_or("this should have failed")?;
        let form = answer.headers().get(CONTENT_TYPE).map(|form| form.to_str()).transpose()?;
        self.say(&format!("  {} {}", answer.status().as_u16(), form.unwrap_or_default()));
        let problem: Value = serde_json::from_slice(&answer.bytes().await?)?;
        for line in serde_json::to_string_pretty(&problem)?.lines() {
            self.say(&format!("  {line}"));
        }
        self.say(&format!("  the client: {:?}", billing_error::QuotaExceeded::try_from(&failure)?));
        self.say(&format!("  the client {}", decided(&failure)));
        Ok(())
    }

    async fn busy(&self) -> Result<()> {
        self.say("\nA busy database is worth a wait, even for a POST:");
        let account = self.account("Cyd", 1).await?;
        let other = Connection::open(&self.file)?;
        other.execute_batch("BEGIN EXCLUSIVE")?;
        let attempt = async || self.english.add_invoice(account, &new_invoice("C-1")).await;
        let wait = async |failure: &Failure<BillingError>, wait: Duration| {
            self.say(&format!("  the client: {}; again in {wait:?}", self.english.shown(failure)));
            // The other connection is done while the client waits. If it is not, the client waits again.
            let _done = other.execute_batch("COMMIT");
            tokio::time::sleep(wait).await;
        };
        let invoice = persist(Call::new("POST"), attempt, wait).await.map_err(|(failure, _)| failure)?;
        self.say(&format!("  the client: invoice {} is made", invoice.number));
        Ok(())
    }

    async fn unforeseen(&self) -> Result<()> {
        self.say("\nWhat nobody thought of, the log is told, and the client that it has an id there:");
        Connection::open(&self.file)?.execute_batch("ALTER TABLE invoices RENAME TO lost")?;
        let failure = failed(self.english.invoice(1).await)?;
        let trace = failure.trace().ok_or("it has no id")?;
        self.say(&format!("  the client: {} ({trace})", self.english.shown(&failure)));
        self.say(&format!("  the client {}", decided(&failure)));
        let told = self.told()?;
        let code = find_code::<BillingError>(&*told).ok_or("it has no code")?;
        let error = sqlite_error(&*told).ok_or("it has no error of SQLite")?;
        self.say(&format!("  the service: {code:?}, since SQLite says: {error}"));
        Ok(())
    }

    fn say(&self, line: &str) {
        (self.print)(line);
    }

    async fn account(&self, name: &str, most_invoices: u32) -> Result<i64> {
        let new = NewAccount { name: name.to_owned(), most_invoices, quota_days: 1 };
        Ok(self.english.add_account(&new).await?.id)
    }

    fn told(&self) -> Result<Arc<Failure<BillingError>>> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner).take();
        told.ok_or_else(|| "the service has told no failure".into())
    }
}

fn new_invoice(number: &str) -> NewInvoice {
    NewInvoice { number: number.to_owned(), cents: 1200 }
}

/// The failure that the story wants.
fn failed<T>(outcome: std::result::Result<T, Failure<BillingError>>) -> Result<Failure<BillingError>> {
    outcome.err().ok_or_else(|| "this should have failed".into())
}

/// What a client decides after one attempt with a POST.
fn decided(failure: &Failure<BillingError>) -> String {
    match Call::new("POST").decide(failure) {
        Decision::GiveUp(why) => format!("gives up: {why}"),
        decision => format!("goes on: {decision:?}"),
    }
}
