//! Decides by which table of a union a response is decoded.

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};
use crate::policy::Severity;
use crate::union::UnionOf;
use crate::wire::{Decoder, Headers, Reading};

/// Decodes a response by each table of a union. The documentation of `union!` has the rule.
#[doc(hidden)]
pub struct UnionDecoder<'r, U, H> {
    decoder: Decoder,
    status: u16,
    headers: &'r H,
    body: &'r [u8],
    /// The first of the failures whose code says most.
    failure: Option<(Meaning, U)>,
    has_success_code: bool,
    is_marked: bool,
}

/// How much the code of a failure says by a table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    /// There is no readable code.
    NoCode,
    /// The table does not have the code, or has it as a success, which says nothing about an error.
    Unknown,
    /// The table does not have the code, but a class for codes with its prefix.
    OfClass,
    /// The table has the code.
    Known,
}

impl Meaning {
    fn of<C: ErrorCode>(failure: &Failure<C>) -> Meaning {
        match failure.received() {
            Received::Known(code) if code.severity() == Severity::Success => Meaning::Unknown,
            Received::Known(_) => Meaning::Known,
            Received::Unknown(_) if failure.class().is_some() => Meaning::OfClass,
            Received::Unknown(_) => Meaning::Unknown,
            Received::Absent => Meaning::NoCode,
        }
    }
}

impl<'r, U, H: Headers> UnionDecoder<'r, U, H> {
    /// Creates a decoder of one response.
    pub fn new(decoder: Decoder, status: u16, headers: &'r H, body: &'r [u8]) -> Self {
        UnionDecoder {
            decoder,
            status,
            headers,
            body,
            failure: None,
            has_success_code: false,
            is_marked: false,
        }
    }

    /// Decodes the response by a table, unless an earlier one has its code.
    pub(crate) fn or<C: ErrorCode>(mut self) -> Self
    where
        U: UnionOf<C>,
    {
        let so_far = self.failure.as_ref().map(|(meaning, _)| *meaning);
        if so_far == Some(Meaning::Known) {
            return self;
        }
        match self.decoder.decode_among::<C>(self.status, self.headers, self.body) {
            Reading::Success { has_code } => self.has_success_code |= has_code,
            Reading::Failure { failure, is_marked } => {
                self.is_marked |= is_marked;
                let meaning = Meaning::of(&failure);
                if so_far < Some(meaning) {
                    self.failure = Some((meaning, U::of(failure)));
                }
            }
        }
        self
    }

    /// Returns what the response is by all tables.
    pub fn finish(self) -> Result<(), U> {
        match self.failure {
            Some((meaning, _)) if meaning < Meaning::Known && self.has_success_code && !self.is_marked => {
                Ok(())
            }
            Some((_, failure)) => Err(failure),
            None => Ok(()),
        }
    }
}
