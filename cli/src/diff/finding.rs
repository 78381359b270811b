//! Defines a finding: one change, with what it is about, the old and the new value, and its fingerprint.

use errcat_catalog::{Entry, Role, Source, Table};

use super::change::{Affected, Change, Impact, Section};

/// A change that was found.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) change: Change,
    pub(super) impact: Impact,
    pub(super) affects: Vec<Affected>,
    pub(super) subject: Subject,
    /// The old value in words; empty if there was none.
    pub(super) old: String,
    /// The new value in words; empty if there is none.
    pub(super) new: String,
    /// Of a changed class, the entries that it moves.
    pub(super) moved: Vec<String>,
    /// The reason of its approval.
    pub(super) approved: Option<String>,
}

/// What a finding is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    /// The table; absent if it is about the whole catalog.
    pub(super) table: Option<String>,
    /// The entry of the table, or `classes.` and the name of a class, or `sets.` and that of a set.
    pub(super) part: Option<String>,
    /// The location of the entry: in the old catalog if it was removed.
    pub(super) location: Option<Place>,
}

/// A location in a file.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    /// Whether the file is one of the old catalog.
    pub(super) is_old: bool,
}

impl Subject {
    pub(super) fn catalog() -> Subject {
        Subject::default()
    }

    pub(super) fn table(table: &Table) -> Subject {
        Subject { table: Some(table.name.clone()), ..Subject::default() }
    }

    /// Creates the subject of a part of a table that has no location, such as a class.
    pub(super) fn part(table: &Table, key: &str, name: &str) -> Subject {
        Subject { part: Some(format!("{key}.{name}")), ..Subject::table(table) }
    }

    pub(super) fn entry(source: &Source, table: &Table, entry: &Entry) -> Subject {
        let at = source.position(entry.span.start);
        let file = source.file_name(entry.span.start).to_owned();
        let location = Some(Place { file, line: at.line, column: at.column, is_old: false });
        Subject { part: Some(entry.name.clone()), location, ..Subject::table(table) }
    }

    /// Creates the subject of an entry that only the old catalog has.
    pub(super) fn removed_entry(source: &Source, table: &Table, entry: &Entry) -> Subject {
        let mut subject = Subject::entry(source, table, entry);
        if let Some(place) = &mut subject.location {
            place.is_old = true;
        }
        subject
    }

    /// Returns the name of what it is about, such as `order.OutOfStock`.
    pub(super) fn name(&self) -> String {
        match (&self.table, &self.part) {
            (Some(table), Some(part)) => format!("{table}.{part}"),
            (Some(table), None) => format!("table {table}"),
            (None, _) => "catalog".to_owned(),
        }
    }
}

impl Finding {
    pub(super) fn new(change: Change, role: Role, subject: Subject, old: String, new: String) -> Finding {
        let (impact, affects) = (change.impact(role), change.affects().to_vec());
        Finding { change, impact, affects, subject, old, new, moved: Vec::new(), approved: None }
    }

    /// Returns whether it breaks something, and nobody has approved that.
    pub(super) fn is_unapproved_break(&self) -> bool {
        self.impact == Impact::Breaking && self.approved.is_none()
    }

    /// Returns what changed, in words: the old and the new value.
    pub(super) fn values(&self) -> String {
        match (self.old.as_str(), self.new.as_str()) {
            ("", "") => String::new(),
            (old, "") => format!("was {old}"),
            ("", what) if self.change.section() == Section::Omitted => what.to_owned(),
            ("", new) => format!("now {new}"),
            (old, new) => format!("{old} -> {new}"),
        }
    }

    /// Returns a short hash of the change, what it is about, and both values. It is the same wherever the entry is in its file.
    pub(super) fn fingerprint(&self) -> String {
        let Subject { table, part, location: _ } = &self.subject;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let parts = [self.change.id(), &text(table), &text(part), &self.old, &self.new];
        format!("{:016x}", fnv_1a(parts.join("\0").as_bytes()))
    }
}

/// Returns the hash FNV-1a of 64 bits, which is the same in every version and on every machine.
///
/// Source of the numbers: draft-eastlake-fnv, section 5.
fn fnv_1a(bytes: &[u8]) -> u64 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.iter().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected: the test vectors of draft-eastlake-fnv, appendix C.
    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv_1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv_1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv_1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
