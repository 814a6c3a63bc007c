use super::*;
use crate::sample::{draft, recipient_id};

#[test]
fn mistyped_addresses_are_seen() {
    for (typed, meant) in [
        ("alice@gmial.com", "alice@gmail.com"),
        ("alice@gmai.com", "alice@gmail.com"),
        ("alice@gmaill.com", "alice@gmail.com"),
        ("alice@hitmail.fr", "alice@hotmail.fr"),
        ("alice@gmail.con", "alice@gmail.com"),
        ("alice@gmail.com.fr", "alice@gmail.com"),
        ("alice@exemple.con", "alice@exemple.com"),
        ("alice@exemple.frr", "alice@exemple.fr"),
        ("alice@gmailcom", "alice@gmail.com"),
        ("alice@exemplefr", "alice@exemple.fr"),
        ("alice@gmail,com", "alice@gmail.com"),
        ("alice@@exemple.fr", "alice@exemple.fr"),
        ("alice @exemple.fr;", "alice@exemple.fr"),
        ("alice@exemple.fr.", "alice@exemple.fr"),
        ("alice.dupont.gmail.com", "alice.dupont@gmail.com"),
        ("Alice@Wanado.fr", "Alice@wanadoo.fr"),
    ] {
        assert_eq!(email_suggestion(typed).map(String::from).as_deref(), Some(meant), "{typed}");
    }
}

#[test]
fn addresses_that_may_be_right_are_left_alone() {
    for typed in [
        "alice@gmail.com",
        "Alice@Exemple.FR",
        "alice@free.fr",
        "alice@fres.fr",
        "alice@srf.ch",
        "alice@orange.com",
        "alice@societe.com.fr",
        "alice@cabinet-durand.fr",
        "alice@mail.exemple.fr",
        "محمد@موقع.تونس",
        "",
        "alice",
        "alice@",
        "@gmail.com",
    ] {
        assert_eq!(email_suggestion(typed), None, "{typed}");
    }
}

#[test]
fn numbers_of_home_get_their_country() {
    let found = |text| phone_suggestion(text).map(String::from);
    for text in ["06 12 34 56 78", "0612345678", "06.12.34.56.78", "33 6 12 34 56 78", "٠٦١٢٣٤٥٦٧٨"]
    {
        assert_eq!(found(text).as_deref(), Some("+33612345678"), "{text}");
    }
    assert_eq!(found("216 20 123 456").as_deref(), Some("+21620123456"));
    for text in
        ["+33612345678", "+32 470 12 34 56", "0033612345678", "06 12 34", "20 123 456", "", "bureau", "00"]
    {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn a_draft_says_what_may_be_wrong_with_its_people() {
    let mut draft = draft();
    assert_eq!(draft.recipients[0].full_name(), draft.recipients[1].full_name());
    let twice = DraftHint::SamePerson { recipient: recipient_id("bob"), other: recipient_id("alice") };
    assert_eq!(draft.hints(), [twice], "the third has the same name, but only looks");
    draft.recipients[1].last_name = "Martin".to_owned();
    draft.recipients[0].email = "alice@gmial.com".to_owned();
    draft.recipients[0].mobile = "+33 6 12 34 56 7".to_owned();
    draft.recipients[1].mobile = "06 12 34 56 78".to_owned();
    assert_eq!(
        draft.hints(),
        [
            DraftHint::EmailTypo {
                recipient: recipient_id("alice"),
                suggestion: "alice@gmail.com".parse().unwrap()
            },
            DraftHint::PhoneUnlikely { recipient: recipient_id("alice") },
            DraftHint::PhoneForm {
                recipient: recipient_id("bob"),
                suggestion: "+33612345678".parse().unwrap()
            },
        ]
    );
    for person in &mut draft.recipients {
        person.mobile = "+33612345678".to_owned();
    }
    let same = draft.hints().into_iter().filter(|hint| matches!(hint, DraftHint::SamePhone { .. })).count();
    assert_eq!(same, 2);
}
