//! The derive of `Coded`, on types that use thiserror, snafu or neither; and finding codes in the errors that anyhow and
//! others wrap.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

#[rustfmt::skip] // as the macro leaves it
#[path = "../expansions/params.rs"]
mod params;

use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::io;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{
    AnyCode, Category, Coded, ErrorCode, Failure, HasCode, ParamValue, Sensitive, find_any_code, find_code,
};
use snafu::{ResultExt, Snafu};

use crate::params::BillingError;
use crate::params::billing_error::{self, QuotaExceeded};

/// Has payloads, sources and transparent variants, all with codes of one table.
#[derive(Debug, thiserror::Error, Coded)]
#[coded(table = BillingError)]
enum PayError {
    #[error("no card for {user}")]
    #[coded(Declined)]
    NoCard { user: u64 },
    #[error("{0} of {1} used")]
    #[coded(billing_error::QuotaExceeded { used: 0, limit: 1, days: 2, token: 3 })]
    Quota(u16, u32, u32, Sensitive<String>),
    #[error("the socket broke")]
    #[coded(BillingError::Off)]
    Io(#[from] io::Error),
    #[error(transparent)]
    #[coded(transparent)]
    Known(#[from] BillingError),
    #[error(transparent)]
    #[coded(transparent)]
    WithValues(#[from] QuotaExceeded),
    #[error("in {step}")]
    Nested {
        step: &'static str,
        #[coded(transparent)]
        #[source]
        cause: Box<PayError>,
    },
}

/// Has codes of two tables.
#[derive(Debug, thiserror::Error, Coded)]
enum AnyError {
    #[error("gone")]
    #[coded(RestError::MeetingNotFound)]
    Gone,
    #[error("login")]
    #[coded(OAuthError::SystemError)]
    Login,
    #[error(transparent)]
    #[coded(transparent)]
    Pay(#[from] PayError),
}

/// A generic struct with bounds, a default and a where clause.
#[derive(Debug, Coded)]
#[coded(RestError::MeetingEnded)]
struct Ended<'a, T: Debug + 'a = u8, const N: usize = 1>
where
    T: Clone,
{
    #[allow(dead_code)]
    seats: [&'a T; N],
}

/// A struct that has the code of its generic field.
#[derive(Debug, Coded)]
#[coded(transparent)]
struct Wrapped<E>(E);

/// A struct that has the code of one of its fields.
#[derive(Debug, Coded)]
struct Rejected {
    #[coded(transparent)]
    code: RestError,
    #[allow(dead_code)]
    attempt: u32,
}

/// All variants name entries of one enum, so the derive infers the table.
#[derive(Clone, Copy, Debug, Coded)]
enum Inferred {
    #[coded(BillingError::Off)]
    Off,
    #[coded(billing_error::Declined { type: kind, final: last })]
    Declined { kind: &'static str, last: bool },
}

impl Display for Inferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("inferred")
    }
}

impl Error for Inferred {}

/// An enum without variants.
#[derive(Debug, Coded)]
enum Never {}

fn quota(token: &str) -> PayError {
    PayError::Quota(7, 5, 1, Sensitive::new(token.to_owned()))
}

#[test]
fn each_variant_has_the_code_that_its_attribute_names() {
    let codes_of =
        |error: PayError| (error.error_code(), error.any_code().downcast::<BillingError>().unwrap());
    for (error, code) in [
        (PayError::NoCard { user: 7 }, BillingError::Declined),
        (quota("t"), BillingError::QuotaExceeded),
        (PayError::from(io::Error::other("x")), BillingError::Off),
        (PayError::from(BillingError::Paid), BillingError::Paid),
        (
            PayError::Nested { step: "a", cause: Box::new(PayError::NoCard { user: 7 }) },
            BillingError::Declined,
        ),
    ] {
        assert_eq!(codes_of(error), (code, code));
    }
    assert_eq!(AnyError::Gone.any_code(), RestError::MeetingNotFound);
    assert_eq!(AnyError::Login.any_code(), OAuthError::SystemError);
    assert_eq!(AnyError::from(quota("t")).any_code(), BillingError::QuotaExceeded);
    assert_eq!(Ended { seats: [&1_u8] }.error_code(), RestError::MeetingEnded);
    assert_eq!(Ended::<'_, String, 0> { seats: [] }.any_code().name(), "MeetingEnded");
    assert_eq!(Wrapped(AnyError::Gone).any_code(), RestError::MeetingNotFound);
    assert_eq!(Rejected { code: RestError::MeetingEnded, attempt: 2 }.any_code(), RestError::MeetingEnded);
    assert_eq!(Inferred::Off.error_code(), BillingError::Off);
    // No value of `Never` exists: what is tested is that the derive compiles.
    let _: fn(&Never) -> AnyCode = Coded::any_code;
}

#[test]
fn an_error_has_the_policy_and_the_texts_of_its_code() {
    let code: AnyCode = quota("t").any_code();
    assert_eq!((code.http_status(), code.category()), (429, Category::ResourceExhausted));
    assert!(code.is_retryable() && code.is_retry_safe());
    let coded: &dyn Coded = &AnyError::Gone;
    assert_eq!(coded.any_code().message_in("en"), "The meeting does not exist");
    fn http<E: HasCode>(error: &E) -> u16 {
        error.error_code().http_status()
    }
    assert_eq!(http(&PayError::NoCard { user: 7 }), BillingError::Declined.http_status());
}

#[test]
fn an_error_converts_into_a_failure_with_its_values_and_with_itself_as_the_source() {
    fn fail() -> Result<(), Failure<BillingError>> {
        Err(quota("tok_4711"))?
    }
    let failure = fail().unwrap_err();
    assert_eq!(failure.code(), Some(BillingError::QuotaExceeded));
    assert_eq!(failure.message().unwrap(), "7 of 5 used in 1 day");
    assert_eq!(failure.param("used"), Some(&ParamValue::Integer(7)), "a u16 fits into a u32");
    assert_eq!(QuotaExceeded::try_from(&failure).unwrap().token.reveal().unwrap(), "tok_4711");
    let source = failure.source().unwrap().downcast_ref::<PayError>().unwrap();
    assert!(matches!(source, PayError::Quota(7, ..)));
    assert!(!format!("{failure:?}").contains("tok_4711"), "{failure:?}");

    let broken = Failure::from(PayError::from(io::Error::other("the connection was reset")));
    assert_eq!(broken.to_string(), "Off (BillingError 5)");
    let chain: Vec<String> = std::iter::successors(broken.source(), |source| (*source).source())
        .map(ToString::to_string)
        .collect();
    assert_eq!(chain, ["the socket broke", "the connection was reset"]);

    let inner = QuotaExceeded { used: 1, limit: 2, days: 3, token: Sensitive::WITHHELD };
    let cause = Box::new(PayError::from(inner));
    let nested = Failure::from(PayError::Nested { step: "checkout", cause });
    assert_eq!(
        nested.message().unwrap(),
        "1 of 2 used in 3 days",
        "the values of a transparent field are kept"
    );

    let inferred = Failure::from(Inferred::Declined { kind: "wire", last: true });
    assert_eq!(inferred.message().unwrap(), "wire is declined: true");
}

/// Has a source without a code, and one with a code.
#[derive(Debug, Snafu, Coded)]
#[coded(table = BillingError)]
enum SnafuError {
    #[snafu(display("reading {path}"))]
    #[coded(Off)]
    Read { path: String, source: io::Error },
    #[snafu(display("paying"))]
    Pay {
        order: u64,
        #[coded(transparent)]
        source: PayError,
    },
}

#[test]
fn the_derive_composes_with_snafu() {
    let read: Result<(), SnafuError> = Err(io::Error::other("cut")).context(ReadSnafu { path: "a" });
    let pay: Result<(), SnafuError> = Err(quota("t")).context(PaySnafu { order: 7_u64 });
    let (read, pay) = (read.unwrap_err(), pay.unwrap_err());
    assert!(matches!(pay, SnafuError::Pay { order: 7, .. }));
    assert_eq!((read.error_code(), pay.error_code()), (BillingError::Off, BillingError::QuotaExceeded));
    assert_eq!((read.to_string().as_str(), pay.to_string().as_str()), ("reading a", "paying"));
    assert_eq!(Failure::from(pay).message().unwrap(), "7 of 5 used in 1 day");
}

#[test]
fn a_code_is_found_in_an_error_that_anyhow_wraps() {
    let error =
        anyhow::Error::new(AnyError::from(quota("t"))).context("while paying").context("while ordering");
    assert_eq!(find_any_code::<AnyError>(error.as_ref()).unwrap(), BillingError::QuotaExceeded);
    // `AnyError` is transparent over `PayError`, which therefore is not a source in the chain.
    assert_eq!(find_any_code::<OAuthError>(error.as_ref()), None);

    let code = anyhow::Error::new(RestError::MeetingNotFound).context("while joining");
    assert_eq!(find_code::<RestError>(code.as_ref()), Some(RestError::MeetingNotFound));
    let failed = anyhow::Error::new(Failure::from(quota("t"))).context("while paying");
    assert_eq!(find_code::<BillingError>(failed.as_ref()), Some(BillingError::QuotaExceeded));
    let unknown = anyhow::Error::new(Failure::<RestError>::from_transport_error("cut"));
    assert_eq!(find_code::<RestError>(unknown.as_ref()), None);
    let values = QuotaExceeded { used: 1, limit: 2, days: 3, token: Sensitive::WITHHELD };
    assert_eq!(
        find_code::<BillingError>(anyhow::Error::new(values).as_ref()),
        Some(BillingError::QuotaExceeded)
    );
    let wrapped = anyhow::Error::new(io::Error::other(BillingError::Off)).context("while reading");
    assert_eq!(find_code::<BillingError>(wrapped.as_ref()), Some(BillingError::Off));
}

/// An `io::Error` returns the source of the error that it wraps as its own: a naive walk would take exponential time.
#[test]
fn each_error_of_a_nested_chain_is_visited_once() {
    #[derive(Debug, thiserror::Error)]
    #[error("wrapped")]
    struct Wrapped(#[source] io::Error);

    let end = io::Error::other("the end");
    let error = (0..200).fold(end, |error, _| io::Error::other(Wrapped(error)));
    assert_eq!(find_any_code::<OAuthError>(&error), None);
    let deep = (0..200).fold(io::Error::other(RestError::MeetingEnded), |error, _| io::Error::other(error));
    assert_eq!(find_code::<RestError>(&deep), Some(RestError::MeetingEnded));
}

#[test]
fn the_nearest_code_of_a_table_in_a_chain_is_found() {
    let outer = Failure::from(BillingError::Off).with_source(BillingError::Paid);
    assert_eq!(find_code::<BillingError>(&outer), Some(BillingError::Off));
    let other = Failure::from(RestError::MeetingEnded).with_source(BillingError::Paid);
    assert_eq!(
        find_code::<BillingError>(&other),
        Some(BillingError::Paid),
        "a code of another table is skipped"
    );
}

/// Passes its fragments on in invisible groups.
macro_rules! declare {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$inner:meta])* $variant:ident($(#[$of_field:meta])* $field:ty),)* }) => {
        $(#[$meta])*
        $vis enum $name { $($(#[$inner])* $variant($(#[$of_field])* $field),)* }
    };
}

declare! {
    #[derive(Debug, Coded)]
    #[coded(table = RestError)]
    pub(crate) enum Declared {
        #[coded(MeetingNotFound)]
        Gone(#[allow(dead_code)] Vec<(u8, u16)>),
        #[coded(transparent)]
        Inner(RestError),
    }
}

#[test]
fn a_type_that_a_macro_declares_may_derive_coded() {
    assert_eq!(Declared::Gone(Vec::new()).error_code(), RestError::MeetingNotFound);
    assert_eq!(Declared::Inner(RestError::MeetingEnded).error_code(), RestError::MeetingEnded);
}

/// Passes one field for two params.
#[derive(Debug, thiserror::Error, Coded)]
#[error("used up")]
#[coded(billing_error::QuotaExceeded { used: count, limit: count, days, token },)]
struct UsedUp {
    count: u32,
    days: u32,
    token: Sensitive<String>,
}

#[test]
fn one_field_may_be_passed_for_two_params() {
    let used_up = UsedUp { count: 5, days: 2, token: Sensitive::WITHHELD };
    assert_eq!(Failure::from(used_up).message().unwrap(), "5 of 5 used in 2 days");
}

trait Size {
    const SIZE: isize;
}

impl<A, B> Size for (A, B) {
    const SIZE: isize = 200;
}

struct Holds<A, B>(A, B);

impl<A, B> Holds<A, B> {
    const COUNT: isize = 300;
}

type Same<T, const N: usize> = <[T; N] as IntoIterator>::Item;

const SHIFTED: isize = 1;

/// Has explicit discriminants, with expressions in which `<` may or may not open a bracket.
#[derive(Clone, Copy, Debug, Coded)]
#[coded(table = BillingError)]
enum Numbered {
    #[coded(Declined)]
    Literal = 1 << 3,
    #[coded(Off)]
    Next,
    #[coded(Paid)]
    Named = SHIFTED << 6 >> 1,
    #[coded(Off)]
    InParentheses = (1 < 2) as isize + 100,
    #[coded(Paid)]
    InBraces = { if 1 < 2 { 110 } else { 120 } },
    #[coded(Declined)]
    OfTrait = <(u8, u16) as Size>::SIZE << 1,
    #[coded(Paid)]
    OfType = Holds::<u8, Option<(u8, u16)>>::COUNT,
    #[coded(Off)]
    Last,
    #[coded(Declined)]
    Cast = 500 as Same<isize, { 1 + 1 }>,
    #[coded(Paid)]
    AfterCast,
}

#[test]
fn a_variant_is_parsed_after_any_discriminant() {
    for (variant, number, code) in [
        (Numbered::Literal, 8, BillingError::Declined),
        (Numbered::Next, 9, BillingError::Off),
        (Numbered::Named, 32, BillingError::Paid),
        (Numbered::InParentheses, 101, BillingError::Off),
        (Numbered::InBraces, 110, BillingError::Paid),
        (Numbered::OfTrait, 400, BillingError::Declined),
        (Numbered::OfType, 300, BillingError::Paid),
        (Numbered::Last, 301, BillingError::Off),
        (Numbered::Cast, 500, BillingError::Declined),
        (Numbered::AfterCast, 501, BillingError::Paid),
    ] {
        assert_eq!((variant as isize, variant.error_code()), (number, code), "{variant:?}");
    }
}

/// Has every kind of type that syn parses without its feature `full`.
#[derive(Coded)]
#[coded(BillingError::Paid)]
#[allow(dead_code, clippy::type_complexity)]
struct Types<'a, T: ?Sized + 'a, const N: usize = 3>
where
    for<'b> &'b T: Copy,
{
    object: &'static (dyn Error + Send + 'static),
    of_any_lifetime: Box<dyn for<'x> Fn(&'x u8) -> &'x u8 + 'a>,
    function: unsafe extern "C" fn(u8, ...) -> u8,
    never: fn() -> !,
    projection: <Vec<u8> as IntoIterator>::Item,
    pointers: (*const u8, *mut (), (u8,), ()),
    of_macro: declared_type!(u8),
    consts: (Number<{ 2 + 2 }>, Number<4>, [&'a T; N], [u8; size_of::<u64>() << 1]),
    r#type: r#try::r#type,
}

macro_rules! declared_type {
    ($inner:ty) => { Vec<$inner> };
}
use declared_type;

mod r#try {
    #[allow(non_camel_case_types)]
    pub(super) type r#type = u8;
}

#[test]
fn every_kind_of_type_is_parsed() {
    fn code<T: ?Sized>(types: &Types<'_, T>) -> BillingError
    where
        for<'b> &'b T: Copy,
    {
        types.error_code()
    }
    let _: fn(&Types<'_, str>) -> BillingError = code;
}

trait Even {}

#[derive(Debug)]
struct Number<const N: usize>;

impl Even for Number<4> {}

/// Has braces in the where clause, which are not the body.
#[derive(Debug, Coded)]
#[coded(BillingError::Paid)]
struct Named<T>
where
    Number<{ 2 + 2 }>: Even,
    T: Fn(u8) -> Vec<u8>,
{
    #[allow(dead_code)]
    of: fn(T),
}

#[derive(Debug, Coded)]
#[coded(transparent)]
struct Tuple<T: Copy>(T)
where
    [T; 2]: Copy,
    Number<{ 2 + 2 }>: Even;

#[derive(Debug, Coded)]
enum Either<T>
where
    Number<{ 2 + 2 }>: Even,
{
    #[coded(BillingError::Off)]
    Known,
    Other {
        #[coded(transparent)]
        code: T,
    },
}

#[test]
fn a_where_clause_may_contain_braces() {
    fn named<T: Fn(u8) -> Vec<u8>>(_: T) -> Named<T> {
        Named { of: drop }
    }
    assert_eq!(named(|byte| vec![byte]).error_code(), BillingError::Paid);
    assert_eq!(Tuple(BillingError::Off).any_code(), BillingError::Off);
    assert_eq!(Either::<BillingError>::Known.any_code(), BillingError::Off);
    assert_eq!(Either::Other { code: BillingError::Paid }.any_code(), BillingError::Paid);
}

/// The derive does not `allow` lints, since a crate may forbid them. It still uses deprecated variants and fields without a
/// warning.
#[forbid(deprecated, unused, unused_qualifications, nonstandard_style, missing_debug_implementations)]
mod forbidding {
    use super::{BillingError, Coded, QuotaExceeded, Sensitive, billing_error};

    #[deprecated]
    #[derive(Debug, Coded)]
    #[coded(table = BillingError)]
    pub(super) enum Old {
        #[deprecated]
        #[coded(Off)]
        Unit,
        #[coded(transparent)]
        Field {
            #[deprecated]
            code: QuotaExceeded,
        },
        /// Needs the path with the module, although the struct is in scope without it.
        #[coded(billing_error::QuotaExceeded { used: count, limit: count, days: count, token })]
        Values {
            #[deprecated]
            count: u32,
            token: Sensitive<String>,
        },
    }

    #[deprecated]
    #[derive(Debug, Coded)]
    #[coded(transparent)]
    pub(super) struct OldStruct<E>(pub(super) E);
}

#[allow(deprecated)]
impl Display for forbidding::Old {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("old")
    }
}

#[allow(deprecated)]
impl Error for forbidding::Old {}

/// The derive copies the type's `allow` attributes to its impls: here, to name a deprecated entry.
#[deny(deprecated)]
mod allowing {
    use super::{BillingError, Coded};

    #[derive(Debug, Coded)]
    #[coded(BillingError::Refused)]
    #[allow(deprecated)]
    pub(super) struct Refused;
}

#[test]
fn a_type_may_allow_a_deprecated_entry() {
    assert_eq!(allowing::Refused.error_code().name(), "Refused");
}

#[test]
#[allow(deprecated)]
fn the_derive_compiles_where_lints_are_forbidden() {
    use forbidding::Old;

    let params = || QuotaExceeded { used: 1, limit: 2, days: 3, token: Sensitive::WITHHELD };
    for (error, code, message) in [
        (Old::Unit, BillingError::Off, "Off"),
        (Old::Field { code: params() }, BillingError::QuotaExceeded, "1 of 2 used in 3 days"),
        (
            Old::Values { count: 4, token: Sensitive::WITHHELD },
            BillingError::QuotaExceeded,
            "4 of 4 used in 4 days",
        ),
    ] {
        assert_eq!(error.error_code(), code);
        assert_eq!(Failure::from(error).message().as_deref(), Some(message));
    }
    assert_eq!(forbidding::OldStruct(RestError::MeetingEnded).any_code(), RestError::MeetingEnded);
}

/// Defines names that generated code might use.
mod own_names {
    #![allow(non_upper_case_globals, non_camel_case_types, dead_code)]

    use super::{BillingError, Coded, billing_error};

    const code: u8 = 1;
    const failure: u8 = 2;
    struct errcat;
    fn error_code() {}

    #[derive(Debug, Coded)]
    #[coded(table = BillingError)]
    pub(super) enum Failed {
        #[coded(Off)]
        Off,
        #[coded(billing_error::Declined { type: code, final: failure })]
        Declined { code: String, failure: bool },
        #[coded(transparent)]
        Known(BillingError),
    }
}

#[test]
fn generated_code_does_not_clash_with_names_in_scope() {
    let declined = own_names::Failed::Declined { code: "wire".to_owned(), failure: true };
    assert_eq!(declined.error_code(), BillingError::Declined);
    assert_eq!(own_names::Failed::Off.any_code(), BillingError::Off);
    assert_eq!(own_names::Failed::Known(BillingError::Paid).any_code(), BillingError::Paid);
}

#[test]
fn a_type_in_a_function_may_use_names_of_that_scope() {
    use crate::params::BillingError as Known;

    #[derive(Debug, Coded)]
    enum Local {
        #[coded(Known::Off)]
        Off,
    }
    assert_eq!(Local::Off.error_code(), BillingError::Off);
}
