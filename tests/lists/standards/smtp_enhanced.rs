//! The enhanced status codes of SMTP.

mod catalog {
    errcat::codes!("../catalogs/smtp-enhanced.toml");
}

use std::collections::BTreeSet;

use errcat::{Decoder, Failure, Received, Retry, RetrySafety, Severity, WireCode};
use errcat_tests_lists::rows;

use self::catalog::SmtpStatus;

/// Each code of the registry, its name, the associated basic status codes, and what its description calls it useful as.
const FACTS: &str = include_str!("../../facts/smtp-enhanced.tsv");

/// Returns the code of a class, such as `5.1.1` for `X.1.1`.
fn of_class(class: char, code: &str) -> String {
    code.replacen('X', &class.to_string(), 1)
}

#[test]
fn every_code_of_the_registry_has_an_entry_for_each_class() {
    let mut expected = BTreeSet::new();
    for [code, _, basic, useful_as] in rows::<4>(FACTS) {
        let has_success = basic == "any" || basic.split(", ").any(|status| status.starts_with('2'));
        assert!(useful_as != "success" || has_success, "{code}");
        expected.extend(has_success.then(|| of_class('2', code)));
        // A code for a delivery that succeeded. X.6.4 may be an error, too.
        if useful_as != "success" || code == "X.6.4" {
            expected.extend(['4', '5'].map(|class| of_class(class, code)));
        }
    }
    let found: BTreeSet<String> = SmtpStatus::ALL.into_iter().map(|code| code.code().to_owned()).collect();
    assert_eq!(found, expected);
    assert_eq!((rows::<4>(FACTS).len(), SmtpStatus::ALL.len()), (80, expected.len()));
}

/// RFC 3463, section 2: 2 is a success, 4 a persistent transient failure, 5 a permanent failure.
#[test]
fn the_class_decides_whether_a_retry_is_worth_it() {
    for status in SmtpStatus::ALL {
        let (class, suffix) = match status.code().as_bytes()[0] {
            b'2' => ("success", "Success"),
            b'4' => ("transient", "Transient"),
            _ => ("permanent", ""),
        };
        assert_eq!(status.class(), Some(class), "{status:?}");
        assert_eq!(status.is_retryable(), class == "transient", "{status:?}");
        assert_eq!(status.severity() == Severity::Success, class == "success", "{status:?}");
        let always_success = ["AddressValid", "PriorityChanged"].contains(&status.name());
        assert!(always_success || status.name().ends_with(suffix), "{status:?}");
    }
}

/// RFC 3463, section 3.5: of X.4.2, the connection "was unable to complete the message transaction".
#[test]
fn only_a_broken_connection_may_have_delivered_the_message() {
    let unsafe_to_retry = SmtpStatus::ALL
        .into_iter()
        .filter(|status| status.is_retryable() && status.retry_safety() == RetrySafety::IfIdempotent);
    assert_eq!(unsafe_to_retry.collect::<Vec<_>>(), [SmtpStatus::BadConnectionTransient]);
}

#[test]
fn what_is_too_much_at_once_is_throttled() {
    let throttled =
        SmtpStatus::ALL.into_iter().filter(|status| matches!(status.retry(), Retry::Throttled { .. }));
    let codes: Vec<_> = throttled.map(SmtpStatus::code).collect();
    assert_eq!(codes, ["4.4.5", "4.5.3", "4.7.28"], "congestion, too many recipients, a flood");
}

/// A subject and detail that the registry does not have, as private systems send them.
#[test]
fn an_unknown_code_has_the_policy_of_its_class() {
    let failure = |code| Failure::<SmtpStatus>::new(Received::from(WireCode::from(code)));
    let transient = failure("4.7.500");
    assert_eq!((transient.code(), transient.class()), (None, Some("transient")));
    assert_eq!((transient.retry(), transient.retry_safety()), (Retry::Transient, RetrySafety::Always));
    assert_eq!(failure("5.7.515").retry(), Retry::Never);
    assert_eq!(failure("2.7.500").severity(), Severity::Success);
}

/// The example of a bounce with a DSN in the documentation of Amazon SES, without the part on the mail.
#[test]
fn the_bounce_of_amazon_ses_is_decoded() {
    let body = br#"{
       "notificationType":"Bounce",
       "bounce":{
          "bounceType":"Permanent",
          "reportingMTA":"dns; email.example.com",
          "bouncedRecipients":[
             {
                "emailAddress":"jane@example.com",
                "status":"5.1.1",
                "action":"failed",
                "diagnosticCode":"smtp; 550 5.1.1 <jane@example.com>... User"
             }
          ],
          "bounceSubType":"General",
          "timestamp":"2016-01-27T14:59:38.237Z",
          "feedbackId":"00000138111222aa-33322211-cccc-cccc-cccc-ddddaaaa068a-000000",
          "remoteMtaIp":"127.0.2.0"
       }
    }"#;
    let failures = Decoder::new().decode_items::<SmtpStatus>(body);
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].code(), Some(SmtpStatus::BadMailbox));
    assert_eq!(failures[0].server_message(), Some("smtp; 550 5.1.1 <jane@example.com>... User"));
    assert_eq!(failures[0].extra("recipient"), Some(&WireCode::from("jane@example.com")));
    assert_eq!(failures[0].retry(), Retry::Never);
}
