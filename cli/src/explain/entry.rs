//! The section of an entry.

use errcat_catalog::{
    Deprecated, Entry, Exposure, Locale, Param, Recovery, Retry, RetrySafety, Stability, Table, Template,
    Value,
};

use super::layout::{Section, columns, commas, set_columns};
use crate::notation::{code_range, wire_codes};

pub(super) fn section(table: &Table, entry: &Entry, locales: &Locales<'_>) -> Section {
    let Entry {
        name,
        span: _,
        aliases,
        former,
        code,
        refinement,
        also,
        also_ranges,
        class,
        extra,
        attributes,
        http,
        category,
        retry: policy,
        retry_safety,
        severity,
        exposure,
        mask,
        recovery,
        exit,
        title,
        message: constant,
        templates,
        params,
        causes,
        help,
        doc,
        seen,
        url,
        since,
        stability,
        deprecated: deprecation,
    } = entry;
    let optional = |texts: &Option<Vec<String>>| {
        texts.as_ref().map(|texts| by_locale(texts, locales)).unwrap_or_default()
    };
    let notation = code.notation().map(|notation| format!(" ({notation})")).unwrap_or_default();
    let mut section = Section::new(&format!("{} {name}", wire_codes(entry)), &notation);

    section.row("title", optional(title));
    section.row(
        "message",
        match templates {
            Some(templates) => {
                let texts: Vec<String> =
                    templates.iter().map(|template| forms(template, params).join("\n")).collect();
                by_locale(&texts, locales)
            }
            None => by_locale(constant, locales),
        },
    );
    section.row("params", columns(params.iter().map(|each| (&each.name, param(each, locales)))));
    section.row("help", optional(help));
    let causes: Vec<String> = causes.iter().map(|cause| by_locale(cause, locales)).collect();
    section.row("causes", causes.join("\n"));
    section.row("doc", doc.as_deref().unwrap_or_default().trim_end());
    section.blank();
    section.row("table", format!("{} (enum {})", table.name, table.enum_name));
    section.row("of", refinement.as_ref().map(|refinement| refinement.of.as_str()).unwrap_or_default());
    let refines_this = |other: &&Entry| other.refinement.as_ref().is_some_and(|other| other.of == *name);
    let refinements = table.entries.iter().filter(refines_this);
    section.row("refined by", columns(refinements.map(|other| (wire_codes(other), other.name.clone()))));
    section.row("class", class.as_deref().unwrap_or_default());
    section.row("extra", columns(extra.iter().map(|(name, value)| (name, value.to_string()))));
    section.row("attributes", values(attributes));
    section.row("http", http.to_string());
    section.row("category", category.name());
    section.row("retry", retry(policy));
    section.row("retry_safe", retry_safe(*retry_safety));
    section.row("severity", severity.name());
    section.row("exposure", exposure_text(*exposure));
    section.row("mask", mask.as_deref().unwrap_or_default());
    section.row("recovery", recovery_text(recovery.unwrap_or(policy.recovery(*category))));
    section.row("exit", exit.unwrap_or(category.default_exit_code()).to_string());
    section.row("stability", stability_text(*stability));
    let also = also.iter().map(ToString::to_string).chain(also_ranges.iter().map(code_range));
    section.row("also", commas(also));
    section.row("aliases", commas(aliases));
    section.row("former", commas(former));
    section.row("since", since.as_deref().unwrap_or_default());
    section.row("deprecated", deprecation.as_ref().map(deprecated).unwrap_or_default());
    section.row("seen", seen.join("\n"));
    section.link("url", url.as_deref());
    section
}

/// Returns the values of attributes, one in each line.
pub(super) fn values(values: &[(String, Value)]) -> String {
    columns(values.iter().map(|(name, value)| (name, value.to_string())))
}

/// The locales whose texts are shown.
pub(super) struct Locales<'m> {
    pub(super) of_catalog: &'m [Locale],
    /// The index of the only one that is shown.
    pub(super) chosen: Option<usize>,
}

