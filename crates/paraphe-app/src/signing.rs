//! One signature on one file: the same steps for the window and the command.
//!
//! Invariant: the result is validated before anything says "signed".

mod check;
mod copying;
mod drawing;
mod request;

use std::sync::Arc;

use paraphe_envelope::{Field, Timestamp, ViewRect};
use paraphe_pades::{
    LevelOutcome, LevelRequest, PadesLevel, Shortfall, SigningKey, TrustAnchors, ValidationReport,
};
use paraphe_pdf::appearance::{LineKind, Mark, TextLine};
use paraphe_pdf::picture::Picture;
use paraphe_pdf::{AttachedFile, PdfFile};
use serde::Serialize;

use self::check::Check;
pub(crate) use self::check::refuse_broken_before;
pub(crate) use self::copying::{Copying, copying};
pub(crate) use self::drawing::{appearance, mark};
pub(crate) use self::request::draws_boxes;
use crate::entries::Content;
use crate::{Error, translate};

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
    /// Earlier signatures that are doubted because of it: it stands over what they signed.
    pub(crate) doubted: Vec<Doubted>,
}

/// A signature that whoever verifies it will doubt, because of a later one.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Doubted {
    /// Its field.
    pub field: String,
    /// Whose it is.
    pub name: String,
}

/// Signs the file that is copied into the new one, and checks what was written: the new signature must hold, and every
/// earlier one as well as it did; those that are doubted because of it are named. When this answers, the file is on the disk; it is the caller's to place or to keep.
///
/// # Errors
/// Why nothing was signed; what the file holds then is worth nothing.
pub(crate) fn sign_into(
    copying: Copying<'_, '_>,
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
    let check = Check { password, anchors: &anchors, time: signature.time, is_signature: true };
    let mut dropped = Vec::new();
    let made = check.write(copying, |pdf| {
        let drawing = drawing::drawing(signature)?;
        dropped = drawing.as_ref().map_or_else(Vec::new, |drawn| drawn.dropped().to_vec());
        request::sign(pdf, signature, drawing.as_ref(), key, wish)
    })?;
    Ok(Made { dropped, ..made })
}

/// Gives the signatures of the file that is copied more in the new one: `extend` makes it.
///
/// # Errors
/// As [`sign_into`].
pub(crate) fn extend_into<'a>(
    copying: Copying<'_, 'a>,
    password: Option<&str>,
    level: &LevelRequest<'_>,
    extend: fn(&'a PdfFile, &LevelRequest<'_>) -> Result<LevelOutcome<'a>, paraphe_pades::LevelError>,
) -> Result<Made, Error> {
    let check = Check { password, anchors: level.anchors, time: level.now, is_signature: false };
    check.write(copying, |pdf| extend(pdf, level).map_err(translate::level))
}
