use std::path::Path;

use paraphe_envelope::{
    ColumnUse, Document, Draft, DraftId, DraftRecipient, Field, FieldId, Language, RecipientId,
};
use serde_json::json;

use super::line::Line;
use super::*;
use crate::commands::{
    check_separate, correct_line, open_batch, resume_batch, send_batch, send_separate, stop_batch,
};
use crate::ports::SystemClock;
use crate::schema::{
    BatchProgress, BatchView, CheckDraftRequest, CorrectLineRequest, OneBatchRequest, SendEnvelopeRequest,
};
use crate::{AppOptions, ChainChoice, ChainOrFile};

const CONTRACT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/samples/contrat.pdf");

fn open(folder: &Path) -> App {
    let secrets = ChainOrFile::open(folder, ChainChoice::FileOnly);
    let options = AppOptions::headless(folder.join("data"));
    App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap()
}

/// A stored draft signed at this computer, and one row per pair of name and lot.
fn request(app: &App, rows: &[[&str; 2]]) -> BatchRequest {
    let file = crate::schema::FileToImport { path: CONTRACT.to_owned(), password: None };
    let document = crate::documents::take(app, &file).unwrap();
    let person = json!({
        "id": "r1", "role": "signer", "first_name": "Ada", "last_name": "Modèle", "email": "ada@ex.fr", "mobile": "",
        "language": "fr", "authentication": "none", "routing_order": null, "delivery": "in_person",
    });
    let field = json!({
        "id": paraphe_envelope::FieldId::new([5; 16]), "recipient": "r1", "document": document.id, "kind": "signature",
        "placement": { "page": 1, "rect": { "x": 10, "y": 10, "width": 100, "height": 50 } },
    });
    let mut draft = Draft::new(DraftId::new([6; 16]), Language::Fr, app.now());
    draft.title = "Bail {{lot}}".to_owned();
    draft.documents = vec![document];
    draft.recipients = vec![serde_json::from_value(person).unwrap()];
    draft.fields = vec![serde_json::from_value(field).unwrap()];
    app.history().insert_draft(&draft).unwrap();
    BatchRequest {
        draft: draft.id,
        account: "local".to_owned(),
        recipient: "r1".parse().unwrap(),
        headers: vec!["nom".to_owned(), "lot".to_owned()],
        columns: vec![ColumnUse::LastName, ColumnUse::Other],
        rows: rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect(),
    }
}

fn one(id: &BatchId) -> OneBatchRequest {
    OneBatchRequest { batch: id.clone() }
}

async fn over(app: &App, id: &BatchId) -> BatchView {
    loop {
        let view = open_batch::run(app, one(id)).await.unwrap();
        if view.progress != BatchProgress::Running {
            return view;
        }
        tokio::task::yield_now().await;
    }
}

fn sent(view: &BatchView) -> Vec<u32> {
    view.lines.iter().filter(|line| line.envelope.is_some()).map(|line| line.number).collect()
}

fn findings(view: &BatchView, number: u32) -> Vec<&str> {
    let line = view.lines.iter().find(|line| line.number == number).unwrap();
    line.findings.iter().map(|finding| finding.sentence.id.as_str()).collect()
}

#[test]
fn a_dry_run_names_cells_and_repetitions_and_what_concerns_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let mut asked = request(&app, &[["A", "1"], ["", "2"], ["A", "1"], ["A", "3"]]);
    let check = |asked: &BatchRequest| {
        let (pattern, account) = pattern(&app, asked).unwrap();
        check::Judge::new(&app, &pattern, &account).unwrap().all(&asked.rows).unwrap()
    };
    let checked = check(&asked);
    assert_eq!((checked.ready, checked.to_correct, checked.general.len()), (2, 2, 0), "{checked:?}");
    let told: Vec<Vec<_>> = checked
        .lines
        .iter()
        .map(|line| line.findings.iter().map(|f| (f.column, f.sentence.id.as_str())).collect())
        .collect();
    let expected =
        vec![vec![], vec![(Some(0), "problem-name-missing")], vec![(None, "problem-line-same-row")], vec![]];
    assert_eq!(told, expected);
    assert_eq!((checked.lines[3].title.as_str(), checked.lines[3].name.as_str()), ("Bail 3", "A"));

    // What no column says is nobody's: the person of the draft is not sent forty times.
    asked.columns = vec![ColumnUse::Other, ColumnUse::Other];
    let general: Vec<_> = check(&asked).general.into_iter().map(|sentence| sentence.id).collect();
    assert_eq!(general, ["problem-name-missing"]);
    asked.columns = vec![ColumnUse::LastName, ColumnUse::Other];
    asked.headers[1] = "numéro".to_owned();
    let general = check(&asked).general;
    assert_eq!(
        (general[0].id.as_str(), general[0].params["name"].as_str()),
        ("problem-line-no-column", "lot")
    );
    assert_eq!(check(&asked).ready, 0);
}

