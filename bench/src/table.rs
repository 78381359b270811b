//! Formats tables in Markdown: a column of labels, then columns of numbers.

use std::fmt;

/// A table in Markdown.
#[derive(Debug)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Creates a table without rows.
    #[must_use]
    pub fn new(headers: &[&str]) -> Table {
        Table { rows: vec![headers.iter().map(|&header| header.to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default().max(3)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let width = self.width(column);
                if column == 0 {
                    write!(f, "| {cell:width$} |")?;
                } else {
                    write!(f, " {cell:>width$} |")?;
                }
            }
            writeln!(f)?;
            if number == 0 {
                for column in 0..row.len() {
                    let dashes = "-".repeat(self.width(column) - usize::from(column > 0));
                    write!(
                        f,
                        "{}",
                        if column == 0 { format!("| {dashes} |") } else { format!(" {dashes}: |") }
                    )?;
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}
