//! Checks that every table at the top level is one that a catalog has. A misspelt one is read as the one that was meant, so
//! that nothing else has to be reported of what is in it.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::fields::in_file_order;
use crate::findings::Findings;
use crate::near::{nearest, with_near};
use crate::rule::Rule;

/// The two tables that are none of entries.
const OWN: [&str; 2] = ["catalog", "tables"];

/// Every table of entries is declared under `[tables]`.
pub(super) fn check_declared(root: &mut DeTable<'_>, findings: &mut Findings<'_>) {
    if findings.any_recovered() {
        return;
    }
    // With a misspelt `tables`, the declarations may be complete only after that.
    let candidates: Vec<String> = OWN.map(str::to_owned).into_iter().chain(declared(root)).collect();
    let unknown = unknown(root);
    let meant = |name: &str| nearest(name, candidates.iter().map(String::as_str)).map(str::to_owned);
    for (name, _) in &unknown {
        if let Some(own) = meant(name).filter(|meant| OWN.contains(&meant.as_str())) {
            merge(root, name, &own);
        }
    }
    let declared = declared(root);
    for (name, span) in unknown.into_iter().filter(|(name, _)| !declared.contains(name)) {
        let near =
            meant(&name).or_else(|| nearest(&name, declared.iter().map(String::as_str)).map(str::to_owned));
        report(root, &name, span, near.as_deref(), findings);
        if let Some(near) = near.filter(|near| declared.contains(near)) {
            merge(root, &name, &near);
        }
    }
}

/// Returns the names of the declared tables.
fn declared(root: &DeTable<'_>) -> BTreeSet<String> {
    let tables = root.get("tables").and_then(|tables| tables.get_ref().as_table());
    tables.into_iter().flat_map(|tables| tables.keys()).map(|name| name.get_ref().to_string()).collect()
}

/// Returns the keys that are neither declared nor those of the catalog itself, in file order.
fn unknown(root: &DeTable<'_>) -> Vec<(String, Range<usize>)> {
    let declared = declared(root);
    let is_known = |name: &str| declared.contains(name) || OWN.contains(&name);
    let keys = in_file_order(root).into_iter().filter(|(name, _)| !is_known(name.value));
    keys.map(|(name, _)| (name.value.to_owned(), name.span)).collect()
}

fn report(
    root: &DeTable<'_>,
    name: &str,
    span: Range<usize>,
    near: Option<&str>,
    findings: &mut Findings<'_>,
) {
    let is_table = root.get(name).is_none_or(|node| node.get_ref().is_table());
    let diagnostic = if is_table {
        let message = format!("table `{name}` is not declared");
        let help = format!("add [tables.{name}] with its `type`");
        Diagnostic::new(Rule::UndeclaredTable, span, message).help(help)
    } else {
        let message = format!("unknown key `{name}` at the top level");
        let help = "remove it, or move it below the header that it belongs to";
        Diagnostic::new(Rule::UnknownKey, span, message).help(help)
    };
    // The name of a table is no more certain than that of an entry.
    findings.report(Diagnostic { meant: None, ..with_near(diagnostic, near) });
}

/// Moves what is in a table to another one, if it may be there.
fn merge(root: &mut DeTable<'_>, from: &str, to: &str) {
    let is_table = |node: &Spanned<DeValue<'_>>| node.get_ref().is_table();
    let holds = |node: &Spanned<DeValue<'_>>| {
        let table = node.get_ref().as_table();
        table.is_some_and(|table| to != "tables" || table.values().all(is_table))
    };
    if !root.get(from).is_some_and(holds) || !root.get(to).is_none_or(is_table) {
        return;
    }
    let Some((name, node)) = root.remove_entry(from) else { return };
    match root.get_mut(to).map(Spanned::get_mut) {
        Some(DeValue::Table(table)) => {
            if let DeValue::Table(moved) = node.into_inner() {
                add_missing(table, moved);
            }
        }
        _ => {
            root.insert(Spanned::new(name.span(), to.to_owned().into()), node);
        }
    }
}

/// Adds the keys that a table does not have yet, also in its tables.
fn add_missing<'s>(table: &mut DeTable<'s>, others: DeTable<'s>) {
    for (name, node) in others {
        match (table.get_mut(name.get_ref().as_ref()).map(Spanned::get_mut), node) {
            (None, node) => {
                table.insert(name, node);
            }
            (Some(DeValue::Table(inner)), node) => {
                if let DeValue::Table(others) = node.into_inner() {
                    add_missing(inner, others);
                }
            }
            (Some(_), _) => {}
        }
    }
}
