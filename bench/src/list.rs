//! Lists of codes, as large as one asks for and the same in each run, and the catalogs that say the same.

use std::fmt::Write;

use crate::random::scattered;
use crate::words::{CONDITIONS, Condition, SUBJECTS, THINGS};

/// A list of codes with all that is known of them.
#[derive(Debug)]
pub struct List {
    /// The entries in the order of their codes, as most vendors document them.
    pub entries: Vec<Entry>,
    /// Whether the codes are strings.
    pub is_string: bool,
}

/// One code with all that is known of it.
#[derive(Debug)]
pub struct Entry {
    /// The variant's name.
    pub name: String,
    /// The code: in digits if it is a number.
    pub code: String,
    /// The category.
    pub category: &'static str,
    /// The class, which gives the HTTP status.
    pub class: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// The message in English and in Chinese.
    pub message: [String; 2],
    /// The help in English and in Chinese; one entry of four has it.
    pub help: Option<[String; 2]>,
}

impl List {
    /// So many integer codes, scattered over so many times their number.
    #[must_use]
    pub fn integers(size: usize, spread: usize) -> List {
        let codes = scattered(size, size * spread).into_iter().map(|code| code.to_string());
        List { entries: codes.enumerate().map(|(at, code)| entry(at, code)).collect(), is_string: false }
    }

    /// So many codes of two digits for a class, a colon and up to four digits.
    #[must_use]
    pub fn strings(size: usize) -> List {
        let codes = scattered(size, STRINGS).into_iter().map(string_code);
        List { entries: codes.enumerate().map(|(at, code)| entry(at, code)).collect(), is_string: true }
    }

    /// The list as a catalog with one table, whose enum is `ShopError`.
    #[must_use]
    pub fn catalog(&self) -> String {
        let code_type = if self.is_string { "string" } else { "i32" };
        let mut catalog = format!(
            "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\", \"zh\"]\n\n\
             [tables.shop]\ntype = \"{code_type}\"\n\n\
             [tables.shop.classes.request]\nhttp = 400\n\n[tables.shop.classes.service]\nhttp = 500\n"
        );
        for entry in &self.entries {
            let Entry { name, code, category, class, message: [english, chinese], .. } = entry;
            let quote = if self.is_string { "\"" } else { "" };
            // Writing to a string cannot fail.
            let _ = write!(
                catalog,
                "\n[shop.{name}]\ncode = {quote}{code}{quote}\nclass = \"{class}\"\ncategory = \"{category}\"\n\
                 message = {{ en = \"{english}\", zh = \"{chinese}\" }}\n"
            );
            if let Some([english, chinese]) = &entry.help {
                let _ = writeln!(catalog, "help = {{ en = \"{english}\", zh = \"{chinese}\" }}");
            }
        }
        catalog
    }

    /// The same entries with their texts in English alone, and two params each that it says the values of.
    #[must_use]
    pub fn catalog_with_params(&self) -> String {
        let mut catalog = String::from(
            "[catalog]\nschema = 1\nname = \"shop\"\nlocales = [\"en\"]\n\n[tables.shop]\ntype = \"i32\"\n",
        );
        for entry in &self.entries {
            let Entry { name, code, .. } = entry;
            let (title, message) = (&entry.message[0], entry.message_with_params());
            // Writing to a string cannot fail.
            let _ = write!(
                catalog,
                "\n[shop.{name}]\ncode = {code}\ntitle = \"{title}\"\nmessage = \"{message}\"\n\
                 params = {{ used = \"u32\", limit = \"string\" }}\n"
            );
        }
        catalog
    }

    /// How many bytes the names, the messages and help in both languages, and the codes are: a number is four.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let texts = |entry: &Entry| {
            let help = entry.help.iter().flatten().map(String::len).sum::<usize>();
            let code = if self.is_string { entry.code.len() } else { 4 };
            entry.name.len() + entry.message.iter().map(String::len).sum::<usize>() + help + code
        };
        self.entries.iter().map(texts).sum()
    }
}

impl Entry {
    /// The message in English with two values in it.
    #[must_use]
    pub fn message_with_params(&self) -> String {
        format!("{} ({{used}} of {{limit}})", self.message[0])
    }
}

/// The most string codes that [`string_code`] tells apart.
pub const STRINGS: usize = 40 * 2_500;

/// A string code by its number.
#[must_use]
pub fn string_code(number: usize) -> String {
    format!("{:02}:{}", number / 2_500, number % 2_500)
}

fn entry(at: usize, code: String) -> Entry {
    let names = SUBJECTS.len() * THINGS.len() * CONDITIONS.len();
    // Neighbours in a real list share their subject, not their condition.
    let place = at % names;
    let condition = &CONDITIONS[place * 7 % CONDITIONS.len()];
    let (thing, thing_zh) = THINGS[place / CONDITIONS.len() % THINGS.len()];
    let (subject, subject_zh) = SUBJECTS[place / CONDITIONS.len() / THINGS.len()];
    let again = if at < names { String::new() } else { (1 + at / names).to_string() };
    let Condition { name, category, is_service, english, chinese } = condition;
    let (english_thing, english_subject) = (thing.to_lowercase(), subject.to_lowercase());
    let help = at.is_multiple_of(4).then(|| {
        [
            format!("Look at the {english_thing} of the {english_subject}, then send the request again."),
            format!("请检查{subject_zh}的{thing_zh}，然后重新发送请求。"),
        ]
    });
    Entry {
        name: format!("{subject}{thing}{name}{again}"),
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
