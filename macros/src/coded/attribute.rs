//! The grammar of `#[coded(...)]`.

use std::rc::Rc;

use errcat_catalog::nearest;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Attribute, Error, Field, Ident, LitInt, LitStr, Member, Path, Result, Token, braced, token};

use super::Errors;

/// What the attributes of a type or a variant say.
pub(crate) struct Attributes {
    /// The path of `errcat` in the user's crate; `None` if the one that was given could not be parsed.
    pub(crate) krate: Option<Path>,
    /// The enum of the table that all codes of the type are in.
    pub(crate) table: Option<Rc<Path>>,
    pub(crate) code: NamedCode,
    /// Whether an error was reported.
    pub(crate) is_invalid: bool,
    options: Vec<&'static str>,
}

/// The code as it is written.
#[derive(Default)]
pub(crate) enum NamedCode {
    #[default]
    Missing,
    /// What could not be parsed: it is reported already.
    Invalid,
    Entry(NamedEntry),
    /// The word `transparent`.
    Transparent(Ident),
}

/// An entry as it is written: `Entry`, `Enum::Entry` or `module::Entry { param: field }`.
pub(crate) struct NamedEntry {
    pub(crate) parent: Option<Path>,
    pub(crate) name: Ident,
    pub(crate) values: Option<Vec<Value>>,
}

/// A param, and the field that has its value. Both are raw identifiers, as they may be keywords.
pub(crate) struct Value {
    pub(crate) param: Ident,
    pub(crate) field: Member,
}

/// What has the attributes.
#[derive(Clone, Copy)]
pub(crate) enum Owner {
    Enum,
    Struct,
    Variant,
}

syn::custom_keyword!(table);

const EXPECTED_CODE: &str =
    "expected an entry, as in #[coded(RestError::MeetingNotFound)], or `transparent` if a field has the code";
const EXPECTED_ENTRY: &str = "expected the path of an entry, as in `RestError::MeetingNotFound`";

impl Attributes {
    pub(crate) fn read(attributes: &[Attribute], owner: Owner, errors: &mut Errors) -> Attributes {
        let errcat = Path::from(Ident::new("errcat", Span::call_site()));
        let mut read = Attributes {
            krate: Some(Path { leading_colon: Some(<Token![::]>::default()), ..errcat }),
            table: None,
            code: NamedCode::Missing,
            is_invalid: false,
            options: Vec::new(),
        };
        let mut own = Errors::default();
        for attribute in coded(attributes) {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                if input.is_empty() {
                    let message = match owner {
                        Owner::Enum => "expected an option, as in #[coded(table = RestError)]",
                        Owner::Struct | Owner::Variant => EXPECTED_CODE,
                    };
                    return Err(Error::new_spanned(&attribute.meta, message));
                }
                read.parse(input, owner, &mut own)
            });
            parsed.unwrap_or_else(|error| own.push(error));
        }
        if let Err(error) = own.finish() {
            errors.push(error);
            read.is_invalid = true;
            read.code = NamedCode::Invalid;
        }
        read
    }

    fn parse(&mut self, input: ParseStream<'_>, owner: Owner, errors: &mut Errors) -> Result<()> {
        while !input.is_empty() {
            let is_option_name = input.peek(Token![crate]) || input.peek(table);
            let has_value = input.peek(Ident::peek_any) && input.peek2(Token![=]);
            if has_value || is_option_name && !input.peek2(Token![::]) {
                self.parse_option(input, owner, errors)?;
            } else {
                self.parse_code(input, owner)?;
            }
            parse_comma(input)?;
        }
        Ok(())
    }

    /// Parses `crate = path` or `table = path`.
    fn parse_option(&mut self, input: ParseStream<'_>, owner: Owner, errors: &mut Errors) -> Result<()> {
        let key = input.call(Ident::parse_any)?;
        input.parse::<Token![=]>()?;
        let near = nearest(&key.to_string(), ["crate", "table"]);
        let message = match (owner, near) {
            (Owner::Enum | Owner::Struct, Some(option)) => {
                if key != option {
                    errors.report(&key, format!("unknown option `{key}`; did you mean `{option}`?"));
                }
                return self.parse_path_of(option, &key, input, errors);
            }
            (Owner::Enum | Owner::Struct, None) => {
                format!("unknown option `{key}`; the options are `crate` and `table`")
            }
            (Owner::Variant, Some(option)) if key == option => format!("`{key}` can only be set on the type"),
            (Owner::Variant, _) => format!("unknown option `{key}`; {EXPECTED_ENTRY}"),
        };
        Err(Error::new(key.span(), message))
    }

    fn parse_path_of(
        &mut self,
        option: &'static str,
        key: &Ident,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> Result<()> {
        if self.options.contains(&option) {
            return Err(Error::new(key.span(), format!("duplicate option `{option}`")));
        }
        self.options.push(option);
        if option == "crate" {
            self.krate = None;
            self.krate = parse_unquoted_path(input, "crate = wire", errors)?;
        } else {
            self.table = parse_unquoted_path(input, "table = RestError", errors)?.map(Rc::new);
        }
        Ok(())
    }

    /// Parses `transparent` or an entry.
    fn parse_code(&mut self, input: ParseStream<'_>, owner: Owner) -> Result<()> {
        let path = parse_path(input, EXPECTED_ENTRY)?;
        let values = if input.peek(token::Brace) { Some(parse_values(input)?) } else { None };
        let owner = match owner {
            Owner::Enum => {
                let message = "an enum has no code of its own: name an entry for each variant";
                return Err(Error::new_spanned(path, message));
            }
            Owner::Struct => "struct",
            Owner::Variant => "variant",
        };
        if !matches!(self.code, NamedCode::Missing) {
            let message = format!("duplicate code: a {owner} has exactly one");
            return Err(Error::new_spanned(path, message));
        }
        if let Some(word) = path.get_ident().filter(|_| values.is_none()) {
            if word == "transparent" {
                self.code = NamedCode::Transparent(word.clone());
                return Ok(());
            }
            let text = word.to_string();
            // No entry begins with a lower-case letter.
            if text.starts_with(char::is_lowercase) && nearest(&text, ["transparent"]).is_some() {
                let message = format!("unknown option `{word}`; did you mean `transparent`?");
                return Err(Error::new(word.span(), message));
            }
        }
        let mut parent = path;
        let Some(name) = parent.segments.pop() else { return Err(input.error(EXPECTED_ENTRY)) };
        parent.segments.pop_punct();
        let parent = (!parent.segments.is_empty()).then_some(parent);
        self.code = NamedCode::Entry(NamedEntry { parent, name: name.ident, values });
        Ok(())
    }
}

