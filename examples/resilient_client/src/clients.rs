//! Two clients that repeat requests: one goes by the HTTP status, the other by the code.

use std::future::ready;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::http::HeaderValue;
use backon::ExponentialBuilder;
use errcat::reqwest_middleware::RetryMiddleware;
use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{Remedy, decode};
use reqwest::{Client, Method, Request, Response};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use reqwest_retry::policies::ExponentialBackoff;
use reqwest_retry::{Jitter, RetryDecision, RetryPolicy, RetryTransientMiddleware};
use serde_json::{Value, json};

use crate::Result;
use crate::clock::{Clock, seconds};
use crate::scenario::{MAX_WAIT, RecoveredBy, Scenario};
use crate::server::{Tokens, Vendor};

/// How often either client attempts a request.
pub const MAX_ATTEMPTS: u32 = 5;

/// The back-off of either client: 1 s, 2 s, 4 s and so on, up to a minute, without jitter. With jitter a wait would be
/// shorter; these are the longest that the policy computes.
const SHORTEST_DELAY: Duration = Duration::from_secs(1);
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// What makes a client.
pub type Make = fn(&Arc<Session>) -> ClientWithMiddleware;

/// `reqwest-retry` as it comes: its default strategy, which goes by the HTTP status.
pub fn by_status(session: &Arc<Session>) -> ClientWithMiddleware {
    let policy = ExponentialBackoff::builder()
        .retry_bounds(SHORTEST_DELAY, LONGEST_DELAY)
        .jitter(Jitter::None)
        .build_with_max_retries(MAX_ATTEMPTS - 1);
    let policy = Simulated { policy, session: Arc::clone(session) };
    ClientBuilder::new(session.http.clone()).with(RetryTransientMiddleware::new_with_policy(policy)).build()
}

/// A policy that lets simulated time pass instead of waiting.
struct Simulated {
    policy: ExponentialBackoff,
    session: Arc<Session>,
}

impl RetryPolicy for Simulated {
    fn should_retry(&self, begin: SystemTime, past: u32) -> RetryDecision {
        let now = SystemTime::now();
        match self.policy.should_retry(begin, past) {
            RetryDecision::Retry { execute_after } => {
                self.session.wait(execute_after.duration_since(now).unwrap_or_default());
                RetryDecision::Retry { execute_after: now }
            }
            RetryDecision::DoNotRetry => RetryDecision::DoNotRetry,
        }
    }
}

/// `errcat`: decides by the code, and carries out what a program can do by itself.
pub fn by_code(session: &Arc<Session>) -> ClientWithMiddleware {
    let back_off = ExponentialBuilder::default()
        .with_min_delay(SHORTEST_DELAY)
        .with_max_delay(LONGEST_DELAY)
        .without_max_times();
    let [refresh, resign, set, waits] = [(); 4].map(|()| Arc::clone(session));
    let retries = RetryMiddleware::<RestError>::new()
        .back_off(back_off)
        .max_attempts(MAX_ATTEMPTS)
        .max_wait(MAX_WAIT)
        .with_remedy(Remedy::RefreshToken, move |request| {
            let session = Arc::clone(&refresh);
            async move { session.with_new_token(request).await }
        })
        .with_remedy(Remedy::ReSign, move |request| {
            resign.remember(Step::Remedy(Remedy::ReSign));
            ready(resign.signed(request))
        })
        .with_remedy(Remedy::SyncClock, move |request| {
            let session = Arc::clone(&set);
            async move { session.with_right_clock(request).await }
        })
        .sleep(move |duration| {
            waits.wait(duration);
            ready(())
        });
    ClientBuilder::new(session.http.clone()).with(retries).build()
}

/// What was done between two attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Wait(Duration),
    Remedy(Remedy),
}

/// What a program keeps between its requests.
pub struct Session {
    http: Client,
    vendor_url: String,
    clock: Clock,
    /// How far its clock is ahead of the vendor's, in seconds.
    ahead: AtomicI64,
    nonce: AtomicU64,
    tokens: Mutex<Tokens>,
    done: Mutex<Vec<Step>>,
}

