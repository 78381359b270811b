//! Compares the plural rules with CLDR's data and with icu_plurals.
//!
//! `facts/plural-languages.txt` has the conditions of every language that CLDR lists: those of CLDR 48.2, the latest
//! release with its data published separately. icu_plurals has CLDR 49, but only the languages that CLDR covers well.
//! Where the two differ, the facts follow CLDR 49: Galician (`gl`) has `many` for whole millions, Vietnamese (`vi`) has
//! `one` for 0 and 1, and so does Tajik (`tg`), which CLDR 48 does not list.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::collections::{BTreeSet, HashSet};
use std::ops::RangeInclusive;

use errcat_types::{PluralCategory, PluralRule, plural_rules};
use icu_plurals::PluralRules;

/// The languages that have categories besides `other` in CLDR and are missing in icu_plurals.
const NOT_IN_ICU: &str = "\
    an ars asa bal bem bez ce cgg dv ff fur gsw guw gv haw io iu jgo jmc kab kaj kcg kkj kl ksb kw lag lg ln mas mg \
    mgo mo nah naq nd nnh nr ny nyn os pap rof rwk saq sdh se seh sgs sh shi sma smi smj smn sms sn ss ssy teo tig tl \
    ts tzm ve vo vun wa wae xog yi";

/// A language and the conditions of its categories, in the order in which they are tested.
struct Language {
    tag: &'static str,
    conditions: Vec<(PluralCategory, Condition)>,
}

fn languages() -> Vec<Language> {
    let lines = include_str!("../facts/plural-languages.txt").lines().filter(|line| !line.starts_with('#'));
    let languages: Vec<_> = lines
        .map(|line| {
            let (tag, conditions) = line.split_once('\t').unwrap_or((line, ""));
            let condition = |text: &str| {
                let (name, condition) = text.split_once(": ").unwrap();
                (name.parse().unwrap(), Condition::parse(condition))
            };
            let conditions = conditions.split("; ").filter(|text| !text.is_empty()).map(condition).collect();
            Language { tag, conditions }
        })
        .collect();
    assert_eq!(languages.len(), 225);
    languages
}

impl Language {
    fn category(&self, n: u64) -> PluralCategory {
        let fits = self.conditions.iter().find(|(_, condition)| condition.holds(n));
        fits.map_or(PluralCategory::Other, |(category, _)| *category)
    }
}

/// A disjunction of conjunctions of relations, in the syntax of UTS #35, part 3, "Plural rules syntax".
struct Condition(Vec<Vec<Relation>>);

impl Condition {
    fn parse(text: &str) -> Condition {
        Condition(text.split(" or ").map(|all| all.split(" and ").map(Relation::parse).collect()).collect())
    }

    fn holds(&self, n: u64) -> bool {
        self.0.iter().any(|all| all.iter().all(|relation| relation.holds(n)))
    }
}

/// A relation such as `n % 100 != 11..14,21`.
struct Relation {
    is_number: bool,
    modulus: Option<u64>,
    expected: bool,
    ranges: Vec<RangeInclusive<u64>>,
}

impl Relation {
    fn parse(text: &str) -> Relation {
        let (left, right, expected) = match text.split_once(" != ") {
            Some((left, right)) => (left, right, false),
            None => text.split_once(" = ").map(|(left, right)| (left, right, true)).unwrap(),
        };
        let (operand, modulus) = match left.split_once(" % ") {
            Some((operand, modulus)) => (operand, Some(modulus.parse().unwrap())),
            None => (left, None),
        };
        let is_number = match operand {
            "n" | "i" => true,
            // The digits of a fraction, and the exponent.
            "v" | "w" | "f" | "t" | "c" | "e" => false,
            _ => panic!("{text}"),
        };
        let range = |range: &str| {
            let (first, last) = range.split_once("..").unwrap_or((range, range));
            first.parse().unwrap()..=last.parse().unwrap()
        };
        Relation { is_number, modulus, expected, ranges: right.split(',').map(range).collect() }
    }

    fn holds(&self, n: u64) -> bool {
        // A whole number has neither a fraction nor an exponent.
        let value = if self.is_number { n } else { 0 };
        let value = self.modulus.map_or(value, |modulus| value % modulus);
        self.ranges.iter().any(|range| range.contains(&value)) == self.expected
    }
}

