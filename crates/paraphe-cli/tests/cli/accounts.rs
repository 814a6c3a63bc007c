//! Accounts: added, tested, listed, removed; and their secrets, which are nowhere.

use std::fs;
use std::path::Path;

use paraphe_sandbox::StandIn;
use serde_json::{Value, json};

use crate::stage::{Stage, add_account, each, envelope};
use crate::support::Scene;

#[test]
fn accounts_are_added_tested_listed_and_removed() {
    let stage = Stage::new();
    each(|provider| {
        let name = provider.as_str();
        let added = stage.add_account(provider);
        assert_eq!(
            (&added["name"], &added["provider"], &added["store"]),
            (&json!(name), &json!(name), &json!("sealed_file"))
        );
        let tested = stage.scene.ok(&["accounts", "test", name]);
        assert_eq!(tested["ok"], true, "{tested:#}");
        for key in ["account", "credits", "test_mode"] {
            assert!(tested.get(key).is_some(), "{key} in {tested:#}");
        }
        assert_eq!(stage.control.creations(provider), 0, "a test changes nothing");
    });
    let listed = stage.scene.ok(&["accounts", "list"]);
    let names: Vec<_> =
        listed["accounts"].as_array().expect("a list").iter().map(|one| one["name"].clone()).collect();
    assert_eq!(names, ["local", "docage", "gesdocs", "ngsign", "openapi", "sigtool"]);
    each(|provider| {
        let name = provider.as_str();
        assert_eq!(stage.scene.ok(&["accounts", "remove", name]), json!({ "removed": name }));
        assert_eq!(stage.scene.refused(&["accounts", "test", name], "", 2)["code"], "notFound");
    });
    assert_eq!(stage.scene.ok(&["accounts", "list"])["accounts"].as_array().map(Vec::len), Some(1));
    assert_eq!(stage.scene.ok(&["accounts", "test", "local"])["ok"], true);
}

#[test]
fn what_no_account_can_be_is_wrong_usage() {
    let stage = Stage::new();
    let base = stage.account(StandIn::NgSign).base_url;
    let add = |more: &[&str], input: &str| {
        let mut arguments = vec!["accounts", "add", "ngsign", "--base-url", &base];
        arguments.extend(more);
        stage.scene.refused(&arguments, input, 2)["id"].as_str().map(str::to_owned)
    };
    let id = |text: &str| Some(text.to_owned());
    assert_eq!(
        add(&["--name", "N"], "secret\n"),
        id("error-account-secret"),
        "standard input is read on request only"
    );
    assert_eq!(add(&["--name", "N", "--secret-stdin"], "\n"), id("error-account-secret"));
    assert_eq!(add(&["--name", "local", "--secret-stdin"], "secret\n"), id("error-account-name"));
    assert_eq!(add(&["--name", " ", "--secret-stdin"], "secret\n"), id("error-account-name"));
    for wrong in [
        &["--auth", "api-key"][..],
        &["--auth", "password"],
        &["--option", "origin=nowhere"],
        &["--option", "colour=blue"],
        &["--base-url", "http://exemple.fr"],
    ] {
        let base_given_twice = wrong[0] == "--base-url";
        let mut more = vec!["--name", "N", "--secret-stdin"];
        more.extend(wrong);
        let expected =
            if base_given_twice { id("command-usage-twice") } else { id("error-account-settings") };
        assert_eq!(add(&more, "secret\n"), expected, "{wrong:?}");
    }
    let insecure =
        ["accounts", "add", "ngsign", "--name", "N", "--base-url", "http://exemple.fr", "--secret-stdin"];
    assert_eq!(stage.scene.refused(&insecure, "secret\n", 2)["id"], "error-account-settings");
    assert_eq!(
        stage.scene.ok(&["accounts", "list"])["accounts"].as_array().map(Vec::len),
        Some(1),
        "nothing was kept"
    );

    let options = ["--option", "origin=top-left", "--option", "choose_position=yes"];
    let mut good = vec!["accounts", "add", "ngsign", "--name", "N", "--base-url", &base, "--secret-stdin"];
    good.extend(options);
    let added = stage.scene.ok_with(&good, "secret\n");
    assert_eq!(added["options"], json!({ "origin": "top-left", "choose_position": "yes" }));
    assert_eq!(stage.scene.refused(&good, "secret\n", 2)["id"], "error-account-exists");
    let change = ["accounts", "add", "ngsign", "--name", "N", "--base-url", &base, "--replace", "--untried"];
    let changed = stage.scene.ok(&change);
    assert_eq!((&changed["options"], &changed["has_secret"]), (&json!({}), &json!(true)), "the secret stays");
    assert_eq!(changed["max_document_megabytes"], json!(null), "no limit is known");
    let limit =
        |more: &[&str]| stage.scene.ok(&[&change[..], more].concat())["max_document_megabytes"].clone();
    assert_eq!([limit(&["--largest", "10"]), limit(&[])], [json!(10), json!(10)], "it stays");
    assert_eq!(stage.scene.ok(&["accounts", "list"])["accounts"][1]["max_document_megabytes"], 10);
    assert_eq!(limit(&["--largest", "0"]), json!(null));
    let local = stage.scene.ok(&["accounts", "add", "local", "--name", "local"]);
    assert_eq!(local["provider"], "local", "it is there, and needs nothing");
    stage.scene.refused(&["accounts", "add", "local", "--name", "autre"], "", 2);
}

