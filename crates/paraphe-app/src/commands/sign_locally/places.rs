//! What one person signs in one document: a signature for each of their boxes, and what goes beside the first of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use paraphe_envelope::{Document, Field, FieldKind, Sha256Digest, ViewRect};
use paraphe_pdf::{AttachedFile, PdfFile};

use super::{Attempt, Failed, Session, lines, witness};
use crate::initials::{self, Part};
use crate::scratch::Scratch;
use crate::signing::{self, FilledBox, Signature, Wish};
use crate::unfinished::Unfinished;
use crate::{documents, entries, files, identities, translate, words};

/// What goes with the first of a person's signatures in a document; all that follow cover it as well.
#[derive(Clone, Copy, Default)]
struct Beside<'a> {
    initials: &'a [(u32, ViewRect)],
    /// Filled once.
    boxes: &'a [FilledBox<'a>],
    attachment: Option<&'a AttachedFile>,
}

/// Where a signature goes.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// Into a new field in this box.
    New(&'a Field),
    /// Into the empty field of this name, on which the box lies.
    Existing(&'a Field, &'a str),
    /// Only where initials and boxes are; nowhere when there are none.
    Beside,
}

impl Session<'_> {
    /// One signature per box: a signature field has one place on one page (ISO 32000-2, 12.7.5.5).
    pub(super) fn sign_document(
        &self,
        document: &Document,
        part: &Part<'_>,
        attempt: &Attempt<'_>,
    ) -> Result<Sha256Digest, Failed> {
        let current = self.envelope.current_digest(document);
        let password = self.app.passwords().get(&current).cloned();
        let vault = self.app.history().vault().clone();
        let mut source = vault.open_verified(&current).map_err(translate::vault)?;
        let folder = Scratch::new(self.app)?;
        let attached = attempt.proof.attached(documents::facts(self.app, &current)?.signatures);
        let boxes = self.boxes(document);
        let mut beside = Beside { initials: &part.initials, boxes: &boxes, attachment: Some(&attached) };
        if part.signatures.is_empty() {
            let target = folder.file("invisible.pdf");
            let pdf = PdfFile::open(&source, password.as_deref()).map_err(translate::pdf)?;
            let beside = std::mem::take(&mut beside);
            self.sign_once((&pdf, &target), password.as_deref(), Place::Beside, beside, attempt)?;
            source = target;
        }
        for (number, field) in part.signatures.iter().enumerate() {
            let targets = ["beside", "box"].map(|name| folder.file(&format!("{number}-{name}.pdf")));
            let files = (source.as_path(), targets);
            source =
                self.sign_box(files, password.as_deref(), field, std::mem::take(&mut beside), attempt)?;
        }
        let digest = vault.put_file(&source).map_err(translate::vault)?;
        if let Some(password) = password {
            self.app.passwords().insert(digest, password);
        }
        Ok(digest)
    }

    /// The boxes of this document: this person's filled, those of others as they are made with the first signature.
    fn boxes(&self, document: &Document) -> Vec<FilledBox<'_>> {
        let own = |field: &Field| self.entries.iter().find(|entry| entry.field.id == field.id);
        let of_everybody = entries::of_everybody(self.envelope, document).into_iter();
        of_everybody
            .map(|(field, owner)| FilledBox {
                field,
                tooltip: identities::without_isolates(&entries::tooltip(field, owner)),
                content: own(field).and_then(|entry| entry.content.as_ref()),
            })
            .collect()
    }

    /// Signs one box and says where the result is. An empty field on which the box lies is filled, so that it holds the signature
    /// with the name and the lock its author gave it. It keeps its one place: what has no field of its own, initials and boxes in
    /// a document that others have signed, is signed right before, as places of another signature.
    fn sign_box(
        &self,
        (source, [first, last]): (&Path, [PathBuf; 2]),
        password: Option<&str>,
        field: &Field,
        beside: Beside<'_>,
        attempt: &Attempt<'_>,
    ) -> Result<PathBuf, Failed> {
        let pdf = PdfFile::open(source, password).map_err(translate::pdf)?;
        let existing = initials::existing_field(&pdf, field.placement.page, field.placement.rect)?;
        let Some(name) = &existing else {
            self.sign_once((&pdf, &last), password, Place::New(field), beside, attempt)?;
            return Ok(last);
        };
        let place = Place::Existing(field, name);
        if beside.initials.is_empty() && !signing::draws_boxes(&pdf, beside.boxes) {
            self.sign_once((&pdf, &last), password, place, beside, attempt)?;
            return Ok(last);
        }
        self.sign_once((&pdf, &first), password, Place::Beside, beside, attempt)?;
        let pdf = PdfFile::open(&first, password).map_err(translate::pdf)?;
        self.sign_once((&pdf, &last), password, place, Beside::default(), attempt)?;
        Ok(last)
    }

    fn sign_once(
        &self,
        (pdf, target): (&PdfFile, &Path),
        password: Option<&str>,
        place: Place<'_>,
        beside: Beside<'_>,
        attempt: &Attempt<'_>,
    ) -> Result<(), Failed> {
        let (field, existing) = match place {
            Place::New(field) => (Some(field), None),
            Place::Existing(field, name) => (Some(field), Some(name)),
            Place::Beside => (None, None),
        };
        let is_initials = field.is_some_and(|field| field.kind == FieldKind::Initials);
        let lines = match is_initials {
            true => Vec::new(),
            false => lines(self.person, witness(&self.request.mark), self.time),
        };
        let signature = Signature {
            placement: field.map(|field| (field.placement.page, field.placement.rect)),
            mark: if is_initials { &attempt.initials } else { &attempt.mark },
            initials: (beside.initials, &attempt.initials),
            boxes: beside.boxes,
            logo: attempt.logo.as_ref().filter(|_| !is_initials),
            lines: &lines,
            signer_name: self.person.full_name(),
            tooltip: self.signature_tooltip(),
            reason: None,
            location: None,
            certify: None,
            time: self.time,
            attachment: beside.attachment,
        };
        let wish = Wish { field: existing, level: attempt.level };
        let file = Unfinished::at(target).map_err(|error| files::storage(target, &error))?;
        let made = signing::copying(&file, pdf, |copying| {
            signing::sign_into(copying, password, &signature, self.key.key(), wish)
        });
        let made = made.map_err(|error| self.key.explain(error))?;
        file.keep();
        attempt.level.map_or(Ok(()), |level| self.refuse_lower(made, level.wished))
    }

    /// What a screen reader says of the signature.
    fn signature_tooltip(&self) -> String {
        let facts = BTreeMap::from([("name".to_owned(), self.person.full_name())]);
        identities::without_isolates(&words::sentence(self.person.language, "signature-tooltip", &facts))
    }
}
