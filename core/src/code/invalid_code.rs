//! The error of converting a code that is not in the catalog.

use core::fmt;

use errcat_types::OneLine;

use crate::code::WireCode;

/// The error of converting a code that is not in the catalog.
///
/// ```
/// use errcat::tencent_meeting::RestError;
///
/// let error = RestError::try_from(-1).unwrap_err();
/// assert_eq!(error.to_string(), "`-1` is not a valid code of RestError");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InvalidCode {
    code: WireCode<'static>,
    enum_name: &'static str,
}

impl InvalidCode {
    pub(crate) fn new(code: WireCode<'_>, enum_name: &'static str) -> InvalidCode {
        InvalidCode { code: code.into_owned(), enum_name }
    }

    /// Returns the code that could not be converted.
    pub fn code(&self) -> &WireCode<'static> {
        &self.code
    }
}

impl fmt::Display for InvalidCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a valid code of {}", OneLine(&self.code), self.enum_name)
    }
}

impl core::error::Error for InvalidCode {}
