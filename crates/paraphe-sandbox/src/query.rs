//! Values in addresses and forms.

/// Percent-encoding that reads back the same from a query and from a form.
pub(crate) fn encoded(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn everything_but_plain_letters_is_encoded() {
        assert_eq!(encoded("a+é@ex.fr &=%"), "a%2B%C3%A9%40ex.fr%20%26%3D%25");
    }
}
