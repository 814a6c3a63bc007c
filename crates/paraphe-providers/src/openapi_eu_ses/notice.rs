//! What the service posts to the callback address: `{data: <signature>, custom: {…}}` as JSON, or the same two as fields
//! of a form whose values are JSON. Nothing in it is signed.

use serde_json::Value;

use super::wire;
use crate::error::{Error, ErrorKind, Result};
use crate::provider::{Notice, NoticeSubject, RemoteId};

/// Which dispatch a notice is about: by the key we gave along, which the application knows even where the answer with the
/// id was lost; else by the id.
///
/// # Errors
/// [`ErrorKind::Malformed`].
pub(super) fn subject(notice: &Notice) -> Result<NoticeSubject> {
    let none = || Error::new(ErrorKind::Malformed, "this is no notice of Openapi");
    let (data, custom) = parts(&notice.body).ok_or_else(none)?;
    let key = wire::text(&custom, "paraphe").and_then(|key| key.parse().ok());
    let id = || wire::text(&data, "id").map(|id| NoticeSubject::Remote(RemoteId(id)));
    key.map(NoticeSubject::Key).or_else(id).ok_or_else(none)
}

fn parts(body: &[u8]) -> Option<(Value, Value)> {
    if let Ok(mut whole) = serde_json::from_slice::<Value>(body) {
        let mut part = |name: &str| whole.get_mut(name).map(Value::take).unwrap_or_default();
        let parts = (part("data"), part("custom"));
        return (parts.0.is_object() || parts.1.is_object()).then_some(parts);
    }
    let fields: Vec<_> = url::form_urlencoded::parse(body).collect();
    let field = |wanted: &str| {
        let (_, text) = fields.iter().find(|(name, _)| name == wanted)?;
        serde_json::from_str::<Value>(text).ok()
    };
    Some((field("data")?, field("custom").unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject_of(body: &str) -> Result<NoticeSubject> {
        subject(&Notice { headers: Vec::new(), body: body.as_bytes().to_vec() })
    }

    #[test]
    fn both_ways_of_posting_name_the_signature() {
        let remote = NoticeSubject::Remote(RemoteId("6927055e66abe148eb0efc6b".to_owned()));
        let json = r#"{"data":{"id":"6927055e66abe148eb0efc6b","state":"DONE"},"custom":{"paraphe":"x"}}"#;
        assert_eq!(subject_of(json).unwrap(), remote);
        let form = "data=%7B%22id%22%3A%226927055e66abe148eb0efc6b%22%7D&custom=%7B%7D";
        assert_eq!(subject_of(form).unwrap(), remote);
    }

    #[test]
    fn our_own_key_says_it_better() {
        let key = "env_07070707070707070707070707070707.2";
        for data in ["null", r#"{"id":"6927055e66abe148eb0efc6b"}"#] {
            let body = format!(r#"{{"data":{data},"custom":{{"paraphe":"{key}"}}}}"#);
            assert_eq!(subject_of(&body).unwrap(), NoticeSubject::Key(key.parse().unwrap()));
        }
    }

    #[test]
    fn anything_else_is_none() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "data=x",
            r#"{"data":{"state":"DONE"}}"#,
            r#"{"custom":{"paraphe":"x"}}"#,
        ] {
            assert_eq!(subject_of(body).unwrap_err().kind(), ErrorKind::Malformed, "{body}");
        }
    }
}
