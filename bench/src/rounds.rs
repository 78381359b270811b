//! Rounds in which contenders take turns, and what comes of them: the least, middle and greatest value and ratio.
//!
//! Machines differ from minute to minute. Within a round they differ less, so each ratio is of two values of one round.

use std::fmt;
use std::hint::black_box;

use crate::Failed;
use crate::account::seconds_of_this_thread;
use crate::table::Table;

/// The least, middle and greatest of some values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The least.
    pub min: f64,
    /// The middle one; of an even number, the greater of the two.
    pub median: f64,
    /// The greatest.
    pub max: f64,
}

impl Spread {
    /// Of no value at all, three zeros.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Spread {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        Spread { min: at(0), median: at(values.len() / 2), max: at(values.len().saturating_sub(1)) }
    }

    /// Of one contender's values to another's, round by round.
    #[must_use]
    pub fn of_ratios(ours: &[f64], theirs: &[f64]) -> Spread {
        Spread::of(ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs))
    }

    /// Three cells of a table.
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

/// A number with three digits that count, and all those before the point.
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

/// What one contender does in a round.
pub type Turn<'t, M> = Box<dyn FnMut() -> Result<M, Failed> + 't>;

/// Lets all take turns, forwards in one round and backwards in the next, so that none is always first. For each
/// contender, what came of each round.
///
/// # Errors
///
/// Those of a turn.
pub fn take_turns<M>(rounds: usize, turns: &mut [Turn<'_, M>]) -> Result<Vec<Vec<M>>, Failed> {
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

/// Nanoseconds of processor time for one input: all inputs, one after the other, so many times.
///
/// The compiler knows neither what goes in nor what becomes of what comes out. The processor may begin with an input
/// before it has done with the one before.
fn nanoseconds<I: Copy, O>(inputs: &[I], times: usize, run: impl Fn(I) -> O) -> Result<f64, Failed> {
    let start = seconds_of_this_thread()?;
    for _ in 0..times {
        for input in inputs {
            black_box(run(black_box(*input)));
        }
    }
    Ok((seconds_of_this_thread()? - start) * 1e9 / (inputs.len() * times) as f64)
}

/// Someone who answers inputs, with an answer that can be held against the others'.
pub struct Contender<'c, A> {
    name: &'static str,
    answers: Vec<A>,
    turn: Turn<'c, f64>,
}

impl<A: fmt::Debug> fmt::Debug for Contender<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contender").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'c, A> Contender<'c, A> {
    /// What is timed is `run`; `answer` says what it comes to.
    pub fn new<I: Copy, O>(
        name: &'static str,
        (inputs, times): (&'c [I], usize),
        run: impl Fn(I) -> O + 'c,
        answer: impl Fn(I) -> A,
    ) -> Contender<'c, A> {
        let answers = inputs.iter().map(|input| answer(*input)).collect();
        Contender { name, answers, turn: Box::new(move || nanoseconds(inputs, times, &run)) }
    }
}

/// An empty table for [`compare`].
#[must_use]
pub fn times() -> Table {
    Table::new(&["", "ns, min", "median", "max", "errcat : it, min", "median", "max"])
}

/// Lets contenders take turns. Each becomes a row: its nanoseconds, and the ratio of the first one's to them.
///
/// # Errors
///
/// When they do not all give the same answers.
pub fn compare<A: PartialEq + fmt::Debug>(
    table: &mut Table,
    rounds: usize,
    contenders: Vec<Contender<'_, A>>,
) -> Result<(), Failed> {
    let first = contenders.first().ok_or("there is no contender")?;
    for contender in &contenders {
        let mut answers = first.answers.iter().zip(&contender.answers);
        if let Some((ours, theirs)) = answers.find(|(ours, theirs)| ours != theirs) {
            return Err(format!("{}: {ours:?}, but {}: {theirs:?}", first.name, contender.name).into());
        }
    }
    let (names, mut turns): (Vec<_>, Vec<_>) =
        contenders.into_iter().map(|contender| (contender.name, contender.turn)).unzip();
    let measured = take_turns(rounds, &mut turns)?;
    for (place, (name, values)) in names.into_iter().zip(&measured).enumerate() {
        let ratio = if place == 0 { no_cells() } else { Spread::of_ratios(&measured[0], values).cells() };
        let values = Spread::of(values.iter().copied()).cells();
        table.row([name.to_owned()].into_iter().chain(values).chain(ratio));
    }
    Ok(())
}

/// Three empty cells of a table.
#[must_use]
pub fn no_cells() -> [String; 3] {
    [const { String::new() }; 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_of_two_values_of_one_round() {
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
    fn contenders_that_do_not_agree_are_not_compared() {
        let inputs = ([1, 2, 3].as_slice(), 1);
        let right = Contender::new("right", inputs, |n| n, |n| n + 1);
        let wrong = Contender::new("wrong", inputs, |n| n, |n| n * 2);
        assert_eq!(
            compare(&mut times(), 1, vec![right, wrong]).unwrap_err().to_string(),
            "right: 3, but wrong: 4"
        );
    }

    #[test]
    fn three_digits_count() {
        let shown = [0.01234, 0.9996, 1.0, 9.994, 9.996, 99.94, 99.96, 12345.6].map(short);
        assert_eq!(shown, ["0.012", "1.00", "1.00", "9.99", "10.0", "99.9", "100", "12346"]);
    }
}