/// Returns all small numbers, those around 10,000, and the thousands and millions that some rules single out.
fn numbers() -> impl Iterator<Item = u64> + Clone {
    let thousands = (2_000..=220_000).step_by(1_000);
    let large = [999_999, 1_000_000, 1_000_001, 1_000_011, 1_100_000, 2_000_000, 5_000_002];
    let largest = [1_000_000_000, u64::MAX / 1_000_000 * 1_000_000, u64::MAX / 1_000 * 1_000];
    let ends = u64::MAX - 120..=u64::MAX;
    (0..=2_000).chain(9_999..=10_120).chain(thousands).chain(large).chain(largest).chain(ends)
}

fn rule(tag: &str) -> PluralRule {
    PluralRule::of(tag)
}

fn categorize(tag: &str) -> impl Fn(u64) -> PluralCategory {
    let rule = rule(tag);
    move |n| rule.categorize(n)
}

/// Returns the distinct categories and `other`, in CLDR's order.
fn with_other(categories: impl Iterator<Item = PluralCategory>) -> Vec<PluralCategory> {
    categories.chain([PluralCategory::Other]).collect::<BTreeSet<_>>().into_iter().collect()
}

fn icu(tag: &str) -> PluralRules {
    let locale: icu_locale_core::Locale = tag.parse().unwrap();
    PluralRules::try_new_cardinal(locale.into()).unwrap()
}

fn from_icu(category: icu_plurals::PluralCategory) -> PluralCategory {
    match category {
        icu_plurals::PluralCategory::Zero => PluralCategory::Zero,
        icu_plurals::PluralCategory::One => PluralCategory::One,
        icu_plurals::PluralCategory::Two => PluralCategory::Two,
        icu_plurals::PluralCategory::Few => PluralCategory::Few,
        icu_plurals::PluralCategory::Many => PluralCategory::Many,
        icu_plurals::PluralCategory::Other => PluralCategory::Other,
    }
}

#[test]
fn numbers_have_the_categories_of_cldr() {
    for language in languages() {
        let category = categorize(language.tag);
        for n in numbers() {
            assert_eq!(category(n), language.category(n), "{}: {n}", language.tag);
        }
    }
}

#[test]
fn a_rule_has_exactly_the_categories_that_integers_have() {
    for language in languages() {
        let rule = rule(language.tag);
        let reached = with_other(numbers().map(|n| language.category(n)));
        assert_eq!(rule.categories(), reached, "{}", language.tag);
        let below_a_million = numbers().filter(|n| *n < 1_000_000).map(|n| language.category(n));
        let required: Vec<_> = rule.required().collect();
        assert_eq!(required, with_other(below_a_million), "{}", language.tag);
    }
}

#[test]
fn numbers_have_the_categories_of_icu() {
    let unknown: Vec<_> = NOT_IN_ICU.split(' ').collect();
    let mut compared = 0;
    for Language { tag, .. } in languages().into_iter().filter(|language| !unknown.contains(&language.tag)) {
        let (category, rules) = (categorize(tag), icu(tag));
        for n in numbers() {
            assert_eq!(category(n), from_icu(rules.category_for(n)), "{tag}: {n}");
        }
        let reached = with_other(numbers().map(|n| from_icu(rules.category_for(n))));
        let of_icu = rules.categories().map(from_icu).filter(|category| reached.contains(category));
        assert_eq!(rule(tag).categories(), of_icu.collect::<Vec<_>>(), "{tag}");
        compared += 1;
    }
    assert_eq!(compared, 225 - unknown.len());
}

/// Fails when a new version of icu_plurals has more languages, so that they are compared, too.
#[test]
fn the_languages_missing_in_icu_are_those_of_the_constant() {
    let unknown = languages().into_iter().filter(|language| {
        rule(language.tag) != PluralRule::OnlyOther && icu(language.tag).categories().count() == 1
    });
    assert_eq!(unknown.map(|language| language.tag).collect::<Vec<_>>().join(" "), NOT_IN_ICU);
}

