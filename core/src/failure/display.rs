//! How a failure is displayed: in one line for people, and in all its parts for developers. Neither shows sensitive values.

use alloc::borrow::Cow;
use core::fmt;

use crate::entry::ErrorCode;
use crate::failure::{Failure, Occurrence, Received};
use crate::message::OneLine;

/// Writes what happened, the server's message if it differs, the code and the HTTP status.
impl<C: ErrorCode> fmt::Display for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = match &self.0.received {
            Received::Known(code) => self.catalog_message(*code, C::TABLE.shown),
            Received::Unknown(_) => Cow::Borrowed("unknown code"),
            Received::Absent if self.is_of_response() => Cow::Borrowed("a response without a readable code"),
            Received::Absent => Cow::Borrowed("no response"),
        };
        match &message {
            Cow::Borrowed(message) => f.write_str(message)?,
            // The values are of unknown origin.
            Cow::Owned(message) => write!(f, "{}", OneLine(message))?,
        }
        if let Some(text) = self.server_message().filter(|text| text.trim_end_matches(['.', '。']) != message)
        {
            write!(f, ": {}", OneLine(text))?;
        }
        let enum_name = C::TABLE.enum_name;
        match (self.wire_code(), self.0.http_status) {
            (Some(code), status) => {
                write!(f, " ({enum_name} {}", OneLine(code))?;
                if let Some(subcode) = self.subcode() {
                    write!(f, "/{}", OneLine(subcode))?;
                }
                match status {
                    Some(status) => write!(f, ", HTTP {status})"),
                    None => f.write_str(")"),
                }
            }
            (None, Some(status)) => write!(f, " ({enum_name}, HTTP {status})"),
            (None, None) => write!(f, " ({enum_name})"),
        }
    }
}

impl<C> Failure<C> {
    /// Returns whether anything of a response was received.
    fn is_of_response(&self) -> bool {
        let Occurrence { http_status, has_upstream_message, server_message, body, .. } = &*self.0;
        http_status.is_some() || body.is_some() || *has_upstream_message && server_message.is_some()
    }
}

/// Writes all parts except the bytes of a body, whose content is unknown, and sensitive values.
impl<C: ErrorCode> fmt::Debug for Failure<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Occurrence {
            received,
            wire_code,
            server_message,
            http_status,
            sent,
            has_upstream_message: _,
            category,
            hint,
            trace_id,
            extra,
            params,
            rare: _,
            body,
            source,
        } = &*self.0;
        let params: alloc::vec::Vec<_> =
            params.iter().map(|param| param.shown_if(!self.is_hidden(param))).collect();
        f.debug_struct("Failure")
            .field("received", received)
            .field("wire_code", wire_code)
            .field("subcode", &self.subcode())
            .field("server_message", server_message)
            .field("http_status", http_status)
            .field("sent", sent)
            .field("category", category)
            .field("hint", hint)
            .field("trace_id", trace_id)
            .field("extra", extra)
            .field("params", &params)
            .field("items", &self.items())
            .field("url", &self.url())
            .field("pointer", &self.pointer())
            .field("body_len", &body.as_ref().map(|body| body.len()))
            .field("source", source)
            .finish()
    }
}
