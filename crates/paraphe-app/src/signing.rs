//! One signature on one file: the same steps for the window and the command.
//!
//! Invariant: the result is validated before anything says "signed".

use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::thread;

use paraphe_envelope::{Field, FieldKind, PageRect, Sha256Digest, Timestamp, ViewRect};
use paraphe_pades::{
    CertificateStatus, Indication, LevelOutcome, LevelRequest, PadesLevel, Shortfall, SignatureReport,
    SignatureRequest, SigningKey, SubIndication, TrustAnchors, ValidationReport, ValidationTime, sign_pdf,
    sign_with_level, validate,
};
use paraphe_pdf::appearance::{Appearance, CheckState, LineKind, Mark, SignatureLook, TextLine};
use paraphe_pdf::picture::Picture;
use paraphe_pdf::{AttachedFile, BoxContent, FormBox, Initials, PdfFile, TextEntry};

use crate::entries::Content;
use crate::schema::SignatureMark;
use crate::unfinished::Unfinished;
use crate::view::local_time;
use crate::{Code, Error, documents, files, translate, verdict};

/// One signature to make.
pub(crate) struct Signature<'a> {
    pub(crate) placement: Option<(u32, ViewRect)>,
    pub(crate) mark: &'a Mark,
    pub(crate) lines: &'a [TextLine],
    /// The same signature's further places, and what is drawn there.
    pub(crate) initials: (&'a [(u32, ViewRect)], &'a Mark),
    /// The boxes of the document's form: the signer's own with what is in them.
    pub(crate) boxes: &'a [FilledBox<'a>],
    /// The organisation's logo beside them.
    pub(crate) logo: Option<&'a Arc<Picture>>,
    pub(crate) signer_name: String,
    pub(crate) tooltip: String,
    pub(crate) reason: Option<String>,
    pub(crate) location: Option<String>,
    pub(crate) certify: Option<paraphe_pdf::DocMdp>,
    pub(crate) time: Timestamp,
    /// A file that the signature brings into the document.
    pub(crate) attachment: Option<&'a AttachedFile>,
}

/// A box beside a signature; without content it is somebody else's, or stays empty.
#[derive(Debug)]
pub(crate) struct FilledBox<'a> {
    pub(crate) field: &'a Field,
    pub(crate) tooltip: String,
    pub(crate) content: Option<&'a Content>,
}

/// What a signature shall be beyond its drawing.
#[derive(Clone, Copy, Default)]
pub(crate) struct Wish<'a> {
    /// An empty signature field of the document to fill.
    pub(crate) field: Option<&'a str>,
    /// The level and what is needed on the way there; none: B-B, without a word to the network.
    pub(crate) level: Option<&'a LevelRequest<'a>>,
}

/// A signed file.
#[derive(Debug)]
pub(crate) struct Made {
    /// Our own validation of it.
    pub(crate) report: ValidationReport,
    /// The new signature's field; that of a document timestamp where nothing else was added.
    pub(crate) field: String,
    /// The level reached.
    pub(crate) reached: PadesLevel,
    /// What kept it from the wished one.
    pub(crate) shortfalls: Vec<Shortfall>,
    /// The time that the youngest timestamp proves.
    pub(crate) proven_time: Option<Timestamp>,
    /// The lines its box had no room for.
    pub(crate) dropped: Vec<LineKind>,
}

/// What the person drew or typed, as the appearance knows it.
pub(crate) fn mark(mark: &SignatureMark) -> Mark {
    match mark {
        SignatureMark::Drawn { outlines, aspect, .. } => {
            Mark::Drawn { outlines: outlines.clone(), aspect: *aspect }
        }
        SignatureMark::Typed { name } => Mark::Typed { name: name.trim().to_owned() },
        SignatureMark::Cross { outlines, aspect, witness, .. } => {
            let cross = (outlines.as_slice(), *aspect);
            let witness = witness.as_ref().map(|stroke| (stroke.outlines.as_slice(), stroke.aspect));
            side_by_side(cross, witness)
        }
    }
}

/// A cross on the left, the witness's stroke on the right: two pads of the same height with a gap between.
fn side_by_side(cross: Strokes<'_>, witness: Option<Strokes<'_>>) -> Mark {
    const GAP: f64 = 0.3;
    let Some(witness) = witness else {
        return Mark::Drawn { outlines: cross.0.to_vec(), aspect: cross.1 };
    };
    let whole = cross.1 + GAP + witness.1;
    let moved = |(outlines, aspect): Strokes<'_>, from: f64| -> Vec<Vec<[f64; 2]>> {
        let point = |[x, y]: &[f64; 2]| [(from + x * aspect) / whole, *y];
        outlines.iter().map(|outline| outline.iter().map(point).collect()).collect()
    };
    let mut outlines = moved(cross, 0.0);
    outlines.extend(moved(witness, cross.1 + GAP));
    Mark::Drawn { outlines, aspect: whole }
}

