//! The message of the vendor's page, with an empty object where it has `{ ... }`.

use paraphe_envelope::{Envelope, EnvelopeContent, EnvelopeId, EnvelopeOptions, Language};

use super::*;
use crate::account::AccountSettings;
use crate::provider::ProviderId;
use crate::sample::recipient;

const NOTICE: &str = r#"{
  "event": "document_signed",
  "data": {
    "id": 123,
    "token": "a31e9ec7-b5a3-4b76-bf53-a35062ccff14",
    "document_hash": "...",
    "signataire": { "email": "alice@email.com", "prenom": "Alice", "nom": "Dupont" },
    "signataires": [
      {
        "email": "alice@email.com", "prenom": "Alice", "nom": "Dupont",
        "statut": "signed", "date_signature": "2025-05-04T15:00:00"
      },
      {
        "email": "bob@email.com", "prenom": "Bob", "nom": "Martin", "statut": "pending", "date_signature": null
      }
    ],
    "statut": "signe",
    "date_creation": "2025-05-04T13:49:56",
    "date_expiration": "2025-05-04T14:49:00",
    "date_signature": "2025-05-04T15:00:00",
    "demandeur": { "email": "admin@email.com" },
    "utilisateur": { "email": "admin@email.com", "entreprise": "Ma société" },
    "document_signe": { "url": "https://.../pdf/signes/xxx.pdf" },
    "certificat_pdf": { "url": "https://.../pdf/certificats/xxx.pdf" },
    "certificat_json": { "url": "https://.../pdf/certificats/xxx.json" },
    "ip": "1.2.3.4",
    "navigateur": "Mozilla/5.0 ...",
    "preuve": {},
    "metadata": {}
  },
  "credits_left": 42
}"#;

fn envelope(emails: &[&str]) -> Envelope {
    let person = |(email, number): (&&str, u8)| recipient(number, email);
    Envelope::new(EnvelopeContent {
        id: EnvelopeId::new([1; 16]),
        title: "Contrat".to_owned(),
        message: String::new(),
        language: Language::Fr,
        documents: Vec::new(),
        recipients: emails.iter().zip(1..).map(person).collect(),
        fields: Vec::new(),
        options: EnvelopeOptions::default(),
        created_at: Timestamp::from_millis(0),
    })
}

fn progress(envelope: &Envelope, notice: &str) -> Progress {
    let recipients = envelope.recipients().iter().collect();
    let dispatch = Dispatch {
        envelope,
        number: 1,
        turn: 1,
        documents: Vec::new(),
        groups: vec![recipients],
        observers: Vec::new(),
    };
    let config = Config::try_from(&AccountSettings::new(ProviderId::GesDocs)).unwrap();
    let notice = Notice { headers: Vec::new(), body: notice.as_bytes().to_vec() };
    Told::read(&notice).unwrap().progress(&dispatch, &[], &config)
}

#[test]
fn the_documented_message_says_that_one_of_two_has_signed() {
    let envelope = envelope(&["bob@email.com", "Alice@email.com"]);
    let [bob, alice] = envelope.recipients() else { panic!("there are two") };
    let told = progress(&envelope, NOTICE);
    assert_eq!((told.state, told.word.as_deref()), (Some(RemoteState::InProgress), Some("signe")));
    let at = "2025-05-04T13:00:00Z".parse().ok();
    assert_eq!(told.people, [PersonProgress { recipient: alice.id.clone(), act: PersonAct::Signed, at }]);
    assert!(told.people.iter().all(|person| person.recipient != bob.id));
    assert_eq!(told.credits, Some(42));
    let remembered =
        |name: &str| told.remember.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    assert_eq!(remembered(DOCUMENT_STEP), Some("https://.../pdf/signes/xxx.pdf"));
    assert_eq!(remembered(CERTIFICATE_STEP), Some("https://.../pdf/certificats/xxx.pdf"));
    assert_eq!(remembered(AUDIT_STEP), Some("https://.../pdf/certificats/xxx.json"));
}

#[test]
fn without_a_list_the_whole_stands_for_the_only_signer() {
    let start = NOTICE.find("\"signataires\"").unwrap();
    let end = NOTICE.find("\"statut\": \"signe\"").unwrap();
    let without = format!("{}{}", &NOTICE[..start], &NOTICE[end..]);
    let alone = envelope(&["alice@email.com"]);
    assert_eq!(progress(&alone, &without).state, Some(RemoteState::Completed));
    let two = envelope(&["alice@email.com", "bob@email.com"]);
    assert_eq!(progress(&two, &without).state, None, "it does not say who of the two");
}

#[test]
fn two_signers_with_one_mailbox_are_two() {
    let twice = NOTICE.replace("bob@email.com", "alice@email.com").replace("pending", "signed");
    let envelope = envelope(&["alice@email.com", "alice@email.com"]);
    let told = progress(&envelope, &twice);
    assert_eq!((told.state, told.people.len()), (Some(RemoteState::Completed), 2));
}

#[test]
fn words_nobody_knows_change_nothing() {
    let envelope = envelope(&["bob@email.com", "alice@email.com"]);
    let one = NOTICE.replace("\"statut\": \"signe\"", "\"statut\": \"archive\"");
    let told = progress(&envelope, &one);
    assert_eq!((told.state, told.word.as_deref()), (Some(RemoteState::InProgress), Some("archive")));
    assert_eq!(told.people.len(), 1, "what it says of Alice is understood");
    let none = one.replace("\"statut\": \"signed\"", "\"statut\": \"scelle\"");
    let told = progress(&envelope, &none);
    assert_eq!((told.state, told.word.as_deref()), (None, Some("archive")));
    assert_eq!(told.people, [], "nobody has done anything");
}
