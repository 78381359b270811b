//! Prints what errcat knows of the codes that are its arguments.

errcat::codes!("../codes.toml");

fn main() {
    for argument in std::env::args().skip(1) {
        let known = argument.parse().ok().and_then(ShopError::from_code);
        let Some(code) = known.or_else(|| ShopError::from_name(&argument)) else { continue };
        println!("{} {} {code}", code.code(), code.name());
        println!("{} {:?} {:?}", code.message_in("zh"), code.help(), code.help_in("zh"));
        println!("{} {:?} {:?}", code.http_status(), code.category(), code.retry());
    }
}
