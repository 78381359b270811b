//! A module with its own folder, and macros that call `codes!`.

pub(crate) mod nested;

/// Takes the path as a literal, which the caller writes in another file than this.
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
