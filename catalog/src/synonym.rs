//! Keys under another name: what "did you mean" answers where no near word says it.

use toml::de::DeValue;

/// A key that somebody may write in place of a known one.
pub(crate) struct Synonym {
    written: &'static str,
    /// The key that is meant.
    pub(crate) key: &'static str,
    /// Values that are another word under that key: the word, and the one that is meant.
    words: &'static [(&'static str, &'static str)],
}

/// The names that others give to our keys. One counts only where the key that is meant is known and absent.
const SYNONYMS: [Synonym; 5] = [
    new("code", "type", &[]),
    new("class", "default_class", &[]),
    new("docs", "url", &[]),
    new("wire", "seen", &[]),
    new("replay", "retry_safe", &[("safe", "always")]),
];

const fn new(
    written: &'static str,
    key: &'static str,
    words: &'static [(&'static str, &'static str)],
) -> Synonym {
    Synonym { written, key, words }
}

/// Finds the known key that an unknown one is another name of. A table under it is of another kind: `[tables.order.class]`
/// is not a default class.
pub(crate) fn synonym(written: &str, value: &DeValue<'_>, absent: &[&str]) -> Option<&'static Synonym> {
    let is_meant = |synonym: &&Synonym| synonym.written == written && absent.contains(&synonym.key);
    SYNONYMS.iter().find(is_meant).filter(|_| !value.is_table())
}

impl Synonym {
    /// Returns the key to write, with its value where that is another word.
    pub(crate) fn suggestion(&self, value: &DeValue<'_>) -> String {
        let word = value.as_str().and_then(|value| self.words.iter().find(|(old, _)| *old == value));
        match word {
            Some((_, word)) => format!("{} = \"{word}\"", self.key),
            None => self.key.to_owned(),
        }
    }
}
