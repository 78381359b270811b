//! Measures what a catalog adds to a program: `cargo run --release -p errcat-bench --bin binary_size`.
//!
//! Sizes do not vary between runs: one round is enough.

use std::fmt::Write;

use errcat_bench::BoxError;
use errcat_bench::arguments::Arguments;
use errcat_bench::catalog::Catalog;
use errcat_bench::report::{publish, thousands};
use errcat_bench::rounds::short;
use errcat_bench::size::{Sizes, of_errcat, of_peer, of_unused};
use errcat_bench::table::Table;
use errcat_bench::workspace::ScratchWorkspace;

fn main() -> Result<(), BoxError> {
    let arguments = Arguments::read(1, &[])?;
    let workspace = ScratchWorkspace::temporary()?;
    let mut text = String::new();
    for &size in arguments.sizes_or(&[10_000]) {
        let catalog = Catalog::integers(size, 10);
        let own = catalog.bytes();
        let rows: [(&str, Sizes); 3] = [
            ("errcat", of_errcat(&workspace, &catalog)?),
            (
                "thiserror, strum, num_enum and a `match` for each further accessor",
                of_peer(&workspace, &catalog)?,
            ),
            ("errcat, with a catalog that the program does not use", of_unused(&workspace, &catalog)?),
        ];
        let mut table =
            Table::new(&["", "with, bytes", "without", "for each code", "to the catalog's own bytes"]);
        for (label, sizes) in rows {
            let each = sizes.added() / size as f64;
            let numbers = [sizes.with.to_string(), sizes.without.to_string()];
            let ratios = [short(each), short(sizes.added() / own as f64)];
            table.row([label.to_owned()].into_iter().chain(numbers).chain(ratios));
        }
        writeln!(text, "#### {} entries\n\n{table}", thousands(size))?;
        let each = short(own as f64 / size as f64);
        writeln!(text, "The content of the catalog is {own} bytes, {each} for each code.\n")?;
    }
    publish("binary_size", &text, arguments.write)
}
