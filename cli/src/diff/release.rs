//! Compares releases, which are versions or dates.

use std::time::{SystemTime, UNIX_EPOCH};

/// Returns whether one release precedes another. What is not known to does not: a version and a date cannot be compared.
pub(super) fn precedes(one: &str, other: &str) -> bool {
    match (numbers(one), numbers(other)) {
        (Some((one, is_date)), Some((other, other_is_date))) => is_date == other_is_date && one < other,
        _ => false,
    }
}

/// Returns the numbers of a version (`2`, `v2.1`, `2.1.0`) or of a date (`2026-01-31`), and whether it is a date. Zeros at the
/// end of a version do not count.
fn numbers(release: &str) -> Option<(Vec<u64>, bool)> {
    let is_date = release.len() == "2026-01-31".len() && release.matches('-').count() == 2;
    let separator = if is_date { '-' } else { '.' };
    let release = if is_date { release } else { release.strip_prefix('v').unwrap_or(release) };
    let mut numbers = release.split(separator).map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
    while !is_date && numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some((numbers, is_date))
}

/// Returns today's date in UTC.
pub(super) fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date(seconds / 86_400)
}

/// Returns the date of a day, counted from 1970-01-01.
fn date(days: u64) -> String {
    // The year begins in March, so that a leap day is its last; 400 years have 146,097 days.
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_and_dates_are_compared_by_their_numbers() {
        for (one, other) in [("1.9", "1.10"), ("2", "2.0.1"), ("v2", "3.0"), ("2025-12-31", "2026-01-01")] {
            assert!(precedes(one, other) && !precedes(other, one), "{one} {other}");
        }
        for (one, other) in [("2", "2.0.0"), ("2.0", "2026-01-01"), ("soon", "2.0"), ("1", "next spring")] {
            assert!(!precedes(one, other) && !precedes(other, one), "{one} {other}");
        }
    }

    /// Expected: `date -u -d @SECONDS +%F`, around the end of February and of a year.
    #[test]
    fn days_are_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (11_015, "2000-02-28"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
            (20_454, "2026-01-01"),
        ] {
            assert_eq!(date(days), expected);
        }
    }
}
