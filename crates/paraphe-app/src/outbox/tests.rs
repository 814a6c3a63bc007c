//! Another program writes between reading a dispatch and writing what came of asking the provider.

use std::path::Path;

use paraphe_envelope::{AuditEvent, AuditEventKind, Draft, DraftId, Language};
use paraphe_history::{AccountRow, History};
use paraphe_providers::{ErrorKind, Outlives, Progress, RemoteId, RemoteState, Steps as _};
use serde_json::json;

use super::*;
use crate::commands::{send_envelope, void_envelope};
use crate::ports::SystemClock;
use crate::schema::{VoidEnvelopeRequest, VoidWay};
use crate::{AppOptions, ChainChoice, ChainOrFile, Code, proxy};

/// A program whose one envelope waits to leave through a service that nobody will reach, and another program beside it.
pub(crate) struct Scene {
    pub(crate) app: App,
    pub(crate) theirs: History,
    pub(crate) key: DispatchKey,
    _folder: tempfile::TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let secrets = ChainOrFile::open(folder.path(), ChainChoice::FileOnly);
        let options = AppOptions::headless(folder.path().join("data"));
        let app = App::open_with(options, Box::new(SystemClock), Box::new(secrets)).unwrap();
        let account = AccountRow {
            name: "docage".to_owned(),
            secret: "account.docage".to_owned(),
            settings: json!({ "provider": "docage", "base_url": "http://127.0.0.1:9", "user": "me@ex.fr" }),
            created_at: app.now(),
        };
        app.history().insert_account(&account).unwrap();
        let account = accounts::find(&app, "docage").unwrap();
        let id = EnvelopeId::new([7; 16]);
        let (envelope, rows) = send_envelope::ready(&app, draft(&app), &account, id.clone()).unwrap();
        app.history().send_new(&envelope, &rows, &[("row".to_owned(), 1)]).unwrap();
        let theirs = History::open(app.data()).unwrap();
        Self { app, theirs, key: DispatchKey { envelope: id, dispatch: 1 }, _folder: folder }
    }

    async fn known(&self) -> Known {
        Known::read(&self.app, self.key.clone()).await.unwrap().unwrap()
    }

    pub(crate) fn now(&self) -> OutboxRow {
        self.theirs.dispatch(&self.key).unwrap().unwrap()
    }

    /// What the other program writes; gives the dispatch as it then is.
    pub(crate) fn they_write(&mut self, change: impl FnOnce(OutboxRow) -> OutboxRow) -> OutboxRow {
        let was = self.now();
        let row = change(was.clone());
        self.theirs.update_dispatch(&was, &row, Keeping::Step).unwrap();
        row
    }

    pub(crate) fn they_accept(&mut self) -> OutboxRow {
        let (state, remote) = (DispatchState::Accepted, Some("theirs".to_owned()));
        self.they_write(|row| OutboxRow { state, remote, ..row })
    }
}

fn draft(app: &App) -> Draft {
    let contract =
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/samples/contrat.pdf"));
    let file = crate::schema::FileToImport { path: contract.display().to_string(), password: None };
    let document = crate::documents::take(app, &file).unwrap();
    let rect = json!({ "x": 10, "y": 10, "width": 100, "height": 50 });
    let (person, field) = (
        json!({
            "id": "r1", "role": "signer", "first_name": "Ada", "last_name": "Dupont", "email": "ada@ex.fr",
            "mobile": "", "language": "fr", "authentication": "email_code", "routing_order": null,
            "delivery": "provider_mails",
        }),
        json!({
            "id": paraphe_envelope::FieldId::new([5; 16]), "recipient": "r1", "document": document.id, "kind": "signature",
            "placement": { "page": 1, "rect": rect },
        }),
    );
    let mut draft = Draft::new(DraftId::new([6; 16]), Language::Fr, app.now());
    draft.title = "Bail".to_owned();
    draft.documents = vec![document];
    draft.recipients = vec![serde_json::from_value(person).unwrap()];
    draft.fields = vec![serde_json::from_value(field).unwrap()];
    draft
}

