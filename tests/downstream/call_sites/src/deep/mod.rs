//! A module with a folder of its own.

pub(crate) mod nested;

/// The path as one literal, from another file than this.
macro_rules! literal {
    ($path:literal) => {
        errcat::codes!($path, vis = pub(crate));
    };
}

macro_rules! expression {
    ($path:expr) => {
        errcat::codes!($path, vis = pub(crate));
    };
}

macro_rules! tokens {
    ($($arguments:tt)*) => {
        errcat::codes!($($arguments)*);
    };
}

macro_rules! everything {
    ($vis:vis, $path:literal, $tables:tt, $table:ident, $locale:literal) => {
        errcat::codes!($path, tables = $tables, vis = $vis, locale = $locale);

        pub(super) mod only {
            errcat::codes!($path, locale = $locale, tables = [$table], vis = pub(crate));
        }
    };
}
