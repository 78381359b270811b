//! The adapter for `tracing`: events and fields of spans, held against the semantic conventions of OpenTelemetry.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::error::Error;
use std::fmt;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::response::IntoResponse;
use backon::Retryable;
use errcat::axum::ResponseLayer;
use errcat::reqwest::check;
use errcat::reqwest_middleware::RetryMiddleware;
use errcat::tencent_meeting::RestError;
use errcat::tower::RetryPolicy;
use errcat::tracing::{error_type, fingerprint, level, log, record, span};
use errcat::{Call, Category, ErrorCode, Failure, Received, Remedy, RetryHint, Sensitive, Severity};
use errcat_tests_adapters::loopback::*;
use reqwest_middleware::ClientBuilder;
use tower::retry::RetryLayer;
use tower::retry::budget::{Budget, TpsBudget};
use tower::{ServiceBuilder, ServiceExt};
use tracing::field::{Empty, Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

errcat::codes!("../wire/telemetry.toml");
use billing_error::CardDeclined;

/// Everything that a subscriber is passed.
#[derive(Clone, Debug)]
struct Seen {
    kind: &'static str,
    name: &'static str,
    target: &'static str,
    level: Level,
    fields: BTreeMap<&'static str, String>,
}

impl Seen {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }
}

#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Vec<Seen>>>);

/// Collects values of every type as they are shown.
#[derive(Default)]
struct Values(BTreeMap<&'static str, String>);

impl Visit for Values {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Collector {
    fn add(&self, kind: &'static str, of: &'static Metadata<'static>, fields: Values) {
        let seen = Seen { kind, name: of.name(), target: of.target(), level: *of.level(), fields: fields.0 };
        self.0.lock().unwrap().push(seen);
    }
}

impl<S: Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>> Layer<S> for Collector {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        let mut values = Values::default();
        attributes.record(&mut values);
        self.add("span", attributes.metadata(), values);
    }

    fn on_record(&self, id: &Id, recorded: &Record<'_>, context: Context<'_, S>) {
        let mut values = Values::default();
        recorded.record(&mut values);
        self.add("record", context.metadata(id).unwrap(), values);
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut values = Values::default();
        event.record(&mut values);
        self.add("event", event.metadata(), values);
    }
}

/// Collects everything that is emitted meanwhile, by whomever.
fn all_of(emit: impl FnOnce()) -> Vec<Seen> {
    let collector = Collector::default();
    let subscriber = Registry::default().with(collector.clone());
    tracing::subscriber::with_default(subscriber, emit);
    collector.0.lock().unwrap().clone()
}

/// Collects the events of errcat.
fn events_of(emit: impl FnOnce()) -> Vec<Seen> {
    all_of(emit).into_iter().filter(|seen| seen.kind == "event" && seen.target == "errcat").collect()
}

fn event_of<C: ErrorCode>(failure: &Failure<C>) -> Seen {
    let mut events = events_of(|| log(failure));
    assert_eq!(events.len(), 1);
    events.remove(0)
}

/// The values that the fields of a span have in the end: each value replaces the one before it.
fn span_of(emit: impl FnOnce()) -> BTreeMap<&'static str, String> {
    let seen = all_of(emit);
    assert_eq!(seen.iter().filter(|seen| seen.kind == "span").count(), 1);
    seen.into_iter().flat_map(|seen| seen.fields).collect()
}

fn declined() -> Failure<BillingError> {
    CardDeclined { reason: "expired".into(), card: Sensitive::new(SECRET.into()) }.into()
}

const SECRET: &str = "4111222233334444";

/// Text that a server may send to break a line of the log, or to flood it.
const HOSTILE: &str = "a\n2026-01-01 ERROR forged\r\u{1b}[31m\u{85}";

// `error.type`

