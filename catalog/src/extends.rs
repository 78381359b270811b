//! Joins a catalog with those that it extends.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::fields::{Fields, What};
use crate::findings::Findings;
use crate::read::{check_schema, is_forms};
use crate::source::{Source, Unreadable};
use crate::syntax::Node;

/// The key of `[catalog]` that names the catalogs that are extended.
pub(crate) const EXTENDS: &str = "extends";

/// The maximum number of catalogs that one extends, directly and indirectly.
pub(crate) const MAX_BASES: usize = 16;

impl Source {
    /// Adds the catalogs that this one extends, and those that they extend.
    ///
    /// `read` gets the path of each of them, relative to the folder of this one, with `/` between its parts.
    /// A catalog that is named twice is read once.
    /// One that cannot be read is reported by [`check`](crate::check()), where it is named.
    #[must_use]
    pub fn with_bases(mut self, mut read: impl FnMut(&str) -> Source) -> Source {
        let own = self.name().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let mut bases = vec![own.clone()];
        self.add_bases(0, &mut vec![own], &mut bases, &mut read);
        self
    }

    /// Adds the bases of the last file of `path`, which begins at an offset. `path` leads from the catalog to that file;
    /// `known` are all files.
    fn add_bases(
        &mut self,
        start: usize,
        path: &mut Vec<String>,
        known: &mut Vec<String>,
        read: &mut dyn FnMut(&str) -> Source,
    ) {
        let from = path.last().cloned().unwrap_or_default();
        for (written, span) in extended(&self.text()[start..], start) {
            if self.unreadable.is_some() {
                return;
            }
            let refuse = |message: String, help: &str| {
                Some(Unreadable { span: span.clone(), message, help: help.into() })
            };
            let Some(base) = join(&from, &written) else {
                let help = "write it relative to the folder of this file, with `/` between its parts";
                self.unreadable = refuse(format!("`{written}` is not a relative path"), help);
                return;
            };
            if path.contains(&base) {
                let help = "remove it, or move what both need into a catalog that both extend";
                self.unreadable = refuse(format!("the catalog extends itself by `{written}`"), help);
                return;
            }
            if known.contains(&base) {
                continue;
            }
            if known.len() > MAX_BASES {
                let help = "join some of them";
                self.unreadable = refuse(format!("the catalog extends more than {MAX_BASES} catalogs"), help);
                return;
            }
            let source = read(&base);
            let size = (self.text().len() + source.text().len()) as u64;
            if let Some(unreadable) = source.unreadable.as_ref().filter(|_| source.text().is_empty()) {
                let message = format!("cannot extend `{written}`: {}", unreadable.message);
                self.unreadable = refuse(message, &unreadable.help);
            } else if size > Source::MAX_BYTES {
                let limit = Source::MAX_BYTES / 1024 / 1024;
                let message = format!("with `{written}`, the catalog is larger than {limit} MiB");
                self.unreadable =
                    refuse(message, "split it into several catalogs, with a `codes!` call for each");
            } else {
                let start = self.add_file(&source);
                self.unreadable = source.unreadable.map(|Unreadable { span, message, help }| Unreadable {
                    span: start + span.start..start + span.end,
                    message,
                    help,
                });
                known.push(base.clone());
                path.push(base);
                self.add_bases(start, path, known, read);
                path.pop();
            }
        }
    }
}

/// Returns the catalogs that a text extends, each with its span. A value of another type is reported when it is read.
fn extended(text: &str, start: usize) -> Vec<(String, Range<usize>)> {
    if !text.contains(EXTENDS) {
        return Vec::new();
    }
    let (root, _) = DeTable::parse_recoverable(text);
    let catalog = root.get_ref().get("catalog").and_then(|catalog| catalog.get_ref().as_table());
    let Some(value) = catalog.and_then(|catalog| catalog.get(EXTENDS)) else { return Vec::new() };
    let items: Vec<&Node<'_>> = match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    let named = items.into_iter().filter_map(|item| {
        let span = item.span();
        Some((item.get_ref().as_str()?.to_owned(), start + span.start..start + span.end))
    });
    named.collect()
}

/// Joins a path to the folder of a file. Neither the path nor its result is absolute.
fn join(file: &str, written: &str) -> Option<String> {
    if written.is_empty() || written.starts_with('/') || written.contains(['\\', ':']) {
        return None;
    }
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut joined: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(written.split('/')).filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." && joined.last().is_some_and(|last| *last != "..") {
            joined.pop();
        } else {
            joined.push(part);
        }
    }
    (!joined.is_empty()).then(|| joined.join("/"))
}

/// Adds to a catalog what it does not state itself, from one that it extends.
pub(crate) fn extend<'s>(own: &mut DeTable<'s>, base: DeTable<'s>, findings: &mut Findings<'_>) {
    if let Some(node) = base.get("catalog")
        && let DeValue::Table(catalog) = node.get_ref()
    {
        check_schema(&mut Fields::new(catalog, What::Words("`[catalog]`".into()), node.span()), findings);
    }
    extend_at(&mut Vec::new(), own, base);
}

fn extend_at<'s>(path: &mut Vec<String>, own: &mut DeTable<'s>, base: DeTable<'s>) {
    for (key, value) in base {
        let name = key.get_ref().to_string();
        let Some(stated) = own.get_mut(name.as_str()) else {
            if !is_own_only(path, &name) {
                own.insert(key, value);
            }
            continue;
        };
        path.push(name);
        if is_joined(path)
            && !is_forms(stated)
            && !is_forms(&value)
            && let (DeValue::Table(stated), DeValue::Table(value)) = (stated.get_mut(), value.into_inner())
        {
            extend_at(path, stated, value);
        }
        path.pop();
    }
}

/// What a catalog is called and what it extends is its own.
fn is_own_only(path: &[String], key: &str) -> bool {
    matches!(path, [catalog] if catalog == "catalog") && ["schema", "name", "title", EXTENDS].contains(&key)
}

/// Returns whether a table that both catalogs have is joined, key by key. Any other one is replaced.
///
/// Joined are the tables of names: of tables, entries, classes, remedies, and of texts by locale.
fn is_joined(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["catalog", inner @ ..] => matches!(inner, [] | ["remedies" | "attributes"]),
        ["tables", inner @ ..] => {
            matches!(inner, [] | [_] | [_, "classes" | "envelope" | "reserved"] | [_, "classes", _])
        }
        [_] | [_, _] | [_, _, "title" | "message" | "help"] => true,
        _ => false,
    }
}
