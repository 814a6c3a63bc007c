//! Every command with each of the five providers.

use std::fs;
use std::path::Path;

use paraphe_sandbox::{Fault, FaultKind, Sandbox, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::stage::{Stage, add_account, each, envelope};
use crate::support::Scene;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn sent_followed_signed_fetched_and_verified() {
    each(|provider| {
        let stage = Stage::with(provider, 2);
        let name = provider.as_str();
        let checked = stage.scene.ok(&["check", "demande.json", "--account", name]);
        assert_eq!(
            (&checked["problems"], &checked["refusals"]),
            (&json!([]), &json!([])),
            "{name}: {checked:#}"
        );
        let sent = stage.send(provider);
        assert_eq!(keys(&sent), ["credits", "dispatches", "envelope", "next", "status"], "{name}");
        assert_eq!(sent["status"], "sent", "{name}");
        let credits = stage.scene.ok(&["accounts", "test", name])["credits"].clone();
        // GesDocs tells it with a sending only; the others whenever they are asked.
        let is_told = sent["credits"] == credits || provider == StandIn::GesDocs && sent["credits"].is_u64();
        assert!(is_told, "{name}: {} and {credits}", sent["credits"]);
        assert_eq!(keys(&sent["dispatches"][0]), ["links", "remote"], "{name}");
        let link = &sent["dispatches"][0]["links"][0];
        assert_eq!(keys(link), ["recipient", "url"], "{name}: {sent:#}");
        assert!(link["url"].as_str().is_some_and(|url| url.starts_with("http://127.0.0.1:")), "{link}");
        let id = sent["envelope"].as_str().expect("an id");

        let status = stage.scene.ok(&["status", id]);
        for key in ["envelope", "title", "status", "recipients", "events"] {
            assert!(!status[key].is_null(), "{name}: {key} in {status:#}");
        }
        for key in ["id", "status", "at"] {
            assert!(status["recipients"][0].get(key).is_some(), "{name}: {key} of a recipient");
        }
        let open = stage.scene.refused(&["accounts", "remove", name], "", 1);
        assert_eq!(open["id"], "error-account-open", "{name}: somebody has to follow it up");
        stage.scene.json(&["download", id, "--to", "trop-tot"]);
        assert!(!stage.scene.path("trop-tot/contrat.pdf").exists(), "{name}: nobody has signed");

        let mut ended = stage.sign_and_learn(provider, id);
        if ended["status"] != "completed" {
            ended = stage.sign_and_learn(provider, id);
        }
        assert_eq!(ended["status"], "completed", "{name}: {ended:#}");
        let people: Vec<_> =
            ended["recipients"].as_array().expect("people").iter().map(|p| &p["status"]).collect();
        assert_eq!(people, ["signed", "signed"], "{name}");
        fetched(&stage, name, id);
        assert_eq!(stage.scene.ok(&["accounts", "remove", name]), json!({ "removed": name }));
        assert_eq!(stage.scene.ok(&["history", "verify"])["breaks"], json!([]), "{name}");
    });
}

/// Everything is written once, under names of its own, and the contract holds both signatures.
fn fetched(stage: &Stage, name: &str, id: &str) {
    fs::create_dir(stage.scene.path("resultats")).expect("made");
    fs::write(stage.scene.path("resultats/contrat.pdf"), b"mine").expect("written");
    let first = stage.scene.ok(&["download", id, "--to", "resultats"]);
    assert_eq!(
        first,
        stage.scene.ok(&["download", id, "--to", "resultats"]),
        "{name}: nothing is written twice"
    );
    assert_eq!(stage.scene.read("resultats/contrat.pdf"), b"mine", "{name}: no file is replaced");
    let files = first["files"].as_array().expect("files");
    let plain = stage.scene.run(&["download", id, "--to", "resultats"]);
    assert!(plain.err.contains("dans resultats"), "{name}: what the digests are: {}", plain.err);
    assert_eq!(plain.out.lines().count(), files.len(), "{name}: one line each, for programs that check them");
    for file in files {
        assert_eq!(keys(file), ["document", "kind", "path", "sha256"], "{name}");
        let path = file["path"].as_str().expect("a path");
        assert_eq!(file["sha256"], sha256(&stage.scene.path(path)), "{name}: {path}");
    }
    let signed: Vec<_> = files.iter().filter(|file| file["kind"] == "signed_documents").collect();
    assert_eq!(signed.len(), 1, "{name}: one document, one signed document: {files:#?}");
    let (_, report) = stage.scene.json(&["verify", signed[0]["path"].as_str().expect("a path")]);
    let signatures = report["signatures"].as_array().expect("signatures");
    assert_eq!(signatures.len(), 2, "{name}");
    for signature in signatures {
        assert_eq!(signature["integrity"]["signature_ok"], true, "{name}");
        assert_eq!(signature["integrity"]["digest_ok"], true, "{name}");
    }
}

fn sha256(path: &Path) -> String {
    paraphe_envelope::Sha256Digest::of(&fs::read(path).expect("written")).to_string()
}

#[test]
fn reminding_and_taking_back_are_done_or_refused_with_a_sentence() {
    let can_remind = |provider| provider == StandIn::Docage;
    let can_void = |provider| matches!(provider, StandIn::Docage | StandIn::NgSign | StandIn::Openapi);
    each(|provider| {
        let stage = Stage::with(provider, 1);
        let sent = stage.send(provider);
        let id = sent["envelope"].as_str().expect("an id");
        if can_remind(provider) {
            assert_eq!(stage.scene.ok(&["remind", id])["status"], "sent");
            assert_eq!(stage.control.envelopes(provider)[0].reminders, 1);
        } else {
            stage.scene.refused(&["remind", id], "", 1);
        }
        let void = ["void", id, "--reason", "Erreur de montant"];
        if can_void(provider) {
            assert_eq!(stage.scene.ok(&void)["status"], "voided", "{provider:?}");
            let state = stage.control.envelopes(provider)[0].state.clone();
            assert!(["cancelled", "deleted"].contains(&state.as_str()), "{provider:?}: {state}");
            stage.scene.refused(&void, "", 1);
        } else {
            stage.scene.refused(&void, "", 1);
            assert_eq!(stage.scene.ok(&["status", id])["status"], "sent", "{provider:?}: it is still out");
        }
        stage.scene.refused(&["void", id], "", 2);
    });
}

#[test]
fn a_refusal_is_3_and_can_be_sent_again() {
    each(|provider| {
        let stage = Stage::with(provider, 1);
        let send = ["send", "demande.json", "--account", provider.as_str()];
        let body = r#"{"error":"no","message":"no","errorCode":9,"success":false,"errors":{"file":["no"]}}"#;
        let fault = |times: usize| {
            stage.control.fault(Fault {
                provider,
                path_contains: String::new(),
                method: Some("POST".to_owned()),
                skip: 0,
                times,
                kind: FaultKind::Status { status: 422, retry_after_seconds: None, body: body.to_owned() },
            });
        };
        fault(50);
        let error = stage.scene.refused(&send, "", 3);
        let id = error["params"]["envelope"].as_str().expect("the envelope is named");
        assert_eq!(stage.scene.ok(&["status", id])["status"], "failed", "{provider:?}: {error:#}");
        fault(50);
        assert_eq!(
            stage.scene.refused(&[&send[..], &["--wait"]].concat(), "", 3)["code"],
            error["code"],
            "{provider:?}"
        );
        stage.control.clear_faults();
        assert_eq!(stage.scene.ok(&["send-again", id])["status"], "sent", "{provider:?}");
        assert_eq!(stage.control.creations(provider), 1, "{provider:?}");
        stage.scene.refused(&["send-again", id], "", 1);
    });
}

#[test]
fn a_cut_answer_is_4_where_nobody_can_tell() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    stage.control.fault(Fault {
        provider: StandIn::GesDocs,
        path_contains: String::new(),
        method: Some("POST".to_owned()),
        skip: 0,
        times: 1,
        kind: FaultKind::DropAfter,
    });
    let error = stage.scene.refused(&["send", "demande.json", "--account", "gesdocs"], "", 4);
    assert_eq!(error["code"], "uncertain");
    let id = error["params"]["envelope"].as_str().expect("the envelope is named");
    assert_eq!(stage.scene.ok(&["status", id])["status"], "uncertain");
    assert_eq!(stage.scene.json(&["status", id, "--refresh"]).0, 4);
    assert_eq!(stage.scene.refused(&["void", id, "--reason", "x"], "", 4)["code"], "uncertain");
    assert_eq!(stage.control.creations(StandIn::GesDocs), 1, "nothing is repeated");
    while stage.control.sign_next(StandIn::GesDocs) {}
    let remote = stage.control.envelopes(StandIn::GesDocs)[0].id.clone();
    let told = stage.scene.ok(&stage.notice(StandIn::GesDocs, &remote));
    assert_eq!(told["status"], "completed", "its own message proves that it arrived: {told:#}");
}

