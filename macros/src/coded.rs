//! `derive(Coded)`: an error type of the user's own in, its impls of `Coded` and `TypedCode` out.

use errcat_catalog::module_name;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::coded_attribute::{Attributes, EntryPath, Faults, read_attributes, read_marked_field};
use crate::item::{Body, Field, Item};

/// What one shape of the type stands for: a variant, or the whole of a struct.
struct Arm<'i> {
    /// The pattern's path: `Self::Name`, or `Self`.
    path: TokenStream,
    code: Code<'i>,
}

/// Where the code of a shape comes from.
enum Code<'i> {
    /// The entry that is named.
    Entry(EntryPath),
    /// What a field stands for.
    Field(&'i Field),
}

pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let Some(item) = Item::parse(input) else { return TokenStream::new() };
    let mut faults = Faults::default();
    let attributes = read_attributes(&item.attributes, true, &mut faults);
    let arms = read_arms(&item, &attributes, &mut faults);
    let krate = attributes.krate.clone().unwrap_or_else(|| quote! { ::errcat });
    match faults.into_tokens() {
        None => expand(&item, &attributes, &arms, &krate),
        Some(faults) => {
            let stand_in = stand_in(&item, &attributes, &krate);
            quote! { #faults #stand_in }
        }
    }
}

/// Every variant names its entry or stands for what one of its fields does.
fn read_arms<'i>(item: &'i Item, attributes: &Attributes, faults: &mut Faults) -> Vec<Arm<'i>> {
    let misplaced = "this belongs to a variant: name the entry of each";
    match &item.body {
        Body::Union(keyword) => {
            faults.tell(*keyword, "a union cannot derive `Coded`: write an enum");
            Vec::new()
        }
        Body::Struct(fields) => {
            let path = quote! { Self };
            read_arm(path, &item.name, fields, attributes, attributes, faults).into_iter().collect()
        }
        Body::Enum(variants) => {
            attributes.places_of_code().for_each(|place| faults.tell(place, misplaced));
            let arms = variants.iter().filter_map(|variant| {
                let name = &variant.name;
                let own = read_attributes(&variant.attributes, false, faults);
                read_arm(quote! { Self::#name }, name, &variant.fields, &own, attributes, faults)
            });
            arms.collect()
        }
    }
}

fn read_arm<'i>(
    path: TokenStream,
    name: &Ident,
    fields: &'i [Field],
    own: &Attributes,
    of_type: &Attributes,
    faults: &mut Faults,
) -> Option<Arm<'i>> {
    let marked: Vec<&Field> = fields.iter().filter(|field| read_marked_field(field, faults)).collect();
    let places: Vec<Span> = own.places_of_code().collect();
    if let [_, second, ..] = places.as_slice() {
        faults.tell(*second, "this is said twice: a variant has one code");
        return None;
    }
    if let (Some(entry), [_, ..]) = (&own.entry, marked.as_slice()) {
        let message = format!("`{name}` names an entry and has a transparent field: keep one of the two");
        faults.tell(entry.span(), &message);
        return None;
    }
    let code = match (&own.entry, own.transparent, marked.as_slice(), fields) {
        (Some(entry), ..) => Code::Entry(checked_entry(entry, fields, of_type, faults)?),
        (None, _, [field], _) => Code::Field(field),
        (None, Some(_), [], [field]) => Code::Field(field),
        (None, _, [_, second, ..], _) => {
            faults.tell(second.member.span(), "a second field is transparent: a variant has one code");
            return None;
        }
        (None, Some(place), [], []) => {
            faults.tell(place, "there is no field whose code this could have: name an entry");
            return None;
        }
        (None, Some(place), [], _) => {
            faults.tell(
                place,
                "there are several fields: mark the one that has the code with #[coded(transparent)]",
            );
            return None;
        }
        (None, None, [], _) => {
            if !own.is_faulty {
                let message = format!(
                    "`{name}` names no entry: write #[coded(RestError::MeetingNotFound)] with the entry that it stands \
                     for, or #[coded(transparent)] if a field has the code"
                );
                faults.tell(name.span(), &message);
            }
            return None;
        }
    };
    Some(Arm { path, code })
}

