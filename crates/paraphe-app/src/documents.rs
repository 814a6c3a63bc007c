//! Documents by digest: where their bytes are, what is known of them, and taking new ones in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::SystemTime;

use paraphe_envelope::{Document, DocumentId, PageGeometry, Sha256Digest};
use paraphe_history::Vault;
use paraphe_pdf::{DocMdp, Finding, PdfError, PdfFile};
use paraphe_preview::{Password, PreviewDocument};

use crate::schema::{DocumentView, FileToImport, PageSizeView, SignedPlaceView};
use crate::{App, Code, Error, read_ahead, signed_places, signing, translate};

/// What the bytes of a document say about it.
pub(crate) struct DocumentFacts {
    pub(crate) pages: Vec<PageGeometry>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) signatures: u32,
    /// Where they are seen.
    pub(crate) signed_places: Vec<SignedPlaceView>,
    pub(crate) encrypted: bool,
    /// Whether its owner forbids to add a signature.
    pub(crate) forbidden: bool,
    /// Whether it ends in the middle of the update that signed it.
    pub(crate) cut: bool,
    /// Whether an earlier signature is broken, once it has been asked: a thousand rows ask it of one document.
    pub(crate) holds: OnceLock<Result<(), Error>>,
}

impl DocumentFacts {
    /// Reads them from an open file.
    pub(crate) fn of(pdf: &PdfFile) -> Result<Self, Error> {
        let findings = pdf.findings();
        let signatures = findings.iter().find_map(|finding| {
            if let Finding::AlreadySigned { signatures } = finding { Some(*signatures) } else { None }
        });
        let signatures = signatures.unwrap_or(0);
        let places = if signatures > 0 { signed_places::of(pdf) } else { Vec::new() };
        Ok(Self {
            pages: pdf.pages().map_err(translate::pdf)?,
            findings,
            signatures,
            signed_places: places.into_iter().map(|(_, place)| place).collect(),
            encrypted: pdf.is_encrypted(),
            forbidden: pdf.forbids_new_fields(),
            cut: refuse_cut_signature(pdf, signatures as usize).is_err(),
            holds: OnceLock::new(),
        })
    }

    /// Refuses a file that ends in the middle of the update that signed it.
    ///
    /// # Errors
    /// `documentUnreadable`, the end is missing.
    pub(crate) fn refuse_cut(&self) -> Result<(), Error> {
        if self.cut { Err(translate::pdf(PdfError::Truncated)) } else { Ok(()) }
    }

    /// Whether it holds a signature.
    pub(crate) fn is_signed(&self) -> bool {
        self.signatures > 0
    }
}

/// Where a document's bytes are, and the password given in this session.
///
/// # Errors
/// `notFound` when neither the vault nor this session knows the digest.
pub(crate) fn locate(app: &App, sha256: &Sha256Digest) -> Result<(PathBuf, Option<String>), Error> {
    let password = app.passwords().get(sha256).cloned();
    let vault = app.history().vault().clone();
    if vault.contains(sha256) {
        return verified(app, &vault, sha256).map(|path| (path, password));
    }
    let Some(visited) = app.visiting().get(sha256).cloned() else {
        return Err(Error::new(Code::NotFound, "error-document-missing").detail(sha256));
    };
    if FileStamp::of(&visited.path) != Some(visited.stamp) {
        return Err(Error::new(Code::Refused, "error-changed-meanwhile").with("name", name_of(&visited.path)));
    }
    Ok((visited.path, password))
}

/// Invariant: nothing is shown, read or signed from the vault whose bytes are not those of its digest. Hashed when first
/// used in this session, and again whenever the file's length or time changed.
fn verified(app: &App, vault: &Vault, sha256: &Sha256Digest) -> Result<PathBuf, Error> {
    if let Some(path) = verified_before(app, vault, sha256) {
        return Ok(path);
    }
    let stamp = FileStamp::of(&vault.path(sha256));
    let path = vault.open_verified(sha256).map_err(translate::vault)?;
    if let Some(stamp) = stamp {
        app.verified().insert(*sha256, stamp);
    }
    Ok(path)
}

/// Where a document of the vault is, if it was hashed in this session and is the same file since: no more than a look at it.
pub(crate) fn verified_before(app: &App, vault: &Vault, sha256: &Sha256Digest) -> Option<PathBuf> {
    let path = vault.path(sha256);
    let known = app.verified().get(sha256).copied()?;
    (FileStamp::of(&path) == Some(known)).then_some(path)
}

/// Length and time of a file: another file at the same place has another stamp.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct FileStamp {
    pub(crate) length: u64,
    modified: Option<SystemTime>,
}

