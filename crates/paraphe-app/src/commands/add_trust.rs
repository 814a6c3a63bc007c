//! Trusts one certificate: from a document as the signer's, from a file as what it says it is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_history::ChosenAs;
use paraphe_pades::TrustAnchors;

use super::list_trust;
use crate::schema::{AddTrustRequest, TrustView};
use crate::{App, Code, Error, blocking, files, translate};

pub(crate) async fn run(app: &App, request: AddTrustRequest) -> Result<TrustView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let now = app.now();
        let mut anchors = TrustAnchors::empty();
        anchors.add(&bytes(&request)?).map_err(translate::trust)?;
        let chosen_as = match request {
            AddTrustRequest::Certificate { .. } => ChosenAs::Signer,
            AddTrustRequest::File { .. } => ChosenAs::WhatItSays,
        };
        for (der, name) in anchors.iter() {
            app.history().add_trust_anchor(der, &name, chosen_as, now).map_err(translate::history)?;
        }
        list_trust::view(&app)
    })
    .await
}

fn bytes(request: &AddTrustRequest) -> Result<Vec<u8>, Error> {
    match request {
        AddTrustRequest::Certificate { der } => {
            STANDARD.decode(der).map_err(|e| Error::new(Code::Refused, "error-not-a-certificate").detail(e))
        }
        AddTrustRequest::File { path } => files::read_at_most(path.as_ref(), files::LARGEST),
    }
}
