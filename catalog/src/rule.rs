//! Defines the rules: for each its id and level, what must hold, and the help that a diagnostic has by default.

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The catalog is invalid, and a build of it fails.
    Error,
    /// The catalog is valid, but should be changed. A build of it succeeds.
    Warning,
}

impl Level {
    /// Returns the word that a diagnostic begins with: `error` or `warning`.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

macro_rules! rules {
    ($($variant:ident $level:ident $id:literal: $description:literal => $help:literal;)*) => {
        /// A check that finds diagnostics. Its [id](Rule::id) is stable.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = concat!("`", $id, "`: ", $description, ".")] $variant,)*
        }

        impl Rule {
            /// Every rule, in the order in which the documentation lists them.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),*];

            /// Returns the rule's stable name, such as `duplicate-code`.
            pub const fn id(self) -> &'static str {
                match self { $(Rule::$variant => $id,)* }
            }

            /// Returns the level of the rule's diagnostics.
            pub const fn level(self) -> Level {
                match self { $(Rule::$variant => Level::$level,)* }
            }

            /// Returns what must hold, as a clause.
            pub const fn description(self) -> &'static str {
                match self { $(Rule::$variant => $description,)* }
            }

            /// Returns what to do if it does not hold, for a diagnostic that has no more specific help.
            pub const fn help(self) -> &'static str {
                match self { $(Rule::$variant => $help,)* }
            }
        }
    };
}

impl Rule {
    /// Returns whether the rule is about the keys and words of this format, as opposed to the names in a catalog.
    pub(crate) const fn is_about_words_of_errcat(self) -> bool {
        matches!(
            self,
            Rule::UnknownKey
                | Rule::UnknownCodeType
                | Rule::UnknownCategory
                | Rule::UnknownRetry
                | Rule::UnknownRetrySafety
                | Rule::UnknownPolicy
                | Rule::UnknownSeverity
                | Rule::UnknownExposure
                | Rule::UnknownRecovery
                | Rule::UnknownProblemStatus
                | Rule::UnknownRole
                | Rule::UnknownStability
                | Rule::UnknownParamType
                | Rule::UnknownParamCase
                | Rule::InvalidAllow
        )
    }
}

