//! What is added to a signed document, each in an incremental update of its own: validation data (B-LT) and document
//! timestamps (B-LTA, and B-T for a signature that came without one).

use super::collect::{Collector, Evidence, Present};
use super::session::into_32;
use super::stamped::StampedSignature;
use super::timestamp::{self, CheckedToken};
use super::{Fallback, LevelError, LevelOutcome, LevelRequest, Shortfall, SignError, SignedPdf};
use crate::algorithm::RunningDigest;
use crate::certificate::Certificate;
use crate::validate::PadesLevel;
use paraphe_envelope::Timestamp;
use paraphe_pdf::{
    PdfError, PdfFile, SecurityStore, SignatureDictionary, SignatureEvidence, SubFilter, prepare_signature,
};

/// Room for a document timestamp, in bytes; no key has to be asked again where it is too little.
const STAMP_ROOM: usize = 16 * 1024;

/// A document with the updates added so far.
pub(super) struct Augmented<'a> {
    original: &'a PdfFile,
    tail: Vec<u8>,
    /// Over original and tail.
    running: RunningDigest,
    /// Original and the first `read` bytes of the tail as one document; `None` while nobody needed that.
    latest: Option<PdfFile>,
    read: usize,
    reached: PadesLevel,
    shortfalls: Vec<Shortfall>,
    proven_time: Option<Timestamp>,
}

/// For which signatures validation data is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    Newest,
}

impl<'a> Augmented<'a> {
    /// Goes on from a signature just made.
    pub(super) fn after_signing(
        signed: SignedPdf<'a>,
        reached: PadesLevel,
        proven_time: Option<Timestamp>,
        shortfalls: Vec<Shortfall>,
    ) -> Self {
        let (original, tail, running) = signed.into_parts();
        Self { original, tail, running, latest: None, read: 0, reached, shortfalls, proven_time }
    }

    /// Goes on from a document as it is: one pass over it.
    fn of(original: &'a PdfFile, reached: PadesLevel) -> Self {
        let running = RunningDigest::Sha256(original.running_sha256().clone());
        let (tail, shortfalls) = (Vec::new(), Vec::new());
        Self { original, tail, running, latest: None, read: 0, reached, shortfalls, proven_time: None }
    }

    /// Validation data for the newest signature, then a document timestamp if wished.
    pub(super) fn add_evidence_and_stamp(&mut self, level: &LevelRequest<'_>) -> Result<(), LevelError> {
        if self.add_evidence(level, Wanted::Newest)? && level.wished >= PadesLevel::BLTA {
            self.stamp(level, PadesLevel::BLTA)?;
        }
        Ok(())
    }

