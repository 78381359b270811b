//! A list with ten faults in its templates.

errcat::codes!("../codes.toml");

/// Uses what the list has all the same: no fault follows from the others.
#[must_use]
pub fn shown() -> String {
    billing_error::Unclosed { used: 1 }.message_in("en")
}
