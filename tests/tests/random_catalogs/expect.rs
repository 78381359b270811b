//! Computes the output that generated code must have for a catalog, without calling errcat.

use std::fmt::Write;

use super::model::{
    Class, Code, Entry, Member, Message, Part, Policy, RandomCatalog, Retry, Set, Table, Value,
};
use super::write::{TAGS, bodies, codes_searched, names_searched};

/// Returns the HTTP status, retry and retry safety of a category.
///
/// Sources: code.proto for the statuses, and for a retry of `aborted` at a higher level; a timeout, a limit and an
/// unavailable service are worth a retry; a request that was certainly not executed is safe to retry.
fn by_category(category: &str) -> (u16, Retry, &'static str) {
    let http = match category {
        "cancelled" => 499,
        "invalid-argument" | "failed-precondition" | "out-of-range" => 400,
        "deadline-exceeded" => 504,
        "not-found" => 404,
        "already-exists" | "aborted" => 409,
        "permission-denied" => 403,
        "resource-exhausted" => 429,
        "unauthenticated" => 401,
        "unimplemented" => 501,
        "unavailable" => 503,
        _ => 500,
    };
    let retry = match category {
        "unavailable" | "deadline-exceeded" => Retry::Transient,
        "resource-exhausted" => Retry::Throttled(None),
        "aborted" => Retry::Remedy("restart", true),
        _ => Retry::Never,
    };
    let may_have_been_executed =
        ["cancelled", "unknown", "deadline-exceeded", "aborted", "internal", "unavailable", "data-loss"];
    (http, retry, if may_have_been_executed.contains(&category) { "if-idempotent" } else { "always" })
}

/// Returns the plural forms of a locale's integers, `other` last. Source: CLDR, by hand.
pub(crate) fn plural_forms(locale: &str) -> &'static [&'static str] {
    match locale {
        "en" | "fr-CA" | "pt-PT" => &["one", "other"],
        "ru" => &["one", "few", "many", "other"],
        _ => &["other"],
    }
}

fn plural_form(locale: &str, number: i128) -> &'static str {
    let n = number.unsigned_abs();
    match locale {
        "en" | "pt-PT" if n == 1 => "one",
        "fr-CA" if n <= 1 => "one",
        "ru" if n % 10 == 1 && n % 100 != 11 => "one",
        "ru" if (2..=4).contains(&(n % 10)) && !(12..=14).contains(&(n % 100)) => "few",
        "ru" => "many",
        _ => "other",
    }
}

/// Returns the index of the locale that a tag falls back to (RFC 4647, lookup), or the first if no locale fits.
fn locale_of(locales: &[&str], tag: &str) -> usize {
    let mut tag = tag;
    loop {
        if let Some(at) = locales.iter().position(|locale| locale.eq_ignore_ascii_case(tag)) {
            return at;
        }
        match tag.rsplit_once('-') {
            Some((shorter, _)) => tag = shorter.strip_suffix("-x").unwrap_or(shorter),
            None => return 0,
        }
    }
}

pub(crate) fn output(catalog: &RandomCatalog) -> String {
    let mut output = String::new();
    for table in &catalog.tables {
        writeln!(output, "enum {} entries", table.entries.len()).unwrap();
        for entry in &table.entries {
            write_entry(&mut output, catalog, table, entry);
        }
        let name =
            |entry: Option<&Entry>| entry.map_or("None".to_owned(), |entry| format!("Some({})", entry.name));
        for searched in names_searched(table) {
            let has = |entry: &&Entry| {
                entry.name == searched
                    || entry.aliases.contains(&searched)
                    || entry.former.contains(&searched)
            };
            writeln!(output, "named {searched:?} {}", name(table.entries.iter().find(has))).unwrap();
        }
        for searched in codes_searched(table) {
            let found = table.entry_with(&searched);
            let searched = match &searched {
                Code::Integer(number) => format!("{number}"),
                Code::String(text) => format!("{text:?}"),
            };
            writeln!(output, "coded {searched} {}", name(found)).unwrap();
        }
        for (code, body) in bodies(table) {
            write_decoded(&mut output, table, &code, &body);
        }
        for set in &table.sets {
            write_set(&mut output, table, set);
        }
        for entry in table.entries.iter().filter(|entry| !entry.params.is_empty()) {
            write_occurrence(&mut output, catalog, table, entry);
        }
    }
    output
}

