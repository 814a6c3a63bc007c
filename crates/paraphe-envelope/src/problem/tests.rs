use super::*;
use crate::sample::{draft, envelope_id, field, field_id, now, placement, recipient_id};
use crate::{
    Authentication, Delivery, EmailAddress, EnvelopeStatus, Field, FieldKind, PhoneNumber, Role,
    RoutingOrder, SignatureVisibility, Timestamp, ViewRect,
};

/// Changes a draft without problems and expects exactly these, in this order.
fn check_after(change: impl FnOnce(&mut Draft), expect: &[DraftProblem]) {
    let mut draft = draft();
    change(&mut draft);
    assert_eq!(draft.problems(now()), expect);
    let outcome = draft.into_envelope(envelope_id(), now());
    assert_eq!(outcome.map(|_| ()), if expect.is_empty() { Ok(()) } else { Err(expect.to_vec()) });
}

fn alice() -> RecipientId {
    recipient_id("alice")
}

#[test]
fn a_complete_draft_becomes_an_envelope() {
    let mut draft = draft();
    draft.title = "  Contrat  ".to_owned();
    draft.recipients[0].email = " Alice@Example.fr ".to_owned();
    draft.recipients[0].mobile = "+33 6 12 34 56 78".to_owned();
    draft.recipients[0].routing_order = Some(2);
    let envelope = draft.clone().into_envelope(envelope_id(), now()).unwrap();
    assert_eq!(envelope.title(), "Contrat");
    assert_eq!(envelope.status(), EnvelopeStatus::Sending);
    assert_eq!(envelope.fields(), draft.fields);
    assert_eq!(envelope.documents(), draft.documents);
    let alice = envelope.recipient(&alice()).unwrap();
    assert_eq!(alice.email.as_ref().map(EmailAddress::as_str), Some("Alice@example.fr"));
    assert_eq!(alice.mobile.as_ref().map(PhoneNumber::as_str), Some("+33612345678"));
    assert_eq!(alice.routing_order, RoutingOrder::new(2));
    assert_eq!(alice.full_name(), "Łucja Đặng-Œuvray");
}

#[test]
fn an_empty_draft_has_every_problem_at_once() {
    let clear = |draft: &mut Draft| {
        draft.title = " \u{202f}".to_owned();
        draft.documents.clear();
        draft.recipients.clear();
        draft.fields.clear();
    };
    check_after(clear, &[DraftProblem::NoTitle, DraftProblem::NoDocument, DraftProblem::NoRecipient]);
}

#[test]
fn somebody_has_to_sign() {
    check_after(
        |draft| draft.recipients.iter_mut().for_each(|recipient| recipient.role = Role::Approver),
        &[DraftProblem::NoSigner],
    );
}

#[test]
fn a_signer_needs_a_signature_field() {
    let expect = [DraftProblem::SignerWithoutField { recipient: recipient_id("bob") }];
    check_after(|draft| drop(draft.fields.remove(1)), &expect);
    check_after(|draft| draft.fields[1].kind = FieldKind::Date, &expect);
}

#[test]
fn a_signer_without_a_box_is_no_problem_where_somebody_chose_so() {
    let choose = |draft: &mut Draft| draft.recipients[1].signature = SignatureVisibility::Invisible;
    let invisible = |draft: &mut Draft| {
        choose(draft);
        draft.fields.remove(1);
    };
    check_after(invisible, &[]);
    let both = [DraftProblem::InvisibleSignerWithField { recipient: recipient_id("bob") }];
    check_after(choose, &both);
    // Who signs every document can write in every one of them.
    check_after(
        |draft| {
            invisible(draft);
            draft.fields.push(Field { kind: FieldKind::Date, ..field(4, "bob", 2) });
            draft.fields.push(Field { kind: FieldKind::Initials, ..field(5, "bob", 1) });
        },
        &[],
    );
}

#[test]
fn an_email_is_needed_only_where_something_is_sent_to_it() {
    let missing = [DraftProblem::EmailMissing { recipient: alice() }];
    check_after(|draft| draft.recipients[0].delivery = Delivery::ProviderMails, &missing);
    check_after(|draft| draft.recipients[0].authentication = Authentication::EmailCode, &missing);
    check_after(|draft| draft.recipients[0].delivery = Delivery::Links, &[]);
    check_after(
        |draft| draft.recipients[0].email = "alice".to_owned(),
        &[DraftProblem::EmailInvalid { recipient: alice(), reason: EmailRefusal::NoAt }],
    );
}

