//! Writes a catalog as TOML, and the program that calls every accessor for it.

use std::fmt::Write;

use super::model::{
    Attribute, Code, Entry, Member, Message, Part, Policy, RandomCatalog, Retry, Set, Table, Value,
};

/// Returns a TOML string with all special characters escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => write!(quoted, "\\u{:04x}", c as u32).unwrap(),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn code(code: &Code) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => quoted(text),
    }
}

fn array<T>(items: &[T], write: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(write).collect::<Vec<_>>().join(", "))
}

pub(crate) fn toml(catalog: &RandomCatalog) -> String {
    let mut toml = String::from("[catalog]\nschema = 1\nname = \"random\"\n");
    writeln!(toml, "locales = {}", array(&catalog.locales, |locale| quoted(locale))).unwrap();
    if !catalog.remedies.is_empty() {
        let remedies = catalog.remedies.iter().map(|name| format!("{name} = \"Do it.\"")).collect::<Vec<_>>();
        writeln!(toml, "remedies = {{ {} }}", remedies.join(", ")).unwrap();
    }
    if let Some(url) = catalog.url {
        writeln!(toml, "url = {}", quoted(url)).unwrap();
    }
    write_attributes(&mut toml, catalog);
    for table in &catalog.tables {
        write_table(&mut toml, catalog, table);
    }
    for table in &catalog.tables {
        write_sets(&mut toml, table);
        for entry in &table.entries {
            write_entry(&mut toml, catalog, table, entry);
        }
    }
    toml
}

fn write_attributes(toml: &mut String, catalog: &RandomCatalog) {
    if !catalog.attributes.is_empty() {
        writeln!(toml, "\n[catalog.attributes]").unwrap();
    }
    for Attribute { name, values, required, default } in &catalog.attributes {
        let of_type = value_type(&values[0]);
        let default = default.map(|at| format!("default = {}", written_value(&values[at])));
        let key = required.then(|| "required = true".to_owned()).or(default);
        match key {
            Some(key) => writeln!(toml, "{name} = {{ type = \"{of_type}\", {key} }}").unwrap(),
            None => writeln!(toml, "{name} = \"{of_type}\"").unwrap(),
        }
    }
}

/// Writes the values that a class or an entry has of the attributes.
fn write_values(toml: &mut String, catalog: &RandomCatalog, values: &[Option<usize>]) {
    let written = catalog.attributes.iter().zip(values).filter_map(|(attribute, value)| {
        Some(format!("{} = {}", attribute.name, written_value(&attribute.values[(*value)?])))
    });
    let written: Vec<String> = written.collect();
    if !written.is_empty() {
        writeln!(toml, "attributes = {{ {} }}", written.join(", ")).unwrap();
    }
}

fn write_table(toml: &mut String, catalog: &RandomCatalog, table: &Table) {
    let Table { name, enum_name, code_type, success, class, unknown, classes, mask, .. } = table;
    writeln!(toml, "\n[tables.{name}]\nenum = \"{enum_name}\"\ntype = \"{code_type}\"").unwrap();
    if !success.is_empty() {
        writeln!(toml, "success = {}", array(success, code)).unwrap();
    }
    if let Some(class) = class {
        writeln!(toml, "default_class = \"{}\"", classes[*class].name).unwrap();
    }
    if let Some(unknown) = unknown {
        writeln!(toml, "unknown = {{ {} }}", written_policy(table, unknown).join(", ")).unwrap();
    }
    if let Some(mask) = mask {
        writeln!(toml, "mask = \"{}\"", table.entries[*mask].name).unwrap();
    }
    writeln!(toml, "envelope = {{ code = \"/code\" }}").unwrap();
    for class in classes {
        writeln!(toml, "[tables.{name}.classes.{}]", class.name).unwrap();
        if let Some(prefix) = &class.prefix {
            writeln!(toml, "prefix = {}", quoted(prefix)).unwrap();
        }
        if !class.ranges.is_empty() {
            let range = |(from, to): &(i128, i128)| format!("{{ from = {from}, to = {to} }}");
            writeln!(toml, "ranges = {}", array(&class.ranges, range)).unwrap();
        }
        write_policy(toml, table, &class.policy);
        write_values(toml, catalog, &class.attributes);
    }
}