fn error(retry: Retry) -> ProviderError {
    ProviderError::new(ErrorKind::Server, "nothing came back").with_retry(retry)
}

#[tokio::test]
async fn what_keeps_the_provider_from_being_opened_is_told_before_anything_is_written() {
    let scene = Scene::new();
    let gone = scene.app.data().join("office-ca.pem");
    let mut settings = scene.app.settings().unwrap();
    settings.extra_roots = Some(gone.display().to_string());
    proxy::store(&scene.app, settings).unwrap();
    let account = accounts::find(&scene.app, "docage").unwrap();
    let id = EnvelopeId::new([8; 16]);
    let (envelope, rows) = send_envelope::ready(&scene.app, draft(&scene.app), &account, id.clone()).unwrap();
    let write = |_: &Envelope, _: &[OutboxRow]| panic!("written down, and then said to have failed");
    let refused = Written::new(&scene.app, envelope, rows, account, write).map(drop).unwrap_err();
    assert_eq!(refused.params.get("path"), Some(&gone.display().to_string()));
}

#[tokio::test]
async fn a_sending_that_failed_here_does_not_undo_what_another_program_says_of_it() {
    for retry in [Retry::AfterCheck, Retry::Later, Retry::No] {
        let mut scene = Scene::new();
        let known = scene.known().await;
        let row = known.row.clone();
        let accepted = scene.they_accept();
        settle(&scene.app, known, (Err(error(retry)), row), Keeping::Step).await.unwrap_err();
        assert_eq!(scene.now(), accepted, "{retry:?}");
    }
}

#[tokio::test]
async fn what_may_have_arrived_is_in_doubt_and_nothing_else_leaves_again_by_itself() {
    let becomes = [
        (Retry::AfterCheck, DispatchState::Uncertain),
        (Retry::Later, DispatchState::Pending),
        (Retry::No, DispatchState::Refused),
    ];
    for (retry, state) in becomes {
        let scene = Scene::new();
        let known = scene.known().await;
        // What certainly did not happen is forgotten before the error comes.
        let open = (retry == Retry::AfterCheck).then(|| ("launch".to_owned(), None));
        let row = OutboxRow { steps: open.into_iter().collect(), ..known.row.clone() };
        settle(&scene.app, known, (Err(error(retry)), row), Keeping::Step).await.unwrap_err();
        assert_eq!(scene.now().state, state, "{retry:?}");
        let before = scene.now();
        deliver(&scene.app, scene.key.clone()).await.ok();
        let is_sent_again = scene.now() != before;
        assert_eq!(is_sent_again, retry == Retry::Later, "{retry:?}");
    }
}

#[tokio::test]
async fn that_the_provider_has_it_is_written_down_whatever_was_written_meanwhile() {
    let mut scene = Scene::new();
    let known = scene.known().await;
    let row = known.row.clone();
    scene.they_write(|row| OutboxRow { quiet_checks: 3, trouble: Some("theirs".to_owned()), ..row });
    let sent = Sent { remote: RemoteId("ours".to_owned()), links: Vec::new() };
    settle(&scene.app, known, (Ok(sent), row), Keeping::Step).await.unwrap();
    let now = scene.now();
    assert_eq!((now.state, now.remote.as_deref()), (DispatchState::Accepted, Some("ours")));
    assert_eq!(now.trouble, None);

    // Where somebody has come further, only what nobody knew is added.
    let mut scene = Scene::new();
    let known = scene.known().await;
    let row = known.row.clone();
    let done = scene.they_write(|row| OutboxRow { state: DispatchState::Done, next_check_at: None, ..row });
    let sent = Sent { remote: RemoteId("ours".to_owned()), links: Vec::new() };
    settle(&scene.app, known, (Ok(sent), row), Keeping::Step).await.unwrap();
    assert_eq!(scene.now(), OutboxRow { remote: Some("ours".to_owned()), ..done });
}

