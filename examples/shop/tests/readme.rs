//! The programs and their output are those that the README shows: a reader who copies them sees the same.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking, in its helpers too

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::{fs, thread, time};

use tempfile::TempDir;

const README: &str = include_str!("../../../README.md");
const CATALOG: &str = include_str!("../codes.toml");
const SERVICE: &str = include_str!("../src/service.rs");
const CLIENT: &str = include_str!("../src/client.rs");
const WORKSPACE: &str = include_str!("../../../Cargo.toml");

/// The README's section about an API of one's own.
fn section() -> &'static str {
    README.split("## An API of your own").nth(1).unwrap().split("\n## ").next().unwrap()
}

/// Returns the code blocks of the section in a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    section().split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn the_readme_has_the_catalog_and_the_programs() {
    assert_eq!(blocks("toml")[1], CATALOG);
    assert_eq!(blocks("rust,no_run,ignore")[0], SERVICE);
    assert_eq!(blocks("rust,no_run,ignore")[1], CLIENT);
}

/// The versions are those that this workspace builds with.
#[test]
fn the_manifest_of_the_readme_has_the_versions_of_the_workspace() {
    let mut checked = 0;
    for line in blocks("toml")[0].lines().filter(|line| !line.starts_with("errcat")) {
        let Some((name, rest)) = line.split_once(" = ") else { continue };
        let version = rest.split('"').nth(1).unwrap();
        let name = format!("{} = ", name.trim());
        let own = WORKSPACE.lines().find_map(|line| line.strip_prefix(&name)).unwrap();
        assert!(own.split('"').nth(1).unwrap().starts_with(version), "{line}: {own}");
        checked += 1;
    }
    assert_eq!(checked, 3, "axum, tokio and reqwest");
}

/// A program that is stopped when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the service in a folder, and returns its address.
fn start(folder: &Path) -> (Running, String) {
    let mut service = Command::new(env!("CARGO_BIN_EXE_shop-service"))
        .arg("127.0.0.1:0")
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(service.stdout.take().unwrap()).read_line(&mut address).unwrap();
    (Running(service), address.trim().to_owned())
}

/// Stops the service, and returns its log.
fn log(mut service: Running) -> String {
    // The last line is written before the response is sent; the pipe has it.
    thread::sleep(time::Duration::from_millis(50));
    service.0.kill().unwrap();
    let mut log = String::new();
    service.0.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    log
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Sends the request of a line with curl, and returns what curl prints.
async fn curl(line: &str, address: &str) -> String {
    let path = line.rsplit("localhost:8080").next().unwrap();
    let mut request = client().post(format!("{address}{path}"));
    for header in line.split("-H '").skip(1) {
        let (name, value) = header.split('\'').next().unwrap().split_once(": ").unwrap();
        request = request.header(name, value);
    }
    request.send().await.unwrap().text().await.unwrap()
}

#[test]
fn curl_and_the_log_print_what_the_readme_shows() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("stock.txt"), "3\n").unwrap();
    let (service, address) = start(folder.path());
    let shown = blocks("console")[0];
    let mut printed = String::new();
    for line in shown.lines().filter(|line| line.starts_with("$ ")) {
        if line.starts_with("$ rm") {
            fs::remove_file(folder.path().join("stock.txt")).unwrap();
            printed.push_str(&format!("{line}\n"));
            continue;
        }
        let body = runtime.block_on(curl(line, &address));
        printed.push_str(&format!("{line}\n{}\n", body.trim_end()));
    }
    assert_eq!(printed, shown);
    assert_eq!(log(service), blocks("text")[0]);
}

#[test]
fn the_client_prints_what_the_readme_shows() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("stock.txt"), "3\n").unwrap();
    let (_service, address) = start(folder.path());
    let output = Command::new(env!("CARGO_BIN_EXE_shop-client"))
        .arg(&address)
        .env("NO_PROXY", "*")
        .env("no_proxy", "*")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), blocks("text")[1]);
}
