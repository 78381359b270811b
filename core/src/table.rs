//! The static table behind a generated enum, as the macro lays it out, and the look-ups in it.

mod column;
mod defaults;
mod entries;
mod envelope;
mod perfect_hash;
mod texts;

pub use column::Column;
pub use defaults::{ClassCodes, CodeClass, Defaults, Overrides};
pub use entries::{CodeRange, Codes, EntryParam, EntryParams, EntryPolicy, Refinement, Table, TextIndex};
pub use envelope::{
    CodeLocations, Envelope, ExtraLocation, FailedLocation, FlagLocation, ItemsEnvelope, Location, Mark,
    Parts, PointerTree, WaitLocation, WaitUnit,
};
pub use perfect_hash::PerfectHash;
pub use texts::Texts;
