//! How the params of a table are called on the wire.

use crate::word::named;

named! {
    /// How the params of a table are called on the wire, unless a param has a wire name of its own.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub enum ParamCase ("param case") {
        /// `table_name`, which is how a catalog calls it.
        #[default]
        Snake: "snake",
        /// `tableName`.
        Camel: "camel",
        /// `TableName`.
        Pascal: "pascal",
        /// `table-name`.
        Kebab: "kebab",
        /// `TABLE_NAME`.
        ScreamingSnake: "screaming-snake",
    }
}
