use paraphe_envelope::{
    Delivery, Document, DocumentId, Envelope, EnvelopeContent, EnvelopeId, Field, FieldId, FieldKind,
    Language, Placement, Role, Rotation, Sha256Digest, Timestamp,
};

use super::*;
use crate::account::AccountSettings;
use crate::provider::ProviderId;

fn page(media: [f64; 4], crop: Option<[f64; 4]>, rotation: Rotation) -> PageGeometry {
    PageGeometry::new(media, crop, rotation, 1.0).unwrap()
}

const A4: [f64; 4] = [0.0, 0.0, 595.28, 841.89];

fn corner_of(x: f64, y: f64, page: &PageGeometry) -> (i64, i64) {
    corner(ViewRect { x, y, width: 150.0, height: 60.0 }, page)
}

#[test]
fn the_corner_is_counted_in_points_on_the_page_as_it_is_seen() {
    let upright = page(A4, None, Rotation::None);
    assert_eq!(corner_of(100.0, 600.0, &upright), (100, 600));
    assert_eq!(corner_of(99.5, 600.4, &upright), (100, 600));
    let turned = page(A4, None, Rotation::Clockwise90);
    assert_eq!(corner_of(600.0, 500.0, &turned), (600, 500), "seen 841.89 wide");
    let cropped = page(A4, Some([50.0, 80.0, 550.0, 780.0]), Rotation::None);
    assert_eq!(corner_of(100.0, 600.0, &cropped), (100, 600), "from the corner that is seen");
}

#[test]
fn the_stamp_stays_on_the_page() {
    let upright = page(A4, None, Rotation::None);
    // 595.28 − 164 = 431.28 and 841.89 − 45 = 796.89, both cut off.
    assert_eq!(corner_of(500.0, 800.0, &upright), (431, 796));
    assert_eq!(corner_of(-0.4, -0.4, &upright), (0, 0));
    let tiny = page([0.0, 0.0, 100.0, 30.0], None, Rotation::None);
    assert_eq!(corner_of(50.0, 10.0, &tiny), (0, 0));
    let landscape = page([0.0, 0.0, 792.0, 612.0], None, Rotation::None);
    assert_eq!(corner_of(700.0, 580.0, &landscape), (628, 567));
    let turned = page(A4, None, Rotation::Clockwise90);
    assert_eq!(corner_of(800.0, 580.0, &turned), (677, 550));
    let cropped = page(A4, Some([50.0, 80.0, 550.0, 780.0]), Rotation::None);
    assert_eq!(corner_of(450.0, 690.0, &cropped), (336, 655));
}

fn person(first: &str, last: &str) -> Recipient {
    Recipient {
        id: "r1".parse().unwrap(),
        role: Role::Signer,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: Some("m@ex.it".parse().unwrap()),
        mobile: Some("+33612345678".parse().unwrap()),
        language: Language::Fr,
        authentication: Authentication::EmailCode,
        routing_order: None,
        delivery: Delivery::Links,
    }
}

fn envelope(change: impl FnOnce(&mut EnvelopeContent)) -> Envelope {
    let document = DocumentId::new([1; 16]);
    let mut content = EnvelopeContent {
        id: EnvelopeId::new([9; 16]),
        title: "Contrat".to_owned(),
        message: String::new(),
        language: Language::Fr,
        documents: vec![Document {
            id: document.clone(),
            name: "contrat.pdf".to_owned(),
            sha256: Sha256Digest::of(b""),
            byte_size: 1,
            pages: vec![page(A4, None, Rotation::None)],
        }],
        recipients: vec![person("Mario", "Rossi")],
        fields: vec![Field {
            id: FieldId::new([1; 16]),
            recipient: "r1".parse().unwrap(),
            document,
            kind: FieldKind::Signature,
            placement: Placement {
                page: 1,
                rect: ViewRect { x: 331.0, y: 45.0, width: 150.0, height: 60.0 },
            },
            label: String::new(),
            required: true,
            group: None,
        }],
        options: EnvelopeOptions::default(),
        created_at: Timestamp::from_millis(0),
    };
    change(&mut content);
    Envelope::new(content)
}

fn body_of(change: impl FnOnce(&mut EnvelopeContent)) -> Result<Value> {
    let envelope = envelope(change);
    // All of this is refused by the plan already; here the request itself is looked at.
    let capability = crate::Capability {
        full_names: false,
        notice_addresses: crate::NoticeAddresses::Any,
        logo_form: crate::LogoForm::PictureOrAddress,
        boxless: crate::Boxless::SignerPlaces,
        ..super::super::capability()
    };
    let dispatch = crate::plan(&envelope, &capability).unwrap().remove(0);
    let key = IdempotencyKey { envelope: envelope.id().clone(), dispatch: 1 };
    let config = Config::try_from(&AccountSettings::new(ProviderId::Openapi)).unwrap();
    body(&dispatch, &key, &config)
}