#[test]
fn without_a_network_the_envelope_waits_and_leaves_with_a_later_run() {
    each(|provider| {
        let stage = Stage::new();
        // A port that was free a moment ago answers nobody.
        let port =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
        let account = stage.account(provider);
        let here = stage.port();
        let elsewhere = |url: &str| url.replace(&format!(":{here}/"), &format!(":{port}/"));
        let moved = paraphe_sandbox::StandInAccount {
            auth_url: account.auth_url.as_deref().map(elsewhere),
            ..account.clone()
        };
        add_account(&stage.scene, &moved, &elsewhere(&account.base_url), &account.secret);
        stage.scene.write("demande.json", envelope(provider, 1).to_string());
        let send = ["send", "demande.json", "--account", provider.as_str()];
        let error = stage.scene.refused(&send, "", 3);
        assert_eq!(
            (&error["code"], &error["id"]),
            (&json!("provider"), &json!("error-sending-waits")),
            "{error:#}"
        );
        let id = error["params"]["envelope"].as_str().expect("the envelope is named");
        assert_eq!(stage.scene.ok(&["status", id])["status"], "sending", "{provider:?}");

        let options = SandboxOptions { port, ..SandboxOptions::default() };
        let back = stage.runtime().block_on(Sandbox::start(options)).expect("the port is still free");
        let list = stage.scene.ok(&["status", "--refresh"]);
        assert_eq!(list["envelopes"][0]["status"], "sent", "{provider:?}: {list:#}");
        assert_eq!(back.control().creations(provider), 1, "{provider:?}");
        stage.runtime().block_on(back.stop());
    });
}

