//! What the parts of a response are, by the guide's words, the catalog as it was read, and `serde_json::Value`.
//!
//! `None` in place of a part means that it is not compared: a number with a fraction or an exponent has lost its digits, and
//! an object in place of a text is kept as it is written.

use errcat_catalog::{
    Code, CodeLocations, Entry, Envelope, Failed, Location, Mark, Param, Parts, Severity, Table,
};
use serde_json::Value;

/// What is compared of a part: unsure, or its value, if it has one.
pub type Part = Option<Option<String>>;

/// A response, or an item of one.
#[derive(Clone, Copy, Debug)]
pub struct Response<'a> {
    pub headers: &'a [(String, String)],
    pub body: &'a Value,
}

impl<'a> Response<'a> {
    /// Returns the first value of a header, or the value at a pointer. Null is not a value.
    fn at(&self, location: &Location) -> Option<Value> {
        let value = match location {
            Location::Header(name) => {
                let same = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
                same.map(|(_, value)| Value::String(value.clone()))
            }
            Location::Pointer(pointer) => self.body.pointer(pointer).cloned(),
        };
        value.filter(|value| !value.is_null())
    }

    /// Returns the code, and whether something that is not a code is at its location.
    pub fn code(&self, locations: &CodeLocations, is_text: bool) -> (Part, bool) {
        let is_unreadable = locations.at.iter().any(|location| {
            matches!(self.at(location), Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)))
        });
        let code = || {
            for location in &locations.at {
                match self.at(location) {
                    Some(Value::Number(number)) if number.is_f64() => return None,
                    Some(Value::Number(number)) => return Some(Some(number.to_string())),
                    Some(Value::String(text)) => {
                        let text = cut(&text, locations).trim().to_owned();
                        if !text.is_empty() {
                            return if is_text { Some(Some(text)) } else { normalized(&text).map(Some) };
                        }
                    }
                    Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {}
                }
            }
            Some(None)
        };
        (code(), is_unreadable)
    }

    /// Returns the subcode.
    pub fn subcode(&self, locations: &CodeLocations) -> Part {
        for location in &locations.at {
            match self.at(location) {
                // A number has no text that the subcode could follow.
                Some(Value::Number(_)) if locations.after.is_some() => {}
                Some(Value::Number(number)) if number.is_f64() => return None,
                Some(Value::Number(number)) => return Some(Some(number.to_string())),
                Some(Value::String(text)) => {
                    let follows = locations.after.as_ref().is_none_or(|after| text.contains(after));
                    let subcode = cut(&text, locations);
                    if follows && !subcode.trim().is_empty() {
                        return Some(Some(subcode.to_owned()));
                    }
                }
                Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => {}
            }
        }
        Some(None)
    }

    /// Returns the first text or number that is not blank.
    pub fn text(&self, locations: &[Location]) -> Part {
        for location in locations {
            match self.at(location) {
                Some(Value::String(text)) if text.trim().is_empty() => {}
                Some(Value::String(text)) => return Some(Some(text)),
                Some(Value::Bool(value)) => return Some(Some(value.to_string())),
                Some(Value::Number(number)) if !number.is_f64() => return Some(Some(number.to_string())),
                Some(Value::Number(_) | Value::Array(_) | Value::Object(_)) => return None,
                Some(Value::Null) | None => {}
            }
        }
        Some(None)
    }

    /// Returns whether something besides a code marks a failure.
    pub fn is_marked(&self, failed: Option<&Failed>) -> Option<bool> {
        let Some(Failed { at, is }) = failed else { return Some(false) };
        let mut values = at.iter().filter_map(|location| self.at(location));
        match is {
            None => Some(values.any(|value| match value {
                Value::Null | Value::Bool(false) => false,
                Value::Bool(true) | Value::Number(_) => true,
                Value::String(text) => !text.is_empty(),
                Value::Array(elements) => !elements.is_empty(),
                Value::Object(members) => !members.is_empty(),
            })),
            Some(mark) => {
                let mark = match mark {
                    Mark::Bool(value) => value.to_string(),
                    Mark::Integer(number) => number.to_string(),
                    Mark::Text(text) => text.clone(),
                };
                match values.next() {
                    Some(Value::Number(number)) if number.is_f64() => None,
                    Some(Value::String(text)) => Some(text == mark),
                    Some(Value::Bool(value)) => Some(mark == if value { "true" } else { "false" }),
                    Some(Value::Number(number)) => Some(mark == number.to_string().as_str()),
                    Some(_) | None => Some(false),
                }
            }
        }
    }

    /// Returns the values of params, by their names in Rust. Of each, the value is given if it is one that is kept as it is.
    /// A response has an envelope, and an item has none.
    pub fn params(
        &self,
        parts: &Parts,
        envelope: Option<&Envelope>,
        entry: Option<&Entry>,
    ) -> Vec<(String, Option<Value>)> {
        let array = envelope.and_then(|envelope| envelope.items.as_ref()).map_or(&[][..], |items| &items.at);
        let trace = envelope.map_or(&[][..], |envelope| &envelope.trace);
        for location in &parts.params {
            let Location::Pointer(object) = location else { continue };
            let Some(Value::Object(members)) = self.body.pointer(object) else { continue };
            let is_param = |name: &str| {
                let pointer = format!("{object}/{}", name.replace('~', "~0").replace('/', "~1"));
                let is_array = |at: &Location| match at {
                    Location::Pointer(at) => *at == pointer || at.starts_with(&format!("{pointer}/")),
                    Location::Header(_) => false,
                };
                !others(parts, trace).any(|at| at == pointer) && !array.iter().any(is_array)
            };
            let value = |(name, value): (&String, &Value)| {
                let param = entry.and_then(|entry| entry.params.iter().find(|param| param.wire == *name));
                let is_kept = param.is_none_or(|param| is_kept(param, value)) && !value.is_f64();
                let is_kept = is_kept && !value.is_array() && !value.is_object();
                (param.map_or(name, |param| &param.name).clone(), is_kept.then(|| value.clone()))
            };
            return members
                .iter()
                .filter(|(name, value)| !value.is_null() && is_param(name))
                .map(value)
                .collect();
        }
        Vec::new()
    }
}

