//! States for every key of the catalogs here which types its value may have, whether it is required, and what is wrong with
//! a value of the right type: the schema, as the header of `codes.toml` explains it.

use errcat_catalog::Rule;

use crate::text::{Node, Type};

/// A key of a catalog.
pub(crate) struct KeyFacts {
    /// The path of its nodes, in which `*` is any name.
    pub(crate) path: &'static str,
    pub(crate) types: &'static [Type],
    /// The rule that its table breaks without it.
    pub(crate) without: Option<Rule>,
    pub(crate) invalid: Invalid,
}

/// What a value of the right type must not be.
pub(crate) enum Invalid {
    /// Anything of that type is valid, or it is tested elsewhere.
    Nothing,
    /// The value is one of some words, or a name of something else: a misspelt one breaks this rule.
    Word(Rule),
    /// These values break this rule.
    Values(Rule, &'static [&'static str]),
}

use Invalid::{Nothing, Values, Word};

const S: &[Type] = &[Type::String];
const I: &[Type] = &[Type::Integer];
const B: &[Type] = &[Type::Boolean];
const A: &[Type] = &[Type::Array];
const T: &[Type] = &[Type::Table];
const A_T: &[Type] = &[Type::Array, Type::Table];
const S_A: &[Type] = &[Type::String, Type::Array];
const S_T: &[Type] = &[Type::String, Type::Table];
const S_I: &[Type] = &[Type::String, Type::Integer];
const I_T: &[Type] = &[Type::Integer, Type::Table];
const S_A_T: &[Type] = &[Type::String, Type::Array, Type::Table];

const fn required(path: &'static str, types: &'static [Type], invalid: Invalid) -> KeyFacts {
    KeyFacts { path, types, without: Some(Rule::MissingKey), invalid }
}

const fn optional(path: &'static str, types: &'static [Type], invalid: Invalid) -> KeyFacts {
    KeyFacts { path, types, without: None, invalid }
}

const fn required_by(rule: Rule, path: &'static str, types: &'static [Type], invalid: Invalid) -> KeyFacts {
    KeyFacts { path, types, without: Some(rule), invalid }
}

/// Neither a JSON Pointer (RFC 6901, section 3) nor the name of a header (RFC 9110, section 5.6.2).
const LOCATION: Invalid =
    Values(Rule::InvalidPointer, &["\"code\"", "\"/~2\"", "\"header:\"", "\"header:X Y\"", "\"header X\""]);
const PARAMS: Invalid = Values(Rule::InvalidPointer, &["\"params\"", "\"header:X-Params\""]);
const TEXT: Invalid = Values(Rule::EmptyMessage, &["\"\"", "\" \"", "\"\\t\""]);
const MESSAGE: Invalid = Values(Rule::EmptyMessage, &["\"\"", "\" \""]);
const STATUS: Invalid = Values(Rule::HttpOutOfRange, &["199", "600", "0", "-404", "1_000_000_000_000"]);
const URL: Invalid = Values(
    Rule::InvalidUrl,
    &["\"\"", "\"https://\"", "\"htps://example.com\"", "\"example.com/a\"", "\"https://example.com/a b\""],
);

