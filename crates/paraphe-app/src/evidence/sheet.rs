//! « Feuille de preuve »: the evidence file as people read it, in the envelope's language. Made from the file and nothing
//! else, so that it says no more than what was signed.

use std::collections::BTreeMap;

use paraphe_envelope::{Envelope, EnvelopeId, Language};
use paraphe_history::{ArtifactRow, EvidenceRow};
use paraphe_pdf::{SheetItem, write_sheet};

use super::SHEET;
use super::file::{EvidenceFile, LABEL_ALONE, Moment, SignatureMethod, TimestampState};
use crate::schema::{EvidenceLevel, IdentityCheckKind};
use crate::{App, Error, identities, results, translate, words};

/// Makes the sheets that are missing: the signature they tell of is recorded, whatever became of the sheet.
///
/// # Errors
/// The history cannot be read, or a sheet cannot be written.
pub(crate) fn keep_missing(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    let (envelope, rows, artifacts) = {
        let history = app.history();
        let envelope = history.envelope(id).map_err(translate::history)?;
        let rows = history.evidence(id).map_err(translate::history)?;
        (envelope, rows, history.artifacts(id).map_err(translate::history)?)
    };
    missing(&rows, &artifacts).into_iter().try_for_each(|row| keep(app, &envelope, row))
}

/// Evidence without a sheet. Signatures are made one after the other, so that their times tell them apart; of two at the
/// same time, as many sheets are missing as there are fewer.
fn missing<'a>(rows: &'a [EvidenceRow], artifacts: &[ArtifactRow]) -> Vec<&'a EvidenceRow> {
    let mut times: Vec<_> =
        artifacts.iter().filter(|known| known.kind == SHEET).map(|known| known.fetched_at).collect();
    let mut is_missing = |row: &&EvidenceRow| match times.iter().position(|time| *time == row.made_at) {
        Some(at) => {
            times.swap_remove(at);
            false
        }
        None => true,
    };
    rows.iter().filter(|row| is_missing(row)).collect()
}

/// The sheet speaks French and English; whoever reads neither is told so on it.
fn spoken(language: Language) -> Language {
    match language {
        Language::Fr => Language::Fr,
        Language::Ar | Language::En | Language::It => Language::En,
    }
}

/// Makes the sheet of a signer and keeps it with the results of the envelope.
fn keep(app: &App, envelope: &Envelope, row: &EvidenceRow) -> Result<(), Error> {
    let language = envelope.content().language;
    let file: EvidenceFile = serde_json::from_str(&row.file).map_err(Error::internal)?;
    let bytes = write(language, &file, row)?;
    let sha256 = results::store(app, &bytes)?;
    let facts = [("name".to_owned(), name_of(&file))].into();
    let name =
        identities::without_isolates(&words::sentence(spoken(language), "evidence-sheet-file", &facts));
    let artifact = ArtifactRow {
        dispatch: 0,
        kind: SHEET.to_owned(),
        sha256,
        name: format!("{}.pdf", name.replace(['/', '\\', ':'], "-")),
        document: None,
        fetched_at: row.made_at,
    };
    app.history().add_artifacts(envelope.id(), &[artifact]).map_err(translate::history)
}

/// The sheet as a PDF.
fn write(language: Language, file: &EvidenceFile, row: &EvidenceRow) -> Result<Vec<u8>, Error> {
    let words = Words(spoken(language));
    let title = words.plain("evidence-title");
    let label = if file.label == LABEL_ALONE { "evidence-label-alone" } else { "evidence-label" };
    let mut items = vec![SheetItem::Title(title.clone()), words.paragraph(label)];
    if words.0 != language {
        items.push(words.paragraph("evidence-other-language"));
    }
    items.extend(words.who(file));
    items.extend(words.documents(file));
    items.extend(words.consent(file));
    items.extend(words.times(file));
    items.extend(words.signature(file));
    items.push(words.heading("evidence-part-file"));
    items.push(words.entry("evidence-file-digest", row.sha256.to_string()));
    items.push(words.entry("evidence-install", file.device.install_id.clone()));
    items.push(
        words.entry("evidence-device", format!("{}, Paraphe {}", file.device.os, file.device.app_version)),
    );
    write_sheet(&title, &items, row.made_at).map_err(translate::pdf)
}

