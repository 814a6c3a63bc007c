use proptest::prelude::*;

use super::*;
use crate::sample::{document_id, draft, envelope_id, now, recipient_id};
use crate::{AuditEventKind as Kind, DocumentId, Role, RoutingOrder, TransitionRefusal};

/// Alice signs first, then Bob; Chloé looks.
fn envelope() -> Envelope {
    let mut draft = draft();
    draft.recipients[0].routing_order = Some(1);
    draft.recipients[1].routing_order = Some(2);
    draft.into_envelope(envelope_id(), now()).unwrap()
}

fn event(kind: Kind) -> AuditEvent {
    AuditEvent { at: Timestamp::from_millis(1_795_337_417_000), kind }
}

fn started() -> Kind {
    Kind::SendingStarted { provider: "local".to_owned(), account: "local".to_owned() }
}

fn signed(id: &str, document: u8, text: &str) -> Kind {
    Kind::Signed {
        recipient: recipient_id(id),
        documents: vec![(document_id(document), Sha256Digest::of(text.as_bytes()))],
    }
}

fn viewed(id: &str) -> Kind {
    Kind::Viewed { recipient: recipient_id(id) }
}

fn declined(id: &str) -> Kind {
    Kind::Declined { recipient: recipient_id(id), reason: "Le prix a changé".to_owned() }
}

fn voided() -> Kind {
    Kind::Voided { reason: String::new() }
}

fn failed() -> Kind {
    Kind::Failed { reason: "402".to_owned() }
}

fn uncertain() -> Kind {
    Kind::SendingUncertain { reason: "timeout".to_owned() }
}

fn after(kinds: &[Kind]) -> Envelope {
    Envelope::from_events(envelope().content().clone(), kinds.iter().cloned().map(event)).unwrap()
}

fn open() -> Vec<Kind> {
    vec![Kind::Created, started(), Kind::Accepted]
}

/// What stands in the way of this event after those.
fn refusal(kinds: &[Kind], next: Kind) -> TransitionRefusal {
    let mut envelope = after(kinds);
    let before = envelope.clone();
    let name = next.name();
    let error = envelope.apply(event(next)).unwrap_err();
    assert_eq!(envelope, before, "a refused event must change nothing");
    assert_eq!((&error.envelope, error.status, error.event), (before.id(), before.status(), name));
    error.refusal
}

fn turn(envelope: &Envelope) -> Vec<&str> {
    envelope.whose_turn().into_iter().map(|recipient| recipient.id.as_str()).collect()
}

fn statuses(envelope: &Envelope) -> Vec<RecipientStatus> {
    envelope.recipients().iter().map(|recipient| envelope.recipient_status(&recipient.id)).collect()
}

#[test]
fn the_whole_way() {
    use RecipientStatus::{Invited, Signed, Viewed, Waiting};
    let consent = Kind::Consented {
        recipient: recipient_id("alice"),
        text_sha256: Sha256Digest::of("J’accepte".as_bytes()),
        language: Language::Fr,
        version: 1,
    };
    let mut envelope = envelope();
    assert!(envelope.is_sequential());
    for (kind, status, recipients, turns) in [
        (Kind::Created, EnvelopeStatus::Sending, [Waiting, Waiting, Waiting], &[][..]),
        (started(), EnvelopeStatus::Sending, [Waiting, Waiting, Waiting], &[]),
        (Kind::Accepted, EnvelopeStatus::Sent, [Invited, Waiting, Invited], &["alice"]),
        (viewed("alice"), EnvelopeStatus::InProgress, [Viewed, Waiting, Invited], &["alice"]),
        (consent, EnvelopeStatus::InProgress, [Viewed, Waiting, Invited], &["alice"]),
        (signed("alice", 1, "a"), EnvelopeStatus::InProgress, [Signed, Invited, Invited], &["bob"]),
        (signed("bob", 1, "ab"), EnvelopeStatus::InProgress, [Signed, Signed, Invited], &[]),
        (Kind::Completed, EnvelopeStatus::Completed, [Signed, Signed, Invited], &[]),
        (viewed("chloe"), EnvelopeStatus::Completed, [Signed, Signed, Viewed], &[]),
    ] {
        envelope.apply(event(kind.clone())).unwrap();
        assert_eq!(envelope.status(), status, "{kind:?}");
        assert_eq!(statuses(&envelope), recipients, "{kind:?}");
        assert_eq!(turn(&envelope), turns, "{kind:?}");
    }
    assert_eq!(envelope.events().len(), 9);
    assert!(envelope.status().is_final());
}

