//! Checks that no location of an envelope leads to the value of a sensitive param.

use std::collections::HashSet;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::findings::Findings;
use crate::model::{Envelope, Items, Location, Table};
use crate::read::locations_of;
use crate::rule::Rule;
use crate::syntax::Node;

/// No location leads into the object with the params at a sensitive one, nor into that of an item.
pub(super) fn check_sensitive_locations(root: &DeTable<'_>, table: &Table, findings: &mut Findings<'_>) {
    let params = table.entries.iter().flat_map(|entry| &entry.params).filter(|param| param.sensitive);
    let names: HashSet<&str> = params.flat_map(|param| [param.name.as_str(), param.wire.as_str()]).collect();
    if names.is_empty() {
        return;
    }
    let Some(node) = envelope_node(root, &table.name) else { return };
    let Envelope { parts, trace, items } = &table.envelope;
    let objects = tokens_of(&parts.params);
    let (arrays, objects_of_items) = match items {
        Some(Items { at, parts }) => (tokens_of(at), tokens_of(&parts.params)),
        None => (Vec::new(), Vec::new()),
    };
    let mut reported = HashSet::new();
    let mut check = |location: &Location, in_items: bool| {
        let Location::Pointer(pointer) = location else { return };
        let tokens = location.tokens().unwrap_or_default();
        let name = if in_items {
            name_in(&tokens, &objects_of_items, &names)
        } else {
            // The first token after those of the array is the index of an item.
            let in_item = |array: &Vec<String>| tokens.strip_prefix(array.as_slice())?.split_first();
            let of_item = arrays.iter().filter_map(in_item);
            let mut of_item = of_item.filter_map(|(_, rest)| name_in(rest, &objects_of_items, &names));
            name_in(&tokens, &objects, &names).or_else(|| of_item.next())
        };
        // All places of a pointer are reported at once.
        if let Some(name) = name.filter(|_| reported.insert((pointer.clone(), in_items))) {
            report(node, in_items, pointer, &name, findings);
        }
    };
    locations_of(parts).chain(trace).for_each(|location| check(location, false));
    if let Some(Items { at, parts }) = items {
        at.iter().for_each(|location| check(location, false));
        locations_of(parts).for_each(|location| check(location, true));
    }
}

/// Returns the sensitive param that some tokens lead to, or into.
fn name_in(tokens: &[String], objects: &[Vec<String>], names: &HashSet<&str>) -> Option<String> {
    let member = |object: &Vec<String>| tokens.strip_prefix(object.as_slice())?.first();
    objects.iter().filter_map(member).find(|name| names.contains(name.as_str())).cloned()
}

fn tokens_of(locations: &[Location]) -> Vec<Vec<String>> {
    locations.iter().filter_map(Location::tokens).collect()
}

fn envelope_node<'r, 'i>(root: &'r DeTable<'i>, table: &str) -> Option<&'r Node<'i>> {
    let tables = root.get("tables")?.get_ref().as_table()?;
    tables.get(table)?.get_ref().as_table()?.get("envelope")
}

/// Reports the pointer where it is written, in the envelope or in its items.
fn report(envelope: &Node<'_>, in_items: bool, pointer: &str, name: &str, findings: &mut Findings<'_>) {
    let Some(table) = envelope.get_ref().as_table() else { return };
    let mut found = Vec::new();
    for (key, node) in table {
        let is_items = key.get_ref() == "items";
        match node.get_ref().as_table().filter(|_| is_items) {
            Some(items) => {
                for (key, node) in items {
                    if in_items != (key.get_ref() == "at") {
                        find(node, pointer, &mut found);
                    }
                }
            }
            None if !in_items => find(node, pointer, &mut found),
            None => {}
        }
    }
    for span in found {
        let message = format!("location `{pointer}` is that of the sensitive param `{name}`");
        let diagnostic = Diagnostic::new(Rule::SensitiveInEnvelope, span, message);
        findings.report(diagnostic.label("its value would be shown and sent"));
    }
}

/// Finds the strings that are a pointer.
fn find(node: &Node<'_>, pointer: &str, found: &mut Vec<std::ops::Range<usize>>) {
    match node.get_ref() {
        DeValue::String(text) if text == pointer => found.push(node.span()),
        DeValue::Array(nodes) => nodes.iter().for_each(|node| find(node, pointer, found)),
        DeValue::Table(table) => table.values().for_each(|node| find(node, pointer, found)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}
