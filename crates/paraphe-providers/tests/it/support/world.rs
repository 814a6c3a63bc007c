//! What people do: at a stand-in by its controls, here by what the application records.

use paraphe_envelope::{AuditEvent, AuditEventKind, Document, Envelope, Sha256Digest, Timestamp};
use paraphe_pades::{SelfMadeIdentity, SignatureRequest, TrustAnchors, ValidationTime, sign_pdf, validate};
use paraphe_pdf::PdfFile;
use paraphe_providers::local::SignedDocument;
use paraphe_providers::{Notice, Progress, ProgressSource, ProviderId, SentDispatch, finish};

use super::{Request, Stage, email_of, recipient_id, stand_in_of};

/// 2026-11-22, 10:00 UTC.
fn now() -> Timestamp {
    Timestamp::from_millis(1_795_341_600_000)
}

impl Stage {
    /// The application has recorded that the envelope was accepted; only who signs here looks at that.
    pub(crate) fn record(&self, envelope: &Envelope) {
        let mut envelope = envelope.clone();
        envelope.apply(event(AuditEventKind::Accepted)).unwrap();
        *self.journal.0.lock().unwrap() = Some((envelope, Vec::new()));
    }

    /// Somebody opens the newest envelope.
    pub(crate) fn view(&self, first_name: &str) -> bool {
        match stand_in_of(self.settings.provider) {
            Some(stand_in) => self.control.view(stand_in, &self.newest().id, &email_of(first_name)),
            None => self.happen(AuditEventKind::Viewed { recipient: recipient_id(first_name) }),
        }
    }

    /// Somebody signs the newest envelope; `request` has its documents.
    pub(crate) fn sign(&self, request: &Request, first_name: &str) -> bool {
        match stand_in_of(self.settings.provider) {
            Some(stand_in) => self.control.sign(stand_in, &self.newest().id, &email_of(first_name)),
            None => self.sign_here(request, first_name),
        }
    }

    /// Somebody refuses the newest envelope.
    pub(crate) fn decline(&self, first_name: &str, reason: &str) -> bool {
        match stand_in_of(self.settings.provider) {
            Some(stand_in) => {
                self.control.decline(stand_in, &self.newest().id, &email_of(first_name), reason)
            }
            None => {
                let (recipient, reason) = (recipient_id(first_name), reason.to_owned());
                self.happen(AuditEventKind::Declined { recipient, reason })
            }
        }
    }

    /// The time of the newest envelope runs out.
    pub(crate) fn expire(&self) -> bool {
        match stand_in_of(self.settings.provider) {
            Some(stand_in) => self.control.expire(stand_in, &self.newest().id),
            None => self.happen(AuditEventKind::Expired),
        }
    }

    /// What can be known now: by asking, or by the notice that would come now; none where none would. What has to be
    /// remembered is remembered.
    pub(crate) async fn learn(&self, sent: &mut SentDispatch<'_>) -> Option<Progress> {
        let progress = match self.provider.capability().progress {
            ProgressSource::Immediate | ProgressSource::Polled => self.provider.progress(sent).await,
            ProgressSource::Notified => self.provider.read_notice(&self.notice()?, sent).await,
        };
        let progress = progress.unwrap_or_else(|error| panic!("{error:?}"));
        for (name, value) in &progress.remember {
            finish(&mut sent.steps, name, value);
        }
        Some(progress)
    }

    /// The message the service would send about the newest envelope now.
    pub(crate) fn notice(&self) -> Option<Notice> {
        let sample = self.control.notice(self.stand_in(), &self.newest().id)?;
        let mut headers = sample.headers;
        headers.push(("content-type".to_owned(), sample.content_type));
        Some(Notice { headers, body: sample.body })
    }

    fn happen(&self, kind: AuditEventKind) -> bool {
        let mut journal = self.journal.0.lock().unwrap();
        journal.as_mut().expect("it was recorded").0.apply(event(kind)).is_ok()
    }

    /// Signs every document as the application does it, and records that; the envelope is complete with the last.
    fn sign_here(&self, request: &Request, first_name: &str) -> bool {
        let documents = request.content.documents.iter();
        let signed: Vec<_> =
            documents.map(|document| self.signed_here(request, document, first_name)).collect();
        let digests = signed.iter().map(|one| (one.document.clone(), Sha256Digest::of(&one.bytes))).collect();
        let recipient = recipient_id(first_name);
        let is_signed = self.happen(AuditEventKind::Signed { recipient, documents: digests });
        if is_signed {
            self.journal.0.lock().unwrap().as_mut().expect("it was recorded").1 = signed;
            // Refused while somebody is still to sign.
            self.happen(AuditEventKind::Completed);
        }
        is_signed
    }

    fn signed_here(&self, request: &Request, document: &Document, first_name: &str) -> SignedDocument {
        let journal = self.journal.0.lock().unwrap();
        let (_, earlier) = journal.as_ref().expect("it was recorded");
        let last = earlier.iter().find(|one| one.document == document.id).map(|one| one.bytes.clone());
        let bytes = last.unwrap_or_else(|| request.bytes_of(&document.id));
        let pdf = PdfFile::parse(bytes, None).unwrap();
        let key = SelfMadeIdentity::create(first_name, None, now()).unwrap();
        let bytes = sign_pdf(&pdf, SignatureRequest::invisible(now()), &key).unwrap().to_bytes();
        SignedDocument { document: document.id.clone(), name: document.name.clone(), bytes }
    }
}

fn event(kind: AuditEventKind) -> AuditEvent {
    AuditEvent { at: now(), kind }
}

/// How many signatures a PDF has, all of them intact; panics where one is not.
pub(crate) fn intact_signatures(pdf: &[u8]) -> usize {
    let pdf = PdfFile::parse(pdf.to_vec(), None).unwrap();
    let report = validate(&pdf, &TrustAnchors::empty(), ValidationTime(now()));
    for signature in &report.signatures {
        let integrity = signature.integrity;
        assert!(
            integrity.byte_range_ok
                && integrity.digest_ok == Some(true)
                && integrity.signature_ok == Some(true),
            "{signature:#?}"
        );
        assert!(signature.modifications_allowed, "{signature:#?}");
    }
    report.signatures.len()
}

/// The five services, without the local provider.
pub(crate) const SERVICES: [ProviderId; 5] =
    [ProviderId::Docage, ProviderId::GesDocs, ProviderId::NgSign, ProviderId::Openapi, ProviderId::SigTool];
