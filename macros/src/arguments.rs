//! Parses the arguments of `codes!`, a path and options, and applies them to a catalog.

use errcat_catalog::{Catalog, Locale, nearest};
use errcat_codegen::Shape;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{LitBool, LitStr, Token, bracketed};

/// The arguments of one call.
pub(crate) struct Arguments {
    /// How the caller's crate names `errcat`.
    pub(crate) krate: TokenStream,
    pub(crate) path: LitStr,
    /// The tables to expand; `None` for all.
    pub(crate) tables: Option<Vec<Ident>>,
    pub(crate) vis: TokenStream,
    /// The locale that `Display` shows; `None` for the first that is kept.
    pub(crate) locale: Option<LitStr>,
    /// The locales whose texts are kept; `None` for all.
    pub(crate) locales: Option<Vec<LitStr>>,
    pub(crate) help: bool,
    pub(crate) docs: bool,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> syn::Result<Arguments> {
        let krate: Group = input.parse()?;
        let path: LitStr = match input.parse() {
            Ok(path) => path,
            Err(error) => {
                let message = "expected the path of a `codes.toml` file as a string literal";
                return Err(syn::Error::new(error.span(), message));
            }
        };
        if path.value().is_empty() {
            return Err(syn::Error::new(
                path.span(),
                "the path is empty: give the path of a `codes.toml` file",
            ));
        }
        let mut arguments = Arguments {
            krate: krate.stream(),
            path,
            tables: None,
            vis: quote::quote!(pub),
            locale: None,
            locales: None,
            help: true,
            docs: true,
        };
        let mut given: Vec<Ident> = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let option: Ident = input.parse()?;
            if given.contains(&option) {
                return Err(syn::Error::new(option.span(), format!("option `{option}` is used twice")));
            }
            input.parse::<Token![=]>()?;
            arguments.parse_option(&option, input)?;
            given.push(option);
        }
        Ok(arguments)
    }
}

const OPTIONS: [&str; 6] = ["tables", "vis", "locale", "locales", "help", "docs"];

impl Arguments {
    fn parse_option(&mut self, option: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match option.to_string().as_str() {
            "tables" => self.tables = Some(parse_tables(input)?),
            "vis" => self.vis = parse_visibility(input)?,
            "locale" => self.locale = Some(input.parse()?),
            "locales" => self.locales = Some(parse_locales(input)?),
            "help" => self.help = input.parse::<LitBool>()?.value,
            "docs" => self.docs = input.parse::<LitBool>()?.value,
            other => {
                let message = match nearest(other, OPTIONS) {
                    Some(near) => format!("unknown option `{other}`; did you mean `{near}`?"),
                    None => format!("unknown option `{other}`; expected one of {}", OPTIONS.join(", ")),
                };
                return Err(syn::Error::new(option.span(), message));
            }
        }
        Ok(())
    }

    /// Applies the arguments to a catalog. Tables and locales that it does not have are reported and left out.
    pub(crate) fn shape(&self, catalog: &Catalog) -> (Shape, Vec<syn::Error>) {
        let mut errors = Vec::new();
        let tables = match &self.tables {
            None => (0..catalog.tables.len()).collect(),
            Some(names) => names.iter().filter_map(|name| table_index(name, catalog, &mut errors)).collect(),
        };
        let all = || (0..catalog.locales.len()).collect();
        let locales: Vec<usize> = match &self.locales {
            None => all(),
            Some(tags) => tags.iter().filter_map(|tag| locale_index(tag, catalog, &mut errors)).collect(),
        };
        let locales = if locales.is_empty() { all() } else { locales };
        let shown = self.locale.as_ref().and_then(|tag| self.shown(tag, &locales, catalog, &mut errors));
        let shape = Shape {
            krate: self.krate.clone(),
            vis: self.vis.clone(),
            tables,
            locales,
            shown: shown.unwrap_or(0),
            help: self.help,
            docs: self.docs,
            span: Span::call_site().located_at(self.path.span()),
        };
        (shape, errors)
    }
}

