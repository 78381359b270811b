//! Reads an entry, `[table.Name]`.

use std::ops::Range;

use errcat_types::{Category, Severity};
use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What};
use crate::findings::Findings;
use crate::model::{Class, Code, Defaults, Entry, Refinement};
use crate::name::words;
use crate::read::attributes::{read_attributes, resolve_attributes};
use crate::read::class::unknown_class;
use crate::read::code::{FurtherCodes, read_code, read_value};
use crate::read::extra::{add_missing, read_extra};
use crate::read::header::Header;
use crate::read::lifecycle::read_lifecycle;
use crate::read::message::{Message, read_message};
use crate::read::params::{Params, read_params};
use crate::read::policy::{assumed_exposure, read_defaults};
use crate::read::table::TableDraft;
use crate::read::text::{read_text_list, read_texts};
use crate::read::url::read_url;
use crate::rule::Rule;

/// An entry before it is compared with the other entries of its table.
pub(crate) struct EntryDraft {
    pub(crate) entry: Entry,
    /// The span of the code, or of the subcode of a refinement; `None` if it could not be read, and `entry.code` is a
    /// placeholder.
    pub(crate) code_span: Option<Range<usize>>,
    /// What the catalog says of the entry, for those that refine it.
    stated: Stated,
    /// The codes and names that are compared with those of other entries; `into_entry` moves them to the entry.
    pub(crate) also: FurtherCodes,
    pub(crate) aliases: Vec<At<String>>,
    pub(crate) former: Vec<At<String>>,
    pub(crate) replacement: Option<At<String>>,
    pub(crate) masks: Vec<At<String>>,
}

impl EntryDraft {
    /// Returns the entry with the codes and names of the draft.
    pub(crate) fn into_entry(self) -> Entry {
        let names = |names: Vec<At<String>>| names.into_iter().map(|name| name.value).collect();
        Entry {
            also: self.also.single.into_iter().map(|code| code.value).collect(),
            also_ranges: self.also.ranges.into_iter().map(|range| range.value.0..=range.value.1).collect(),
            aliases: names(self.aliases),
            former: names(self.former),
            ..self.entry
        }
    }
}

/// What the catalog says of an entry, before the defaults of its category.
struct Stated {
    policy: Defaults,
    message: Message,
}

/// The entry that another one refines.
#[derive(Clone, Copy)]
pub(crate) struct Parent<'s, 'd> {
    pub(crate) draft: &'d EntryDraft,
    /// Its keys.
    pub(crate) table: &'s DeTable<'s>,
}

