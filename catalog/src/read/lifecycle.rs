//! Reads the history of an entry: `also`, `aliases`, `former`, `since`, `stability` and `deprecated`.

use errcat_types::Stability;

use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::model::Deprecated;
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

/// Words of others for a draft.
const OTHER_STABILITIES: [(&str, &str); 5] = [
    ("experimental", "draft"),
    ("unstable", "draft"),
    ("beta", "draft"),
    ("alpha", "draft"),
    ("preview", "draft"),
];

pub(crate) fn read_lifecycle(
    fields: &mut Fields<'_>,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Lifecycle {
    let also = read_also(fields, codes, findings);
    let aliases = read_names(fields, "aliases", findings);
    let former = read_names(fields, "former", findings);
    let since = fields.string("since", findings).map(|since| since.value.to_owned());
    let kind = ("stability", Rule::UnknownStability);
    let stability = fields.word("stability", kind, &OTHER_STABILITIES, findings).unwrap_or_default();
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

fn read_names(fields: &mut Fields<'_>, key: &'static str, findings: &mut Findings<'_>) -> Vec<At<String>> {
    let names = fields.strings(key, findings).into_iter();
    names.map(|name| At { value: name.value.to_owned(), span: name.span }).collect()
}
