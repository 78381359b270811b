mod inner {
    errcat::codes!("../codes.toml", tables = [order], vis = pub(self));

    pub mod deeper {
        errcat::codes!("../codes.toml", tables = [payment], vis = pub(in crate::inner));

        pub const DECLINED: super::deeper::PaymentError = PaymentError::Declined;
    }

    pub const fn code() -> u16 {
        deeper::DECLINED.http_status() + OrderError::OutOfStock.code()
    }
}

pub const SUM: u16 = inner::code();
pub use inner::OrderError;
pub use inner::deeper::PaymentError;
