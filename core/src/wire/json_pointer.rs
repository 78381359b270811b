//! JSON Pointers as fragments of a URI (RFC 6901, section 6), as problem details have them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use errcat_types::PercentEncoded;

/// Returns a JSON Pointer as a fragment.
pub(super) fn fragment(pointer: &str) -> String {
    alloc::format!("#{}", PercentEncoded { text: pointer, kept: b"/" })
}

/// Returns the JSON Pointer of a text that may be a fragment. What is not valid stays as it is.
pub(super) fn pointer_of(text: &str) -> Cow<'_, str> {
    let Some(fragment) = text.strip_prefix('#') else { return Cow::Borrowed(text) };
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        let encoded = (*first == b'%').then(|| Some((hex(0)? * 16 + hex(1)?) as u8)).flatten();
        bytes.push(encoded.unwrap_or(*first));
        rest = if encoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first three are examples of RFC 6901, section 6.
    #[test]
    fn a_fragment_leads_back_to_its_pointer() {
        for (pointer, text) in [
            ("/c%d", "#/c%25d"),
            ("/e^f", "#/e%5Ef"),
            ("/k\"l", "#/k%22l"),
            ("", "#"),
            ("/行/0", "#/%E8%A1%8C/0"),
            ("/m~0n", "#/m~0n"),
        ] {
            assert_eq!(fragment(pointer), text);
            assert_eq!(pointer_of(text), pointer);
        }
    }

    #[test]
    fn what_is_not_a_fragment_stays_as_it_is() {
        for text in ["/a%20b", "", "a", "#/%ff"] {
            assert_eq!(pointer_of(text), text);
        }
        assert_eq!(pointer_of("#/%4"), "/%4");
        assert_eq!(pointer_of("#/%zz"), "/%zz");
    }
}