#[test]
fn the_error_type_of_an_entry_is_its_table_and_its_name() {
    assert_eq!(error_type(&Failure::from(BillingError::CardDeclined)), "billing.CardDeclined");
    assert_eq!(error_type(&Failure::from(RestError::MeetingNotFound)), "rest.MeetingNotFound");
    let refined = Failure::<BillingError>::from_wire_code(5001).with_subcode(17);
    assert_eq!(error_type(&refined), "billing.CardExpired");
    for code in CategoryError::ALL {
        assert_eq!(error_type(&Failure::from(code)), format!("category.{}", code.name()));
    }
}

/// `_OTHER` is the fallback of the conventions, and an operation that has succeeded has no error type.
#[test]
fn everything_else_is_other() {
    let failures: [Failure<NamedError>; 4] = [
        Failure::from_wire_code("E2"),
        Failure::from_wire_code("S-of-a-class"),
        Failure::new(Received::Absent).with_http_status(502),
        Failure::from_transport_error("cut"),
    ];
    for failure in failures {
        assert_eq!(error_type(&failure), "_OTHER", "{failure:?}");
        assert_eq!(event_of(&failure).field("error.type"), Some("_OTHER"));
    }
    let success = Failure::from(SeverityError::SuccessInternal);
    assert_eq!(error_type(&success), "_OTHER");
    assert_eq!(event_of(&success).field("error.type"), None);
    // Under the status of an error, a code of success says nothing about the error.
    let success = success.with_http_status(500);
    assert_eq!(error_type(&success), "_OTHER");
    assert_eq!(event_of(&success).field("error.type"), Some("_OTHER"));
}

/// Whatever is received, there are no more error types than entries and one.
#[test]
fn no_received_text_gets_into_the_error_type() {
    let possible: BTreeSet<String> = NamedError::ALL
        .into_iter()
        .map(|code| format!("named.{}", code.name()))
        .chain(["_OTHER".to_owned()])
        .collect();
    for text in ["E1", "E2", "", "named.Gone", HOSTILE, &"x".repeat(10_000)] {
        let failure = Failure::<NamedError>::from_wire_code(text.to_owned())
            .with_subcode(text.to_owned())
            .with_server_message(text)
            .with_trace_id(text)
            .with_param("param", text.to_owned())
            .with_extra(text.to_owned(), text.to_owned());
        assert!(possible.contains(&*error_type(&failure)), "{text}");
    }
}

// The level

/// The table in the documentation of `level`.
const BY_SEVERITY: [(Severity, Option<Level>); 9] = [
    (Severity::Success, Some(Level::DEBUG)),
    (Severity::Debug, Some(Level::DEBUG)),
    (Severity::Informational, Some(Level::INFO)),
    (Severity::Notice, Some(Level::INFO)),
    (Severity::Warning, Some(Level::WARN)),
    (Severity::Error, None),
    (Severity::Critical, Some(Level::ERROR)),
    (Severity::Alert, Some(Level::ERROR)),
    (Severity::Emergency, Some(Level::ERROR)),
];

/// The table in the documentation of `level`.
const BY_CATEGORY: [(Category, Level); 16] = [
    (Category::Unknown, Level::ERROR),
    (Category::DeadlineExceeded, Level::ERROR),
    (Category::Unimplemented, Level::ERROR),
    (Category::Internal, Level::ERROR),
    (Category::Unavailable, Level::ERROR),
    (Category::DataLoss, Level::ERROR),
    (Category::PermissionDenied, Level::WARN),
    (Category::ResourceExhausted, Level::WARN),
    (Category::FailedPrecondition, Level::WARN),
    (Category::Aborted, Level::WARN),
    (Category::OutOfRange, Level::WARN),
    (Category::Cancelled, Level::INFO),
    (Category::InvalidArgument, Level::INFO),
    (Category::NotFound, Level::INFO),
    (Category::AlreadyExists, Level::INFO),
    (Category::Unauthenticated, Level::INFO),
];

fn by_category(category: Category) -> Level {
    BY_CATEGORY.iter().find(|(known, _)| *known == category).unwrap().1
}

#[test]
fn a_stated_severity_decides() {
    for code in SeverityError::ALL {
        let (_, stated) = BY_SEVERITY.iter().find(|(severity, _)| *severity == code.severity()).unwrap();
        let expected = stated.unwrap_or(by_category(code.category()));
        assert_eq!(level(&Failure::from(code)), expected, "{code:?}");
        assert_eq!(event_of(&Failure::from(code)).level, expected, "{code:?}");
    }
}

