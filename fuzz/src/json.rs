//! JSON of an input, and a reading of JSON that does not share code with errcat.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Number, Value};

/// Texts that mean something to a decoder somewhere.
const TEXTS: [&str; 22] = [
    "",
    " ",
    "0",
    "-0",
    "0042",
    "17",
    " 17 ",
    "17.0",
    "+17",
    "1e3",
    "true",
    "false",
    "null",
    "LOCKED",
    "a#LOCKED.FOREVER",
    "later",
    "stop",
    "2814, 2",
    "6m0s",
    "会议\u{202e}\n",
    "#/a%20b",
    "\u{1b}[2J",
];

/// Returns a text: a known one, or any.
pub fn text(input: &mut Unstructured<'_>) -> Result<String> {
    if input.ratio(1, 2)? {
        return Ok((*input.choose(&TEXTS)?).to_owned());
    }
    let length = usize::from(input.arbitrary::<u8>()? % 24).min(input.len());
    Ok(String::from_utf8_lossy(input.bytes(length)?).into_owned())
}

/// Returns any value of JSON.
pub fn value(input: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    Ok(match input.int_in_range(0..=if depth < 3 { 9 } else { 7 })? {
        0 => Value::Null,
        1 => Value::Bool(input.arbitrary()?),
        2 => Value::from(input.arbitrary::<u8>()?),
        3 => Value::from(input.arbitrary::<i64>()?),
        4 => Value::from(input.arbitrary::<u64>()?),
        5 => Number::from_f64(input.arbitrary()?).map_or(Value::Null, Value::Number),
        6 | 7 => Value::String(text(input)?),
        8 => {
            let mut elements = Vec::new();
            for _ in 0..input.int_in_range(0..=3)? {
                elements.push(value(input, depth + 1)?);
            }
            Value::Array(elements)
        }
        _ => {
            let mut members = Map::new();
            for _ in 0..input.int_in_range(0..=3)? {
                members.insert(text(input)?, value(input, depth + 1)?);
            }
            Value::Object(members)
        }
    })
}

/// Puts a value at the location of a JSON Pointer. What is in the way is replaced by an object, or by an array if an index
/// follows.
pub fn put(body: &mut Value, pointer: &str, value: Value) {
    let mut at = body;
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        let index = token.parse::<usize>().ok().filter(|index| *index < 4);
        let leads_on = at.is_object() || at.is_array() && index.is_some();
        if !leads_on {
            *at = if index.is_some() { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
        }
        at = match (at, index) {
            (Value::Array(elements), Some(index)) => {
                elements.resize(elements.len().max(index + 1), Value::Null);
                &mut elements[index]
            }
            (at, _) => &mut at[token],
        };
    }
    *at = value;
}

/// Reads JSON in which no object has a key twice.
pub fn without_repeated_keys(text: &[u8]) -> Option<Value> {
    let value: Value = serde_json::from_slice(text).ok()?;
    (members(&value) == colons(text)).then_some(value)
}

/// Returns the number of members of all objects.
fn members(value: &Value) -> usize {
    match value {
        Value::Array(elements) => elements.iter().map(members).sum(),
        Value::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Returns the number of colons outside of texts, which is that of the members as they are written.
fn colons(text: &[u8]) -> usize {
    let (mut is_inside, mut is_escaped, mut count) = (false, false, 0);
    for byte in text {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = is_inside,
            b'"' => is_inside = !is_inside,
            b':' if !is_inside => count += 1,
            _ => {}
        }
    }
    count
}