#[tokio::test]
async fn lines_that_can_leave_leave_and_the_others_when_they_are_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let view = send_batch::run(&app, request(&app, &[["A", "1"], ["", "2"], ["A", "1"]])).await.unwrap();
    let id = view.id;
    let view = over(&app, &id).await;
    assert_eq!((sent(&view), view.progress, view.title.as_str()), (vec![1], BatchProgress::Done, "Bail …"));
    assert_eq!(findings(&view, 2), ["problem-name-missing"]);
    assert_eq!(app.history().draft_ids().unwrap(), [], "the draft has become the batch");

    let correct = |number, cells: [&str; 2]| {
        let cells = cells.map(str::to_owned).to_vec();
        correct_line::run(&app, CorrectLineRequest { batch: id.clone(), number, cells })
    };
    assert_eq!(correct(1, ["B", "9"]).await.unwrap_err().message, "error-batch-line-sent");
    let view = correct(2, ["A", "1"]).await.unwrap();
    assert_eq!(findings(&view, 2), ["problem-line-same-row"], "what has been sent already is not sent again");
    let view = correct(2, ["B", "2"]).await.unwrap();
    assert_eq!((findings(&view, 2), view.counts.waiting), (vec![], 1), "nothing leaves by itself");
    resume_batch::run(&app, one(&id)).await.unwrap();
    assert_eq!(sent(&over(&app, &id).await), [1, 2]);
    assert_eq!(app.history().envelope_ids().unwrap().len(), 2);
}

#[tokio::test]
async fn what_the_end_of_the_program_interrupted_a_person_goes_on_with_and_nothing_is_sent_twice() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = store(&app, &request(&app, &[["A", "1"], ["B", "2"], ["C", "3"]])).unwrap();
    // The first line is written down, and there the program ends.
    let Stored { row, pattern } = find(&app, &id).unwrap();
    let account = accounts::find(&app, &row.account).unwrap();
    let line = Line { batch: id.clone(), number: 1, pattern: pattern.into(), account };
    drop(line.write_first(&app).unwrap().unwrap());
    drop(app);

    let app = open(folder.path());
    let view = open_batch::run(&app, one(&id)).await.unwrap();
    assert_eq!((view.progress, sent(&view)), (BatchProgress::Interrupted, vec![1]));
    resume_batch::run(&app, one(&id)).await.unwrap();
    let view = over(&app, &id).await;
    assert_eq!((view.progress, sent(&view)), (BatchProgress::Done, vec![1, 2, 3]));
    assert_eq!(app.history().envelope_ids().unwrap().len(), 3);
    assert!(line.write_first(&app).is_err(), "a line is sent once, whoever tries");
    assert_eq!(app.history().envelope_ids().unwrap().len(), 3);
}

#[tokio::test]
async fn one_program_sends_a_batch_and_what_was_stopped_never_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = store(&app, &request(&app, &[["A", "1"], ["B", "2"]])).unwrap();
    let lease = crate::lease::hold(&app, &running::lease_name(&id)).unwrap().unwrap();
    let view = open_batch::run(&app, one(&id)).await.unwrap();
    assert_eq!(view.progress, BatchProgress::Running, "another program holds it");
    assert_eq!(resume_batch::run(&app, one(&id)).await.unwrap_err().message, "error-batch-running");
    drop(lease);
    let view = stop_batch::run(&app, one(&id)).await.unwrap();
    assert_eq!(view.progress, BatchProgress::Stopped);
    assert_eq!(resume_batch::run(&app, one(&id)).await.unwrap_err().message, "error-batch-stopped");
    assert_eq!(app.history().envelope_ids().unwrap(), []);
}

#[tokio::test]
async fn a_table_without_a_row_that_can_leave_is_no_batch() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let refused = send_batch::run(&app, request(&app, &[["", "1"]])).await.unwrap_err();
    assert_eq!(refused.message, "error-batch-nothing-ready");
    assert_eq!(app.history().draft_ids().unwrap().len(), 1, "the draft stays");
    let many = vec![["A", "1"]; MOST_ROWS + 1];
    let (asked, id) = (BatchRequest { rows: Vec::new(), ..request_of(&app) }, MOST_ROWS + 1);
    let rows = many.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
    let refused = store(&app, &BatchRequest { rows, ..asked }).unwrap_err();
    assert_eq!(
        (refused.message.as_str(), refused.params["n"].clone()),
        ("error-batch-too-many", id.to_string())
    );
}

