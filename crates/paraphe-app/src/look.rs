//! What a signature looks like: the words beside the mark and the pictures people bring, the same for preview and signing.

use std::collections::BTreeMap;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::{EnvelopeOptions, Language, Timestamp};
use paraphe_pdf::appearance::{LineKind, TextLine};
use paraphe_pdf::picture::{Picture, PictureError};

use crate::view::local_time;
use crate::{Code, Error, identities, words};

/// The words beside a mark. What is not given is not shown.
#[derive(Clone, Debug)]
pub(crate) struct TextBlock<'a> {
    /// Who signs.
    pub(crate) name: &'a str,
    /// For whom, where somebody signs for another (« p.o. »).
    pub(crate) on_behalf_of: Option<&'a str>,
    /// « Lu et approuvé » stands in the box.
    pub(crate) approval: Approval,
    /// When, shown in the time of this computer with its offset.
    pub(crate) time: Option<Timestamp>,
    /// Why.
    pub(crate) reason: Option<&'a str>,
    /// Where.
    pub(crate) place: Option<&'a str>,
}

/// Whether the words of approval stand in the box.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Approval {
    /// They do not.
    #[default]
    Unsaid,
    /// They do.
    Said,
}

impl TextBlock<'_> {
    /// The lines in the order of reading, in the signer's language.
    pub(crate) fn lines(&self, language: Language) -> Vec<TextLine> {
        let said = |kind, id: &str, fact: &str, value: String| {
            let text = words::sentence(language, id, &BTreeMap::from([(fact.to_owned(), value)]));
            TextLine { kind, text: identities::without_isolates(&text) }
        };
        let given =
            |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let approval = (self.approval == Approval::Said).then(|| TextLine {
            kind: LineKind::Approval,
            text: words::plain(language, "appearance-approved"),
        });
        let mut lines = vec![TextLine { kind: LineKind::Name, text: self.name.trim().to_owned() }];
        let principal = given(self.on_behalf_of);
        lines.extend(principal.map(|name| said(LineKind::OnBehalf, "appearance-on-behalf", "name", name)));
        lines.extend(approval);
        let date = self.time.map(local_time);
        lines.extend(date.map(|date| said(LineKind::Date, "appearance-date", "date", date)));
        let reason = given(self.reason);
        lines.extend(reason.map(|reason| said(LineKind::Reason, "appearance-reason", "reason", reason)));
        let place = given(self.place);
        lines.extend(place.map(|place| said(LineKind::Place, "appearance-location", "location", place)));
        lines
    }
}

/// The longest name that is typed in place of a signature, in characters.
const LONGEST_TYPED: usize = 200;

/// Refuses what is typed in place of a signature and is no name.
///
/// # Errors
/// It is empty, or so long that nobody could read it.
pub(crate) fn refuse_unfit_name(name: &str) -> Result<(), Error> {
    if name.trim().is_empty() {
        return Err(Error::new(Code::Refused, "error-signature-empty"));
    }
    if name.chars().count() > LONGEST_TYPED {
        return Err(Error::new(Code::Refused, "error-signature-long").with("count", LONGEST_TYPED));
    }
    Ok(())
}

/// The photo of a signature that the page or a file brings.
///
/// # Errors
/// It cannot be taken; the sentence says why.
pub(crate) fn signature_picture(bytes: &[u8]) -> Result<Arc<Picture>, Error> {
    Picture::of_signature(bytes).map(Arc::new).map_err(picture_error)
}

/// The logo of an envelope, where it has one that can be drawn. One that cannot keeps nobody from signing.
pub(crate) fn logo_of(options: &EnvelopeOptions) -> Option<Arc<Picture>> {
    let held = options.brand_logo.as_deref()?;
    logo(held).unwrap_or_else(|error| {
        tracing::warn!(%error, "a logo was left out");
        None
    })
}