#[test]
fn a_key_is_tried_before_it_takes_the_place_of_another() {
    let stage = Stage::new();
    let (account, added) = (stage.account(StandIn::NgSign), stage.add_account(StandIn::NgSign));
    let mut change = vec!["accounts", "add", "ngsign", "--name", "ngsign", "--replace", "--secret-stdin"];
    change.extend(["--base-url", &account.base_url, "--auth", account.auth]);
    let is_usable = || stage.scene.ok(&["accounts", "test", "ngsign"])["ok"] == true;

    let refused = stage.scene.refused(&change, "wrong-key-0123456789\n", 3);
    assert_eq!(refused["id"], "error-provider-credentials", "{refused:#}");
    assert!(is_usable(), "the one that works is kept");
    let nowhere = [&change[..7], &["--base-url", "http://127.0.0.1:9", "--auth", account.auth]].concat();
    let refused = stage.scene.refused(&nowhere, &format!("{}\n", account.secret), 3);
    assert_eq!(refused["id"], "error-provider-unreachable", "{refused:#}");
    assert!(is_usable(), "and so is its address");
    assert_eq!(stage.scene.ok_with(&change, &account.secret)["options"], added["options"]);

    let untried = [&change[..], &["--untried"]].concat();
    stage.scene.ok_with(&untried, "wrong-key-0123456789\n");
    let (code, _) = stage.scene.json(&["accounts", "test", "ngsign"]);
    assert_eq!(code, 3, "it was stored as it is");
    let alone = ["accounts", "add", "ngsign", "--name", "M", "--untried", "--secret-stdin"];
    stage.scene.refused(&alone, "x\n", 2);
}

#[test]
fn nobody_stores_a_key_with_something_unseen_in_it() {
    let stage = Stage::new();
    let account = stage.account(StandIn::Docage);
    let mut add = vec!["accounts", "add", "docage", "--name", "D", "--secret-stdin"];
    add.extend(["--base-url", &account.base_url, "--user", account.user.as_deref().expect("a user")]);
    for within in ['\0', '\t', '\u{200b}'] {
        let refused = stage.scene.refused(&add, &format!("sandbox{within}docage-key\n"), 2);
        assert_eq!(refused["id"], "error-account-secret-unseen");
        assert!(!refused.to_string().contains("sandbox"), "{refused:#}");
    }
    stage.scene.ok_with(&add, &format!("\u{feff} {}\u{a0}\r\n", account.secret));
    assert_eq!(stage.scene.ok(&["accounts", "test", "D"])["ok"], true);
}

#[test]
fn a_wrong_key_is_the_answer_of_a_test_and_3() {
    let stage = Stage::new();
    each(|provider| {
        let account = stage.account(provider);
        add_account(&stage.scene, &account, &account.base_url, "wrong-key-0123456789");
        let (code, tested) = stage.scene.json(&["accounts", "test", provider.as_str()]);
        assert_eq!((code, &tested["ok"]), (3, &json!(false)), "{tested:#}");
        assert_eq!(tested["error"]["id"], "error-provider-credentials", "{tested:#}");
        stage.scene.write("demande.json", envelope(provider, 1).to_string());
        let send = ["send", "demande.json", "--account", provider.as_str()];
        let error = stage.scene.refused(&send, "", 3);
        assert!(error["params"]["envelope"].is_string(), "{error:#}");
        assert_eq!(stage.control.creations(provider), 0);
    });
}

/// The log shows what is done and to whom nothing; a secret is nowhere but in the sealed store.
#[test]
fn no_secret_is_printed_logged_or_stored_in_clear() {
    each(|provider| {
        let stage = Stage::with(provider, 1);
        let secret = stage.account(provider).secret;
        let name = provider.as_str();
        let mut said = String::new();
        let mut run = |arguments: &[&str]| {
            let mut command = stage.scene.command();
            let output = command.args(arguments).env("PARAPHE_LOG", "trace").output().expect("runs");
            said.push_str(&String::from_utf8_lossy(&output.stdout));
            said.push_str(&String::from_utf8_lossy(&output.stderr));
            output
        };
        let sent = run(&["send", "demande.json", "--account", name, "--json"]);
        let sent: Value = serde_json::from_slice(&sent.stdout).expect("one value");
        let id = sent["envelope"].as_str().expect("an id");
        run(&["accounts", "test", name]);
        run(&["accounts", "list", "--json"]);
        while stage.control.sign_next(provider) {}
        run(&["status", id, "--refresh"]);
        run(&["download", id, "--to", "resultats"]);
        let wrong = "wrong-key-9876543210";
        add_account_again(&stage.scene, provider, &stage, wrong);
        run(&["accounts", "test", name, "--json"]);
        assert!(said.contains("send") && said.contains(name), "the log speaks: {said}");
        for word in [secret.as_str(), wrong] {
            assert!(!said.contains(word), "{name}: a secret was said");
            nowhere(&stage.scene.path("data"), word);
            nowhere(&stage.scene.path("resultats"), word);
        }
    });
}

fn add_account_again(scene: &Scene, provider: StandIn, stage: &Stage, secret: &str) {
    let account = stage.account(provider);
    let mut arguments = vec!["accounts", "add", provider.as_str(), "--name", provider.as_str(), "--replace"];
    arguments.push("--untried");
    arguments.extend(["--base-url", &account.base_url, "--auth", account.auth, "--secret-stdin"]);
    for (option, value) in [("--user", &account.user), ("--auth-url", &account.auth_url)] {
        arguments.extend(value.as_deref().into_iter().flat_map(|value| [option, value]));
    }
    scene.ok_with(&arguments, secret);
}

/// No file below this folder holds these bytes.
fn nowhere(folder: &Path, word: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            nowhere(&path, word);
        } else {
            let bytes = fs::read(&path).expect("readable");
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{}", path.display());
        }
    }
}
