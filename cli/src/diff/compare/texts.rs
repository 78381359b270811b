//! The changes of texts, of documentation and of addresses.

use errcat_catalog::{Entry, Locale, Template, Texts};

use crate::diff::change::Change;
use crate::diff::compare::{Comparison, or_none};
use crate::diff::finding::Subject;

impl Comparison<'_> {
    pub(super) fn compare_texts(&mut self, subject: &Subject, old: &Entry, new: &Entry) {
        let is_by_name = is_name_in_words(old) && is_name_in_words(new);
        let (messages, new_messages) = (messages(old), messages(new));
        let changed = self.changed_locales(&messages, &new_messages);
        if !changed.is_empty() && !is_by_name {
            let has_params = !old.params.is_empty() && !new.params.is_empty();
            let change =
                if has_params { Change::MessageReworded } else { Change::MessageWithoutParamsReworded };
            let text = |texts: &[String], locales: &[Locale]| self.text(texts, locales, changed.first());
            let before = text(&messages, &self.old.catalog.locales);
            let after = text(&new_messages, &self.new.catalog.locales);
            self.report(change, subject.clone(), before, after);
        }
        let title = |entry: &Entry| entry.title.clone().unwrap_or_default();
        let help = |entry: &Entry| entry.help.clone().unwrap_or_default();
        let texts = [
            ("message", messages, new_messages),
            ("title", title(old), title(new)),
            ("help", help(old), help(new)),
        ];
        for (key, old, new) in texts {
            self.compare_locales(subject, key, &old, &new);
        }
        self.compare_docs(subject, old, new);
        self.compare_url(subject, old, new);
    }

    /// Reports the text that was changed in some locales only.
    fn compare_locales(&mut self, subject: &Subject, key: &str, old: &Texts, new: &Texts) {
        let changed = self.changed_locales(old, new);
        let (old_locales, new_locales) = (&self.old.catalog.locales, &self.new.catalog.locales);
        let common = new_locales.iter().filter(|locale| old_locales.contains(locale)).count();
        if old.is_empty() || new.is_empty() || changed.is_empty() || changed.len() == common {
            return;
        }
        self.report(Change::LocaleOutdated, subject.clone(), "", format!("{key} in {}", changed.join(", ")));
    }

    /// Returns the locales of both catalogs in which two texts differ.
    pub(super) fn changed_locales(&self, old: &[String], new: &[String]) -> Vec<String> {
        let old_locales = &self.old.catalog.locales;
        let changed = self.new.catalog.locales.iter().zip(new).filter(|(locale, text)| {
            let before = old_locales.iter().position(|other| other == *locale).and_then(|at| old.get(at));
            before.is_some_and(|before| before != *text)
        });
        changed.map(|(locale, _)| locale.to_string()).collect()
    }

    /// Returns the text in a locale.
    fn text(&self, texts: &[String], locales: &[Locale], locale: Option<&String>) -> String {
        let at = locales.iter().position(|other| locale.is_some_and(|locale| other.is(locale)));
        let text = at.and_then(|at| texts.get(at));
        text.map(|text| format!("\"{text}\"")).unwrap_or_default()
    }

    fn compare_docs(&mut self, subject: &Subject, old: &Entry, new: &Entry) {
        // What is not bound is judged by what it means.
        let Entry {
            name,
            span: _,
            aliases,
            former,
            code,
            refinement: _,
            also: _,
            also_ranges: _,
            class: _,
            extra: _,
            attributes: _,
            http: _,
            category: _,
            retry: _,
            retry_safety: _,
            severity: _,
            exposure: _,
            mask: _,
            recovery: _,
            exit: _,
            title,
            message: _,
            templates: _,
            params: _,
            causes,
            help,
            doc,
            seen,
            url: _,
            since,
            stability: _,
            deprecated: _,
        } = old;
        let is_same = |old: &Option<Texts>, new: &Option<Texts>| match (old, new) {
            (Some(old), Some(new)) => self.changed_locales(old, new).is_empty(),
            (old, new) => old.is_none() && new.is_none(),
        };
        let mut pairs = causes.iter().zip(&new.causes);
        let has_same_causes = pairs.all(|(old, new)| self.changed_locales(old, new).is_empty());
        let keys = [
            ("title", is_same(title, &new.title)),
            ("help", is_same(help, &new.help)),
            ("causes", causes.len() == new.causes.len() && has_same_causes),
            ("doc", *doc == new.doc),
            ("seen", *seen == new.seen),
            ("since", *since == new.since),
            ("notation", *code != new.code || code.notation() == new.code.notation()),
        ];
        self.report_docs(subject, &keys);
        for alias in new.aliases.iter().chain(&new.former) {
            let is_known = [aliases, former].iter().any(|names| names.contains(alias));
            if !is_known && alias != name {
                self.report(Change::DocsChanged, subject.clone(), "", format!("alias {alias}"));
            }
        }
    }

    /// A URL that follows from the pattern of the catalog changes with the pattern, the table, the code or the name, which is
    /// reported there.
    fn compare_url(&mut self, subject: &Subject, old: &Entry, new: &Entry) {
        let is_by_pattern = |entry: &Entry, pattern: &Option<String>| {
            let beginning = pattern.as_deref().and_then(|pattern| pattern.split('{').next());
            let url = entry.url.as_deref();
            beginning.zip(url).is_some_and(|(beginning, url)| url.starts_with(beginning))
        };
        if old.url == new.url
            || is_by_pattern(old, &self.old.catalog.url)
                && (new.url.is_none() || is_by_pattern(new, &self.new.catalog.url))
        {
            return;
        }
        match &old.url {
            Some(url) => self.report(Change::UrlChanged, subject.clone(), url, or_none(new.url.as_ref())),
            // One that all entries have from now on is no news of each of them.
            None if is_by_pattern(new, &self.new.catalog.url) => {}
            None => self.report(Change::DocsChanged, subject.clone(), "", "url"),
        }
    }
}

/// Returns the message in each locale, with the names of params in braces, and all forms.
fn messages(entry: &Entry) -> Texts {
    match &entry.templates {
        Some(templates) => templates.iter().map(|template| forms(template, entry)).collect(),
        None => entry.message.clone(),
    }
}

/// Returns whether an entry has no message of its own: what is shown follows from its name.
fn is_name_in_words(entry: &Entry) -> bool {
    let joined = |text: &String| text.replace(' ', "").eq_ignore_ascii_case(&entry.name);
    entry.templates.is_none() && entry.message.iter().all(joined)
}

fn forms(template: &Template, entry: &Entry) -> String {
    template.texts(&entry.params).join(" / ")
}
