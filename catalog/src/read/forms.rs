//! Reads a table of forms: `plural`, one for each plural category, or `select`, one for each value.

use std::ops::Range;

use errcat_types::{ParamType, PluralCategory, PluralRule};
use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What};
use crate::findings::Findings;
use crate::read::template::Reader;
use crate::rule::Rule;
use crate::template::{PluralForm, Template};

/// The maximum nesting of forms in forms.
const MAX_DEPTH: usize = 4;

impl Reader<'_> {
    pub(super) fn forms(
        &self,
        table: &DeTable<'_>,
        span: &Range<usize>,
        depth: usize,
        findings: &mut Findings<'_>,
    ) -> Option<Template> {
        let mut fields = Fields::new(table, What::Words(self.what.to_string().into()), span.clone());
        let plural = fields.string("plural", findings);
        let select = fields.string("select", findings);
        if depth == MAX_DEPTH {
            let message = format!("{} nests forms more than {MAX_DEPTH} levels deep", self.what);
            let help = "rephrase the message so that it needs fewer forms";
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
                let message = format!("{} has both `plural` and `select`", self.what);
                let help = "nest one of them in a form of the other";
                findings.report(Diagnostic::new(Rule::InvalidTemplate, second.span, message).help(help));
                None
            }
            // One of them is present and not a string, which is reported.
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
        let rule = PluralRule::of(self.locale.as_str());
        let mut read = Vec::new();
        let mut is_valid = true;
        for (key, template) in forms {
            match self.plural_form(&key, rule, findings) {
                Some(form) => read.push((form, template)),
                None => is_valid = false,
            }
        }
        let has =
            |category: PluralCategory| read.iter().any(|(form, _)| *form == PluralForm::Category(category));
        let missing: Vec<_> =
            rule.required().filter(|category| !has(*category)).map(PluralCategory::name).collect();
        if is_valid && !missing.is_empty() {
            let message = format!("plural {} missing for locale `{}`", forms_are(&missing), self.locale);
            let help = format!("add {} = \"...\"", missing.join(" = \"...\", "));
            findings.report(Diagnostic::new(Rule::InvalidPlural, span.clone(), message).help(help));
            is_valid = false;
        }
        let param = self.selected_by(name, "u32", findings)?;
        if let Some(other) = self.known_type(param).filter(|param_type| !param_type.is_integer()) {
            let message =
                format!("`plural` requires an integer param, but `{}` has type {other}", name.value);
            let help = "use a param with an integer type, such as \"u32\"";
            findings.report(Diagnostic::new(Rule::InvalidPlural, name.span.clone(), message).help(help));
            return None;
        }
        let forms =
            read.into_iter().map(|(form, template)| Some((form, template?))).collect::<Option<_>>()?;
        is_valid.then_some(Template::Plural { param, rule, forms })
    }

    /// Returns the type of a param, if the catalog declares it.
    fn known_type(&self, param: usize) -> Option<ParamType> {
        let draft = &self.params.drafts[param];
        draft.type_known.then_some(draft.param.param_type)
    }

    /// A plural form is for one number, or for a plural category of the locale.
    fn plural_form(
        &self,
        key: &At<&str>,
        rule: PluralRule,
        findings: &mut Findings<'_>,
    ) -> Option<PluralForm> {
        let locale = self.locale;
        let known = quoted(rule.categories().iter().map(|category| category.name()));
        let (message, help) = match key.value.parse() {
            Ok(category) if rule.categories().contains(&category) => {
                return Some(PluralForm::Category(category));
            }
            Ok(_) => {
                let message = format!("locale `{locale}` has no plural form `{}`", key.value);
                (message, format!("remove it; the plural forms of `{locale}` are {known}"))
            }
            Err(_) if key.value.parse::<u64>().is_ok_and(|number| number.to_string() == key.value) => {
                return key.value.parse().ok().map(PluralForm::Exactly);
            }
            Err(_) => {
                let message = format!("`{}` is not a valid plural form", key.value);
                (message, format!("use a number or one of {known}"))
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
        let param = self.selected_by(name, "string", findings)?;
        let param_type = self.known_type(param);
        if let Some(other) = param_type.filter(|known| !matches!(known, ParamType::String | ParamType::Bool))
        {
            let message =
                format!("`select` requires a string or boolean param, but `{}` has type {other}", name.value);
            let help = if other.is_integer() {
                "use `plural` for the forms of a number"
            } else {
                "use a param of type \"string\" or \"bool\""
            };
            findings.report(Diagnostic::new(Rule::InvalidSelect, name.span.clone(), message).help(help));
            return None;
        }
        let mut is_valid = true;
        for (key, _) in &forms {
            if param_type == Some(ParamType::Bool) && !matches!(key.value, "true" | "false" | "other") {
                let message = format!("`{}` is not a value of the boolean `{}`", key.value, name.value);
                let help = "use the forms `true` and `false`";
                findings.report(Diagnostic::new(Rule::InvalidSelect, key.span.clone(), message).help(help));
                is_valid = false;
            }
        }
        let has = |value: &str| forms.iter().any(|(key, _)| key.value == value);
        let bool_forms: Vec<_> = ["true", "false"].into_iter().filter(|value| !has(value)).collect();
        let is_optional = self.params.drafts[param].param.optional;
        let missing = if has("other") {
            Vec::new()
        } else if is_optional {
            // An absent value is neither true nor false.
            vec!["other"]
        } else if param_type == Some(ParamType::Bool) || param_type.is_none() && bool_forms.is_empty() {
            bool_forms
        } else {
            vec!["other"]
        };
        if is_valid && !missing.is_empty() {
            let message = format!("{} missing for param `{}`", forms_are(&missing), name.value);
            let help = format!("add {} = \"...\"", missing.join(" = \"...\", "));
            let help = match missing.as_slice() {
                ["other"] if is_optional => help + ", for all other values and for an absent one",
                ["other"] => help + ", for all other values",
                _ => help + ", or other = \"...\"",
            };
            findings.report(Diagnostic::new(Rule::InvalidSelect, span.clone(), message).help(help));
            is_valid = false;
        }
        let value = |key: &str| (key != "other").then(|| key.to_owned());
        let forms = forms.into_iter().map(|(key, template)| Some((value(key.value), template?)));
        let forms = forms.collect::<Option<_>>()?;
        is_valid.then_some(Template::Select { param, forms })
    }
}

/// `form `one` is`, or `forms `one`, `few` are`.
fn forms_are(names: &[&str]) -> String {
    let (form, verb) = if names.len() == 1 { ("form", "is") } else { ("forms", "are") };
    format!("{form} {} {verb}", quoted(names.iter().copied()))
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