/// Writes the entries of a set, in the order of the catalog: its members, and what leaves in place of those that are
/// internal, of unknown codes, and of any other entry of the table.
fn write_set(output: &mut String, table: &Table, set: &Set) {
    let is_member = |at: usize, entry: &Entry| {
        let class = class_of(table, entry).map(|class| &class.name);
        set.members.iter().any(|member| match member {
            Member::Entry(member) => *member == at,
            Member::Class(member) => class == Some(&table.classes[*member].name),
        })
    };
    let members = table.entries.iter().enumerate().filter(|(at, entry)| is_member(*at, entry));
    let masks = members.clone().filter_map(|(_, entry)| resolved(table, entry).mask);
    let masks: Vec<usize> =
        masks.chain(table.unknown.as_ref().and_then(|unknown| unknown.mask)).chain(table.mask).collect();
    let all = table.entries.iter().enumerate();
    let all: Vec<&Entry> = all
        .filter(|(at, entry)| is_member(*at, entry) || masks.contains(at))
        .map(|(_, entry)| entry)
        .collect();
    let names: Vec<&str> = all.iter().map(|entry| entry.name.as_str()).collect();
    writeln!(output, "set {names:?}").unwrap();
    for searched in names_searched(table) {
        let has = |entry: &&&Entry| {
            entry.name == searched || entry.aliases.contains(&searched) || entry.former.contains(&searched)
        };
        let found = all.iter().find(has).map_or("None".to_owned(), |entry| format!("Some({})", entry.name));
        writeln!(output, "named {searched:?} {found}").unwrap();
    }
}

/// Returns the class of an entry: its `class`, or the class by prefix, or the table's `default_class`.
pub(crate) fn class_of<'t>(table: &'t Table, entry: &Entry) -> Option<&'t Class> {
    let named = entry.class.map(|at| &table.classes[at]);
    if let (None, Some(refined)) = (named, table.refined(entry)) {
        return class_of(table, refined);
    }
    let by_code = || class_by_code(table, &entry.code);
    named.or_else(by_code).or_else(|| table.class.map(|at| &table.classes[at]))
}

/// Returns the class with the longest prefix that a code starts with, or with a range that it is in.
fn class_by_code<'t>(table: &'t Table, code: &Code) -> Option<&'t Class> {
    let code = match code {
        Code::String(code) => code,
        Code::Integer(_) => {
            return table.classes.iter().find(|class| !class.ranges.is_empty() && class.fits(code));
        }
    };
    let starts =
        |class: &&Class| class.prefix.as_ref().is_some_and(|prefix| code.starts_with(prefix.as_str()));
    table.classes.iter().filter(starts).max_by_key(|class| class.prefix.as_ref().map(String::len))
}

/// What an entry has when its own keys, those of its class, those of the entry that it refines and the defaults of its
/// category are resolved.
pub(crate) struct Resolved<'t> {
    pub(crate) class: Option<&'t Class>,
    pub(crate) category: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) http: u16,
    pub(crate) retry: Retry,
    pub(crate) retry_safety: &'static str,
    pub(crate) exposure: &'static str,
    /// Only an internal entry has a mask.
    pub(crate) mask: Option<usize>,
}

/// Returns what an entry and its class state, and then the entry that it refines, with its class.
fn stated(table: &Table, entry: &Entry) -> Policy {
    let class = class_of(table, entry).map(|class| class.policy.clone()).unwrap_or_default();
    let of_refined = table.refined(entry).map(|refined| stated(table, refined)).unwrap_or_default();
    // A class that the entry has from the entry that it refines comes after that entry's own keys.
    let policies = if entry.class.is_some() { [class, of_refined] } else { [of_refined, class] };
    policies.into_iter().fold(entry.policy.clone(), |first, then| Policy {
        http: first.http.or(then.http),
        category: first.category.or(then.category),
        retry: first.retry.or(then.retry),
        retry_safety: first.retry_safety.or(then.retry_safety),
        severity: first.severity.or(then.severity),
        exposure: first.exposure.or(then.exposure),
        mask: first.mask.or(then.mask),
    })
}

