//! After sending: notices, files, and what the service offers beyond signing.

use super::*;

/// The notice with something changed in it.
fn changed(notice: &Notice, change: impl FnOnce(&mut Value)) -> Notice {
    let mut body: Value = serde_json::from_slice(&notice.body).unwrap();
    change(&mut body);
    Notice { headers: Vec::new(), body: body.to_string().into_bytes() }
}

#[tokio::test]
async fn signed_means_that_everybody_has_signed() {
    let stage = stage().await;
    let request = two_signers(&stage);
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    assert_eq!(
        stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err().kind(),
        ErrorKind::NotReady
    );
    sign(&stage, "bob@exemple.fr");
    let first = notice(&stage);
    assert_eq!(stage.provider.notice_subject(&first).unwrap(), NoticeSubject::Key(sent.key.clone()));
    let progress = stage.provider.read_notice(&first, &sent).await.unwrap();
    assert_eq!((progress.state, progress.word.as_deref()), (Some(RemoteState::InProgress), Some("signe")));
    let [bob] = &progress.people[..] else { panic!("{:?}", progress.people) };
    assert_eq!(
        (&bob.recipient, &bob.act, bob.at.is_some()),
        (&recipient_id("Bob"), &PersonAct::Signed, true)
    );
    assert_eq!(progress.credits, Some(999_999));
    remember(&mut sent, &progress.remember);

    sign(&stage, "alice@exemple.fr");
    let second = notice(&stage);
    let progress = stage.provider.read_notice(&second, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Completed));
    assert!(progress.at.is_some());
    remember(&mut sent, &progress.remember);
    // A notice that comes late takes nothing back.
    let late = stage.provider.read_notice(&first, &sent).await.unwrap();
    assert_eq!(late.state, Some(RemoteState::Completed));
    assert_eq!(stage.provider.check_account().await.unwrap().credits, Some(999_999));
}

#[tokio::test]
async fn a_notice_for_each_signer_alone_adds_up() {
    let stage = stage().await;
    let request = two_signers(&stage);
    let envelope = request.envelope();
    let mut sent = stage.send(&request, &envelope).await;
    sign(&stage, "alice@exemple.fr");
    sign(&stage, "bob@exemple.fr");
    for (index, state) in [(0, RemoteState::InProgress), (1, RemoteState::Completed)] {
        let alone = changed(&notice(&stage), |body| {
            let signer = body["data"]["signataires"][index].clone();
            body["data"]["signataires"] = json!([signer]);
        });
        let progress = stage.provider.read_notice(&alone, &sent).await.unwrap();
        assert_eq!(progress.state, Some(state));
        remember(&mut sent, &progress.remember);
    }
}

#[tokio::test]
async fn words_nobody_knows_change_nothing_and_refusals_are_seen() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    assert!(stage.control.decline(StandIn::GesDocs, &stage.newest().id, "alice@exemple.fr", "non"));
    let declined = notice(&stage);
    let progress = stage.provider.read_notice(&declined, &sent).await.unwrap();
    assert_eq!(progress.state, Some(RemoteState::Declined));
    assert_eq!(progress.people[0].act, PersonAct::Declined { reason: String::new() });
    let state_of = async |statut: &str, signer: &str| {
        let changed = changed(&declined, |body| {
            body["data"]["statut"] = json!(statut);
            body["data"]["signataires"][0]["statut"] = json!(signer);
        });
        stage.provider.read_notice(&changed, &sent).await.unwrap().state
    };
    assert_eq!(state_of("presque", "peut-être").await, None);
    assert_eq!(state_of("signe", "pending").await, None, "the word for the whole is not enough");
    assert_eq!(state_of("en_attente", "pending").await, Some(RemoteState::Sent));
    assert_eq!(state_of("expire", "pending").await, Some(RemoteState::Expired));
    assert_eq!(state_of("presque", "signé").await, Some(RemoteState::Completed));
}

