//! TOML tree in, the parts of the model out. Each part that cannot be read is reported and stood in for, so that the
//! parts behind it are read as well.

mod code;
mod entry;
mod envelope;
mod forms;
mod header;
mod lifecycle;
mod message;
mod params;
mod policy;
mod table;
mod template;
mod text;

pub(crate) use entry::{EntryDraft, read_entry};
pub(crate) use header::{Header, read_header};
pub(crate) use table::{TableDraft, read_table};
