//! `demo`: the whole journey with every provider, without a display and without a network.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::support::Scene;

/// Every file below a folder, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn the_demonstration_ends_with_signed_pdfs_and_honest_verdicts() {
    let scene = Scene::new();
    let answer = scene.run(&["demo", "--out", "demo", "--json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let told = answer.json();
    let journeys = told["journeys"].as_array().expect("journeys");
    let providers: Vec<_> = journeys.iter().map(|journey| journey["provider"].clone()).collect();
    assert_eq!(providers, ["local", "docage", "gesdocs", "ngsign", "openapi", "sigtool"]);
    for journey in journeys {
        let name = journey["provider"].as_str().expect("a word");
        assert!(
            answer.err.matches(&format!("{name} ·")).count() >= 5,
            "{name}: each step is told: {}",
            answer.err
        );
        let signed = journey["signed"].as_str().expect("a path");
        assert!(scene.path(signed).is_file(), "{signed}");
        assert_eq!(journey["status"], "completed", "{name}");
        assert_eq!(
            journey["conclusion"], "INDETERMINATE",
            "{name}: its identities are vouched for by nobody"
        );
        let signatures = journey["signatures"].as_array().expect("signatures");
        assert_eq!(signatures.len(), 2, "{name}");
        for signature in signatures {
            let intact = json!({ "byte_range_ok": true, "digest_ok": true, "signature_ok": true });
            assert_eq!(signature["integrity"], intact, "{name}");
            assert_eq!(signature["modifications_allowed"], true, "{name}");
        }
    }
    assert_eq!(scene.files(), ["demo"]);
    assert!(scene.path("demo/contrat-signe.pdf").is_file());
    assert_eq!(scene.ok(&["list"]), json!({ "envelopes": [] }), "the person's own history stays untouched");

    let signed = scene.read("demo/contrat-signe.pdf");
    assert_eq!(scene.refused(&["demo", "--out", "demo"], "", 2)["id"], "error-target-exists");
    assert_eq!(scene.read("demo/contrat-signe.pdf"), signed, "nothing is replaced unasked");
    let before = files_below(&scene.path("demo"));
    let again = scene.run(&["demo", "--out", "demo", "--overwrite"]);
    assert_eq!(again.code, 0, "a second run in the same place: {}", again.err);
    assert_ne!(scene.read("demo/contrat-signe.pdf"), signed);
    assert_eq!(files_below(&scene.path("demo")), before, "replaced, and not put beside");
    assert!(again.out.contains("contrat-signe"), "{}", again.out);
    let covered = journeys.iter().filter(|one| one["sentence"]["id"] == "verdict-sentence-covered").count();
    assert_eq!(
        again.out.matches("balise en lettres blanches").count(),
        covered,
        "each doubt is explained: {}",
        again.out
    );
}
