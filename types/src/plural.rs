//! Plural categories, and the rule by which each language chooses one.

use PluralCategory::{Few, Many, One, Other, Two, Zero};

use crate::plural_rules;
use crate::word::named;

named! {
    /// One of CLDR's plural categories: the forms that a text may have for a number.
    ///
    /// What each is used for depends on the language.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[allow(missing_docs)] // the names are the standard's
    pub enum PluralCategory ("plural category") {
        Zero: "zero",
        One: "one",
        Two: "two",
        Few: "few",
        Many: "many",
        Other: "other",
    }
}

/// Defines the rules from rows of variant, function, categories, and languages.
macro_rules! rules {
    ($($variant:ident $function:ident [$($category:ident),*] $languages:literal;)*) => {
        /// How the languages of one kind choose a plural category for a whole number.
        ///
        /// Source: CLDR 48.2, and CLDR 49 for Galician, Tajik and Vietnamese. CLDR distinguishes more rules; those that
        /// differ only for fractions are one here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)] // the rows say which languages each is for
        pub enum PluralRule {
            $($variant,)*
        }

        impl PluralRule {
            /// Every rule, those with few categories first.
            pub const ALL: [PluralRule; [$($languages),*].len()] = [$(PluralRule::$variant),*];

            /// Returns the name of its function in [`plural_rules`].
            #[doc(hidden)]
            pub const fn function(self) -> &'static str {
                match self {
                    $(PluralRule::$variant => stringify!($function),)*
                }
            }

            /// Returns the plural category of a whole number without its sign.
            pub const fn categorize(self, n: u64) -> PluralCategory {
                match self {
                    $(PluralRule::$variant => plural_rules::$function(n),)*
                }
            }

            /// Returns the categories that some whole number has, in the order of [`PluralCategory::ALL`].
            /// [`PluralCategory::Other`] is always among them: it is used where a text has no other form.
            pub const fn categories(self) -> &'static [PluralCategory] {
                match self {
                    $(PluralRule::$variant => &[$($category),*],)*
                }
            }

            /// Returns the languages, as tags separated by spaces.
            const fn languages(self) -> &'static str {
                match self {
                    $(PluralRule::$variant => $languages,)*
                }
            }
        }
    };
}

rules! {
    // The root's rule. CLDR also lists languages with it, but every other language has it as well.
    OnlyOther only_other [Other] "";
    OneIs1 one_is_1 [One, Other]
        "af an asa ast az bal bem bez bg brx ce cgg chr ckb da de dv ee el en eo et eu fi fo fur fy gsw ha \
        haw hu ia ie io jgo jmc ka kaj kcg kk kkj kl ks ksb ku ky lb lg lij mas mgo ml mn mr nah nb nd ne nl \
        nn nnh no nr ny nyn om or os pap ps rm rof rwk saq sc sd sdh seh sn so sq ss ssy st sv sw syr ta te \
        teo tig tk tn tr ts ug ur uz ve vo vun wae xh xog yi";
    OneIs0Or1 one_is_0_or_1 [One, Other]
        "ak am as bho bn csw doi fa ff gu guw hi hy kab kn kok ln mg nso pa pcm si tg ti vi wa zu";
    OneEndsIn1 one_ends_in_1 [One, Other] "is mk";
    Filipino filipino [One, Other] "ceb fil tl";
    Tamazight tamazight [One, Other] "tzm";
    ZeroAndOne zero_and_one [Zero, One, Other] "blo cv ksh lag";
    Latvian latvian [Zero, One, Other] "lv prg";
    OneAndTwo one_and_two [One, Two, Other] "he iu naq sat se sma smi smj smn sms";
    OneIs1AndMillions one_is_1_and_millions [One, Many, Other] "ca es gl it lld pt-PT scn vec";
    OneIs0Or1AndMillions one_is_0_or_1_and_millions [One, Many, Other] "fr pt";
    Czech czech [One, Few, Other] "cs sk";
    SerboCroatian serbo_croatian [One, Few, Other] "bs hr sh sr";
    SlavicEast slavic_east [One, Few, Many, Other] "be ru uk";
    Polish polish [One, Few, Many, Other] "pl";
    Slovenian slovenian [One, Two, Few, Other] "dsb hsb sl";
    Romanian romanian [One, Few, Other] "mo ro";
    Lithuanian lithuanian [One, Few, Other] "lt";
    Samogitian samogitian [One, Two, Few, Other] "sgs";
    Tachelhit tachelhit [One, Few, Other] "shi";
    ScottishGaelic scottish_gaelic [One, Two, Few, Other] "gd";
    Irish irish [One, Two, Few, Many, Other] "ga";
    Manx manx [One, Two, Few, Other] "gv";
    Breton breton [One, Two, Few, Many, Other] "br";
    Maltese maltese [One, Two, Few, Many, Other] "mt";
    Welsh welsh [Zero, One, Two, Few, Many, Other] "cy";
    Cornish cornish [Zero, One, Two, Few, Many, Other] "kw";
    Arabic arabic [Zero, One, Two, Few, Many, Other] "ar ars";
}

impl PluralRule {
    /// Returns the rule of a BCP 47 language tag.
    ///
    /// As CLDR has it for plurals, the tag itself counts first and then what remains when subtags are removed from its
    /// end: `pt-PT` has a rule of its own, `pt-BR` that of `pt`. A language that CLDR does not list has only `other`.
    pub fn of(tag: &str) -> PluralRule {
        let mut tag = tag;
        loop {
            if let Some(rule) = PluralRule::ALL.into_iter().find(|rule| rule.is_of(tag)) {
                return rule;
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => return PluralRule::OnlyOther,
            }
        }
    }

    fn is_of(self, tag: &str) -> bool {
        self.languages().split(' ').any(|language| language.eq_ignore_ascii_case(tag))
    }

    /// Returns the categories that a text must have: those that some number below a million has, and
    /// [`PluralCategory::Other`]. What only whole millions have, such as French `many`, is seldom worth a form.
    pub fn required(self) -> impl Iterator<Item = PluralCategory> {
        let many_is_millions = matches!(
            self,
            PluralRule::OneIs1AndMillions | PluralRule::OneIs0Or1AndMillions | PluralRule::Breton
        );
        self.categories().iter().copied().filter(move |category| !(many_is_millions && *category == Many))
    }
}
