//! Defines the model: the content of a valid catalog, with every default resolved.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range, RangeInclusive};

use errcat_types::locale::lookup;
use errcat_types::{
    Category, CodeType, Exposure, ParamCase, ProblemStatus, Recovery, RetrySafety, Role, Severity, Stability,
};

use crate::attribute::Attribute;
use crate::locale::{Locale, Texts};
use crate::param::Param;
use crate::rule::Rule;
use crate::template::Template;
use crate::value::Value;

/// A valid catalog. Only [`check`](crate::check()) creates one, and it cannot be changed.
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

/// The content of a catalog. Tables, classes and entries are in file order.
#[derive(Clone, Debug)]
pub struct Model {
    /// The version of the schema, 1.
    pub schema: u32,
    /// The catalog's name.
    pub name: String,
    /// What the catalog is for, in a few words.
    pub title: Option<String>,
    /// Whether the catalog defines an API or follows one.
    pub role: Role,
    /// The domain of its errors, a DNS name that is globally unique (AIP-193).
    pub domain: Option<String>,
    /// The pattern of the URLs of entries that have none of their own, with `{table}`, `{code}` and `{name}`.
    pub url: Option<String>,
    /// The locales of its texts; never empty. The first is what `Display` shows.
    pub locales: Vec<Locale>,
    /// The remedies that it declares.
    pub remedies: Vec<CustomRemedy>,
    /// The attributes that it declares: the properties that its entries have besides those that errcat defines.
    pub attributes: Vec<Attribute>,
    /// Its tables.
    pub tables: Vec<Table>,
}

impl Model {
    /// Returns the index of the locale that fits a language tag best: of BCP 47, or of an environment, such as
    /// `de_AT.UTF-8`.
    pub fn find_locale(&self, tag: &str) -> Option<usize> {
        let locales: Vec<&str> = self.locales.iter().map(Locale::as_str).collect();
        lookup(&locales, tag)
    }
}

/// A namespace of codes that becomes one enum.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name in the catalog, in snake case.
    pub name: String,
    /// Names that it had.
    pub former: Vec<String>,
    /// The enum's name.
    pub enum_name: String,
    /// The name of the module with a struct for each entry that has params.
    pub module_name: String,
    /// Markdown for the enum's documentation.
    pub doc: Option<String>,
    /// The type of its codes.
    pub code_type: CodeType,
    /// The name of the code space that it shares with other tables, none of which uses a code of another one.
    pub code_space: Option<String>,
    /// How its params are called on the wire, unless they have a wire name of their own.
    pub param_case: ParamCase,
    /// The codes that mean "no error", including those of entries that are successes.
    pub success: Vec<Code>,
    /// The class of entries that name none.
    pub default_class: Option<String>,
    /// The defaults of a code that the table does not have. Those that are absent follow from the HTTP status.
    pub unknown: Defaults,
    /// The locations of the parts of an error in a response.
    pub envelope: Envelope,
    /// Which status problem details have.
    pub problem_status: ProblemStatus,
    /// The name of the entry that a response with failures of several entries has.
    pub combined: Option<String>,
    /// The name of the entry that leaves the service in place of internal ones that state no other.
    pub mask: Option<String>,
    /// The codes and names that no entry may have.
    pub reserved: Reserved,
    /// The warnings that are switched off.
    pub allow: Vec<Rule>,
    /// The classes that it declares.
    pub classes: Vec<Class>,
    /// Its entries; never empty.
    pub entries: Vec<Entry>,
    /// The sets of entries that operations return.
    pub sets: Vec<Set>,
}

/// The entries that an operation returns, which become an enum of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Its name, in snake case.
    pub name: String,
    /// The enum's name.
    pub enum_name: String,
    /// The name of the module with a struct for each of its entries that has params.
    pub module_name: String,
    /// Markdown for the enum's documentation.
    pub doc: Option<String>,
    /// The indices of its entries in [`Table::entries`], in file order; never empty.
    pub entries: Vec<usize>,
}

/// The codes and names that no entry of a table may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reserved {
    /// The codes.
    pub codes: Vec<Code>,
    /// Ranges of codes; only for integers.
    pub ranges: Vec<RangeInclusive<i128>>,
    /// The names.
    pub names: Vec<String>,
}

