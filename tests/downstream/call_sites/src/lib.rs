//! Calls in every place that a call can stand in.
//!
//! ```
//! errcat::codes!("../codes.toml", tables = [order]);
//!
//! assert_eq!(OrderError::OutOfStock.code(), 17);
//! ```

#![deny(warnings)]

errcat::codes!("../codes.toml");

/// Another list in another module, with an enum of the same name.
pub mod second {
    errcat::codes!("../second.toml");
}

#[macro_use]
mod deep;

/// Inline modules, which change nothing about the path.
pub mod inline {
    /// The second of two.
    pub mod inline {
        errcat::codes!("../codes.toml", tables = [payment], locale = "zh");
    }
}

/// The enum of a function's own module, and of the function itself.
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

/// What is not used is no warning: a list has more than a program asks of it.
mod unused {
    errcat::codes!("../codes.toml", vis = pub(self),);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tables_may_use_the_same_number() {
        assert_eq!(OrderError::from_code(17), Some(OrderError::OutOfStock));
        assert_eq!(PaymentError::from_code(17), Some(PaymentError::Declined));
        let (order, payment) = (errcat::Coded::any_code(&OrderError::OutOfStock), PaymentError::Declined);
        assert!(order == OrderError::OutOfStock && order != payment);
    }

    #[test]
    fn two_calls_in_two_modules_do_not_meet() {
        assert_eq!(OrderError::OutOfStock.code(), 17);
        assert_eq!(second::OrderError::OutOfStock.code(), "out-of-stock");
    }

    #[test]
    fn a_path_is_relative_to_its_file_whatever_the_module() {
        assert_eq!(inline::inline::PaymentError::Declined.message(), "银行卡被拒");
        assert_eq!(deep::nested::PaymentError::Declined.message(), "The card was declined");
        assert_eq!(local(), ["OutOfStock", "Declined", "2 left", "剩余 3"]);
    }

    #[test]
    fn a_macro_of_ones_own_hands_all_arguments_over() {
        assert_eq!(through_literal::OrderError::OutOfStock.code(), 17);
        assert_eq!(through_expression::PaymentError::Declined.code(), 17);
        assert_eq!(through_tokens::OrderError::OutOfStock.message(), "Nothing is left of this item");
        assert_eq!(through_everything::OrderError::OutOfStock.message(), "此商品已售完");
        assert_eq!(through_everything::only::PaymentError::Declined.message(), "银行卡被拒");
    }
}
