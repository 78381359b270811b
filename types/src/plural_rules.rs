//! CLDR's plural rules for whole numbers, a function for each, so that a program links only those that its locales need.
//!
//! [`PluralRule`](crate::PluralRule) says which languages each is for, and from where.

#![allow(missing_docs)] // the rows of `PluralRule` say which languages each function is for

use crate::plural::PluralCategory::{self, Few, Many, One, Other, Two, Zero};

pub const fn only_other(_: u64) -> PluralCategory {
    Other
}

pub const fn one_is_1(n: u64) -> PluralCategory {
    match n {
        1 => One,
        _ => Other,
    }
}

pub const fn one_is_0_or_1(n: u64) -> PluralCategory {
    match n {
        0 | 1 => One,
        _ => Other,
    }
}

/// Icelandic, Macedonian.
pub const fn one_ends_in_1(n: u64) -> PluralCategory {
    if n % 10 == 1 && n % 100 != 11 { One } else { Other }
}

pub const fn filipino(n: u64) -> PluralCategory {
    match n % 10 {
        4 | 6 | 9 => Other,
        _ => One,
    }
}

pub const fn tamazight(n: u64) -> PluralCategory {
    match n {
        0 | 1 | 11..=99 => One,
        _ => Other,
    }
}

pub const fn zero_and_one(n: u64) -> PluralCategory {
    match n {
        0 => Zero,
        1 => One,
        _ => Other,
    }
}

pub const fn latvian(n: u64) -> PluralCategory {
    match (n % 10, n % 100) {
        (0, _) | (_, 11..=19) => Zero,
        (1, _) => One,
        _ => Other,
    }
}

pub const fn one_and_two(n: u64) -> PluralCategory {
    match n {
        1 => One,
        2 => Two,
        _ => Other,
    }
}

/// Italian, Spanish: "un millón de casos", with a word between the number and what is counted.
pub const fn one_is_1_and_millions(n: u64) -> PluralCategory {
    match n {
        1 => One,
        _ if is_whole_millions(n) => Many,
        _ => Other,
    }
}

/// French, and the Portuguese of Brazil.
pub const fn one_is_0_or_1_and_millions(n: u64) -> PluralCategory {
    match n {
        0 | 1 => One,
        _ if is_whole_millions(n) => Many,
        _ => Other,
    }
}

pub const fn czech(n: u64) -> PluralCategory {
    match n {
        1 => One,
        2..=4 => Few,
        _ => Other,
    }
}

pub const fn serbo_croatian(n: u64) -> PluralCategory {
    match (n % 10, n % 100) {
        (_, 11..=14) => Other,
        (1, _) => One,
        (2..=4, _) => Few,
        _ => Other,
    }
}

/// Belarusian, Russian, Ukrainian.
pub const fn slavic_east(n: u64) -> PluralCategory {
    match (n % 10, n % 100) {
        (_, 11..=14) => Many,
        (1, _) => One,
        (2..=4, _) => Few,
        _ => Many,
    }
}

pub const fn polish(n: u64) -> PluralCategory {
    match (n % 10, n % 100) {
        _ if n == 1 => One,
        (_, 12..=14) => Many,
        (2..=4, _) => Few,
        _ => Many,
    }
}

/// Slovenian and the Sorbian languages.
pub const fn slovenian(n: u64) -> PluralCategory {
    match n % 100 {
        1 => One,
        2 => Two,
        3 | 4 => Few,
        _ => Other,
    }
}

pub const fn romanian(n: u64) -> PluralCategory {
    match (n, n % 100) {
        (1, _) => One,
        (0, _) | (_, 1..=19) => Few,
        _ => Other,
    }
}

pub const fn lithuanian(n: u64) -> PluralCategory {
    match (n % 10, n % 100) {
        (_, 11..=19) => Other,
        (1, _) => One,
        (2..=9, _) => Few,
        _ => Other,
    }
}

pub const fn samogitian(n: u64) -> PluralCategory {
    match n {
        2 => Two,
        _ => lithuanian(n),
    }
}

pub const fn tachelhit(n: u64) -> PluralCategory {
    match n {
        0 | 1 => One,
        2..=10 => Few,
        _ => Other,
    }
}

pub const fn scottish_gaelic(n: u64) -> PluralCategory {
    match n {
        1 | 11 => One,
        2 | 12 => Two,
        3..=19 => Few,
        _ => Other,
    }
}

pub const fn irish(n: u64) -> PluralCategory {
    match n {
        1 => One,
        2 => Two,
        3..=6 => Few,
        7..=10 => Many,
        _ => Other,
    }
}

pub const fn manx(n: u64) -> PluralCategory {
    match n % 10 {
        1 => One,
        2 => Two,
        _ if n.is_multiple_of(20) => Few,
        _ => Other,
    }
}

pub const fn breton(n: u64) -> PluralCategory {
    match (n % 10, n % 100) {
        (_, 10..=19 | 70..=79 | 90..=99) => Other,
        (1, _) => One,
        (2, _) => Two,
        (3 | 4 | 9, _) => Few,
        _ if is_whole_millions(n) => Many,
        _ => Other,
    }
}

pub const fn maltese(n: u64) -> PluralCategory {
    match (n, n % 100) {
        (1, _) => One,
        (2, _) => Two,
        (0, _) | (_, 3..=10) => Few,
        (_, 11..=19) => Many,
        _ => Other,
    }
}

pub const fn welsh(n: u64) -> PluralCategory {
    match n {
        0 => Zero,
        1 => One,
        2 => Two,
        3 => Few,
        6 => Many,
        _ => Other,
    }
}

/// Counts in twenties, up to the thousands.
pub const fn cornish(n: u64) -> PluralCategory {
    let two_in_thousands =
        n.is_multiple_of(1_000) && matches!(n % 100_000, 1_000..=20_000 | 40_000 | 60_000 | 80_000);
    match (n, n % 20) {
        (0, _) => Zero,
        (1, _) => One,
        (_, 1) => Many,
        (_, 2) => Two,
        (_, 3) => Few,
        _ if two_in_thousands || n % 1_000_000 == 100_000 => Two,
        _ => Other,
    }
}

pub const fn arabic(n: u64) -> PluralCategory {
    match (n, n % 100) {
        (0, _) => Zero,
        (1, _) => One,
        (2, _) => Two,
        (_, 3..=10) => Few,
        (_, 11..=99) => Many,
        _ => Other,
    }
}

const fn is_whole_millions(n: u64) -> bool {
    n != 0 && n.is_multiple_of(1_000_000)
}
