//! What entries mean for callers and operators: the keys that a class can give. A change that entries take from their class
//! is reported once, at the class.

use std::collections::HashMap;

use errcat_catalog::{
    Category, Class, Defaults, Entry, Exposure, Remedy, Repeat, Retry, RetrySafety, Role, Severity, Table,
};

use crate::diff::change::{Affected, Change, Impact};
use crate::diff::compare::{Comparison, Tables, or_none};
use crate::diff::finding::{Finding, Subject};

/// A key that an entry has, from itself, from its class or by default.
#[derive(Clone, Debug, PartialEq)]
enum Key {
    Http,
    Category,
    Retry,
    RetrySafety,
    Severity,
    Exposure,
    Mask,
    Recovery,
    Exit,
    Extra(String),
    Attribute(String),
}

impl Key {
    /// Every key that each entry has.
    const ALL: [Key; 9] = [
        Key::Http,
        Key::Category,
        Key::Retry,
        Key::RetrySafety,
        Key::Severity,
        Key::Exposure,
        Key::Mask,
        Key::Recovery,
        Key::Exit,
    ];

    fn name(&self) -> &str {
        match self {
            Key::Http => "http",
            Key::Category => "category",
            Key::Retry => "retry",
            Key::RetrySafety => "retry_safe",
            Key::Severity => "severity",
            Key::Exposure => "exposure",
            Key::Mask => "mask",
            Key::Recovery => "recovery",
            Key::Exit => "exit",
            Key::Extra(name) | Key::Attribute(name) => name,
        }
    }

    /// Returns the value that an entry has.
    fn of_entry(&self, entry: &Entry) -> String {
        match self {
            Key::Http => entry.http.to_string(),
            Key::Category => entry.category.to_string(),
            Key::Retry => entry.retry.to_string(),
            Key::RetrySafety => entry.retry_safety.to_string(),
            Key::Severity => entry.severity.to_string(),
            Key::Exposure => entry.exposure.to_string(),
            Key::Mask => or_none(entry.mask.as_ref()),
            Key::Recovery => or_none(entry.recovery),
            Key::Exit => or_none(entry.exit),
            Key::Extra(name) => value_of(&entry.extra, name),
            Key::Attribute(name) => value_of(&entry.attributes, name),
        }
    }

    /// Returns the value that a class states.
    fn stated(&self, class: &Class) -> Option<String> {
        let Defaults { http, category, retry, retry_safety, severity, exposure, mask, recovery, exit } =
            &class.defaults;
        match self {
            Key::Http => http.map(|http| http.to_string()),
            Key::Category => category.map(|category| category.to_string()),
            Key::Retry => retry.as_ref().map(ToString::to_string),
            Key::RetrySafety => retry_safety.map(|retry_safety| retry_safety.to_string()),
            Key::Severity => severity.map(|severity| severity.to_string()),
            Key::Exposure => exposure.map(|exposure| exposure.to_string()),
            Key::Mask => mask.clone(),
            Key::Recovery => recovery.map(|recovery| recovery.to_string()),
            Key::Exit => exit.map(|exit| exit.to_string()),
            Key::Extra(name) => stated_value(&class.extra, name),
            Key::Attribute(name) => stated_value(&class.attributes, name),
        }
    }

    /// Returns the value that follows from a category.
    fn of_category(&self, category: Category) -> Option<String> {
        match self {
            Key::Http => Some(category.http_status().to_string()),
            Key::Category => Some(category.to_string()),
            Key::Retry => Some(category.default_retry().to_string()),
            Key::RetrySafety => Some(category.default_retry_safety().to_string()),
            Key::Exposure => Some(category.default_exposure().to_string()),
            Key::Severity | Key::Mask | Key::Recovery | Key::Exit | Key::Extra(_) | Key::Attribute(_) => None,
        }
    }

    /// Returns what a class gives to its entries: the value that it states, or that follows from the category that it states.
    fn of_class(&self, class: Option<&Class>) -> Option<String> {
        let class = class?;
        self.stated(class).or_else(|| self.of_category(class.defaults.category?))
    }

