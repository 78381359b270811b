//! From a string to a variant: errcat and what a user would pick instead. Prints one table.

mod peer;

use std::collections::HashMap;
use std::env;

use errcat_bench::Failed;
use errcat_bench::list::{STRINGS, string_code};
use errcat_bench::random::asked;
use errcat_bench::rounds::{Contender, compare, times};
use peer::{ORDERED, PHF, Peer};

errcat::codes!("../codes.toml");

fn main() -> Result<(), Failed> {
    let rounds = env::args().nth(1).ok_or("how many rounds?")?.parse()?;
    let listed = ORDERED.map(|(code, _)| code.to_owned());
    let asked = asked(&listed, |random| string_code(random.below(STRINGS)));
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let inputs = (&asked[..], 32);
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
            ORDERED.binary_search_by_key(&code, |(listed, _)| listed).ok().map(|place| ORDERED[place].1)
        }),
    ];
    compare(&mut table, rounds, contenders)?;
    print!("{table}");
    Ok(())
}

fn peer<'c>(
    name: &'static str,
    inputs: (&'c [&'c str], usize),
    look_up: impl Fn(&str) -> Option<Peer> + Copy + 'c,
) -> Contender<'c, Option<u16>> {
    Contender::new(name, inputs, look_up, |code| look_up(code).map(|code| code as u16))
}