#[test]
fn an_error_is_logged_by_its_category() {
    let all: BTreeSet<Category> = BY_CATEGORY.iter().map(|(category, _)| *category).collect();
    assert_eq!(all.len(), 16);
    for code in CategoryError::ALL {
        // The status of a response does not count where there is a code: vendors send 500 for a missing object.
        for status in [200, 404, 500] {
            let failure = Failure::from(code).with_http_status(status);
            assert_eq!(level(&failure), by_category(code.category()), "{code:?}");
        }
    }
    for (category, expected) in BY_CATEGORY {
        // A gRPC status states a category without a code.
        let failure = Failure::<NamedError>::new(Received::Absent).with_category(category);
        assert_eq!(level(&failure), expected, "{category}");
    }
}

/// RFC 9110, section 15: with 4xx the client seems to have erred, with 5xx the server is aware that it has.
#[test]
fn without_a_code_the_class_of_the_status_decides() {
    for status in 400..=599 {
        let absent = Failure::<NamedError>::new(Received::Absent).with_http_status(status);
        let unknown = Failure::<NamedError>::from_wire_code("E2").with_http_status(status);
        let success = Failure::from(SeverityError::SuccessNotFound).with_http_status(status);
        for level in [level(&absent), level(&unknown), level(&success)] {
            // 499 is not of RFC 9110, and the client's by its meaning: it has hung up.
            let is_expected = match status {
                400..=499 => matches!(level, Level::INFO | Level::WARN),
                _ => level == Level::ERROR,
            };
            assert!(is_expected, "{status}: {level}");
        }
    }
    let by_status = |status| level(&Failure::<NamedError>::new(Received::Absent).with_http_status(status));
    assert_eq!(by_status(404), Level::INFO);
    assert_eq!(by_status(429), Level::WARN);
    // Their categories are unimplemented, deadline-exceeded and unavailable.
    assert_eq!([405, 408, 425].map(by_status), [Level::WARN; 3]);
    // Its category is resource-exhausted.
    assert_eq!(by_status(507), Level::ERROR);
    // A success that nobody can read, and no response at all.
    assert_eq!(by_status(200), Level::ERROR);
    assert_eq!(level(&Failure::<NamedError>::from_transport_error("cut")), Level::ERROR);
}

#[test]
fn what_the_catalog_says_of_an_unknown_code_comes_before_the_status() {
    let failure = |code: &'static str, status| {
        level(&Failure::<NamedError>::from_wire_code(code).with_http_status(status))
    };
    assert_eq!(failure("S99", 404), Level::ERROR);
    assert_eq!(failure("M99", 500), Level::WARN);
}

// The fingerprint

/// FNV-1a as its authors describe it, over all bytes at once.
fn fnv_1a(bytes: &[u8]) -> u64 {
    let mut hash = 14_695_981_039_346_656_037_u128;
    for byte in bytes {
        hash ^= u128::from(*byte);
        hash = hash * 1_099_511_628_211 % (1 << 64);
    }
    hash.try_into().unwrap()
}

