//! Any bytes as a catalog: it is checked, every diagnostic is shown, and what it expands to is Rust.

use errcat_catalog::{Checked, Level, Palette, Source, check, load};
use errcat_codegen::{Shape, expand};
use errcat_tests::{assert_can_be_expanded, assert_is_complete};

/// A line that separates the catalog from those that it may extend, whose names are `1.toml`, `2.toml` and so on.
const SEPARATOR: &[u8] = b"\n#file\n";

/// The maximum number of bytes of a catalog whose expansion is parsed. Parsing a large one takes longer than all the rest.
const MAX_PARSED: usize = 16 * 1024;

/// Checks, renders and expands a catalog.
///
/// # Panics
///
/// Panics if any of it panics, or if a promise does not hold: diagnostics are sorted, their spans are within the text, what
/// is shown of them fits a terminal, and the catalog expands to Rust.
pub fn run(data: &[u8]) {
    let mut files = split(data).into_iter();
    let source = Source::from_bytes("codes.toml", files.next().unwrap_or_default().to_vec());
    let bases: Vec<&[u8]> = files.collect();
    let source = source.with_bases(|name| {
        let number = name.strip_suffix(".toml").and_then(|number| number.parse::<usize>().ok());
        match number.and_then(|number| bases.get(number.checked_sub(1)?)) {
            Some(base) => Source::from_bytes(name, base.to_vec()),
            None => Source::unreadable(name, "there is no such file", "create it"),
        }
    });
    let checked = check(&source);
    assert_is_reported(&checked, &source);
    assert_can_be_expanded(&checked.catalog, source.name());
    assert_expands_to_rust(&checked, data.len() <= MAX_PARSED);
}

fn split(data: &[u8]) -> Vec<&[u8]> {
    let mut files = Vec::new();
    let mut rest = data;
    while let Some(at) = rest.windows(SEPARATOR.len()).position(|window| window == SEPARATOR) {
        files.push(&rest[..at]);
        rest = &rest[at + SEPARATOR.len()..];
    }
    files.push(rest);
    files
}

fn assert_is_reported(checked: &Checked, source: &Source) {
    let starts: Vec<_> = checked.diagnostics.iter().map(|diagnostic| diagnostic.span.start).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    let has_error = checked.diagnostics.iter().any(|diagnostic| diagnostic.rule.level() == Level::Error);
    assert_eq!(checked.is_valid(), !has_error);
    assert_eq!(load(source).is_ok(), !has_error);
    for diagnostic in &checked.diagnostics {
        assert_is_complete(diagnostic, source);
        let plain = diagnostic.render(source, Palette::PLAIN).to_string();
        let for_compiler = diagnostic.render_for_compiler(source).to_string();
        for shown in [plain, for_compiler] {
            assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
            assert!(shown.len() < 20_000, "{} bytes", shown.len());
        }
        // The colours are escape sequences, so that only the absence of a panic can be asserted.
        let _ = diagnostic.render(source, Palette::ANSI).to_string();
    }
}

fn assert_expands_to_rust(checked: &Checked, is_parsed: bool) {
    let shape = Shape::of(&checked.catalog);
    let plain =
        Shape { help: false, docs: false, locales: vec![checked.catalog.locales.len() - 1], ..shape.clone() };
    for shape in [shape, plain] {
        let tokens = expand(&checked.catalog, &shape);
        if is_parsed {
            let text = tokens.to_string();
            let parsed = syn::parse2::<syn::File>(tokens);
            assert!(parsed.is_ok(), "{:?}: {text}", parsed.err());
        }
    }
}
