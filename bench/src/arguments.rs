//! Parses the arguments of the commands: `--rounds N`, `--sizes N,N`, `--write`, and the names of parts.

use std::env;

use crate::BoxError;

/// The arguments of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    /// The number of rounds.
    pub rounds: usize,
    /// The sizes of the catalogs, if they were given.
    pub sizes: Option<Vec<usize>>,
    /// Whether the tables are written to BENCHMARKS.md.
    pub write: bool,
    /// The parts to measure.
    pub parts: Vec<String>,
}

impl Arguments {
    /// Reads the arguments of this process. Without the name of a part, all parts are measured.
    ///
    /// # Errors
    ///
    /// When an argument is unknown or not a valid number.
    pub fn read(rounds: usize, parts: &[&str]) -> Result<Arguments, BoxError> {
        Arguments::parse(env::args().skip(1), rounds, parts)
    }

    fn parse(
        mut given: impl Iterator<Item = String>,
        rounds: usize,
        parts: &[&str],
    ) -> Result<Arguments, BoxError> {
        let mut arguments = Arguments { rounds, sizes: None, write: false, parts: Vec::new() };
        while let Some(argument) = given.next() {
            match argument.as_str() {
                "--write" => arguments.write = true,
                "--rounds" => {
                    arguments.rounds = number(&given.next().ok_or("--rounds needs a number")?)?;
                }
                "--sizes" => {
                    let sizes = given.next().ok_or("--sizes needs numbers separated by commas")?;
                    arguments.sizes = Some(sizes.split(',').map(number).collect::<Result<_, _>>()?);
                }
                part if parts.contains(&part) => arguments.parts.push(argument),
                other => {
                    let names = parts.iter().map(|part| format!(", {part}")).collect::<String>();
                    return Err(format!(
                        "unknown argument `{other}`; expected --rounds N, --sizes N,N, --write{names}"
                    )
                    .into());
                }
            }
        }
        if arguments.parts.is_empty() {
            arguments.parts = parts.iter().map(|&part| part.to_owned()).collect();
        }
        Ok(arguments)
    }

    /// Returns the given sizes, or the default ones.
    #[must_use]
    pub fn sizes_or<'s>(&'s self, default: &'s [usize]) -> &'s [usize] {
        self.sizes.as_deref().unwrap_or(default)
    }
}

fn number(text: &str) -> Result<usize, BoxError> {
    let number = text.parse().ok().filter(|&number| number > 0);
    number.ok_or_else(|| format!("`{text}` is not a number of 1 or more").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(given: &[&str]) -> Result<Arguments, String> {
        let given = given.iter().map(|&word| word.to_owned());
        Arguments::parse(given, 5, &["check", "release"]).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_that_are_not_given_have_their_defaults() {
        let parts = vec!["check".to_owned(), "release".to_owned()];
        assert_eq!(parse(&[]), Ok(Arguments { rounds: 5, sizes: None, write: false, parts }));
        let parts = vec!["check".to_owned()];
        let given = ["check", "--rounds", "2", "--sizes", "1,10", "--write"];
        assert_eq!(parse(&given), Ok(Arguments { rounds: 2, sizes: Some(vec![1, 10]), write: true, parts }));
    }

    #[test]
    fn given_sizes_replace_the_default_ones() {
        assert_eq!(parse(&[]).unwrap().sizes_or(&[63]), [63]);
        assert_eq!(parse(&["--sizes", "1,10"]).unwrap().sizes_or(&[63]), [1, 10]);
    }

    #[test]
    fn invalid_arguments_are_reported() {
        for (given, why) in [
            (["--rounds", "0"].as_slice(), "`0` is not a number of 1 or more"),
            (&["--sizes"], "--sizes needs numbers separated by commas"),
            (&["fast"], "unknown argument `fast`; expected --rounds N, --sizes N,N, --write, check, release"),
        ] {
            assert_eq!(parse(given), Err(why.to_owned()));
        }
    }
}
