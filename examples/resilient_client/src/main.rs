//! A client that decides by the code, against a server that imitates the vendor and fails in every way: which calls
//! succeed after a retry, which recover, and which are given up. Then a comparison with a client that decides by the
//! HTTP status.
//!
//! ```sh
//! cargo run -p resilient_client
//! cargo run -p resilient_client -- --markdown # only the comparison
//! ```
//!
//! Time is simulated: nobody waits.

use errcat::reqwest::check;
use errcat::tencent_meeting::RestError;
use errcat::{Call, Decision, Decoder, Failure, Remedy};
use resilient_client::Result;
use resilient_client::clients::{MAX_ATTEMPTS, Step, by_code, by_status, play};
use resilient_client::comparison::{counts, measure, table};
use resilient_client::scenario::{MAX_WAIT, Scenario, load};
use resilient_client::server::Vendor;

fn main() -> Result<()> {
    let only_markdown = std::env::args().any(|argument| argument == "--markdown");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let vendor = Vendor::start(load()?).await?;
        let mut lines: Vec<Line> = Vec::new();
        for number in 0..vendor.scenarios().len() {
            add(&mut lines, line(&vendor, number).await?);
        }
        if !only_markdown {
            show(&lines);
        }
        let ours = counts(&vendor);
        let theirs = measure(by_status).await?;
        print!("{}", table(theirs, ours));
        if !only_markdown {
            println!(
                "\nCounted at the server; both clients make at most {MAX_ATTEMPTS} attempts, with the same back-off.\n\
                 In favour of the first, each wait is the maximum that its back-off computes, and a nonce may\n\
                 be used again unless the failure is about the nonce."
            );
        }
        Ok(())
    })
}

/// How a call ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Retried,
    Recovered,
    GivenUp,
}

/// A call and how it ended. A read and a write that ended alike share a line.
struct Line {
    label: String,
    methods: String,
    end: End,
    requests: u32,
    /// What was done between the requests, or why there were no further ones.
    explanation: String,
}

/// Makes one call and returns how it ended.
async fn line(vendor: &Vendor, number: usize) -> Result<Line> {
    let (outcome, done) = play(vendor, number, by_code).await?;
    let scenario = vendor.scenarios().get(number).ok_or("unknown scenario")?;
    let requests = vendor.calls().get(number).map_or(0, |call| call.requests);
    let ended = match outcome {
        Ok(response) => check::<RestError>(response).await,
        Err(reqwest_middleware::Error::Reqwest(error)) => Err(Failure::from(error)),
        Err(error) => return Err(error.into()),
    };
    let (end, explanation) = match ended {
        Err(failure) => (End::GivenUp, reason(scenario, requests, &failure)),
        Ok(_) if done.iter().any(|step| matches!(step, Step::Remedy(_))) => (End::Recovered, between(&done)),
        Ok(_) if !done.is_empty() => (End::Retried, between(&done)),
        Ok(response) => {
            let items = Decoder::new().decode_items::<RestError>(&response.bytes().await?);
            let items: Vec<_> = items.iter().map(ToString::to_string).collect();
            (End::GivenUp, format!("done except for single items: {}", items.join("; ")))
        }
    };
    Ok(Line {
        label: scenario.label.clone(),
        methods: scenario.method.to_string(),
        end,
        requests,
        explanation,
    })
}

/// Adds a line. If only the method differs from that of the last line, it is added to the last line.
fn add(lines: &mut Vec<Line>, line: Line) {
    match lines.last_mut() {
        Some(last)
            if (&last.label, &last.explanation) == (&line.label, &line.explanation)
                && last.requests == line.requests =>
        {
            last.methods = format!("{} {}", last.methods, line.methods);
        }
        _ => lines.push(line),
    }
}

/// Describes what was done between the requests.
fn between(done: &[Step]) -> String {
    let steps = done.iter().map(|step| match step {
        Step::Wait(duration) => format!("{duration:?}"),
        Step::Remedy(remedy) => remedy.to_string(),
    });
    format!("after {}", steps.collect::<Vec<_>>().join(", "))
}

/// Returns why a call was given up, by deciding again about as many failures of this kind.
fn reason(scenario: &Scenario, requests: u32, failure: &Failure<RestError>) -> String {
    let remedies = [Remedy::RefreshToken, Remedy::ReSign, Remedy::SyncClock];
    let call = Call::new(scenario.method.as_str()).max_attempts(MAX_ATTEMPTS).max_wait(MAX_WAIT);
    let mut call = remedies.into_iter().fold(call, Call::with_remedy);
    let decisions = (0..requests).map(|_| call.decide(failure));
    match decisions.last() {
        Some(Decision::GiveUp(reason)) => reason.to_string(),
        decision => format!("{decision:?}"),
    }
}

/// Prints the lines, grouped by how the calls ended.
fn show(lines: &[Line]) {
    let heads = [
        (End::Retried, "Succeeded after a retry"),
        (End::Recovered, "Recovered by a remedy"),
        (End::GivenUp, "Given up"),
    ];
    let width = lines.iter().map(|line| line.label.chars().count()).max().unwrap_or_default();
    for (end, head) in heads {
        println!("{head}:");
        for Line { label, methods, requests, explanation, .. } in lines.iter().filter(|line| line.end == end)
        {
            let noun = if *requests == 1 { "request, " } else { "requests," };
            println!("  {methods:<9}  {label:<width$}  {requests} {noun} {explanation}");
        }
        println!();
    }
}
