//! Envelopes to be sent, with their documents on the disk.

use std::collections::HashMap;
use std::path::PathBuf;

use async_trait::async_trait;
use paraphe_envelope::{
    AuditEvent, AuditEventKind, Authentication, Delivery, Document, DocumentId, Envelope, EnvelopeContent,
    EnvelopeId, EnvelopeOptions, Field, FieldId, FieldKind, Language, Placement, Recipient, RecipientId,
    Role, RoutingOrder, Sha256Digest, Timestamp, ViewRect,
};
use paraphe_providers::{Capability, Documents, Error, ErrorKind, Result};

use super::paper::{self, Paper};

/// An envelope in the making. By itself: one A4 page, nobody to sign; what a capability needs, [`Request::of`] chooses.
#[derive(Debug)]
pub(crate) struct Request {
    /// To be changed at will.
    pub(crate) content: EnvelopeContent,
    authentication: Authentication,
    delivery: Delivery,
    files: Files,
}

impl Request {
    /// One A4 document and no people yet; people are made sure of and told as the provider can: by its own e-mails where
    /// it sends some, and without a code where it can do without.
    pub(crate) fn of(capability: &Capability) -> Self {
        let first = |wanted: &[Delivery]| {
            wanted.iter().copied().find(|delivery| capability.delivery.contains(delivery)).unwrap()
        };
        let ways = [Authentication::None, Authentication::EmailCode, Authentication::SmsCode];
        let authentication = ways.into_iter().find(|way| capability.authentication.contains(way)).unwrap();
        let delivery = first(&[Delivery::ProviderMails, Delivery::Links, Delivery::InPerson]);
        let requester_email = if capability.requester { "moi@exemple.fr" } else { "" };
        let content = EnvelopeContent {
            id: EnvelopeId::new([9; 16]),
            title: "Contrat".to_owned(),
            message: String::new(),
            language: Language::Fr,
            documents: Vec::new(),
            recipients: Vec::new(),
            fields: Vec::new(),
            options: EnvelopeOptions {
                requester_email: requester_email.to_owned(),
                ..EnvelopeOptions::default()
            },
            created_at: Timestamp::from_millis(0),
        };
        let files = Files { folder: tempfile::tempdir().unwrap(), paths: HashMap::new() };
        Self { content, authentication, delivery, files }.document(&[Paper::A4])
    }

    /// With an id of its own: so many times the byte.
    pub(crate) fn id(mut self, byte: u8) -> Self {
        self.content.id = EnvelopeId::new([byte; 16]);
        self
    }

    /// Without the documents there are.
    pub(crate) fn no_document(mut self) -> Self {
        self.content.documents.clear();
        self
    }

    /// With one more document of these pages, named `Contrat <number>.pdf`; its id is the number sixteen times.
    pub(crate) fn document(self, pages: &[Paper]) -> Self {
        self.document_of(pages, paper::pdf(pages))
    }

    /// The same with these bytes.
    pub(crate) fn document_of(mut self, pages: &[Paper], bytes: Vec<u8>) -> Self {
        let number = u8::try_from(self.content.documents.len() + 1).unwrap();
        let id = document_id(number);
        let path = self.files.folder.path().join(format!("{number}.pdf"));
        std::fs::write(&path, &bytes).unwrap();
        self.files.paths.insert(id.clone(), path);
        self.content.documents.push(Document {
            id,
            name: format!("Contrat {number}.pdf"),
            sha256: Sha256Digest::of(&bytes),
            byte_size: bytes.len() as u64,
            pages: pages.iter().map(Paper::geometry).collect(),
        });
        self
    }

    /// With somebody who signs the first document near the bottom of its first page: `Alice` gets the id `alice`, the
    /// last name Dupont, an e-mail address `alice@exemple.fr` and a mobile phone.
    pub(crate) fn signer(self, first_name: &str) -> Self {
        let below = self.content.fields.len() as f64 * 5.0;
        let rect = ViewRect { x: 100.0, y: 400.0 + below, width: 150.0, height: 60.0 };
        self.person(first_name, Role::Signer).field(first_name, 1, 1, rect)
    }

