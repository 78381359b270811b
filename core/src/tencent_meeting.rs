//! The errors of the Tencent Meeting open API.
//!
//! The HTTP status says almost nothing about them: the vendor answers every service error with 500 and every request
//! error with 400, so a meeting that does not exist comes as a 500 and a rate limit as a 400. Decide by the code.
//!
//! ```
//! use errcat::tencent_meeting::RestError;
//!
//! let code = RestError::from_code(9003).unwrap();
//! assert_eq!(code, RestError::MeetingNotFound);
//! assert_eq!(code.http_status(), 500);
//! assert!(!code.is_retryable());
//! ```
//!
//! Sources: the vendor's list of error codes, and what each entry's `docs` names. The Chinese messages are the
//! vendor's; the English ones, the help and the classification are this project's.

crate::codes!("../codes.toml");
