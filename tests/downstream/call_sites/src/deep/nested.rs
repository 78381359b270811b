//! A module in a folder below the crate's.

errcat::codes!("../../codes.toml", vis = pub(crate), tables = [payment]);
