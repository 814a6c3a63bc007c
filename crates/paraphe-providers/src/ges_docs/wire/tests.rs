//! The samples of the vendor's page, repaired where its JSON has `...` for more keys.

use super::*;
use crate::sample::recipient;

/// "Exemple de réponse (succès)" of chapter 1, without its `...`.
const CREATED: &str = r##"{
  "status": "success",
  "message": "Signature request created successfully",
  "data": {
    "signature_request": {
      "id": 123,
      "email": "john.doe@email.com",
      "signer_first_name": "John",
      "signer_last_name": "Doe",
      "signer_language": "fr",
      "signer_2fa": true,
      "signer_mobile": "0612345678",
      "statut": "en_attente",
      "expires_at": "2025-12-31T23:59:00",
      "requester_email": "admin@email.com",
      "metadata": {"custom_id": "ABC123"},
      "logo_url": "https://.../logos/xxxx.png",
      "color": "#4f46e5",
      "region": "Europe/Paris"
    },
    "signature_url": "https://.../fr/sign/xxxx?email=...&check=...",
    "credits_left": 42
  }
}"##;

#[test]
fn the_documented_answer_is_read() {
    let answer: Value = serde_json::from_str(CREATED).unwrap();
    let created = Created::read(&answer).unwrap();
    assert_eq!(created.ids, ["123"]);
    assert_eq!(created.urls, ["https://.../fr/sign/xxxx?email=...&check=..."]);
    assert_eq!(credits_left(&answer), Some(42));
    assert_eq!(Created::read(&json!({"status": "success", "data": {}})), None);
}

#[test]
fn several_links_are_given_to_whom_they_name_whatever_their_shape() {
    let [alice, bob] = [recipient(1, "alice@ex.fr"), recipient(2, "bob@ex.fr")];
    let url = |email: &str| format!("https://gesdocs.fr/fr/sign/x?email={email}&check=1");
    let expected = [(alice.id.clone(), url("alice%40ex.fr")), (bob.id.clone(), url("Bob@EX.fr"))];
    for data in [
        json!({"signature_request": {"id": 1}, "signature_url": [url("Bob@EX.fr"), url("alice%40ex.fr")]}),
        json!({"signature_request": [{"id": "1", "signature_url": url("alice%40ex.fr")},
               {"id": 2, "signature_url": url("Bob@EX.fr")}]}),
        json!({"signature_request": {"id": 1, "signataires": [{"signature_url": url("Bob@EX.fr")},
               {"signature_url": url("alice%40ex.fr")}]}}),
    ] {
        let created = Created::read(&json!({ "data": data })).unwrap();
        assert_eq!(created.links(&[&alice, &bob]), expected, "{data}");
    }
    let unnamed = Created { ids: Vec::new(), urls: vec!["https://a/1".to_owned(), "https://a/2".to_owned()] };
    assert_eq!(unnamed.links(&[&alice, &bob]).len(), 2, "as many as signers: in their order");
    assert_eq!(unnamed.links(&[&alice]), [], "nobody gets a link that may be somebody else's");
}

#[test]
fn two_signers_with_one_mailbox_get_a_link_each() {
    let [one, two] = [recipient(1, "a@ex.fr"), recipient(2, "a@ex.fr")];
    let urls: Vec<String> =
        (1..=2).map(|check| format!("https://g/fr/sign/x?email=a%40ex.fr&check={check}")).collect();
    let links = Created { ids: Vec::new(), urls: urls.clone() }.links(&[&one, &two]);
    assert_eq!(links, [(one.id, urls[0].clone()), (two.id, urls[1].clone())]);
}

#[test]
fn a_signer_without_a_name_or_an_address_is_refused_before_anything_is_sent() {
    let nameless = Recipient { first_name: " ".to_owned(), ..recipient(1, "a@ex.fr") };
    let error = Signer::new(&nameless, "fr".to_owned()).unwrap_err();
    assert_eq!((error.kind(), error.fact("missing")), (ErrorKind::Unsupported, Some("first_name")));
    let unreachable = Recipient { email: None, ..recipient(1, "a@ex.fr") };
    assert_eq!(Signer::new(&unreachable, "fr".to_owned()).unwrap_err().fact("missing"), Some("email"));
}

#[test]
fn a_logo_is_a_picture_or_an_address() {
    let picture = logo_part("data:image/png;base64,iVBORw0KGgo=").unwrap();
    assert_eq!(picture.name, "logo");
    assert!(matches!(picture.value, PartValue::Bytes { bytes, .. } if bytes == b"\x89PNG\r\n\x1a\n"));
    let address = logo_part("https://exemple.com/monlogo.png").unwrap();
    assert_eq!(address.name, "logo_url");
    for bad in
        ["http://exemple.com/a.png", "data:text/html;base64,AA==", "data:image/png;base64,?", "logo.png"]
    {
        assert_eq!(logo_part(bad).unwrap_err().kind(), ErrorKind::Unsupported, "{bad}");
    }
}

#[test]
fn metadata_hold_the_notes_and_refuse_our_own_names() {
    let notes = |name: &str| std::collections::BTreeMap::from([(name.to_owned(), "ABC123".to_owned())]);
    let text = metadata(&notes("custom_id"), "env.1", "n").unwrap();
    let expected = json!({"custom_id": "ABC123", "app_request_id": "env.1", "nonce": "n"});
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    assert!(metadata(&notes("nonce"), "env.1", "n").is_err());
}

#[test]
fn meta_is_read() {
    let meta: Meta = serde_json::from_str(
        r#"{"regions": ["Europe/Paris", "Europe/London"],
            "languages": [{"code": "fr", "label": "Français"}, {"code": "en", "label": "English"}]}"#,
    )
    .unwrap();
    assert!(meta.has_language("fr") && !meta.has_language("it"));
    assert_eq!(meta.regions.len(), 2);
}
