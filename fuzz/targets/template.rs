//! Runs `errcat_fuzz::template`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| errcat_fuzz::template::run(data));
