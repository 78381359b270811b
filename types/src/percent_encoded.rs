//! Texts as parts of a URI.

use core::fmt::{self, Write};

/// Writes a text for a URI: all characters but the unreserved ones (RFC 3986, section 2.3), and some others, are encoded.
///
/// ```
/// use errcat_types::PercentEncoded;
///
/// assert_eq!(PercentEncoded::new("a b/ü").to_string(), "a%20b%2F%C3%BC");
/// assert_eq!(PercentEncoded { text: "/a b", kept: b"/" }.to_string(), "/a%20b");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct PercentEncoded<'t> {
    /// The text.
    pub text: &'t str,
    /// The ASCII characters that are kept besides the unreserved ones.
    pub kept: &'t [u8],
}

impl<'t> PercentEncoded<'t> {
    /// Encodes all but the unreserved characters, as for a segment of a path.
    pub const fn new(text: &'t str) -> PercentEncoded<'t> {
        PercentEncoded { text, kept: &[] }
    }
}

impl fmt::Display for PercentEncoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || self.kept.contains(&byte) {
                f.write_char(char::from(byte))?;
            } else {
                write!(f, "%{byte:02X}")?;
            }
        }
        Ok(())
    }
}
