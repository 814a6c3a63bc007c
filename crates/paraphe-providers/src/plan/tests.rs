//! Orders and capabilities one by one; `promise` tries all of them.

mod promise;

use paraphe_envelope::{
    Authentication, Delivery, DocumentId, EnvelopeContent, EnvelopeId, EnvelopeOptions, FieldId, FieldKind,
    Language, PageGeometry, Placement, Rotation, RoutingOrder, Sha256Digest, Timestamp, ViewRect,
};

use super::*;
use crate::capability::{Boxless, Expiry, Judging, LogoForm, NoticeAddresses, Placing, ProgressSource, Tier};

fn capability(documents: Arity, signers: Arity, routing: Routing) -> Capability {
    Capability {
        documents,
        signers,
        routing,
        placement: Placing::Coordinates,
        own_size: false,
        boxless: Boxless::Invisible,
        roles: vec![Role::Approver, Role::CarbonCopy, Role::Signer, Role::Viewer],
        field_kinds: vec![FieldKind::Signature],
        authentication: vec![Authentication::None],
        delivery: vec![Delivery::InPerson],
        progress: ProgressSource::Immediate,
        names_signers: true,
        artifacts: Vec::new(),
        remind: false,
        void: false,
        max_document_bytes: None,
        options: Vec::new(),
        signature_modes: Vec::new(),
        message: true,
        message_texts: Arity::Many,
        expiry: Expiry::KeptHere,
        tier: Tier::Simple,
        price_cents: None,
        counts_credits: false,
        poll_seconds: None,
        idempotent: false,
        reminder_days: Vec::new(),
        email: false,
        full_names: false,
        requester: false,
        notice_addresses: NoticeAddresses::Any,
        logo_form: LogoForm::PictureOrAddress,
        judging: Judging::Never,
    }
}

fn every_capability() -> Vec<Capability> {
    let mut all = Vec::new();
    for documents in [Arity::One, Arity::Many] {
        for signers in [Arity::One, Arity::Many] {
            for routing in [Routing::Groups, Routing::Parallel, Routing::Sequential] {
                all.push(capability(documents, signers, routing));
            }
        }
    }
    all
}

fn id_of(number: usize) -> [u8; 16] {
    (number as u128).to_be_bytes()
}

fn recipient(number: usize, role: Role, order: Option<u16>) -> Recipient {
    Recipient {
        id: format!("r{number}").parse().unwrap(),
        role,
        first_name: "Amélie".to_owned(),
        last_name: number.to_string(),
        email: None,
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: order.and_then(RoutingOrder::new),
        delivery: Delivery::InPerson,
    }
}

fn document(number: usize) -> Document {
    Document {
        id: DocumentId::new(id_of(number)),
        name: format!("Contrat {number}"),
        sha256: Sha256Digest::of(&id_of(number)),
        byte_size: 1000 * (number as u64 + 1),
        pages: PageGeometry::new([0.0, 0.0, 595.0, 842.0], None, Rotation::None, 1.0).into_iter().collect(),
    }
}

/// People by part and number, and whose box is on which document.
fn envelope(people: &[(Role, Option<u16>)], documents: usize, boxes: &[(usize, usize)]) -> Envelope {
    let recipients: Vec<_> =
        people.iter().zip(0..).map(|(person, at)| recipient(at, person.0, person.1)).collect();
    let documents: Vec<_> = (0..documents).map(document).collect();
    let rect = ViewRect { x: 10.0, y: 10.0, width: 150.0, height: 60.0 };
    let fields = boxes.iter().zip(0..).map(|(&(person, on), at)| Field {
        id: FieldId::new(id_of(at)),
        recipient: recipients[person % recipients.len()].id.clone(),
        document: documents[on % documents.len()].id.clone(),
        kind: FieldKind::Signature,
        placement: Placement { page: 1, rect },
        label: String::new(),
        required: true,
        group: None,
    });
    Envelope::new(EnvelopeContent {
        id: EnvelopeId::new([7; 16]),
        title: "Contrat".to_owned(),
        message: String::new(),
        language: Language::Fr,
        fields: fields.collect(),
        documents,
        recipients,
        options: EnvelopeOptions::default(),
        created_at: Timestamp::from_millis(0),
    })
}

