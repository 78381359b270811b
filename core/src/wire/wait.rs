//! Reads the waits that servers ask for, in headers, bodies and items alike: numbers in a unit, durations and dates.

use core::time::Duration;

use crate::table::WaitUnit;

/// A wait that a server asks for. The longer of two is the greater one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RequestedWait {
    /// A negative one, by which servers say "not again".
    Negative,
    After(Duration),
}

/// Reads texts as waits.
#[derive(Clone, Copy)]
pub(crate) struct WaitReader {
    /// What a number without a unit counts.
    pub(crate) unit: WaitUnit,
    /// When the response was sent or received, in seconds since the Unix epoch. Without it, no point in time is a wait.
    pub(crate) now: Option<u64>,
}

impl WaitReader {
    /// Returns the longest wait of a list with commas, as several header lines of a name are joined (RFC 9110, section
    /// 5.3). What cannot be read is skipped.
    pub(crate) fn read(self, text: &str) -> Option<RequestedWait> {
        let mut longest = None;
        let mut rest = text;
        loop {
            let (element, after) =
                rest.split_once(',').map_or((rest, None), |(first, rest)| (first, Some(rest)));
            let mut next = after;
            let mut wait = self.read_element(element.trim());
            if let (None, Some(after)) = (wait, after) {
                // A date has a comma of its own, after the name of the day.
                let end = after.find(',').unwrap_or(after.len());
                let date = rest.get(..element.len() + 1 + end).unwrap_or_default();
                wait = self.until_date(date.trim());
                if wait.is_some() {
                    next = after.get(end + 1..);
                }
            }
            longest = longest.max(wait);
            match next {
                Some(next) => rest = next,
                None => return longest,
            }
        }
    }

    fn read_element(self, text: &str) -> Option<RequestedWait> {
        match Decimal::parse(text) {
            Some((number, "")) => self.of_number(&number),
            Some((first, unit)) => of_duration(first, unit),
            // Of the three forms of a date, one has no comma.
            None => self.until_date(text),
        }
    }

    /// Returns the wait of a number without a unit, in whole milliseconds, rounded up.
    fn of_number(self, number: &Decimal<'_>) -> Option<RequestedWait> {
        let is_point_in_time = match self.unit {
            WaitUnit::Seconds | WaitUnit::Milliseconds => false,
            WaitUnit::UnixSeconds | WaitUnit::UnixMilliseconds => true,
        };
        if number.is_negative && !is_point_in_time {
            return Some(RequestedWait::Negative);
        }
        let ms = number.scaled(match self.unit {
            WaitUnit::Seconds | WaitUnit::UnixSeconds => 3,
            WaitUnit::Milliseconds | WaitUnit::UnixMilliseconds => 0,
        });
        if !is_point_in_time {
            return Some(after_ms(ms));
        }
        let now_ms = u128::from(self.now?) * 1000;
        // A point in the past is no wait.
        let is_past = number.is_negative || ms <= now_ms;
        Some(after_ms(if is_past { 0 } else { ms - now_ms }))
    }

    fn until_date(self, date: &str) -> Option<RequestedWait> {
        let seconds = seconds_of(date)?.saturating_sub(self.now?);
        Some(RequestedWait::After(Duration::from_secs(seconds)))
    }
}

/// Returns a wait. One that does not fit is a long wait, not none.
fn after_ms(ms: u128) -> RequestedWait {
    let seconds = u64::try_from(ms / 1000).unwrap_or(u64::MAX);
    RequestedWait::After(
        Duration::from_secs(seconds).saturating_add(Duration::from_millis((ms % 1000) as u64)),
    )
}

/// Reads a duration in the form of Go and of many headers, such as `1h2m3.5s`, from its first number on.
fn of_duration(first: Decimal<'_>, rest: &str) -> Option<RequestedWait> {
    let is_negative = first.is_negative;
    let mut total_ns: u128 = 0;
    let (mut number, mut rest) = (first, rest);
    loop {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (unit, after) = rest.split_at_checked(end)?;
        let unit_ns: u128 = match unit {
            "ns" => 1,
            "us" | "\u{b5}s" | "\u{3bc}s" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60 * 1_000_000_000,
            "h" => 3_600 * 1_000_000_000,
            "d" => 86_400 * 1_000_000_000,
            _ => return None,
        };
        // Both factors are whole, so that only the division rounds.
        let billionths = number.scaled(9).saturating_mul(unit_ns).div_ceil(1_000_000_000);
        total_ns = total_ns.saturating_add(billionths);
        let after = after.trim_start();
        if after.is_empty() {
            return Some(if is_negative {
                RequestedWait::Negative
            } else {
                after_ms(total_ns.div_ceil(1_000_000))
            });
        }
        (number, rest) = Decimal::parse(after).filter(|(number, _)| !number.is_negative)?;
    }
}

/// A decimal number.
struct Decimal<'t> {
    is_negative: bool,
    whole: &'t str,
    fraction: &'t str,
    exponent: i64,
}

impl<'t> Decimal<'t> {
    /// Parses the number at the beginning of a text, and returns what follows.
    fn parse(text: &'t str) -> Option<(Decimal<'t>, &'t str)> {
        let unsigned = text.strip_prefix('-');
        let is_negative = unsigned.is_some();
        let (whole, rest) = digits(unsigned.unwrap_or(text));
        let (fraction, rest) = match rest.strip_prefix('.').map(digits) {
            Some((fraction, rest)) if !fraction.is_empty() => (fraction, rest),
            Some(_) | None => ("", rest),
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let (exponent, rest) = exponent(rest).unwrap_or((0, rest));
        Some((Decimal { is_negative, whole, fraction, exponent }, rest))
    }

    /// Returns the number without its sign, multiplied by a power of ten and rounded up. One that does not fit becomes the
    /// largest that does.
    fn scaled(&self, power: i64) -> u128 {
        let whole_len = i64::try_from(self.whole.len()).unwrap_or(i64::MAX);
        let point = whole_len.saturating_add(self.exponent).saturating_add(power);
        let mut value: u128 = 0;
        let mut position = 0;
        for digit in self.whole.bytes().chain(self.fraction.bytes()) {
            let digit = u128::from(digit - b'0');
            if position < point {
                value = value.saturating_mul(10).saturating_add(digit);
            } else if digit > 0 {
                return value.saturating_add(1);
            }
            position += 1;
        }
        while position < point && value > 0 && value < u128::MAX {
            value = value.saturating_mul(10);
            position += 1;
        }
        value
    }
}

fn digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// Parses an exponent, and returns what follows. One beyond 64 bits has the sign that it has, and is as large as it can be.
fn exponent(text: &str) -> Option<(i64, &str)> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let unsigned = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let (digits, after) = digits(unsigned);
    if digits.is_empty() {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(i64::MAX);
    Some((if rest.starts_with('-') { -size } else { size }, after))
}

/// Returns the seconds from the Unix epoch to a date of HTTP.
#[cfg(feature = "std")]
pub(crate) fn seconds_of(date: &str) -> Option<u64> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(date.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs())
}

/// Returns nothing: the parser of dates needs `std`.
#[cfg(not(feature = "std"))]
pub(crate) fn seconds_of(_: &str) -> Option<u64> {
    None
}
