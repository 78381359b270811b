//! Reads what an envelope names out of a JSON body, without building a tree of the rest.
//!
//! Nearly every body needs only the first of four passes:
//!
//! 1. [`Pass::Usual`] reads texts, integers of 64 bits, booleans, the objects with the values of params, and the raw JSON
//!    of locations at which anything may be. It ends at any other value of a location, and at a number on the way to one.
//! 2. [`Pass::Whole`] keeps the raw JSON of each value: numbers keep their digits, objects and arrays are kept as they are
//!    written. It passes over each value before it looks into it, so that it reads every valid body.
//! 3. [`Pass::Raw`], only if the body is not valid JSON, keeps raw JSON as far as it gets: a value that breaks off leaves a mark.
//! 4. [`Pass::Inside`] also follows the locations into a value that breaks off.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::fmt;

use serde_core::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;

use crate::table::PointerTree;
use crate::wire::body_keys::{Name, StepOf, is_index, step_at, step_at_index};
use crate::wire::serde_number::NUMBER;
use crate::wire::slots::{Found, Member, Slot};

/// A body as text, which only unusual bodies need.
#[derive(Default)]
pub(crate) struct BodyText<'b> {
    /// Bytes that are not UTF-8 are replaced.
    text: OnceCell<Cow<'b, str>>,
    /// Control characters are replaced by spaces: JSON does not allow them in a string, but some servers write them.
    printable: OnceCell<String>,
}

impl BodyText<'_> {
    /// Returns the text that the last pass has read.
    fn as_read(&self) -> &str {
        let text = || self.text.get().map_or("", |text| text);
        self.printable.get().map_or_else(text, String::as_str)
    }
}

/// Reads the values of the locations in a tree.
#[inline]
pub(crate) fn read<'a, 'b: 'a>(
    body: &'b [u8],
    text: &'a BodyText<'b>,
    tree: &'static PointerTree,
    found: &mut Found<'a>,
) {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let mut reader = Reader { text: "", pass: Pass::Usual, found };
    let seed = NodeSeed { reader: &mut reader, node: tree, is_root: true };
    if seed.deserialize(&mut deserializer).is_err() {
        read_raw(body, text, tree, found);
    }
}

/// Reads the values of the locations in a tree as raw JSON.
#[cold]
pub(crate) fn read_raw<'a, 'b: 'a>(
    body: &'b [u8],
    text: &'a BodyText<'b>,
    tree: &'static PointerTree,
    found: &mut Found<'a>,
) {
    let is_control = |c: char| c < ' ';
    let mut reader = Reader { text: "", pass: Pass::Whole, found };
    let body_text = text.text.get_or_init(|| String::from_utf8_lossy(body));
    if body_text.chars().all(|c| matches!(c, ' ' | '\t' | '\n' | '\r')) {
        // Nothing breaks off where nothing begins.
        *reader.found = Found::default();
        return;
    }
    if reader.run(body_text, tree) {
        return;
    }
    if body_text.contains(is_control) {
        let printable = text.printable.get_or_init(|| body_text.replace(is_control, " "));
        if reader.run(printable, tree) {
            return;
        }
    }
    for pass in [Pass::Raw, Pass::Inside] {
        reader.pass = pass;
        reader.run(reader.text, tree);
    }
}

/// Returns the raw JSON of the elements of an array.
pub(crate) fn elements(array: &str) -> Vec<&str> {
    let mut elements = Vec::new();
    let _ = serde_json::Deserializer::from_str(array).deserialize_seq(Elements(&mut elements));
    elements
}

/// Returns the raw JSON of the elements of an array at a location that precede the end of a body that breaks off.
#[cold]
pub(crate) fn whole_elements<'a>(text: &'a BodyText<'_>, tokens: &[&str]) -> Vec<&'a str> {
    let text = text.as_read();
    let mut elements = Vec::new();
    let seed = ElementsAt { tokens, elements: &mut elements };
    let _ = seed.deserialize(&mut serde_json::Deserializer::from_str(text));
    if elements.last().is_some_and(|last| may_break_off(last, text)) {
        elements.pop();
    }
    elements
}

/// Returns whether a number at the end of a text may have lost digits.
fn may_break_off(raw: &str, text: &str) -> bool {
    let is_last = raw.as_bytes().as_ptr_range().end == text.as_bytes().as_ptr_range().end;
    is_last && raw.ends_with(|c: char| c.is_ascii_digit())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Usual,
    Whole,
    Raw,
    Inside,
}