    /// The outcome, if it is wanted as it is.
    pub(super) fn finish(self, level: &LevelRequest<'_>) -> Result<LevelOutcome<'a>, LevelError> {
        let Self { reached, shortfalls, proven_time, .. } = self;
        if level.fallback == Fallback::Refuse && reached < level.wished {
            return Err(LevelError::NotReached { wished: level.wished, reached, shortfalls });
        }
        let signed = SignedPdf::new(self.original, self.tail, self.running);
        Ok(LevelOutcome { signed, reached, shortfalls, proven_time })
    }

    /// Original and tail as one document. Large ones are copied for that, so it is not done before it is needed.
    fn file(&mut self, level: &LevelRequest<'_>) -> Result<&PdfFile, LevelError> {
        if self.read < self.tail.len() {
            let known = self.latest.as_ref().unwrap_or(self.original);
            self.latest = Some(known.with_appended(&self.tail[self.read..], level.scratch)?);
            self.read = self.tail.len();
        }
        Ok(self.latest.as_ref().unwrap_or(self.original))
    }

    /// Adds the data to the security store; says whether it is complete. Incomplete data is not added: the level would
    /// not be reached with it.
    fn add_evidence(&mut self, level: &LevelRequest<'_>, wanted: Wanted) -> Result<bool, LevelError> {
        let Some(source) = level.revocation else {
            self.shortfalls.push(Shortfall::NoEvidenceSource);
            return Ok(false);
        };
        let file = self.file(level)?;
        let mut signatures = StampedSignature::read_all(file);
        if wanted == Wanted::Newest {
            signatures.drain(..signatures.len().saturating_sub(1));
        }
        let last_stamp = signatures.iter().rposition(|signature| signature.is_document_timestamp);
        let present = SecurityStore::read(file);
        let stored: Vec<Certificate> =
            present.certificates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
        let mut collector = Collector::new(source, level.anchors, level.now);
        let mut store = SecurityStore::default();
        for (index, signature) in signatures.iter().enumerate() {
            // A timestamp over the whole document proves that data in it was there in time.
            let is_protected = last_stamp.is_some_and(|last| index < last);
            let present = is_protected.then_some(Present { ocsps: &present.ocsps, crls: &present.crls });
            // Not revoked *then* is enough: a certificate given back years later signed well.
            let later = signatures[index + 1..].iter().filter(|one| one.is_document_timestamp);
            let sealed = later.filter_map(|stamp| stamp.time).min();
            let stamped = signature.time.filter(|_| !signature.is_document_timestamp).or(sealed);
            let signers = signature.signers.iter().map(|signer| (signer, stamped));
            let stampers = signature.stampers.iter().map(|stamper| (stamper, sealed));
            let pool: Vec<Certificate> = signature.pool.iter().chain(&stored).cloned().collect();
            let mut evidence = Evidence::default();
            for (leaf, proven) in signers.chain(stampers) {
                evidence.merge(&collector.collect(leaf, &pool, present, proven)?);
            }
            put(&mut store, signature.store_key(), evidence);
        }
        if !collector.missing.is_empty() {
            self.shortfalls.push(Shortfall::EvidenceMissing(collector.missing));
            return Ok(false);
        }
        let update = store.prepare(self.file(level)?)?;
        self.running.update(&update);
        self.tail.extend_from_slice(&update);
        self.reached = self.reached.max(PadesLevel::BLT);
        Ok(true)
    }

    /// Adds a document timestamp, which takes the document to `reaches`.
    fn stamp(&mut self, level: &LevelRequest<'_>, reaches: PadesLevel) -> Result<(), LevelError> {
        let Some(authority) = level.authority else {
            self.shortfalls.push(Shortfall::NoAuthority);
            return Ok(());
        };
        let mut room = STAMP_ROOM;
        loop {
            let update = prepare_signature(self.file(level)?, &timestamp_dictionary(level.now, room))?;
            let contents = update.contents_at.clone();
            let mut before = self.running.clone();
            before.update(&update.tail[..contents.start]);
            let mut whole = before.clone();
            whole.update(&update.tail[contents.end..]);
            let stamped = timestamp::stamp(authority, &into_32(whole.finish()), &level.terms());
            let CheckedToken { der, time } = match stamped {
                Ok(token) => token,
                Err(error) => {
                    self.shortfalls.push(Shortfall::DocumentTimestamp(error));
                    return Ok(());
                }
            };
            match update.fill_contents(&der) {
                Ok(tail) => {
                    before.update(&tail[contents.start..]);
                    self.running = before;
                    self.tail.extend_from_slice(&tail);
                    self.reached = self.reached.max(reaches);
                    self.proven_time = Some(time);
                    return Ok(());
                }
                Err(PdfError::PlaceholderTooSmall { needed, .. }) if room < 2 * needed => room = 2 * needed,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Adds what one signature needs to the store.
fn put(store: &mut SecurityStore, key: String, evidence: Evidence) {
    let mut whole = Evidence {
        certificates: std::mem::take(&mut store.certificates),
        ocsps: std::mem::take(&mut store.ocsps),
        crls: std::mem::take(&mut store.crls),
    };
    whole.merge(&evidence);
    let Evidence { certificates, ocsps, crls } = evidence;
    store.per_signature.push(SignatureEvidence { key, certificates, ocsps, crls });
    store.certificates = whole.certificates;
    store.ocsps = whole.ocsps;
    store.crls = whole.crls;
}

fn timestamp_dictionary(now: Timestamp, room: usize) -> SignatureDictionary<'static> {
    SignatureDictionary {
        field_name: None,
        page: None,
        appearance: None,
        signer_name: None,
        reason: None,
        location: None,
        signing_time: now,
        contents_capacity: room,
        sub_filter: SubFilter::EtsiRfc3161,
        certify: None,
        tooltip: None,
        initials: &[],
        boxes: &[],
        lock: None,
        attachment: None,
    }
}

/// Takes a signed document to B-LT or B-LTA, or renews a B-LTA document before its last timestamp loses its worth: data for
/// every signature and timestamp that has none under a timestamp yet, for the last timestamp afresh, then a new document
/// timestamp. A signature without any timestamp gets a document timestamp first.
///
/// # Errors
/// [`LevelError`].
pub fn extend_pdf<'a>(pdf: &'a PdfFile, level: &LevelRequest<'_>) -> Result<LevelOutcome<'a>, LevelError> {
    let base = level_of(pdf)?;
    let mut augmented = Augmented::of(pdf, base);
    if base < PadesLevel::BT && level.wished >= PadesLevel::BT {
        augmented.stamp(level, PadesLevel::BT)?;
    }
    if augmented.reached >= PadesLevel::BT
        && level.wished >= PadesLevel::BLT
        && augmented.add_evidence(level, Wanted::All)?
        && level.wished >= PadesLevel::BLTA
    {
        augmented.stamp(level, PadesLevel::BLTA)?;
    }
    augmented.finish(level)
}

/// Puts a document timestamp over a signed document, as it is. That is level B-T for signatures that had no timestamp, and
/// proves the time of the timestamp: that the document existed then, not when it was signed.
///
/// # Errors
/// [`LevelError`].
pub fn timestamp_pdf<'a>(pdf: &'a PdfFile, level: &LevelRequest<'_>) -> Result<LevelOutcome<'a>, LevelError> {
    let mut augmented = Augmented::of(pdf, level_of(pdf)?);
    augmented.stamp(level, PadesLevel::BT)?;
    let wished = level.wished.min(PadesLevel::BT);
    if augmented.proven_time.is_none() && level.fallback == Fallback::Refuse {
        let Augmented { reached, shortfalls, .. } = augmented;
        return Err(LevelError::NotReached { wished, reached, shortfalls });
    }
    augmented.finish(&LevelRequest { wished, ..*level })
}

/// B-T if every signature has a timestamp, its own or one over the document; B-B otherwise. Nothing is validated.
fn level_of(pdf: &PdfFile) -> Result<PadesLevel, LevelError> {
    let signatures = StampedSignature::read_all(pdf);
    if signatures.is_empty() {
        return Err(LevelError::NotSigned);
    }
    if pdf.is_repaired() {
        return Err(SignError::Pdf(PdfError::RepairedAndSigned).into());
    }
    let last_stamp = signatures.iter().rposition(|signature| signature.is_document_timestamp);
    let is_stamped = |(index, signature): (usize, &StampedSignature)| {
        signature.is_document_timestamp || signature.is_stamped || last_stamp.is_some_and(|last| index < last)
    };
    Ok(if signatures.iter().enumerate().all(is_stamped) { PadesLevel::BT } else { PadesLevel::BB })
}