/// Examples with the phrases that a speaker uses.
#[test]
#[rustfmt::skip]
fn the_categories_of_examples_are_those_of_speakers() {
    for (tag, n, expected) in [
        ("en", 0, "other"),         // no files
        ("en", 1, "one"),           // 1 file
        ("en", 2, "other"),         // 2 files
        ("en", 21, "other"),        // 21 files: the last digit does not matter
        ("zh", 0, "other"),         // nouns do not change
        ("zh", 1, "other"),
        ("zh", 2, "other"),
        ("ru", 0, "many"),          // 0 файлов
        ("ru", 1, "one"),           // 1 файл
        ("ru", 2, "few"),           // 2 файла
        ("ru", 5, "many"),          // 5 файлов
        ("ru", 11, "many"),         // 11 файлов: the teens are exceptions
        ("ru", 12, "many"),         // 12 файлов
        ("ru", 21, "one"),          // 21 файл
        ("ru", 22, "few"),          // 22 файла
        ("ru", 111, "many"),        // 111 файлов
        ("ru", 121, "one"),         // 121 файл
        ("ar", 0, "zero"),
        ("ar", 1, "one"),           // كتاب
        ("ar", 2, "two"),           // كتابان, the dual
        ("ar", 3, "few"),           // 3 كتب, the plural
        ("ar", 10, "few"),
        ("ar", 11, "many"),         // 11 كتابا, the accusative singular
        ("ar", 99, "many"),
        ("ar", 100, "other"),       // 100 كتاب, the genitive singular
        ("ar", 102, "other"),
        ("ar", 103, "few"),         // read as a hundred, and three books
        ("ar", 111, "many"),
        ("pl", 0, "many"),          // 0 plików
        ("pl", 1, "one"),           // 1 plik
        ("pl", 2, "few"),           // 2 pliki
        ("pl", 5, "many"),          // 5 plików
        ("pl", 12, "many"),         // 12 plików
        ("pl", 21, "many"),         // 21 plików: unlike in Russian, only 1 has `one`
        ("pl", 22, "few"),          // 22 pliki
        ("pl", 112, "many"),        // 112 plików
        ("fr", 0, "one"),           // 0 fichier: the plural begins at two
        ("fr", 1, "one"),           // 1 fichier
        ("fr", 2, "other"),         // 2 fichiers
        ("fr", 1_000_000, "many"),  // 1 million de fichiers
        ("fr", 1_000_001, "other"), // 1 000 001 fichiers
        ("pt", 0, "one"),           // 0 arquivo, in Brazil
        ("pt-PT", 0, "other"),      // 0 ficheiros, in Portugal
    ] {
        assert_eq!(categorize(tag)(n).name(), expected, "{tag}: {n}");
    }
}

#[test]
fn a_category_of_whole_millions_is_not_required() {
    let french = rule("fr");
    assert_eq!(french.categories(), [PluralCategory::One, PluralCategory::Many, PluralCategory::Other]);
    assert_eq!(french.required().collect::<Vec<_>>(), [PluralCategory::One, PluralCategory::Other]);
}

#[test]
fn an_unlisted_language_has_only_other() {
    for tag in ["x-own", "x-pt-PT", "zxx", "tlh", "root", "abcdefgh"] {
        assert_eq!(rule(tag), PluralRule::OnlyOther, "{tag}");
        let category = categorize(tag);
        assert!(numbers().all(|n| category(n) == PluralCategory::Other), "{tag}");
    }
    assert_eq!(PluralRule::OnlyOther.categories(), [PluralCategory::Other]);
}

/// Subtags are removed from the end until a language has a rule. `pt-AO` does not fall back to `pt-PT`: CLDR's parent
/// locales do not apply to plural rules.
#[test]
fn a_tag_without_its_own_rule_has_the_rule_of_its_language() {
    for (tag, language) in [
        ("de-CH-1901", "de"),
        ("EN", "en"),
        ("zh-Hant-TW", "zh"),
        ("sr-Latn-RS", "sr"),
        ("en-x-pt", "en"),
        ("pt-BR", "pt"),
        ("pt-AO", "pt"),
        ("PT-pt", "pt-PT"),
        ("pt-PT-x-own", "pt-PT"),
        ("kok-Latn-IN", "kok"),
    ] {
        assert_eq!(rule(tag), rule(language), "{tag}");
    }
    assert_ne!(rule("pt"), rule("pt-PT"));
}

#[test]
fn every_rule_is_used_and_differs_from_all_others() {
    let used: HashSet<_> = languages().iter().map(|language| rule(language.tag)).collect();
    assert_eq!(used.len(), PluralRule::ALL.len());
    let results = PluralRule::ALL.map(|rule| numbers().map(|n| rule.categorize(n)).collect::<Vec<_>>());
    let distinct: HashSet<_> = results.iter().collect();
    assert_eq!(distinct.len(), PluralRule::ALL.len(), "two rules are the same");
}

#[test]
fn categories_are_named_as_cldr_names_them() {
    let names = PluralCategory::ALL.map(PluralCategory::name);
    assert_eq!(names, ["zero", "one", "two", "few", "many", "other"]);
    for category in PluralCategory::ALL {
        assert_eq!(category.name().parse(), Ok(category));
    }
    assert!("Few".parse::<PluralCategory>().is_err());
}

/// The rules are `const fn`s.
const _: () = assert!(matches!(plural_rules::slavic_east(21), PluralCategory::One));
