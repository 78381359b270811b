//! Reads the header of a catalog, `[catalog]`.

use std::collections::HashSet;

use errcat_types::Role;
use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::extends::EXTENDS;
use crate::fields::{Fields, What, as_string};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::model::{CustomRemedy, Remedy};
use crate::name::is_kebab_case;
use crate::read::attributes::{Attributes, read_declarations};
use crate::read::url::read_pattern;
use crate::rule::Rule;

/// The header of a catalog, with which the rest of it is read.
pub(crate) struct Header {
    pub(crate) schema: u32,
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) role: Role,
    pub(crate) domain: Option<String>,
    /// The pattern of the URLs of entries that have none of their own.
    pub(crate) url: Option<String>,
    pub(crate) locales: Vec<Locale>,
    /// Whether all locales could be read. If not, no text is checked against them.
    pub(crate) locales_known: bool,
    pub(crate) remedies: Vec<CustomRemedy>,
    pub(crate) attributes: Attributes,
}

const SCHEMA: u32 = 1;

pub(crate) fn read_header<'s>(root: &'s DeTable<'s>, findings: &mut Findings<'_>) -> Header {
    let mut header = Header {
        schema: SCHEMA,
        name: String::new(),
        title: None,
        role: Role::default(),
        domain: None,
        url: None,
        locales: Vec::new(),
        locales_known: false,
        remedies: Vec::new(),
        attributes: Attributes::lost(),
    };
    let mut top = Fields::new(root, What::Words("the catalog".into()), 0..0);
    let Some(fields) = top.table("catalog", findings) else {
        if !root.contains_key("catalog") && !findings.any_recovered() {
            let message = "`[catalog]` is missing";
            let help = "start the file with [catalog], schema = 1, name = \"...\" and locales = [\"en\"]";
            findings.report(Diagnostic::new(Rule::MissingKey, 0..0, message).help(help));
        }
        header.locales = placeholder_locales();
        return header;
    };
    let mut fields = fields.called("`[catalog]`");
    check_schema(&mut fields, findings);
    fields.require("schema", "1");
    header.name = fields.string("name", findings).map_or_else(String::new, |name| name.value.to_owned());
    fields.require("name", "\"...\"");
    read_extends(&mut fields, findings);
    header.title = fields.string("title", findings).map(|title| title.value.to_owned());
    let role = fields.word("role", ("role", Rule::UnknownRole), &[], findings);
    header.role = role.unwrap_or_default();
    header.domain = read_domain(&mut fields, findings);
    header.url = read_pattern(&mut fields, findings);
    read_locales(&mut fields, &mut header, findings);
    header.remedies = read_remedies(&mut fields, findings);
    header.attributes = read_declarations(&mut fields, findings);
    if fields.has_misspelt(&["attributes"]) {
        header.attributes = Attributes::lost();
    }
    fields.finish(findings);
    header
}

/// The version of the schema must be the one that this crate reads.
pub(crate) fn check_schema(fields: &mut Fields<'_>, findings: &mut Findings<'_>) {
    if let Some(schema) = fields.integer("schema", findings)
        && schema.value != i128::from(SCHEMA)
    {
        let message = format!("unsupported schema version {}", schema.value);
        findings.report(Diagnostic::new(Rule::UnsupportedSchema, schema.span, message));
    }
}

/// `extends` is a path or several. By now, the catalogs there are part of this one.
fn read_extends(fields: &mut Fields<'_>, findings: &mut Findings<'_>) {
    let Some(node) = fields.node(EXTENDS, findings) else { return };
    let names_any = node.get_ref().is_str() || !fields.strings(EXTENDS, findings).is_empty();
    if names_any && !findings.has_bases() {
        let message = "the catalogs of `extends` are missing";
        let help = "pass them to `Source::with_bases`";
        findings.report(Diagnostic::new(Rule::Unreadable, node.span(), message).help(help));
    }
}

/// A domain is a DNS name in lower case with at least two labels (AIP-193: globally unique).
fn read_domain(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Option<String> {
    let domain = fields.string("domain", findings)?;
    let is_label = |label: &str| {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (1..=63).contains(&label.len())
            && label.chars().all(is_part)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if domain.value.len() > 253 || !domain.value.contains('.') || !domain.value.split('.').all(is_label) {
        let message = format!("`{}` is not a valid domain", domain.value);
        findings.report(Diagnostic::new(Rule::InvalidDomain, domain.span, message));
        return None;
    }
    Some(domain.value.to_owned())
}

fn placeholder_locales() -> Vec<Locale> {
    Locale::parse("en").into_iter().collect()
}

fn read_locales(fields: &mut Fields<'_>, header: &mut Header, findings: &mut Findings<'_>) {
    let mut listed = HashSet::new();
    let tags = fields.strings("locales", findings);
    header.locales_known = fields.list("locales", &mut findings.discarded()).len() == tags.len();
    fields.require("locales", "[\"en\"]");
    for tag in &tags {
        let Some(locale) = Locale::parse(tag.value) else {
            let message = format!("`{}` is not a valid language tag", tag.value);
            let help = match tag.value.replace('_', "-") {
                hyphens if hyphens != tag.value && Locale::parse(&hyphens).is_some() => {
                    format!("did you mean `{hyphens}`?")
                }
                _ => Rule::InvalidLocale.help().to_owned(),
            };
            findings.report(Diagnostic::new(Rule::InvalidLocale, tag.span.clone(), message).help(help));
            header.locales_known = false;
            continue;
        };
        if !listed.insert(tag.value.to_ascii_lowercase()) {
            let message = format!("locale `{locale}` is used twice");
            findings.report(
                Diagnostic::new(Rule::InvalidLocale, tag.span.clone(), message).help("remove one of them"),
            );
        } else {
            header.locales.push(locale);
        }
    }
    if header.locales.is_empty() {
        if let Some(node) =
            fields.node("locales", findings).filter(|node| node.get_ref().as_array().is_some())
            && tags.is_empty()
            && header.locales_known
        {
            let message = "`locales` is empty";
            let help = "add the language of the texts, such as locales = [\"en\"]";
            findings.report(Diagnostic::new(Rule::InvalidLocale, node.span(), message).help(help));
        }
        header.locales = placeholder_locales();
        header.locales_known = false;
    }
}

fn read_remedies(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Vec<CustomRemedy> {
    let Some(fields) = fields.table("remedies", findings) else { return Vec::new() };
    let mut remedies = Vec::new();
    for (name, node) in fields.named(findings) {
        let what = What::Named("remedy", name.value);
        let Some(description) = as_string(node, format_args!("{what}"), findings) else { continue };
        let error = if !is_kebab_case(name.value) {
            let message = format!("remedy name `{}` is not kebab case", name.value);
            Some((name.span, message, "use lowercase words joined by hyphens, such as `refresh-metadata`"))
        } else if Remedy::STANDARD.iter().any(|standard| standard.name() == name.value) {
            let message = format!("remedy `{}` is already defined by errcat", name.value);
            Some((name.span, message, "remove it, or use a different name"))
        } else if description.value.trim().is_empty() {
            let message = format!("the description of remedy `{}` is empty", name.value);
            Some((description.span, message, "describe what the caller must do first"))
        } else {
            None
        };
        if let Some((span, message, help)) = error {
            findings.report(Diagnostic::new(Rule::InvalidRemedy, span, message).help(help));
        }
        remedies
            .push(CustomRemedy { name: name.value.to_owned(), description: description.value.to_owned() });
    }
    remedies
}