#[test]
fn a_phone_is_needed_only_for_codes_by_message() {
    check_after(
        |draft| draft.recipients[0].authentication = Authentication::SmsCode,
        &[DraftProblem::PhoneMissing { recipient: alice() }],
    );
    check_after(
        |draft| draft.recipients[0].mobile = "0612345678".to_owned(),
        &[DraftProblem::PhoneInvalid { recipient: alice(), reason: PhoneRefusal::NoCountryCode }],
    );
}

#[test]
fn one_name_is_enough_and_none_is_not() {
    check_after(|draft| draft.recipients[0].first_name.clear(), &[]);
    check_after(|draft| draft.recipients[0].last_name.clear(), &[]);
    check_after(
        |draft| {
            draft.recipients[0].first_name = " ".to_owned();
            draft.recipients[0].last_name.clear();
        },
        &[DraftProblem::NameMissing { recipient: alice() }],
    );
}

#[test]
fn a_shared_address_is_a_problem_only_where_it_tells_people_apart() {
    let share = |delivery| {
        move |draft: &mut Draft| {
            for recipient in &mut draft.recipients {
                recipient.email = "couple@example.fr".to_owned();
                recipient.delivery = delivery;
            }
        }
    };
    let expect = [DraftProblem::DuplicateEmail { recipient: recipient_id("bob"), other: alice() }];
    check_after(share(Delivery::InPerson), &[]);
    check_after(share(Delivery::Links), &expect);
    check_after(share(Delivery::ProviderMails), &expect);
}

#[test]
fn a_deadline_lies_ahead() {
    let later = |seconds: i64| Some(Timestamp::from_millis(now().as_millis() + seconds * 1000));
    check_after(|draft| draft.options.expires_at = later(1), &[]);
    check_after(|draft| draft.options.expires_at = later(0), &[DraftProblem::DeadlinePassed]);
    check_after(|draft| draft.options.expires_at = later(-86_400), &[DraftProblem::DeadlinePassed]);
}

#[test]
fn orders_count_from_one() {
    check_after(
        |draft| draft.recipients[0].routing_order = Some(0),
        &[DraftProblem::RoutingOrderZero { recipient: alice() }],
    );
}

#[test]
fn a_field_is_a_box_on_a_page_of_the_draft() {
    let id = || field_id(1);
    let place = |page, x, y| move |draft: &mut Draft| draft.fields[0].placement = placement(page, x, y);
    check_after(place(2, 690.0, 530.0), &[]);
    check_after(place(1, 445.5, 600.0), &[]);
    check_after(place(1, 446.0, 600.0), &[DraftProblem::FieldOutsidePage { field: id() }]);
    check_after(place(1, -1.0, 600.0), &[DraftProblem::FieldOutsidePage { field: id() }]);
    for page in [0, 3] {
        check_after(
            place(page, 10.0, 10.0),
            &[DraftProblem::PageMissing { field: id(), page, page_count: 2 }],
        );
    }
    for width in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        check_after(
            |draft| draft.fields[0].placement.rect = ViewRect { x: 1.0, y: 1.0, width, height: 9.0 },
            &[DraftProblem::FieldEmpty { field: id() }],
        );
    }
}

#[test]
fn a_doubtful_field_is_looked_at_before_anything_leaves() {
    check_after(
        |draft| {
            draft.doubtful.insert(field_id(3));
        },
        &[DraftProblem::FieldDoubtful { field: field_id(3) }],
    );
}

#[test]
fn a_signer_is_told_what_is_asked() {
    for kind in FieldKind::ALL {
        let asks = |label: &'static str| {
            move |draft: &mut Draft| {
                draft.fields.push(Field { kind, label: label.to_owned(), ..field(4, "alice", 1) });
            }
        };
        let is_missing = matches!(kind, FieldKind::Checkbox | FieldKind::Text);
        let missing = [DraftProblem::FieldLabelMissing { field: field_id(4) }];
        check_after(asks(" "), if is_missing { &missing } else { &[] });
        check_after(asks("IBAN"), &[]);
    }
}

