//! Generates random catalogs that are valid.

use std::collections::HashSet;

use proptest::prelude::Rng;
use proptest::test_runner::TestRng;

use super::model::{
    Attribute, Class, Code, Entry, Member, Message, Param, Part, Policy, RandomCatalog, Retry, Set, Table,
    Value,
};
use super::write::value_type;

/// A source of random numbers.
pub(crate) struct Dice(TestRng);

/// Locales whose plural rules `expect.rs` has.
const LOCALES: [&str; 6] = ["en", "zh-Hans", "ru", "fr-CA", "pt-PT", "x-own"];
const CATEGORIES: [&str; 16] = [
    "cancelled",
    "unknown",
    "invalid-argument",
    "deadline-exceeded",
    "not-found",
    "already-exists",
    "permission-denied",
    "resource-exhausted",
    "failed-precondition",
    "aborted",
    "out-of-range",
    "unimplemented",
    "internal",
    "unavailable",
    "data-loss",
    "unauthenticated",
];
const SEVERITIES: [&str; 9] =
    ["success", "debug", "informational", "notice", "warning", "error", "critical", "alert", "emergency"];
const REMEDIES: [&str; 5] = ["refresh-token", "reauthorize", "re-sign", "sync-clock", "restart"];
const DURATIONS: [(&str, u64); 6] = [
    ("1ms", 1),
    ("250ms", 250),
    ("30s", 30_000),
    ("5m", 300_000),
    ("2h", 7_200_000),
    ("366d", 31_622_400_000),
];
const WORDS: [&str; 12] =
    ["Stock", "NotFound", "HTTP", "X", "Busy2", "Error", "Some", "Ok", "Self_", "TABLE", "E_F", "Debug"];
const TEXTS: [&str; 14] = [
    "Nothing is left",
    "缺货",
    "{}",
    "{x",
    "a\"b\\c",
    "line\nline",
    "\t",
    "[x](y) <b>",
    "#",
    "'''",
    "🦀",
    " ",
    "100%",
    "$crate",
];
const PARAMS: [&str; 8] = ["used", "type", "self_", "f", "code", "days_left", "message", "x1"];

const URLS: [&str; 3] =
    ["https://e.example/{table}/{code}", "http://e.example/?n={name}&c={code}", "https://e.example/{name}#x"];

const ATTRIBUTES: [&str; 6] = ["owner", "values", "table", "is_paid", "index2", "e"];

impl Dice {
    pub(crate) fn new(numbers: TestRng) -> Dice {
        Dice(numbers)
    }

