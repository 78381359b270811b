//! Which HTTP status problem details have.

use crate::word::named;

named! {
    /// The HTTP status of a response with problem details (RFC 9457).
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum ProblemStatus ("problem status") {
        /// The entry's own, which is that of the table's envelope as well. The default.
        #[default]
        Http: "http",
        /// The canonical status of its category, for an envelope whose own status says little.
        Category: "category",
    }
}
