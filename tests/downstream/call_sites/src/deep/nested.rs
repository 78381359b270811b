//! A module in a subfolder.

errcat::codes!("../../codes.toml", vis = pub(crate), tables = [payment]);
