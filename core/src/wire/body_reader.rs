//! Reads what an envelope names out of a JSON body, without building a tree of the rest.
//!
//! A body is read in up to three passes, of which nearly every body needs only the first:
//!
//! 1. [`Pass::Scalars`] borrows texts without escapes and reads integers of 64 bits and booleans. It ends at anything else.
//! 2. [`Pass::Raw`] keeps the raw JSON of each value: floats keep their digits, escapes are undone later, and a value that
//!    breaks off leaves a mark. What was read before a syntax error counts.
//! 3. [`Pass::Members`] reads an object of params that breaks off member by member.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::table::PointerTree;

/// The value of a location in a body.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Slot<'a> {
    /// The location is absent, or null.
    #[default]
    Empty,
    /// A value begins there, but the body breaks off inside of it.
    Broken,
    /// An integer of 64 bits, with a sign.
    Signed(i64),
    /// An integer of 64 bits, without a sign.
    Unsigned(u64),
    /// A text without escapes.
    Text(&'a str),
    /// The raw JSON of any value.
    Raw(&'a str),
}

/// The slots that need no allocation. Few envelopes have more locations.
const INLINE_SLOTS: usize = 8;

/// What was read of a body.
#[derive(Default)]
pub(crate) struct Found<'a> {
    slots: [Slot<'a>; INLINE_SLOTS],
    more_slots: Vec<Slot<'a>>,
    /// The members of an object of params that breaks off, each with its raw JSON.
    pub(crate) members: Vec<(Cow<'a, str>, &'a str)>,
}

/// A body as text, which only some bodies need: bytes that are not UTF-8 are replaced.
pub(crate) type BodyText<'b> = OnceCell<Cow<'b, str>>;

/// Reads what a tree of pointers leads to. The slots of `params` are those of objects with the values of params.
pub(crate) fn read<'a, 'b: 'a>(
    body: &'b [u8],
    text: &'a BodyText<'b>,
    tree: &PointerTree,
    params: &[u8],
    found: &mut Found<'a>,
) {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let mut reader = Reader { text: "", params, pass: Pass::Scalars, found };
    let seed = NodeSeed { reader: &mut reader, node: tree, is_root: true };
    if seed.deserialize(&mut deserializer).is_err() {
        read_all(body, text, tree, params, found);
    }
}

/// Reads a body that has other than the usual values, or is not valid.
#[cold]
fn read_all<'a, 'b: 'a>(
    body: &'b [u8],
    text: &'a BodyText<'b>,
    tree: &PointerTree,
    params: &[u8],
    found: &mut Found<'a>,
) {
    let text = text.get_or_init(|| String::from_utf8_lossy(body));
    *found = Found::default();
    let mut reader = Reader { text, params, pass: Pass::Raw, found };
    reader.run(tree);
    if params.iter().any(|slot| matches!(reader.found.slot(*slot), Slot::Broken)) {
        reader.pass = Pass::Members;
        reader.run(tree);
    }
}

/// Returns the raw JSON of the elements of an array.
pub(crate) fn elements(array: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(array);
    let _ = deserializer.deserialize_any(Elements(&mut elements));
    elements
}

/// Returns the members of an object, each with its raw JSON.
pub(crate) fn members(object: &str) -> Vec<(Cow<'_, str>, &str)> {
    let mut found = Found::default();
    let mut reader = Reader { text: object, params: &[0], pass: Pass::Members, found: &mut found };
    reader.run(&PointerTree { slots: &[0], steps: &[] });
    found.members
}

impl<'a> Found<'a> {
    #[inline]
    pub(crate) fn slot(&self, slot: u8) -> Slot<'a> {
        let slot = usize::from(slot);
        let inline = self.slots.get(slot).or_else(|| self.more_slots.get(slot - INLINE_SLOTS));
        inline.copied().unwrap_or_default()
    }

    #[inline]
    fn set(&mut self, slot: u8, value: Slot<'a>) {
        let slot = usize::from(slot);
        if let Some(inline) = self.slots.get_mut(slot) {
            *inline = value;
            return;
        }
        let more = slot - INLINE_SLOTS;
        if self.more_slots.len() <= more {
            self.more_slots.resize(more + 1, Slot::Empty);
        }
        self.more_slots[more] = value;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Scalars,
    Raw,
    Members,
}

struct Reader<'a, 'p> {
    text: &'a str,
    params: &'p [u8],
    pass: Pass,
    found: &'p mut Found<'a>,
}

impl<'a> Reader<'a, '_> {
    /// Runs a pass over the text. Where the text breaks off makes no difference: what was read until then counts.
    fn run(&mut self, tree: &PointerTree) {
        let mut deserializer = serde_json::Deserializer::from_str(self.text);
        let _ = NodeSeed { reader: self, node: tree, is_root: true }.deserialize(&mut deserializer);
    }

    #[inline]
    fn set(&mut self, node: &PointerTree, value: Slot<'a>) {
        for &slot in node.slots {
            self.found.set(slot, value);
        }
    }

    fn is_params(&self, node: &PointerTree) -> bool {
        node.slots.iter().any(|slot| self.params.contains(slot))
    }

    /// Returns whether a number at the end of the text may have lost digits.
    fn may_break_off(&self, raw: &str) -> bool {
        let is_number = raw.ends_with(|c: char| c.is_ascii_digit());
        is_number && raw.as_bytes().as_ptr_range().end == self.text.as_bytes().as_ptr_range().end
    }
}

/// Reads a value that a node of the tree stands at.
struct NodeSeed<'r, 'a, 'p> {
    reader: &'r mut Reader<'a, 'p>,
    node: &'r PointerTree,
    is_root: bool,
}

