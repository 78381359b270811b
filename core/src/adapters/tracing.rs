//! The adapter for `tracing`: failures as events and in the fields of spans, by the semantic conventions of OpenTelemetry.
//!
//! [`log`] emits one event for a failure, at the [`level`] that its meaning gives, and [`record`] notes it in a span. Both
//! have these fields:
//!
//! | field | value |
//! | --- | --- |
//! | `error.type` | [`error_type`]: the table and the entry, or `_OTHER`; none for a code that means success |
//! | `errcat.table` | the name of the table in the catalog |
//! | `errcat.code` | the code as it was received, if there is one |
//! | `errcat.category` | the category, such as `not-found` |
//! | `errcat.fingerprint` | [`fingerprint`], in 16 hexadecimal digits |
//! | `errcat.trace_id` | the id by which the server finds the request in its logs, if there is one |
//! | `errcat.retry_after_ms` | the shortest wait before a retry, if there is one |
//! | `errcat.source` | the sources of the failure, joined with ` <- `, if there are any |
//! | `http.response.status_code` | the HTTP status of the response, if there is one |
//!
//! The message of an event is what `Display` of the failure shows. Text that was received is cut to 1,000 characters, on one
//! line. Sensitive values never appear. A source is shown by its own `Display`, over which errcat has no control: an error of
//! reqwest shows its URL, for example, unless [`without_url`] removed it.
//!
//! # Who logs a failure
//!
//! The code that handles it. A function that returns a failure should not log it as well: the same failure would be in the
//! log several times. So nothing in errcat emits an event above DEBUG by itself. The adapters that retry emit one at DEBUG
//! for each attempt that is retried, with these further fields. The failure of the last attempt is returned to their caller.
//!
//! | field | value |
//! | --- | --- |
//! | `http.request.resend_count` | 1 for the first retry of a request, 2 for the second, and so on |
//! | `errcat.wait_ms` | the wait before the retry |
//!
//! ```
//! mod billing {
//!     errcat::codes!("../../examples/billing.toml");
//! }
//! use billing::BillingError;
//! use errcat::Failure;
//!
//! fn pay() -> Result<(), Failure<BillingError>> {
//!     Err(BillingError::InvoiceNotFound)?
//! }
//!
//! // INFO errcat: There is no such invoice (BillingError 40004) error.type="billing.InvoiceNotFound" errcat.code=40004 …
//! if let Err(failure) = pay() {
//!     errcat::tracing::log(&failure);
//! }
//! ```
//!
//! [`without_url`]: https://docs.rs/reqwest/latest/reqwest/struct.Error.html#method.without_url

use alloc::borrow::Cow;
use alloc::format;
use core::error::Error;
use core::fmt::{self, Write as _};
use core::iter::successors;
use core::time::Duration;

use ::tracing::field::{Empty, display};
use ::tracing::{Level, Span};
use errcat_types::OneLine;
use errcat_types::limits::MAX_SOURCES;

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::{Call, Category, Severity, Treatment};

/// The target of all events and spans.
const TARGET: &str = "errcat";

/// Returns the value of OpenTelemetry's `error.type`: `billing.CardDeclined`, the names of the table and of the entry, or
/// `_OTHER` for everything that is not an error of the catalog.
///
/// No text that was received gets in: there is one value for each entry and `_OTHER`, whatever a server sends. So it is fit
/// for metrics.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tracing::error_type;
/// use errcat::Failure;
///
/// assert_eq!(error_type(&Failure::from(RestError::MeetingNotFound)), "rest.MeetingNotFound");
/// assert_eq!(error_type(&Failure::<RestError>::from_wire_code(424_242)), "_OTHER");
/// ```
pub fn error_type<C: ErrorCode>(failure: &Failure<C>) -> Cow<'static, str> {
    match error_code(failure) {
        Some(code) => Cow::Owned(format!("{}.{}", C::TABLE.name, code.name())),
        None => Cow::Borrowed("_OTHER"),
    }
}

/// Returns the code, if the catalog has it as an error. A success code under the status of an error says nothing about it.
fn error_code<C: ErrorCode>(failure: &Failure<C>) -> Option<C> {
    failure.code().filter(|code| code.severity() != Severity::Success)
}

