//! JSON in, the raw text of a few places in it out. Everything else is passed over, and no tree is built.
//!
//! It goes on as far as it can: what stands before a fault or before the end of a text that breaks off counts. It
//! checks no more than it needs to find its way, and nesting costs it nothing.

use alloc::string::String;
use alloc::vec::Vec;

use errcat_types::limits::MAX_LOCATIONS;

use crate::table::PointerTree;
use crate::wire::json::unescape;

/// The number of slots.
const SLOTS: usize = MAX_LOCATIONS;

/// Where in a text the raw JSON of each slot is.
pub(crate) type Found = [Range; SLOTS];

/// A part of a text. An empty one is none: no JSON is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Range {
    start: u32,
    end: u32,
}

impl Range {
    /// The longest text whose parts this can say, in bytes.
    pub(crate) const LONGEST: usize = u32::MAX as usize;

    fn new(start: usize, end: usize) -> Range {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Range { start, end },
            _ => Range::default(),
        }
    }

    /// Whether a value began here that the text has no end of.
    pub(crate) fn is_broken_off(self) -> bool {
        self.start == self.end && self.start > 0
    }

    /// The part of a text, if it was found: of one that breaks off, what there is.
    pub(crate) fn to_break(self, text: &[u8]) -> Option<&[u8]> {
        if self.is_broken_off() { text.get(self.start as usize..) } else { self.of(text) }
    }

    /// The part of a text, if it was found.
    #[inline]
    pub(crate) fn of(self, text: &[u8]) -> Option<&[u8]> {
        text.get(self.start as usize..self.end as usize).filter(|part| !part.is_empty())
    }
}

/// Finds what stands at the places that a tree of pointers leads to. Of a place that is there twice, the last value counts.
pub(crate) fn scan(text: &[u8], pointers: &PointerTree, found: &mut Found) {
    let mut scanner = Scanner { text, at: 0, found };
    // Where it ends makes no difference: what was found until then counts.
    let _ = scanner.value(pointers, 0);
}

/// The elements of an array, each as raw JSON; one that breaks off is left out.
pub(crate) fn elements(raw: &[u8]) -> Vec<&[u8]> {
    let mut scanner = Scanner { text: raw, at: 0, found: &mut Found::default() };
    let mut elements = Vec::new();
    let _ = scanner.array(|scanner, _| {
        scanner.white_space();
        let start = scanner.at;
        scanner.pass_over(1)?;
        elements.push(raw.get(start..scanner.at)?);
        Some(())
    });
    elements
}

/// The members of an object, each with its name and as raw JSON; one that breaks off is left out.
pub(crate) fn members(raw: &[u8]) -> Vec<(String, &[u8])> {
    let mut scanner = Scanner { text: raw, at: 0, found: &mut Found::default() };
    let mut members = Vec::new();
    let _ = scanner.members(|scanner| {
        let name = core::str::from_utf8(scanner.string()?).ok().and_then(unescape);
        scanner.white_space();
        scanner.eat(b':')?;
        scanner.white_space();
        let start = scanner.at;
        scanner.pass_over(1)?;
        let value = raw.get(start..scanner.at)?;
        members.extend(name.map(|name| (name, value)));
        Some(())
    });
    members
}

struct Scanner<'a, 'f> {
    text: &'a [u8],
    at: usize,
    found: &'f mut Found,
}