    /// Returns the value of an entry that takes all from its class, or else from its category or its table.
    fn by_default(&self, entry: &Entry, class: Option<&Class>, table: &Table) -> String {
        let stated = class.and_then(|class| self.stated(class));
        let value = stated.or_else(|| match self {
            Key::Category => Some(Category::Unknown.to_string()),
            Key::Severity => Some(Severity::Error.to_string()),
            Key::Mask => table.mask.clone(),
            _ => self.of_category(entry.category),
        });
        or_none(value)
    }
}

fn value_of<T: ToString>(values: &[(String, T)], name: &str) -> String {
    or_none(stated_value(values, name))
}

fn stated_value<T: ToString>(values: &[(String, T)], name: &str) -> Option<String> {
    values.iter().find(|(other, _)| other == name).map(|(_, value)| value.to_string())
}

/// What follows from a changed class, or from a change of the class of entries.
struct ClassMove<'a> {
    old: Option<&'a Class>,
    new: Option<&'a Class>,
    entries: Vec<String>,
    changes: Vec<Change>,
    /// The keys that differ, with both values.
    keys: Vec<(Key, String, String)>,
}

impl Comparison<'_> {
    pub(super) fn compare_policies(&mut self, tables: &Tables<'_>) {
        let names = tables.new_names();
        let mut moves: Vec<ClassMove<'_>> = changed_classes(tables);
        for (old, new) in tables.judged() {
            let (old_class, new_class) = (class_of(old, tables.old), class_of(new, tables.new));
            let at = move_of(&mut moves, old_class, new_class);
            let keys: Vec<Key> = keys(old, new).into_iter().filter(|key| self.is_declared(key)).collect();
            for key in keys {
                let Some(change) = change_of(&key, old, new, tables, &names) else { continue };
                let moved = at.and_then(|at| moves.get_mut(at)).filter(|_| {
                    key.of_class(old_class) != key.of_class(new_class)
                        && key.of_entry(old) == key.by_default(old, old_class, tables.old)
                        && key.of_entry(new) == key.by_default(new, new_class, tables.new)
                });
                let (before, after) = (in_words(&key, old), in_words(&key, new));
                match moved {
                    Some(moved) => moved.add(&new.name, change, key, before, after),
                    None => {
                        let subject = Subject::entry(&self.new.source, tables.new, new);
                        self.report(change, subject, before, after);
                    }
                }
            }
            // An entry that takes nothing from its new class is in it all the same.
            if let Some(moved) = at.and_then(|at| moves.get_mut(at))
                && old.class != new.class
                && moved.entries.last() != Some(&new.name)
            {
                moved.entries.push(new.name.clone());
            }
        }
        for moved in moves {
            let finding = moved.finding(self.role, tables.new);
            self.findings.push(finding);
        }
    }

    /// Returns whether both catalogs declare an attribute. One that was added or removed is reported at the catalog.
    fn is_declared(&self, key: &Key) -> bool {
        let Key::Attribute(name) = key else { return true };
        let catalogs = [&self.old.catalog, &self.new.catalog];
        catalogs.iter().all(|catalog| catalog.attributes.iter().any(|attribute| attribute.name == *name))
    }
}

impl<'a> ClassMove<'a> {
    fn new(old: Option<&'a Class>, new: Option<&'a Class>) -> ClassMove<'a> {
        ClassMove { old, new, entries: Vec::new(), changes: Vec::new(), keys: Vec::new() }
    }

    fn add(&mut self, entry: &str, change: Change, key: Key, old: String, new: String) {
        if self.entries.last().is_none_or(|last| last != entry) {
            self.entries.push(entry.to_owned());
        }
        self.changes.push(change);
        if !self.keys.iter().any(|(other, _, _)| *other == key) {
            self.keys.push((key, old, new));
        }
    }

    /// Returns the finding, which is as severe as the worst that follows from it.
    fn finding(self, role: Role, table: &Table) -> Finding {
        let name = |class: Option<&Class>| or_none(class.map(|class| &class.name));
        let (old, new) = match (self.old, self.new) {
            (Some(old), Some(new)) if old.name == new.name => {
                let keys = stated_keys(old, new);
                (in_one_line(old, &keys), in_one_line(new, &keys))
            }
            (old, new) => {
                let values = |at: fn(&(Key, String, String)) -> &String| {
                    let each = self.keys.iter().map(|key| format!(", {}: {}", key.0.name(), at(key)));
                    each.collect::<String>()
                };
                (name(old) + &values(|key| &key.1), name(new) + &values(|key| &key.2))
            }
        };
        let subject = Subject::part(table, "classes", &name(self.new.or(self.old)));
        let mut finding = Finding::new(Change::ClassChanged, role, subject, old, new);
        let impacts = self.changes.iter().map(|change| change.impact(role));
        finding.impact = impacts.min().unwrap_or(Impact::Notable).min(finding.impact);
        if !self.changes.is_empty() {
            let mut affects: Vec<Affected> =
                self.changes.iter().flat_map(|change| change.affects().iter().copied()).collect();
            affects.sort_unstable();
            affects.dedup();
            finding.affects = affects;
        }
        finding.moved = self.entries;
        finding
    }
}

