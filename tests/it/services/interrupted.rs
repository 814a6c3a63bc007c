//! No network, answers that never came, two programs at once: nobody is asked twice.

use std::time::Duration;

use paraphe_app::Code;
use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::json;

use super::{Office, account_of};

#[tokio::test]
async fn what_was_cut_is_never_sent_twice() {
    for stand_in in StandIn::ALL {
        let (office, account) = (Office::open().await, account_of(stand_in));
        let draft = office.draft(&account, &[("Alice", None)]).await;
        // The last request does its work, and nobody hears of it.
        let fault = |path: &str| Fault {
            provider: stand_in,
            path_contains: path.to_owned(),
            method: Some("POST".to_owned()),
            skip: 0,
            times: 1,
            kind: FaultKind::DropAfter,
        };
        let last = match stand_in {
            StandIn::Docage => "LaunchTransaction",
            StandIn::GesDocs => "signature-requests",
            StandIn::NgSign => "launch",
            StandIn::Openapi => "EU-SES",
            StandIn::SigTool => "signatures",
        };
        office.control().fault(fault(last));
        let answer = office.send(&draft, &account).await;
        for _ in 0..20 {
            office.later(120).await;
        }
        assert_eq!(office.control().creations(stand_in), 1, "{account}: people are asked once");
        let rows = office
            .test
            .ok("list_history", json!({ "query": "", "filter": "all", "cursor": null, "limit": 9 }))
            .await;
        let id = &rows["rows"][0]["envelope"];
        let status = office.envelope(id).await["status"].clone();
        match answer {
            Ok(_) => assert_eq!(status, "sent", "{account}: the service was asked and knew"),
            Err(error) => {
                assert_eq!(error.code, Code::Uncertain, "{account}: {error}");
                assert!(status == "uncertain" || status == "sent", "{account}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn without_a_network_a_contract_waits_and_leaves_once() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    office.control().fault(Fault {
        provider: StandIn::Docage,
        path_contains: String::new(),
        method: None,
        skip: 0,
        times: 1,
        kind: FaultKind::Status { status: 429, retry_after_seconds: Some(600), body: String::new() },
    });
    let refused = office.send(&draft, "docage-1").await.expect_err("too many requests");
    assert_eq!(refused.code, Code::Provider);
    let id = json!(refused.params["envelope"]);
    assert_eq!(office.envelope(&id).await["status"], "sending", "it waits");
    assert_eq!(office.control().creations(StandIn::Docage), 0);
    office.later(5).await;
    assert_eq!(office.control().creations(StandIn::Docage), 0, "the service asked for ten minutes");
    office.later(6).await;
    assert_eq!(office.envelope(&id).await["status"], "sent");
    assert_eq!(office.control().creations(StandIn::Docage), 1);
}

#[tokio::test]
async fn of_two_programs_one_sends() {
    let office = Office::open().await;
    let other = office.test.second();
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    office.control().fault(Fault {
        provider: StandIn::Docage,
        path_contains: String::new(),
        method: None,
        skip: 0,
        times: 1,
        kind: FaultKind::Status { status: 503, retry_after_seconds: Some(60), body: String::new() },
    });
    office.send(&draft, "docage-1").await.expect_err("not now");
    office.test.clock.forward(Duration::from_secs(600));
    tokio::join!(office.test.app.look_after_due(), other.look_after_due());
    assert_eq!(office.control().creations(StandIn::Docage), 1);
}

#[tokio::test]
async fn a_message_settles_a_sending_in_doubt() {
    let office = Office::open().await;
    let draft = office.draft("gesdocs-1", &[("Alice", None)]).await;
    office.control().fault(Fault {
        provider: StandIn::GesDocs,
        path_contains: "signature-requests".to_owned(),
        method: Some("POST".to_owned()),
        skip: 0,
        times: 1,
        kind: FaultKind::DropAfter,
    });
    let doubt = office.send(&draft, "gesdocs-1").await.expect_err("nobody knows");
    assert_eq!(doubt.code, Code::Uncertain);
    let id = json!(doubt.params["envelope"]);
    let before = office.envelope(&id).await;
    let allowed = |action: &str| {
        let all = before["actions"].as_array().expect("actions");
        all.iter().find(|one| one["action"] == action).expect("an action")["allowed"].clone()
    };
    // GesDocs cannot be asked: only its message, or a person, says what became of it.
    assert_eq!(
        (allowed("import_notice"), allowed("settle"), allowed("refresh")),
        (json!(true), json!(true), json!(false))
    );
    assert!(office.control().sign_next(StandIn::GesDocs));
    office.hear(StandIn::GesDocs, "gesdocs-1").await;
    assert_eq!(office.envelope(&id).await["status"], "completed");
    assert_eq!(office.control().creations(StandIn::GesDocs), 1);
}

#[tokio::test]
async fn a_doubt_outlasts_the_network_and_is_settled_when_that_is_back() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    office.fault(StandIn::Docage, "LaunchTransaction", FaultKind::DropAfter);
    office.fault(StandIn::Docage, "Transactions/Status", FaultKind::DropBefore);
    let doubt = office.send(&draft, "docage-1").await.expect_err("nobody knows");
    let id = json!(doubt.params["envelope"]);
    for _ in 0..12 {
        office.later(120).await;
        assert_eq!(office.envelope(&id).await["status"], "uncertain");
    }
    office.control().clear_faults();
    office.later(120).await;
    assert_eq!(office.envelope(&id).await["status"], "sent");
    assert_eq!(office.control().creations(StandIn::Docage), 1);
}

#[tokio::test]
async fn a_service_that_never_answers_keeps_the_others_from_nothing() {
    let office = Office::open().await;
    for name in ["Alice", "Basile", "Chloé", "Denis", "Ève"] {
        let draft = office.draft("docage-1", &[(name, None)]).await;
        office.send(&draft, "docage-1").await.expect("sent");
    }
    let draft = office.draft("ngsign-1", &[("Farid", None)]).await;
    let sent = office.send(&draft, "ngsign-1").await.expect("sent");
    assert!(office.control().sign_next(StandIn::NgSign));
    office.fault(StandIn::Docage, "Transactions/Status", FaultKind::Silence { works: false });
    office.test.clock.forward(Duration::from_secs(3600));
    let clockwork = tokio::spawn(office.test.app.clone().follow_up());
    let mut last = json!(null);
    for _ in 0..240 {
        last = office.envelope(&sent["id"]).await["status"].clone();
        if last == "completed" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    clockwork.abort();
    assert_eq!(last, "completed");
    assert!(office.control().silences(StandIn::Docage) > 0, "it was asked, and says nothing");
}
