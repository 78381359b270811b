//! The headers of a response, whatever library holds them.

use alloc::vec::Vec;

/// The headers of a response.
///
/// Slices, arrays and vectors of pairs implement it, and with the feature `http` its `HeaderMap`. [`header_fn`] adapts a
/// closure.
pub trait Headers {
    /// Returns the first value of a header, if it is present and is text. Names are case-insensitive.
    fn header(&self, name: &str) -> Option<&str>;

    /// Calls a function with every value of a header that is text, in order. By default, only with the first.
    fn for_each_value(&self, name: &str, visit: &mut dyn FnMut(&str)) {
        if let Some(value) = self.header(name) {
            visit(value);
        }
    }
}

impl<T: Headers + ?Sized> Headers for &T {
    fn header(&self, name: &str) -> Option<&str> {
        (**self).header(name)
    }

    fn for_each_value(&self, name: &str, visit: &mut dyn FnMut(&str)) {
        (**self).for_each_value(name, visit);
    }
}

/// No headers.
impl Headers for () {
    fn header(&self, _: &str) -> Option<&str> {
        None
    }
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for [(N, V)] {
    fn header(&self, name: &str) -> Option<&str> {
        let same = self.iter().find(|(known, _)| known.as_ref().eq_ignore_ascii_case(name));
        same.map(|(_, value)| value.as_ref())
    }

    fn for_each_value(&self, name: &str, visit: &mut dyn FnMut(&str)) {
        let same = self.iter().filter(|(known, _)| known.as_ref().eq_ignore_ascii_case(name));
        same.for_each(|(_, value)| visit(value.as_ref()));
    }
}

impl<N: AsRef<str>, V: AsRef<str>, const LEN: usize> Headers for [(N, V); LEN] {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }

    fn for_each_value(&self, name: &str, visit: &mut dyn FnMut(&str)) {
        self.as_slice().for_each_value(name, visit);
    }
}

impl<N: AsRef<str>, V: AsRef<str>> Headers for Vec<(N, V)> {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }

    fn for_each_value(&self, name: &str, visit: &mut dyn FnMut(&str)) {
        self.as_slice().for_each_value(name, visit);
    }
}

/// Adapts a closure that returns the value of a header.
///
/// ```
/// use errcat::{decode, header_fn, tencent_meeting::RestError};
///
/// let trace = String::from("5f1c");
/// let headers = header_fn(|name| name.eq_ignore_ascii_case("x-tc-trace").then_some(trace.as_str()));
///
/// let failure = decode::<RestError>(502, &headers, b"").unwrap_err();
/// assert_eq!(failure.trace_id(), Some("5f1c"));
/// ```
pub fn header_fn<'h, F>(header: F) -> HeaderFn<'h, F>
where
    F: Fn(&str) -> Option<&'h str>,
{
    HeaderFn { header, values: core::marker::PhantomData }
}

/// The headers that a closure returns. See [`header_fn`].
#[derive(Clone, Copy, Debug)]
pub struct HeaderFn<'h, F> {
    header: F,
    values: core::marker::PhantomData<&'h str>,
}

impl<'h, F: Fn(&str) -> Option<&'h str>> Headers for HeaderFn<'h, F> {
    fn header(&self, name: &str) -> Option<&str> {
        (self.header)(name)
    }
}