/// Returns the text of the chosen locale, or the texts, each after its locale if the catalog has several.
fn by_locale(texts: &[String], locales: &Locales<'_>) -> String {
    match (locales.chosen, locales.of_catalog, texts) {
        (Some(chosen), _, texts) => texts.get(chosen).cloned().unwrap_or_default(),
        (None, [_], [text]) => text.clone(),
        (None, all, texts) => columns(all.iter().map(Locale::as_str).zip(texts.iter().cloned())),
    }
}

/// Returns the text of a template; of one with forms, each form after its keys.
fn forms(template: &Template, params: &[Param]) -> Vec<String> {
    let keyed = |key: &str, form: &Template| -> Vec<String> {
        let separator = match form {
            Template::Text(_) => ":",
            Template::Plural { .. } | Template::Select { .. } => ",",
        };
        forms(form, params).into_iter().map(|text| format!("{key}{separator} {text}")).collect()
    };
    match template {
        Template::Text(_) => template.texts(params),
        Template::Plural { param: _, rule: _, forms } => {
            forms.iter().flat_map(|(key, form)| keyed(&key.to_string(), form)).collect()
        }
        Template::Select { param: _, forms } => {
            forms.iter().flat_map(|(value, form)| keyed(value.as_deref().unwrap_or("other"), form)).collect()
        }
    }
}

/// Returns the properties of a param, without its name.
fn param(param: &Param, locales: &Locales<'_>) -> String {
    let Param { name, wire, param_type, sensitive, optional, absent, example, doc } = param;
    let flag = |is_set: &bool, word: &'static str| is_set.then_some(word);
    let flags = [Some(param_type.name()), flag(sensitive, "sensitive"), flag(optional, "optional")];
    let first = commas(flags.into_iter().flatten());
    let wire = if wire == name { String::new() } else { wire.clone() };
    let details = set_columns([
        ("wire", wire),
        ("absent", absent.as_ref().map(|texts| by_locale(texts, locales)).unwrap_or_default()),
        ("example", example.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("doc", doc.clone().unwrap_or_default()),
    ]);
    if details.is_empty() { first } else { format!("{first}\n{details}") }
}

fn deprecated(deprecated: &Deprecated) -> String {
    let Deprecated { since, until, note, replacement } = deprecated;
    let keys = [("since", since), ("until", until), ("note", note), ("use", replacement)];
    let text = set_columns(keys.map(|(key, text)| (key, text.clone().unwrap_or_default())));
    if text.is_empty() { "yes".to_owned() } else { text }
}

/// Returns what to do about an error, with the description of a remedy.
pub(super) fn retry(retry: &Retry) -> String {
    match retry.remedy() {
        Some((remedy, _)) => format!("{retry}\n{}: {}", remedy.name(), remedy.description()),
        None => retry.to_string(),
    }
}

fn retry_safe(retry_safety: RetrySafety) -> String {
    let meaning = match retry_safety {
        RetrySafety::Always => "the request was not carried out, or carrying it out twice changes nothing",
        RetrySafety::IfIdempotent => {
            "the request may have been carried out; retry it only if it is idempotent"
        }
    };
    format!("{}: {meaning}", retry_safety.name())
}

fn exposure_text(exposure: Exposure) -> String {
    let meaning = match exposure {
        Exposure::Public => "callers may see the entry",
        Exposure::Internal => "only services and people behind the API see the entry",
    };
    format!("{}: {meaning}", exposure.name())
}

fn recovery_text(recovery: Recovery) -> String {
    let meaning = match recovery {
        Recovery::Retry => "wait, then send the same request again",
        Recovery::Remedy => "apply the remedy, then send the request again",
        Recovery::Correct => "correct the request before it is sent again",
        Recovery::Escalate => "the people who run the service, or who grant access, have to act",
    };
    format!("{}: {meaning}", recovery.name())
}

fn stability_text(stability: Stability) -> String {
    let meaning = match stability {
        Stability::Draft => "the entry may still change or be removed",
        Stability::Stable => "clients may rely on the entry",
    };
    format!("{}: {meaning}", stability.name())
}
