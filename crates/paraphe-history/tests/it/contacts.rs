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

/// The file as the program before wrote it.
fn as_version_3(file: &Connection) {
    file.execute_batch("DROP TABLE contact; DROP TABLE template; PRAGMA user_version = 3;").unwrap();
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