/// Outlines in 0…1 of a pad, and the pad's width divided by its height.
type Strokes<'a> = (&'a [Vec<[f64; 2]>], f64);

/// The drawing of one box: what the preview shows and what the PDF will hold.
pub(crate) fn appearance(
    mark: &Mark,
    lines: &[TextLine],
    logo: Option<&Arc<Picture>>,
    rect: ViewRect,
) -> Result<Appearance, Error> {
    let look = SignatureLook { mark, lines, logo, width: rect.width, height: rect.height };
    Appearance::for_signature(&look).map_err(translate::pdf)
}

/// Signs `pdf` into a new file, and checks what was written: the new signature must hold, and no earlier one may be worse
/// than it was. When this answers, the file is on the disk; it is the caller's to place or to keep.
///
/// # Errors
/// Why nothing was signed; what the file holds then is worth nothing.
pub(crate) fn sign_into(
    target: &Unfinished,
    pdf: &PdfFile,
    password: Option<&str>,
    signature: &Signature<'_>,
    key: &dyn SigningKey,
    wish: Wish<'_>,
) -> Result<Made, Error> {
    let mut anchors = wish.level.map_or_else(TrustAnchors::empty, |level| level.anchors.clone());
    // Only for this check: our own certificate, or the top of the key file's chain, stands for itself.
    if let Some(top) = key.certificate_chain().last() {
        anchors.add(top).map_err(translate::trust)?;
    }
    let check = Check { pdf, password, anchors: &anchors, time: signature.time, is_signature: true };
    let mut dropped = Vec::new();
    let made = check.write(target, || {
        let drawing = drawing(signature)?;
        dropped = drawing.as_ref().map_or_else(Vec::new, |drawn| drawn.dropped().to_vec());
        sign(pdf, signature, drawing.as_ref(), key, wish)
    })?;
    Ok(Made { dropped, ..made })
}

/// Gives the signatures of `pdf` more in a new file: `extend` makes it.
///
/// # Errors
/// As [`sign_into`].
pub(crate) fn extend_into<'a>(
    target: &Unfinished,
    pdf: &'a PdfFile,
    password: Option<&str>,
    level: &LevelRequest<'_>,
    extend: fn(&'a PdfFile, &LevelRequest<'_>) -> Result<LevelOutcome<'a>, paraphe_pades::LevelError>,
) -> Result<Made, Error> {
    let check = Check { pdf, password, anchors: level.anchors, time: level.now, is_signature: false };
    check.write(target, || extend(pdf, level).map_err(translate::level))
}

/// The file is written while it is signed, and judged while it goes to the disk.
struct Check<'a> {
    pdf: &'a PdfFile,
    password: Option<&'a str>,
    anchors: &'a TrustAnchors,
    time: Timestamp,
    /// Whether a signature is added, and not timestamps alone.
    is_signature: bool,
}

impl<'a> Check<'a> {
    fn write(
        &self,
        target: &Unfinished,
        make: impl FnOnce() -> Result<LevelOutcome<'a>, Error>,
    ) -> Result<Made, Error> {
        let before = before(self.pdf, self.time);
        documents::refuse_cut_signature(self.pdf, before.len())?;
        refuse_broken(&before)?;
        let written = write(target, self.pdf, make)?;
        // Reading it again does not have to wait for the disk.
        let (synced, report) = thread::scope(|scope| {
            let sync = scope.spawn(|| target.file().sync_all());
            let report = self.judge(&before, target.path(), written.proven_time);
            (sync.join(), report)
        });
        synced.map_err(|_| thread_died())?.map_err(|error| files::storage(target.path(), &error))?;
        let report = report?;
        if report.sha256 != written.digest {
            return Err(failed("the file is not what was signed"));
        }
        let added = report.signatures.get(before.len()).or(report.signatures.last());
        let field = added.map(|added| added.field.clone()).unwrap_or_default();
        let Written { reached, shortfalls, proven_time, .. } = written;
        Ok(Made { report, field, reached, shortfalls, proven_time, dropped: Vec::new() })
    }

