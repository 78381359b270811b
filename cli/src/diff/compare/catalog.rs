//! The changes of the header: locales, URLs, the domain, and attributes.

use errcat_catalog::{Attribute, CustomRemedy, Locale, Model};

use crate::diff::change::Change;
use crate::diff::compare::{Comparison, only_in, or_none};
use crate::diff::finding::Subject;

impl Comparison<'_> {
    pub(super) fn compare_catalogs(&mut self) {
        let (old, new) = (&*self.old.catalog, &*self.new.catalog);
        // The name of a catalog is none of its entries', and its role says how a change is judged.
        let Model {
            schema: _,
            name: _,
            title,
            role: _,
            domain,
            url,
            locales,
            remedies,
            attributes,
            tables: _,
        } = old;
        for locale in only_in(locales, &new.locales) {
            self.report(Change::LocaleRemoved, Subject::catalog(), locale, "");
        }
        for locale in only_in(&new.locales, locales) {
            self.report(Change::LocaleAdded, Subject::catalog(), "", locale);
        }
        let first = |locales: &[Locale]| locales.first().map(Locale::to_string).unwrap_or_default();
        let (before, after) = (first(locales), first(&new.locales));
        self.report_if_changed(Change::FirstLocaleChanged, &Subject::catalog(), &before, &after);
        if let Some(url) = url
            && new.url.as_ref() != Some(url)
        {
            self.report(Change::UrlChanged, Subject::catalog(), url, or_none(new.url.as_ref()));
        }
        if *domain != new.domain {
            let (old, new) = (or_none(domain.as_ref()), or_none(new.domain.as_ref()));
            self.report(Change::DomainChanged, Subject::catalog(), old, new);
        }
        self.compare_attributes(attributes, &new.attributes);
        let is_described = |remedy: &CustomRemedy| {
            new.remedies
                .iter()
                .all(|other| other.name != remedy.name || other.description == remedy.description)
        };
        let keys = [("title", *title == new.title), ("remedies", remedies.iter().all(is_described))];
        self.report_docs(&Subject::catalog(), &keys);
    }

    fn compare_attributes(&mut self, old: &[Attribute], new: &[Attribute]) {
        for attribute in old {
            match new.iter().find(|other| other.name == attribute.name) {
                None => self.report(Change::AttributeRemoved, Subject::catalog(), &attribute.name, ""),
                Some(other) if returned(attribute) != returned(other) => {
                    let named =
                        |attribute: &Attribute| format!("{}: {}", attribute.name, returned(attribute));
                    let (old, new) = (named(attribute), named(other));
                    self.report(Change::AttributeRetyped, Subject::catalog(), old, new);
                }
                Some(other) => {
                    let key = format!("attribute {}", attribute.name);
                    self.report_docs(&Subject::catalog(), &[(&key, attribute.doc == other.doc)]);
                }
            }
        }
        for attribute in new.iter().filter(|attribute| old.iter().all(|other| other.name != attribute.name)) {
            self.report(Change::AttributeAdded, Subject::catalog(), "", &attribute.name);
        }
    }
}

/// Returns the type that the accessor of an attribute returns.
fn returned(attribute: &Attribute) -> String {
    let value_type = attribute.value_type.name();
    if attribute.is_optional() { format!("Option of {value_type}") } else { value_type.to_owned() }
}
