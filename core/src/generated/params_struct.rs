//! The impls of a generated struct of an entry's params.

/// Implements everything that a struct of params has.
///
/// `$table` is the table of `$enum`, and `$index` the index of the entry among those that have params.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_params {
    (
        $enum:ident $variant:ident $table:ident $index:literal
        $module:ident::$params:ident { $($field:ident)* }
    ) => {
        #[allow(deprecated)]
        impl $module::$params {
            /// The code of the entry.
            pub const CODE: $enum = $enum::$variant;

            /// Returns what happened, with the values, in the catalog's locale that fits a BCP 47 language tag best (RFC
            /// 4647, lookup); if none fits, in the one that `Display` shows.
            #[must_use]
            #[inline]
            pub fn message_in(&self, locale: &str) -> $crate::__private::alloc::string::String {
                $table.params_message($index, locale, &[$(&self.$field),*])
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::Coded for $module::$params {
            #[inline]
            fn any_code(&self) -> $crate::AnyCode {
                $crate::__private::erase($enum::$variant)
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::HasCode for $module::$params {
            type Code = $enum;

            #[inline]
            fn error_code(&self) -> $enum {
                $enum::$variant
            }

            #[inline]
            fn __with_values(
                &self,
                read: &mut dyn $crate::__private::core::ops::FnMut(&[&dyn $crate::__private::MessageValue]),
            ) {
                read(&[$(&self.$field),*]);
            }

            #[inline]
            fn __is_source(&self) -> bool {
                false
            }
        }

        /// Writes the message with the values, in the locale that `Display` of the code shows.
        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::fmt::Display for $module::$params {
            #[inline]
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                $table.display_message($index, &[$(&self.$field),*], f)
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::error::Error for $module::$params {}

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::convert::From<$module::$params> for $enum {
            #[inline]
            fn from(_: $module::$params) -> $enum {
                $enum::$variant
            }
        }

        /// Reads the values of a failure, if it has this code and all values.
        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::convert::TryFrom<&$crate::Failure<$enum>> for $module::$params {
            type Error = $crate::InvalidParams;

            #[inline]
            fn try_from(
                failure: &$crate::Failure<$enum>,
            ) -> $crate::__private::core::result::Result<$module::$params, $crate::InvalidParams> {
                let mut fields = failure.__fields($enum::$variant);
                let params = $module::$params { $($field: fields.next()),* };
                fields.finish(params)
            }
        }
    };
}
