//! Envelope files: checked, and stored as drafts. Scripts write them; the window never sees one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use paraphe_envelope::{
    Document, DocumentId, Draft, DraftId, DraftProblem, DraftRecipient, EnvelopeFile, EnvelopeFileProblem,
    EnvelopeOption, Field, FileDocument, Sha256Digest, placeholders,
};
use paraphe_providers::Refusal;
use serde::Serialize;

use crate::accounts::Account;
use crate::commands::check_draft::{self, Checked};
use crate::documents::{self, random};
use crate::schema::{ProblemView, SentenceView};
use crate::{
    App, Code, Error, accounts, blocking, envelope_notes, files, identities, logo, translate, view, words,
};

const POINTS_PER_MILLIMETRE: f64 = 72.0 / 25.4;

/// One thing that keeps an envelope file from being sent.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct FileFinding {
    /// Closed word.
    pub code: String,
    /// Where it stands: `recipients[0].email`; empty for the whole file.
    pub path: String,
    /// A sentence in the computer's language.
    pub message: String,
    /// The same for whoever tells it in another language, or later.
    #[serde(skip)]
    pub sentence: SentenceView,
}

/// What `paraphe check` and `paraphe send` find in an envelope file before anything is stored.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FileCheck {
    /// What has to be put right in the file.
    pub problems: Vec<FileFinding>,
    /// What the account's provider cannot do.
    pub refusals: Vec<FileFinding>,
    /// What keeps nothing from being sent and is to be known before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<FileFinding>,
    /// How many requests the sending would make; 0 when it cannot be sent.
    pub dispatches: u32,
}

impl FileCheck {
    /// Whether the file can be sent.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty() && self.refusals.is_empty()
    }
}

/// Checks an envelope file against an account: everything at once. Stores nothing. The password is that of those documents
/// that have one.
///
/// # Errors
/// The file cannot be read or is not JSON, or the account is not known.
pub async fn check_file(
    app: &App,
    path: PathBuf,
    account: String,
    password: Option<String>,
) -> Result<FileCheck, Error> {
    let app = app.clone();
    blocking::run(move || check(&app, &path, &account, password.as_deref())).await
}

fn check(app: &App, path: &Path, account: &str, password: Option<&str>) -> Result<FileCheck, Error> {
    let account = accounts::find(app, account)?;
    let Opened { file, wrong, mut problems, folder } = open(app, path)?;
    let mut unreadable = Vec::new();
    let draft = draft_of(app, file, |document| {
        if document.path.is_empty() {
            // Told already: the file does not say where it is.
            return stand_in(document);
        }
        let place = folder.join(&document.path);
        let looked = where_asked(password, |it| documents::look(app, &place, &document.name, it));
        looked.or_else(|refusal| {
            let stand_in = stand_in(document)?;
            unreadable.push((stand_in.id.clone(), refusal.with("path", &document.path)));
            Ok(stand_in)
        })
    })?;
    problems.extend(unreadable.iter().map(|(id, refusal)| unreadable_document(app, &draft, id, refusal)));
    let unfilled = unfilled(app, &draft);
    let is_explained = |path: &str| {
        // What stands in braces is neither an address nor a number.
        wrong.iter().any(|problem| problem.explains(path)) || unfilled.iter().any(|found| found.path == path)
    };
    let follows =
        |problem: &ProblemView| is_explained(&problem.path) || is_on_stand_in(&draft, &problem.problem);
    let judged = judge(app, &draft, &account, follows)?;
    problems.extend(judged.problems);
    problems.extend(unfilled.iter().cloned());
    let refusals: Vec<_> = judged.refusals.into_iter().filter(|one| !is_explained(&one.path)).collect();
    let is_clean = problems.is_empty() && refusals.is_empty();
    let dispatches = if is_clean { judged.dispatches } else { 0 };
    let notes = if is_clean { envelope_notes::of(app, &draft, &account) } else { Vec::new() };
    Ok(FileCheck { problems, refusals, notes, dispatches })
}

/// Names in `{{…}}` that only a table of people fills: sent like this, people would read the braces.
fn unfilled(app: &App, draft: &Draft) -> Vec<FileFinding> {
    let told = |(place, name): (String, String)| {
        let facts = BTreeMap::from([("name".to_owned(), name)]);
        finding(app, "problem-rows", "no_table".to_owned(), place, &facts)
    };
    placeholders(draft).into_iter().map(told).collect()
}

/// What keeps a draft from being sent with an account; problems that only follow from others are left out.
///
/// # Errors
/// The system's randomness fails.
pub(crate) fn judge(
    app: &App,
    draft: &Draft,
    account: &Account,
    follows: impl Fn(&ProblemView) -> bool,
) -> Result<FileCheck, Error> {
    let Checked { problems, refusals, dispatches, .. } = check_draft::check(app, draft.clone(), account)?;
    let mut problems: Vec<FileFinding> = problems
        .iter()
        .filter(|problem| !follows(problem))
        .map(|problem| draft_problem(app, problem))
        .collect();
    problems.extend(too_small(app, draft));
    let refusals: Vec<_> =
        refusals.iter().map(|(refusal, place)| refused(app, draft, account, (refusal, place))).collect();
    let dispatches = if problems.is_empty() { dispatches } else { 0 };
    Ok(FileCheck { problems, refusals, notes: Vec::new(), dispatches })
}

