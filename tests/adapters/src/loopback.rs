//! A server on the loopback interface that sends given responses and counts requests, and what clients of it need.
//!
//! The expected values of the tests are from `facts/`: 190310 is a limit of calls per minute that is sent with 400, 190303
//! an access token that has to be refreshed, 9003 a meeting that does not exist and is sent with 500, and 10000 an unknown
//! error after which a write may have been carried out.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backon::ExponentialBuilder;

pub const LIMIT: &str = r#"{"error_info":{"error_code":190310,"message":"每分钟总接口调用次数超过限制。"}}"#;
pub const TOKEN: &str = r#"{"error_info":{"error_code":190303,"message":"UNAUTHORIZED_SECRET"}}"#;
pub const NO_MEETING: &str = r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#;
pub const UNKNOWN: &str = r#"{"error_info":{"error_code":10000,"message":"?"}}"#;
pub const MEETING: &str = r#"{"meeting_id":"7567173273889276131"}"#;
pub const MINUTE: Duration = Duration::from_secs(60);

/// What the server does with a connection once it has read the request.
#[derive(Clone)]
pub enum Reply {
    /// Sends this and closes the connection.
    Close(Vec<u8>),
    /// Sends this and keeps the connection open.
    Open(Vec<u8>),
}

/// An answer with its length.
pub fn answer(status: &str, body: &str) -> Reply {
    Reply::Close(raw(status, "X-Tc-Trace: 5f1c\r\n", body.len(), body.as_bytes()))
}

pub fn raw(status: &str, headers: &str, length: usize, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

pub struct Server {
    pub url: String,
    /// The head of each request, in lower case.
    pub seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Gives the replies in order, the last again and again.
    pub fn start(replies: Vec<Reply>) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1/meetings", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let heads = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut open = Vec::new();
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let head = read_request(&mut stream);
                let count = {
                    let mut heads = heads.lock().unwrap();
                    heads.push(head);
                    heads.len()
                };
                let reply = replies[(count - 1).min(replies.len() - 1)].clone();
                // The client may hang up before it has read everything: that is its right.
                match reply {
                    Reply::Close(bytes) => drop(stream.write_all(&bytes)),
                    Reply::Open(bytes) => {
                        drop(stream.write_all(&bytes));
                        open.push(stream);
                    }
                }
            }
        });
        Server { url, seen }
    }

    pub fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub fn head(&self, request: usize) -> String {
        self.seen.lock().unwrap()[request].clone()
    }
}

/// Reads a whole request and gives its head.
pub fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let is_chunked = head.contains("transfer-encoding: chunked");
            let is_whole = match length {
                Some(length) => body.len() >= length.parse().unwrap(),
                None => !is_chunked || body.ends_with("0\r\n\r\n"),
            };
            if is_whole {
                return head.to_owned();
            }
        }
        let read = stream.read(&mut chunk).unwrap();
        assert_ne!(read, 0, "the client hung up inside a request");
        bytes.extend_from_slice(&chunk[..read]);
    }
}

pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub async fn get(server: &Server) -> reqwest::Response {
    client().get(&server.url).send().await.unwrap()
}

/// A port that nothing listens on, and that no test's server is given.
pub const REFUSING: &str = "http://127.0.0.1:1/";

/// The waits that were asked for, in place of waiting.
#[derive(Clone, Default)]
pub struct Waits(pub Arc<Mutex<Vec<Duration>>>);

impl Waits {
    pub fn sleep(&self) -> impl Fn(Duration) -> std::future::Ready<()> + Send + Sync + 'static {
        let waits = Arc::clone(&self.0);
        move |wait| {
            waits.lock().unwrap().push(wait);
            std::future::ready(())
        }
    }

    pub fn all(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

pub fn ms(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// 10 ms, 20 ms, 40 ms and so on, without jitter and without end.
pub fn back_off() -> ExponentialBuilder {
    ExponentialBuilder::new().with_min_delay(ms(10)).without_max_times()
}