#[tokio::test]
async fn a_notice_without_the_nonce_is_not_believed() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    let sent = stage.send(&request, &envelope).await;
    sign(&stage, "alice@exemple.fr");
    let genuine = notice(&stage);
    for forge in
        [(|body: &mut Value| body["data"]["metadata"]["nonce"] = json!("00")) as fn(&mut Value), |body| {
            body["data"]["metadata"] = json!(null)
        }]
    {
        let error = stage.provider.read_notice(&changed(&genuine, forge), &sent).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }
    // In the form it was sent in, metadata is a text: both are read.
    let as_text = changed(&genuine, |body| {
        body["data"]["metadata"] = json!(body["data"]["metadata"].to_string());
    });
    assert!(stage.provider.read_notice(&as_text, &sent).await.is_ok());
    for body in ["", "[]", "<html>", r#"{"event":"document_signed"}"#, r#"{"data":{}}"#] {
        let stranger = Notice { headers: Vec::new(), body: body.as_bytes().to_vec() };
        assert_eq!(
            stage.provider.notice_subject(&stranger).unwrap_err().kind(),
            ErrorKind::Malformed,
            "{body}"
        );
    }
    let nameless = changed(&genuine, |body| body["data"]["metadata"] = json!({}));
    assert_eq!(stage.provider.notice_subject(&nameless).unwrap(), NoticeSubject::Remote(sent.remote));
}

#[tokio::test]
async fn files_are_fetched_checked_and_recognised_by_the_service() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    let sent = signed(&stage, &request, &envelope).await;
    let document = fetched(&stage, &sent, Artifact::SignedDocuments).await;
    assert_eq!((document.name.as_str(), document.document.is_some()), ("Contrat 1.pdf", true));
    assert_eq!(header(&last(&stage, "/pdf/signes/"), "authorization"), None, "the address is enough");
    let pdf = PdfFile::parse(document.bytes.clone(), None).unwrap();
    assert_eq!(pdf.signature_fields().len(), 1);
    let certificate = fetched(&stage, &sent, Artifact::Certificate).await;
    assert_eq!((certificate.name.as_str(), certificate.document), ("Contrat 1 - certificat.pdf", None));
    let audit = fetched(&stage, &sent, Artifact::AuditTrail).await;
    assert!(serde_json::from_slice::<Value>(&audit.bytes).unwrap()["document_hash"].is_string());

    let folder = tempfile::tempdir().unwrap();
    let kept = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let (document, certificate) = (kept("a.pdf", &document.bytes), kept("c.pdf", &certificate.bytes));
    let judge = async |document: &PathBuf, certificate: Option<&PathBuf>| {
        let certificate = certificate.map(PathBuf::as_path);
        stage.provider.judge(&Judged { document, certificate, on: None }).await
    };
    let opinion = judge(&document, Some(&certificate)).await.unwrap();
    assert_eq!(opinion.holds, Some(true), "{opinion:?}");
    assert!(opinion.compared.iter().any(|(name, _)| name == "hash_of_doc"));
    let other = kept("b.pdf", &request.bytes(1));
    let opinion = judge(&other, Some(&certificate)).await.unwrap();
    assert!(opinion.holds == Some(false) && opinion.message.is_some());
    // The status beside it is not documented: the body counts.
    let said = r#"{"valid":false,"message":"no"}"#;
    stage.control.fault(fault("/verify-document", status(422, said)));
    assert_eq!(judge(&document, Some(&certificate)).await.unwrap().holds, Some(false));
    stage.control.fault(Fault { times: 3, ..fault("/verify-document", status(500, "")) });
    assert_eq!(judge(&document, Some(&certificate)).await.unwrap_err().kind(), ErrorKind::Server);
    // Without its certificate nothing leaves.
    let asked = stage.routes().len();
    assert_eq!(judge(&document, None).await.unwrap_err().kind(), ErrorKind::Unsupported);
    assert_eq!(stage.routes().len(), asked);
}

#[tokio::test]
async fn the_token_goes_with_a_file_only_when_asked_for_and_only_to_its_own_host() {
    let stage = stage().await;
    let request = request(&stage).signer("Alice");
    let envelope = request.envelope();
    let mut sent = signed(&stage, &request, &envelope).await;
    stage.control.fault(fault("/pdf/signes/", status(401, "")));
    fetched(&stage, &sent, Artifact::SignedDocuments).await;
    assert_eq!(header(&last(&stage, "/pdf/signes/"), "authorization"), Some("Bearer sandbox-gesdocs"));

    for kind in [FaultKind::NotPdf, FaultKind::Html] {
        stage.control.fault(Fault { times: 3, ..fault("/pdf/signes/", kind) });
        let error = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
        stage.control.clear_faults();
    }

    let stranger = Stage::new(ProviderId::GesDocs).await;
    let address = format!("{}/pdf/signes/x.pdf", stranger.settings.base_url.as_ref().unwrap());
    for url in [address.as_str(), "file:///etc/passwd", "nowhere"] {
        remember(&mut sent, &[("file.document".to_owned(), url.to_owned())]);
        let error = stage.provider.download(&sent, Artifact::SignedDocuments).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed, "{url}");
    }
    assert_eq!(stranger.routes(), [] as [&str; 0]);
}
