//! The output of `check --format github`: workflow commands, from which GitHub makes annotations in the diff.
//!
//! Their form is documented under "Workflow commands for GitHub Actions".

use std::fmt::Write;

use errcat_catalog::{Checked, Diagnostic, Source};

pub(super) fn annotations(source: &Source, checked: &Checked) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let Diagnostic { rule, message, span, related, help, .. } = diagnostic;
        let (start, end) = (source.position(span.start), source.position(span.end));
        // Columns are only possible within a line. The end is not included in a span, but in an annotation.
        let columns = if start.line == end.line && end.column > start.column {
            format!(",col={},endColumn={}", start.column, end.column - 1)
        } else {
            format!(",col={}", start.column)
        };
        let mut body = message.clone();
        if let Some(related) = related {
            let at = source.position(related.span.start);
            let file = source.file_name(related.span.start);
            let _ = write!(body, "\n{} ({file}:{}:{})", related.label, at.line, at.column);
        }
        let _ = writeln!(
            text,
            "::{} file={},line={}{columns},title={}::{}",
            rule.level().name(),
            property(source.file_name(span.start)),
            start.line,
            property(rule.id()),
            data(&format!("{body}\nhelp: {help}"))
        );
    }
    text
}

/// Escapes the text of a command.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a command.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use errcat_catalog::check;

    use super::*;

    /// Expected: what ends a command or a property is escaped, in the file's name and in the message alike.
    #[test]
    fn names_and_messages_are_escaped() {
        let text = "[catalog]\nschema = 1\nname = \"a\"\nlocales = [\"en\"]\n\"50%\\n\" = 1\n";
        let source = Source::from_text("a,b:c%.toml", text);
        let lines = annotations(&source, &check(&source));
        assert_eq!(lines.lines().count(), 1, "{lines}");
        assert!(lines.starts_with("::error file=a%2Cb%3Ac%25.toml,line=5,col=1,endColumn="), "{lines}");
        assert!(lines.contains(",title=unknown-key::unknown key `50%25"), "{lines}");
    }
}
