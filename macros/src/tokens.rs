//! Tokens, read one after the other: with them the derive reads a type and what its attributes say.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// Tokens with a place in them.
pub(crate) struct Tokens {
    tokens: Vec<TokenTree>,
    at: usize,
}

impl Tokens {
    pub(crate) fn new(tokens: impl IntoIterator<Item = TokenTree>) -> Tokens {
        Tokens { tokens: tokens.into_iter().collect(), at: 0 }
    }

    /// What is not read yet.
    pub(crate) fn rest(&self) -> &[TokenTree] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest().is_empty()
    }

    pub(crate) fn peek(&self) -> Option<&TokenTree> {
        self.rest().first()
    }

    /// The place of the next token; at the end, that of the last one.
    pub(crate) fn span(&self) -> Span {
        self.peek().or(self.tokens.last()).map_or_else(Span::call_site, TokenTree::span)
    }

    pub(crate) fn skip(&mut self, count: usize) {
        self.at += count;
    }

    pub(crate) fn is_punct(&self, wanted: char) -> bool {
        self.peek().is_some_and(|token| is_punct(token, wanted))
    }

    pub(crate) fn is_word(&self, wanted: &str) -> bool {
        matches!(self.peek(), Some(TokenTree::Ident(word)) if word == wanted)
    }

    /// Whether `::` is next.
    pub(crate) fn is_path_separator(&self) -> bool {
        matches!(self.rest(), [first, second, ..] if is_punct(first, ':') && is_punct(second, ':'))
    }

    pub(crate) fn ident(&mut self) -> Option<Ident> {
        let Some(TokenTree::Ident(ident)) = self.peek() else { return None };
        let ident = ident.clone();
        self.skip(1);
        Some(ident)
    }

    pub(crate) fn group(&mut self, delimiter: Delimiter) -> Option<Group> {
        let Some(TokenTree::Group(group)) = self.peek() else { return None };
        let group = (group.delimiter() == delimiter).then(|| group.clone())?;
        self.skip(1);
        Some(group)
    }
}

pub(crate) fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// The same without the invisible groups that fragments of the user's own macro come in.
pub(crate) fn opened(tokens: TokenStream) -> Vec<TokenTree> {
    let opened = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => opened(group.stream()),
        token => vec![token],
    });
    opened.collect()
}

/// What `<` means between tokens.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Among types it always opens a bracket.
    Types,
    /// Among values it compares or shifts behind one, and opens a bracket elsewhere.
    Values,
}

/// For each token, in how many angle brackets it stands; a closing one stands outside of its own.
pub(crate) fn depths(tokens: &[TokenTree], kind: Kind) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut before: Option<&TokenTree> = None;
    let depth_of = |token| {
        let outside = depth;
        let opens = match (kind, before) {
            // The second of `<<` shifts as the first does.
            (Kind::Values, Some(TokenTree::Punct(before))) if depth == 0 => before.as_char() != '<',
            (Kind::Values, _) if depth == 0 => false,
            _ => true,
        };
        if is_punct(token, '<') && opens {
            depth += 1;
        } else if is_punct(token, '>') && !before.is_some_and(|before| is_punct(before, '-')) {
            // Not that of `->`.
            depth = depth.saturating_sub(1);
        }
        before = Some(token);
        outside.min(depth)
    };
    tokens.iter().map(depth_of).collect()
}

/// The tokens between commas that stand in no angle brackets.
pub(crate) fn split(tokens: &[TokenTree], kind: Kind) -> Vec<Vec<TokenTree>> {
    let (mut parts, mut part) = (Vec::new(), Vec::new());
    for (token, depth) in tokens.iter().zip(depths(tokens, kind)) {
        if depth == 0 && is_punct(token, ',') {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(token.clone());
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}
