//! Form fields with PHP's bracket names (`signers[0][email]`) as the JSON they stand for.

use serde_json::{Map, Value};

/// The fields as one object: `signers[0][email]=a` becomes `{"signers": {"0": {"email": "a"}}}` first and a list where
/// the keys count from 0, as PHP reads them. A name used twice counts once, with its last value.
pub(super) fn nested<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let mut root = Value::Object(Map::new());
    for (name, value) in fields {
        insert(&mut root, &path(name), value);
    }
    listed(root)
}

/// `a[b][c]` as `a`, `b`, `c`. A name that is not closed properly is one key, brackets and all.
fn path(name: &str) -> Vec<&str> {
    let whole = vec![name];
    let Some((first, mut rest)) = name.split_once('[').map(|(first, _)| (first, &name[first.len()..])) else {
        return whole;
    };
    let mut keys = vec![first];
    while !rest.is_empty() {
        let Some((key, tail)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) else {
            return whole;
        };
        keys.push(key);
        rest = tail;
    }
    keys
}

fn insert(node: &mut Value, path: &[&str], value: &str) {
    let Some((key, rest)) = path.split_first() else {
        *node = Value::String(value.to_owned());
        return;
    };
    if !node.is_object() {
        *node = Value::Object(Map::new());
    }
    if let Value::Object(entries) = node {
        // `files[]` takes the next number.
        let key = if key.is_empty() { entries.len().to_string() } else { (*key).to_owned() };
        insert(entries.entry(key).or_insert(Value::Null), rest, value);
    }
}

/// Objects whose keys are 0, 1, 2 … become lists.
fn listed(value: Value) -> Value {
    let Value::Object(entries) = value else { return value };
    let count = entries.len();
    let mut items = vec![Value::Null; count];
    let mut named = Map::new();
    for (key, value) in entries {
        let value = listed(value);
        match key.parse::<usize>().ok().filter(|&index| index < count && index.to_string() == key) {
            Some(index) if named.is_empty() => items[index] = value,
            Some(_) | None => {
                named.insert(key, value);
            }
        }
    }
    if named.is_empty() && count > 0 {
        return Value::Array(items);
    }
    let numbered = items.into_iter().enumerate().filter(|(_, item)| !item.is_null());
    named.extend(numbered.map(|(index, item)| (index.to_string(), item)));
    Value::Object(named)
}

#[cfg(test)]
mod tests {
    use super::nested;
    use serde_json::json;

    #[test]
    fn bracket_names_become_lists_and_objects() {
        let fields = [
            ("signers[1][email]", "b@ex.fr"),
            ("signers[0][email]", "a@ex.fr"),
            ("signers[0][language]", "fr"),
            ("expires_at", "2030-01-01T00:00:00"),
        ];
        let expected = json!({
            "signers": [{"email": "a@ex.fr", "language": "fr"}, {"email": "b@ex.fr"}],
            "expires_at": "2030-01-01T00:00:00",
        });
        assert_eq!(nested(fields), expected);
    }

    #[test]
    fn what_does_not_count_from_zero_stays_an_object() {
        assert_eq!(nested([("signers[2][email]", "c")]), json!({"signers": {"2": {"email": "c"}}}));
        assert_eq!(nested([("a[b", "c")]), json!({"a[b": "c"}));
        assert_eq!(nested([("files[]", "x"), ("files[]", "y")]), json!({"files": ["x", "y"]}));
    }
}