rules! {
    Unreadable Error "unreadable":
        "a catalog is a UTF-8 file of at most 32 MiB"
        => "give the path of a `codes.toml` file";
    Syntax Error "syntax":
        "a catalog is valid TOML"
        => "see the TOML specification, https://toml.io";
    UnsupportedSchema Error "unsupported-schema":
        "`schema` is a version that this version of errcat supports"
        => "use `schema = 1`, or a newer version of errcat";
    UnknownKey Error "unknown-key":
        "every key is one that errcat defines"
        => "remove the key";
    MissingKey Error "missing-key":
        "every required key is present"
        => "add the key";
    WrongType Error "wrong-type":
        "every value has the type that its key requires"
        => "write a value of that type";
    InvalidTableName Error "invalid-table-name":
        "a table name is snake case, not a Rust keyword, and neither `catalog` nor `tables`"
        => "use lowercase letters, digits and single underscores, such as `rest` or `billing_api`";
    UndeclaredTable Error "undeclared-table":
        "every table with entries is declared under `[tables]`"
        => "declare it with a header of its own, such as [tables.rest]";
    TableWithoutEntries Error "table-without-entries":
        "every declared table has at least one entry"
        => "add an entry, or remove the declaration";
    UnknownCodeType Error "unknown-code-type":
        "a table's `type` is one of the code types"
        => "use one of u8, u16, u32, u64, i16, i32, i64, string";
    InvalidName Error "invalid-name":
        "a name is an ASCII identifier that starts with an uppercase letter, is not a Rust keyword, and is not `ALL`"
        => "use an identifier that starts with an uppercase letter, such as `MeetingNotFound`";
    DuplicateName Error "duplicate-name":
        "a name is used once in its table, including aliases and former names, and an enum name once in the catalog"
        => "use a different name";
    DuplicateCode Error "duplicate-code":
        "a code is used once in its table and in its code space, as `code` or in `also`, and a subcode once for the entry that it refines"
        => "use a different code for each entry";
    CodeOutOfRange Error "code-out-of-range":
        "a code is a value of its table's code type; a string has 1 to 256 bytes, without control characters and without whitespace at either end"
        => "use a code that fits, or change the table's `type`";
    ReservedCode Error "reserved-code":
        "no entry has a code that its table reserves"
        => "use a different code: this one had another meaning, or is kept for one";
    ReservedName Error "reserved-name":
        "no entry has a name that its table reserves"
        => "use a different name: this one had another meaning, or is kept for one";
    InvalidRange Error "invalid-range":
        "a range of codes consists of integers, its `from` is not greater than its `to`, and the ranges of two classes do not overlap"
        => "swap `from` and `to`, or list string codes one by one";
    InvalidRefinement Error "invalid-refinement":
        "an entry that refines another one has `of`, the name of an entry of its table with a code of its own, and `subcode`; it has neither `code` nor `also`, and neither of the two is a success"
        => "write of = \"AccessTokenInvalid\" and subcode = 463, without `code`";
    SuccessCodeUsed Error "success-code-used":
        "no entry has a code that its table lists in `success`, unless its severity is `success`"
        => "remove the code from `success`, or add `severity = \"success\"` to the entry";
    UnknownClass Error "unknown-class":
        "every class that is named is declared in its table"
        => "declare the class with a header of its own";
    InvalidPrefix Error "invalid-prefix":
        "a class's `prefix` is the beginning of string codes, and no two classes have the same"
        => "write what the codes of the class start with, such as \"23\"";
    ClassMismatch Error "class-mismatch":
        "every code of an entry, including those in `also`, starts with the prefix of its class, or is in one of its ranges"
        => "use another class, or remove `class`: the code selects it";
    UnknownCategory Error "unknown-category":
        "a category is one of the 16 codes of google.rpc.Code"
        => "use one of cancelled, unknown, invalid-argument, deadline-exceeded, not-found, already-exists, permission-denied, unauthenticated, resource-exhausted, failed-precondition, aborted, out-of-range, unimplemented, internal, unavailable, data-loss";
    UnknownRetry Error "unknown-retry":
        "`retry` has one of its five forms"
        => "use \"never\", \"transient\", \"throttled\", { throttled = \"1m\" } or { remedy = \"refresh-token\" }";
    UnknownRetrySafety Error "unknown-retry-safety":
        "`retry_safe` is `always` or `if-idempotent`"
        => "use \"always\" or \"if-idempotent\"";
    UnknownRemedy Error "unknown-remedy":
        "a remedy is one of the five that errcat defines, or one that the catalog declares"
        => "declare it: remedies = { my-remedy = \"What the caller must do first.\" }";
    UnknownPolicy Error "unknown-policy":
        "a table's `unknown` is \"by-status\" or has the keys of a class, and is never a success"
        => "use \"by-status\" or { retry = \"never\", retry_safe = \"if-idempotent\" }";
    InvalidRemedy Error "invalid-remedy":
        "a declared remedy has a name in kebab case that errcat does not define itself, and a description"
        => "write remedies = { refresh-metadata = \"Fetch the cluster metadata again.\" }";
    UnknownSeverity Error "unknown-severity":
        "a severity is one of those of RFC 5424, or `success`"
        => "use one of success, debug, informational, notice, warning, error, critical, alert, emergency";
    UnknownExposure Error "unknown-exposure":
        "an exposure is `public` or `internal`"
        => "use \"public\" or \"internal\"";
    InvalidMask Error "invalid-mask":
        "a mask is a public entry of its table that is not a success"
        => "name an entry that callers may see, or add `exposure = \"public\"` to it";
    UnknownRecovery Error "unknown-recovery":
        "a recovery says who must act: `retry`, `remedy`, `correct` or `escalate`"
        => "use one of retry, remedy, correct, escalate";
    ExitOutOfRange Error "exit-out-of-range":
        "an exit code is 1 to 255"
        => "use an exit code from 1 to 255, such as one of sysexits.h";
    UnknownProblemStatus Error "unknown-problem-status":
        "a table's `problem_status` is `http` or `category`"
        => "use \"http\" or \"category\"";
    InvalidCombined Error "invalid-combined":
        "a table's `combined` is an entry of the table that is not a success"
        => "name the entry that a response with several failures has";
    InvalidSet Error "invalid-set":
        "a set has a name in snake case and lists entries of its table, or classes as in \"class:request\", each once"
        => "write sets as in create = [\"OutOfStock\", \"class:request\"]";
    UnknownRole Error "unknown-role":
        "a catalog's `role` is `own` or `mirror`"
        => "use \"own\" or \"mirror\"";
    UnknownStability Error "unknown-stability":
        "an entry's `stability` is `draft` or `stable`"
        => "use \"draft\" or \"stable\"";
    InvalidAllow Error "invalid-allow":
        "a table's `allow` lists rules whose diagnostics are warnings"
        => "use the id of a warning, such as [\"final-stop\"]";
    DeprecatedUseUnknown Error "deprecated-use-unknown":
        "the replacement of a deprecated entry is another entry of its table that is not deprecated"
        => "name an entry that is not deprecated";
    InvalidDuration Error "invalid-duration":
        "a duration is a whole number greater than 0 with a unit, and at most 366 days"
        => "write a number and a unit, such as \"500ms\", \"30s\", \"1m\", \"2h\" or \"1d\"";
    HttpOutOfRange Error "http-out-of-range":
        "an HTTP status is that of a final response, 200 to 599 (RFC 9110, section 15)"
        => "use a status from 200 to 599";
    InvalidLocale Error "invalid-locale":
        "a locale is a well-formed BCP 47 language tag, and is listed once"
        => "use a BCP 47 language tag, such as \"en\", \"zh-Hans\" or \"pt-BR\"";
    MissingLocale Error "missing-locale":
        "every text is given in every locale of the catalog"
        => "add the text in that locale";
    UndeclaredLocale Error "undeclared-locale":
        "every locale of a text is listed in the catalog's `locales`"
        => "add it to `locales`, or remove the text";
    EmptyMessage Error "empty-message":
        "no text is empty"
        => "write a text, or remove the key: an entry without a message shows its name in words";
    InvalidParam Error "invalid-param":
        "an entry has at most 32 params; a param has a name in snake case, a wire name that no other param of the entry has, an example of its type, and `absent` only if it is `optional`, which a sensitive param is not"
        => "use snake case, such as `days_left`";
    UnknownParamType Error "unknown-param-type":
        "the type of a param or of an attribute is one of the param types"
        => "use one of string, bool, u8, u16, u32, u64, i16, i32, i64, f64";
    UnknownParamCase Error "unknown-param-case":
        "a table's `param_case` is one of the five cases"
        => "use one of snake, camel, pascal, kebab, screaming-snake";
    UndeclaredParam Error "undeclared-param":
        "every param that a message names is declared in its entry"
        => "declare it: params = { name = \"string\" }";
    ParamMismatch Error "param-mismatch":
        "a message uses the same params in every locale"
        => "use the param in every locale, or in none";
    MissingAbsent Error "missing-absent":
        "an optional param that a message shows has a text for an absent value"
        => "add the text to show when there is no value, such as absent = \"an unknown number\"";
    SensitiveInMessage Error "sensitive-in-message":
        "a sensitive param never appears in a message"
        => "remove it from the message, or remove `sensitive` from the param";
    SensitiveInEnvelope Error "sensitive-in-envelope":
        "no location in an envelope leads to the value of a sensitive param, whose only location is in the object of `params`"
        => "remove the location: the value of a sensitive param is reachable by the name of the param only";
    InvalidTemplate Error "invalid-template":
        "in a message with params, braces contain the name of a param, and {{ and }} are literal braces"
        => "write placeholders as in \"{used} of {limit}\"";
    InvalidPlural Error "invalid-plural":
        "`plural` names an integer param, and there is a form for each plural category that CLDR defines for the locale"
        => "write { plural = \"days\", one = \"{days} day\", other = \"{days} days\" }";
    InvalidSelect Error "invalid-select":
        "`select` names a string or boolean param, and there is a form for every value"
        => "write { select = \"kind\", card = \"the card\", other = \"the account\" }";
    InvalidPointer Error "invalid-pointer":
        "a location in an envelope is a JSON Pointer (RFC 6901), or `header:` and the name of a header (RFC 9110); an envelope has at most 32 and so have its items, a pointer has at most 32 tokens, and what is read there is not ambiguous"
        => "write a JSON Pointer, such as \"/error/code\" (with ~0 for ~ and ~1 for /), or a header, such as \"header:Retry-After\"";
    InvalidExtra Error "invalid-extra":
        "a value in `extra` of an entry or a class is one of the `extra` in its table's envelope, whose only `default` is \"code\""
        => "add its location to the envelope: extra = { name = \"/name\" }";
    InvalidDomain Error "invalid-domain":
        "a catalog's `domain` is a DNS name in lower case with at least two labels, and with it no entry has a name of more than 63 characters in upper snake case (AIP-193)"
        => "use a domain that you own, such as \"billing.example.com\"";
    InvalidAttribute Error "invalid-attribute":
        "a catalog declares at most 32 attributes; an attribute has a name in snake case that is neither a Rust keyword nor a method of every enum, is not `required` if it has a `default`, and its values fit in its type"
        => "use a name in snake case that no method of every enum has, such as `owner`";
    UnknownAttribute Error "unknown-attribute":
        "an attribute of an entry or a class is one that the catalog declares"
        => "declare it in [catalog.attributes], such as owner = \"string\"";
    InvalidUrl Error "invalid-url":
        "`url` is an absolute http or https URL without whitespace; that of the catalog has {code} or {name}, and may have {table}"
        => "write the whole URL, such as \"https://example.com/errors\"";
    FinalStop Warning "final-stop":
        "a message does not end with a full stop, since it is shown inside longer lines"
        => "remove the full stop: messages are shown inside longer lines";
}
