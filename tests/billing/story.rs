//! The story of the example: it is the same each time, and reads as `story.txt` has it.
#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::path::Path;
use std::sync::{Arc, Mutex};

use errcat_tests_billing::story::tell;

/// The story, with the lines of the log where they come up.
fn told() -> String {
    let told = Arc::new(Mutex::new(String::new()));
    let (story, log) = (Arc::clone(&told), Arc::clone(&told));
    let print = move |line: &str| story.lock().unwrap().push_str(&format!("{line}\n"));
    let write_log = move |line: &str| log.lock().unwrap().push_str(&format!("  log: {line}\n"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(tell(print, write_log)).unwrap();
    told.lock().unwrap().clone()
}

#[test]
fn the_story_reads_as_it_should() {
    let story = told();
    assert_eq!(story, told(), "it is the same each time");
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("story.txt");
    errcat_tests::bless(&expected, &story);
}
