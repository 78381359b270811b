//! Holds the text of a catalog and of those that it extends, and converts byte offsets to lines and columns.

use std::io::Read;
use std::ops::Range;

use crate::rule::Rule;

/// A catalog's text and the name that diagnostics give it.
///
/// Bytes that are not valid UTF-8 become a source as well: one with a single diagnostic that says so.
/// With [`with_bases`](Source::with_bases), a source has the texts of the catalogs that it extends, one after the other, so
/// that a byte offset tells the file as well.
#[derive(Clone, Debug)]
pub struct Source {
    /// The catalog's own file, and those of the catalogs that it extends.
    files: Vec<SourceFile>,
    text: String,
    line_starts: Vec<usize>,
    pub(crate) unreadable: Option<Unreadable>,
}

/// A file of a source.
#[derive(Clone, Debug)]
struct SourceFile {
    name: String,
    /// The offset of its first byte.
    start: usize,
    /// The number of lines of all files before it.
    lines_before: usize,
    /// Of a base, its text after as many spaces as there are bytes before it, which is what the parser is given.
    padded: Option<String>,
}

/// Why a source cannot be read.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) span: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// A position in a text. Both numbers count from 1; a column is one character, whatever its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The number of the line.
    pub line: usize,
    /// The number of the character in that line.
    pub column: usize,
}

const BYTE_ORDER_MARK: char = '\u{feff}';

impl Source {
    /// The maximum size of a catalog, in bytes: 32 MiB, which is some 100,000 entries in two languages.
    pub const MAX_BYTES: u64 = 32 * 1024 * 1024;

    /// Creates a source from text. `name` is what diagnostics call it, usually a path.
    pub fn from_text(name: impl Into<String>, text: &str) -> Source {
        Source::from_bytes(name, text.as_bytes().to_vec())
    }

