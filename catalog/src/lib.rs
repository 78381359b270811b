//! Reads and checks a `codes.toml`: [`load`] returns a [`Catalog`] or all diagnostics.
//!
//! errcat's build-time macro and its command both use this crate.
//! It is pure: it opens no file, reads no environment, and knows no Rust tokens.
//!
//! ```
//! use errcat_catalog::{Source, load};
//!
//! let text = r#"
//! [catalog]
//! schema = 1
//! name = "shop"
//! locales = ["en"]
//!
//! [tables.order]
//! type = "u16"
//!
//! [order.OutOfStock]
//! code = 17
//! category = "failed-precondition"
//! message = "Nothing is left of this item"
//! "#;
//!
//! let catalog = load(&Source::from_text("codes.toml", text)).unwrap();
//! let entry = &catalog.tables[0].entries[0];
//! assert_eq!(entry.name, "OutOfStock");
//! assert_eq!(entry.http, 400); // the category's canonical status
//!
//! let source = Source::from_text("codes.toml", &text.replace("failed-", "faild-"));
//! let diagnostics = load(&source).unwrap_err();
//! assert_eq!(diagnostics[0].rule.id(), "unknown-category");
//! assert!(diagnostics[0].help.contains("failed-precondition"));
//! ```

mod source;

mod diagnostic;
mod render;
mod rule;
mod terminal;

mod attribute;
mod duration;
mod locale;
mod model;
mod name;
mod near;
mod param;
mod pieces;
mod template;
mod value;

mod check;
mod extends;
mod fields;
mod findings;
mod read;
mod synonym;
mod syntax;
mod unclosed;

pub use attribute::Attribute;
pub use check::{Checked, check, check_together, load};
pub use diagnostic::{Diagnostic, Fix, Related};
pub use errcat_types::{
    Category, CodeType, Exposure, ParamCase, ParamType, PluralCategory, PluralRule, ProblemStatus, Recovery,
    Repeat, RetrySafety, Role, Severity, Stability, Visible,
};
pub use locale::{Locale, Texts};
pub use model::{
    Catalog, Class, Code, CodeLocations, CustomRemedy, Defaults, Deprecated, Entry, Envelope, Extra, Failed,
    Items, Location, Mark, Model, Parts, Refinement, Remedy, Reserved, Retry, RetryAfter, Set, ShouldRetry,
    Table, WaitUnit,
};
pub use name::{ENUM_METHODS, is_keyword, module_name};
pub use near::nearest;
pub use param::Param;
pub use render::{Palette, Rendered};
pub use rule::{Level, Rule};
pub use source::{Position, Source};
pub use template::{Part, PluralForm, Template};
pub use value::Value;
