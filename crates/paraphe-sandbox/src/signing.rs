//! Signers who really sign: each appends one PAdES signature per document, made with an identity of their own that
//! nobody vouches for.

use axum::body::Bytes;
use jiff::Timestamp;
use paraphe_envelope::{PageGeometry, PageRect, ViewRect};
use paraphe_pades::{SelfMadeIdentity, SignatureRequest, sign_pdf};
use paraphe_pdf::PdfFile;
use paraphe_pdf::appearance::{Appearance, LineKind, Mark, SignatureLook, TextLine};

use crate::envelope::{Corner, Document, Person, Place};

const LABEL: &str = "Bac à sable";
/// A certificate's name holds so many characters (RFC 5280, `ub-common-name`).
const LONGEST_NAME: usize = 64;

/// Why nobody signed.
#[derive(Debug)]
pub(crate) enum SigningFailure {
    NotTheirTurn,
    /// With what the library says of it.
    NotSignable(String),
}

impl SigningFailure {
    fn because(error: impl std::fmt::Display) -> Self {
        Self::NotSignable(error.to_string())
    }
}

/// The documents this person signs, signed: index and new bytes.
pub(crate) fn signed_documents(
    documents: &[Document],
    person: &Person,
    now: Timestamp,
) -> Result<Vec<(usize, Bytes)>, SigningFailure> {
    let now = paraphe_envelope::Timestamp::from_millis(now.as_millisecond());
    let name: String = format!("{LABEL} – {}", person.full_name()).chars().take(LONGEST_NAME).collect();
    let key = SelfMadeIdentity::create(&name, None, now).map_err(SigningFailure::because)?;
    let mut signed = Vec::new();
    for (index, document) in documents.iter().enumerate().filter(|(_, document)| document.to_sign) {
        let place = person.places.iter().find(|place| place.document == index);
        // With places on other documents only, this one is not for the person.
        if place.is_some() || person.places.is_empty() {
            let bytes = sign_one(document.bytes.to_vec(), place, &name, person, now, &key)?;
            signed.push((index, Bytes::from(bytes)));
        }
    }
    Ok(signed)
}

fn sign_one(
    bytes: Vec<u8>,
    place: Option<&Place>,
    name: &str,
    person: &Person,
    now: paraphe_envelope::Timestamp,
    key: &SelfMadeIdentity,
) -> Result<Vec<u8>, SigningFailure> {
    let pdf = PdfFile::parse(bytes, None).map_err(SigningFailure::because)?;
    let visible = place.and_then(|place| visible(&pdf, place, person, now));
    let request = SignatureRequest {
        placement: visible.as_ref().map(|(page, rect, _)| (*page, *rect)),
        appearance: visible.as_ref().map(|(_, _, appearance)| appearance),
        signer_name: Some(name.to_owned()),
        tooltip: Some(name.to_owned()),
        ..SignatureRequest::invisible(now)
    };
    Ok(sign_pdf(&pdf, request, key).map_err(SigningFailure::because)?.to_bytes())
}

/// Page, box and drawing; `None` makes the signature an invisible one: no such page, or a name no font can draw.
fn visible(
    pdf: &PdfFile,
    place: &Place,
    person: &Person,
    now: paraphe_envelope::Timestamp,
) -> Option<(u32, PageRect, Appearance)> {
    let geometry = pdf.page_geometry(place.page).ok()?;
    let view = on_page(&geometry, place);
    let mark = Mark::Typed { name: person.full_name() };
    let line = |kind, text| TextLine { kind, text };
    let lines = [
        line(LineKind::Name, person.full_name()),
        line(LineKind::Date, now.to_rfc3339()),
        line(LineKind::Note, format!("{LABEL}, sans valeur")),
    ];
    let look =
        SignatureLook { mark: &mark, lines: &lines, logo: None, width: view.width, height: view.height };
    let appearance = Appearance::for_signature(&look).ok()?;
    Some((place.page, geometry.to_page(view)?, appearance))
}

/// The box as it is displayed, pushed back onto the page where it sticks out.
fn on_page(geometry: &PageGeometry, place: &Place) -> ViewRect {
    let (page_width, page_height) = geometry.displayed_size();
    let width = place.width.min(page_width);
    let height = place.height.min(page_height);
    let top = match place.corner {
        Corner::TopLeft => place.y,
        Corner::BottomLeft => page_height - place.y - height,
    };
    ViewRect {
        x: place.x.clamp(0.0, page_width - width),
        y: top.clamp(0.0, page_height - height),
        width,
        height,
    }
}