/// A plan in words: turn, documents, groups, and after a bar those who are told.
fn words(plan: &[Dispatch<'_>]) -> Vec<String> {
    let ids =
        |people: &[&Recipient]| people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>().join("+");
    plan.iter()
        .map(|dispatch| {
            let groups: Vec<_> = dispatch.groups.iter().map(|group| ids(group)).collect();
            let names: Vec<_> = dispatch.documents.iter().map(|document| &document.name[8..]).collect();
            let told =
                if dispatch.observers.is_empty() { "" } else { &format!(" | {}", ids(&dispatch.observers)) };
            format!("{}: [{}] {}{told}", dispatch.turn, names.join(","), groups.join(" > "))
        })
        .collect()
}

fn check(people: &[(Role, Option<u16>)], capability: &Capability, expect: &[&str]) {
    let envelope = envelope(people, 1, &[]);
    assert_eq!(words(&plan(&envelope, capability).unwrap()), expect);
}

const SIGNER: Role = Role::Signer;

#[test]
fn who_keeps_groups_gets_all_at_once() {
    let people = [(SIGNER, Some(1)), (SIGNER, Some(2)), (SIGNER, Some(2)), (Role::CarbonCopy, None)];
    check(&people, &capability(Arity::Many, Arity::Many, Routing::Groups), &["1: [0] r0 > r1+r2 | r3"]);
}

#[test]
fn who_keeps_no_order_gets_a_turn_per_group() {
    let people = [(SIGNER, Some(2)), (SIGNER, Some(1)), (Role::Viewer, None), (Role::CarbonCopy, None)];
    check(
        &people,
        &capability(Arity::Many, Arity::Many, Routing::Parallel),
        &["1: [0] r1 | r2", "2: [0] r0 | r3"],
    );
}

#[test]
fn who_keeps_a_strict_order_gets_groups_apart() {
    let people =
        [(SIGNER, Some(1)), (SIGNER, Some(2)), (SIGNER, Some(3)), (SIGNER, Some(3)), (SIGNER, Some(4))];
    let expect = ["1: [0] r0 > r1", "2: [0] r2+r3", "3: [0] r4"];
    check(&people, &capability(Arity::Many, Arity::Many, Routing::Sequential), &expect);
}

#[test]
fn who_takes_one_signer_gets_them_one_after_the_other() {
    let people = [(SIGNER, None), (SIGNER, None)];
    check(&people, &capability(Arity::Many, Arity::One, Routing::Parallel), &["1: [0] r0", "2: [0] r1"]);
}

#[test]
fn documents_that_go_apart_bring_only_their_own_people() {
    let people = [(SIGNER, Some(1)), (SIGNER, Some(2)), (Role::Viewer, None)];
    let envelope = envelope(&people, 2, &[(0, 0), (0, 1), (1, 1)]);
    let plan = plan(&envelope, &capability(Arity::One, Arity::Many, Routing::Groups)).unwrap();
    assert_eq!(words(&plan), ["1: [0] r0 | r2", "1: [1] r0 | r2", "2: [1] r1"]);
}

#[test]
fn who_signs_without_a_box_signs_every_document_or_is_refused() {
    let people = [(SIGNER, None), (SIGNER, None)];
    let mixed = envelope(&people, 2, &[(0, 0)]);
    let nobody = envelope(&people, 2, &[]);
    let mut capability = capability(Arity::One, Arity::Many, Routing::Parallel);
    let told = plan(&mixed, &capability).unwrap();
    assert_eq!(words(&told), ["1: [0] r0+r1", "1: [1] r1"]);
    let recipient = |number: usize| mixed.recipients()[number].id.clone();
    let refused = |numbers: &[usize]| -> Vec<Refusal> {
        numbers.iter().map(|&number| Refusal::Boxless { recipient: recipient(number) }).collect()
    };
    for (boxless, beside, alone) in [
        (Boxless::AddedPage, vec![], vec![]),
        (Boxless::AddedPageForAll, vec![1], vec![]),
        (Boxless::Refused, vec![1], vec![0, 1]),
        (Boxless::SignerPlaces, vec![], vec![]),
    ] {
        capability.boxless = boxless;
        let refusals = |envelope: &Envelope| plan(envelope, &capability).err().unwrap_or_default();
        assert_eq!(refusals(&mixed), refused(&beside), "{boxless:?}");
        assert_eq!(refusals(&nobody), refused(&alone), "{boxless:?}");
        assert_eq!(refused(&[1])[0].path(&mixed), "recipients[1].fields");
    }
}

#[test]
fn every_refusal_is_told_at_once_with_its_place() {
    let mut capability = capability(Arity::One, Arity::Many, Routing::Groups);
    capability.roles = vec![Role::Signer];
    capability.field_kinds = vec![FieldKind::Initials];
    capability.authentication = vec![Authentication::SmsCode];
    capability.delivery = vec![Delivery::Links];
    capability.max_document_bytes = Some(1500);
    let people = [(Role::Viewer, None), (SIGNER, None)];
    let envelope = envelope(&people, 2, &[(1, 0)]);
    let refusals = plan(&envelope, &capability).unwrap_err();
    let paths: Vec<_> = refusals.iter().map(|refusal| refusal.path(&envelope)).collect();
    let expect = [
        "documents[1].path",
        "recipients[0].role",
        "recipients[1].authentication",
        "recipients[1].delivery",
        "fields[0].kind",
        "documents[1].path",
    ];
    assert_eq!(paths, expect);
    let (document, limit) = (DocumentId::new(id_of(1)), 1500);
    assert_eq!(refusals[0], Refusal::DocumentTooLarge { document: document.clone(), bytes: 2000, limit });
    assert_eq!(refusals[5], Refusal::DocumentWithoutSigner { document });
}

#[test]
fn what_a_service_must_know_of_each_person_is_asked_before() {
    let mut capability = capability(Arity::Many, Arity::Many, Routing::Groups);
    (capability.email, capability.full_names) = (true, true);
    let mut content = envelope(&[(SIGNER, None), (Role::Viewer, None)], 1, &[(0, 0)]).content().clone();
    for person in &mut content.recipients {
        person.first_name.clear();
    }
    let envelope = Envelope::new(content);
    let refusals = plan(&envelope, &capability).unwrap_err();
    let recipient = envelope.recipients()[0].id.clone();
    let email = Refusal::EmailMissing { recipient: recipient.clone() };
    assert_eq!(refusals, [email, Refusal::NameIncomplete { recipient }], "who only looks need not be known");
}

#[test]
fn a_refusal_is_json_with_a_code() {
    let refusal = Refusal::Delivery { recipient: "r1".parse().unwrap(), delivery: Delivery::Links };
    let json = serde_json::json!({ "code": "delivery", "recipient": "r1", "delivery": "links" });
    assert_eq!(serde_json::to_value(&refusal).unwrap(), json);
}
