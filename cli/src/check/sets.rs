//! Lists the entries that no operation returns.

use std::collections::HashSet;
use std::fmt::Write;

use errcat_catalog::{Model, Visible};

use crate::notation::wire_codes;

/// Returns a line for each entry that is in no set of its table. A table without sets has none.
pub(super) fn list(model: &Model) -> String {
    let mut list = String::new();
    for table in model.tables.iter().filter(|table| !table.sets.is_empty()) {
        let used: HashSet<usize> = table.sets.iter().flat_map(|set| set.entries.iter().copied()).collect();
        for (index, entry) in table.entries.iter().enumerate() {
            // An internal entry leaves as its mask, which is in the sets.
            let is_masked = entry.mask.is_some();
            if !used.contains(&index) && !is_masked && entry.deprecated.is_none() {
                // Writing into a string never fails.
                let _ = writeln!(
                    list,
                    "{} {} is in no set of table {}",
                    Visible(wire_codes(entry)),
                    entry.name,
                    table.name
                );
            }
        }
    }
    if !list.is_empty() {
        list.push('\n');
    }
    list
}