pub(crate) fn read_entry<'s>(
    name: &At<&str>,
    mut fields: Fields<'s>,
    parent: Option<Parent<'s, '_>>,
    table: &TableDraft,
    header: &Header,
    findings: &mut Findings<'_>,
) -> EntryDraft {
    let Identity { of, code, subcode } = read_identity(&mut fields, parent, table, findings);
    let of_parent = parent.map(|parent| &parent.draft.entry);
    let (class, named_class) = read_class(&mut fields, code.as_ref(), of_parent, table, findings);
    let mut masks = Vec::new();
    let mut own = read_defaults(&mut fields, &header.remedies, &mut masks, findings);
    let inherited = parent.map_or_else(Params::default, |parent| {
        // Its diagnostics are reported where the parent itself is read.
        let mut fields = Fields::new(parent.table, What::Words("".into()), parent.draft.entry.span.clone());
        read_params(&mut fields, Params::default(), table.model.param_case, header, &mut findings.discarded())
    });
    let mut extra = read_extra(&mut fields, &table.model.envelope, table.some_extra_lost, findings);
    let own_attributes = read_attributes(&mut fields, &header.attributes, findings);
    let mut params = read_params(&mut fields, inherited, table.model.param_case, header, findings);
    let stated_by_parent = parent.map(|parent| &parent.draft.stated);
    let stated_message = stated_by_parent.map(|stated| &stated.message);
    let message = read_message(&mut fields, stated_message, &mut params, header, findings);
    let causes = read_text_list(&mut fields, "causes", header, findings);
    let help = read_texts(&mut fields, "help", header, findings);
    let doc = fields.string("doc", findings).map(|doc| doc.value.to_owned());
    let seen = fields.strings("seen", findings).into_iter().map(|text| text.value.to_owned()).collect();
    let url = read_url(&mut fields, findings);
    let life = read_lifecycle(&mut fields, table.codes, findings);
    let is_class_lost = if fields.has("class") {
        named_class.is_none() || class.is_none()
    } else {
        parent.is_none() && table.may_have_other_class(code.as_ref())
    };
    let some_lost = is_class_lost
        || of.is_some() && parent.is_none()
        || fields.has_misspelt(&["attributes", "class", "of"]);
    let is_any_lost = some_lost || findings.is_section_recovered(&fields.start());
    own.exposure = assumed_exposure(&fields, &own, is_any_lost);
    fields.finish(findings);
    let is_class_named = named_class.is_some();
    if let Some(class) = class {
        check_class(class, named_class, code.as_ref(), &life.also, findings);
    }

    // A class that the entry has from its parent is part of what its parent states.
    let own_class = class.filter(|_| parent.is_none() || is_class_named);
    for others in own_class.map(|class| &class.extra).into_iter().chain(of_parent.map(|parent| &parent.extra))
    {
        add_missing(&mut extra, others, &table.model.envelope);
    }
    let stated_attributes = [
        own_attributes.as_slice(),
        own_class.map_or(&[], |class| class.attributes.as_slice()),
        of_parent.map_or(&[], |parent| parent.attributes.as_slice()),
    ];
    let attributes = resolve_attributes(&stated_attributes, &header.attributes, name, some_lost, findings);
    let of_class = own_class.map(|class| &class.defaults);
    let policy = own.or(of_class).or(stated_by_parent.map(|stated| &stated.policy));
    let stated = Stated { policy, message };
    let Stated { policy, message } = &stated;
    let category = policy.category.unwrap_or(Category::Unknown);
    let severity = policy.severity.unwrap_or_default();
    if let (Some(of), Some(parent)) = (&of, of_parent) {
        check_no_success(name, severity, parent, of, findings);
    }
    let by_category = if severity == Severity::Success { HTTP_OK } else { category.http_status() };
    let refinement = parent.zip(subcode.as_ref()).map(|(parent, subcode)| Refinement {
        of: parent.draft.entry.name.clone(),
        subcode: subcode.value.clone(),
    });
    let entry = Entry {
        name: name.value.to_owned(),
        span: name.span.clone(),
        aliases: Vec::new(),
        former: Vec::new(),
        http: policy.http.unwrap_or(by_category),
        category,
        retry: policy.retry.clone().unwrap_or_else(|| category.default_retry().map_text(str::to_owned)),
        retry_safety: policy.retry_safety.unwrap_or(category.default_retry_safety()),
        severity,
        exposure: policy.exposure.unwrap_or(category.default_exposure()),
        mask: policy.mask.clone().or_else(|| table.model.mask.clone()),
        recovery: policy.recovery,
        exit: policy.exit,
        class: class.map(|class| class.name.clone()),
        extra,
        attributes,
        title: message.title.clone(),
        message: message.constant().cloned().unwrap_or_else(|| vec![words(name.value); header.locales.len()]),
        templates: message.templates.clone(),
        params: params.into_params(),
        causes: if causes.is_empty() {
            of_parent.map_or_else(Vec::new, |parent| parent.causes.clone())
        } else {
            causes
        },
        help: help.or_else(|| of_parent.and_then(|parent| parent.help.clone())),
        doc,
        seen,
        url: url.or_else(|| of_parent.and_then(|parent| parent.url.clone())),
        since: life.since,
        stability: life.stability,
        deprecated: life.deprecated,
        code: code.as_ref().map_or(Code::Integer { value: 0, radix: 10 }, |code| code.value.clone()),
        refinement,
        also: Vec::new(),
        also_ranges: Vec::new(),
    };
    // A refinement whose subcode could not be read has a placeholder for a code of its own.
    let is_refinement = of.is_some();
    let code_span =
        if is_refinement { subcode.map(|subcode| subcode.span) } else { code.map(|code| code.span) };
    EntryDraft {
        code_span: code_span.filter(|_| entry.refinement.is_some() == is_refinement),
        entry,
        stated,
        also: life.also,
        aliases: life.aliases,
        former: life.former,
        replacement: life.replacement,
        masks,
    }
}

/// The code of an entry, and the subcode of one that refines another entry.
struct Identity {
    /// The span of `of`, if the entry has that key.
    of: Option<Range<usize>>,
    code: Option<At<Code>>,
    subcode: Option<At<Code>>,
}

