//! The shape of an entry.

use errcat_catalog::{Locale, Template};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::attribute::{Value, value, values};
use super::policy::{Retry, retry};
use super::{CodeRange, Object, WireCode, by_locale, code_range, extra, wire_code};

#[derive(Serialize)]
pub(super) struct Entry<'a> {
    name: &'a str,
    code: WireCode<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subcode: Option<WireCode<'a>>,
    http: u16,
    category: &'static str,
    class: Option<&'a str>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    extra: Object<'a, WireCode<'a>>,
    #[serde(skip_serializing_if = "Object::is_empty")]
    attributes: Object<'a, Value<'a>>,
    retry: Retry<'a>,
    retry_safe: &'static str,
    message: Object<'a, Message<'a>>,
    help: Option<Object<'a, &'a str>>,
    params: Vec<Param<'a>>,
    seen: &'a [String],
    url: Option<&'a str>,
    severity: &'static str,
    exposure: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mask: Option<&'a str>,
    recovery: &'static str,
    exit: u8,
    stability: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Object<'a, &'a str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<Object<'a, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Also<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    aliases: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    former: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Deprecated<'a>>,
}

/// A further code, or a range of them.
#[derive(Serialize)]
#[serde(untagged)]
enum Also<'a> {
    Code(WireCode<'a>),
    Range(CodeRange),
}

#[derive(Serialize)]
struct Param<'a> {
    name: &'a str,
    wire: &'a str,
    #[serde(rename = "type")]
    param_type: &'static str,
    sensitive: bool,
    optional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<Object<'a, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Value<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc: Option<&'a str>,
}

#[derive(Serialize)]
struct Deprecated<'a> {
    since: Option<&'a str>,
    until: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(rename = "use")]
    replacement: Option<&'a str>,
}

/// A text, or the forms of a template as the catalog writes them.
enum Message<'a> {
    Constant(&'a str),
    Template(&'a Template, &'a [errcat_catalog::Param]),
}

impl Serialize for Message<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (template, params) = match *self {
            Message::Constant(text) => return serializer.serialize_str(text),
            Message::Template(template, params) => (template, params),
        };
        let name = |param: &usize| params.get(*param).map_or("", |param| param.name.as_str());
        let nested = |template| Message::Template(template, params);
        match template {
            Template::Text(_) => serializer.serialize_str(&template.texts(params).concat()),
            Template::Plural { param, rule: _, forms } => {
                let mut map = serializer.serialize_map(Some(1 + forms.len()))?;
                map.serialize_entry("plural", name(param))?;
                for (form, template) in forms {
                    map.serialize_entry(&form.to_string(), &nested(template))?;
                }
                map.end()
            }
            Template::Select { param, forms } => {
                let mut map = serializer.serialize_map(Some(1 + forms.len()))?;
                map.serialize_entry("select", name(param))?;
                for (value, template) in forms {
                    map.serialize_entry(value.as_deref().unwrap_or("other"), &nested(template))?;
                }
                map.end()
            }
        }
    }
}

pub(super) fn entry<'a>(entry: &'a errcat_catalog::Entry, locales: &'a [Locale]) -> Entry<'a> {
    let errcat_catalog::Entry {
        name,
        span: _,
        aliases,
        former,
        code,
        refinement,
        also,
        also_ranges,
        class,
        extra: sent,
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
    let message = match templates {
        Some(templates) => {
            by_locale(locales, templates.iter().map(|template| Message::Template(template, params)))
        }
        None => by_locale(locales, constant.iter().map(|text| Message::Constant(text))),
    };
    let ranges = also_ranges.iter().map(code_range).map(Also::Range);
    Entry {
        name,
        code: wire_code(code),
        of: refinement.as_ref().map(|refinement| refinement.of.as_str()),
        subcode: refinement.as_ref().map(|refinement| wire_code(&refinement.subcode)),
        http: *http,
        category: category.name(),
        class: class.as_deref(),
        extra: extra(sent),
        attributes: values(attributes),
        retry: retry(policy),
        retry_safe: retry_safety.name(),
        message,
        help: help.as_deref().map(|help| texts(help, locales)),
        params: params.iter().map(|each| param(each, locales)).collect(),
        seen,
        url: url.as_deref(),
        severity: severity.name(),
        exposure: exposure.name(),
        mask: mask.as_deref(),
        recovery: recovery.unwrap_or(policy.recovery(*category)).name(),
        exit: exit.unwrap_or(category.default_exit_code()),
        stability: stability.name(),
        title: title.as_deref().map(|title| texts(title, locales)),
        causes: causes.iter().map(|cause| texts(cause, locales)).collect(),
        doc: doc.as_deref(),
        also: also.iter().map(wire_code).map(Also::Code).chain(ranges).collect(),
        aliases,
        former,
        since: since.as_deref(),
        deprecated: deprecation.as_ref().map(deprecated),
    }
}

fn texts<'a>(texts: &'a [String], locales: &'a [Locale]) -> Object<'a, &'a str> {
    by_locale(locales, texts.iter().map(String::as_str))
}

fn param<'a>(param: &'a errcat_catalog::Param, locales: &'a [Locale]) -> Param<'a> {
    let errcat_catalog::Param { name, wire, param_type, sensitive, optional, absent, example, doc } = param;
    Param {
        name,
        wire,
        param_type: param_type.name(),
        sensitive: *sensitive,
        optional: *optional,
        absent: absent.as_deref().map(|absent| texts(absent, locales)),
        example: example.as_ref().map(value),
        doc: doc.as_deref(),
    }
}

fn deprecated(deprecated: &errcat_catalog::Deprecated) -> Deprecated<'_> {
    let errcat_catalog::Deprecated { since, until, note, replacement } = deprecated;
    Deprecated {
        since: since.as_deref(),
        until: until.as_deref(),
        note: note.as_deref(),
        replacement: replacement.as_deref(),
    }
}