/// Returns the level at which a failure is logged.
///
/// A [severity](Failure::severity) that the catalog states decides, unless it is `error`, which is also the default:
///
/// | severity | level |
/// | --- | --- |
/// | `success`, `debug` | DEBUG |
/// | `informational`, `notice` | INFO |
/// | `warning` | WARN |
/// | `error` | by the category |
/// | `critical`, `alert`, `emergency` | ERROR |
///
/// By the category:
///
/// | category | level | because |
/// | --- | --- | --- |
/// | `unknown`, `deadline-exceeded`, `unimplemented`, `internal`, `unavailable`, `data-loss` | ERROR | the server failed or could not be reached: those who run it have to look at it |
/// | `permission-denied`, `resource-exhausted`, `failed-precondition`, `aborted`, `out-of-range` | WARN | a permission, a limit or the state of the system was in the way: that may happen to a correct request, and many of them at once deserve a look |
/// | `cancelled`, `invalid-argument`, `not-found`, `already-exists`, `unauthenticated` | INFO | only the request was wrong: anybody can send any number of such requests, and none of them is a reason for an alarm |
///
/// (The last two rows are the levels that go-grpc-middleware gives to the same codes of gRPC on a server.) An entry for which
/// that is not right has a `severity` in the catalog.
///
/// A failure without a code of the catalog may have only an HTTP status. Its class decides then: ERROR for 5xx, whatever the
/// category, and never more than WARN for 4xx, although the category of 405, 408 and 425 is one of the server's.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tracing::level;
/// use errcat::Failure;
/// use tracing::Level;
///
/// assert_eq!(level(&Failure::from(RestError::MeetingNotFound)), Level::INFO);
/// assert_eq!(level(&Failure::from(RestError::MinuteCallLimitReached)), Level::WARN);
/// assert_eq!(level(&Failure::<RestError>::from_transport_error("connection reset")), Level::ERROR);
/// ```
pub fn level<C: ErrorCode>(failure: &Failure<C>) -> Level {
    match failure.severity() {
        Severity::Success | Severity::Debug => Level::DEBUG,
        Severity::Informational | Severity::Notice => Level::INFO,
        Severity::Warning => Level::WARN,
        Severity::Critical | Severity::Alert | Severity::Emergency => Level::ERROR,
        Severity::Error => {
            let by_category = category_level(failure.category());
            match deciding_status(failure) {
                Some(500..) => Level::ERROR,
                // A greater level is a more verbose one.
                Some(400..) => by_category.max(Level::WARN),
                Some(_) | None => by_category,
            }
        }
    }
}

fn category_level(category: Category) -> Level {
    match category {
        Category::Unknown
        | Category::DeadlineExceeded
        | Category::Unimplemented
        | Category::Internal
        | Category::Unavailable
        | Category::DataLoss => Level::ERROR,
        Category::PermissionDenied
        | Category::ResourceExhausted
        | Category::FailedPrecondition
        | Category::Aborted
        | Category::OutOfRange => Level::WARN,
        Category::Cancelled
        | Category::InvalidArgument
        | Category::NotFound
        | Category::AlreadyExists
        | Category::Unauthenticated => Level::INFO,
    }
}

/// Returns the HTTP status, if there is no error of the catalog, and the category is the one that the status means.
fn deciding_status<C: ErrorCode>(failure: &Failure<C>) -> Option<u16> {
    let status = failure.http_status().filter(|_| error_code(failure).is_none());
    status.filter(|status| Treatment::of_status(Some(*status)).category == failure.category())
}

