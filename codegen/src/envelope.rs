//! Expands an envelope to its static value: the locations of each part, and all locations in a body as one tree.

use errcat_catalog::{Envelope, Items, Location, RetryAfter, TimeUnit};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) fn expand_envelope(envelope: &Envelope, krate: &TokenStream) -> TokenStream {
    let option = quote! { #krate::__private::core::option::Option };
    let mut body = Tree::default();
    let code = body.locations(&envelope.code, krate);
    let message = body.locations(&envelope.message, krate);
    let extra = body.named_locations(&envelope.extra, krate);
    let trace = body.locations(&envelope.trace, krate);
    let params = body.locations(&envelope.params, krate);
    let retry_after = match &envelope.retry_after {
        None => quote! { #option::None },
        Some(RetryAfter { at, unit }) => {
            let at = body.locations(at, krate);
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
    list.locations(std::slice::from_ref(at), krate);
    let mut body = Tree::default();
    let code = body.locations(code, krate);
    let message = body.locations(message, krate);
    let extra = body.named_locations(extra, krate);
    let params = body.locations(params, krate);
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

/// All locations in one body, each with a slot of its own.
#[derive(Default)]
struct Tree {
    root: Step,
    slots: u8,
}

/// The rest of the pointers that begin with the same token.
#[derive(Default)]
struct Step {
    slots: Vec<u8>,
    steps: Vec<(String, Step)>,
}

impl Tree {
    fn locations(&mut self, locations: &[Location], krate: &TokenStream) -> TokenStream {
        let expanded = locations.iter().map(|location| match location {
            Location::Pointer(pointer) => {
                let tokens = tokens(pointer);
                let slot = Literal::u8_unsuffixed(self.slots);
                self.root.at(&tokens).slots.push(self.slots);
                self.slots += 1;
                quote! { #krate::__private::Location::Body(&[#(#tokens),*], #slot) }
            }
            Location::Header(name) => quote! { #krate::__private::Location::Header(#name) },
        });
        let expanded: Vec<TokenStream> = expanded.collect();
        quote! { &[#(#expanded),*] }
    }

    fn named_locations(&mut self, named: &[(String, Vec<Location>)], krate: &TokenStream) -> TokenStream {
        let named = named.iter().map(|(name, locations)| {
            let expanded = self.locations(locations, krate);
            quote! { (#name, #expanded) }
        });
        let named: Vec<TokenStream> = named.collect();
        quote! { &[#(#named),*] }
    }
}

impl Step {
    /// Returns the step that the tokens lead to from here, and creates missing steps on the way.
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

/// Splits a JSON Pointer into its tokens, unescaped: first `~1`, then `~0` (RFC 6901, section 4).
fn tokens(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")).collect()
}
