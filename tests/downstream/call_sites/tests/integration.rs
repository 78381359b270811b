//! A call in an integration test.

errcat::codes!("../codes.toml");

#[test]
fn the_enum_is_the_tests_own() {
    assert_eq!(OrderError::OutOfStock.code(), 17);
}