/// The request of the one draft there is.
fn request_of(app: &App) -> BatchRequest {
    let draft = app.history().draft_ids().unwrap()[0].clone();
    BatchRequest {
        draft,
        account: "local".to_owned(),
        recipient: "r1".parse().unwrap(),
        headers: vec!["nom".to_owned(), "lot".to_owned()],
        columns: vec![ColumnUse::LastName, ColumnUse::Other],
        rows: Vec::new(),
    }
}

#[tokio::test]
async fn a_corrected_line_is_compared_with_the_others_by_their_own_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let view = send_batch::run(&app, request(&app, &[["", "1"], ["B", "2"], ["C", "3"]])).await.unwrap();
    let id = view.id;
    over(&app, &id).await;
    let cells = ["C", "3"].map(str::to_owned).to_vec();
    let request = CorrectLineRequest { batch: id, number: 1, cells };
    let view = correct_line::run(&app, request).await.unwrap();
    let finding = &view.lines[0].findings[0].sentence;
    assert_eq!((finding.id.as_str(), finding.params["row"].as_str()), ("problem-line-same-row", "3"));
}

#[tokio::test]
async fn a_line_leaves_as_it_stands_when_it_does() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = store(&app, &request(&app, &[["A", "1"], ["B", "2"]])).unwrap();
    let Stored { row, pattern } = find(&app, &id).unwrap();
    let account = accounts::find(&app, &row.account).unwrap();
    let line = |number| Line {
        batch: id.clone(),
        number,
        pattern: pattern.clone().into(),
        account: account.clone(),
    };
    let (first, second) = (line(1), line(2));
    // The sending has begun; a person puts one line right and makes the other one wrong.
    for (number, cells) in [(1, ["Ada", "9"]), (2, ["", "2"])] {
        let cells = cells.map(str::to_owned).to_vec();
        let request = CorrectLineRequest { batch: id.clone(), number, cells };
        correct_line::run(&app, request).await.unwrap();
    }
    drop(first.write_first(&app).unwrap().expect("it can leave"));
    assert!(second.write_first(&app).unwrap().is_none(), "it is held by now");
    let sent = app.history().batch_line(&id, 1).unwrap().unwrap().envelope.unwrap();
    let view = crate::view::envelope(&app, &sent).unwrap();
    assert_eq!((view.title.as_str(), view.recipients[0].last_name.as_str()), ("Bail 9", "Ada"));
    let batch = view.batch.expect("it belongs to one");
    assert_eq!((batch.id, batch.title.as_str(), batch.number), (id, "Bail …", 1));
}

#[tokio::test]
async fn a_batch_goes_while_nothing_has_left_and_becomes_a_template() {
    use crate::commands::{delete_batch, save_template};
    use crate::schema::{SaveTemplateRequest, TemplateSource};

    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = store(&app, &request(&app, &[["A", "1"], ["", "2"]])).unwrap();
    let view = open_batch::run(&app, one(&id)).await.unwrap();
    assert!(view.can_delete, "nobody sends it");
    let lease = crate::lease::hold(&app, &running::lease_name(&id)).unwrap().unwrap();
    assert_eq!(delete_batch::run(&app, one(&id)).await.unwrap_err().message, "error-batch-running");
    drop(lease);
    let person = &view.request.recipients[0];
    let asked = SaveTemplateRequest {
        source: TemplateSource::Batch { batch: id.clone() },
        name: "Bail".to_owned(),
        asked_people: [(person.id.clone(), "le locataire".to_owned())].into(),
        asked_documents: Default::default(),
    };
    let template = save_template::run(&app, asked).await.unwrap();
    assert_eq!(
        (template.title.as_str(), template.documents.len()),
        ("Bail {{lot}}", view.request.documents.len())
    );
    delete_batch::run(&app, one(&id)).await.unwrap();
    assert!(open_batch::run(&app, one(&id)).await.is_err());

    let id = send_batch::run(&app, request(&app, &[["A", "1"]])).await.unwrap().id;
    let view = over(&app, &id).await;
    assert!(!view.can_delete);
    assert_eq!(delete_batch::run(&app, one(&id)).await.unwrap_err().message, "error-batch-has-requests");
}

