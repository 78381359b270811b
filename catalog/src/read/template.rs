//! A message with params in it, in one locale: a text with placeholders, or a table of forms.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, wrong_type};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::near::nearest;
use crate::param::{Param, ParamType};
use crate::plural::{PluralCategory, PluralRule};
use crate::read::policy::with_near;
use crate::read::text::check_text;
use crate::rule::Rule;
use crate::syntax::Node;
use crate::template::{Part, Piece, PluralForm, Template, pieces};

/// How deep forms may stand in forms.
const DEEPEST: usize = 4;

/// Whether a value is a table of forms, and not one of locales.
pub(crate) fn is_forms(node: &Node<'_>) -> bool {
    let table = node.get_ref().as_table();
    table.is_some_and(|table| table.contains_key("plural") || table.contains_key("select"))
}

/// Reads a text or a table of forms; nothing where anything in it is wrong.
pub(crate) fn read_template(
    node: &Node<'_>,
    what: &str,
    params: &[At<Param>],
    locale: &Locale,
    findings: &mut Findings<'_>,
) -> Option<Template> {
    let reader = Reader { what, params, locale };
    reader.template(node, 0, findings)
}

/// What every part of one message is read with.
struct Reader<'a> {
    what: &'a str,
    params: &'a [At<Param>],
    locale: &'a Locale,
}

