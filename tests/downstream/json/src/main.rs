//! Enums to JSON and back.

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
        // Some services write every number as a string.
        assert_eq!(order(&format!("\"{json}\"")), Ok(error));
    }
    for (error, json) in [(PaymentError::Declined, r#""card-declined""#), (PaymentError::Number, r#""17""#)] {
        assert_eq!(serde_json::to_string(&error).unwrap(), json);
        assert_eq!(payment(json), Ok(error));
    }
    refused();
    keys();
}

fn refused() {
    for (json, what) in [
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
        let told = order(json).unwrap_err();
        assert!(told.starts_with(what), "{json}: {told}");
    }
    let told = payment(r#""Declined""#).unwrap_err();
    assert!(
        told.starts_with(r#"invalid value: string "Declined", expected a code of PaymentError"#),
        "{told}"
    );
}

/// JSON has no keys but strings.
fn keys() {
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
