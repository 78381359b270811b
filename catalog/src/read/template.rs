//! Reads a message with params in one locale: a text with placeholders, or a table of forms.

use std::fmt;
use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, report_wrong_type};
use crate::findings::Findings;
use crate::locale::Locale;
use crate::name::is_param_name;
use crate::near::{nearest, with_near};
use crate::pieces::{Braces, Piece, pieces};
use crate::read::params::{ParamDraft, Params};
use crate::read::text::check_text;
use crate::rule::Rule;
use crate::syntax::Node;
use crate::template::{Part, Template};
use errcat_types::PluralRule;

/// The maximum number of errors of one text that are reported one by one.
const MAX_REPORTED: usize = 5;

/// Returns whether a value is a table of forms, as opposed to a table of locales.
pub(crate) fn is_forms(node: &Node<'_>) -> bool {
    let table = node.get_ref().as_table();
    table.is_some_and(|table| table.contains_key("plural") || table.contains_key("select"))
}

/// Reads a text or a table of forms; `None` if it has an error.
pub(crate) fn read_template(
    node: &Node<'_>,
    what: fmt::Arguments<'_>,
    params: &Params<'_>,
    locale: &Locale,
    findings: &mut Findings<'_>,
) -> Option<Template> {
    let reader = Reader { what, params, locale };
    reader.template(node, 0, findings)
}

/// The context in which all parts of a message are read.
pub(super) struct Reader<'a> {
    pub(super) what: fmt::Arguments<'a>,
    pub(super) params: &'a Params<'a>,
    pub(super) locale: &'a Locale,
}

