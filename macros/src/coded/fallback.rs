//! The impls of a type with an error: they let rustc report this error and none that follow from it.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, Ident};

use super::ast::ErrorType;
use super::attribute::{coded, is_path_keyword};
use super::derived;
use super::expand::{import, table};

pub(crate) fn fallback(error_type: &ErrorType<'_>) -> TokenStream {
    let name = derived(&error_type.input.ident);
    let (impl_generics, type_generics, where_clause) = error_type.input.generics.split_for_impl();
    let import = import(error_type);
    let table = import.as_ref().and_then(|_| table(error_type));
    let imported = names_in_scope(error_type.input, &quote! { #import #table });
    let error_code = table.map(|table| {
        quote! {
            impl #impl_generics __errcat::HasCode for #name #type_generics #where_clause {
                type Code = #table;

                fn error_code(&self) -> #table {
                    loop {}
                }
            }
        }
    });
    let coded = import.map(|import| {
        quote! {
            #import

            impl #impl_generics __errcat::Coded for #name #type_generics #where_clause {
                fn any_code(&self) -> __errcat::AnyCode {
                    loop {}
                }
            }

            #error_code
        }
    });
    quote! {
        const _: () = {
            #(#[allow(unused_imports)] use #imported as _;)*
            #coded
        };
    }
}

/// Returns the names that the paths in the attributes begin with, even where the rest cannot be parsed, so that what the
/// user imported for the derive is used. Leaves out those that are used elsewhere.
fn names_in_scope(input: &DeriveInput, elsewhere: &TokenStream) -> Vec<Ident> {
    let elsewhere: Vec<String> = elsewhere.clone().into_iter().map(|token| token.to_string()).collect();
    let mut names: Vec<Ident> = Vec::new();
    for attribute in coded(all_attributes(input)) {
        let Ok(arguments) = attribute.meta.require_list() else { continue };
        let mut before = None;
        let mut tokens = arguments.tokens.clone().into_iter().peekable();
        while let Some(token) = tokens.next() {
            if let TokenTree::Ident(name) = &token
                && begins_path(before.as_ref(), name, tokens.peek())
                && !names.contains(name)
                && !elsewhere.contains(&name.to_string())
            {
                names.push(name.clone());
            }
            before = Some(token);
        }
    }
    names
}

/// Returns whether a name between two tokens begins a path, or what is meant as one: `RestError.MeetingNotFound`.
fn begins_path(before: Option<&TokenTree>, name: &Ident, after: Option<&TokenTree>) -> bool {
    let punct = |token: Option<&TokenTree>| match token {
        Some(TokenTree::Punct(punct)) => Some((punct.as_char(), punct.spacing())),
        Some(TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_)) | None => None,
    };
    if is_path_keyword(name) || matches!(punct(before), Some((':' | '.', _))) {
        return false;
    }
    let is_type = name.to_string().starts_with(char::is_uppercase);
    match (punct(before), punct(after)) {
        (_, Some((':', Spacing::Joint))) => true,
        (_, Some((':' | '.' | '<', _))) | (Some(('=', _)), _) => is_type,
        (Some(_) | None, Some(_) | None) => false,
    }
}

fn all_attributes(input: &DeriveInput) -> Vec<&Attribute> {
    let mut attributes: Vec<&Attribute> = input.attrs.iter().collect();
    let fields: Vec<&Fields> = match &input.data {
        Data::Struct(data) => vec![&data.fields],
        Data::Enum(data) => {
            attributes.extend(data.variants.iter().flat_map(|variant| &variant.attrs));
            data.variants.iter().map(|variant| &variant.fields).collect()
        }
        Data::Union(_) => Vec::new(),
    };
    attributes.extend(fields.into_iter().flatten().flat_map(|field| &field.attrs));
    attributes
}
