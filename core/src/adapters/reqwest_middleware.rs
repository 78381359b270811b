//! A request in, the answer of its last attempt out: a middleware that reads the failure and repeats by its decision.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::error;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::time::Duration;

use ::backon::{BackoffBuilder, ExponentialBuilder};
use ::http::Extensions;
use ::reqwest::{Request, Response};
use ::reqwest_middleware::{Error, Middleware, Next, Result};

use crate::policy::{Call, Decision};
use crate::wire::Decoder;
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::adapters::retry_loop::{Delays, Repeats};
use crate::reqwest::{classify, look};
use crate::policy::Remedy;

pub use crate::adapters::http::Idempotent;

/// Any error, for a remedy that could not be carried out.
pub type BoxError = Box<dyn error::Error + Send + Sync>;

type Mending = Pin<Box<dyn Future<Output = core::result::Result<Request, BoxError>> + Send>>;
type Mend = Arc<dyn Fn(Request) -> Mending + Send + Sync>;

/// Repeats requests by what the body of a failure says, and not by its HTTP status.
///
/// A request is idempotent or not by its method, unless an [`Idempotent`] among its extensions says otherwise. One
/// whose body cannot be cloned, because it is a stream, is sent once.
///
/// When it gives up, the caller gets the last answer as it came, with its whole body, or the last error: hand it to
/// [`check`](crate::reqwest::check).
///
/// ```no_run
/// use errcat::reqwest::check;
/// use errcat::reqwest_middleware::{BoxError, Idempotent, Retries};
/// use errcat::tencent_meeting::RestError;
/// use errcat::Remedy;
///
/// # async fn new_token() -> Result<String, BoxError> { Ok(String::new()) }
/// # async fn example() -> Result<(), BoxError> {
/// let retries = Retries::<RestError>::new().remedy(Remedy::RefreshToken, |mut request| async move {
///     let token = new_token().await?;
///     request.headers_mut().insert("AccessToken", token.parse()?);
///     Ok(request)
/// });
/// let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(retries).build();
///
/// let url = "https://api.meeting.qq.com/v1/meetings";
/// let answer = client.post(url).with_extension(Idempotent(true)).send().await?;
/// let meeting = check::<RestError>(answer).await?.text().await?;
/// # Ok(())
/// # }
/// ```
pub struct Retries<C> {
    repeats: Repeats,
    remedies: Vec<(Remedy, Mend)>,
    codes: PhantomData<fn() -> C>,
}

impl<C: ErrorCode> Default for Retries<C> {
    fn default() -> Retries<C> {
        Retries::new()
    }
}

impl<C: ErrorCode> Retries<C> {
    /// Repeats with delays that double from a second to a minute, with jitter, within the limits of [`Call::new`].
    pub fn new() -> Retries<C> {
        Retries { repeats: Repeats::new(), remedies: Vec::new(), codes: PhantomData }
    }

    /// The same with another decoder, which says how much of a body is looked at.
    #[must_use]
    pub fn decoder(mut self, decoder: Decoder) -> Retries<C> {
        self.repeats.decoder = decoder;
        self
    }

    /// The same with other delays between attempts. A failure may ask for a longer wait, never for a shorter one. Where
    /// the delays end, so do the attempts; those of a builder with nothing set end after three.
    #[must_use]
    pub fn back_off(mut self, back_off: ExponentialBuilder) -> Retries<C> {
        self.repeats.back_off = back_off;
        self
    }

    /// The same with how often a request may be attempted, the first time included.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> Retries<C> {
        self.repeats.max_attempts = Some(attempts);
        self
    }

    /// The same with the longest single wait that a failure may ask for.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> Retries<C> {
        self.repeats.max_wait = Some(wait);
        self
    }

    /// The same with a way to carry out a remedy: it gets the request that failed, and the one that it hands back is
    /// sent next, right away (the delay has passed, so that a new signature is fresh).
    ///
    /// When it fails, the caller gets the answer that asked for it. Requests that run at the same time ask for it
    /// separately: one that gets a token should share it.
    #[must_use]
    pub fn remedy<F, M>(mut self, remedy: Remedy, carry_out: F) -> Retries<C>
    where
        F: Fn(Request) -> M + Send + Sync + 'static,
        M: Future<Output = core::result::Result<Request, BoxError>> + Send + 'static,
    {
        self.remedies.retain(|(known, _)| *known != remedy);
        self.remedies.push((remedy, Arc::new(move |request| Box::pin(carry_out(request)))));
        self
    }

    /// The same with another way to wait than tokio's clock.
    #[must_use]
    pub fn sleep<F, W>(mut self, sleep: F) -> Retries<C>
    where
        F: Fn(Duration) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.repeats.sleep_by(sleep);
        self
    }

    /// Does what a failure asks for, and gives the request to send next; `None` is to give up.
    async fn prepare(
        &self,
        request: Request,
        call: &mut Call,
        delays: &mut Delays,
        failure: &Failure<C>,
    ) -> Option<Request> {
        let (remedy, at_least) = match call.decide(failure) {
            Decision::Retry { at_least } => (None, at_least),
            Decision::Remedy(remedy) => (Some(remedy), failure.wait().unwrap_or_default()),
            Decision::GiveUp(_) => return None,
        };
        let delay = delays.next()?;
        self.repeats.sleep(delay.max(at_least)).await;
        let Some(remedy) = remedy else { return Some(request) };
        let (_, carry_out) = self.remedies.iter().find(|(known, _)| *known == remedy)?;
        carry_out(request).await.ok()
    }

    /// What came, and the failure that it is. An error of another middleware is nothing that a code is known for.
    async fn judge(&self, came: Result<Response>) -> (Result<Response>, Option<Failure<C>>) {
        match came {
            Ok(response) => {
                let (response, failure) = look(self.repeats.decoder, response).await;
                (Ok(response), failure)
            }
            Err(Error::Reqwest(error)) => {
                let failure = classify(&error);
                (Err(Error::Reqwest(error)), Some(failure))
            }
            Err(error) => (Err(error), None),
        }
    }
}

#[async_trait::async_trait]
impl<C: ErrorCode> Middleware for Retries<C> {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let idempotent = extensions.get::<Idempotent>().copied();
        let mut call = self.repeats.call(request.method().as_str(), idempotent);
        for (remedy, _) in &self.remedies {
            call = call.can(*remedy);
        }
        let mut delays = self.repeats.back_off.build();
        loop {
            let Some(again) = request.try_clone() else {
                return next.run(request, extensions).await;
            };
            let came = next.clone().run(request, extensions).await;
            let (came, failure) = self.judge(came).await;
            let Some(failure) = failure else { return came };
            match self.prepare(again, &mut call, &mut delays, &failure).await {
                Some(mended) => request = mended,
                None => return came,
            }
        }
    }
}
