//! A service that runs on the loopback, with what it has told its log, and a client that sees answers whole.

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

/// What has been told of a failure.
#[derive(Clone)]
pub(crate) struct Told {
    pub(crate) line: String,
    pub(crate) failure: Arc<Failure<BillingError>>,
}

pub(crate) struct Running {
    pub(crate) url: String,
    file: PathBuf,
    told: Arc<Mutex<Vec<Told>>>,
    http: reqwest::Client,
    _server: Server,
    _folder: TempDir,
}

impl Running {
    /// A service with two accounts: 1 may have many invoices, and has A-1, which is paid, and A-2; 2 may have one in
    /// seven days, and has it.
    pub(crate) async fn start() -> Running {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("billing.sqlite");
        let told = Arc::new(Mutex::new(Vec::new()));
        let tell = Arc::clone(&told);
        let log = Log::new(move |line, failure| {
            tell.lock().unwrap().push(Told { line: line.to_owned(), failure: Arc::clone(failure) });
        });
        let store = Store::open(&file).unwrap();
        let server = Server::start(router(store, log)).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = server.url.clone();
        let running = Running { url, file, told, http, _server: server, _folder: folder };
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

    /// Another connection to the service's database.
    pub(crate) fn database(&self) -> Connection {
        Connection::open(&self.file).unwrap()
    }

    pub(crate) fn count(&self, table: &str) -> u32 {
        self.database().query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    /// What was told since this was asked last.
    pub(crate) fn told(&self) -> Vec<Told> {
        std::mem::take(&mut self.told.lock().unwrap())
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
    ) -> Answer {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.http.request(method, format!("{}{path}", self.url)).body(body.into());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Answer { status, headers, body: answer.bytes().await.unwrap().to_vec() }
    }
}

/// An answer, all of it.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Its headers and its body as one text.
    pub(crate) fn text(&self) -> String {
        format!("{:?}\n{}", self.headers, String::from_utf8_lossy(&self.body))
    }

    /// What a client makes of it.
    pub(crate) fn failure(&self) -> Option<Failure<BillingError>> {
        decode(self.status, &self.headers, &self.body).err()
    }
}
