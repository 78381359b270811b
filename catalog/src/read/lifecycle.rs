//! What an entry was and will be: `also`, `aliases`, `former`, `since` and `deprecated`.

use crate::fields::{At, Fields};
use crate::findings::Findings;
use crate::model::{Code, Deprecated};
use crate::read::code::{Codes, read_codes};

/// The life of an entry, with the places of what is compared with its neighbours.
pub(crate) struct Lifecycle {
    pub(crate) also: Vec<At<Code>>,
    pub(crate) aliases: Vec<At<String>>,
    pub(crate) former: Vec<At<String>>,
    pub(crate) since: Option<String>,
    pub(crate) deprecated: Option<Deprecated>,
    /// Where the name of the entry to use stands.
    pub(crate) replacement: Option<At<String>>,
}

pub(crate) fn read_lifecycle(
    fields: &mut Fields<'_>,
    codes: Codes,
    findings: &mut Findings<'_>,
) -> Lifecycle {
    let also = read_codes(fields, "also", codes, findings);
    let aliases = read_names(fields, "aliases", findings);
    let former = read_names(fields, "former", findings);
    let since = fields.string("since", findings).map(|since| since.value.to_owned());
    let mut replacement = None;
    let deprecated = fields.table("deprecated", findings).map(|mut table| {
        let mut text = |key| table.string(key, findings);
        let (since, note, instead) = (text("since"), text("note"), text("use"));
        table.finish(findings);
        replacement = instead.map(|name| At { value: name.value.to_owned(), span: name.span });
        let owned = |text: Option<At<&str>>| text.map(|text| text.value.to_owned());
        let named = replacement.as_ref().map(|name| name.value.clone());
        Deprecated { since: owned(since), note: owned(note), replacement: named }
    });
    Lifecycle { also, aliases, former, since, deprecated, replacement }
}

fn read_names(fields: &mut Fields<'_>, key: &'static str, findings: &mut Findings<'_>) -> Vec<At<String>> {
    let names = fields.strings(key, findings).into_iter();
    names.map(|name| At { value: name.value.to_owned(), span: name.span }).collect()
}
