//! Who owns a catalog, and how firm its entries are: what a check of changes judges by.

use crate::word::named;

named! {
    /// Whether a catalog defines an API or follows one.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum Role ("role") {
        /// The catalog defines the API: a removed code breaks its clients. The default.
        #[default]
        Own: "own",
        /// The catalog follows the API of somebody else, who adds and removes codes.
        Mirror: "mirror",
    }
}

named! {
    /// Whether clients may rely on an entry.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum Stability ("stability") {
        /// The entry may still change or go.
        Draft: "draft",
        /// Clients rely on the entry. The default.
        #[default]
        Stable: "stable",
    }
}
