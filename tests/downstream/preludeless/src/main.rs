//! Uses everything that an enum has, without the prelude.

#![no_implicit_prelude]
#![deny(warnings)]

::errcat::codes!("../codes.toml");

use ::std::option::Option::{None, Some};
use ::std::prelude::v1::{assert_eq, derive};
use ::std::result::Result::{Err, Ok};
use ::std::string::ToString;
use ::std::{assert, format};

fn main() {
    integer();
    string();
    every_trait::<OrderError>("Busy");
    every_trait::<PaymentError>("Limit");
    standard_traits();
    values();
    derived();
    united();
}

fn integer() {
    let error = OrderError::OutOfStock;
    assert_eq!((error.code(), error.name()), (17, "OutOfStock"));
    assert_eq!(error.message(), "Nothing is left of this item");
    assert_eq!(error.message_in("zh-CN"), "此商品已售完");
    assert_eq!((error.help(), error.help_in("zh")), (Some("Choose another."), Some("请另选商品。")));
    assert_eq!(error.http_status(), 400);
    assert_eq!(error.category(), ::errcat::Category::FailedPrecondition);
    assert_eq!((error.retry(), error.is_retryable()), (::errcat::Retry::Never, false));
    assert_eq!((error.retry_safety(), error.is_retry_safe()), (::errcat::RetrySafety::Always, true));
    assert_eq!((OrderError::from_code(18), OrderError::from_code(19)), (Some(OrderError::Busy), None));
    assert_eq!(
        (OrderError::from_name("Busy"), OrderError::from_name("busy")),
        (Some(OrderError::Busy), None)
    );
    assert_eq!(OrderError::ALL.len(), 2);
    assert_eq!(OrderError::Busy.message_in("zh"), "Busy");
    assert!(OrderError::Busy.is_retryable() && !OrderError::Busy.is_retry_safe());
}

fn string() {
    let limit = PaymentError::Limit;
    assert_eq!((limit.code(), limit.name(), limit.help()), ("limit", "Limit", None));
    assert_eq!((limit.title(), limit.title_in("zh")), ("Too many payments", "付款过多"));
    assert_eq!((limit.severity(), limit.class()), (::errcat::Severity::Error, None));
    assert_eq!((PaymentError::PerCard, PaymentError::from_code("limited")), (limit, Some(limit)));
    let after = Some(::std::time::Duration::from_secs(90));
    assert_eq!(limit.retry(), ::errcat::Retry::Throttled { after });
    assert_eq!(PaymentError::from_code("card-declined"), Some(PaymentError::Declined));
    assert_eq!(PaymentError::from_code("card-declined "), None);
}

fn values() {
    use ::std::convert::{From, Into, TryFrom};

    let limit = payment_error::Limit { left: 2, kind: "day".into(), card: "4111".to_string().into() };
    assert_eq!(limit.to_string(), "2 left for day");
    assert_eq!(limit.message_in("zh"), "今天剩余 2");
    assert_eq!(::errcat::HasCode::error_code(&limit), payment_error::Limit::CODE);
    let failure = ::errcat::Failure::from(<payment_error::Limit as ::std::clone::Clone>::clone(&limit));
    assert_eq!(payment_error::Limit::try_from(&failure), Ok(limit));
}

/// Has codes of one table, which the derive infers.
#[derive(::std::fmt::Debug, ::errcat::Coded)]
enum Failed {
    #[coded(PaymentError::Declined)]
    Card,
    #[coded(payment_error::Limit { left: count, kind, card: number })]
    Day { count: u16, kind: &'static str, number: ::errcat::Sensitive<::std::string::String> },
}

/// Has codes of two tables.
#[derive(::std::fmt::Debug, ::errcat::Coded)]
enum Any {
    #[coded(OrderError::Busy)]
    Busy,
    #[coded(transparent)]
    Payment(Failed),
}

impl ::std::fmt::Display for Failed {
    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
        f.write_str("failed")
    }
}

impl ::std::error::Error for Failed {}

fn derived() {
    use ::std::convert::From;

    let number = ::errcat::Sensitive::new("4111".to_string());
    let failure = ::errcat::Failure::from(Failed::Day { count: 1, kind: "day", number });
    assert_eq!(failure.code(), Some(PaymentError::Limit));
    assert!(::std::matches!(failure.message(), Some(message) if message == "1 left for day"));
    assert_eq!(::errcat::Coded::any_code(&Any::Payment(Failed::Card)), PaymentError::Declined);
    assert_eq!(::errcat::Coded::any_code(&Any::Busy), OrderError::Busy);
}

::errcat::union! {
    /// Has failures of two tables.
    pub enum Both {
        /// Of the orders.
        Order(OrderError),
        /// Of the payments.
        Payment(PaymentError),
    }
}

fn united() {
    use ::std::convert::{From, Into};

    let both = Both::from(OrderError::Busy);
    assert_eq!((both.table_name(), both.is_retryable(), both.wire_code().is_some()), ("order", true, true));
    let limit = payment_error::Limit { left: 2, kind: "day".into(), card: "4111".to_string().into() };
    assert_eq!(Both::from(limit).to_string(), "2 left for day (PaymentError limit)");
    let Err(Both::Order(failure)) = Both::decode(503, &(), b"") else { ::std::panic!("503 is a failure") };
    assert_eq!((failure.code(), failure.http_status()), (None, Some(503)));
}

fn every_trait<C: ::errcat::ErrorCode>(last: &str) {
    let Some(error) = C::ALL.get(1) else { ::std::panic!("no second entry") };
    assert_eq!(error.name(), last);
    assert!(C::from_name(last) == Some(error) && C::from_code(error.wire_code()) == Some(error));
    assert_eq!(error.to_string(), error.message());
    assert_eq!(format!("{error:?}"), last);
    assert_eq!(error.any_code().downcast::<C>().map(C::name), Some(last));
    assert_eq!(error.any_code().name(), last);
    assert!(::std::matches!(error.wire_code().to_string().parse::<C>(), Ok(same) if same == error));
    let error: ::std::boxed::Box<dyn ::std::error::Error> = ::std::boxed::Box::new(error);
    assert!(error.source().is_none());
}

fn standard_traits() {
    use ::std::convert::{From, TryFrom};

    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    struct Both(OrderError, PaymentError);

    assert!(
        Both(OrderError::OutOfStock, PaymentError::Limit) < Both(OrderError::Busy, PaymentError::Declined)
    );
    assert_eq!((u16::from(OrderError::Busy), OrderError::Busy as u16), (18, 18));
    assert_eq!(<&str>::from(PaymentError::Limit), "limit");
    assert_eq!(PaymentError::try_from("limit"), Ok(PaymentError::Limit));
    let Err(unknown) = OrderError::try_from(19_u16) else { ::std::panic!("19 is not a code") };
    assert_eq!(unknown.to_string(), "`19` is not a valid code of OrderError");
}
