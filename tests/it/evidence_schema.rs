//! `docs/evidence.schema.json` describes the files as they are written: nothing more, nothing less.

use paraphe_app::headless::export_evidence;
use serde_json::Value;

use crate::kiosk::{begun, id_of, sign};
use crate::support::{TestApp, root};

/// What of JSON Schema the file uses; a word this does not know fails.
fn faults(schema: &Value, whole: &Value, value: &Value, place: &str) -> Vec<String> {
    let entries = schema.as_object().expect("a schema is an object");
    let fault = |what: &str| vec![format!("{place}: {what}: {value}")];
    let mut found = Vec::new();
    for (word, rule) in entries {
        found.extend(match word.as_str() {
            "$ref" => {
                let name = rule.as_str().and_then(|text| text.strip_prefix("#/$defs/")).expect("a name");
                faults(&whole["$defs"][name], whole, value, place)
            }
            "anyOf" => {
                let mut choices = rule.as_array().expect("choices").iter();
                let fits = choices.any(|choice| faults(choice, whole, value, place).is_empty());
                if fits { Vec::new() } else { fault("none of the choices") }
            }
            "const" if value != rule => fault("another constant"),
            "enum" if !rule.as_array().expect("values").contains(value) => fault("another word"),
            "type" if !is_of(value, rule.as_str().expect("a type")) => fault("another type"),
            "required" => {
                let names = rule.as_array().expect("names").iter().filter_map(Value::as_str);
                names.filter(|name| value.get(name).is_none()).flat_map(fault).collect()
            }
            "properties" => {
                value.as_object().into_iter().flatten().fold(Vec::new(), |mut all, (name, item)| {
                    match rule.get(name) {
                        Some(known) => all.extend(faults(known, whole, item, &format!("{place}/{name}"))),
                        None => all.extend(fault(name)),
                    }
                    all
                })
            }
            "items" => {
                let items = value.as_array().into_iter().flatten();
                items.flat_map(|item| faults(rule, whole, item, &format!("{place}[]"))).collect()
            }
            "pattern" => {
                assert_eq!(rule, "^[0-9a-f]{64}$", "a pattern this does not know");
                let text = value.as_str().unwrap_or_default();
                let is_digest = text.len() == 64
                    && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                if is_digest { Vec::new() } else { fault("no digest") }
            }
            "$defs"
            | "$id"
            | "$schema"
            | "additionalProperties"
            | "const"
            | "description"
            | "enum"
            | "format"
            | "maxItems"
            | "maxLength"
            | "minItems"
            | "minimum"
            | "title"
            | "type" => Vec::new(),
            other => panic!("{other} at {place}: a word this does not know"),
        });
    }
    found
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "null" => value.is_null(),
        "number" => value.is_number(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        other => panic!("{other} is no type"),
    }
}

#[tokio::test]
async fn what_is_written_is_what_the_schema_describes() {
    let test = TestApp::new();
    let envelope = begun(&test).await;
    sign(&test, &envelope, "r1", "ar").await;
    let out = test.path("out");
    export_evidence(&test.app, id_of(&envelope), out.clone()).await.expect("written");
    let read =
        |path| -> Value { serde_json::from_slice(&std::fs::read(path).expect("readable")).expect("JSON") };
    let schema = read(root().join("docs/evidence.schema.json"));
    let mut file = read(out.join("preuve.json"));
    assert_eq!(faults(&schema, &schema, &file, ""), Vec::<String>::new());
    file["host"]["phone"] = Value::Null;
    file["documents"][0]["sha256_before"] = Value::from("abc");
    file.as_object_mut().expect("an object").remove("clock");
    assert_eq!(faults(&schema, &schema, &file, "").len(), 3, "what is changed is found");
}
