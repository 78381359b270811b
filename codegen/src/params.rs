//! Expands entries with params: a struct for each, the impls over it, and its messages as static values.

use errcat_catalog::{Entry, Param, ParamType, Part, PluralForm, Table, Template, is_keyword};
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::document::{document_param, document_params};
use crate::fragments::{documented, expand_deprecated, expand_option, ident};
use crate::shape::Shape;

/// The expanded entries with params of a table.
#[derive(Default)]
pub(crate) struct Params {
    /// The module of the structs.
    pub(crate) module: TokenStream,
    /// The paths of the structs.
    pub(crate) structs: Vec<TokenStream>,
    /// The impls, for the scope of the static table.
    pub(crate) impls: TokenStream,
}

pub(crate) fn expand_params(name: &Ident, table: &Table, entries: &[&Entry], shape: &Shape) -> Params {
    let entries: Vec<&Entry> = entries.iter().copied().filter(|entry| !entry.params.is_empty()).collect();
    if entries.is_empty() {
        return Params::default();
    }
    let Shape { krate, vis, span, docs, .. } = shape;
    let module = Ident::new(&table.module_name, *span);
    let inner_vis = inside(vis);
    let structs = entries.iter().map(|entry| expand_struct(entry, table, &inner_vis, shape));
    let doc =
        documented(*docs, || format!("The params of [`{name}`]: a struct for each entry that has any."));
    let module_tokens = quote! {
        #doc
        #[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub, clippy::all, clippy::pedantic)]
        #vis mod #module { #(#structs)* }
    };
    let paths = entries.iter().map(|entry| {
        let name = ident(&entry.name);
        quote! { #module::#name }
    });
    let impls = entries.iter().enumerate().map(|(index, entry)| {
        expand_struct_impls(name, entry, &Literal::usize_unsuffixed(index), &module, krate)
    });
    Params { module: module_tokens, impls: impls.collect(), structs: paths.collect() }
}

/// Expands the impls of the struct of an entry, by the index of the entry among those of the table that have params.
pub(crate) fn expand_struct_impls(
    name: &Ident,
    entry: &Entry,
    index: &Literal,
    module: &Ident,
    krate: &TokenStream,
) -> TokenStream {
    let variant = ident(&entry.name);
    let fields = entry.params.iter().map(|param| field_name(&param.name, Span::call_site()));
    quote! {
        #krate::__private::implement_params! {
            #name #variant TABLE #index #module::#variant { #(#fields)* }
        }
    }
}

