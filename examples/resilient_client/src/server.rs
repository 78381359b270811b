//! A server that imitates the vendor's: it responds as each scenario says, and counts requests, writes and successes.

use std::collections::{HashSet, VecDeque};
use std::io;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use axum::routing::{any, post};
use bytes::Bytes;
use http_body::Frame;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::Result;
use crate::clock::Clock;
use crate::scenario::{Delivery, ErrorResponse, RecoveredBy, Scenario};

/// A server with a simulated clock. It stops when it is dropped.
pub struct Vendor {
    /// The base URL, without a slash at the end.
    pub url: String,
    pub clock: Clock,
    state: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    clock: Clock,
    scenarios: Vec<Scenario>,
    seen: Mutex<Seen>,
}

/// The state of the vendor.
struct Seen {
    calls: Vec<Call>,
    /// All access tokens, and the unused refresh tokens.
    tokens: HashSet<String>,
    issued: u32,
}

impl Seen {
    fn issue(&mut self) -> Tokens {
        self.issued += 1;
        let [access, refresh] = ["access", "refresh"].map(|kind| format!("{kind}-{}", self.issued));
        self.tokens.extend([access.clone(), refresh.clone()]);
        Tokens { access, refresh }
    }
}

/// The requests of one scenario.
#[derive(Clone, Debug, Default)]
pub struct Call {
    pub requests: u32,
    /// The number of writes that were carried out.
    pub writes: u32,
    pub successes: u32,
    /// When the first request was received.
    first: Option<Duration>,
    /// The token of the first request, which has expired.
    expired_token: String,
    nonces: HashSet<String>,
}

/// An access token, and the refresh token for the next one.
#[derive(Clone, Debug)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

impl Vendor {
    /// Starts a server for some scenarios on a free port.
    pub async fn start(scenarios: Vec<Scenario>) -> Result<Vendor> {
        let clock = Clock::default();
        let calls = vec![Call::default(); scenarios.len()];
        let seen = Mutex::new(Seen { calls, tokens: HashSet::new(), issued: 0 });
        let state = Arc::new(Shared { clock: clock.clone(), scenarios, seen });
        let router = Router::new()
            .route("/", any(hello))
            .route("/v1/meetings/{scenario}", any(meeting))
            .route("/v2/oauth2/oauth/refresh_token", post(refresh_token))
            .with_state(Arc::clone(&state));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            // It is aborted when the vendor is dropped.
            let _result = axum::serve(listener, router).await;
        });
        Ok(Vendor { url, clock, state, task })
    }

    pub fn scenarios(&self) -> &[Scenario] {
        &self.state.scenarios
    }

    /// Returns the URL of a scenario, whose number is the id of the meeting.
    pub fn url_of(&self, scenario: usize) -> String {
        format!("{}/v1/meetings/{scenario}", self.url)
    }

    /// Issues the tokens that an application receives when a user authorizes it.
    pub fn authorize(&self) -> Tokens {
        self.state.seen().issue()
    }

    /// Returns the requests of each scenario.
    pub fn calls(&self) -> Vec<Call> {
        self.state.seen().calls.clone()
    }
}

