//! Reads a message of a provider that came another way: by file, by paste, by a relay. A desktop has no address a provider
//! could send it to.

use std::path::PathBuf;

use paraphe_envelope::EnvelopeId;
use paraphe_history::{DispatchKey, OutboxRow};
use paraphe_providers::{Notice, NoticeSubject, Sent};

use crate::outbox::{Known, key_of};
use crate::schema::{EnvelopeView, ImportNoticeRequest, NoticeSource};
use crate::{App, Code, Error, accounts, blocking, documents, files, follow, lease, outbox, translate, view};

/// The largest notice read: they are a few kilobytes.
const LARGEST_NOTICE: u64 = 4 * 1024 * 1024;

pub(crate) async fn run(app: &App, request: ImportNoticeRequest) -> Result<EnvelopeView, Error> {
    let notice = {
        let source = request.source.clone();
        Notice { headers: request.headers.clone(), body: blocking::run(move || read(source)).await? }
    };
    let row = row_of(app, &request.account, &notice).await?;
    let lease = if row.remote.is_none() {
        let taken = lease::take(app, &row.envelope).await?;
        Some(taken.ok_or_else(|| Error::new(Code::Refused, "error-envelope-busy"))?)
    } else {
        None
    };
    let Some(known) = Known::read(app, key_of(&row)).await? else { return Err(unknown(&request.account)) };
    let sent = known.sent_or_in_doubt()?.ok_or_else(|| unknown(&request.account))?;
    let progress = known.provider.read_notice(&notice, &sent).await.map_err(|error| {
        let told = translate::provider(&known.account.name, &error);
        // What a message says is not believed because it says it.
        Error { message: "error-notice-untrusted".to_owned(), ..told }
    })?;
    if known.row.remote.is_none() {
        // The answer to the sending was lost; this message proves that it arrived.
        let Some(remote) = progress.remote.clone() else { return Err(unknown(&request.account)) };
        let sent = Sent { remote, links: progress.links.clone() };
        outbox::accept(app, &known, known.row.clone(), sent).await?;
    }
    drop(lease);
    follow::take_in(app, key_of(&row), progress).await?;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &row.envelope)).await
}

fn read(source: NoticeSource) -> Result<Vec<u8>, Error> {
    match source {
        NoticeSource::Text { text } => Ok(text.into_bytes()),
        NoticeSource::File { path } => files::read_at_most(&PathBuf::from(path), LARGEST_NOTICE),
    }
}

/// The dispatch a notice is about.
async fn row_of(app: &App, account: &str, notice: &Notice) -> Result<OutboxRow, Error> {
    let (app, account, notice) = (app.clone(), account.to_owned(), notice.clone());
    blocking::run(move || {
        let found = accounts::find(&app, &account)?;
        let provider = accounts::provider(&app, &found, &EnvelopeId::new(documents::random()?))?;
        let subject = provider.notice_subject(&notice).map_err(|error| unknown(&account).detail(error))?;
        let row = match subject {
            NoticeSubject::Remote(remote) => app.history().dispatch_of_remote(&account, &remote.0),
            NoticeSubject::Key(key) => {
                app.history().dispatch(&DispatchKey { envelope: key.envelope, dispatch: key.dispatch })
            }
        };
        row.map_err(translate::history)?.filter(|row| row.account == account).ok_or_else(|| unknown(&account))
    })
    .await
}

fn unknown(account: &str) -> Error {
    Error::new(Code::NotFound, "error-notice-unknown").with("account", account)
}
