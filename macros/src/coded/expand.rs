//! The impls of an error type that derives `Coded`.

use errcat_catalog::module_name;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, Ident, Member, Type};

use super::ast::{Arm, Code, Entry, ErrorType, is_module};
use super::attribute::Value;
use super::derived;

/// Expands to the impls.
pub(crate) fn expand(error_type: &ErrorType<'_>) -> TokenStream {
    let name = derived(&error_type.input.ident);
    let generics = &error_type.input.generics;
    let (impl_generics, type_generics, _) = generics.split_for_impl();
    let table = table(error_type);
    let bound = match &table {
        Some(table) => quote! { __errcat::HasCode<Code = #table> },
        None => quote! { __errcat::Coded },
    };
    let bounded = error_type.arms.iter().filter_map(|arm| match &arm.code {
        Code::Field(_, of_type) => {
            mentions_type_param(of_type.to_token_stream(), generics).then_some(of_type)
        }
        Code::Entry(_) => None,
    });
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let where_clause = quote! { where #(#predicates,)* #(#bounded: #bound,)* };

    let any_code = match &table {
        Some(_) => quote! { __errcat::__private::erase(__errcat::HasCode::error_code(self)) },
        None => match_arms(error_type, any_code),
    };
    let error_code = table.map(|table| {
        let code_or_field = match_arms(error_type, |code| code_or_field(code, &table));
        let with_values = match_arms(error_type, with_values);
        quote! {
            #[automatically_derived]
            impl #impl_generics __errcat::HasCode for #name #type_generics #where_clause {
                type Code = #table;

                fn error_code(&self) -> #table {
                    __errcat::HasCode::__code_or_field(self).code()
                }

                fn __code_or_field(&self) -> __errcat::__private::CodeOrField<'_, #table> {
                    #code_or_field
                }

                fn __with_values(
                    &self,
                    __read: &mut dyn __errcat::__private::core::ops::FnMut(&[&dyn __errcat::__private::MessageValue]),
                ) {
                    #with_values
                }
            }
        }
    });
    let import = import(error_type);
    let lints = error_type.input.attrs.iter().filter(|attribute| attribute.path().is_ident("allow"));
    quote! {
        #(#lints)*
        const _: () = {
            #import

            #[automatically_derived]
            impl #impl_generics __errcat::Coded for #name #type_generics #where_clause {
                fn any_code(&self) -> __errcat::AnyCode {
                    #any_code
                }
            }

            #error_code
        };
    }
}

