use super::*;
use crate::sample::{document, now};

/// The example of the command line's documentation, as it stands there.
const EXAMPLE: &str = r##"{
  "title": "Contrat de prestation",
  "message": "Merci de signer avant vendredi.",
  "language": "fr",
  "expires_at": "2026-12-31T23:59:00+01:00",
  "requester_email": "office@example.fr",
  "documents": [{ "path": "contrat.pdf", "name": "Contrat" }],
  "recipients": [
    { "id": "r1", "role": "signer", "first_name": "Alice", "last_name": "Dupont", "email": "alice@example.fr",
      "mobile": "+33612345678", "language": "fr", "authentication": "email_code", "routing_order": 1,
      "delivery": "provider_mails" }
  ],
  "fields": [
    { "recipient": "r1", "document": 0, "page": 1, "kind": "signature",
      "rect": { "x": 100, "y": 600, "width": 150, "height": 60 }, "rotation": 0 }
  ],
  "options": {
    "reminder_days": 7, "metadata": { "contract": "A-17" }, "conditions": { "fr": ["J'ai lu et j'accepte"] },
    "notification_urls": [], "redirect_url": null, "brand": { "color": "#4f46e5", "logo": null },
    "signature_modes": ["drawn", "typed"], "test": false
  }
}"##;

fn draft_of(file: EnvelopeFile) -> Draft {
    let mut number = 0;
    let random = || {
        number += 1;
        [number; 16]
    };
    let read = |file: &FileDocument| Ok::<_, ()>(Document { name: file.name.clone(), ..document(1) });
    file.into_draft(DraftId::new([1; 16]), Timestamp::from_millis(0), random, read).unwrap()
}

/// Parses, expecting exactly these problems as code and path.
fn check(json: &str, expect: &[(&str, &str)]) {
    let problems = EnvelopeFile::parse(json).unwrap_err();
    let found: Vec<(&str, &str)> = problems.iter().map(|problem| (problem.code(), problem.path())).collect();
    assert_eq!(found, expect);
    for problem in &problems {
        assert_eq!(serde_json::to_value(problem).unwrap()["code"], problem.code());
    }
}

#[test]
fn the_documented_example_is_an_envelope() {
    let file = EnvelopeFile::parse(EXAMPLE).unwrap();
    assert_eq!(
        file.documents(),
        [FileDocument { path: "contrat.pdf".to_owned(), name: "Contrat".to_owned() }]
    );
    let expect = EnvelopeOptions {
        expires_at: Some("2026-12-31T22:59:00Z".parse().unwrap()),
        requester_email: "office@example.fr".to_owned(),
        reminder_days: Some(7),
        metadata: BTreeMap::from([("contract".to_owned(), "A-17".to_owned())]),
        conditions: BTreeMap::from([(Language::Fr, vec!["J'ai lu et j'accepte".to_owned()])]),
        brand_color: Some("#4f46e5".to_owned()),
        signature_modes: vec![SignatureMode::Drawn, SignatureMode::Typed],
        ..EnvelopeOptions::default()
    };
    assert_eq!(file.options, expect);
    let draft = draft_of(file);
    assert_eq!(draft.problems(now()), []);
    assert_eq!(draft.fields[0].placement.rect, ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 });
    assert_eq!(draft.fields[0].document, draft.documents[0].id);
    assert_eq!(draft.recipients[0].routing_order, Some(1));
}