/// Returns a visibility as it is written one module further inside.
pub(crate) fn inside(vis: &TokenStream) -> TokenStream {
    let mut tokens = vis.clone().into_iter();
    let (Some(public), Some(TokenTree::Group(scope))) = (tokens.next(), tokens.next()) else {
        return vis.clone();
    };
    let scope: Vec<TokenTree> = scope.stream().into_iter().collect();
    let path = match scope.as_slice() {
        [TokenTree::Ident(keyword), path @ ..] if keyword == "in" => path,
        path => path,
    };
    let rest: TokenStream = path.iter().cloned().collect();
    match path.first() {
        Some(TokenTree::Ident(first)) if first == "self" => {
            let rest: TokenStream = path.iter().skip(1).cloned().collect();
            quote! { #public(in super #rest) }
        }
        Some(TokenTree::Ident(first)) if first == "super" => quote! { #public(in super::#rest) },
        _ => vis.clone(),
    }
}

pub(crate) fn expand_struct(entry: &Entry, table: &Table, vis: &TokenStream, shape: &Shape) -> TokenStream {
    let Shape { krate, docs, .. } = shape;
    let name = ident(&entry.name);
    let doc = documented(*docs, || document_params(entry, table));
    let deprecated = entry.deprecated.as_ref().map(expand_deprecated);
    let fields = entry.params.iter().map(|param| {
        let doc = documented(*docs, || document_param(param));
        let (field, field_type) = (field_name(&param.name, Span::call_site()), field_type(param, krate));
        quote! { #doc #vis #field: #field_type }
    });
    // Floats implement neither `Eq` nor `Hash`.
    let is_exact = entry.params.iter().all(|param| param.param_type != ParamType::F64);
    let exact =
        is_exact.then(|| quote! { #krate::__private::core::cmp::Eq, #krate::__private::core::hash::Hash, });
    quote! {
        #doc
        #deprecated
        #[derive(
            #krate::__private::core::clone::Clone,
            #krate::__private::core::fmt::Debug,
            #krate::__private::core::cmp::PartialEq,
            #exact
        )]
        #vis struct #name { #(#fields),* }
    }
}

/// Returns the name of a param as that of a field: a keyword becomes a raw identifier, if possible.
pub fn field_name(name: &str, span: Span) -> Ident {
    let is_raw = is_keyword(name) && !matches!(name, "self" | "Self" | "super" | "crate" | "_");
    if is_raw { Ident::new_raw(name, span) } else { Ident::new(name, span) }
}

fn field_type(param: &Param, krate: &TokenStream) -> TokenStream {
    let private = quote! { #krate::__private };
    let plain = if param.param_type == ParamType::String {
        quote! { #private::alloc::string::String }
    } else {
        let name = ident(param.param_type.name());
        quote! { #private::core::primitive::#name }
    };
    match (param.sensitive, param.optional) {
        (true, _) => quote! { #krate::Sensitive<#plain> },
        (false, true) => quote! { #private::core::option::Option<#plain> },
        (false, false) => plain,
    }
}

/// Expands the params and messages of entries to static values.
pub(crate) fn expand_entry_params(entries: &[&Entry], shape: &Shape) -> TokenStream {
    let krate = &shape.krate;
    let with_params = entries.iter().enumerate().filter(|(_, entry)| !entry.params.is_empty());
    let expanded = with_params.map(|(index, entry)| {
        let index = Literal::usize_unsuffixed(index);
        let needed = needed_params(entry);
        let params = (0..).zip(&entry.params).map(|(at, param)| expand_param(param, needed.contains(&at), krate));
        let locales = entry.templates.iter().flat_map(|all| {
            shape.locales.iter().filter_map(|locale| Some((all.get(*locale)?, *locale)))
        });
        let messages = locales.map(|(template, locale)| {
            Messages { params: &entry.params, locale, krate }.expand(template)
        });
        quote! {
            #krate::__private::EntryParams { entry: #index, params: &[#(#params),*], messages: &[#(#messages),*] },
        }
    });
    expanded.collect()
}

/// Returns the indices of the params whose values the message requires.
fn needed_params(entry: &Entry) -> Vec<usize> {
    let mut needed: Vec<usize> = entry.templates.iter().flatten().flat_map(Template::params).collect();
    needed.retain(|at| !entry.params[*at].optional);
    needed
}

fn expand_param(param: &Param, needed: bool, krate: &TokenStream) -> TokenStream {
    let Param { name, wire, param_type, sensitive, .. } = param;
    let kind = ident(param_type.kind().variant());
    quote! {
        #krate::__private::EntryParam {
            name: #name,
            wire: #wire,
            kind: #krate::__private::ParamKind::#kind,
            sensitive: #sensitive,
            needed: #needed,
        }
    }
}

/// The context in which the messages of an entry are expanded, in one locale.
struct Messages<'e> {
    params: &'e [Param],
    /// The index of the locale in the catalog.
    locale: usize,
    krate: &'e TokenStream,
}

impl Messages<'_> {
    /// Returns the text that is shown if an optional value is absent.
    fn absent(&self, param: usize) -> Option<&str> {
        let param = self.params.get(param).filter(|param| param.optional)?;
        Some(param.absent.as_ref().and_then(|texts| texts.get(self.locale)).map_or("", String::as_str))
    }

    fn expand(&self, template: &Template) -> TokenStream {
        let krate = self.krate;
        let private = quote! { #krate::__private };
        match template {
            Template::Text(parts) => {
                let parts = parts.iter().map(|part| match part {
                    Part::Text(text) => quote! { #private::Part::Text(#text) },
                    Part::Param(at) => {
                        let param = Literal::usize_unsuffixed(*at);
                        match self.absent(*at) {
                            Some(absent) => quote! { #private::Part::Optional(#param, #absent) },
                            None => quote! { #private::Part::Param(#param) },
                        }
                    }
                });
                quote! { #private::Template::Text(&[#(#parts),*]) }
            }
            Template::Plural { param, rule, forms } => {
                let param = Literal::usize_unsuffixed(*param);
                let rule = ident(rule.function());
                let mut exact: Vec<TokenStream> = Vec::new();
                let mut by_category = Vec::new();
                for (form, template) in forms {
                    let template = self.expand(template);
                    match form {
                        PluralForm::Exactly(number) => {
                            let number = Literal::u64_unsuffixed(*number);
                            exact.push(quote! { (#number, #template) });
                        }
                        PluralForm::Category(category) => by_category.push((*category, template)),
                    }
                }
                // `other` is the last category.
                by_category.sort_by_key(|(category, _)| *category);
                let by_category = by_category.into_iter().map(|(category, template)| {
                    let category = ident(category.variant());
                    quote! { (#private::PluralCategory::#category, #template) }
                });
                quote! {
                    #private::Template::Plural {
                        param: #param,
                        rule: #private::plural_rules::#rule,
                        exact: &[#(#exact),*],
                        forms: &[#(#by_category),*],
                    }
                }
            }
            Template::Select { param, forms } => {
                let param = Literal::usize_unsuffixed(*param);
                let (mut of_values, mut other) = (Vec::new(), None);
                for (value, template) in forms {
                    let template = self.expand(template);
                    match value {
                        Some(value) => of_values.push(quote! { (#value, #template) }),
                        None => other = Some(quote! { &#template }.into_token_stream()),
                    }
                }
                let other = expand_option(other, krate);
                quote! {
                    #private::Template::Select { param: #param, forms: &[#(#of_values),*], other: #other }
                }
            }
        }
    }
}
