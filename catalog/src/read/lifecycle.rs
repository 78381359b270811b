//! Reads the history of an entry: `also`, `aliases`, `former`, `since`, `stability` and `deprecated`.

use errcat_types::Stability;

use crate::diagnostic::Diagnostic;
use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::model::Deprecated;
use crate::near::{nearest, with_near};
use crate::read::code::{Codes, FurtherCodes, read_also};
use crate::rule::Rule;

/// The history of an entry, with the spans of codes and names that are compared with those of other entries.
pub(crate) struct Lifecycle {
    pub(crate) also: FurtherCodes,
    pub(crate) aliases: Vec<At<String>>,
    pub(crate) former: Vec<At<String>>,
    pub(crate) since: Option<String>,
    pub(crate) stability: Stability,
    pub(crate) deprecated: Option<Deprecated>,
    /// The name of the entry to use instead, with its span.
    pub(crate) replacement: Option<At<String>>,
}

pub(crate) fn read_lifecycle(
    fields: &mut Fields<'_>,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Lifecycle {
    let also = read_also(fields, codes, findings);
    let aliases = read_names(fields, "aliases", findings);
    let former = read_names(fields, "former", findings);
    let since = fields.string("since", findings).map(|since| since.value.to_owned());
    let stability = read_stability(fields, findings);
    let mut replacement = None;
    let deprecated = fields.table("deprecated", findings).map(|mut table| {
        let text = |key| table.string(key, findings);
        let [since, until, note, instead] = ["since", "until", "note", "use"].map(text);
        table.finish(findings);
        replacement = instead.map(|name| At { value: name.value.to_owned(), span: name.span });
        let owned = |text: Option<At<&str>>| text.map(|text| text.value.to_owned());
        let named = replacement.as_ref().map(|name| name.value.clone());
        Deprecated { since: owned(since), until: owned(until), note: owned(note), replacement: named }
    });
    Lifecycle { also, aliases, former, since, stability, deprecated, replacement }
}

fn read_stability(fields: &mut Fields<'_>, findings: &mut Findings<'_>) -> Stability {
    let Some(word) = fields.string("stability", findings) else { return Stability::default() };
    word.value.parse().unwrap_or_else(|_| {
        let message = format!("unknown stability `{}`", word.value);
        let near = match word.value {
            "experimental" | "unstable" | "beta" | "alpha" | "preview" => Some("draft"),
            other => nearest(other, Stability::ALL.map(Stability::name)),
        };
        findings.report(with_near(Diagnostic::new(Rule::UnknownStability, word.span, message), near));
        Stability::default()
    })
}

fn read_names(fields: &mut Fields<'_>, key: &'static str, findings: &mut Findings<'_>) -> Vec<At<String>> {
    let names = fields.strings(key, findings).into_iter();
    names.map(|name| At { value: name.value.to_owned(), span: name.span }).collect()
}
