//! Two clients that retry requests: one decides by the HTTP status, the other by the code.

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

/// The maximum number of attempts that either client makes.
pub const MAX_ATTEMPTS: u32 = 5;

/// The back-off of either client: 1 s, 2 s, 4 s and so on, up to a minute, without jitter, which would only make the
/// waits shorter.
const MIN_DELAY: Duration = Duration::from_secs(1);
const MAX_DELAY: Duration = Duration::from_secs(60);

/// Creates a client.
pub type NewClient = fn(&Arc<Session>) -> ClientWithMiddleware;

/// Creates a client with the default strategy of `reqwest-retry`, which decides by the HTTP status.
pub fn by_status(session: &Arc<Session>) -> ClientWithMiddleware {
    let policy = ExponentialBackoff::builder()
        .retry_bounds(MIN_DELAY, MAX_DELAY)
        .jitter(Jitter::None)
        .build_with_max_retries(MAX_ATTEMPTS - 1);
    let policy = Simulated { policy, session: Arc::clone(session) };
    ClientBuilder::new(session.http.clone()).with(RetryTransientMiddleware::new_with_policy(policy)).build()
}

/// A policy that advances the simulated time instead of waiting.
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

/// Creates a client with `errcat`, which decides by the code, and with the remedies that a program can apply by itself.
pub fn by_code(session: &Arc<Session>) -> ClientWithMiddleware {
    let back_off =
        ExponentialBuilder::default().with_min_delay(MIN_DELAY).with_max_delay(MAX_DELAY).without_max_times();
    let [refresh, re_sign, sync, sleep] = [(); 4].map(|()| Arc::clone(session));
    let retries = RetryMiddleware::<RestError>::new()
        .back_off(back_off)
        .max_attempts(MAX_ATTEMPTS)
        .max_wait(MAX_WAIT)
        .with_remedy(Remedy::RefreshToken, move |request| {
            let session = Arc::clone(&refresh);
            async move { session.with_new_token(request).await }
        })
        .with_remedy(Remedy::ReSign, move |request| {
            re_sign.record(Step::Remedy(Remedy::ReSign));
            ready(re_sign.signed(request))
        })
        .with_remedy(Remedy::SyncClock, move |request| {
            let session = Arc::clone(&sync);
            async move { session.with_synced_clock(request).await }
        })
        .sleep(move |duration| {
            sleep.wait(duration);
            ready(())
        });
    ClientBuilder::new(session.http.clone()).with(retries).build()
}

/// A step between two attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Wait(Duration),
    Remedy(Remedy),
}

/// The state of a program between its requests.
pub struct Session {
    http: Client,
    vendor_url: String,
    clock: Clock,
    /// How far the program's clock is ahead of the vendor's, in seconds.
    ahead: AtomicI64,
    nonce: AtomicU64,
    tokens: Mutex<Tokens>,
    steps: Mutex<Vec<Step>>,
}

impl Session {
    /// Creates a session in the state that a scenario needs.
    pub fn new(vendor: &Vendor, scenario: &Scenario) -> Result<Arc<Session>> {
        // A new connection for each request: a broken one does not affect the next request.
        let http = Client::builder().no_proxy().pool_max_idle_per_host(0).build()?;
        let ahead = if scenario.recovered_by == RecoveredBy::Timestamp { 600 } else { 0 };
        Ok(Arc::new(Session {
            http,
            vendor_url: vendor.url.clone(),
            clock: vendor.clock.clone(),
            ahead: AtomicI64::new(ahead),
            nonce: AtomicU64::new(1),
            tokens: Mutex::new(vendor.authorize()),
            steps: Mutex::default(),
        }))
    }

    /// Returns the request of a scenario.
    pub fn request(&self, scenario: &Scenario, url: &str) -> Result<Request> {
        let request = self.http.request(scenario.method.clone(), url);
        let request = if scenario.method == Method::POST { request.body("{}") } else { request };
        self.signed(request.build()?)
    }

    pub fn tokens(&self) -> Tokens {
        locked(&self.tokens).clone()
    }

    /// Returns the steps between the attempts.
    pub fn steps(&self) -> Vec<Step> {
        locked(&self.steps).clone()
    }

    fn record(&self, step: Step) {
        locked(&self.steps).push(step);
    }

    fn wait(&self, duration: Duration) {
        self.clock.wait(duration);
        self.record(Step::Wait(duration));
    }

    /// Returns the time of the program's own clock, in seconds since 1970.
    fn timestamp(&self) -> i64 {
        self.clock.timestamp().cast_signed() + self.ahead.load(Ordering::SeqCst)
    }

    /// Adds the token, a timestamp and a new nonce to a request.
    fn signed(&self, mut request: Request) -> Result<Request> {
        let nonce = self.nonce.fetch_add(1, Ordering::SeqCst);
        let headers = request.headers_mut();
        headers.insert("X-TC-Timestamp", HeaderValue::from(self.timestamp()));
        headers.insert("X-TC-Nonce", HeaderValue::from(nonce));
        headers.insert("AccessToken", HeaderValue::try_from(self.tokens().access)?);
        Ok(request)
    }

    async fn with_new_token(&self, request: Request) -> Result<Request> {
        self.record(Step::Remedy(Remedy::RefreshToken));
        let url = format!("{}/v2/oauth2/oauth/refresh_token", self.vendor_url);
        let request_body = json!({"open_id": "u7", "refresh_token": self.tokens().refresh}).to_string();
        let response = self.http.post(url).body(request_body).send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await?;
        if let Err(failure) = decode::<OAuthError>(status, &headers, &body) {
            return Err(failure.into());
        }
        let data = &serde_json::from_slice::<Value>(&body)?["data"];
        let text = |name: &str| data[name].as_str().map(str::to_owned).ok_or("the response has no token");
        *locked(&self.tokens) = Tokens { access: text("access_token")?, refresh: text("refresh_token")? };
        self.signed(request)
    }

    async fn with_synced_clock(&self, request: Request) -> Result<Request> {
        self.record(Step::Remedy(Remedy::SyncClock));
        let response = self.http.get(&self.vendor_url).send().await?;
        let date = response.headers().get("Date").ok_or("the response has no date")?;
        let correct = i64::try_from(seconds(date.to_str()?)?)?;
        self.ahead.fetch_sub(self.timestamp() - correct, Ordering::SeqCst);
        self.signed(request)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Plays a scenario with a client. Returns the outcome, and the steps between the attempts.
pub async fn play(
    vendor: &Vendor,
    number: usize,
    new_client: NewClient,
) -> Result<(reqwest_middleware::Result<Response>, Vec<Step>)> {
    let scenario = vendor.scenarios().get(number).ok_or("unknown scenario")?;
    let session = Session::new(vendor, scenario)?;
    let request = session.request(scenario, &vendor.url_of(number))?;
    let outcome = new_client(&session).execute(request).await;
    Ok((outcome, session.steps()))
}
