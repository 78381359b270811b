//! The vendor's server: it answers each scenario as written, and counts requests, writes and successes.

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
use crate::scenario::{Answer, Delivery, RecoveredBy, Scenario};

/// A server with its own simulated clock. It stops when it is dropped.
pub struct Vendor {
    /// Where it is, without a slash at the end.
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

/// What the vendor remembers.
struct Seen {
    calls: Vec<Call>,
    /// The access tokens, and the refresh tokens that have not been used.
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

/// What the vendor has seen of one scenario.
#[derive(Clone, Debug, Default)]
pub struct Call {
    pub requests: u32,
    /// How often a write was carried out.
    pub writes: u32,
    pub successes: u32,
    /// When the first request came, and its token and nonces.
    first: Option<Duration>,
    dead_token: String,
    nonces: HashSet<String>,
}

/// What a client may have for a while: an access token, and what gets it the next.
#[derive(Clone, Debug)]
pub struct Tokens {
    pub access: String,
    pub refresh: String,
}

impl Vendor {
    /// Starts a server for some scenarios on a port of its own.
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
            // It ends with the vendor.
            let _ended = axum::serve(listener, router).await;
        });
        Ok(Vendor { url, clock, state, task })
    }

    pub fn scenarios(&self) -> &[Scenario] {
        &self.state.scenarios
    }

    /// Where a scenario is played: its number stands for the meeting's id.
    pub fn url_of(&self, scenario: usize) -> String {
        format!("{}/v1/meetings/{scenario}", self.url)
    }

    /// What a user who authorises an application gives to it.
    pub fn authorize(&self) -> Tokens {
        self.state.seen().issue()
    }

    /// What was seen of each scenario.
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

/// Any answer shows the vendor's clock.
async fn hello(State(vendor): State<Arc<Shared>>) -> Response<Body> {
    answer(&vendor, StatusCode::OK, "text/plain", Body::empty())
}

async fn meeting(
    State(vendor): State<Arc<Shared>>,
    Path(number): Path<usize>,
    method: Method,
    headers: HeaderMap,
) -> Response<Body> {
    let Some(scenario) = vendor.scenarios.get(number) else {
        return answer(&vendor, StatusCode::NOT_FOUND, "text/plain", Body::empty());
    };
    let (is_mended, request) = record(&vendor, number, scenario, &method, &headers);
    let mut response = if is_mended {
        let body = json!({"meeting_info_list": [{"meeting_id": number.to_string()}]}).to_string();
        answer(&vendor, StatusCode::OK, "application/json", Body::from(body))
    } else {
        let Answer { status, content_type, .. } = scenario.answer;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        answer(&vendor, status, content_type, Body::new(Delivered::new(&scenario.answer)))
    };
    if let Ok(trace) = format!("trace-{number}-{request}").parse() {
        response.headers_mut().insert("X-Tc-Trace", trace);
    }
    response
}

/// Counts a request; says whether it is answered with a success, and how many there have been.
fn record(
    vendor: &Shared,
    number: usize,
    scenario: &Scenario,
    method: &Method,
    headers: &HeaderMap,
) -> (bool, u32) {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (token, nonce) = (text("AccessToken"), text("X-TC-Nonce"));
    let now = vendor.clock.passed();
    let mut seen = vendor.seen();
    let Seen { calls, tokens, .. } = &mut *seen;
    let Some(call) = calls.get_mut(number) else { return (false, 0) };
    let is_first = call.first.is_none();
    if is_first {
        token.clone_into(&mut call.dead_token);
    }
    let is_new_nonce = call.nonces.insert(nonce.to_owned());
    let since_first = now - *call.first.get_or_insert(now);
    let is_mended = match scenario.recovered_by {
        RecoveredBy::Never => false,
        RecoveredBy::Later(wait) => !is_first && since_first >= wait,
        RecoveredBy::Token => !is_first && token != call.dead_token && tokens.contains(token),
        RecoveredBy::Nonce => !is_first && is_new_nonce,
        RecoveredBy::Timestamp => text("X-TC-Timestamp")
            .parse()
            .is_ok_and(|sent: u64| sent.abs_diff(vendor.clock.timestamp()) <= 300),
    };
    call.requests += 1;
    call.successes += u32::from(is_mended);
    call.writes += u32::from(*method == Method::POST && (is_mended || scenario.carried_out));
    (is_mended, call.requests)
}

/// The OAuth endpoint: new tokens for a refresh token that has not been used.
async fn refresh_token(State(vendor): State<Arc<Shared>>, body: Bytes) -> Response<Body> {
    let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
    let used = asked["refresh_token"].as_str().unwrap_or_default();
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
    answer(&vendor, status, "application/json", Body::from(body.to_string()))
}

fn answer(vendor: &Shared, status: StatusCode, content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert("Content-Type", HeaderValue::from_static(content_type));
    if let Ok(date) = vendor.clock.date().parse() {
        response.headers_mut().insert("Date", date);
    }
    response
}

/// A body on its way to the client.
struct Delivered {
    pieces: VecDeque<Piece>,
}

enum Piece {
    Bytes(Bytes),
    /// What was sent so far leaves the house.
    Pause,
    /// Nothing more comes, and no end either.
    Stall,
    Cut,
}

impl Delivered {
    fn new(answer: &Answer) -> Delivered {
        let bytes = Bytes::from(answer.body.clone());
        let half = bytes.slice(..bytes.len() / 2);
        let pieces = match answer.delivery {
            Delivery::Whole if bytes.is_empty() => Vec::new(),
            Delivery::Whole => vec![Piece::Bytes(bytes)],
            Delivery::Slow => {
                (0..bytes.len()).flat_map(|at| [Piece::Bytes(bytes.slice(at..=at)), Piece::Pause]).collect()
            }
            Delivery::Stalled => vec![Piece::Bytes(half), Piece::Pause, Piece::Stall],
            Delivery::CutWithin => vec![Piece::Bytes(half), Piece::Pause, Piece::Cut],
            Delivery::Cut => vec![Piece::Cut],
        };
        Delivered { pieces: pieces.into() }
    }
}

impl http_body::Body for Delivered {
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
            Some(Piece::Cut) => Poll::Ready(Some(Err(io::Error::other("the connection is cut")))),
        }
    }
}