/// Returns a number by which occurrences of the same error are grouped. It is the same in every run, on every machine, and
/// with every release of errcat.
///
/// It is the hash FNV-1a with 64 bits (offset basis `0xcbf29ce484222325`, prime `0x100000001b3`) of these bytes, where
/// `0xff`, which is not in any text of UTF-8, separates the parts:
///
/// | failure | bytes |
/// | --- | --- |
/// | with a code of the catalog | the domain, `0xff`, the table's name, `0xff`, the entry's code |
/// | with the code of a refinement | the domain, `0xff`, the table's name, `0xff`, the entry's code, `0xff`, its subcode |
/// | with an unknown code | the domain, `0xff`, the table's name, `0xff`, the code |
/// | without a code | the domain, `0xff`, the table's name, `0xff`, `0xff`, the HTTP status if there is one |
///
/// The domain is that of the catalog, or else the table's name. Codes and statuses are their text: a number in decimal digits. Of an entry with several codes, it is the one that is
/// sent. So an entry keeps its fingerprint when it is renamed, and a code when it is added to the catalog.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tracing::fingerprint;
/// use errcat::Failure;
///
/// // FNV-1a of the bytes of "rest", 0xff, "rest", 0xff and "9003".
/// assert_eq!(fingerprint(&Failure::from(RestError::MeetingNotFound)), 0x23a3_4d86_bdbe_aa3f);
/// ```
pub fn fingerprint<C: ErrorCode>(failure: &Failure<C>) -> u64 {
    let domain = Fnv1a::NEW.with(C::TABLE.domain).with_byte(SEPARATOR);
    let hash = domain.with(C::TABLE.name).with_byte(SEPARATOR);
    match failure.received() {
        Received::Known(code) => {
            let hash = hash.with(code.wire_code());
            match code.subcode() {
                Some(subcode) => hash.with_byte(SEPARATOR).with(subcode),
                None => hash,
            }
        }
        Received::Unknown(code) => hash.with(code),
        Received::Absent => {
            let hash = hash.with_byte(SEPARATOR);
            failure.http_status().map_or(hash, |status| hash.with(status))
        }
    }
    .0
}

/// Separates the parts of a fingerprint.
const SEPARATOR: u8 = 0xff;

/// The state of the hash FNV-1a with 64 bits.
#[derive(Clone, Copy)]
struct Fnv1a(u64);

impl Fnv1a {
    const NEW: Fnv1a = Fnv1a(0xcbf2_9ce4_8422_2325);

