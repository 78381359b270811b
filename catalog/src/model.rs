//! What a valid catalog says, with every default resolved.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use errcat_types::{Category, CodeType, RetrySafety, Role, Severity, Stability};

use crate::locale::Locale;
use crate::param::Param;
use crate::rule::Rule;
use crate::template::Template;

/// A catalog that keeps every rule. Only [`check`](crate::check()) makes one, and nobody can change it.
#[derive(Clone, Debug)]
pub struct Catalog(Model);

impl Catalog {
    pub(crate) fn new(model: Model) -> Catalog {
        Catalog(model)
    }
}

impl Deref for Catalog {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.0
    }
}

/// What a catalog says. Tables, classes and entries are in file order.
#[derive(Clone, Debug)]
pub struct Model {
    /// The version of the schema, 1.
    pub schema: u32,
    /// The catalog's name.
    pub name: String,
    /// What it is a catalog of.
    pub title: Option<String>,
    /// Whether it defines an API or follows one.
    pub role: Role,
    /// The locales of its texts; never empty. The first is what `Display` shows.
    pub locales: Vec<Locale>,
    /// The remedies that it declares.
    pub remedies: Vec<CustomRemedy>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// A namespace of codes that becomes one enum.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in the catalog, in snake case.
    pub name: String,
    /// The enum's name.
    pub enum_name: String,
    /// The name of the module with a struct for each entry that has params.
    pub module_name: String,
    /// Markdown for the enum's documentation.
    pub doc: Option<String>,
    /// The type of its codes.
    pub code_type: CodeType,
    /// The codes that mean "no error", those of entries that are successes included.
    pub success: Vec<Code>,
    /// The class of entries that name none.
    pub default_class: Option<String>,
    /// The defaults of a code that the table does not have. What they leave open, the HTTP status says.
    pub unknown: Defaults,
    /// Where things stand in a body.
    pub envelope: Envelope,
    /// The warnings that are switched off.
    pub allow: Vec<Rule>,
    /// The classes that it declares.
    pub classes: Vec<Class>,
    /// Its entries; never empty.
    pub entries: Vec<Entry>,
}

/// One code with all that is known of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name, which is the variant's name.
    pub name: String,
    /// Further names in use.
    pub aliases: Vec<String>,
    /// Names that it had.
    pub former: Vec<String>,
    /// The code.
    pub code: Code,
    /// Further codes that mean this entry when they come, and that are never sent.
    pub also: Vec<Code>,
    /// Its class.
    pub class: Option<String>,
    /// The status that is sent with this code.
    pub http: u16,
    /// Its category.
    pub category: Category,
    /// What to do about it.
    pub retry: Retry,
    /// Whether it may be retried although it may already have been carried out.
    pub retry_safety: RetrySafety,
    /// How grave it is.
    pub severity: Severity,
    /// What kind of thing happened, where the catalog says that apart from the message.
    pub title: Option<Texts>,
    /// What happened, as far as the code alone tells. Where the message has placeholders, this is the title; where there
    /// is neither, the name in words.
    pub message: Texts,
    /// What happened, with values in it: one template for each locale, in the order of [`Model::locales`].
    pub templates: Option<Vec<Template>>,
    /// The values that an occurrence has.
    pub params: Vec<Param>,
    /// What may have led to it, each in all locales.
    pub causes: Vec<Texts>,
    /// What the reader should do next.
    pub help: Option<Texts>,
    /// Markdown for the variant's documentation.
    pub doc: Option<String>,
    /// Messages that were seen on the wire.
    pub seen: Vec<String>,
    /// Where it is documented.
    pub url: Option<String>,
    /// Since when the entry is there: a version, a date or whatever the catalog counts by.
    pub since: Option<String>,
    /// Whether clients may rely on it.
    pub stability: Stability,
    /// That it should not be used any more.
    pub deprecated: Option<Deprecated>,
}

/// That an entry should not be used any more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Since when.
    pub since: Option<String>,
    /// When it will be removed.
    pub until: Option<String>,
    /// Why, or what to do.
    pub note: Option<String>,
    /// The name of the entry to use in its place.
    pub replacement: Option<String>,
}

/// What to do about an error.
pub type Retry = errcat_types::Retry<String>;

/// What has to be done before a request may be retried.
pub type Remedy = errcat_types::Remedy<String>;

