//! The objects of the vendor's page (<https://dev.ng-sign.com/>), with quotes around keys and the commas its
//! samples lack.

use serde_json::json;

use super::*;
use crate::sample::recipient;

/// "L'objet NGTransaction": keys of `creator` quoted, two commas added.
const TRANSACTION: &str = r#"{
    "uuid": "transactionUuid",
    "creationDate": 1495037982347,
    "status": "CREATED",
    "signingTime": null,
    "creator": {
        "email": "ngsign@yopmail.com",
        "firstName": "first name",
        "lastName": "last name",
        "phoneNumber": "00000000",
        "uuid": "abc5s",
        "status": "CREATED",
        "tokensNumber": 5,
        "roles": ["user"]
    },
    "nextSigner": null,
    "signers": [],
    "observers": [],
    "pdfs": [
        {"size": 6292, "name": "PdfForTest", "extension": "pdf", "identifier": "testId"}
    ]
}"#;

/// "L'objet NGSigner": keys quoted.
const SIGNER: &str = r#"{
    "signer": {
        "email": "signer@test.com", "firstName": "Signer", "lastName": "Signer", "phoneNumber": null,
        "uuid": "uuid", "tokensNumber": 0
    },
    "status": "SIGNED", "sigType": "CERTIFIED_TIMESTAMP", "mode": "FACE_TO_FACE", "signingTime": "1234", "otp": "NONE"
}"#;

fn transaction(changes: Value) -> Transaction {
    let mut value: Value = serde_json::from_str(TRANSACTION).unwrap();
    for (key, change) in changes.as_object().unwrap() {
        value[key] = change.clone();
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_documented_transaction_is_read() {
    let read = transaction(json!({}));
    assert_eq!(read.state(), Some(RemoteState::NotLaunched));
    assert_eq!(read.credits(), Some(5));
    let created = Created { uuid: "transactionUuid".to_owned(), pdfs: vec!["testId".to_owned()] };
    assert_eq!(read.created(&["PdfForTest"]), Some(created));
    assert_eq!(read.created(&["PdfForTest", "other"]), None);
    let null = transaction(json!({"signers": null, "pdfs": null, "creator": null, "status": null}));
    assert_eq!((null.state(), null.credits()), (None, None));
}

#[test]
fn documents_are_told_apart_by_name_and_of_one_name_by_order() {
    let pdfs = json!([{"name": "b", "identifier": "1"}, {"name": "a", "identifier": "2"}, {"name": "b", "identifier": "3"}]);
    let read = transaction(json!({ "pdfs": pdfs }));
    assert_eq!(read.created(&["a", "b", "b"]).unwrap().pdfs, ["2", "1", "3"]);
}

#[test]
fn words_become_states_and_unknown_words_change_nothing() {
    let signed: Value = serde_json::from_str(SIGNER).unwrap();
    let state = |word: &str, signers: Value| transaction(json!({"status": word, "signers": signers})).state();
    for (word, expected) in [
        ("CREATED", Some(RemoteState::NotLaunched)),
        ("CONFIGURED", Some(RemoteState::Sent)),
        ("SIGNATURE_LAUNCHED", Some(RemoteState::Sent)),
        ("SIGNED", Some(RemoteState::Completed)),
        ("completed", Some(RemoteState::Completed)),
        ("REFUSED", Some(RemoteState::Declined)),
        ("REJECTED", Some(RemoteState::Declined)),
        ("CANCELED", Some(RemoteState::Voided)),
        ("CANCELLED", Some(RemoteState::Voided)),
        ("EXPIRED", Some(RemoteState::Expired)),
        ("NEARLY", None),
    ] {
        assert_eq!(state(word, json!([])), expected, "{word}");
    }
    assert_eq!(state("SIGNATURE_LAUNCHED", json!([signed])), Some(RemoteState::InProgress));
}

#[test]
fn the_documented_signer_has_signed_and_the_next_one_has_the_link() {
    let signed: Value = serde_json::from_str(SIGNER).unwrap();
    let waiting = json!({"signer": {"email": "Next@test.com"}, "status": "PENDING"});
    let read = transaction(json!({
        "status": "SIGNATURE_LAUNCHED", "nextSigner": "n-1", "signers": [signed, waiting]
    }));
    let [first, second] = [recipient(1, "signer@test.com"), recipient(2, "next@test.com")];
    let people = [&first, &second];
    assert_eq!(read.whose_turn(&people), Some(second.id.clone()));
    let told = read.people(&people, std::slice::from_ref(&second.id));
    let at = Some(Timestamp::from_millis(1234));
    assert_eq!(told[0], PersonProgress { recipient: first.id.clone(), act: PersonAct::Signed, at });
    assert_eq!(told[1], PersonProgress { recipient: second.id.clone(), act: PersonAct::Invited, at: None });
    assert_eq!(read.whose_turn(&[&first]), None, "nobody gets a stranger's link");
    let over = transaction(json!({"status": "CANCELLED", "nextSigner": "n-1"}));
    assert_eq!(over.next_signer(), None);
}

#[test]
fn moments_come_in_four_ways() {
    let at = Some(Timestamp::from_millis(1_495_037_982_000));
    for value in [
        json!(1_495_037_982_000_i64),
        json!("1495037982000"),
        json!("2017-05-17T16:19:42Z"),
        json!("2017-05-17T16:19:42.000+0000"),
        json!("2017-05-17T17:19:42+01:00"),
    ] {
        assert_eq!(moment(&value), at, "{value}");
    }
    assert_eq!((moment(&Value::Null), moment(&json!("soon"))), (None, None));
}

#[test]
fn the_documented_user_is_read() {
    let user: User = serde_json::from_str(
        r#"{"email":"test@mail.com", "firstName":"User", "lastName":"Signer", "phoneNumber":"22222222",
            "uuid":"userUuid", "roles":["USER"], "status":"CREATED", "tokensNumber":5}"#,
    )
    .unwrap();
    assert_eq!((user.holder().as_deref(), user.credits()), (Some("User Signer"), Some(5)));
    let of_an_office: User =
        serde_json::from_value(json!({"tokensNumber": 0, "orgTokensNumber": 40})).unwrap();
    assert_eq!((of_an_office.holder(), of_an_office.credits()), (None, Some(40)));
}

#[test]
fn an_identifier_that_leads_elsewhere_is_none() {
    for bad in ["", "../user", "a/b", "a?b", "a b", "é"] {
        assert!(!is_plain(bad), "{bad:?}");
    }
    assert!(is_plain("0f8fad5b-d9cb-469f-a165-70867728950e"));
}
