use paraphe_envelope::{Contact, Envelope, Language};
use paraphe_history::{ContactRow, History};
use rusqlite::Connection;

use crate::sample::{at, content, person, raw, sent};

fn names(rows: &[ContactRow]) -> Vec<String> {
    rows.iter().map(|row| format!("{} {}", row.contact.first_name, row.contact.last_name)).collect()
}

fn used(history: &mut History, n: u32, people: &[(&str, &str, &str)]) {
    let people = people
        .iter()
        .zip(1..)
        .map(|((first, last, email), order)| person(&format!("r{order}"), first, last, email, order))
        .collect();
    history.insert_envelope(&sent(Envelope::new(content(n, "Bail", people)))).unwrap();
}

#[test]
fn the_book_is_fed_by_what_is_sent_and_found_by_the_beginning_of_words() {
    let mut history = History::in_memory().unwrap();
    used(&mut history, 1, &[("Amélie", "Bérard", "amelie@ex.fr"), ("Karim", "Ben Salah", "karim@ex.tn")]);
    used(&mut history, 2, &[("Łucja", "Đặng-Œuvray", "l.dang@cabinet.fr")]);
    used(&mut history, 3, &[("AMELIE", "BERARD", "Amelie@ex.fr")]);
    let found = |text| names(&history.contacts(text, 8).unwrap());
    assert_eq!(found(""), ["AMELIE BERARD", "Łucja Đặng-Œuvray", "Karim Ben Salah"]);
    assert_eq!(found("bera"), ["AMELIE BERARD"]);
    assert_eq!(found("sal kar"), ["Karim Ben Salah"]);
    assert_eq!(found("oeuv"), ["Łucja Đặng-Œuvray"]);
    assert_eq!(found("l.dang@cab"), ["Łucja Đặng-Œuvray"]);
    assert_eq!(found("alah"), Vec::<String>::new(), "the middle of a word is not its beginning");
    assert_eq!(history.contacts("", 2).unwrap().len(), 2);
    let [karim] = history.contacts("karim", 8).unwrap().try_into().unwrap();
    assert_eq!((karim.uses, karim.used_at), (1, at(1)));
    assert_eq!((karim.contact.mobile.as_str(), karim.contact.language), ("+33612345678", Some(Language::Ar)));
}

#[test]
fn a_number_not_given_this_time_is_still_known() {
    let mut history = History::in_memory().unwrap();
    used(&mut history, 1, &[("Zoë", "Martin", "zoe@ex.fr")]);
    let mut without = person("r1", "Zoë", "Martin", "zoe@ex.fr", 1);
    (without.mobile, without.language) = (None, Language::It);
    history.insert_envelope(&sent(Envelope::new(content(2, "Bail", vec![without])))).unwrap();
    let [zoe] = history.contacts("", 8).unwrap().try_into().unwrap();
    assert_eq!(
        (zoe.contact.mobile.as_str(), zoe.contact.language, zoe.uses),
        ("+33612345678", Some(Language::It), 2)
    );
}

#[test]
fn who_is_forgotten_is_gone_in_every_spelling() {
    let mut history = History::in_memory().unwrap();
    used(&mut history, 1, &[("Amélie", "Bérard", "a@ex.fr"), ("Paul", "Bérard", "a@ex.fr")]);
    used(&mut history, 2, &[("AMELIE", "BERARD", "A@ex.fr")]);
    let amelie = Contact {
        first_name: "amelie".to_owned(),
        last_name: "Berard".to_owned(),
        email: "a@EX.fr".to_owned(),
        ..Contact::default()
    };
    assert!(history.forget_contact(&amelie).unwrap());
    assert!(!history.forget_contact(&amelie).unwrap());
    assert_eq!(names(&history.contacts("", 8).unwrap()), ["Paul Bérard"], "a shared address is two people");
    assert_eq!(history.envelope_ids().unwrap().len(), 2, "what was sent stays as it was");
}

fn contact(first: &str, last: &str, email: &str, mobile: &str) -> Contact {
    Contact {
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: email.to_owned(),
        mobile: mobile.to_owned(),
        language: None,
    }
}

#[test]
fn compound_names_and_numbers_are_found_as_people_type_them() {
    let mut history = History::in_memory().unwrap();
    let people = [
        contact("Jean-Pierre", "L'Hôte", "jp@ex.fr", "+33612345678"),
        contact("Jeanne", "Petit", "j.petit@ex.fr", "+33799887766"),
    ];
    assert_eq!(history.add_contacts(&people).unwrap(), 2);
    let found = |text| names(&history.contacts(text, 8).unwrap());
    for text in ["jean-pierre", "pierre hote", "06 12 34", "+33 6 12", "0033612", "345 678"] {
        assert_eq!(found(text), ["Jean-Pierre L'Hôte"], "{text}");
    }
    assert_eq!(found("petit@ex"), ["Jeanne Petit"]);
    assert_eq!(found("06"), Vec::<String>::new(), "two digits are no number");
    assert_eq!(found("").len(), 2);
}

