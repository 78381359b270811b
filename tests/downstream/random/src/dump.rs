//! Prints what all accessors of generated code return, one line each.

use std::fmt::Debug;

use errcat::{AnyCode, Category, ErrorCode, Exposure, Failure, HasCode, InvalidParams, Retry, RetrySafety, Severity, WireCode};

/// Prints what the accessors return for every entry of an enum. The methods are those of the enum, not of a trait.
macro_rules! dump {
    ($enum:path, $names:expr, $codes:expr, $bodies:expr, [$($attribute:ident),*]) => {{
        use $enum as Enum;
        println!("enum {} entries", Enum::ALL.len());
        for entry in Enum::ALL {
            crate::dump::print(crate::dump::Accessors {
                any: errcat::Coded::any_code(&entry),
                name: entry.name(),
                code: entry.code().into(),
                message: entry.message(),
                title: entry.title(),
                help: entry.help(),
                url: entry.url(),
                texts: crate::dump::TAGS.map(|tag| (entry.message_in(tag), entry.title_in(tag), entry.help_in(tag))),
                http: entry.http_status(),
                category: entry.category(),
                retry: entry.retry(),
                retry_safety: entry.retry_safety(),
                severity: entry.severity(),
                exposure: (entry.exposure(), errcat::ErrorCode::mask(entry).map(Enum::name)),
                class: entry.class(),
                retryable: (entry.is_retryable(), entry.is_retry_safe()),
            });
            $(println!("attribute {} {:?}", stringify!($attribute), entry.$attribute());)*
            crate::dump::compare(entry);
        }
        for name in $names {
            crate::dump::found("named", &name, Enum::from_name(name).map(Enum::name));
        }
        for code in $codes {
            crate::dump::found("coded", &code, Enum::from_code(code).map(Enum::name));
        }
        for body in $bodies {
            crate::dump::decoded::<Enum>(body);
        }
    }};
}

pub(crate) use dump;

/// The locales to ask for, whether a catalog has them or not.
pub(crate) const TAGS: [&str; 9] = ["en", "en-GB", "zh-Hans-CN", "zh", "ru", "fr-CA", "pt-PT", "x-own", "de"];

