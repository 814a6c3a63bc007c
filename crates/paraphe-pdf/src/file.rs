//! A PDF file: its bytes and what they say, always together.

use std::path::Path;
use std::sync::OnceLock;

use paraphe_envelope::PageGeometry;
use sha2::{Digest as _, Sha256};

use crate::error::PdfError;
use crate::object::{Object, ObjectId};
use crate::page::{self, Page, PageList};
use crate::repair;
use crate::revision::{self, Revision, RevisionView};
use crate::security::Security;
use crate::source::Source;
use crate::store::Store;
use crate::update::Seconds;
use crate::xref::{Xref, XrefKind};

/// Viewers look for `%PDF-` in this many bytes.
const HEADER_WITHIN: usize = 1024;

/// A PDF file, opened. Objects are parsed when somebody asks for them; nothing is ever changed.
#[derive(Debug)]
pub struct PdfFile {
    store: Store,
    revisions: Vec<Revision>,
    pages: PageList,
    /// Where offsets in the file count from: 0, or the position of `%PDF-` behind leading junk.
    base: usize,
    header_offset: usize,
    /// Last resort: no cross-reference of the file could be used.
    repaired: bool,
    /// SHA-256 over the bytes, once somebody has asked for it.
    running: OnceLock<Sha256>,
    /// SHA-256 over the first bytes, and how many these are, where somebody knows it.
    beginning: Option<(usize, Sha256)>,
    /// What only a viewer finds that looks through the file, once somebody has asked for it.
    seconds: OnceLock<Seconds>,
}

impl PdfFile {
    /// Opens the file at `path`, with `password` if it is encrypted.
    ///
    /// # Errors
    /// [`PdfError::Missing`], [`PdfError::IsFolder`], [`PdfError::NotReadable`], [`PdfError::TooLarge`] for the path;
    /// otherwise as [`PdfFile::parse`].
    pub fn open(path: &Path, password: Option<&str>) -> Result<Self, PdfError> {
        Self::read(Source::open(path)?, password)
    }

    /// Reads a file that is in memory already.
    ///
    /// # Errors
    /// [`PdfError::Empty`], [`PdfError::NotAPdf`], [`PdfError::Truncated`], [`PdfError::Damaged`],
    /// [`PdfError::PasswordNeeded`], [`PdfError::PasswordWrong`], [`PdfError::EncryptionUnsupported`].
    pub fn parse(bytes: Vec<u8>, password: Option<&str>) -> Result<Self, PdfError> {
        Self::read(Source::Owned(bytes), password)
    }

    fn read(source: Source, password: Option<&str>) -> Result<Self, PdfError> {
        let bytes = source.bytes();
        if bytes.is_empty() {
            return Err(PdfError::Empty);
        }
        let head = &bytes[..bytes.len().min(HEADER_WITHIN)];
        let header_offset = memchr::memmem::find(head, b"%PDF-").ok_or(PdfError::NotAPdf)?;
        let (source, header_offset) = match load_chain(bytes, header_offset) {
            Some((xref, base)) => match Self::with_xref(source, xref, base, header_offset, password)? {
                Ok(file) => return Ok(file),
                Err(source) => (source, header_offset),
            },
            None => (source, header_offset),
        };
        Self::repair(source, header_offset, password)
    }

    /// Uses the file's own cross-reference; hands the source back if the page tree cannot be walked with it.
    fn with_xref(
        source: Source,
        xref: Xref,
        base: usize,
        header_offset: usize,
        password: Option<&str>,
    ) -> Result<Result<Self, Source>, PdfError> {
        let mut store = Store::new(source, xref);
        store.security = security(&store, password)?;
        Ok(Self::from_store(store, base, header_offset))
    }

    /// Reads revisions and pages; hands the source back if the page tree cannot be walked.
    fn from_store(store: Store, base: usize, header_offset: usize) -> Result<Self, Source> {
        let revisions = revision::revisions(store.bytes(), &store.xref, base);
        let Some(last) = revisions.last() else { return Err(store.source) };
        let pages = page::pages(RevisionView::new(&store, last.section));
        if pages.pages.is_empty() || pages.unreadable > 0 {
            return Err(store.source);
        }
        Ok(Self::of(store, revisions, pages, base, header_offset))
    }

    fn of(
        store: Store,
        revisions: Vec<Revision>,
        pages: PageList,
        base: usize,
        header_offset: usize,
    ) -> Self {
        let (running, seconds) = (OnceLock::new(), OnceLock::new());
        let (repaired, beginning) = (false, None);
        store.reading.stop();
        Self { store, revisions, pages, base, header_offset, repaired, running, beginning, seconds }
    }

