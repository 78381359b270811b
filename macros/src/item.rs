//! The tokens of a struct or an enum in, its parts out. The compiler has parsed it before, so that it is well-formed.
//!
//! Parsing it with `syn` would take its feature `derive`, which every user would build: this is the small part of it that
//! a derive for codes needs.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use crate::tokens::{Kind, Tokens, depths, is_punct, opened, split};

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

    /// Those of the type, of its variants and of all fields.
    pub(crate) fn all_attributes(&self) -> impl Iterator<Item = &Attribute> {
        let (variants, fields): (&[Variant], &[Field]) = match &self.body {
            Body::Struct(fields) => (&[], fields),
            Body::Enum(variants) => (variants, &[]),
            Body::Union(_) => (&[], &[]),
        };
        let fields = variants.iter().flat_map(|variant| &variant.fields).chain(fields);
        let of_variants = variants.iter().flat_map(|variant| &variant.attributes);
        self.attributes.iter().chain(of_variants).chain(fields.flat_map(|field| &field.attributes))
    }
}

fn variants(body: &Group) -> Vec<Variant> {
    let variants = split(&tokens_of(body), Kind::Values).into_iter().filter_map(|tokens| {
        let mut tokens = Tokens::new(tokens);
        let attributes = tokens.attributes();
        // An empty one, of the user's own macro.
        tokens.visibility();
        let name = tokens.ident()?;
        Some(Variant { attributes, name, fields: tokens.fields() })
    });
    variants.collect()
}

fn tokens_of(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

impl Tokens {
    /// All attributes from here on.
    fn attributes(&mut self) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        while self.is_punct('#') {
            self.skip(1);
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
                self.skip(usize::from(is_visibility));
            }
            Some(token) if is_public(token) => {
                self.skip(1);
                let Some(TokenTree::Group(scope)) = self.peek() else { return };
                // In a tuple, what follows may be a type in parentheses.
                let words = ["crate", "self", "super", "in"];
                let first = scope.stream().into_iter().next();
                let is_scope =
                    matches!(first, Some(TokenTree::Ident(first)) if words.iter().any(|word| first == word));
                self.skip(usize::from(scope.delimiter() == Delimiter::Parenthesis && is_scope));
            }
            _ => {}
        }
    }

    fn generics(&mut self) -> Generics {
        if !self.is_punct('<') {
            return Generics::default();
        }
        let rest = self.rest();
        // The first that stands outside again, behind the one that opens.
        let closing = depths(rest, Kind::Types).into_iter().skip(1).position(|depth| depth == 0).unwrap_or(0);
        let params = split(rest.get(1..=closing).unwrap_or_default(), Kind::Types);
        let params = params.into_iter().map(param).collect();
        self.skip(closing + 2);
        Generics { params, clause: TokenStream::new() }
    }

    /// What follows `where`, up to the last token: the body or the semicolon. There may be braces in it.
    fn clause(&mut self) -> TokenStream {
        if !self.is_word("where") {
            return TokenStream::new();
        }
        let Some((_, [_, clause @ ..])) = self.rest().split_last() else { return TokenStream::new() };
        let clause = clause.to_vec();
        self.skip(1 + clause.len());
        clause.into_iter().collect()
    }

    /// The fields in the next group, if there is one.
    fn fields(&mut self) -> Vec<Field> {
        let named = self.group(Delimiter::Brace);
        let is_named = named.is_some();
        let Some(group) = named.or_else(|| self.group(Delimiter::Parenthesis)) else { return Vec::new() };
        let parts = split(&tokens_of(&group), Kind::Types).into_iter().enumerate();
        let fields = parts.filter_map(|(number, tokens)| {
            let mut tokens = Tokens::new(tokens);
            let attributes = tokens.attributes();
            tokens.visibility();
            let member = if is_named {
                let name = tokens.ident()?;
                // The colon.
                tokens.skip(1);
                Member::Named(name)
            } else {
                Member::Number(number, tokens.span())
            };
            let of_type = tokens.rest().iter().cloned().collect();
            Some(Field { attributes, member, of_type })
        });
        fields.collect()
    }
}

fn param(tokens: Vec<TokenTree>) -> Param {
    let mut tokens = Tokens::new(tokens);
    tokens.attributes();
    let rest = tokens.rest();
    let mut depths = rest.iter().zip(depths(rest, Kind::Types));
    let default = depths.position(|(token, depth)| depth == 0 && is_punct(token, '='));
    let without_default = &rest[..default.unwrap_or(rest.len())];
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
