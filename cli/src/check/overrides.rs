//! Lists what refinements change of the entries that they refine.

use std::fmt::Write;

use errcat_catalog::{Entry, Model, Table, Visible};

use crate::notation::wire_codes;

/// Returns a paragraph for each refinement that changes the policy of the entry that it refines.
pub(super) fn list(model: &Model) -> String {
    let mut list = String::new();
    for table in &model.tables {
        for entry in &table.entries {
            let Some(refined) = refined(entry, table) else { continue };
            let changes = changes(entry, refined);
            if changes.is_empty() {
                continue;
            }
            let (codes, name) = (wire_codes(entry), &entry.name);
            // Writing into a string never fails.
            let heading = format!("{codes} {name} refines {} {}:", refined.code, refined.name);
            let _ = writeln!(list, "{}", Visible(heading));
            for (key, from, to) in changes {
                let _ = writeln!(list, "  {key}: {from} -> {to}");
            }
            list.push('\n');
        }
    }
    list
}

fn refined<'t>(entry: &Entry, table: &'t Table) -> Option<&'t Entry> {
    let refinement = entry.refinement.as_ref()?;
    table.entries.iter().find(|other| other.name == refinement.of)
}

fn recovery(entry: &Entry) -> String {
    entry.recovery.unwrap_or(entry.retry.recovery(entry.category)).to_string()
}

/// Returns the keys whose values differ, with both values.
fn changes(entry: &Entry, refined: &Entry) -> Vec<(&'static str, String, String)> {
    let class = |entry: &Entry| entry.class.clone().unwrap_or_else(|| "none".to_owned());
    let keys = [
        ("class", class(refined), class(entry)),
        ("http", refined.http.to_string(), entry.http.to_string()),
        ("category", refined.category.to_string(), entry.category.to_string()),
        ("retry", refined.retry.to_string(), entry.retry.to_string()),
        ("retry_safe", refined.retry_safety.to_string(), entry.retry_safety.to_string()),
        ("severity", refined.severity.to_string(), entry.severity.to_string()),
        ("exposure", refined.exposure.to_string(), entry.exposure.to_string()),
        ("recovery", recovery(refined), recovery(entry)),
    ];
    keys.into_iter().filter(|(_, from, to)| from != to).collect()
}