/// Returns those of the attributes that the derive reads.
pub(crate) fn coded<'a>(
    attributes: impl IntoIterator<Item = &'a Attribute>,
) -> impl Iterator<Item = &'a Attribute> {
    attributes.into_iter().filter(|attribute| attribute.path().is_ident("coded"))
}

/// Returns the attribute that says that a field has the code.
pub(crate) fn transparent_attribute(field: &Field) -> Result<Option<&Attribute>> {
    let mut marked = None;
    for attribute in coded(&field.attrs) {
        let words = attribute.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated);
        if !words.is_ok_and(|words| words.len() == 1 && words[0] == "transparent") {
            return Err(Error::new_spanned(&attribute.meta, "a field can only have #[coded(transparent)]"));
        }
        marked = Some(attribute);
    }
    Ok(marked)
}

/// Parses the path of an option. Quotes around it are reported; what is in them is used.
fn parse_unquoted_path(input: ParseStream<'_>, example: &str, errors: &mut Errors) -> Result<Option<Path>> {
    let expected = format!("expected a path without quotes, as in #[coded({example})]");
    if input.peek(LitStr) {
        let quoted: LitStr = input.parse()?;
        errors.report(&quoted, expected);
        return Ok(quoted.parse_with(Path::parse_mod_style).ok());
    }
    parse_path(input, &expected).map(Some)
}

/// Parses a path without generic arguments.
fn parse_path(input: ParseStream<'_>, expected: &str) -> Result<Path> {
    let leading_colon = input.parse()?;
    let mut segments = Punctuated::new();
    loop {
        if input.peek(Token![<]) {
            return Err(input.error("generic arguments are not allowed here"));
        }
        if !input.peek(Ident::peek_any) {
            return Err(input.error(expected));
        }
        segments.push_value(input.call(Ident::parse_any)?.into());
        if !input.peek(Token![::]) {
            return Ok(Path { leading_colon, segments });
        }
        segments.push_punct(input.parse()?);
    }
}

/// Parses the comma behind an argument; the last one needs none.
fn parse_comma(input: ParseStream<'_>) -> Result<()> {
    let message = if input.is_empty() {
        return Ok(());
    } else if input.peek(Token![.]) || input.peek(Token![:]) {
        "expected `::`, as in `RestError::MeetingNotFound`"
    } else if input.peek(Token![<]) {
        "generic arguments are not allowed here"
    } else if input.peek(Token![=]) {
        "unexpected `=`: the code of an entry comes from the catalog"
    } else if input.peek(token::Paren) {
        "expected braces with the name of each param, as in `{ used: 0 }`"
    } else {
        return input.parse::<Token![,]>().map(drop);
    };
    Err(input.error(message))
}

/// Parses `{ param, param: field }`: a param and a field of one name are written once.
fn parse_values(input: ParseStream<'_>) -> Result<Vec<Value>> {
    let content;
    braced!(content in input);
    let mut values: Vec<Value> = Vec::new();
    while !content.is_empty() {
        let param = parse_name(&content, "expected the name of a param, as in `{ used: count }`")?;
        let field = if content.peek(Token![:]) {
            content.parse::<Token![:]>()?;
            parse_field(&content)?
        } else {
            Member::Named(param.clone())
        };
        if values.iter().any(|value| value.param == param) {
            return Err(Error::new(param.span(), format!("duplicate param `{}`", param.unraw())));
        }
        values.push(Value { param, field });
        if !content.is_empty() && !content.peek(Token![,]) {
            return Err(content.error("expected `,`: the value of a param is a field, not an expression"));
        }
        content.parse::<Option<Token![,]>>()?;
    }
    Ok(values)
}

fn parse_field(input: ParseStream<'_>) -> Result<Member> {
    if input.peek(LitInt) {
        return Ok(Member::Unnamed(input.parse()?));
    }
    parse_name(
        input,
        "expected the name of a field, as in `{ used: count }`, or its number, as in `{ used: 0 }`",
    )
    .map(Member::Named)
}

/// Parses a name that may be a keyword, and makes it raw.
fn parse_name(input: ParseStream<'_>, expected: &str) -> Result<Ident> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error(expected));
    }
    let name = input.call(Ident::parse_any)?.unraw();
    if is_path_keyword(&name) || name == "_" {
        return Err(Error::new(name.span(), expected));
    }
    Ok(Ident::new_raw(&name.to_string(), name.span()))
}

/// Returns whether a name is a keyword that may begin a path. Such a keyword cannot be a raw identifier.
pub(crate) fn is_path_keyword(name: &Ident) -> bool {
    ["self", "Self", "super", "crate", "$crate"].iter().any(|keyword| name == keyword)
}

/// Returns the name of a field, or its number.
pub(crate) fn field_name(field: &Member) -> String {
    match field {
        Member::Named(name) => name.unraw().to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