#[tokio::test]
async fn an_earlier_signature_that_is_broken_is_asked_once_and_holds_no_line_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = store(&app, &request(&app, &[["A", "1"], ["B", "2"]])).unwrap();
    // What is known of the document by now; nothing of it is read again.
    let pdf = paraphe_pdf::PdfFile::open(Path::new(CONTRACT), None).unwrap();
    let facts = crate::documents::DocumentFacts::of(&pdf).unwrap();
    let broken = Error::new(Code::Refused, "error-signs-over-broken").with("name", "X");
    let facts = crate::documents::DocumentFacts { signatures: 1, holds: Err(broken).into(), ..facts };
    let document = find(&app, &id).unwrap().pattern.draft.documents.remove(0);
    app.facts_cache().insert(document.sha256, facts.into());

    resume_batch::run(&app, one(&id)).await.unwrap();
    let view = over(&app, &id).await;
    assert_eq!((sent(&view), view.progress, view.counts.waiting), (vec![], BatchProgress::Paused, 2));
    let trouble = view.trouble.expect("what concerns all of them");
    assert_eq!((trouble.id.as_str(), trouble.params["name"].as_str()), ("error-signs-over-broken", "X"));
}

/// A stored draft of two documents: Ada signs both, Bea the second.
fn two_documents(app: &App) -> DraftId {
    let request = request(app, &[]);
    let mut draft = app.history().draft(&request.draft).unwrap();
    let file = crate::schema::FileToImport { path: CONTRACT.to_owned(), password: None };
    let annex = Document { name: "Annexe".to_owned(), ..crate::documents::take(app, &file).unwrap() };
    let mut bea = draft.recipients[0].clone();
    (bea.id, bea.first_name, bea.email) = ("r2".parse().unwrap(), "Bea".to_owned(), String::new());
    let on_annex = |number: u8, person: &DraftRecipient| Field {
        id: FieldId::new([number; 16]),
        recipient: person.id.clone(),
        document: annex.id.clone(),
        ..draft.fields[0].clone()
    };
    let fields = [on_annex(7, &draft.recipients[0]), on_annex(8, &bea)];
    draft.id = DraftId::new([16; 16]);
    draft.title = "Bail".to_owned();
    draft.documents.push(annex);
    draft.recipients.push(bea);
    draft.fields.extend(fields);
    app.history().insert_draft(&draft).unwrap();
    draft.id
}

#[tokio::test]
async fn each_document_leaves_in_a_request_of_its_own_and_they_stay_together() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let draft = two_documents(&app);
    let asked = CheckDraftRequest { draft: draft.clone(), account: "local".to_owned() };
    let shown = check_separate::run(&app, asked).await.unwrap().requests;
    let left_out: Vec<Vec<&str>> =
        shown.iter().map(|one| one.left_out.iter().map(RecipientId::as_str).collect()).collect();
    assert_eq!(left_out, [vec!["r2"], vec![]]);
    assert!(shown.iter().all(|one| one.problems.is_empty()), "{shown:?}");
    let send = SendEnvelopeRequest { draft: draft.clone(), account: "local".to_owned() };
    let view = send_separate::run(&app, send.clone()).await.unwrap();
    let view = over(&app, &view.id).await;
    assert_eq!((sent(&view), view.each), (vec![1, 2], Each::Document));
    let names: Vec<&str> = view.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Ada Modèle", "Ada Modèle, Bea Modèle"]);
    for (line, shown) in view.lines.iter().zip(&shown) {
        let envelope = app.history().envelope(line.envelope.as_ref().unwrap()).unwrap();
        let people: Vec<_> = envelope.recipients().iter().map(|person| person.id.clone()).collect();
        assert_eq!(
            (envelope.documents().len(), envelope.title(), &people),
            (1, shown.title.as_str(), &shown.people)
        );
    }
    // The draft has become the batch: nothing leaves twice.
    assert_eq!(send_separate::run(&app, send).await.unwrap_err().message, "error-draft-missing");
}

#[tokio::test]
async fn a_document_nobody_signs_keeps_all_requests_back() {
    let folder = tempfile::tempdir().unwrap();
    let app = open(folder.path());
    let id = two_documents(&app);
    let mut draft = app.history().draft(&id).unwrap();
    let annex = draft.documents[1].id.clone();
    draft.id = DraftId::new([17; 16]);
    draft.fields.retain(|field| field.document != annex);
    draft.recipients.truncate(1);
    app.history().insert_draft(&draft).unwrap();
    let asked = CheckDraftRequest { draft: draft.id.clone(), account: "local".to_owned() };
    let shown = check_separate::run(&app, asked).await.unwrap().requests;
    let held: Vec<usize> = shown.iter().map(|one| one.problems.len().min(1)).collect();
    assert_eq!(held, [0, 1]);
    let send = SendEnvelopeRequest { draft: draft.id.clone(), account: "local".to_owned() };
    assert_eq!(send_separate::run(&app, send).await.unwrap_err().message, "error-separate-held");
    assert!(app.history().draft(&draft.id).is_ok(), "nothing has left, the draft is still there");
}