fn write_sets(toml: &mut String, table: &Table) {
    if !table.sets.is_empty() {
        writeln!(toml, "\n[{}.sets]", table.name).unwrap();
    }
    for Set { name, members, .. } in &table.sets {
        let member = |member: &Member| match member {
            Member::Entry(at) => quoted(&table.entries[*at].name),
            Member::Class(at) => quoted(&format!("class:{}", table.classes[*at].name)),
        };
        writeln!(toml, "{name} = {}", array(members, member)).unwrap();
    }
}

fn write_policy(toml: &mut String, table: &Table, policy: &Policy) {
    for line in written_policy(table, policy) {
        writeln!(toml, "{line}").unwrap();
    }
}

fn written_policy(table: &Table, policy: &Policy) -> Vec<String> {
    let Policy { http, category, retry, retry_safety, severity, exposure, mask } = policy;
    let lines = [
        http.map(|http| format!("http = {http}")),
        category.map(|category| format!("category = \"{category}\"")),
        retry.as_ref().map(|retry| format!("retry = {}", written_retry(retry))),
        retry_safety.map(|word| format!("retry_safe = \"{word}\"")),
        severity.map(|severity| format!("severity = \"{severity}\"")),
        exposure.map(|exposure| format!("exposure = \"{exposure}\"")),
        mask.map(|mask| format!("mask = \"{}\"", table.entries[mask].name)),
    ];
    lines.into_iter().flatten().collect()
}

fn written_retry(retry: &Retry) -> String {
    match retry {
        Retry::Never => "\"never\"".to_owned(),
        Retry::Transient => "\"transient\"".to_owned(),
        Retry::Throttled(None) => "\"throttled\"".to_owned(),
        Retry::Throttled(Some((window, _))) => format!("{{ throttled = \"{window}\" }}"),
        Retry::Remedy(remedy, false) => format!("{{ remedy = \"{remedy}\" }}"),
        Retry::Remedy(remedy, true) => format!("{{ remedy = \"{remedy}\", repeat = \"back-off\" }}"),
    }
}

fn write_entry(toml: &mut String, catalog: &RandomCatalog, table: &Table, entry: &Entry) {
    writeln!(toml, "\n[{}.{}]", table.name, entry.name).unwrap();
    match &entry.refines {
        Some((of, subcode)) => {
            writeln!(toml, "of = \"{}\"\nsubcode = {}", table.entries[*of].name, code(subcode)).unwrap();
        }
        None => writeln!(toml, "code = {}", code(&entry.code)).unwrap(),
    }
    let range = entry.also_range.map(|(from, to)| format!("{{ from = {from}, to = {to} }}"));
    let also: Vec<String> = entry.also.iter().map(code).chain(range).collect();
    let names = |names: &[String]| array(names, |name| quoted(name));
    for (key, value, is_present) in [
        ("also", array(&also, String::clone), !also.is_empty()),
        ("aliases", names(&entry.aliases), !entry.aliases.is_empty()),
        ("former", names(&entry.former), !entry.former.is_empty()),
        ("seen", names(&entry.seen), !entry.seen.is_empty()),
    ] {
        if is_present {
            writeln!(toml, "{key} = {value}").unwrap();
        }
    }
    if let Some(class) = entry.class {
        writeln!(toml, "class = \"{}\"", table.classes[class].name).unwrap();
    }
    write_policy(toml, table, &entry.policy);
    write_values(toml, catalog, &entry.attributes);
    if let Some(url) = entry.url {
        writeln!(toml, "url = {}", quoted(url)).unwrap();
    }
    if let Some(since) = entry.since {
        writeln!(toml, "since = {}", quoted(since)).unwrap();
    }
    if let Some((note, replacement)) = &entry.deprecated {
        let note = note.map(|note| format!("note = {}", quoted(note)));
        let replacement = replacement.map(|at| format!("use = \"{}\"", table.entries[at].name));
        let keys: Vec<String> = note.into_iter().chain(replacement).collect();
        writeln!(toml, "deprecated = {{ {} }}", keys.join(", ")).unwrap();
    }
    if !entry.params.is_empty() {
        let params = entry.params.iter().map(|param| {
            let of_type = value_type(&param.value);
            match &param.absent {
                _ if param.sensitive => {
                    format!("{} = {{ type = \"{of_type}\", sensitive = true }}", param.name)
                }
                None => format!("{} = \"{of_type}\"", param.name),
                Some(absent) => {
                    let absent = by_locale(&catalog.locales, absent.iter().map(|text| quoted(text)));
                    let example = written_value(&param.value);
                    let keys = format!("optional = true, absent = {absent}, example = {example}");
                    format!("{} = {{ type = \"{of_type}\", {keys} }}", param.name)
                }
            }
        });
        writeln!(toml, "params = {{ {} }}", params.collect::<Vec<_>>().join(", ")).unwrap();
    }
    let locales = &catalog.locales;
    let texts = |texts: &[String]| by_locale(locales, texts.iter().map(|text| quoted(text)));
    if let Some(title) = &entry.title {
        writeln!(toml, "title = {}", texts(title)).unwrap();
    }
    if !entry.causes.is_empty() {
        writeln!(toml, "causes = {}", array(&entry.causes, |cause| texts(cause))).unwrap();
    }
    if let Some(help) = &entry.help {
        writeln!(toml, "help = {}", texts(help)).unwrap();
    }
    if let Some(message) = &entry.message {
        let message = message.iter().map(|message| written_message(message, entry));
        writeln!(toml, "message = {}", by_locale(locales, message)).unwrap();
    }
}

