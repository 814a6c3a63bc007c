//! Takes the signed file of a document that came another way: by e-mail, from the provider's own pages. The person says
//! that it is the one everybody signed; that it holds signatures, that they are not broken, and that it is not the
//! original, is checked. Who signed is told and not compared: a service may sign in its own name. Where there are fewer
//! signatures than signers, or it shows something else than what was sent, the person has to say so once more.

use std::path::Path;

use paraphe_envelope::{Document, DocumentId, Envelope, PageGeometry, RecipientId, Role, Sha256Digest};
use paraphe_history::{ArtifactRow, DispatchKey, DispatchState, OutboxRow};
use paraphe_pades::{ValidationReport, ValidationTime, Verdict as ReportVerdict};
use paraphe_pdf::PdfFile;
use paraphe_providers::Artifact;

use super::{dispatches, list_trust, verify_document};
use crate::documents::{FileStamp, Visited};
use crate::follow::Brought;
use crate::outbox::{Known, key_of};
use crate::schema::{EnvelopeAction, ImportSignedRequest, ImportedSignedView, SentenceView, Verdict};
use crate::verification::many;
use crate::verification::sent::{self, Kinship, Shown};
use crate::{App, Code, Error, actions, blocking, documents, follow, results, translate, verdict, view};

pub(crate) async fn run(app: &App, request: ImportSignedRequest) -> Result<ImportedSignedView, Error> {
    let row = row_of(app, &request).await?;
    let key = key_of(&row);
    let concerned = {
        let known = Known::read(app, key.clone()).await?.ok_or_else(|| Error::internal("no dispatch"))?;
        let dispatch = known.dispatch()?;
        Concerned {
            people: dispatch.groups.iter().flatten().map(|person| person.id.clone()).collect(),
            documents: dispatch.documents.iter().map(|document| document.id.clone()).collect(),
        }
    };
    let taken = {
        let app = app.clone();
        let request = request.clone();
        let (key, concerned) = (key.clone(), concerned.clone());
        blocking::run(move || take(&app, &request, &key, &concerned)).await?
    };
    let Taken { result, verdict, sentence, signers } = taken;
    let Concerned { people, documents } = concerned;
    follow::close_with(app, key, Brought { people, documents, result }).await?;
    let app = app.clone();
    blocking::run(move || {
        let envelope = view::envelope(&app, &request.envelope)?;
        Ok(ImportedSignedView { envelope, verdict, sentence, signers })
    })
    .await
}

/// What came of judging a file.
struct Taken {
    /// The file, which is in the vault.
    result: ArtifactRow,
    verdict: Verdict,
    sentence: SentenceView,
    signers: Vec<String>,
}

/// Whom and what a dispatch concerns.
#[derive(Clone)]
struct Concerned {
    people: Vec<RecipientId>,
    documents: Vec<DocumentId>,
}

/// Whether a file begins with the pages of the document that was sent, as far as their sizes tell; some services put a page
/// of their own behind them.
fn has_pages_of(found: &[PageGeometry], sent: &[PageGeometry]) -> bool {
    let is_like = |(a, b): (&PageGeometry, &PageGeometry)| {
        let ((a_width, a_height), (b_width, b_height)) = (a.displayed_size(), b.displayed_size());
        (a_width - b_width).abs() < 1.0 && (a_height - b_height).abs() < 1.0
    };
    found.len() >= sent.len() && found.iter().zip(sent).all(is_like)
}

/// The dispatch the document is out with.
async fn row_of(app: &App, request: &ImportSignedRequest) -> Result<OutboxRow, Error> {
    for row in dispatches(app, &request.envelope).await? {
        if row.state != DispatchState::Accepted {
            continue;
        }
        let Some(known) = Known::read(app, key_of(&row)).await? else { continue };
        if known.dispatch()?.documents.iter().any(|document| document.id == request.document) {
            return Ok(row);
        }
    }
    let (app, envelope) = (app.clone(), request.envelope.clone());
    Err(blocking::run(move || actions::refusal(&app, &envelope, EnvelopeAction::ImportSigned)).await?)
}

