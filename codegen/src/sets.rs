//! Expands the sets of a table: an exhaustive enum for each, and a call of the macro that implements the API on it.

use errcat_catalog::{Catalog, CodeType, Entry, Set, Table};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use crate::attributes::expand_attributes_of_set;
use crate::document::{document_entry, document_set};
use crate::fragments::{documented, expand_deprecated, ident};
use crate::params::{expand_struct, expand_struct_impls, field_name, inside};
use crate::shape::Shape;

/// The expanded sets of a table.
#[derive(Default)]
pub(crate) struct Sets {
    pub(crate) enums: TokenStream,
    /// The impls, for a scope in which nothing else has their names.
    pub(crate) impls: TokenStream,
}

/// `layout` has the entries of the table in the order of their indices.
pub(crate) fn expand_sets(
    table_enum: &Ident,
    table: &Table,
    layout: &[&Entry],
    catalog: &Catalog,
    shape: &Shape,
) -> Sets {
    let mut sets = Sets::default();
    for set in &table.sets {
        let name = Ident::new(&set.enum_name, shape.span);
        let entries: Vec<&Entry> = set.entries.iter().filter_map(|index| table.entries.get(*index)).collect();
        sets.enums.extend(expand_enum(&name, set, &entries, table, shape));
        sets.enums.extend(expand_module(&name, set, &entries, table, shape));
        sets.impls.extend(expand_attributes_of_set(&name, catalog, shape));
        sets.impls.extend(expand_impls(&name, table_enum, set, &entries, table, layout, shape));
    }
    sets
}

fn expand_enum(name: &Ident, set: &Set, entries: &[&Entry], table: &Table, shape: &Shape) -> TokenStream {
    let Shape { krate, vis, docs, .. } = shape;
    let doc = documented(*docs, || document_set(set, table));
    let variants = entries.iter().map(|entry| {
        let doc = documented(*docs, || document_entry(entry, table));
        let deprecated = entry.deprecated.as_ref().map(expand_deprecated);
        let variant = ident(&entry.name);
        quote! { #doc #deprecated #variant }
    });
    let lints = (!docs).then(|| quote! { missing_docs, });
    let repr = ident(if entries.len() <= usize::from(u16::MAX) { "u16" } else { "u32" });
    quote! {
        #doc
        #[allow(dead_code, #lints non_camel_case_types, clippy::all, clippy::pedantic)]
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
        #vis enum #name { #(#variants),* }
    }
}

/// Expands the structs of the entries with params: those of the table are of its enum.
fn expand_module(name: &Ident, set: &Set, entries: &[&Entry], table: &Table, shape: &Shape) -> TokenStream {
    let entries: Vec<&&Entry> = entries.iter().filter(|entry| !entry.params.is_empty()).collect();
    if entries.is_empty() {
        return TokenStream::new();
    }
    let Shape { vis, docs, span, .. } = shape;
    let module = Ident::new(&set.module_name, *span);
    let inner_vis = inside(vis);
    let structs = entries.iter().map(|entry| expand_struct(entry, table, &inner_vis, shape));
    let doc =
        documented(*docs, || format!("The params of [`{name}`]: a struct for each entry that has any."));
    quote! {
        #doc
        #[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub, clippy::all, clippy::pedantic)]
        #vis mod #module { #(#structs)* }
    }
}

fn expand_impls(
    name: &Ident,
    table_enum: &Ident,
    set: &Set,
    entries: &[&Entry],
    table: &Table,
    layout: &[&Entry],
    shape: &Shape,
) -> TokenStream {
    let krate = &shape.krate;
    let (kind, code_type) = match table.code_type {
        // The type of the discriminants takes the place of the type of the codes.
        CodeType::String => ("string", "u16"),
        other => ("integer", other.name()),
    };
    let [kind, code_type] = [kind, code_type].map(|word| Ident::new(word, Span::call_site()));
    let count = Literal::usize_unsuffixed(entries.len());
    let variants: Vec<Ident> = entries.iter().map(|entry| ident(&entry.name)).collect();
    let is_any_deprecated = entries.iter().any(|entry| entry.deprecated.is_some());
    let allow = is_any_deprecated.then(|| quote! { #[allow(deprecated)] });
    let [own_module, table_module] =
        [&set.module_name, &table.module_name].map(|module| Ident::new(module, Span::call_site()));
    let with_params = layout.iter().filter(|entry| !entry.params.is_empty()).enumerate();
    let params = with_params.filter(|(_, entry)| entries.iter().any(|own| own.name == entry.name));
    let params: Vec<TokenStream> = params
        .map(|(index, entry)| {
            let variant = ident(&entry.name);
            let fields = entry.params.iter().map(|param| field_name(&param.name, Span::call_site()));
            let own = expand_struct_impls(name, entry, &Literal::usize_unsuffixed(index), &own_module, krate);
            quote! {
                #own
                #krate::__private::implement_set_params! {
                    #name #variant #table_module::#variant #own_module::#variant { #(#fields)* }
                }
            }
        })
        .collect();
    let table_data = (!params.is_empty()).then(|| {
        quote! {
            static TABLE: &#krate::__private::Table = <#table_enum as #krate::__private::Entries>::TABLE;
        }
    });
    let structs = entries.iter().filter(|entry| !entry.params.is_empty()).map(|entry| {
        let variant = ident(&entry.name);
        quote! { #own_module::#variant }
    });
    quote! {
        const _: () = {
            #allow
            static ENTRIES: [#table_enum; #count] = [#(#table_enum::#variants),*];
            #allow
            static VARIANTS: [#name; #count] = [#(#name::#variants),*];
            #table_data
            #krate::__private::implement_set! {
                #kind #name #table_enum #code_type ENTRIES VARIANTS [#(#structs)*]
            }
            #(#params)*
        };
    }
}
