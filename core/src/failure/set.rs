//! Failures of a set, and those of its table.

use alloc::boxed::Box;

use crate::code::WireCode;
use crate::entry::{CodeSet, ErrorCode, HasCode};
use crate::failure::{Failure, Occurrence, Rare, Received, recognize};

impl<C: ErrorCode> Failure<C> {
    /// Converts a failure of a set into one of its table; one of a table stays as it is. It keeps everything.
    ///
    /// ```
    /// mod shop {
    ///     errcat::codes!("../../examples/shop.toml");
    /// }
    /// use errcat::Failure;
    /// use shop::{CreateError, OrderError};
    ///
    /// let failure = Failure::from(CreateError::OutOfStock).into_table();
    /// assert_eq!(failure.code(), Some(OrderError::OutOfStock));
    /// ```
    pub fn into_table(self) -> Failure<C::Table> {
        let mut failure = self.convert(&|received| match received {
            Received::Known(code) => (Received::Known(code.of_table()), None),
            Received::Unknown(code) => recognize(code),
            Received::Absent => (Received::Absent, None),
        });
        failure.refine();
        failure
    }

    /// Converts a failure into one of a set, if its code is in the set. It keeps everything.
    ///
    /// # Errors
    ///
    /// The failure as it is, if its code is an entry that is not in the set.
    ///
    /// ```
    /// mod shop {
    ///     errcat::codes!("../../examples/shop.toml");
    /// }
    /// use errcat::Failure;
    /// use shop::{CreateError, OrderError};
    ///
    /// let failure = Failure::from(OrderError::OutOfStock).try_into_set::<CreateError>().unwrap();
    /// assert_eq!(failure.code(), Some(CreateError::OutOfStock));
    ///
    /// let shipped = Failure::from(OrderError::OrderShipped).try_into_set::<CreateError>().unwrap_err();
    /// assert_eq!(shipped.code(), Some(OrderError::OrderShipped));
    /// ```
    pub fn try_into_set<S: CodeSet<Table = C>>(self) -> Result<Failure<S>, Failure<C>> {
        if self.code().is_some_and(|code| S::try_from(code).is_err()) {
            return Err(self);
        }
        Ok(self.into_set_as_it_is())
    }

    fn into_set_as_it_is<S: CodeSet<Table = C>>(self) -> Failure<S> {
        self.convert(&|received| match received {
            Received::Known(code) => {
                let unknown = |_| Received::Unknown(code.wire_code());
                (S::try_from(code).map_or_else(unknown, Received::Known), None)
            }
            Received::Unknown(code) => (Received::Unknown(code), None),
            Received::Absent => (Received::Absent, None),
        })
    }

    /// Converts a failure into one of a set. An internal failure stays as it is: what leaves is its
    /// [mask](ErrorCode::mask), which is in the set. A public entry that is not in the set is a bug of the operation: it
    /// becomes the table's `mask`, with the failure as its source. Without such a mask, the failure keeps its code, as one
    /// that the set does not have.
    ///
    /// ```
    /// mod shop {
    ///     errcat::codes!("../../examples/shop.toml");
    /// }
    /// use errcat::Failure;
    /// use shop::{CreateError, OrderError};
    ///
    /// let failure: Failure<CreateError> = Failure::from(OrderError::OutOfStock).into_set();
    /// assert_eq!(failure.code(), Some(CreateError::OutOfStock));
    ///
    /// let failure: Failure<CreateError> = Failure::from(OrderError::OrderShipped).into_set();
    /// assert_eq!(failure.code(), Some(CreateError::ServiceFailed));
    /// ```
    pub fn into_set<S: CodeSet<Table = C>>(self) -> Failure<S> {
        let failure = match self.try_into_set() {
            Ok(failure) => return failure,
            Err(failure) => failure,
        };
        if failure.mask().is_some_and(|mask| S::try_from(mask).is_ok()) {
            return failure.into_set_as_it_is();
        }
        let mask = C::TABLE.unknown.overrides.mask.and_then(|mask| S::at(mask as usize));
        match mask {
            Some(mask) => {
                let mut masked = Failure::new(Received::Known(mask));
                masked.0.trace_id = failure.0.trace_id.clone();
                masked.with_source(failure)
            }
            None => failure.into_set_as_it_is(),
        }
    }

    /// Converts the code, and those of the items, into a known code with its form on the wire, or another one.
    fn convert<D: ErrorCode>(
        self,
        convert: &dyn Fn(Received<C>) -> (Received<D>, Option<WireCode<'static>>),
    ) -> Failure<D> {
        let Occurrence {
            received: code,
            wire_code,
            server_message,
            http_status,
            sent,
            has_upstream_message,
            category,
            hint,
            trace_id,
            extra,
            params,
            rare,
            body,
            source,
        } = *self.0;
        let rare = rare.map(|rare| {
            let Rare { subcode, items, url, pointer } = *rare;
            let items = items.into_iter().map(|item| item.convert(convert)).collect();
            Box::new(Rare { subcode, items, url, pointer })
        });
        let (received, recognized) = convert(code);
        Failure(Box::new(Occurrence {
            received,
            wire_code: recognized.or(wire_code),
            server_message,
            http_status,
            sent,
            has_upstream_message,
            category,
            hint,
            trace_id,
            extra,
            params,
            rare,
            body,
            source,
        }))
    }
}

/// Converts the params of an entry of a table into a failure of a set that has the entry.
#[doc(hidden)]
pub fn failure_of_set<S: CodeSet>(code: S, params: &impl HasCode<Code = S::Table>) -> Failure<S> {
    let mut failure = Failure::new(Received::Known(code));
    params.__with_values(&mut |values| failure.add_values(values));
    failure
}