/// An error in a placeholder.
enum PlaceholderError<'t> {
    /// The braces do not contain the name of a param.
    Braces(Braces<'t>),
    /// The entry has no such param.
    Undeclared(&'t str),
    /// The param must not be shown.
    Sensitive(&'t ParamDraft),
    /// The param is optional and has no text for an absent value.
    Absent(&'t ParamDraft),
}

impl Reader<'_> {
    pub(super) fn template(
        &self,
        node: &Node<'_>,
        depth: usize,
        findings: &mut Findings<'_>,
    ) -> Option<Template> {
        match node.get_ref() {
            DeValue::String(text) => {
                let text = At { value: text.as_ref(), span: node.span() };
                let has_text = check_text(&text, self.what, "message", findings);
                // An empty text has no params to compare with those of other locales.
                self.text(&text, findings).filter(|_| has_text)
            }
            DeValue::Table(table) if is_forms(node) => self.forms(table, &node.span(), depth, findings),
            DeValue::Table(table) => {
                let message = format!("{} has neither `plural` nor `select`", self.what);
                let help = "write a text, or { plural = \"days\", one = \"...\", other = \"...\" }";
                let diagnostic = Diagnostic::new(Rule::WrongType, node.span(), message).help(help);
                let near = table.keys().find_map(|key| nearest(key.get_ref(), ["plural", "select"]));
                findings.report(with_near(diagnostic, near));
                None
            }
            _ => {
                report_wrong_type(node, self.what, "a string", findings);
                None
            }
        }
    }

    /// In a message with params, braces contain the name of a param, and {{ and }} are literal braces.
    fn text(&self, text: &At<&str>, findings: &mut Findings<'_>) -> Option<Template> {
        let mut parts = Vec::new();
        let mut errors = Vec::new();
        let mut is_valid = true;
        for piece in pieces(text.value) {
            let (braces, span) = match piece {
                Piece::Text(text) => {
                    parts.push(Part::Text(text));
                    continue;
                }
                Piece::Braces(braces, span) => (braces, span),
            };
            let found = match braces {
                Braces::Name(name) if self.params.index(name).is_some() || is_param_name(name) => {
                    self.shown(name)
                }
                other => Err(Some(PlaceholderError::Braces(other))),
            };
            match found {
                Ok(param) => parts.push(Part::Param(param)),
                Err(error) => {
                    is_valid = false;
                    errors.extend(error.map(|error| (error, span)));
                }
            }
        }
        self.report_errors(&errors, text, findings);
        is_valid.then_some(Template::Text(parts))
    }

    /// Reports the first errors of a text, each at its location, and the number of the others.
    fn report_errors(
        &self,
        errors: &[(PlaceholderError<'_>, Range<usize>)],
        text: &At<&str>,
        findings: &mut Findings<'_>,
    ) {
        if errors.is_empty() {
            return;
        }
        let start = findings.verbatim_start(&text.span, text.value);
        let diagnostic = |(error, part): &(PlaceholderError<'_>, Range<usize>)| {
            let span = start.map_or_else(|| text.span.clone(), |start| start + part.start..start + part.end);
            self.diagnostic(error, span, "string")
        };
        for error in errors.iter().take(MAX_REPORTED) {
            findings.report(diagnostic(error));
        }
        if let Some(next) = errors.get(MAX_REPORTED).map(diagnostic) {
            let more = errors.len() - MAX_REPORTED;
            let plural = if more == 1 { "" } else { "s" };
            let message = format!("{more} more error{plural} in this text");
            findings.report(
                Diagnostic::new(next.rule, next.span, message)
                    .label("from here on")
                    .help("fix the errors before this one first"),
            );
        }
    }

    /// Finds a param that the message names. A name that may be that of a param that could not be read is not an error.
    fn find<'t>(&'t self, name: &'t str) -> Result<usize, Option<PlaceholderError<'t>>> {
        match self.params.index(name) {
            Some(at) if self.params.drafts[at].param.sensitive => {
                Err(Some(PlaceholderError::Sensitive(&self.params.drafts[at])))
            }
            Some(at) => Ok(at),
            None if self.params.some_lost => Err(None),
            None => Err(Some(PlaceholderError::Undeclared(name))),
        }
    }

    /// Finds a param whose value the message shows: an optional param must have a text for an absent value.
    fn shown<'t>(&'t self, name: &'t str) -> Result<usize, Option<PlaceholderError<'t>>> {
        let at = self.find(name)?;
        let draft = &self.params.drafts[at];
        if draft.param.optional && !draft.has_absent {
            Err(Some(PlaceholderError::Absent(draft)))
        } else {
            Ok(at)
        }
    }

    /// Finds the param that selects a form.
    pub(super) fn selected_by(
        &self,
        name: &At<&str>,
        likely_type: &str,
        findings: &mut Findings<'_>,
    ) -> Option<usize> {
        match self.find(name.value) {
            Ok(param) => Some(param),
            Err(error) => {
                if let Some(error) = error {
                    findings.report(self.diagnostic(&error, name.span.clone(), likely_type));
                }
                None
            }
        }
    }

    fn diagnostic(&self, error: &PlaceholderError<'_>, span: Range<usize>, likely_type: &str) -> Diagnostic {
        match error {
            PlaceholderError::Braces(braces) => {
                let (message, help) = self.describe_braces(braces);
                Diagnostic::new(Rule::InvalidTemplate, span, message).help(help)
            }
            PlaceholderError::Undeclared(name) => {
                let near = nearest(name, self.params.drafts.iter().map(|draft| draft.param.name.as_str()));
                let message = format!("unknown param `{name}`");
                let diagnostic = Diagnostic::new(Rule::UndeclaredParam, span, message)
                    .help(format!("declare it: params = {{ {name} = \"{likely_type}\" }}"));
                with_near(diagnostic, near)
            }
            PlaceholderError::Sensitive(draft) => {
                let message = format!("sensitive param `{}` is used in a message", draft.param.name);
                Diagnostic::new(Rule::SensitiveInMessage, span, message)
                    .related(draft.name_span.clone(), "declared as sensitive here")
            }
            PlaceholderError::Absent(draft) => {
                let name = &draft.param.name;
                let message = format!("optional param `{name}` is used in a message, but has no `absent`");
                Diagnostic::new(Rule::MissingAbsent, span, message)
                    .related(draft.name_span.clone(), "declared as optional here")
            }
        }
    }

    /// Returns why the content of braces is not the name of a param, and what to do.
    fn describe_braces(&self, braces: &Braces<'_>) -> (String, String) {
        match *braces {
            Braces::Unopened => ("unmatched `}`".to_owned(), "write }} for a literal brace".to_owned()),
            Braces::Unclosed => (
                "unclosed placeholder".to_owned(),
                "close it with }, or write {{ for a literal brace".to_owned(),
            ),
            Braces::Name(inner) => {
                let name = inner.split([':', '!', ',']).next().unwrap_or_default().trim();
                let message = match inner {
                    "" => "empty placeholder".to_owned(),
                    _ => format!("`{{{inner}}}` is not a valid placeholder"),
                };
                let help = if is_param_name(name) {
                    format!("write {{{name}}}: a placeholder contains only a name")
                } else {
                    "name a param, such as {used}, or write {{ and }} for literal braces".to_owned()
                };
                (message, help)
            }
            Braces::IcuForms { name, keyword } => {
                (format!("`{keyword}` is not supported inside a text"), self.table_of_forms(name, keyword))
            }
        }
    }

    /// Returns the help for forms that are written inside a text, as in ICU's MessageFormat.
    fn table_of_forms(&self, name: &str, keyword: &str) -> String {
        // ICU's params may be numbers.
        let name = if is_param_name(name) { name } else { "days" };
        match keyword {
            "plural" => {
                let required = PluralRule::of(self.locale.as_str()).required();
                let forms: Vec<_> =
                    required.map(|form| format!("{} = \"{{{name}}} ...\"", form.name())).collect();
                format!("write a table: {{ plural = \"{name}\", {} }}", forms.join(", "))
            }
            "select" => {
                format!("write a table: {{ select = \"{name}\", card = \"...\", other = \"...\" }}")
            }
            _ => "rephrase the message without an ordinal number".to_owned(),
        }
    }
}