/// The entry with its path in full; what is named of the variant's fields is there.
fn checked_entry(
    entry: &EntryPath,
    fields: &[Field],
    of_type: &Attributes,
    faults: &mut Faults,
) -> Option<EntryPath> {
    for (_, member) in entry.values.iter().flatten() {
        if fields.iter().any(|field| field.member.to_string() == member.to_string()) {
            continue;
        }
        let known: Vec<String> = fields.iter().map(|field| field.member.to_string()).collect();
        let near = errcat_catalog::nearest(&member.to_string(), known.iter().map(String::as_str));
        let hint = match (near, known.as_slice()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, []) => "it has none".to_owned(),
            (None, _) => format!("it has {}", known.join(", ")),
        };
        faults.tell(member.span(), &format!("there is no field `{member}` here; {hint}"));
    }
    if !entry.is_single() {
        return Some(entry.clone());
    }
    if of_type.is_faulty {
        // The enum may be what could not be read.
        return None;
    }
    match (&of_type.table, &entry.values) {
        (Some(table), None) => Some(entry.inside(table)),
        _ => {
            let message = "write the enum as well, as in `RestError::MeetingNotFound`, or name it once for all: \
                           #[coded(table = RestError)] on the type";
            faults.tell(entry.span(), message);
            None
        }
    }
}

