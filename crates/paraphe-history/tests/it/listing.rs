use paraphe_envelope::{
    AuditEventKind, BatchId, Delivery, Draft, DraftOperation, Envelope, EnvelopeStatus, Language,
    RecipientStatus, Timestamp,
};
use paraphe_history::{
    BatchRow, BatchState, Cursor, DispatchChange, Folding, History, HistoryCounts, HistoryFilter,
    HistoryPage, HistoryPerson, HistoryQuery, OutboxRow, Subject,
};
use proptest::prelude::*;

use crate::sample::{at, content, draft, envelope, event, person, recipient_id, sent, signed};

const WEEK: i64 = 7 * 24 * 3_600_000;

fn query(text: &str, filter: HistoryFilter) -> HistoryQuery {
    let folding = Folding::Batches;
    HistoryQuery { text: text.to_owned(), filter, folding, cursor: None, limit: 100, now: at(0) }
}

fn titles(page: &HistoryPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.title.as_str()).collect()
}

fn append(history: &mut History, n: u32, offset: i64, kind: AuditEventKind) {
    history.append_event(envelope(n).id(), &event(offset, kind)).unwrap();
}

/// One of each kind: 1 completed, 2 declined, 3 in progress here, 4 voided, 5 failed, 6 in progress elsewhere, a draft.
fn one_of_each() -> History {
    let mut history = History::in_memory().unwrap();
    for n in 1..=5 {
        history.insert_envelope(&envelope(n)).unwrap();
    }
    let elsewhere = |mut person: paraphe_envelope::Recipient| {
        person.delivery = Delivery::ProviderMails;
        person
    };
    let people = vec![elsewhere(person("r1", "Łucja", "Đặng-Œuvray", "lucja@example.pl", 1))];
    history.insert_envelope(&sent(Envelope::new(content(6, "Devis", people)))).unwrap();
    append(&mut history, 1, 1001, signed("r1", 1));
    append(&mut history, 1, 1001, signed("r2", 1));
    append(&mut history, 1, 1001, AuditEventKind::Completed);
    append(
        &mut history,
        2,
        1002,
        AuditEventKind::Declined { recipient: recipient_id("r1"), reason: String::new() },
    );
    append(&mut history, 3, 1003, signed("r1", 3));
    append(&mut history, 4, 1004, AuditEventKind::Voided { reason: "erreur".to_owned() });
    append(&mut history, 5, 1005, AuditEventKind::Failed { reason: "refus".to_owned() });
    append(&mut history, 6, 1006, AuditEventKind::Viewed { recipient: recipient_id("r1") });
    history.insert_draft(&draft(7)).unwrap();
    history
}

#[test]
fn a_row_tells_what_the_home_screen_shows() {
    let history = one_of_each();
    let page = history.list(&query("", HistoryFilter::All)).unwrap();
    let row = page.rows.iter().find(|row| row.title == "Contrat 3").unwrap();
    assert_eq!(row.subject, Subject::Envelope(envelope(3).id().clone(), EnvelopeStatus::InProgress));
    let person = |name: &str, status| HistoryPerson { name: name.to_owned(), status };
    let expect = [
        person("Amélie Bérard", RecipientStatus::Signed),
        person("Karim Ben Salah", RecipientStatus::Invited),
    ];
    assert_eq!(row.people, expect);
    assert_eq!((row.document_count, row.provider.as_deref(), row.is_todo), (1, Some("local"), true));
    assert_eq!((row.created_at, row.changed_at), (at(3), at(1003)));

    let row = page.rows.iter().find(|row| row.title == "Brouillon 7").unwrap();
    assert_eq!(row.subject, Subject::Draft(draft(7).id));
    assert_eq!((row.is_todo, row.provider.as_deref()), (false, None));
}

