//! A call in an integration test.

errcat::codes!("../codes.toml");

#[test]
fn codes_may_be_called_in_an_integration_test() {
    assert_eq!(OrderError::OutOfStock.code(), 17);
}
