//! How a failure reads: in a line for people, and in all its parts for developers. Nothing sensitive is in either.

use alloc::borrow::Cow;
use core::fmt;

use crate::entry::ErrorCode;
use crate::failure::{Failure, Occurrence, Received};
use crate::message::OneLine;

/// What happened, the text that came where it differs, the code and the HTTP status.
impl<C: ErrorCode> fmt::Display for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match &self.0.received {
            Received::Known(code) => self.list_message(*code, C::TABLE.shown),
            Received::Unknown(_) => Cow::Borrowed("unknown code"),
            Received::Absent if self.0.http.is_some() => Cow::Borrowed("an answer without a readable code"),
            Received::Absent => Cow::Borrowed("no answer"),
        };
        match &message {
            Cow::Borrowed(message) => f.write_str(message)?,
            // Values are what somebody else wrote.
            Cow::Owned(message) => write!(f, "{}", OneLine(message))?,
        }
        if let Some(text) = self.text().filter(|text| text.trim_end_matches(['.', '。']) != message) {
            write!(f, ": {}", OneLine(text))?;
        }
        let enum_name = C::TABLE.enum_name;
        match (self.code(), self.0.http) {
            (Some(code), Some(status)) => write!(f, " ({enum_name} {}, HTTP {status})", OneLine(&code)),
            (Some(code), None) => write!(f, " ({enum_name} {})", OneLine(&code)),
            (None, Some(status)) => write!(f, " ({enum_name}, HTTP {status})"),
            (None, None) => write!(f, " ({enum_name})"),
        }
    }
}

/// Without the bytes of a body, since nobody knows what is in them, and without sensitive values.
impl<C: ErrorCode> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Occurrence {
            received,
            came,
            text,
            http,
            not_sent,
            category,
            hint,
            trace,
            extra,
            params,
            body,
            source,
        } = &*self.0;
        let params: alloc::vec::Vec<_> =
            params.iter().map(|param| param.shown_if(!self.is_hidden(param))).collect();
        f.debug_struct("Failure")
            .field("received", received)
            .field("came", came)
            .field("text", text)
            .field("http", http)
            .field("not_sent", not_sent)
            .field("category", category)
            .field("hint", hint)
            .field("trace", trace)
            .field("extra", extra)
            .field("params", &params)
            .field("body_bytes", &body.as_ref().map(|body| body.len()))
            .field("source", source)
            .finish()
    }
}
