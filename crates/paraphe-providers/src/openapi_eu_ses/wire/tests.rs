//! The answers of the vendor's own pages and OpenAPI files.

use serde_json::json;

use super::*;

/// `POST /EU-SES` on the product page; the page's `...` left out.
#[test]
fn the_answer_of_the_product_page_is_wrapped() {
    let answer = json!({
        "data": {
            "id": "6927055e66abe148eb0efc6b",
            "errorNumber": null,
            "errorMessage": null,
            "updatedAt": "2025-11-26 13:49:18.879+00:00",
            "createdAt": "2025-11-26 13:49:18.879+00:00",
            "certificateType": "EU-SES",
            "state": "WAIT_VALIDATION",
            "signatureType": "pades"
        },
        "message": "Created",
        "success": true,
        "error": null
    });
    let signature = Signature::read(&unwrapped(answer)).unwrap();
    assert_eq!(signature.id, "6927055e66abe148eb0efc6b");
    assert_eq!(signature.remote_state(), Some(RemoteState::Sent));
    assert_eq!(signature.created_at, Some(Timestamp::from_millis(1_764_164_958_879)));
    assert_eq!(signature.error_message, None);
}

/// The response `EU-SES200` of the OpenAPI file (1.0.17), put together from the examples of its properties: bare, with a
/// signer and options.
#[test]
fn the_answer_of_the_openapi_file_is_bare() {
    let answer = json!({
        "id": "693957bddcc141c34e03fcd9",
        "errorNumber": null,
        "errorMessage": null,
        "updatedAt": "2025-12-10 11:21:33.653+00:00",
        "createdAt": "2025-12-10 11:21:33.653+00:00",
        "certificateType": "EU-SES",
        "state": "WAIT_VALIDATION",
        "signatureType": "pades",
        "signers": [{
            "authentication": ["email"],
            "name": "Mario",
            "surname": "Rossi",
            "state": "NEW",
            "mobileEditable": false,
            "email": "example@email.com",
            "emailEditable": false,
            "id": "ec37f0c7-4f6e-4185-b2a8-5860277b762c",
            "url": "https://dev.esign.openapi.com/...",
            "language": "browser",
            "message": "Hi, this is your OTP: ",
            "signatures": [{ "page": 1, "x": 331, "y": 45 }]
        }],
        "options": {
            "asyncDocumentsValidation": true,
            "asyncSignature": false,
            "signatureMode": ["typed"],
            "ui": { "cancelUrl": "google.com", "completeUrl": "google.com", "hideSidebar": false },
            "timezone": "UTC"
        },
        "document": {}
    });
    let signature = Signature::read(&unwrapped(answer)).unwrap();
    let expect = Signer {
        name: "Mario".to_owned(),
        surname: "Rossi".to_owned(),
        email: Some("example@email.com".to_owned()),
        state: "NEW".to_owned(),
        url: Some("https://dev.esign.openapi.com/...".to_owned()),
    };
    assert_eq!(signature.signers, [expect]);
    assert_eq!(signature.iframe_ancestors, None);
}

/// `SignatureObjectWaitSign` and `SignatureObjectError` of the OpenAPI file: an error number that is the text `null,`.
#[test]
fn error_numbers_of_any_kind_do_no_harm() {
    let waiting = json!({ "id": "1", "state": "WAIT_SIGN", "errorNumber": "null,", "errorMessage": null });
    assert_eq!(Signature::read(&waiting).unwrap().remote_state(), Some(RemoteState::Sent));
    let failed = json!({
        "id": "1", "state": "ERROR", "errorNumber": 110, "errorMessage": "Wrong Certificate Credentials"
    });
    let failed = Signature::read(&failed).unwrap();
    assert_eq!(failed.remote_state(), Some(RemoteState::Failed));
    assert_eq!(failed.error_message.as_deref(), Some("Wrong Certificate Credentials"));
}

/// `SignatureList` of the OpenAPI file, shortened to two of its three.
#[test]
fn the_documented_list_is_read() {
    let list = json!({
        "data": [
            {
                "id": "67af252164f60538280f70f9", "errorNumber": null, "errorMessage": null,
                "updatedAt": "2025-02-14 11:12:53.699+00:00", "createdAt": "2025-02-14 11:12:34.218+00:00",
                "certificateType": "EU-QES_automatic", "state": "DONE", "signatureType": "pades",
                "documentTitle": "MyDocument Title"
            },
            {
                "id": "67af24c5af9b55291406e946", "errorNumber": null, "errorMessage": null,
                "updatedAt": "2025-02-14 11:11:01.892+00:00", "createdAt": "2025-02-14 11:11:01.892+00:00",
                "certificateType": "EU-QES_automatic", "state": "WAIT_VALIDATION",
                "documentTitle": "MyDocument Title"
            }
        ],
        "success": true, "message": "", "error": null
    });
    let all = Signature::read_all(&unwrapped(list)).unwrap();
    let states: Vec<_> = all.iter().map(Signature::remote_state).collect();
    assert_eq!(states, [Some(RemoteState::Completed), Some(RemoteState::Sent)]);
    assert_eq!(all[0].certificate_type.as_deref(), Some("EU-QES_automatic"));
}

#[test]
fn each_known_word_has_one_meaning_and_others_none() {
    let state = |word: &str, signer: &str| {
        let signers = json!([{ "name": "A", "surname": "B", "state": signer }, { "state": "NEW" }]);
        Signature::read(&json!({ "id": "1", "state": word, "signers": signers })).unwrap().remote_state()
    };
    for word in ["WAIT_SIGN", "WAIT_SIGNER", "WAIT_SIGNERS"] {
        assert_eq!(state(word, "NEW"), Some(RemoteState::Sent), "{word}");
        assert_eq!(state(word, "DONE"), Some(RemoteState::InProgress), "{word}");
    }
    for word in ["", "done", "WAIT", "TELEPORTED"] {
        assert_eq!(state(word, "DONE"), None, "{word}");
    }
}

#[test]
fn moments_come_in_three_shapes() {
    let expect = Some(Timestamp::from_millis(1_763_546_400_000));
    for value in [json!("2025-11-19T10:00:00Z"), json!("2025-11-19 10:00:00.000+00:00"), json!(1_763_546_400)]
    {
        assert_eq!(moment(&value), expect, "{value}");
    }
    assert_eq!(moment(&json!("yesterday")), None);
}

/// `UserScope` of the token server's OpenAPI file (2.1.0).
#[test]
fn the_documented_scope_is_read() {
    let listed = json!([{
        "id": "656d1e2f8b3c2a001f7e4a14", "scope": "GET:api.openapi.com/resource", "method": "GET",
        "endpoint": "resource", "domain": "api.openapi.com", "enabled": true
    }]);
    assert_eq!(scopes(&listed), [Scope { text: "GET:api.openapi.com/resource".to_owned(), enabled: true }]);
}

#[test]
fn an_id_stays_one_segment() {
    assert_eq!(segment("6927055e66abe148eb0efc6b"), "6927055e66abe148eb0efc6b");
    assert_eq!(segment("a/b?c d"), "a%2Fb%3Fc%20d");
}