/// Returns the classes that are in both tables and give something else.
fn changed_classes<'a>(tables: &Tables<'a>) -> Vec<ClassMove<'a>> {
    let pairs = tables.new.classes.iter().filter_map(|class| {
        let before = tables.old.classes.iter().find(|other| other.name == class.name)?;
        Some(ClassMove::new(Some(before), Some(class)))
    });
    pairs
        .filter(|pair| pair.old.zip(pair.new).is_some_and(|(old, new)| !stated_keys(old, new).is_empty()))
        .collect()
}

/// Returns the index of what an entry's class changes, if its class is another one or gives something else.
fn move_of<'a>(
    moves: &mut Vec<ClassMove<'a>>,
    old: Option<&'a Class>,
    new: Option<&'a Class>,
) -> Option<usize> {
    let name = |class: Option<&'a Class>| class.map(|class| class.name.as_str());
    let (old_name, new_name) = (name(old), name(new));
    let known = moves.iter().position(|each| name(each.old) == old_name && name(each.new) == new_name);
    if known.is_none() && old_name != new_name {
        moves.push(ClassMove::new(old, new));
        return Some(moves.len() - 1);
    }
    known
}

/// Returns the keys of which two classes state different values.
fn stated_keys(old: &Class, new: &Class) -> Vec<Key> {
    let names = |values: Vec<&String>, key: fn(String) -> Key| {
        let mut keys: Vec<Key> = values.into_iter().cloned().map(key).collect();
        keys.dedup();
        keys
    };
    let extra = old.extra.iter().chain(&new.extra).map(|(name, _)| name).collect();
    let attributes = old.attributes.iter().chain(&new.attributes).map(|(name, _)| name).collect();
    let keys = Key::ALL.into_iter().chain(names(extra, Key::Extra)).chain(names(attributes, Key::Attribute));
    let mut differing: Vec<Key> = Vec::new();
    for key in keys.filter(|key| key.stated(old) != key.stated(new)) {
        if !differing.contains(&key) {
            differing.push(key);
        }
    }
    differing
}

fn in_one_line(class: &Class, keys: &[Key]) -> String {
    let values: Vec<String> =
        keys.iter().map(|key| format!("{}: {}", key.name(), or_none(key.stated(class)))).collect();
    values.join(", ")
}

fn class_of<'a>(entry: &Entry, table: &'a Table) -> Option<&'a Class> {
    let name = entry.class.as_ref()?;
    table.classes.iter().find(|class| class.name == *name)
}