/// Returns the value of an attribute that an entry and its class state, and then the entry that it refines, with its class,
/// as the index of the value.
pub(crate) fn stated_value(table: &Table, entry: &Entry, attribute: usize) -> Option<usize> {
    let class = class_of(table, entry).and_then(|class| class.attributes[attribute]);
    let of_refined = table.refined(entry).and_then(|refined| stated_value(table, refined, attribute));
    // A class that the entry has from the entry that it refines comes after that entry's own keys.
    let [first, then] = if entry.class.is_some() { [class, of_refined] } else { [of_refined, class] };
    entry.attributes[attribute].or(first).or(then)
}

pub(crate) fn resolved<'t>(table: &'t Table, entry: &Entry) -> Resolved<'t> {
    let class = class_of(table, entry);
    let own = stated(table, entry);
    let category = own.category.unwrap_or("unknown");
    let severity = own.severity.unwrap_or("error");
    let (http, retry, retry_safety) = by_category(category);
    let http = if severity == "success" { 200 } else { http };
    let by_category =
        if ["unknown", "internal", "data-loss"].contains(&category) { "internal" } else { "public" };
    let exposure = own.exposure.unwrap_or(by_category);
    Resolved {
        class,
        category,
        severity,
        http: own.http.unwrap_or(http),
        retry: own.retry.unwrap_or(retry),
        retry_safety: own.retry_safety.unwrap_or(retry_safety),
        exposure,
        mask: own.mask.or(table.mask).filter(|_| exposure == "internal"),
    }
}

/// Writes how a response with a code is decoded. A code of success is a success under 200, and is treated by the status
/// under 503 (RFC 9110: temporarily unavailable). For an unknown code, the class by prefix takes precedence over the
/// table's `unknown`, and that over the status.
fn write_decoded(output: &mut String, table: &Table, code: &Code, body: &str) {
    let known = table.entry_with(code);
    let of_entry = known.map(|entry| resolved(table, entry));
    let by_code = class_by_code(table, code);
    let class = if known.is_some() { of_entry.as_ref().unwrap().class } else { by_code };
    let name = class.map(|class| class.name.as_str());
    let is_success = table.success.contains(code)
        || of_entry.as_ref().map_or_else(
            || by_code.is_some_and(|class| class.policy.severity == Some("success")),
            |entry| entry.severity == "success",
        );
    for (status, by_status) in [
        // A server that responds with 200 may have carried out the request.
        (200, ("unknown", Retry::Never, "if-idempotent")),
        (503, ("unavailable", Retry::Transient, "if-idempotent")),
    ] {
        let (category, retry, retry_safety, severity) = match &of_entry {
            _ if is_success && status == 200 => {
                writeln!(output, "decoded {status} {body} None").unwrap();
                continue;
            }
            _ if is_success => (by_status.0, by_status.1, by_status.2, "error"),
            Some(entry) => (entry.category, entry.retry.clone(), entry.retry_safety, entry.severity),
            None => {
                let (category, retry, retry_safety) = by_status;
                let base = (category, retry, retry_safety, "error");
                let policies = [table.unknown.as_ref(), by_code.map(|class| &class.policy)];
                policies.into_iter().flatten().fold(base, overridden)
            }
        };
        let retry = shown_retry(&retry);
        writeln!(output, "decoded {status} {body} {category} {retry} {retry_safety} {severity} {name:?}")
            .unwrap();
    }
}

