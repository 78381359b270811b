//! Numbers of serde_json with its feature `arbitrary_precision`, which any package of a build may switch on: it passes a number
//! to `deserialize_any` as a map with one key, whose value is the number's digits.

/// The key. No service has one of that name.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Visits a number that is passed as a map.
///
/// # Errors
///
/// If the map is not a number, and those of the visitor.
#[cfg(feature = "serde")]
pub(super) fn visit_number<'de, V, A>(visitor: V, mut map: A) -> Result<V::Value, A::Error>
where
    V: serde_core::de::Visitor<'de>,
    A: serde_core::de::MapAccess<'de>,
{
    use alloc::string::String;

    use serde_core::de::{Error, Unexpected};

    if map.next_key::<String>()?.is_none_or(|key| key != NUMBER) {
        return Err(A::Error::invalid_type(Unexpected::Map, &visitor));
    }
    let digits: String = map.next_value()?;
    if let Ok(number) = digits.parse() {
        return visitor.visit_i64(number);
    }
    if let Ok(number) = digits.parse() {
        return visitor.visit_u64(number);
    }
    match digits.parse().ok().filter(|number: &f64| number.is_finite()) {
        Some(number) => visitor.visit_f64(number),
        None => Err(A::Error::custom("number out of range")),
    }
}