#[test]
fn the_fingerprint_is_fnv_1a_of_domain_table_and_code() {
    // From the test vectors of its authors.
    assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv_1a(b"a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);

    for code in CategoryError::ALL {
        let bytes = [b"category\xffcategory\xff", code.code().to_string().as_bytes()].concat();
        assert_eq!(fingerprint(&Failure::from(code)), fnv_1a(&bytes));
    }
    // Without a domain in the catalog, it is the table's name.
    let absent = Failure::<BillingError>::new(Received::Absent);
    assert_eq!(fingerprint(&absent), fnv_1a(b"billing\xffbilling\xff\xff"));
    assert_eq!(fingerprint(&absent.with_http_status(502)), fnv_1a(b"billing\xffbilling\xff\xff502"));
}

mod accounts {
    errcat::codes!("../wire/accounts.toml");
}

#[test]
fn the_domain_of_the_catalog_is_part_of_the_fingerprint() {
    let failure = Failure::from(accounts::AccountError::NotFound);
    assert_eq!(fingerprint(&failure), fnv_1a(b"accounts.example\xffaccount\xff4"));
}

/// Computed with another program. They are in the logs of users: no release may change them.
#[test]
fn fingerprints_never_change() {
    let of = |code: i64| Failure::<BillingError>::from_wire_code(code);
    assert_eq!(fingerprint(&of(5001)), 0x4f05_d4d7_b075_b313);
    assert_eq!(fingerprint(&of(5001).with_subcode(17)), 0xb45a_512c_b1a5_1728);
    assert_eq!(fingerprint(&of(777)), 0x5ec5_f84f_6583_3c2c);
    assert_eq!(fingerprint(&Failure::from(NamedError::Gone)), 0xb8f4_6f81_857d_4aaf);
    assert_eq!(fingerprint(&Failure::from(RestError::MeetingNotFound)), 0x23a3_4d86_bdbe_aa3f);
    assert_eq!(event_of(&of(5001)).field("errcat.fingerprint"), Some("4f05d4d7b075b313"));
    assert_eq!(event_of(&of(5001).with_subcode(17)).field("errcat.fingerprint"), Some("b45a512cb1a51728"));
}

#[test]
fn occurrences_of_one_error_have_one_fingerprint() {
    let one = fingerprint(&declined());
    let same: [Failure<BillingError>; 5] = [
        Failure::from(BillingError::CardDeclined),
        Failure::from_wire_code("5001"),
        // A further code of the same entry.
        Failure::from_wire_code(5010),
        declined().with_http_status(402).with_trace_id("5f1c").with_server_message("no"),
        // A subcode that the catalog does not have.
        Failure::from_wire_code(5001).with_subcode(18),
    ];
    for failure in same {
        assert_eq!(fingerprint(&failure), one, "{failure:?}");
    }
    let unknown = |code: &'static str| fingerprint(&Failure::<BillingError>::from_wire_code(code));
    assert_eq!(unknown("777"), fingerprint(&Failure::<BillingError>::from_wire_code(777)));

    let mut different = BTreeSet::from([
        one,
        unknown("777"),
        unknown("778"),
        fingerprint(&Failure::from(BillingError::CardExpired)),
        fingerprint(&Failure::<NamedError>::from_wire_code("777")),
        fingerprint(&Failure::<BillingError>::new(Received::Absent)),
    ]);
    different.extend(
        [404, 502].map(|status| {
            fingerprint(&Failure::<BillingError>::new(Received::Absent).with_http_status(status))
        }),
    );
    assert_eq!(different.len(), 8);
}

// Events

#[test]
fn an_event_has_every_part_of_a_failure() {
    let failure = declined()
        .with_http_status(402)
        .with_trace_id("5f1c")
        .with_retry_hint(RetryHint::After(ms(1500)))
        .with_source(Wrapped("the bank refused", Some(Box::new(Wrapped("timed\nout", None)))));
    let event = event_of(&failure);
    assert_eq!((event.target, event.level), ("errcat", Level::WARN));
    let expected = BTreeMap::from([
        ("message", failure.to_string()),
        ("error.type", "billing.CardDeclined".to_owned()),
        ("errcat.table", "billing".to_owned()),
        ("errcat.code", "5001".to_owned()),
        ("errcat.category", "failed-precondition".to_owned()),
        ("errcat.fingerprint", "4f05d4d7b075b313".to_owned()),
        ("errcat.trace_id", "5f1c".to_owned()),
        ("errcat.retry_after_ms", "1500".to_owned()),
        ("errcat.source", "the bank refused <- timed␊out".to_owned()),
        ("http.response.status_code", "402".to_owned()),
    ]);
    assert_eq!(event.fields, expected);
    assert_eq!(failure.to_string(), "The card is declined (expired) (BillingError 5001, HTTP 402)");
}

#[test]
fn parts_that_a_failure_does_not_have_are_no_fields() {
    let event = event_of(&Failure::<NamedError>::new(Received::Absent));
    let names: Vec<&str> = event.fields.keys().copied().collect();
    assert_eq!(names, ["errcat.category", "errcat.fingerprint", "errcat.table", "error.type", "message"]);
}

/// The code is that which was received, as in the message; what groups is the entry.
#[test]
fn a_further_code_of_an_entry_is_logged_as_it_was_received() {
    let event = event_of(&Failure::<BillingError>::from_wire_code(5010));
    assert_eq!(event.field("errcat.code"), Some("5010"));
    assert_eq!(event.field("errcat.fingerprint"), Some("4f05d4d7b075b313"));
}

#[test]
fn received_text_is_cut_and_stays_on_one_line() {
    let text = HOSTILE.repeat(100_000);
    let failure = Failure::<NamedError>::from_wire_code(text.clone())
        .with_server_message(&*text)
        .with_trace_id(&*text)
        .with_source(text);
    let event = event_of(&failure);
    for name in ["errcat.code", "errcat.trace_id", "errcat.source", "message"] {
        let shown = event.field(name).unwrap();
        assert!(shown.contains("ERROR forged") && !shown.contains(char::is_control), "{name}");
        // The message has both the server's and the code, each of at most 1,000 characters.
        assert!(shown.chars().count() <= 2_100, "{name}");
    }
}

#[derive(Debug)]
struct Wrapped(&'static str, Option<Box<Wrapped>>);

impl fmt::Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.1.as_deref().map(|source| source as _)
    }
}