/// One code with all that is known about it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name, which is the variant's name.
    pub name: String,
    /// Where its name is in the [`Source`](crate::Source), in bytes.
    pub span: Range<usize>,
    /// Further names in use.
    pub aliases: Vec<String>,
    /// Names that it had.
    pub former: Vec<String>,
    /// The code. That of a refinement is the code of the entry that it refines.
    pub code: Code,
    /// What makes it a refinement of another entry.
    pub refinement: Option<Refinement>,
    /// Further codes that decode to this entry and are never sent.
    pub also: Vec<Code>,
    /// Ranges of further codes.
    pub also_ranges: Vec<RangeInclusive<i128>>,
    /// Its class.
    pub class: Option<String>,
    /// The values that are sent with it, by their names in [`Parts::extra`], in that order.
    pub extra: Vec<(String, Code)>,
    /// The values of its attributes, by their names in [`Model::attributes`], in that order.
    pub attributes: Vec<(String, Value)>,
    /// The status that is sent with this code.
    pub http: u16,
    /// Its category.
    pub category: Category,
    /// What a client does about it.
    pub retry: Retry,
    /// Whether a request may be retried although it may already have been carried out.
    pub retry_safety: RetrySafety,
    /// Its severity.
    pub severity: Severity,
    /// Whether callers may see it.
    pub exposure: Exposure,
    /// The name of the entry that leaves the service in its place, if it is internal.
    pub mask: Option<String>,
    /// Who must act, if the catalog states it.
    pub recovery: Option<Recovery>,
    /// The exit code of a program that ends with it, if the catalog states it.
    pub exit: Option<u8>,
    /// The kind of error in a few words, if the catalog has a title besides the message.
    pub title: Option<Texts>,
    /// The message without values: if it has placeholders, this is the title; without a title, the name in words.
    pub message: Texts,
    /// The message with placeholders: one template for each locale, in the order of [`Model::locales`].
    pub templates: Option<Vec<Template>>,
    /// The values that an occurrence has.
    pub params: Vec<Param>,
    /// Possible causes, each in all locales.
    pub causes: Vec<Texts>,
    /// What the reader should do next.
    pub help: Option<Texts>,
    /// Markdown for the variant's documentation.
    pub doc: Option<String>,
    /// Messages that were observed on the wire.
    pub seen: Vec<String>,
    /// The URL of its documentation: its own, or that by the catalog's pattern.
    pub url: Option<String>,
    /// Since when the entry exists: a version, a date, or whatever the catalog uses.
    pub since: Option<String>,
    /// Whether clients can rely on it.
    pub stability: Stability,
    /// Its deprecation, if it should no longer be used.
    pub deprecated: Option<Deprecated>,
}

/// What makes an entry a refinement: it has the code of another entry, together with a subcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refinement {
    /// The name of the entry that it refines, which has a code of its own.
    pub of: String,
    /// The subcode.
    pub subcode: Code,
}

/// The deprecation of an entry that should no longer be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Since when it is deprecated.
    pub since: Option<String>,
    /// When it will be removed.
    pub until: Option<String>,
    /// Why, or what to do.
    pub note: Option<String>,
    /// The name of the entry to use instead.
    pub replacement: Option<String>,
}

/// What a client does about an error.
pub type Retry = errcat_types::Retry<String>;

/// What a client must do before a retry.
pub type Remedy = errcat_types::Remedy<String>;

/// A remedy that the catalog declares.
pub type CustomRemedy = errcat_types::CustomRemedy<String>;

/// A table's own grouping of entries, which gives defaults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// The beginning of its entries' codes; only for string codes.
    pub prefix: Option<String>,
    /// The ranges of its entries' codes; only for integer codes. None overlaps that of another class.
    pub ranges: Vec<RangeInclusive<i128>>,
    /// The values that are sent with its entries, by their names in [`Parts::extra`], in that order.
    pub extra: Vec<(String, Code)>,
    /// The values of attributes that its entries have, by their names in [`Model::attributes`], in that order.
    pub attributes: Vec<(String, Value)>,
    /// The defaults of its entries.
    pub defaults: Defaults,
}

/// The defaults of a class, or of a table's unknown codes. Each of them may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// The HTTP status.
    pub http: Option<u16>,
    /// The category.
    pub category: Option<Category>,
    /// What a client does about it.
    pub retry: Option<Retry>,
    /// Whether a request may be retried although it may already have been carried out.
    pub retry_safety: Option<RetrySafety>,
    /// The severity.
    pub severity: Option<Severity>,
    /// Whether callers may see it.
    pub exposure: Option<Exposure>,
    /// The name of the entry that leaves the service in place of an internal one.
    pub mask: Option<String>,
    /// Who must act.
    pub recovery: Option<Recovery>,
    /// The exit code of a program.
    pub exit: Option<u8>,
}

impl Defaults {
    /// Fills absent values with other defaults.
    pub(crate) fn or(self, other: Option<&Defaults>) -> Defaults {
        let Some(other) = other else { return self };
        let Defaults { http, category, retry, retry_safety, severity, exposure, mask, recovery, exit } =
            other;
        Defaults {
            http: self.http.or(*http),
            category: self.category.or(*category),
            retry: self.retry.or_else(|| retry.clone()),
            retry_safety: self.retry_safety.or(*retry_safety),
            severity: self.severity.or(*severity),
            exposure: self.exposure.or(*exposure),
            mask: self.mask.or_else(|| mask.clone()),
            recovery: self.recovery.or(*recovery),
            exit: self.exit.or(*exit),
        }
    }
}

