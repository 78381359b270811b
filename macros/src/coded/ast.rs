//! The model of an error type that derives `Coded`: which code each of its variants has.

use std::mem::take;
use std::rc::Rc;

use errcat_catalog::{module_name, nearest};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Ident, Member, Path, Result, Type, Variant};

use super::attribute::{Attributes, NamedCode, NamedEntry, Owner, Value, field_name, transparent_attribute};
use super::{Errors, derived};

/// An error type of the user's own.
pub(crate) struct ErrorType<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) attributes: Attributes,
    /// The variants of an enum, or the struct itself.
    pub(crate) arms: Vec<Arm<'a>>,
}

/// A variant, or the whole of a struct.
pub(crate) struct Arm<'a> {
    /// `None` for a struct.
    pub(crate) variant: Option<&'a Ident>,
    pub(crate) code: Code<'a>,
}

/// Where the code of an arm comes from.
pub(crate) enum Code<'a> {
    Entry(Entry),
    /// A field that has a code itself.
    Field(Member, &'a Type),
}

/// An entry by its whole path.
pub(crate) struct Entry {
    /// The enum, or the module of the structs of params.
    pub(crate) parent: Rc<Path>,
    pub(crate) name: Ident,
    /// For each param the field with its value.
    pub(crate) values: Option<Vec<Value>>,
}

impl<'a> ErrorType<'a> {
    pub(crate) fn read(input: &'a DeriveInput, errors: &mut Errors) -> ErrorType<'a> {
        let owner = if matches!(input.data, Data::Enum(_)) { Owner::Enum } else { Owner::Struct };
        let mut attributes = Attributes::read(&input.attrs, owner, errors);
        let arms = match &input.data {
            Data::Struct(data) => {
                let code = take(&mut attributes.code);
                let code = errors.take(read_code(&input.ident, &data.fields, code, &attributes));
                code.into_iter().map(|code| Arm { variant: None, code }).collect()
            }
            Data::Enum(data) => {
                let arms = data.variants.iter().filter_map(|Variant { attrs, ident, fields, .. }| {
                    let own = Attributes::read(attrs, Owner::Variant, errors);
                    let code = errors.take(read_code(ident, fields, own.code, &attributes))?;
                    Some(Arm { variant: Some(ident), code })
                });
                arms.collect()
            }
            Data::Union(data) => {
                let message = "unions are not supported: derive `Coded` for an enum or a struct";
                errors.push(Error::new(data.union_token.span, message));
                Vec::new()
            }
        };
        ErrorType { input, attributes, arms }
    }
}

/// Reads where the code of a variant or a struct comes from; returns `None` if that could not be parsed.
fn read_code<'a>(
    name: &Ident,
    fields: &'a Fields,
    code: NamedCode,
    of_type: &Attributes,
) -> Result<Option<Code<'a>>> {
    let mut marked = marked_fields(fields)?.into_iter();
    let code = match (code, marked.next(), marked.next()) {
        (NamedCode::Invalid, ..) => return Ok(None),
        (NamedCode::Entry(entry), None, _) => return resolve(entry, name, fields, of_type),
        (NamedCode::Entry(entry), Some(_), _) => {
            let message = format!("`{name}` has both an entry and a transparent field: remove one of them");
            return Err(Error::new(entry.name.span(), message));
        }
        (NamedCode::Missing | NamedCode::Transparent(_), Some(_), Some((second, _))) => {
            let message = "duplicate #[coded(transparent)]: only one field can have the code";
            return Err(Error::new_spanned(second, message));
        }
        (NamedCode::Missing | NamedCode::Transparent(_), Some((_, code)), None) => code,
        (NamedCode::Transparent(word), None, _) => only_field(name, fields, &word)?,
        (NamedCode::Missing, None, _) => {
            let message = format!(
                "`{name}` has no code: name its entry, as in #[coded(RestError::MeetingNotFound)], or write \
                 #[coded(transparent)] if a field has the code"
            );
            return Err(Error::new(name.span(), message));
        }
    };
    Ok(Some(code))
}