/// An error that is its own source.
#[derive(Debug)]
struct Endless;

impl fmt::Display for Endless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("again")
    }
}

impl Error for Endless {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self)
    }
}

#[test]
fn sources_end() {
    let event = event_of(&declined().with_source(Endless));
    assert!(event.field("errcat.source").unwrap().starts_with("again <- again <- "));
}

// Spans

#[test]
fn a_span_of_errcat_has_every_field() {
    let failure = declined().with_http_status(402).with_trace_id("5f1c").with_source("the bank refused");
    let fields = span_of(|| record(&span("pay"), &failure));
    let mut expected = event_of(&failure).fields;
    expected.remove("message");
    expected.insert("otel.name", "pay".to_owned());
    assert_eq!(fields, expected);
}

/// An operation that has succeeded has no error type.
#[test]
fn a_span_is_empty_until_a_failure_is_recorded() {
    assert_eq!(span_of(|| drop(span("pay"))), BTreeMap::from([("otel.name", "pay".to_owned())]));
    let success = Failure::from(SeverityError::SuccessInternal);
    let fields = span_of(|| record(&span("pay"), &success));
    assert_eq!((fields.get("error.type"), fields["errcat.code"].as_str()), (None, "0"));
}

#[test]
fn what_other_instrumentation_has_set_is_never_overwritten() {
    let failure = declined().with_http_status(402);
    let fields = span_of(|| {
        let span = tracing::info_span!(
            "request",
            "error.type" = "timeout",
            http.response.status_code = 504,
            errcat.code = Empty
        );
        record(&span, &failure);
    });
    let expected = BTreeMap::from([
        ("error.type", "timeout".to_owned()),
        ("http.response.status_code", "504".to_owned()),
        ("errcat.code", "5001".to_owned()),
    ]);
    assert_eq!(fields, expected);

    // It may also be set after the failure was recorded, or between the creation and that.
    let fields = span_of(|| {
        let span = tracing::info_span!("request", "error.type" = Empty, errcat.category = Empty);
        span.record("error.type", "timeout");
        record(&span, &failure);
    });
    assert_eq!(
        (fields["error.type"].as_str(), fields["errcat.category"].as_str()),
        ("timeout", "failed-precondition")
    );

    // Neither a name nor a target makes it a span of errcat.
    let fields = span_of(|| {
        let span = tracing::info_span!(target: "errcat", "errcat.operation", "error.type" = "timeout");
        record(&span, &failure);
    });
    assert_eq!(fields, BTreeMap::from([("error.type", "timeout".to_owned())]));
}

