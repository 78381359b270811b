//! Expands an envelope to its static value: the locations of each part, and all locations in a body as one tree.

use errcat_catalog::{
    CodeLocations, Envelope, Extra, Failed, Items, Location, Mark, Parts, RetryAfter, ShouldRetry, WaitUnit,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::fragments::{Integer, Stated, expand_option};

pub(crate) fn expand_envelope(envelope: &Envelope, krate: &TokenStream) -> TokenStream {
    let Envelope { parts, trace, items } = envelope;
    let array = items.as_ref().map_or(&[][..], |items| &items.at);
    let parts = expand_parts(parts, trace, array, krate);
    let items = expand_option(items.as_ref().map(|items| expand_items(items, krate)), krate);
    quote! { #krate::__private::Envelope { parts: #parts, items: #items } }
}

fn expand_items(items: &Items, krate: &TokenStream) -> TokenStream {
    let Items { at, parts } = items;
    let mut list = Tree::new(krate);
    list.any_locations(at);
    let (at, parts) = (list.root.expand(krate), expand_parts(parts, &[], &[], krate));
    quote! { #krate::__private::ItemsEnvelope { at: #at, parts: #parts } }
}

fn expand_parts(parts: &Parts, trace: &[Location], items: &[Location], krate: &TokenStream) -> TokenStream {
    let Parts { code, subcode, failed, message, extra, params, retry_after, should_retry, url, pointer } =
        parts;
    let mut body = Tree::new(krate);
    let mut stated = Stated::new();
    for (name, code) in [("code", code), ("subcode", subcode)] {
        stated.field(name, code.at.is_empty(), body.code_locations(code));
    }
    let mark = failed.as_ref().map(|failed| body.failed(failed));
    stated.field("failed", failed.is_none(), expand_option(mark, krate));
    stated.field("message", message.is_empty(), body.locations(message));
    let values: Vec<TokenStream> = extra.iter().map(|extra| body.extra(extra)).collect();
    stated.field("extra", extra.is_empty(), quote! { &[#(#values),*] });
    stated.field("trace", trace.is_empty(), body.locations(trace));
    stated.field("params", params.is_empty(), body.params(params));
    let waits: Vec<TokenStream> = retry_after.iter().map(|wait| body.wait(wait)).collect();
    stated.field("retry_after", retry_after.is_empty(), quote! { &[#(#waits),*] });
    let flag = should_retry.as_ref().map(|flag| body.flag(flag));
    stated.field("should_retry", should_retry.is_none(), expand_option(flag, krate));
    stated.field("url", url.is_empty(), body.locations(url));
    stated.field("pointer", pointer.is_empty(), body.locations(pointer));
    stated.field("items", items.is_empty(), body.any_locations(items));
    stated.field("body", body.slots == 0, body.root.expand(krate));
    stated.expand(&quote! { #krate::__private::Parts })
}

/// All locations in one body, each with a slot of its own.
struct Tree<'k> {
    root: Step,
    slots: u8,
    krate: &'k TokenStream,
}

/// The rest of the pointers that begin with the same token.
#[derive(Default)]
struct Step {
    slots: Vec<u8>,
    params: Option<u8>,
    is_any: bool,
    steps: Vec<(String, Step)>,
}

impl Tree<'_> {
    fn new(krate: &TokenStream) -> Tree<'_> {
        Tree { root: Step::default(), slots: 0, krate }
    }

    fn locations(&mut self, locations: &[Location]) -> TokenStream {
        self.locations_of(locations, |step, slot| step.slots.push(slot))
    }

    /// Expands locations at which any JSON may be, not only texts, integers and booleans.
    fn any_locations(&mut self, locations: &[Location]) -> TokenStream {
        self.locations_of(locations, |step, slot| {
            step.slots.push(slot);
            step.is_any = true;
        })
    }

    /// Expands the locations of an object with the values of params.
    fn params(&mut self, locations: &[Location]) -> TokenStream {
        self.locations_of(locations, |step, slot| step.params = Some(slot))
    }

    fn locations_of(&mut self, locations: &[Location], add: impl Fn(&mut Step, u8)) -> TokenStream {
        let krate = self.krate;
        let expanded = locations.iter().map(|location| match location {
            Location::Pointer(_) => {
                let tokens = location.tokens().unwrap_or_default();
                let slot = Literal::u8_unsuffixed(self.slots);
                add(self.root.at(&tokens), self.slots);
                self.slots += 1;
                quote! { #krate::__private::Location::Body(&[#(#tokens),*], #slot) }
            }
            Location::Header(name) => quote! { #krate::__private::Location::Header(#name) },
        });
        let expanded: Vec<TokenStream> = expanded.collect();
        quote! { &[#(#expanded),*] }
    }

    fn code_locations(&mut self, locations: &CodeLocations) -> TokenStream {
        let CodeLocations { at, after, before } = locations;
        let (at, krate) = (self.locations(at), self.krate);
        let [after, before] = [after, before].map(|separator| separator.as_deref().unwrap_or_default());
        quote! { #krate::__private::CodeLocations { at: #at, after: #after, before: #before } }
    }

    fn failed(&mut self, failed: &Failed) -> TokenStream {
        let Failed { at, is } = failed;
        // What is only present is often an object or an array.
        let at = if is.is_some() { self.locations(at) } else { self.any_locations(at) };
        let krate = self.krate;
        let is = is.as_ref().map(|mark| match mark {
            Mark::Bool(value) => quote! { #krate::__private::Mark::Bool(#value) },
            Mark::Integer(number) => {
                let number = Integer(*number);
                quote! { #krate::__private::Mark::Integer(#number) }
            }
            Mark::Text(text) => quote! { #krate::__private::Mark::Text(#text) },
        });
        let is = expand_option(is, krate);
        quote! { #krate::__private::FailedLocation { at: #at, is: #is } }
    }

    fn extra(&mut self, extra: &Extra) -> TokenStream {
        let Extra { name, at, sends_code } = extra;
        let (at, krate) = (self.locations(at), self.krate);
        quote! { #krate::__private::ExtraLocation { name: #name, at: #at, sends_code: #sends_code } }
    }

    fn wait(&mut self, wait: &RetryAfter) -> TokenStream {
        let RetryAfter { at, unit } = wait;
        // It may be a number with a fraction.
        let (at, krate) = (self.any_locations(at), self.krate);
        let unit = match unit {
            WaitUnit::Seconds => quote! { Seconds },
            WaitUnit::Milliseconds => quote! { Milliseconds },
            WaitUnit::UnixSeconds => quote! { UnixSeconds },
            WaitUnit::UnixMilliseconds => quote! { UnixMilliseconds },
        };
        quote! { #krate::__private::WaitLocation { at: #at, unit: #krate::__private::WaitUnit::#unit } }
    }

    fn flag(&mut self, flag: &ShouldRetry) -> TokenStream {
        let ShouldRetry { at, yes, no } = flag;
        let (at, krate) = (self.locations(at), self.krate);
        quote! { #krate::__private::FlagLocation { at: #at, yes: &[#(#yes),*], no: &[#(#no),*] } }
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
        let params = expand_option(self.params.map(Literal::u8_unsuffixed), krate);
        let is_any = self.is_any;
        let is_scalar = !self.slots.is_empty() && self.params.is_none() && !is_any && self.steps.is_empty();
        let steps = self.steps.iter().map(|(token, step)| {
            let step = step.expand(krate);
            quote! { (#token, #step) }
        });
        quote! {
            #krate::__private::PointerTree {
                slots: &[#(#slots),*],
                params: #params,
                is_any: #is_any,
                is_scalar: #is_scalar,
                steps: &[#(#steps),*],
            }
        }
    }
}
