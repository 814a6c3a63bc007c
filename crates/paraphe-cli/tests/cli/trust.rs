//! `trust`: the EU trusted lists, and what `verify` makes of them.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;

use paraphe_pades::{
    ListSummary, ListedService, ServiceKind, ServicePeriod, ServiceStatus, TrustAnchors, TrustSnapshot,
};
use serde_json::{Value, json};

use crate::needs;
use crate::support::{Scene, root_certificate, sample};

/// A snapshot made up for the fixtures' authority, put where `trust import` puts its own.
fn with_snapshot(status: ServiceStatus, next_update: &str) -> Scene {
    let scene = Scene::new();
    let anchors = TrustAnchors::from_pem_or_der_files(&[root_certificate()]).expect("the fixture");
    let root = anchors.iter().next().expect("one").0.to_vec();
    let list = |territory: &str| ListSummary {
        territory: territory.to_owned(),
        sequence_number: 12,
        issued_at: "2026-01-02T03:04:05Z".parse().expect("a time"),
        next_update: Some(next_update.parse().expect("a time")),
        signed_by: None,
    };
    let period = ServicePeriod {
        since: "2000-01-01T00:00:00Z".parse().expect("a time"),
        status,
        uses: Vec::new(),
        rules: Vec::new(),
    };
    let service = ListedService {
        kind: ServiceKind::QualifiedCertificates,
        territory: "FR".to_owned(),
        provider: "Certi de test".to_owned(),
        name: "CA de test".to_owned(),
        certificates: vec![root],
        periods: vec![period],
    };
    let snapshot = TrustSnapshot::new(vec![list("EU"), list("FR")], vec![service]);
    fs::create_dir_all(scene.path("data/trust")).expect("a folder");
    scene.write("data/trust/eu-lists.bin", paraphe_trust::write_snapshot(&snapshot).expect("bytes"));
    scene.sign_with_key_file(&sample("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    scene
}

const FAR: &str = "2090-01-01T00:00:00Z";
const PAST: &str = "2026-02-01T00:00:00Z";

fn codes(report: &Value) -> Vec<&str> {
    let findings = report["signatures"][0]["findings"].as_array().expect("findings");
    findings.iter().filter_map(|finding| finding["code"].as_str()).collect()
}

#[test]
fn a_listed_authority_vouches_for_the_signer() {
    let scene = with_snapshot(ServiceStatus::Granted, FAR);
    let report = scene.ok(&["verify", "signe.pdf"]);
    let signer = &report["signatures"][0]["signer"];
    assert_eq!(
        signer["listed"],
        json!({
            "territory": "FR", "provider": "Certi de test", "service": "CA de test",
            "standing": "not_qualified", "relied_on": true, "on_device": false,
        })
    );
    assert_eq!(signer["qualified"], false);
    assert!(!codes(&report).contains(&"trust_list_overdue"));
    let told = scene.run(&["verify", "signe.pdf"]).out;
    assert!(told.contains("Identité garantie par Certi de test (liste européenne, FR)."), "{told}");
    let kept = scene.ok(&["trust", "list"]);
    assert_eq!((&kept["services"], &kept["lists"][1]["territory"]), (&json!(1), &json!("FR")));
    assert_eq!(scene.ok(&["trust", "remove"])["removed"], true);
    let (code, report) = scene.json(&["verify", "signe.pdf"]);
    assert_eq!((code, &report["verdict"]), (1, &json!("intact_identity_unknown")));
    assert_eq!(report["signatures"][0]["signer"]["listed"], Value::Null);
}

#[test]
fn what_a_list_no_longer_vouches_for_and_an_old_list_are_said() {
    let scene = with_snapshot(ServiceStatus::Withdrawn, FAR);
    let (code, report) = scene.json(&["verify", "signe.pdf"]);
    assert_eq!(code, 1);
    assert!(codes(&report).contains(&"service_not_granted"), "{report:#}");
    assert_eq!(report["signatures"][0]["signer"]["listed"]["relied_on"], false);
    let scene = with_snapshot(ServiceStatus::Granted, PAST);
    let (code, report) = scene.json(&["verify", "signe.pdf"]);
    assert!(codes(&report).contains(&"trust_list_overdue"), "{report:#}");
    assert_eq!((code, &report["verdict"]), (1, &json!("intact_identity_unknown")));
    let told = scene.run(&["trust", "list"]).out;
    assert!(told.contains("aurait dû être remplacée le ") && told.contains("/2026"), "{told}");
}

#[test]
fn without_lists_nothing_is_kept_and_nothing_is_believed() {
    let scene = Scene::new();
    assert_eq!(scene.ok(&["trust", "list"])["issued_at"], Value::Null);
    assert_eq!(scene.ok(&["trust", "remove"])["removed"], false);
    scene.write("liste.xml", "<a/>");
    assert_eq!(scene.refused(&["trust", "import", "liste.xml"], "", 1)["id"], "error-trust-lists-none");
    assert_eq!(scene.refused(&["trust", "import", "absent.xml"], "", 2)["id"], "error-file-missing");
    fs::create_dir_all(scene.path("data/trust")).expect("a folder");
    scene.write("data/trust/eu-lists.bin", "no snapshot");
    assert_eq!(scene.refused(&["trust", "list"], "", 1)["id"], "error-trust-lists-unusable");
    scene.sign_with_key_file(&sample("contrat.pdf"), "signe.pdf", "rsa.p12", &[]);
    let (code, report) = scene.json(&["verify", "signe.pdf"]);
    assert_eq!((code, &report["verdict"]), (1, &json!("intact_identity_unknown")));
}

/// A site on this computer that answers everything with the same page.
fn site_saying(page: &[u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback");
    let address = format!("http://{}/eu-lotl.xml", listener.local_addr().expect("an address"));
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", page.len());
    let answer = [head.as_bytes(), page].concat();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer);
        }
    });
    address
}