/// Overrides defaults by a policy, whose category implies a retry and a retry safety.
fn overridden(
    defaults: (&'static str, Retry, &'static str, &'static str),
    policy: &Policy,
) -> (&'static str, Retry, &'static str, &'static str) {
    let (mut category, mut retry, mut retry_safety, severity) = defaults;
    if let Some(own) = policy.category {
        let (_, of_category, safe) = by_category(own);
        (category, retry, retry_safety) = (own, of_category, safe);
    }
    (
        category,
        policy.retry.clone().unwrap_or(retry),
        policy.retry_safety.unwrap_or(retry_safety),
        policy.severity.unwrap_or(severity),
    )
}

fn write_entry(output: &mut String, catalog: &RandomCatalog, table: &Table, entry: &Entry) {
    let Resolved { class, category, severity, http, retry, retry_safety, exposure, mask } =
        resolved(table, entry);

    let (quoted, plain) = match &entry.code {
        Code::Integer(number) => (format!("Number({number})"), number.to_string()),
        Code::String(text) => (format!("Text({text:?})"), text.clone()),
    };
    let refined = table.refined(entry);
    let help = entry.help.as_ref().or_else(|| refined.and_then(|refined| refined.help.as_ref()));
    let help = |at: usize| help.map(|texts| texts[at].as_str());
    let url = entry.url.or_else(|| refined.and_then(|refined| refined.url)).map(str::to_owned);
    let url = url.or_else(|| Some(url_by_pattern(catalog.url?, table, entry)));
    let message = |at: usize| constant_message(table, entry, at);
    let own_title = title_of(table, entry);
    let title = |at: usize| own_title.map_or_else(|| message(at), |title| title[at].clone());
    writeln!(output, "name {:?}", entry.name).unwrap();
    writeln!(output, "code {quoted} {plain}").unwrap();
    writeln!(output, "shown {:?} {} {:?}", message(0), message(0), title(0)).unwrap();
    writeln!(output, "help {:?} url {:?}", help(0), url).unwrap();
    for tag in TAGS {
        let at = locale_of(&catalog.locales, tag);
        writeln!(output, "{tag} {:?}", (message(at), title(at), help(at))).unwrap();
    }
    let is_retryable = matches!(retry, Retry::Transient | Retry::Throttled(_));
    writeln!(output, "http {http}\ncategory {category}\nretry {}", shown_retry(&retry)).unwrap();
    writeln!(output, "retry_safety {retry_safety}\nseverity {severity}").unwrap();
    writeln!(output, "exposure {exposure} {:?}", mask.map(|mask| &table.entries[mask].name)).unwrap();
    writeln!(output, "class {:?}", class.map(|class| class.name.as_str())).unwrap();
    writeln!(output, "retryable {is_retryable} {}", retry_safety == "always").unwrap();
    for (at, attribute) in catalog.attributes.iter().enumerate() {
        let value = stated_value(table, entry, at).or(attribute.default);
        let value = value.map(|value| debug_value(&attribute.values[value]));
        let always = attribute.required || attribute.default.is_some();
        let shown = match value {
            Some(value) if always => value,
            Some(value) => format!("Some({value})"),
            None => "None".to_owned(),
        };
        writeln!(output, "attribute {} {shown}", attribute.name).unwrap();
    }
}

/// Returns the URL of an entry by the catalog's pattern, in which a code is percent-encoded (RFC 3986, section 2.1) and that
/// of a refinement is followed by its subcode.
fn url_by_pattern(pattern: &str, table: &Table, entry: &Entry) -> String {
    let encoded = |code: &Code| {
        let text = match code {
            Code::Integer(number) => number.to_string(),
            Code::String(text) => text.clone(),
        };
        let byte = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            byte => format!("%{byte:02X}"),
        };
        text.bytes().map(byte).collect::<String>()
    };
    let subcode = entry.refines.as_ref().map(|(_, subcode)| format!("/{}", encoded(subcode)));
    let code = encoded(&entry.code) + &subcode.unwrap_or_default();
    pattern.replace("{table}", table.name).replace("{name}", &entry.name).replace("{code}", &code)
}

fn debug_value(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Bool(value) => value.to_string(),
        Value::Integer(_, number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
    }
}

pub(crate) fn shown_retry(retry: &Retry) -> String {
    match retry {
        Retry::Never => "never".to_owned(),
        Retry::Transient => "transient".to_owned(),
        Retry::Throttled(window) => format!("throttled {:?}", window.map(|(_, ms)| ms)),
        Retry::Remedy(remedy, back_off) => {
            format!("remedy {remedy} {}", if *back_off { "BackOff" } else { "Once" })
        }
    }
}

/// Returns what the code shows without values: the message if it shows no param, or the title, or the name in words.
pub(crate) fn constant_message(table: &Table, entry: &Entry, at: usize) -> String {
    let stated = if entry.message.is_some() { entry } else { table.refined(entry).unwrap_or(entry) };
    let texts =
        stated.message.as_ref().map(|message| message.iter().map(constant).collect::<Option<Vec<_>>>());
    match (texts, title_of(table, entry)) {
        (Some(Some(texts)), _) => texts[at].clone(),
        (_, Some(title)) => title[at].clone(),
        _ => words(&entry.name),
    }
}

