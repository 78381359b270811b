#[path = "../../expansions/params.rs"]
pub mod params;

#[derive(errcat::Coded)]
enum Failed {
    #[coded(biling_error::Declined { type: kind, final: last })]
    Card { kind: String, last: bool },
}

fn main() {}