#[test]
fn notices_are_read_from_a_file_or_standard_input_and_never_believed_blindly() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let sent = stage.send(StandIn::GesDocs);
    let remote = sent["dispatches"][0]["remote"].as_str().expect("sent");
    while stage.control.sign_next(StandIn::GesDocs) {}
    let mut arguments = stage.notice(StandIn::GesDocs, remote);
    let message = String::from_utf8(stage.scene.read("notice")).expect("text");
    let mut refused = |name: &str, body: &str, code: i32| {
        stage.scene.write(name, body);
        arguments[1] = name.to_owned();
        stage.scene.refused(&arguments, "", code)["id"].as_str().map(str::to_owned)
    };
    let id = sent["envelope"].as_str().expect("an id");
    let another = message.replace(id, "env_00000000000000000000000000000000");
    assert_eq!(refused("autre", &another, 2).as_deref(), Some("error-notice-unknown"));
    refused("bruit", "bonjour", 2);
    // What only the service was told, off by one digit.
    let at = message.find("nonce").expect("the nonce comes back") + "nonce".len();
    let digit = message[at..].find(|c: char| c.is_ascii_hexdigit()).expect("a digit") + at;
    let other = if message.as_bytes()[digit] == b'0' { "1" } else { "0" };
    let forged = format!("{}{other}{}", &message[..digit], &message[digit + 1..]);
    assert_eq!(refused("faux", &forged, 3).as_deref(), Some("error-notice-untrusted"));
    assert_eq!(stage.scene.ok(&["status", id])["status"], "sent", "none of them changed anything");
    arguments[1] = "-".to_owned();
    let status = stage.scene.ok_with(&arguments, &message);
    assert_eq!(status["status"], "completed", "{status:#}");

    let stage = Stage::with(StandIn::SigTool, 1);
    let sent = stage.send(StandIn::SigTool);
    let remote = sent["dispatches"][0]["remote"].as_str().expect("sent");
    while stage.control.sign_next(StandIn::SigTool) {}
    let arguments = stage.notice(StandIn::SigTool, remote);
    let message = String::from_utf8(stage.scene.read("notice")).expect("text");
    stage.scene.write("notice", message.replace("sgt_hmac=", "sgt_hmac=00"));
    assert_eq!(stage.scene.refused(&arguments, "", 3)["id"], "error-notice-untrusted", "{message}");
    stage.scene.write("notice", message);
    assert_eq!(stage.scene.ok(&arguments)["status"], "completed");
}