/// A code: the number or string on the wire. Two codes with the same value are equal, whatever their notation.
#[derive(Clone, Debug)]
pub enum Code {
    /// An integer.
    Integer {
        /// Its value.
        value: i128,
        /// The radix in which the catalog writes it: 2, 8, 10 or 16.
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

/// Writes the code as it is on the wire: an integer in decimal.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Code::Integer { value, .. } => value.fmt(f),
            Code::String(text) => text.fmt(f),
        }
    }
}

impl Code {
    /// Returns the code in the notation of the catalog, if that is not decimal: `0xFF`.
    pub fn notation(&self) -> Option<String> {
        match *self {
            Code::Integer { value, radix: 16 } => Some(format!("{value:#X}").replacen("0X", "0x", 1)),
            Code::Integer { value, radix: 8 } => Some(format!("{value:#o}")),
            Code::Integer { value, radix: 2 } => Some(format!("{value:#b}")),
            Code::Integer { .. } | Code::String(_) => None,
        }
    }
}

/// The locations of an error in a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The parts of the error.
    pub parts: Parts,
    /// The trace id.
    pub trace: Vec<Location>,
    /// The failures of single items, inside a success or a failure.
    pub items: Option<Items>,
}

/// The failures of single items. All locations but `at` are relative to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    /// The locations of the array of items.
    pub at: Vec<Location>,
    /// The parts of each error.
    pub parts: Parts,
}

/// The locations of the parts of an error. Of several locations, the first that is present is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The code.
    pub code: CodeLocations,
    /// The subcode.
    pub subcode: CodeLocations,
    /// What marks a failure besides a code.
    pub failed: Option<Failed>,
    /// The server's message.
    pub message: Vec<Location>,
    /// Further values.
    pub extra: Vec<Extra>,
    /// The object that holds the values of params, by name.
    pub params: Vec<Location>,
    /// The waits that the server asks for: the first that can be read is used.
    pub retry_after: Vec<RetryAfter>,
    /// The server's word on whether a retry is worth it.
    pub should_retry: Option<ShouldRetry>,
    /// The URL of the documentation.
    pub url: Vec<Location>,
    /// The JSON Pointer to what is wrong in the request.
    pub pointer: Vec<Location>,
}

/// The locations of a code or a subcode, which may be a part of the value there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeLocations {
    /// The locations.
    pub at: Vec<Location>,
    /// Only what follows after the last of these is the code.
    pub after: Option<String>,
    /// Only what precedes the first of these is the code.
    pub before: Option<String>,
}

/// What marks a failure besides a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The locations.
    pub at: Vec<Location>,
    /// The value of a failure. Without it, every value marks one that is neither null, false nor empty.
    pub is: Option<Mark>,
}

/// The value that marks a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// True or false.
    Bool(bool),
    /// An integer of 64 bits.
    Integer(i128),
    /// A text.
    Text(String),
}

/// A further value of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extra {
    /// Its name.
    pub name: String,
    /// The locations.
    pub at: Vec<Location>,
    /// Whether the code is sent there if neither a failure nor its entry has a value.
    pub sends_code: bool,
}

/// The server's word on whether a retry is worth it: true or false, or other words for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShouldRetry {
    /// The locations.
    pub at: Vec<Location>,
    /// The words for "yes".
    pub yes: Vec<String>,
    /// The words for "no".
    pub no: Vec<String>,
}

/// A location in a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A JSON Pointer (RFC 6901) into the body.
    Pointer(String),
    /// The name of a header.
    Header(String),
}

impl Location {
    /// Returns the tokens of a pointer, unescaped: first `~1`, then `~0` (RFC 6901, section 4). A header has none.
    pub fn tokens(&self) -> Option<Vec<String>> {
        let unescaped = |token: &str| token.replace("~1", "/").replace("~0", "~");
        match self {
            Location::Pointer(pointer) => Some(pointer.split('/').skip(1).map(unescaped).collect()),
            Location::Header(_) => None,
        }
    }
}

/// A wait that the server asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryAfter {
    /// The locations.
    pub at: Vec<Location>,
    /// What a number without a unit counts.
    pub unit: WaitUnit,
}

/// What the number of a wait counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WaitUnit {
    /// Seconds to wait.
    #[default]
    Seconds,
    /// Milliseconds to wait.
    Milliseconds,
    /// The seconds from the Unix epoch to the end of the wait.
    UnixSeconds,
    /// The milliseconds from the Unix epoch to the end of the wait.
    UnixMilliseconds,
}

impl WaitUnit {
    /// Every unit.
    pub const ALL: [WaitUnit; 4] =
        [WaitUnit::Seconds, WaitUnit::Milliseconds, WaitUnit::UnixSeconds, WaitUnit::UnixMilliseconds];

    /// Returns the name in a catalog.
    pub const fn name(self) -> &'static str {
        match self {
            WaitUnit::Seconds => "s",
            WaitUnit::Milliseconds => "ms",
            WaitUnit::UnixSeconds => "unix-s",
            WaitUnit::UnixMilliseconds => "unix-ms",
        }
    }
}
