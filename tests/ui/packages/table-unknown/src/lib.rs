errcat::codes!("../codes.toml", tables = [orders, payment]);
pub mod nothing_near {
    errcat::codes!("../codes.toml", tables = [shipping]);
}

/// The tables that the catalog has are there.
pub const DECLINED: PaymentError = PaymentError::Declined;
