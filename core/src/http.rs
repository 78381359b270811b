//! The types of the `http` crate.

use ::http::HeaderMap;

use crate::headers::Headers;

impl Headers for HeaderMap {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(|value| value.to_str().ok())
    }
}
