//! The impls that `derive(Coded)` writes, and what stands for them where something is wrong.

use errcat_catalog::module_name;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::coded::{Arm, Code};
use crate::coded_attribute::{Attributes, mentioned};
use crate::entry_path::EntryPath;
use crate::item::{Field, Item, Member};

pub(crate) fn expand(item: &Item, attributes: &Attributes, arms: &[Arm<'_>]) -> TokenStream {
    let (name, generics) = (&item.name, &item.generics);
    let (declared, named) = (generics.declared(), generics.named());
    let table = table(attributes, arms);
    let generic_fields = arms.iter().filter_map(|arm| match &arm.code {
        Code::Field(field) if generics.is_generic(&field.of_type) => Some(&field.of_type),
        _ => None,
    });
    let predicates: Vec<TokenStream> = generic_fields
        .map(|of_type| match &table {
            Some(table) => quote! { #of_type: __errcat::HasCode<Code = #table> },
            None => quote! { #of_type: __errcat::Coded },
        })
        .collect();
    let clause = generics.clause(&predicates);
    let any_code = match &table {
        Some(_) => quote! { __errcat::__private::erase(__errcat::HasCode::error_code(self)) },
        None => matched(arms, any_code),
    };
    let typed = table.map(|table| {
        let stands_for = matched(arms, |arm| stands_for(arm, &table));
        let add_params = matched(arms, add_params);
        quote! {
            #[automatically_derived]
            impl #declared __errcat::HasCode for #name #named #clause {
                type Code = #table;

                fn error_code(&self) -> #table {
                    __errcat::HasCode::__code_or_field(self).code()
                }

                fn __code_or_field(&self) -> __errcat::__private::CodeOrField<'_, #table> {
                    #stands_for
                }

                fn __with_values(&self, __read: &mut dyn __errcat::__private::core::ops::FnMut(&[&dyn __errcat::__private::MessageValue])) {
                    #add_params
                }
            }
        }
    });
    let krate = import(attributes);
    quote! {
        #[allow(deprecated, unused_qualifications)]
        const _: () = {
            #krate

            #[automatically_derived]
            impl #declared __errcat::Coded for #name #named #clause {
                fn any_code(&self) -> __errcat::AnyCode {
                    #any_code
                }
            }

            #typed
        };
    }
}