impl Drop for Vendor {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Responds to any request, for the sake of the header `Date`.
async fn hello(State(vendor): State<Arc<Shared>>) -> Response<Body> {
    respond(&vendor, StatusCode::OK, "text/plain", Body::empty())
}

async fn meeting(
    State(vendor): State<Arc<Shared>>,
    Path(number): Path<usize>,
    method: Method,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(scenario) = vendor.scenarios.get(number) else {
        return respond(&vendor, StatusCode::NOT_FOUND, "text/plain", Body::empty());
    };
    let (succeeds, request) = record(&vendor, number, scenario, &method, &headers);
    let mut response = if succeeds {
        let body = json!({"meeting_info_list": [{"meeting_id": number.to_string()}]}).to_string();
        respond(&vendor, StatusCode::OK, "application/json", Body::from(body))
    } else {
        let ErrorResponse { status, content_type, .. } = scenario.response;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        respond(&vendor, status, content_type, Body::new(DeliveredBody::new(&scenario.response)))
    };
    if let Ok(trace) = format!("trace-{number}-{request}").parse() {
        response.headers_mut().insert("X-Tc-Trace", trace);
    }
    response
}

/// Counts a request. Returns whether it succeeds, and the number of requests so far.
fn record(
    vendor: &Shared,
    number: usize,
    scenario: &Scenario,
    method: &Method,
    headers: &HeaderMap,
) -> (bool, u32) {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (token, nonce) = (text("AccessToken"), text("X-TC-Nonce"));
    let now = vendor.clock.elapsed();
    let mut seen = vendor.seen();
    let Seen { calls, tokens, .. } = &mut *seen;
    let Some(call) = calls.get_mut(number) else { return (false, 0) };
    let is_first = call.first.is_none();
    if is_first {
        token.clone_into(&mut call.expired_token);
    }
    let is_new_nonce = call.nonces.insert(nonce.to_owned());
    let since_first = now - *call.first.get_or_insert(now);
    let succeeds = match scenario.recovered_by {
        RecoveredBy::Never => false,
        RecoveredBy::Later(wait) => !is_first && since_first >= wait,
        RecoveredBy::Token => !is_first && token != call.expired_token && tokens.contains(token),
        RecoveredBy::Nonce => !is_first && is_new_nonce,
        RecoveredBy::Timestamp => text("X-TC-Timestamp")
            .parse()
            .is_ok_and(|sent: u64| sent.abs_diff(vendor.clock.timestamp()) <= 300),
    };
    call.requests += 1;
    call.successes += u32::from(succeeds);
    call.writes += u32::from(*method == Method::POST && (succeeds || scenario.carried_out));
    (succeeds, call.requests)
}

/// Issues new tokens for an unused refresh token, as the OAuth endpoint does.
async fn refresh_token(State(vendor): State<Arc<Shared>>, body: Bytes) -> Response<Body> {
    let request: Value = serde_json::from_slice(&body).unwrap_or_default();
    let used = request["refresh_token"].as_str().unwrap_or_default();
    let mut seen = vendor.seen();
    let is_valid = used.starts_with("refresh-") && seen.tokens.remove(used);
    let (status, body) = if is_valid {
        let Tokens { access, refresh } = seen.issue();
        let data = json!({"access_token": access, "refresh_token": refresh, "expires": 7200});
        (StatusCode::OK, json!({"nonce": "8c1f", "data": data, "message": "SUCCESS", "code": 0}))
    } else {
        let message = "续约凭证(refresh_token)过期。";
        (StatusCode::BAD_REQUEST, json!({"nonce": "8c1f", "data": {}, "message": message, "code": 1006}))
    };
    respond(&vendor, status, "application/json", Body::from(body.to_string()))
}

fn respond(vendor: &Shared, status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert("Content-Type", HeaderValue::from_static(content_type));
    if let Ok(date) = vendor.clock.date().parse() {
        response.headers_mut().insert("Date", date);
    }
    response
}

/// A body that is transferred as its delivery says.
struct DeliveredBody {
    pieces: VecDeque<Piece>,
}

enum Piece {
    Bytes(Bytes),
    /// Flushes what was sent so far.
    Pause,
    /// Sends nothing more, and does not end.
    Stall,
    Close,
}

impl DeliveredBody {
    fn new(response: &ErrorResponse) -> DeliveredBody {
        let bytes = Bytes::from(response.body.clone());
        let half = bytes.slice(..bytes.len() / 2);
        let pieces = match response.delivery {
            Delivery::Whole if bytes.is_empty() => Vec::new(),
            Delivery::Whole => vec![Piece::Bytes(bytes)],
            Delivery::Slow => {
                (0..bytes.len()).flat_map(|at| [Piece::Bytes(bytes.slice(at..=at)), Piece::Pause]).collect()
            }
            Delivery::Stalled => vec![Piece::Bytes(half), Piece::Pause, Piece::Stall],
            Delivery::ClosedWithin => vec![Piece::Bytes(half), Piece::Pause, Piece::Close],
            Delivery::Closed => vec![Piece::Close],
        };
        DeliveredBody { pieces: pieces.into() }
    }
}

impl http_body::Body for DeliveredBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match self.pieces.pop_front() {
            None => Poll::Ready(None),
            Some(Piece::Bytes(bytes)) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Some(Piece::Pause) => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Some(Piece::Stall) => {
                self.pieces.push_front(Piece::Stall);
                Poll::Pending
            }
            Some(Piece::Close) => Poll::Ready(Some(Err(io::Error::other("the connection is closed")))),
        }
    }
}