impl FileStamp {
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let metadata = path.metadata().ok()?;
        Some(Self { length: metadata.len(), modified: metadata.modified().ok() })
    }
}

/// A file that is shown without being in the vault, as it was when it was judged.
#[derive(Clone, Debug)]
pub(crate) struct Visited {
    pub(crate) path: PathBuf,
    pub(crate) stamp: FileStamp,
    /// The digests of states it had before, by their length in bytes, where somebody computed them.
    pub(crate) earlier: Vec<(usize, Sha256Digest)>,
}

/// What is known of a file that nobody has touched since it was read, with the digest of its bytes.
pub(crate) fn visited(app: &App, path: &Path, stamp: FileStamp) -> Option<(Sha256Digest, Visited)> {
    let visiting = app.visiting();
    let is_it = |visited: &Visited| visited.path == path && visited.stamp == stamp;
    visiting.iter().find(|(_, visited)| is_it(visited)).map(|(sha256, visited)| (*sha256, visited.clone()))
}

/// The facts of a stored document, read once per session.
pub(crate) fn facts(app: &App, sha256: &Sha256Digest) -> Result<Arc<DocumentFacts>, Error> {
    if let Some(known) = app.facts_cache().get(sha256) {
        return Ok(Arc::clone(known));
    }
    let (path, password) = locate(app, sha256)?;
    let pdf = PdfFile::open(&path, password.as_deref()).map_err(translate::pdf)?;
    let facts = Arc::new(DocumentFacts::of(&pdf)?);
    app.facts_cache().insert(*sha256, Arc::clone(&facts));
    Ok(facts)
}

/// A document that can take no signature at all, whoever places a box on it: said before anybody is asked to sign.
///
/// # Errors
/// `refused`, with the reason.
pub(crate) fn refuse_unsignable(facts: &DocumentFacts) -> Result<(), Error> {
    let locked = Finding::Certified { permission: DocMdp::NoChanges };
    if facts.findings.contains(&locked) {
        return Err(translate::pdf(PdfError::CertifiedLocked));
    }
    if facts.signatures > 0 && facts.findings.contains(&Finding::Repaired) {
        return Err(translate::pdf(PdfError::RepairedAndSigned));
    }
    if facts.forbidden {
        return Err(translate::pdf(PdfError::OwnerForbids));
    }
    Ok(())
}

/// The same for a stored document of which an earlier signature does not hold: nothing on top of it is worth anything.
///
/// # Errors
/// `refused`, with whose signature it is. A document that cannot be opened now says so when it is signed.
pub(crate) fn refuse_broken(app: &App, sha256: &Sha256Digest) -> Result<(), Error> {
    let Some(facts) = facts(app, sha256).ok().filter(|facts| facts.is_signed()) else { return Ok(()) };
    if let Some(known) = facts.holds.get() {
        return known.clone();
    }
    let (path, password) = locate(app, sha256)?;
    let pdf = PdfFile::open(&path, password.as_deref()).map_err(translate::pdf)?;
    let told = signing::refuse_broken_before(&pdf, app.now());
    facts.holds.get_or_init(|| told).clone()
}

/// A file that ends in the middle of the update that signed it reads as the older, unsigned document: calling it
/// unsigned would be wrong, and signing it would bury what is missing.
///
/// # Errors
/// `documentUnreadable`, the end is missing.
pub(crate) fn refuse_cut_signature(pdf: &PdfFile, signatures: usize) -> Result<(), Error> {
    const SIGNATURE_KEY: &[u8] = b"/ByteRange";
    let bytes = pdf.bytes();
    let behind = bytes.get(bytes.len() - pdf.bytes_after_last_revision()..).unwrap_or_default();
    let cut = signatures == 0 && behind.windows(SIGNATURE_KEY.len()).any(|window| window == SIGNATURE_KEY);
    if cut { Err(translate::pdf(PdfError::Truncated)) } else { Ok(()) }
}

/// Takes a file into the vault.
///
/// # Errors
/// Why it cannot be taken, in words for the person.
pub(crate) fn take(app: &App, file: &FileToImport) -> Result<Document, Error> {
    take_at(app, Path::new(&file.path), file.password.as_deref())
}

