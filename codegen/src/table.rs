//! Expands a table to its static value. Columns of numbers are byte strings and all texts are one string, since the cost of
//! a large catalog is its tokens.

use std::cmp::Reverse;
use std::collections::HashMap;

use errcat_catalog::{
    Catalog, Category, Class, Code, CodeType, CustomRemedy, Defaults, Entry, Envelope, Exposure, Locale,
    ProblemStatus, Recovery, Remedy, Retry, RetrySafety, Severity, Table,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::envelope::expand_envelope;
use crate::fragments::{Integer, Stated, expand_option, ident};
use crate::params::expand_entry_params;
use crate::perfect_hash::{PerfectHash, find_perfect_hash};
use crate::shape::Shape;
use crate::source::{literal, tokens};

/// The entries of a table in the order of their indices: those with a code of their own, then the refinements, by the index
/// of the entry that they refine.
pub(crate) struct Layout<'t> {
    pub(crate) entries: Vec<&'t Entry>,
    /// How many entries have a code of their own.
    own: usize,
    /// The hash from an integer code to its slot, which is the index of the entry. A table of strings has none: its entries
    /// are in file order.
    hash: Option<PerfectHash>,
    /// The index of each entry in file order; empty if that is the order of the indices.
    order: Vec<u32>,
}

impl<'t> Layout<'t> {
    pub(crate) fn of(table: &'t Table) -> Layout<'t> {
        let (mut refinements, own): (Vec<&Entry>, Vec<&Entry>) =
            table.entries.iter().partition(|entry| entry.refinement.is_some());
        let own_count = own.len();
        let (mut entries, hash) = if table.code_type == CodeType::String {
            (own, None)
        } else {
            let codes: Vec<i64> = own.iter().filter_map(|entry| integer(&entry.code)).collect();
            let hash = find_perfect_hash(&codes);
            let mut by_slot: Vec<(u32, &Entry)> = hash.slots.iter().copied().zip(own).collect();
            by_slot.sort_by_key(|(slot, _)| *slot);
            (by_slot.into_iter().map(|(_, entry)| entry).collect(), Some(hash))
        };
        if refinements.is_empty() {
            let order = hash.as_ref().map_or_else(Vec::new, |hash| hash.slots.clone());
            return Layout { entries, own: own_count, hash, order };
        }
        let index_of = indices(&entries);
        refinements.sort_by_key(|entry| index_of.get(refined(entry)).copied());
        entries.extend(refinements);
        let index_of = indices(&entries);
        let order = table.entries.iter().filter_map(|entry| index_of.get(entry.name.as_str()).copied());
        Layout { order: order.collect(), own: own_count, entries, hash }
    }
}

/// Returns the index of each entry, by its name.
fn indices<'e>(entries: &[&'e Entry]) -> HashMap<&'e str, u32> {
    entries.iter().map(|entry| entry.name.as_str()).zip(0..).collect()
}

/// Returns the name of the entry that a refinement refines.
fn refined(entry: &Entry) -> &str {
    entry.refinement.as_ref().map_or("", |refinement| refinement.of.as_str())
}

