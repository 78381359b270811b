//! The values that were read of a body, by the slots of their locations.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::vec::Vec;

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
    /// A text whose escapes were undone, by its index.
    Unescaped(usize),
    /// The raw JSON of any value but null.
    Raw(&'a str),
    /// An object with the values of params, whose members were read.
    Params,
}

impl<'a> Slot<'a> {
    pub(crate) fn of_json(raw: &'a str) -> Slot<'a> {
        if raw == "null" { Slot::Empty } else { Slot::Raw(raw) }
    }
}

/// A member of an object with the values of params.
#[derive(Debug)]
pub(crate) struct Member<'a> {
    /// The slot of the object.
    pub(crate) slot: u8,
    pub(crate) name: Cow<'a, str>,
    /// The raw JSON of the value.
    pub(crate) raw: &'a str,
}

/// The slots that need no allocation. Few envelopes have more locations.
const INLINE_SLOTS: usize = 8;

/// What was read of a body.
#[derive(Default)]
pub(crate) struct Found<'a> {
    slots: [Slot<'a>; INLINE_SLOTS],
    more_slots: Vec<Slot<'a>>,
    unescaped: Vec<Box<str>>,
    members: Vec<Member<'a>>,
}

impl<'a> Found<'a> {
    #[inline]
    pub(crate) fn slot(&self, slot: u8) -> Slot<'a> {
        let slot = usize::from(slot);
        let found = self.slots.get(slot).or_else(|| self.more_slots.get(slot - INLINE_SLOTS));
        found.copied().unwrap_or_default()
    }

    /// Returns a text whose escapes were undone.
    pub(crate) fn unescaped(&self, index: usize) -> Option<&str> {
        self.unescaped.get(index).map(|text| &**text)
    }

    /// Keeps a text whose escapes were undone, and returns the value of its slots.
    pub(crate) fn push_unescaped(&mut self, text: &str) -> Slot<'a> {
        self.unescaped.push(text.into());
        Slot::Unescaped(self.unescaped.len() - 1)
    }

    #[inline]
    pub(crate) fn set(&mut self, slot: u8, value: Slot<'a>) {
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

    /// Returns the members of an object with the values of params, if there is one.
    pub(crate) fn members(&self, slot: u8) -> Option<impl Iterator<Item = &Member<'a>>> {
        let is_object = matches!(self.slot(slot), Slot::Params);
        is_object.then(|| self.members.iter().filter(move |member| member.slot == slot))
    }

    /// Forgets an object with the values of params, because another value follows under the same key.
    pub(crate) fn clear_members(&mut self, slot: u8) {
        self.set(slot, Slot::Empty);
        self.members.retain(|member| member.slot != slot);
    }

    pub(crate) fn push_member(&mut self, member: Member<'a>) {
        self.members.push(member);
    }
}
