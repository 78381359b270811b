//! Prints what the hand-written source knows of the codes that are its arguments.

mod peer;

use peer::Peer;

fn main() {
    for argument in std::env::args().skip(1) {
        let known = argument.parse().ok().and_then(|code: i32| Peer::try_from(code).ok());
        let Some(code) = known.or_else(|| argument.parse().ok()) else { continue };
        println!("{} {} {code}", i32::from(code), <&str>::from(code));
        println!("{} {:?} {:?}", code.message_zh(), code.help(), code.help_zh());
        println!("{} {:?} {:?}", code.http_status(), code.category(), code.retry());
    }
}
