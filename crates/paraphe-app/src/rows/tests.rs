use std::fs;

use super::identity::Begun;
use super::*;
use crate::ports::SystemClock;
use crate::{AppOptions, ChainChoice, ChainOrFile};

/// A program, and a batch of two for the account `local` in the same folder.
fn scene(folder: &Path) -> (App, SendRows) {
    let secrets = ChainOrFile::open(folder, ChainChoice::FileOnly);
    let options = AppOptions::headless(folder.join("data"));
    let app = App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap();
    let contract = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/samples/contrat.pdf");
    let file = serde_json::json!({
        "title": "Bail {{lot}}", "documents": [{ "path": contract }],
        "recipients": [{ "id": "r1", "last_name": "Dupont", "delivery": "in_person" }],
        "fields": [{
            "recipient": "r1", "document": 0, "page": 1, "kind": "signature",
            "rect": { "x": 10, "y": 10, "width": 100, "height": 50 },
        }],
    });
    let (envelope, people) = (folder.join("bail.json"), folder.join("gens.csv"));
    fs::write(&envelope, file.to_string()).unwrap();
    fs::write(&people, "last_name,lot\nA,1\nB,2\n").unwrap();
    let changed = ChangedRows::Asked;
    (app, SendRows { envelope, people, account: "local".to_owned(), changed })
}

async fn send(app: &App, request: &SendRows) -> Result<Vec<RowReport>, Error> {
    let (_stopping, stop) = watch::channel(false);
    match send_rows(app, request.clone(), stop, |_| {}).await? {
        RowsAnswer::Rows { reports, .. } => Ok(reports),
        RowsAnswer::Problems(found) => panic!("{found:?}"),
    }
}

#[tokio::test]
async fn a_row_that_was_noted_without_its_envelope_is_sent_and_each_only_once() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let batch = Batch::read(&app, &request).unwrap().ok().unwrap();
    let noted = Begun { envelope: EnvelopeId::new([7; 16]), saying: String::new() };
    app.history().set_setting(&format!("{}.2", batch.both), &noted).unwrap();
    let reports = send(&app, &request).await.unwrap();
    assert!(reports.iter().all(|report| report.status == "sent"), "{reports:?}");
    assert_eq!(app.history().envelope_ids().unwrap().len(), 2);
    assert_eq!(app.history().draft_ids().unwrap(), [], "a row never is a draft");
    let again = send(&app, &request).await.unwrap();
    let ids = |reports: &[RowReport]| reports.iter().map(|one| one.envelope.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&again), ids(&reports));
}

#[tokio::test]
async fn a_row_an_earlier_version_noted_by_its_number_is_not_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let first = send(&app, &request).await.unwrap();
    fs::write(&request.people, "last_name,lot\nC,3\nD,4\n").unwrap();
    let both = Batch::read(&app, &request).unwrap().ok().unwrap().both;
    let noted = serde_json::json!({ "envelope": first[0].envelope });
    app.history().set_setting(&format!("{both}.2"), &noted).unwrap();
    let second = send(&app, &request).await.unwrap();
    assert_eq!(facts(&second), [(2, "sent", true), (3, "sent", false)]);
    assert_eq!(second[0].envelope, first[0].envelope);
}

#[tokio::test]
async fn one_program_at_a_time_sends_a_batch() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let batch = Batch::read(&app, &request).unwrap().ok().unwrap();
    let lease = lease::take_named(&app, &batch.name).await.unwrap();
    assert_eq!(send(&app, &request).await.unwrap_err().message, "error-rows-running");
    drop(lease);
    assert_eq!(send(&app, &request).await.unwrap().len(), 2);
}

#[tokio::test]
async fn after_a_stop_no_row_is_begun() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let (stopping, stop) = watch::channel(false);
    let answer = send_rows(&app, request.clone(), stop, |_| {
        stopping.send_replace(true);
    });
    let RowsAnswer::Rows { reports, .. } = answer.await.unwrap() else { panic!("rows") };
    let words: Vec<_> = reports.iter().map(|report| report.status.as_str()).collect();
    assert_eq!(words, ["sent", "not_sent"]);
    assert_eq!(app.history().envelope_ids().unwrap().len(), 1);
    assert!(send(&app, &request).await.unwrap().iter().all(|report| report.status == "sent"));
}

