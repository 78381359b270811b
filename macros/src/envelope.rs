//! An envelope in, its static value out.

use errcat_catalog::{Envelope, Items, Location, RetryAfter, TimeUnit};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) fn expand_envelope(envelope: &Envelope, krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    let code = places(&envelope.code, krate);
    let message = places(&envelope.message, krate);
    let extra = named_places(&envelope.extra, krate);
    let trace = places(&envelope.trace, krate);
    let items = match &envelope.items {
        None => quote! { #option::None },
        Some(Items { at, code, message, extra }) => {
            let at = match at {
                Location::Pointer(pointer) => tokens(pointer),
                Location::Header(_) => quote! { &[] },
            };
            let code = places(code, krate);
            let message = places(message, krate);
            let extra = named_places(extra, krate);
            quote! {
                #option::Some(#krate::__private::Items { at: #at, code: #code, message: #message, extra: #extra })
            }
        }
    };
    let retry_after = match &envelope.retry_after {
        None => quote! { #option::None },
        Some(RetryAfter { at, unit }) => {
            let at = places(at, krate);
            let unit_ms = Literal::u64_unsuffixed(match unit {
                TimeUnit::Milliseconds => 1,
                TimeUnit::Seconds => 1000,
            });
            quote! { #option::Some(#krate::__private::RetryAfter { at: #at, unit_ms: #unit_ms }) }
        }
    };
    quote! {
        #krate::__private::Envelope {
            code: #code,
            message: #message,
            extra: #extra,
            trace: #trace,
            items: #items,
            retry_after: #retry_after,
        }
    }
}

fn named_places(named: &[(String, Vec<Location>)], krate: &TokenStream) -> TokenStream {
    let named = named.iter().map(|(name, locations)| {
        let places = places(locations, krate);
        quote! { (#name, #places) }
    });
    quote! { &[#(#named),*] }
}

fn places(locations: &[Location], krate: &TokenStream) -> TokenStream {
    let places = locations.iter().map(|location| match location {
        Location::Pointer(pointer) => {
            let tokens = tokens(pointer);
            quote! { #krate::__private::Place::Body(#tokens) }
        }
        Location::Header(name) => quote! { #krate::__private::Place::Header(#name) },
    });
    quote! { &[#(#places),*] }
}

/// The tokens of a JSON Pointer, unescaped: first `~1`, then `~0` (RFC 6901, section 4).
fn tokens(pointer: &str) -> TokenStream {
    let tokens = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
    quote! { &[#(#tokens),*] }
}