    /// Creates a source from bytes, which need not be valid UTF-8.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Source {
        let name = name.into();
        if bytes.len() as u64 > Source::MAX_BYTES {
            return Source::unreadable(
                name,
                format!("the catalog is larger than {} MiB", Source::MAX_BYTES / 1024 / 1024),
                "split it into several files, with a `codes!` call for each",
            );
        }
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        match String::from_utf8(bytes) {
            Ok(text) => {
                let unreadable = symlink_as_text(&text);
                Source::new(name, text, unreadable)
            }
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let (what, help) = if utf16 {
                    ("is encoded in UTF-16", "save the file as UTF-8")
                } else {
                    ("is not valid UTF-8", "save the file as UTF-8: TOML allows no other encoding")
                };
                let span = at..at + char::REPLACEMENT_CHARACTER.len_utf8();
                let message = format!("the catalog {what}");
                Source::new(name, text, Some(Unreadable { span, message, help: help.into() }))
            }
        }
    }

    /// Creates a source from a reader, of which it reads at most one byte more than [`Source::MAX_BYTES`].
    pub fn from_reader(name: impl Into<String>, reader: std::io::Result<impl Read>) -> Source {
        let name = name.into();
        let mut bytes = Vec::new();
        match reader.and_then(|reader| reader.take(Source::MAX_BYTES + 1).read_to_end(&mut bytes)) {
            Ok(_) => Source::from_bytes(name, bytes),
            Err(error) => {
                Source::unreadable(name, format!("cannot read the catalog: {error}"), Rule::Unreadable.help())
            }
        }
    }

    /// Creates a source without text, whose only diagnostic has this message and this help.
    pub fn unreadable(
        name: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Source {
        let unreadable = Unreadable { span: 0..0, message: message.into(), help: help.into() };
        Source::new(name.into(), String::new(), Some(unreadable))
    }

    fn new(name: String, text: String, unreadable: Option<Unreadable>) -> Source {
        let line_starts = line_starts(&text, 0).collect();
        let file = SourceFile { name, start: 0, lines_before: 0, padded: None };
        Source { files: vec![file], text, line_starts, unreadable }
    }

    /// Adds the file of a catalog that this one extends, and returns the offset of its first byte.
    pub(crate) fn add_file(&mut self, base: &Source) -> usize {
        // Its first line begins after the end of the last file's last line.
        self.text.push('\n');
        let start = self.text.len();
        let lines_before = self.line_starts.len();
        self.text.push_str(base.text());
        self.line_starts.extend(line_starts(base.text(), start));
        let padded = Some(" ".repeat(start) + base.text());
        self.files.push(SourceFile { name: base.name().to_owned(), start, lines_before, padded });
        start
    }

    /// Returns what diagnostics call this source.
    pub fn name(&self) -> &str {
        self.file(0).map_or("", |file| &file.name)
    }

    /// Returns the text: that of the catalog's own file, and those of the catalogs that it extends. Bytes that were not valid
    /// UTF-8 are replaced by U+FFFD.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether it has the texts of catalogs that it extends.
    pub(crate) fn has_bases(&self) -> bool {
        self.files.len() > 1
    }

    /// Returns the text of each file for the parser, in which whatever is found has the offset that it has in the source.
    pub(crate) fn parsed_texts(&self) -> impl Iterator<Item = &str> {
        let own = self.files.get(1).map_or(self.text.len(), |base| base.start);
        std::iter::once(&self.text[..own]).chain(self.files.iter().filter_map(|file| file.padded.as_deref()))
    }

    /// Returns the file that contains a byte offset.
    fn file(&self, offset: usize) -> Option<&SourceFile> {
        self.files.iter().rfind(|file| file.start <= offset)
    }

    /// Returns the name of the file that contains a byte offset: that of the catalog itself, or of one that it extends.
    pub fn file_name(&self, offset: usize) -> &str {
        self.file(offset).map_or("", |file| &file.name)
    }

    /// Returns the text of the file that contains a byte offset.
    pub fn file_text(&self, offset: usize) -> &str {
        let start = self.file(offset).map_or(0, |file| file.start);
        let next = self.files.iter().map(|file| file.start).find(|next| *next > start);
        // A file is followed by a line feed of the source.
        let end = next.map_or(self.text.len(), |next| next - 1);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Returns the byte offset in its own file of what has a byte offset in the source.
    pub fn offset_in_file(&self, offset: usize) -> usize {
        offset - self.file(offset).map_or(0, |file| file.start)
    }

    /// Returns the line and column of a byte offset in its file. An offset past the end is the end; a byte order mark has no
    /// column.
    pub fn position(&self, offset: usize) -> Position {
        let (line, start) = self.line_start(offset);
        let line = line - self.file(offset).map_or(0, |file| file.lines_before);
        let before = self.text.get(start..self.floor(offset)).unwrap_or_default();
        let column = before.chars().filter(|&c| c != BYTE_ORDER_MARK).count() + 1;
        Position { line, column }
    }

    /// Returns the number of the line of a byte offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.line_start(offset).0
    }

    /// Returns the text from the start of the line of a byte offset.
    pub(crate) fn text_from_line(&self, offset: usize) -> &str {
        self.text.get(self.line_start(offset).1..).unwrap_or_default()
    }

    /// Returns the text and the byte range of the line that contains an offset, without its line ending.
    pub(crate) fn line_at(&self, offset: usize) -> (&str, Range<usize>) {
        let (_, start) = self.line_start(offset);
        let rest = self.text.get(start..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mark = if line.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
        (&line[mark..], start + mark..start + line.len())
    }

    fn line_start(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= offset).max(1);
        (line, self.line_starts[line - 1])
    }

    /// Returns the nearest character boundary at or before an offset.
    pub(crate) fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Returns the offsets at which the lines of a text begin that begins at an offset.
fn line_starts(text: &str, start: usize) -> impl Iterator<Item = usize> {
    std::iter::once(start).chain(text.match_indices('\n').map(move |(at, _)| start + at + 1))
}

/// Recognizes a symbolic link that was checked out, for lack of support, as a file that contains the link's target.
fn symlink_as_text(text: &str) -> Option<Unreadable> {
    let path = text.trim_end_matches(['\r', '\n']);
    let is_path = path.ends_with(".toml") && !path.contains(['\n', '=', '[', '#', '"', '\'']);
    is_path.then(|| Unreadable {
        span: 0..path.len(),
        message: format!("the catalog contains only the path `{path}`: a symbolic link was checked out as text"),
        help: "check it out as a link (git config core.symlinks true, then git checkout), or copy the file to this path".into(),
    })
}
