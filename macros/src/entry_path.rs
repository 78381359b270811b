//! The path of an entry, as an attribute names it, and the fields that have the values of its params.

use std::fmt;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

use crate::item::Member;
use crate::tokens::{Tokens, opened};
use errcat_codegen::field_name as field;

/// What is wrong, and where.
pub(crate) type Fault = (Span, String);

pub(crate) fn fault<T>(place: Span, message: impl Into<String>) -> Result<T, Fault> {
    Err((place, message.into()))
}

const NO_GENERICS: &str = "a path has no generic arguments here: leave them out";
const NO_COMMA: &str = "a comma is missing before this";

/// A path without generics.
#[derive(Clone)]
pub(crate) struct Path {
    is_absolute: bool,
    segments: Vec<Ident>,
}

impl Path {
    /// `wanted` says what belongs where there is no path.
    pub(crate) fn parse(tokens: &mut Tokens, wanted: &str) -> Result<Path, Fault> {
        let is_absolute = separator(tokens);
        let mut segments = Vec::new();
        loop {
            let message = if tokens.is_punct('<') { NO_GENERICS } else { wanted };
            let place = tokens.span();
            let Some(segment) = tokens.ident() else { return fault(place, message) };
            segments.push(segment);
            if !separator(tokens) {
                return Ok(Path { is_absolute, segments });
            }
        }
    }

    /// A path that was put in quotes.
    pub(crate) fn from_text(text: &str, place: Span) -> Option<Path> {
        let is_name = |word: &str| {
            word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && word.starts_with(|c: char| !c.is_ascii_digit())
        };
        let segments = text.split("::").map(|word| is_name(word).then(|| Ident::new(word, place)));
        Some(Path { is_absolute: false, segments: segments.collect::<Option<Vec<Ident>>>()? })
    }

    pub(crate) fn last(&self) -> Option<&Ident> {
        self.segments.last()
    }

    /// Where its last name stands.
    pub(crate) fn span(&self) -> Span {
        self.last().map_or_else(Span::call_site, Ident::span)
    }

    /// What it leads to before its last name.
    pub(crate) fn parent(&self) -> Option<Path> {
        let (_, parent) = self.segments.split_last().filter(|(_, parent)| !parent.is_empty())?;
        Some(Path { segments: parent.to_vec(), ..*self })
    }

    /// The name that it is, if it is nothing more.
    pub(crate) fn single(&self) -> Option<&Ident> {
        self.segments.first().filter(|_| !self.is_absolute && self.segments.len() == 1)
    }

    pub(crate) fn words(&self) -> Vec<String> {
        self.segments.iter().map(Ident::to_string).collect()
    }

    /// Whether its name is that of a module, and not that of a type.
    pub(crate) fn is_module(&self) -> bool {
        self.last().is_some_and(|name| name.unraw().to_string().starts_with(char::is_lowercase))
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (leading, segments) = (self.is_absolute.then(|| quote! { :: }), &self.segments);
        tokens.extend(quote! { #leading #(#segments)::* });
    }
}

/// Reads `::` if it is next.
fn separator(tokens: &mut Tokens) -> bool {
    let is_next = tokens.is_path_separator();
    tokens.skip(if is_next { 2 } else { 0 });
    is_next
}

/// Reads the comma behind what is said; at the end there may be none.
pub(crate) fn comma(tokens: &mut Tokens) -> Result<(), Fault> {
    let message = match tokens.peek() {
        None => return Ok(()),
        Some(TokenTree::Punct(punct)) => match punct.as_char() {
            ',' => {
                tokens.skip(1);
                return Ok(());
            }
            '.' | ':' => "write `::` here, as in `RestError::MeetingNotFound`",
            '<' => NO_GENERICS,
            _ => "a path is all that belongs here: leave this out",
        },
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            "name the params of these values, in braces, as in { used: 0 }"
        }
        Some(_) => NO_COMMA,
    };
    fault(tokens.span(), message)
}

/// The path of an entry: `Enum::Entry`, or `module::Entry { param: field }` for one with the values of its params.
#[derive(Clone)]
pub(crate) struct EntryPath {
    pub(crate) path: Path,
    /// For each param the field that has its value.
    pub(crate) values: Option<Vec<(Ident, Member)>>,
}

impl EntryPath {
    pub(crate) fn parse(tokens: &mut Tokens) -> Result<EntryPath, Fault> {
        let path = Path::parse(tokens, "name the entry by its path, as in `RestError::MeetingNotFound`")?;
        let values = tokens.group(Delimiter::Brace).map(|group| values(&group)).transpose()?;
        Ok(EntryPath { path, values })
    }

    /// Where the entry is named.
    pub(crate) fn span(&self) -> Span {
        self.path.span()
    }

    /// The entry of an enum.
    pub(crate) fn inside(&self, table: &Path) -> EntryPath {
        let mut path = table.clone();
        path.segments.extend(self.path.segments.iter().cloned());
        EntryPath { path, ..self.clone() }
    }

    /// The code as a value. What is a type is named as one wherever it is named, so that the compiler tells only once
    /// that it is not there.
    pub(crate) fn code(&self) -> TokenStream {
        let path = &self.path;
        // The user's own places, from the first name to the last: what does not fit is the path as it is written.
        let first = path.segments.first().map_or_else(Span::call_site, Ident::span);
        match (&self.values, path.parent(), path.last()) {
            (Some(_), ..) => {
                let code = Ident::new("CODE", path.span());
                quote_spanned! { first => <#path>::#code }
            }
            (None, Some(parent), Some(name)) if !parent.is_module() => {
                quote_spanned! { first => <#parent>::#name }
            }
            _ => path.to_token_stream(),
        }
    }
}

/// `{ param, param: field }`: a param whose field has its name is written once.
fn values(group: &Group) -> Result<Vec<(Ident, Member)>, Fault> {
    let mut tokens = Tokens::new(opened(group.stream()));
    let mut values: Vec<(Ident, Member)> = Vec::new();
    while !tokens.is_at_end() {
        let place = tokens.span();
        let Some(param) = tokens.ident() else {
            return fault(place, "name a param here, as in { used: count }");
        };
        let param = field_name(&param);
        let member = if tokens.is_punct(':') {
            tokens.skip(1);
            member(&mut tokens)?
        } else {
            Member::Named(param.clone())
        };
        if values.iter().any(|(known, _)| *known == param) {
            return fault(param.span(), format!("the param `{}` is given twice", param.unraw()));
        }
        values.push((param, member));
        match tokens.peek() {
            None => {}
            Some(_) if tokens.is_punct(',') => tokens.skip(1),
            Some(TokenTree::Punct(_) | TokenTree::Group(_)) => {
                return fault(tokens.span(), "a param has a field and no more, as in { used: count }");
            }
            Some(_) => return fault(tokens.span(), NO_COMMA),
        }
    }
    Ok(values)
}

/// The name of a field: a keyword is one when it is written raw, and need not be written so here.
fn field_name(name: &Ident) -> Ident {
    field(&name.unraw().to_string(), name.span())
}

fn member(tokens: &mut Tokens) -> Result<Member, Fault> {
    let place = tokens.span();
    let number = match tokens.peek() {
        Some(TokenTree::Literal(number)) => number.to_string().parse().ok(),
        _ => None,
    };
    if let Some(number) = number {
        tokens.skip(1);
        return Ok(Member::Number(number, place));
    }
    match tokens.ident() {
        Some(name) => Ok(Member::Named(field_name(&name))),
        None => fault(place, "name a field, as in { used: count }, or by its number, as in { used: 0 }"),
    }
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