impl Reader<'_> {
    fn template(&self, node: &Node<'_>, depth: usize, findings: &mut Findings<'_>) -> Option<Template> {
        match node.get_ref() {
            DeValue::String(text) => {
                let text = At { value: text.as_ref(), span: node.span() };
                check_text(&text, self.what, "message", findings);
                self.text(&text, findings)
            }
            DeValue::Table(table) if is_forms(node) => self.forms(table, &node.span(), depth, findings),
            DeValue::Table(_) => {
                let message = format!("{} is a table without `plural` and `select`", self.what);
                let help = "write a text, or { plural = \"days\", one = \"...\", other = \"...\" }";
                findings.report(Diagnostic::new(Rule::WrongType, node.span(), message).help(help));
                None
            }
            _ => {
                wrong_type(node, self.what, "a string", findings);
                None
            }
        }
    }

    /// In a message with params, braces hold the name of a param, and {{ and }} mean themselves.
    fn text(&self, text: &At<&str>, findings: &mut Findings<'_>) -> Option<Template> {
        let (pieces, faults) = pieces(text.value);
        let is_sound = faults.is_empty();
        for fault in faults {
            let place = findings.place_in(&text.span, text.value, &fault.place);
            let diagnostic = Diagnostic::new(Rule::InvalidTemplate, place, fault.message);
            findings.report(diagnostic.help(fault.help));
        }
        let mut parts = Vec::new();
        for piece in pieces {
            parts.push(match piece {
                Piece::Text(text) => Some(Part::Text(text)),
                Piece::Placeholder { name, place } => {
                    let place = findings.place_in(&text.span, text.value, &place);
                    self.param(name, place, "string", findings).map(Part::Param)
                }
            });
        }
        parts.into_iter().collect::<Option<Vec<_>>>().filter(|_| is_sound).map(Template::Text)
    }

    /// What a message names is a param of its entry, and not a sensitive one.
    fn param(
        &self,
        name: &str,
        place: Range<usize>,
        likely_type: &str,
        findings: &mut Findings<'_>,
    ) -> Option<usize> {
        let Some(at) = self.params.iter().position(|param| param.value.name == name) else {
            let message = format!("the entry has no param `{name}`");
            let near = nearest(name, self.params.iter().map(|param| param.value.name.as_str()));
            let diagnostic = Diagnostic::new(Rule::UndeclaredParam, place, message)
                .help(format!("declare it: params = {{ {name} = \"{likely_type}\" }}"));
            findings.report(with_near(diagnostic, near));
            return None;
        };
        let param = &self.params[at];
        if param.value.sensitive {
            let message = format!("the message shows `{name}`, which is sensitive");
            findings.report(
                Diagnostic::new(Rule::SensitiveInMessage, place, message)
                    .related(param.span.clone(), "declared as sensitive here"),
            );
            return None;
        }
        Some(at)
    }

    fn forms(
        &self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        depth: usize,
        findings: &mut Findings<'_>,
    ) -> Option<Template> {
        let mut fields = Fields::new(table, self.what, span.clone());
        let plural = fields.string("plural", findings);
        let select = fields.string("select", findings);
        if depth == DEEPEST {
            let message = format!("{} has forms in forms, more than {DEEPEST} deep", self.what);
            let help = "say it in several messages, or in one that is true of all";
            findings.report(Diagnostic::new(Rule::InvalidTemplate, span.clone(), message).help(help));
            return None;
        }
        let mut forms = Vec::new();
        for (name, node) in fields.named(findings) {
            if !matches!(name.value, "plural" | "select") {
                forms.push((name, self.template(node, depth + 1, findings)));
            }
        }
        match (plural, select) {
            (Some(name), None) => self.plural(&name, span, forms, findings),
            (None, Some(name)) => self.select(&name, span, forms, findings),
            (Some(_), Some(second)) => {
                let message = format!("{} goes both by `plural` and by `select`", self.what);
                let help = "put one of them into a form of the other";
                findings.report(Diagnostic::new(Rule::InvalidTemplate, second.span, message).help(help));
                None
            }
            // It is there and no string, which is told.
            (None, None) => None,
        }
    }

    fn plural(
        &self,
        name: &At<&str>,
        span: &Range<usize>,
        forms: Vec<(At<&str>, Option<Template>)>,
        findings: &mut Findings<'_>,
    ) -> Option<Template> {
        let rule = PluralRule::of(self.locale);
        let mut read = Vec::new();
        let mut is_sound = true;
        for (key, template) in forms {
            match self.plural_form(&key, rule, findings) {
                Some(form) => read.push((form, template)),
                None => is_sound = false,
            }
        }
        let has =
            |category: PluralCategory| read.iter().any(|(form, _)| *form == PluralForm::Category(category));
        let missing: Vec<_> =
            rule.required().filter(|category| !has(*category)).map(PluralCategory::name).collect();
        if is_sound && !missing.is_empty() {
            let message = format!(
                "the forms of a number in `{}` lack {}",
                self.locale,
                quoted(missing.iter().copied())
            );
            let help = format!("add {} = \"...\"", missing.join(" = \"...\", "));
            findings.report(Diagnostic::new(Rule::InvalidPlural, span.clone(), message).help(help));
            is_sound = false;
        }
        let param = self.param(name.value, name.span.clone(), "u32", findings)?;
        let param_type = self.params[param].value.param_type;
        if !param_type.is_integer() {
            let message =
                format!("the plural goes by `{}`, which is of type {}", name.value, param_type.name());
            let help = "go by an integer, such as a param of type \"u32\"";
            findings.report(Diagnostic::new(Rule::InvalidPlural, name.span.clone(), message).help(help));
            return None;
        }
        let forms =
            read.into_iter().map(|(form, template)| Some((form, template?))).collect::<Option<_>>()?;
        is_sound.then_some(Template::Plural { param, rule, forms })
    }

    /// A form is for one number, or for a plural category that the locale has.
    fn plural_form(
        &self,
        key: &At<&str>,
        rule: PluralRule,
        findings: &mut Findings<'_>,
    ) -> Option<PluralForm> {
        let locale = self.locale;
        let known = quoted(rule.categories().iter().map(|category| category.name()));
        let (message, help) = match PluralCategory::from_name(key.value) {
            Some(category) if rule.categories().contains(&category) => {
                return Some(PluralForm::Category(category));
            }
            Some(_) => {
                let message = format!("no number has the form `{}` in `{locale}`", key.value);
                (message, format!("remove it; the forms are {known}"))
            }
            None if key.value.parse::<u64>().is_ok_and(|number| number.to_string() == key.value) => {
                return key.value.parse().ok().map(PluralForm::Exactly);
            }
            None => {
                let message = format!("`{}` is no form of a number", key.value);
                (message, format!("write a number or one of {known}"))
            }
        };
        findings.report(Diagnostic::new(Rule::InvalidPlural, key.span.clone(), message).help(help));
        None
    }

    fn select(
        &self,
        name: &At<&str>,
        span: &Range<usize>,
        forms: Vec<(At<&str>, Option<Template>)>,
        findings: &mut Findings<'_>,
    ) -> Option<Template> {
        let param = self.param(name.value, name.span.clone(), "string", findings)?;
        let is_bool = match self.params[param].value.param_type {
            ParamType::String => false,
            ParamType::Bool => true,
            other => {
                let message =
                    format!("the select goes by `{}`, which is of type {}", name.value, other.name());
                let help = if other.is_integer() {
                    "go by a string or a boolean; the forms of a number are a `plural`"
                } else {
                    "go by a param of type \"string\" or \"bool\""
                };
                findings.report(Diagnostic::new(Rule::InvalidSelect, name.span.clone(), message).help(help));
                return None;
            }
        };
        let mut is_sound = true;
        for (key, _) in &forms {
            if is_bool && !matches!(key.value, "true" | "false" | "other") {
                let message = format!("`{}` is no value of a boolean", key.value);
                let help = "write a form for true and one for false";
                findings.report(Diagnostic::new(Rule::InvalidSelect, key.span.clone(), message).help(help));
                is_sound = false;
            }
        }
        let has = |value: &str| forms.iter().any(|(key, _)| key.value == value);
        if is_sound && !has("other") && !(is_bool && has("true") && has("false")) {
            let message = format!("the forms of `{}` lack `other`", name.value);
            let help = "add other = \"...\", for the values that have no form of their own";
            findings.report(Diagnostic::new(Rule::InvalidSelect, span.clone(), message).help(help));
            is_sound = false;
        }
        let value = |key: &str| (key != "other").then(|| key.to_owned());
        let forms = forms.into_iter().map(|(key, template)| Some((value(key.value), template?)));
        let forms = forms.collect::<Option<_>>()?;
        is_sound.then_some(Template::Select { param, forms })
    }
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