/// The keys, from the most special to the most general path. `entry` is the name of a table, and `Entry` that of an entry.
const KEYS: &[KeyFacts] = &[
    optional("catalog", T, Nothing),
    required("catalog/schema", I, Values(Rule::UnsupportedSchema, &["0", "2", "-1", "0x2"])),
    required("catalog/name", S, Nothing),
    optional("catalog/title", S, Nothing),
    optional("catalog/role", S, Word(Rule::UnknownRole)),
    required("catalog/locales", A, Nothing),
    optional("catalog/locales/#", S, Values(Rule::InvalidLocale, &["\"\"", "\"e\"", "\"en us\"", "\"en_\""])),
    optional(
        "catalog/url",
        S,
        Values(
            Rule::InvalidUrl,
            &["\"\"", "\"billing.example/{code}\"", "\"https://a.example\"", "\"https://a.example/{cod}\""],
        ),
    ),
    optional(
        "catalog/domain",
        S,
        Values(Rule::InvalidDomain, &["\"\"", "\"billing\"", "\"Billing.example\"", "\"-.example\""]),
    ),
    optional("catalog/attributes", T, Nothing),
    optional("catalog/attributes/*", S_T, Word(Rule::UnknownParamType)),
    required("catalog/attributes/*/type", S, Word(Rule::UnknownParamType)),
    optional("catalog/attributes/*/required", B, Nothing),
    optional("catalog/attributes/*/default", S, Nothing),
    optional("tables/*", T, Nothing),
    optional(
        "tables/*/enum",
        S,
        Values(Rule::InvalidName, &["\"\"", "\"restError\"", "\"A b\"", "\"Self\""]),
    ),
    optional("tables/*/doc", S, Nothing),
    required("tables/*/type", S, Word(Rule::UnknownCodeType)),
    optional("tables/*/success", A, Nothing),
    optional("tables/*/success/#", I, CODE),
    optional("tables/*/default_class", S, Word(Rule::UnknownClass)),
    optional("tables/*/problem_status", S, Word(Rule::UnknownProblemStatus)),
    optional("tables/*/mask", S, Word(Rule::InvalidMask)),
    optional("tables/*/combined", S, Word(Rule::InvalidCombined)),
    optional("tables/*/envelope", T, Nothing),
    required("tables/*/envelope/code", S_A_T, LOCATION),
    optional("tables/*/envelope/message", S_A, LOCATION),
    optional("tables/*/envelope/trace", S_A, LOCATION),
    optional("tables/*/envelope/params", S_A, PARAMS),
    optional("tables/*/envelope/params/#", S, PARAMS),
    optional("tables/*/envelope/extra", T, Nothing),
    optional("tables/*/envelope/extra/*", S_A_T, LOCATION),
    required("tables/*/envelope/extra/*/at", S_A, LOCATION),
    optional("tables/*/envelope/extra/*/default", S, Word(Rule::InvalidExtra)),
    optional("tables/*/envelope/items", T, Nothing),
    required("tables/*/envelope/items/at", S_A, IN_BODY),
    required("tables/*/envelope/items/code", S_A_T, IN_BODY),
    optional("tables/*/envelope/items/message", S_A, IN_BODY),
    optional("tables/*/envelope/items/params", S_A, IN_BODY),
    optional("tables/*/envelope/items/pointer", S_A, IN_BODY),
    optional("tables/*/envelope/items/extra", T, Nothing),
    optional("tables/*/envelope/items/extra/*", S_A_T, IN_BODY),
    optional("tables/*/envelope/items/*/#", S, IN_BODY),
    optional("tables/*/envelope/*/#", S, LOCATION),
    optional("tables/*/classes/*", T, Nothing),
    optional("tables/*/classes/*/http", I, STATUS),
    optional("*/sets", T, Nothing),
    optional("*/sets/*", A_T, Nothing),
    optional("*/sets/*/#", S, Word(Rule::InvalidSet)),
    optional("*/*", T, Nothing),
    required("*/*/code", I, CODE),
    optional("*/*/also", A, Nothing),
    optional("*/*/also/#", I_T, CODE),
    optional("*/*/former", A, Nothing),
    optional("*/*/former/#", S, Values(Rule::InvalidName, &["\"\"", "\"duplicate\"", "\"A-B\"", "\"ALL\""])),
    optional("*/*/class", S, Word(Rule::UnknownClass)),
    optional("*/*/category", S, Word(Rule::UnknownCategory)),
    optional("*/*/http", I, STATUS),
    optional("*/*/retry", S_T, Word(Rule::UnknownRetry)),
    // A table has one of the two.
    required_by(
        Rule::UnknownRetry,
        "*/*/retry/throttled",
        S,
        Values(Rule::InvalidDuration, &["\"\"", "\"1\"", "\"m\"", "\"m1\"", "\"1 m\"", "\"0s\"", "\"367d\""]),
    ),
    required_by(Rule::UnknownRetry, "*/*/retry/remedy", S, Word(Rule::UnknownRemedy)),
    optional("*/*/retry_safe", S, Word(Rule::UnknownRetrySafety)),
    optional("*/*/severity", S, Word(Rule::UnknownSeverity)),
    optional("*/*/exposure", S, Word(Rule::UnknownExposure)),
    optional("*/*/extra", T, Nothing),
    optional("*/*/extra/*", S_I, Values(Rule::CodeOutOfRange, &["\"\"", "18446744073709551616"])),
    optional("*/*/message", T, Nothing),
    required_by(Rule::MissingLocale, "*/*/message/*", S_T, MESSAGE),
    optional("*/*/title", T, Nothing),
    required_by(Rule::MissingLocale, "*/*/title/*", S, TEXT),
    optional("*/*/help", T, Nothing),
    required_by(Rule::MissingLocale, "*/*/help/*", S, TEXT),
    optional("*/*/seen", A, Nothing),
    optional("*/*/seen/#", S, Nothing),
    optional("*/*/url", S, URL),
    optional("*/*/since", S, Nothing),
    optional("*/*/params", T, Nothing),
    optional("*/*/params/*", S_T, Word(Rule::UnknownParamType)),
    required("*/*/params/*/type", S, Word(Rule::UnknownParamType)),
    optional("*/*/params/*/sensitive", B, Nothing),
    optional("*/*/params/*/doc", S, Nothing),
    optional("*/*/deprecated", T, Nothing),
    optional("*/*/deprecated/since", S, Nothing),
    optional("*/*/deprecated/note", S, Nothing),
    optional("*/*/deprecated/use", S, Word(Rule::DeprecatedUseUnknown)),
    // The forms of a message: without these two keys it is a table that is none of forms.
    required_by(Rule::WrongType, "*/*/message/*/plural", S, Word(Rule::UndeclaredParam)),
    required_by(Rule::WrongType, "*/*/message/*/select", S, Word(Rule::UndeclaredParam)),
    // English has the plural forms `one` and `other` (CLDR); a select has any forms beside `other`.
    required_by(Rule::InvalidPlural, "*/QuotaExceeded/message/*/*", S_T, MESSAGE),
    required_by(Rule::InvalidSelect, "*/CardDeclined/message/*/other", S_T, MESSAGE),
    optional("*/CardDeclined/message/*/*", S_T, MESSAGE),
];

/// The types of codes in the catalogs here have 32 bits.
const CODE: Invalid = Values(Rule::CodeOutOfRange, &["4_294_967_296", "0x1_0000_0000", "-2_147_483_649"]);

/// The parts of an item are in the body.
const IN_BODY: Invalid = Values(Rule::InvalidPointer, &["\"code\"", "\"header:X-Code\""]);

/// Returns what is known of the key of a node.
///
/// # Panics
///
/// Panics if there is no row for it.
pub(crate) fn facts(node: &Node) -> &'static KeyFacts {
    let found = KEYS.iter().find(|facts| node.is(facts.path));
    found.unwrap_or_else(|| panic!("`{}` has no row in KEYS", node.name()))
}