    fn below(&mut self, limit: usize) -> usize {
        let random = self.0.next_u64();
        usize::try_from(random % u64::try_from(limit).unwrap()).unwrap()
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn maybe<T>(&mut self, times: usize, make: impl FnOnce(&mut Dice) -> T) -> Option<T> {
        if self.once_in(times) { Some(make(self)) } else { None }
    }

    fn up_to<T>(&mut self, max: usize, mut make: impl FnMut(&mut Dice) -> T) -> Vec<T> {
        (0..self.below(max + 1)).map(|_| make(self)).collect()
    }

    pub(crate) fn catalog(&mut self) -> RandomCatalog {
        let mut locales: Vec<&str> = Vec::new();
        for _ in 0..=self.below(3) {
            let locale = self.one_of(&LOCALES);
            if !locales.contains(&locale) {
                locales.push(locale);
            }
        }
        let remedies = self.up_to(1, |_| "refresh-metadata");
        let names = [("order", "OrderError", "order_error"), ("sql_state", "SqlState", "sql_state")];
        let count = 1 + self.below(2);
        let tables = names.iter().take(count).map(|names| self.table(*names, &locales, &remedies)).collect();
        let attributes = ATTRIBUTES.iter().filter(|_| self.once_in(3)).copied().collect::<Vec<_>>();
        let attributes = attributes.into_iter().map(|name| self.attribute(name)).collect();
        let url = self.maybe(2, |dice| dice.one_of(&URLS));
        let mut catalog = RandomCatalog { locales, remedies, attributes, url, tables };
        for attribute in 0..catalog.attributes.len() {
            self.give_values(&mut catalog, attribute);
        }
        catalog
    }

    fn attribute(&mut self, name: &'static str) -> Attribute {
        let first = self.value();
        let mut values: Vec<Value> = self.up_to(20, Dice::value);
        values.retain(|value| value_type(value) == value_type(&first));
        values.push(first);
        let required = self.once_in(3);
        let default = if required { None } else { self.maybe(2, |dice| dice.below(values.len())) };
        Attribute { name, values, required, default }
    }

    /// Gives some classes and entries a value of an attribute, and all entries that must have one.
    fn give_values(&mut self, catalog: &mut RandomCatalog, attribute: usize) {
        let count = catalog.attributes[attribute].values.len();
        for table in 0..catalog.tables.len() {
            for class in &mut catalog.tables[table].classes {
                class.attributes.push(self.maybe(2, |dice| dice.below(count)));
            }
            for entry in &mut catalog.tables[table].entries {
                entry.attributes.push(self.maybe(3, |dice| dice.below(count)));
            }
            for entry in 0..catalog.tables[table].entries.len() {
                let of_table = &catalog.tables[table];
                let value = super::expect::stated_value(of_table, &of_table.entries[entry], attribute);
                if catalog.attributes[attribute].required && value.is_none() {
                    catalog.tables[table].entries[entry].attributes[attribute] = Some(self.below(count));
                }
            }
        }
    }

    fn table(
        &mut self,
        (name, enum_name, module): (&'static str, &'static str, &'static str),
        locales: &[&str],
        remedies: &[&'static str],
    ) -> Table {
        let code_type = self.one_of(&["i16", "i32", "i64", "u8", "u16", "u32", "u64", "string", "string"]);
        let classes: Vec<Class> =
            (0..self.below(3)).map(|number| self.class(number, code_type, remedies)).collect();
        let mut codes = HashSet::new();
        let success = self.up_to(2, |dice| dice.new_code(code_type, &mut codes));
        let mut names = HashSet::new();
        let entries = 1 + self.below(6);
        let entries = (0..entries)
            .map(|_| self.entry(code_type, &classes, locales, remedies, &mut codes, &mut names))
            .collect();
        // A class with codes of its own may not be the default class.
        let is_plain = |class: &Class| class.prefix.is_none() && class.ranges.is_empty();
        let plain: Vec<usize> = (0..classes.len()).filter(|at| is_plain(&classes[*at])).collect();
        let class = if plain.is_empty() { None } else { self.maybe(2, |dice| dice.one_of(&plain)) };
        let unknown = self.maybe(4, |dice| dice.unknown(remedies));
        let (mask, sets) = (None, Vec::new());
        let mut table = Table {
            name,
            enum_name,
            module,
            code_type,
            success,
            class,
            unknown,
            classes,
            entries,
            mask,
            sets,
        };
        self.deprecate(&mut table.entries);
        self.refine(&mut table);
        // Further codes must be those of the class, too.
        for at in 0..table.entries.len() {
            let entry = &table.entries[at];
            let Some(class) = super::expect::class_of(&table, entry) else { continue };
            let also = entry.also.iter().filter(|code| class.fits(code)).cloned().collect();
            let range = entry.also_range.filter(|(from, to)| class.fits_range(*from, *to));
            (table.entries[at].also, table.entries[at].also_range) = (also, range);
        }
        self.mask(&mut table);
        table.sets = self.sets(&table);
        table
    }

    fn class(&mut self, number: usize, code_type: &str, remedies: &[&'static str]) -> Class {
        // The prefixes are distinct, and one is a prefix of the other.
        let prefix = ["2", "23"].get(number).map(|prefix| (*prefix).to_owned());
        let prefix = prefix.filter(|_| code_type == "string" && self.once_in(2));
        // The ranges are apart, and most small codes are in one of them.
        let ranges = [[(0, 9), (20, 24)], [(10, 19), (30, 100)]].get(number).map(|ranges| ranges.to_vec());
        let ranges = ranges.filter(|_| code_type != "string" && self.once_in(2)).unwrap_or_default();
        Class {
            name: format!("class-{number}"),
            prefix,
            ranges,
            policy: self.policy(remedies),
            attributes: Vec::new(),
        }
    }

    fn policy(&mut self, remedies: &[&'static str]) -> Policy {
        Policy {
            http: self.maybe(3, |dice| u16::try_from(200 + dice.below(400)).unwrap()),
            category: self.maybe(2, |dice| dice.one_of(&CATEGORIES)),
            retry: self.maybe(3, |dice| dice.retry(remedies)),
            retry_safety: self.maybe(3, Dice::retry_safety),
            severity: self.maybe(4, |dice| dice.one_of(&SEVERITIES)),
            exposure: self.maybe(3, |dice| dice.one_of(&["public", "internal"])),
            // Masks are chosen when all entries are known.
            mask: None,
        }
    }

    fn retry_safety(&mut self) -> &'static str {
        self.one_of(&["always", "if-idempotent"])
    }

    /// Returns a policy with at least one key, without the severity `success`, which is not allowed for unknown codes.
    fn unknown(&mut self, remedies: &[&'static str]) -> Policy {
        let policy = self.policy(remedies);
        Policy {
            severity: policy.severity.filter(|severity| *severity != "success"),
            retry: Some(policy.retry.unwrap_or(Retry::Never))
                .filter(|_| policy.http.is_none() || self.once_in(2)),
            ..policy
        }
    }

    fn retry(&mut self, remedies: &[&'static str]) -> Retry {
        let all: Vec<&str> = REMEDIES.iter().chain(remedies).copied().collect();
        match self.below(4) {
            0 => Retry::Never,
            1 => Retry::Transient,
            2 => Retry::Throttled(self.maybe(2, |dice| dice.one_of(&DURATIONS))),
            _ => Retry::Remedy(self.one_of(&all), self.once_in(2)),
        }
    }

    /// Returns a code that the table does not have yet.
    fn new_code(&mut self, code_type: &str, taken: &mut HashSet<Code>) -> Code {
        loop {
            let code = self.code(code_type);
            if taken.insert(code.clone()) {
                return code;
            }
        }
    }

    fn code(&mut self, code_type: &str) -> Code {
        let (min, max) = match code_type {
            "i16" => (i128::from(i16::MIN), i128::from(i16::MAX)),
            "i32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
            "i64" => (i128::from(i64::MIN), i128::from(i64::MAX)),
            "u8" => (0, i128::from(u8::MAX)),
            "u16" => (0, i128::from(u16::MAX)),
            "u32" => (0, i128::from(u32::MAX)),
            "u64" => (0, i128::from(u64::MAX)),
            _ => return Code::String(self.string_code()),
        };
        let width = max - min + 1;
        // Small numbers and both ends of the range are more likely than others.
        let number = match self.below(4) {
            0 => max - i128::from(self.0.next_u64() % 3),
            1 => min + i128::from(self.0.next_u64() % 3),
            2 => i128::from(self.0.next_u64() % 40),
            _ => min + i128::from(self.0.next_u64()) % width,
        };
        Code::Integer(number)
    }

    fn string_code(&mut self) -> String {
        let pieces =
            ["0", "00", "2", "23", "23505", "a", "A", ".", ":", " ", "\"", "\\", "会议", "🦀", "-1", "'"];
        loop {
            // Decoding ignores white space around a code.
            let code: String = (0..=self.below(4)).map(|_| self.one_of(&pieces)).collect();
            if !code.trim().is_empty() {
                return code.trim().to_owned();
            }
        }
    }

    fn new_name(&mut self, taken: &mut HashSet<String>) -> String {
        loop {
            let name: String = (0..=self.below(2)).map(|_| self.one_of(&WORDS)).collect();
            if taken.insert(name.clone()) {
                return name;
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // an entry depends on everything around it
    fn entry(
        &mut self,
        code_type: &str,
        classes: &[Class],
        locales: &[&str],
        remedies: &[&'static str],
        codes: &mut HashSet<Code>,
        names: &mut HashSet<String>,
    ) -> Entry {
        let name = self.new_name(names);
        let code = self.new_code(code_type, codes);
        let fitting: Vec<usize> = (0..classes.len()).filter(|at| classes[*at].fits(&code)).collect();
        let class = if fitting.is_empty() { None } else { self.maybe(3, |dice| dice.one_of(&fitting)) };
        let params = self.params(locales);
        let message = self.message(&params, locales);
        Entry {
            name,
            aliases: self.up_to(2, |dice| dice.new_name(names)),
            former: self.up_to(1, |dice| dice.new_name(names)),
            code,
            refines: None,
            also: self.up_to(2, |dice| dice.new_code(code_type, codes)),
            also_range: self.maybe(4, |dice| dice.new_range(code_type, codes)).flatten(),
            class,
            policy: self.policy(remedies),
            attributes: Vec::new(),
            title: self.maybe(2, |dice| dice.texts(locales)),
            message,
            help: self.maybe(2, |dice| dice.texts(locales)),
            params,
            seen: self.up_to(2, |dice| dice.one_of(&TEXTS).to_owned()),
            url: self.maybe(3, |dice| dice.one_of(&["https://example.com", "http://example.com/会?a=b#c"])),
            causes: self.up_to(1, |dice| dice.texts(locales)),
            since: self.maybe(4, |dice| dice.one_of(&["1.10", "2024-01-01", "\""])),
            deprecated: None,
        }
    }

    /// Returns a range of codes that the table does not have yet, unless one of those that are tried is taken.
    fn new_range(&mut self, code_type: &str, taken: &mut HashSet<Code>) -> Option<(i128, i128)> {
        let Code::Integer(from) = self.code(code_type) else { return None };
        let to = from + i128::from(self.0.next_u64() % 4);
        let codes: Vec<Code> = (from..=to).map(Code::Integer).collect();
        let is_free = to <= max_of(code_type) && codes.iter().all(|code| !taken.contains(code));
        taken.extend(codes.into_iter().filter(|_| is_free));
        is_free.then_some((from, to))
    }

    /// Makes some entries refinements of others, before or after them. The others have no params and are no successes.
    fn refine(&mut self, table: &mut Table) {
        let is_success = |table: &Table, at: usize| {
            super::expect::resolved(table, &table.entries[at]).severity == "success"
        };
        for at in 0..table.entries.len() {
            let of = self.below(table.entries.len());
            let is_refined =
                table.entries.iter().any(|entry| entry.refines.as_ref().is_some_and(|(of, _)| *of == at));
            let refined = &table.entries[of];
            let fits = of != at && !is_refined && refined.refines.is_none() && refined.params.is_empty();
            if !fits || self.once_in(2) || is_success(table, of) {
                continue;
            }
            let code = refined.code.clone();
            let subcode = if self.once_in(2) {
                Code::Integer(i128::try_from(at).unwrap())
            } else {
                Code::String(format!("s{at}"))
            };
            let policy = &mut table.entries[at].policy;
            policy.severity = policy.severity.filter(|severity| *severity != "success");
            let entry = &mut table.entries[at];
            let before = (entry.code.clone(), entry.also.clone(), entry.also_range, entry.class);
            entry.class = entry.class.filter(|class| table.classes[*class].fits(&code));
            (entry.code, entry.also, entry.also_range) = (code, Vec::new(), None);
            entry.refines = Some((of, subcode));
            if is_success(table, at) {
                // By its class.
                let entry = &mut table.entries[at];
                entry.refines = None;
                (entry.code, entry.also, entry.also_range, entry.class) = before;
            }
        }
    }

    /// Chooses masks: public entries that are no successes.
    fn mask(&mut self, table: &mut Table) {
        let is_mask = |at: &usize| {
            let entry = super::expect::resolved(table, &table.entries[*at]);
            entry.exposure == "public" && entry.severity != "success"
        };
        let masks: Vec<usize> = (0..table.entries.len()).filter(is_mask).collect();
        if masks.is_empty() {
            return;
        }
        table.mask = self.maybe(3, |dice| dice.one_of(&masks));
        let policies = table.classes.iter_mut().map(|class| &mut class.policy);
        let policies = policies.chain(table.entries.iter_mut().map(|entry| &mut entry.policy));
        for policy in policies.chain(&mut table.unknown) {
            policy.mask = self.maybe(4, |dice| dice.one_of(&masks));
        }
    }

    fn sets(&mut self, table: &Table) -> Vec<Set> {
        // The names of enums are used once in a catalog.
        let names = match table.name {
            "order" => [("create", "CreateError"), ("read_all", "ReadAllError")],
            _ => [("query", "QueryError"), ("run", "RunError")],
        };
        let class_of = |entry| super::expect::class_of(table, entry).map(|class| class.name.as_str());
        let is_used =
            |at: &usize| table.entries.iter().any(|entry| class_of(entry) == Some(&table.classes[*at].name));
        let classes: Vec<usize> = (0..table.classes.len()).filter(is_used).collect();
        let mut sets = Vec::new();
        for (name, enum_name) in names {
            if !self.once_in(3) {
                continue;
            }
            let mut members = vec![Member::Entry(self.below(table.entries.len()))];
            for _ in 0..self.below(3) {
                let member = match classes.as_slice() {
                    [_, ..] if self.once_in(2) => Member::Class(self.one_of(&classes)),
                    _ => Member::Entry(self.below(table.entries.len())),
                };
                // A member is listed once.
                if !members.contains(&member) {
                    members.push(member);
                }
            }
            sets.push(Set { name, enum_name, members });
        }
        sets
    }

    /// Deprecates some entries, but not the first, which others say to use instead.
    fn deprecate(&mut self, entries: &mut [Entry]) {
        for entry in entries.iter_mut().skip(1) {
            entry.deprecated = self.maybe(3, |dice| {
                let note = dice.maybe(2, |dice| dice.one_of(&TEXTS));
                (note, dice.maybe(2, |_| 0))
            });
        }
    }

    fn text(&mut self) -> String {
        let text: String = (0..=self.below(2)).map(|_| self.one_of(&TEXTS)).collect();
        // A blank text is an error.
        if text.trim().is_empty() { "x".to_owned() } else { text }
    }

    fn texts(&mut self, locales: &[&str]) -> Vec<String> {
        locales.iter().map(|_| self.text()).collect()
    }

    fn params(&mut self, locales: &[&str]) -> Vec<Param> {
        if !self.once_in(3) {
            return Vec::new();
        }
        let first = self.below(PARAMS.len());
        let count = 1 + self.below(4);
        let names = PARAMS.iter().cycle().skip(first).take(count);
        names.map(|name| self.param(name, locales)).collect()
    }

    fn param(&mut self, name: &'static str, locales: &[&str]) -> Param {
        let sensitive = self.once_in(5);
        let absent = if sensitive { None } else { self.maybe(4, |dice| dice.texts(locales)) };
        let is_present = absent.is_none() || self.once_in(2);
        Param { name, value: self.value(), sensitive, absent, is_present }
    }

    fn value(&mut self) -> Value {
        let small = i128::from(self.0.next_u64() % 30);
        match self.below(10) {
            0 => Value::Bool(self.once_in(2)),
            1 => Value::Float(self.one_of(&[0.0, -0.5, 1.0, 1e300, 0.1])),
            2 => Value::Integer("i16", self.one_of(&[i128::from(i16::MIN), -1, small])),
            3 => Value::Integer("i32", self.one_of(&[i128::from(i32::MAX), small])),
            4 => Value::Integer("i64", self.one_of(&[i128::from(i64::MIN), small, 1_000_000])),
            5 => Value::Integer("u16", small),
            6 => Value::Integer("u32", self.one_of(&[1, small, 21])),
            7 => Value::Integer("u8", self.one_of(&[0, 255, small])),
            8 => Value::Integer("u64", self.one_of(&[i128::from(u64::MAX), small, 1_000_000])),
            _ => Value::String(self.text()),
        }
    }

    fn message(&mut self, params: &[Param], locales: &[&str]) -> Option<Vec<Message>> {
        // A message need not show every param.
        let shown: Vec<usize> =
            (0..params.len()).filter(|at| !params[*at].sensitive && !self.once_in(5)).collect();
        if params.is_empty() {
            return self.maybe(2, |dice| dice.texts(locales).into_iter().map(Message::Plain).collect());
        }
        if shown.is_empty() {
            // The text of an entry with params is a template, even if it names none of them.
            let text = |dice: &mut Dice| Message::Text(vec![Part::Text(dice.text())]);
            return self.maybe(2, |dice| locales.iter().map(|_| text(dice)).collect());
        }
        Some(locales.iter().map(|locale| self.template(params, &shown, locale, 0)).collect())
    }

    /// Returns a template that shows the same params in each form.
    fn template(&mut self, params: &[Param], shown: &[usize], locale: &str, depth: usize) -> Message {
        let param = self.one_of(shown);
        let inner = |dice: &mut Dice| Box::new(dice.template(params, shown, locale, depth + 1));
        match &params[param].value {
            _ if depth == 2 || self.once_in(2) => self.parts(shown),
            Value::Integer(..) => {
                let exact = self.up_to(1, |dice| (dice.one_of(&[0, 1, 7]), *inner(dice)));
                let forms = super::expect::plural_forms(locale).iter().map(|form| (*form, *inner(self)));
                Message::Plural { param, exact, forms: forms.collect() }
            }
            Value::String(text) => {
                let value = if text == "other" || text == "plural" || text == "select" { "x" } else { text };
                let mut forms = vec![(value.to_owned(), *inner(self))];
                if self.once_in(2) && value != "card" {
                    forms.push(("card".to_owned(), *inner(self)));
                }
                Message::Select { param, forms, other: inner(self) }
            }
            Value::Bool(_) => {
                let forms = vec![("true".to_owned(), *inner(self))];
                Message::Select { param, forms, other: inner(self) }
            }
            Value::Float(_) => self.parts(shown),
        }
    }

    fn parts(&mut self, shown: &[usize]) -> Message {
        let mut parts = Vec::new();
        for param in shown {
            if self.once_in(2) {
                parts.push(Part::Text(self.text()));
            }
            parts.push(Part::Param(*param));
        }
        if self.once_in(2) {
            parts.push(Part::Text(self.text()));
        }
        Message::Text(parts)
    }
}

/// Returns the greatest code of a type of integers.
fn max_of(code_type: &str) -> i128 {
    match code_type {
        "i16" => i16::MAX.into(),
        "i32" => i32::MAX.into(),
        "i64" => i64::MAX.into(),
        "u8" => u8::MAX.into(),
        "u16" => u16::MAX.into(),
        "u32" => u32::MAX.into(),
        _ => u64::MAX.into(),
    }
}