#[test]
fn a_correction_moves_a_person_and_what_is_known_of_them() {
    let mut history = History::in_memory().unwrap();
    used(&mut history, 1, &[("Amelie", "Berard", "a@ex.fr"), ("Paul", "Bérard", "a@ex.fr")]);
    used(&mut history, 2, &[("AMELIE", "BERARD", "A@ex.fr")]);
    let former = contact("amelie", "berard", "a@ex.fr", "");
    let wanted = contact("Amélie", "Bérard", "amelie@cabinet.fr", "+33600000000");
    history.save_contact(Some(&former), &wanted).unwrap();
    let [moved] = history.contacts("amelie", 8).unwrap().try_into().unwrap();
    assert_eq!((&moved.contact, moved.uses, moved.used_at), (&wanted, 2, at(2)));
    assert_eq!(history.contacts("paul", 8).unwrap().len(), 1, "who shares an address stays");

    // Corrected into somebody who is there already: one person, not two.
    let paul = contact("Paul", "Bérard", "a@ex.fr", "");
    history.save_contact(Some(&paul), &contact("AMÉLIE", "BÉRARD", "Amelie@Cabinet.fr", "")).unwrap();
    let [one] = history.contacts("", 8).unwrap().try_into().unwrap();
    assert_eq!((one.contact.first_name.as_str(), one.uses, one.used_at), ("AMÉLIE", 3, at(2)));

    history.save_contact(None, &contact("Zoé", "Martin", "", "")).unwrap();
    let [zoe] = history.contacts("zoe", 8).unwrap().try_into().unwrap();
    assert_eq!((zoe.uses, zoe.contact.language), (0, None));
    assert_eq!(history.envelope_ids().unwrap().len(), 2, "what was sent stays as it was");
}

#[test]
fn an_import_completes_who_is_known_and_adds_the_others_once() {
    let mut history = History::in_memory().unwrap();
    used(&mut history, 1, &[("Zoë", "Martin", "zoe@ex.fr")]);
    let mut known = contact("zoe", "MARTIN", "Zoe@ex.fr", "+33700000000");
    known.language = Some(Language::It);
    let new = contact("Paul", "Roy", "paul@ex.fr", "");
    assert_eq!(history.add_contacts(&[known, new.clone(), new]).unwrap(), 1);
    let [zoe, paul] = history.contacts("", 8).unwrap().try_into().unwrap();
    assert_eq!(
        zoe.contact,
        Contact { language: Some(Language::It), ..contact("Zoë", "Martin", "zoe@ex.fr", "+33700000000") }
    );
    assert_eq!((zoe.uses, paul.uses), (1, 0), "who was never in a request comes after who was");
    used(&mut history, 2, &[("Paul", "Roy", "paul@ex.fr")]);
    let [paul, _] = history.contacts("", 8).unwrap().try_into().unwrap();
    assert_eq!((paul.uses, paul.used_at), (1, at(2)));
}

/// The file as the program before wrote it.
fn as_version_3(file: &Connection) {
    // What later versions made, the last first. Version 6 replaces the counters of the list, which name its new column.
    file.execute_batch(
        "DROP TRIGGER listing_count_insert; DROP TRIGGER listing_count_delete; DROP TRIGGER listing_count_update;
         DROP INDEX listing_of_batch; DROP TABLE batch_line; DROP TABLE batch;
         ALTER TABLE listing DROP COLUMN batch;
         CREATE TRIGGER listing_count_insert AFTER INSERT ON listing BEGIN SELECT 1; END;
         CREATE TRIGGER listing_count_delete AFTER DELETE ON listing BEGIN SELECT 1; END;
         CREATE TRIGGER listing_count_update AFTER UPDATE ON listing BEGIN SELECT 1; END;
         ALTER TABLE field DROP COLUMN label; ALTER TABLE field DROP COLUMN required;
         ALTER TABLE field DROP COLUMN in_group;
         ALTER TABLE trust_anchor DROP COLUMN chosen_as;
         DROP TABLE contact; DROP TABLE template; PRAGMA user_version = 3;",
    )
    .unwrap();
}

#[test]
fn what_was_sent_before_there_was_a_book_feeds_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    used(&mut history, 1, &[("Amélie", "Bérard", "Amelie@ex.fr")]);
    used(&mut history, 2, &[("Amélie", "Bérard", "amelie@ex.fr"), ("Élodie", "Roy", "elodie@ex.fr")]);
    let before = history.contacts("", 8).unwrap();
    drop(history);
    as_version_3(&raw(dir.path()));
    let history = History::open(dir.path()).unwrap();
    let after = history.contacts("", 8).unwrap();
    assert_eq!(names(&after).len(), 2);
    assert_eq!(after.iter().map(|row| row.uses).sum::<u32>(), 3);
    for row in before {
        let found = after.iter().find(|other| other.contact.last_name == row.contact.last_name).unwrap();
        assert_eq!((found.uses, found.used_at), (row.uses, row.used_at));
    }
    assert_eq!(history.templates().unwrap(), []);
}

#[test]
fn a_step_that_fails_leaves_the_older_file_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    used(&mut history, 1, &[("Amélie", "Bérard", "amelie@ex.fr")]);
    drop(history);
    let file = raw(dir.path());
    as_version_3(&file);
    // The second table of the step cannot be made: there is one of that name.
    file.execute_batch("CREATE TABLE template (theirs);").unwrap();
    History::open(dir.path()).unwrap_err();
    let version: u32 = file.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    let tables: u32 = file
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'contact'", [], |row| row.get(0))
        .unwrap();
    assert_eq!((version, tables), (3, 0), "all of the step or nothing");
    file.execute_batch("DROP TABLE template;").unwrap();
    assert_eq!(History::open(dir.path()).unwrap().contacts("", 8).unwrap().len(), 1);
}
