//! Several failures in one response.

use alloc::vec::Vec;

use crate::entry::ErrorCode;
use crate::failure::{Failure, Received};

impl<C: ErrorCode> Failure<C> {
    /// Combines failures into one that has them as its [`items`](Failure::items), such as those of the fields of a form.
    /// Without any, there is none.
    ///
    /// Its code is that of all of them, if they have the same; or else the entry that the table names as `combined`; or else
    /// that of the first one.
    ///
    /// ```
    /// mod shop {
    ///     errcat::codes!("../../examples/shop.toml");
    /// }
    /// use errcat::Failure;
    /// use shop::{OrderError, order_error};
    ///
    /// let failure = Failure::combined([
    ///     Failure::from(OrderError::InvalidQuantity).with_pointer("/lines/0/quantity"),
    ///     Failure::from(order_error::OutOfStock { left: 3 }).with_pointer("/lines/1"),
    /// ])
    /// .unwrap();
    /// assert_eq!(failure.code(), Some(OrderError::InvalidOrder));
    ///
    /// # #[cfg(feature = "json")] {
    /// let problem = String::from_utf8(failure.problem_details("en")).unwrap();
    /// assert!(problem.contains(r##""detail":"Only 3 of this item are left","pointer":"#/lines/1","code":17"##));
    /// # }
    /// assert!(Failure::<OrderError>::combined([]).is_none());
    /// ```
    pub fn combined(failures: impl IntoIterator<Item = Failure<C>>) -> Option<Failure<C>> {
        let items: Vec<Failure<C>> = failures.into_iter().collect();
        let first = items.first()?;
        let is_same = items.iter().all(|item| item.received() == first.received());
        let of_table =
            || C::TABLE.combined.and_then(|combined| C::at(combined as usize)).map(Received::Known);
        let received = if is_same { None } else { of_table() }.unwrap_or_else(|| first.received().clone());
        Some(Failure::new(received).with_items(items))
    }
}