fn by_locale(locales: &[&str], texts: impl Iterator<Item = String>) -> String {
    let pairs = locales.iter().zip(texts).map(|(locale, text)| format!("{locale} = {text}"));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

fn written_value(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Bool(value) => value.to_string(),
        Value::Integer(_, number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
    }
}

pub(crate) fn value_type(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Bool(_) => "bool",
        Value::Integer(of_type, _) => of_type,
        Value::Float(_) => "f64",
    }
}

fn written_message(message: &Message, entry: &Entry) -> String {
    let name = |param: &usize| entry.params[*param].name;
    match message {
        Message::Plain(text) => quoted(text),
        Message::Text(parts) => {
            let text: String = parts
                .iter()
                .map(|part| match part {
                    Part::Text(text) => text.replace('{', "{{").replace('}', "}}"),
                    Part::Param(param) => format!("{{{}}}", name(param)),
                })
                .collect();
            quoted(&text)
        }
        Message::Plural { param, exact, forms } => {
            let exact =
                exact.iter().map(|(number, form)| format!("{number} = {}", written_message(form, entry)));
            let forms = forms.iter().map(|(word, form)| format!("{word} = {}", written_message(form, entry)));
            let all: Vec<String> = exact.chain(forms).collect();
            format!("{{ plural = \"{}\", {} }}", name(param), all.join(", "))
        }
        Message::Select { param, forms, other } => {
            let forms = forms
                .iter()
                .map(|(value, form)| format!("{} = {}", quoted(value), written_message(form, entry)));
            let all: Vec<String> = forms.collect();
            let other = written_message(other, entry);
            format!("{{ select = \"{}\", {}, other = {other} }}", name(param), all.join(", "))
        }
    }
}

/// The locales that the program asks for, as in `dump.rs`.
pub(crate) const TAGS: [&str; 9] = ["en", "en-GB", "zh-Hans-CN", "zh", "ru", "fr-CA", "pt-PT", "x-own", "de"];

