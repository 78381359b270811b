//! The impls of a generated struct of an entry's params. The macro writes the struct; this writes the rest.
//!
//! Everything is named through `$crate`, as in `implement`.

/// Implements what every struct of params has.
///
/// `$table` is the table of `$enum`, and `$place` the entry's place among those that have params.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_params {
    (
        $enum:ident $variant:ident $table:ident $place:literal
        $module:ident::$params:ident { $($name:literal $field:ident)* }
    ) => {
        #[allow(deprecated)]
        impl $module::$params {
            /// The entry.
            pub const CODE: $enum = $enum::$variant;

            /// What happened, with the values in it, in the catalog's locale that fits a BCP 47 language tag best (RFC
            /// 4647, lookup); where none fits, in the one that `Display` shows.
            #[must_use]
            #[inline]
            pub fn message_in(&self, locale: &str) -> $crate::__private::alloc::string::String {
                let mut message = $crate::__private::alloc::string::String::new();
                // Nothing that is written into a string fails.
                let _ = $table.write_message($place, $table.locale(locale), &[$(&self.$field),*], &mut message);
                message
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::Coded for $module::$params {
            #[inline]
            fn any_code(&self) -> $crate::AnyCode {
                $crate::ErrorCode::erased($enum::$variant)
            }
        }

        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::TypedCode for $module::$params {
            type Code = $enum;

            #[inline]
            fn typed_code(&self) -> $enum {
                $enum::$variant
            }

            #[inline]
            fn __add_params(&self, failure: $crate::Failure<$enum>) -> $crate::Failure<$enum> {
                failure $(.__with_field($name, &self.$field))*
            }

            #[inline]
            fn __into_failure(self) -> $crate::Failure<$enum> {
                self.__add_params($crate::Failure::new($crate::Received::Known($enum::$variant)))
            }
        }

        /// The message with the values in it, in the locale that `Display` of the code shows.
        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::fmt::Display for $module::$params {
            #[inline]
            fn fmt(
                &self,
                f: &mut $crate::__private::core::fmt::Formatter<'_>,
            ) -> $crate::__private::core::fmt::Result {
                $table.write_message($place, $table.shown, &[$(&self.$field),*], f)
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

        /// The values of a failure, if it is one of this entry and has them all.
        #[allow(deprecated)]
        #[automatically_derived]
        impl $crate::__private::core::convert::TryFrom<&$crate::Failure<$enum>> for $module::$params {
            type Error = $crate::WrongParams;

            #[inline]
            fn try_from(
                failure: &$crate::Failure<$enum>,
            ) -> $crate::__private::core::result::Result<$module::$params, $crate::WrongParams> {
                failure.__of_entry($enum::$variant)?;
                $crate::__private::core::result::Result::Ok($module::$params { $($field: failure.__field($name)?),* })
            }
        }
    };
}