fn name_of(file: &EvidenceFile) -> String {
    format!("{} {}", file.signer.first_name, file.signer.last_name).trim().to_owned()
}

struct Words(Language);

impl Words {
    fn plain(&self, id: &str) -> String {
        words::plain(self.0, id)
    }

    fn said(&self, id: &str, fact: &str, value: impl ToString) -> String {
        let facts = BTreeMap::from([(fact.to_owned(), value.to_string())]);
        identities::without_isolates(&words::sentence(self.0, id, &facts))
    }

    fn heading(&self, id: &str) -> SheetItem {
        SheetItem::Heading(self.plain(id))
    }

    fn paragraph(&self, id: &str) -> SheetItem {
        SheetItem::Paragraph(self.plain(id))
    }

    fn entry(&self, id: &str, text: String) -> SheetItem {
        SheetItem::Entry(self.plain(id), if text.is_empty() { "—".to_owned() } else { text })
    }

    fn moment(&self, id: &str, at: Option<&Moment>) -> SheetItem {
        let text =
            at.map_or_else(|| self.plain("evidence-unknown"), |at| format!("{} ({})", at.local, at.utc));
        self.entry(id, text)
    }

    fn who(&self, file: &EvidenceFile) -> Vec<SheetItem> {
        let check = match file.host.identity_check {
            IdentityCheckKind::DocumentSeen => "evidence-check-document",
            IdentityCheckKind::KnownPersonally => "evidence-check-known",
            IdentityCheckKind::NotChecked => "evidence-check-none",
            IdentityCheckKind::Other => "evidence-check-other",
        };
        let level = match file.level {
            EvidenceLevel::Standard => "evidence-level-standard",
            EvidenceLevel::Reinforced => "evidence-level-reinforced",
        };
        // Outside face to face nobody was present: the name is the one this computer goes by.
        let host = if file.host.exclusive_window { "evidence-host" } else { "evidence-own-computer" };
        let mut check = self.plain(check);
        if let Some(label) = &file.host.identity_check_label {
            check.clone_from(label);
        }
        if let Some(last4) = &file.host.identity_document_last4 {
            check = format!("{check} (…{last4})");
        }
        vec![
            self.heading("evidence-part-people"),
            self.entry("evidence-signer", name_of(file)),
            self.entry("evidence-email", file.signer.email.clone().unwrap_or_default()),
            self.entry(host, file.host.name.clone()),
            self.entry("evidence-check", check),
            self.entry("evidence-level", self.plain(level)),
        ]
    }

    fn documents(&self, file: &EvidenceFile) -> Vec<SheetItem> {
        let mut items = vec![
            self.heading("evidence-part-documents"),
            self.entry("evidence-envelope", format!("{} ({})", file.envelope.title, file.envelope.id)),
        ];
        for document in &file.documents {
            items.push(self.entry("evidence-document", document.name.clone()));
            items.push(self.entry("evidence-pages", document.page_count.to_string()));
            items.push(self.entry("evidence-before", document.sha256_before.to_string()));
            items.extend(document.boxes.iter().map(|place| {
                let [x, y, width, height] = [place.x, place.y, place.width, place.height].map(f64::round);
                let text = self.said("evidence-box-page", "page", place.page);
                self.entry("evidence-box", format!("{text} : {x} × {y}, {width} × {height} pt"))
            }));
            if document.boxes.is_empty() {
                items.push(self.entry("evidence-box", self.plain("evidence-box-none")));
            }
        }
        items
    }

