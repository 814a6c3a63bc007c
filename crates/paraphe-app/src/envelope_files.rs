//! Envelope files: checked, and stored as drafts. Scripts write them; the window never sees one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use paraphe_envelope::{
    Document, DocumentId, Draft, DraftId, DraftProblem, EnvelopeFile, EnvelopeFileProblem, FileDocument,
    Sha256Digest,
};
use serde::Serialize;

use crate::commands::check_draft::{self, Checked};
use crate::documents::{self, random};
use crate::schema::{FileToImport, ProblemView};
use crate::{App, Code, Error, blocking, files, identities, translate, view, words};

/// One thing that keeps an envelope file from being sent.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FileFinding {
    /// Closed word.
    pub code: String,
    /// Where it stands: `recipients[0].email`; empty for the whole file.
    pub path: String,
    /// A sentence in the computer's language.
    pub message: String,
}

/// What `paraphe check` and `paraphe send` find in an envelope file before anything is stored.
#[derive(Clone, Debug, Serialize)]
pub struct FileCheck {
    /// What has to be put right in the file.
    pub problems: Vec<FileFinding>,
    /// What the account's provider cannot do.
    pub refusals: Vec<FileFinding>,
    /// How many requests the sending would make; 0 when it cannot be sent.
    pub dispatches: u32,
}

impl FileCheck {
    /// Whether the file can be sent.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.refusals.is_empty()
    }
}

/// Checks an envelope file against an account: everything at once. Stores nothing.
///
/// # Errors
/// The file cannot be read or is not JSON, or the account is not known.
pub async fn check_file(app: &App, path: PathBuf, account: String) -> Result<FileCheck, Error> {
    let app = app.clone();
    blocking::run(move || check(&app, &path, &account)).await
}

fn check(app: &App, path: &Path, account: &str) -> Result<FileCheck, Error> {
    let provider = check_draft::provider_of(account)?;
    let (file, wrong) = read(path)?;
    let mut problems: Vec<_> = wrong.iter().map(|problem| file_problem(app, problem)).collect();
    let folder = path.parent().unwrap_or(Path::new("."));
    let options = unknown_options(&file);
    let mut unreadable = Vec::new();
    let draft = draft_of(app, file, |document| {
        documents::look(&folder.join(&document.path), &document.name).or_else(|refusal| {
            let stand_in = stand_in(document)?;
            unreadable.push((stand_in.id.clone(), refusal));
            Ok(stand_in)
        })
    })?;
    problems.extend(unreadable.iter().map(|(id, refusal)| unreadable_document(app, &draft, id, refusal)));
    let checked = check_draft::check(draft.clone(), provider)?;
    let follows = |problem: &ProblemView| {
        (!wrong.is_empty() && is_consequence(&problem.problem))
            || is_on(&unreadable, &draft, &problem.problem)
    };
    let Checked { problems: of_draft, refusals, dispatches } = checked;
    problems.extend(
        of_draft.iter().filter(|problem| !follows(problem)).map(|problem| draft_problem(app, problem)),
    );
    let refusals: Vec<_> = refusals
        .iter()
        .map(|(refusal, place)| {
            let told = view::refusal(refusal);
            let mut facts = told.params;
            facts.insert("account".to_owned(), account.to_owned());
            finding(app, "refusal", told.code, place.clone(), &facts)
        })
        .chain(options.iter().map(|option| refused_option(app, account, option)))
        .collect();
    let dispatches = if problems.is_empty() && refusals.is_empty() { dispatches } else { 0 };
    Ok(FileCheck { problems, refusals, dispatches })
}

/// What an envelope file asks for beyond documents, people and boxes. The provider `local` knows none of it, and what a
/// provider does not know is refused, never left out in silence.
fn unknown_options(file: &EnvelopeFile) -> Vec<&'static str> {
    let options = &file.options;
    let asked = [
        ("expires_at", file.expires_at.is_some()),
        ("options.reminder_days", options.reminder_days.is_some()),
        ("options.metadata", !options.metadata.is_empty()),
        ("options.conditions", !options.conditions.is_empty()),
        ("options.notification_urls", !options.notification_urls.is_empty()),
        ("options.redirect_url", options.redirect_url.is_some()),
        ("options.brand", options.brand_color.is_some() || options.brand_logo.is_some()),
        ("options.signature_modes", !options.signature_modes.is_empty()),
        ("options.test", options.test),
    ];
    asked.into_iter().filter(|(_, asked)| *asked).map(|(name, _)| name).collect()
}

fn refused_option(app: &App, account: &str, option: &str) -> FileFinding {
    let facts = BTreeMap::from([
        ("account".to_owned(), account.to_owned()),
        ("option".to_owned(), option.to_owned()),
    ]);
    finding(app, "refusal", "option".to_owned(), option.to_owned(), &facts)
}