fn facts(reports: &[RowReport]) -> Vec<(u64, &str, bool)> {
    reports.iter().map(|one| (one.row, one.status.as_str(), one.earlier_run)).collect()
}

#[tokio::test]
async fn a_table_that_was_put_right_asks_nobody_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (app, mut request) = scene(folder.path());
    let write = |text: &str| fs::write(&request.people, text).unwrap();
    write("last_name,email,lot\nA,a@ex.fr,1\nB,b@ex,2\nC,c@ex.fr,3\n");
    let first = send(&app, &request).await.unwrap();
    assert_eq!(facts(&first), [(2, "sent", false), (3, "not_sent", false), (4, "sent", false)]);

    write("last_name;email;lot;note\nC;C@ex.fr;3;\nB;b@ex.fr;2;\nA;a@ex.fr;1;\nA;a@ex.fr;9;\n");
    let second = send(&app, &request).await.unwrap();
    let expected = [(2, "sent", true), (3, "sent", false), (4, "sent", true), (5, "sent", false)];
    assert_eq!(facts(&second), expected, "another row of the same person is another envelope");
    assert_eq!(second[0].envelope, first[2].envelope);

    write("last_name,email,lot\nA,a@ex.fr,11\nB,b@ex.fr,2\nC,c@ex.fr,3\n");
    let third = send(&app, &request).await.unwrap();
    assert_eq!(facts(&third)[0], (2, "not_sent", false));
    assert_eq!(third[0].problems[0].code, "sent_before");
    assert!(third[0].problems[0].message.contains(first[0].envelope.as_ref().unwrap().as_str()));
    assert_eq!(app.history().envelope_ids().unwrap().len(), 4);

    request.changed = ChangedRows::Sent;
    assert_eq!(facts(&send(&app, &request).await.unwrap())[0], (2, "sent", false));
    assert_eq!(app.history().envelope_ids().unwrap().len(), 5);
}

fn lines(app: &App, id: &EnvelopeId) -> (paraphe_envelope::BatchId, Vec<(u32, bool, bool)>) {
    let history = app.history();
    let batch = history.batch_of(id).unwrap().expect("a batch");
    let lines = history.batch_lines(&batch).unwrap();
    let told = lines.into_iter().map(|line| (line.number, line.envelope.is_some(), line.trouble.is_some()));
    (batch, told.collect())
}

#[tokio::test]
async fn a_run_is_one_batch_and_a_table_that_was_put_right_goes_on_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (app, mut request) = scene(folder.path());
    let write = |text: &str| fs::write(&request.people, text).unwrap();
    write("last_name,email,lot,note\nA,a@ex.fr,1,\nB,b@ex,2,\nC,c@ex.fr,,x\n");
    let first = send(&app, &request).await.unwrap();
    let words: Vec<_> = first.iter().map(|one| one.status.as_str()).collect();
    assert_eq!(words, ["sent", "not_sent", "not_sent"]);
    assert_eq!(
        (first[2].problems[0].code.as_str(), first[2].problems[0].path.as_str()),
        ("empty_cell", "rows[4].lot")
    );
    assert_eq!(first[0].person.as_deref(), Some("A"));
    let sent = first[0].envelope.clone().unwrap();
    let (batch, told) = lines(&app, &sent);
    assert_eq!(told, [(1, true, false), (2, false, true), (3, false, true)]);
    let stored = crate::batches::find(&app, &batch).unwrap();
    assert_eq!(stored.pattern.headers, ["last_name", "email", "lot"], "what nobody uses is not kept");
    assert_eq!((stored.row.title.as_str(), stored.row.account.as_str()), ("Bail …", "local"));

    write("lot;last_name;email\n2;B;b@ex.fr\n3;C;c@ex.fr\n1;A;a@ex.fr\n4;D;d@ex.fr\n");
    let second = send(&app, &request).await.unwrap();
    assert!(second.iter().all(|one| one.status == "sent") && second[2].earlier_run, "{second:?}");
    let (same, told) = lines(&app, &sent);
    let expected = [(1, true, false), (2, true, false), (3, true, false), (4, true, false)];
    assert_eq!((same, told), (batch.clone(), expected.to_vec()));
    assert_eq!(app.history().batch(&batch).unwrap().state, paraphe_history::BatchState::Done);

    write("last_name,email,lot\nE,e@ex.fr,5\n");
    let third = send(&app, &request).await.unwrap();
    let (other, told) = lines(&app, third[0].envelope.as_ref().unwrap());
    assert!(other != batch && told == [(1, true, false)], "other people are another batch");
    request.account = "nobody".to_owned();
    assert!(send(&app, &request).await.is_err());
}

