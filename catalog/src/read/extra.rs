//! Reads `extra` of entries and classes: the values that are sent besides the code.

use crate::diagnostic::Diagnostic;
use crate::fields::{Fields, What};
use crate::findings::Findings;
use crate::model::{Code, Envelope};
use crate::near::{nearest, with_near};
use crate::read::code::read_value;
use crate::rule::Rule;

/// Reads the values in `extra`. Each has a location in the envelope, whose order they get; one without is not reported if
/// some of the locations were lost.
pub(super) fn read_extra(
    fields: &mut Fields<'_>,
    envelope: &Envelope,
    some_lost: bool,
    findings: &mut Findings<'_>,
) -> Vec<(String, Code)> {
    let Some(table) = fields.table("extra", findings) else { return Vec::new() };
    let mut values = Vec::new();
    for (name, node) in table.named(findings) {
        let position = envelope.parts.extra.iter().position(|known| known.name == name.value);
        let value = read_value(
            node,
            format_args!("{} in {}", What::Named("value", name.value), table.what()),
            findings,
        );
        match (position, value) {
            (Some(position), Some(value)) => values.push((position, (name.value.to_owned(), value.value))),
            (Some(_), None) => {}
            (None, _) if some_lost || findings.any_recovered() => {}
            (None, _) => {
                let message =
                    format!("the envelope has no location for `{}` in {}", name.value, table.what());
                let near = nearest(name.value, envelope.parts.extra.iter().map(|known| known.name.as_str()));
                let diagnostic = Diagnostic::new(Rule::InvalidExtra, name.span, message);
                findings.report(with_near(diagnostic, near));
            }
        }
    }
    values.sort_by_key(|(position, _)| *position);
    values.into_iter().map(|(_, value)| value).collect()
}

/// Adds the values that are not there yet, in the order of the envelope.
pub(super) fn add_missing(values: &mut Vec<(String, Code)>, others: &[(String, Code)], envelope: &Envelope) {
    let is_missing = |(name, _): &&(String, Code)| values.iter().all(|(known, _)| known != name);
    let missing: Vec<_> = others.iter().filter(is_missing).cloned().collect();
    values.extend(missing);
    values.sort_by_key(|(name, _)| envelope.parts.extra.iter().position(|known| known.name == *name));
}