#[test]
fn a_digest_is_that_of_the_last_signature() {
    let [first, second] = [0, 1].map(|index| envelope().documents()[index].clone());
    let mut kinds = open();
    assert_eq!(after(&kinds).current_digest(&first), first.sha256);
    kinds.push(signed("alice", 1, "a"));
    assert_eq!(after(&kinds).current_digest(&first), Sha256Digest::of(b"a"));
    kinds.push(signed("bob", 1, "ab"));
    assert_eq!(after(&kinds).current_digest(&first), Sha256Digest::of(b"ab"));
    assert_eq!(after(&kinds).current_digest(&second), second.sha256);
}

#[test]
fn the_beginning_is_creation_and_only_once() {
    assert_eq!(refusal(&[], started()), TransitionRefusal::NotTheBeginning);
    assert_eq!(refusal(&[], viewed("alice")), TransitionRefusal::NotTheBeginning);
    assert_eq!(refusal(&[Kind::Created], Kind::Created), TransitionRefusal::NotTheBeginning);
}

#[test]
fn nobody_acts_before_it_is_sent() {
    for kind in [viewed("alice"), signed("alice", 1, "a"), declined("alice"), Kind::Completed] {
        assert_eq!(refusal(&[Kind::Created, started()], kind), TransitionRefusal::WrongStatus);
    }
}

#[test]
fn what_waits_to_leave_can_run_out_of_time_and_what_may_have_left_cannot() {
    assert_eq!(after(&[Kind::Created, started(), Kind::Expired]).status(), EnvelopeStatus::Expired);
    for kinds in [vec![Kind::Created], vec![Kind::Created, started(), uncertain()]] {
        assert_eq!(refusal(&kinds, Kind::Expired), TransitionRefusal::WrongStatus);
    }
}

#[test]
fn nobody_acts_after_the_end() {
    for end in [voided(), Kind::Expired, failed(), declined("alice")] {
        let kinds = [open(), vec![end]].concat();
        assert!(after(&kinds).whose_turn().is_empty());
        for kind in
            [signed("alice", 1, "a"), declined("alice"), voided(), Kind::Completed, Kind::Accepted, started()]
        {
            assert_eq!(refusal(&kinds, kind), TransitionRefusal::WrongStatus);
        }
    }
}

#[test]
fn nobody_acts_out_of_turn_or_twice() {
    let out_of_turn = TransitionRefusal::OutOfTurn {
        recipient: recipient_id("bob"),
        waiting_for: vec![recipient_id("alice")],
    };
    assert_eq!(refusal(&open(), signed("bob", 1, "b")), out_of_turn);
    assert_eq!(refusal(&open(), declined("bob")), out_of_turn);
    let kinds = [open(), vec![signed("alice", 1, "a")]].concat();
    let twice =
        TransitionRefusal::AlreadyDone { recipient: recipient_id("alice"), status: RecipientStatus::Signed };
    assert_eq!(refusal(&kinds, signed("alice", 1, "aa")), twice);
    assert_eq!(refusal(&kinds, declined("alice")), twice);
}

#[test]
fn everybody_keeps_to_their_part() {
    let wrong = TransitionRefusal::WrongRole { recipient: recipient_id("chloe"), role: Role::Viewer };
    assert_eq!(refusal(&open(), signed("chloe", 1, "c")), wrong);
    assert_eq!(refusal(&open(), declined("chloe")), wrong);
    assert_eq!(
        refusal(&open(), Kind::Approved { recipient: recipient_id("alice") }),
        TransitionRefusal::WrongRole { recipient: recipient_id("alice"), role: Role::Signer }
    );
}

#[test]
fn strangers_are_refused() {
    let stranger = recipient_id("stranger");
    assert_eq!(
        refusal(&open(), viewed("stranger")),
        TransitionRefusal::UnknownRecipient { recipient: stranger.clone() }
    );
    assert_eq!(
        refusal(&open(), signed("alice", 7, "a")),
        TransitionRefusal::UnknownDocument { document: document_id(7) }
    );
    let result = Kind::ValidatedResult { document: document_id(7), conclusion: "TOTAL_PASSED".to_owned() };
    assert_eq!(refusal(&open(), result), TransitionRefusal::UnknownDocument { document: document_id(7) });
    let twice: Vec<(DocumentId, Sha256Digest)> = vec![(document_id(1), Sha256Digest::of(b"a")); 2];
    assert_eq!(
        refusal(&open(), Kind::Signed { recipient: recipient_id("alice"), documents: twice }),
        TransitionRefusal::DuplicateDocument { document: document_id(1) }
    );
    assert_eq!(after(&open()).recipient_status(&stranger), RecipientStatus::Unknown);
}

#[test]
fn it_is_complete_only_when_everybody_is_done() {
    let kinds = [open(), vec![signed("alice", 1, "a")]].concat();
    assert_eq!(
        refusal(&kinds, Kind::Completed),
        TransitionRefusal::StillWaiting { recipients: vec![recipient_id("bob")] }
    );
}

