//! Reads the classes of a table, `[tables.NAME.classes]`.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use errcat_types::CodeType;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What, as_table};
use crate::findings::Findings;
use crate::model::Class;
use crate::near::{nearest, with_near};
use crate::read::attributes::read_attributes;
use crate::read::code::{Codes, fits_type, read_range};
use crate::read::envelope::EnvelopeDraft;
use crate::read::extra::read_extra;
use crate::read::header::Header;
use crate::read::policy::{assumed_exposure, read_defaults};
use crate::rule::Rule;

pub(super) fn read_classes(
    fields: &Fields<'_>,
    codes: Codes,
    header: &Header,
    envelope: &EnvelopeDraft,
    masks: &mut Vec<At<String>>,
    findings: &mut Findings<'_>,
) -> Vec<Class> {
    let mut classes = Vec::new();
    let mut prefixes: HashMap<String, Range<usize>> = HashMap::new();
    let mut all_ranges: Vec<At<(i128, i128)>> = Vec::new();
    for (name, node) in fields.named(findings) {
        let what = What::Named("class", name.value);
        let Some(table) = as_table(node, format_args!("{what}"), findings) else { continue };
        let mut fields = Fields::new(table, what, name.span);
        let mut defaults = read_defaults(&mut fields, &header.remedies, masks, findings);
        let extra = read_extra(&mut fields, &envelope.envelope, envelope.some_extra_lost, findings);
        let mut attributes = read_attributes(&mut fields, &header.attributes, findings);
        let prefix = read_prefix(&mut fields, codes, &mut prefixes, findings);
        let ranges = read_ranges(&mut fields, codes, &mut all_ranges, findings);
        if fields.has_misspelt(&["attributes"]) {
            attributes = header.attributes.required();
        }
        defaults.exposure = assumed_exposure(&fields, &defaults, false);
        fields.finish(findings);
        classes.push(Class { name: name.value.to_owned(), prefix, ranges, extra, attributes, defaults });
    }
    classes
}

/// A class's ranges are ranges of integer codes, and none overlaps that of any class.
fn read_ranges(
    fields: &mut Fields<'_>,
    codes: Codes,
    known: &mut Vec<At<(i128, i128)>>,
    findings: &mut Findings<'_>,
) -> Vec<RangeInclusive<i128>> {
    let mut ranges = Vec::new();
    for node in fields.list("ranges", findings) {
        let range = read_range(node, "a range of a class", codes, findings);
        let Some(range) = range.filter(|range| fits_type(range, codes, findings)) else { continue };
        let (from, to) = range.value;
        if let Some(other) = known.iter().find(|other| from <= other.value.1 && other.value.0 <= to) {
            let message = format!("the range from {from} to {to} overlaps another one");
            findings.report(
                Diagnostic::new(Rule::InvalidRange, range.span, message)
                    .label("overlaps here")
                    .related(other.span.clone(), "the other range")
                    .help("use ranges that do not overlap"),
            );
            continue;
        }
        known.push(range);
        ranges.push(from..=to);
    }
    ranges
}

/// A class's prefix is the beginning of string codes, and no two classes have the same.
fn read_prefix(
    fields: &mut Fields<'_>,
    codes: Codes,
    known: &mut HashMap<String, Range<usize>>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let prefix = fields.string("prefix", findings)?;
    let invalid = |message: String| Diagnostic::new(Rule::InvalidPrefix, prefix.span.clone(), message);
    let diagnostic = if codes.declared && codes.code_type != CodeType::String {
        let message =
            format!("{} has a `prefix`, but its codes are of type {}", fields.what(), codes.code_type);
        invalid(message)
            .help("remove it, and list the codes in `ranges`, or add `class` to each entry of the class")
    } else if prefix.value.is_empty() {
        invalid(format!("`prefix` of {} is empty", fields.what()))
            .help("remove it; for all other entries, set `default_class` in the table")
    } else if prefix.value.trim_start() != prefix.value {
        invalid(format!("`prefix` of {} starts with whitespace", fields.what()))
            .help("remove the whitespace: no code starts with it")
    } else if let Some(first) = known.get(prefix.value) {
        invalid(format!("prefix `{}` is used twice", prefix.value))
            .label("used again here")
            .related(first.clone(), "first used here")
            .help("use a different prefix for each class")
    } else {
        known.insert(prefix.value.to_owned(), prefix.span);
        return Some(prefix.value.to_owned());
    };
    findings.report(diagnostic);
    None
}

/// Returns the diagnostic for the name of a class that the table does not declare.
pub(super) fn unknown_class(name: &At<&str>, table: &str, classes: &[Class]) -> Diagnostic {
    let message = format!("unknown class `{}` in table `{table}`", name.value);
    let near = nearest(name.value, classes.iter().map(|class| class.name.as_str()));
    let diagnostic = Diagnostic::new(Rule::UnknownClass, name.span.clone(), message)
        .help(format!("declare it with [tables.{table}.classes.{}]", name.value));
    with_near(diagnostic, near)
}
