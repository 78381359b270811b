//! The page that explains a code to people.

use core::fmt;

use crate::entry::{AnyCode, Coded};
use crate::policy::{Reader, RetrySafety};

/// Explains the code of a value to people, in the locale that fits a BCP 47 language tag best.
///
/// With it, a program has a command such as `app explain 9003`:
///
/// ```
/// use errcat::tencent_meeting::RestError;
///
/// fn explain(code: &str, locale: &str) -> Result<String, errcat::InvalidCode> {
///     let code: RestError = code.parse()?;
///     Ok(errcat::explain(&code, locale).to_string())
/// }
///
/// assert_eq!(
///     explain("9003", "en-GB").unwrap(),
///     "\
/// 9003 MeetingNotFound
///
///   The meeting does not exist
///   Check the meeting id. The same request will fail again.
///
///   retry      do not retry
///   recovery   Correct the request before you send it again
///   category   not-found
///   http       500
///   class      service
///   url        https://cloud.tencent.com/document/product/1095/43704"
/// );
/// assert!(explain("190310", "zh-CN").unwrap().contains("每分钟总接口调用次数超过限制"));
/// ```
pub fn explain<'l>(code: &(impl Coded + ?Sized), locale: &'l str) -> Explanation<'l> {
    Explanation { code: code.any_code(), locale }
}

/// A page about a code: what has happened, what to do, and whether a retry is worth it. `Display` writes it, without a final line
/// feed.
///
/// Texts of the catalog are in the locale that fits best, the recovery in English or Chinese, and all other words in English.
#[derive(Clone, Copy, Debug)]
pub struct Explanation<'l> {
    code: AnyCode,
    locale: &'l str,
}

impl fmt::Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Explanation { code, locale } = *self;
        writeln!(f, "{} {}\n", code.wire_code(), code.name())?;
        writeln!(f, "  {}", code.message_in(locale))?;
        for line in code.help_in(locale).unwrap_or_default().lines() {
            writeln!(f, "  {line}")?;
        }
        write!(f, "\n  retry      {}", code.retry())?;
        // Where nothing is retried, that it might be carried out twice is no matter.
        if code.is_retryable() && code.retry_safety() == RetrySafety::IfIdempotent {
            write!(f, ", if the request is idempotent")?;
        }
        write!(f, "\n  recovery   {}", code.recovery().text(Reader::Actor, locale))?;
        write!(f, "\n  category   {}\n  http       {}", code.category(), code.http_status())?;
        if let Some(class) = code.class() {
            write!(f, "\n  class      {class}")?;
        }
        match code.url() {
            Some(url) => write!(f, "\n  url        {url}"),
            None => Ok(()),
        }
    }
}