    fn judge(
        &self,
        before: &[SignatureReport],
        signed: &Path,
        proven_time: Option<Timestamp>,
    ) -> Result<ValidationReport, Error> {
        let pdf = PdfFile::open(signed, self.password).map_err(translate::pdf)?;
        // The authority's clock may be a little ahead of ours: its timestamp is not from the future.
        let at = proven_time.map_or(self.time, |proven| proven.max(self.time));
        let report = validate(&pdf, self.anchors, ValidationTime(at));
        let added = report.signatures.get(before.len()..).unwrap_or_default();
        if self.is_signature && added.is_empty() {
            return Err(failed(format!("{} signatures after {}", report.signatures.len(), before.len())));
        }
        for newest in added {
            if !stands(newest) {
                return Err(unfit_certificate(newest).unwrap_or_else(|| {
                    failed(format!(
                        "{:?} {:?} {:?}",
                        newest.indication, newest.sub_indication, newest.findings
                    ))
                }));
            }
        }
        for (then, now) in before.iter().zip(&report.signatures) {
            if now.indication == Indication::TotalFailed && then.indication != Indication::TotalFailed {
                return Err(failed(format!("the earlier signature {} would no longer hold", now.field)));
            }
        }
        Ok(report)
    }
}

/// A signed file as it was handed to the operating system.
struct Written {
    digest: Sha256Digest,
    reached: PadesLevel,
    shortfalls: Vec<Shortfall>,
    proven_time: Option<Timestamp>,
}

/// Copies the old bytes while what follows them is made.
fn write<'a>(
    target: &Unfinished,
    pdf: &PdfFile,
    make: impl FnOnce() -> Result<LevelOutcome<'a>, Error>,
) -> Result<Written, Error> {
    let (copied, made) = thread::scope(|scope| {
        let copy = scope.spawn(|| target.file().write_all(pdf.bytes()));
        let made = make();
        (copy.join(), made)
    });
    let LevelOutcome { signed, reached, shortfalls, proven_time } = made?;
    let refused = |error: io::Error| files::storage(target.path(), &error);
    copied.map_err(|_| thread_died())?.map_err(refused)?;
    target.file().write_all(signed.appended()).map_err(refused)?;
    Ok(Written { digest: signed.digest(), reached, shortfalls, proven_time })
}

/// What is seen of the signature in its box.
fn drawing(signature: &Signature<'_>) -> Result<Option<Appearance>, Error> {
    let Signature { placement, mark, lines, logo, .. } = signature;
    placement.map(|(_, rect)| appearance(mark, lines, *logo, rect)).transpose()
}

/// The signature, not written yet.
fn sign<'a>(
    pdf: &'a PdfFile,
    signature: &Signature<'_>,
    drawing: Option<&Appearance>,
    key: &dyn SigningKey,
    wish: Wish<'_>,
) -> Result<LevelOutcome<'a>, Error> {
    let in_file = |(page, rect)| {
        let geometry = pdf.page_geometry(page).map_err(translate::pdf)?;
        let inside = geometry.contains(rect).then(|| geometry.to_page(rect)).flatten();
        Ok((page, inside.ok_or_else(|| outside(page))?))
    };
    let placement = signature.placement.map(in_file).transpose()?;
    let drawn = initials(pdf, signature)?;
    let initials: Vec<Initials<'_>> = drawn
        .iter()
        .map(|(page, rect, appearance)| Initials { page: *page, rect: *rect, appearance })
        .collect();
    let boxes = signature.boxes.iter().map(|one| form_box(pdf, one)).collect::<Result<Vec<_>, Error>>()?;
    let request = SignatureRequest {
        initials: &initials,
        boxes: &boxes,
        placement,
        appearance: drawing,
        reason: signature.reason.clone(),
        location: signature.location.clone(),
        signer_name: Some(signature.signer_name.clone()),
        certify: signature.certify,
        field_name: wish.field.map(str::to_owned),
        tooltip: Some(signature.tooltip.clone()),
        attachment: signature.attachment,
        ..SignatureRequest::invisible(signature.time)
    };
    match wish.level {
        Some(level) => sign_with_level(pdf, &request, key, level).map_err(translate::level),
        None => {
            let signed = sign_pdf(pdf, request, key).map_err(translate::sign)?;
            Ok(LevelOutcome { signed, reached: PadesLevel::BB, shortfalls: Vec::new(), proven_time: None })
        }
    }
}

/// Each place for initials with its drawing; places of one size share one.
fn initials(pdf: &PdfFile, signature: &Signature<'_>) -> Result<Vec<(u32, PageRect, Appearance)>, Error> {
    let (places, mark) = signature.initials;
    let one = |(page, rect): &(u32, ViewRect)| {
        let geometry = pdf.page_geometry(*page).map_err(translate::pdf)?;
        let inside = geometry.contains(*rect).then(|| geometry.to_page(*rect)).flatten();
        let place = inside.ok_or_else(|| outside(*page))?;
        Ok((*page, place, crate::initials::appearance(mark, *rect)?))
    };
    places.iter().map(one).collect()
}