#[test]
fn a_span_that_declares_nothing_or_is_disabled_is_left_alone() {
    let seen = all_of(|| record(&tracing::info_span!("request", method = "GET"), &declined()));
    assert_eq!(seen.len(), 1, "{seen:?}");
    assert!(all_of(|| record(&tracing::Span::none(), &declined())).is_empty());
    record(&span("nobody listens"), &declined());
}

// Retries

type Resends = Vec<(Option<String>, Option<String>, Option<String>)>;

/// The error type, the ordinal and the wait of each event for a retry. Every event of errcat is one, at DEBUG, and nobody
/// else has emitted one above that level: what was retried is no error yet, and what was given up is the caller's to log.
fn resends(seen: Vec<Seen>) -> Resends {
    let events: Vec<Seen> = seen.into_iter().filter(|seen| seen.kind == "event").collect();
    // `tracing` orders levels by verbosity.
    assert!(events.iter().all(|event| event.level >= Level::DEBUG), "{events:?}");
    let own = events.into_iter().filter(|event| event.target == "errcat");
    own.map(|event| {
        assert_eq!(event.level, Level::DEBUG);
        let field = |name| event.field(name).map(str::to_owned);
        (field("error.type"), field("http.request.resend_count"), field("errcat.wait_ms"))
    })
    .collect()
}

fn resend(error_type: &str, count: u32, wait_ms: u32) -> (Option<String>, Option<String>, Option<String>) {
    (Some(error_type.to_owned()), Some(count.to_string()), Some(wait_ms.to_string()))
}

const LIMITED: &str = "rest.MinuteCallLimitReached";

fn limit_then_gateway_then(last: Reply) -> Server {
    Server::start(vec![answer("400 Bad Request", LIMIT), answer("503 Service Unavailable", ""), last])
}

/// The limit's window is a minute, and the second delay of the back-off is 20 ms.
fn limit_and_gateway() -> Resends {
    vec![resend(LIMITED, 1, 60_000), resend("_OTHER", 2, 20)]
}

fn send_with_reqwest(server: &Server, method: reqwest::Method, retries: RetryMiddleware<RestError>) -> bool {
    run(async {
        let client = ClientBuilder::new(client())
            .with(retries.back_off(back_off()).sleep(Waits::default().sleep()))
            .build();
        let sent = client.request(method, &server.url).body("{}").send().await;
        match sent {
            Ok(response) => check::<RestError>(response).await.is_ok(),
            Err(_) => false,
        }
    })
}

fn send_with_backon(server: &Server) -> bool {
    let attempt = || async { check::<RestError>(get(server).await).await.map(drop) };
    let by_decision = errcat::backon::by_decision(Call::new("GET"));
    run(async { attempt.retry(back_off()).sleep(Waits::default().sleep()).adjust(by_decision).await }).is_ok()
}

fn send_with_tower(server: &Server, policy: RetryPolicy<RestError>) -> bool {
    run(async {
        let policy = policy.back_off(back_off()).sleep(Waits::default().sleep());
        let service = ServiceBuilder::new().layer(RetryLayer::new(policy)).service_fn(
            |_: http::Request<()>| async move {
                let answer = get(server).await;
                let status = answer.status();
                let mut whole = http::Response::new(answer.bytes().await.unwrap());
                *whole.status_mut() = status;
                Ok::<_, Infallible>(whole)
            },
        );
        let answer = service.oneshot(http::Request::new(())).await.unwrap();
        errcat::http::check::<RestError>(&answer).is_ok()
    })
}

/// By each of the adapters that retry: whether it succeeded, and its events.
fn by_each_adapter(last: &Reply) -> Vec<(bool, Resends)> {
    let mut outcomes = Vec::new();
    for adapter in 0..3 {
        let server = limit_then_gateway_then(last.clone());
        let mut is_success = false;
        let seen = all_of(|| {
            is_success = match adapter {
                0 => send_with_reqwest(&server, reqwest::Method::GET, RetryMiddleware::new()),
                1 => send_with_backon(&server),
                _ => send_with_tower(&server, RetryPolicy::new()),
            };
        });
        assert_eq!(server.count(), 3, "{adapter}");
        outcomes.push((is_success, resends(seen)));
    }
    outcomes
}

