//! A package with a macro that contains a call: every package of `ui/packages` depends on it.

#[doc(hidden)]
pub use errcat;

#[macro_export]
macro_rules! errors {
    () => {
        $crate::errcat::codes!("../codes.toml");
    };
}