#[test]
fn a_signed_file_that_came_another_way_is_taken() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    let sent = stage.send(StandIn::GesDocs);
    let id = sent["envelope"].as_str().expect("an id");
    stage.scene.sign_with_key_file(&stage.scene.path("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    let import = |file: &str, number: &str, code: i32| {
        stage.scene.refused(&["import", id, file, "--document", number], "", code)["id"].clone()
    };
    assert_eq!(import("signe.pdf", "2", 2), "error-document-number");
    assert_eq!(import("contrat.pdf", "1", 1), "error-signed-differs", "the original is not signed");
    let mut broken = stage.scene.read("signe.pdf");
    let place = broken.windows(6).position(|bytes| bytes == b"stream").expect("a stream") + 20;
    broken[place] ^= 1;
    stage.scene.write("casse.pdf", broken);
    assert_eq!(import("casse.pdf", "1", 1), "error-signed-broken");
    let before = stage.scene.ok(&["status", id]);
    assert_eq!((&before["status"], &before["recipients"][0]["status"]), (&json!("sent"), &json!("invited")));

    let answer = stage.scene.run(&["import", id, "signe.pdf", "--document", "1"]);
    assert!(
        answer.out.contains("identité à confirmer") && answer.out.contains("Signataires"),
        "{}",
        answer.out
    );
    let taken = stage.scene.ok(&["status", id]);
    assert_eq!(taken["status"], "completed", "{taken:#}");
    let closed = stage.scene.refused(&["import", id, "signe.pdf", "--document", "1"], "", 1);
    assert_eq!(closed["id"], "action-reason-final");
    let files = stage.scene.ok(&["download", id, "--to", "resultats"]);
    assert_eq!(files["files"][0]["sha256"], sha256(&stage.scene.path("signe.pdf")));
}

