//! Simulated time: it passes when a client says that it waited, and nobody waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock that vendor and client share. It stands still until somebody waits.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicU64>);

/// When simulated time begins, in seconds since 1970.
const BEGIN: u64 = 1_760_000_000;

impl Clock {
    /// Lets time pass.
    pub fn wait(&self, duration: Duration) {
        let milliseconds = u64::try_from(duration.as_micros().div_ceil(1000)).unwrap_or(u64::MAX);
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// How much time has passed since the beginning.
    pub fn passed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    /// Seconds since 1970, as they stand in `X-TC-Timestamp`.
    pub fn timestamp(&self) -> u64 {
        BEGIN + self.passed().as_secs()
    }

    /// The same as an HTTP date.
    pub fn date(&self) -> String {
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(self.timestamp()))
    }
}

/// What an HTTP date says in seconds since 1970.
pub fn seconds(date: &str) -> crate::Result<u64> {
    let date: SystemTime = httpdate::parse_http_date(date)?;
    Ok(date.duration_since(UNIX_EPOCH)?.as_secs())
}
