//! Pairs the tables and entries of two catalogs.

use std::collections::HashMap;
use std::hash::Hash;

use errcat_catalog::{Entry, Table};

/// Two lists, paired.
pub(super) struct Pairs<'a, T> {
    /// What is in both, in the order of the new catalog.
    pub(super) both: Vec<(&'a T, &'a T)>,
    /// What is only in the old catalog, in its order.
    pub(super) removed: Vec<&'a T>,
    /// What is only in the new catalog, in its order.
    pub(super) added: Vec<&'a T>,
    /// Entries of the old and the new catalog that have nothing but the code in common.
    pub(super) reused: Vec<(&'a T, &'a T)>,
}

/// What is not paired yet, and what is, by the index in the old and the new list.
struct Matching<'a, T> {
    old: &'a [T],
    new: &'a [T],
    new_of_old: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl<'a, T> Matching<'a, T> {
    fn new(old: &'a [T], new: &'a [T]) -> Matching<'a, T> {
        Matching { old, new, new_of_old: vec![None; old.len()], is_taken: vec![false; new.len()] }
    }

    /// Pairs what has a key in common, in the order of the old list.
    fn by<K: Hash + Eq>(&mut self, old_keys: impl Fn(&'a T) -> Vec<K>, new_keys: impl Fn(&'a T) -> Vec<K>) {
        let mut known: HashMap<K, usize> = HashMap::new();
        for (index, item) in self.new.iter().enumerate().filter(|(index, _)| !self.is_taken[*index]) {
            for key in new_keys(item) {
                known.entry(key).or_insert(index);
            }
        }
        for (index, item) in self.old.iter().enumerate() {
            if self.new_of_old[index].is_some() {
                continue;
            }
            let candidates = old_keys(item).into_iter().filter_map(|key| known.get(&key).copied());
            if let Some(found) = candidates.into_iter().find(|found| !self.is_taken[*found]) {
                self.new_of_old[index] = Some(found);
                self.is_taken[found] = true;
            }
        }
    }

    fn finish(self) -> Pairs<'a, T> {
        let old_of_new: HashMap<usize, usize> =
            self.new_of_old.iter().enumerate().filter_map(|(old, new)| Some(((*new)?, old))).collect();
        let mut pairs =
            Pairs { both: Vec::new(), removed: Vec::new(), added: Vec::new(), reused: Vec::new() };
        for (index, new) in self.new.iter().enumerate() {
            match old_of_new.get(&index) {
                Some(old) => pairs.both.push((&self.old[*old], new)),
                None => pairs.added.push(new),
            }
        }
        let is_removed = self.new_of_old.iter().map(Option::is_none);
        pairs.removed =
            self.old.iter().zip(is_removed).filter(|(_, removed)| *removed).map(|(old, _)| old).collect();
        pairs
    }
}

/// Pairs tables by name, and then by former names.
pub(super) fn tables<'a>(old: &'a [Table], new: &'a [Table]) -> Pairs<'a, Table> {
    let mut matching = Matching::new(old, new);
    matching.by(|old| vec![&old.name], |new| vec![&new.name]);
    matching.by(|old| vec![&old.name], |new| new.former.iter().collect());
    matching.finish()
}

/// Pairs entries by code and name; where the two contradict each other, by name, since it is what a catalog calls an entry by;
/// then by former names and aliases, by code, and by message and category.
pub(super) fn entries<'a>(old: &'a [Entry], new: &'a [Entry]) -> Pairs<'a, Entry> {
    let code_and_name = |entry: &'a Entry| vec![(code(entry), &entry.name)];
    let meaning = |entry: &'a Entry| vec![(&entry.message, entry.category)];
    let further = |entry: &'a Entry| entry.former.iter().chain(&entry.aliases).collect::<Vec<_>>();
    let mut matching = Matching::new(old, new);
    matching.by(code_and_name, code_and_name);
    matching.by(|old| vec![&old.name], |new| vec![&new.name]);
    matching.by(|old| vec![&old.name], further);
    matching.by(|old| vec![code(old)], |new| vec![code(new)]);
    matching.by(meaning, meaning);
    let mut pairs = matching.finish();
    let (same, reused) = pairs.both.into_iter().partition(|(old, new)| is_same(old, new));
    (pairs.both, pairs.reused) = (same, reused);
    pairs
}

/// Returns whether a pair has more than its code in common.
fn is_same(old: &Entry, new: &Entry) -> bool {
    has_name(new, &old.name)
        || has_name(old, &new.name)
        || old.message == new.message
        || old.category == new.category
}

/// Returns whether a name leads to an entry.
pub(super) fn has_name(entry: &Entry, name: &str) -> bool {
    entry.name == name || entry.former.iter().chain(&entry.aliases).any(|other| other == name)
}

/// Returns the code and the subcode as they are on the wire, whatever the type of the codes.
pub(super) fn code(entry: &Entry) -> (String, Option<String>) {
    let subcode = entry.refinement.as_ref().map(|refinement| refinement.subcode.to_string());
    (entry.code.to_string(), subcode)
}
