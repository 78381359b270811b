//! Every entry of a table.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::Range;

use crate::entry::ErrorCode;

/// Every entry of a table, in the order of the catalog. It is what `ALL` of a generated enum is.
///
/// It is not a slice: the compiler checks a constant slice of a large enum in quadratic time.
///
/// ```
/// use errcat::tencent_meeting::OAuthError;
///
/// assert_eq!(OAuthError::ALL.len(), 9);
/// let retryable = OAuthError::ALL.into_iter().filter(|code| code.is_retryable());
/// assert_eq!(retryable.count(), 2);
/// ```
pub struct All<C>(PhantomData<fn() -> C>);

impl<C: ErrorCode> All<C> {
    pub(crate) const NEW: All<C> = All(PhantomData);

    /// How many entries there are; at least one.
    #[allow(clippy::len_without_is_empty)] // no table is empty
    pub const fn len(self) -> usize {
        C::TABLE.len
    }

    /// The entry at a place in the catalog, counted from 0.
    pub fn get(self, place: usize) -> Option<C> {
        at(place)
    }

    /// All entries, one after the other.
    pub fn iter(self) -> Iter<C> {
        Iter { left: 0..self.len(), entries: PhantomData }
    }
}

/// The entry at a place in the catalog.
fn at<C: ErrorCode>(place: usize) -> Option<C> {
    if place < C::TABLE.len { C::at(C::TABLE.in_order(place)) } else { None }
}

impl<C> Clone for All<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for All<C> {}

impl<C: ErrorCode> fmt::Debug for All<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl<C: ErrorCode> IntoIterator for All<C> {
    type Item = C;
    type IntoIter = Iter<C>;

    fn into_iter(self) -> Iter<C> {
        self.iter()
    }
}

/// An iterator over every entry of a table.
#[derive(Clone, Debug)]
pub struct Iter<C> {
    left: Range<usize>,
    entries: PhantomData<fn() -> C>,
}

impl<C: ErrorCode> Iterator for Iter<C> {
    type Item = C;

    fn next(&mut self) -> Option<C> {
        self.left.next().and_then(at)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<C> {
        self.left.nth(n).and_then(at)
    }
}

impl<C: ErrorCode> DoubleEndedIterator for Iter<C> {
    fn next_back(&mut self) -> Option<C> {
        self.left.next_back().and_then(at)
    }
}

impl<C: ErrorCode> ExactSizeIterator for Iter<C> {}

impl<C: ErrorCode> FusedIterator for Iter<C> {}