#[test]
fn a_refresh_without_a_network_says_so_in_one_sentence_and_changes_nothing() {
    let scene = with_snapshot(ServiceStatus::Granted, FAR);
    let kept = scene.read("data/trust/eu-lists.bin");
    let free = TcpListener::bind("127.0.0.1:0").and_then(|one| one.local_addr()).expect("a port");
    let nobody = format!("http://{free}/eu-lotl.xml");
    let error = scene.refused(&["trust", "refresh", "--from", &nobody], "", 3);
    assert_eq!(
        (&error["id"], &error["params"]["reason"]),
        (&json!("error-trust-refresh"), &json!("unreachable"))
    );
    let told = scene.run(&["trust", "refresh", "--from", &nobody]);
    assert!(told.err.contains("Aucun document ne part.") && told.err.contains("hors ligne"), "{}", told.err);
    for address in ["ftp://listes.example/eu-lotl.xml", "eu-lotl.xml"] {
        let error = scene.refused(&["trust", "refresh", "--from", address], "", 2);
        assert_eq!(error["id"], "error-trust-refresh-address");
    }
    assert_eq!(scene.read("data/trust/eu-lists.bin"), kept);
}

#[test]
fn what_comes_in_place_of_the_list_of_lists_is_not_believed() {
    let scene = with_snapshot(ServiceStatus::Granted, FAR);
    let kept = scene.read("data/trust/eu-lists.bin");
    let refused = |page: &[u8]| {
        let error = scene.refused(&["trust", "refresh", "--from", &site_saying(page)], "", 1);
        assert_eq!(error["id"], "error-trust-refresh-unbelieved");
        error["params"]["reason"].as_str().expect("a reason").to_owned()
    };
    assert_eq!(refused(b"<html>Connexion au reseau</html>"), "not_a_list");
    if let Some(corpus) = std::env::var_os("PARAPHE_CORPUS") {
        let forged = PathBuf::from(corpus).join("tsl/eu-lotl_broken-sig.xml");
        assert_eq!(refused(&fs::read(forged).expect("a list")), "broken");
    }
    assert_eq!(scene.read("data/trust/eu-lists.bin"), kept);
}

#[test]
fn published_lists_are_taken_in_and_forged_ones_named() {
    let Some(corpus) = std::env::var_os("PARAPHE_CORPUS") else {
        needs::circumstance("PARAPHE_CORPUS names no corpus");
        return;
    };
    let scene = Scene::english();
    let file = |name: &str| PathBuf::from(&corpus).join("tsl").join(name).display().to_string();
    let (top, fr, forged) = (file("EU.xml"), file("FR.xml"), file("CZ_broken-sig.xml"));
    let imported = scene.ok(&["trust", "import", &top, &fr, &forged]);
    assert_eq!(
        (&imported["lists"][0]["territory"], &imported["lists"][1]["territory"]),
        (&json!("EU"), &json!("FR"))
    );
    assert_eq!(imported["rejected"][0]["file"], "CZ_broken-sig.xml");
    assert_eq!(imported["rejected"][0]["reason"], "broken");
    let missing = imported["missing"].as_array().expect("a list");
    assert!(missing.iter().any(|one| one["territory"] == "DE" && one["address"].as_str().is_some()));
    assert!(imported["services"].as_u64().is_some_and(|services| services > 50), "{}", imported["services"]);
    let kept = scene.read("data/trust/eu-lists.bin");
    let broken = file("eu-lotl_broken-sig.xml");
    let refused = scene.refused(&["trust", "import", &broken], "", 1);
    assert!(refused["id"].as_str().is_some_and(|id| id.starts_with("error-trust-lists-")), "{refused:#}");
    assert_eq!(scene.read("data/trust/eu-lists.bin"), kept, "what was kept stays");
    let told = scene.run(&["trust", "import", &top, &fr, &forged]).out;
    assert!(told.contains("CZ_broken-sig.xml: left out. The list was changed"), "{told}");
}
