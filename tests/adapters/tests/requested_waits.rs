//! Waits that vendors really send, and their own word on a retry: they delay, cause and prevent retries in every adapter
//! that retries, and `check` has them.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::time::Duration;

use errcat::RetryHint;
use errcat::reqwest_middleware::RetryMiddleware;
use errcat::tower::RetryPolicy;
use errcat_tests_adapters::loopback::*;
use reqwest_middleware::ClientBuilder;
use tower::retry::RetryLayer;
use tower::{ServiceBuilder, ServiceExt};

errcat::codes!("../wire/waits.toml");

/// A first response, and the waits before the second request: none if there is no second one.
struct Case {
    status: &'static str,
    headers: &'static str,
    body: &'static str,
    hint: RetryHint,
    waits: &'static [Duration],
}

const fn after(ms: u64) -> RetryHint {
    RetryHint::After(Duration::from_millis(ms))
}

/// The sources are those of `wire_cases.rs`. The back-off begins with 10 ms.
const CASES: [Case; 7] = [
    Case {
        status: "429 Too Many Requests",
        headers: "",
        body: r#"{"code":20022,"retry_after":737.317}"#,
        hint: after(737_317),
        waits: &[Duration::from_millis(737_317)],
    },
    Case {
        status: "429 Too Many Requests",
        headers: "Retry-After: 0.65\r\n",
        body: r#"{"code":20022}"#,
        hint: after(650),
        waits: &[Duration::from_millis(650)],
    },
    Case {
        status: "429 Too Many Requests",
        headers: "Retry-After: 2814, 2\r\n",
        body: "",
        hint: after(2_814_000),
        waits: &[Duration::from_secs(2814)],
    },
    Case {
        status: "429 Too Many Requests",
        headers: "Retry-After: 2\r\nRetry-After: 2814\r\n",
        body: "",
        hint: after(2_814_000),
        waits: &[Duration::from_secs(2814)],
    },
    Case {
        status: "429 Too Many Requests",
        headers: "retry-after-ms: 1500.5\r\nretry-after: 2\r\n",
        body: r#"{"code":20022}"#,
        hint: after(1501),
        waits: &[Duration::from_millis(1501)],
    },
    Case {
        status: "503 Service Unavailable",
        headers: "x-should-retry: false\r\n",
        body: r#"{"code":50300}"#,
        hint: RetryHint::Never,
        waits: &[],
    },
    Case {
        status: "400 Bad Request",
        headers: "x-should-retry: true\r\n",
        body: r#"{"code":50035}"#,
        hint: RetryHint::Retry { after: None },
        waits: &[Duration::from_millis(10)],
    },
];

/// A server that sends the response of a case, and then a success.
fn server(case: &Case) -> Server {
    let first = raw(case.status, case.headers, case.body.len(), case.body.as_bytes());
    Server::start(vec![Reply::Close(first), answer("200 OK", MEETING)])
}

const HOUR: Duration = Duration::from_secs(60 * 60);

#[test]
fn reqwest_middleware_waits_as_long_as_the_server_asks() {
    for case in &CASES {
        let (server, waits) = (server(case), Waits::default());
        let retries = RetryMiddleware::<WaitsError>::new().back_off(back_off()).sleep(waits.sleep());
        let retries = retries.max_wait(HOUR);
        let client = ClientBuilder::new(client()).with(retries).build();
        run(async { client.get(&server.url).send().await.unwrap() });
        assert_eq!(waits.all(), case.waits, "{} {} {}", case.status, case.headers, case.body);
        assert_eq!(server.count(), 1 + case.waits.len());
    }
}

#[test]
fn tower_waits_as_long_as_the_server_asks() {
    for case in &CASES {
        let (server, waits) = (server(case), Waits::default());
        let policy = RetryPolicy::<WaitsError>::new().back_off(back_off()).sleep(waits.sleep());
        let layer = RetryLayer::new(policy.max_wait(HOUR));
        let request = http::Request::builder().uri(&server.url).body("").unwrap();
        run(async {
            let service = ServiceBuilder::new().layer(layer).service_fn(
                |request: http::Request<&'static str>| async move {
                    let answer = client().execute(request.try_into()?).await?;
                    let mut whole = http::Response::new(bytes::Bytes::new());
                    *whole.status_mut() = answer.status();
                    *whole.headers_mut() = answer.headers().clone();
                    *whole.body_mut() = answer.bytes().await?;
                    Ok::<_, reqwest::Error>(whole)
                },
            );
            service.oneshot(request).await.unwrap()
        });
        assert_eq!(waits.all(), case.waits, "{} {} {}", case.status, case.headers, case.body);
        assert_eq!(server.count(), 1 + case.waits.len());
    }
}

#[test]
fn reqwest_has_the_wait_that_the_server_asks_for() {
    for case in &CASES {
        let server = server(case);
        let failure = run(async {
            let response = client().get(&server.url).send().await.unwrap();
            errcat::reqwest::check::<WaitsError>(response).await.unwrap_err()
        });
        assert_eq!(failure.retry_hint(), Some(case.hint), "{} {} {}", case.status, case.headers, case.body);
    }
}
