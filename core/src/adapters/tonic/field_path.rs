//! The way from a JSON Pointer to the path of a field in a `BadRequest`, and back.

use alloc::string::String;

/// Returns a pointer as the path of a field, as `google/rpc/error_details.proto` has it: `/lines/0/qty` is `lines[0].qty`. One
/// that has no such path stays as it is.
pub(super) fn field_path(pointer: &str) -> String {
    let is_plain = |token: &str| !token.is_empty() && !token.contains(['.', '[', ']', '~']);
    let mut tokens = pointer.split('/').skip(1);
    if !pointer.starts_with('/')
        || !tokens.clone().all(is_plain)
        || tokens.clone().next().is_some_and(is_index)
    {
        return String::from(pointer);
    }
    let mut path = String::from(tokens.next().unwrap_or_default());
    for token in tokens {
        if is_index(token) {
            path.extend(["[", token, "]"]);
        } else {
            path.extend([".", token]);
        }
    }
    path
}

/// Returns the pointer of a path.
pub(super) fn pointer(path: &str) -> String {
    if path.starts_with('/') || path.is_empty() {
        return String::from(path);
    }
    let mut pointer = String::from("/");
    for character in path.chars() {
        match character {
            '.' | '[' => pointer.push('/'),
            ']' => {}
            other => pointer.push(other),
        }
    }
    pointer
}

fn is_index(token: &str) -> bool {
    token == "0"
        || !token.starts_with('0') && !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_back_to_its_pointer() {
        for (json_pointer, path) in [
            ("/qty", "qty"),
            ("/lines/0/qty", "lines[0].qty"),
            ("/a/b/10/20", "a.b[10][20]"),
            ("/a/01", "a.01"),
            // The path of these would be that of another pointer.
            ("/0/a", "/0/a"),
            ("/a.b/c", "/a.b/c"),
            ("/a[0]", "/a[0]"),
            ("/a~1b", "/a~1b"),
            ("/", "/"),
            ("", ""),
        ] {
            assert_eq!(field_path(json_pointer), path);
            assert_eq!(pointer(path), json_pointer);
        }
    }
}
