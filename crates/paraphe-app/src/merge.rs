//! The documents of a draft as one PDF, for providers that take a single one: offered on the card, never made unasked.
//!
//! The result is a document like any other; boxes move along to the pages they stood on. It is one operation, so one undo
//! brings the separate documents back.

use paraphe_envelope::{Document, DocumentId, Draft, DraftOperation, Field, Sha256Digest};
use paraphe_pdf::{Finding, JoinError, JoinPart, PdfFile, join};
use paraphe_providers::{Arity, Capability, Refusal};

use crate::accounts::Account;
use crate::commands::check_draft;
use crate::documents::{self, random};
use crate::repair::{self, Repair};
use crate::schema::{FileToImport, MergeView, RefusalView};
use crate::scratch::Scratch;
use crate::{App, Code, Error, translate};

/// What merging would mean for a draft and an account; none where the provider takes several documents, where there is only
/// one, or where something else would still be in the way.
pub(crate) fn offer(
    app: &App,
    draft: &Draft,
    account: &Account,
    capability: &Capability,
) -> Result<Option<MergeView>, Error> {
    if capability.documents == Arity::Many || draft.documents.len() < 2 {
        return Ok(None);
    }
    let documents = u32::try_from(draft.documents.len()).unwrap_or(u32::MAX);
    let pages = draft.documents.iter().map(Document::page_count).sum();
    let obstacles = obstacles(app, draft);
    if !obstacles.is_empty() {
        return Ok(Some(MergeView { documents, pages, obstacles, repairs: Vec::new() }));
    }
    let mut merged = draft.clone();
    merged.apply(operation(draft, as_if_joined(draft)?)).map_err(Error::internal)?;
    let mend = mend(app, &merged, account, capability)?;
    Ok(mend.map(|mend| MergeView { documents, pages, obstacles, repairs: mend.words }))
}

/// What makes the provider take the merged draft; none when something nobody but the person can mend is in the way.
fn mend(
    app: &App,
    merged: &Draft,
    account: &Account,
    capability: &Capability,
) -> Result<Option<Repair>, Error> {
    let checked = check_draft::check(app, merged.clone(), account)?;
    let refusals: Vec<&Refusal> = checked.refusals.iter().map(|(refusal, _)| refusal).collect();
    let repair = repair::of(merged, capability, refusals.iter().copied());
    Ok((refusals.is_empty() || repair.operation.is_some()).then_some(repair))
}

/// Why the documents cannot be one, as far as is known without trying: each with its name.
fn obstacles(app: &App, draft: &Draft) -> Vec<RefusalView> {
    let of = |document: &Document| {
        let facts = documents::facts(app, &document.sha256).ok()?;
        let code = if facts.encrypted {
            "merge_protected"
        } else if facts.is_signed() {
            "merge_signed"
        } else if facts.findings.contains(&Finding::Xfa) {
            "merge_form"
        } else {
            return None;
        };
        let params =
            [("document".to_owned(), document.id.to_string()), ("name".to_owned(), document.name.clone())];
        Some(RefusalView { code: code.to_owned(), params: params.into() })
    };
    draft.documents.iter().filter_map(of).collect()
}

/// The document there would be. Its digest is that of no document: nothing is read for an offer.
fn as_if_joined(draft: &Draft) -> Result<Document, Error> {
    Ok(Document {
        id: DocumentId::new(random()?),
        name: name(draft),
        sha256: Sha256Digest::of(b""),
        byte_size: draft.documents.iter().map(|document| document.byte_size).sum(),
        pages: draft.documents.iter().flat_map(|document| document.pages.clone()).collect(),
    })
}

/// Joins the documents, and answers the one operation after which the draft holds the result and the account takes it.
///
/// # Errors
/// `refused`, with the document that cannot be joined.
pub(crate) fn merged(
    app: &App,
    draft: &Draft,
    account: &Account,
    capability: &Capability,
) -> Result<DraftOperation, Error> {
    let joined = joined(app, draft)?;
    let merge = operation(draft, joined);
    let mut merged = draft.clone();
    merged.apply(merge.clone()).map_err(Error::internal)?;
    let mend = mend(app, &merged, account, capability)?.unwrap_or_default();
    Ok(DraftOperation::Batch { operations: std::iter::once(merge).chain(mend.operation).collect() })
}

fn joined(app: &App, draft: &Draft) -> Result<Document, Error> {
    let mut files = Vec::new();
    for document in &draft.documents {
        let (path, password) = documents::locate(app, &document.sha256)?;
        files.push(PdfFile::open(&path, password.as_deref()).map_err(translate::pdf)?);
    }
    let titled = files.iter().zip(&draft.documents);
    let parts: Vec<JoinPart<'_>> =
        titled.map(|(file, document)| JoinPart { file, title: &document.name }).collect();
    let scratch = Scratch::new(app)?;
    let path = scratch.file("joined.pdf");
    join(&parts, &path).map_err(|error| refused(draft, error))?;
    let file = FileToImport { path: path.display().to_string(), password: None };
    Ok(Document { name: name(draft), ..documents::take(app, &file)? })
}

fn refused(draft: &Draft, error: JoinError) -> Error {
    let told = |part: usize, message| {
        let name = draft.documents.get(part).map(|document| document.name.clone()).unwrap_or_default();
        Error::new(Code::Refused, message).with("name", name)
    };
    match error {
        JoinError::Changed => Error::new(Code::Refused, "error-merge-changed").detail(error),
        JoinError::Encrypted { part } => told(part, "error-merge-protected"),
        JoinError::File(error) => translate::pdf(error),
        JoinError::FormsDiffer { part } => told(part, "error-merge-forms"),
        JoinError::Layers { part } => told(part, "error-merge-layers"),
        JoinError::Signed { part } => told(part, "error-merge-signed"),
        JoinError::Xfa { part } => told(part, "error-merge-xfa"),
    }
}

/// The title of the draft where it has one.
fn name(draft: &Draft) -> String {
    let title = draft.title.trim();
    let first = || draft.documents.first().map(|document| document.name.clone()).unwrap_or_default();
    if title.is_empty() { first() } else { title.to_owned() }
}

/// The joined document in the place of the others, with all boxes on it, in their order.
fn operation(draft: &Draft, joined: Document) -> DraftOperation {
    let id = joined.id.clone();
    let mut operations = vec![DraftOperation::AddDocument { document: joined, index: 0 }];
    for (index, field) in draft.fields.iter().enumerate() {
        let before = draft.documents.iter().take_while(|document| document.id != field.document);
        let mut placement = field.placement;
        placement.page += before.map(Document::page_count).sum::<u32>();
        let field = Field { document: id.clone(), placement, ..field.clone() };
        operations.push(DraftOperation::RemoveField { field: field.id.clone() });
        operations.push(DraftOperation::InsertField { field, index });
    }
    let separate = draft.documents.iter();
    operations
        .extend(separate.map(|document| DraftOperation::RemoveDocument { document: document.id.clone() }));
    // A box taken out loses its mark; nobody has looked at it by merging.
    operations.extend(draft.doubtful.iter().map(|field| DraftOperation::DoubtField { field: field.clone() }));
    DraftOperation::Batch { operations }
}