/// Every step gives `None` where the text breaks off or is no JSON.
impl<'a> Scanner<'a, '_> {
    /// Reads a value, of which `node` says what is wanted in it.
    fn value(&mut self, node: &PointerTree, depth: usize) -> Option<()> {
        self.white_space();
        let start = self.at;
        let whole = self.inside(node, depth);
        // Of a value that breaks off, it is kept that there was one.
        let end = if whole.is_some() { self.at } else { start };
        for &slot in node.slots {
            self.found[usize::from(slot) % SLOTS] = Range::new(start, end);
        }
        whole
    }

    fn inside(&mut self, node: &PointerTree, depth: usize) -> Option<()> {
        match self.peek()? {
            b'{' if !node.steps.is_empty() => self.object(node, depth)?,
            b'[' if !node.steps.is_empty() => self.array(|scanner, index| {
                let step = node.steps.iter().find(|(token, _)| is_index(token, index));
                scanner.step(step, depth)
            })?,
            _ => self.pass_over(depth)?,
        }
        Some(())
    }

    /// Reads a value that a step leads to, or passes over one that none leads to.
    #[inline]
    fn step(&mut self, step: Option<&(&'static str, PointerTree)>, depth: usize) -> Option<()> {
        match step {
            Some((_, node)) => self.value(node, depth + 1),
            None => self.pass_over(depth + 1),
        }
    }

    fn object(&mut self, node: &PointerTree, depth: usize) -> Option<()> {
        self.members(|scanner| {
            let step = scanner.key(node)?;
            scanner.white_space();
            scanner.eat(b':')?;
            scanner.step(step, depth)
        })
    }

    /// Reads an object, each of its members by `member`, which starts at the name.
    #[inline]
    fn members(&mut self, mut member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.eat(b'{')?;
        self.white_space();
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.white_space();
            member(self)?;
            if !self.goes_on(b'}')? {
                return Some(());
            }
        }
    }

    /// Reads a key, and gives the step that it is, if it is one.
    fn key<'n>(&mut self, node: &'n PointerTree) -> Option<Option<&'n (&'static str, PointerTree)>> {
        let rest = self.text.get(self.at..)?;
        // Most keys are written without an escape, and can be told by where they end.
        let is_spelled = |token: &str| {
            rest.get(token.len() + 1) == Some(&b'"')
                && rest.get(1..=token.len()) == Some(token.as_bytes())
                && !token.ends_with('\\')
        };
        let quoted = rest.first() == Some(&b'"');
        if let Some(step) = node.steps.iter().find(|(token, _)| quoted && is_spelled(token)) {
            self.at += step.0.len() + 2;
            return Some(Some(step));
        }
        let key = self.string()?;
        let key = core::str::from_utf8(key).ok().and_then(unescape);
        Some(key.and_then(|key| node.steps.iter().find(|(token, _)| *token == key)))
    }

    fn array(&mut self, mut element: impl FnMut(&mut Self, usize) -> Option<()>) -> Option<()> {
        self.white_space();
        self.eat(b'[')?;
        self.white_space();
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        let mut index = 0;
        loop {
            element(self, index)?;
            index += 1;
            if !self.goes_on(b']')? {
                return Some(());
            }
        }
    }

    /// After a value: whether another follows.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.white_space();
        let next = self.peek()?;
        self.at += 1;
        if next == close { Some(false) } else { (next == b',').then_some(true) }
    }

    /// Passes over a value, whatever is in it.
    fn pass_over(&mut self, depth: usize) -> Option<()> {
        self.white_space();
        match self.peek()? {
            b'"' => self.string().map(|_| ()),
            b'{' | b'[' => self.nested(),
            _ => {
                let start = self.at;
                let ends = |b: u8| b <= b' ' || matches!(b, b',' | b'}' | b']' | b'"');
                while self.peek().is_some_and(|b| !ends(b)) {
                    self.at += 1;
                }
                // A number that breaks off inside something has lost digits, for all one knows.
                let broken_off = depth > 0 && self.at == self.text.len();
                (self.at > start && !broken_off).then_some(())
            }
        }
    }

    /// Passes over an object or an array with all that is in it, without going deeper on the stack.
    fn nested(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(());
            }
        }
    }

    /// Reads a string, and gives what is between its quotation marks.
    #[inline]
    fn string(&mut self) -> Option<&'a [u8]> {
        self.eat(b'"')?;
        let start = self.at;
        loop {
            self.at += plain(self.text.get(self.at..)?);
            if self.peek()? == b'"' {
                self.at += 1;
                return self.text.get(start..self.at - 1);
            }
            // Whatever is escaped ends no string.
            self.at += 2;
        }
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    #[inline]
    fn eat(&mut self, byte: u8) -> Option<()> {
        let found = self.peek()? == byte;
        self.at += usize::from(found);
        found.then_some(())
    }

    #[inline]
    fn white_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }
}

/// How many bytes of a text stand before the first quotation mark or backslash, eight bytes at a time.
#[inline]
pub(crate) fn plain(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = text.get(at..).and_then(<[u8]>::first_chunk) {
        if let Some(before) = plain_of_8(*chunk) {
            return at + before;
        }
        at += 8;
    }
    // The last eight overlap with those before, in which there is none.
    match text.last_chunk() {
        Some(chunk) => text.len() - 8 + plain_of_8(*chunk).unwrap_or(8),
        None => text.iter().take_while(|byte| !matches!(byte, b'"' | b'\\')).count(),
    }
}

/// How many of eight bytes stand before the first quotation mark or backslash, if there is one.
#[inline]
fn plain_of_8(bytes: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // The high bit of each byte that is zero, and maybe of some behind the first of them.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 7);
    let word = u64::from_le_bytes(bytes);
    let marks = zeros(word ^ (ONES * u64::from(b'"'))) | zeros(word ^ (ONES * u64::from(b'\\')));
    (marks != 0).then_some(marks.trailing_zeros() as usize / 8)
}

/// Whether a pointer's token is an index of an array (RFC 6901, section 4: without leading zeros).
fn is_index(token: &str, index: usize) -> bool {
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    canonical && token.parse() == Ok(index)
}
