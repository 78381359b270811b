//! Expands a catalog: for each table the enum, its static table, and a call of the macro that implements the API on both.

use errcat_catalog::{Catalog, Code, CodeType, Entry, Table};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{TokenStreamExt, quote};

use crate::attributes::expand_attributes;
use crate::document::{alias, document_entry, document_table};
use crate::fragments::{documented, expand_deprecated, ident};
use crate::params::{Params, expand_params};
use crate::sets::{Sets, expand_sets};
use crate::shape::Shape;
use crate::source::{literal, tokens};
use crate::table::{Layout, expand_table_data};

/// Expands a catalog: for each table of the shape the enum, its static table and its impls.
pub fn expand(catalog: &Catalog, shape: &Shape) -> TokenStream {
    let tables = shape.tables.iter().map(|&index| &catalog.tables[index]);
    tables.map(|table| expand_table(table, catalog, shape)).collect()
}

fn expand_table(table: &Table, catalog: &Catalog, shape: &Shape) -> TokenStream {
    let name = Ident::new(&table.enum_name, shape.span);
    let code_enum = expand_enum(&name, table, catalog, shape);
    let further_names = expand_further_names(&name, &table.entries, shape.docs);
    let layout = Layout::of(table);
    let attributes = expand_attributes(&name, catalog, &layout.entries, shape);
    let params = expand_params(&name, table, &layout.entries, shape);
    let Sets { enums: set_enums, impls: set_impls } =
        expand_sets(&name, table, &layout.entries, catalog, shape);
    let at = expand_at(&name, &layout.entries, &shape.krate);
    let data = expand_table_data(table, &layout, catalog, shape);
    let krate = &shape.krate;
    let kind = kind(table);
    let macro_arm = Ident::new(kind.name(), Span::call_site());
    let code_type = match kind {
        Kind::Integer | Kind::Indexed => Ident::new(table.code_type.name(), Span::call_site()),
        Kind::String => repr(table),
    };
    let Params { module, structs, impls } = params;
    quote! {
        #code_enum
        #set_enums
        #module
        const _: () = {
            #[allow(clippy::needless_update)] // an envelope may state every part
            static TABLE: #krate::__private::Table = #data;
            #at
            #krate::__private::implement! { #macro_arm #name #code_type TABLE at [#(#structs)*] }
            #further_names
            #attributes
            #impls
        };
        #set_impls
    }
}

