use paraphe_envelope::{Template, TemplateChoice, TemplateId};
use paraphe_history::{History, HistoryError};

use crate::sample::{at, draft, number, recipient_id};

fn template(n: u32) -> Template {
    Template::of_draft(
        draft(n),
        TemplateChoice {
            id: TemplateId::new(number(n)),
            name: format!("Bail {n}"),
            asked_people: [(recipient_id("r1"), "Le locataire".to_owned())].into(),
            asked_documents: [].into(),
            created_at: at(i64::from(n)),
        },
    )
}

#[test]
fn templates_are_kept_to_the_last_bit_and_the_last_used_is_first() {
    let dir = tempfile::tempdir().unwrap();
    let mut history = History::open(dir.path()).unwrap();
    for n in 1..=3 {
        history.insert_template(&template(n)).unwrap();
    }
    history.note_template_use(&template(2).id, at(100)).unwrap();
    drop(history);
    let mut history = History::open(dir.path()).unwrap();
    let rows = history.templates().unwrap();
    assert_eq!(
        rows.iter().map(|row| &row.template).collect::<Vec<_>>(),
        [&template(2), &template(3), &template(1)]
    );
    assert_eq!((rows[0].uses, rows[0].used_at, rows[1].uses), (1, at(100), 0));
    assert!(matches!(history.insert_template(&template(1)), Err(HistoryError::Duplicate(_))));
    assert!(history.remove_template(&template(2).id).unwrap());
    assert!(!history.remove_template(&template(2).id).unwrap());
    assert_eq!(history.template(&template(2).id).unwrap(), None);
    assert_eq!(history.template(&template(3).id).unwrap().unwrap().template, template(3));
}
