use super::*;
use crate::{Authentication, Delivery, DraftId, Language, Role, SignatureVisibility, Timestamp};

fn person(id: &str) -> DraftRecipient {
    DraftRecipient {
        id: id.parse().unwrap(),
        role: Role::Signer,
        first_name: String::new(),
        last_name: String::new(),
        email: "a@ex.fr".to_owned(),
        mobile: String::new(),
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::Links,
        signature: SignatureVisibility::Visible,
    }
}

fn pattern(columns: &[(&str, ColumnUse)]) -> BatchPattern {
    let mut draft = Draft::new(DraftId::new([1; 16]), Language::Fr, Timestamp::from_millis(0));
    draft.title = "Bail {{ lot }} – {{last_name}}".to_owned();
    draft.message = "{{lot}}{{lot}} et {{rien".to_owned();
    draft.options.metadata.insert("dossier".to_owned(), "n° {{dossier}}".to_owned());
    draft.recipients = vec![person("owner"), person("tenant")];
    BatchPattern {
        draft,
        recipient: "tenant".parse().unwrap(),
        headers: columns.iter().map(|(header, _)| (*header).to_owned()).collect(),
        columns: columns.iter().map(|(_, column)| *column).collect(),
        each: Each::Person,
    }
}

fn cells(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

#[test]
fn a_row_fills_its_person_and_the_texts_and_nobody_else() {
    let pattern = pattern(&[
        ("last_name", ColumnUse::LastName),
        ("lot", ColumnUse::Other),
        ("dossier", ColumnUse::Other),
    ]);
    let draft = pattern.fill(&cells(&[" Durand ", "B, 12", "7"])).unwrap();
    assert_eq!(draft.title, "Bail B, 12 – Durand");
    assert_eq!(draft.message, "B, 12B, 12 et {{rien");
    assert_eq!(draft.options.metadata["dossier"], "n° 7");
    let names: Vec<_> = draft.recipients.iter().map(|person| person.last_name.as_str()).collect();
    assert_eq!(names, ["", "Durand"]);
    assert_eq!(draft.recipients[1].email, "a@ex.fr", "no column, nothing changed");
}

#[test]
fn a_number_written_as_at_home_is_taken_as_the_address_book_takes_it() {
    let pattern = pattern(&[("last_name", ColumnUse::LastName), ("mobile", ColumnUse::Mobile)]);
    for (cell, taken) in [
        (" 06 12 34 56 78 ", "+33612345678"),
        ("+33 6 12 34 56 78", "+33 6 12 34 56 78"),
        ("12", "12"),
        ("", ""),
    ] {
        let draft = pattern.fill(&cells(&["Durand", cell])).unwrap();
        assert_eq!(draft.recipients[1].mobile, taken, "{cell}");
    }
}

#[test]
fn a_message_in_a_further_language_is_filled_told_and_told_apart() {
    let mut pattern = pattern(&[("lot", ColumnUse::Other), ("last_name", ColumnUse::LastName)]);
    let plain = pattern.row_digest(&pattern.fill(&cells(&["7", "Durand"])).unwrap());
    pattern.draft.options.messages.insert(Language::En, "Lot {{lot}}, {{dossier}}".to_owned());
    let filled = |lot: &str| pattern.fill(&cells(&[lot, "Durand"])).unwrap();
    assert_eq!(filled("7").options.messages[&Language::En], "Lot 7, {{dossier}}");
    assert!(pattern.unknown_names().contains(&("message.en".to_owned(), "dossier".to_owned())));
    assert_ne!(pattern.row_digest(&filled("7")), plain);
    let mut other = filled("7");
    other.options.messages.insert(Language::En, "Lot 8".to_owned());
    assert_ne!(pattern.row_digest(&filled("7")), pattern.row_digest(&other));
}

#[test]
fn a_value_is_never_read_as_a_name() {
    let pattern = pattern(&[("lot", ColumnUse::Other), ("last_name", ColumnUse::LastName)]);
    assert_eq!(
        pattern.fill(&cells(&["{{last_name}}", "Durand"])).unwrap().title,
        "Bail {{last_name}} – Durand"
    );
}

#[test]
fn names_without_a_column_are_told_with_their_place() {
    let pattern = pattern(&[("last_name", ColumnUse::LastName), ("lot", ColumnUse::Other)]);
    assert_eq!(pattern.unknown_names(), [("options.metadata.dossier".to_owned(), "dossier".to_owned())]);
}

#[test]
fn languages_are_codes_or_words_and_a_short_row_does_not_fit() {
    let pattern = pattern(&[("langue", ColumnUse::Language), ("nom", ColumnUse::FullName)]);
    let filled = |row: &[&str]| pattern.fill(&cells(row)).map(|draft| draft.recipients[1].clone());
    let person = filled(&["IT", "Zoë DUPONT"]).unwrap();
    assert_eq!(
        (person.language, person.first_name.as_str(), person.last_name.as_str()),
        (Language::It, "Zoë", "DUPONT")
    );
    assert_eq!(filled(&["anglais", "x"]).unwrap().language, Language::En);
    assert_eq!(filled(&["", "x"]).unwrap().language, Language::Fr, "nothing written is nothing said");
    assert_eq!(filled(&["xx", "x"]), Err(RowRefusal::Language("xx".to_owned())));
    assert_eq!(filled(&["fr"]), Err(RowRefusal::Length));
}

#[test]
fn rows_that_say_the_same_are_known_by_the_same() {
    let pattern = pattern(&[("last_name", ColumnUse::LastName), ("note", ColumnUse::Other)]);
    let digest = |row: &[&str]| pattern.row_digest(&pattern.fill(&cells(row)).unwrap());
    assert_eq!(digest(&["Durand", "a"]), digest(&[" Durand", "b"]), "a column no text names says nothing");
    assert_ne!(digest(&["Durand", "a"]), digest(&["Dupond", "a"]));
}

#[test]
fn a_name_means_the_column_headed_so_else_in_other_letters_else_of_the_same_meaning() {
    let pattern = pattern(&[
        ("Prénom", ColumnUse::FirstName),
        ("LOT", ColumnUse::Other),
        ("lot", ColumnUse::Other),
        ("courriel", ColumnUse::Email),
    ]);
    let at = |name: &str| pattern.column_named(name);
    assert_eq!((at("lot"), at("Lot"), at("prenom"), at("first_name")), (Some(2), Some(1), Some(0), Some(0)));
    assert_eq!((at("email"), at("nom"), at("")), (Some(3), None, None));
    let mut pattern = pattern;
    pattern.draft.message = "Bonjour {{first_name}}".to_owned();
    assert_eq!(pattern.fill(&cells(&["Zoé", "x", "1", "z@ex.fr"])).unwrap().message, "Bonjour Zoé");
}

#[test]
fn headings_are_known_in_the_words_people_use_and_those_of_the_manual_go_first() {
    use ColumnUse::{Email, FirstName, FullName, LastName, Mobile, Other};
    let of = |headers: &[&str]| header_columns(&cells(headers));
    assert_eq!(
        of(&["Prénom", "nom", "Adresse e-mail", "tel", "chantier"]),
        [FirstName, LastName, Email, Mobile, Other]
    );
    assert_eq!(
        of(&["mail", "email", "nom", "last_name"]),
        [Other, Email, Other, LastName],
        "one column each"
    );
    assert_eq!(of(&["signataire", "email"]), [FullName, Email]);
    assert_eq!(of(&["signataire", "nom"]), [Other, LastName], "a whole name where there is no part of one");
}

#[test]
fn a_heading_a_text_names_is_not_the_person_the_draft_has() {
    use ColumnUse::{Email, FirstName, LastName, Mobile, Other};
    let mut draft = pattern(&[]).draft;
    draft.title = "Bail {{Nom}}, {{ lot }}".to_owned();
    let of = |draft: &Draft, headers: &[&str]| header_columns_for(&cells(headers), draft);
    assert_eq!(of(&draft, &["email", "nom", "lot"]), [Email, LastName, Other], "nobody is named there");
    draft.recipients[0].last_name = "Durand".to_owned();
    assert_eq!(of(&draft, &["email", "nom", "lot"]), [Email, Other, Other], "a house perhaps");
    assert_eq!(of(&draft, &["email", "nom de famille"]), [Email, LastName], "no text names it");
    assert_eq!(of(&draft, &["prénom", "nom"]), [FirstName, LastName], "side by side");
    draft.title = "Bail {{last_name}} {{tel}}".to_owned();
    assert_eq!(of(&draft, &["last_name", "tel"]), [LastName, Mobile], "as the manual names it");
    draft.recipients[0].last_name = "{{nom}}".to_owned();
    assert_eq!(of(&draft, &["nom"]), [LastName], "the draft leaves it to the table");
}

#[test]
fn names_in_the_place_of_a_person_are_filled_unless_a_column_writes_over_them() {
    let mut pattern = pattern(&[("lot", ColumnUse::Other), ("gérant", ColumnUse::Other)]);
    pattern.draft.title = "Bail {{lot}}".to_owned();
    pattern.draft.options.metadata.clear();
    pattern.draft.recipients[0].last_name = "{{gérant}}".to_owned();
    pattern.draft.recipients[1].email = "{{courriel}}".to_owned();
    assert_eq!(pattern.unknown_names(), [("recipients[1].email".to_owned(), "courriel".to_owned())]);
    assert_eq!(pattern.fill(&cells(&["1", "Roux"])).unwrap().recipients[0].last_name, "Roux");
    pattern.columns[0] = ColumnUse::Email;
    assert_eq!(pattern.unknown_names(), [], "nobody reads what a column replaces");
}

#[test]
fn cells_that_would_leave_a_hole_and_columns_that_reach_nothing_are_known() {
    let pattern = pattern(&[
        ("lot", ColumnUse::Other),
        ("dossier", ColumnUse::Other),
        ("note", ColumnUse::Other),
        ("nom", ColumnUse::LastName),
    ]);
    assert_eq!(pattern.empty_columns(&cells(&[" ", "7", "", "Durand"])), [0]);
    assert_eq!(pattern.empty_columns(&cells(&["B", "7", "", ""])), [3], "{{last_name}} stands in the title");
    assert_eq!(pattern.unused_columns(), [2]);
}
