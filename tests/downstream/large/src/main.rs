//! Finds each of 2,500 entries by code and by name. The test that builds this writes the catalog.

#![deny(warnings)]

use std::collections::HashSet;

errcat::codes!("../codes.toml");

const ENTRIES: i32 = 2_500;

/// Returns the code of an entry. The codes are not in the order of the entries; of the two neighbours of a code, exactly one
/// is a code.
const fn code(entry: i32) -> i32 {
    (entry * 1_777 % ENTRIES) * 3 / 2 - 2_000
}

fn main() {
    let codes: HashSet<i32> = (0..ENTRIES).map(code).collect();
    assert_eq!(codes.len(), 2_500);
    assert_eq!((NumberError::ALL.len(), WordError::ALL.len()), (2_500, 2_500));
    assert_eq!((NumberError::ALL.into_iter().count(), WordError::ALL.into_iter().count()), (2_500, 2_500));

    let mut unknown = 0;
    for (entry, (number, word)) in (0..).zip(NumberError::ALL.into_iter().zip(WordError::ALL)) {
        let (code, name) = (code(entry), format!("E{entry}"));
        assert_eq!((number.name(), number.code(), number as i32), (name.as_str(), code, code));
        assert_eq!(
            (NumberError::from_code(code), NumberError::from_name(&name)),
            (Some(number), Some(number))
        );
        assert_eq!((word.name(), word.code()), (name.as_str(), format!("w{code}").as_str()));
        assert_eq!(
            (WordError::from_code(word.code()), WordError::from_name(&name)),
            (Some(word), Some(word))
        );
        for near in [code - 1, code + 1].into_iter().filter(|near| !codes.contains(near)) {
            assert_eq!(NumberError::from_code(near), None);
            assert_eq!(WordError::from_code(&format!("w{near}")), None);
            unknown += 1;
        }
    }
    println!("{unknown} neighbours are not codes");
    assert_eq!((NumberError::from_name("E2500"), NumberError::ALL.get(2_500)), (None, None));
    assert_eq!((NumberError::from_code(i32::MIN), NumberError::from_code(i32::MAX)), (None, None));
    assert_eq!((WordError::from_code(""), WordError::from_code("x")), (None, None));
    // The first and the last entry, and both sides of each multiple of a thousand.
    for (variant, entry) in [
        (NumberError::E0, 0),
        (NumberError::E999, 999),
        (NumberError::E1000, 1_000),
        (NumberError::E1999, 1_999),
        (NumberError::E2000, 2_000),
        (NumberError::E2499, 2_499),
    ] {
        assert_eq!((variant.code(), NumberError::from_code(code(entry))), (code(entry), Some(variant)));
    }
}
