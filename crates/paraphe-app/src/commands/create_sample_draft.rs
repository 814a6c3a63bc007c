//! A draft of the sample contract, to try the program without a file of one's own.

use paraphe_envelope::Authentication;
use paraphe_envelope::{
    Delivery, Document, DocumentId, Draft, DraftId, DraftRecipient, Language, RecipientId, Role,
    SignatureVisibility,
};
use paraphe_pdf::PdfFile;

use crate::documents::{DocumentFacts, random};
use crate::schema::{DraftView, Empty};
use crate::{App, Error, blocking, translate, view};

/// Six pages, two signature lines on the last; made by `cargo xtask samples`.
const CONTRACT: &[u8] = include_bytes!("../../../../tests/fixtures/samples/contrat.pdf");

pub(crate) async fn run(app: &App, _: Empty) -> Result<DraftView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let id = DraftId::new(random()?);
        let mut draft = Draft::new(id.clone(), app.language(), app.now());
        draft.title = "Contrat de prestation de services".to_owned();
        draft.documents = vec![take(&app)?];
        draft.recipients = vec![
            person("Hélène", "Morvan", "helene.morvan@example.fr")?,
            person("Julien", "Brunel", "julien.brunel@example.fr")?,
        ];
        app.history().insert_draft(&draft).map_err(translate::history)?;
        view::draft(&app, &id)
    })
    .await
}

fn take(app: &App) -> Result<Document, Error> {
    let pdf = PdfFile::parse(CONTRACT.to_vec(), None).map_err(translate::pdf)?;
    let facts = DocumentFacts::of(&pdf)?;
    let vault = app.history().vault().clone();
    let sha256 = vault.put_bytes(CONTRACT).map_err(translate::vault)?;
    Ok(Document {
        id: DocumentId::new(random()?),
        name: "Contrat de prestation de services".to_owned(),
        sha256,
        byte_size: CONTRACT.len() as u64,
        pages: facts.pages,
    })
}

fn person(first_name: &str, last_name: &str, email: &str) -> Result<DraftRecipient, Error> {
    Ok(DraftRecipient {
        id: RecipientId::new(random()?),
        role: Role::Signer,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        mobile: String::new(),
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::InPerson,
        signature: SignatureVisibility::Visible,
    })
}
