//! What formatters, the command and the compiler show of text of unknown origin: on one line, without characters that control a
//! terminal, forge a line of a log, or change the order in which a text is read.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::error::Error;
use std::fmt::Write;

use errcat::{Failure, Received, WireCode, decode};
use errcat_catalog::{Palette, Source, check};
use errcat_types::Visible;

errcat::codes!("../expansions/params.toml");
use billing_error::Declined;

/// All characters that no terminal and no log may be sent: Unicode's general categories Cc, Zl and Zp, and the property
/// Bidi_Control (PropList.txt of Unicode 16).
fn unfit() -> String {
    let controls = ('\0'..='\u{1f}').chain('\u{7f}'..='\u{9f}');
    let bidi = ['\u{61c}', '\u{200e}', '\u{200f}'].into_iter();
    let bidi = bidi.chain('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
    controls.chain(['\u{2028}', '\u{2029}']).chain(bidi).collect()
}

fn assert_fit(text: &str) {
    // The alternate form of `Debug` has line breaks of its own.
    let found: String = text.chars().filter(|c| *c != '\n' && unfit().contains(*c)).collect();
    assert!(found.is_empty(), "{found:?} in {text:?}");
}

fn hostile() -> String {
    format!("a{}FAKE", unfit())
}

#[test]
fn each_unfit_character_is_shown_as_another_one() {
    let shown = Visible(unfit()).to_string();
    assert_fit(&shown);
    assert!(!shown.contains('\n'));
    assert_eq!(shown.chars().count(), unfit().chars().count());
    for fit in ["", "plain", "会议 é 👩‍👩‍👧 क्‍ष", "a\u{a0}b", "\u{ad}", "\u{feff}", "␛"]
    {
        assert_eq!(Visible(fit).to_string(), fit);
    }
}

/// Returns what the formatters of an error show, and those of its sources.
fn shown(error: &dyn Error) -> String {
    let mut text = format!("{error}\u{2d}{error:?}{error:#?}");
    if let Some(source) = error.source() {
        let _ = write!(text, "{source:?}");
    }
    text
}

#[test]
fn a_failure_shows_no_unfit_character_of_a_response() {
    let text = serde_json::to_string(&hostile()).unwrap();
    for code in [text.as_str(), "40013000", "7", "null"] {
        let body = format!(
            r#"{{"error":{{"code":{code},"message":{text},"trace":{text},"params":{{{text}:{text},"type":{text},"final":true}}}}}}"#
        );
        let failure = decode::<BillingError>(500, &[("x-trace", &hostile())], body.as_bytes()).unwrap_err();
        assert!(!failure.to_string().contains('\n'), "{failure}");
        assert!(failure.to_string().contains("FAKE"), "{failure}");
        assert!(failure.params().any(|(name, _)| name == hostile()));
        assert_fit(&shown(&failure));
        let full = failure
            .with_subcode(hostile())
            .with_extra(hostile(), hostile())
            .with_url(hostile())
            .with_pointer(hostile())
            .with_trace_id(hostile());
        assert_fit(&shown(&Failure::from(BillingError::Declined).with_items([full]).with_source(hostile())));
    }
    let unknown = Failure::<BillingError>::new(Received::Unknown(WireCode::from(hostile())));
    assert_fit(&shown(&unknown));
    assert!(!unknown.to_string().contains('\n'), "{unknown}");
}

#[test]
fn the_errors_about_a_code_show_no_unfit_character() {
    let invalid = hostile().parse::<BillingError>().unwrap_err();
    assert!(invalid.to_string().contains("FAKE") && !invalid.to_string().contains('\n'), "{invalid}");
    assert_fit(&shown(&invalid));
    for json in [
        serde_json::to_string(&hostile()).unwrap(),
        format!("[{},{}]", serde_json::to_string(&hostile()).unwrap(), 1),
        format!("[40012,{}]", serde_json::to_string(&hostile()).unwrap()),
    ] {
        let error = serde_json::from_str::<BillingError>(&json).unwrap_err();
        assert!(error.to_string().contains("FAKE") && !error.to_string().contains('\n'), "{error}");
        assert_fit(&error.to_string());
    }
}

/// The message that is sent has the value as it is.
#[test]
fn the_params_of_an_entry_show_no_unfit_character() {
    let declined = Declined { r#type: hostile(), r#final: false };
    let text = declined.to_string();
    assert_fit(&text);
    assert!(!text.contains('\n'), "{text}");
    assert_fit(&format!("{declined:?}{declined:#?}"));
    let quota = Failure::from(declined.clone());
    assert_fit(&shown(&quota));
    assert_eq!(declined.message_in("en"), quota.message_in("en").unwrap());
}

#[test]
fn a_diagnostic_shows_no_unfit_character() {
    let text = format!(
        "[catalog]\nschema = 1\nname = \"{0}\"\nlocales = [\"en\", \"{0}\"]\n[tables.order]\ntype = \"{0}\"\n\
         [order.Lost]\ncode = 1\n\"{0}\" = 2\n",
        unfit().chars().skip(0x20).collect::<String>()
    );
    for source in [Source::from_text(hostile(), &text), Source::unreadable(hostile(), hostile(), hostile())] {
        let checked = check(&source);
        assert!(!checked.diagnostics.is_empty());
        for diagnostic in &checked.diagnostics {
            for rendered in [
                diagnostic.render(&source, Palette::PLAIN).to_string(),
                diagnostic.render_for_compiler(&source).to_string(),
            ] {
                assert_fit(&rendered);
                assert!(rendered.contains("FAKE:1:1") || rendered.contains("FAKE:"), "{rendered}");
            }
        }
    }
}