#[test]
fn one_signature_for_two_people_is_the_end_only_when_the_person_says_so() {
    let stage = Stage::with(StandIn::GesDocs, 2);
    let sent = stage.send(StandIn::GesDocs);
    let id = sent["envelope"].as_str().expect("an id");
    stage.scene.sign_with_key_file(&stage.scene.path("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    let refused = stage.scene.refused(&["import", id, "signe.pdf", "--document", "1"], "", 1);
    assert_eq!(
        (&refused["id"], &refused["params"]["count"], &refused["params"]["people"]),
        (&json!("error-signed-fewer"), &json!("1"), &json!("2")),
        "{refused:#}"
    );
    assert_eq!(
        stage.scene.ok(&["status", id])["recipients"][0]["status"],
        "invited",
        "nobody is said to have"
    );
    stage.scene.ok(&["import", id, "signe.pdf", "--document", "1", "--everybody"]);
    assert_eq!(stage.scene.ok(&["status", id])["status"], "completed");
}

#[test]
fn a_request_that_ended_says_so_and_is_nobodys_turn() {
    // Docage does not say who had signed before.
    for (provider, others) in
        [(StandIn::Docage, "Zoë2 Dupont · Non communiqué"), (StandIn::NgSign, "Zoë2 Dupont · N’a pas signé")]
    {
        let stage = Stage::with(provider, 2);
        let sent = stage.send(provider);
        let id = sent["envelope"].as_str().expect("an id");
        let remote = stage.control.envelopes(provider)[0].id.clone();
        assert!(stage.control.decline(provider, &remote, "r1@exemple.fr", "non"));
        assert_eq!(stage.scene.ok(&["status", id, "--refresh"])["status"], "declined");
        let told = stage.scene.run(&["status", id]).out;
        assert!(told.contains(others) && !told.contains("Réponse attendue"), "{told}");
        let refused = |arguments: &[&str]| stage.scene.refused(arguments, "", 1)["id"].clone();
        assert_eq!(refused(&["download", id, "--to", "r"]), "action-reason-no-result", "{provider:?}");
        assert_eq!(refused(&["remind", id]), "action-reason-final");
        assert_eq!(refused(&["void", id, "--reason", "x"]), "action-reason-final");
        assert_eq!(refused(&["import", id, "contrat.pdf", "--document", "1"]), "action-reason-final");
        let plain = stage.scene.run(&["void", id, "--reason", "x"]).err;
        assert!(!plain.contains("cannot") && !plain.contains("voided"), "words for people only: {plain}");
    }
}

#[test]
fn nothing_leaves_and_nothing_is_said_to_leave_before_the_file_was_looked_at_here() {
    let stage = Stage::with(StandIn::Openapi, 1);
    stage.scene.write("bruit.pdf", "no PDF at all");
    stage.scene.write("rapport.html", "mine");
    let requests = stage.control.requests(StandIn::Openapi).len();
    for arguments in [
        &["verify", "bruit.pdf", "--account", "openapi"][..],
        &["verify", "contrat.pdf", "--account", "absent"],
        &["verify", "contrat.pdf", "--account", "local"],
        &["verify", "contrat.pdf", "--account", "openapi", "--certificate", "absent.pdf"],
        &["verify", "contrat.pdf", "--account", "openapi", "--report", "rapport.html"],
    ] {
        let answer = stage.scene.run(arguments);
        assert_ne!(answer.code, 0);
        assert!(!answer.err.contains("part chez"), "{arguments:?}: {}", answer.err);
        assert_eq!(stage.control.requests(StandIn::Openapi).len(), requests, "{arguments:?}");
    }
}

#[test]
fn what_happens_here_has_no_result_before_somebody_signs() {
    let scene = Scene::new();
    scene.write("contrat.pdf", fs::read(crate::support::sample("contrat.pdf")).expect("the sample"));
    let mut file = envelope(StandIn::SigTool, 1);
    file["recipients"][0]["delivery"] = json!("in_person");
    scene.write("demande.json", file.to_string());
    let sent = scene.ok(&["send", "demande.json", "--account", "local"]);
    let id = sent["envelope"].as_str().expect("an id");
    assert_eq!(scene.refused(&["download", id, "--to", "resultats"], "", 1)["id"], "action-reason-not-ready");
    assert_eq!(scene.ok(&["status", id, "--refresh"])["status"], "sent");
    assert_eq!(scene.ok(&["void", id, "--reason", "Erreur"])["status"], "voided");
}