/// An entry has a `code`, or it refines another one: then it has `of` and `subcode`, and the code of that entry.
fn read_identity(
    fields: &mut Fields<'_>,
    parent: Option<Parent<'_, '_>>,
    table: &TableDraft,
    findings: &mut Findings<'_>,
) -> Identity {
    let code = fields.node("code", findings);
    let subcode = fields.node("subcode", findings);
    let of = fields.string("of", findings);
    let of_span = of.map(|of| of.span).or_else(|| fields.has("of").then(|| fields.start()));
    let Some(of) = of_span else {
        if let Some(subcode) = subcode {
            let message = format!("{} has a `subcode`, but refines no entry", fields.what());
            let help = "add `of`, the name of the entry that has the code, and remove `code`";
            findings.report(Diagnostic::new(Rule::InvalidRefinement, subcode.span(), message).help(help));
        } else {
            fields.require("code", table.example_code());
        }
        let code = code.and_then(|node| {
            read_code(node, format_args!("`code` of {}", fields.what()), table.codes, findings)
        });
        return Identity { of: None, code, subcode: None };
    };
    fields.require("subcode", "\"...\"");
    let subcode =
        subcode.and_then(|node| read_value(node, format_args!("`subcode` of {}", fields.what()), findings));
    for (key, help) in [
        ("code", "remove it: a refinement has the code of the entry that it refines"),
        ("also", "move the codes to the entry that it refines"),
    ] {
        if let Some(node) = fields.node(key, findings) {
            let message = format!("{} refines another entry, and has `{key}`", fields.what());
            findings.report(Diagnostic::new(Rule::InvalidRefinement, node.span(), message).help(help));
        }
    }
    let code = parent.filter(|parent| parent.draft.code_span.is_some());
    let code = code.map(|parent| At { value: parent.draft.entry.code.clone(), span: of.clone() });
    Identity { of: Some(of), code, subcode }
}

/// Neither a refinement nor the entry that it refines is a success: both have the same code.
fn check_no_success(
    name: &At<&str>,
    severity: Severity,
    parent: &Entry,
    of: &Range<usize>,
    findings: &mut Findings<'_>,
) {
    if severity == Severity::Success || parent.severity == Severity::Success {
        let message = format!("`{}` refines `{}`, and one of them is a success", name.value, parent.name);
        let help = "give the success a code of its own";
        findings.report(Diagnostic::new(Rule::InvalidRefinement, of.clone(), message).help(help));
    }
}

/// The default HTTP status of a success, which no category has.
const HTTP_OK: u16 = 200;

/// Reads the class of an entry, and the span of its name. An entry that names none has the class of the entry that it
/// refines, or the one that its code selects, or the table's default class.
fn read_class<'t>(
    fields: &mut Fields<'_>,
    code: Option<&At<Code>>,
    parent: Option<&Entry>,
    table: &'t TableDraft,
    findings: &mut Findings<'_>,
) -> (Option<&'t Class>, Option<Range<usize>>) {
    let Some(named) = fields.string("class", findings) else {
        let by_code = || {
            let by_prefix = code.and_then(|code| table.class_of_code(&code.value));
            by_prefix.or_else(|| table.default_class())
        };
        let inherited = parent.map(|parent| parent.class.as_deref().and_then(|class| table.class(class)));
        return (inherited.unwrap_or_else(by_code), None);
    };
    let class = table.class(named.value);
    if class.is_none() && !findings.any_recovered() && !table.some_classes_lost {
        findings.report(unknown_class(&named, &table.model.name, &table.model.classes));
    }
    (class, Some(named.span))
}

/// Every code of an entry starts with the prefix of the entry's class, or is in one of its ranges.
fn check_class(
    class: &Class,
    named: Option<Range<usize>>,
    code: Option<&At<Code>>,
    also: &FurtherCodes,
    findings: &mut Findings<'_>,
) {
    // An entry whose code could not be read may belong to another class.
    let is_known = named.is_some() || code.is_some() && !findings.any_recovered();
    if !is_known {
        return;
    }
    let fits_range = |from: i128, to: i128| {
        class.ranges.is_empty()
            || class.ranges.iter().any(|range| range.contains(&from) && range.contains(&to))
    };
    let fits = |code: &Code| match code {
        Code::String(text) => class.prefix.as_ref().is_none_or(|prefix| text.starts_with(prefix.as_str())),
        Code::Integer { value, .. } => fits_range(*value, *value),
    };
    let mismatch = |what: &str, span: Range<usize>| {
        let message = match &class.prefix {
            Some(prefix) => {
                format!("{what} does not start with `{prefix}`, the prefix of class `{}`", class.name)
            }
            None => format!("{what} is not in a range of class `{}`", class.name),
        };
        Diagnostic::new(Rule::ClassMismatch, span, message)
    };
    let shown = |code: &Code| format!("code `{code}`");
    match (code.filter(|code| !fits(&code.value)), named) {
        // The further codes may fit the class that was intended.
        (Some(code), Some(named)) => findings.report(mismatch(&shown(&code.value), named)),
        (Some(code), None) => {
            let help = "add `class`: without it, the entry has the table's `default_class`";
            findings.report(mismatch(&shown(&code.value), code.span.clone()).help(help));
        }
        (None, _) => {
            let help = "move the code to an entry of its own class";
            for code in also.single.iter().filter(|code| !fits(&code.value)) {
                findings.report(mismatch(&shown(&code.value), code.span.clone()).help(help));
            }
            for range in also.ranges.iter().filter(|range| !fits_range(range.value.0, range.value.1)) {
                let what = format!("the range from {} to {}", range.value.0, range.value.1);
                findings.report(mismatch(&what, range.span.clone()).help(help));
            }
        }
    }
}
