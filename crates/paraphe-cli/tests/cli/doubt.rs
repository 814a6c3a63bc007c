//! Sendings nobody knows the end of, and keys that cannot be read.

use std::sync::Mutex;

use paraphe_sandbox::{Fault, FaultKind, StandIn};

use crate::stage::{Stage, each};

#[test]
fn whatever_is_in_doubt_is_4_and_says_what_to_look_at() {
    let doubts = Mutex::new(Vec::new());
    each(|provider| {
        for skip in [0, 2] {
            let stage = Stage::with(provider, 1);
            stage.control.fault(Fault {
                provider,
                path_contains: String::new(),
                method: Some("POST".to_owned()),
                skip,
                times: 1,
                kind: FaultKind::DropAfter,
            });
            let (code, told) = stage.scene.json(&["send", "demande.json", "--account", provider.as_str()]);
            let id = told["envelope"].as_str().or_else(|| told["error"]["params"]["envelope"].as_str());
            let id = id.unwrap_or_else(|| panic!("{provider:?}, {skip}: {told:#}"));
            stage.control.clear_faults();
            let status = stage.scene.ok(&["status", id]);
            let is_in_doubt = status["status"] == "uncertain";
            assert_eq!(code == 4, is_in_doubt, "{provider:?}, {skip}: {code}, {told:#}");
            if is_in_doubt {
                assert!(
                    status["next"].as_str().is_some_and(|next| next.contains("paraphe settle")),
                    "{status:#}"
                );
                let said = stage.scene.run(&["status", id]).out;
                assert!(said.contains("À vérifier") && said.contains("Ouvrez"), "{provider:?}: {said}");
                doubts.lock().expect("no panic").push((provider, told["error"].is_null()));
            }
        }
    });
    let doubts = doubts.into_inner().expect("no panic");
    assert!(doubts.iter().any(|(_, is_answer)| *is_answer), "one of them came back as an answer: {doubts:?}");
}

#[test]
fn a_key_file_that_is_none_is_named_wherever_a_key_is_asked_for() {
    let stage = Stage::with(StandIn::NgSign, 1);
    let account = StandIn::NgSign.as_str();
    for arguments in [&["accounts", "test", account][..], &["send", "demande.json", "--account", account]] {
        let mut command = stage.scene.command();
        command.env("PARAPHE_KEY_FILE", stage.scene.path("nulle-part"));
        let said = command.args(arguments).output().expect("it runs");
        let said = String::from_utf8_lossy(&said.stdout) + String::from_utf8_lossy(&said.stderr);
        assert!(said.contains("PARAPHE_KEY_FILE"), "{arguments:?}: {said}");
        assert!(!said.contains("{$"), "{arguments:?}: {said}");
    }
}
