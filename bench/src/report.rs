//! Where tables go: to the standard output, and on demand into their place in BENCHMARKS.md.

use std::fmt::Write as _;
use std::process::Command;
use std::{env, fs};

use crate::Failed;
use crate::outside::{output, root};

/// Prints a section, with the machine that it was measured on, and puts it into BENCHMARKS.md if that is wished.
///
/// # Errors
///
/// When BENCHMARKS.md has no place for it.
pub fn publish(section: &str, text: &str, write: bool) -> Result<(), Failed> {
    let text = format!("{}\n{}\n", machine()?, text.trim_end());
    print!("{text}");
    if write {
        let path = root().join("BENCHMARKS.md");
        fs::write(&path, replaced(&fs::read_to_string(&path)?, section, &text)?)?;
    }
    Ok(())
}

/// A text in which what stands between the marks of a section is another.
fn replaced(text: &str, section: &str, by: &str) -> Result<String, Failed> {
    let (begin, end) = (format!("<!-- {section} -->\n"), format!("<!-- end of {section} -->"));
    let parts = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("BENCHMARKS.md has no `{}`", begin.trim_end()))?;
    Ok(format!("{before}{begin}\n{by}\n{end}{after}"))
}

/// What was measured on, in one line.
///
/// # Errors
///
/// When the compiler does not tell its version.
pub fn machine() -> Result<String, Failed> {
    let mut compiler = Command::new("rustc");
    compiler.arg("--version").current_dir(root());
    let mut line = String::from("Measured");
    if let Some(processor) = value("/proc/cpuinfo", "model name") {
        write!(line, " on {processor}")?;
    }
    let cores = std::thread::available_parallelism()?;
    write!(line, " with {cores} cores")?;
    let memory =
        value("/proc/meminfo", "MemTotal").and_then(|size| size.trim_end_matches(" kB").parse::<f64>().ok());
    if let Some(kib) = memory {
        write!(line, " and {:.0} GiB of memory", kib / 1024.0 / 1024.0)?;
    }
    let mut date = Command::new("date");
    date.arg("+%Y-%m-%d");
    if let Ok(date) = output(date) {
        write!(line, ", {}", date.trim_end())?;
    }
    writeln!(line, ", {} {}, {}.", env::consts::OS, env::consts::ARCH, output(compiler)?.trim_end())?;
    Ok(line)
}

/// A number with a comma after its thousands.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// What a file of Linux says of a key.
fn value(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_stands_after_thousands_alone() {
        assert_eq!([63, 630, 1_000, 10_000_000].map(thousands), ["63", "630", "1,000", "10,000,000"]);
    }

    #[test]
    fn a_section_is_replaced_and_nothing_else() {
        let text = "a\n<!-- x -->\n\nold\n\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        let expected = "a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        assert_eq!(replaced(text, "x", "new\n").unwrap(), expected);
        assert_eq!(replaced(text, "z", "").unwrap_err().to_string(), "BENCHMARKS.md has no `<!-- z -->`");
    }
}
