//! A running service on the loopback interface, with the entries of its log, and whole responses.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use billing_service::client::Client;
use billing_service::errors::BillingError;
use billing_service::log::Log;
use billing_service::service::{Server, router};
use billing_service::store::Store;
use errcat::{Failure, decode};
use reqwest::Method;
use reqwest::header::HeaderMap;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

pub(crate) const PROBLEM: &str = "application/problem+json";

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// The line of a failure in the log, and the failure.
#[derive(Clone)]
pub(crate) struct LogEntry {
    pub(crate) line: String,
    pub(crate) failure: Arc<Failure<BillingError>>,
}

pub(crate) struct Running {
    pub(crate) url: String,
    file: PathBuf,
    log_entries: Arc<Mutex<Vec<LogEntry>>>,
    http: reqwest::Client,
    _server: Server,
    _folder: TempDir,
}

impl Running {
    /// Starts a service with two accounts. Account 1 may have many invoices, and has A-1, which is paid, and A-2. Account 2
    /// may have one in seven days, and has it.
    pub(crate) async fn start() -> Running {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("billing.sqlite");
        let log_entries = Arc::new(Mutex::new(Vec::new()));
        let entries = Arc::clone(&log_entries);
        let log = Log::new(move |line, failure| {
            entries.lock().unwrap().push(LogEntry { line: line.to_owned(), failure: Arc::clone(failure) });
        });
        let store = Store::open(&file).unwrap();
        let server = Server::start(router(store, log)).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = server.url.clone();
        let running = Running { url, file, log_entries, http, _server: server, _folder: folder };
        running
            .database()
            .execute_batch(
                "INSERT INTO accounts (id, name, max_invoices, quota_days) VALUES (1, 'Ada', 100, 30), (2, 'Bob', 1, 7);
                 INSERT INTO invoices (id, account, number, cents, is_paid)
                 VALUES (1, 1, 'A-1', 500, TRUE), (2, 1, 'A-2', 700, FALSE), (3, 2, 'B-1', 900, FALSE);",
            )
            .unwrap();
        running
    }

    /// Opens another connection to the service's database.
    pub(crate) fn database(&self) -> Connection {
        Connection::open(&self.file).unwrap()
    }

    pub(crate) fn count(&self, table: &str) -> u32 {
        self.database().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    /// Takes the entries of the log since the last call.
    pub(crate) fn take_log(&self) -> Vec<LogEntry> {
        std::mem::take(&mut self.log_entries.lock().unwrap())
    }

    pub(crate) fn client(&self, language: &str) -> Client {
        Client::new(&self.url, language).unwrap()
    }

    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Vec<u8>>,
    ) -> WholeResponse {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.http.request(method, format!("{}{path}", self.url)).body(body.into());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        WholeResponse { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }
}

/// A response with its headers and its body.
pub(crate) struct WholeResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl WholeResponse {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Returns the headers and the body as one text.
    pub(crate) fn text(&self) -> String {
        format!("{:?}\n{}", self.headers, String::from_utf8_lossy(&self.body))
    }

    /// Decodes the failure.
    pub(crate) fn failure(&self) -> Option<Failure<BillingError>> {
        decode(self.status, &self.headers, &self.body).err()
    }
}
