//! The adapter for `reqwest-middleware`: a middleware that retries by decision and applies remedies.

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

use crate::adapters::reqwest::{classify, inspect};
use crate::adapters::retry_loop::{Delays, RetryOptions};
use crate::entry::ErrorCode;
use crate::failure::Failure;
use crate::policy::{Call, Decision, Remedy};
use crate::wire::Decoder;

pub use crate::adapters::http::Idempotent;

/// Any error, for a remedy that could not be applied.
pub type BoxError = Box<dyn error::Error + Send + Sync>;

type Applying = Pin<Box<dyn Future<Output = core::result::Result<Request, BoxError>> + Send>>;
type Apply = Arc<dyn Fn(Request) -> Applying + Send + Sync>;

/// RetryMiddleware requests by the code of a failure, instead of its HTTP status.
///
/// Whether a request is idempotent depends on its method, unless it has the extension [`Idempotent`]. A request whose
/// body cannot be cloned, because it is a stream, is sent once.
///
/// When it gives up, the caller receives the last response unchanged, with its whole body, or the last error: pass it to
/// [`check`](crate::reqwest::check).
///
/// With the feature `tracing`, each attempt that is retried is an event at DEBUG. See `errcat::tracing`.
///
/// ```no_run
/// use errcat::reqwest::check;
/// use errcat::reqwest_middleware::{BoxError, Idempotent, RetryMiddleware};
/// use errcat::tencent_meeting::RestError;
/// use errcat::Remedy;
///
/// # async fn new_token() -> Result<String, BoxError> { Ok(String::new()) }
/// # async fn example() -> Result<(), BoxError> {
/// let retries = RetryMiddleware::<RestError>::new().with_remedy(Remedy::RefreshToken, |mut request| async move {
///     let token = new_token().await?;
///     request.headers_mut().insert("AccessToken", token.parse()?);
///     Ok(request)
/// });
/// let client = reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).with(retries).build();
///
/// let url = "https://api.meeting.qq.com/v1/meetings";
/// let response = client.post(url).with_extension(Idempotent(true)).send().await?;
/// let meeting = check::<RestError>(response).await?.text().await?;
/// # Ok(())
/// # }
/// ```
pub struct RetryMiddleware<C> {
    options: RetryOptions,
    remedies: Vec<(Remedy, Apply)>,
    codes: PhantomData<fn() -> C>,
}

impl<C: ErrorCode> Default for RetryMiddleware<C> {
    fn default() -> RetryMiddleware<C> {
        RetryMiddleware::new()
    }
}

impl<C: ErrorCode> RetryMiddleware<C> {
    /// Creates a middleware with delays that double from a second to a minute, with jitter, within the limits of
    /// [`Call::new`].
    pub fn new() -> RetryMiddleware<C> {
        RetryMiddleware { options: RetryOptions::new(), remedies: Vec::new(), codes: PhantomData }
    }

    /// Sets the decoder, which limits how much of a body is read.
    #[must_use]
    pub fn decoder(mut self, decoder: Decoder) -> RetryMiddleware<C> {
        self.options.decoder = decoder;
        self
    }

    /// Sets the delays between attempts. A failure may ask for a longer wait, never for a shorter one. The attempts end
    /// with the delays; those of a builder with nothing set end after three.
    #[must_use]
    pub fn back_off(mut self, back_off: ExponentialBuilder) -> RetryMiddleware<C> {
        self.options.back_off = back_off;
        self
    }

    /// Sets the maximum number of attempts, including the first one.
    #[must_use]
    pub fn max_attempts(mut self, attempts: u32) -> RetryMiddleware<C> {
        self.options.max_attempts = Some(attempts);
        self
    }

    /// Sets the maximum wait before a retry.
    #[must_use]
    pub fn max_wait(mut self, wait: Duration) -> RetryMiddleware<C> {
        self.options.max_wait = Some(wait);
        self
    }

    /// Sets how a remedy is applied: the closure receives the request that failed, and the request that it returns is sent
    /// next, at once (the delay has passed, so that a new signature is fresh).
    ///
    /// If it fails, the caller receives the response that needed the remedy. Requests that run at the same time apply the
    /// remedy separately: one that fetches a token should share it.
    #[must_use]
    pub fn with_remedy<F, A>(mut self, remedy: Remedy, apply: F) -> RetryMiddleware<C>
    where
        F: Fn(Request) -> A + Send + Sync + 'static,
        A: Future<Output = core::result::Result<Request, BoxError>> + Send + 'static,
    {
        self.remedies.retain(|(known, _)| *known != remedy);
        self.remedies.push((remedy, Arc::new(move |request| Box::pin(apply(request)))));
        self
    }

    /// Sets how to wait, instead of with tokio's timer.
    #[must_use]
    pub fn sleep<F, W>(mut self, sleep: F) -> RetryMiddleware<C>
    where
        F: Fn(Duration) -> W + Send + Sync + 'static,
        W: Future<Output = ()> + Send + 'static,
    {
        self.options.set_sleep(sleep);
        self
    }

    /// Does what the decision about a failure says, and returns the request to send next; `None` is to give up.
    async fn prepare(
        &self,
        request: Request,
        call: &mut Call,
        delays: &mut Delays,
        failure: &Failure<C>,
    ) -> Option<Request> {
        let (remedy, after) = match call.decide(failure) {
            Decision::Retry { after } => (None, after),
            Decision::Remedy { remedy, after } => (Some(remedy), after),
            Decision::GiveUp(_) => return None,
        };
        let wait = delays.next()?.max(after);
        let Some(remedy) = remedy else {
            #[cfg(feature = "tracing")]
            failure.log_retry(call, wait);
            self.options.sleep(wait).await;
            return Some(request);
        };
        self.options.sleep(wait).await;
        let (_, apply) = self.remedies.iter().find(|(known, _)| *known == remedy)?;
        let prepared = apply(request).await.ok()?;
        // Not before: without the remedy there is no retry.
        #[cfg(feature = "tracing")]
        failure.log_retry(call, wait);
        Some(prepared)
    }

    /// Returns the result of an attempt, and its failure. An error of another middleware is not a failure of the API.
    async fn inspect(&self, result: Result<Response>) -> (Result<Response>, Option<Failure<C>>) {
        match result {
            Ok(response) => {
                let (response, checked) = inspect(self.options.decoder, response).await;
                (Ok(response), checked.err())
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
impl<C: ErrorCode> Middleware for RetryMiddleware<C> {
    async fn handle(
        &self,
        mut request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response> {
        let idempotent = extensions.get::<Idempotent>().copied();
        let mut call = self.options.call(request.method().as_str(), idempotent);
        for (remedy, _) in &self.remedies {
            call = call.with_remedy(*remedy);
        }
        let mut delays = self.options.back_off.build();
        loop {
            let Some(again) = request.try_clone() else {
                return next.run(request, extensions).await;
            };
            let result = next.clone().run(request, extensions).await;
            let (result, failure) = self.inspect(result).await;
            let Some(failure) = failure else { return result };
            match self.prepare(again, &mut call, &mut delays, &failure).await {
                Some(prepared) => request = prepared,
                None => return result,
            }
        }
    }
}
