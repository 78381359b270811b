//! An envelope in, its static value out: the places by what they are of, and all places in a body as one tree.

use errcat_catalog::{Envelope, Items, Location, RetryAfter, TimeUnit};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) fn expand_envelope(envelope: &Envelope, krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    let mut body = Tree::default();
    let code = body.places(&envelope.code, krate);
    let message = body.places(&envelope.message, krate);
    let extra = body.named_places(&envelope.extra, krate);
    let trace = body.places(&envelope.trace, krate);
    let params = body.places(&envelope.params, krate);
    let retry_after = match &envelope.retry_after {
        None => quote! { #option::None },
        Some(RetryAfter { at, unit }) => {
            let at = body.places(at, krate);
            let unit_ms = Literal::u64_unsuffixed(match unit {
                TimeUnit::Milliseconds => 1,
                TimeUnit::Seconds => 1000,
            });
            quote! { #option::Some(#krate::__private::WaitLocation { at: #at, unit_ms: #unit_ms }) }
        }
    };
    let items = match &envelope.items {
        None => quote! { #option::None },
        Some(items) => {
            let items = expand_items(items, krate);
            quote! { #option::Some(#items) }
        }
    };
    let body = body.root.expand(krate);
    quote! {
        #krate::__private::Envelope {
            code: #code,
            message: #message,
            extra: #extra,
            trace: #trace,
            params: #params,
            retry_after: #retry_after,
            items: #items,
            body: #body,
        }
    }
}

fn expand_items(items: &Items, krate: &TokenStream) -> TokenStream {
    let Items { at, code, message, extra, params } = items;
    let mut list = Tree::default();
    list.places(std::slice::from_ref(at), krate);
    let mut body = Tree::default();
    let code = body.places(code, krate);
    let message = body.places(message, krate);
    let extra = body.named_places(extra, krate);
    let params = body.places(params, krate);
    let (at, body) = (list.root.expand(krate), body.root.expand(krate));
    quote! {
        #krate::__private::ItemsEnvelope {
            at: #at,
            code: #code,
            message: #message,
            extra: #extra,
            params: #params,
            body: #body,
        }
    }
}

/// All places in one body: each has a slot of its own.
#[derive(Default)]
struct Tree {
    root: Step,
    slots: u8,
}

/// What is behind one token of some pointers.
#[derive(Default)]
struct Step {
    slots: Vec<u8>,
    steps: Vec<(String, Step)>,
}

impl Tree {
    fn places(&mut self, locations: &[Location], krate: &TokenStream) -> TokenStream {
        let places = locations.iter().map(|location| match location {
            Location::Pointer(pointer) => {
                let tokens = tokens(pointer);
                let slot = Literal::u8_unsuffixed(self.slots);
                self.root.at(&tokens).slots.push(self.slots);
                self.slots += 1;
                quote! { #krate::__private::Location::Body(&[#(#tokens),*], #slot) }
            }
            Location::Header(name) => quote! { #krate::__private::Location::Header(#name) },
        });
        let places: Vec<TokenStream> = places.collect();
        quote! { &[#(#places),*] }
    }

    fn named_places(&mut self, named: &[(String, Vec<Location>)], krate: &TokenStream) -> TokenStream {
        let named = named.iter().map(|(name, locations)| {
            let places = self.places(locations, krate);
            quote! { (#name, #places) }
        });
        let named: Vec<TokenStream> = named.collect();
        quote! { &[#(#named),*] }
    }
}

impl Step {
    /// The step that some tokens lead to from here; what is missing on the way is made.
    fn at(&mut self, tokens: &[String]) -> &mut Step {
        let Some((first, rest)) = tokens.split_first() else { return self };
        let known = self.steps.iter().position(|(token, _)| token == first);
        let index = known.unwrap_or_else(|| {
            self.steps.push((first.clone(), Step::default()));
            self.steps.len() - 1
        });
        self.steps[index].1.at(rest)
    }

    fn expand(&self, krate: &TokenStream) -> TokenStream {
        let slots = self.slots.iter().copied().map(Literal::u8_unsuffixed);
        let steps = self.steps.iter().map(|(token, step)| {
            let step = step.expand(krate);
            quote! { (#token, #step) }
        });
        quote! { #krate::__private::PointerTree { slots: &[#(#slots),*], steps: &[#(#steps),*] } }
    }
}

/// The tokens of a JSON Pointer, unescaped: first `~1`, then `~0` (RFC 6901, section 4).
fn tokens(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect()
}
