use proptest::prelude::*;

use super::*;
use crate::sample::{
    document, document_id, draft, draft_recipient, field, field_id, placement, recipient_id,
};
use crate::{FieldKind, GroupId, PlaceId, Role, SignatureVisibility};

#[test]
fn a_removed_recipient_comes_back_with_their_fields_at_their_places() {
    let mut changed = draft();
    let removal = DraftOperation::RemoveRecipient { recipient: recipient_id("alice") };
    let inverse = changed.apply(removal.clone()).unwrap();
    assert_eq!(changed.fields, vec![field(2, "bob", 1)]);
    assert_eq!(changed.recipients.len(), 2);
    let again = changed.apply(inverse).unwrap();
    assert_eq!(changed, draft());
    changed.apply(again).unwrap();
    assert!(changed.recipient(&recipient_id("alice")).is_none());
    assert_eq!(changed.fields, vec![field(2, "bob", 1)]);
}

#[test]
fn a_removed_document_takes_its_fields_along() {
    let mut changed = draft();
    let inverse = changed.apply(DraftOperation::RemoveDocument { document: document_id(1) }).unwrap();
    assert_eq!(changed.fields, vec![field(3, "alice", 2)]);
    changed.apply(inverse).unwrap();
    assert_eq!(changed, draft());
}

#[test]
fn a_batch_is_all_or_nothing() {
    let mut changed = draft();
    let operations = vec![
        DraftOperation::SetTitle { title: "Avenant".to_owned() },
        DraftOperation::RemoveDocument { document: document_id(1) },
        DraftOperation::RemoveField { field: field_id(1) },
    ];
    let error = changed.apply(DraftOperation::Batch { operations }).unwrap_err();
    assert_eq!(error, OperationError::UnknownField { field: field_id(1) });
    assert_eq!(changed, draft());
}

#[test]
fn what_cannot_be_done_says_why_and_changes_nothing() {
    let stranger = || recipient_id("stranger");
    for (operation, expect) in [
        (
            DraftOperation::AddDocument { document: document(1), index: 0 },
            OperationError::DuplicateDocument { document: document_id(1) },
        ),
        (
            DraftOperation::AddDocument { document: document(3), index: 3 },
            OperationError::IndexOutOfRange { index: 3, length: 2 },
        ),
        (
            DraftOperation::MoveDocument { document: document_id(1), index: 2 },
            OperationError::IndexOutOfRange { index: 2, length: 2 },
        ),
        (
            DraftOperation::RenameDocument { document: document_id(7), name: "x".to_owned() },
            OperationError::UnknownDocument { document: document_id(7) },
        ),
        (
            DraftOperation::AddRecipient { recipient: draft_recipient("bob", Role::Viewer), index: 0 },
            OperationError::DuplicateRecipient { recipient: recipient_id("bob") },
        ),
        (
            DraftOperation::UpdateRecipient { recipient: draft_recipient("stranger", Role::Signer) },
            OperationError::UnknownRecipient { recipient: stranger() },
        ),
        (
            DraftOperation::AssignField { field: field_id(1), recipient: stranger() },
            OperationError::UnknownRecipient { recipient: stranger() },
        ),
        (
            DraftOperation::AddField { field: field(4, "stranger", 1) },
            OperationError::UnknownRecipient { recipient: stranger() },
        ),
        (
            DraftOperation::AddField { field: field(4, "bob", 7) },
            OperationError::UnknownDocument { document: document_id(7) },
        ),
        (
            DraftOperation::AddField { field: field(1, "bob", 1) },
            OperationError::DuplicateField { field: field_id(1) },
        ),
        (
            DraftOperation::PlaceField { field: field_id(7), placement: placement(1, 0.0, 0.0) },
            OperationError::UnknownField { field: field_id(7) },
        ),
    ] {
        let mut changed = draft();
        assert_eq!(changed.apply(operation), Err(expect));
        assert_eq!(changed, draft());
    }
}