#[test]
fn what_was_retried_with_success_is_no_error() {
    for outcome in by_each_adapter(&answer("200 OK", MEETING)) {
        assert_eq!(outcome, (true, limit_and_gateway()));
    }
}

/// The caller receives the failure, and logs it or handles it.
#[test]
fn what_is_given_up_is_not_logged_by_the_adapter() {
    for outcome in by_each_adapter(&answer("500 Internal Server Error", NO_MEETING)) {
        assert_eq!(outcome, (false, limit_and_gateway()));
    }
}

#[test]
fn an_event_for_a_retry_has_the_fields_of_the_failure() {
    let server = limit_then_gateway_then(answer("200 OK", MEETING));
    let events = events_of(|| {
        send_with_reqwest(&server, reqwest::Method::GET, RetryMiddleware::new());
    });
    let mut fields = events[0].fields.clone();
    fields.remove("http.request.resend_count");
    fields.remove("errcat.wait_ms");
    let failure = errcat::decode::<RestError>(400, &[("X-Tc-Trace", "5f1c")], LIMIT.as_bytes()).unwrap_err();
    assert_eq!(fields, event_of(&failure).fields);
    assert_eq!(fields["errcat.trace_id"], "5f1c");
}

#[test]
fn what_is_not_retried_has_no_event() {
    // A permanent failure, a write that may have been carried out, and a limit whose wait is too long.
    let replies = [
        (answer("500 Internal Server Error", NO_MEETING), reqwest::Method::GET),
        (answer("500 Internal Server Error", UNKNOWN), reqwest::Method::POST),
        (answer("400 Bad Request", LIMIT), reqwest::Method::GET),
    ];
    for (reply, method) in replies {
        let server = Server::start(vec![reply]);
        let seen = all_of(|| {
            let retries = RetryMiddleware::new().max_wait(ms(59_999));
            assert!(!send_with_reqwest(&server, method, retries));
        });
        assert_eq!((server.count(), resends(seen)), (1, vec![]));
    }

    // A budget that is empty.
    let budget: Arc<dyn Budget + Send + Sync> = Arc::new(TpsBudget::new(MINUTE, 0, 1.0));
    let server = Server::start(vec![answer("503 Service Unavailable", "")]);
    let seen = all_of(|| assert!(!send_with_tower(&server, RetryPolicy::new().budget(budget))));
    assert_eq!((server.count(), resends(seen)), (1, vec![]));
}

/// "The resend count SHOULD be updated each time an HTTP request gets resent by the client, regardless of what was the cause
/// of the resending (e.g. redirection, authorization failure, ...)": a request after a remedy is one, too.
#[test]
fn a_request_after_a_remedy_is_a_resending() {
    let with_remedy = |is_applied: bool| {
        RetryMiddleware::new().with_remedy(Remedy::RefreshToken, move |request| async move {
            if is_applied { Ok(request) } else { Err("the token could not be refreshed".into()) }
        })
    };
    let replies =
        vec![answer("400 Bad Request", TOKEN), answer("400 Bad Request", LIMIT), answer("200 OK", MEETING)];
    let server = Server::start(replies.clone());
    let seen = all_of(|| assert!(send_with_reqwest(&server, reqwest::Method::POST, with_remedy(true))));
    assert_eq!(resends(seen), [resend("rest.UnauthorizedSecret", 1, 10), resend(LIMITED, 2, 60_000)]);

    // Without the remedy, nothing is sent again.
    let server = Server::start(replies);
    let seen = all_of(|| assert!(!send_with_reqwest(&server, reqwest::Method::POST, with_remedy(false))));
    assert_eq!((server.count(), resends(seen)), (1, vec![]));
}

