//! The enums that the targets decode. The test `fuzz_corpora` has a module with the same ones, because a path of `codes!` must
//! be inside the package.

errcat::codes!("../catalogs/every_key.toml");
errcat::codes!("../catalogs/gateway.toml");
errcat::codes!("../catalogs/messages.toml");
errcat::codes!("../catalogs/payments.toml");
errcat::codes!("../catalogs/vendors.toml");

/// Params in the same object as the other parts.
pub mod flat {
    errcat::codes!("../catalogs/flat.toml");
}
