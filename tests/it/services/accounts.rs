//! Accounts: tested, changed, removed, asked for an opinion, and their secrets never in clear.

use paraphe_app::Code;
use paraphe_sandbox::{FaultKind, StandIn};
use serde_json::{Value, json};

use super::{Office, account_of};
use crate::support::TestApp;

#[tokio::test]
async fn no_secret_is_kept_in_clear() {
    let office = Office::open().await;
    for account in office.sandbox.accounts() {
        let name = account_of(account.provider);
        let draft = office.draft(&name, &[("Alice", None)]).await;
        office.send(&draft, &name).await.expect("sent");
        let needle = account.secret.as_bytes();
        for file in files_below(&office.test.path("data")) {
            let bytes = std::fs::read(&file).expect("readable");
            let found = bytes.windows(needle.len()).any(|window| window == needle);
            assert!(!found, "the secret of {name} stands in {}", file.display());
        }
    }
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

#[tokio::test]
async fn accounts_are_tested_changed_and_removed() {
    let office = Office::open().await;
    for stand_in in StandIn::ALL {
        let checked = office.test.ok("test_account", json!({ "name": account_of(stand_in) })).await;
        assert_eq!(checked["ok"], true, "{stand_in:?}: {checked:#}");
    }
    let accounts = office.test.ok("list_accounts", json!({})).await;
    let docage = accounts["accounts"].as_array().expect("accounts").iter().find(|a| a["name"] == "docage-1");
    let settings = docage.expect("an account")["settings"].clone();
    let wrong = json!({ "name": "Étude", "settings": settings, "secret": "not the key at all", "replaces": "docage-1" });
    office.test.ok("save_account", wrong).await;
    let checked = office.test.ok("test_account", json!({ "name": "Étude" })).await;
    assert_eq!(
        (&checked["ok"], &checked["problem"]["message"]),
        (&json!(false), &json!("error-provider-credentials"))
    );
    office.test.ok("remove_account", json!({ "name": "Étude" })).await;
    let gone = office.test.call("test_account", json!({ "name": "Étude" })).await.expect_err("gone");
    assert_eq!(gone.code, Code::NotFound);
    let insecure = json!({
        "name": "A", "settings": { "provider": "docage", "base_url": "http://example.fr", "user": "a@b.fr" },
        "secret": "k", "replaces": null,
    });
    let refused = office.test.call("save_account", insecure).await.expect_err("in clear");
    assert_eq!(refused.message, "error-account-settings");
}

#[tokio::test]
async fn a_service_is_asked_about_a_document_only_where_it_gives_opinions() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let sent = office.send(&draft, "openapi-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::Openapi));
    office.hear(StandIn::Openapi, "openapi-1").await;
    let signed = office.envelope(&sent["id"]).await["documents"][0]["sha256"].clone();
    let ask = |account: &str| {
        let target = json!({ "type": "stored", "sha256": signed, "name": "contrat" });
        json!({ "target": target, "account": account, "certificate": null })
    };
    let said = office.test.ok("judge_document", ask("openapi-1")).await;
    assert_eq!((&said["provider"], &said["opinion"]["holds"]), (&json!("openapi"), &json!(true)));
    for (account, why) in [("gesdocs-1", "error-opinion-certificate"), ("docage-1", "error-opinion-never")] {
        let refused = office.test.call("judge_document", ask(account)).await.expect_err("nothing leaves");
        assert_eq!(refused.message, why);
    }
    assert!(office.control().requests(StandIn::GesDocs).is_empty());
}

#[tokio::test]
async fn an_account_keeps_its_provider_while_something_of_it_is_out_waits_or_is_in_doubt() {
    let office = Office::open().await;
    let draft = office.draft("gesdocs-1", &[("Alice", None)]).await;
    office.fault(StandIn::GesDocs, "signature-requests", FaultKind::DropAfter);
    let doubt = office.send(&draft, "gesdocs-1").await.expect_err("nobody knows");
    let accounts = office.sandbox.accounts();
    let other =
        accounts.into_iter().find(|account| account.provider == StandIn::SigTool).expect("an account");
    let other = paraphe_demo::account(other);
    let moved = |secret: Option<&str>| {
        let settings = other.settings.clone();
        json!({ "name": "gesdocs-1", "settings": settings, "secret": secret, "replaces": "gesdocs-1" })
    };
    let refused = office.test.call("save_account", moved(Some(&other.secret))).await.expect_err("in doubt");
    assert_eq!((refused.code, refused.message.as_str()), (Code::Refused, "error-account-provider"));
    for _ in 0..9 {
        office.later(120).await;
    }
    assert_eq!(office.control().creations(StandIn::SigTool), 0, "nobody is asked a second time");

    let id = json!(doubt.params["envelope"]);
    let answer = json!({ "envelope": id, "dispatch": 1, "answer": { "type": "not_sent" } });
    office.test.ok("settle_dispatch", answer).await;
    let refused = office.test.call("save_account", moved(None)).await.expect_err("the other provider's key");
    assert_eq!(refused.message, "error-account-secret");
    office.test.ok("save_account", moved(Some(&other.secret))).await;
    let again = office.test.call("send_again", json!({ "envelope": id })).await.expect_err("not there");
    assert_eq!(again.message, "error-account-moved");
    assert_eq!(office.control().creations(StandIn::SigTool), 0);
}

#[tokio::test]
async fn an_account_keeps_its_address_while_something_of_it_is_in_doubt() {
    let office = Office::open().await;
    let draft = office.draft("gesdocs-1", &[("Alice", None)]).await;
    office.fault(StandIn::GesDocs, "signature-requests", FaultKind::DropAfter);
    let doubt = office.send(&draft, "gesdocs-1").await.expect_err("nobody knows");
    let known = office.test.ok("list_accounts", json!({})).await;
    let known = known["accounts"].as_array().expect("accounts").iter();
    let known =
        known.clone().find(|one| one["name"] == "gesdocs-1").expect("the account")["settings"].clone();
    let save = |change: Value| {
        let mut settings = known.clone();
        for (name, value) in change.as_object().expect("changes") {
            settings[name] = value.clone();
        }
        json!({ "name": "gesdocs-1", "settings": settings, "secret": null, "replaces": "gesdocs-1" })
    };
    let elsewhere =
        [json!({ "base_url": "http://127.0.0.1:9" }), json!({ "base_url": "http://localhost:9" })];
    for change in &elsewhere {
        let refused = office.test.call("save_account", save(change.clone())).await.expect_err("in doubt");
        assert_eq!((refused.code, refused.message.as_str()), (Code::Refused, "error-account-doubt"));
        assert_eq!(refused.params["envelope"], doubt.params["envelope"]);
    }
    // The same place written otherwise, and what says nothing of the place.
    let base = format!("{}/", known["base_url"].as_str().expect("an address"));
    office
        .test
        .ok("save_account", save(json!({ "base_url": base, "options": { "region": "Africa/Tunis" } })))
        .await;

    let answer = json!({ "type": "not_sent" });
    let settled = json!({ "envelope": doubt.params["envelope"], "dispatch": 1, "answer": answer });
    office.test.ok("settle_dispatch", settled).await;
    for change in elsewhere {
        office.test.ok("save_account", save(change)).await;
    }
}

#[tokio::test]
async fn a_key_that_is_refused_takes_the_place_of_none_that_works() {
    let office = Office::open().await;
    let known = office.test.ok("list_accounts", json!({})).await;
    let known = known["accounts"].as_array().expect("accounts").iter().find(|one| one["name"] == "docage-1");
    let settings = known.expect("the account")["settings"].clone();
    let account = |secret: &str| json!({ "name": "Étude", "settings": settings, "secret": secret, "replaces": "docage-1" });
    let tried = office.test.ok("try_account", account("not the key at all")).await;
    assert_eq!(tried["stored"], Value::Null);
    assert_eq!(tried["check"]["problem"]["message"], "error-provider-credentials");
    let usable = |name: &'static str| office.test.ok("test_account", json!({ "name": name }));
    assert_eq!(usable("docage-1").await["ok"], true, "the key that worked is still there, under its name");

    // Nor is a new one kept that nobody could use, or one by a name that is taken even asked about.
    let other =
        |name: &str| json!({ "name": name, "settings": settings, "secret": "wrong", "replaces": null });
    assert_eq!(office.test.ok("try_account", other("Autre")).await["stored"], Value::Null);
    assert_eq!(
        office.test.call("test_account", json!({ "name": "Autre" })).await.unwrap_err().code,
        Code::NotFound
    );
    let asked = office.control().requests(StandIn::Docage).len();
    let taken = office.test.call("try_account", other("gesdocs-1")).await.unwrap_err();
    assert_eq!(taken.message, "error-account-exists");
    assert_eq!(office.control().requests(StandIn::Docage).len(), asked);

    let right =
        office.sandbox.accounts().into_iter().find(|one| one.provider == StandIn::Docage).expect("one");
    let tried = office.test.ok("try_account", account(&right.secret)).await;
    assert_eq!((&tried["stored"]["name"], &tried["check"]["ok"]), (&json!("Étude"), &json!(true)));
    assert_eq!(usable("Étude").await["ok"], true);
    let unchanged = json!({ "name": "Étude", "settings": settings, "secret": null, "replaces": "Étude" });
    assert_eq!(
        office.test.ok("try_account", unchanged).await["check"]["ok"],
        true,
        "asked with the key it has"
    );
}

#[tokio::test]
async fn the_list_says_how_the_last_test_of_an_account_failed_until_it_succeeds_or_its_key_is_another() {
    let office = Office::open().await;
    let listed = async || {
        let all = office.test.ok("list_accounts", json!({})).await;
        let all = all["accounts"].as_array().expect("accounts").clone();
        all.into_iter().find(|one| one["name"] == "docage-1").expect("the account")
    };
    let account = listed().await;
    let save = |secret: &str| json!({ "name": "docage-1", "settings": account["settings"], "secret": secret, "replaces": "docage-1" });
    let test = || office.test.ok("test_account", json!({ "name": "docage-1" }));
    assert_eq!(account["failed"], Value::Null);
    office.test.ok("save_account", save("not the key at all")).await;
    assert_eq!(listed().await["failed"], Value::Null, "nobody has tried it");
    assert_eq!(test().await["ok"], false);
    let failed = json!({ "at": office.test.clock.millis(), "why": "credentials" });
    assert_eq!(listed().await["failed"], failed);
    let right =
        office.sandbox.accounts().into_iter().find(|one| one.provider == StandIn::Docage).expect("one");
    office.test.ok("save_account", save(&right.secret)).await;
    assert_eq!(listed().await["failed"], Value::Null, "that was the former key");
    office.fault(StandIn::Docage, "", FaultKind::DropBefore);
    assert_eq!(test().await["ok"], false);
    assert_eq!(listed().await["failed"]["why"], "unreachable");
    office.control().clear_faults();
    assert_eq!(test().await["ok"], true);
    assert_eq!(listed().await["failed"], Value::Null);
}

#[tokio::test]
async fn no_account_and_no_timestamp_leaves_the_demonstration() {
    let test = TestApp::with_demo();
    let mut settings = test.ok("app_state", json!({})).await["settings"].clone();
    settings["timestamp_authority"] = json!("https://tsa.example/");
    settings["signing_level"] = json!("b-t");
    let settings = test.ok("save_settings", settings).await;
    let shown = test.ok("enter_demo", json!({})).await["settings"].clone();
    assert_eq!((&shown["timestamp_authority"], &shown["signing_level"]), (&Value::Null, &Value::Null));
    let refused = test.call("save_settings", settings).await.expect_err("elsewhere");
    assert_eq!(refused.message, "error-timestamp-demo");

    let account = |base: Option<&str>| {
        let settings = json!({ "provider": "docage", "base_url": base, "user": "me@ex.fr" });
        json!({ "name": "Mon Docage", "settings": settings, "secret": "a key", "replaces": null })
    };
    for base in [None, Some("https://api.example.com"), Some("https://127.0.0.1.example")] {
        for command in ["save_account", "try_account"] {
            let refused = test.call(command, account(base)).await.expect_err("elsewhere");
            assert_eq!(
                (refused.code, refused.message.as_str()),
                (Code::Refused, "error-account-demo"),
                "{base:?}"
            );
        }
    }
    test.ok("save_account", account(Some("http://127.0.0.1:9"))).await;
    test.ok("leave_demo", json!({})).await;
    test.ok("save_account", account(None)).await;
}
