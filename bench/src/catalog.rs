//! Made-up catalogs of any size, the same in each run, and their text as a `codes.toml`.

use std::fmt::Write;

use crate::random::scattered;
use crate::vocabulary::{CONDITIONS, Condition, SUBJECTS, THINGS};

/// A made-up catalog with one table.
#[derive(Debug)]
pub struct Catalog {
    /// The entries in the order of their codes, as most vendors document them.
    pub entries: Vec<Entry>,
    /// Whether the codes are strings.
    pub is_string: bool,
}

/// A code with its properties.
#[derive(Debug)]
pub struct Entry {
    /// The variant's name.
    pub name: String,
    /// The code; a number in decimal digits.
    pub code: String,
    /// The category.
    pub category: &'static str,
    /// The class, which gives the HTTP status.
    pub class: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// The message in English and in Chinese.
    pub message: [String; 2],
    /// The help in English and in Chinese; every fourth entry has it.
    pub help: Option<[String; 2]>,
}

impl Catalog {
    /// Returns a catalog of `size` integer codes, scattered over the numbers up to `size * spread`.
    #[must_use]
    pub fn integers(size: usize, spread: usize) -> Catalog {
        let codes = scattered(size, size * spread).into_iter().map(|code| code.to_string());
        Catalog { entries: codes.enumerate().map(|(at, code)| entry(at, code)).collect(), is_string: false }
    }

    /// Returns a catalog of `size` string codes: two digits of a class, a colon and up to four digits.
    #[must_use]
    pub fn strings(size: usize) -> Catalog {
        let codes = scattered(size, STRINGS).into_iter().map(string_code);
        Catalog { entries: codes.enumerate().map(|(at, code)| entry(at, code)).collect(), is_string: true }
    }

    /// Returns the text of the `codes.toml`. Its one enum is `ShopError`.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let code_type = if self.is_string { "string" } else { "i32" };
        let mut toml = format!(
            "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\", \"zh\"]\n\n\
             [tables.shop]\ntype = \"{code_type}\"\n\n\
             [tables.shop.classes.request]\nhttp = 400\n\n[tables.shop.classes.service]\nhttp = 500\n"
        );
        for entry in &self.entries {
            let Entry { name, code, category, class, http: _, message: [english, chinese], help } = entry;
            let quote = if self.is_string { "\"" } else { "" };
            // Writing to a string cannot fail.
            let _ = write!(
                toml,
                "\n[shop.{name}]\ncode = {quote}{code}{quote}\nclass = \"{class}\"\ncategory = \"{category}\"\n\
                 message = {{ en = \"{english}\", zh = \"{chinese}\" }}\n"
            );
            if let Some([english, chinese]) = help {
                let _ = writeln!(toml, "help = {{ en = \"{english}\", zh = \"{chinese}\" }}");
            }
        }
        toml
    }

    /// Returns the text of a `codes.toml` with the same entries, in English only, with two params each that the message
    /// shows.
    #[must_use]
    pub fn to_toml_with_params(&self) -> String {
        let mut toml = String::from(
            "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n\n[tables.shop]\ntype = \"i32\"\n",
        );
        for entry in &self.entries {
            let Entry { name, code, .. } = entry;
            let (title, message) = (&entry.message[0], entry.message_with_params());
            // Writing to a string cannot fail.
            let _ = write!(
                toml,
                "\n[shop.{name}]\ncode = {code}\ntitle = \"{title}\"\nmessage = \"{message}\"\n\
                 params = {{ used = \"u32\", limit = \"string\" }}\n"
            );
        }
        toml
    }

    /// Returns the size of the content: the names, the messages and help in both languages, and the codes. A number
    /// counts four bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let content = |entry: &Entry| {
            let help = entry.help.iter().flatten().map(String::len).sum::<usize>();
            let code = if self.is_string { entry.code.len() } else { 4 };
            entry.name.len() + entry.message.iter().map(String::len).sum::<usize>() + help + code
        };
        self.entries.iter().map(content).sum()
    }
}

impl Entry {
    /// Returns the message in English with two placeholders in it.
    #[must_use]
    pub fn message_with_params(&self) -> String {
        format!("{} ({{used}} of {{limit}})", self.message[0])
    }
}

/// The number of string codes that [`string_code`] can make.
pub const STRINGS: usize = 40 * 2_500;

/// Returns the string code with this index, below [`STRINGS`].
#[must_use]
pub fn string_code(index: usize) -> String {
    format!("{:02}:{}", index / 2_500, index % 2_500)
}

fn entry(at: usize, code: String) -> Entry {
    let names = SUBJECTS.len() * THINGS.len() * CONDITIONS.len();
    // Neighbours in a real catalog share their subject, not their condition.
    let index = at % names;
    let condition = &CONDITIONS[index * 7 % CONDITIONS.len()];
    let (thing, thing_zh) = THINGS[index / CONDITIONS.len() % THINGS.len()];
    let (subject, subject_zh) = SUBJECTS[index / CONDITIONS.len() / THINGS.len()];
    let suffix = if at < names { String::new() } else { (1 + at / names).to_string() };
    let Condition { name, category, is_service, english, chinese } = condition;
    let (english_thing, english_subject) = (thing.to_lowercase(), subject.to_lowercase());
    let help = at.is_multiple_of(4).then(|| {
        [
            format!("Look at the {english_thing} of the {english_subject}, then send the request again."),
            format!("请检查{subject_zh}的{thing_zh}，然后重新发送请求。"),
        ]
    });
    Entry {
        name: format!("{subject}{thing}{name}{suffix}"),
        code,
        category,
        class: if *is_service { "service" } else { "request" },
        http: if *is_service { 500 } else { 400 },
        message: [
            format!("The {english_thing} of the {english_subject} {english}"),
            format!("{subject_zh}的{thing_zh}{chinese}"),
        ],
        help,
    }
}