/// Stores the draft an envelope file describes, its documents taken into the vault. For a file that has been checked.
///
/// # Errors
/// The file or a document cannot be read, or the file has changed since it was checked; nothing is stored then.
pub async fn store_file(app: &App, path: PathBuf) -> Result<DraftId, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (file, wrong) = read(&path)?;
        if !wrong.is_empty() {
            return Err(Error::new(Code::DocumentUnreadable, "error-changed-meanwhile"));
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let draft = draft_of(&app, file, |document| {
            let path = folder.join(&document.path).display().to_string();
            let mut taken = documents::take(&app, &FileToImport { path, password: None })?;
            taken.name.clone_from(&document.name);
            Ok(taken)
        })?;
        app.history().insert_draft(&draft).map_err(translate::history)?;
        Ok(draft.id)
    })
    .await
}

/// What can be understood of a file, and what is wrong with it.
fn read(path: &Path) -> Result<(EnvelopeFile, Vec<EnvelopeFileProblem>), Error> {
    let text = fs::read_to_string(path).map_err(|e| files::unreadable(path, &e))?;
    EnvelopeFile::read(&text).map_err(|problem| {
        Error::new(Code::DocumentUnreadable, "error-not-json").with("path", path.display()).detail(problem)
    })
}

fn draft_of(
    app: &App,
    file: EnvelopeFile,
    read: impl FnMut(&FileDocument) -> Result<Document, Error>,
) -> Result<Draft, Error> {
    // Where the system's randomness fails, ids would collide, and the store refuses them as duplicates.
    let random_or_zero = || random().unwrap_or_default();
    file.into_draft(DraftId::new(random()?), app.now(), random_or_zero, read)
}

/// Takes the place of a document that cannot be read, so that the rest of the file is checked all the same.
fn stand_in(document: &FileDocument) -> Result<Document, Error> {
    let (id, name) = (DocumentId::new(random()?), document.name.clone());
    Ok(Document { id, name, sha256: Sha256Digest([0; 32]), byte_size: 0, pages: Vec::new() })
}

/// A problem that may only be there because a part of the file was not understood.
fn is_consequence(problem: &DraftProblem) -> bool {
    match problem {
        DraftProblem::DuplicateId { .. }
        | DraftProblem::FieldOfUnknownDocument { .. }
        | DraftProblem::FieldOfUnknownRecipient { .. }
        | DraftProblem::NoDocument
        | DraftProblem::NoRecipient
        | DraftProblem::NoSigner
        | DraftProblem::SignerWithoutField { .. } => true,
        DraftProblem::DocumentNameMissing { .. }
        | DraftProblem::DuplicateEmail { .. }
        | DraftProblem::EmailInvalid { .. }
        | DraftProblem::EmailMissing { .. }
        | DraftProblem::FieldEmpty { .. }
        | DraftProblem::FieldOutsidePage { .. }
        | DraftProblem::NameMissing { .. }
        | DraftProblem::NoTitle
        | DraftProblem::PageMissing { .. }
        | DraftProblem::PhoneInvalid { .. }
        | DraftProblem::PhoneMissing { .. }
        | DraftProblem::RoutingOrderZero { .. } => false,
    }
}

/// Whether a problem is about a page of a document that could not be read.
fn is_on(unreadable: &[(DocumentId, Error)], draft: &Draft, problem: &DraftProblem) -> bool {
    let field = problem.field().and_then(|id| draft.field(id));
    field.is_some_and(|field| unreadable.iter().any(|(document, _)| *document == field.document))
}

fn unreadable_document(app: &App, draft: &Draft, id: &DocumentId, refusal: &Error) -> FileFinding {
    let index = draft.documents.iter().position(|document| document.id == *id).unwrap_or_default();
    FileFinding {
        code: "document_unreadable".to_owned(),
        path: format!("documents[{index}].path"),
        message: said(app, &refusal.message, &refusal.params),
    }
}

fn file_problem(app: &App, problem: &EnvelopeFileProblem) -> FileFinding {
    let (code, facts) = view::code_and_facts(problem);
    finding(app, "problem-file", code, problem.path().to_owned(), &facts)
}

fn draft_problem(app: &App, problem: &ProblemView) -> FileFinding {
    let (code, facts) = view::code_and_facts(&problem.problem);
    finding(app, "problem", code, problem.path.clone(), &facts)
}

fn finding(
    app: &App,
    family: &str,
    code: String,
    path: String,
    facts: &BTreeMap<String, String>,
) -> FileFinding {
    let message = said(app, &format!("{family}-{}", code.replace('_', "-")), facts);
    FileFinding { code, path, message }
}

fn said(app: &App, id: &str, facts: &BTreeMap<String, String>) -> String {
    identities::without_isolates(&words::sentence(app.language(), id, facts))
}
