//! Lays out sections: a heading, and rows of a label and its text.

use std::fmt::Write;

use errcat_catalog::{Palette, Visible};

/// A heading, and rows of a label and its text.
pub(super) struct Section {
    heading: String,
    rows: Vec<Row>,
}

enum Row {
    Blank,
    Text {
        label: &'static str,
        text: String,
    },
    /// A URL, which a terminal makes a link.
    Link {
        label: &'static str,
        url: String,
    },
}

impl Section {
    /// Creates a section without rows. The detail follows the title in the heading, less prominently.
    pub(super) fn new(title: &str, detail: &str) -> Section {
        let Palette { message: bold, reset, .. } = Palette::ANSI;
        Section { heading: format!("{bold}{}{reset}{}", Visible(title), Visible(detail)), rows: Vec::new() }
    }

    /// Adds a row, unless its text is empty.
    pub(super) fn row(&mut self, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.rows.push(Row::Text { label, text });
        }
    }

    /// Adds a row with a URL, if there is one.
    pub(super) fn link(&mut self, label: &'static str, url: Option<&str>) {
        self.rows.extend(url.map(|url| Row::Link { label, url: url.to_owned() }));
    }

    /// Adds a blank line.
    pub(super) fn blank(&mut self) {
        self.rows.push(Row::Blank);
    }

    /// Returns the section as coloured text. Control characters in the catalog's own texts are replaced.
    pub(super) fn render(&self) -> String {
        let Palette { frame, reset, .. } = Palette::ANSI;
        let label_len = |row: &Row| match row {
            Row::Blank => 0,
            Row::Text { label, .. } | Row::Link { label, .. } => label.len(),
        };
        let width = self.rows.iter().map(label_len).max().unwrap_or_default() + 2;
        let mut rendered = format!("{}\n\n", self.heading);
        for row in &self.rows {
            match row {
                Row::Blank => rendered.push('\n'),
                Row::Text { label, text } => {
                    let mut label = *label;
                    for line in text.lines() {
                        if line.is_empty() && label.is_empty() {
                            rendered.push('\n');
                            continue;
                        }
                        let padding = " ".repeat(width - label.len());
                        let line = format!("  {frame}{label}{reset}{padding}{}", Visible(line));
                        let _ = writeln!(rendered, "{}", line.trim_end());
                        label = "";
                    }
                }
                Row::Link { label, url } => {
                    let padding = " ".repeat(width - label.len());
                    let _ = writeln!(
                        rendered,
                        "  {frame}{label}{reset}{padding}{}",
                        hyperlink(&Visible(url).to_string())
                    );
                }
            }
        }
        rendered
    }
}

/// Writes a URL as a hyperlink of a terminal (OSC 8), whose text is the URL. Like colours, the escape sequences are removed
/// where they are not supported.
fn hyperlink(url: &str) -> String {
    format!("\x1b]8;;{url}\x1b\\{url}\x1b]8;;\x1b\\")
}

/// Lays out keys and their texts in two columns.
pub(super) fn columns<K: AsRef<str>>(pairs: impl IntoIterator<Item = (K, String)>) -> String {
    let pairs: Vec<(K, String)> = pairs.into_iter().collect();
    let width = pairs.iter().map(|(key, _)| key.as_ref().chars().count()).max().unwrap_or_default();
    let line_break = format!("\n{}", " ".repeat(width + 2));
    let lines: Vec<String> = pairs
        .iter()
        .map(|(key, text)| format!("{:width$}  {}", key.as_ref(), text.trim_end().replace('\n', &line_break)))
        .collect();
    lines.join("\n")
}

/// Lays out the keys that have a text in two columns.
pub(super) fn set_columns<K: AsRef<str>>(pairs: impl IntoIterator<Item = (K, String)>) -> String {
    columns(pairs.into_iter().filter(|(_, text)| !text.is_empty()))
}

/// Returns the values in one line, separated by commas.
pub(super) fn commas<T: ToString>(values: impl IntoIterator<Item = T>) -> String {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_columns_are_indented() {
        let inner = columns([("en", "One\ntwo".to_owned()), ("de-CH", "Eins".to_owned())]);
        let outer = set_columns([("used", inner), ("empty", String::new())]);
        assert_eq!(outer, "used  en     One\n             two\n      de-CH  Eins");
    }
}
