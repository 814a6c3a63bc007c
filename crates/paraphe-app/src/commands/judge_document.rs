//! Asks a provider what it thinks of a signed PDF. The file leaves this computer: only ever on request.

use std::fs;
use std::path::PathBuf;

use paraphe_envelope::{EnvelopeId, Timestamp};
use paraphe_providers::{Judged, Judging, ProviderId};

use crate::schema::{JudgeDocumentRequest, OpinionView, VerifyTarget};
use crate::{App, Code, Error, accounts, blocking, documents, files, translate};

pub(crate) async fn run(app: &App, request: JudgeDocumentRequest) -> Result<OpinionView, Error> {
    let JudgeDocumentRequest { target, account, certificate } = request;
    let path = {
        let app = app.clone();
        blocking::run(move || match target {
            VerifyTarget::File { path, .. } => Ok(PathBuf::from(path)),
            VerifyTarget::Stored { sha256, .. } => documents::locate(&app, &sha256).map(|(path, _)| path),
        })
        .await?
    };
    ask(app, path, &account, certificate.map(PathBuf::from), None, || {}).await
}

/// Asks the account's provider about the file, for a moment where one is said. `leaving` is called when nothing here
/// stands in the way any more, before the first byte leaves.
///
/// # Errors
/// `refused` when the provider gives no opinions or misses its certificate, otherwise as the provider says.
pub async fn ask(
    app: &App,
    document: PathBuf,
    account: &str,
    certificate: Option<PathBuf>,
    on: Option<Timestamp>,
    leaving: impl FnOnce(),
) -> Result<OpinionView, Error> {
    let (account, provider) = {
        let (app, name) = (app.clone(), account.to_owned());
        blocking::run(move || {
            let account = accounts::find(&app, &name)?;
            let provider = accounts::provider(&app, &account, &EnvelopeId::new(documents::random()?))?;
            Ok((account, provider))
        })
        .await?
    };
    let refused = |message| Error::new(Code::Refused, message).with("account", &account.name);
    match provider.capability().judging {
        Judging::Document => {}
        Judging::DocumentAndCertificate if certificate.is_some() => {}
        Judging::DocumentAndCertificate => return Err(refused("error-opinion-certificate")),
        Judging::Never => return Err(refused("error-opinion-never")),
    }
    for path in [Some(&document), certificate.as_ref()].into_iter().flatten() {
        fs::File::open(path).map_err(|error| files::unreadable(path, &error))?;
    }
    leaving();
    let judged = Judged { document: &document, certificate: certificate.as_deref(), on };
    let opinion =
        provider.judge(&judged).await.map_err(|error| translate::provider(&account.name, &error))?;
    let provider: ProviderId = account.provider();
    Ok(OpinionView { account: account.name, provider, opinion })
}