impl Arguments {
    /// Returns the index of the shown locale among those that are kept.
    fn shown(
        &self,
        tag: &LitStr,
        kept: &[usize],
        catalog: &Catalog,
        errors: &mut Vec<syn::Error>,
    ) -> Option<usize> {
        let index = locale_index(tag, catalog, errors)?;
        let position = kept.iter().position(|kept| *kept == index);
        if position.is_none() {
            let message = format!("locale `{}` is missing in `locales`", tag.value());
            errors.push(syn::Error::new(tag.span(), message));
        }
        position
    }
}

fn table_index(name: &Ident, catalog: &Catalog, errors: &mut Vec<syn::Error>) -> Option<usize> {
    let name_text = name.to_string();
    let index = catalog.tables.iter().position(|table| table.name == name_text);
    // A catalog that could not be read has no tables, and has been reported.
    if index.is_none() && !catalog.tables.is_empty() {
        let known: Vec<&str> = catalog.tables.iter().map(|table| table.name.as_str()).collect();
        let message = match nearest(&name_text, known.iter().copied()) {
            Some(near) => format!("unknown table `{name_text}`; did you mean `{near}`?"),
            None => format!("unknown table `{name_text}`; the catalog has {}", known.join(", ")),
        };
        errors.push(syn::Error::new(name.span(), message));
    }
    index
}

fn locale_index(tag: &LitStr, catalog: &Catalog, errors: &mut Vec<syn::Error>) -> Option<usize> {
    let index = catalog.locales.iter().position(|locale| locale.is(&tag.value()));
    if index.is_none() && !catalog.tables.is_empty() {
        let known: Vec<&str> = catalog.locales.iter().map(Locale::as_str).collect();
        let message = format!("unknown locale `{}`; the catalog has {}", tag.value(), known.join(", "));
        errors.push(syn::Error::new(tag.span(), message));
    }
    index
}

fn parse_tables(input: ParseStream<'_>) -> syn::Result<Vec<Ident>> {
    let names;
    let bracket = bracketed!(names in input);
    let names: Vec<Ident> = Punctuated::<Ident, Token![,]>::parse_terminated(&names)?.into_iter().collect();
    if names.is_empty() {
        return Err(syn::Error::new(
            bracket.span.join(),
            "expected at least one table; remove the option for all tables",
        ));
    }
    let again = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
    if let Some((_, name)) = again {
        return Err(syn::Error::new(name.span(), format!("table `{name}` is used twice")));
    }
    Ok(names)
}

fn parse_locales(input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    let tags;
    let bracket = bracketed!(tags in input);
    let tags: Vec<LitStr> = Punctuated::<LitStr, Token![,]>::parse_terminated(&tags)?.into_iter().collect();
    if tags.is_empty() {
        let message = "expected at least one locale; remove the option for all locales";
        return Err(syn::Error::new(bracket.span.join(), message));
    }
    let again = tags.iter().enumerate().find(|(index, tag)| {
        tags[..*index].iter().any(|other| other.value().eq_ignore_ascii_case(&tag.value()))
    });
    if let Some((_, tag)) = again {
        return Err(syn::Error::new(tag.span(), format!("locale `{}` is used twice", tag.value())));
    }
    Ok(tags)
}

/// Parses `pub`, `pub(crate)` and so on: all tokens up to the next comma, since syn is built without its `full` feature.
fn parse_visibility(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let start = input.span();
    let mut tokens = Vec::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        match input.parse::<TokenTree>()? {
            // A `$vis` of the user's own macro.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => tokens.extend(group.stream()),
            token => tokens.push(token),
        }
    }
    let fits = match tokens.as_slice() {
        [TokenTree::Ident(word)] => word == "pub",
        [TokenTree::Ident(word), TokenTree::Group(scope)] => {
            word == "pub" && scope.delimiter() == Delimiter::Parenthesis
        }
        _ => false,
    };
    if fits {
        Ok(tokens.into_iter().collect())
    } else {
        Err(syn::Error::new(
            start,
            "expected `pub`, `pub(crate)`, `pub(super)`, `pub(self)` or `pub(in path)`",
        ))
    }
}