impl<'a> DeserializeSeed<'a> for NodeSeed<'_, 'a, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        let NodeSeed { reader, node, is_root } = self;
        if node.slots.is_empty() {
            return deserializer.deserialize_any(Steps { reader, node });
        }
        match reader.pass {
            Pass::Scalars => deserializer.deserialize_any(Scalar { reader, node }),
            Pass::Members if reader.is_params(node) => deserializer.deserialize_any(Members { reader, node }),
            Pass::Raw | Pass::Members => {
                reader.set(node, Slot::Broken);
                let raw = <&RawValue as serde_core::Deserialize>::deserialize(deserializer)?.get();
                if !is_root && reader.may_break_off(raw) {
                    return Ok(());
                }
                reader.set(node, if raw == "null" { Slot::Empty } else { Slot::Raw(raw) });
                if !node.steps.is_empty() {
                    let mut inside = serde_json::Deserializer::from_str(raw);
                    // The JSON is valid: it was passed over as a whole.
                    let _ = inside.deserialize_any(Steps { reader, node });
                }
                Ok(())
            }
        }
    }
}

/// Follows the steps of a node into an object or an array.
struct Steps<'r, 'a, 'p> {
    reader: &'r mut Reader<'a, 'p>,
    node: &'r PointerTree,
}

/// Visits the scalars that a visitor ignores.
macro_rules! ignore_scalars {
    () => {
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("any value")
        }

        fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
            Ok(())
        }

        fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
            Ok(())
        }

        fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
            Ok(())
        }

        fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
            Ok(())
        }

        fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
            Ok(())
        }

        fn visit_unit<E: Error>(self) -> Result<(), E> {
            Ok(())
        }
    };
}

impl<'a> Visitor<'a> for Steps<'_, 'a, '_> {
    type Value = ();

    ignore_scalars!();

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Steps { reader, node } = self;
        while let Some(step) = map.next_key_seed(Key(node.steps))? {
            match step {
                Some(node) => map.next_value_seed(NodeSeed { reader: &mut *reader, node, is_root: false })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let Steps { reader, node } = self;
        let mut index = 0;
        loop {
            let step = node.steps.iter().find(|(token, _)| is_index(token, index));
            let more = match step {
                Some((_, node)) => {
                    seq.next_element_seed(NodeSeed { reader: &mut *reader, node, is_root: false })?.is_some()
                }
                None => seq.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                return Ok(());
            }
            index += 1;
        }
    }
}

/// Returns whether a token of a pointer is an index of an array (RFC 6901, section 4: without leading zeros).
fn is_index(token: &str, index: usize) -> bool {
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    canonical && token.parse() == Ok(index)
}

/// Reads the usual values. Any other ends the pass.
struct Scalar<'r, 'a, 'p> {
    reader: &'r mut Reader<'a, 'p>,
    node: &'r PointerTree,
}

impl<'a> Visitor<'a> for Scalar<'_, 'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text without escapes, an integer or a boolean")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        self.reader.set(self.node, Slot::Text(text));
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.reader.set(self.node, Slot::Signed(number));
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.reader.set(self.node, Slot::Unsigned(number));
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.reader.set(self.node, Slot::Raw(if value { "true" } else { "false" }));
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.reader.set(self.node, Slot::Empty);
        Ok(())
    }
}

/// Reads the members of an object of params, and follows the steps that lead into it.
struct Members<'r, 'a, 'p> {
    reader: &'r mut Reader<'a, 'p>,
    node: &'r PointerTree,
}

impl<'a> Visitor<'a> for Members<'_, 'a, '_> {
    type Value = ();

    ignore_scalars!();

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let Members { reader, node } = self;
        while let Some(name) = map.next_key_seed(Name)? {
            let step = node.steps.iter().find(|(token, _)| *token == name).map(|(_, node)| node);
            if let Some(node) = step {
                reader.set(node, Slot::Broken);
            }
            let raw = map.next_value::<&RawValue>()?.get();
            if reader.may_break_off(raw) {
                break;
            }
            if let Some(node) = step {
                reader.set(node, if raw == "null" { Slot::Empty } else { Slot::Raw(raw) });
                let mut inside = serde_json::Deserializer::from_str(raw);
                let _ = inside.deserialize_any(Steps { reader: &mut *reader, node });
            }
            reader.found.members.push((name, raw));
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

/// Reads the elements of an array.
struct Elements<'r, 'a>(&'r mut Vec<&'a str>);

impl<'a> Visitor<'a> for Elements<'_, 'a> {
    type Value = ();

    ignore_scalars!();

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element::<&RawValue>()? {
            self.0.push(element.get());
        }
        Ok(())
    }
}

/// Reads a key, and returns the node that it leads to. Keys are read as bytes: what is not valid text leads nowhere.
struct Key<'r>(&'r [(&'static str, PointerTree)]);

impl<'a, 'r> DeserializeSeed<'a> for Key<'r> {
    type Value = Option<&'r PointerTree>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'r> Visitor<'_> for Key<'r> {
    type Value = Option<&'r PointerTree>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        Ok(self.0.iter().find(|(token, _)| token.as_bytes() == key).map(|(_, node)| node))
    }
}

/// Reads a key. What is not valid text is replaced.
struct Name;

impl<'a> DeserializeSeed<'a> for Name {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl<'a> Visitor<'a> for Name {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_bytes<E: Error>(self, key: &'a [u8]) -> Result<Self::Value, E> {
        Ok(String::from_utf8_lossy(key))
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        Ok(Cow::Owned(String::from_utf8_lossy(key).into_owned()))
    }
}
