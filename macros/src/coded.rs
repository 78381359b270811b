//! `derive(Coded)`: an error type of the user's own in, its impls of `Coded` and `TypedCode` out.

use errcat_catalog::{module_name, nearest};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::coded_attribute::{Attributes, Faults, read_attributes, read_marked_field};
use crate::coded_impls::{expand, stand_in};
use crate::entry_path::{EntryPath, Path};
use crate::item::{Body, Field, Item};

/// What one shape of the type stands for: a variant, or the whole of a struct.
pub(crate) struct Arm<'i> {
    /// The pattern's path: `Self::Name`, or `Self`.
    pub(crate) path: TokenStream,
    pub(crate) code: Code<'i>,
}

/// Where the code of a shape comes from.
pub(crate) enum Code<'i> {
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
    match faults.into_tokens() {
        None => expand(&item, &attributes, &arms),
        Some(faults) => {
            let stand_in = stand_in(&item, &attributes, &arms);
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
    let before = faults.count();
    let marked: Vec<&Field> = fields.iter().filter(|field| read_marked_field(field, faults)).collect();
    if faults.count() > before {
        return None;
    }
    let places: Vec<Span> = own.places_of_code().collect();
    if let [_, second, ..] = places.as_slice() {
        faults.tell(*second, "this is said twice: a variant has one code");
        return None;
    }
    if let (Some(entry), [_, ..]) = (&own.entry, marked.as_slice()) {
        let message = format!("`{name}` names an entry and has a transparent field: keep one of the two");
        faults.tell(entry.span(), message);
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
                faults.tell(name.span(), message);
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
        let near = nearest(&member.to_string(), known.iter().map(String::as_str));
        let hint = match (near, known.as_slice()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, []) => "it has none".to_owned(),
            (None, _) => format!("it has {}", known.join(", ")),
        };
        faults.tell(member.span(), format!("there is no field `{member}` here; {hint}"));
    }
    match (entry.path.single(), &of_type.table, &entry.values) {
        (None, ..) => Some(entry.clone()),
        (Some(_), Some(table), None) => Some(entry.inside(table)),
        // The enum may be what could not be read.
        (Some(_), None, None) if of_type.is_faulty => None,
        (Some(_), None, None) => {
            let message = "write the enum as well, as in `RestError::MeetingNotFound`, or name it once for all: \
                           #[coded(table = RestError)] on the type";
            faults.tell(entry.span(), message);
            None
        }
        (Some(name), table, Some(_)) => {
            let of_table = table.as_ref().and_then(Path::last).map(|name| module_name(&name.to_string()));
            let module = of_table.unwrap_or_else(|| "rest_error".to_owned());
            let message = format!("write the module of params as well, as in `{module}::{name} {{ ... }}`");
            faults.tell(entry.span(), message);
            None
        }
    }
}
