//! Plural rules at build time: a locale in, the plural categories that its language has for whole numbers out.

use PluralCategory::{Few, Many, One, Other, Two, Zero};

use crate::locale::Locale;

/// One of CLDR's plural categories: the forms that a text may have for a number.
///
/// The names say little: what each stands for is up to the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the names are the standard's
pub enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

impl PluralCategory {
    /// Every category, in CLDR's order.
    pub const ALL: [PluralCategory; 6] = [Zero, One, Two, Few, Many, Other];

    /// The name in a catalog, such as `few`: CLDR's.
    pub const fn name(self) -> &'static str {
        self.facts().0
    }

    /// The name of the variant in core's enum, such as `Few`.
    pub const fn variant(self) -> &'static str {
        self.facts().1
    }

    const fn facts(self) -> (&'static str, &'static str) {
        match self {
            Zero => ("zero", "Zero"),
            One => ("one", "One"),
            Two => ("two", "Two"),
            Few => ("few", "Few"),
            Many => ("many", "Many"),
            Other => ("other", "Other"),
        }
    }

    /// The category of a name in a catalog.
    pub fn from_name(name: &str) -> Option<PluralCategory> {
        PluralCategory::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// How the languages of one kind choose a plural category for a whole number.
///
/// Source: CLDR 48.2, and CLDR 49 for Galician, Tajik and Vietnamese. CLDR tells more rules apart; those that differ
/// in fractions alone are one here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // the table of facts says which languages each is for
pub enum PluralRule {
    OnlyOther,
    OneIs1,
    OneIs0Or1,
    OneEndsIn1,
    Filipino,
    Tamazight,
    ZeroAndOne,
    Latvian,
    OneAndTwo,
    OneIs1AndMillions,
    OneIs0Or1AndMillions,
    Czech,
    SerboCroatian,
    SlavicEast,
    Polish,
    Slovenian,
    Romanian,
    Lithuanian,
    Samogitian,
    Tachelhit,
    ScottishGaelic,
    Irish,
    Manx,
    Breton,
    Maltese,
    Welsh,
    Cornish,
    Arabic,
}

impl PluralRule {
    /// Every rule, those with few categories first.
    pub const ALL: [PluralRule; 28] = [
        PluralRule::OnlyOther,
        PluralRule::OneIs1,
        PluralRule::OneIs0Or1,
        PluralRule::OneEndsIn1,
        PluralRule::Filipino,
        PluralRule::Tamazight,
        PluralRule::ZeroAndOne,
        PluralRule::Latvian,
        PluralRule::OneAndTwo,
        PluralRule::OneIs1AndMillions,
        PluralRule::OneIs0Or1AndMillions,
        PluralRule::Czech,
        PluralRule::SerboCroatian,
        PluralRule::SlavicEast,
        PluralRule::Polish,
        PluralRule::Slovenian,
        PluralRule::Romanian,
        PluralRule::Lithuanian,
        PluralRule::Samogitian,
        PluralRule::Tachelhit,
        PluralRule::ScottishGaelic,
        PluralRule::Irish,
        PluralRule::Manx,
        PluralRule::Breton,
        PluralRule::Maltese,
        PluralRule::Welsh,
        PluralRule::Cornish,
        PluralRule::Arabic,
    ];

    /// The rule of a locale's language.
    ///
    /// As CLDR has it for plurals, the tag itself counts first and then what remains when subtags are taken off its
    /// end: `pt-PT` has a rule of its own, `pt-BR` that of `pt`. A language that CLDR does not list has only `other`.
    pub fn of(locale: &Locale) -> PluralRule {
        let mut tag = locale.as_str();
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
        self.facts().2.split(' ').any(|language| language.eq_ignore_ascii_case(tag))
    }

    /// The name of core's function for this rule.
    pub const fn function(self) -> &'static str {
        self.facts().0
    }

    /// The categories that some whole number has, in the order of [`PluralCategory::ALL`]. [`PluralCategory::Other`] is
    /// always among them: it stands in for what a text leaves out.
    pub const fn categories(self) -> &'static [PluralCategory] {
        self.facts().1
    }

    /// The categories that a text cannot do without: those that some number below a million has, and
    /// [`PluralCategory::Other`]. What whole millions alone have, such as French `many`, is seldom worth a form.
    pub fn required(self) -> impl Iterator<Item = PluralCategory> {
        let many_is_millions = matches!(
            self,
            PluralRule::OneIs1AndMillions | PluralRule::OneIs0Or1AndMillions | PluralRule::Breton
        );
        self.categories().iter().copied().filter(move |category| !(many_is_millions && *category == Many))
    }

    /// The function, the categories, and the languages.
    const fn facts(self) -> (&'static str, &'static [PluralCategory], &'static str) {
        match self {
            // The root's rule. CLDR lists languages with it, too, but all others have it as well.
            PluralRule::OnlyOther => ("only_other", &[Other], ""),
            PluralRule::OneIs1 => (
                "one_is_1",
                &[One, Other],
                "af an asa ast az bal bem bez bg brx ce cgg chr ckb da de dv ee el en eo et eu fi fo fur fy gsw ha haw \
                 hu ia ie io jgo jmc ka kaj kcg kk kkj kl ks ksb ku ky lb lg lij mas mgo ml mn mr nah nb nd ne nl nn \
                 nnh no nr ny nyn om or os pap ps rm rof rwk saq sc sd sdh seh sn so sq ss ssy st sv sw syr ta te teo \
                 tig tk tn tr ts ug ur uz ve vo vun wae xh xog yi",
            ),
            PluralRule::OneIs0Or1 => (
                "one_is_0_or_1",
                &[One, Other],
                "ak am as bho bn csw doi fa ff gu guw hi hy kab kn kok ln mg nso pa pcm si tg ti vi wa zu",
            ),
            PluralRule::OneEndsIn1 => ("one_ends_in_1", &[One, Other], "is mk"),
            PluralRule::Filipino => ("filipino", &[One, Other], "ceb fil tl"),
            PluralRule::Tamazight => ("tamazight", &[One, Other], "tzm"),
            PluralRule::ZeroAndOne => ("zero_and_one", &[Zero, One, Other], "blo cv ksh lag"),
            PluralRule::Latvian => ("latvian", &[Zero, One, Other], "lv prg"),
            PluralRule::OneAndTwo => {
                ("one_and_two", &[One, Two, Other], "he iu naq sat se sma smi smj smn sms")
            }
            PluralRule::OneIs1AndMillions => {
                ("one_is_1_and_millions", &[One, Many, Other], "ca es gl it lld pt-PT scn vec")
            }
            PluralRule::OneIs0Or1AndMillions => ("one_is_0_or_1_and_millions", &[One, Many, Other], "fr pt"),
            PluralRule::Czech => ("czech", &[One, Few, Other], "cs sk"),
            PluralRule::SerboCroatian => ("serbo_croatian", &[One, Few, Other], "bs hr sh sr"),
            PluralRule::SlavicEast => ("slavic_east", &[One, Few, Many, Other], "be ru uk"),
            PluralRule::Polish => ("polish", &[One, Few, Many, Other], "pl"),
            PluralRule::Slovenian => ("slovenian", &[One, Two, Few, Other], "dsb hsb sl"),
            PluralRule::Romanian => ("romanian", &[One, Few, Other], "mo ro"),
            PluralRule::Lithuanian => ("lithuanian", &[One, Few, Other], "lt"),
            PluralRule::Samogitian => ("samogitian", &[One, Two, Few, Other], "sgs"),
            PluralRule::Tachelhit => ("tachelhit", &[One, Few, Other], "shi"),
            PluralRule::ScottishGaelic => ("scottish_gaelic", &[One, Two, Few, Other], "gd"),
            PluralRule::Irish => ("irish", &[One, Two, Few, Many, Other], "ga"),
            PluralRule::Manx => ("manx", &[One, Two, Few, Other], "gv"),
            PluralRule::Breton => ("breton", &[One, Two, Few, Many, Other], "br"),
            PluralRule::Maltese => ("maltese", &[One, Two, Few, Many, Other], "mt"),
            PluralRule::Welsh => ("welsh", &[Zero, One, Two, Few, Many, Other], "cy"),
            PluralRule::Cornish => ("cornish", &[Zero, One, Two, Few, Many, Other], "kw"),
            PluralRule::Arabic => ("arabic", &[Zero, One, Two, Few, Many, Other], "ar ars"),
        }
    }
}
