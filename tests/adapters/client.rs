//! The adapters that a client uses, against a server on the loopback interface that counts what reaches it.
//!
//! Expected values are from `facts/`: 190310 is a call limit of a minute that is sent with 400, 190303 an access token
//! that has to be refreshed, 9003 a meeting that does not exist and is sent with 500, 10000 an unknown error after
//! which a write may have been carried out.
#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use errcat::http::{Idempotent, decode_response, status_code};
use errcat::reqwest::{check, check_with, failure_of, look};
use errcat::reqwest_middleware::Retries;
use errcat::tencent_meeting::RestError;
use errcat::tower::Policy;
use errcat::{Call, Decision, Decoder, Failure, Headers, Received, Remedy, Replay, RetryHint, Why};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use tower::retry::RetryLayer;
use tower::retry::budget::{Budget, TpsBudget};
use tower::{ServiceBuilder, ServiceExt};

const LIMIT: &str = r#"{"error_info":{"error_code":190310,"message":"每分钟总接口调用次数超过限制。"}}"#;
const TOKEN: &str = r#"{"error_info":{"error_code":190303,"message":"UNAUTHORIZED_SECRET"}}"#;
const NO_MEETING: &str = r#"{"error_info":{"error_code":9003,"message":"MEETING NOT EXIST"}}"#;
const UNKNOWN: &str = r#"{"error_info":{"error_code":10000,"message":"?"}}"#;
const MEETING: &str = r#"{"meeting_id":"7567173273889276131"}"#;
const MINUTE: Duration = Duration::from_secs(60);

/// What the server does with a connection once it has read the request.
#[derive(Clone)]
enum Reply {
    /// Sends this and closes the connection.
    Close(Vec<u8>),
    /// Sends this and keeps the connection open.
    Open(Vec<u8>),
}

/// An answer with its length.
fn answer(status: &str, body: &str) -> Reply {
    Reply::Close(raw(status, "X-Tc-Trace: 5f1c\r\n", body.len(), body.as_bytes()))
}

