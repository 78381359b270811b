//! What generated code names. It is not part of the public API and changes with every release.

pub extern crate alloc;
pub use core;

pub use errcat_macros::codes;
pub use errcat_types::{ParamKind, PluralCategory, ProblemStatus, plural_rules};

pub use crate::entry::{CodeOrField, Entries, any_code_of, erase, not_in_set};
pub use crate::failure::{code_among, failure_of_set};
pub use crate::message::{MessageValue, ParamField, Part, Template, fit};
pub use crate::table::{
    ClassCodes, CodeClass, CodeLocations, CodeRange, Codes, Column, Defaults, EntryParam, EntryParams,
    EntryPolicy, Envelope, ExtraLocation, FailedLocation, FlagLocation, ItemsEnvelope, Location, Mark,
    Overrides, Parts, PerfectHash, PointerTree, Refinement, Table, TextIndex, Texts, WaitLocation, WaitUnit,
};
pub use crate::{
    __implement as implement, __implement_params as implement_params, __implement_serde as implement_serde,
    __implement_set as implement_set, __implement_set_params as implement_set_params,
};

pub use crate::union::{AnyFailure, IntoFailure, UnionOf, UnionTable};

#[cfg(feature = "axum")]
pub use ::axum;
#[cfg(feature = "http")]
pub use ::http;
#[cfg(feature = "tonic")]
pub use ::tonic;

#[cfg(feature = "json")]
pub use crate::union::UnionDecoder;

#[cfg(feature = "serde")]
pub use crate::wire::{deserialize_integer, deserialize_string, serialize_code};
#[cfg(feature = "serde")]
pub use serde_core;
