//! What the tests have in common: comparing a text with the file that holds what is expected.

use std::path::Path;

/// Fails unless a file holds exactly a text. With `TRYBUILD=overwrite` in the environment it writes the file instead.
///
/// # Panics
///
/// When the file holds another text, or cannot be written.
pub fn bless(expected: &Path, actual: &str) {
    if std::env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite") {
        let written = std::fs::write(expected, actual);
        assert!(written.is_ok(), "{}: {written:?}", expected.display());
        return;
    }
    let text = std::fs::read_to_string(expected).unwrap_or_default();
    let file = expected.display();
    assert!(
        text == actual,
        "{file} says\n\n{text}\nbut the result is\n\n{actual}\nTo accept it: TRYBUILD=overwrite cargo test"
    );
}
