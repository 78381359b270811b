//! A table of forms: `plural`, one for each kind of number, and `select`, one for each value.

use std::ops::Range;

use errcat_types::{ParamType, PluralCategory, PluralRule};
use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields, What};
use crate::findings::Findings;
use crate::read::template::Reader;
use crate::rule::Rule;
use crate::template::{PluralForm, Template};

/// How deep forms may stand in forms.
const DEEPEST: usize = 4;

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
        let rule = PluralRule::of(self.locale.as_str());
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
        let param = self.chosen_by(name, "u32", findings)?;
        if let Some(other) = self.known_type(param).filter(|param_type| !param_type.is_integer()) {
            let message = format!("the plural goes by `{}`, which is of type {}", name.value, other.name());
            let help = "go by an integer, such as a param of type \"u32\"";
            findings.report(Diagnostic::new(Rule::InvalidPlural, name.span.clone(), message).help(help));
            return None;
        }
        let forms =
            read.into_iter().map(|(form, template)| Some((form, template?))).collect::<Option<_>>()?;
        is_sound.then_some(Template::Plural { param, rule, forms })
    }

    /// The type of a param, if the catalog says it.
    fn known_type(&self, param: usize) -> Option<ParamType> {
        let draft = &self.params.drafts[param];
        draft.type_known.then_some(draft.param.param_type)
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
        let (message, help) = match key.value.parse() {
            Ok(category) if rule.categories().contains(&category) => {
                return Some(PluralForm::Category(category));
            }
            Ok(_) => {
                let message = format!("no number has the form `{}` in `{locale}`", key.value);
                (message, format!("remove it; the forms are {known}"))
            }
            Err(_) if key.value.parse::<u64>().is_ok_and(|number| number.to_string() == key.value) => {
                return key.value.parse().ok().map(PluralForm::Exactly);
            }
            Err(_) => {
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
        let param = self.chosen_by(name, "string", findings)?;
        let param_type = self.known_type(param);
        if let Some(other) = param_type.filter(|known| !matches!(known, ParamType::String | ParamType::Bool))
        {
            let message = format!("the select goes by `{}`, which is of type {}", name.value, other.name());
            let help = if other.is_integer() {
                "go by a string or a boolean; the forms of a number are a `plural`"
            } else {
                "go by a param of type \"string\" or \"bool\""
            };
            findings.report(Diagnostic::new(Rule::InvalidSelect, name.span.clone(), message).help(help));
            return None;
        }
        let mut is_sound = true;
        for (key, _) in &forms {
            if param_type == Some(ParamType::Bool) && !matches!(key.value, "true" | "false" | "other") {
                let message = format!("`{}` is no value of a boolean", key.value);
                let help = "write a form for true and one for false";
                findings.report(Diagnostic::new(Rule::InvalidSelect, key.span.clone(), message).help(help));
                is_sound = false;
            }
        }
        let has = |value: &str| forms.iter().any(|(key, _)| key.value == value);
        let of_bool: Vec<_> = ["true", "false"].into_iter().filter(|value| !has(value)).collect();
        let is_optional = self.params.drafts[param].param.optional;
        let lacking = match param_type {
            _ if has("other") => Vec::new(),
            // Without a value there is neither true nor false.
            _ if is_optional => vec!["other"],
            Some(ParamType::Bool) => of_bool,
            // It may be a boolean.
            None if of_bool.is_empty() => of_bool,
            _ => vec!["other"],
        };
        if is_sound && !lacking.is_empty() {
            let message = format!("the forms of `{}` lack {}", name.value, quoted(lacking.iter().copied()));
            let help = format!("add {} = \"...\"", lacking.join(" = \"...\", "));
            let help = match lacking.as_slice() {
                ["other"] if is_optional => help + ", for other values and for none",
                ["other"] => help + ", for the values that have no form of their own",
                _ => help + ", or other = \"...\"",
            };
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