/// The one place that names the caller's `errcat`: where it is not there, that is told once.
///
/// Nothing where the attribute names it in words that could not be read.
fn import(attributes: &Attributes) -> Option<TokenStream> {
    let (path, place) = match &attributes.krate {
        Some(path) => (path.to_token_stream(), path.span()),
        None if attributes.names_crate => return None,
        None => (quote! { ::errcat }, Span::call_site()),
    };
    let krate = krate(place);
    Some(quote! { use #path as #krate; })
}

/// What `errcat` is imported as, at a place.
fn krate(place: Span) -> Ident {
    Ident::new("__errcat", Span::call_site().located_at(place))
}

/// A match over all arms. A type without variants has no value to match.
fn matched(arms: &[Arm<'_>], value: impl Fn(&Arm<'_>) -> (TokenStream, TokenStream)) -> TokenStream {
    let arms = arms.iter().map(|arm| {
        let (fields, value) = value(arm);
        let path = &arm.path;
        quote! { #path { #fields } => #value, }
    });
    let arms: Vec<_> = arms.collect();
    let matched = if arms.is_empty() {
        quote! { *self }
    } else {
        quote! { self }
    };
    quote! { match #matched { #(#arms)* } }
}

/// The pattern of the field that has the code, the name that it gets, and where its type stands: there is told that it
/// has no code.
fn of_field(field: &Field) -> (TokenStream, Ident, Span) {
    let place = field.of_type.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span());
    let (member, code) = (&field.member, Ident::new("__code", Span::call_site().located_at(place)));
    (quote! { #member: #code, .. }, code, place)
}

fn any_code(arm: &Arm<'_>) -> (TokenStream, TokenStream) {
    let (pattern, code, place) = match &arm.code {
        Code::Entry(entry) => {
            let code = entry.code();
            (quote! { .. }, quote! { &#code }, entry.span())
        }
        Code::Field(field) => {
            let (pattern, code, place) = of_field(field);
            (pattern, code.into_token_stream(), place)
        }
    };
    let krate = krate(place);
    (pattern, quote_spanned! { place => #krate::Coded::any_code(#code) })
}

/// What does not fit is told at the entry, or at the type of the field.
fn stands_for(arm: &Arm<'_>, table: &TokenStream) -> (TokenStream, TokenStream) {
    let stands_for = quote! { __errcat::__private::CodeOrField };
    match &arm.code {
        Code::Entry(entry) => {
            let code = entry.code();
            (quote! { .. }, quote! { { let __code: #table = #code; #stands_for::Code(__code) } })
        }
        Code::Field(field) => {
            let (pattern, code, _) = of_field(field);
            (pattern, quote! { #stands_for::Field(#code) })
        }
    }
}

fn add_params(arm: &Arm<'_>) -> (TokenStream, TokenStream) {
    let Code::Entry(EntryPath { values: Some(values), path }) = &arm.code else {
        let stands_for = quote! { __errcat::HasCode::__code_or_field(self) };
        return (quote! { .. }, quote! { #stands_for.with_values(__read) });
    };
    // A field is bound once, however many params it is the value of.
    let mut members: Vec<&Member> = Vec::new();
    let fields = values.iter().map(|(param, member)| {
        let is_same = |known: &&Member| known.to_string() == member.to_string();
        let number = members.iter().position(is_same).unwrap_or_else(|| {
            members.push(member);
            members.len() - 1
        });
        // At the field: there is told that its type does not fit.
        let (krate, bound) = (krate(member.span()), bound(number, member));
        let value = quote_spanned! { member.span() => #krate::__private::fit(#bound) };
        quote! { #param: #value, }
    });
    let fields: Vec<TokenStream> = fields.collect();
    let patterns = members.iter().enumerate().map(|(number, member)| {
        let bound = bound(number, member);
        quote! { #member: #bound, }
    });
    // Named as a type here, too: see `EntryPath::code`.
    let params = Ident::new("__Params", path.span());
    let value = quote! {
        {
            type #params = #path;
            __errcat::HasCode::__with_values(&#params { #(#fields)* }, __read)
        }
    };
    (quote! { #(#patterns)* .. }, value)
}

/// The name that a field is bound to.
fn bound(number: usize, member: &Member) -> Ident {
    Ident::new(&format!("__{number}"), Span::call_site().located_at(member.span()))
}

/// The enum that the whole type is of.
fn table(attributes: &Attributes, arms: &[Arm<'_>]) -> Option<TokenStream> {
    attributes.table.as_ref().map(ToTokens::to_token_stream).or_else(|| common_table(arms))
}

/// The enum that all arms are of, as far as their paths tell: a struct of params is in the module of its enum's name.
fn common_table(arms: &[Arm<'_>]) -> Option<TokenStream> {
    let mut modules = Vec::new();
    let mut table = None;
    for arm in arms {
        let Code::Entry(entry) = &arm.code else { return None };
        let (path, parent) = (&entry.path, entry.path.parent()?);
        let mut words = parent.words();
        if entry.values.is_some() {
            table = table.or_else(|| Some(quote! { <#path as __errcat::HasCode>::Code }));
        } else if !parent.is_module() {
            let last = words.pop()?;
            words.push(module_name(&last));
            table = Some(parent.into_token_stream());
        }
        modules.push(words);
    }
    let is_one = modules.windows(2).all(|pair| pair[0] == pair[1]);
    table.filter(|_| is_one)
}

/// Stands for the impls where something is wrong, so that nothing else seems to be.
pub(crate) fn stand_in(item: &Item, attributes: &Attributes, arms: &[Arm<'_>]) -> TokenStream {
    let (name, generics) = (&item.name, &item.generics);
    let (declared, named, clause) = (generics.declared(), generics.named(), generics.clause(&[]));
    let krate = import(attributes);
    let table = krate.as_ref().and_then(|_| table(attributes, arms));
    // What the user imported for the derive is in use, even if by what could not be read.
    let known: Vec<String> = quote! { #krate #table }.into_iter().map(|token| token.to_string()).collect();
    let mentioned = mentioned(item).into_iter().filter(|name| !known.contains(&name.to_string()));
    let typed = table.map(|table| {
        quote! {
            impl #declared __errcat::HasCode for #name #named #clause {
                type Code = #table;

                fn error_code(&self) -> #table {
                    loop {}
                }
            }
        }
    });
    let coded = krate.map(|krate| {
        quote! {
            #krate

            impl #declared __errcat::Coded for #name #named #clause {
                fn any_code(&self) -> __errcat::AnyCode {
                    loop {}
                }
            }

            #typed
        }
    });
    quote! {
        #[allow(deprecated, unused_imports)]
        const _: () = {
            #(use #mentioned as _;)*
            #coded
        };
    }
}
