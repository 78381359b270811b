//! `#[coded(...)]` in, what it says out, with everything that is wrong with it.

use std::fmt;

use errcat_catalog::nearest;
use proc_macro2::{Group, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{LitInt, Token, braced, token};

use crate::item::{Attribute, Field, Member};

/// Everything that is wrong, each with its place.
#[derive(Default)]
pub(crate) struct Faults(Vec<(Span, String)>);

impl Faults {
    pub(crate) fn tell(&mut self, place: Span, message: &str) {
        self.0.push((place, message.to_owned()));
    }

    /// The compiler's errors; nothing where nothing is wrong.
    pub(crate) fn into_tokens(self) -> Option<TokenStream> {
        let errors = self.0.iter().map(|(place, message)| {
            quote_spanned! { *place => ::core::compile_error! { #message } }
        });
        let errors: TokenStream = errors.collect();
        (!errors.is_empty()).then_some(errors)
    }
}

/// What the attributes of a type or a variant say.
#[derive(Default)]
pub(crate) struct Attributes {
    /// How the caller's crate names `errcat`.
    pub(crate) krate: Option<TokenStream>,
    /// The enum of the table that the whole type is of.
    pub(crate) table: Option<TokenStream>,
    pub(crate) entry: Option<EntryPath>,
    /// Where it says that a field has the code.
    pub(crate) transparent: Option<Span>,
    /// Where else it says what its code is.
    again: Option<Span>,
    /// Whether anything in it could not be read.
    pub(crate) is_faulty: bool,
}

impl Attributes {
    /// Where it says what its code is.
    pub(crate) fn places_of_code(&self) -> impl Iterator<Item = Span> {
        let entry = self.entry.as_ref().map(EntryPath::span);
        entry.into_iter().chain(self.transparent).chain(self.again)
    }
}

/// The path of an entry: `Enum::Entry`, or `module::Entry { param: field }` for one with the values of its params.
#[derive(Clone)]
pub(crate) struct EntryPath {
    pub(crate) path: TokenStream,
    segments: Vec<Ident>,
    /// For each param the field that has its value.
    pub(crate) values: Option<Vec<(Ident, Member)>>,
}

impl EntryPath {
    /// Where the entry is named.
    pub(crate) fn span(&self) -> Span {
        self.segments.last().map_or_else(Span::call_site, Ident::span)
    }

    pub(crate) fn is_single(&self) -> bool {
        self.segments.len() == 1
    }

    /// The entry of an enum.
    pub(crate) fn inside(&self, table: &TokenStream) -> EntryPath {
        let path = &self.path;
        EntryPath { path: quote! { #table::#path }, ..self.clone() }
    }

    /// The code as a value.
    pub(crate) fn code(&self) -> TokenStream {
        let path = &self.path;
        match self.values {
            Some(_) => quote! { #path::CODE },
            None => path.clone(),
        }
    }

    /// What the path leads to before the entry: the enum, or the module of structs.
    pub(crate) fn parent(&self) -> Option<TokenStream> {
        let count = self.segments.len().checked_sub(1).filter(|count| *count > 0)?;
        let segments = &self.segments[..count];
        let leading = self.path.clone().into_iter().next().filter(|first| first.to_string() == ":");
        let leading = leading.map(|_| quote! { :: });
        Some(quote! { #leading #(#segments)::* })
    }

    /// The enum of a struct of params.
    pub(crate) fn enum_of_params(&self, krate: &TokenStream) -> TokenStream {
        let path = &self.path;
        quote! { <#path as #krate::TypedCode>::Code }
    }
}

/// Whether a field is marked as the one that has the code.
pub(crate) fn read_marked_field(field: &Field, faults: &mut Faults) -> bool {
    let mut is_marked = false;
    for attribute in own(&field.attributes) {
        let arguments = attribute.arguments.as_ref().map(|group| group.stream().to_string());
        if arguments.as_deref() == Some("transparent") {
            is_marked = true;
        } else {
            faults.tell(
                attribute.name.span(),
                "on a field this is #[coded(transparent)]: the field has the code",
            );
        }
    }
    is_marked
}

fn own(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.name == "coded")
}

/// What the attributes of a type say, or those of a variant.
pub(crate) fn read_attributes(attributes: &[Attribute], is_type: bool, faults: &mut Faults) -> Attributes {
    let mut read = Attributes::default();
    for attribute in own(attributes) {
        let arguments = attribute.arguments.as_ref().map(Group::stream).unwrap_or_default();
        if arguments.is_empty() {
            faults.tell(
                attribute.name.span(),
                "say what the code is: #[coded(RestError::MeetingNotFound)], or #[coded(transparent)]",
            );
            read.is_faulty = true;
            continue;
        }
        let parser = |input: ParseStream<'_>| read.parse(input, is_type);
        if let Err(error) = parser.parse2(arguments) {
            for error in error {
                faults.tell(error.span(), &error.to_string());
            }
            read.is_faulty = true;
        }
    }
    read
}

impl Attributes {
    fn parse(&mut self, input: ParseStream<'_>, is_type: bool) -> syn::Result<()> {
        while !input.is_empty() {
            self.parse_one(input, is_type)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    fn parse_one(&mut self, input: ParseStream<'_>, is_type: bool) -> syn::Result<()> {
        if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            return self.parse_option(input, is_type);
        }
        if !input.peek(Ident::peek_any) && !input.peek(Token![::]) {
            let message = "name the entry by its path, as in `RestError::MeetingNotFound`";
            return Err(syn::Error::new(input.span(), message));
        }
        let entry = parse_path(input)?;
        let is_transparent = entry.values.is_none() && entry.path.to_string() == "transparent";
        if self.entry.is_some() || self.transparent.is_some() {
            self.again = Some(entry.span());
        } else if is_transparent {
            self.transparent = Some(entry.span());
        } else {
            self.entry = Some(entry);
        }
        Ok(())
    }

    fn parse_option(&mut self, input: ParseStream<'_>, is_type: bool) -> syn::Result<()> {
        let key = Ident::parse_any(input)?;
        input.parse::<Token![=]>()?;
        let value = parse_path(input)?;
        let known = if is_type { &["crate", "table"][..] } else { &[] };
        let place = match key.to_string().as_str() {
            "crate" if is_type => &mut self.krate,
            "table" if is_type => &mut self.table,
            word @ ("crate" | "table") => {
                let message = format!("`{word}` is said once, on the type");
                return Err(syn::Error::new(key.span(), message));
            }
            other => {
                let near = nearest(other, known.iter().copied());
                let hint = match (near, is_type) {
                    (Some(near), _) => format!("did you mean `{near}`?"),
                    (None, true) => "there are `crate` and `table`".to_owned(),
                    (None, false) => "name an entry, as in #[coded(RestError::MeetingNotFound)]".to_owned(),
                };
                return Err(syn::Error::new(key.span(), format!("there is no `{other}` here; {hint}")));
            }
        };
        if place.is_some() {
            return Err(syn::Error::new(key.span(), format!("`{key}` is said twice")));
        }
        *place = Some(value.path);
        Ok(())
    }
}

/// A path without generics, and what is in braces behind it.
fn parse_path(input: ParseStream<'_>) -> syn::Result<EntryPath> {
    let mut path = TokenStream::new();
    let mut segments = Vec::new();
    if input.peek(Token![::]) {
        input.parse::<Token![::]>()?.to_tokens(&mut path);
    }
    loop {
        let segment = Ident::parse_any(input)?;
        segment.to_tokens(&mut path);
        segments.push(segment);
        if !input.peek(Token![::]) {
            break;
        }
        input.parse::<Token![::]>()?.to_tokens(&mut path);
    }
    let values = if input.peek(token::Brace) { Some(parse_values(input)?) } else { None };
    Ok(EntryPath { path, segments, values })
}

/// `{ param, param: field }`: a param whose field has its name is written once.
fn parse_values(input: ParseStream<'_>) -> syn::Result<Vec<(Ident, Member)>> {
    let inner;
    braced!(inner in input);
    let mut values: Vec<(Ident, Member)> = Vec::new();
    while !inner.is_empty() {
        let param = field_name(&Ident::parse_any(&inner)?);
        let member = if inner.peek(Token![:]) {
            inner.parse::<Token![:]>()?;
            parse_member(&inner)?
        } else {
            Member::Named(param.clone())
        };
        if values.iter().any(|(known, _)| *known == param) {
            return Err(syn::Error::new(
                param.span(),
                format!("the param `{}` is given twice", param.unraw()),
            ));
        }
        values.push((param, member));
        if !inner.is_empty() {
            inner.parse::<Token![,]>()?;
        }
    }
    Ok(values)
}

/// The name of a field: a keyword is one when it is written raw, and need not be written so here.
fn field_name(name: &Ident) -> Ident {
    let is_keyword = syn::parse2::<Ident>(name.to_token_stream()).is_err();
    let never_raw = ["self", "Self", "super", "crate"].iter().any(|word| name == word);
    if is_keyword && !never_raw { Ident::new_raw(&name.to_string(), name.span()) } else { name.clone() }
}

fn parse_member(input: ParseStream<'_>) -> syn::Result<Member> {
    if input.peek(LitInt) {
        let number: LitInt = input.parse()?;
        return Ok(Member::Number(number.base10_parse()?, number.span()));
    }
    if input.peek(Ident::peek_any) {
        return Ident::parse_any(input).map(|name| Member::Named(field_name(&name)));
    }
    let message = "name a field, as in { used: count }, or by its number, as in { used: 0 }";
    Err(syn::Error::new(input.span(), message))
}

impl Member {
    pub(crate) fn span(&self) -> Span {
        match self {
            Member::Named(name) => name.span(),
            Member::Number(_, span) => *span,
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Member::Named(name) => name.unraw().fmt(f),
            Member::Number(number, _) => number.fmt(f),
        }
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Member::Named(name) => name.to_tokens(tokens),
            Member::Number(number, span) => {
                let mut number = Literal::usize_unsuffixed(*number);
                number.set_span(*span);
                number.to_tokens(tokens);
            }
        }
    }
}