    /// The document as it will be with `tail` behind it: what an update made for this file appends. Small files are put
    /// together in memory, larger ones in a nameless file in `folder`, so that memory does not grow with them.
    ///
    /// # Errors
    /// [`PdfError::NotReadable`] when the file in `folder` cannot be written; [`PdfError::Damaged`] when `tail` is no
    /// update of this file.
    pub fn with_appended(&self, tail: &[u8], folder: &Path) -> Result<Self, PdfError> {
        let source = self.store.source.joined(tail, folder)?;
        let damaged = PdfError::Damaged { what: "update" };
        let Some((xref, base)) = load_chain(source.bytes(), self.header_offset) else { return Err(damaged) };
        let mut store = Store::new(source, xref);
        // The same key: an update never changes the encryption, and the password is not kept.
        store.security.clone_from(&self.store.security);
        Self::from_store(store, base, self.header_offset).map_err(|_| damaged)
    }

    fn repair(source: Source, header_offset: usize, password: Option<&str>) -> Result<Self, PdfError> {
        let lost = if has_end(source.bytes()) {
            PdfError::Damaged { what: "page tree" }
        } else {
            PdfError::Truncated
        };
        let Some((xref, object_streams)) = repair::scan(source.bytes()) else { return Err(lost) };
        let mut plain = Store::new(source, xref);
        let security = security(&plain, password)?;
        plain.security = None;
        let store = repair::with_compressed(plain.source, plain.xref, security, &object_streams);
        let revisions = revision::revisions(store.bytes(), &store.xref, 0);
        let pages = page::pages(RevisionView::new(&store, 0));
        // Half a document must not pass for a whole one.
        let is_cut = matches!(lost, PdfError::Truncated) && pages.unreadable > 0;
        if pages.pages.is_empty() || is_cut {
            return Err(lost);
        }
        Ok(Self { repaired: true, ..Self::of(store, revisions, pages, 0, header_offset) })
    }

    /// SHA-256 over the whole file, not finished yet: a copy of it goes on with what an update appends. Whoever asks first
    /// reads the file through, at up to some 1.5 gigabytes a second; others wait for that.
    pub fn running_sha256(&self) -> &Sha256 {
        self.running.get_or_init(|| Sha256::new_with_prefix(self.bytes()))
    }

    /// Takes the SHA-256 over the whole file, not finished yet, from somebody who has just read an exact copy of it, and
    /// saves reading it through. Where it was asked for before, nothing changes.
    pub fn remember_sha256(&self, running: Sha256) {
        let _known = self.running.set(running);
    }

    /// Takes the SHA-256 over the first `length` bytes, not finished yet, from somebody who has read them from this file.
    /// More bytes than there are is nothing that anybody can have read.
    pub fn begins_with(&mut self, length: usize, running: Sha256) {
        self.beginning = (length <= self.bytes().len()).then_some((length, running));
    }

    /// The SHA-256 over the first bytes, not finished yet, and how many these are: none unless told by
    /// [`PdfFile::begins_with`].
    #[must_use]
    pub fn beginning(&self) -> (usize, Sha256) {
        self.beginning.clone().unwrap_or_default()
    }

