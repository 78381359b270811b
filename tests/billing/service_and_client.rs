//! A service with a list of errors of its own, and clients that share it: what each side gets to see of a failure.
//!
//! `cargo run --example billing_service` shows it. The story goes to the standard output, the service's log to the
//! standard error. Nothing is left behind.

use errcat_tests_billing::story::{Result, tell};

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(tell(|line| println!("{line}"), |line| eprintln!("  log: {line}")))
}
