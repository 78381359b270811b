//! The options of `codes!`: what they leave out is not in the program, and everything else is unchanged.

mod all {
    errcat::codes!("../expansions/params.toml");
}
mod chinese {
    errcat::codes!("../expansions/params.toml", locales = ["ZH"]);
}
mod reversed {
    errcat::codes!("../expansions/params.toml", locales = ["zh", "en"], locale = "en");
}
mod bare {
    errcat::codes!("../expansions/params.toml", help = false, docs = false, locales = ["en"]);
}

use errcat::{ErrorCode, Failure};

#[test]
fn texts_of_other_locales_are_left_out() {
    let (all, chinese) = (all::BillingError::Declined, chinese::BillingError::Declined);
    assert_eq!(
        (all.message(), all.message_in("zh"), all.message_in("fr")),
        ("Declined", "已拒绝", "Declined")
    );
    for tag in ["zh", "zh-Hans", "en", "fr", ""] {
        assert_eq!(chinese.message_in(tag), "已拒绝", "{tag}");
        assert_eq!(chinese.help_in(tag), Some("请换一张卡。"), "{tag}");
    }
    assert_eq!(
        (chinese.message(), chinese.title(), chinese.to_string().as_str()),
        ("已拒绝", "已拒绝", "已拒绝")
    );
}

#[test]
fn templates_of_other_locales_are_left_out() {
    let declined = |language| chinese::billing_error::Declined { r#type: language, r#final: true };
    assert_eq!(declined("卡".to_owned()).to_string(), "卡 已拒绝:true");
    let failure = Failure::from(declined("卡".to_owned()));
    assert_eq!(failure.message_in("en").as_deref(), Some("卡 已拒绝:true"));
}

#[test]
fn the_default_locale_may_be_any_of_the_locales_that_are_kept() {
    let code = reversed::BillingError::Declined;
    assert_eq!(
        (code.message(), code.message_in("zh"), code.message_in("fr")),
        ("Declined", "已拒绝", "Declined")
    );
    let off =
        reversed::billing_error::Off { small: 1, medium: 2, large: 3, unsigned: 4, huge: 5, share: 0.5 };
    assert_eq!((off.to_string().as_str(), off.message_in("zh").as_str()), ("1 2 3 4 5 0.5", "0.5 5 4 3 2 1"));
}

#[test]
fn leaving_out_help_and_docs_changes_nothing_else() {
    assert_eq!(bare::BillingError::ALL.len(), all::BillingError::ALL.len());
    for (bare, all) in bare::BillingError::ALL.into_iter().zip(all::BillingError::ALL) {
        assert_eq!((bare.name(), bare.code(), bare.message()), (all.name(), all.code(), all.message()));
        assert_eq!(
            (bare.title(), bare.http_status(), bare.retry()),
            (all.title(), all.http_status(), all.retry())
        );
        assert_eq!(ErrorCode::wire_code(bare), ErrorCode::wire_code(all));
        assert_eq!((bare.help(), bare.help_in("en")), (None, None));
    }
    assert!(all::BillingError::Declined.help().is_some());
    assert_eq!(bare::BillingError::from_name("OverQuota"), Some(bare::BillingError::QuotaExceeded));
}