    /// The bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.store.bytes()
    }

    /// How many pages the document has.
    #[must_use]
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.pages.pages.len()).unwrap_or(u32::MAX)
    }

    /// Box and rotation of a page, counted from 1.
    ///
    /// # Errors
    /// [`PdfError::PageMissing`].
    pub fn page_geometry(&self, page: u32) -> Result<PageGeometry, PdfError> {
        self.page(page).map(|page| page.geometry)
    }

    /// Box and rotation of every page.
    ///
    /// # Errors
    /// None at present; the signature leaves room for pages read on demand.
    pub fn pages(&self) -> Result<Vec<PageGeometry>, PdfError> {
        Ok(self.pages.pages.iter().map(|page| page.geometry).collect())
    }

    /// Every state of the document, oldest first; never empty.
    #[must_use]
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The document as revision `index` shows it; `None` if there are fewer revisions.
    #[must_use]
    pub fn revision(&self, index: usize) -> Option<RevisionView<'_>> {
        self.revisions.get(index).map(|revision| RevisionView::new(&self.store, revision.section))
    }

    /// The document as it is now.
    #[must_use]
    pub fn current(&self) -> RevisionView<'_> {
        let section = self.revisions.last().map_or(0, |revision| revision.section);
        RevisionView::new(&self.store, section)
    }

    /// Whether strings and streams are encrypted.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.store.security.is_some()
    }

    /// Whether the owner of an encrypted file forbids a new signature field to whoever opened it like this. With the
    /// owner's own password nothing is forbidden.
    #[must_use]
    pub fn forbids_new_fields(&self) -> bool {
        self.store.security.as_ref().is_some_and(|security| !security.allows_new_fields())
    }

    /// Whether the file's own cross-reference was unusable and the objects were found by scanning.
    #[must_use]
    pub fn is_repaired(&self) -> bool {
        self.repaired
    }

    /// Whether the chain of cross-reference sections runs in a circle or leads to bytes that are no section: older
    /// revisions may be missing from [`PdfFile::revisions`].
    #[must_use]
    pub fn is_history_broken(&self) -> bool {
        self.store.xref.chain_broken
    }

    /// How many bytes stand before `%PDF-`.
    #[must_use]
    pub fn header_offset(&self) -> usize {
        self.header_offset
    }

    /// The object number of a page, counted from 1; `None` if there is no such page or nothing can refer to it.
    #[must_use]
    pub fn page_id(&self, page: u32) -> Option<ObjectId> {
        self.page(page).ok().and_then(|page| page.id)
    }

    /// Whether the tree lists this page more than once.
    #[must_use]
    pub fn is_listed_twice(&self, page: ObjectId) -> bool {
        self.pages.repeated.contains(&page)
    }

    pub(crate) fn page(&self, page: u32) -> Result<&Page, PdfError> {
        let index = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
        let found = index.and_then(|index| self.pages.pages.get(index));
        found.ok_or(PdfError::PageMissing { page, page_count: self.page_count() })
    }

    pub(crate) fn page_list(&self) -> &[Page] {
        &self.pages.pages
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn seconds(&self) -> &Seconds {
        self.seconds.get_or_init(|| Seconds::of(&self.store))
    }

    pub(crate) fn base(&self) -> usize {
        self.base
    }
}

/// The chain that the last usable `startxref` begins, and where its offsets count from.
fn load_chain(bytes: &[u8], header_offset: usize) -> Option<(Xref, usize)> {
    let offset = named_section(bytes)?;
    let attempt = |base: usize| {
        let xref = Xref::load(bytes, offset.checked_add(base)?, base).ok()?;
        let root = xref.sections.last()?.trailer.get(b"Root").and_then(Object::as_reference)?;
        let last = u32::try_from(xref.sections.len() - 1).ok()?;
        // The catalog must stand where the chain says; this also decides what the offsets count from.
        let stands = match xref.locate(root.0, last)?.location {
            crate::xref::Location::At(at, generation) => {
                generation == root.1 && crate::xref::stands_at(bytes, at, root)
            }
            crate::xref::Location::InStream(..) => true,
            crate::xref::Location::Free => false,
        };
        stands.then_some((xref, base))
    };
    attempt(0).or_else(|| (header_offset > 0).then(|| attempt(header_offset)).flatten())
}

/// What the last `startxref` says.
pub(crate) fn named_section(bytes: &[u8]) -> Option<usize> {
    let hit = memchr::memmem::rfind(bytes, b"startxref")?;
    let mut lexer = crate::lexer::Lexer::at(bytes, hit + b"startxref".len());
    usize::try_from(lexer.unsigned()?).ok()
}

/// Opens the encryption the trailer names, if any.
fn security(store: &Store, password: Option<&str>) -> Result<Option<Security>, PdfError> {
    let Some(last) = store.xref.sections.len().checked_sub(1) else { return Ok(None) };
    let view = RevisionView::new(store, u32::try_from(last).unwrap_or(u32::MAX));
    let Some(reference) = view.trailer().get(b"Encrypt") else { return Ok(None) };
    let Some(dictionary) = view.dictionary(view.trailer(), b"Encrypt") else { return Ok(None) };
    let file_id = view.get(view.trailer(), b"ID");
    Security::open(&dictionary, reference.as_reference(), Some(&file_id), password).map(Some)
}

/// Whether the file has an end at all, or was cut off.
fn has_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    memchr::memmem::find(tail, b"%%EOF").is_some() || memchr::memmem::find(tail, b"startxref").is_some()
}

impl PdfFile {
    /// How the present cross-reference section is written.
    #[must_use]
    pub fn xref_kind(&self) -> XrefKind {
        self.revisions.last().map_or(XrefKind::Repaired, |revision| revision.xref_kind)
    }
}
