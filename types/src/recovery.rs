//! Who must act so that a request may succeed, and what that is in words.

use crate::locale::lookup;
use crate::word::named;

named! {
    /// Who must act so that a request may succeed.
    ///
    /// ```
    /// use errcat_types::{Category, Reader, Recovery};
    ///
    /// assert_eq!(Category::InvalidArgument.default_recovery(), Recovery::Correct);
    /// assert_eq!(Category::DataLoss.default_recovery(), Recovery::Escalate);
    /// assert_eq!(Recovery::Correct.text(Reader::Actor, "en"), "Correct the request before you send it again");
    /// assert_eq!(Recovery::Retry.text(Reader::Bystander, "zh-CN"), "请稍后再试");
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Recovery ("recovery") {
        /// The caller waits, and sends the same request again.
        Retry: "retry",
        /// The caller applies a remedy, and then sends the request again.
        Remedy: "remedy",
        /// The caller changes the request: it fails as it is.
        Correct: "correct",
        /// The caller can do nothing: the people who run the service, or who grant access to it, have to.
        Escalate: "escalate",
    }
}

/// For whom the text of a recovery is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Whoever must act.
    Actor,
    /// Everybody else, such as the person in front of the screen.
    Bystander,
}

/// The languages of the texts. The first is used where none fits.
const LOCALES: [&str; 2] = ["en", "zh"];

impl Recovery {
    /// Returns what has to be done, in the locale that fits a BCP 47 language tag best (RFC 4647, lookup), of English and
    /// Chinese; if none fits, in English. It has no final full stop.
    pub const fn text(self, reader: Reader, locale: &str) -> &'static str {
        let is_chinese = matches!(lookup(&LOCALES, locale), Some(1));
        match (self, reader, is_chinese) {
            (Recovery::Retry, Reader::Actor, false) => "Wait, then send the same request again",
            (Recovery::Retry, Reader::Actor, true) => "请等待片刻，再重新发送同一请求",
            (Recovery::Retry, Reader::Bystander, false) => "Try again later",
            (Recovery::Retry, Reader::Bystander, true) => "请稍后再试",
            (Recovery::Remedy, Reader::Actor, false) => "Apply the remedy, then send the request again",
            (Recovery::Remedy, Reader::Actor, true) => "请先完成所需的处理，再重新发送请求",
            (Recovery::Remedy, Reader::Bystander, false) => {
                "The application has to prepare before it can try again"
            }
            (Recovery::Remedy, Reader::Bystander, true) => "应用程序需要先处理，然后才能重试",
            (Recovery::Correct, Reader::Actor, false) => "Correct the request before you send it again",
            (Recovery::Correct, Reader::Actor, true) => "请修改请求后再发送",
            (Recovery::Correct, Reader::Bystander, false) => "Check what you entered",
            (Recovery::Correct, Reader::Bystander, true) => "请检查您填写的内容",
            (Recovery::Escalate, Reader::Actor, false) => {
                "Somebody has to look into it: find the request by its trace id"
            }
            (Recovery::Escalate, Reader::Actor, true) => "需要人工排查：请用跟踪编号查找该请求",
            (Recovery::Escalate, Reader::Bystander, false) => {
                "Contact support, and name the id of the request"
            }
            (Recovery::Escalate, Reader::Bystander, true) => "请联系支持人员，并提供请求编号",
        }
    }
}
