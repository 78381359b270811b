//! Compares the accessors of a variant: errcat's, and those of derives and hand-written `match`es. Prints one table.

mod peer;

use std::env;
use std::fmt::{self, Display, Write};
use std::hint::black_box;

use errcat::Retry;
use errcat_bench::BoxError;
use errcat_bench::random::{Random, SEQUENCE, lookup_inputs};
use errcat_bench::rounds::{Contender, compare, times};
use peer::Peer;
use strum::IntoEnumIterator;

errcat::codes!("../codes.toml");

fn main() -> Result<(), BoxError> {
    let rounds = env::args().nth(1).ok_or("how many rounds?")?.parse()?;
    let both: Vec<(ShopError, Peer)> = ShopError::ALL.into_iter().zip(Peer::iter()).collect();
    let mut random = Random::new(3);
    let both: Vec<(ShopError, Peer)> = (0..SEQUENCE).map(|_| random.choose(&both)).collect();
    let (ours, peers): (Vec<ShopError>, Vec<Peer>) = both.into_iter().unzip();
    let (ours, peers) = ((&ours[..], 32), (&peers[..], 32));

    let mut table = times();
    let contenders = vec![
        Contender::new("errcat `Display`", ours, write_nowhere, |code| code.to_string()),
        Contender::new("thiserror `Display`", peers, write_nowhere, |code| code.to_string()),
    ];
    compare(&mut table, rounds, contenders)?;
    let contenders = vec![
        Contender::new(
            "errcat `message_in(\"zh\")`",
            ours,
            |code| code.message_in("zh"),
            |code| code.message_in("zh"),
        ),
        Contender::new("`match` for it", peers, Peer::message_zh, Peer::message_zh),
    ];
    compare(&mut table, rounds, contenders)?;
    let contenders = vec![
        Contender::new("errcat `help`", ours, ShopError::help, ShopError::help),
        Contender::new("`match` for it", peers, Peer::help, Peer::help),
    ];
    compare(&mut table, rounds, contenders)?;
    let contenders = vec![
        Contender::new("errcat `name`", ours, ShopError::name, ShopError::name),
        Contender::new("strum `IntoStaticStr`", peers, <&str>::from, <&str>::from),
    ];
    compare(&mut table, rounds, contenders)?;
    let contenders = vec![
        Contender::new("errcat `http_status`", ours, ShopError::http_status, ShopError::http_status),
        Contender::new("`match` for it", peers, Peer::http_status, Peer::http_status),
    ];
    compare(&mut table, rounds, contenders)?;
    let contenders = vec![
        Contender::new("errcat `category`", ours, ShopError::category, |code| {
            format!("{:?}", code.category())
        }),
        Contender::new("`match` for it", peers, Peer::category, |code| format!("{:?}", code.category())),
    ];
    compare(&mut table, rounds, contenders)?;
    let contenders = vec![
        Contender::new("errcat `retry`", ours, ShopError::retry, |code| by_hand(code.retry())),
        Contender::new("`match` for it", peers, Peer::retry, Peer::retry),
    ];
    compare(&mut table, rounds, contenders)?;

    let known: Vec<String> = ShopError::ALL.into_iter().map(|code| code.name().to_owned()).collect();
    let names = lookup_inputs(&known, |random| {
        let mut name = random.choose(&known.iter().collect::<Vec<_>>()).clone();
        name.pop();
        name
    });
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let names = (&names[..], 32);
    let contenders = vec![
        Contender::new("errcat `from_name`", names, ShopError::from_name, |name| {
            ShopError::from_name(name).map(ShopError::code)
        }),
        Contender::new(
            "strum `FromStr`",
            names,
            |name| name.parse::<Peer>().ok(),
            |name| name.parse::<Peer>().ok().map(i32::from),
        ),
    ];
    compare(&mut table, rounds, contenders)?;
    print!("{table}");
    Ok(())
}

/// A writer that discards the text, so that finding it is timed, not copying it.
struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        black_box(text);
        Ok(())
    }
}

fn write_nowhere(code: impl Display) -> fmt::Result {
    write!(Nowhere, "{code}")
}

fn by_hand(retry: Retry) -> peer::Retry {
    match retry {
        Retry::Never => peer::Retry::Never,
        Retry::Transient => peer::Retry::Transient,
        Retry::Throttled { .. } => peer::Retry::Throttled,
        _ => peer::Retry::Restart,
    }
}
