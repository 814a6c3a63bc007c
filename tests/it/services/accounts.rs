//! Accounts: tested, changed, removed, asked for an opinion, and their secrets never in clear.

use paraphe_app::Code;
use paraphe_sandbox::{FaultKind, StandIn};
use serde_json::json;

use super::{Office, account_of};

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
