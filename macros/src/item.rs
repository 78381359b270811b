//! The tokens of a struct or an enum in, its parts out. The compiler has parsed it before, so that it is well-formed.
//!
//! Parsing it with `syn` would take its feature `derive`, which every user would build: this is the small part of it that
//! a derive for codes needs.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// A struct or an enum.
pub(crate) struct Item {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) body: Body,
}

pub(crate) enum Body {
    Struct(Vec<Field>),
    Enum(Vec<Variant>),
    /// Its keyword is kept, to say that it is none of the others.
    Union(Span),
}

pub(crate) struct Variant {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<Field>,
}

pub(crate) struct Field {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) member: Member,
    /// The tokens of its type.
    pub(crate) of_type: TokenStream,
}

/// What a field is called.
#[derive(Clone)]
pub(crate) enum Member {
    Named(Ident),
    /// And where it is said.
    Number(usize, Span),
}

/// `#[name(arguments)]`.
pub(crate) struct Attribute {
    pub(crate) name: Ident,
    pub(crate) arguments: Option<Group>,
}

/// The params of a type and what is asked of them.
#[derive(Default)]
pub(crate) struct Generics {
    params: Vec<Param>,
    /// What follows `where`.
    clause: TokenStream,
}

struct Param {
    /// With bounds, without a default.
    declared: TokenStream,
    /// The name alone: `'a`, `T` or `N`.
    name: TokenStream,
    /// The name, if it is that of a type.
    of_type: Option<Ident>,
}

