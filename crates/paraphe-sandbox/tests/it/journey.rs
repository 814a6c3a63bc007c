//! Signers, the page, the controls and the life of the server.

use std::net::TcpStream;
use std::time::Duration;

use paraphe_sandbox::{SandboxOptions, StandIn, Timetable};
use serde_json::{Value, json};

use crate::support::{Answer, CONTRACT, Started, basic, multipart, start, start_with};

/// One person, one document, sent through Docage in one request.
fn sent(started: &Started, name: &str) -> String {
    let authorization = basic("demo@docage.example", "sandbox-docage-key");
    let transaction = json!({
        "Name": name, "IsTest": true, "TransactionFiles": [{ "FileName": "<contrat>.pdf", "FriendlyName": "Doc1" }],
        "TransactionMembers": [{ "FriendlyName": "A", "SignMode": 1 }, { "FriendlyName": "B", "SignMode": 1 }],
    });
    let contact = |name: &str| json!({ "LastName": name, "Email": format!("{name}@ex.fr") }).to_string();
    let (alice, bob) = (contact("alice"), contact("bob"));
    let fields = [("Transaction", &*transaction.to_string()), ("A", &*alice), ("B", &*bob)];
    let (kind, body) = multipart(&fields, &[("Doc1", "contrat.pdf", CONTRACT)]);
    let headers = [("Authorization", &*authorization), ("Content-Type", &*kind)];
    let answer = started.ask("POST", "/docage/Transactions/CreateFullTransaction", &headers, &body);
    answer.json()["Id"].as_str().unwrap().to_owned()
}

fn link(started: &Started, person: usize) -> String {
    let link = started.control().envelopes(StandIn::Docage)[0].people[person].link.clone().unwrap();
    link.strip_prefix(&format!("http://{}", started.host())).unwrap().to_owned()
}

fn states(started: &Started) -> Vec<String> {
    let snapshot = started.control().envelopes(StandIn::Docage).swap_remove(0);
    std::iter::once(snapshot.state).chain(snapshot.people.into_iter().map(|person| person.state)).collect()
}

fn act(started: &Started, body: Value) -> Answer {
    started.ask("POST", "/control/act", &[], body.to_string().as_bytes())
}

#[test]
fn a_person_opens_the_link_and_signs_or_refuses() {
    let started = start();
    sent(&started, "Bail <b>{body}</b>");
    let page = started.ask("GET", &link(&started, 0), &[], b"");
    let text = page.text();
    assert_eq!(page.status, 200);
    assert!(text.contains("rien n’est envoyé, rien n’a de valeur"), "{text}");
    assert!(
        text.contains("Bail &lt;b&gt;&#123;body}&lt;/b&gt;") && text.contains("&lt;contrat&gt;.pdf"),
        "{text}"
    );
    assert_eq!(states(&started), ["out", "viewed", "invited"]);

    let person = link(&started, 0).split('=').nth(1).unwrap().to_owned();
    let shown = started.ask("GET", &format!("/page/{person}/document/0"), &[], b"");
    assert_eq!(shown.body, CONTRACT);
    let signed = started.ask("POST", &format!("/page/{person}/sign"), &[], b"");
    assert!(signed.status == 200 && signed.text().contains("Vous avez signé."), "{}", signed.status);
    assert_eq!(started.ask("POST", &format!("/page/{person}/sign"), &[], b"").status, 409);

    let other = link(&started, 1).split('=').nth(1).unwrap().to_owned();
    let refused = started.ask("POST", &format!("/page/{other}/decline"), &[], b"reason=Trop+cher+%21");
    assert!(refused.text().contains("Vous avez refusé"));
    assert_eq!(states(&started), ["declined", "signed", "declined"]);
    assert_eq!(started.ask("GET", "/page/unknown", &[], b"").status, 404);
}

#[test]
fn the_controls_answer_over_http() {
    let started = start();
    let id = sent(&started, "Contrat");
    let state = started.ask("GET", "/control/state", &[], b"").json();
    assert_eq!(
        (&state["docage"]["creations"], &state["docage"]["envelopes"][0]["id"]),
        (&json!(1), &json!(id))
    );
    assert_eq!(state.as_object().unwrap().len(), 5);
    let done = act(&started, json!({ "provider": "docage", "action": "view" }));
    assert_eq!((done.status, done.json()["done"].as_bool()), (200, Some(true)));
    assert_eq!(states(&started), ["out", "viewed", "invited"]);
    let bob = json!({ "provider": "docage", "id": id, "email": "bob@ex.fr", "action": "sign" });
    assert_eq!((act(&started, bob.clone()).status, act(&started, bob).status), (200, 409));
    assert_eq!(act(&started, json!({ "provider": "docage", "action": "expire" })).status, 200);
    assert_eq!(states(&started), ["expired", "viewed", "signed"]);
    assert_eq!(act(&started, json!({ "provider": "docage", "action": "sign" })).status, 409);
    assert_eq!(act(&started, json!({ "provider": "docage", "action": "dance" })).status, 400);

    let fault = json!({ "provider": "docage", "path_contains": "/Status/", "kind": { "type": "html" } });
    assert_eq!(started.ask("POST", "/control/fault", &[], fault.to_string().as_bytes()).status, 204);
    assert_eq!(started.ask("DELETE", "/control/fault", &[], b"").status, 204);
    let notice = started.ask("GET", &format!("/control/notice?provider=docage&id={id}"), &[], b"");
    assert_eq!(
        (notice.header("content-type"), &notice.json()["Status"]),
        (Some("application/json"), &json!(6))
    );
    assert_eq!(started.ask("GET", "/control/notice?provider=docage&id=x", &[], b"").status, 404);
}

#[test]
fn signers_can_act_by_themselves() {
    let timetable = Timetable { view_after: Duration::ZERO, sign_after: Duration::ZERO };
    let started = start_with(SandboxOptions { timetable: Some(timetable), ..SandboxOptions::default() });
    sent(&started, "Contrat");
    // However slow the machine is, they get there; a broken timetable never ends this loop but for the patience below.
    for _ in 0..600 {
        if states(&started)[0] == "completed" {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("nobody signed: {:?}", states(&started));
}

#[test]
fn an_account_is_ready_at_each_service() {
    let started = start();
    let accounts = started.sandbox().accounts();
    let names: Vec<_> = accounts.iter().map(|account| account.provider.as_str()).collect();
    assert_eq!(names, ["docage", "gesdocs", "ngsign", "openapi", "sigtool"]);
    for account in accounts {
        let base = format!("http://{}/{}", started.host(), account.provider.as_str());
        assert!(account.base_url == base && !account.secret.is_empty(), "{account:?}");
    }
}

#[test]
fn after_the_stop_nobody_listens() {
    let host = start().stop();
    assert!(TcpStream::connect(host).is_err());
}