fn expand(item: &Item, attributes: &Attributes, arms: &[Arm<'_>], krate: &TokenStream) -> TokenStream {
    let (name, generics) = (&item.name, &item.generics);
    let (declared, named) = (generics.declared(), generics.named());
    let table = attributes.table.clone().or_else(|| common_table(arms, krate));
    let generic_fields = arms.iter().filter_map(|arm| match &arm.code {
        Code::Field(field) if generics.is_generic(&field.of_type) => Some(&field.of_type),
        _ => None,
    });
    let predicates: Vec<TokenStream> = generic_fields
        .map(|of_type| match &table {
            Some(table) => quote! { #of_type: #krate::TypedCode<Code = #table> },
            None => quote! { #of_type: #krate::Coded },
        })
        .collect();
    let clause = generics.clause(&predicates);
    let any_code = match &table {
        Some(_) => quote! { #krate::ErrorCode::erased(#krate::TypedCode::typed_code(self)) },
        None => matched(arms, |arm| any_code(arm, krate)),
    };
    let typed = table.map(|table| {
        let stands_for = matched(arms, |arm| stands_for(arm, &table, krate));
        let add_params = matched(arms, |arm| add_params(arm, krate));
        quote! {
            #[automatically_derived]
            #[allow(deprecated, unused_qualifications)]
            impl #declared #krate::TypedCode for #name #named #clause {
                type Code = #table;

                fn typed_code(&self) -> #table {
                    #krate::TypedCode::__stands_for(self).code()
                }

                fn __stands_for(&self) -> #krate::__private::StandsFor<'_, #table> {
                    #stands_for
                }

                #[allow(unused_variables)]
                fn __add_params(&self, failure: #krate::Failure<#table>) -> #krate::Failure<#table> {
                    #add_params
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(deprecated, unused_qualifications)]
        impl #declared #krate::Coded for #name #named #clause {
            fn any_code(&self) -> #krate::AnyCode {
                #any_code
            }
        }

        #typed
    }
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
    let (member, place) = (&field.member, span_of(&field.of_type));
    let code = Ident::new("__code", Span::call_site().located_at(place));
    (quote! { #member: #code, .. }, code, place)
}

fn any_code(arm: &Arm<'_>, krate: &TokenStream) -> (TokenStream, TokenStream) {
    match &arm.code {
        Code::Entry(entry) => {
            let (code, place) = (entry.code(), entry.span());
            let krate = placed(krate, place);
            (quote! { .. }, quote_spanned! { place => #krate::Coded::any_code(&#code) })
        }
        Code::Field(field) => {
            let (pattern, code, place) = of_field(field);
            let krate = placed(krate, place);
            (pattern, quote_spanned! { place => #krate::Coded::any_code(#code) })
        }
    }
}

/// What does not fit is told at the entry, or at the type of the field.
fn stands_for(arm: &Arm<'_>, table: &TokenStream, krate: &TokenStream) -> (TokenStream, TokenStream) {
    let stands_for = quote! { #krate::__private::StandsFor };
    match &arm.code {
        Code::Entry(entry) => {
            let code = entry.code();
            (quote! { .. }, quote! { { let code: #table = #code; #stands_for::Entry(code) } })
        }
        Code::Field(field) => {
            let (pattern, code, _) = of_field(field);
            (pattern, quote! { #stands_for::Inner(#code) })
        }
    }
}

fn add_params(arm: &Arm<'_>, krate: &TokenStream) -> (TokenStream, TokenStream) {
    match &arm.code {
        Code::Entry(EntryPath { path, values: Some(values), .. }) => {
            let bound = values.iter().enumerate().map(|(number, value)| {
                let place = Span::call_site().located_at(value.1.span());
                (value, Ident::new(&format!("__{number}"), place))
            });
            let bound: Vec<_> = bound.collect();
            let patterns = bound.iter().map(|((_, member), name)| quote! { #member: #name, });
            let fields = bound.iter().map(|((param, member), name)| {
                // At the field: there is told that its type does not fit.
                let krate = placed(krate, member.span());
                let value = quote_spanned! { member.span() => #krate::__private::fit(#name) };
                quote! { #param: #value, }
            });
            let value = quote! { #krate::TypedCode::__add_params(&#path { #(#fields)* }, failure) };
            (quote! { #(#patterns)* .. }, value)
        }
        Code::Entry(_) | Code::Field(_) => {
            let stands_for = quote! { #krate::TypedCode::__stands_for(self) };
            (quote! { .. }, quote! { #stands_for.add_params(failure) })
        }
    }
}

/// The enum that all arms are of, as far as their paths tell: a struct of params is in the module of its enum's name.
fn common_table(arms: &[Arm<'_>], krate: &TokenStream) -> Option<TokenStream> {
    let mut modules = Vec::new();
    let mut table = None;
    for arm in arms {
        let Code::Entry(entry) = &arm.code else { return None };
        let parent = entry.parent()?;
        let mut words: Vec<String> = parent.clone().into_iter().map(|token| token.to_string()).collect();
        if entry.values.is_some() {
            table = table.or_else(|| Some(entry.enum_of_params(krate)));
        } else {
            let last = words.pop()?;
            words.push(module_name(&last));
            table = Some(parent);
        }
        modules.push(words);
    }
    let is_one = modules.windows(2).all(|pair| pair[0] == pair[1]);
    table.filter(|_| is_one)
}

/// Stands for the impls where something is wrong, so that nothing else seems to be.
fn stand_in(item: &Item, attributes: &Attributes, krate: &TokenStream) -> TokenStream {
    let (name, generics) = (&item.name, &item.generics);
    let (declared, named, clause) = (generics.declared(), generics.named(), generics.clause(&[]));
    let typed = attributes.table.as_ref().map(|table| {
        quote! {
            impl #declared #krate::TypedCode for #name #named #clause {
                type Code = #table;

                fn typed_code(&self) -> #table {
                    loop {}
                }
            }
        }
    });
    quote! {
        impl #declared #krate::Coded for #name #named #clause {
            fn any_code(&self) -> #krate::AnyCode {
                loop {}
            }
        }
        #typed
    }
}

fn span_of(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

/// The same tokens, said to stand elsewhere.
fn placed(tokens: &TokenStream, place: Span) -> TokenStream {
    let placed = tokens.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(place));
        token
    });
    placed.collect()
}
