//! What a capability denies never leaves this computer, however it came about.

use std::collections::BTreeMap;

use paraphe_envelope::{
    Authentication, Delivery, Envelope, EnvelopeContent, EnvelopeOption, FieldKind, Language, Recipient,
    Role, SignatureMode, Timestamp,
};
use paraphe_providers::{
    Arity, Boxless, Capability, Dispatch, ErrorKind, Expiry, LogoForm, MemorySteps, NoticeAddresses,
    ProviderId, Routing, plan,
};

use super::{over_all_providers, request};
use crate::support::{Stage, first_dispatch, key_of, send, stand_in_of};

over_all_providers!(
    what_an_envelope_asks_for_beyond_the_capability_is_refused_before_any_request,
    a_dispatch_that_does_not_fit_is_refused_before_any_request,
);

/// One thing an envelope asks for, with its name.
type Wish = (String, Box<dyn Fn(&mut EnvelopeContent)>);

/// Everything one person, field or option can ask for and this capability denies.
fn denied(capability: &Capability) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = Vec::new();
    for role in [Role::Approver, Role::CarbonCopy, Role::Viewer] {
        if !capability.roles.contains(&role) && role.acts() {
            wishes.push((format!("{role:?}"), Box::new(move |content| content.recipients[0].role = role)));
        }
    }
    for way in [Authentication::None, Authentication::EmailCode, Authentication::SmsCode] {
        if !capability.authentication.contains(&way) {
            let wish = move |content: &mut EnvelopeContent| content.recipients[0].authentication = way;
            wishes.push((format!("{way:?}"), Box::new(wish)));
        }
    }
    for delivery in [Delivery::InPerson, Delivery::Links, Delivery::ProviderMails] {
        if !capability.delivery.contains(&delivery) {
            let wish = move |content: &mut EnvelopeContent| content.recipients[0].delivery = delivery;
            wishes.push((format!("{delivery:?}"), Box::new(wish)));
        }
    }
    let is_box_needed = match capability.boxless {
        Boxless::AddedPage | Boxless::Invisible | Boxless::SignerPlaces => false,
        // The other person of the envelope has one.
        Boxless::AddedPageForAll | Boxless::Refused => true,
    };
    if is_box_needed {
        let wish = |content: &mut EnvelopeContent| drop(content.fields.remove(0));
        wishes.push(("no box".to_owned(), Box::new(wish)));
    }
    if capability.email {
        wishes.push(("no e-mail".to_owned(), Box::new(|content| content.recipients[0].email = None)));
    }
    if capability.full_names {
        wishes.push(("one name".to_owned(), Box::new(|content| content.recipients[0].last_name.clear())));
    }
    for kind in [FieldKind::Checkbox, FieldKind::Date, FieldKind::Initials, FieldKind::Text] {
        if !capability.field_kinds.contains(&kind) {
            wishes.push((format!("{kind:?}"), Box::new(move |content| content.fields[0].kind = kind)));
        }
    }
    for option in EnvelopeOption::ALL {
        let is_kept_here = option == EnvelopeOption::ExpiresAt && capability.expiry == Expiry::KeptHere;
        let is_recorded = option == EnvelopeOption::RequesterEmail;
        if !capability.options.contains(&option) && !is_kept_here && !is_recorded {
            wishes.push((format!("{option:?}"), Box::new(move |content| ask(content, option))));
        }
    }
    wishes.extend(denied_forms(capability));
    for mode in [SignatureMode::Drawn, SignatureMode::Image, SignatureMode::Typed] {
        if !capability.signature_modes.contains(&mode) {
            let wish = move |content: &mut EnvelopeContent| content.options.signature_modes = vec![mode];
            wishes.push((format!("{mode:?}"), Box::new(wish)));
        }
    }
    wishes
}

/// Options it knows, in a form it does not take.
fn denied_forms(capability: &Capability) -> Vec<Wish> {
    let mut wishes: Vec<Wish> = Vec::new();
    let notices = |wanted: &[&str]| {
        let wanted: Vec<String> = wanted.iter().map(|&address| address.to_owned()).collect();
        move |content: &mut EnvelopeContent| content.options.notification_urls.clone_from(&wanted)
    };
    if capability.options.contains(&EnvelopeOption::NotificationUrls) {
        wishes.push(("no address".to_owned(), Box::new(notices(&["avis@exemple.fr"]))));
        if capability.notice_addresses == NoticeAddresses::OneWeb {
            wishes.push(("by mail".to_owned(), Box::new(notices(&["mailto:avis@exemple.fr"]))));
            wishes.push(("two".to_owned(), Box::new(notices(&["https://a.fr", "https://b.fr"]))));
        }
    }
    if capability.options.contains(&EnvelopeOption::RedirectUrl) {
        let nowhere = |content: &mut EnvelopeContent| {
            content.options.redirect_url = Some("merci.exemple.fr".to_owned());
        };
        wishes.push(("nowhere".to_owned(), Box::new(nowhere)));
    }
    if capability.options.contains(&EnvelopeOption::BrandLogo) && capability.logo_form == LogoForm::Address {
        let logo = |content: &mut EnvelopeContent| {
            content.options.brand_logo = Some("data:image/png;base64,iVBORw0KGgo=".to_owned());
        };
        wishes.push(("picture".to_owned(), Box::new(logo)));
    }
    if capability.options.contains(&EnvelopeOption::BrandLogo) && capability.logo_form == LogoForm::Picture {
        let address = |content: &mut EnvelopeContent| ask(content, EnvelopeOption::BrandLogo);
        wishes.push(("address of a picture".to_owned(), Box::new(address)));
    }
    wishes
}

