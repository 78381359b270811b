//! The changes of where the parts of an error are in a response.

use errcat_catalog::{
    CodeLocations, Envelope, Extra, Failed, Items, Location, Mark, Parts, RetryAfter, ShouldRetry, WaitUnit,
};

use crate::diff::change::Change;
use crate::diff::compare::{Comparison, Tables};
use crate::diff::finding::Subject;
use crate::notation;

impl Comparison<'_> {
    pub(super) fn compare_envelopes(&mut self, tables: &Tables<'_>) {
        let Envelope { parts, trace, items } = &tables.old.envelope;
        let Envelope { parts: new_parts, trace: new_trace, items: new_items } = &tables.new.envelope;
        let subject = Subject::part(tables.new, "envelope", "");
        let subject = Subject { part: Some("envelope".to_owned()), ..subject };
        self.compare_parts(&subject, "", parts, new_parts);
        self.compare_locations(&subject, "trace", trace, new_trace);
        match (items, new_items) {
            (Some(Items { at, parts }), Some(Items { at: new_at, parts: new_parts })) => {
                self.compare_locations(&subject, "items.at", at, new_at);
                self.compare_parts(&subject, "items.", parts, new_parts);
            }
            (Some(items), None) => {
                self.report(Change::LocationMoved, subject, format!("items {}", locations(&items.at)), "");
            }
            (None, _) => {}
        }
        self.compare_param_cases(tables);
    }

    fn compare_parts(&mut self, subject: &Subject, prefix: &str, old: &Parts, new: &Parts) {
        let Parts { code, subcode, failed, message, extra, params, retry_after, should_retry, url, pointer } =
            old;
        self.compare_code(subject, &format!("{prefix}code"), code, &new.code);
        self.compare_code(subject, &format!("{prefix}subcode"), subcode, &new.subcode);
        let lists = [
            ("message", message, &new.message),
            ("params", params, &new.params),
            ("url", url, &new.url),
            ("pointer", pointer, &new.pointer),
        ];
        for (key, old, new) in lists {
            self.compare_locations(subject, &format!("{prefix}{key}"), old, new);
        }
        if *failed != new.failed {
            let (old, new) = (mark(failed.as_ref()), mark(new.failed.as_ref()));
            self.report(Change::FailureMarkChanged, subject.clone(), old, new);
        }
        if *should_retry != new.should_retry {
            let (old, new) = (advice(should_retry.as_ref()), advice(new.should_retry.as_ref()));
            self.report(Change::ShouldRetryChanged, subject.clone(), old, new);
        }
        self.compare_extra(subject, prefix, extra, &new.extra);
        self.compare_waits(subject, prefix, retry_after, &new.retry_after);
    }

    fn compare_code(&mut self, subject: &Subject, key: &str, old: &CodeLocations, new: &CodeLocations) {
        let cut = |code: &CodeLocations| (code.after.clone(), code.before.clone());
        if !old.at.is_empty() && cut(old) != cut(new) {
            let words = |code: &CodeLocations| {
                let part = |word: &str, text: &Option<String>| {
                    text.as_ref().map(|text| format!(" {word} \"{text}\"")).unwrap_or_default()
                };
                let CodeLocations { at, after, before } = code;
                format!("{key} {}{}{}", locations(at), part("after", after), part("before", before))
            };
            self.report(Change::LocationMoved, subject.clone(), words(old), words(new));
        } else {
            self.compare_locations(subject, key, &old.at, &new.at);
        }
    }

    /// A location after those that were there already changes nothing that was found before.
    fn compare_locations(&mut self, subject: &Subject, key: &str, old: &[Location], new: &[Location]) {
        if !new.starts_with(old) {
            let words = |list: &[Location]| format!("{key} {}", locations(list));
            self.report(Change::LocationMoved, subject.clone(), words(old), words(new));
        }
    }

    fn compare_extra(&mut self, subject: &Subject, prefix: &str, old: &[Extra], new: &[Extra]) {
        for value in old {
            let Some(other) = new.iter().find(|other| other.name == value.name) else {
                let renamed = new.iter().find(|other| other.at == value.at);
                let renamed = renamed.map(|other| other.name.as_str()).unwrap_or_default();
                self.report(Change::ExtraRemoved, subject.clone(), &value.name, renamed);
                continue;
            };
            self.compare_locations(subject, &format!("{prefix}extra.{}", value.name), &value.at, &other.at);
            if value.sends_code != other.sends_code {
                let sends = |extra: &Extra| {
                    let what = if extra.sends_code { "the code" } else { "nothing" };
                    format!("{} by default {what}", extra.name)
                };
                self.report(Change::SentValueChanged, subject.clone(), sends(value), sends(other));
            }
        }
    }

    fn compare_waits(&mut self, subject: &Subject, prefix: &str, old: &[RetryAfter], new: &[RetryAfter]) {
        let flat = |waits: &[RetryAfter]| -> Vec<(Location, WaitUnit)> {
            waits.iter().flat_map(|wait| wait.at.iter().map(|at| (at.clone(), wait.unit))).collect()
        };
        let (old, new) = (flat(old), flat(new));
        let unit_of = |waits: &[(Location, WaitUnit)], at: &Location| {
            waits.iter().find(|(other, _)| other == at).map(|(_, unit)| *unit)
        };
        for (at, unit) in &old {
            let key = format!("{prefix}retry_after {}", notation::location(at));
            match unit_of(&new, at) {
                None => self.report(Change::LocationMoved, subject.clone(), key, ""),
                Some(other) if other != *unit => {
                    let words = |unit: WaitUnit| format!("{key} in {}", unit.name());
                    self.report(Change::WaitUnitChanged, subject.clone(), words(*unit), words(other));
                }
                Some(_) => {}
            }
        }
        let order =
            |waits: &[(Location, WaitUnit)]| waits.iter().map(|(at, _)| at.clone()).collect::<Vec<_>>();
        let is_moved = |(at, _): &(Location, WaitUnit)| unit_of(&new, at).is_none();
        if !order(&new).starts_with(&order(&old)) && !old.iter().any(is_moved) {
            let words = |waits| format!("{prefix}retry_after {}", locations(&order(waits)));
            self.report(Change::WaitsReordered, subject.clone(), words(&old), words(&new));
        }
    }
}

fn locations(list: &[Location]) -> String {
    match list {
        [] => "none".to_owned(),
        list => {
            list.iter().map(|each| format!("\"{}\"", notation::location(each))).collect::<Vec<_>>().join(", ")
        }
    }
}

fn mark(failed: Option<&Failed>) -> String {
    let Some(Failed { at, is }) = failed else { return "none".to_owned() };
    let is = is.as_ref().map(|is| match is {
        Mark::Bool(value) => format!(" is {value}"),
        Mark::Integer(number) => format!(" is {number}"),
        Mark::Text(text) => format!(" is \"{text}\""),
    });
    format!("{}{}", locations(at), is.unwrap_or_default())
}

fn advice(should_retry: Option<&ShouldRetry>) -> String {
    let Some(ShouldRetry { at, yes, no }) = should_retry else { return "none".to_owned() };
    let words = |word: &str, list: &[String]| {
        if list.is_empty() { String::new() } else { format!(", {word} {}", list.join(" ")) }
    };
    format!("{}{}{}", locations(at), words("yes", yes), words("no", no))
}
