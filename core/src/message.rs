//! Messages: the values that they show, the templates that they are made of, and the choice of a locale.

mod field;
mod invalid_params;
mod param_value;
mod sensitive;
mod template;

pub(crate) use field::ShownValue;
pub use field::{MessageValue, ParamField, fit};
pub use invalid_params::InvalidParams;
pub use param_value::ParamValue;
pub(crate) use param_value::fitted;
pub(crate) use sensitive::SENSITIVE;
pub use sensitive::Sensitive;
pub use template::{Part, Template};
