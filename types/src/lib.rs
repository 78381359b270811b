//! The types that errcat uses at build time and at run time alike, each defined once, from one table of rows.
//!
//! [`errcat`](https://docs.rs/errcat) re-exports what its users need: depend on that.
//! The crate is `no_std`, has no dependency, and allocates nothing.

#![no_std]

mod word;

mod category;
mod code_type;
mod exposure;
mod lifecycle;
mod param_case;
mod param_type;
mod percent_encoded;
mod problem_status;
mod recovery;
mod retry;
mod severity;
mod upper_snake;
mod visible;

mod plural;
pub mod plural_rules;

pub mod hash;
pub mod limits;
pub mod locale;

pub use category::Category;
pub use code_type::CodeType;
pub use exposure::Exposure;
pub use lifecycle::{Role, Stability};
pub use param_case::ParamCase;
pub use param_type::{ParamKind, ParamType};
pub use percent_encoded::PercentEncoded;
pub use plural::{PluralCategory, PluralRule};
pub use problem_status::ProblemStatus;
pub use recovery::{Reader, Recovery};
pub use retry::{CustomRemedy, Remedy, Repeat, Retry, RetrySafety, UNITS};
pub use severity::Severity;
pub use upper_snake::UpperSnake;
pub use visible::{OneLine, Visible};
pub use word::InvalidName;
