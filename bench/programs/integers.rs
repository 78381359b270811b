//! Compares lookups from an integer to a variant: errcat, and what a user would pick instead. Prints one table.

mod peer;

use std::collections::HashMap;
use std::env;

use errcat_bench::BoxError;
use errcat_bench::random::lookup_inputs;
use errcat_bench::rounds::{Contender, compare, times};
use peer::{ORDERED, PHF, Peer};

errcat::codes!("../codes.toml");

fn main() -> Result<(), BoxError> {
    let mut given = env::args().skip(1).map(|number| number.parse::<usize>());
    let rounds = given.next().ok_or("how many rounds?")??;
    let max = given.next().ok_or("up to which code?")??;
    let known = ORDERED.map(|(code, _)| code);
    let inputs = lookup_inputs(&known, |random| 1 + random.below(max) as i32);
    let inputs = (&inputs[..], 32);
    let map: HashMap<i32, Peer> = ORDERED.into_iter().collect();
    let mut table = times();
    let contenders = vec![
        Contender::new("errcat `from_code`", inputs, ShopError::from_code, |code| {
            ShopError::from_code(code).map(ShopError::code)
        }),
        peer("num_enum `TryFrom`", inputs, |code| Peer::try_from(code).ok()),
        peer("`match`", inputs, peer::from_code),
        peer("`phf::Map`", inputs, |code| PHF.get(&code).copied()),
        peer("`HashMap`", inputs, |code| map.get(&code).copied()),
        peer("binary search", inputs, |code| {
            ORDERED.binary_search_by_key(&code, |(known, _)| *known).ok().map(|index| ORDERED[index].1)
        }),
    ];
    compare(&mut table, rounds, contenders)?;
    print!("{table}");
    Ok(())
}

fn peer<'c>(
    name: &'static str,
    inputs: (&'c [i32], usize),
    lookup: impl Fn(i32) -> Option<Peer> + Copy + 'c,
) -> Contender<'c, Option<i32>> {
    Contender::new(name, inputs, lookup, |code| lookup(code).map(i32::from))
}
