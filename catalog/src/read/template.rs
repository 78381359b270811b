//! A message with params in it, in one locale: a text with placeholders, or a table of forms.

use std::fmt;
use std::ops::Range;

use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, wrong_type};
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

/// The most faults of one text that are told one by one.
const MOST_TOLD: usize = 5;

/// Whether a value is a table of forms, and not one of locales.
pub(crate) fn is_forms(node: &Node<'_>) -> bool {
    let table = node.get_ref().as_table();
    table.is_some_and(|table| table.contains_key("plural") || table.contains_key("select"))
}

/// Reads a text or a table of forms; nothing where anything in it is wrong.
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

/// What every part of one message is read with.
pub(super) struct Reader<'a> {
    pub(super) what: fmt::Arguments<'a>,
    pub(super) params: &'a Params<'a>,
    pub(super) locale: &'a Locale,
}

/// What is wrong in a text.
enum Fault<'t> {
    /// Braces that hold what cannot be a param.
    Braces(Braces<'t>),
    /// A name that is no param of the entry.
    Undeclared(&'t str),
    /// A param that the message may not show.
    Sensitive(&'t ParamDraft),
    /// An optional param without a text for its absence.
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
        let mut parts = Vec::new();
        let mut faults = Vec::new();
        let mut is_sound = true;
        for piece in pieces(text.value) {
            let (braces, place) = match piece {
                Piece::Text(text) => {
                    parts.push(Part::Text(text));
                    continue;
                }
                Piece::Braces(braces, place) => (braces, place),
            };
            let found = match braces {
                Braces::Name(name) if self.params.place(name).is_some() || is_param_name(name) => {
                    self.shown(name)
                }
                other => Err(Some(Fault::Braces(other))),
            };
            match found {
                Ok(param) => parts.push(Part::Param(param)),
                Err(fault) => {
                    is_sound = false;
                    faults.extend(fault.map(|fault| (fault, place)));
                }
            }
        }
        self.report_first(&faults, text, findings);
        is_sound.then_some(Template::Text(parts))
    }

    /// Reports the first faults of a text, each at its place, and how many there are if there are more.
    fn report_first(
        &self,
        faults: &[(Fault<'_>, Range<usize>)],
        text: &At<&str>,
        findings: &mut Findings<'_>,
    ) {
        if faults.is_empty() {
            return;
        }
        let start = findings.verbatim_start(&text.span, text.value);
        let diagnostic = |(fault, part): &(Fault<'_>, Range<usize>)| {
            let place = start.map_or_else(|| text.span.clone(), |start| start + part.start..start + part.end);
            self.diagnostic(fault, place, "string")
        };
        for fault in faults.iter().take(MOST_TOLD) {
            findings.report(diagnostic(fault));
        }
        if let Some(next) = faults.get(MOST_TOLD).map(diagnostic) {
            let message = format!("from here on, the text has more such faults, {} in all", faults.len());
            findings.report(
                Diagnostic::new(next.rule, next.span, message).help("mend those before this one first"),
            );
        }
    }

    /// Where a param stands that the message names. What may be one that could not be read is no fault.
    fn find<'t>(&'t self, name: &'t str) -> Result<usize, Option<Fault<'t>>> {
        match self.params.place(name) {
            Some(at) if self.params.drafts[at].param.sensitive => {
                Err(Some(Fault::Sensitive(&self.params.drafts[at])))
            }
            Some(at) => Ok(at),
            None if self.params.some_lost => Err(None),
            None => Err(Some(Fault::Undeclared(name))),
        }
    }

    /// Finds a param whose value the message shows: an optional one says what stands there without it.
    fn shown<'t>(&'t self, name: &'t str) -> Result<usize, Option<Fault<'t>>> {
        let at = self.find(name)?;
        let draft = &self.params.drafts[at];
        if draft.param.optional && !draft.has_absent { Err(Some(Fault::Absent(draft))) } else { Ok(at) }
    }

    /// The param that forms go by.
    pub(super) fn chosen_by(
        &self,
        name: &At<&str>,
        likely_type: &str,
        findings: &mut Findings<'_>,
    ) -> Option<usize> {
        match self.find(name.value) {
            Ok(param) => Some(param),
            Err(fault) => {
                if let Some(fault) = fault {
                    findings.report(self.diagnostic(&fault, name.span.clone(), likely_type));
                }
                None
            }
        }
    }

    fn diagnostic(&self, fault: &Fault<'_>, place: Range<usize>, likely_type: &str) -> Diagnostic {
        match fault {
            Fault::Braces(braces) => {
                let (message, help) = self.fault_of_braces(braces);
                Diagnostic::new(Rule::InvalidTemplate, place, message).help(help)
            }
            Fault::Undeclared(name) => {
                let near = nearest(name, self.params.drafts.iter().map(|draft| draft.param.name.as_str()));
                let message = format!("the entry has no param `{name}`");
                let diagnostic = Diagnostic::new(Rule::UndeclaredParam, place, message)
                    .help(format!("declare it: params = {{ {name} = \"{likely_type}\" }}"));
                with_near(diagnostic, near)
            }
            Fault::Sensitive(draft) => {
                let message = format!("the message shows `{}`, which is sensitive", draft.param.name);
                Diagnostic::new(Rule::SensitiveInMessage, place, message)
                    .related(draft.name_span.clone(), "declared as sensitive here")
            }
            Fault::Absent(draft) => {
                let name = &draft.param.name;
                let message =
                    format!("the message shows `{name}`, which is optional, and has no text without it");
                Diagnostic::new(Rule::MissingAbsent, place, message)
                    .related(draft.name_span.clone(), "declared as optional here")
            }
        }
    }

    /// Why what stands between braces is not the name of a param, and what to do.
    fn fault_of_braces(&self, braces: &Braces<'_>) -> (String, String) {
        match *braces {
            Braces::Unopened => {
                ("this brace closes nothing".to_owned(), "write }} for a brace that means itself".to_owned())
            }
            Braces::Unclosed => (
                "the placeholder that begins here has no end".to_owned(),
                "close it with }, or write {{ for a brace that means itself".to_owned(),
            ),
            Braces::Name(inner) => {
                let name = inner.split([':', '!', ',']).next().unwrap_or_default().trim();
                let message = match inner {
                    "" => "the placeholder names no param".to_owned(),
                    _ => format!("`{inner}` is not the name of a param"),
                };
                let help = if is_param_name(name) {
                    format!("write {{{name}}}: a placeholder is a name alone")
                } else {
                    "name a param, as in {used}, or write {{ and }} for braces that mean themselves"
                        .to_owned()
                };
                (message, help)
            }
            Braces::IcuForms { name, keyword } => {
                ("forms are not written inside a text".to_owned(), self.forms_instead(name, keyword))
            }
        }
    }

    /// How forms are written here that stand in a text as ICU's MessageFormat writes them.
    fn forms_instead(&self, name: &str, keyword: &str) -> String {
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
            _ => "say it without an ordinal number, of which there are no forms here".to_owned(),
        }
    }
}
