//! Rust source text in, tokens out, by the compiler's own lexer.
//!
//! What stands once for each entry is written as text: a macro in a debug build is not optimised, the lexer is, and to
//! quote tokens one by one takes many times as long.

// The tests have this file as a module of their own.
extern crate proc_macro;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The tokens of a text.
pub(crate) fn tokens(source: &str) -> TokenStream {
    // `proc_macro2` would read the text with a lexer of its own first, and in a debug build that is slow.
    let read = if proc_macro::is_available() {
        source.parse::<proc_macro::TokenStream>().map(TokenStream::from).ok()
    } else {
        source.parse().ok()
    };
    read.unwrap_or_else(|| {
        // Names are identifiers and texts are literals, so that this cannot be.
        let message = "errcat wrote something that is no Rust: please report this list";
        quote! { ::core::compile_error! { #message } }
    })
}

/// A text as a string literal.
pub(crate) fn literal(text: &str) -> String {
    // A raw literal means what it says, and needs no look at each character.
    if text.contains('\r') || text.contains("\"#") || changes_direction(text) {
        Literal::string(text).to_string()
    } else if text.contains('"') {
        ["r#\"", text, "\"#"].concat()
    } else {
        ["r\"", text, "\""].concat()
    }
}

/// Whether a text has characters that show what follows in the other direction: the compiler refuses them in a literal
/// unless they are written as escapes.
fn changes_direction(text: &str) -> bool {
    // The first byte of all of them.
    text.as_bytes().contains(&0xE2)
        && text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_says_what_the_text_says() {
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