/// What the account's provider cannot do, and for whom.
fn refused(
    app: &App,
    draft: &Draft,
    account: &Account,
    (refusal, place): (&Refusal, &String),
) -> FileFinding {
    let told = view::refusal(refusal);
    let mut facts = told.params;
    facts.insert("account".to_owned(), account.name.clone());
    let document = facts.get("document").and_then(|id| named(draft, id));
    facts.extend(document.map(|name| ("name".to_owned(), name)));
    let person =
        facts.get("recipient").and_then(|id| draft.recipients.iter().find(|one| one.id.as_str() == id));
    let mut finding = finding(app, "refusal", told.code, place.clone(), &facts);
    if let Some(person) = person {
        let missing = match (person.first_name.trim().is_empty(), person.last_name.trim().is_empty()) {
            (true, false) => "first_name",
            (false, true) => "last_name",
            (true, true) | (false, false) => "both",
        };
        facts.extend([("person".to_owned(), called(person)), ("missing".to_owned(), missing.to_owned())]);
        let id = format!("{}.for", finding.sentence.id);
        finding.message = Some(said(app, &id, &facts)).filter(|said| *said != id).unwrap_or(finding.message);
    }
    finding
}

/// What is known of somebody: a name, else an address, else what the file calls them.
fn called(person: &DraftRecipient) -> String {
    let (name, email) = (person.full_name(), person.email.trim().to_owned());
    let known = [name, email].into_iter().find(|text| !text.is_empty());
    known.unwrap_or_else(|| person.id.to_string())
}

/// Boxes the window would not draw: nothing in them could be read or hit.
fn too_small(app: &App, draft: &Draft) -> Vec<FileFinding> {
    let fields = draft.fields.iter().enumerate();
    let small = fields.filter(|(_, field)| {
        let rect = field.placement.rect;
        // A rectangle without an area is told as that.
        rect.is_box() && field.kind.is_too_small(rect.width, rect.height)
    });
    let told = |(index, field): (usize, &Field)| {
        let (width, height) = field.kind.smallest_millimetres();
        let points = |millimetres: u32| (f64::from(millimetres) * POINTS_PER_MILLIMETRE).ceil().to_string();
        let facts = [
            ("width", width.to_string()),
            ("height", height.to_string()),
            ("points_width", points(width)),
            ("points_height", points(height)),
        ];
        let facts = facts.map(|(name, value)| (name.to_owned(), value)).into();
        finding(app, "problem-file", "field_too_small".to_owned(), format!("fields[{index}].rect"), &facts)
    };
    small.map(told).collect()
}

fn named(draft: &Draft, id: &str) -> Option<String> {
    draft.documents.iter().find(|document| document.id.as_str() == id).map(|document| document.name.clone())
}

/// Stores the draft an envelope file describes, its documents taken into the vault. For a file that has been checked. The
/// password is kept as long as the program runs, and nowhere else.
///
/// # Errors
/// The file or a document cannot be read, or the file has changed since it was checked; nothing is stored then.
pub async fn store_file(app: &App, path: PathBuf, password: Option<String>) -> Result<DraftId, Error> {
    let app = app.clone();
    blocking::run(move || {
        let Opened { file, problems, folder, .. } = open(&app, &path)?;
        if !problems.is_empty() {
            return Err(Error::new(Code::DocumentUnreadable, "error-changed-meanwhile"));
        }
        let password = password.as_deref();
        let draft = draft_of(&app, file, |document| {
            where_asked(password, |it| take_with(&app, &folder, document, it))
        })?;
        app.history().insert_draft(&draft).map_err(translate::history)?;
        Ok(draft.id)
    })
    .await
}

/// A document of an envelope file, taken into the vault.
///
/// # Errors
/// Why it cannot be taken.
pub(crate) fn take(app: &App, folder: &Path, document: &FileDocument) -> Result<Document, Error> {
    take_with(app, folder, document, None)
}

fn take_with(
    app: &App,
    folder: &Path,
    document: &FileDocument,
    password: Option<&str>,
) -> Result<Document, Error> {
    let taken = documents::take_at(app, &folder.join(&document.path), password)
        .map_err(|refusal| refusal.with("path", &document.path))?;
    Ok(Document { name: document.name.clone(), ..taken })
}

/// Does it with the password only where it cannot be done without one: most documents have none.
fn where_asked<T>(
    password: Option<&str>,
    open: impl Fn(Option<&str>) -> Result<T, Error>,
) -> Result<T, Error> {
    match (open(None), password) {
        (Err(refusal), Some(password)) if refusal.code == Code::PasswordNeeded => open(Some(password)),
        (outcome, _) => outcome,
    }
}

/// An envelope file as far as it can be understood.
pub(crate) struct Opened {
    pub(crate) file: EnvelopeFile,
    /// What is wrong with the text itself.
    wrong: Vec<EnvelopeFileProblem>,
    /// The same for the answer, and what is wrong with the logo.
    pub(crate) problems: Vec<FileFinding>,
    /// What its paths are relative to.
    pub(crate) folder: PathBuf,
}