/// Returns the title of an entry. A refinement without a message of its own has that of the entry that it refines.
fn title_of<'t>(table: &'t Table, entry: &'t Entry) -> Option<&'t Vec<String>> {
    let refined = table.refined(entry).filter(|_| entry.message.is_none());
    entry.title.as_ref().or_else(|| refined.and_then(|refined| refined.title.as_ref()))
}

fn constant(message: &Message) -> Option<String> {
    match message {
        Message::Plain(text) => Some(text.clone()),
        Message::Text(parts) => match parts.as_slice() {
            [Part::Text(text)] => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Returns a name in words, by the rule in `tests/defaults.rs`.
///
/// A word begins at an uppercase letter after a lowercase letter or a digit, and at the last of several uppercase letters
/// if a lowercase one follows. A word in uppercase stays so in a name that has lowercase letters, too.
fn words(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let has_lowercase = letters.iter().any(char::is_ascii_lowercase);
    let mut words: Vec<String> = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let after_lowercase = at > 0 && !letters[at - 1].is_ascii_uppercase() && letters[at - 1] != '_';
        let before_lowercase = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let after_underscore = at == 0 || letters[at - 1] == '_';
        let begins = letter.is_ascii_uppercase()
            && has_lowercase
            && !after_underscore
            && (after_lowercase || before_lowercase);
        if *letter == '_' || begins {
            words.push(String::new());
        }
        if *letter != '_' {
            words.last_mut().unwrap().push(*letter);
        }
    }
    words.retain(|word| !word.is_empty());
    let cased = words.iter().map(|word| {
        let is_acronym = has_lowercase && word.len() > 1 && !word.chars().any(|c| c.is_ascii_lowercase());
        if is_acronym { word.clone() } else { word.to_ascii_lowercase() }
    });
    let text = cased.collect::<Vec<_>>().join(" ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn write_occurrence(output: &mut String, catalog: &RandomCatalog, table: &Table, entry: &Entry) {
    let message = |at: usize, value: fn(&Value) -> String| match &entry.message {
        Some(messages) => shown(&messages[at], entry, (at, catalog.locales[at]), value),
        None => constant_message(table, entry, at),
    };
    writeln!(output, "occurrence {} {:?}", entry.name, message(0, on_one_line)).unwrap();
    for tag in TAGS {
        writeln!(output, "{tag} {:?}", message(locale_of(&catalog.locales, tag), shown_value)).unwrap();
    }
}

/// Returns a message in a locale, with values as a function writes them.
fn shown(
    message: &Message,
    entry: &Entry,
    (at, locale): (usize, &str),
    written: fn(&Value) -> String,
) -> String {
    let value = |param: &usize| {
        Some(&entry.params[*param]).filter(|param| param.is_present).map(|param| &param.value)
    };
    let absent = |param: &usize| entry.params[*param].absent.as_ref().unwrap()[at].clone();
    match message {
        Message::Plain(text) => text.clone(),
        Message::Text(parts) => parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Param(param) => value(param).map_or_else(|| absent(param), written),
            })
            .collect(),
        Message::Plural { param, exact, forms } => {
            let number = value(param).map(|value| match value {
                Value::Integer(_, number) => *number,
                _ => panic!("a plural goes by an integer"),
            });
            let same = exact.iter().find(|(exact, _)| Some(i128::from(*exact)) == number);
            let form = number.map_or("other", |number| plural_form(locale, number));
            let of_form = || forms.iter().find(|(known, _)| *known == form).map(|(_, message)| message);
            let form = same.map(|(_, message)| message).or_else(of_form).unwrap();
            shown(form, entry, (at, locale), written)
        }
        Message::Select { param, forms, other } => {
            let word = value(param).map(shown_value);
            let form = forms
                .iter()
                .find(|(known, _)| Some(known) == word.as_ref())
                .map_or(&**other, |(_, message)| message);
            shown(form, entry, (at, locale), written)
        }
    }
}

/// Returns a value as `Display` writes it: a log shows a value that was received on one line.
fn on_one_line(value: &Value) -> String {
    shown_value(value).replace('\t', " ").replace('\n', "\u{240a}")
}

fn shown_value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(_, number) => number.to_string(),
        Value::Float(number) => number.to_string(),
    }
}
