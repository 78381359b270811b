//! Runs contenders in rounds, and summarises their values and ratios: minimum, median and maximum.
//!
//! A machine's speed varies from minute to minute, but less within a round. So each ratio is of two values of one round.

use std::fmt;
use std::hint::black_box;

use crate::BoxError;
use crate::cost::thread_cpu_seconds;
use crate::table::Table;

/// The minimum, median and maximum of some values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The minimum.
    pub min: f64,
    /// The median; of an even number of values, the greater one in the middle.
    pub median: f64,
    /// The maximum.
    pub max: f64,
}

impl Spread {
    /// Returns the spread of some values; three zeros if there are none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Spread {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        Spread { min: at(0), median: at(values.len() / 2), max: at(values.len().saturating_sub(1)) }
    }

    /// Returns the spread of the ratios of one contender's values to another's, round by round.
    #[must_use]
    pub fn of_ratios(ours: &[f64], theirs: &[f64]) -> Spread {
        Spread::of(ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs))
    }

    /// Returns three cells of a table.
    #[must_use]
    pub fn cells(&self) -> [String; 3] {
        [self.min, self.median, self.max].map(short)
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.cells().join(" / "))
    }
}

/// Formats a number with three significant digits, and with all digits before the point.
#[must_use]
pub fn short(number: f64) -> String {
    let decimals = match number.abs() {
        size if size >= 99.95 => 0,
        size if size >= 9.995 => 1,
        size if size >= 0.9995 => 2,
        _ => 3,
    };
    format!("{number:.decimals$}")
}

/// The measurement of one contender in one round.
pub type Turn<'t, M> = Box<dyn FnMut() -> Result<M, BoxError> + 't>;

/// Runs all turns in each round, forwards in one round and backwards in the next, so that none is always first. Returns
/// the results of each contender, round by round.
///
/// # Errors
///
/// When a turn fails.
pub fn take_turns<M>(rounds: usize, turns: &mut [Turn<'_, M>]) -> Result<Vec<Vec<M>>, BoxError> {
    let mut measured: Vec<Vec<M>> = turns.iter().map(|_| Vec::with_capacity(rounds)).collect();
    for round in 0..rounds {
        let mut order: Vec<usize> = (0..turns.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for contender in order {
            measured[contender].push(turns[contender]()?);
        }
    }
    Ok(measured)
}

/// Measures the nanoseconds of processor time for one input, by running all inputs one after the other, `times` times.
///
/// The compiler knows neither the inputs nor how the outputs are used. The processor may begin with an input before it
/// has finished the previous one.
fn nanoseconds<I: Copy, O>(inputs: &[I], times: usize, run: impl Fn(I) -> O) -> Result<f64, BoxError> {
    let start = thread_cpu_seconds()?;
    for _ in 0..times {
        for input in inputs {
            black_box(run(black_box(*input)));
        }
    }
    Ok((thread_cpu_seconds()? - start) * 1e9 / (inputs.len() * times) as f64)
}

/// A way to compute an output from each input, with results that can be compared with those of the other contenders.
pub struct Contender<'c, A> {
    name: &'static str,
    results: Vec<A>,
    turn: Turn<'c, f64>,
}

impl<A: fmt::Debug> fmt::Debug for Contender<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contender").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'c, A> Contender<'c, A> {
    /// Creates a contender. `run` is timed; `result` converts an input to what all contenders must agree on.
    pub fn new<I: Copy, O>(
        name: &'static str,
        (inputs, times): (&'c [I], usize),
        run: impl Fn(I) -> O + 'c,
        result: impl Fn(I) -> A,
    ) -> Contender<'c, A> {
        let results = inputs.iter().map(|input| result(*input)).collect();
        Contender { name, results, turn: Box::new(move || nanoseconds(inputs, times, &run)) }
    }
}

/// Creates an empty table for [`compare`].
#[must_use]
pub fn times() -> Table {
    Table::new(&["", "ns, min", "median", "max", "errcat : it, min", "median", "max"])
}

/// Measures contenders against each other. Each becomes a row: its nanoseconds, and the ratio of the first one's to them.
///
/// # Errors
///
/// When their results differ.
pub fn compare<A: PartialEq + fmt::Debug>(
    table: &mut Table,
    rounds: usize,
    contenders: Vec<Contender<'_, A>>,
) -> Result<(), BoxError> {
    let first = contenders.first().ok_or("no contenders")?;
    for contender in &contenders {
        let mut results = first.results.iter().zip(&contender.results);
        if let Some((ours, theirs)) = results.find(|(ours, theirs)| ours != theirs) {
            return Err(format!("{}: {ours:?}, but {}: {theirs:?}", first.name, contender.name).into());
        }
    }
    let (names, mut turns): (Vec<_>, Vec<_>) =
        contenders.into_iter().map(|contender| (contender.name, contender.turn)).unzip();
    let measured = take_turns(rounds, &mut turns)?;
    for (index, (name, values)) in names.into_iter().zip(&measured).enumerate() {
        let ratio = if index == 0 { empty_cells() } else { Spread::of_ratios(&measured[0], values).cells() };
        let values = Spread::of(values.iter().copied()).cells();
        table.row([name.to_owned()].into_iter().chain(values).chain(ratio));
    }
    Ok(())
}

/// Returns three empty cells of a table.
#[must_use]
pub fn empty_cells() -> [String; 3] {
    [const { String::new() }; 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_of_values_of_the_same_round() {
        let ratios = Spread::of_ratios(&[1.0, 20.0, 3.0], &[2.0, 10.0, 3.0]);
        assert_eq!(ratios, Spread { min: 0.5, median: 1.0, max: 2.0 });
    }

    #[test]
    fn no_contender_is_always_first() {
        let order = std::cell::RefCell::new(Vec::new());
        let turn = |name| -> Turn<'_, ()> {
            let order = &order;
            Box::new(move || {
                order.borrow_mut().push(name);
                Ok(())
            })
        };
        take_turns(2, &mut [turn('a'), turn('b')]).unwrap();
        assert_eq!(order.into_inner(), ['a', 'b', 'b', 'a']);
    }

    #[test]
    fn contenders_with_different_results_are_not_compared() {
        let inputs = ([1, 2, 3].as_slice(), 1);
        let right = Contender::new("right", inputs, |n| n, |n| n + 1);
        let wrong = Contender::new("wrong", inputs, |n| n, |n| n * 2);
        assert_eq!(
            compare(&mut times(), 1, vec![right, wrong]).unwrap_err().to_string(),
            "right: 3, but wrong: 4"
        );
    }

    #[test]
    fn numbers_have_three_significant_digits() {
        let shown = [0.01234, 0.9996, 1.0, 9.994, 9.996, 99.94, 99.96, 12345.6].map(short);
        assert_eq!(shown, ["0.012", "1.00", "1.00", "9.99", "10.0", "99.9", "100", "12346"]);
    }
}