#[test]
fn the_request_is_the_documented_one() {
    let body = body_of(|content| {
        content.message = "Code {OTP}".to_owned();
        content.options.brand_color = Some("#0a5aa6".to_owned());
        content.options.redirect_url = Some("https://exemple.fr/merci".to_owned());
        content.options.brand_logo = Some("https://exemple.fr/logo.png".to_owned());
        content.options.notification_urls = vec!["https://exemple.fr/avis".to_owned()];
    });
    let key = "env_09090909090909090909090909090909.1";
    let expect = json!({
        "signers": [{
            "name": "Mario", "surname": "Rossi", "email": "m@ex.it", "authentication": ["email"],
            "message": "Code {OTP}", "signatures": [{ "page": 1, "x": "331", "y": "45" }]
        }],
        "inputDocuments": [{ "sourceType": "base64", "payload": file(0) }],
        "callback": { "url": "https://exemple.fr/avis", "custom": { "paraphe": key } },
        "options": {
            "signatureMode": ["typed", "drawn"],
            "userEditableData": { "name": false, "mobile": false, "email": false },
            "timezone": "Europe/Paris",
            "signerMustRead": true,
            "ui": {
                "buttonBackgroundColor": "#0a5aa6", "buttonBackgroundColorHover": "#0a5aa6",
                "buttonTextColor": "#ffffff", "buttonTextColorHover": "#ffffff",
                "signButtonBackgroundColor": "#0a5aa6", "signButtonBackgroundColorHover": "#0a5aa6",
                "signButtonTextColor": "#ffffff", "signButtonTextColorHover": "#ffffff",
                "sidebarBackgroundColor": "#0a5aa6", "sidebarTitleColor": "#ffffff", "sidebarTextColor": "#ffffff",
                "sidebarLogo": "https://exemple.fr/logo.png",
                "completeUrl": "https://exemple.fr/merci",
                "iframeAncestors": ["https://1.env-09090909090909090909090909090909.paraphe.invalid"]
            }
        }
    });
    assert_eq!(body.unwrap(), expect);
}

#[test]
fn a_plain_request_still_carries_options() {
    let body = body_of(|_| {}).unwrap();
    assert_eq!(body["options"]["signatureMode"], json!(["typed", "drawn"]));
    assert_eq!(body.get("callback"), None);
    assert_eq!(body["signers"][0].get("message"), None);
    assert_eq!(body["signers"][0].get("mobile"), None, "nobody needs it for a code by e-mail");
}

#[test]
fn each_signer_gets_the_message_in_their_language() {
    let told = |language| {
        let body = body_of(|content| {
            content.message = "Code {OTP}".to_owned();
            content.options.messages.insert(Language::En, "Your code".to_owned());
            content.recipients[0].language = language;
        });
        body.unwrap()["signers"][0]["message"].clone()
    };
    assert_eq!(told(Language::En), json!("Your code\n{OTP}"));
    assert_eq!(told(Language::It), json!("Code {OTP}"), "nobody wrote Italian");
}

#[test]
fn only_the_modes_that_are_asked_for() {
    let body = body_of(|content| content.options.signature_modes = vec![SignatureMode::Drawn]).unwrap();
    assert_eq!(body["options"]["signatureMode"], json!(["drawn"]));
}

#[test]
fn a_code_by_text_message_goes_to_the_mobile() {
    let by_sms =
        |content: &mut EnvelopeContent| content.recipients[0].authentication = Authentication::SmsCode;
    let signer = body_of(by_sms).unwrap()["signers"][0].take();
    assert_eq!((&signer["authentication"], &signer["mobile"]), (&json!(["sms"]), &json!("+33612345678")));
}

#[test]
fn a_message_that_is_too_long_for_a_text_message_is_left_to_the_vendor() {
    let (email, sms) = (Authentication::EmailCode, Authentication::SmsCode);
    assert_eq!(code_message(" ", email), None);
    assert_eq!(code_message("Bonjour", sms).as_deref(), Some("Bonjour\n{OTP}"));
    assert_eq!(code_message("Code {OTP} pour vous", sms).as_deref(), Some("Code {OTP} pour vous"));
    // With the line break and the five characters of the placeholder: 160 and 161.
    assert!(code_message(&"é".repeat(154), sms).is_some());
    assert!(code_message(&"é".repeat(155), sms).is_none());
    assert!(code_message(&"é".repeat(155), email).is_some());
}

#[test]
fn what_is_shown_of_a_message_is_what_goes_over_the_wire() {
    for message in ["Bonjour\n{OTP}", "{OTP}", "Code {OTP}, je répète {OTP}.", "{OTP}{OTP}"] {
        let wire = |piece: TextPiece| match piece {
            TextPiece::Code => CODE.to_owned(),
            TextPiece::Link => unreachable!("a code's message holds no link"),
            TextPiece::Words { text } => text,
        };
        assert_eq!(code_pieces(message).into_iter().map(wire).collect::<String>(), message);
    }
    assert_eq!(code_pieces("Bonjour\n{OTP}"), [TextPiece::words("Bonjour\n"), TextPiece::Code]);
}

type Change = fn(&mut EnvelopeContent);

#[test]
fn what_the_vendor_cannot_take_is_refused_with_its_reason() {
    let cases: [(Change, &str); 5] = [
        (
            |content| content.options.brand_logo = Some("data:image/png;base64,AAAA".to_owned()),
            "https address",
        ),
        (|content| content.options.notification_urls = vec!["mailto:a@ex.fr".to_owned()], "web addresses"),
        (
            |content| {
                content.options.notification_urls = vec!["https://a.fr".to_owned(), "https://b.fr".to_owned()]
            },
            "one address",
        ),
        (|content| content.recipients[0] = person(" ", "ACME"), "first and a last name"),
        (|content| content.fields.clear(), "place to sign"),
    ];
    for (change, why) in cases {
        let error = body_of(change).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains(why), "{error} does not say {why:?}");
    }
}

#[test]
fn text_on_a_colour_can_be_read() {
    for (color, text) in [
        ("#ffffff", "#000000"),
        ("#000000", "#ffffff"),
        ("#0a5aa6", "#ffffff"),
        ("#ffd400", "#000000"),
        ("#4f46e5", "#ffffff"),
    ] {
        assert_eq!(readable_on(color), text, "{color}");
    }
}