/// Returns the statements that call every accessor for a catalog.
pub(crate) fn program(catalog: &RandomCatalog, number: usize) -> String {
    let mut program = String::new();
    for table in &catalog.tables {
        let names: Vec<String> = names_searched(table).iter().map(|name| format!("{name:?}")).collect();
        let codes: Vec<String> = codes_searched(table).iter().map(rust_code).collect();
        let of_type = if table.code_type == "string" { "&str" } else { table.code_type };
        let attributes: Vec<&str> = catalog.attributes.iter().map(|attribute| attribute.name).collect();
        writeln!(
            program,
            "dump::dump!(crate::c{number}::{}, [{}], [{}] as [{of_type}; {}], [{}], [{}]);",
            table.enum_name,
            names.join(", "),
            codes.join(", "),
            codes.len(),
            bodies(table).iter().map(|(_, body)| format!("{body:?}")).collect::<Vec<_>>().join(", "),
            attributes.join(", ")
        )
        .unwrap();
        for set in &table.sets {
            writeln!(program, "dump::set::<c{number}::{}>(&[{}]);", set.enum_name, names.join(", ")).unwrap();
        }
        for entry in table.entries.iter().filter(|entry| !entry.params.is_empty()) {
            let path = format!("c{number}::{}::{}", table.module, entry.name);
            let fields = entry.params.iter().map(|param| {
                let name = if param.name == "type" { "r#type" } else { param.name };
                let value = match &param.value {
                    Value::String(text) => format!("{text:?}.to_owned()"),
                    Value::Bool(value) => value.to_string(),
                    Value::Integer(of_type, number) => format!("{number}_{of_type}"),
                    Value::Float(number) => format!("{number:?}_f64"),
                };
                let value = match &param.absent {
                    _ if param.sensitive => format!("({value}).into()"),
                    None => value,
                    Some(_) if param.is_present => format!("Some({value})"),
                    Some(_) => "None".to_owned(),
                };
                format!("{name}: {value}")
            });
            let fields = fields.collect::<Vec<_>>().join(", ");
            writeln!(program, "dump::occurrence(&{path} {{ {fields} }}, {path}::message_in);").unwrap();
        }
    }
    program
}

fn rust_code(code: &Code) -> String {
    match code {
        Code::Integer(number) => number.to_string(),
        Code::String(text) => format!("{text:?}"),
    }
}

/// Returns all names of a table, and some unknown ones.
pub(crate) fn names_searched(table: &Table) -> Vec<String> {
    let of_entry = |entry: &Entry| {
        [&entry.name].into_iter().chain(&entry.aliases).chain(&entry.former).cloned().collect::<Vec<_>>()
    };
    let mut names: Vec<String> = table.entries.iter().flat_map(of_entry).collect();
    names.extend(["", "stock", "Absent"].map(str::to_owned));
    names
}

/// Returns a response body for each code of a table, and for some unknown codes.
pub(crate) fn bodies(table: &Table) -> Vec<(Code, String)> {
    let mut codes: Vec<Code> = table.success.clone();
    codes
        .extend(table.entries.iter().flat_map(|entry| [&entry.code].into_iter().chain(&entry.also)).cloned());
    codes.extend(table.entries.iter().flat_map(ends_of_range));
    if table.code_type == "string" {
        codes.extend(["2~", "23~", "~"].map(|code| Code::String(code.to_owned())));
    } else {
        // Those in the ranges of classes may be known.
        codes.extend([5, 15, 22, 77].map(Code::Integer));
        if table.code_type != "u8" {
            codes.push(Code::Integer(30_303));
        }
    }
    let body = |code: &Code| match code {
        Code::Integer(number) => format!(r#"{{"code":{number}}}"#),
        Code::String(text) => format!(r#"{{"code":{}}}"#, serde_json::Value::from(text.as_str())),
    };
    codes.iter().map(|code| (code.clone(), body(code))).collect()
}

fn ends_of_range(entry: &Entry) -> Vec<Code> {
    entry.also_range.map_or_else(Vec::new, |(from, to)| vec![Code::Integer(from), Code::Integer(to)])
}

/// Returns all codes of a table, its codes of success, and some neighbours.
pub(crate) fn codes_searched(table: &Table) -> Vec<Code> {
    let mut codes: Vec<Code> = table.success.clone();
    codes.extend(table.entries.iter().flat_map(ends_of_range));
    for code in table.entries.iter().flat_map(|entry| [&entry.code].into_iter().chain(&entry.also)) {
        codes.push(code.clone());
        match code {
            Code::Integer(number) => {
                let neighbour = match table.code_type {
                    "i64" => Some(number + 1).filter(|neighbour| *neighbour <= i128::from(i64::MAX)),
                    _ => Some(number / 2),
                };
                codes.extend(neighbour.map(Code::Integer));
            }
            Code::String(text) => codes.push(Code::String(format!("{text} "))),
        }
    }
    codes
}
