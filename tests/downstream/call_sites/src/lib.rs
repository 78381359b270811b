//! Calls `codes!` wherever a macro may be called.
//!
//! ```
//! errcat::codes!("../codes.toml", tables = [order]);
//!
//! assert_eq!(OrderError::OutOfStock.code(), 17);
//! ```

#![deny(warnings)]

errcat::codes!("../codes.toml");

/// Another catalog, with an enum of the same name.
pub mod second {
    errcat::codes!("../second.toml");
}

#[macro_use]
mod deep;

/// An inline module, which does not change what the path is relative to.
pub mod inline {
    /// A nested inline module.
    pub mod inline {
        errcat::codes!("../codes.toml", tables = [payment], locale = "zh");
    }
}

/// Uses the enums of a module in this function, and of the function itself.
#[must_use]
pub fn local() -> [String; 4] {
    mod inner {
        errcat::codes!("../codes.toml", tables = [order], vis = pub(super));
    }
    errcat::codes!("../codes.toml", vis = pub(crate));

    let low = order_error::Low { left: 2 }.to_string();
    let inner_low = inner::order_error::Low { left: 3 }.message_in("zh");
    [inner::OrderError::OutOfStock.name().to_owned(), PaymentError::Declined.name().to_owned(), low, inner_low]
}

mod through_literal {
    literal!("../codes.toml");
}

mod through_expression {
    expression!("../codes.toml");
}

mod through_tokens {
    tokens!("../codes.toml", vis = pub(super), tables = [order]);
}

mod through_everything {
    everything!(pub(super), "../codes.toml", [order, payment], payment, "zh");
}

/// An unused enum must not cause a warning.
mod unused {
    errcat::codes!("../codes.toml", vis = pub(self),);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tables_may_have_the_same_code() {
        assert_eq!(OrderError::from_code(17), Some(OrderError::OutOfStock));
        assert_eq!(PaymentError::from_code(17), Some(PaymentError::Declined));
        let (order, payment) = (errcat::Coded::any_code(&OrderError::OutOfStock), PaymentError::Declined);
        assert!(order == OrderError::OutOfStock && order != payment);
    }

    #[test]
    fn two_catalogs_may_have_enums_of_the_same_name() {
        assert_eq!(OrderError::OutOfStock.code(), 17);
        assert_eq!(second::OrderError::OutOfStock.code(), "out-of-stock");
    }

    #[test]
    fn a_path_is_relative_to_the_file_of_the_call() {
        assert_eq!(inline::inline::PaymentError::Declined.message(), "银行卡被拒");
        assert_eq!(deep::nested::PaymentError::Declined.message(), "The card was declined");
        assert_eq!(local(), ["OutOfStock", "Declined", "2 left", "剩余 3"]);
    }

    #[test]
    fn a_macro_may_pass_all_arguments_on() {
        assert_eq!(through_literal::OrderError::OutOfStock.code(), 17);
        assert_eq!(through_expression::PaymentError::Declined.code(), 17);
        assert_eq!(through_tokens::OrderError::OutOfStock.message(), "Nothing is left of this item");
        assert_eq!(through_everything::OrderError::OutOfStock.message(), "此商品已售完");
        assert_eq!(through_everything::only::PaymentError::Declined.message(), "银行卡被拒");
    }
}