    fn with_byte(self, byte: u8) -> Fnv1a {
        Fnv1a((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    fn with(mut self, text: impl fmt::Display) -> Fnv1a {
        // Writing into a hash never fails.
        let _ = write!(self, "{text}");
        self
    }
}

impl fmt::Write for Fnv1a {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        *self = text.bytes().fold(*self, Fnv1a::with_byte);
        Ok(())
    }
}

/// Emits an event for a failure, with further fields. Its level is a constant, as `tracing` requires.
macro_rules! emit {
    ($level:expr, $failure:expr $(, $name:literal = $value:expr)*) => {
        ::tracing::event!(
            target: TARGET,
            $level,
            {
                "error.type" = shown_type($failure).as_deref(),
                "errcat.table" = table($failure),
                "errcat.code" = code($failure),
                "errcat.category" = $failure.category().name(),
                "errcat.fingerprint" = hexadecimal($failure),
                "errcat.trace_id" = trace_id($failure),
                "errcat.retry_after_ms" = retry_after_ms($failure),
                "errcat.source" = sources($failure),
                "http.response.status_code" = $failure.http_status(),
                $($name = $value,)*
            },
            "{}",
            $failure
        )
    };
}

/// Emits one event for a failure, with the target `errcat`, at its [`level`]. The [module](self) lists the fields.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::Failure;
///
/// errcat::tracing::log(&Failure::from(RestError::MeetingNotFound));
/// ```
pub fn log<C: ErrorCode>(failure: &Failure<C>) {
    match level(failure) {
        Level::ERROR => emit!(Level::ERROR, failure),
        Level::WARN => emit!(Level::WARN, failure),
        Level::INFO => emit!(Level::INFO, failure),
        Level::DEBUG => emit!(Level::DEBUG, failure),
        Level::TRACE => emit!(Level::TRACE, failure),
    }
}

impl<C: ErrorCode> Failure<C> {
    /// Emits the event for an attempt of a call that is retried, with the wait before the retry.
    pub(crate) fn log_retry(&self, call: &Call, wait: Duration) {
        emit!(
            Level::DEBUG,
            self,
            // After the first attempt has failed, the next one is the first retry.
            "http.request.resend_count" = call.attempts(),
            "errcat.wait_ms" = milliseconds(wait)
        );
    }
}

/// Creates a span of level INFO for an operation that may end with a failure, with all fields of [`record`], which are empty
/// until then.
///
/// All such spans are named `errcat.operation`, with the target `errcat`. The name of the operation is the field
/// `otel.name`, by which `tracing-opentelemetry` names the span that it exports.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tracing::{record, span};
/// use errcat::Failure;
///
/// fn meeting() -> Result<String, Failure<RestError>> {
///     let span = span("get a meeting");
///     // ...
/// #   let outcome: Result<String, Failure<RestError>> = span.in_scope(|| Err(RestError::MeetingNotFound.into()));
///     outcome.inspect_err(|failure| record(&span, failure))
/// }
/// # meeting().unwrap_err();
/// ```
pub fn span(operation: &str) -> Span {
    ::tracing::span!(
        target: TARGET,
        Level::INFO,
        "errcat.operation",
        "otel.name" = operation,
        "error.type" = Empty,
        "errcat.table" = Empty,
        "errcat.code" = Empty,
        "errcat.category" = Empty,
        "errcat.fingerprint" = Empty,
        "errcat.trace_id" = Empty,
        "errcat.retry_after_ms" = Empty,
        "errcat.source" = Empty,
        "http.response.status_code" = Empty,
    )
}

/// Records the failure that an operation has ended with in the fields of its span. The [module](self) lists the fields; those
/// that the span has not declared are left out.
///
/// `error.type` and `http.response.status_code` are fields that other instrumentation sets as well, and a span cannot be
/// asked whether they are set. They are recorded only in a span that [`span`] created, which is empty there; in any other
/// span only the fields of errcat are, so that no value of others is ever overwritten.
///
/// Do not record a failure that was retried or handled: its operation has not failed.
///
/// ```
/// use errcat::tencent_meeting::RestError;
/// use errcat::tracing::record;
/// use errcat::Failure;
/// use tracing::field::Empty;
///
/// let span = tracing::info_span!("request", errcat.code = Empty, errcat.category = Empty);
/// record(&span, &Failure::from(RestError::MeetingNotFound));
/// ```
pub fn record<C: ErrorCode>(span: &Span, failure: &Failure<C>) {
    span.record("errcat.table", table(failure))
        .record("errcat.code", code(failure))
        .record("errcat.category", failure.category().name())
        .record("errcat.fingerprint", hexadecimal(failure))
        .record("errcat.trace_id", trace_id(failure))
        .record("errcat.retry_after_ms", retry_after_ms(failure))
        .record("errcat.source", sources(failure));
    if is_own(span) {
        span.record("error.type", shown_type(failure).as_deref())
            .record("http.response.status_code", failure.http_status());
    }
}

/// Returns whether [`span`] created a span: nothing else in this module does.
fn is_own(span: &Span) -> bool {
    span.metadata().is_some_and(|metadata| metadata.module_path() == Some(module_path!()))
}

/// Returns the error type, unless the code means success: `error.type` is not set then.
fn shown_type<C: ErrorCode>(failure: &Failure<C>) -> Option<Cow<'static, str>> {
    (failure.severity() != Severity::Success).then(|| error_type(failure))
}

fn table<C: ErrorCode>(_: &Failure<C>) -> &'static str {
    C::TABLE.name
}

fn code<C: ErrorCode>(failure: &Failure<C>) -> Option<impl ::tracing::Value> {
    failure.wire_code().map(|code| display(OneLine(code)))
}

fn hexadecimal<C: ErrorCode>(failure: &Failure<C>) -> impl ::tracing::Value {
    display(Hexadecimal(fingerprint(failure)))
}

fn trace_id<C: ErrorCode>(failure: &Failure<C>) -> Option<impl ::tracing::Value> {
    failure.trace_id().map(|trace_id| display(OneLine(trace_id)))
}

fn retry_after_ms<C: ErrorCode>(failure: &Failure<C>) -> Option<u64> {
    failure.retry_after().map(milliseconds)
}

fn sources<C: ErrorCode>(failure: &Failure<C>) -> Option<impl ::tracing::Value> {
    failure.source().map(|source| display(OneLine(Sources(source))))
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// A number in 16 hexadecimal digits.
struct Hexadecimal(u64);

impl fmt::Display for Hexadecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// An error with its sources.
struct Sources<'e>(&'e (dyn Error + 'static));

impl fmt::Display for Sources<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chain = successors(Some(self.0), |&error| error.source());
        for (at, error) in chain.take(MAX_SOURCES).enumerate() {
            f.write_str(if at == 0 { "" } else { " <- " })?;
            write!(f, "{error}")?;
        }
        Ok(())
    }
}
