//! The choice of a locale by a language tag: RFC 4647, section 3.4 (lookup).
//!
//! Tags of other systems are understood as well: POSIX and Java separate subtags with an underscore, and POSIX appends a
//! charset and a modifier, as in `de_AT.UTF-8@euro`.

/// Returns the index of the locale that fits a language tag best: the tag itself, or what remains of it when subtags are
/// removed from its end.
///
/// ```
/// use errcat_types::locale::lookup;
///
/// assert_eq!(lookup(&["zh", "en"], "en-GB"), Some(1));
/// assert_eq!(lookup(&["zh", "en"], "fr"), None);
/// ```
pub const fn lookup(locales: &[&str], tag: &str) -> Option<usize> {
    let tag = tag.as_bytes();
    let mut length = without_charset(tag);
    loop {
        if let Some(index) = position(locales, tag, length) {
            return Some(index);
        }
        length = match shortened(tag, length) {
            0 => return None,
            shorter => shorter,
        };
    }
}

/// Returns the length of a tag without the charset and the modifier of POSIX.
const fn without_charset(tag: &[u8]) -> usize {
    let mut length = 0;
    while length < tag.len() && !matches!(tag[length], b'.' | b'@') {
        length += 1;
    }
    length
}

/// Returns the length of a tag without its last subtag, and without a singleton that would then be the last one.
const fn shortened(tag: &[u8], mut length: usize) -> usize {
    while length > 0 {
        length -= 1;
        let singleton = length >= 2 && is_separator(tag[length - 2]);
        if is_separator(tag[length]) && !singleton {
            return length;
        }
    }
    0
}

const fn is_separator(byte: u8) -> bool {
    matches!(byte, b'-' | b'_')
}

const fn position(locales: &[&str], tag: &[u8], length: usize) -> Option<usize> {
    let mut index = 0;
    while index < locales.len() {
        if is_same(locales[index].as_bytes(), tag, length) {
            return Some(index);
        }
        index += 1;
    }
    None
}

/// Returns whether a locale equals the first bytes of a tag. Language tags are case-insensitive.
const fn is_same(locale: &[u8], tag: &[u8], length: usize) -> bool {
    if locale.len() != length {
        return false;
    }
    let mut at = 0;
    while at < length {
        let both_separate = is_separator(locale[at]) && is_separator(tag[at]);
        if !both_separate && !locale[at].eq_ignore_ascii_case(&tag[at]) {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::lookup;

    /// The steps of the example in RFC 4647, section 3.4.
    #[test]
    fn a_tag_falls_back_subtag_by_subtag() {
        let tag = "zh-Hant-CN-x-private1-private2";
        let steps = [tag, "zh-Hant-CN-x-private1", "zh-Hant-CN", "zh-Hant", "zh"];
        for step in steps {
            assert_eq!(lookup(&["en", step], tag), Some(1), "{step}");
        }
        assert_eq!(lookup(&["en", "zh-Hant-CN-x"], tag), None);
        assert_eq!(lookup(&["en", "z"], tag), None);
    }

    #[test]
    fn the_longest_match_wins_whatever_the_order_and_case() {
        assert_eq!(lookup(&["zh", "zh-Hant"], "ZH-hant-TW"), Some(1));
        assert_eq!(lookup(&["zh-Hant", "zh"], "zh-Hans-CN"), Some(1));
    }

    #[test]
    fn an_unknown_language_has_no_locale() {
        for tag in [
            "", "-", "--", "fr", "e", "enx", "C", "POSIX", "C.UTF-8", ".UTF-8", "@euro", "_", "中文", "*",
            "zhx-Hans",
        ] {
            assert_eq!(lookup(&["zh", "en"], tag), None, "{tag}");
        }
        assert_eq!(lookup(&[], "en"), None);
    }

    /// The notations of POSIX (`language_territory.charset@modifier`) and of Java.
    #[test]
    fn tags_of_posix_and_java_have_the_language_that_they_name() {
        for tag in
            ["de_AT", "de_AT.UTF-8", "de_AT.UTF-8@euro", "de@euro", "de.ISO-8859-1", "DE_at", "de_AT-1996"]
        {
            assert_eq!(lookup(&["en", "de"], tag), Some(1), "{tag}");
        }
        assert_eq!(lookup(&["zh", "zh-Hant"], "zh_Hant_TW.UTF-8"), Some(1));
        assert_eq!(lookup(&["en", "de-AT"], "de_AT"), Some(1));
    }
}
