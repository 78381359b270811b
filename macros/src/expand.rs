//! A catalog in, Rust out: for each table the enum, its static table, and a call that writes the impls over both.
//!
//! Everything here works for any catalog; what is valid was decided before.

use std::collections::HashMap;

use errcat_catalog::{
    Catalog, Category, Code, CodeType, Entry, Remedy, Repeat, Replay, Retry, Table, Unknown,
};
use proc_macro2::{Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt, quote};

use crate::document::{alias, document_entry, document_table};
use crate::envelope::expand_envelope;

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
    let at = expand_at(&name, &table.entries, &shape.krate);
    let data = expand_data(table, catalog, shape);
    let krate = &shape.krate;
    let repr = repr(table);
    let kind =
        Ident::new(if table.code_type == CodeType::String { "string" } else { "integer" }, Span::call_site());
    quote! {
        #code_enum
        const _: () = {
            static TABLE: #krate::__private::Table = #data;
            #at
            #krate::__private::implement! { #kind #name #repr TABLE at }
        };
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
    let variants: TokenStream = table.entries.iter().map(expand_variant).collect();
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

fn expand_variant(entry: &Entry) -> TokenStream {
    let name = ident(&entry.name);
    let doc = document_entry(entry);
    let alias = alias(entry).map(|alias| quote! { #[doc(alias = #alias)] });
    let discriminant = match &entry.code {
        Code::Integer { value, .. } => {
            let value = Integer(*value);
            quote! { = #value }
        }
        Code::String(_) => TokenStream::new(),
    };
    quote! { #[doc = #doc] #alias #name #discriminant, }
}

/// Above this, the compiler's check of a constant array of variants, which is quadratic, is felt.
const LARGEST_ARRAY: usize = 2_000;

/// How many variants one `match` turns an index into.
const CHUNK: usize = 1_000;

/// The function that turns an index into a variant.
fn expand_at(name: &Ident, entries: &[Entry], krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    let count = Literal::usize_unsuffixed(entries.len());
    let variant = |entry: &Entry| {
        let variant = ident(&entry.name);
        quote! { #name::#variant }
    };
    if entries.len() <= LARGEST_ARRAY {
        let variants = entries.iter().map(variant);
        return quote! {
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
    let integers: Vec<i64> = entries.iter().filter_map(|entry| integer(&entry.code)).collect();
    let codes = if table.code_type == CodeType::String {
        quote! { #krate::__private::Codes::Strings }
    } else {
        let integers = column(integers.iter().map(|code| code.to_le_bytes()));
        quote! { #krate::__private::Codes::Integers(#integers) }
    };
    let by_code = order(entries, |entry| (integer(&entry.code), string(&entry.code)));
    let by_name = order(entries, |entry| &entry.name);
    let texts = expand_texts(entries, catalog.locales.len(), krate);
    let (policies, policy_of) = expand_policies(entries, krate);
    let success = table.success.iter().map(|code| expand_code(code, krate));
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
            by_code: #by_code,
            by_name: #by_name,
            texts: #texts,
            policies: &[#policies],
            policy_of: #policy_of,
            success: &[#(#success),*],
            unknown: #unknown,
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

/// The indices of the entries in the order of a key.
fn order<'a, K: Ord>(entries: &'a [Entry], key: impl Fn(&'a Entry) -> K) -> TokenStream {
    let mut indices: Vec<(K, u32)> = entries.iter().map(key).zip(0..).collect();
    indices.sort_unstable();
    column(indices.into_iter().map(|(_, index)| index.to_le_bytes()))
}

/// All texts: for each entry the name, the messages, the help, and the code if it is a string.
fn expand_texts(entries: &[Entry], locales: usize, krate: &TokenStream) -> TokenStream {
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
        if has_help {
            entry.help.as_ref().unwrap_or(&none).iter().for_each(|text| push(text));
        }
        string(&entry.code).into_iter().for_each(&mut push);
    }
    let each = Literal::usize_unsuffixed(ends.len() / entries.len().max(1));
    let ends = column(ends.into_iter().map(u32::to_le_bytes));
    quote! { #krate::__private::Texts { each: #each, has_help: #has_help, all: #all, ends: #ends } }
}

/// What entries are treated as: each kind once, and for each entry which it is.
fn expand_policies(entries: &[Entry], krate: &TokenStream) -> (TokenStream, TokenStream) {
    let mut kinds: Vec<(u16, Category, &Retry, Replay)> = Vec::new();
    let mut place_of = HashMap::new();
    let mut places: Vec<u32> = Vec::with_capacity(entries.len());
    for entry in entries {
        let kind = (entry.http, entry.category, &entry.retry, entry.replay);
        places.push(*place_of.entry(kind).or_insert_with(|| {
            kinds.push(kind);
            count(kinds.len() - 1)
        }));
    }
    let policies = kinds.into_iter().map(|(http, category, retry, replay)| {
        let http = Literal::u16_unsuffixed(http);
        let category = ident(category.variant());
        let retry = expand_retry(retry, krate);
        let replay = expand_replay(replay, krate);
        quote! {
            #krate::__private::Policy {
                http: #http,
                category: #krate::Category::#category,
                retry: #retry,
                replay: #replay,
            },
        }
    });
    (policies.collect(), column(places.into_iter().map(u32::to_le_bytes)))
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

fn ident(name: &str) -> Ident {
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