#[tokio::test]
async fn no_step_begins_on_a_dispatch_that_another_program_has_written() {
    let mut scene = Scene::new();
    let steps = OutboxSteps::new(&scene.app, scene.known().await.row);
    steps.begin("one", Outlives::PowerCut).await.unwrap();
    steps.note("one", "first");
    assert_eq!(scene.now().steps, [("one".to_owned(), None)]);
    steps.begin("two", Outlives::Program).await.unwrap();
    let written = [("one".to_owned(), Some("first".to_owned())), ("two".to_owned(), None)];
    assert_eq!(scene.now().steps, written, "what came of a step is there before the next request");
    let accepted = scene.they_accept();
    assert_eq!(steps.begin("three", Outlives::PowerCut).await.unwrap_err().kind(), ErrorKind::Journal);
    assert_eq!(steps.known().len(), 2, "what is not on the disk is not remembered");
    assert_eq!(scene.now(), accepted);
}

#[tokio::test]
async fn what_a_look_has_shown_is_not_written_over_what_another_program_knows() {
    let mut scene = Scene::new();
    scene.they_accept();
    let known = scene.known().await;
    let done = scene.they_write(|row| OutboxRow { state: DispatchState::Done, next_check_at: None, ..row });
    let row = known.row.clone();
    follow::failed(&scene.app, known, &error(Retry::Later)).await.unwrap_err();
    assert_eq!(scene.now(), done, "a look that failed");
    follow::wait_in_doubt(&scene.app, row.clone(), Some("late".to_owned())).await.unwrap();
    assert_eq!(scene.now(), done, "a question without an answer");
    follow::postpone(&scene.app, &row).await;
    assert_eq!(scene.now(), done, "a look that could not be taken");
    let envelope = scene.known().await.envelope;
    follow::rest(&scene.app, OutboxRow { trouble: None, ..row }, &envelope).await.unwrap();
    assert_eq!(scene.now(), done, "an end");
}

#[tokio::test]
async fn a_report_is_taken_over_what_there_is_and_an_end_comes_once() {
    let mut scene = Scene::new();
    let known = scene.known().await;
    let sent = Sent { remote: RemoteId("r".to_owned()), links: Vec::new() };
    accept(&scene.app, &known, known.row.clone(), sent).await.unwrap();
    let known = scene.known().await;
    scene.they_write(|row| OutboxRow { quiet_checks: 5, ..row });
    let voided = Progress { state: Some(RemoteState::Voided), ..Progress::default() };
    let ended = follow::take(&scene.app, known, voided.clone()).await.unwrap().unwrap();
    assert_eq!(ended.1.len(), 1);
    assert_eq!(scene.now().state, DispatchState::Done);
    // A report that was on its way at the same time adds nothing and brings nothing back.
    follow::take_in(&scene.app, scene.key.clone(), voided).await.unwrap();
    let envelope = scene.theirs.envelope(&scene.key.envelope).unwrap();
    let is_end = |event: &&AuditEvent| matches!(event.kind, AuditEventKind::Voided { .. });
    assert_eq!(envelope.events().iter().filter(is_end).count(), 1);
    assert_eq!((scene.now().state, scene.now().next_check_at), (DispatchState::Done, None));
}

#[tokio::test]
async fn a_report_is_taken_whether_or_not_what_is_left_can_be_noted() {
    for can_be_noted in [true, false] {
        let scene = Scene::new();
        let known = scene.known().await;
        let sent = Sent { remote: RemoteId("r".to_owned()), links: Vec::new() };
        accept(&scene.app, &known, known.row.clone(), sent).await.unwrap();
        if !can_be_noted {
            let (name, secret) = ("odd".to_owned(), "account.odd".to_owned());
            let odd = AccountRow { name, secret, settings: json!(7), created_at: scene.app.now() };
            scene.app.history().insert_account(&odd).unwrap();
        }
        let report = Progress { state: Some(RemoteState::Voided), credits: Some(3), ..Progress::default() };
        follow::take_in(&scene.app, scene.key.clone(), report).await.unwrap();
        assert_eq!(scene.now().state, DispatchState::Done);
        let noted = crate::balances::all(&scene.app).unwrap().contains_key("account.docage");
        assert_eq!(noted, can_be_noted);
    }
}