#[test]
fn somebody_without_a_name_is_listed_by_their_address() {
    let mut history = History::in_memory().unwrap();
    let mut nameless = draft(7);
    (nameless.recipients[0].first_name, nameless.recipients[0].last_name) = (String::new(), " ".to_owned());
    history.insert_draft(&nameless).unwrap();
    let people = vec![person("r1", "", "", "karim@example.fr", 1)];
    history.insert_envelope(&sent(Envelope::new(content(8, "Devis", people)))).unwrap();
    let page = history.list(&query("", HistoryFilter::All)).unwrap();
    let names: Vec<_> = page.rows.iter().flat_map(|row| &row.people).map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["karim@example.fr", "amelie@example.fr"]);
}

#[test]
fn newest_change_first_and_each_filter_its_own() {
    let history = one_of_each();
    let check = |filter, expect: &[&str]| {
        assert_eq!(titles(&history.list(&query("", filter)).unwrap()), expect, "{filter:?}");
    };
    let all = ["Devis", "Contrat 5", "Contrat 4", "Contrat 3", "Contrat 2", "Contrat 1", "Brouillon 7"];
    check(HistoryFilter::All, &all);
    check(HistoryFilter::Completed, &["Contrat 1"]);
    check(HistoryFilter::DeclinedOrExpired, &["Contrat 5", "Contrat 4", "Contrat 2"]);
    check(HistoryFilter::Drafts, &["Brouillon 7"]);
    check(HistoryFilter::InProgress, &["Devis", "Contrat 3"]);
    check(HistoryFilter::Todo, &["Contrat 5", "Contrat 3", "Contrat 2"]);
    check(HistoryFilter::Status(EnvelopeStatus::Voided), &["Contrat 4"]);
    check(HistoryFilter::Status(EnvelopeStatus::Sending), &[]);
}

#[test]
fn counts_are_those_of_the_filters() {
    let mut history = one_of_each();
    let expect =
        HistoryCounts { all: 7, completed: 1, declined_or_expired: 3, drafts: 1, in_progress: 2, todo: 3 };
    assert_eq!(history.list(&query("", HistoryFilter::All)).unwrap().counts, expect);
    assert_eq!(history.list(&query("nichts", HistoryFilter::Drafts)).unwrap().counts, expect);

    history.purge_draft(&draft(7).id).unwrap();
    append(&mut history, 3, 2000, signed("r2", 3));
    append(&mut history, 3, 2000, AuditEventKind::Completed);
    let expect =
        HistoryCounts { all: 6, completed: 2, declined_or_expired: 3, drafts: 0, in_progress: 1, todo: 2 };
    assert_eq!(history.list(&query("", HistoryFilter::All)).unwrap().counts, expect);
}

#[test]
fn a_draft_untouched_for_a_week_is_something_to_do() {
    let mut history = History::in_memory().unwrap();
    history.insert_draft(&draft(1)).unwrap();
    let todo = |history: &History, now: i64| {
        let page = history.list(&HistoryQuery { now: at(now), ..query("", HistoryFilter::Todo) }).unwrap();
        assert_eq!(page.counts.todo, page.rows.len() as u64);
        page.rows.len()
    };
    assert_eq!((todo(&history, WEEK), todo(&history, WEEK + 1)), (0, 1), "it was begun 1 ms after the start");
    history
        .apply_operation(&draft(1).id, DraftOperation::SetTitle { title: "x".to_owned() }, None, at(WEEK))
        .unwrap();
    assert_eq!((todo(&history, WEEK + 1), todo(&history, 2 * WEEK)), (0, 1));
}

