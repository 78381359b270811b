//! Measures what a build costs: the processor time and the peak memory of each compiler that cargo starts.
//!
//! Cargo runs the measuring command as its `RUSTC_WRAPPER`: the command starts rustc, waits for it, and logs its cost,
//! that of the linker included.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use crate::BoxError;
use crate::workspace::output;

/// Set when the command runs as the wrapper of rustc: the path of the log.
const VARIABLE: &str = "ERRCAT_BENCH_COST_LOG";

/// The cost of one or more processes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// User and system time.
    pub cpu_seconds: f64,
    /// The peak memory.
    pub peak_bytes: f64,
}

/// The cost of compiling one crate of a package.
#[derive(Debug)]
pub struct Compiled {
    /// The package's name.
    pub package: String,
    /// The package's version.
    pub version: String,
    /// The cost.
    pub cost: Cost,
}

/// Runs rustc and logs its cost, if cargo started this command as its wrapper.
#[must_use]
pub fn run_as_rustc_wrapper() -> Option<ExitCode> {
    let file = env::var_os(VARIABLE)?;
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next()?;
    let arguments: Vec<OsString> = arguments.collect();
    match run_rustc(Path::new(&file), &rustc, &arguments) {
        Ok(code) => Some(code),
        Err(error) => {
            eprintln!("cannot measure rustc: {error}");
            Some(ExitCode::FAILURE)
        }
    }
}

fn run_rustc(file: &Path, rustc: &OsString, arguments: &[OsString]) -> Result<ExitCode, BoxError> {
    let status = Command::new(rustc).args(arguments).env_remove(VARIABLE).status()?;
    let cost = cost_of_children()?;
    // Cargo also asks the compiler for its version and its features, which compiles no crate.
    if arguments.iter().any(is_emit) {
        let (package, version) = (env::var("CARGO_PKG_NAME")?, env::var("CARGO_PKG_VERSION")?);
        let mut file = fs::OpenOptions::new().create(true).append(true).open(file)?;
        // One write, since two compilers may end at the same time.
        file.write_all(format!("{package} {version} {} {}\n", cost.cpu_seconds, cost.peak_bytes).as_bytes())?;
    }
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}

fn is_emit(argument: &OsString) -> bool {
    argument.to_str().is_some_and(|argument| argument.starts_with("--emit="))
}

/// Returns the cost of all child processes that have ended.
///
/// # Errors
///
/// When the system does not report it.
#[cfg(unix)]
pub fn cost_of_children() -> Result<Cost, BoxError> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let microseconds = (usage.user_time() + usage.system_time()).num_microseconds();
    // Apple's systems count bytes, the others KiB.
    let unit = if cfg!(target_vendor = "apple") { 1.0 } else { 1024.0 };
    Ok(Cost { cpu_seconds: microseconds as f64 / 1e6, peak_bytes: usage.max_rss() as f64 * unit })
}

/// Fails, because only Unix reports the cost of child processes.
///
/// # Errors
///
/// Always.
#[cfg(not(unix))]
pub fn cost_of_children() -> Result<Cost, BoxError> {
    Err("the cost of a child process is known only on Unix".into())
}

/// Returns the processor time of this thread, which excludes everything else that the machine does meanwhile.
///
/// # Errors
///
/// When the system does not report it.
#[cfg(unix)]
pub fn thread_cpu_seconds() -> Result<f64, BoxError> {
    let time =
        std::time::Duration::from(nix::time::clock_gettime(nix::time::ClockId::CLOCK_THREAD_CPUTIME_ID)?);
    Ok(time.as_secs_f64())
}

/// Fails, because only Unix reports the processor time of a thread.
///
/// # Errors
///
/// Always.
#[cfg(not(unix))]
pub fn thread_cpu_seconds() -> Result<f64, BoxError> {
    Err("the processor time of a thread is known only on Unix".into())
}

/// The log that the compilers of one build write their costs to.
#[derive(Debug)]
pub struct CostLog(PathBuf);

impl CostLog {
    /// Creates a log in a file.
    #[must_use]
    pub fn new(file: PathBuf) -> CostLog {
        CostLog(file)
    }

    /// Runs cargo, and returns the cost of each crate, in the order in which they were finished.
    ///
    /// # Errors
    ///
    /// When the build fails.
    pub fn run(&self, mut cargo: Command) -> Result<Vec<Compiled>, BoxError> {
        fs::write(&self.0, "")?;
        cargo.env("RUSTC_WRAPPER", env::current_exe()?).env(VARIABLE, &self.0);
        output(cargo)?;
        let written = fs::read_to_string(&self.0)?;
        written
            .lines()
            .map(|line| {
                compiled(line).ok_or_else(|| format!("invalid line in the cost log: {line:?}").into())
            })
            .collect()
    }
}

fn compiled(line: &str) -> Option<Compiled> {
    let words: Vec<&str> = line.split(' ').collect();
    let [package, version, cpu_seconds, peak_bytes] = words[..] else { return None };
    let cost = Cost { cpu_seconds: cpu_seconds.parse().ok()?, peak_bytes: peak_bytes.parse().ok()? };
    Some(Compiled { package: package.to_owned(), version: version.to_owned(), cost })
}