/// The same for a path that need not be text: names of other systems are not always UTF-8.
///
/// # Errors
/// As [`take`].
pub(crate) fn take_at(app: &App, path: &Path, password: Option<&str>) -> Result<Document, Error> {
    if let Some((known, facts)) = read_ahead::of(app, path) {
        let sha256 = put(app, path)?;
        // Another file since then is read like any other.
        if sha256 == known {
            return document(app, path, sha256, facts.pages.clone());
        }
    }
    let pdf = PdfFile::open(path, password).map_err(|e| translate::pdf(e).with("name", name_of(path)))?;
    let facts = DocumentFacts::of(&pdf)?;
    facts.refuse_cut()?;
    let sha256 = put(app, path)?;
    let document = document(app, path, sha256, facts.pages.clone())?;
    if let Some(password) = password.filter(|_| facts.encrypted) {
        app.passwords().insert(sha256, password.to_owned());
    }
    app.facts_cache().insert(sha256, Arc::new(facts));
    Ok(document)
}

/// Copies a file into the vault. Hashed on its way in: the first page does not wait for that to be done again.
fn put(app: &App, path: &Path) -> Result<Sha256Digest, Error> {
    let vault = app.history().vault().clone();
    let sha256 = vault.put_file(path).map_err(translate::vault)?;
    if let Some(stamp) = FileStamp::of(&vault.path(&sha256)) {
        app.verified().insert(sha256, stamp);
    }
    Ok(sha256)
}

/// A document whose bytes are in the vault, named after the file it came from.
fn document(
    app: &App,
    path: &Path,
    sha256: Sha256Digest,
    pages: Vec<PageGeometry>,
) -> Result<Document, Error> {
    let stored = app.history().vault().path(&sha256);
    Ok(Document {
        id: DocumentId::new(random()?),
        name: path.file_stem().map_or_else(|| name_of(path), |stem| stem.to_string_lossy().into_owned()),
        sha256,
        byte_size: FileStamp::of(&stored).map_or(0, |stamp| stamp.length),
        pages,
    })
}

/// A document as it would be taken, without taking it: for checks that store nothing. What it says about itself is known by
/// its digest from now on.
///
/// # Errors
/// Why it cannot be taken.
pub(crate) fn look(app: &App, path: &Path, name: &str, password: Option<&str>) -> Result<Document, Error> {
    let pdf = PdfFile::open(path, password).map_err(|e| translate::pdf(e).with("name", name_of(path)))?;
    let facts = DocumentFacts::of(&pdf)?;
    facts.refuse_cut()?;
    refuse_unsignable(&facts)?;
    signing::refuse_broken_before(&pdf, app.now())?;
    let pages = facts.pages.clone();
    let (id, byte_size) = (DocumentId::new(random()?), pdf.bytes().len() as u64);
    let sha256 = Sha256Digest::of(pdf.bytes());
    if facts.is_signed() {
        remember(app, (path, &sha256), password);
    }
    app.facts_cache().insert(sha256, Arc::new(facts));
    Ok(Document { id, name: name.to_owned(), sha256, byte_size, pages })
}

/// Where a file that is not taken in can be read again: which words stand under a box is asked of the few pages that have one.
fn remember(app: &App, (path, sha256): (&Path, &Sha256Digest), password: Option<&str>) {
    let Some(stamp) = FileStamp::of(path) else { return };
    app.visiting().insert(*sha256, Visited { path: path.to_owned(), stamp, earlier: Vec::new() });
    if let Some(password) = password {
        app.passwords().insert(*sha256, password.to_owned());
    }
}

/// A document as the preview workers are asked for it.
pub(crate) fn preview(path: PathBuf, password: Option<String>) -> PreviewDocument {
    PreviewDocument { path, password: password.map(Password::from) }
}

/// The last part of a path, for people.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Sixteen random bytes for an id.
pub(crate) fn random() -> Result<[u8; 16], Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

/// A document as the window shows it, with the bytes as they stand now.
pub(crate) fn view(app: &App, document: &Document, sha256: Sha256Digest) -> DocumentView {
    let facts = facts(app, &sha256);
    let locked = matches!(&facts, Err(error) if error.code == Code::PasswordNeeded);
    let byte_size = match sha256 == document.sha256 {
        true => document.byte_size,
        false => locate(app, &sha256).ok().and_then(|(path, _)| path.metadata().ok()).map_or(0, |m| m.len()),
    };
    DocumentView {
        id: document.id.clone(),
        name: document.name.clone(),
        sha256,
        byte_size,
        pages: document.pages.iter().map(size).collect(),
        findings: facts.as_ref().map(|facts| facts.findings.clone()).unwrap_or_default(),
        signed_places: facts.map(|facts| facts.signed_places.clone()).unwrap_or_default(),
        locked,
    }
}

fn size(page: &PageGeometry) -> PageSizeView {
    let (width, height) = page.displayed_size();
    PageSizeView { width, height }
}

/// Sizes of all pages, for documents shown without being taken in.
pub(crate) fn sizes(facts: &DocumentFacts) -> Vec<PageSizeView> {
    facts.pages.iter().map(size).collect()
}