/// Judges the file, and puts it into the vault.
fn take(
    app: &App,
    request: &ImportSignedRequest,
    key: &DispatchKey,
    concerned: &Concerned,
) -> Result<Taken, Error> {
    let path = Path::new(&request.path);
    let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
    let document = envelope
        .document(&request.document)
        .ok_or_else(|| Error::new(Code::NotFound, "error-document-missing").detail(&request.document))?;
    let name = documents::name_of(path);
    let pdf = PdfFile::open(path, None).map_err(|error| translate::pdf(error).with("name", &name))?;
    let facts = documents::DocumentFacts::of(&pdf)?;
    let vault = app.history().vault().clone();
    let digest = Sha256Digest::of(pdf.bytes());
    let result = result(app, request, key, (digest, &name));
    let was_taken = was_taken(app, &envelope, concerned, &result)?;
    let is_another = !facts.is_signed() || digest == envelope.current_digest(document) && !was_taken;
    if is_another || !has_pages_of(&facts.pages, &document.pages) {
        return Err(Error::new(Code::Refused, "error-signed-differs").with("name", name));
    }
    let anchors = list_trust::anchors(app)?;
    let report = verify_document::report(app, &pdf, &name, &anchors, ValidationTime(app.now()))?;
    if report.verdict == ReportVerdict::Broken {
        // Nobody has signed what this file shows.
        return Err(Error::new(Code::Refused, "error-signed-broken").with("name", name));
    }
    if !was_taken {
        let before = documents::facts(app, &envelope.current_digest(document))?.signatures;
        refuse_fewer(&envelope, request, concerned, (&report, before))?;
        if !request.differing {
            refuse_differing(app, (&envelope, document), (&pdf, &report), path)?;
        }
    }
    if vault.put_file(path).map_err(translate::vault)? != digest || report.sha256 != digest {
        return Err(Error::new(Code::DocumentUnreadable, "error-changed-meanwhile").with("name", name));
    }
    Ok(Taken {
        result,
        verdict: verdict::verdict(report.verdict),
        sentence: verdict::sentence(&report),
        signers: many::signers(&report),
    })
}

fn result(
    app: &App,
    request: &ImportSignedRequest,
    key: &DispatchKey,
    (sha256, name): (Sha256Digest, &str),
) -> ArtifactRow {
    ArtifactRow {
        dispatch: key.dispatch,
        kind: results::word(Artifact::SignedDocuments).to_owned(),
        sha256,
        name: name.to_owned(),
        document: Some(request.document.clone()),
        fetched_at: app.now(),
    }
}

/// Whether this very file was taken before as the one everybody signed, by a program that was stopped before it came to the
/// end.
fn was_taken(
    app: &App,
    envelope: &Envelope,
    concerned: &Concerned,
    result: &ArtifactRow,
) -> Result<bool, Error> {
    let here = app.history().artifacts(envelope.id()).map_err(translate::history)?;
    let is_it = |row: &ArtifactRow| {
        let fetched_at = result.fetched_at;
        ArtifactRow { fetched_at, name: result.name.clone(), ..row.clone() } == *result
    };
    let has_signed = |id: &RecipientId| envelope.recipient_status(id).is_done();
    Ok(here.iter().any(is_it) && concerned.people.iter().all(has_signed))
}

/// A file that begins with what was sent, nothing but signatures and the like behind it, is the same document; of another one the
/// pages must show the same. Whoever has compared the two may take it all the same.
fn refuse_differing(
    app: &App,
    (envelope, document): (&Envelope, &Document),
    (pdf, report): (&PdfFile, &ValidationReport),
    path: &Path,
) -> Result<(), Error> {
    let known = [document.sha256, envelope.current_digest(document)];
    if let Kinship::Continued(_) = sent::kinship(pdf, report, &known) {
        return Ok(());
    }
    let changed =
        || Error::new(Code::DocumentUnreadable, "error-changed-meanwhile").with("name", &report.file);
    let stamp = FileStamp::of(path).ok_or_else(changed)?;
    let visited = Visited { path: path.to_owned(), stamp, earlier: Vec::new() };
    // A verification of the same file may be open, and goes on with what it knows of it.
    let open = app.visiting().insert(report.sha256, visited);
    let shown = sent::shown(app, envelope, document, report.sha256);
    match open {
        Some(open) => app.visiting().insert(report.sha256, open),
        None => app.visiting().remove(&report.sha256),
    };
    let unlike = |how: &str, pages: &[u32]| {
        let numbers: Vec<String> = pages.iter().map(u32::to_string).collect();
        let error =
            Error::new(Code::Refused, "error-signed-unlike").with("name", &report.file).with("how", how);
        Err(error.with("count", pages.len()).with("pages", numbers.join(", ")))
    };
    match shown {
        Shown::Same => Ok(()),
        Shown::Differing(pages) => unlike("pages", &pages),
        Shown::Unknown => unlike("unknown", &[]),
    }
}

/// A file with fewer signatures than people were asked for one is only the end when the person says so: what is recorded is
/// that each of them signed.
fn refuse_fewer(
    envelope: &Envelope,
    request: &ImportSignedRequest,
    concerned: &Concerned,
    (report, before): (&ValidationReport, u32),
) -> Result<(), Error> {
    let is_signer =
        |id: &&RecipientId| envelope.recipient(id).is_some_and(|person| person.role == Role::Signer);
    let people = concerned.people.iter().filter(is_signer).count();
    let signatures =
        many::signature_count(report).saturating_sub(usize::try_from(before).unwrap_or(usize::MAX));
    if request.everybody || signatures >= people {
        return Ok(());
    }
    let error =
        Error::new(Code::Refused, "error-signed-fewer").with("count", signatures).with("people", people);
    Err(error.with("signers", many::signers(report).join(", ")))
}
