//! Expands the attributes of a catalog: for each an accessor, over the list of distinct values and a column of indices.

use std::collections::HashMap;

use errcat_catalog::{Attribute, Catalog, Entry, ParamType, Value};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{TokenStreamExt, quote};

use crate::fragments::{documented, ident};
use crate::shape::Shape;
use crate::source::{literal, tokens};
use crate::table::{column, count};

/// Expands the accessors of an enum, for the scope of the static table.
pub(crate) fn expand_attributes(
    name: &Ident,
    catalog: &Catalog,
    entries: &[&Entry],
    shape: &Shape,
) -> TokenStream {
    if catalog.attributes.is_empty() {
        return TokenStream::new();
    }
    let mut accessors = TokenStream::new();
    for attribute in &catalog.attributes {
        accessors.append_all(expand_accessor(attribute, entries, shape));
    }
    quote! {
        #[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
        impl #name { #accessors }
    }
}

/// Expands the accessors of the enum of a set, which return what those of the table's enum do.
pub(crate) fn expand_attributes_of_set(name: &Ident, catalog: &Catalog, shape: &Shape) -> TokenStream {
    if catalog.attributes.is_empty() {
        return TokenStream::new();
    }
    let accessors = catalog.attributes.iter().map(|attribute| {
        let name = ident(&attribute.name);
        accessor(attribute, &quote! { self.__entry().#name() }, shape)
    });
    quote! {
        #[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
        impl #name { #(#accessors)* }
    }
}

fn expand_accessor(attribute: &Attribute, entries: &[&Entry], shape: &Shape) -> TokenStream {
    let krate = &shape.krate;
    let value_type = expand_type(attribute.value_type, krate);
    let Distinct { values, indices } = distinct(attribute, entries);
    let len = Literal::usize_unsuffixed(values.len());
    let values: Vec<String> = values.into_iter().map(written).collect();
    let values = tokens(&values.join(","));
    let value_of = column(indices.into_iter(), krate);
    let found = if attribute.is_optional() {
        let option = quote! { #krate::__private::core::option::Option };
        quote! {
            match VALUE_OF.get(self.__index()) {
                0 => #option::None,
                position => #option::Some(VALUES[position - 1]),
            }
        }
    } else {
        quote! { VALUES[VALUE_OF.get(self.__index())] }
    };
    let body = quote! {
        static VALUES: [#value_type; #len] = [#values];
        static VALUE_OF: #krate::__private::Column = #value_of;
        #found
    };
    accessor(attribute, &body, shape)
}

/// Expands an accessor with a body.
fn accessor(attribute: &Attribute, body: &TokenStream, shape: &Shape) -> TokenStream {
    let krate = &shape.krate;
    let name = ident(&attribute.name);
    let doc = documented(shape.docs, || {
        let default = || format!("Returns the value of the attribute `{}`.", attribute.name);
        attribute.doc.clone().unwrap_or_else(default)
    });
    let value_type = expand_type(attribute.value_type, krate);
    let returned = if attribute.is_optional() {
        quote! { #krate::__private::core::option::Option<#value_type> }
    } else {
        value_type
    };
    quote! {
        #doc
        #[must_use]
        #[inline]
        pub const fn #name(self) -> #returned { #body }
    }
}

fn expand_type(value_type: ParamType, krate: &TokenStream) -> TokenStream {
    if value_type == ParamType::String {
        return quote! { &'static #krate::__private::core::primitive::str };
    }
    let name = ident(value_type.name());
    quote! { #krate::__private::core::primitive::#name }
}

/// The distinct values of an attribute, and for each entry the index of its value. Of an optional one, index 0 is none, and
/// the values begin at 1.
struct Distinct<'e> {
    values: Vec<&'e Value>,
    indices: Vec<u32>,
}

fn distinct<'e>(attribute: &Attribute, entries: &[&'e Entry]) -> Distinct<'e> {
    let first = u32::from(attribute.is_optional());
    let mut values: Vec<&Value> = Vec::new();
    let mut index_of: HashMap<&Value, u32> = HashMap::new();
    let mut indices = Vec::with_capacity(entries.len());
    for entry in entries {
        let value = entry.attributes.iter().find(|(name, _)| *name == attribute.name);
        let index = value.map(|(_, value)| {
            *index_of.entry(value).or_insert_with(|| {
                values.push(value);
                count(values.len() - 1) + first
            })
        });
        indices.push(index.unwrap_or_default());
    }
    Distinct { values, indices }
}

/// Writes a value as a literal, whose type follows from where it is.
fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => literal(text),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        // With a point or an exponent, whatever the value is.
        Value::Float(number) => format!("{number:?}"),
    }
}
