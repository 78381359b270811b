//! What a catalog says of codes that it does not list, as the macro lays it out.

use errcat_types::{Exposure, Recovery};

use crate::code::WireCode;
use crate::policy::{Category, Retry, RetrySafety, Severity, Treatment};

/// The defaults of a class, or of all codes that a table does not have. What they leave open comes from elsewhere.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Defaults {
    pub http: Option<u16>,
    pub category: Option<Category>,
    pub retry: Option<Retry>,
    pub retry_safety: Option<RetrySafety>,
    pub severity: Option<Severity>,
    pub overrides: Overrides,
}

/// What the catalog states that the category would say otherwise.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Overrides {
    pub exposure: Option<Exposure>,
    /// The index of the entry that leaves the service in place of an internal one.
    pub mask: Option<u32>,
    pub recovery: Option<Recovery>,
    pub exit: Option<u8>,
}

impl Overrides {
    /// States nothing.
    pub const NONE: Overrides = Overrides { exposure: None, mask: None, recovery: None, exit: None };

    /// Returns these, and where they state nothing, others.
    pub(crate) fn or(self, other: Overrides) -> Overrides {
        Overrides {
            exposure: self.exposure.or(other.exposure),
            mask: self.mask.or(other.mask),
            recovery: self.recovery.or(other.recovery),
            exit: self.exit.or(other.exit),
        }
    }

    /// Returns who must act after an error of a category.
    pub(crate) const fn recovery(&self, category: Category, retry: &Retry) -> Recovery {
        match self.recovery {
            Some(recovery) => recovery,
            None => retry.recovery(category),
        }
    }
}

/// A class that codes select.
#[doc(hidden)]
#[derive(Debug)]
pub struct CodeClass {
    pub codes: ClassCodes,
    pub name: &'static str,
    pub defaults: Defaults,
}

/// The codes that select a class.
#[doc(hidden)]
#[derive(Debug)]
pub enum ClassCodes {
    /// Those that start with a text.
    Prefix(&'static str),
    /// Those from the first to the second, both ends included.
    Range(i128, i128),
}

impl ClassCodes {
    /// Returns whether a code is among them.
    pub(crate) fn contains(&self, code: &WireCode<'_>) -> bool {
        match (self, code) {
            (ClassCodes::Prefix(prefix), WireCode::Text(text)) => text.starts_with(prefix),
            (ClassCodes::Range(from, to), WireCode::Number(number)) => (from..=to).contains(&number),
            (ClassCodes::Prefix(_), WireCode::Number(_)) | (ClassCodes::Range(..), WireCode::Text(_)) => {
                false
            }
        }
    }
}

impl Defaults {
    /// Leaves everything open.
    pub const NONE: Defaults = Defaults {
        http: None,
        category: None,
        retry: None,
        retry_safety: None,
        severity: None,
        overrides: Overrides::NONE,
    };

    /// Returns a treatment in which these defaults take precedence. A category brings its own retry and retry safety.
    pub(crate) fn apply(&self, base: Treatment) -> Treatment {
        let by_category = self.category.map_or(base, Treatment::of);
        Treatment {
            category: by_category.category,
            retry: self.retry.unwrap_or(by_category.retry),
            retry_safety: self.retry_safety.unwrap_or(by_category.retry_safety),
            severity: self.severity.unwrap_or(base.severity),
        }
    }
}