/// Requests that run through one policy are counted one by one.
#[test]
fn each_request_has_its_own_count() {
    let policy = RetryPolicy::<RestError>::new();
    for _ in 0..2 {
        let server = limit_then_gateway_then(answer("200 OK", MEETING));
        let seen = all_of(|| assert!(send_with_tower(&server, policy.clone())));
        assert_eq!(resends(seen), limit_and_gateway());
    }
}

// Sensitive values

/// An error of one's own that keeps a sensitive value as it should: in a field of the type `Sensitive`.
#[derive(Debug, errcat::Coded)]
#[coded(billing_error::CardDeclined { reason, card })]
struct Refused {
    reason: String,
    card: Sensitive<String>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the bank says: {}, of the card {:?}", self.reason, self.card)
    }
}

impl Error for Refused {}

#[test]
fn a_sensitive_value_is_in_nothing_that_is_emitted() {
    let refused = || Refused { reason: "expired".into(), card: Sensitive::new(SECRET.into()) };
    let failures: [Failure<BillingError>; 4] = [
        declined(),
        refused().into(),
        // The code may change, and the value stays what it was.
        declined().with_received(Received::Known(BillingError::CardExpired)),
        Failure::from_wire_code(777).with_param("card", SECRET).with_source(declined()),
    ];
    let mut seen = Vec::new();
    for failure in failures {
        assert_eq!(failure.param("card").unwrap().to_string(), SECRET, "the failure has it");
        seen.extend(all_of(|| {
            log(&failure);
            record(&span("pay"), &failure);
        }));
    }
    // A limit, so that it is retried.
    seen.extend(all_of(|| {
        let mut attempts = 0;
        let attempt = || {
            attempts += 1;
            std::future::ready(if attempts < 3 { Err(Failure::from(refused())) } else { Ok(()) })
        };
        let by_decision = errcat::backon::by_decision::<Failure<BillingError>>(Call::new("GET"));
        run(async { attempt.retry(back_off()).sleep(Waits::default().sleep()).adjust(by_decision).await })
            .unwrap();
    }));
    let own: Vec<&Seen> = seen.iter().filter(|seen| seen.target == "errcat").collect();
    let count = |kind| own.iter().filter(|seen| seen.kind == kind).count();
    assert_eq!((count("event"), count("span")), (4 + 2, 4));
    assert!(own.iter().any(|seen| seen.field("errcat.source").is_some_and(|s| s.contains("<sensitive>"))));
    let everything = format!("{seen:?}");
    assert!(!everything.contains(SECRET) && !everything.contains("4111"), "{everything}");
    assert!(!own.iter().any(|seen| seen.name.contains("4111")));
}

// The layer for axum.

/// Sends a request to a router with this layer, whose handler responds with this, and returns the events of errcat.
fn events_of_layer<T: IntoResponse>(
    layer: ResponseLayer,
    answer: impl Fn() -> T + Clone + Send + Sync + 'static,
) -> Vec<Seen> {
    let app = Router::new().route("/", axum::routing::get(async move || answer())).layer(layer);
    let request = axum::extract::Request::new(axum::body::Body::empty());
    events_of(|| {
        run(app.oneshot(request)).unwrap();
    })
}

/// Expected: of an internal failure, whose mask the caller receives, the log has the entry and the source.
#[test]
fn the_layer_for_axum_logs_each_failure_whole_and_once() {
    let failure = || Failure::from(accounts::AccountError::Corrupted).with_source("disk 3");
    let events = events_of_layer(errcat::axum::layer(), failure);
    let [event] = events.as_slice() else { panic!("{events:?}") };
    assert_eq!((event.field("error.type"), event.level), (Some("account.Corrupted"), Level::ERROR));
    assert_eq!(event.field("errcat.source"), Some("disk 3"));

    assert_eq!(events_of_layer(errcat::axum::layer(), || "fine").len(), 0);
    // A service that has a log of its own has each failure there, and there only.
    let count = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&count);
    let own = errcat::axum::layer().on_failure(move |_| *counted.lock().unwrap() += 1);
    assert_eq!(events_of_layer(own, failure).len(), 0);
    assert_eq!(*count.lock().unwrap(), 1);
}
