//! A template as one file: `.paraphe-template`, JSON with the documents in Base64. It names no path and runs nothing; what
//! somebody sends is read within limits, each document is opened as a PDF and must be the one whose digest the template
//! names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::{Document, Sha256Digest, Template, TemplateId};
use paraphe_pdf::{PdfError, PdfFile};
use serde::{Deserialize, Serialize};

use crate::documents::{DocumentFacts, name_of, random, refuse_unsignable};
use crate::{App, Code, Error, files, translate};

const FORMAT: &str = "paraphe-template";
const VERSION: u32 = 1;
/// With Base64 and the text around it, documents of 75 MB together.
const LIMIT_BYTES: u64 = 100 * 1024 * 1024;
/// What one request is ever made of.
const DOCUMENT_LIMIT: usize = 50;
const PEOPLE_LIMIT: usize = 100;
const FIELD_LIMIT: usize = 5_000;

/// What is read first: whether this is such a file, and one this program knows.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u32,
}

#[derive(Deserialize, Serialize)]
struct TemplateFile {
    format: String,
    version: u32,
    template: Template,
    /// By digest, Base64.
    documents: BTreeMap<Sha256Digest, String>,
}

/// The file of a template.
///
/// # Errors
/// A document is not where it should be or wants a password, or all together are too large.
pub(crate) fn written(app: &App, template: Template) -> Result<Vec<u8>, Error> {
    let vault = app.history().vault().clone();
    let mut documents = BTreeMap::new();
    let mut length = 0;
    for document in &template.documents {
        let path = vault.open_verified(&document.sha256).map_err(translate::vault)?;
        refuse_protected(document, &path)?;
        let bytes = std::fs::read(&path).map_err(|error| files::unreadable(&path, &error))?;
        length += bytes.len() as u64;
        if length / 3 * 4 > LIMIT_BYTES {
            return Err(
                Error::new(Code::Refused, "error-template-too-large").with("limit", LIMIT_BYTES >> 20)
            );
        }
        documents.insert(document.sha256, STANDARD.encode(bytes));
    }
    let file = TemplateFile { format: FORMAT.to_owned(), version: VERSION, template, documents };
    serde_json::to_vec(&file).map_err(Error::internal)
}

/// The template in a file, under an identifier of its own; its documents are in the vault afterwards.
///
/// # Errors
/// `documentUnreadable`, with the reason: no template, written by a newer program, too large, broken.
pub(crate) fn read(app: &App, path: &Path) -> Result<Template, Error> {
    let named = |error: Error| error.with("name", name_of(path));
    let bytes = bytes(path)?;
    let head: Head = serde_json::from_slice(&bytes)
        .map_err(|error| named(unreadable("error-not-a-template").detail(error)))?;
    if head.format != FORMAT {
        return Err(named(unreadable("error-not-a-template")));
    }
    if head.version > VERSION {
        return Err(named(unreadable("error-template-newer").detail(head.version)));
    }
    let broken = |detail: String| named(unreadable("error-template-broken").detail(detail));
    let file: TemplateFile = serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))?;
    let template = Template { id: TemplateId::new(random()?), created_at: app.now(), ..file.template };
    check(&template, &file.documents).map_err(|detail| broken(detail.to_owned()))?;
    let template = Template { documents: checked(&template, &file.documents).map_err(named)?, ..template };
    let vault = app.history().vault().clone();
    for text in file.documents.values() {
        let bytes = STANDARD.decode(text).map_err(|error| broken(error.to_string()))?;
        vault.put_bytes(&bytes).map_err(translate::vault)?;
    }
    Ok(template)
}

/// Its password is nobody's to pass on, and without it nobody could open the file.
fn refuse_protected(document: &Document, path: &Path) -> Result<(), Error> {
    match PdfFile::open(path, None) {
        Err(PdfError::PasswordNeeded | PdfError::PasswordWrong) => {
            Err(Error::new(Code::Refused, "error-template-protected").with("name", &document.name))
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| files::unreadable(path, &error))?;
    let read = file.take(LIMIT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| files::unreadable(path, &error))?;
    if bytes.len() as u64 > LIMIT_BYTES {
        let error = unreadable("error-template-too-large").with("limit", LIMIT_BYTES >> 20);
        return Err(error.with("name", name_of(path)));
    }
    Ok(bytes)
}

/// What can be said without opening a document.
fn check(template: &Template, documents: &BTreeMap<Sha256Digest, String>) -> Result<(), &'static str> {
    let named: BTreeSet<_> = template.documents.iter().map(|document| &document.sha256).collect();
    if named != documents.keys().collect() {
        return Err("the documents are not those the template names");
    }
    let is_within = template.documents.len() <= DOCUMENT_LIMIT
        && template.recipients.len() <= PEOPLE_LIMIT
        && template.fields.len() <= FIELD_LIMIT;
    if !is_within {
        return Err("more documents, people or boxes than a request has");
    }
    if template.name.trim().is_empty() || !template.is_consistent() {
        return Err("what it names is not in it");
    }
    Ok(())
}

/// The documents as they are read here: size and geometry are taken from the bytes and from nobody's word.
fn checked(template: &Template, texts: &BTreeMap<Sha256Digest, String>) -> Result<Vec<Document>, Error> {
    let broken = || unreadable("error-template-broken");
    let mut documents = Vec::new();
    for document in &template.documents {
        let bytes =
            texts.get(&document.sha256).and_then(|text| STANDARD.decode(text).ok()).ok_or_else(broken)?;
        if Sha256Digest::of(&bytes) != document.sha256 {
            return Err(broken().detail("a document is not the one the template names"));
        }
        let byte_size = bytes.len() as u64;
        let pdf = PdfFile::parse(bytes, None).map_err(|error| broken().detail(error))?;
        let facts = DocumentFacts::of(&pdf)?;
        refuse_unsignable(&facts)?;
        documents.push(Document { byte_size, pages: facts.pages, ..document.clone() });
    }
    Ok(documents)
}

fn unreadable(message: &str) -> Error {
    Error::new(Code::DocumentUnreadable, message)
}