#[test]
fn a_replaced_document_keeps_its_fields_and_a_moved_field_is_no_longer_doubtful() {
    let mut changed = draft();
    let other = Document { name: "Autre".to_owned(), pages: Vec::new(), ..document(1) };
    let inverse = changed
        .apply(DraftOperation::Batch {
            operations: vec![
                DraftOperation::ReplaceDocument { document: other.clone() },
                DraftOperation::DoubtField { field: field_id(1) },
                DraftOperation::DoubtField { field: field_id(2) },
            ],
        })
        .unwrap();
    assert_eq!((&changed.documents[0], changed.fields.len()), (&other, 3));
    let place = DraftOperation::PlaceField { field: field_id(1), placement: placement(1, 5.0, 5.0) };
    let back = changed.apply(place).unwrap();
    assert_eq!(changed.doubtful.iter().collect::<Vec<_>>(), [&field_id(2)]);
    changed.apply(back).unwrap();
    assert_eq!(changed.doubtful.len(), 2);
    changed.apply(DraftOperation::ConfirmField { field: field_id(2) }).unwrap();
    let error = changed.apply(DraftOperation::DoubtField { field: field_id(7) }).unwrap_err();
    assert_eq!(error, OperationError::UnknownField { field: field_id(7) });
    changed.apply(DraftOperation::DoubtField { field: field_id(2) }).unwrap();
    changed.apply(inverse).unwrap();
    assert_eq!(changed, draft());
}

#[test]
fn taking_back_a_refusal_shows_only_what_it_refused() {
    let [first, second] = [1, 2].map(|number| PlaceId::new([number; 16]));
    let mut changed = draft();
    let refuse = |places: &[&PlaceId]| DraftOperation::RefusePlaces {
        places: places.iter().copied().cloned().collect(),
    };
    changed.apply(refuse(&[&first])).unwrap();
    let back = changed.apply(refuse(&[&first, &second, &second])).unwrap();
    assert_eq!(changed.refused_places.iter().collect::<Vec<_>>(), [&first, &second]);
    let again = changed.apply(back).unwrap();
    assert_eq!(changed.refused_places.iter().collect::<Vec<_>>(), [&first]);
    assert_eq!(again, refuse(&[&second]));
    let older = serde_json::to_value(draft()).map(|mut json| {
        json.as_object_mut().unwrap().remove("refused_places");
        json
    });
    assert_eq!(serde_json::from_value::<Draft>(older.unwrap()).unwrap(), draft());
}

#[test]
fn a_box_takes_back_the_choice_to_sign_without_one_and_undo_restores_it() {
    let chosen = |draft: &Draft| draft.recipient(&recipient_id("bob")).unwrap().signature;
    let mut changed = draft();
    let before = changed.clone();
    let bob = DraftRecipient {
        signature: SignatureVisibility::Invisible,
        ..changed.recipient(&recipient_id("bob")).unwrap().clone()
    };
    changed.apply(DraftOperation::UpdateRecipient { recipient: bob.clone() }).unwrap();
    assert_eq!(changed, before, "who has a box signs in it");
    changed.apply(DraftOperation::RemoveField { field: field_id(2) }).unwrap();
    changed.apply(DraftOperation::UpdateRecipient { recipient: bob }).unwrap();
    let invisible = changed.clone();
    let date = Field { kind: FieldKind::Date, ..field(8, "bob", 1) };
    changed.apply(DraftOperation::AddField { field: date }).unwrap();
    assert_eq!(chosen(&changed), SignatureVisibility::Invisible, "a date is no signature");
    changed.apply(DraftOperation::RemoveField { field: field_id(8) }).unwrap();
    for operation in [
        DraftOperation::AddField { field: field(9, "bob", 1) },
        DraftOperation::AssignField { field: field_id(1), recipient: recipient_id("bob") },
    ] {
        let back = changed.apply(operation.clone()).unwrap();
        assert_eq!(chosen(&changed), SignatureVisibility::Visible, "{operation:?}");
        let visible = changed.clone();
        let again = changed.apply(back.clone()).unwrap();
        assert_eq!(changed, invisible);
        changed.apply(again).unwrap();
        assert_eq!(changed, visible);
        changed.apply(back).unwrap();
    }
}

