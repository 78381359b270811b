//! Publishes tables: on standard output, and with `--write` in their section of BENCHMARKS.md.

use std::fmt::Write as _;
use std::process::Command;
use std::{env, fs};

use crate::BoxError;
use crate::workspace::{output, root};

/// Prints a section, together with the machine that it was measured on, and with `write` also puts it into
/// BENCHMARKS.md.
///
/// # Errors
///
/// When BENCHMARKS.md does not have this section.
pub fn publish(section: &str, text: &str, write: bool) -> Result<(), BoxError> {
    let text = format!("{}\n{}\n", machine()?, text.trim_end());
    print!("{text}");
    if write {
        let path = root().join("BENCHMARKS.md");
        fs::write(&path, with_section(&fs::read_to_string(&path)?, section, &text)?)?;
    }
    Ok(())
}

/// Returns a text with the content between the markers of a section replaced.
fn with_section(text: &str, section: &str, content: &str) -> Result<String, BoxError> {
    let (begin, end) = (format!("<!-- {section} -->\n"), format!("<!-- end of {section} -->"));
    let parts = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("BENCHMARKS.md has no `{}`", begin.trim_end()))?;
    Ok(format!("{before}{begin}\n{content}\n{end}{after}"))
}

/// Describes the machine in one line.
///
/// # Errors
///
/// When the compiler's version cannot be read.
pub fn machine() -> Result<String, BoxError> {
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

/// Formats a number with commas between groups of three digits.
#[must_use]
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Returns the value of a key in one of Linux's `/proc` files.
fn value(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_thousands() {
        assert_eq!([63, 630, 1_000, 10_000_000].map(thousands), ["63", "630", "1,000", "10,000,000"]);
    }

    #[test]
    fn only_the_named_section_is_replaced() {
        let text = "a\n<!-- x -->\n\nold\n\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        let expected = "a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        assert_eq!(with_section(text, "x", "new\n").unwrap(), expected);
        assert_eq!(with_section(text, "z", "").unwrap_err().to_string(), "BENCHMARKS.md has no `<!-- z -->`");
    }
}
