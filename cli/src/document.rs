//! The text of a catalog for editing, in which comments and layout stay.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml_edit::{DocumentMut, TomlError};

/// The text of a catalog, to be edited.
pub(crate) struct Document {
    pub(crate) toml: DocumentMut,
    masked: LargeIntegers,
}

impl Document {
    pub(crate) fn parse(text: &str) -> Result<Document, TomlError> {
        let masked = LargeIntegers::mask(text);
        Ok(Document { toml: masked.text.parse()?, masked })
    }

    pub(crate) fn text(&self) -> String {
        self.masked.unmask(&self.toml.to_string())
    }
}

/// A text in which integers above the maximum of an i64, which the editor of TOML does not read, are texts.
struct LargeIntegers {
    text: String,
    /// What the texts begin with, which is nowhere else.
    prefix: String,
}

impl LargeIntegers {
    fn mask(text: &str) -> LargeIntegers {
        let mut prefix = "integer:".to_owned();
        while text.contains(&prefix) {
            prefix.insert(0, '_');
        }
        let mut spans = Vec::new();
        let (root, _) = DeTable::parse_recoverable(text);
        collect_large(root.get_ref(), &mut spans);
        spans.sort_by_key(|span| span.start);
        let mut masked = text.to_owned();
        for span in spans.into_iter().rev() {
            masked.insert(span.end, '"');
            masked.insert_str(span.start, &format!("\"{prefix}"));
        }
        LargeIntegers { text: masked, prefix }
    }

    fn unmask(&self, text: &str) -> String {
        let beginning = format!("\"{}", self.prefix);
        let mut parts = text.split(beginning.as_str());
        let mut unmasked = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            unmasked.push_str(&part.replacen('"', "", 1));
        }
        unmasked
    }
}

/// Collects the spans of integers above the maximum of an i64.
fn collect_large(table: &DeTable<'_>, spans: &mut Vec<Range<usize>>) {
    for (_, value) in table {
        collect_large_of(value, spans);
    }
}

fn collect_large_of(value: &toml::Spanned<DeValue<'_>>, spans: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Integer(integer) => {
            let is_large = i64::from_str_radix(integer.as_str(), integer.radix()).is_err();
            spans.extend(is_large.then(|| value.span()));
        }
        DeValue::Array(items) => items.iter().for_each(|item| collect_large_of(item, spans)),
        DeValue::Table(inner) => collect_large(inner, spans),
        DeValue::String(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}