/// What the accessors return for an entry.
pub(crate) struct Accessors {
    pub(crate) any: AnyCode,
    pub(crate) name: &'static str,
    pub(crate) code: WireCode<'static>,
    pub(crate) message: &'static str,
    pub(crate) title: &'static str,
    pub(crate) help: Option<&'static str>,
    pub(crate) url: Option<&'static str>,
    pub(crate) texts: [(&'static str, &'static str, Option<&'static str>); 9],
    pub(crate) http: u16,
    pub(crate) category: Category,
    pub(crate) retry: Retry,
    pub(crate) retry_safety: RetrySafety,
    pub(crate) severity: Severity,
    pub(crate) exposure: (Exposure, Option<&'static str>),
    pub(crate) class: Option<&'static str>,
    pub(crate) retryable: (bool, bool),
}

/// Prints what the accessors return, and asserts that the erased code returns the same.
pub(crate) fn print(accessors: Accessors) {
    let Accessors { any, name, code, message, title, help, url, texts, .. } = accessors;
    println!("name {name:?}\ncode {code:?} {code}\nshown {message:?} {any} {title:?}\nhelp {help:?} url {url:?}");
    assert_eq!(any.url(), url);
    for (tag, texts) in TAGS.iter().zip(texts) {
        println!("{tag} {texts:?}");
        assert_eq!((any.message_in(tag), any.title_in(tag), any.help_in(tag)), texts);
    }
    let Accessors { http, category, retry, retry_safety, severity, exposure, class, retryable, .. } = accessors;
    println!("http {http}\ncategory {}\nretry {}", category.name(), shown(retry));
    println!("retry_safety {retry_safety}\nseverity {severity}");
    println!("exposure {} {:?}\nclass {class:?}\nretryable {} {}", exposure.0, exposure.1, retryable.0, retryable.1);
    assert_eq!((any.name(), any.wire_code(), any.message(), any.title()), (name, code, message, title));
    assert_eq!((any.help(), any.http_status(), any.category()), (help, http, category));
    assert_eq!((any.retry(), any.retry_safety(), any.severity()), (retry, retry_safety, severity));
    assert_eq!((any.class(), any.is_retryable(), any.is_retry_safe()), (class, retryable.0, retryable.1));
}

/// Asserts that the traits agree with the enum's own methods.
pub(crate) fn compare<C: ErrorCode>(entry: C) {
    let own = entry.refined().unwrap_or(entry);
    let refined = entry.subcode().map_or(own, |subcode| own.refined_by(subcode));
    let same = entry.any_code().downcast() == Some(entry)
        && entry.wire_code().to_string().parse() == Ok(own)
        && C::from_code(entry.wire_code()) == Some(own)
        && refined == entry
        && C::from_name(entry.name()) == Some(entry)
        && entry.to_string() == entry.message();
    assert!(same, "{}", entry.name());
}

pub(crate) fn found(how: &str, asked: &dyn Debug, name: Option<&str>) {
    match name {
        Some(name) => println!("{how} {asked:?} Some({name})"),
        None => println!("{how} {asked:?} None"),
    }
}

/// Prints the entries of a set, and which of the table's names are theirs.
pub(crate) fn set<C: ErrorCode>(names: &[&str]) {
    println!("set {:?}", C::ALL.into_iter().map(C::name).collect::<Vec<_>>());
    for entry in C::ALL {
        compare_in_set(entry);
    }
    for name in names {
        found("named", name, C::from_name(name).map(C::name));
    }
}

/// Asserts that an entry of a set is found by its code, unless it refines an entry, which need not be in the set.
fn compare_in_set<C: ErrorCode>(entry: C) {
    let found = C::from_code(entry.wire_code());
    assert!(entry.subcode().is_some() || found == Some(entry), "{}", entry.name());
}

/// Prints how a response with this body is decoded under a status of success and under one of an error.
pub(crate) fn decoded<C: ErrorCode>(body: &str) {
    for status in [200, 503] {
        match errcat::decode::<C>(status, &(), body.as_bytes()) {
            Ok(()) => println!("decoded {status} {body} None"),
            Err(failure) => println!(
                "decoded {status} {body} {} {} {} {} {:?}",
                failure.category().name(),
                shown(failure.retry()),
                failure.retry_safety(),
                failure.severity(),
                failure.class()
            ),
        }
    }
}

/// Returns a retry in the words of a catalog.
fn shown(retry: Retry) -> String {
    match retry {
        Retry::Never => "never".to_owned(),
        Retry::Transient => "transient".to_owned(),
        Retry::Throttled { after } => format!("throttled {:?}", after.map(|after| after.as_millis())),
        Retry::Remedy { remedy, repeat } => format!("remedy {} {repeat:?}", remedy.name()),
        other => format!("{other:?}"),
    }
}

/// Prints the messages of a struct of params, and asserts that it converts into a failure and back.
pub(crate) fn occurrence<P>(params: &P, message_in: impl Fn(&P, &str) -> String)
where
    P: HasCode + std::error::Error + Clone + PartialEq + Send + Sync + 'static,
    P: for<'f> TryFrom<&'f Failure<P::Code>, Error = InvalidParams>,
{
    let failure = Failure::from(params.clone());
    let messages = TAGS.map(|tag| (message_in(params, tag), failure.message_in(tag).map(String::from)));
    print_occurrence(params.error_code().name(), &params.to_string(), &messages);
    assert!(P::try_from(&failure).is_ok_and(|back| back == *params));
}

fn print_occurrence(name: &str, shown: &str, messages: &[(String, Option<String>)]) {
    println!("occurrence {name} {shown:?}");
    for (tag, (message, of_failure)) in TAGS.iter().zip(messages) {
        println!("{tag} {message:?}");
        assert_eq!(of_failure.as_ref(), Some(message));
    }
}