    /// The same, whose turn it is with this number.
    pub(crate) fn signer_in_turn(mut self, first_name: &str, turn: u16) -> Self {
        self = self.signer(first_name);
        self.last_person().routing_order = RoutingOrder::new(turn);
        self
    }

    /// With somebody who has a part and no field.
    pub(crate) fn person(mut self, first_name: &str, role: Role) -> Self {
        let id = first_name.to_lowercase();
        self.content.recipients.push(Recipient {
            id: recipient_id(&id),
            role,
            first_name: first_name.to_owned(),
            last_name: "Dupont".to_owned(),
            email: Some(email_of(first_name).parse().unwrap()),
            mobile: Some("+33612345678".parse().unwrap()),
            language: Language::Fr,
            authentication: self.authentication,
            routing_order: None,
            delivery: self.delivery,
        });
        self
    }

    /// With a signature field of somebody, on a document and a page, both counted from 1.
    pub(crate) fn field(mut self, first_name: &str, document: u8, page: u32, rect: ViewRect) -> Self {
        let number = u8::try_from(self.content.fields.len() + 1).unwrap();
        self.content.fields.push(Field {
            id: FieldId::new([number; 16]),
            recipient: recipient_id(&first_name.to_lowercase()),
            document: document_id(document),
            kind: FieldKind::Signature,
            placement: Placement { page, rect },
            label: String::new(),
            required: true,
            group: None,
        });
        self
    }

    /// With other options.
    pub(crate) fn options(mut self, change: impl FnOnce(&mut EnvelopeOptions)) -> Self {
        change(&mut self.content.options);
        self
    }

    /// Changed otherwise.
    pub(crate) fn changed(mut self, change: impl FnOnce(&mut EnvelopeContent)) -> Self {
        change(&mut self.content);
        self
    }

    /// The person added last.
    pub(crate) fn last_person(&mut self) -> &mut Recipient {
        self.content.recipients.last_mut().unwrap()
    }

    /// The envelope, its sending begun.
    pub(crate) fn envelope(&self) -> Envelope {
        let mut envelope = Envelope::new(self.content.clone());
        let (provider, account) = ("local".to_owned(), "local".to_owned());
        for kind in [AuditEventKind::Created, AuditEventKind::SendingStarted { provider, account }] {
            envelope.apply(AuditEvent { at: Timestamp::from_millis(1), kind }).unwrap();
        }
        envelope
    }

    /// The documents on the disk.
    pub(crate) fn files(&self) -> &Files {
        &self.files
    }

    /// The bytes of a document, counted from 1.
    pub(crate) fn bytes(&self, document: u8) -> Vec<u8> {
        self.bytes_of(&document_id(document))
    }

    /// The bytes of a document.
    pub(crate) fn bytes_of(&self, document: &DocumentId) -> Vec<u8> {
        std::fs::read(&self.files.paths[document]).unwrap()
    }

    /// Puts other bytes in the place of a document: signed ones, for the next turn.
    pub(crate) fn put(&self, document: &DocumentId, bytes: &[u8]) {
        std::fs::write(&self.files.paths[document], bytes).unwrap();
    }
}

/// Documents on the disk.
#[derive(Debug)]
pub(crate) struct Files {
    folder: tempfile::TempDir,
    paths: HashMap<DocumentId, PathBuf>,
}

#[async_trait]
impl Documents for Files {
    async fn file(&self, document: &DocumentId) -> Result<PathBuf> {
        let missing = || Error::new(ErrorKind::Journal, "there is no such document");
        self.paths.get(document).cloned().ok_or_else(missing)
    }
}

/// The id of the person added with this first name.
pub(crate) fn recipient_id(first_name: &str) -> RecipientId {
    first_name.to_lowercase().parse().unwrap()
}

/// The e-mail address of the person added with this first name.
pub(crate) fn email_of(first_name: &str) -> String {
    format!("{}@exemple.fr", first_name.to_lowercase())
}

/// The id of a document, counted from 1.
pub(crate) fn document_id(number: u8) -> DocumentId {
    DocumentId::new([number; 16])
}
