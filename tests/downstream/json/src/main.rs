//! Serializes enums as JSON and deserializes them.

#![deny(warnings)]

use std::collections::BTreeMap;

errcat::codes!("../codes.toml");

fn main() {
    for (error, json) in [
        (OrderError::Lowest, "-9223372036854775808"),
        (OrderError::Highest, "9223372036854775807"),
        (OrderError::OutOfStock, "17"),
    ] {
        assert_eq!(serde_json::to_string(&error).unwrap(), json);
        assert_eq!(order(json), Ok(error));
        // Some services send every number as a string.
        assert_eq!(order(&format!("\"{json}\"")), Ok(error));
    }
    for (error, json) in [(PaymentError::Declined, r#""card-declined""#), (PaymentError::Number, r#""17""#)] {
        assert_eq!(serde_json::to_string(&error).unwrap(), json);
        assert_eq!(payment(json), Ok(error));
    }
    invalid();
    map_keys();
}

fn invalid() {
    for (json, expected) in [
        ("18", "invalid value: integer `18`, expected a code of OrderError"),
        (
            "9223372036854775808",
            "invalid value: integer `9223372036854775808`, expected a code of OrderError",
        ),
        (r#""18""#, r#"invalid value: string "18", expected a code of OrderError"#),
        (r#""""#, r#"invalid value: string "", expected a code of OrderError"#),
        ("17.0", "invalid type: floating point `17.0`, expected a code of OrderError"),
        ("null", "invalid type: null, expected a code of OrderError"),
    ] {
        let message = order(json).unwrap_err();
        assert!(message.starts_with(expected), "{json}: {message}");
    }
    let message = payment(r#""Declined""#).unwrap_err();
    assert!(
        message.starts_with(r#"invalid value: string "Declined", expected a code of PaymentError"#),
        "{message}"
    );
}

/// The keys of a JSON object are strings.
fn map_keys() {
    let counts = BTreeMap::from([(OrderError::Lowest, 1), (OrderError::OutOfStock, 2)]);
    let json = serde_json::to_string(&counts).unwrap();
    assert_eq!(json, r#"{"-9223372036854775808":1,"17":2}"#);
    assert_eq!(serde_json::from_str::<BTreeMap<OrderError, i32>>(&json).unwrap(), counts);
}

fn order(json: &str) -> Result<OrderError, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn payment(json: &str) -> Result<PaymentError, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}
