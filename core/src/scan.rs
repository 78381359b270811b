//! JSON in, the raw text of a few places in it out. Everything else is passed over, and no tree is built.

use core::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// How many places one pass looks for.
pub(crate) const MOST: usize = 32;

/// What stands at the places that some JSON Pointers name, as raw JSON.
///
/// A text that breaks off gives what is complete before the break; of a key that stands twice, the last counts.
pub(crate) fn scan<'a>(text: &'a str, pointers: &[&[&str]]) -> [Option<&'a str>; MOST] {
    let pointers = &pointers[..pointers.len().min(MOST)];
    let mut found = Found { raw: [None; MOST], end: text.as_bytes().as_ptr_range().end };
    let all = mask(pointers.len());
    let walk = Walk { pointers, active: all, depth: 0, found: &mut found };
    let ended = walk.value(&mut serde_json::Deserializer::from_str(text));
    if ended.is_err() {
        found.forget_broken_off();
    }
    found.raw
}

const fn mask(count: usize) -> u32 {
    if count >= MOST { u32::MAX } else { (1 << count) - 1 }
}

struct Found<'a> {
    raw: [Option<&'a str>; MOST],
    end: *const u8,
}

impl<'a> Found<'a> {
    fn set(&mut self, pointers: u32, raw: &'a str) {
        for (place, slot) in self.raw.iter_mut().enumerate() {
            if pointers & (1 << place) != 0 {
                *slot = Some(raw);
            }
        }
    }

    /// A number at the very end of a text that breaks off may have lost digits.
    fn forget_broken_off(&mut self) {
        for slot in &mut self.raw {
            if slot.is_some_and(|raw| raw.as_bytes().as_ptr_range().end == self.end) {
                *slot = None;
            }
        }
    }
}

/// One value of the text, with the pointers that lead to it or into it.
struct Walk<'p, 'f, 'a> {
    pointers: &'p [&'p [&'p str]],
    active: u32,
    depth: usize,
    found: &'f mut Found<'a>,
}

impl<'a> Walk<'_, '_, 'a> {
    /// Reads the value: keeps it raw if a pointer ends here, goes into it if one goes on.
    fn value<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        let ending = self.select(|tokens, depth| tokens.len() == depth);
        let deeper = self.active & !ending;
        if self.active == 0 {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        if ending == 0 {
            return deserializer.deserialize_any(self);
        }
        let raw: &RawValue = serde_core::Deserialize::deserialize(deserializer)?;
        self.found.set(ending, raw.get());
        if deeper != 0 {
            let inner = Walk { active: deeper, ..self };
            // The raw text was read once without a fault.
            let _ = inner.inside(&mut serde_json::Deserializer::from_str(raw.get()));
        }
        Ok(())
    }

    fn inside<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    /// The pointers for which something holds.
    fn select(&self, holds: impl Fn(&[&str], usize) -> bool) -> u32 {
        let mut selected = 0;
        for (place, tokens) in self.pointers.iter().enumerate() {
            if self.active & (1 << place) != 0 && holds(tokens, self.depth) {
                selected |= 1 << place;
            }
        }
        selected
    }

    fn through(&mut self, active: u32) -> Walk<'_, '_, 'a> {
        Walk { pointers: self.pointers, active, depth: self.depth + 1, found: self.found }
    }
}

impl<'a> DeserializeSeed<'a> for Walk<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        self.value(deserializer)
    }
}

impl<'a> Visitor<'a> for Walk<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<A: MapAccess<'a>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(active) = map.next_key_seed(Key(&self))? {
            map.next_value_seed(self.through(active))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(mut self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        loop {
            let active = self.select(|tokens, depth| is_index(tokens.get(depth), index));
            if seq.next_element_seed(self.through(active))?.is_none() {
                return Ok(());
            }
            index += 1;
        }
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
}

/// Whether a pointer's token is an index of an array (RFC 6901, section 4: without leading zeros).
fn is_index(token: Option<&&str>, index: usize) -> bool {
    let Some(token) = token else { return false };
    let canonical = *token == "0" || !token.starts_with(['0', '+']);
    canonical && token.parse() == Ok(index)
}

/// A key of an object: which pointers go through it.
struct Key<'w, 'p, 'f, 'a>(&'w Walk<'p, 'f, 'a>);

impl<'a> DeserializeSeed<'a> for Key<'_, '_, '_, 'a> {
    type Value = u32;

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<u32, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for Key<'_, '_, '_, 'a> {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<u32, E> {
        Ok(self.0.select(|tokens, depth| tokens.get(depth) == Some(&key)))
    }
}

/// The elements of an array, each as raw JSON; what breaks off is left out.
pub(crate) fn elements(raw: &str) -> alloc::vec::Vec<&str> {
    struct Elements<'v, 'a>(&'v mut alloc::vec::Vec<&'a str>);

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

    let mut found = alloc::vec::Vec::new();
    // What is no array has no elements.
    let _ = serde_json::Deserializer::from_str(raw).deserialize_seq(Elements(&mut found));
    found
}
