//! Measures texts in columns of a terminal, and makes them safe to print.

use errcat_types::Visible;

/// Returns the longest beginning of a text that fits into a number of columns.
pub(crate) fn head(text: &str, columns: usize) -> &str {
    let end = text.char_indices().find(overflows(columns)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Returns the longest end of a text that fits into a number of columns.
pub(crate) fn tail(text: &str, columns: usize) -> &str {
    let start = text.char_indices().rev().find(overflows(columns)).map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}

/// Returns whether a character is the first that does not fit into a number of columns. The number of characters without a
/// width is limited as well.
fn overflows(columns: usize) -> impl FnMut(&(usize, char)) -> bool {
    let (mut used, mut without_width) = (0, 0);
    move |&(_, c)| {
        used += width(c);
        without_width += usize::from(width(c) == 0);
        used > columns || without_width > columns
    }
}

/// Returns the number of columns that a terminal needs for a text.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

const TAB: &str = "    ";

/// Returns a text as a terminal may show it. A tab is as wide as in [`width`], so that no tab moves a caret.
pub(crate) fn visible(text: &str) -> String {
    Visible(text.replace('\t', TAB)).to_string()
}

/// Returns the number of columns that a terminal needs for a character.
///
/// The wide ranges are those of Unicode's East Asian Width (UAX #11, classes W and F), to the nearest block.
fn width(c: char) -> usize {
    match c {
        '\t' => TAB.len(),
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f680}'..='\u{1f6ff}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_direction_marks_are_replaced() {
        assert_eq!(visible("a\u{202e}b\u{7f}"), "a\u{fffd}b␡");
        assert_eq!(visible("a\tb\u{1b}[2J"), "a    b␛[2J");
    }
}
