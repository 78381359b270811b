//! What the commands are told: `--rounds N`, `--sizes N,N`, `--write`, and words of their own.

use std::env;

use crate::Failed;

/// What a command was told.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// How many rounds.
    pub rounds: usize,
    /// The sizes of the lists, if it was told.
    pub sizes: Option<Vec<usize>>,
    /// Whether the tables are put into BENCHMARKS.md.
    pub write: bool,
    /// What is measured.
    pub words: Vec<String>,
}

impl Arguments {
    /// What this command was told; where it was told nothing, the defaults. All words are measured if none is named.
    ///
    /// # Errors
    ///
    /// When it was told something else.
    pub fn read(rounds: usize, words: &[&str]) -> Result<Arguments, Failed> {
        Arguments::parse(env::args().skip(1), rounds, words)
    }

    fn parse(
        mut told: impl Iterator<Item = String>,
        rounds: usize,
        words: &[&str],
    ) -> Result<Arguments, Failed> {
        let mut arguments = Arguments { rounds, sizes: None, write: false, words: Vec::new() };
        while let Some(argument) = told.next() {
            match argument.as_str() {
                "--write" => arguments.write = true,
                "--rounds" => {
                    arguments.rounds = number(&told.next().ok_or("--rounds needs a number")?)?;
                }
                "--sizes" => {
                    let sizes = told.next().ok_or("--sizes needs numbers, with commas between them")?;
                    arguments.sizes = Some(sizes.split(',').map(number).collect::<Result<_, _>>()?);
                }
                word if words.contains(&word) => arguments.words.push(argument),
                other => {
                    let known = words.join(", ");
                    return Err(
                        format!("`{other}` is none of --rounds N, --sizes N,N, --write, {known}").into()
                    );
                }
            }
        }
        if arguments.words.is_empty() {
            arguments.words = words.iter().map(|&word| word.to_owned()).collect();
        }
        Ok(arguments)
    }

    /// The sizes that it was told, or the usual ones.
    #[must_use]
    pub fn sizes_or<'s>(&'s self, usual: &'s [usize]) -> &'s [usize] {
        self.sizes.as_deref().unwrap_or(usual)
    }
}

fn number(text: &str) -> Result<usize, Failed> {
    let number = text.parse().ok().filter(|&number| number > 0);
    number.ok_or_else(|| format!("`{text}` is no number from 1 upwards").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(told: &[&str]) -> Result<Arguments, String> {
        let told = told.iter().map(|&word| word.to_owned());
        Arguments::parse(told, 5, &["check", "release"]).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_not_told_is_as_usual() {
        let words = vec!["check".to_owned(), "release".to_owned()];
        assert_eq!(parse(&[]), Ok(Arguments { rounds: 5, sizes: None, write: false, words }));
        let words = vec!["check".to_owned()];
        let told = ["check", "--rounds", "2", "--sizes", "1,10", "--write"];
        assert_eq!(parse(&told), Ok(Arguments { rounds: 2, sizes: Some(vec![1, 10]), write: true, words }));
    }

    #[test]
    fn sizes_that_are_told_stand_for_the_usual_ones() {
        assert_eq!(parse(&[]).unwrap().sizes_or(&[63]), [63]);
        assert_eq!(parse(&["--sizes", "1,10"]).unwrap().sizes_or(&[63]), [1, 10]);
    }

    #[test]
    fn what_it_does_not_know_it_says() {
        for (told, why) in [
            (["--rounds", "0"].as_slice(), "`0` is no number from 1 upwards"),
            (&["--sizes"], "--sizes needs numbers, with commas between them"),
            (&["fast"], "`fast` is none of --rounds N, --sizes N,N, --write, check, release"),
        ] {
            assert_eq!(parse(told), Err(why.to_owned()));
        }
    }
}