#[tokio::test]
async fn what_another_program_has_sent_again_is_not_sent_again() {
    let mut scene = Scene::new();
    scene.they_write(|row| OutboxRow { state: DispatchState::Refused, ..row });
    scene.they_accept();
    let request = crate::schema::EnvelopeRequest { envelope: scene.key.envelope.clone() };
    let refusal = crate::commands::send_again::run(&scene.app, request).await.unwrap_err();
    assert_eq!(refusal.message, "error-not-refused");
    assert_eq!(scene.now().state, DispatchState::Accepted);
}

/// What is looked at before the lease may be older than what the sending that just ended has left.
#[tokio::test]
async fn an_envelope_is_not_taken_back_while_it_is_sent_nor_when_that_ended_in_doubt() {
    let mut scene = Scene::new();
    let void = |scene: &Scene| {
        let request = VoidEnvelopeRequest {
            envelope: scene.key.envelope.clone(),
            reason: String::new(),
            way: VoidWay::AtProvider,
        };
        let app = scene.app.clone();
        async move { void_envelope::run(&app, request).await.map(|view| view.status) }
    };
    let sending = lease::hold(&scene.app, scene.key.envelope.as_str()).unwrap().unwrap();
    let in_doubt = scene.they_write(|row| OutboxRow { state: DispatchState::Uncertain, ..row });
    assert_eq!(void(&scene).await.unwrap_err().message, "error-envelope-busy");
    drop(sending);
    assert_eq!(void(&scene).await.unwrap_err().code, Code::Uncertain);
    assert_eq!(scene.now(), in_doubt);
    let stored = scene.theirs.envelope(&scene.key.envelope).unwrap();
    let voided = |event: &AuditEvent| matches!(event.kind, AuditEventKind::Voided { .. });
    assert!(!stored.events().iter().any(voided), "{:?}", stored.events());
}

/// A folder whose account became another provider's before that was refused.
#[tokio::test]
async fn another_provider_is_sent_nothing_that_was_written_down_for_the_first() {
    for state in [DispatchState::Pending, DispatchState::Uncertain, DispatchState::Accepted] {
        let mut scene = Scene::new();
        let remote = Some("theirs".to_owned());
        let before = scene.they_write(|row| OutboxRow { state, remote, ..row });
        let mut account = scene.theirs.account("docage").unwrap().unwrap();
        account.settings = json!({ "provider": "sigtool", "base_url": "http://127.0.0.1:9" });
        scene.theirs.change_account("docage", &account).unwrap();
        let refused = follow::look_after(&scene.app, scene.key.clone()).await.unwrap_err();
        assert_eq!(refused.message, "error-account-moved", "{state:?}");
        assert_eq!(scene.now(), before, "{state:?}: nothing was sent, nothing is believed");
        let view = crate::view::envelope(&scene.app, &scene.key.envelope).unwrap();
        assert!(!view.sent_with.unwrap().known, "{state:?}");
    }
}

#[tokio::test]
async fn of_an_account_that_is_gone_only_what_had_not_begun_is_certain() {
    let mut scene = Scene::new();
    scene.theirs.remove_account("docage").unwrap();
    assert!(clear(&scene.app, scene.key.clone()).await.unwrap(), "nothing had begun");
    let answered = vec![("launch".to_owned(), Some("asked".to_owned()))];
    scene.they_write(|row| OutboxRow { steps: answered, ..row });
    assert!(!clear(&scene.app, scene.key.clone()).await.unwrap(), "people may have been asked");
}