impl Session {
    /// A session that begins as a scenario needs it.
    pub fn new(vendor: &Vendor, scenario: &Scenario) -> Result<Arc<Session>> {
        // A connection for each request: what one request breaks, the next does not meet.
        let http = Client::builder().no_proxy().pool_max_idle_per_host(0).build()?;
        let ahead = if scenario.recovered_by == RecoveredBy::Timestamp { 600 } else { 0 };
        Ok(Arc::new(Session {
            http,
            vendor_url: vendor.url.clone(),
            clock: vendor.clock.clone(),
            ahead: AtomicI64::new(ahead),
            nonce: AtomicU64::new(1),
            tokens: Mutex::new(vendor.authorize()),
            done: Mutex::default(),
        }))
    }

    /// The request that a scenario is about.
    pub fn request(&self, scenario: &Scenario, url: &str) -> Result<Request> {
        let request = self.http.request(scenario.method.clone(), url);
        let request = if scenario.method == Method::POST { request.body("{}") } else { request };
        self.signed(request.build()?)
    }

    pub fn tokens(&self) -> Tokens {
        locked(&self.tokens).clone()
    }

    /// What was done between the attempts.
    pub fn done(&self) -> Vec<Step> {
        locked(&self.done).clone()
    }

    fn remember(&self, step: Step) {
        locked(&self.done).push(step);
    }

    fn wait(&self, duration: Duration) {
        self.clock.wait(duration);
        self.remember(Step::Wait(duration));
    }

    /// What its own clock shows.
    fn timestamp(&self) -> i64 {
        self.clock.timestamp().cast_signed() + self.ahead.load(Ordering::SeqCst)
    }

    /// The request with the token, and with a timestamp and a nonce of its own.
    fn signed(&self, mut request: Request) -> Result<Request> {
        let nonce = self.nonce.fetch_add(1, Ordering::SeqCst);
        let headers = request.headers_mut();
        headers.insert("X-TC-Timestamp", HeaderValue::from(self.timestamp()));
        headers.insert("X-TC-Nonce", HeaderValue::from(nonce));
        headers.insert("AccessToken", HeaderValue::try_from(self.tokens().access)?);
        Ok(request)
    }

    async fn with_new_token(&self, request: Request) -> Result<Request> {
        self.remember(Step::Remedy(Remedy::RefreshToken));
        let url = format!("{}/v2/oauth2/oauth/refresh_token", self.vendor_url);
        let asked = json!({"open_id": "u7", "refresh_token": self.tokens().refresh}).to_string();
        let answer = self.http.post(url).body(asked).send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await?;
        if let Err(failure) = decode::<OAuthError>(status, &headers, &body) {
            return Err(failure.into());
        }
        let data = &serde_json::from_slice::<Value>(&body)?["data"];
        let text = |name: &str| data[name].as_str().map(str::to_owned).ok_or("the answer has no token");
        *locked(&self.tokens) = Tokens { access: text("access_token")?, refresh: text("refresh_token")? };
        self.signed(request)
    }

    async fn with_right_clock(&self, request: Request) -> Result<Request> {
        self.remember(Step::Remedy(Remedy::SyncClock));
        let answer = self.http.get(&self.vendor_url).send().await?;
        let date = answer.headers().get("Date").ok_or("the answer has no date")?;
        let right = i64::try_from(seconds(date.to_str()?)?)?;
        self.ahead.fetch_sub(self.timestamp() - right, Ordering::SeqCst);
        self.signed(request)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plays a scenario with a client: what came of it, and what was done between the attempts.
pub async fn play(
    vendor: &Vendor,
    number: usize,
    make: Make,
) -> Result<(reqwest_middleware::Result<Response>, Vec<Step>)> {
    let scenario = vendor.scenarios().get(number).ok_or("there is no such scenario")?;
    let session = Session::new(vendor, scenario)?;
    let request = session.request(scenario, &vendor.url_of(number))?;
    let outcome = make(&session).execute(request).await;
    Ok((outcome, session.done()))
}