#[test]
fn groups_come_back_as_they_were() {
    let group = |number: u8| Some(GroupId::new([number; 16]));
    let mut changed = draft();
    let put = |draft: &mut Draft, fields: &[u8], group| {
        let fields = fields.iter().copied().map(field_id).collect();
        draft.apply(DraftOperation::GroupFields { fields, group })
    };
    put(&mut changed, &[1, 2, 1], group(7)).unwrap();
    let before = changed.clone();
    let inverse = put(&mut changed, &[3, 2, 2], group(8)).unwrap();
    let groups: Vec<_> = changed.fields.iter().map(|field| field.group.clone()).collect();
    assert_eq!(groups, [group(7), group(8), group(8)]);
    changed.apply(inverse).unwrap();
    assert_eq!(changed, before);
    let error = put(&mut changed, &[1, 9], None).unwrap_err();
    assert_eq!((error, changed), (OperationError::UnknownField { field: field_id(9) }, before));
}

#[test]
fn a_field_of_before_is_required_and_says_nothing() {
    let mut json = serde_json::to_value(field(1, "alice", 1)).unwrap();
    for key in ["label", "required", "group"] {
        json.as_object_mut().unwrap().remove(key).unwrap();
    }
    assert_eq!(serde_json::from_value::<Field>(json).unwrap(), field(1, "alice", 1));
}

#[test]
fn json_is_tagged_by_type() {
    let operation = DraftOperation::PlaceField { field: field_id(1), placement: placement(2, 10.0, 20.5) };
    let json = serde_json::json!({
        "type": "place_field",
        "field": field_id(1).to_string(),
        "placement": { "page": 2, "rect": { "x": 10.0, "y": 20.5, "width": 150.0, "height": 60.0 } }
    });
    assert_eq!(serde_json::to_value(&operation).unwrap(), json);
    assert_eq!(serde_json::from_value::<DraftOperation>(json).unwrap(), operation);
}

const PEOPLE: [&str; 4] = ["alice", "bob", "chloe", "dara"];

fn any_person() -> impl Strategy<Value = &'static str> {
    (0..PEOPLE.len()).prop_map(|index| PEOPLE[index])
}

fn any_field() -> impl Strategy<Value = Field> {
    (0..6_u8, any_person(), 0..4_u8, 1..4_u32, -50.0..700.0).prop_map(
        |(number, person, document, page, x)| Field {
            kind: if number % 2 == 0 { FieldKind::Signature } else { FieldKind::Text },
            placement: placement(page, x, x / 3.0),
            ..field(number, person, document)
        },
    )
}

/// The same place may be named twice.
fn any_places() -> impl Strategy<Value = Vec<PlaceId>> {
    proptest::collection::vec((0..4_u8).prop_map(|number| PlaceId::new([number; 16])), 0..4)
}