/// Expands the static table: see `errcat::__private::Table`.
pub(crate) fn expand_table_data(
    table: &Table,
    layout: &Layout<'_>,
    catalog: &Catalog,
    shape: &Shape,
) -> TokenStream {
    let krate = &shape.krate;
    let Table { name, enum_name, .. } = table;
    let entries = layout.entries.as_slice();
    let locales = shape.locales.iter().filter_map(|at| catalog.locales.get(*at)).map(Locale::as_str);
    let shown = Literal::usize_unsuffixed(shape.shown);
    let len = Literal::usize_unsuffixed(entries.len());
    let own = Literal::usize_unsuffixed(layout.own);
    let order = column(layout.order.iter().copied(), krate);
    let ExpandedTexts { texts, codes, names } = expand_texts(layout, shape);
    let codes = match &layout.hash {
        Some(hash) => expand_integers(layout, hash, krate),
        None => quote! { #krate::__private::Codes::Strings(#codes) },
    };
    let index_of = indices(entries);
    let (policies, policy_of) = expand_policies(entries, &index_of, krate);
    let domain = catalog.domain.as_deref().unwrap_or(name);
    let mut stated = Stated::new();
    let Table { former, success, problem_status, combined, envelope, .. } = table;
    stated.field("former", former.is_empty(), quote! { &[#(#former),*] });
    let refinements = expand_refinements(layout, krate);
    stated.field("refinements", refinements.is_empty(), quote! { &[#refinements] });
    let (extras, extra_of) = expand_extras(entries, krate);
    stated.field("extra_of", extras.is_empty(), extra_of);
    stated.field("extras", extras.is_empty(), quote! { &[#extras] });
    let params = expand_entry_params(entries, shape);
    stated.field("params", params.is_empty(), quote! { &[#params] });
    let codes_of_success = success.iter().map(|code| expand_code(code, krate));
    stated.field("success", success.is_empty(), quote! { &[#(#codes_of_success),*] });
    // The mask of the table is that of all codes that state none.
    let mask = table.unknown.mask.clone().or_else(|| table.mask.clone());
    let unknown = Defaults { mask, ..table.unknown.clone() };
    let is_default = unknown == Defaults::default();
    stated.field("unknown", is_default, expand_defaults(&unknown, &index_of, krate));
    let classes = expand_classes(&table.classes, &index_of, krate);
    stated.field("classes", classes.is_empty(), quote! { &[#classes] });
    let is_default = *problem_status == ProblemStatus::default();
    stated.field("problem_status", is_default, expand_problem_status(*problem_status, krate));
    stated.field("combined", combined.is_none(), index(combined.as_deref(), &index_of, krate));
    let is_default = *envelope == Envelope::default();
    stated.field("envelope", is_default, expand_envelope(envelope, krate));
    stated.field("name", false, name);
    stated.field("domain", false, domain);
    stated.field("enum_name", false, enum_name);
    stated.field("locales", false, quote! { &[#(#locales),*] });
    stated.field("shown", shape.shown == 0, shown);
    stated.field("len", false, len);
    stated.field("own", false, own);
    stated.field("order", layout.order.is_empty(), order);
    stated.field("codes", false, codes);
    stated.field("names", false, names);
    stated.field("texts", false, texts);
    stated.field("policies", false, quote! { &[#policies] });
    stated.field("policy_of", false, policy_of);
    stated.expand(&quote! { #krate::__private::Table })
}

fn expand_hash(hash: &PerfectHash, krate: &TokenStream) -> TokenStream {
    let multiplier = Literal::u64_unsuffixed(hash.multiplier);
    let shift = Literal::u32_unsuffixed(hash.shift);
    let displacements = column(hash.displacements.iter().copied(), krate);
    quote! {
        #krate::__private::PerfectHash { multiplier: #multiplier, shift: #shift, displacements: #displacements }
    }
}

fn expand_integers(layout: &Layout<'_>, hash: &PerfectHash, krate: &TokenStream) -> TokenStream {
    let hash = expand_hash(hash, krate);
    let entries = layout.entries.as_slice();
    let has_refinements = layout.own < entries.len();
    let numbers = le_bytes(entries.iter().filter(|_| has_refinements).map(|entry| &entry.code));
    let mut also: Vec<(&Code, u32)> = each(entries, |entry| entry.also.iter().collect());
    also.sort_by_key(|(code, _)| integer(code));
    let codes = le_bytes(also.iter().map(|(code, _)| *code));
    let also_of = column(also.iter().map(|(_, entry)| *entry), krate);
    let mut ranges = each(entries, |entry| entry.also_ranges.iter().collect());
    ranges.sort_by_key(|(range, _)| *range.start());
    let ranges = ranges.into_iter().map(|(range, entry)| {
        let (from, to) = (Integer(*range.start()), Integer(*range.end()));
        let entry = Literal::u32_unsuffixed(entry);
        quote! { #krate::__private::CodeRange { from: #from, to: #to, entry: #entry } }
    });
    quote! {
        #krate::__private::Codes::Integers {
            hash: #hash,
            code_of: |index| at(index).code() as #krate::__private::core::primitive::i128,
            numbers: #numbers,
            also: #codes,
            also_of: #also_of,
            ranges: &[#(#ranges),*],
        }
    }
}

/// Expands integer codes to a slice of eight bytes each, little-endian.
fn le_bytes<'c>(codes: impl Iterator<Item = &'c Code>) -> TokenStream {
    let bytes: Vec<u8> = codes.filter_map(integer).flat_map(i64::to_le_bytes).collect();
    let bytes = Literal::byte_string(&bytes);
    quote! { #bytes.as_chunks::<8>().0 }
}

/// Expands the refinements, in the order of their indices.
fn expand_refinements(layout: &Layout<'_>, krate: &TokenStream) -> TokenStream {
    let (own, refinements) = layout.entries.split_at(layout.own);
    if refinements.is_empty() {
        return TokenStream::new();
    }
    let index_of = indices(own);
    let expanded = refinements.iter().filter_map(|entry| {
        let refinement = entry.refinement.as_ref()?;
        let of = Literal::u32_unsuffixed(*index_of.get(refinement.of.as_str())?);
        let subcode = expand_code(&refinement.subcode, krate);
        Some(quote! { #krate::__private::Refinement { of: #of, subcode: #subcode }, })
    });
    expanded.collect()
}

/// Collects the items of each entry, with the entry's index.
fn each<'e, T>(entries: &[&'e Entry], of_entry: impl Fn(&'e Entry) -> Vec<T>) -> Vec<(T, u32)> {
    let indexed = (0..).zip(entries);
    indexed.flat_map(|(index, entry)| of_entry(entry).into_iter().map(move |item| (item, index))).collect()
}

/// Converts a number of bytes or entries, of which a catalog has fewer than `u32::MAX`.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Returns the key by which an integer is found: its low 64 bits, which are what `as i64` returns for a variant at run
/// time. They are distinct within one code type.
fn integer(code: &Code) -> Option<i64> {
    match code {
        Code::Integer { value, .. } => Some(*value as i64),
        Code::String(_) => None,
    }
}

fn string(code: &Code) -> Option<&str> {
    match code {
        Code::Integer { .. } => None,
        Code::String(text) => Some(text),
    }
}

/// Expands a column of numbers, all as wide as the greatest needs.
pub(crate) fn column(numbers: impl Iterator<Item = u32>, krate: &TokenStream) -> TokenStream {
    let numbers: Vec<u32> = numbers.collect();
    let greatest = numbers.iter().copied().max().unwrap_or_default();
    let width = (greatest.checked_ilog2().unwrap_or_default() / 8 + 1) as usize;
    let bytes: Vec<u8> =
        numbers.iter().flat_map(|number| number.to_le_bytes().into_iter().take(width)).collect();
    let (width, bytes) = (Literal::usize_unsuffixed(width), Literal::byte_string(&bytes));
    quote! { #krate::__private::Column { width: #width, bytes: #bytes } }
}

fn further_names(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.aliases.iter().chain(&entry.former).map(String::as_str)
}

/// The expanded texts of a table, and the indices by which codes and names are found.
struct ExpandedTexts {
    texts: TokenStream,
    /// For string codes.
    codes: TokenStream,
    names: TokenStream,
}

/// Expands all texts: for each entry the name, the messages, the titles, the help, the URL, and the code if it is a string;
/// then the further codes and the further names.
fn expand_texts(layout: &Layout<'_>, shape: &Shape) -> ExpandedTexts {
    let krate = &shape.krate;
    let entries = layout.entries.as_slice();
    let has_titles = entries.iter().any(|entry| has_title(entry));
    let has_help = shape.help && entries.iter().any(|entry| entry.help.is_some());
    let has_urls = entries.iter().any(|entry| entry.url.is_some());
    let mut all = String::new();
    let mut ends: Vec<u32> = Vec::new();
    let mut push = |text: &str| {
        all.push_str(text);
        ends.push(count(all.len()));
    };
    // Pushes a text for each of the locales that are kept; an empty one if there is none.
    let push_each = |push: &mut dyn FnMut(&str), texts: Option<&Vec<String>>| {
        for locale in &shape.locales {
            push(texts.and_then(|texts| texts.get(*locale)).map_or("", String::as_str));
        }
    };
    for entry in entries {
        push(&entry.name);
        push_each(&mut push, Some(&entry.message));
        if has_titles {
            push_each(&mut push, entry.title.as_ref().filter(|_| has_title(entry)));
        }
        if has_help {
            push_each(&mut push, entry.help.as_ref());
        }
        if has_urls {
            push(entry.url.as_deref().unwrap_or_default());
        }
        string(&entry.code).into_iter().for_each(&mut push);
    }
    let further_codes = each(entries, |entry| entry.also.iter().filter_map(string).collect());
    let further_names = each(entries, |entry| further_names(entry).collect());
    further_codes.iter().chain(&further_names).for_each(|(text, _)| push(text));

    let codes: Vec<&str> = entries[..layout.own].iter().filter_map(|entry| string(&entry.code)).collect();
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    let is_string = !codes.is_empty();
    let kinds = 1 + usize::from(has_titles) + usize::from(has_help);
    let each = 1 + kinds * shape.locales.len() + usize::from(has_urls) + usize::from(is_string);
    let after_entries = entries.len() * each;
    let codes = is_string.then(|| expand_text_index(codes, &further_codes, each - 1, after_entries, krate));
    let names = expand_text_index(names, &further_names, 0, after_entries + further_codes.len(), krate);
    let ends = column(ends.into_iter(), krate);
    let (each, all) = (Literal::usize_unsuffixed(each), tokens(&literal(&all)));
    let texts = quote! {
        #krate::__private::Texts {
            each: #each,
            has_titles: #has_titles,
            has_help: #has_help,
            has_urls: #has_urls,
            all: #all,
            ends: #ends,
        }
    };
    ExpandedTexts { texts, codes: codes.unwrap_or_default(), names }
}

/// Expands the index by which the texts of entries, and further ones, are found.
fn expand_text_index<'t>(
    mut texts: Vec<&'t str>,
    further: &[(&'t str, u32)],
    position: usize,
    first_further: usize,
    krate: &TokenStream,
) -> TokenStream {
    let len = Literal::usize_unsuffixed(texts.len());
    texts.extend(further.iter().map(|(text, _)| *text));
    let hash = find_perfect_hash(&texts);
    let mut in_slots: Vec<(u32, u32)> = hash.slots.iter().copied().zip(0..).collect();
    in_slots.sort_unstable();
    let text_in = column(in_slots.into_iter().map(|(_, text)| text), krate);
    let further_of = column(further.iter().map(|(_, entry)| *entry), krate);
    let hash = expand_hash(&hash, krate);
    let (position, first_further) =
        (Literal::usize_unsuffixed(position), Literal::usize_unsuffixed(first_further));
    quote! {
        #krate::__private::TextIndex {
            hash: #hash,
            len: #len,
            text_in: #text_in,
            further_of: #further_of,
            position: #position,
            first_further: #first_further,
        }
    }
}

/// Returns whether an entry has a title that differs from its message.
fn has_title(entry: &Entry) -> bool {
    entry.title.as_ref().is_some_and(|title| *title != entry.message)
}

/// The policy of an entry.
type Policy<'c> = (u16, Category, &'c Retry, RetrySafety, Severity, Option<&'c str>, Overrides<'c>);

/// What an entry or its class states that its category would say otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Overrides<'c> {
    exposure: Option<Exposure>,
    mask: Option<&'c str>,
    recovery: Option<Recovery>,
    exit: Option<u8>,
}

impl Overrides<'_> {
    fn expand(&self, index_of: &HashMap<&str, u32>, krate: &TokenStream) -> TokenStream {
        let Overrides { exposure, mask, recovery, exit } = self;
        if exposure.is_none() && mask.is_none() && recovery.is_none() && exit.is_none() {
            return quote! { #krate::__private::Overrides::NONE };
        }
        let exposure = exposure.map(|exposure| {
            let variant = ident(exposure.variant());
            quote! { #krate::Exposure::#variant }
        });
        let recovery = recovery.map(|recovery| {
            let variant = ident(recovery.variant());
            quote! { #krate::Recovery::#variant }
        });
        let (exposure, recovery) = (expand_option(exposure, krate), expand_option(recovery, krate));
        let exit = expand_option(exit.map(Literal::u8_unsuffixed), krate);
        let mask = index(*mask, index_of, krate);
        quote! {
            #krate::__private::Overrides { exposure: #exposure, mask: #mask, recovery: #recovery, exit: #exit }
        }
    }
}

/// Expands the index of an entry that is named.
fn index(name: Option<&str>, index_of: &HashMap<&str, u32>, krate: &TokenStream) -> TokenStream {
    let index = name.and_then(|name| index_of.get(name).copied());
    expand_option(index.map(Literal::u32_unsuffixed), krate)
}

/// Expands the policies of entries: each distinct policy once, and for each entry the index of its policy.
fn expand_policies(
    entries: &[&Entry],
    index_of_entry: &HashMap<&str, u32>,
    krate: &TokenStream,
) -> (TokenStream, TokenStream) {
    let mut policies: Vec<Policy<'_>> = Vec::new();
    let mut index_of = HashMap::new();
    let mut indices: Vec<u32> = Vec::with_capacity(entries.len());
    for entry in entries {
        let class = entry.class.as_deref();
        let overrides = Overrides {
            exposure: Some(entry.exposure).filter(|exposure| *exposure != entry.category.default_exposure()),
            mask: entry.mask.as_deref(),
            recovery: entry.recovery,
            exit: entry.exit,
        };
        let Entry { http, category, ref retry, retry_safety, severity, .. } = **entry;
        let policy = (http, category, retry, retry_safety, severity, class, overrides);
        indices.push(*index_of.entry(policy).or_insert_with(|| {
            policies.push(policy);
            count(policies.len() - 1)
        }));
    }
    let expanded =
        policies.into_iter().map(|(http, category, retry, retry_safety, severity, class, overrides)| {
            let overrides = overrides.expand(index_of_entry, krate);
            let http = Literal::u16_unsuffixed(http);
            let category = expand_category(category, krate);
            let severity = expand_severity(severity, krate);
            let class = expand_option(class, krate);
            let retry = expand_retry(retry, krate);
            let retry_safety = expand_retry_safety(retry_safety, krate);
            quote! {
                #krate::__private::EntryPolicy {
                    http: #http,
                    category: #category,
                    retry: #retry,
                    retry_safety: #retry_safety,
                    severity: #severity,
                    class: #class,
                    overrides: #overrides,
                },
            }
        });
    (expanded.collect(), column(indices.into_iter(), krate))
}

/// Expands the values that are sent with entries: each distinct set of them once, and for each entry the index of its set;
/// nothing if no entry has any.
fn expand_extras(entries: &[&Entry], krate: &TokenStream) -> (TokenStream, TokenStream) {
    if entries.iter().all(|entry| entry.extra.is_empty()) {
        return (TokenStream::new(), column(std::iter::empty(), krate));
    }
    let mut sets: Vec<&Vec<(String, Code)>> = Vec::new();
    let mut index_of = HashMap::new();
    let indices: Vec<u32> = entries
        .iter()
        .map(|entry| {
            *index_of.entry(&entry.extra).or_insert_with(|| {
                sets.push(&entry.extra);
                count(sets.len() - 1)
            })
        })
        .collect();
    let expanded = sets.into_iter().map(|set| {
        let values = set.iter().map(|(name, value)| {
            let value = expand_code(value, krate);
            quote! { (#name, #value) }
        });
        quote! { &[#(#values),*], }
    });
    (expanded.collect(), column(indices.into_iter(), krate))
}

/// Expands the classes that codes select, for those that the table does not have; the longest prefix first.
fn expand_classes(classes: &[Class], index_of: &HashMap<&str, u32>, krate: &TokenStream) -> TokenStream {
    let mut prefixed: Vec<(&String, &Class)> =
        classes.iter().filter_map(|class| class.prefix.as_ref().map(|prefix| (prefix, class))).collect();
    prefixed.sort_by_key(|(prefix, _)| Reverse(prefix.len()));
    let prefixed = prefixed
        .into_iter()
        .map(|(prefix, class)| (class, quote! { #krate::__private::ClassCodes::Prefix(#prefix) }));
    let ranges = classes.iter().flat_map(|class| class.ranges.iter().map(move |range| (class, range)));
    let ranged = ranges.map(|(class, range)| {
        let (from, to) = (Integer(*range.start()), Integer(*range.end()));
        (class, quote! { #krate::__private::ClassCodes::Range(#from, #to) })
    });
    let expanded = prefixed.chain(ranged).map(|(class, codes)| {
        let (name, defaults) = (&class.name, expand_defaults(&class.defaults, index_of, krate));
        quote! { #krate::__private::CodeClass { codes: #codes, name: #name, defaults: #defaults }, }
    });
    expanded.collect()
}

fn expand_defaults(defaults: &Defaults, index_of: &HashMap<&str, u32>, krate: &TokenStream) -> TokenStream {
    if *defaults == Defaults::default() {
        return quote! { #krate::__private::Defaults::NONE };
    }
    let Defaults { http, category, retry, retry_safety, severity, exposure, mask, recovery, exit } = defaults;
    let overrides =
        Overrides { exposure: *exposure, mask: mask.as_deref(), recovery: *recovery, exit: *exit };
    let overrides = overrides.expand(index_of, krate);
    let http = expand_option(http.map(Literal::u16_unsuffixed), krate);
    let category = expand_option(category.map(|category| expand_category(category, krate)), krate);
    let retry = expand_option(retry.as_ref().map(|retry| expand_retry(retry, krate)), krate);
    let retry_safety = expand_option(retry_safety.map(|safety| expand_retry_safety(safety, krate)), krate);
    let severity = expand_option(severity.map(|severity| expand_severity(severity, krate)), krate);
    quote! {
        #krate::__private::Defaults {
            http: #http,
            category: #category,
            retry: #retry,
            retry_safety: #retry_safety,
            severity: #severity,
            overrides: #overrides,
        }
    }
}

fn expand_problem_status(status: ProblemStatus, krate: &TokenStream) -> TokenStream {
    let status = ident(status.variant());
    quote! { #krate::__private::ProblemStatus::#status }
}

fn expand_category(category: Category, krate: &TokenStream) -> TokenStream {
    let category = ident(category.variant());
    quote! { #krate::Category::#category }
}

fn expand_severity(severity: Severity, krate: &TokenStream) -> TokenStream {
    let severity = ident(severity.variant());
    quote! { #krate::Severity::#severity }
}

fn expand_retry(retry: &Retry, krate: &TokenStream) -> TokenStream {
    let variant = ident(retry.variant());
    let fields = match retry.remedy() {
        Some((remedy, repeat)) => {
            let (remedy, repeat) = (expand_remedy(remedy, krate), ident(repeat.variant()));
            Some(quote! { { remedy: #remedy, repeat: #krate::Repeat::#repeat } })
        }
        None if matches!(retry, Retry::Throttled { .. }) => {
            let after = retry.after().map(|after| {
                let ms = Literal::u128_unsuffixed(after.as_millis());
                quote! { #krate::__private::core::time::Duration::from_millis(#ms) }
            });
            let after = expand_option(after, krate);
            Some(quote! { { after: #after } })
        }
        None => None,
    };
    quote! { #krate::Retry::#variant #fields }
}

fn expand_retry_safety(retry_safety: RetrySafety, krate: &TokenStream) -> TokenStream {
    let variant = ident(retry_safety.variant());
    quote! { #krate::RetrySafety::#variant }
}

fn expand_code(code: &Code, krate: &TokenStream) -> TokenStream {
    match code {
        Code::Integer { value, .. } => {
            let value = Integer(*value);
            quote! { #krate::WireCode::Number(#value) }
        }
        Code::String(text) => {
            quote! { #krate::WireCode::Text(#krate::__private::alloc::borrow::Cow::Borrowed(#text)) }
        }
    }
}

fn expand_remedy(remedy: &Remedy, krate: &TokenStream) -> TokenStream {
    let variant = ident(remedy.variant());
    let declared = remedy.custom().map(|CustomRemedy { name, description }| {
        quote! { (#krate::CustomRemedy { name: #name, description: #description }) }
    });
    quote! { #krate::Remedy::#variant #declared }
}