/// A remedy that the catalog declares.
pub type CustomRemedy = errcat_types::CustomRemedy<String>;

/// One text for each locale of the catalog, in the order of [`Model::locales`].
pub type Texts = Vec<String>;

/// A table's own grouping of entries, which gives defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// What the codes of its entries start with; for string codes.
    pub prefix: Option<String>,
    /// The defaults of its entries.
    pub defaults: Defaults,
}

/// What a class, or a table for its unknown codes, says. What it leaves open comes from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The HTTP status.
    pub http: Option<u16>,
    /// The category.
    pub category: Option<Category>,
    /// What to do about it.
    pub retry: Option<Retry>,
    /// Whether it may be retried although it may already have been carried out.
    pub retry_safety: Option<RetrySafety>,
    /// How severe it is.
    pub severity: Option<Severity>,
}

impl Defaults {
    /// Fills what is left open with the defaults of a class.
    pub(crate) fn or(self, class: Option<&Class>) -> Defaults {
        let Some(class) = class else { return self };
        let Defaults { http, category, retry, retry_safety, severity } = &class.defaults;
        Defaults {
            http: self.http.or(*http),
            category: self.category.or(*category),
            retry: self.retry.or_else(|| retry.clone()),
            retry_safety: self.retry_safety.or(*retry_safety),
            severity: self.severity.or(*severity),
        }
    }
}

/// A code: the number or string on the wire. Equal when the value is, whatever the notation.
#[derive(Clone, Debug)]
pub enum Code {
    /// An integer.
    Integer {
        /// Its value.
        value: i128,
        /// The base in which the catalog writes it: 2, 8, 10 or 16.
        radix: u32,
    },
    /// A string.
    String(String),
}

impl PartialEq for Code {
    fn eq(&self, other: &Code) -> bool {
        match (self, other) {
            (Code::Integer { value: a, .. }, Code::Integer { value: b, .. }) => a == b,
            (Code::String(a), Code::String(b)) => a == b,
            (Code::Integer { .. }, Code::String(_)) | (Code::String(_), Code::Integer { .. }) => false,
        }
    }
}

impl Eq for Code {}

impl Hash for Code {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Code::Integer { value, .. } => value.hash(state),
            Code::String(text) => text.hash(state),
        }
    }
}

/// The code as it is on the wire: an integer in decimal.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Integer { value, .. } => value.fmt(f),
            Code::String(text) => text.fmt(f),
        }
    }
}

impl Code {
    /// The code in the notation of the catalog, where that is not the one on the wire: `0xFF`.
    pub fn notation(&self) -> Option<String> {
        match *self {
            Code::Integer { value, radix: 16 } => Some(format!("{value:#X}").replacen("0X", "0x", 1)),
            Code::Integer { value, radix: 8 } => Some(format!("{value:#o}")),
            Code::Integer { value, radix: 2 } => Some(format!("{value:#b}")),
            Code::Integer { .. } | Code::String(_) => None,
        }
    }
}

/// Where things stand in a response. Of a list, the first that is present counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The code.
    pub code: Vec<Location>,
    /// The text that comes with it.
    pub message: Vec<Location>,
    /// Further values, by name.
    pub extra: Vec<(String, Vec<Location>)>,
    /// The trace id.
    pub trace: Vec<Location>,
    /// The object that holds the values of params, by name.
    pub params: Vec<Location>,
    /// Failures inside a success.
    pub items: Option<Items>,
    /// How long the server asks to wait.
    pub retry_after: Option<RetryAfter>,
}

/// A place in a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body: a JSON Pointer (RFC 6901).
    Pointer(String),
    /// A header, by name.
    Header(String),
}

/// Failures of single items inside a success. All but `at` is relative to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    /// The array of items.
    pub at: Location,
    /// The code.
    pub code: Vec<Location>,
    /// The text that comes with it.
    pub message: Vec<Location>,
    /// Further values, by name.
    pub extra: Vec<(String, Vec<Location>)>,
    /// The object that holds the values of params, by name.
    pub params: Vec<Location>,
}

/// A wait that the server asks for, in a place of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryAfter {
    /// The place of the number.
    pub at: Vec<Location>,
    /// What the number counts.
    pub unit: TimeUnit,
}

/// What a number of a wait counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
}