struct Reader<'a, 'f> {
    /// The text that is read, except in [`Pass::Usual`].
    text: &'a str,
    pass: Pass,
    found: &'f mut Found<'a>,
}

impl<'a> Reader<'a, '_> {
    /// Runs a pass over a text, and returns whether the text is valid. What was read before an error counts.
    fn run(&mut self, text: &'a str, tree: &'static PointerTree) -> bool {
        self.text = text;
        if matches!(self.pass, Pass::Whole | Pass::Raw) {
            *self.found = Found::default();
        }
        let mut deserializer = serde_json::Deserializer::from_str(text);
        NodeSeed { reader: self, node: tree, is_root: true }.deserialize(&mut deserializer).is_ok()
    }

    #[inline]
    fn set(&mut self, node: &PointerTree, value: Slot<'a>) {
        for &slot in node.slots {
            self.found.set(slot, value);
        }
    }

    #[inline]
    fn is_usual_leaf(&self, node: &PointerTree) -> bool {
        node.is_scalar && self.pass == Pass::Usual
    }

    /// Forgets what was read inside of a value, because another value follows under the same key.
    #[cold]
    fn clear_inside(&mut self, node: &PointerTree) {
        for (_, step) in node.steps {
            self.set(step, Slot::Empty);
            self.clear_inside(step);
        }
        if let Some(slot) = node.params {
            self.found.clear_members(slot);
        }
    }
}

/// The methods of a visitor that ignores whatever is neither an object nor an array.
macro_rules! ignore_scalars {
    () => {
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

/// Reads a value into the slots of its node, and follows the steps of the node into it.
struct NodeSeed<'r, 'a, 'f> {
    reader: &'r mut Reader<'a, 'f>,
    node: &'static PointerTree,
    is_root: bool,
}

impl<'a> DeserializeSeed<'a> for NodeSeed<'_, 'a, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        let NodeSeed { reader, node, is_root } = self;
        let params = node.params;
        let has_value = !node.slots.is_empty();
        let has_inside = params.is_some() || !node.steps.is_empty();
        match reader.pass {
            Pass::Usual if node.is_any => {
                RawInto { reader, node, is_root }.deserialize(deserializer).map(drop)
            }
            Pass::Usual if has_value => deserializer.deserialize_any(Scalar { reader, node }),
            Pass::Whole => RawInto { reader, node, is_root }.deserialize(deserializer).map(drop),
            Pass::Raw if has_value => RawInto { reader, node, is_root }.deserialize(deserializer).map(drop),
            // Its own slots have their values since the pass before.
            Pass::Inside if has_value && !has_inside => {
                RawInto { reader, node, is_root }.deserialize(deserializer).map(drop)
            }
            Pass::Usual | Pass::Raw | Pass::Inside => {
                deserializer.deserialize_any(Inside { reader, node, params })
            }
        }
    }
}

/// Reads the raw JSON of a value into the slots of its node, and follows the steps of the node into it. Returns the raw
/// JSON, unless it may break off.
struct RawInto<'r, 'a, 'f> {
    reader: &'r mut Reader<'a, 'f>,
    node: &'static PointerTree,
    is_root: bool,
}

impl<'a> DeserializeSeed<'a> for RawInto<'_, 'a, '_> {
    type Value = Option<&'a str>;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<Option<&'a str>, D::Error> {
        let RawInto { reader, node, is_root } = self;
        reader.set(node, Slot::Broken);
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        if !is_root && reader.pass != Pass::Usual && may_break_off(raw, reader.text) {
            return Ok(None);
        }
        reader.set(node, Slot::of_json(raw));
        let params = node.params;
        if params.is_some() || !node.steps.is_empty() {
            let is_usual = reader.pass == Pass::Usual;
            let inside = Inside { reader, node, params };
            let read = serde_json::Deserializer::from_str(raw).deserialize_any(inside);
            // The JSON is valid, since it was passed over as a whole: only an unusual value ends it.
            if is_usual && read.is_err() {
                return Err(D::Error::custom("an unusual value"));
            }
        }
        Ok(Some(raw))
    }
}

/// Reads the usual values. Any other ends the pass.
struct Scalar<'r, 'a, 'f> {
    reader: &'r mut Reader<'a, 'f>,
    node: &'static PointerTree,
}

impl<'a> DeserializeSeed<'a> for Scalar<'_, 'a, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Scalar<'_, 'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, an integer or a boolean")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<(), E> {
        self.reader.set(self.node, Slot::Text(text));
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let value = self.reader.found.push_unescaped(text);
        self.reader.set(self.node, value);
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

