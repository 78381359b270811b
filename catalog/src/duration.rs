//! Parses the durations of a catalog, such as `1m`.

use std::time::Duration;

use errcat_types::UNITS;

/// The maximum duration, 366 days, in milliseconds.
const MAX_MS: u64 = 366 * 86_400_000;

/// Parses a duration such as `1m`, or returns why the text is not a valid one.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, &'static str> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = UNITS.into_iter().find(|(name, _)| *name == unit);
    let Some((_, ms)) = unit.filter(|_| !number.is_empty()) else { return Err("is not a valid duration") };
    // A number that does not fit in 64 bits is beyond the maximum as well.
    match number.parse::<u64>().unwrap_or(u64::MAX).saturating_mul(ms) {
        0 => Err("is zero, which is not a valid duration"),
        duration @ 1..=MAX_MS => Ok(Duration::from_millis(duration)),
        _ => Err("is longer than 366 days, the maximum duration"),
    }
}
