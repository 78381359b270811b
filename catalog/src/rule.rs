//! The rules: for each its id, what must hold, and what to do where it does not.

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The catalog is not valid, and a build of it fails.
    Fault,
    /// The catalog is valid and would read better otherwise. Fails nothing.
    Style,
}

macro_rules! rules {
    ($($variant:ident $level:ident $id:literal: $holds:literal => $help:literal;)*) => {
        /// A check that finds diagnostics. Its [id](Rule::id) is stable.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "`: ", $holds, ".")] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order in which the documentation lists them.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),*];

            /// The rule's stable name, such as `duplicate-code`.
            pub const fn id(self) -> &'static str {
                match self { $(Rule::$variant => $id,)* }
            }

            /// Whether breaking the rule makes a catalog invalid.
            pub const fn level(self) -> Level {
                match self { $(Rule::$variant => Level::$level,)* }
            }

            /// What must hold.
            pub const fn holds(self) -> &'static str {
                match self { $(Rule::$variant => $holds,)* }
            }

            /// What to do when it does not hold, where a diagnostic has nothing more exact to say.
            pub const fn help(self) -> &'static str {
                match self { $(Rule::$variant => $help,)* }
            }
        }
    };
}

rules! {
    Unreadable Fault "unreadable":
        "a catalog is a UTF-8 text of at most 32 MiB"
        => "give the path of a `codes.toml`";
    Syntax Fault "syntax":
        "a catalog is valid TOML"
        => "see the TOML specification for what may stand here";
    UnsupportedSchema Fault "unsupported-schema":
        "`schema` is a version that this errcat reads"
        => "write `schema = 1`, or use a newer errcat";
    UnknownKey Fault "unknown-key":
        "every key is one that errcat knows"
        => "remove the key";
    MissingKey Fault "missing-key":
        "every required key is there"
        => "add the key";
    WrongType Fault "wrong-type":
        "every value has the type that its key asks for"
        => "write a value of that type";
    InvalidTableName Fault "invalid-table-name":
        "a table's name is snake case, no Rust keyword, and neither `catalog` nor `tables`"
        => "write it as in `rest` or `billing_api`: lower-case letters, digits and single underscores";
    UndeclaredTable Fault "undeclared-table":
        "every table of entries is declared under `[tables]`"
        => "declare it with a header of its own";
    TableWithoutEntries Fault "table-without-entries":
        "a declared table has an entry"
        => "add an entry, or remove the declaration";
    UnknownCodeType Fault "unknown-code-type":
        "a table's `type` is one of the code types"
        => "write one of u8, u16, u32, u64, i16, i32, i64, string";
    InvalidName Fault "invalid-name":
        "a name is an identifier in ASCII that starts with an upper-case letter, no Rust keyword, and not `ALL`"
        => "write it as in `MeetingNotFound`";
    DuplicateName Fault "duplicate-name":
        "a name stands once in its table, aliases and former names included, and an enum's name once in the catalog"
        => "give each a name of its own";
    DuplicateCode Fault "duplicate-code":
        "a code stands once in its table, whether as `code` or in `also`"
        => "give each entry a code of its own";
    CodeOutOfRange Fault "code-out-of-range":
        "a code is a value of its table's code type; a string has 1 to 256 characters, none of them a control character, and no white space at its ends"
        => "change the code, or the table's code type";
    ReservedCode Fault "reserved-code":
        "no entry has a code that its table reserves"
        => "take another code: this one had a meaning before, or will have one";
    ReservedName Fault "reserved-name":
        "no entry has a name that its table reserves"
        => "take another name: this one had a meaning before, or will have one";
    InvalidRange Fault "invalid-range":
        "a reserved range is of integers, and its `from` is not greater than its `to`"
        => "exchange `from` and `to`, or list string codes one by one in `codes`";
    SuccessCodeUsed Fault "success-code-used":
        "no entry has a code that its table lists as `success`, unless its severity is success"
        => "remove it from `success`, or write `severity = \"success\"`";
    UnknownClass Fault "unknown-class":
        "a class that is named is declared in its table"
        => "declare it with a header of its own";
    InvalidPrefix Fault "invalid-prefix":
        "a class's `prefix` is what string codes start with, and no other class has it"
        => "write what the codes of the class start with, as in \"23\"";
    PrefixMismatch Fault "prefix-mismatch":
        "every code of an entry, those in `also` included, starts with the prefix of its class"
        => "name another class, or none: the prefix chooses it";
    UnknownCategory Fault "unknown-category":
        "a category is one of the 16 of google.rpc.Code"
        => "write one of cancelled, unknown, invalid-argument, deadline-exceeded, not-found, already-exists, permission-denied, unauthenticated, resource-exhausted, failed-precondition, aborted, out-of-range, unimplemented, internal, unavailable, data-loss";
    UnknownRetry Fault "unknown-retry":
        "`retry` is one of its forms"
        => "write \"never\", \"transient\", \"throttled\", { throttled = \"1m\" } or { remedy = \"refresh-token\" }";
    UnknownRetrySafety Fault "unknown-retry-safety":
        "`retry_safe` is one of its two words"
        => "write \"always\" or \"if-idempotent\"";
    UnknownRemedy Fault "unknown-remedy":
        "a remedy is one of the five that errcat knows or one that the catalog declares"
        => "declare it: remedies = { my-remedy = \"What the caller does first.\" }";
    UnknownPolicy Fault "unknown-policy":
        "a table's `unknown` is \"by-status\" or says what a class says, and never that it is a success"
        => "write \"by-status\" or { retry = \"never\", retry_safe = \"if-idempotent\" }";
    InvalidRemedy Fault "invalid-remedy":
        "a declared remedy has a name in kebab case that errcat does not use itself, and a text"
        => "write remedies = { refresh-metadata = \"Fetch the cluster metadata again.\" }";
    UnknownSeverity Fault "unknown-severity":
        "a severity is one of the words of RFC 5424, or success"
        => "write one of success, debug, informational, notice, warning, error, critical, alert, emergency";
    UnknownRole Fault "unknown-role":
        "a catalog's `role` is one of its two words"
        => "write \"own\" or \"mirror\"";
    UnknownStability Fault "unknown-stability":
        "an entry's `stability` is one of its two words"
        => "write \"draft\" or \"stable\"";
    InvalidAllow Fault "invalid-allow":
        "a table's `allow` names rules whose diagnostics are warnings"
        => "write the id of a warning, as in [\"final-stop\"]";
    DeprecatedUseUnknown Fault "deprecated-use-unknown":
        "what a deprecated entry says to use is another entry of its table, and not deprecated itself"
        => "name an entry that is in use";
    InvalidDuration Fault "invalid-duration":
        "a duration is one whole number from 1 and one unit, and no longer than 366 days"
        => "write it as in \"500ms\", \"30s\", \"1m\", \"2h\" or \"1d\"";
    HttpOutOfRange Fault "http-out-of-range":
        "an HTTP status is that of a final response, 200 to 599 (RFC 9110, section 15)"
        => "write a status from 200 to 599";
    InvalidLocale Fault "invalid-locale":
        "a locale is a well-formed BCP 47 language tag and is listed once"
        => "write it as in \"en\", \"zh-Hans\" or \"pt-BR\"";
    MissingLocale Fault "missing-locale":
        "a text that is there has every locale of the catalog"
        => "add the text in that locale";
    UndeclaredLocale Fault "undeclared-locale":
        "a text has no locale that the catalog does not list"
        => "add it to `locales`, or remove the text";
    EmptyMessage Fault "empty-message":
        "a text that is there says something"
        => "write the text, or remove the key: without a message, the name is shown in words";
    InvalidParam Fault "invalid-param":
        "an entry has at most 32 params; a param has a name in snake case, an example of its type, and `absent` only where it is `optional`, which a sensitive one is not"
        => "write it as in `days_left`";
    UnknownParamType Fault "unknown-param-type":
        "a param has one of the types of params"
        => "write one of string, bool, u8, u16, u32, u64, i16, i32, i64, f64";
    UndeclaredParam Fault "undeclared-param":
        "what a message names is a param of its entry"
        => "declare it: params = { name = \"string\" }";
    ParamMismatch Fault "param-mismatch":
        "the message uses the same params in every locale"
        => "use the param in each locale, or in none";
    MissingAbsent Fault "missing-absent":
        "an optional param that a message shows has a text for its absence"
        => "say what stands there without it: { type = \"u32\", optional = true, absent = \"an unknown number\" }";
    SensitiveInMessage Fault "sensitive-in-message":
        "no message uses a sensitive param"
        => "take it out of the message, or say that it is not sensitive";
    InvalidTemplate Fault "invalid-template":
        "in a message with params, braces hold the name of a param, and {{ and }} mean themselves"
        => "write it as in \"{used} of {limit}\"";
    InvalidPlural Fault "invalid-plural":
        "a plural goes by an integer and has the forms that CLDR gives the locale"
        => "write it as in { plural = \"days\", one = \"{days} day\", other = \"{days} days\" }";
    InvalidSelect Fault "invalid-select":
        "a select goes by a string or a boolean and has a form for every value"
        => "write it as in { select = \"kind\", card = \"the card\", other = \"the account\" }";
    InvalidPointer Fault "invalid-pointer":
        "a place in an envelope is a JSON Pointer (RFC 6901) or `header:` and a header's name (RFC 9110)"
        => "write it as in \"/error/code\" (with ~0 for ~ and ~1 for /) or \"header:Retry-After\"";
    InvalidUrl Fault "invalid-url":
        "`url` is an absolute http or https URL without white space"
        => "write it as in \"https://example.com/errors\"";
    FinalStop Style "final-stop":
        "a message carries no final full stop, since it ends up inside longer lines"
        => "remove the full stop";
}