/// Whether what is in these boxes becomes a part of the signature's own field, which then has to be a new one.
pub(crate) fn draws_boxes(pdf: &PdfFile, boxes: &[FilledBox<'_>]) -> bool {
    // A box that is not ticked leaves nothing to be drawn.
    let is_drawn =
        |one: &&FilledBox<'_>| !matches!(one.content, None | Some(Content::Check(CheckState::Off)));
    let filled = boxes.iter().filter(is_drawn);
    pdf.draws_boxes(&filled.map(|one| one.field.id.as_str()).collect::<Vec<_>>())
}

fn form_box<'a>(pdf: &PdfFile, one: &'a FilledBox<'a>) -> Result<FormBox<'a>, Error> {
    let Field { id, placement, kind, .. } = one.field;
    let geometry = pdf.page_geometry(placement.page).map_err(translate::pdf)?;
    let inside = geometry.contains(placement.rect).then(|| geometry.to_page(placement.rect)).flatten();
    let content = match (one.content, kind) {
        (Some(Content::Check(state)), _) => BoxContent::Check(Some(*state)),
        (Some(Content::Text(value, appearance)), _) => {
            BoxContent::Text(Some(TextEntry { value, appearance }))
        }
        (None, FieldKind::Checkbox) => BoxContent::Check(None),
        (None, FieldKind::Place | FieldKind::Text) => BoxContent::Open,
        (None, FieldKind::Date | FieldKind::Initials | FieldKind::Name | FieldKind::Signature) => {
            BoxContent::Text(None)
        }
    };
    Ok(FormBox {
        name: id.as_str(),
        tooltip: &one.tooltip,
        page: placement.page,
        rect: inside.ok_or_else(|| outside(placement.page))?,
        content,
    })
}

fn thread_died() -> Error {
    Error::internal("a thread ended without an answer")
}

fn outside(page: u32) -> Error {
    Error::new(Code::Refused, "error-box-outside-page").with("page", page)
}

/// The signatures of a file before another is added. One without any is not read through.
fn before(pdf: &PdfFile, at: Timestamp) -> Vec<SignatureReport> {
    if pdf.signature_fields().is_empty() {
        return Vec::new();
    }
    validate(pdf, &TrustAnchors::empty(), ValidationTime(at)).signatures
}

/// Tells of a signature that does not hold before anybody is asked for another one.
///
/// # Errors
/// `error-signs-over-broken`.
pub(crate) fn refuse_broken_before(pdf: &PdfFile, at: Timestamp) -> Result<(), Error> {
    refuse_broken(&before(pdf, at))
}

/// What comes on top of a signature that does not hold is worth nothing: the file as a whole stays refused.
fn refuse_broken(before: &[SignatureReport]) -> Result<(), Error> {
    let is_broken = |signature: &&SignatureReport| {
        matches!(
            signature.sub_indication,
            Some(SubIndication::FormatFailure | SubIndication::HashFailure | SubIndication::SigCryptoFailure)
        )
    };
    match before.iter().find(is_broken) {
        Some(broken) => {
            let name = verdict::declared_name(broken);
            Err(Error::new(Code::Refused, "error-signs-over-broken").with("name", name))
        }
        None => Ok(()),
    }
}

fn failed(detail: impl ToString) -> Error {
    Error::new(Code::Refused, "error-own-signature-invalid").detail(detail)
}

/// The reason that is the certificate's and no defect: no other key file of this kind would do better.
fn unfit_certificate(newest: &SignatureReport) -> Option<Error> {
    let message = match newest.certificate_status {
        CertificateStatus::Expired => "error-certificate-expired",
        CertificateStatus::NotYetValid => "error-certificate-not-yet-valid",
        CertificateStatus::WrongUsage => "error-certificate-usage",
        CertificateStatus::Good
        | CertificateStatus::Revoked
        | CertificateStatus::Untrusted
        | CertificateStatus::Unknown => return None,
    };
    let signer = newest.signer.as_ref()?;
    let refusal = Error::new(Code::Refused, message)
        .with("name", signer.common_name.clone().unwrap_or_default())
        .with("from", local_time(signer.not_before))
        .with("until", local_time(signer.not_after));
    Some(refusal)
}

/// Passed, or lacking nothing but news about revocation, which nobody can have offline.
fn stands(signature: &SignatureReport) -> bool {
    let integrity = signature.integrity;
    let computed =
        integrity.byte_range_ok && integrity.digest_ok == Some(true) && integrity.signature_ok == Some(true);
    let open = signature.sub_indication == Some(SubIndication::TryLater);
    computed && (signature.indication == Indication::TotalPassed || open)
}
