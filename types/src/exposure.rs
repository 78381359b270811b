//! Whether an entry may leave the service.

use crate::word::named;

named! {
    /// Whether those who call a service may see an entry.
    ///
    /// ```
    /// use errcat_types::{Category, Exposure};
    ///
    /// assert_eq!(Category::NotFound.default_exposure(), Exposure::Public);
    /// assert_eq!(Category::Internal.default_exposure(), Exposure::Internal);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Exposure ("exposure") {
        /// Everybody may see it.
        Public: "public",
        /// It is for the services and the people behind the API.
        Internal: "internal",
    }
}