#[test]
fn what_is_filled_stands_where_its_person_signs() {
    let date = |person: &'static str, document| {
        move |draft: &mut Draft| {
            draft.fields.push(Field { kind: FieldKind::Date, ..field(4, person, document) });
        }
    };
    let unsigned = [DraftProblem::FieldUnsigned { field: field_id(4) }];
    check_after(date("alice", 2), &[]);
    check_after(date("bob", 2), &unsigned);
    check_after(date("chloe", 1), &unsigned);
    let initials = |draft: &mut Draft| {
        date("bob", 2)(draft);
        draft.fields.push(Field { kind: FieldKind::Initials, ..field(5, "bob", 2) });
    };
    check_after(initials, &[]);
}

#[test]
fn a_field_of_nobody_and_of_nothing_is_found() {
    check_after(
        |draft| draft.fields.push(field(4, "stranger", 7)),
        &[
            DraftProblem::FieldOfUnknownRecipient { field: field_id(4) },
            DraftProblem::FieldOfUnknownDocument { field: field_id(4) },
        ],
    );
}

#[test]
fn identifiers_and_names_are_checked() {
    check_after(
        |draft| draft.fields[2].id = field_id(1),
        &[DraftProblem::DuplicateId { id: field_id(1).to_string() }],
    );
    check_after(
        |draft| draft.documents[1].name = " ".to_owned(),
        &[DraftProblem::DocumentNameMissing { document: crate::sample::document_id(2) }],
    );
}

#[test]
fn a_problem_says_where_it_is() {
    let problem = DraftProblem::EmailInvalid { recipient: recipient_id("bob"), reason: EmailRefusal::NoAt };
    assert_eq!(problem.path(), "recipients.bob.email");
    assert_eq!(problem.path_in(&draft()), "recipients[1].email");
    assert_eq!(problem.recipient(), Some(&recipient_id("bob")));
    let problem = DraftProblem::PageMissing { field: field_id(3), page: 9, page_count: 2 };
    assert_eq!(problem.path_in(&draft()), "fields[2].page");
    assert_eq!(problem.field(), Some(&field_id(3)));
    assert_eq!(DraftProblem::NoTitle.path_in(&draft()), "title");
    let elsewhere = DraftProblem::FieldEmpty { field: field_id(7) };
    assert_eq!(elsewhere.path_in(&draft()), elsewhere.path());
}

#[test]
fn the_code_is_the_one_in_json() {
    let (recipient, field) = (alice, || field_id(1));
    for problem in [
        DraftProblem::DeadlinePassed,
        DraftProblem::DocumentNameMissing { document: crate::sample::document_id(1) },
        DraftProblem::DuplicateEmail { recipient: recipient(), other: recipient() },
        DraftProblem::DuplicateId { id: String::new() },
        DraftProblem::EmailInvalid { recipient: recipient(), reason: EmailRefusal::NoAt },
        DraftProblem::EmailMissing { recipient: recipient() },
        DraftProblem::FieldDoubtful { field: field_id(1) },
        DraftProblem::FieldEmpty { field: field() },
        DraftProblem::FieldLabelMissing { field: field() },
        DraftProblem::FieldOfUnknownDocument { field: field() },
        DraftProblem::FieldOfUnknownRecipient { field: field() },
        DraftProblem::FieldOutsidePage { field: field() },
        DraftProblem::FieldUnsigned { field: field() },
        DraftProblem::InvisibleSignerWithField { recipient: recipient() },
        DraftProblem::NameMissing { recipient: recipient() },
        DraftProblem::NoDocument,
        DraftProblem::NoRecipient,
        DraftProblem::NoSigner,
        DraftProblem::NoTitle,
        DraftProblem::PageMissing { field: field(), page: 1, page_count: 0 },
        DraftProblem::PhoneInvalid { recipient: recipient(), reason: PhoneRefusal::NoCountryCode },
        DraftProblem::PhoneMissing { recipient: recipient() },
        DraftProblem::RoutingOrderZero { recipient: recipient() },
        DraftProblem::SignerWithoutField { recipient: recipient() },
    ] {
        assert_eq!(serde_json::to_value(&problem).unwrap()["code"], problem.code());
    }
}
