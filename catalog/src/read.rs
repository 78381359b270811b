//! Reads the parts of the model from the TOML tree. A part that cannot be read is reported and replaced by a placeholder,
//! so that the parts after it are read as well.
//!
//! `entry` depends on `table`, `table` on `class`, and all on `header`; none of them the other way round.

mod attributes;
mod class;
mod code;
mod entry;
mod envelope;
mod extra;
mod forms;
mod header;
mod lifecycle;
mod message;
mod params;
mod policy;
mod sets;
mod table;
mod template;
mod text;
mod url;
mod value;

pub(crate) use entry::{EntryDraft, Parent, read_entry};
pub(crate) use envelope::locations_of;
pub(crate) use header::{Header, check_schema, read_header};
pub(crate) use sets::{SETS, SetDraft, read_sets};
pub(crate) use table::{TableDraft, read_table};
pub(crate) use template::is_forms;
pub(crate) use url::fill_urls;