#[test]
fn words_are_found_whatever_their_case_accents_and_endings() {
    let mut history = one_of_each();
    let arabic = vec![person("r1", "مُحَمَّد", "الطرابلسي", "m@example.tn", 1)];
    history.insert_envelope(&sent(Envelope::new(content(8, "عقد إيجار", arabic)))).unwrap();
    let check = |text: &str, expect: &[&str]| {
        assert_eq!(titles(&history.list(&query(text, HistoryFilter::All)).unwrap()), expect, "{text:?}");
    };
    let contracts = ["Contrat 5", "Contrat 4", "Contrat 3", "Contrat 2", "Contrat 1"];
    check("BERARD karim", &contracts);
    check("bér con", &contracts);
    check("Amelie@Exam", &["Brouillon 7", "Contrat 5", "Contrat 4", "Contrat 3", "Contrat 2", "Contrat 1"]);
    check("example.tn berard", &contracts);
    check("dang-oeuvray", &["Devis"]);
    check("lucja dặng", &["Devis"]);
    check("nº 7.pdf", &["Brouillon 7"]);
    check("محمد", &["عقد إيجار"]);
    check("الطرابلس ايجار", &["عقد إيجار"]);
    check("berard nobody", &[]);
    check("érard", &[]);
    check("\"", &[]);
    check("con* OR devis", &[]);
    check("title:devis", &[]);
    let all = history.list(&query("", HistoryFilter::All)).unwrap();
    assert_eq!(history.list(&query(" \t", HistoryFilter::All)).unwrap(), all, "blanks are no words");
}

#[test]
fn text_and_filter_go_together() {
    let history = one_of_each();
    let found = history.list(&query("contrat", HistoryFilter::InProgress)).unwrap();
    assert_eq!(titles(&found), ["Contrat 3"]);
    let found = history.list(&query("contrat", HistoryFilter::Status(EnvelopeStatus::Failed))).unwrap();
    assert_eq!(titles(&found), ["Contrat 5"]);
    assert_eq!(
        titles(&history.list(&query("contrat", HistoryFilter::Todo)).unwrap()),
        ["Contrat 5", "Contrat 3", "Contrat 2"]
    );
}

#[test]
fn a_drafts_words_follow_its_operations() {
    let mut history = History::in_memory().unwrap();
    history.insert_draft(&draft(1)).unwrap();
    let found =
        |history: &History, text: &str| history.list(&query(text, HistoryFilter::All)).unwrap().rows.len();
    history
        .apply_operation(&draft(1).id, DraftOperation::SetTitle { title: "Bail".to_owned() }, None, at(0))
        .unwrap();
    assert_eq!((found(&history, "bail"), found(&history, "brouillon"), found(&history, "berard")), (1, 0, 1));
    history.undo(&draft(1).id, at(1)).unwrap();
    assert_eq!((found(&history, "bail"), found(&history, "brouillon")), (0, 1));
    history.send_draft(&draft(1).id, &envelope(1), &[]).unwrap();
    assert_eq!((found(&history, "brouillon"), found(&history, "contrat 1")), (0, 1));
}

#[test]
fn a_cursor_is_text() {
    let cursor: Cursor = "1795337417000.42".parse().unwrap();
    assert_eq!(cursor.to_string(), "1795337417000.42");
    for text in ["", "1", "1.", ".1", "1.x", "1.2.3", "99999999999999999999.1"] {
        assert!(text.parse::<Cursor>().is_err(), "{text:?}");
    }
}