fn raw(status: &str, headers: &str, length: usize, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

struct Server {
    url: String,
    /// The head of each request, in lower case.
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Gives the replies in order, the last again and again.
    fn start(replies: Vec<Reply>) -> Server {
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

    fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    fn head(&self, request: usize) -> String {
        self.seen.lock().unwrap()[request].clone()
    }
}

/// Reads a whole request and gives its head.
fn read_request(stream: &mut TcpStream) -> String {
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

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn get(server: &Server) -> reqwest::Response {
    client().get(&server.url).send().await.unwrap()
}

/// A port that nothing listens on, and that no test's server is given.
const REFUSING: &str = "http://127.0.0.1:1/";

/// The waits that were asked for, in place of waiting.
#[derive(Clone, Default)]
struct Waits(Arc<Mutex<Vec<Duration>>>);

impl Waits {
    fn sleep(&self) -> impl Fn(Duration) -> std::future::Ready<()> + Send + Sync + 'static {
        let waits = Arc::clone(&self.0);
        move |wait| {
            waits.lock().unwrap().push(wait);
            std::future::ready(())
        }
    }

    fn all(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

fn ms(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// 10 ms, 20 ms, 40 ms and so on, without jitter and without end.
fn back_off() -> ExponentialBuilder {
    ExponentialBuilder::new().with_min_delay(ms(10)).without_max_times()
}

mod http_types {
    use super::*;

    fn response(status: u16, body: &str) -> http::Response<&str> {
        http::Response::builder().status(status).header("x-tc-trace", "5f1c").body(body).unwrap()
    }

    #[test]
    fn an_answer_is_decoded_by_its_code() {
        let failure = decode_response::<RestError>(&response(500, NO_MEETING)).unwrap();
        assert_eq!(failure.known(), Some(RestError::MeetingNotFound));
        assert_eq!(failure.http_status(), Some(500));
        assert_eq!(failure.trace(), Some("5f1c"));
        assert!(decode_response::<RestError>(&response(200, MEETING)).is_none());
    }

    #[test]
    fn header_values_may_be_utf8() {
        let mut headers = http::HeaderMap::new();
        headers.insert("X-Reason", http::HeaderValue::from_bytes("会议".as_bytes()).unwrap());
        headers.insert("X-Noise", http::HeaderValue::from_bytes(&[0xff]).unwrap());
        assert_eq!(headers.header("x-reason"), Some("会议"));
        assert_eq!(headers.header("x-noise"), None);
        assert_eq!(headers.header("no such name"), None);
    }

    #[test]
    fn a_failure_survives_the_way_there_and_back() {
        let failure = Failure::from(RestError::MinuteCallLimitReached).with_trace("5f1c").with_text("slowly");
        let answer = failure.to_response("en");
        assert_eq!(answer.status(), status_code(RestError::MinuteCallLimitReached));
        assert_eq!(answer.status(), 400);
        assert_eq!(answer.headers()["content-type"], "application/json");
        assert_eq!(answer.headers()["x-tc-trace"], "5f1c");
        assert_eq!(answer.headers()["retry-after"], "60");
        let again = decode_response::<RestError>(&answer).unwrap();
        assert_eq!(again.known(), Some(RestError::MinuteCallLimitReached));
        assert_eq!(again.text(), Some("slowly"));
        assert_eq!(again.trace(), Some("5f1c"));
        assert_eq!(again.retry_hint(), Some(RetryHint::After(MINUTE)));
    }

    #[test]
    fn the_status_that_came_is_kept() {
        let failure = Failure::from(RestError::MeetingNotFound).with_http_status(418);
        assert_eq!(failure.to_response("en").status(), 418);
        let failure = Failure::from(RestError::MeetingNotFound).with_http_status(7);
        assert_eq!(failure.to_response("en").status(), 500);
        // No answer means that the server cannot be reached.
        assert_eq!(Failure::<RestError>::without_answer("cut").to_response("en").status(), 503);
    }

    #[test]
    fn what_came_without_a_code_is_not_sent_as_json() {
        let failure = decode_response::<RestError>(&response(502, "<html>")).unwrap();
        let answer = failure.to_response("en");
        assert_eq!(answer.status(), 502);
        assert_eq!(answer.headers()["content-type"], "application/octet-stream");
        assert_eq!(answer.body(), b"<html>");
    }

    #[test]
    fn no_value_adds_a_header() {
        let failure = Failure::from(RestError::MeetingNotFound).with_trace("1\r\nSet-Cookie: a=b");
        let answer = failure.to_response("en");
        assert!(!answer.headers().contains_key("x-tc-trace"));
        assert!(!answer.headers().contains_key("set-cookie"));
    }
}

mod reqwest_responses {
    use super::*;

    #[test]
    fn a_failure_keeps_everything() {
        let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
        let failure = run(async { check::<RestError>(get(&server).await).await.unwrap_err() });
        assert_eq!(failure.known(), Some(RestError::MinuteCallLimitReached));
        assert_eq!(failure.http_status(), Some(400));
        assert_eq!(failure.text(), Some("每分钟总接口调用次数超过限制。"));
        assert_eq!(failure.trace(), Some("5f1c"));
    }

    #[test]
    fn a_success_is_delivered_whole() {
        let body: Vec<u8> = (0..10_000_000_u32).map(|at| (at % 251) as u8).collect();
        let reply = raw("201 Created", "X-Kind: noise\r\n", body.len(), &body);
        let server = Server::start(vec![Reply::Close(reply)]);
        run(async {
            let answer = get(&server).await;
            let (url, remote) = (answer.url().clone(), answer.remote_addr());
            assert!(remote.is_some());
            let answer = check::<RestError>(answer).await.unwrap();
            assert_eq!(answer.status(), 201);
            assert_eq!(answer.version(), http::Version::HTTP_11);
            assert_eq!(answer.headers()["x-kind"], "noise");
            assert_eq!(*answer.url(), url);
            assert_eq!(answer.remote_addr(), remote);
            assert_eq!(answer.content_length(), Some(10_000_000));
            assert!(answer.bytes().await.unwrap() == body);
        });
    }

    #[test]
    fn bodies_around_the_limit_are_delivered_whole() {
        for length in [0, 1, 9, 10, 11, 30] {
            let body = "x".repeat(length);
            let server = Server::start(vec![answer("200 OK", &body)]);
            run(async {
                let answer = check_with::<RestError>(Decoder::new().limit(10), get(&server).await).await;
                assert_eq!(answer.unwrap().text().await.unwrap(), body);
                let answer = check_with::<RestError>(Decoder::new().limit(0), get(&server).await).await;
                assert_eq!(answer.unwrap().text().await.unwrap(), body);
            });
        }
    }

    #[test]
    fn a_success_that_is_a_stream_is_handed_on_as_it_comes() {
        // The server sends one event and never ends: whoever waits for more never returns.
        let event = b"data: 1\n\n";
        let reply = raw("200 OK", "Content-Type: text/event-stream; charset=utf-8\r\n", 1_000_000, event);
        let server = Server::start(vec![Reply::Open(reply)]);
        run(async {
            let mut answer = check::<RestError>(get(&server).await).await.unwrap();
            assert_eq!(answer.chunk().await.unwrap().unwrap(), event[..]);
        });
    }

    #[test]
    fn no_more_of_a_body_is_awaited_than_the_limit() {
        // The server never sends the rest: whoever waits for it never returns.
        let beginning = format!("{}{}", &LIMIT[..LIMIT.len() - 1], r#","pad":""#);
        let padding = "x".repeat(Decoder::DEFAULT_LIMIT - beginning.len());
        let bytes = [beginning, padding].concat();
        let reply = raw("400 Bad Request", "", 1_000_000_000, bytes.as_bytes());
        let server = Server::start(vec![Reply::Open(reply)]);
        let failure = run(async { check::<RestError>(get(&server).await).await.unwrap_err() });
        assert_eq!(failure.known(), Some(RestError::MinuteCallLimitReached));
    }

    #[test]
    fn a_page_of_a_gateway_is_kept_in_part_and_handed_on_whole() {
        let page = "<html>".repeat(50_000);
        let server = Server::start(vec![answer("502 Bad Gateway", &page)]);
        run(async {
            let (answer, failure) = look::<RestError>(Decoder::new(), get(&server).await).await;
            let failure = failure.unwrap();
            assert_eq!(*failure.received(), Received::Absent);
            assert_eq!(failure.body(), Some(&page.as_bytes()[..Failure::<RestError>::KEPT_BODY]));
            assert!(failure.is_retryable());
            assert_eq!(answer.status(), 502);
            assert!(answer.text().await.unwrap() == page);
        });
    }

    #[test]
    fn a_success_that_breaks_off_says_so_to_its_reader() {
        let reply = raw("200 OK", "", 1000, MEETING.as_bytes());
        let server = Server::start(vec![Reply::Close(reply)]);
        run(async {
            let mut answer = check::<RestError>(get(&server).await).await.unwrap();
            assert_eq!(answer.chunk().await.unwrap().unwrap(), MEETING.as_bytes());
            let broken = answer.chunk().await.unwrap_err();
            assert!(failure_of::<RestError>(broken).http_status().is_none());
        });
    }

    #[test]
    fn a_failure_that_breaks_off_keeps_what_came_and_why_there_is_no_more() {
        let reply = raw("500 Internal Server Error", "", 1000, NO_MEETING.as_bytes());
        let server = Server::start(vec![Reply::Close(reply)]);
        let failure = run(async { check::<RestError>(get(&server).await).await.unwrap_err() });
        assert_eq!(failure.known(), Some(RestError::MeetingNotFound));
        let source = std::error::Error::source(&failure).unwrap();
        assert!(source.is::<reqwest::Error>());
    }

    #[test]
    fn a_connection_that_is_cut_may_have_carried_the_request_out() {
        let server = Server::start(vec![Reply::Close(Vec::new())]);
        let failure = run(async {
            failure_of::<RestError>(client().post(&server.url).body("{}").send().await.unwrap_err())
        });
        assert_eq!(*failure.received(), Received::Absent);
        assert_eq!(failure.replay(), Replay::IfIdempotent);
        assert_eq!(Call::new("POST").decide(&failure), Decision::GiveUp(Why::NotIdempotent));
        assert_eq!(Call::new("GET").decide(&failure), Decision::Repeat { at_least: Duration::ZERO });
        assert!(std::error::Error::source(&failure).is_some());
    }

    #[test]
    fn a_timeout_may_have_carried_the_request_out() {
        let server = Server::start(vec![Reply::Open(Vec::new())]);
        let failure = run(async {
            let sent = client().post(&server.url).timeout(ms(5)).send().await;
            failure_of::<RestError>(sent.unwrap_err())
        });
        assert_eq!(Call::new("POST").decide(&failure), Decision::GiveUp(Why::NotIdempotent));
    }

    #[test]
    fn a_refused_connection_carried_nothing_out() {
        let error = run(async { client().post(REFUSING).send().await.unwrap_err() });
        let failure = failure_of::<RestError>(error);
        assert_eq!(Call::new("POST").decide(&failure), Decision::Repeat { at_least: Duration::ZERO });
    }

    #[test]
    fn a_request_that_cannot_be_built_is_not_repeated() {
        let error = run(async { client().get("http://").send().await.unwrap_err() });
        let failure = failure_of::<RestError>(error);
        assert_eq!(Call::new("GET").decide(&failure), Decision::GiveUp(Why::Refused));
    }

    #[test]
    fn an_error_of_a_status_keeps_the_status() {
        let server = Server::start(vec![answer("404 Not Found", "")]);
        let error = run(async { get(&server).await.error_for_status().unwrap_err() });
        assert_eq!(failure_of::<RestError>(error).http_status(), Some(404));
    }
}

mod middleware {
    use super::*;

    fn with(retries: Retries<RestError>) -> ClientWithMiddleware {
        ClientBuilder::new(client()).with(retries).build()
    }

    fn retries(waits: &Waits) -> Retries<RestError> {
        Retries::new().back_off(back_off()).sleep(waits.sleep())
    }

    #[test]
    fn a_limit_is_repeated_although_it_is_a_400() {
        let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        let body = run(async {
            let answer = with(retries(&waits)).post(&server.url).body("{}").send().await.unwrap();
            check::<RestError>(answer).await.unwrap().text().await.unwrap()
        });
        assert_eq!(body, MEETING);
        assert_eq!(server.count(), 2);
        // The longer of the back-off's 10 ms and the limit's minute.
        assert_eq!(waits.all(), [MINUTE]);
    }

    #[test]
    fn a_back_off_that_is_longer_counts() {
        let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        let retries = retries(&waits).back_off(back_off().with_min_delay(MINUTE * 2).without_max_delay());
        run(async { with(retries).get(&server.url).send().await.unwrap() });
        assert_eq!(waits.all(), [MINUTE * 2]);
    }

    #[test]
    fn the_default_delays_have_jitter_and_double() {
        let server = Server::start(vec![answer("503 Service Unavailable", "")]);
        let waits = Waits::default();
        run(async {
            with(Retries::new().sleep(waits.sleep())).get(&server.url).send().await.unwrap();
        });
        assert_eq!(server.count(), 5);
        let delays = [1, 2, 4, 8].map(Duration::from_secs);
        for (wait, delay) in waits.all().into_iter().zip(delays) {
            assert!((delay..=delay * 2).contains(&wait), "{wait:?}");
        }
        assert_ne!(waits.all(), delays);
    }

    #[test]
    fn a_permanent_failure_is_not_repeated_although_it_is_a_500() {
        let server = Server::start(vec![answer("500 Internal Server Error", NO_MEETING)]);
        let waits = Waits::default();
        let failure = run(async {
            let answer = with(retries(&waits)).get(&server.url).send().await.unwrap();
            check::<RestError>(answer).await.unwrap_err()
        });
        assert_eq!(server.count(), 1);
        assert_eq!(waits.all(), []);
        assert_eq!(failure.known(), Some(RestError::MeetingNotFound));
        assert_eq!(failure.text(), Some("MEETING NOT EXIST"));
        assert_eq!(failure.trace(), Some("5f1c"));
    }

    #[test]
    fn a_write_that_may_have_been_carried_out_is_sent_once() {
        for reply in [
            answer("500 Internal Server Error", UNKNOWN),
            answer("502 Bad Gateway", "<html>"),
            Reply::Close(Vec::new()),
        ] {
            let server = Server::start(vec![reply]);
            let waits = Waits::default();
            drop(run(async { with(retries(&waits)).post(&server.url).body("{}").send().await }));
            assert_eq!(server.count(), 1);
        }
    }

    #[test]
    fn the_request_says_whether_it_is_idempotent() {
        let server =
            Server::start(vec![answer("500 Internal Server Error", UNKNOWN), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        let client = with(retries(&waits));
        let answer =
            run(async { client.post(&server.url).with_extension(Idempotent(true)).send().await.unwrap() });
        assert_eq!(answer.status(), 200);
        assert_eq!(server.count(), 2);

        let server = Server::start(vec![answer_of_gateway()]);
        run(async { client.get(&server.url).with_extension(Idempotent(false)).send().await.unwrap() });
        assert_eq!(server.count(), 1);
    }

    fn answer_of_gateway() -> Reply {
        answer("504 Gateway Timeout", "")
    }

    #[test]
    fn the_wait_that_the_server_asks_for_is_kept() {
        let hint = raw("503 Service Unavailable", "Retry-After: 7\r\n", 0, b"");
        let server = Server::start(vec![Reply::Close(hint), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        run(async { with(retries(&waits)).get(&server.url).send().await.unwrap() });
        assert_eq!(waits.all(), [Duration::from_secs(7)]);
    }

    /// Retries that know a token, the requests that went through the remedy, and what the caller gets in the end.
    fn with_remedy(server: &Server, is_obtained: bool) -> (usize, Waits, Result<String, Failure<RestError>>) {
        let waits = Waits::default();
        let times = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&times);
        let retries = retries(&waits).remedy(Remedy::RefreshToken, move |mut request| {
            counter.fetch_add(1, Ordering::SeqCst);
            async move {
                if !is_obtained {
                    return Err("the token could not be refreshed".into());
                }
                request.headers_mut().insert("access-token", "fresh".parse()?);
                Ok(request)
            }
        });
        let outcome = run(async {
            let client = with(retries);
            let request = client.post(&server.url).header("access-token", "stale").body("{}");
            let answer = request.send().await.unwrap();
            Ok(check::<RestError>(answer).await?.text().await.unwrap())
        });
        (times.load(Ordering::SeqCst), waits, outcome)
    }

    #[test]
    fn a_remedy_is_carried_out_and_the_mended_request_sent() {
        let server = Server::start(vec![
            answer("400 Bad Request", TOKEN),
            answer("400 Bad Request", LIMIT),
            answer("200 OK", MEETING),
        ]);
        let (times, waits, outcome) = with_remedy(&server, true);
        assert_eq!(outcome.unwrap(), MEETING);
        assert_eq!(times, 1);
        assert!(server.head(0).contains("access-token: stale"));
        assert!(server.head(1).contains("access-token: fresh"));
        assert!(server.head(2).contains("access-token: fresh"));
        // The back-off's first delay before the mended request, then the limit's minute.
        assert_eq!(waits.all(), [ms(10), MINUTE]);
    }

    #[test]
    fn a_remedy_waits_as_long_as_the_server_asks_for() {
        let body = r#"{"error_info":{"error_code":190303}}"#;
        let first = raw("400 Bad Request", "Retry-After: 90\r\n", body.len(), body.as_bytes());
        let server = Server::start(vec![Reply::Close(first), answer("200 OK", "{}")]);
        let waits = Waits::default();
        let retries = retries(&waits).remedy(Remedy::RefreshToken, |request| async { Ok(request) });
        let sent = run(async { with(retries).get(&server.url).send().await.unwrap() });
        assert_eq!((sent.status().as_u16(), server.count()), (200, 2));
        assert!(waits.all()[0] >= ms(90_000), "{:?}", waits.all());
    }

    #[test]
    fn a_remedy_that_does_not_help_is_carried_out_once() {
        let server = Server::start(vec![answer("400 Bad Request", TOKEN)]);
        let (times, _, outcome) = with_remedy(&server, true);
        assert_eq!(outcome.unwrap_err().known(), Some(RestError::UnauthorizedSecret));
        assert_eq!((times, server.count()), (1, 2));
    }

    #[test]
    fn a_remedy_that_fails_leaves_the_failure() {
        let server = Server::start(vec![answer("400 Bad Request", TOKEN)]);
        let (times, _, outcome) = with_remedy(&server, false);
        let failure = outcome.unwrap_err();
        assert_eq!(failure.known(), Some(RestError::UnauthorizedSecret));
        assert_eq!(failure.text(), Some("UNAUTHORIZED_SECRET"));
        assert_eq!((times, server.count()), (1, 1));
    }

    #[test]
    fn a_remedy_that_nobody_can_carry_out_ends_it() {
        let server = Server::start(vec![answer("400 Bad Request", TOKEN)]);
        run(async { with(retries(&Waits::default())).get(&server.url).send().await.unwrap() });
        assert_eq!(server.count(), 1);
    }

    #[test]
    fn attempts_end() {
        let waits = Waits::default();
        let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
        let failure = run(async {
            let client = with(retries(&waits).most_attempts(3));
            check::<RestError>(client.get(&server.url).send().await.unwrap()).await.unwrap_err()
        });
        assert_eq!(server.count(), 3);
        assert_eq!(waits.all(), [MINUTE, MINUTE]);
        assert_eq!(failure.known(), Some(RestError::MinuteCallLimitReached));

        let server = Server::start(vec![answer("503 Service Unavailable", "")]);
        let client = with(retries(&waits).back_off(back_off().with_max_times(1)));
        run(async { client.get(&server.url).send().await.unwrap() });
        assert_eq!(server.count(), 2);
    }

    #[test]
    fn a_wait_beyond_the_longest_ends_it() {
        let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
        let waits = Waits::default();
        let client = with(retries(&waits).longest_wait(MINUTE - ms(1)));
        run(async { client.get(&server.url).send().await.unwrap() });
        assert_eq!(server.count(), 1);
        assert_eq!(waits.all(), []);
    }

    #[test]
    fn a_stream_is_sent_once() {
        let server = Server::start(vec![answer("400 Bad Request", LIMIT)]);
        let failure = run(async {
            let body = reqwest::Body::wrap(reqwest::Body::from("{}"));
            let answer = with(retries(&Waits::default())).put(&server.url).body(body).send().await;
            check::<RestError>(answer.unwrap()).await.unwrap_err()
        });
        assert_eq!(failure.known(), Some(RestError::MinuteCallLimitReached));
        assert_eq!(server.count(), 1);
    }

    #[test]
    fn the_end_of_a_long_failure_is_handed_on() {
        let page = "<html>".repeat(50_000);
        let server = Server::start(vec![answer("502 Bad Gateway", &page)]);
        let client = with(retries(&Waits::default()).decoder(Decoder::new().limit(100)).most_attempts(2));
        let body = run(async { client.get(&server.url).send().await.unwrap().text().await.unwrap() });
        assert!(body == page);
        assert_eq!(server.count(), 2);
    }

    #[test]
    fn a_connection_that_is_cut_is_tried_again() {
        let server = Server::start(vec![Reply::Close(Vec::new()), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        run(async { with(retries(&waits)).get(&server.url).send().await.unwrap() });
        assert_eq!(server.count(), 2);
        assert_eq!(waits.all(), [ms(10)]);
    }

    #[test]
    fn an_error_is_handed_on_as_it_was() {
        let waits = Waits::default();
        let error = run(async {
            let client = with(retries(&waits).most_attempts(3));
            client.post(REFUSING).body("{}").send().await.unwrap_err()
        });
        assert!(error.is_connect());
        assert!(matches!(error, reqwest_middleware::Error::Reqwest(_)));
        // Nothing was sent, so that even a POST was repeated.
        assert_eq!(waits.all(), [ms(10), ms(20)]);
    }
}

mod backon_retries {
    use super::*;

    /// The outcome for a server, the waits, and the number of requests.
    fn patiently(
        call: Call,
        back_off: ExponentialBuilder,
        replies: Vec<Reply>,
    ) -> (bool, Vec<Duration>, usize) {
        let server = Server::start(replies);
        let waits = Waits::default();
        let attempt = || async { check::<RestError>(get(&server).await).await.map(drop) };
        let outcome = run(async {
            let by_decision = errcat::backon::by_decision(call);
            attempt.retry(back_off).sleep(waits.sleep()).adjust(by_decision).await
        });
        (outcome.is_ok(), waits.all(), server.count())
    }

    #[test]
    fn a_limit_is_repeated_after_its_window() {
        let replies = vec![
            answer("400 Bad Request", LIMIT),
            answer("503 Service Unavailable", ""),
            answer("200 OK", ""),
        ];
        let came = patiently(Call::new("GET"), back_off(), replies);
        assert_eq!(came, (true, vec![MINUTE, ms(20)], 3));
    }

    #[test]
    fn a_permanent_failure_is_not_repeated() {
        let replies = vec![answer("500 Internal Server Error", NO_MEETING)];
        assert_eq!(patiently(Call::new("GET"), back_off(), replies), (false, vec![], 1));
    }

    #[test]
    fn a_write_that_may_have_been_carried_out_is_sent_once() {
        let replies = vec![answer("500 Internal Server Error", UNKNOWN)];
        assert_eq!(patiently(Call::new("POST"), back_off(), replies), (false, vec![], 1));
    }

    #[test]
    fn a_remedy_is_not_carried_out_by_repeating() {
        let replies = vec![answer("400 Bad Request", TOKEN)];
        let call = Call::new("GET").can(Remedy::RefreshToken);
        assert_eq!(patiently(call, back_off(), replies), (false, vec![], 1));
    }

    #[test]
    fn each_failure_is_decided_once() {
        let replies = vec![answer("400 Bad Request", LIMIT)];
        let call = Call::new("GET").most_attempts(4);
        assert_eq!(patiently(call, back_off(), replies), (false, vec![MINUTE; 3], 4));
    }

    #[test]
    fn the_back_off_ends_it_too() {
        let replies = vec![answer("400 Bad Request", LIMIT)];
        let back_off = back_off().with_max_times(1);
        assert_eq!(patiently(Call::new("GET"), back_off, replies), (false, vec![MINUTE], 2));
    }
}

mod tower_policy {
    use super::*;

    /// So many withdrawals in all.
    #[derive(Default)]
    struct Account {
        left: AtomicUsize,
        deposits: AtomicUsize,
    }

    impl Budget for Account {
        fn deposit(&self) {
            self.deposits.fetch_add(1, Ordering::SeqCst);
        }

        fn withdraw(&self) -> bool {
            self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_ok()
        }
    }

    /// Sends a request through the policy, and gives the answer or the error.
    fn send(
        policy: &Policy<RestError>,
        request: http::Request<&'static str>,
    ) -> Result<http::Response<bytes::Bytes>, reqwest::Error> {
        run(async {
            let layer = RetryLayer::new(policy.clone());
            let service = ServiceBuilder::new().layer(layer).service_fn(
                |request: http::Request<&'static str>| async move {
                    let answer = client().execute(request.try_into()?).await?;
                    let mut whole = http::Response::new(bytes::Bytes::new());
                    *whole.status_mut() = answer.status();
                    *whole.headers_mut() = answer.headers().clone();
                    *whole.body_mut() = answer.bytes().await?;
                    Ok(whole)
                },
            );
            service.oneshot(request).await
        })
    }

    fn request(method: &str, server: &Server) -> http::Request<&'static str> {
        http::Request::builder().method(method).uri(&server.url).body("{}").unwrap()
    }

    fn policy(waits: &Waits) -> Policy<RestError> {
        Policy::new().back_off(back_off()).sleep(waits.sleep())
    }

    #[test]
    fn a_limit_is_repeated_after_its_window() {
        let server = Server::start(vec![answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        let answer = send(&policy(&waits), request("POST", &server)).unwrap();
        assert_eq!(answer.body(), MEETING.as_bytes());
        assert_eq!(server.count(), 2);
        assert_eq!(waits.all(), [MINUTE]);
    }

    #[test]
    fn a_permanent_failure_and_a_remedy_are_not_repeated() {
        for (reply, code) in [
            (answer("500 Internal Server Error", NO_MEETING), RestError::MeetingNotFound),
            (answer("400 Bad Request", TOKEN), RestError::UnauthorizedSecret),
        ] {
            let server = Server::start(vec![reply]);
            let answer = send(&policy(&Waits::default()), request("GET", &server)).unwrap();
            assert_eq!(decode_response::<RestError>(&answer).unwrap().known(), Some(code));
            assert_eq!(server.count(), 1);
        }
    }

    #[test]
    fn a_write_that_may_have_been_carried_out_is_sent_once_unless_it_says_otherwise() {
        let waits = Waits::default();
        let server = Server::start(vec![answer("500 Internal Server Error", UNKNOWN)]);
        send(&policy(&waits), request("POST", &server)).unwrap();
        assert_eq!(server.count(), 1);

        let cut = Server::start(vec![Reply::Close(Vec::new())]);
        assert!(send(&policy(&waits), request("POST", &cut)).is_err());
        assert_eq!(cut.count(), 1);

        let mut request = request("POST", &server);
        request.extensions_mut().insert(Idempotent(true));
        send(&policy(&waits).most_attempts(2), request).unwrap();
        assert_eq!(server.count(), 3);
    }

    #[test]
    fn an_error_of_the_service_is_no_answer() {
        let server = Server::start(vec![Reply::Close(Vec::new()), answer("200 OK", MEETING)]);
        let waits = Waits::default();
        assert!(send(&policy(&waits), request("GET", &server)).is_ok());
        assert_eq!(server.count(), 2);
        assert_eq!(waits.all(), [ms(10)]);
    }

    #[test]
    fn each_request_has_its_own_attempts_and_delays() {
        let server = Server::start(vec![answer("503 Service Unavailable", "")]);
        let waits = Waits::default();
        let policy = policy(&waits).most_attempts(3);
        send(&policy, request("GET", &server)).unwrap();
        send(&policy, request("GET", &server)).unwrap();
        assert_eq!(server.count(), 6);
        assert_eq!(waits.all(), [ms(10), ms(20), ms(10), ms(20)]);
    }

    #[test]
    fn the_budget_is_shared_and_bounds_the_repeats_of_all() {
        let account = Arc::new(Account { left: AtomicUsize::new(3), ..Account::default() });
        let waits = Waits::default();
        let policy = policy(&waits).budget(account.clone()).most_attempts(3);
        let server = Server::start(vec![answer("503 Service Unavailable", "")]);
        for _ in 0..4 {
            send(&policy, request("GET", &server)).unwrap();
        }
        // Four requests, and three repeats of all of them.
        assert_eq!(server.count(), 7);
        assert_eq!(waits.all().len(), 3);
        assert_eq!(account.deposits.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn a_success_is_a_deposit_and_a_permanent_failure_costs_nothing() {
        let account = Arc::new(Account { left: AtomicUsize::new(1), ..Account::default() });
        let policy = policy(&Waits::default()).budget(account.clone());
        let server =
            Server::start(vec![answer("200 OK", MEETING), answer("500 Internal Server Error", NO_MEETING)]);
        send(&policy, request("GET", &server)).unwrap();
        assert_eq!(account.deposits.load(Ordering::SeqCst), 1);
        send(&policy, request("GET", &server)).unwrap();
        assert_eq!(account.deposits.load(Ordering::SeqCst), 1);
        assert_eq!(account.left.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn an_empty_budget_of_tower_repeats_nothing() {
        let budget = Arc::new(TpsBudget::new(Duration::from_secs(10), 0, 1.0));
        let server = Server::start(vec![answer("503 Service Unavailable", "")]);
        let waits = Waits::default();
        send(&policy(&waits).budget(budget), request("GET", &server)).unwrap();
        assert_eq!(server.count(), 1);
        assert_eq!(waits.all(), []);
    }

    #[test]
    fn any_body_of_bytes_will_do() {
        let layer = RetryLayer::new(Policy::<RestError>::new());
        let service = ServiceBuilder::new().layer(layer).service_fn(|_: http::Request<()>| async {
            Ok::<_, Infallible>(http::Response::new(String::from(MEETING)))
        });
        let answer = run(service.oneshot(http::Request::new(()))).unwrap();
        assert_eq!(answer.body(), MEETING);
    }
}