/// Expands the aliases and the former names of entries to constants.
fn expand_further_names(name: &Ident, entries: &[Entry], docs: bool) -> TokenStream {
    let mut constants = TokenStream::new();
    for entry in entries {
        let variant = ident(&entry.name);
        for alias in entry.aliases.iter().chain(&entry.former) {
            let is_former = entry.former.contains(alias);
            let note = format!("renamed to `{}`", entry.name);
            let deprecated = is_former.then(|| quote! { #[deprecated(note = #note)] });
            let doc = documented(docs, || format!("Another name of [`{name}::{}`].", entry.name));
            let alias = ident(alias);
            constants.append_all(quote! { #doc #deprecated pub const #alias: #name = #name::#variant; });
        }
    }
    if constants.is_empty() {
        return constants;
    }
    quote! {
        #[allow(dead_code, deprecated, missing_docs, non_upper_case_globals)]
        impl #name { #constants }
    }
}

/// How the discriminants of an enum lead to its codes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The discriminants are the codes.
    Integer,
    /// The codes are integers, and refinements share those of other entries: the discriminants count the entries.
    Indexed,
    /// The codes are strings: the discriminants count the entries.
    String,
}

impl Kind {
    /// Returns the arm of the macro that implements it.
    fn name(self) -> &'static str {
        match self {
            Kind::Integer => "integer",
            Kind::Indexed => "indexed",
            Kind::String => "string",
        }
    }
}

fn kind(table: &Table) -> Kind {
    match table.code_type {
        CodeType::String => Kind::String,
        CodeType::U8
        | CodeType::U16
        | CodeType::U32
        | CodeType::U64
        | CodeType::I16
        | CodeType::I32
        | CodeType::I64
            if table.entries.iter().all(|entry| entry.refinement.is_none()) =>
        {
            Kind::Integer
        }
        CodeType::U8
        | CodeType::U16
        | CodeType::U32
        | CodeType::U64
        | CodeType::I16
        | CodeType::I32
        | CodeType::I64 => Kind::Indexed,
    }
}

/// Returns the type of the discriminants: the code type, or the smallest that can count the entries.
fn repr(table: &Table) -> Ident {
    let name = match kind(table) {
        Kind::Integer => table.code_type.name(),
        Kind::Indexed | Kind::String if table.entries.len() <= usize::from(u16::MAX) => "u16",
        Kind::Indexed | Kind::String => "u32",
    };
    Ident::new(name, Span::call_site())
}

fn expand_enum(name: &Ident, table: &Table, catalog: &Catalog, shape: &Shape) -> TokenStream {
    let Shape { krate, vis, .. } = shape;
    let repr = repr(table);
    let doc = documented(shape.docs, || document_table(table, catalog));
    let mut variants = String::new();
    let kind = kind(table);
    table.entries.iter().for_each(|entry| write_variant(entry, table, kind, shape.docs, &mut variants));
    let variants = tokens(&variants);
    let lints = (!shape.docs).then(|| quote! { missing_docs, });
    quote! {
        #doc
        #[allow(dead_code, #lints non_camel_case_types, clippy::all, clippy::pedantic)]
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

fn write_variant(entry: &Entry, table: &Table, kind: Kind, docs: bool, source: &mut String) {
    if docs {
        source.extend(["#[doc = ", &literal(&document_entry(entry, table)), "]"]);
        if let Some(alias) = alias(entry) {
            source.extend(["#[doc(alias = ", &literal(&alias), ")]"]);
        }
    }
    if let Some(deprecated) = &entry.deprecated {
        source.push_str(&expand_deprecated(deprecated).to_string());
    }
    source.push_str(&entry.name);
    if let (Kind::Integer, Code::Integer { value, .. }) = (kind, &entry.code) {
        source.extend([" = ", &value.to_string()]);
    }
    source.push(',');
}

/// The maximum number of variants in one array, which is the fastest look-up: the compiler checks an array in quadratic
/// time.
const MAX_ARRAY_LEN: usize = 2_048;

/// The number of index bits that one `match` handles. The time that the compiler takes for a `match` grows faster than its
/// arms.
const CHUNK_BITS: usize = 8;

/// Expands the function that turns an index into its variant. It is only called with a valid index.
fn expand_at(name: &Ident, entries: &[&Entry], krate: &TokenStream) -> TokenStream {
    // Only uses of a deprecated entry outside of the generated code are worth a warning.
    let is_any_deprecated = entries.iter().any(|entry| entry.deprecated.is_some());
    let allow = is_any_deprecated.then(|| quote! { #[allow(deprecated)] });
    let variants: Vec<String> = entries.iter().map(|entry| format!("{name}::{}", entry.name)).collect();
    if variants.len() > MAX_ARRAY_LEN {
        return expand_chunks(name, &variants, allow.as_ref(), krate);
    }
    let count = Literal::usize_unsuffixed(variants.len());
    let variants = tokens(&variants.join(","));
    quote! {
        #allow
        static VARIANTS: [#name; #count] = [#variants];
        #[inline]
        const fn at(index: #krate::__private::core::primitive::usize) -> #name {
            VARIANTS[index]
        }
    }
}

/// Expands a `match` over chunks, each a `match` of its own. All have the same number of arms, so that the optimiser turns
/// them into two table look-ups without a jump to each chunk.
///
/// The function is not inlined, so that it is compiled only once.
fn expand_chunks(
    name: &Ident,
    variants: &[String],
    allow: Option<&TokenStream>,
    krate: &TokenStream,
) -> TokenStream {
    let usize_type = quote! { #krate::__private::core::primitive::usize };
    let size = 1 << CHUNK_BITS;
    let (bits, mask) = (Literal::usize_unsuffixed(CHUNK_BITS), size - 1);
    let first = &variants[0];
    let mut chunks = TokenStream::new();
    let mut choices = String::new();
    for (number, chunk) in variants.chunks(size).enumerate() {
        let chunk_name = Ident::new(&format!("at_{number}"), Span::call_site());
        choices.push_str(&format!("{number} => at_{number}(index & {mask}),"));
        let mut arms = String::new();
        for index in 0..size {
            let variant = chunk.get(index).unwrap_or(first);
            if index < mask {
                arms.push_str(&index.to_string());
            } else {
                arms.push('_');
            }
            arms.extend([" => ", variant, ","]);
        }
        let arms = tokens(&arms);
        chunks.append_all(quote! {
            #allow
            #[inline]
            const fn #chunk_name(index: #usize_type) -> #name {
                match index { #arms }
            }
        });
    }
    let (choices, first) = (tokens(&choices), tokens(first));
    quote! {
        #chunks
        #allow
        const fn at(index: #usize_type) -> #name {
            match index >> #bits { #choices _ => #first }
        }
    }
}
