//! The page of a rule: what must hold, what to do if it does not, and an example of both.

use errcat_catalog::{Level, Rule};
use include_dir::{Dir, include_dir};

use super::layout::Section;
use crate::output::{Exit, Output};

/// For each rule a catalog that only this rule flags, with what is reported, and a valid one. They are its tests as well.
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rule_examples");

pub(super) fn page(rule: Rule) -> Output {
    let level = match rule.level() {
        Level::Error => "error: a catalog that breaks it is invalid",
        Level::Warning => "warning: a table can switch it off with `allow`",
    };
    let mut section = Section::new(rule.id(), "");
    section.row("level", level);
    section.row("holds", format!("{}.", rule.description()));
    section.row("help", rule.help());
    section.blank();
    section.row("invalid", example("bad", rule, "toml"));
    section.blank();
    section.row("reported", example("bad", rule, "txt"));
    section.blank();
    section.row("valid", example("good", rule, "toml"));
    Output::Text(Exit::Success, section.render())
}

/// Returns the text of an example: the file named for the rule, or else its first case.
fn example(folder: &str, rule: Rule, kind: &str) -> String {
    let files = EXAMPLES.get_dir(folder).into_iter().flat_map(Dir::files);
    let of_rule = |name: &str| name == rule.id() || name.starts_with(&format!("{}--", rule.id()));
    let candidates = files.filter_map(|file| {
        let name = file.path().file_stem()?.to_str()?;
        let is_kind = file.path().extension().is_some_and(|extension| extension == kind);
        (is_kind && of_rule(name)).then_some((name, file))
    });
    // An example may be a file that is not text, as the rule is about that.
    let first = candidates.min_by_key(|(name, _)| (*name).to_owned());
    first.map_or_else(String::new, |(_, file)| String::from_utf8_lossy(file.contents()).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_the_three_examples() {
        for rule in Rule::ALL {
            assert!(!example("bad", *rule, "toml").is_empty(), "{}", rule.id());
            assert!(!example("bad", *rule, "txt").is_empty(), "{}", rule.id());
            assert!(!example("good", *rule, "toml").is_empty(), "{}", rule.id());
        }
    }

    /// Other rules' files are not among those of a rule whose id is the beginning of theirs.
    #[test]
    fn an_example_is_that_of_the_rule() {
        assert!(example("bad", Rule::InvalidName, "txt").contains("[invalid-name]"));
        assert!(example("bad", Rule::Unreadable, "txt").contains("[unreadable]"));
    }
}