#[test]
fn an_uncertain_sending_is_settled_but_never_repeated() {
    let kinds = vec![Kind::Created, started(), uncertain()];
    let envelope = after(&kinds);
    assert_eq!(envelope.status(), EnvelopeStatus::Uncertain);
    assert_eq!(statuses(&envelope), [RecipientStatus::Unknown; 3]);
    assert_eq!(refusal(&kinds, started()), TransitionRefusal::WrongStatus);
    assert_eq!(after(&[kinds.clone(), vec![Kind::Accepted]].concat()).status(), EnvelopeStatus::Sent);
    let not_sent = [kinds, vec![failed()]].concat();
    assert_eq!(after(&not_sent).status(), EnvelopeStatus::Failed);
    assert_eq!(after(&[not_sent, vec![started()]].concat()).status(), EnvelopeStatus::Sending);
}

#[test]
fn a_copy_arrives_at_the_end() {
    let mut content = envelope().content().clone();
    content.recipients[2].role = Role::CarbonCopy;
    let mut kinds = open();
    let at = |kinds: &[Kind]| {
        let envelope = Envelope::from_events(content.clone(), kinds.iter().cloned().map(event)).unwrap();
        envelope.recipient_status(&recipient_id("chloe"))
    };
    assert_eq!(at(&kinds), RecipientStatus::Waiting);
    kinds.extend([signed("alice", 1, "a"), signed("bob", 1, "ab"), Kind::Completed]);
    assert_eq!(at(&kinds), RecipientStatus::Invited);
}

#[test]
fn the_last_event_of_a_recipient_is_known() {
    let kinds = [open(), vec![viewed("alice"), signed("alice", 1, "a")]].concat();
    let envelope = after(&kinds);
    assert_eq!(envelope.last_event_of(&recipient_id("alice")).map(|event| event.kind.name()), Some("signed"));
    assert_eq!(envelope.last_event_of(&recipient_id("bob")), None);
}

#[test]
fn events_and_content_survive_json() {
    let kinds = [open(), vec![signed("alice", 1, "a"), declined("bob")]].concat();
    let envelope = after(&kinds);
    let content = serde_json::to_string(envelope.content()).unwrap();
    let events = serde_json::to_string(envelope.events()).unwrap();
    assert!(
        events.contains(r#"{"type":"declined","recipient":"bob","reason":"Le prix a changé"}"#),
        "{events}"
    );
    let events: Vec<AuditEvent> = serde_json::from_str(&events).unwrap();
    assert_eq!(Envelope::from_events(serde_json::from_str(&content).unwrap(), events).unwrap(), envelope);
}

fn any_kind() -> impl Strategy<Value = Kind> {
    let person = || (0..3_usize).prop_map(|index| ["alice", "bob", "chloe"][index]);
    prop_oneof![
        Just(started()),
        Just(uncertain()),
        Just(Kind::Accepted),
        Just(Kind::Completed),
        Just(Kind::Expired),
        Just(failed()),
        Just(voided()),
        person().prop_map(viewed),
        person().prop_map(declined),
        person().prop_map(|id| Kind::Approved { recipient: recipient_id(id) }),
        person().prop_map(|id| Kind::Invited { recipient: recipient_id(id) }),
        (person(), 1..4_u8).prop_map(|(id, document)| signed(id, document, id)),
    ]
}

proptest! {
    /// Whatever arrives in whatever order: nobody signs out of turn or twice, an end is an end, and the stored events
    /// rebuild the same envelope.
    #[test]
    fn any_sequence_of_events_leaves_a_sound_envelope(
        orders in proptest::array::uniform2(proptest::option::of(1..3_u16)),
        kinds in proptest::collection::vec(any_kind(), 0..40),
    ) {
        let mut content = envelope().content().clone();
        for (recipient, order) in content.recipients.iter_mut().zip(orders) {
            recipient.routing_order = order.and_then(RoutingOrder::new);
        }
        let mut envelope = Envelope::from_events(content.clone(), open().into_iter().map(event)).unwrap();
        for kind in kinds {
            let before = envelope.clone();
            let is_act = matches!(kind, Kind::Signed { .. } | Kind::Declined { .. } | Kind::Approved { .. });
            let actor = kind.recipient().cloned();
            if envelope.apply(event(kind)).is_err() {
                prop_assert_eq!(&envelope, &before);
            } else if is_act {
                prop_assert!(before.whose_turn().iter().any(|recipient| Some(&recipient.id) == actor.as_ref()));
            }
            prop_assert!(!before.status().is_final() || envelope.status() == before.status());
        }
        let rebuilt = Envelope::from_events(content, envelope.events().to_vec()).unwrap();
        prop_assert_eq!(rebuilt, envelope);
    }
}