/// Follows the steps of a node into an object or an array. Other values are ignored.
struct Inside<'r, 'a, 'f> {
    reader: &'r mut Reader<'a, 'f>,
    node: &'static PointerTree,
    /// The slot of an object with the values of params.
    params: Option<u8>,
}

impl<'a> Inside<'_, 'a, '_> {
    /// Reads the members of an object with the values of params.
    fn read_members<A: MapAccess<'a>>(self, slot: u8, mut map: A) -> Result<(), A::Error> {
        const NOWHERE: &PointerTree =
            &PointerTree { slots: &[], params: None, is_any: false, is_scalar: false, steps: &[] };
        let Inside { reader, node, .. } = self;
        reader.found.set(slot, Slot::Params);
        while let Some(name) = map.next_key_seed(Name)? {
            // A number is not an object.
            if name.as_ref().is_some_and(|name| name == NUMBER) {
                reader.found.set(slot, Slot::Empty);
                return map.next_value::<IgnoredAny>().map(drop);
            }
            let step = name.as_ref().and_then(|name| step_at(node, name.as_bytes())).unwrap_or(NOWHERE);
            reader.clear_inside(step);
            if reader.pass == Pass::Inside && !step.steps.is_empty() {
                // It may be the one that breaks off. A location follows, so that it is hardly a param as a whole.
                map.next_value_seed(NodeSeed { reader: &mut *reader, node: step, is_root: false })?;
                continue;
            }
            let raw = map.next_value_seed(RawInto { reader: &mut *reader, node: step, is_root: false })?;
            if let (Some(name), Some(raw)) = (name, raw) {
                reader.found.push_member(Member { slot, name, raw });
            }
        }
        Ok(())
    }
}

impl<'a> Visitor<'a> for Inside<'_, 'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        if let Some(slot) = self.params {
            return self.read_members(slot, map);
        }
        let Inside { reader, node, .. } = self;
        // The steps whose keys were there, as far as an index fits.
        let mut seen = 0_u64;
        while let Some(index) = map.next_key_seed(StepOf(node))? {
            let step = index.and_then(|index| node.steps.get(index)).map(|(_, step)| step);
            if let (Some(index), Some(step)) = (index, step) {
                let bit = 1 << (index % 64);
                if seen & bit != 0 {
                    reader.clear_inside(step);
                }
                seen |= bit;
            }
            match step {
                Some(node) if reader.is_usual_leaf(node) => {
                    map.next_value_seed(Scalar { reader: &mut *reader, node })?;
                }
                Some(node) => map.next_value_seed(NodeSeed { reader: &mut *reader, node, is_root: false })?,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let Inside { reader, node, .. } = self;
        for index in 0.. {
            let is_end = match step_at_index(node, index) {
                Some(node) => {
                    seq.next_element_seed(NodeSeed { reader: &mut *reader, node, is_root: false })?.is_none()
                }
                None => seq.next_element::<IgnoredAny>()?.is_none(),
            };
            if is_end {
                break;
            }
        }
        Ok(())
    }

    ignore_scalars!();
}

/// Reads the elements of an array.
struct Elements<'r, 'a>(&'r mut Vec<&'a str>);

impl<'a> Visitor<'a> for Elements<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(element) = seq.next_element::<&RawValue>()? {
            self.0.push(element.get());
        }
        Ok(())
    }
}

/// Reads the elements of the array at a location, and ignores everything else.
struct ElementsAt<'t, 'e, 'a> {
    tokens: &'t [&'t str],
    elements: &'e mut Vec<&'a str>,
}

impl<'a> DeserializeSeed<'a> for ElementsAt<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        // Of equal keys, the last value counts.
        self.elements.clear();
        if self.tokens.is_empty() {
            deserializer.deserialize_seq(Elements(self.elements))
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'a> Visitor<'a> for ElementsAt<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or an array")
    }
    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let ElementsAt { tokens, elements } = self;
        let Some((token, tokens)) = tokens.split_first() else { return Ok(()) };
        while let Some(name) = map.next_key_seed(Name)? {
            if name.is_some_and(|name| name == *token) {
                map.next_value_seed(ElementsAt { tokens, elements: &mut *elements })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let ElementsAt { tokens, elements } = self;
        let Some((token, tokens)) = tokens.split_first() else { return Ok(()) };
        for index in 0.. {
            let is_end = if is_index(token, index) {
                seq.next_element_seed(ElementsAt { tokens, elements: &mut *elements })?.is_none()
            } else {
                seq.next_element::<IgnoredAny>()?.is_none()
            };
            if is_end {
                break;
            }
        }
        Ok(())
    }

    ignore_scalars!();
}