fn ask(content: &mut EnvelopeContent, option: EnvelopeOption) {
    let options = &mut content.options;
    match option {
        EnvelopeOption::BrandColor => options.brand_color = Some("#0a5aa6".to_owned()),
        EnvelopeOption::BrandLogo => options.brand_logo = Some("https://exemple.fr/logo.png".to_owned()),
        EnvelopeOption::Conditions => {
            options.conditions = BTreeMap::from([(Language::Fr, vec!["J'ai lu".to_owned()])]);
        }
        EnvelopeOption::ExpiresAt => options.expires_at = Some(Timestamp::from_millis(4_000_000_000_000)),
        EnvelopeOption::Metadata => {
            options.metadata = BTreeMap::from([("dossier".to_owned(), "42".to_owned())]);
        }
        EnvelopeOption::NotificationUrls => {
            options.notification_urls = vec!["https://exemple.fr/avis".to_owned()];
        }
        EnvelopeOption::RedirectUrl => options.redirect_url = Some("https://exemple.fr/merci".to_owned()),
        EnvelopeOption::ReminderDays => options.reminder_days = Some(3),
        EnvelopeOption::RequesterEmail => options.requester_email = "moi@exemple.fr".to_owned(),
        EnvelopeOption::SignatureModes => options.signature_modes = vec![SignatureMode::Drawn],
        EnvelopeOption::Test => options.test = true,
    }
}

/// The dispatch of a good envelope with another envelope in its place: as a planner with a fault would make it.
fn forged<'e>(good: Dispatch<'e>, spoiled: &'e Envelope) -> Dispatch<'e> {
    let person = |old: &&Recipient| spoiled.recipient(&old.id).unwrap();
    let groups = good.groups.iter().map(|group| group.iter().map(person).collect()).collect();
    let documents = spoiled.documents().iter().take(good.documents.len()).collect();
    Dispatch { envelope: spoiled, groups, documents, ..good }
}

async fn what_an_envelope_asks_for_beyond_the_capability_is_refused_before_any_request(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request = request(&stage);
    let good = request.envelope();
    let wishes = denied(stage.provider.capability());
    assert!(!wishes.is_empty(), "nobody can do everything");
    for (name, wish) in wishes {
        let mut content = request.content.clone();
        wish(&mut content);
        let spoiled = Envelope::new(content);
        assert!(plan(&spoiled, stage.provider.capability()).is_err(), "{name} is planned");
        let dispatch = forged(first_dispatch(&good, &*stage.provider), &spoiled);
        let error = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Unsupported, "{name}");
    }
    if stand_in_of(provider).is_some() {
        assert_eq!(stage.routes(), Vec::<String>::new());
    }
}

async fn a_dispatch_that_does_not_fit_is_refused_before_any_request(provider: ProviderId) {
    let stage = Stage::new(provider).await;
    let request =
        stage.request().signer_in_turn("Alice", 1).signer_in_turn("Bruno", 1).signer_in_turn("Chloe", 2);
    let request = request.document(&[crate::support::Paper::A4]);
    let envelope = request.envelope();
    let group = |number: usize| paraphe_envelope::turns(envelope.recipients())[number].clone();
    let all = |documents: usize, groups: Vec<Vec<_>>| Dispatch {
        envelope: &envelope,
        number: 1,
        turn: 1,
        documents: envelope.documents().iter().take(documents).collect(),
        groups,
        observers: Vec::new(),
    };
    let capability = stage.provider.capability();
    let mut wrong = vec![
        ("no document", all(0, vec![vec![group(1)[0]]])),
        ("nobody", all(1, Vec::new())),
        ("an empty group", all(1, vec![vec![group(1)[0]], Vec::new()])),
        ("the wrong order", all(1, vec![group(1), group(0)])),
        ("two groups in one", all(1, vec![[group(0), group(1)].concat()])),
    ];
    if capability.signers == Arity::One {
        wrong.push(("two people", all(1, vec![group(0)])));
    }
    if capability.documents == Arity::One {
        wrong.push(("two documents", all(2, vec![vec![group(1)[0]]])));
    }
    if capability.routing != Routing::Groups {
        wrong.push(("groups in order", all(1, vec![group(0), group(1)])));
    }
    for (name, dispatch) in wrong {
        let error = send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Unsupported, "{name}");
    }
    let dispatch = all(1, vec![vec![group(0)[0]]]);
    let key = paraphe_providers::IdempotencyKey { dispatch: 2, ..key_of(&dispatch) };
    let steps = MemorySteps::default();
    let error = stage.provider.send(&dispatch, request.files(), &key, &steps).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported, "the key of another dispatch");
    if stand_in_of(provider).is_some() {
        assert_eq!(stage.routes(), Vec::<String>::new());
    }
}
