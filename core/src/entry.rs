//! Entries as values: the traits of the generated enums and of whatever has one of their codes, and a code of any table.

mod all_codes;
mod any_code;
mod code_set;
mod coded;
mod error_code;
mod explanation;
mod has_code;

pub use all_codes::{AllCodes, AllCodesIter};
pub use any_code::{AnyCode, erase};
pub use code_set::{CodeSet, not_in_set};
pub use coded::{Coded, any_code_of};
pub use error_code::{Entries, ErrorCode};
pub use explanation::{Explanation, explain};
pub use has_code::{CodeOrField, HasCode};
