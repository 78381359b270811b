//! The bodies of the fuzz targets, a module each with a function `run` that takes the bytes of an input. The test
//! `fuzz_corpora` runs them over the corpora.

pub mod catalog;
pub mod decode;
pub mod json;
pub mod outputs;
pub mod random_catalogs;
pub mod reference;
pub mod round_trip;
pub mod tables;
pub mod template;
