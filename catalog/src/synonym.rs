//! Knows keys that have another name elsewhere, for "did you mean" where no similar word is the right one.

use toml::de::DeValue;

/// Another name of a key.
pub(crate) struct Synonym {
    written: &'static str,
    /// The key of errcat.
    pub(crate) key: &'static str,
    /// Values that have another name as well: the name, and the value of errcat.
    words: &'static [(&'static str, &'static str)],
}

/// The other names of our keys. One is suggested only where the key itself is known and absent.
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

/// Finds the known key that an unknown key is another name of. A table is none: `[tables.order.class]` is not a default
/// class.
pub(crate) fn synonym(written: &str, value: &DeValue<'_>, absent: &[&str]) -> Option<&'static Synonym> {
    let matches = |synonym: &&Synonym| synonym.written == written && absent.contains(&synonym.key);
    SYNONYMS.iter().find(matches).filter(|_| !value.is_table())
}

impl Synonym {
    /// Returns the key to write, with its value if that has another name as well.
    pub(crate) fn suggestion(&self, value: &DeValue<'_>) -> String {
        let word = value.as_str().and_then(|value| self.words.iter().find(|(old, _)| *old == value));
        match word {
            Some((_, word)) => format!("{} = \"{word}\"", self.key),
            None => self.key.to_owned(),
        }
    }
}
