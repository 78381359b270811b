//! What a build costs: the processor time and the most memory of each compiler that cargo starts.
//!
//! Cargo runs the command that measures in place of rustc (`RUSTC_WRAPPER`); that starts rustc, waits for it, and writes
//! down what it took, its linker included.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use crate::Failed;
use crate::outside::output;

/// Tells the command that it runs in place of rustc, and where it writes down what that took.
const VARIABLE: &str = "ERRCAT_BENCH_ACCOUNT";

/// What something cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// User and system time.
    pub cpu_seconds: f64,
    /// The most memory at one time.
    pub peak_bytes: f64,
}

/// What the compiler took for one crate of a package.
#[derive(Debug)]
pub struct Compiled {
    /// The package's name.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// What it took.
    pub cost: Cost,
}

/// Runs rustc and writes down what it took, if cargo started this command for that.
#[must_use]
pub fn in_place_of_rustc() -> Option<ExitCode> {
    let file = env::var_os(VARIABLE)?;
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    match run_rustc(Path::new(&file), &rustc, &arguments) {
        Ok(code) => Some(code),
        Err(error) => {
            eprintln!("rustc cannot be accounted: {error}");
            Some(ExitCode::FAILURE)
        }
    }
}

fn run_rustc(file: &Path, rustc: &OsString, arguments: &[OsString]) -> Result<ExitCode, Failed> {
    let status = Command::new(rustc).args(arguments).env_remove(VARIABLE).status()?;
    let cost = of_children()?;
    // Cargo also asks the compiler for its version and for what it can do; that is no crate.
    if arguments.iter().any(is_emit) {
        let (package, version) = (env::var("CARGO_PKG_NAME")?, env::var("CARGO_PKG_VERSION")?);
        let mut file = fs::OpenOptions::new().create(true).append(true).open(file)?;
        // In one write: two compilers may end at the same time.
        file.write_all(format!("{package} {version} {} {}\n", cost.cpu_seconds, cost.peak_bytes).as_bytes())?;
    }
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn is_emit(argument: &OsString) -> bool {
    argument.to_str().is_some_and(|argument| argument.starts_with("--emit="))
}

/// What this command's children took that have ended.
///
/// # Errors
///
/// When the system does not tell.
#[cfg(unix)]
pub fn of_children() -> Result<Cost, Failed> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds = (usage.user_time() + usage.system_time()).num_microseconds();
    // Apple's systems count bytes, the others KiB.
    let unit = if cfg!(target_vendor = "apple") { 1.0 } else { 1024.0 };
    Ok(Cost { cpu_seconds: microseconds as f64 / 1e6, peak_bytes: usage.max_rss() as f64 * unit })
}

/// What this command's children took: only Unix tells.
///
/// # Errors
///
/// Always.
#[cfg(not(unix))]
pub fn of_children() -> Result<Cost, Failed> {
    Err("what a child took is known on Unix alone".into())
}

/// The processor time of this thread: what else the machine does meanwhile is not in it.
///
/// # Errors
///
/// When the system does not tell.
#[cfg(unix)]
pub fn seconds_of_this_thread() -> Result<f64, Failed> {
    let time =
        std::time::Duration::from(nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID)?);
    Ok(time.as_secs_f64())
}

/// The processor time of this thread: only Unix tells.
///
/// # Errors
///
/// Always.
#[cfg(not(unix))]
pub fn seconds_of_this_thread() -> Result<f64, Failed> {
    Err("what a thread took is known on Unix alone".into())
}

/// The account that one build writes.
#[derive(Debug)]
pub struct Account(PathBuf);

impl Account {
    /// An account in a file.
    #[must_use]
    pub fn new(file: PathBuf) -> Account {
        Account(file)
    }

    /// Runs cargo with this account, and gives what each crate took, in the order in which they were ready.
    ///
    /// # Errors
    ///
    /// When the build fails.
    pub fn of(&self, mut cargo: Command) -> Result<Vec<Compiled>, Failed> {
        fs::write(&self.0, "")?;
        cargo.env("RUSTC_WRAPPER", env::current_exe()?).env(VARIABLE, &self.0);
        output(cargo)?;
        let written = fs::read_to_string(&self.0)?;
        written
            .lines()
            .map(|line| compiled(line).ok_or_else(|| format!("{line:?} is no account").into()))
            .collect()
    }
}

fn compiled(line: &str) -> Option<Compiled> {
    let words: Vec<&str> = line.split(' ').collect();
    let [package, version, cpu_seconds, peak_bytes] = words[..] else { return None };
    let cost = Cost { cpu_seconds: cpu_seconds.parse().ok()?, peak_bytes: peak_bytes.parse().ok()? };
    Some(Compiled { package: package.to_owned(), version: version.to_owned(), cost })
}
