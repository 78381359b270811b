//! Every entry of every list is found by its name and by its code in each form, and what is encoded of it is decoded again.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::fmt::Debug;

use errcat::tencent_meeting::{OAuthError, RestError};
use errcat::{ErrorCode, Failure, ParamValue, Received, Severity, decode};
use errcat_catalog::{Entry, Source, load};
use serde_json::Value;

/// Declares a module for each list, and tests it.
macro_rules! lists {
    ($($module:ident $file:literal $enum:ident)*) => {
        $(
            mod $module {
                errcat::codes!($file);
            }

            #[test]
            fn $module() {
                assert_round_trips::<$module::$enum>(include_str!($file), stringify!($enum));
            }
        )*
    };
}

lists! {
    aws_dynamodb "catalogs/aws-dynamodb.toml" DynamoDbError
    delta "catalogs/delta.toml" DeltaError
    discord "catalogs/discord.toml" DiscordError
    google_rpc "google-rpc.toml" RpcCode
    graphql_apollo "catalogs/graphql-apollo.toml" GraphQlError
    http_2 "catalogs/http-2.toml" Http2Error
    json_rpc_2 "catalogs/json-rpc-2.toml" JsonRpcError
    kafka "kafka.toml" KafkaError
    meta_graph "catalogs/meta-graph.toml" GraphError
    mqtt_5 "catalogs/mqtt-5.toml" ReasonCode
    oauth_2 "catalogs/oauth-2.toml" OAuthError
    postgresql "postgresql.toml" SqlState
    quic "catalogs/quic.toml" TransportError
    slack "catalogs/slack.toml" SlackError
    smtp_enhanced "catalogs/smtp-enhanced.toml" SmtpStatus
    sqlite "catalogs/sqlite.toml" ResultCode
    stripe "catalogs/stripe.toml" StripeError
    websocket_close "catalogs/websocket-close.toml" CloseCode
}

#[test]
fn tencent_meeting() {
    let text = include_str!("../../codes.toml");
    assert_round_trips::<RestError>(text, "RestError");
    assert_round_trips::<OAuthError>(text, "OAuthError");
}

#[test]
fn every_list_is_here() {
    let here = include_str!("round_trips.rs");
    for folder in ["", "catalogs/"] {
        let path = format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(path).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            let is_list = name.ends_with(".toml") && !name.ends_with(".head.toml") && name != "Cargo.toml";
            assert!(!is_list || here.contains(&format!("\"{folder}{name}\"")), "{folder}{name}");
        }
    }
}

fn assert_round_trips<C>(text: &str, enum_name: &str)
where
    C: ErrorCode + Debug + serde_core::Serialize + serde_core::de::DeserializeOwned,
{
    let catalog = load(&Source::from_text("codes.toml", text)).unwrap();
    let table = catalog.tables.iter().find(|table| table.enum_name == enum_name).unwrap();
    assert_eq!(C::ALL.len(), table.entries.len());
    let has_envelope = text.contains(&format!("[tables.{}.envelope]", table.name));
    for (entry, code) in table.entries.iter().zip(C::ALL) {
        let name = &entry.name;
        assert_eq!(code.name(), name);
        assert_eq!(C::from_name(name), Some(code));
        for name in entry.aliases.iter().chain(&entry.former) {
            assert_eq!(C::from_name(name), Some(code), "{name}");
        }
        // A refinement has the code of another entry.
        if entry.refinement.is_none() {
            let text = code.wire_code().to_string();
            assert_eq!(text, entry.code.to_string(), "{name}");
            assert_eq!(C::from_code(code.wire_code()), Some(code), "{name}");
            assert_eq!(text.parse::<C>().unwrap(), code, "{name}");
        }
        let json = serde_json::to_value(code).unwrap();
        assert_eq!(serde_json::from_value::<C>(json).unwrap(), code, "{name}");
        let own = || Failure::from(code).with_http_status(entry.http);
        let of_everything = entry.params.iter().fold(own(), |failure, param| {
            failure.with_param(param.name.clone(), value(param.param_type.name()))
        });
        for failure in [own(), of_everything] {
            assert_serde_keeps(&failure, entry);
            if has_envelope {
                assert_is_decoded(&failure, code, entry);
            } else {
                let received = decode::<C>(500, &(), &failure.encode("en")).unwrap_err();
                assert_eq!(*received.received(), Received::Absent, "{name}");
            }
        }
    }
}

/// Returns a value of a param's type, which is hard to write.
fn value(param_type: &str) -> ParamValue {
    match param_type {
        "string" => ParamValue::from("\"{name}\" \\ 会议\u{7f}"),
        "bool" => ParamValue::from(true),
        "u64" => ParamValue::from(u64::MAX),
        "i64" => ParamValue::from(i64::MIN),
        "f64" => ParamValue::from(0.1),
        _ => ParamValue::from(100_u8),
    }
}

/// What is encoded is decoded as the same entry with the same values, and encoded again as the same bytes.
fn assert_is_decoded<C: ErrorCode + Debug>(failure: &Failure<C>, code: C, entry: &Entry) {
    let name = &entry.name;
    let (body, headers) = (failure.encode("en"), failure.headers());
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let decoded = decode::<C>(entry.http, &headers, &body);
    if entry.severity == Severity::Success {
        assert!(decoded.is_ok(), "{name}: {decoded:?}");
        return;
    }
    let decoded = decoded.unwrap_err();
    assert_eq!(decoded.code(), Some(code), "{name}: {}", String::from_utf8_lossy(&body));
    for param in entry.params.iter().filter(|param| !param.sensitive) {
        assert_eq!(decoded.param(&param.name), failure.param(&param.name), "{name}");
    }
    let (again, first): (Value, Value) =
        (serde_json::from_slice(&decoded.encode("en")).unwrap(), serde_json::from_slice(&body).unwrap());
    assert_eq!(again, first, "{name}");
}

fn assert_serde_keeps<C: ErrorCode + Debug>(failure: &Failure<C>, entry: &Entry)
where
    Failure<C>: serde_core::Serialize + serde_core::de::DeserializeOwned,
{
    let json = serde_json::to_string(failure).unwrap();
    let read: Failure<C> = serde_json::from_str(&json).unwrap();
    assert_eq!((read.code(), read.http_status()), (failure.code(), failure.http_status()), "{}", entry.name);
    assert_eq!(serde_json::to_string(&read).unwrap(), json, "{}", entry.name);
}