impl Generics {
    /// What stands behind `impl`.
    pub(crate) fn declared(&self) -> TokenStream {
        let params = self.params.iter().map(|param| &param.declared);
        if self.params.is_empty() {
            TokenStream::new()
        } else {
            quote::quote! { <#(#params),*> }
        }
    }

    /// What stands behind the type's name.
    pub(crate) fn named(&self) -> TokenStream {
        let params = self.params.iter().map(|param| &param.name);
        if self.params.is_empty() {
            TokenStream::new()
        } else {
            quote::quote! { <#(#params),*> }
        }
    }

    /// The where clause, with further predicates.
    pub(crate) fn clause(&self, further: &[TokenStream]) -> TokenStream {
        let mut clause = self.clause.clone();
        let ends_with_comma = clause
            .clone()
            .into_iter()
            .last()
            .is_none_or(|last| matches!(last, TokenTree::Punct(punct) if punct.as_char() == ','));
        if !ends_with_comma && !further.is_empty() {
            clause.extend(quote::quote! { , });
        }
        clause.extend(quote::quote! { #(#further),* });
        if clause.is_empty() {
            clause
        } else {
            quote::quote! { where #clause }
        }
    }

    /// Whether a type depends on a type param.
    pub(crate) fn is_generic(&self, of_type: &TokenStream) -> bool {
        of_type.clone().into_iter().any(|token| match token {
            TokenTree::Ident(ident) => self.params.iter().any(|param| param.of_type.as_ref() == Some(&ident)),
            TokenTree::Group(group) => self.is_generic(&group.stream()),
            _ => false,
        })
    }
}

impl Item {
    /// The parts of an item; nothing where it is none of a struct, an enum and a union.
    pub(crate) fn parse(tokens: TokenStream) -> Option<Item> {
        let mut tokens = Tokens::new(tokens);
        let attributes = tokens.attributes();
        tokens.visibility();
        let keyword = tokens.ident()?;
        let name = tokens.ident()?;
        let mut generics = tokens.generics();
        generics.clause = tokens.clause();
        let body = match keyword.to_string().as_str() {
            "union" => Body::Union(keyword.span()),
            "enum" => Body::Enum(variants(&tokens.group(Delimiter::Brace)?)),
            "struct" => {
                let fields = tokens.fields();
                // Behind the fields of a tuple.
                generics.clause.extend(tokens.clause());
                Body::Struct(fields)
            }
            _ => return None,
        };
        Some(Item { attributes, name, generics, body })
    }
}

fn variants(body: &Group) -> Vec<Variant> {
    let variants = split(&tokens_of(body)).into_iter().filter_map(|tokens| {
        let mut tokens = Tokens { tokens, at: 0 };
        let attributes = tokens.attributes();
        let name = tokens.ident()?;
        Some(Variant { attributes, name, fields: tokens.fields() })
    });
    variants.collect()
}

/// For each token, in how many angle brackets it stands; a closing one stands outside of its own.
fn depths(tokens: &[TokenTree]) -> Vec<usize> {
    let (mut depth, mut is_arrow) = (0_usize, false);
    let depth_of = |token: &TokenTree| {
        let character = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        let before = depth;
        match character {
            '<' => depth += 1,
            // Not that of `->`.
            '>' if !is_arrow => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_arrow = character == '-';
        before.min(depth)
    };
    tokens.iter().map(depth_of).collect()
}

/// The place of the first such character that stands in no angle brackets.
fn find(tokens: &[TokenTree], wanted: char) -> Option<usize> {
    let is_wanted = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted);
    let mut places = tokens.iter().zip(depths(tokens)).enumerate();
    places.find(|(_, (token, depth))| *depth == 0 && is_wanted(token)).map(|(at, _)| at)
}

/// The tokens between commas that stand in no angle brackets.
fn split(mut tokens: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    while let Some(comma) = find(tokens, ',') {
        parts.push(tokens[..comma].to_vec());
        tokens = &tokens[comma + 1..];
    }
    if !tokens.is_empty() {
        parts.push(tokens.to_vec());
    }
    parts
}

fn tokens_of(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// What stands in the invisible group that a fragment of the user's own macro comes in.
fn opened(tokens: TokenStream) -> TokenStream {
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => group.stream(),
        _ => tokens,
    }
}

/// Tokens with a place in them.
struct Tokens {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Tokens {
    fn new(tokens: TokenStream) -> Tokens {
        Tokens { tokens: tokens.into_iter().collect(), at: 0 }
    }

    fn peek(&self) -> Option<&TokenTree> {
        self.tokens.get(self.at)
    }

    fn is_punct(&self, wanted: char) -> bool {
        matches!(self.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
    }

    fn ident(&mut self) -> Option<Ident> {
        let Some(TokenTree::Ident(ident)) = self.peek() else { return None };
        let ident = ident.clone();
        self.at += 1;
        Some(ident)
    }

    fn group(&mut self, delimiter: Delimiter) -> Option<Group> {
        let Some(TokenTree::Group(group)) = self.peek() else { return None };
        let group = (group.delimiter() == delimiter).then(|| group.clone())?;
        self.at += 1;
        Some(group)
    }

    /// All attributes from here on.
    fn attributes(&mut self) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        while self.is_punct('#') {
            self.at += 1;
            let Some(group) = self.group(Delimiter::Bracket) else { break };
            let mut inner = Tokens::new(opened(group.stream()));
            // One whose name is a path is none of ours.
            if let Some(name) = inner.ident().filter(|_| !inner.is_punct(':')) {
                let arguments = inner.group(Delimiter::Parenthesis);
                attributes.push(Attribute { name, arguments });
            }
        }
        attributes
    }

    fn visibility(&mut self) {
        let is_public = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "pub");
        match self.peek() {
            // A `$vis` of the user's own macro.
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
                let is_visibility = group.stream().into_iter().next().is_none_or(|first| is_public(&first));
                self.at += usize::from(is_visibility);
            }
            Some(token) if is_public(token) => {
                self.at += 1;
                let Some(TokenTree::Group(scope)) = self.peek() else { return };
                // In a tuple, what follows may be a type in parentheses.
                let words = ["crate", "self", "super", "in"];
                let first = scope.stream().into_iter().next();
                let is_scope =
                    matches!(first, Some(TokenTree::Ident(first)) if words.iter().any(|word| first == word));
                self.at += usize::from(scope.delimiter() == Delimiter::Parenthesis && is_scope);
            }
            _ => {}
        }
    }

    fn generics(&mut self) -> Generics {
        if !self.is_punct('<') {
            return Generics::default();
        }
        let rest = self.tokens.get(self.at..).unwrap_or_default();
        // The first that stands outside again, behind the one that opens.
        let closing = depths(rest).into_iter().skip(1).position(|depth| depth == 0).unwrap_or(0);
        let params = split(rest.get(1..=closing).unwrap_or_default()).into_iter().map(param).collect();
        self.at += closing + 2;
        Generics { params, clause: TokenStream::new() }
    }

    /// What follows `where`, up to the body.
    fn clause(&mut self) -> TokenStream {
        let mut clause = TokenStream::new();
        if !matches!(self.peek(), Some(TokenTree::Ident(ident)) if ident == "where") {
            return clause;
        }
        self.at += 1;
        while let Some(token) = self.peek() {
            let is_body = matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            if is_body || self.is_punct(';') {
                break;
            }
            clause.extend([token.clone()]);
            self.at += 1;
        }
        clause
    }

    /// The fields in the next group, if there is one.
    fn fields(&mut self) -> Vec<Field> {
        let named = self.group(Delimiter::Brace);
        let is_named = named.is_some();
        let Some(group) = named.or_else(|| self.group(Delimiter::Parenthesis)) else { return Vec::new() };
        let parts = split(&tokens_of(&group)).into_iter().enumerate();
        let fields = parts.filter_map(|(number, tokens)| {
            let mut tokens = Tokens { tokens, at: 0 };
            let attributes = tokens.attributes();
            tokens.visibility();
            let member = if is_named {
                let name = tokens.ident()?;
                // The colon.
                tokens.at += 1;
                Member::Named(name)
            } else {
                Member::Number(number, tokens.peek().map_or_else(Span::call_site, TokenTree::span))
            };
            let of_type = tokens.tokens.get(tokens.at..).unwrap_or_default().iter().cloned().collect();
            Some(Field { attributes, member, of_type })
        });
        fields.collect()
    }
}

fn param(tokens: Vec<TokenTree>) -> Param {
    let mut tokens = Tokens { tokens, at: 0 };
    tokens.attributes();
    let rest = tokens.tokens.get(tokens.at..).unwrap_or_default();
    let without_default = &rest[..find(rest, '=').unwrap_or(rest.len())];
    let is_const = matches!(rest.first(), Some(TokenTree::Ident(keyword)) if keyword == "const");
    let (name, of_type) = match rest {
        // A lifetime is an apostrophe and a name.
        [mark @ TokenTree::Punct(_), name, ..] => ([mark.clone(), name.clone()].into_iter().collect(), None),
        [_, name, ..] if is_const => (name.clone().into(), None),
        [name @ TokenTree::Ident(of_type), ..] => (name.clone().into(), Some(of_type.clone())),
        _ => (TokenStream::new(), None),
    };
    Param { declared: without_default.iter().cloned().collect(), name, of_type }
}
