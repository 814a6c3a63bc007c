//! What the desktop says of what happens elsewhere.

use paraphe_sandbox::{FaultKind, StandIn};
use serde_json::json;

use super::{Office, account_of};

const POLLED: [StandIn; 4] = [StandIn::Docage, StandIn::NgSign, StandIn::Openapi, StandIn::SigTool];

fn hears(office: &Office, title: &str) -> bool {
    office.test.heard.titles().iter().any(|heard| heard == title)
}

#[tokio::test]
async fn a_refusal_is_told_and_so_is_a_time_that_is_over_there() {
    let (mut refused, mut over) = (0, 0);
    for stand_in in POLLED {
        let (office, account) = (Office::open().await, account_of(stand_in));
        let draft = office.draft(&account, &[("Alice", None)]).await;
        let sent = office.send(&draft, &account).await.expect("sent");
        let remote = sent["dispatches"][0]["remote"].as_str().expect("a remote id").to_owned();
        office.control().decline(stand_in, &remote, "alice@example.fr", "trop cher");
        office.later(60).await;
        let status = office.envelope(&sent["id"]).await["status"].clone();
        assert_eq!(hears(&office, "Signature refusée"), status == "declined", "{account}: {status}");
        refused += usize::from(status == "declined");

        let draft = office.draft(&account, &[("Basile", None)]).await;
        let sent = office.send(&draft, &account).await.expect("sent");
        let remote = sent["dispatches"][0]["remote"].as_str().expect("a remote id").to_owned();
        let is_there = office.control().expire(stand_in, &remote);
        office.later(60).await;
        let status = office.envelope(&sent["id"]).await["status"].clone();
        assert_eq!(hears(&office, "Délai passé"), status == "expired", "{account}: {status}, {is_there}");
        over += usize::from(status == "expired");
    }
    assert!(refused >= 2 && over >= 2, "{refused} refused, {over} over");
}

#[tokio::test]
async fn what_waited_for_the_network_and_is_refused_then_is_told() {
    let office = Office::open().await;
    let draft = office.draft("docage-1", &[("Alice", None)]).await;
    office.fault(StandIn::Docage, "", FaultKind::DropBefore);
    let waits = office.send(&draft, "docage-1").await.expect("it waits");
    assert_eq!(waits["status"], "sending");
    office.control().clear_faults();
    let body = r#"{"error":"no","message":"no","errorCode":9}"#.to_owned();
    office.fault(StandIn::Docage, "", FaultKind::Status { status: 422, retry_after_seconds: None, body });
    office.later(120).await;
    let found = office
        .test
        .ok("list_history", json!({ "query": "", "filter": "all", "cursor": null, "limit": 10 }))
        .await;
    assert_eq!(found["rows"][0]["status"], "failed", "{found:#}");
    assert!(hears(&office, "Échec d’envoi"), "{:?}", office.test.heard.titles());
}