fn walk(history: &History, first: &HistoryQuery) -> Vec<Subject> {
    let mut found = Vec::new();
    let mut query = first.clone();
    loop {
        let page = history.list(&query).unwrap();
        assert!(page.rows.len() <= query.limit as usize);
        found.extend(page.rows.into_iter().map(|row| row.subject));
        match page.next_cursor {
            // As the window gives it back: as text.
            Some(cursor) => query.cursor = Some(cursor.to_string().parse().unwrap()),
            None => return found,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    /// However many rows share a moment and wherever the pages end: every row once, in the same order.
    #[test]
    fn pages_together_are_the_whole(times in prop::collection::vec(0_i64..4, 0..25), limit in 1_u32..8) {
        let mut history = History::in_memory().unwrap();
        for (time, n) in times.iter().zip(1..) {
            let mut new = draft(n);
            new.created_at = at(*time);
            history.insert_draft(&new).unwrap();
        }
        for text in ["", "brouillon"] {
            let whole = walk(&history, &HistoryQuery { limit: 1000, ..query(text, HistoryFilter::Drafts) });
            let pages = walk(&history, &HistoryQuery { limit, ..query(text, HistoryFilter::Drafts) });
            prop_assert_eq!(whole.len(), times.len());
            prop_assert_eq!(pages, whole);
        }
    }
}

#[test]
fn the_end_of_time_is_no_error() {
    let history = one_of_each();
    for now in [i64::MIN, i64::MAX] {
        history
            .list(&HistoryQuery { now: Timestamp::from_millis(now), ..query("", HistoryFilter::Todo) })
            .unwrap();
    }
}

#[test]
fn a_draft_with_nothing_in_it_is_in_no_list_as_long_as_it_is_so() {
    let mut history = History::in_memory().unwrap();
    let id = draft(1).id;
    history.insert_draft(&Draft::new(id.clone(), Language::Fr, at(1))).unwrap();
    let listed = |history: &History| {
        let page = history.list(&query("", HistoryFilter::All)).unwrap();
        (page.rows.len(), page.counts.drafts)
    };
    assert_eq!(listed(&history), (0, 0));
    assert_eq!(history.blank_draft().unwrap(), Some(id.clone()));
    let title = DraftOperation::SetTitle { title: "Bail".to_owned() };
    history.apply_operation(&id, title, None, at(2)).unwrap();
    assert_eq!(listed(&history), (1, 1));
    assert_eq!(titles(&history.list(&query("bail", HistoryFilter::Drafts)).unwrap()), ["Bail"]);
    assert_eq!(history.blank_draft().unwrap(), None);
    history.undo(&id, at(3)).unwrap();
    assert_eq!(listed(&history), (0, 0));
    history.redo(&id, at(4)).unwrap();
    assert_eq!(listed(&history), (1, 1));
}

const DAY: i64 = 24 * 3_600_000;

fn order(history: &History) -> Vec<String> {
    titles(&history.list(&query("", HistoryFilter::All)).unwrap()).into_iter().map(str::to_owned).collect()
}

#[test]
fn what_a_clock_dated_ahead_stands_where_its_last_dated_event_puts_it() {
    let mut history = History::in_memory().unwrap();
    for n in 1..=3 {
        history.insert_envelope(&envelope(n)).unwrap();
    }
    append(&mut history, 1, 400 * DAY, AuditEventKind::Viewed { recipient: recipient_id("r1") });
    append(&mut history, 2, 2 * DAY, AuditEventKind::Viewed { recipient: recipient_id("r1") });
    append(&mut history, 3, DAY, AuditEventKind::Viewed { recipient: recipient_id("r1") });
    let dated = ["Contrat 1", "Contrat 2", "Contrat 3"];
    assert_eq!(order(&history), dated);
    let placed = ["Contrat 2", "Contrat 3", "Contrat 1"];
    for day in [3, 4] {
        history.place_misdated(at(day * DAY)).unwrap();
        assert_eq!(order(&history), placed);
    }
    let events = history.envelope(envelope(1).id()).unwrap().events().to_vec();
    assert_eq!(events.last().unwrap().at, at(400 * DAY), "what is written stays");
    // What happens next has its own date.
    append(&mut history, 1, 5 * DAY, signed("r1", 1));
    history.place_misdated(at(6 * DAY)).unwrap();
    assert_eq!(order(&history), dated);
    append(&mut history, 2, 6 * DAY, signed("r1", 2));
    history.place_misdated(at(7 * DAY)).unwrap();
    assert_eq!(order(&history), ["Contrat 2", "Contrat 1", "Contrat 3"]);
    history.place_misdated(at(401 * DAY)).unwrap();
    assert_eq!(order(&history), ["Contrat 1", "Contrat 2", "Contrat 3"], "its time has come");
}

#[test]
fn a_clock_that_is_behind_for_a_while_disarranges_nothing_for_good() {
    let mut history = one_of_each();
    let (before, page) = (order(&history), history.list(&query("", HistoryFilter::All)).unwrap());
    history.place_misdated(at(-30 * DAY)).unwrap();
    history.place_misdated(at(DAY)).unwrap();
    assert_eq!(order(&history), before);
    assert_eq!(history.list(&query("", HistoryFilter::All)).unwrap(), page);
}

#[test]
fn a_draft_and_a_batch_dated_ahead_stand_where_what_happened_before_puts_them() {
    let mut history = History::in_memory().unwrap();
    let title = |text: &str| DraftOperation::SetTitle { title: text.to_owned() };
    for (n, day) in [(1, 400), (2, 2)] {
        history.insert_draft(&draft(n)).unwrap();
        history.apply_operation(&draft(n).id, title(&format!("Bail {n}")), None, at(DAY)).unwrap();
        history.apply_operation(&draft(n).id, title(&format!("Bail {n}")), None, at(day * DAY)).unwrap();
    }
    let row = BatchRow {
        id: BatchId::new([1; 16]),
        title: "Paie".to_owned(),
        account: "ngsign".to_owned(),
        pattern: "{}".to_owned(),
        document_count: 1,
        state: BatchState::Done,
        trouble: None,
        created_at: at(2 * DAY + 1),
        changed_at: at(500 * DAY),
    };
    history.insert_draft(&draft(3)).unwrap();
    history.insert_batch(&draft(3).id, &row, &[]).unwrap();
    assert_eq!(order(&history), ["Paie", "Bail 1", "Bail 2"]);
    for day in [3, 4] {
        history.place_misdated(at(day * DAY)).unwrap();
        assert_eq!(order(&history), ["Paie", "Bail 2", "Bail 1"]);
    }
    // What is done next has its own date, and what is gone has none.
    history.apply_operation(&draft(1).id, title("Bail 1"), None, at(5 * DAY)).unwrap();
    history.place_misdated(at(5 * DAY)).unwrap();
    assert_eq!(order(&history), ["Bail 1", "Paie", "Bail 2"]);
    history.purge_batch(&row.id).unwrap();
    history.apply_operation(&draft(2).id, title("Bail 2"), None, at(600 * DAY)).unwrap();
    history.place_misdated(at(6 * DAY)).unwrap();
    assert_eq!(order(&history), ["Bail 1", "Bail 2"]);
}

#[test]
fn of_what_was_stopped_before_it_left_the_list_shows_the_draft_alone() {
    let mut history = History::in_memory().unwrap();
    let (of, again) = (envelope(1), draft(7));
    history.insert_envelope(&of).unwrap();
    let voided = AuditEventKind::Voided { reason: String::new() };
    let ended =
        |kind: &AuditEventKind| DispatchChange { rows: Vec::new(), events: vec![event(2, kind.clone())] };
    let refused = |_: &Envelope, _: &[OutboxRow]| Err::<DispatchChange, _>("it has left");
    let told = history.take_up_again(of.id(), &again, refused, |_| false).unwrap();
    assert_eq!(told, Err("it has left"));
    assert!(history.draft(&again.id).is_err(), "nothing is changed then");
    history.take_up_again(of.id(), &again, |_, _| Ok::<_, ()>(ended(&voided)), |_| false).unwrap().unwrap();
    let page = history.list(&query("", HistoryFilter::All)).unwrap();
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.rows[0].subject, Subject::Draft(again.id.clone()));
    assert_eq!((page.counts.all, page.counts.drafts, page.counts.declined_or_expired), (1, 1, 0));
    assert_eq!(history.list(&query("contrat 1", HistoryFilter::All)).unwrap().rows.len(), 0);
    assert_eq!(history.envelope(of.id()).unwrap().status(), EnvelopeStatus::Voided, "what happened stays");
}
