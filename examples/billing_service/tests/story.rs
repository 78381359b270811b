//! The story of the example: every run is equal, and reads as `story.txt` does.

#![allow(clippy::unwrap_used)] // a test fails by panicking, in its helpers too

use std::path::Path;
use std::sync::{Arc, Mutex};

use billing_service::story::play;

/// Returns the story, with the lines of the log where they are written.
fn played() -> String {
    let played = Arc::new(Mutex::new(String::new()));
    let (story, log) = (Arc::clone(&played), Arc::clone(&played));
    let print = move |line: &str| story.lock().unwrap().push_str(&format!("{line}\n"));
    let write_log = move |line: &str| log.lock().unwrap().push_str(&format!("  log: {line}\n"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(play(print, write_log)).unwrap();
    played.lock().unwrap().clone()
}

#[test]
fn the_story_reads_as_the_expected_file() {
    let story = played();
    assert_eq!(story, played(), "every run is equal");
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/story.txt");
    errcat_tests::bless(&expected, &story);
}