/// Returns the fields that have the code, each with the attribute that says so.
fn marked_fields(fields: &Fields) -> Result<Vec<(&Attribute, Code<'_>)>> {
    let mut marked = Vec::new();
    let mut errors = Errors::default();
    for (member, field) in fields.members().zip(fields) {
        match transparent_attribute(field) {
            Ok(attribute) => {
                marked.extend(attribute.map(|attribute| (attribute, Code::Field(member, &field.ty))));
            }
            Err(error) => errors.push(error),
        }
    }
    errors.finish().map(|()| marked)
}

/// Returns the only field, which needs no attribute of its own.
fn only_field<'a>(name: &Ident, fields: &'a Fields, word: &Ident) -> Result<Code<'a>> {
    let mut fields = fields.members().zip(fields);
    let message = match (fields.next(), fields.next()) {
        (Some((member, field)), None) => return Ok(Code::Field(member, &field.ty)),
        (None, _) => format!("`{name}` has no field to take the code from: name an entry instead"),
        (Some(_), Some(_)) => {
            format!("`{name}` has several fields: put #[coded(transparent)] on the one that has the code")
        }
    };
    Err(Error::new(word.span(), message))
}

/// Completes the path of an entry, and checks that the fields with the values of its params exist.
fn resolve<'a>(
    entry: NamedEntry,
    owner: &Ident,
    fields: &Fields,
    of_type: &Attributes,
) -> Result<Option<Code<'a>>> {
    let NamedEntry { parent, name, values } = entry;
    let mut errors = Errors::default();
    for value in values.iter().flatten() {
        check_field(&value.field, owner, fields).unwrap_or_else(|error| errors.push(error));
    }
    errors.finish()?;
    let parent = match (parent, &of_type.table, &values) {
        (Some(mut parent), ..) => {
            // The derive needs the module, even if the struct is in scope without it.
            if let Some(module) = parent.segments.last_mut().filter(|_| values.is_some()) {
                module.ident = derived(&module.ident);
            }
            Rc::new(parent)
        }
        (None, Some(table), None) => Rc::clone(table),
        // The attribute that could not be parsed may be the one that names the enum.
        (None, None, None) if of_type.is_invalid => return Ok(None),
        (None, None, None) => {
            let message = format!(
                "the enum of `{name}` is missing: write the whole path, as in `RestError::MeetingNotFound`, or set \
                 the enum for the whole type, as in #[coded(table = RestError)]"
            );
            return Err(Error::new(name.span(), message));
        }
        (None, table, Some(_)) => {
            let table = table.as_ref().and_then(|table| table.segments.last());
            let module = table.map(|table| module_name(&table.ident.to_string()));
            let module = module.unwrap_or_else(|| "rest_error".to_owned());
            let message = format!("the module of `{name}` is missing: write `{module}::{name} {{ ... }}`");
            return Err(Error::new(name.span(), message));
        }
    };
    Ok(Some(Code::Entry(Entry { parent, name, values })))
}

fn check_field(field: &Member, owner: &Ident, fields: &Fields) -> Result<()> {
    let name = field_name(field);
    let known: Vec<String> = fields.members().map(|member| field_name(&member)).collect();
    if known.contains(&name) {
        return Ok(());
    }
    let near = match field {
        Member::Named(_) => nearest(&name, known.iter().map(String::as_str)),
        Member::Unnamed(_) => None,
    };
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("`{owner}` has no fields"),
        None => format!("`{owner}` has `{}`", known.join("`, `")),
    };
    Err(Error::new_spanned(field, format!("unknown field `{name}`; {hint}")))
}

/// Returns whether a path is that of a module, and not of a type.
pub(crate) fn is_module(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| last.ident.unraw().to_string().starts_with(char::is_lowercase))
}