#[tokio::test]
async fn what_a_window_sent_of_a_run_no_run_sends_again() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let write = |text: &str| fs::write(&request.people, text).unwrap();
    write("last_name,email,lot\nA,a@ex.fr,1\nB,b@ex,2\n");
    let first = send(&app, &request).await.unwrap();
    let (batch, _) = lines(&app, first[0].envelope.as_ref().unwrap());
    correct(&app, &batch, 2, ["B", "b@ex.fr", "2"]).await.unwrap();
    go_on(&app, &batch).await;
    assert_eq!(app.history().envelope_ids().unwrap().len(), 2);

    write("last_name,email,lot\nA,a@ex.fr,1\nB,b@ex.fr,2\n");
    retitle(&request, "Le bail {{lot}}");
    let elsewhere = send(&app, &request).await.unwrap();
    let codes: Vec<_> = elsewhere.iter().map(|row| row.problems[0].code.as_str()).collect();
    assert_eq!(codes, ["sent_before", "sent_before"], "another file knows what the window sent as well");
    retitle(&request, "Bail {{lot}}");
    let second = send(&app, &request).await.unwrap();
    assert!(second.iter().all(|row| row.earlier_run && row.status == "sent"), "{second:?}");
    assert_eq!(app.history().envelope_ids().unwrap().len(), 2);
}

/// The same envelope file with another title: another file about the same documents.
fn retitle(request: &SendRows, title: &str) {
    let text = fs::read_to_string(&request.envelope).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&text).unwrap();
    file["title"] = title.into();
    fs::write(&request.envelope, file.to_string()).unwrap();
}

