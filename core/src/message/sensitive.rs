//! Values that never appear in messages, logs and responses.

use core::fmt;

/// A value that never appears in messages, logs and responses.
///
/// Its `Debug` form does not show it, and it has no `Display`. On the side that received a failure it is withheld,
/// unless it was sent along. With the feature `serde` it can be deserialized, but not serialized.
///
/// ```
/// use errcat::Sensitive;
///
/// let card = Sensitive::new("4111111111111111".to_owned());
/// assert_eq!(format!("{card:?}"), "<sensitive>");
/// assert_eq!(card.reveal().map(|card| card.len()), Some(16));
/// assert_eq!(Sensitive::<String>::WITHHELD.reveal(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(Option<T>);

impl<T> Sensitive<T> {
    /// A value that was not sent along.
    pub const WITHHELD: Sensitive<T> = Sensitive(None);

    /// Wraps a value.
    pub const fn new(value: T) -> Sensitive<T> {
        Sensitive(Some(value))
    }

    /// Returns the value, unless it is withheld.
    pub const fn reveal(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// Returns the value itself, unless it is withheld.
    pub fn into_revealed(self) -> Option<T> {
        self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Sensitive<T> {
        Sensitive::new(value)
    }
}

/// Writes `<sensitive>`, never the value.
impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SENSITIVE)
    }
}

/// The text that is shown in place of a sensitive value.
pub(crate) const SENSITIVE: &str = "<sensitive>";