fn any_operation() -> impl Strategy<Value = DraftOperation> {
    let single = prop_oneof![
        (0..5_u8, 0..4_usize)
            .prop_map(|(id, index)| DraftOperation::AddDocument { document: document(id), index }),
        any_field().prop_map(|field| DraftOperation::AddField { field }),
        (any_field(), 0..5_usize).prop_map(|(field, index)| DraftOperation::InsertField { field, index }),
        (any_person(), 0..4_usize).prop_map(|(id, index)| DraftOperation::AddRecipient {
            recipient: draft_recipient(id, Role::Approver),
            index
        }),
        (0..6_u8, any_person()).prop_map(|(id, person)| DraftOperation::AssignField {
            field: field_id(id),
            recipient: recipient_id(person)
        }),
        (0..5_u8, 0..4_usize)
            .prop_map(|(id, index)| DraftOperation::MoveDocument { document: document_id(id), index }),
        (any_person(), 0..4_usize)
            .prop_map(|(id, index)| DraftOperation::MoveRecipient { recipient: recipient_id(id), index }),
        (any_field())
            .prop_map(|field| DraftOperation::PlaceField { field: field.id, placement: field.placement }),
        (0..5_u8).prop_map(|id| DraftOperation::RemoveDocument { document: document_id(id) }),
        (0..6_u8).prop_map(|id| DraftOperation::RemoveField { field: field_id(id) }),
        any_person().prop_map(|id| DraftOperation::RemoveRecipient { recipient: recipient_id(id) }),
        (0..5_u8, any::<String>())
            .prop_map(|(id, name)| DraftOperation::RenameDocument { document: document_id(id), name }),
        (0..6_u8).prop_map(|id| DraftOperation::DoubtField { field: field_id(id) }),
        (0..6_u8, any::<String>(), any::<bool>()).prop_map(|(id, label, required)| {
            DraftOperation::DescribeField { field: field_id(id), label, required }
        }),
        (proptest::collection::vec(0..6_u8, 0..4), proptest::option::of(0..3_u8)).prop_map(|(ids, group)| {
            DraftOperation::GroupFields {
                fields: ids.into_iter().map(field_id).collect(),
                group: group.map(|number| GroupId::new([number; 16])),
            }
        }),
        any_places().prop_map(|places| DraftOperation::RefusePlaces { places }),
        any_places().prop_map(|places| DraftOperation::ProposePlaces { places }),
        (0..6_u8).prop_map(|id| DraftOperation::ConfirmField { field: field_id(id) }),
        (0..5_u8, any::<u64>()).prop_map(|(id, byte_size)| DraftOperation::ReplaceDocument {
            document: Document { byte_size, ..document(id) }
        }),
        Just(DraftOperation::SetLanguage { language: Language::Ar }),
        any::<String>().prop_map(|message| DraftOperation::SetMessage { message }),
        any::<String>().prop_map(|title| DraftOperation::SetTitle { title }),
        (any_person(), any::<String>(), any::<Option<u16>>(), any::<bool>()).prop_map(
            |(id, email, routing_order, is_visible)| {
                let signature =
                    if is_visible { SignatureVisibility::Visible } else { SignatureVisibility::Invisible };
                let person = draft_recipient(id, Role::Signer);
                DraftOperation::UpdateRecipient {
                    recipient: DraftRecipient { email, routing_order, signature, ..person },
                }
            }
        ),
    ];
    single.prop_recursive(2, 12, 4, |inner| {
        proptest::collection::vec(inner, 0..4).prop_map(|operations| DraftOperation::Batch { operations })
    })
}

proptest! {
    #[test]
    fn undo_takes_back_exactly_what_was_done(operations in proptest::collection::vec(any_operation(), 0..40)) {
        let mut draft = draft();
        let mut undo = Vec::new();
        let mut snapshots = Vec::new();
        for operation in operations {
            let before = draft.clone();
            match draft.apply(operation) {
                Ok(inverse) => {
                    undo.push(inverse);
                    snapshots.push(before);
                }
                Err(_) => prop_assert_eq!(&draft, &before, "a refused operation must change nothing"),
            }
        }
        let mut redo = Vec::new();
        let done = draft.clone();
        while let (Some(inverse), Some(before)) = (undo.pop(), snapshots.pop()) {
            redo.push(draft.apply(inverse).unwrap());
            prop_assert_eq!(&draft, &before);
        }
        while let Some(operation) = redo.pop() {
            draft.apply(operation).unwrap();
        }
        prop_assert_eq!(draft, done);
    }

    /// Every field of a draft that came about by operations is for a recipient and a document of that draft.
    #[test]
    fn no_field_is_left_behind(operations in proptest::collection::vec(any_operation(), 0..40)) {
        let mut draft = draft();
        for operation in operations {
            let _ = draft.apply(operation);
        }
        for field in &draft.fields {
            prop_assert!(draft.recipient(&field.recipient).is_some() && draft.document(&field.document).is_some());
        }
        prop_assert!(draft.doubtful.iter().all(|id| draft.field(id).is_some()), "no mark is left behind");
    }
}
