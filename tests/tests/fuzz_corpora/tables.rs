//! The enums that the targets decode, as in `fuzz/src/tables.rs`: a path of `codes!` must be inside the package.

errcat::codes!("../../wire/every_key.toml");
errcat::codes!("../../wire/gateway.toml");
errcat::codes!("../../wire/messages.toml");
errcat::codes!("../../wire/payments.toml");
errcat::codes!("../../wire/vendors.toml");

/// Params in the same object as the other parts.
pub mod flat {
    errcat::codes!("../../wire/flat.toml");
}
