#[derive(errcat::Coded)]
union Failed {
    number: u32,
}

fn main() {}