/// Returns the keys that one of two entries has. An attribute or an extra value that the catalog no longer declares is reported
/// there.
fn keys(old: &Entry, new: &Entry) -> Vec<Key> {
    let mut keys = Key::ALL.to_vec();
    let extra = old.extra.iter().chain(&new.extra).map(|(name, _)| Key::Extra(name.clone()));
    let attributes =
        old.attributes.iter().chain(&new.attributes).map(|(name, _)| Key::Attribute(name.clone()));
    for key in extra.chain(attributes) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Returns how the value of a key changed, if it did.
fn change_of(
    key: &Key,
    old: &Entry,
    new: &Entry,
    tables: &Tables<'_>,
    names: &HashMap<&str, &str>,
) -> Option<Change> {
    if key.of_entry(old) == key.of_entry(new) {
        return None;
    }
    match key {
        Key::Http => Some(http_change(old.http, new.http)),
        Key::Category => Some(Change::CategoryChanged),
        Key::Retry => retry_change(&old.retry, &new.retry),
        Key::RetrySafety => Some(match new.retry_safety {
            RetrySafety::Always => Change::RetrySafetyLoosened,
            RetrySafety::IfIdempotent => Change::RetrySafetyTightened,
        }),
        Key::Severity => Some(match (old.severity, new.severity) {
            (_, Severity::Success) => Change::SuccessAdded,
            (Severity::Success, _) => Change::SuccessRemoved,
            _ => Change::SeverityChanged,
        }),
        Key::Exposure => Some(match new.exposure {
            Exposure::Public => Change::ExposureWidened,
            Exposure::Internal => Change::ExposureNarrowed,
        }),
        Key::Mask => mask_change(old, new, tables, names),
        Key::Recovery => {
            let recovery = |entry: &Entry| entry.recovery.unwrap_or(entry.retry.recovery(entry.category));
            (recovery(old) != recovery(new)).then_some(Change::RecoveryChanged)
        }
        Key::Exit => {
            let exit = |entry: &Entry| entry.exit.unwrap_or(entry.category.default_exit_code());
            (exit(old) != exit(new)).then_some(Change::ExitChanged)
        }
        Key::Extra(name) => {
            let is_declared =
                |table: &Table| table.envelope.parts.extra.iter().any(|extra| extra.name == *name);
            (is_declared(tables.old) && is_declared(tables.new)).then_some(Change::SentValueChanged)
        }
        Key::Attribute(_) => Some(Change::AttributeValueChanged),
    }
}

fn http_change(old: u16, new: u16) -> Change {
    let is_retried = |status: u16| matches!(status, 429 | 503);
    if old / 100 != new / 100 {
        Change::HttpClassChanged
    } else if is_retried(old) || is_retried(new) {
        Change::HttpRetryChanged
    } else {
        Change::HttpChanged
    }
}

fn retry_change(old: &Retry, new: &Retry) -> Option<Change> {
    let change = match (old, new) {
        (_, Retry::Never) => Change::RetryToNever,
        (Retry::Never, _) => Change::RetryFromNever,
        (Retry::Throttled { after: old }, Retry::Throttled { after: new }) => {
            if new < old {
                Change::WindowShortened
            } else {
                Change::WindowLengthened
            }
        }
        (Retry::Remedy { remedy: old, repeat }, Retry::Remedy { remedy: new, repeat: new_repeat }) => {
            remedy_change(old, *repeat, new, *new_repeat)?
        }
        (_, Retry::Remedy { .. }) => Change::RemedyChanged,
        _ => Change::RetryKindChanged,
    };
    Some(change)
}

fn remedy_change(old: &Remedy, old_repeat: Repeat, new: &Remedy, new_repeat: Repeat) -> Option<Change> {
    if old.name() != new.name() {
        return Some(Change::RemedyChanged);
    }
    (old_repeat != new_repeat).then_some(Change::RepeatChanged)
}

/// The mask of an entry that becomes public or internal follows from that, and a mask of the table is reported there.
fn mask_change(old: &Entry, new: &Entry, tables: &Tables<'_>, names: &HashMap<&str, &str>) -> Option<Change> {
    let is_of_table = old.mask == tables.old.mask && new.mask == tables.new.mask;
    let renamed = old.mask.as_deref().map(|mask| names.get(mask).copied().unwrap_or(mask));
    let is_same = renamed == new.mask.as_deref() || old.exposure != new.exposure;
    (!is_same && !is_of_table).then_some(Change::MaskChanged)
}

fn in_words(key: &Key, entry: &Entry) -> String {
    let value = match key {
        Key::Recovery => entry.recovery.unwrap_or(entry.retry.recovery(entry.category)).to_string(),
        Key::Exit => entry.exit.unwrap_or(entry.category.default_exit_code()).to_string(),
        _ => key.of_entry(entry),
    };
    match key {
        Key::Extra(name) | Key::Attribute(name) => format!("{name}: {value}"),
        _ => value,
    }
}

/// Returns defaults in words.
pub(super) fn defaults_in_words(defaults: &Defaults) -> String {
    let class = Class {
        name: String::new(),
        prefix: None,
        ranges: Vec::new(),
        extra: Vec::new(),
        attributes: Vec::new(),
        defaults: defaults.clone(),
    };
    let stated = Key::ALL.iter().filter_map(|key| Some(format!("{}: {}", key.name(), key.stated(&class)?)));
    let words: Vec<String> = stated.collect();
    if words.is_empty() { "by-status".to_owned() } else { words.join(", ") }
}
