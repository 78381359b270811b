//! Finds the word that a mistyped one was meant to be, for "did you mean".

use crate::diagnostic::Diagnostic;

/// Returns the candidate that is nearest to a mistyped word, if one is near enough.
///
/// A candidate is near if at most a third of the word's characters are wrong, and less than half of them; two swapped
/// neighbours count as one.
/// Case and the choice of `-` or `_` do not matter. Only the first 1,000 candidates are compared.
///
/// ```
/// assert_eq!(errcat_catalog::nearest("Not_Found", ["not-found", "internal"]), Some("not-found"));
/// assert_eq!(errcat_catalog::nearest("mesage", ["message", "help"]), Some("message"));
/// assert_eq!(errcat_catalog::nearest("colour", ["message", "help"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    if word.len() > 64 {
        return None;
    }
    // Of a short word, a third that is rounded up may be half of it.
    let limit = word.len().div_ceil(3).min(word.len().saturating_sub(1) / 2);
    let near = candidates.into_iter().take(MAX_COMPARED).filter_map(|candidate| {
        let folded = folded(candidate);
        let comparable = folded.len().abs_diff(word.len()) <= limit;
        comparable.then(|| (distance(&word, &folded), candidate))
    });
    near.filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The maximum number of candidates that are compared.
const MAX_COMPARED: usize = 1_000;

/// Sets the help of a diagnostic to "did you mean", if there is a near word.
pub(crate) fn with_near(diagnostic: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")).meant(near),
        None => diagnostic,
    }
}

fn folded(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '_' { '-' } else { c }).collect()
}

/// Returns the optimal string alignment distance: insertions, deletions, replacements, and swaps of two neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(before[j - 2] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}
