//! Matches the keys of a body with the steps of a tree of pointers.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, Visitor};

use crate::table::PointerTree;

/// Returns the node that a key leads to.
#[inline]
pub(crate) fn step_at(node: &PointerTree, key: &[u8]) -> Option<&'static PointerTree> {
    node.steps.iter().find(|(token, _)| token.as_bytes() == key).map(|(_, node)| node)
}

/// Returns the index of the step that a key leads to.
#[inline]
fn step_index(node: &PointerTree, key: &[u8]) -> Option<usize> {
    node.steps.iter().position(|(token, _)| token.as_bytes() == key)
}

/// Returns the node that an index of an array leads to.
pub(crate) fn step_at_index(node: &PointerTree, index: usize) -> Option<&'static PointerTree> {
    node.steps.iter().find(|(token, _)| is_index(token, index)).map(|(_, node)| node)
}

/// Returns whether a token is an index of an array (RFC 6901, section 4: without leading zeros).
pub(crate) fn is_index(token: &str, index: usize) -> bool {
    let is_canonical = token == "0" || !token.starts_with(['0', '+']);
    is_canonical && token.parse() == Ok(index)
}

/// Reads a key as bytes, and returns the index of the step that it leads to. A key that is not valid text leads nowhere.
pub(crate) struct StepOf(pub(crate) &'static PointerTree);

impl<'a> DeserializeSeed<'a> for StepOf {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl Visitor<'_> for StepOf {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    #[inline]
    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        Ok(step_index(self.0, key))
    }

    /// A key of serde_json's own, of a number.
    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        self.visit_bytes(key.as_bytes())
    }
}

/// Reads a key as text, unless it is not valid.
pub(crate) struct Name;

impl<'a> DeserializeSeed<'a> for Name {
    type Value = Option<Cow<'a, str>>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'a> Visitor<'a> for Name {
    type Value = Option<Cow<'a, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    /// A key of serde_json's own, of a number.
    fn visit_borrowed_str<E: Error>(self, key: &'a str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(key)))
    }

    fn visit_borrowed_bytes<E: Error>(self, key: &'a [u8]) -> Result<Self::Value, E> {
        Ok(core::str::from_utf8(key).ok().map(Cow::Borrowed))
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        Ok(core::str::from_utf8(key).ok().map(|key| Cow::Owned(String::from(key))))
    }
}