#[test]
fn a_message_is_one_text_or_one_per_language() {
    let text = "\"Merci de signer avant vendredi.\"";
    let per_language = EXAMPLE.replace(text, r#"{ "en": "Please sign.", "fr": "Merci.", "it": "" }"#);
    let file = EnvelopeFile::parse(&per_language).unwrap();
    assert_eq!(file.message, "Merci.");
    let english = BTreeMap::from([(Language::En, "Please sign.".to_owned())]);
    assert_eq!(file.options.messages, english);
    let envelope = draft_of(file).into_envelope(crate::sample::envelope_id(), now()).unwrap();
    let told = |language| {
        let message = envelope.message_in(language);
        (message.language, message.text)
    };
    assert_eq!(told(Language::En), (Language::En, "Please sign."));
    assert_eq!(
        told(Language::It),
        (Language::Fr, "Merci."),
        "who reads what nobody wrote gets the file's own"
    );
    check(
        &EXAMPLE.replace(text, r#"{ "de": "Danke.", "en": 7 }"#),
        &[("wrong_type", "message.en"), ("unknown_key", "message.de")],
    );
    check(&EXAMPLE.replace(text, "7"), &[("wrong_type", "message")]);
}

#[test]
fn a_field_says_what_it_asks() {
    let asking = EXAMPLE.replace(
        "\"kind\": \"signature\",",
        "\"kind\": \"text\", \"label\": \"Votre IBAN\", \"required\": false,",
    );
    let draft = draft_of(EnvelopeFile::parse(&asking).unwrap());
    let field = &draft.fields[0];
    assert_eq!((field.label.as_str(), field.required, &field.group), ("Votre IBAN", false, &None));
    let silent = draft_of(EnvelopeFile::parse(EXAMPLE).unwrap());
    assert_eq!((silent.fields[0].label.as_str(), silent.fields[0].required), ("", true));
    check(&asking.replace("false,", "\"non\","), &[("wrong_type", "fields[0].required")]);
}

#[test]
fn who_signs_without_a_box_is_said_in_one_word() {
    let json = r#"{ "title": "Bail", "documents": [{ "path": "bail.pdf" }],
      "recipients": [{ "id": "a", "last_name": "Morvan", "delivery": "in_person", "signature": "invisible" }] }"#;
    let draft = draft_of(EnvelopeFile::parse(json).unwrap());
    assert_eq!(draft.problems(now()), []);
    let codes = |json: &str| -> Vec<&str> {
        let draft = draft_of(EnvelopeFile::parse(json).unwrap());
        draft.problems(now()).iter().map(crate::DraftProblem::code).collect()
    };
    assert_eq!(codes(&json.replace("invisible", "visible")), ["signer_without_field"]);
    let boxed = json.replace(
        "\"recipients\"",
        "\"fields\": [{ \"recipient\": \"a\", \"document\": 0, \"page\": 1, \"kind\": \"signature\", \
         \"rect\": { \"x\": 10, \"y\": 10, \"width\": 150, \"height\": 60 } }], \"recipients\"",
    );
    assert_eq!(codes(&boxed), ["invisible_signer_with_field"]);
    check(&json.replace("invisible", "hidden"), &[("unknown_word", "recipients[0].signature")]);
}

#[test]
fn what_is_left_out_has_a_meaning() {
    let json = "\u{feff}{\"language\":\"ar\",\"documents\":[{\"path\":\"C:\\\\Contrats\\\\العقد.PDF\"}],\
                \"recipients\":[{\"id\":\"محمد\"}]}";
    check(json, &[("invalid_value", "recipients[0].id")]);
    let file = EnvelopeFile::parse(&json.replace("\"محمد\"", "\"m\",\"first_name\":\"محمد\"")).unwrap();
    assert_eq!(file.documents()[0].name, "العقد");
    let recipient = &file.recipients()[0];
    assert_eq!((recipient.role, recipient.language), (Role::Signer, Language::Ar));
    assert_eq!(
        (recipient.delivery, recipient.authentication),
        (Delivery::ProviderMails, Authentication::None)
    );
    assert_eq!(recipient.routing_order, None);
    let codes: Vec<&str> = draft_of(file).problems(now()).iter().map(crate::DraftProblem::code).collect();
    assert_eq!(codes, ["no_title", "email_missing", "signer_without_field"]);
}

#[test]
fn every_wrong_value_is_reported_at_once() {
    let json = r#"{
      "title": 7, "langage": "fr", "$note": "mine", "expires_at": "demain", "requester_email": "office",
      "documents": [{ "name": "Sans chemin" }, "contrat.pdf"],
      "recipients": [
        { "id": "r1", "role": "signr", "routing_ordr": 1, "routing_order": -1 },
        { "id": "r1", "email": null, "language": "de" },
        { "delivery": "pigeon" }
      ],
      "fields": [
        { "recipient": "r9", "document": 2, "page": 1.5, "kind": "seal", "rect": { "x": "1", "y": 2, "width": 3 }, "rotation": 90 },
        5
      ],
      "options": { "test": "no", "signature_modes": ["spoken"], "conditions": { "de": [] }, "brand": { "colour": "red" } }
    }"#;
    check(
        json,
        &[
            ("wrong_type", "title"),
            ("invalid_value", "expires_at"),
            ("invalid_value", "requester_email"),
            ("missing", "documents[0].path"),
            ("wrong_type", "documents[1]"),
            ("unknown_word", "recipients[0].role"),
            ("wrong_type", "recipients[0].routing_order"),
            ("unknown_key", "recipients[0].routing_ordr"),
            ("duplicate_recipient", "recipients[1].id"),
            ("unknown_word", "recipients[1].language"),
            ("missing", "recipients[2].id"),
            ("unknown_word", "recipients[2].delivery"),
            ("unknown_recipient", "fields[0].recipient"),
            ("document_index_missing", "fields[0].document"),
            ("wrong_type", "fields[0].page"),
            ("unknown_word", "fields[0].kind"),
            ("wrong_type", "fields[0].rect.x"),
            ("missing", "fields[0].rect.height"),
            ("unsupported_value", "fields[0].rotation"),
            ("wrong_type", "fields[1]"),
            ("unknown_key", "options.conditions.de"),
            ("unknown_word", "options.signature_modes[0]"),
            ("wrong_type", "options.test"),
            ("unknown_key", "options.brand.colour"),
            ("unknown_key", "langage"),
        ],
    );
}

