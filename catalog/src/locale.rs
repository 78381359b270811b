//! Defines locales, which are BCP 47 language tags, and texts in several of them.

use std::fmt;

/// A well-formed BCP 47 language tag, in the catalog's own spelling.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Locale(String);

/// One text for each locale of the catalog, in the order of [`Model::locales`](crate::Model::locales).
pub type Texts = Vec<String>;

impl Locale {
    /// Parses a tag. It is well-formed if it is a language of 2 to 8 letters (RFC 5646, section 2.1), then subtags of 1 to 8
    /// letters or digits. Private use (`x-...`) is allowed; grandfathered tags are not.
    pub fn parse(tag: &str) -> Option<Locale> {
        let mut subtags = tag.split('-');
        let language = subtags.next()?;
        let letters = language.bytes().all(|b| b.is_ascii_alphabetic());
        let private = language.eq_ignore_ascii_case("x") && tag.len() > 1;
        let alphanumeric =
            |s: &str| (1..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric());
        // A singleton introduces further subtags, so it cannot be the last.
        let complete = tag.rsplit('-').next().is_some_and(|last| last.len() > 1) || private;
        let language_fits = (2..=8).contains(&language.len()) || private;
        (letters && language_fits && complete && subtags.all(alphanumeric)).then(|| Locale(tag.to_owned()))
    }

    /// Returns the tag as the catalog writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns whether two tags are the same, ignoring case.
    pub fn is(&self, tag: &str) -> bool {
        self.0.eq_ignore_ascii_case(tag)
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of RFC 5646, appendix A, and tags that its grammar does not allow.
    #[test]
    fn tags_follow_the_grammar_of_bcp_47() {
        for tag in [
            "de",
            "zh-Hant",
            "zh-cmn-Hans-CN",
            "sr-Latn-RS",
            "sl-nedis",
            "de-CH-1901",
            "es-419",
            "x-whatever",
        ] {
            assert!(Locale::parse(tag).is_some(), "{tag}");
        }
        for tag in [
            "",
            "e",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "123",
            "a-DE",
            "en-a",
            "abcdefghi",
            "en-abcdefghi",
            "中文",
        ] {
            assert!(Locale::parse(tag).is_none(), "{tag}");
        }
    }
}
