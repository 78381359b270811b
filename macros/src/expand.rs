//! A catalog in, Rust out: for each table the enum, its static table, and a call that writes the impls over both.
//!
//! Everything here works for any catalog; what is valid was decided before.

use std::cmp::Reverse;
use std::collections::HashMap;

use errcat_catalog::{
    Catalog, Category, Class, Code, CodeType, Deprecated, Entry, Remedy, Repeat, Replay, Retry, Severity,
    Table, Unknown,
};
use proc_macro2::{Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::document::{alias, document_entry, document_table};
use crate::envelope::expand_envelope;
use crate::params::{Params, expand_entry_params, expand_params};

/// What the caller chose of how the enums look.
pub(crate) struct Shape {
    /// How the caller's crate names `errcat`.
    pub(crate) krate: TokenStream,
    pub(crate) vis: TokenStream,
    /// The tables that become enums, by index.
    pub(crate) tables: Vec<usize>,
    /// The locale that is shown, by index.
    pub(crate) locale: usize,
    /// Where the enums are said to stand.
    pub(crate) span: Span,
}

/// Everything that a catalog becomes.
pub(crate) fn expand(catalog: &Catalog, shape: &Shape) -> TokenStream {
    let tables = shape.tables.iter().map(|&index| &catalog.tables[index]);
    tables.map(|table| expand_table(table, catalog, shape)).collect()
}

fn expand_table(table: &Table, catalog: &Catalog, shape: &Shape) -> TokenStream {
    let name = Ident::new(&table.enum_name, shape.span);
    let code_enum = expand_enum(&name, table, catalog, shape);
    let further_names = expand_further_names(&name, &table.entries);
    let params = expand_params(&name, table, shape);
    let at = expand_at(&name, &table.entries, &shape.krate);
    let data = expand_data(table, catalog, shape);
    let krate = &shape.krate;
    let repr = repr(table);
    let kind =
        Ident::new(if table.code_type == CodeType::String { "string" } else { "integer" }, Span::call_site());
    let Params { module, structs, impls } = params;
    quote! {
        #code_enum
        #module
        const _: () = {
            static TABLE: #krate::__private::Table = #data;
            #at
            #krate::__private::implement! { #kind #name #repr TABLE at [#(#structs)*] }
            #further_names
            #impls
        };
    }
}

/// The aliases and the former names of entries, as constants.
fn expand_further_names(name: &Ident, entries: &[Entry]) -> TokenStream {
    let mut constants = TokenStream::new();
    for entry in entries {
        let variant = ident(&entry.name);
        for alias in entry.aliases.iter().chain(&entry.former) {
            let is_former = entry.former.contains(alias);
            let note = format!("renamed to `{}`", entry.name);
            let deprecated = is_former.then(|| quote! { #[deprecated(note = #note)] });
            let doc = format!("Another name of [`{name}::{}`].", entry.name);
            let alias = ident(alias);
            constants
                .append_all(quote! { #[doc = #doc] #deprecated pub const #alias: #name = #name::#variant; });
        }
    }
    if constants.is_empty() {
        return constants;
    }
    quote! {
        #[allow(dead_code, deprecated, non_upper_case_globals)]
        impl #name { #constants }
    }
}

/// The type of the discriminants: the code type, or for strings the smallest that counts the entries.
fn repr(table: &Table) -> Ident {
    let name = match table.code_type {
        CodeType::String if table.entries.len() <= usize::from(u16::MAX) => "u16",
        CodeType::String => "u32",
        integer => integer.name(),
    };
    Ident::new(name, Span::call_site())
}

fn expand_enum(name: &Ident, table: &Table, catalog: &Catalog, shape: &Shape) -> TokenStream {
    let Shape { krate, vis, .. } = shape;
    let repr = repr(table);
    let doc = document_table(table, catalog);
    let variants: TokenStream = table.entries.iter().map(|entry| expand_variant(entry, table)).collect();
    quote! {
        #[doc = #doc]
        #[allow(dead_code, non_camel_case_types, clippy::all, clippy::pedantic)]
        #[non_exhaustive]
        #[repr(#repr)]
        #[derive(
            #krate::__private::core::clone::Clone,
            #krate::__private::core::marker::Copy,
            #krate::__private::core::cmp::PartialEq,
            #krate::__private::core::cmp::Eq,
            #krate::__private::core::cmp::PartialOrd,
            #krate::__private::core::cmp::Ord,
            #krate::__private::core::hash::Hash,
        )]
        #vis enum #name { #variants }
    }
}

fn expand_variant(entry: &Entry, table: &Table) -> TokenStream {
    let name = ident(&entry.name);
    let doc = document_entry(entry, table);
    let alias = alias(entry).map(|alias| quote! { #[doc(alias = #alias)] });
    let discriminant = match &entry.code {
        Code::Integer { value, .. } => {
            let value = Integer(*value);
            quote! { = #value }
        }
        Code::String(_) => TokenStream::new(),
    };
    let deprecated = entry.deprecated.as_ref().map(expand_deprecated);
    quote! { #[doc = #doc] #alias #deprecated #name #discriminant, }
}

/// The attribute that makes the compiler warn of each use.
pub(crate) fn expand_deprecated(deprecated: &Deprecated) -> TokenStream {
    let Deprecated { since, note, replacement } = deprecated;
    let replacement = replacement.as_ref().map(|name| format!("use `{name}`"));
    let note: Vec<&str> = note.as_deref().into_iter().chain(replacement.as_deref()).collect();
    let note = (!note.is_empty()).then(|| {
        let note = note.join("; ");
        quote! { note = #note }
    });
    let since = since.as_ref().map(|since| quote! { since = #since });
    let arguments: Vec<_> = since.into_iter().chain(note).collect();
    if arguments.is_empty() {
        quote! { #[deprecated] }
    } else {
        quote! { #[deprecated(#(#arguments),*)] }
    }
}

/// Above this, the compiler's check of a constant array of variants, which is quadratic, is felt.
const LARGEST_ARRAY: usize = 2_000;

/// How many variants one `match` turns an index into.
const CHUNK: usize = 1_000;

/// The function that turns an index into a variant.
fn expand_at(name: &Ident, entries: &[Entry], krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    let count = Literal::usize_unsuffixed(entries.len());
    // Only those who use a deprecated entry are to be warned.
    let is_any_deprecated = entries.iter().any(|entry| entry.deprecated.is_some());
    let allow = is_any_deprecated.then(|| quote! { #[allow(deprecated)] });
    let variant = |entry: &Entry| {
        let variant = ident(&entry.name);
        quote! { #name::#variant }
    };
    if entries.len() <= LARGEST_ARRAY {
        let variants = entries.iter().map(variant);
        return quote! {
            #allow
            static VARIANTS: [#name; #count] = [#(#variants),*];
            const fn at(index: usize) -> #option<#name> {
                if index < #count { #option::Some(VARIANTS[index]) } else { #option::None }
            }
        };
    }
    let chunk_size = Literal::usize_unsuffixed(CHUNK);
    let mut chunks = TokenStream::new();
    let mut arms = TokenStream::new();
    for (number, chunk) in entries.chunks(CHUNK).enumerate() {
        let chunk_name = Ident::new(&format!("at_{number}"), Span::call_site());
        let number = Literal::usize_unsuffixed(number);
        arms.append_all(quote! { #number => #chunk_name(index % #chunk_size), });
        let indices = (0..chunk.len()).map(Literal::usize_unsuffixed);
        let variants = chunk.iter().map(variant);
        chunks.append_all(quote! {
            #allow
            const fn #chunk_name(index: usize) -> #option<#name> {
                #option::Some(match index { #(#indices => #variants,)* _ => return #option::None })
            }
        });
    }
    quote! {
        #chunks
        const fn at(index: usize) -> #option<#name> {
            match index / #chunk_size { #arms _ => #option::None }
        }
    }
}

/// The static table. Columns of numbers are byte strings and all texts are one string: see `errcat::__private::Table`.
fn expand_data(table: &Table, catalog: &Catalog, shape: &Shape) -> TokenStream {
    let krate = &shape.krate;
    let Table { name, enum_name, entries, .. } = table;
    let locales = catalog.locales.iter().map(errcat_catalog::Locale::as_str);
    let shown = Literal::usize_unsuffixed(shape.locale);
    let len = Literal::usize_unsuffixed(entries.len());
    let also: Vec<(&Code, u32)> = (0..)
        .zip(entries)
        .flat_map(|(index, entry)| entry.also.iter().map(move |code| (code, index)))
        .collect();
    let all_codes = || entries.iter().map(|entry| &entry.code).chain(also.iter().map(|(code, _)| *code));
    let codes = if table.code_type == CodeType::String {
        quote! { #krate::__private::Codes::Strings }
    } else {
        let integers = column(all_codes().filter_map(integer).map(i64::to_le_bytes));
        quote! { #krate::__private::Codes::Integers(#integers) }
    };
    let by_code = order(all_codes().map(|code| (integer(code), string(code))));
    let also_of = column(also.iter().map(|(_, entry)| entry.to_le_bytes()));
    let further: Vec<(&str, u32)> = (0..)
        .zip(entries)
        .flat_map(|(index, entry)| further_names(entry).map(move |name| (name, index)))
        .collect();
    let all_names =
        entries.iter().map(|entry| entry.name.as_str()).chain(further.iter().map(|(name, _)| *name));
    let by_name = order(all_names);
    let further_name_of = column(further.iter().map(|(_, entry)| entry.to_le_bytes()));
    let texts = expand_texts(entries, catalog.locales.len(), krate);
    let (policies, policy_of) = expand_policies(entries, krate);
    let params = expand_entry_params(entries, krate);
    let success = table.success.iter().map(|code| expand_code(code, krate));
    let prefixes = expand_prefixes(&table.classes, krate);
    let unknown = expand_unknown(&table.unknown, krate);
    let envelope = expand_envelope(&table.envelope, krate);
    quote! {
        #krate::__private::Table {
            name: #name,
            enum_name: #enum_name,
            locales: &[#(#locales),*],
            shown: #shown,
            len: #len,
            codes: #codes,
            also_of: #also_of,
            by_code: #by_code,
            further_name_of: #further_name_of,
            by_name: #by_name,
            texts: #texts,
            policies: &[#policies],
            policy_of: #policy_of,
            params: &[#params],
            success: &[#(#success),*],
            unknown: #unknown,
            prefixes: &[#prefixes],
            envelope: #envelope,
        }
    }
}

/// A number of bytes or entries: a catalog has fewer than a u32 counts.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn integer(code: &Code) -> Option<i64> {
    match code {
        Code::Integer { value, .. } => Some(*value),
        Code::String(_) => None,
    }
}

fn string(code: &Code) -> Option<&str> {
    match code {
        Code::Integer { .. } => None,
        Code::String(text) => Some(text),
    }
}

/// Numbers of so many bytes each.
fn column<const BYTES: usize>(numbers: impl Iterator<Item = [u8; BYTES]>) -> TokenStream {
    let bytes: Vec<u8> = numbers.flatten().collect();
    let bytes = Literal::byte_string(&bytes);
    let size = Literal::usize_unsuffixed(BYTES);
    quote! { #bytes.as_chunks::<#size>().0 }
}

/// The places of some keys, in the order of the keys.
fn order<K: Ord>(keys: impl Iterator<Item = K>) -> TokenStream {
    let mut indices: Vec<(K, u32)> = keys.zip(0..).collect();
    indices.sort_unstable();
    column(indices.into_iter().map(|(_, index)| index.to_le_bytes()))
}

fn further_names(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.aliases.iter().chain(&entry.former).map(String::as_str)
}

/// All texts: for each entry the name, the messages, the titles, the help, and the code if it is a string; then the
/// further codes and the further names.
fn expand_texts(entries: &[Entry], locales: usize, krate: &TokenStream) -> TokenStream {
    let has_titles = entries.iter().any(has_title);
    let has_help = entries.iter().any(|entry| entry.help.is_some());
    let none = vec![String::new(); locales];
    let mut all = String::new();
    let mut ends: Vec<u32> = Vec::new();
    let mut push = |text: &str| {
        all.push_str(text);
        ends.push(count(all.len()));
    };
    for entry in entries {
        push(&entry.name);
        entry.message.iter().for_each(|text| push(text));
        if has_titles {
            let title = entry.title.as_ref().filter(|_| has_title(entry));
            title.unwrap_or(&none).iter().for_each(|text| push(text));
        }
        if has_help {
            entry.help.as_ref().unwrap_or(&none).iter().for_each(|text| push(text));
        }
        string(&entry.code).into_iter().for_each(&mut push);
    }
    entries.iter().flat_map(|entry| &entry.also).filter_map(string).for_each(&mut push);
    entries.iter().flat_map(further_names).for_each(&mut push);
    let is_string = entries.iter().any(|entry| string(&entry.code).is_some());
    let kinds = 1 + usize::from(has_titles) + usize::from(has_help);
    let each = Literal::usize_unsuffixed(1 + kinds * locales + usize::from(is_string));
    let ends = column(ends.into_iter().map(u32::to_le_bytes));
    quote! {
        #krate::__private::Texts {
            each: #each,
            has_titles: #has_titles,
            has_help: #has_help,
            all: #all,
            ends: #ends,
        }
    }
}

/// Whether an entry has a title that is another text than its message.
fn has_title(entry: &Entry) -> bool {
    entry.title.as_ref().is_some_and(|title| *title != entry.message)
}

/// What an entry is treated as.
type Kind<'c> = (u16, Category, &'c Retry, Replay, Severity, Option<&'c str>);

/// What entries are treated as: each kind once, and for each entry which it is.
fn expand_policies(entries: &[Entry], krate: &TokenStream) -> (TokenStream, TokenStream) {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut place_of = HashMap::new();
    let mut places: Vec<u32> = Vec::with_capacity(entries.len());
    for entry in entries {
        let class = entry.class.as_deref();
        let kind = (entry.http, entry.category, &entry.retry, entry.replay, entry.severity, class);
        places.push(*place_of.entry(kind).or_insert_with(|| {
            kinds.push(kind);
            count(kinds.len() - 1)
        }));
    }
    let policies = kinds.into_iter().map(|(http, category, retry, replay, severity, class)| {
        let http = Literal::u16_unsuffixed(http);
        let category = expand_category(category, krate);
        let severity = expand_severity(severity, krate);
        let class = expand_option(class, krate);
        let retry = expand_retry(retry, krate);
        let replay = expand_replay(replay, krate);
        quote! {
            #krate::__private::Policy {
                http: #http,
                category: #category,
                retry: #retry,
                replay: #replay,
                severity: #severity,
                class: #class,
            },
        }
    });
    (policies.collect(), column(places.into_iter().map(u32::to_le_bytes)))
}

/// The classes with a prefix, for codes that the table does not have; the longest prefix first.
fn expand_prefixes(classes: &[Class], krate: &TokenStream) -> TokenStream {
    let mut prefixed: Vec<(&String, &Class)> =
        classes.iter().filter_map(|class| class.prefix.as_ref().map(|prefix| (prefix, class))).collect();
    prefixed.sort_by_key(|(prefix, _)| Reverse(prefix.len()));
    let expanded = prefixed.into_iter().map(|(prefix, class)| {
        let name = &class.name;
        let category = expand_option(class.category.map(|category| expand_category(category, krate)), krate);
        let retry = expand_option(class.retry.as_ref().map(|retry| expand_retry(retry, krate)), krate);
        let replay = expand_option(class.replay.map(|replay| expand_replay(replay, krate)), krate);
        let severity = expand_option(class.severity.map(|severity| expand_severity(severity, krate)), krate);
        quote! {
            #krate::__private::PrefixClass {
                prefix: #prefix,
                name: #name,
                category: #category,
                retry: #retry,
                replay: #replay,
                severity: #severity,
            },
        }
    });
    expanded.collect()
}

pub(crate) fn expand_option(value: Option<impl ToTokens>, krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    match value {
        Some(value) => quote! { #option::Some(#value) },
        None => quote! { #option::None },
    }
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
    let option = quote! { #krate::__private::core::option::Option };
    match retry {
        Retry::Never => quote! { #krate::Retry::Never },
        Retry::Transient => quote! { #krate::Retry::Transient },
        Retry::Throttled { after_ms: None } => quote! { #krate::Retry::Throttled { after: #option::None } },
        Retry::Throttled { after_ms: Some(ms) } => {
            let ms = Literal::u64_unsuffixed(*ms);
            quote! {
                #krate::Retry::Throttled {
                    after: #option::Some(#krate::__private::core::time::Duration::from_millis(#ms)),
                }
            }
        }
        Retry::Remedy { remedy, repeat } => {
            let remedy = expand_remedy(remedy, krate);
            let repeat = ident(match repeat {
                Repeat::Once => "Once",
                Repeat::BackOff => "BackOff",
            });
            quote! { #krate::Retry::Remedy { remedy: #remedy, repeat: #krate::Repeat::#repeat } }
        }
    }
}

fn expand_replay(replay: Replay, krate: &TokenStream) -> TokenStream {
    let replay = ident(match replay {
        Replay::Safe => "Safe",
        Replay::IfIdempotent => "IfIdempotent",
    });
    quote! { #krate::Replay::#replay }
}

fn expand_code(code: &Code, krate: &TokenStream) -> TokenStream {
    match code {
        Code::Integer { value, .. } => {
            let value = Integer(*value);
            quote! { #krate::Code::Number(#value) }
        }
        Code::String(text) => quote! { #krate::Code::Text(#text) },
    }
}

fn expand_unknown(unknown: &Unknown, krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    match unknown {
        Unknown::ByStatus => quote! { #option::None },
        Unknown::Policy { retry, replay } => {
            let retry = expand_retry(retry, krate);
            let replay = expand_replay(*replay, krate);
            quote! { #option::Some((#retry, #replay)) }
        }
    }
}

fn expand_remedy(remedy: &Remedy, krate: &TokenStream) -> TokenStream {
    let variant = match remedy {
        Remedy::RefreshToken => "RefreshToken",
        Remedy::Reauthorize => "Reauthorize",
        Remedy::Resign => "Resign",
        Remedy::SyncClock => "SyncClock",
        Remedy::Restart => "Restart",
        Remedy::Custom(custom) => {
            let (name, description) = (&custom.name, &custom.description);
            return quote! {
                #krate::Remedy::Custom(#krate::CustomRemedy { name: #name, description: #description })
            };
        }
    };
    let variant = ident(variant);
    quote! { #krate::Remedy::#variant }
}

pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// An integer without a type; a negative one as a sign and a number, as it stands in source text.
struct Integer(i64);

impl ToTokens for Integer {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.0 < 0 {
            tokens.append(TokenTree::Punct(Punct::new('-', Spacing::Alone)));
        }
        tokens.append(Literal::u64_unsuffixed(self.0.unsigned_abs()));
    }
}