/// In a window, until nothing more of the batch leaves.
async fn go_on(app: &App, batch: &paraphe_envelope::BatchId) {
    use crate::commands::{open_batch, resume_batch};
    use crate::schema::{BatchProgress, OneBatchRequest};

    let one = || OneBatchRequest { batch: batch.clone() };
    resume_batch::run(app, one()).await.unwrap();
    while open_batch::run(app, one()).await.unwrap().progress == BatchProgress::Running {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_a_run_that_was_stopped_held_no_window_sends() {
    use crate::commands::void_envelope;
    use crate::schema::{VoidEnvelopeRequest, VoidWay};

    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let write = |text: &str| fs::write(&request.people, text).unwrap();
    write("last_name,email,lot\nA,a@ex.fr,1\n");
    let first = send(&app, &request).await.unwrap();
    retitle(&request, "Le bail {{lot}}");
    write("last_name,email,lot\nB,b@ex.fr,2\nA,a@ex.fr,1\nC,c@ex.fr,3\nC,c@ex.fr,3\n");
    let (stopping, stop) = watch::channel(false);
    let answer = send_rows(&app, request.clone(), stop, |_| {
        stopping.send_replace(true);
    });
    let RowsAnswer::Rows { reports, .. } = answer.await.unwrap() else { panic!("rows") };
    let (batch, told) = lines(&app, reports[0].envelope.as_ref().unwrap());
    assert_eq!(told, [(1, true, false), (2, false, true), (3, false, false), (4, false, true)]);
    let left = |app: &App| app.history().envelope_ids().unwrap().len();
    go_on(&app, &batch).await;
    assert_eq!(left(&app), 3, "whom nobody had asked, and nobody twice");

    // Saved as they are, both stay.
    correct(&app, &batch, 2, ["A", "a@ex.fr", "1"]).await.unwrap();
    correct(&app, &batch, 4, ["C", "c@ex.fr", "3"]).await.unwrap();
    go_on(&app, &batch).await;
    assert_eq!(left(&app), 3);
    let sentences = |number| app.history().batch_line(&batch, number).unwrap().unwrap().trouble.unwrap();
    assert!(
        sentences(2).contains("problem-line-sent-before") && sentences(4).contains("problem-line-same-row")
    );

    // What was taken back keeps nobody from being asked.
    let envelope = first[0].envelope.clone().unwrap();
    let request = VoidEnvelopeRequest { envelope, reason: String::new(), way: VoidWay::AtProvider };
    void_envelope::run(&app, request).await.unwrap();
    correct(&app, &batch, 2, ["A", "a@ex.fr", "1"]).await.unwrap();
    go_on(&app, &batch).await;
    assert_eq!(left(&app), 4);
}

#[tokio::test]
async fn a_row_that_repeats_another_is_not_sent_with_those_that_changed_either() {
    let folder = tempfile::tempdir().unwrap();
    let (app, mut request) = scene(folder.path());
    fs::write(&request.people, "last_name,email,lot\nA,a@ex.fr,1\nA,a@ex.fr,1\n").unwrap();
    request.changed = ChangedRows::Sent;
    for _ in 0..2 {
        let reports = send(&app, &request).await.unwrap();
        assert_eq!(reports[1].problems[0].code, "repeats");
        assert_eq!(app.history().envelope_ids().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn one_program_at_a_time_sends_a_table_about_the_same_documents() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let batch = Batch::read(&app, &request).unwrap().ok().unwrap();
    let lease = lease::take_named(&app, &memory::documents_name(&batch.documents)).await.unwrap();
    retitle(&request, "Le bail {{lot}}");
    assert_eq!(send(&app, &request).await.unwrap_err().message, "error-rows-running");
    drop(lease);
    assert_eq!(send(&app, &request).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_batch_a_window_sends_is_not_sent_here() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let first = send(&app, &request).await.unwrap();
    let (batch, _) = lines(&app, first[0].envelope.as_ref().unwrap());
    let lease = lease::hold(&app, &crate::batches::running::lease_name(&batch)).unwrap().unwrap();
    assert_eq!(send(&app, &request).await.unwrap_err().message, "error-rows-running");
    drop(lease);
    assert_eq!(send(&app, &request).await.unwrap().len(), 2);
}

async fn correct(
    app: &App,
    batch: &paraphe_envelope::BatchId,
    number: u32,
    cells: [&str; 3],
) -> Result<(), Error> {
    use crate::commands::correct_line;
    use crate::schema::CorrectLineRequest;

    let cells = cells.map(str::to_owned).to_vec();
    let request = CorrectLineRequest { batch: batch.clone(), number, cells };
    correct_line::run(app, request).await.map(drop)
}

#[tokio::test]
async fn while_a_run_sends_a_batch_no_window_changes_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    fs::write(&request.people, "last_name,email,lot\nA,a@ex.fr,1\nB,b@ex,2\n").unwrap();
    let first = send(&app, &request).await.unwrap();
    let (id, _) = lines(&app, first[0].envelope.as_ref().unwrap());
    let batch = Batch::read(&app, &request).unwrap().ok().unwrap();
    let record = Record::begin(&app, &batch).unwrap();
    let refused = correct(&app, &id, 2, ["B", "b@ex.fr", "2"]).await.unwrap_err();
    assert_eq!(refused.message, "error-batch-running");
    assert_eq!(app.history().batch_line(&id, 2).unwrap().unwrap().cells, ["B", "b@ex", "2"]);
    drop(record);
    correct(&app, &id, 2, ["B", "b@ex.fr", "2"]).await.unwrap();
}

#[tokio::test]
async fn a_line_put_right_in_the_window_is_neither_lost_nor_sent_in_the_words_of_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let write = |text: &str| fs::write(&request.people, text).unwrap();
    write("last_name,email,lot\nA,a@ex.fr,1\nB,b@ex,2\n");
    let first = send(&app, &request).await.unwrap();
    let (id, _) = lines(&app, first[0].envelope.as_ref().unwrap());
    correct(&app, &id, 2, ["B", "b@ex.fr", "3"]).await.unwrap();
    let cells = || app.history().batch_line(&id, 2).unwrap().unwrap().cells;

    for table in
        ["last_name,email,lot\nA,a@ex.fr,1\nB,b@ex,2\n", "last_name,email,lot\nA,a@ex.fr,1\nB,b@ex.fr,2\n"]
    {
        write(table);
        let again = send(&app, &request).await.unwrap();
        assert_eq!(facts(&again), [(2, "sent", true), (3, "not_sent", false)]);
        assert_eq!(again[1].problems[0].code, "put_right");
        assert_eq!(cells(), ["B", "b@ex.fr", "3"], "{table}");
    }
    write("last_name,email,lot\nA,a@ex.fr,1\nB,b@ex.fr,3\n");
    assert_eq!(facts(&send(&app, &request).await.unwrap())[1], (3, "sent", false));
    assert_eq!(lines(&app, first[0].envelope.as_ref().unwrap()).1, [(1, true, false), (2, true, false)]);
}

#[tokio::test]
async fn lines_of_another_table_stay_where_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    let write = |text: &str| fs::write(&request.people, text).unwrap();
    write("last_name,email,lot\nA,a@ex.fr,1\nB,b@ex,2\nC,c@ex,3\n");
    let first = send(&app, &request).await.unwrap();
    let sent = first[0].envelope.clone().unwrap();
    // One of its people, one that is put right, and one of its own.
    write("last_name,email,lot\nA,a@ex.fr,1\nC,c@ex.fr,3\nD,d@ex.fr,4\n");
    let second = send(&app, &request).await.unwrap();
    assert_eq!(facts(&second), [(2, "sent", true), (3, "sent", false), (4, "sent", false)]);
    let (batch, told) = lines(&app, &sent);
    assert_eq!(
        told,
        [(1, true, false), (2, false, true)],
        "what the other table has is its own from here on"
    );
    assert_eq!(app.history().batch_line(&batch, 2).unwrap().unwrap().cells, ["B", "b@ex", "2"]);
    let (other, told) = lines(&app, second[2].envelope.as_ref().unwrap());
    assert!(other != batch && told == [(1, true, false), (2, true, false)], "{told:?}");
}

#[tokio::test]
async fn a_write_that_fails_leaves_the_answer_of_the_rows_before() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    fs::write(&request.people, "last_name,email,lot\nA,a@ex,1\nB,b@ex,2\nC,c@ex.fr,3\n").unwrap();
    let (_stopping, stop) = watch::channel(false);
    let answer = send_rows(&app, request, stop, |step| {
        if let RowsStep::Row(RowReport { row: 2, .. }) = step {
            // What it would write is not there any more.
            let query =
                app.history().setting::<serde_json::Value>(&runs_key(folder.path())).unwrap().unwrap();
            let id = query[0]["batch"].as_str().unwrap().parse().unwrap();
            assert!(app.history().purge_batch(&id).unwrap());
        }
    });
    let RowsAnswer::Rows { reports, .. } = answer.await.unwrap() else { panic!("rows") };
    assert_eq!(facts(&reports), [(2, "not_sent", false), (3, "not_sent", false), (4, "not_sent", false)]);
    assert!(reports[0].error.is_none() && reports[1].error.is_some());
    assert_eq!(reports[1].problems[0].code, "email_invalid");
}

/// Under which the batches of the envelope file are noted.
fn runs_key(folder: &Path) -> String {
    format!("rows.{}.batches", Sha256Digest::of(&fs::read(folder.join("bail.json")).unwrap()))
}

#[tokio::test]
async fn a_hole_that_held_a_line_holds_it_until_it_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let (app, request) = scene(folder.path());
    fs::write(&request.people, "last_name,email,lot\nA,a@ex.fr,1\nB,b@ex.fr,\n").unwrap();
    let first = send(&app, &request).await.unwrap();
    let (id, told) = lines(&app, first[0].envelope.as_ref().unwrap());
    assert_eq!(told[1], (2, false, true));
    let is_held = || app.history().batch_line(&id, 2).unwrap().unwrap().trouble.is_some();
    correct(&app, &id, 2, ["B", "b@ex.fr", ""]).await.unwrap();
    assert!(is_held(), "as the run left it");
    correct(&app, &id, 2, ["B", "b@ex.fr", "2"]).await.unwrap();
    assert!(!is_held());
}
