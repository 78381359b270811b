//! Splits the text of a message with params into literal text and what is between braces.

use std::ops::Range;

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Literal text.
    Text(String),
    /// Braces with what they contain, and their span in the text.
    Braces(Braces<'t>, Range<usize>),
}

/// The content of braces.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Braces<'t> {
    /// Text that should be the name of a param.
    Name(&'t str),
    /// Forms as ICU's MessageFormat writes them: `{days, plural, one {# day} other {# days}}`.
    IcuForms { name: &'t str, keyword: &'static str },
    /// An opening brace that is not closed.
    Unclosed,
    /// A closing brace that was not opened.
    Unopened,
}

/// Splits a text into its pieces, in order.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['{', '}'])) {
        let brace = at + found;
        plain.push_str(&text[at..brace]);
        let (before, after) = (&text[brace..=brace], &text[brace + 1..]);
        if after.starts_with(before) {
            plain.push_str(before);
            at = brace + 2;
            continue;
        }
        let (braces, length) = if before == "}" { (Braces::Unopened, 1) } else { opened(&text[brace..]) };
        at = brace + length;
        if !plain.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut plain)));
        }
        pieces.push(Piece::Braces(braces, brace..at));
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    pieces
}

/// Returns the braces that a text begins with, and their length.
fn opened(text: &str) -> (Braces<'_>, usize) {
    let after = &text[1..];
    let end = after.find(['{', '}']).unwrap_or(after.len());
    if let Some((name, keyword)) = icu_forms(&after[..end]) {
        return (Braces::IcuForms { name, keyword }, balanced(text));
    }
    if after[end..].starts_with('}') { (Braces::Name(&after[..end]), end + 2) } else { (Braces::Unclosed, 1) }
}

/// Splits `days, plural, one ` into its name and its keyword.
fn icu_forms(inner: &str) -> Option<(&str, &'static str)> {
    let (name, rest) = inner.split_once(',')?;
    let (keyword, _) = rest.split_once(',')?;
    let keyword = ["plural", "select", "selectordinal"].into_iter().find(|known| *known == keyword.trim())?;
    Some((name.trim(), keyword))
}

/// Returns the length of a text up to where the first brace is closed.
fn balanced(text: &str) -> usize {
    let mut open = 0_usize;
    for (at, brace) in text.match_indices(['{', '}']) {
        open = if brace == "{" { open + 1 } else { open - 1 };
        if open == 0 {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Piece<'_> {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn braces_contain_names_and_double_braces_are_literal() {
        let name = |name, span| Piece::Braces(Braces::Name(name), span);
        for (source, expected) in [
            ("", vec![]),
            ("plain", vec![text("plain")]),
            ("{used} of {limit}", vec![name("used", 0..6), text(" of "), name("limit", 10..17)]),
            ("{{used}}", vec![text("{used}")]),
            ("{{{used}}}", vec![text("{"), name("used", 2..8), text("}")]),
            ("已用 {used}", vec![text("已用 "), name("used", 7..13)]),
            ("{a}{b}", vec![name("a", 0..3), name("b", 3..6)]),
            ("{}{ 0 }", vec![name("", 0..2), name(" 0 ", 2..7)]),
        ] {
            assert_eq!(pieces(source), expected, "{source}");
        }
    }

    #[test]
    fn an_unmatched_brace_is_a_piece_of_its_own() {
        use Braces::{Unclosed, Unopened};
        for (source, expected) in [
            ("{", &[(Unclosed, 0)][..]),
            ("a }", &[(Unopened, 2)]),
            ("{used", &[(Unclosed, 0)]),
            ("{used {{", &[(Unclosed, 0)]),
            ("}} } {{ {", &[(Unopened, 3), (Unclosed, 8)]),
            ("}}}", &[(Unopened, 2)]),
        ] {
            let found = pieces(source).into_iter().filter_map(|piece| match piece {
                Piece::Braces(braces, span) => Some((braces, span.start)),
                Piece::Text(_) => None,
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{source}");
        }
    }

    #[test]
    fn icu_forms_are_one_piece_including_nested_braces() {
        for (source, name, keyword, end) in [
            ("{days, plural, one {# day} other {# days}} ago", "days", "plural", 42),
            ("{ n ,plural , =0 {no} other {{n, plural, other {x}}}}", "n", "plural", 53),
            ("{kind, select, card {c}", "kind", "select", 23),
            ("{n, selectordinal, other {th}}", "n", "selectordinal", 30),
        ] {
            assert_eq!(pieces(source)[0], Piece::Braces(Braces::IcuForms { name, keyword }, 0..end));
        }
        for source in ["{n, number}", "{n, number, integer}", "{plural, n}", "{n plural, one {x}}"] {
            assert!(!matches!(pieces(source)[0], Piece::Braces(Braces::IcuForms { .. }, _)), "{source}");
        }
    }
}
