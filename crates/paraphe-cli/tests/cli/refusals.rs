//! What an account's provider cannot do is told before anything leaves.

use paraphe_sandbox::StandIn;
use serde_json::json;

use crate::stage::{Stage, each, envelope};

/// What a provider cannot do is refused before anything leaves, each thing at its place in the file. Who asks is on record
/// here, and so never too much.
#[test]
fn options_are_content_and_refused_where_a_provider_has_none() {
    let all = [
        "options.brand.color",
        "options.brand.logo",
        "options.conditions",
        "expires_at",
        "options.metadata",
        "options.notification_urls",
        "options.redirect_url",
        "options.reminder_days",
        "options.signature_modes",
        "options.test",
    ];
    each(|provider| {
        let stage = Stage::with(provider, 1);
        let name = provider.as_str();
        let mut file = envelope(provider, 1);
        file["requester_email"] = json!("bureau@exemple.fr");
        file["expires_at"] = json!("2099-12-31T23:59:00+01:00");
        // Openapi shows a logo it finds at an address only.
        let logo = if provider == StandIn::Openapi { "https://exemple.fr/logo.png" } else { "logo.png" };
        file["options"] = json!({
            "reminder_days": 7, "metadata": { "contrat": "A-17" }, "conditions": { "fr": ["J’accepte"] },
            "notification_urls": ["https://exemple.fr/avis"], "redirect_url": "https://exemple.fr/merci",
            "brand": { "color": "#4f46e5", "logo": logo }, "signature_modes": ["drawn"], "test": true,
        });
        stage.scene.write("logo.png", b"\x89PNG\r\n\x1a\n");
        stage.scene.write("demande.json", file.to_string());
        let (code, told) = stage.scene.json(&["check", "demande.json", "--account", name]);
        let can = stage.scene.ok(&["capabilities", name])["capability"].clone();
        let is_known = |path: &str| {
            let word = path.trim_start_matches("options.").replace('.', "_");
            let is_kept_here = path == "expires_at" && can["expiry"] == "kept_here";
            is_kept_here || can["options"].as_array().expect("a list").contains(&json!(word))
        };
        let expected: Vec<_> = all.iter().copied().filter(|path| !is_known(path)).collect();
        let refusals = told["refusals"].as_array().expect("a list");
        let mut refused: Vec<_> = refusals
            .iter()
            .filter(|one| one["code"] == "option")
            .map(|one| one["path"].as_str().expect("a path"))
            .collect();
        let mut wanted = expected.clone();
        refused.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(refused, wanted, "{name}: {told:#}");
        assert_eq!(
            (code, told["problems"].as_array().map(Vec::len)),
            (i32::from(!refusals.is_empty()), Some(0)),
            "{name}"
        );
        for path in expected {
            let mut object = &mut file;
            let keys: Vec<_> = path.split('.').collect();
            for key in &keys[..keys.len() - 1] {
                object = &mut object[*key];
            }
            object.as_object_mut().expect("an object").remove(keys[keys.len() - 1]);
        }
        stage.scene.write("demande.json", file.to_string());
        let (_, told) = stage.scene.json(&["check", "demande.json", "--account", name]);
        assert_eq!(
            (&told["problems"], &told["refusals"]),
            (&json!([]), &json!([])),
            "{name}: what is left, it can do"
        );
        let sent = stage.send(provider);
        assert_eq!((&sent["status"], stage.control.creations(provider)), (&json!("sent"), 1), "{name}");
    });
}

#[test]
fn a_logo_that_cannot_be_taken_is_a_problem_of_the_file() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let mut file = envelope(StandIn::GesDocs, 1);
    stage.scene.write("logo.svg", "<svg/>");
    stage.scene.write("grand.png", [&b"\x89PNG\r\n\x1a\n"[..], &vec![0; 256 * 1024]].concat());
    for (logo, code) in [
        ("logo.svg", "logo_not_a_picture"),
        ("grand.png", "logo_too_large"),
        ("disparu.png", "logo_unreadable"),
        ("http://exemple.fr/logo.png", "logo_unreadable"),
    ] {
        file["options"] = json!({ "brand": { "logo": logo } });
        stage.scene.write("demande.json", file.to_string());
        for command in ["check", "send"] {
            let (exit, told) = stage.scene.json(&[command, "demande.json", "--account", "gesdocs"]);
            let problem = &told["problems"][0];
            assert_eq!(
                (exit, &problem["code"], &problem["path"]),
                (1, &json!(code), &json!("options.brand.logo"))
            );
            let message = problem["message"].as_str().expect("a sentence");
            assert!(message.ends_with('.') && !message.contains(['{', '\u{2068}']), "{message:?}");
        }
    }
    assert_eq!(stage.control.requests(StandIn::GesDocs).len(), 0);
}

/// GesDocs learns where boxes are from text in the document: in a signed one, writing it would break the signature.
#[test]
fn a_signed_document_is_refused_where_it_would_be_broken() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    stage.scene.sign_with_key_file(&stage.scene.path("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    let mut file = envelope(StandIn::GesDocs, 1);
    file["documents"][0] = json!({ "path": "signe.pdf", "name": "Contrat signé" });
    stage.scene.write("demande.json", file.to_string());
    for command in ["check", "send"] {
        let (code, told) = stage.scene.json(&[command, "demande.json", "--account", "gesdocs"]);
        let refusal = &told["refusals"][0];
        assert_eq!(
            (code, &refusal["code"], &refusal["path"]),
            (1, &json!("document_signed"), &json!("documents[0].path"))
        );
        let message = refusal["message"].as_str().expect("a sentence");
        assert!(message.contains("Contrat signé") && message.contains("gesdocs"), "{message}");
    }
    assert_eq!(stage.control.requests(StandIn::GesDocs).len(), 0);
}
