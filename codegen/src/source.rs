//! Turns Rust source text into tokens with the compiler's own lexer.
//!
//! Whatever is repeated for each entry is written as text: a macro in a debug build is not optimised, but the lexer is, and
//! quoting tokens one by one takes many times as long.

extern crate proc_macro;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Parses a text as tokens.
pub(crate) fn tokens(source: &str) -> TokenStream {
    // `proc_macro2` would parse the text with a lexer of its own first, which is slow in a debug build.
    let read = if proc_macro::is_available() {
        source.parse::<proc_macro::TokenStream>().map(TokenStream::from).ok()
    } else {
        source.parse().ok()
    };
    read.unwrap_or_else(|| {
        // Names are identifiers and texts are literals, so that this cannot happen.
        let message = "errcat generated invalid tokens: please report this as a bug, with the catalog";
        quote! { ::core::compile_error! { #message } }
    })
}

/// Writes a text as a string literal.
pub(crate) fn literal(text: &str) -> String {
    // A raw literal has no escapes, so that no character needs a look.
    if text.contains('\r') || text.contains("\"#") || changes_direction(text) {
        Literal::string(text).to_string()
    } else if text.contains('"') {
        ["r#\"", text, "\"#"].concat()
    } else {
        ["r\"", text, "\""].concat()
    }
}

/// Returns whether a text has characters that change the direction of text: the compiler rejects them in a literal unless
/// they are escaped.
fn changes_direction(text: &str) -> bool {
    // All of them start with this byte.
    text.as_bytes().contains(&0xE2)
        && text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_has_the_value_of_the_text() {
        for text in [
            "",
            "plain 会议",
            "a \"quoted\" word",
            "\"# and \"## and ###",
            "back\\slash \\n {x}",
            "line\nline\ttab\0",
            "carriage\rreturn \"",
            "\u{202e}reversed\u{2069}",
            "“quoted”",
        ] {
            let tokens: TokenStream = literal(text).parse().unwrap();
            let read: syn::LitStr = syn::parse2(tokens).unwrap();
            assert_eq!(read.value(), text, "{}", literal(text));
        }
    }
}
