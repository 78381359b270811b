//! Simulated time, which advances when a client would wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock that the vendor and its clients share. It stands still until a client waits.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicU64>);

/// The beginning of the simulated time, in seconds since 1970.
const BEGIN: u64 = 1_760_000_000;

impl Clock {
    /// Advances the clock.
    pub fn wait(&self, duration: Duration) {
        let milliseconds = u64::try_from(duration.as_micros().div_ceil(1000)).unwrap_or(u64::MAX);
        self.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Returns the time since the beginning.
    pub fn elapsed(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    /// Returns the time in seconds since 1970, the form of `X-TC-Timestamp`.
    pub fn timestamp(&self) -> u64 {
        BEGIN + self.elapsed().as_secs()
    }

    /// Returns the time as an HTTP date.
    pub fn date(&self) -> String {
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(self.timestamp()))
    }
}

/// Parses an HTTP date into seconds since 1970.
pub fn seconds(date: &str) -> crate::Result<u64> {
    let date: SystemTime = httpdate::parse_http_date(date)?;
    Ok(date.duration_since(UNIX_EPOCH)?.as_secs())
}