#[test]
fn an_unknown_word_comes_with_the_known_ones() {
    let problems =
        EnvelopeFile::parse(r#"{"recipients":[{"id":"r1","authentication":"iris"}]}"#).unwrap_err();
    let expect = EnvelopeFileProblem::UnknownWord {
        path: "recipients[0].authentication".to_owned(),
        found: "iris".to_owned(),
        allowed: vec!["none", "email_code", "sms_code"],
    };
    assert_eq!(problems, [expect]);
}

#[test]
fn the_words_are_those_of_the_vocabulary() {
    fn check<T: Copy + serde::Serialize>(words: &[(&str, T)]) {
        for (word, value) in words {
            assert_eq!(serde_json::to_value(value).unwrap(), *word);
        }
    }
    check(&ROLES);
    check(&AUTHENTICATIONS);
    check(&DELIVERIES);
    check(&LANGUAGES);
    check(&FIELD_KINDS);
}

#[test]
fn what_is_not_json_says_where() {
    let problems = EnvelopeFile::parse("{\n  \"title\": Contrat\n}").unwrap_err();
    assert!(
        matches!(&problems[..], [EnvelopeFileProblem::NotJson { line: 2, column: 12, .. }]),
        "{problems:?}"
    );
    check("", &[("not_json", "")]);
    check("[]", &[("wrong_type", "")]);
}

#[test]
fn the_first_document_that_cannot_be_read_stops() {
    let file = EnvelopeFile::parse(EXAMPLE).unwrap();
    let read = |file: &FileDocument| Err(file.path.clone());
    let outcome = file.into_draft(DraftId::new([1; 16]), Timestamp::from_millis(0), || [0; 16], read);
    assert_eq!(outcome, Err("contrat.pdf".to_owned()));
}

#[test]
fn a_name_is_the_last_part_of_a_path() {
    for (path, expect) in [
        ("contrat.pdf", "contrat"),
        ("a/b/été.PDF", "été"),
        ("C:\\x\\y.pdf", "y"),
        (".pdf", ".pdf"),
        ("notes", "notes"),
        ("é", "é"),
    ] {
        assert_eq!(name_of(path), expect);
    }
}

#[test]
fn what_is_understood_is_there_beside_the_problems() {
    let json = EXAMPLE.replace("\"role\": \"signer\"", "\"role\": \"chef\"");
    let (file, problems) = EnvelopeFile::read(&json).unwrap();
    assert_eq!(problems.iter().map(EnvelopeFileProblem::code).collect::<Vec<_>>(), ["unknown_word"]);
    assert_eq!(file.recipients()[0].email, "alice@example.fr");
    assert_eq!(draft_of(file).fields.len(), 1);
}

/// What the draft says of a file with mistakes, without what only follows from them.
fn left_over(json: &str) -> Vec<(String, String)> {
    let (file, mistakes) = EnvelopeFile::read(json).unwrap();
    assert!(!mistakes.is_empty());
    let draft = draft_of(file);
    let placed = draft.problems(now()).into_iter().map(|problem| (problem.code(), problem.path_in(&draft)));
    placed
        .filter(|(_, path)| !mistakes.iter().any(|mistake| mistake.explains(path)))
        .map(|(code, path)| (code.to_owned(), path))
        .collect()
}

#[test]
fn what_is_not_understood_hides_nothing_and_makes_nothing_up() {
    for (from, to) in [
        ("\"path\": \"contrat.pdf\", \"name\": \"Contrat\"", ""),
        ("\"path\": \"contrat.pdf\"", "\"path\": \"\""),
        ("{ \"path\": \"contrat.pdf\", \"name\": \"Contrat\" }", "\"contrat.pdf\""),
        ("\"document\": 0", "\"document\": 3"),
        ("\"page\": 1", "\"page\": \"1\""),
        ("\"width\": 150", "\"width\": \"150\""),
        ("\"kind\": \"signature\"", "\"kind\": \"seal\""),
        ("\"role\": \"signer\"", "\"role\": \"chef\""),
        ("\"title\": \"Contrat de prestation\"", "\"title\": 7"),
    ] {
        assert_eq!(left_over(&EXAMPLE.replace(from, to)), [], "{from} → {to}");
    }
    // The rest of what is half understood is still looked at, at its own place.
    let mixed = r#"{
      "title": "T", "documents": [{ "path": "a.pdf" }],
      "recipients": [
        { "id": "r1", "last_name": "A", "email": "a@example.fr" },
        { "id": "r1", "last_name": "B", "email": "nobody" },
        "r3",
        { "last_name": "D", "email": "@" }
      ],
      "fields": [
        { "recipient": "r9", "document": 0, "page": 1, "kind": "signature", "rect": { "x": 1, "y": 1, "width": 5, "height": 0 } },
        { "recipient": "r1", "document": 0, "page": 9, "rect": { "x": 1, "y": 1, "width": 5, "height": 5 } }
      ]
    }"#;
    let expect = [
        ("email_invalid", "recipients[1].email"),
        ("email_invalid", "recipients[3].email"),
        ("field_empty", "fields[0].rect"),
        ("page_missing", "fields[1].page"),
    ];
    assert_eq!(left_over(mixed), expect.map(|(code, path)| (code.to_owned(), path.to_owned())));
}