    fn consent(&self, file: &EvidenceFile) -> Vec<SheetItem> {
        let texts = [Some(&file.consent), file.biometric_consent.as_ref()];
        let mut items = vec![self.heading("evidence-part-consent")];
        for text in texts.into_iter().flatten() {
            items.push(SheetItem::Paragraph(identities::without_isolates(&text.text)));
            items.push(self.entry("evidence-text-version", text.version.clone()));
            items.push(self.entry("evidence-text-digest", text.sha256.to_string()));
            items.push(self.moment("evidence-accepted", text.accepted_at.as_ref()));
        }
        items
    }

    fn times(&self, file: &EvidenceFile) -> Vec<SheetItem> {
        let times = &file.times;
        let stamp = match file.timestamp {
            TimestampState::None => "evidence-timestamp-none",
            TimestampState::AddedLater => "evidence-timestamp-later",
            TimestampState::WithSignature => "evidence-timestamp-signature",
        };
        vec![
            self.heading("evidence-part-times"),
            self.moment("evidence-opened", times.opened.as_ref()),
            self.entry("evidence-pages-shown", times.pages_shown.len().to_string()),
            self.moment("evidence-first-stroke", times.first_stroke.as_ref()),
            self.moment("evidence-last-stroke", times.last_stroke.as_ref()),
            self.moment("evidence-confirmed", times.confirmed.as_ref()),
            self.moment("evidence-signed", Some(&times.signed)),
            self.entry("evidence-timestamp", self.plain(stamp)),
            self.entry("evidence-clock", self.plain("evidence-clock-own")),
        ]
    }

    fn signature(&self, file: &EvidenceFile) -> Vec<SheetItem> {
        let signature = &file.signature;
        let method = match signature.method {
            SignatureMethod::CrossWithWitness => "evidence-method-cross",
            SignatureMethod::Drawn => "evidence-method-drawn",
            SignatureMethod::Typed => "evidence-method-typed",
        };
        let input = self.plain(&format!("evidence-input-{}", signature.input));
        let count = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let pressure = if signature.pressure_available { "evidence-yes" } else { "evidence-no" };
        let mut items = vec![
            self.heading("evidence-part-signature"),
            self.entry("evidence-method", self.plain(method)),
            self.entry("evidence-input", input),
            self.entry("evidence-strokes", count(signature.stroke_count)),
            self.entry("evidence-duration", count(signature.duration_ms)),
            self.entry("evidence-undone", count(signature.undo_count)),
            self.entry("evidence-cleared", count(signature.clear_count)),
            self.entry("evidence-pressure", self.plain(pressure)),
        ];
        let witness = signature.witness.as_ref().map(|witness| witness.name.clone());
        items.extend(witness.map(|name| self.entry("evidence-witness", name)));
        if file.biometrics.is_some() {
            items.push(self.paragraph("evidence-biometrics-sealed"));
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::{Sha256Digest, Timestamp};

    use super::*;

    fn row(recipient: &str, at: i64) -> EvidenceRow {
        EvidenceRow {
            recipient: recipient.parse().unwrap(),
            sha256: Sha256Digest::of(b""),
            file: String::new(),
            made_at: Timestamp::from_millis(at),
        }
    }

    fn sheet(at: i64, kind: &str) -> ArtifactRow {
        ArtifactRow {
            dispatch: 0,
            kind: kind.to_owned(),
            sha256: Sha256Digest::of(b""),
            name: "Feuille.pdf".to_owned(),
            document: None,
            fetched_at: Timestamp::from_millis(at),
        }
    }

    #[test]
    fn a_sheet_that_could_not_be_written_is_known_to_be_missing() {
        let rows = [row("r1", 1), row("r2", 2), row("r3", 2)];
        let names = |artifacts: &[ArtifactRow]| -> Vec<String> {
            missing(&rows, artifacts).iter().map(|row| row.recipient.to_string()).collect()
        };
        assert_eq!(names(&[]), ["r1", "r2", "r3"]);
        assert_eq!(names(&[sheet(2, SHEET), sheet(1, "audit_trail")]), ["r1", "r3"]);
        assert!(names(&[sheet(2, SHEET), sheet(1, SHEET), sheet(2, SHEET)]).is_empty());
    }
}
