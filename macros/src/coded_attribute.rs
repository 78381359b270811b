//! `#[coded(...)]` in, what it says out, with everything that is wrong with it.

use errcat_catalog::{is_keyword, nearest};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::entry_path::{EntryPath, Fault, Path, comma, fault};
use crate::item::{Attribute, Field, Item};
use crate::tokens::{Tokens, is_punct, opened};

/// Everything that is wrong, each with its place.
#[derive(Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    pub(crate) fn tell(&mut self, place: Span, message: impl Into<String>) {
        self.0.push((place, message.into()));
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
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
    pub(crate) krate: Option<Path>,
    /// Whether it says how, even if in words that could not be read.
    pub(crate) names_crate: bool,
    /// The enum of the table that the whole type is of.
    pub(crate) table: Option<Path>,
    pub(crate) entry: Option<EntryPath>,
    /// Where it says that a field has the code.
    pub(crate) transparent: Option<Span>,
    /// Where else it says what its code is.
    again: Option<Span>,
    /// Whether anything in it is wrong.
    pub(crate) is_faulty: bool,
}

/// Whether a field is marked as the one that has the code.
pub(crate) fn read_marked_field(field: &Field, faults: &mut Faults) -> bool {
    let mut is_marked = false;
    for attribute in own(&field.attributes) {
        let is_transparent = match arguments(attribute).as_slice() {
            [TokenTree::Ident(word)] => word == "transparent",
            [TokenTree::Ident(word), comma] => word == "transparent" && is_punct(comma, ','),
            _ => false,
        };
        if is_transparent {
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

fn own<'a>(attributes: impl IntoIterator<Item = &'a Attribute>) -> impl Iterator<Item = &'a Attribute> {
    attributes.into_iter().filter(|attribute| attribute.name == "coded")
}

fn arguments(attribute: &Attribute) -> Vec<TokenTree> {
    opened(attribute.arguments.as_ref().map(Group::stream).unwrap_or_default())
}

/// What the attributes of a type say, or those of a variant.
pub(crate) fn read_attributes(attributes: &[Attribute], is_type: bool, faults: &mut Faults) -> Attributes {
    let mut read = Attributes::default();
    let before = faults.count();
    for attribute in own(attributes) {
        let mut tokens = Tokens::new(arguments(attribute));
        if tokens.is_at_end() {
            faults.tell(
                attribute.name.span(),
                "say what the code is: #[coded(RestError::MeetingNotFound)], or #[coded(transparent)]",
            );
        } else if let Err((place, message)) = read.parse(&mut tokens, is_type, faults) {
            faults.tell(place, message);
        }
    }
    read.is_faulty = faults.count() > before;
    read
}

impl Attributes {
    /// Where it says what its code is.
    pub(crate) fn places_of_code(&self) -> impl Iterator<Item = Span> {
        let entry = self.entry.as_ref().map(EntryPath::span);
        entry.into_iter().chain(self.transparent).chain(self.again)
    }

    fn parse(&mut self, tokens: &mut Tokens, is_type: bool, faults: &mut Faults) -> Result<(), Fault> {
        while !tokens.is_at_end() {
            match tokens.rest() {
                [TokenTree::Ident(key), equals, ..] if is_punct(equals, '=') => {
                    let key = key.clone();
                    tokens.skip(2);
                    if !is_type {
                        return misplaced(&key);
                    }
                    self.parse_option(&key, tokens, faults)?;
                }
                _ => self.parse_code(tokens)?,
            }
        }
        Ok(())
    }

    fn parse_code(&mut self, tokens: &mut Tokens) -> Result<(), Fault> {
        let entry = EntryPath::parse(tokens)?;
        comma(tokens)?;
        let word = entry.path.single().filter(|_| entry.values.is_none()).map(Ident::to_string);
        let is_transparent = word.as_deref() == Some("transparent");
        // No entry begins with a small letter.
        let small = word.filter(|word| !is_transparent && word.starts_with(char::is_lowercase));
        if let Some(word) = small.filter(|word| nearest(word, ["transparent"]).is_some()) {
            return fault(entry.span(), format!("there is no `{word}` here; did you mean `transparent`?"));
        }
        if self.entry.is_some() || self.transparent.is_some() {
            self.again = Some(entry.span());
        } else if is_transparent {
            self.transparent = Some(entry.span());
        } else {
            self.entry = Some(entry);
        }
        Ok(())
    }

    fn parse_option(&mut self, key: &Ident, tokens: &mut Tokens, faults: &mut Faults) -> Result<(), Fault> {
        let word = key.to_string();
        let Some(meant) = nearest(&word, ["crate", "table"]) else {
            return fault(key.span(), format!("there is no `{word}` here; there are `crate` and `table`"));
        };
        if meant != word {
            faults.tell(key.span(), format!("there is no `{word}` here; did you mean `{meant}`?"));
        }
        let (place, wanted) = if meant == "crate" {
            self.names_crate = true;
            (&mut self.krate, "name the crate, without quotes, as in #[coded(crate = wire)]")
        } else {
            (&mut self.table, "name the enum, without quotes, as in #[coded(table = RestError)]")
        };
        if place.is_some() {
            return fault(key.span(), format!("`{meant}` is said twice"));
        }
        *place = match tokens.peek() {
            Some(TokenTree::Literal(quoted)) => {
                faults.tell(quoted.span(), wanted);
                let meant = Path::from_text(quoted.to_string().trim_matches('"'), quoted.span());
                tokens.skip(1);
                meant
            }
            _ => Some(Path::parse(tokens, wanted)?),
        };
        comma(tokens)
    }
}

/// What is wrong with an option of a variant.
fn misplaced(key: &Ident) -> Result<(), Fault> {
    let word = key.to_string();
    let message = match word.as_str() {
        "crate" | "table" => format!("`{word}` is said once, on the type"),
        _ => format!("there is no `{word}` here; name an entry, as in #[coded(RestError::MeetingNotFound)]"),
    };
    fault(key.span(), message)
}

/// The names in scope that the paths of entries and enums begin with, even where the rest cannot be read.
pub(crate) fn mentioned(item: &Item) -> Vec<Ident> {
    let mut names: Vec<Ident> = Vec::new();
    for attribute in own(item.all_attributes()) {
        let tokens = arguments(attribute);
        for (at, token) in tokens.iter().enumerate() {
            let TokenTree::Ident(name) = token else { continue };
            if begins_a_path(&tokens[..at], &name.to_string(), &tokens[at + 1..]) && !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

/// Whether a name between these tokens is one in scope: the first of several, or that of a table.
fn begins_a_path(before: &[TokenTree], name: &str, after: &[TokenTree]) -> bool {
    let continues = before.last().is_some_and(|last| is_punct(last, ':') || is_punct(last, '.'));
    // `$crate` and keywords are always there.
    if continues || name.starts_with('$') || is_keyword(name) {
        return false;
    }
    match (before, after) {
        (_, [first, second, ..]) if is_punct(first, ':') && is_punct(second, ':') => true,
        // Not how it is written, but an enum is meant: `RestError.MeetingNotFound`, `RestError<T>`.
        (_, [TokenTree::Punct(next), ..]) if ".:<".contains(next.as_char()) => {
            name.starts_with(char::is_uppercase)
        }
        ([.., TokenTree::Ident(key), equals], _) => key == "table" && is_punct(equals, '='),
        _ => false,
    }
}