/// Reads an envelope file; its logo is part of it from now on.
///
/// # Errors
/// It cannot be read, or is not JSON.
pub(crate) fn open(app: &App, path: &Path) -> Result<Opened, Error> {
    let text = text_of(path)?;
    let (mut file, wrong) = EnvelopeFile::read(&text).map_err(|problem| {
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        let message = if is_json { "error-not-an-envelope" } else { "error-not-json" };
        let (line, column) = if let EnvelopeFileProblem::NotJson { line, column, .. } = &problem {
            (*line, *column)
        } else {
            // JSON, but no object: what is wrong begins where the file does.
            (1, 1)
        };
        Error::new(Code::DocumentUnreadable, message)
            .with("path", path.display())
            .with("line", line)
            .with("column", column)
            .detail(problem)
    })?;
    let mut problems: Vec<_> = wrong.iter().map(|problem| file_problem(app, problem)).collect();
    let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
    if let Some(named) = file.options.brand_logo.as_mut() {
        match logo::of_file(&folder, named) {
            Ok(logo) => *named = logo,
            Err(problem) => {
                let facts = BTreeMap::from([("found".to_owned(), named.clone())]);
                let place = EnvelopeOption::BrandLogo.path().to_owned();
                problems.push(finding(app, "problem-file", problem.code().to_owned(), place, &facts));
            }
        }
    }
    Ok(Opened { file, wrong, problems, folder })
}

/// The text of an envelope file.
fn text_of(path: &Path) -> Result<String, Error> {
    let bytes = files::read_at_most(path, files::LARGEST)?;
    let unusable = |message| Error::new(Code::DocumentUnreadable, message).with("path", path.display());
    if bytes.starts_with(b"%PDF-") {
        return Err(unusable("error-envelope-is-pdf"));
    }
    String::from_utf8(bytes).map_err(|error| unusable("error-envelope-text").detail(error))
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

/// Whether a problem is about a page of a document that could not be read: nobody knows which pages it has.
fn is_on_stand_in(draft: &Draft, problem: &DraftProblem) -> bool {
    let document =
        problem.field().and_then(|id| draft.field(id)).and_then(|field| draft.document(&field.document));
    matches!(problem, DraftProblem::PageMissing { .. })
        && document.is_some_and(|document| document.pages.is_empty())
}

/// A document that cannot be taken.
pub(crate) fn unreadable(app: &App, index: usize, refusal: &Error) -> FileFinding {
    let facts = BTreeMap::from([
        ("found".to_owned(), refusal.params.get("path").cloned().unwrap_or_default()),
        ("reason".to_owned(), said(app, &refusal.message, &refusal.params)),
    ]);
    // The window says that a file is gone: it was there when it was chosen. Here nobody has seen it yet.
    let code = match refusal.message.as_str() {
        "error-file-missing" => "document_missing",
        // What opens it here is an argument, and what a service says about it is known already.
        "error-password-needed" => "document_protected",
        _ => "document_unreadable",
    };
    let found = finding(app, "problem-file", code.to_owned(), format!("documents[{index}].path"), &facts);
    FileFinding { code: "document_unreadable".to_owned(), ..found }
}

fn unreadable_document(app: &App, draft: &Draft, id: &DocumentId, refusal: &Error) -> FileFinding {
    let index = draft.documents.iter().position(|document| document.id == *id).unwrap_or_default();
    unreadable(app, index, refusal)
}

fn file_problem(app: &App, problem: &EnvelopeFileProblem) -> FileFinding {
    let (code, facts) = view::code_and_facts(problem);
    let place = problem.path().to_owned();
    if matches!(problem, EnvelopeFileProblem::InvalidValue { .. }) && place == "expires_at" {
        // Who wrote a day has to learn how a moment is written.
        return finding_said(app, "problem-file-invalid-moment".to_owned(), code, place, &facts);
    }
    finding(app, "problem-file", code, place, &facts)
}

fn draft_problem(app: &App, problem: &ProblemView) -> FileFinding {
    let (code, facts) = view::code_and_facts(&problem.problem);
    finding(app, "problem", code, problem.path.clone(), &facts)
}

/// Something to mend, with the sentence for it.
pub(crate) fn finding(
    app: &App,
    family: &str,
    code: String,
    path: String,
    facts: &BTreeMap<String, String>,
) -> FileFinding {
    let id = format!("{family}-{}", code.replace('_', "-"));
    finding_said(app, id, code, path, facts)
}

/// Something that was found, in the words of the sentence of this id.
pub(crate) fn finding_said(
    app: &App,
    id: String,
    code: String,
    path: String,
    facts: &BTreeMap<String, String>,
) -> FileFinding {
    let sentence = SentenceView { id, params: facts.clone() };
    FileFinding { code, path, message: said(app, &sentence.id, facts), sentence }
}

fn said(app: &App, id: &str, facts: &BTreeMap<String, String>) -> String {
    identities::without_isolates(&words::sentence(app.language(), id, facts))
}