/// A logo as an envelope holds it, a `data:` URI; an address is nothing that can be drawn.
///
/// # Errors
/// It cannot be taken; the sentence says why.
fn logo(held: &str) -> Result<Option<Arc<Picture>>, Error> {
    let Some((_, text)) = held.strip_prefix("data:").and_then(|inline| inline.split_once(";base64,")) else {
        return Ok(None);
    };
    let bytes = STANDARD.decode(text).map_err(|_| picture_error(PictureError::Damaged))?;
    Picture::of_logo(&bytes).map(|picture| Some(Arc::new(picture))).map_err(picture_error)
}

fn picture_error(error: PictureError) -> Error {
    let refused = |message| Error::new(Code::Refused, message);
    let told = match error {
        PictureError::Damaged => refused("error-picture-damaged"),
        PictureError::NotAPicture => refused("error-not-a-picture"),
        PictureError::NoSignatureFound => refused("error-picture-without-signature"),
        PictureError::TooLarge { limit, .. } => {
            refused("error-picture-too-large").with("limit", limit / (1 << 20))
        }
        PictureError::TooManyPixels { limit, .. } => {
            refused("error-picture-too-many-pixels").with("limit", limit / 1_000_000)
        }
    };
    told.detail(error)
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::ViewRect;
    use paraphe_pdf::appearance::Mark;

    use super::*;
    use crate::signing;

    fn block() -> TextBlock<'static> {
        TextBlock {
            name: " Zoé Çelik ",
            on_behalf_of: Some("Société Rhône"),
            approval: Approval::Said,
            time: Some(Timestamp::from_millis(1_795_337_417_000)),
            reason: Some("bail"),
            place: Some("Lyon"),
        }
    }

    #[test]
    fn a_block_says_everything_in_the_language_of_the_signer() {
        let texts =
            |language| -> Vec<String> { block().lines(language).into_iter().map(|line| line.text).collect() };
        let french = texts(Language::Fr);
        assert_eq!(french[..3], ["Zoé Çelik", "p.o. Société Rhône", "Lu et approuvé"]);
        assert!(french[3].starts_with("Le 22/11/2026 ") && french[3].contains("(UTC"), "{}", french[3]);
        assert_eq!(french[4..], ["Motif\u{202f}: bail", "À Lyon"]);
        assert_eq!(texts(Language::It)[1..3], ["p.o. Société Rhône", "Letto e approvato"]);
        assert_eq!(texts(Language::Ar)[2], "قرئ وصودق عليه");
        assert_eq!(texts(Language::En)[5], "In Lyon");
    }

    #[test]
    fn what_is_not_given_is_not_shown() {
        let bare = TextBlock {
            on_behalf_of: Some("  "),
            approval: Approval::Unsaid,
            time: None,
            reason: None,
            place: None,
            ..block()
        };
        let kinds: Vec<LineKind> = bare.lines(Language::Fr).into_iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [LineKind::Name]);
    }

    #[test]
    fn a_picture_that_cannot_be_taken_has_its_sentence() {
        for (bytes, message) in
            [(&b"<svg/>"[..], "error-not-a-picture"), (b"\xff\xd8\xff\xe0", "error-picture-damaged")]
        {
            assert_eq!(signature_picture(bytes).unwrap_err().message, message);
        }
        assert_eq!(logo("https://exemple.fr/logo.png").unwrap(), None);
        assert_eq!(logo("data:image/png;base64,????").unwrap_err().message, "error-picture-damaged");
    }
    #[test]
    fn the_logo_of_an_envelope_is_drawn_and_one_that_cannot_be_is_left_out() {
        let logo = |held: &str| {
            logo_of(&EnvelopeOptions { brand_logo: Some(held.to_owned()), ..EnvelopeOptions::default() })
        };
        let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        let rect = ViewRect { x: 0.0, y: 0.0, width: 240.0, height: 80.0 };
        let svg = |logo: Option<Arc<Picture>>| {
            let lines = block().lines(Language::Fr);
            signing::appearance(&Mark::None, &lines, logo.as_ref(), rect).unwrap().to_svg()
        };
        assert_ne!(svg(logo(&format!("data:image/png;base64,{dot}"))), svg(None));
        assert_eq!(logo("data:image/png;base64,????"), None);
        assert_eq!(logo("https://exemple.fr/logo.png"), None);
    }
}
