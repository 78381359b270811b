//! The iteration over every entry of a table.

use core::fmt;
use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::ops::Range;

use crate::entry::ErrorCode;

/// Every entry of a table, in the order of the catalog: the type of `ALL` of a generated enum.
///
/// It is not a slice because the compiler checks a constant slice of a large enum in quadratic time.
///
/// ```
/// use errcat::tencent_meeting::OAuthError;
///
/// assert_eq!(OAuthError::ALL.len(), 9);
/// let retryable = OAuthError::ALL.into_iter().filter(|code| code.is_retryable());
/// assert_eq!(retryable.count(), 2);
/// ```
pub struct AllCodes<C>(PhantomData<fn() -> C>);

impl<C: ErrorCode> AllCodes<C> {
    pub(crate) const NEW: AllCodes<C> = AllCodes(PhantomData);

    /// Returns the number of entries, which is at least one.
    #[allow(clippy::len_without_is_empty)] // no table is empty
    pub const fn len(self) -> usize {
        C::LEN
    }

    /// Returns the entry at an index in the order of the catalog.
    pub fn get(self, index: usize) -> Option<C> {
        C::in_order(index)
    }

    /// Returns an iterator over the entries.
    pub fn iter(self) -> AllCodesIter<C> {
        AllCodesIter { left: 0..self.len(), entries: PhantomData }
    }
}

impl<C> Clone for AllCodes<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for AllCodes<C> {}

impl<C: ErrorCode> fmt::Debug for AllCodes<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(*self).finish()
    }
}

impl<C: ErrorCode> IntoIterator for AllCodes<C> {
    type Item = C;
    type IntoIter = AllCodesIter<C>;

    fn into_iter(self) -> AllCodesIter<C> {
        self.iter()
    }
}

/// An iterator over every entry of a table.
#[derive(Clone, Debug)]
pub struct AllCodesIter<C> {
    left: Range<usize>,
    entries: PhantomData<fn() -> C>,
}

impl<C: ErrorCode> Iterator for AllCodesIter<C> {
    type Item = C;

    fn next(&mut self) -> Option<C> {
        self.left.next().and_then(C::in_order)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<C> {
        self.left.nth(n).and_then(C::in_order)
    }
}

impl<C: ErrorCode> DoubleEndedIterator for AllCodesIter<C> {
    fn next_back(&mut self) -> Option<C> {
        self.left.next_back().and_then(C::in_order)
    }
}

impl<C: ErrorCode> ExactSizeIterator for AllCodesIter<C> {}

impl<C: ErrorCode> FusedIterator for AllCodesIter<C> {}
