//! A service with a catalog of its own, and clients that share it: what each side sees of a failure.
//!
//! ```sh
//! cargo run -p billing_service
//! ```
//!
//! The story goes to standard output, the service's log to standard error. No file is left behind.

use billing_service::story::{Result, play};

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(play(|line| println!("{line}"), |line| eprintln!("  log: {line}")))
}