/// Imports the user's `errcat`. Nothing else names it, so that a wrong path is reported once.
pub(crate) fn import(error_type: &ErrorType<'_>) -> Option<TokenStream> {
    let path = error_type.attributes.krate.as_ref()?;
    let krate = errcat_at(path.segments.last().map_or_else(Span::call_site, |last| last.ident.span()));
    Some(quote! { use #path as #krate; })
}

/// Returns what `errcat` is imported as, at the span where errors of its use are reported.
fn errcat_at(span: Span) -> Ident {
    Ident::new("__errcat", Span::call_site().located_at(span))
}

fn derived_field(field: &Member) -> TokenStream {
    match field {
        Member::Named(name) => derived(name).into_token_stream(),
        Member::Unnamed(index) => index.into_token_stream(),
    }
}

/// Expands to a match over all arms. A type without variants has no value to match.
fn match_arms(
    error_type: &ErrorType<'_>,
    expand: impl Fn(&Code<'_>) -> (TokenStream, TokenStream),
) -> TokenStream {
    if error_type.arms.is_empty() {
        return quote! { match *self {} };
    }
    let arms = error_type.arms.iter().map(|Arm { variant, code }| {
        let variant = variant.map(derived).into_iter();
        let (fields, value) = expand(code);
        quote! { Self #(::#variant)* { #fields } => #value, }
    });
    quote! { match self { #(#arms)* } }
}

/// Returns the pattern of the field that has the code, and the name that it is bound to. A field without a code is
/// reported at its type.
fn bind_field(field: &Member, of_type: &Type) -> (TokenStream, Ident) {
    let span =
        of_type.to_token_stream().into_iter().next().map_or_else(Span::call_site, |first| first.span());
    let code = Ident::new("__code", Span::call_site().located_at(span));
    let field = derived_field(field);
    (quote! { #field: #code, .. }, code)
}

fn any_code(code: &Code<'_>) -> (TokenStream, TokenStream) {
    let (pattern, value, span) = match code {
        Code::Entry(entry) => {
            let value = entry.value();
            (quote! { .. }, quote! { &#value }, entry.name.span())
        }
        Code::Field(field, of_type) => {
            let (pattern, code) = bind_field(field, of_type);
            (pattern, code.to_token_stream(), code.span())
        }
    };
    let krate = errcat_at(span);
    (pattern, quote_spanned! { span => #krate::Coded::any_code(#value) })
}

/// Expands to a `CodeOrField`. A code of another table is reported at the entry, or at the type of the field.
fn code_or_field(code: &Code<'_>, table: &TokenStream) -> (TokenStream, TokenStream) {
    let code_or_field = quote! { __errcat::__private::CodeOrField };
    match code {
        Code::Entry(entry) => {
            let value = entry.value();
            (quote! { .. }, quote! { { let __code: #table = #value; #code_or_field::Code(__code) } })
        }
        Code::Field(field, of_type) => {
            let (pattern, code) = bind_field(field, of_type);
            (pattern, quote! { #code_or_field::Field(#code) })
        }
    }
}

fn with_values(code: &Code<'_>) -> (TokenStream, TokenStream) {
    let Code::Entry(Entry { parent, name, values: Some(values) }) = code else {
        return (quote! { .. }, quote! { __errcat::HasCode::__code_or_field(self).with_values(__read) });
    };
    let (mut patterns, mut fields) = (TokenStream::new(), TokenStream::new());
    for (at, Value { param, field }) in values.iter().enumerate() {
        // A field is bound once, even if it has the value of several params.
        let first = values.iter().position(|value| value.field == *field).unwrap_or(at);
        // A type that does not fit is reported at the field.
        let span = field.span();
        let (krate, bound) =
            (errcat_at(span), Ident::new(&format!("__{first}"), Span::call_site().located_at(span)));
        if first == at {
            let field = derived_field(field);
            patterns.extend(quote! { #field: #bound, });
        }
        let value = quote_spanned! { span => #krate::__private::fit(#bound) };
        fields.extend(quote! { #param: #value, });
    }
    // A type alias, as in `Entry::value`.
    let params = Ident::new("__Params", name.span());
    let value = quote! {
        {
            type #params = #parent::#name;
            __errcat::HasCode::__with_values(&#params { #fields }, __read)
        }
    };
    (quote! { #patterns .. }, value)
}

impl Entry {
    /// Expands to the code as a value. The enum is written as a type, as everywhere, so that rustc reports an unknown one
    /// only once.
    fn value(&self) -> TokenStream {
        let Entry { parent, name, values } = self;
        // rustc underlines a code of another type from the first name of the path to the last.
        let first = parent.segments.first().map_or_else(Span::call_site, |first| first.ident.span());
        let first = name.span().located_at(first);
        if values.is_some() {
            let code = Ident::new("CODE", name.span());
            quote_spanned! { first => <#parent::#name>::#code }
        } else if is_module(parent) {
            quote! { #parent::#name }
        } else {
            quote_spanned! { first => <#parent>::#name }
        }
    }
}

/// Returns the enum of the table that all codes of the type are in.
pub(crate) fn table(error_type: &ErrorType<'_>) -> Option<TokenStream> {
    let named = error_type.attributes.table.as_ref().map(ToTokens::to_token_stream);
    named.or_else(|| common_table(&error_type.arms))
}

/// Returns the enum of all entries, as far as their paths show: the module of its structs of params is named after it.
fn common_table(arms: &[Arm<'_>]) -> Option<TokenStream> {
    let mut table = None;
    let mut common: Option<Vec<String>> = None;
    for Arm { code, .. } in arms {
        let Code::Entry(Entry { parent, name, values }) = code else { return None };
        let mut module: Vec<String> =
            parent.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if values.is_some() {
            table = table.or_else(|| Some(quote! { <#parent::#name as __errcat::HasCode>::Code }));
        } else if !is_module(parent) {
            let last = module.pop()?;
            module.push(module_name(&last));
            table = Some(parent.to_token_stream());
        }
        if common.as_ref().is_some_and(|common| *common != module) {
            return None;
        }
        common = Some(module);
    }
    table
}

/// Returns whether a type depends on a type param.
fn mentions_type_param(tokens: TokenStream, generics: &Generics) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(name) => generics.type_params().any(|param| param.ident == name),
        TokenTree::Group(group) => mentions_type_param(group.stream(), generics),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
