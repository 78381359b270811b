//! Compares lookups from a string to a variant: errcat, and what a user would pick instead. Prints one table.

mod peer;

use std::collections::HashMap;
use std::env;

use errcat_bench::BoxError;
use errcat_bench::catalog::{STRINGS, string_code};
use errcat_bench::random::lookup_inputs;
use errcat_bench::rounds::{Contender, compare, times};
use peer::{ORDERED, PHF, Peer};

errcat::codes!("../codes.toml");

fn main() -> Result<(), BoxError> {
    let rounds = env::args().nth(1).ok_or("how many rounds?")?.parse()?;
    let known = ORDERED.map(|(code, _)| code.to_owned());
    let codes = lookup_inputs(&known, |random| string_code(random.below(STRINGS)));
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let inputs = (&codes[..], 32);
    let map: HashMap<&str, Peer> = ORDERED.into_iter().collect();
    let mut table = times();
    let contenders = vec![
        Contender::new("errcat `from_code`", inputs, ShopError::from_code, |code| {
            ShopError::from_code(code).map(|code| code as u16)
        }),
        peer("strum `FromStr`", inputs, |code| code.parse().ok()),
        peer("`match`", inputs, peer::from_code),
        peer("`phf::Map`", inputs, |code| PHF.get(code).copied()),
        peer("`HashMap`", inputs, |code| map.get(code).copied()),
        peer("binary search", inputs, |code| {
            ORDERED.binary_search_by_key(&code, |(known, _)| known).ok().map(|index| ORDERED[index].1)
        }),
    ];
    compare(&mut table, rounds, contenders)?;
    print!("{table}");
    Ok(())
}

fn peer<'c>(
    name: &'static str,
    inputs: (&'c [&'c str], usize),
    lookup: impl Fn(&str) -> Option<Peer> + Copy + 'c,
) -> Contender<'c, Option<u16>> {
    Contender::new(name, inputs, lookup, |code| lookup(code).map(|code| code as u16))
}
