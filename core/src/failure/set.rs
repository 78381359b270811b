//! Failures of a set, and those of its table.

use alloc::boxed::Box;

use crate::entry::{CodeSet, ErrorCode, HasCode};
use crate::failure::{Failure, Occurrence, Rare, Received, recognize};

impl<S: CodeSet> Failure<S> {
    /// Converts a failure of a set into one of its table. It keeps everything.
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
    pub fn into_table(self) -> Failure<S::Table> {
        self.convert(&|received| match received {
            Received::Known(code) => Received::Known(code.into()),
            Received::Unknown(code) => recognize(code).0,
            Received::Absent => Received::Absent,
        })
    }
}

impl<C: ErrorCode> Failure<C> {
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
                S::try_from(code).map_or_else(|_| Received::Unknown(code.wire_code()), Received::Known)
            }
            Received::Unknown(code) => Received::Unknown(code),
            Received::Absent => Received::Absent,
        })
    }

    /// Converts a failure into one of a set: an entry that is not in the set is a bug of the operation, and becomes the
    /// [mask](ErrorCode::mask) of all unknown codes, with the failure as its source. Without such a mask in the catalog, the
    /// failure keeps its code, as one that the set does not have.
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

    /// Converts the code, and those of the items.
    fn convert<D: ErrorCode>(self, received: &dyn Fn(Received<C>) -> Received<D>) -> Failure<D> {
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
            let items = items.into_iter().map(|item| item.convert(received)).collect();
            Box::new(Rare { subcode, items, url, pointer })
        });
        Failure(Box::new(Occurrence {
            received: received(code),
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