/// Returns whether a value is of the type of its param, so that nothing is converted.
fn is_kept(param: &Param, value: &Value) -> bool {
    match param.param_type.name() {
        "string" => value.is_string(),
        "bool" => value.is_boolean(),
        "f64" => false,
        _ => value.is_i64() || value.is_u64(),
    }
}

/// Returns the pointers of everything but the params and the items.
fn others<'p>(parts: &'p Parts, trace: &'p [Location]) -> impl Iterator<Item = &'p str> {
    let Parts { code, subcode, failed, message, extra, params: _, retry_after, should_retry, url, pointer } =
        parts;
    let locations = [&code.at, &subcode.at, message, url, pointer]
        .into_iter()
        .chain(failed.as_ref().map(|failed| &failed.at))
        .chain(extra.iter().map(|extra| &extra.at))
        .chain(retry_after.iter().map(|wait| &wait.at))
        .chain(should_retry.as_ref().map(|flag| &flag.at));
    locations.flatten().chain(trace).filter_map(|location| match location {
        Location::Pointer(pointer) => Some(pointer.as_str()),
        Location::Header(_) => None,
    })
}

/// Returns what precedes the first of one separator, and of that what follows the last of the other.
fn cut<'t>(text: &'t str, locations: &CodeLocations) -> &'t str {
    let before = locations.before.as_deref().and_then(|before| text.find(before));
    let text = &text[..before.unwrap_or(text.len())];
    match locations.after.as_deref() {
        Some(after) => text.rfind(after).map_or(text, |at| &text[at + after.len()..]),
        None => text,
    }
}

/// Returns the text of a code in a table of integers: an integer of 64 bits in its usual digits, anything else as it is.
/// A number with a fraction or an exponent is not compared.
fn normalized(text: &str) -> Option<String> {
    if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    match text.parse::<i128>() {
        Ok(number) if i64::try_from(number).is_ok() || u64::try_from(number).is_ok() => {
            Some(number.to_string())
        }
        Err(_) if text.contains(['.', 'e', 'E']) => None,
        Ok(_) | Err(_) => Some(text.to_owned()),
    }
}

/// Returns the entry with a code of its own that a code leads to.
pub fn entry<'t>(table: &'t Table, code: &str) -> Option<&'t Entry> {
    table.entries.iter().filter(|entry| entry.refinement.is_none()).find(|entry| {
        let number = code.parse::<i128>().ok().filter(|number| number.to_string() == code);
        let is_in_range =
            number.is_some_and(|number| entry.also_ranges.iter().any(|range| range.contains(&number)));
        entry.code.to_string() == code
            || entry.also.iter().any(|also| also.to_string() == code)
            || is_in_range
    })
}

/// Returns whether a code means "no error".
pub fn is_success(table: &Table, code: &str) -> bool {
    let is_listed = table.success.iter().any(|success: &Code| success.to_string() == code);
    is_listed || entry(table, code).is_some_and(|entry| entry.severity == Severity::Success)
}
