use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use paraphe_sandbox::{Fault, FaultKind, StandIn};
use serde_json::json;

use crate::support::{Started, basic, start};

fn headers() -> (String, String) {
    (basic("demo@docage.example", "sandbox-docage-key"), "application/json".to_owned())
}

fn create(started: &Started) -> Option<crate::support::Answer> {
    let (authorization, json) = headers();
    let headers = [("Authorization", &*authorization), ("Content-Type", &*json)];
    let body = json!({ "Name": "Contrat", "IsTest": true, "Reminder": 0 }).to_string();
    started.try_ask("POST", "/docage/Transactions", &headers, body.as_bytes())
}

fn queue(started: &Started, kind: FaultKind) {
    let path_contains = "/Transactions".to_owned();
    let fault = Fault { provider: StandIn::Docage, path_contains, method: None, skip: 0, times: 1, kind };
    started.control().fault(fault);
}

fn drafts(started: &Started) -> usize {
    started.control().envelopes(StandIn::Docage).len()
}

#[test]
fn a_cut_connection_ends_without_a_byte_of_an_answer() {
    let started = start();
    for (kind, done) in [(FaultKind::DropBefore, 0), (FaultKind::DropAfter, 1)] {
        queue(&started, kind.clone());
        let mut stream = TcpStream::connect(started.host()).unwrap();
        let (authorization, json) = headers();
        let body = r#"{"Name":"Contrat","IsTest":true,"Reminder":0}"#;
        let request = format!(
            "POST /docage/Transactions HTTP/1.1\r\nHost: {}\r\nAuthorization: {authorization}\r\nContent-Type: {json}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            started.host(),
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // Silence or a reset: either is a connection that is gone.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty(), "{kind:?}: {:?}", String::from_utf8_lossy(&answer));
        assert_eq!(drafts(&started), done, "{kind:?}");
    }
    assert_eq!(create(&started).unwrap().status, 200, "the next one is answered");
}

#[test]
fn silence_begins_after_the_work_or_without_it() {
    let started = start();
    for (works, done) in [(false, 0), (true, 1)] {
        queue(&started, FaultKind::Silence { works });
        let mut stream = TcpStream::connect(started.host()).unwrap();
        let (authorization, json) = headers();
        let body = r#"{"Name":"Contrat","IsTest":true,"Reminder":0}"#;
        let request = format!(
            "POST /docage/Transactions HTTP/1.1\r\nHost: {}\r\nAuthorization: {authorization}\r\nContent-Type: {json}\r\n\
             Content-Length: {}\r\n\r\n{body}",
            started.host(),
            body.len()
        );
        let before = started.control().silences(StandIn::Docage);
        stream.write_all(request.as_bytes()).unwrap();
        while started.control().silences(StandIn::Docage) == before {
            std::thread::yield_now();
        }
        assert_eq!(drafts(&started), done, "works: {works}");
    }
    assert_eq!(create(&started).unwrap().status, 200, "the next one is answered");
}

#[test]
fn a_fault_waits_hits_and_is_gone() {
    let started = start();
    let body = r#"{"error":"Too many"}"#.to_owned();
    let kind = FaultKind::Status { status: 429, retry_after_seconds: Some(7), body };
    let fault = Fault {
        provider: StandIn::Docage,
        path_contains: "/Transactions".to_owned(),
        method: Some("POST".to_owned()),
        skip: 1,
        times: 2,
        kind,
    };
    started.control().fault(fault);
    let (authorization, _) = headers();
    let list =
        || started.ask("GET", "/docage/Transactions", &[("Authorization", &*authorization)], b"").status;
    let answers: Vec<_> = (0..4).map(|_| (create(&started).unwrap().status, list())).collect();
    assert_eq!(answers, [(200, 200), (429, 200), (429, 200), (200, 200)]);
    assert_eq!(drafts(&started), 2);

    let again = Fault {
        provider: StandIn::NgSign,
        path_contains: String::new(),
        method: None,
        skip: 0,
        times: 1,
        kind: FaultKind::Html,
    };
    started.control().fault(again);
    assert_eq!(create(&started).unwrap().status, 200, "another service's fault");
    started.control().clear_faults();
    let answer = started.ask("GET", "/ngsign/server/any/transaction/x", &[], b"");
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[test]
fn answers_can_be_of_every_wrong_kind() {
    let started = start();
    let answer = |kind: FaultKind| {
        queue(&started, kind);
        create(&started).unwrap()
    };
    let limited =
        answer(FaultKind::Status { status: 503, retry_after_seconds: Some(3), body: "Plus tard".to_owned() });
    assert_eq!(
        (limited.status, limited.header("retry-after"), limited.text().as_str()),
        (503, Some("3"), "Plus tard")
    );
    let page = answer(FaultKind::Html);
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    let elsewhere = answer(FaultKind::RedirectTo { url: "http://localhost:1/ailleurs".to_owned() });
    assert_eq!((elsewhere.status, elsewhere.header("location")), (307, Some("http://localhost:1/ailleurs")));
    let garbage = answer(FaultKind::NotPdf);
    assert!(garbage.header("content-type") == Some("application/pdf") && !garbage.body.starts_with(b"%PDF"));
    assert_eq!(drafts(&started), 0, "nothing was done so far");

    let half = answer(FaultKind::TruncatedJson);
    assert_eq!((half.status, serde_json::from_slice::<serde_json::Value>(&half.body).is_err()), (200, true));
    assert_eq!(drafts(&started), 1, "the work was done");
    let late = answer(FaultKind::Delay { millis: 1 });
    assert_eq!((late.status, drafts(&started)), (200, 2));
}

#[test]
fn a_clock_can_be_off_and_states_unheard_of() {
    let started = start();
    let (authorization, _) = headers();
    let headers = [("Authorization", &*authorization)];
    queue(&started, FaultKind::ClockOff { seconds: 100 * 365 * 86_400 });
    let id = create(&started).unwrap();
    let year: u16 = id.header("date").unwrap().split(' ').nth(3).unwrap().parse().unwrap();
    assert!(year > 2100, "{year}");
    let id = id.json();
    let id = id.as_str().unwrap();
    queue(&started, FaultKind::UnknownState);
    let status = format!("/docage/Transactions/Status/{id}");
    assert_eq!(started.ask("GET", &status, &headers, b"").json(), "Teleported");
    assert_eq!(started.ask("GET", &status, &headers, b"").json(), "Draft");
    queue(&started, FaultKind::UnknownState);
    let object = started.ask("GET", &format!("/docage/Transactions/ById/{id}"), &headers, b"").json();
    assert_eq!((&object["Status"], &object["Id"]), (&json!(4711), &json!(id)));
}

#[test]
fn every_request_is_recorded_as_it_came_even_one_that_suffers() {
    let started = start();
    queue(&started, FaultKind::DropBefore);
    assert!(create(&started).is_none());
    let requests = started.control().requests(StandIn::Docage);
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/docage/Transactions"));
    assert!(request.headers.contains(&("content-type".to_owned(), "application/json".to_owned())));
    let body: serde_json::Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body, json!({ "Name": "Contrat", "IsTest": true, "Reminder": 0 }));
    assert!(started.control().requests(StandIn::SigTool).is_empty());
}

#[test]
fn a_page_elsewhere_cannot_reach_the_stand_ins_by_a_name_of_its_own() {
    let started = start();
    let host = format!("attack.example:{}", started.host().split(':').nth(1).unwrap());
    assert_eq!(started.ask("GET", "/control/state", &[("Host", &*host)], b"").status, 403);
    assert_eq!(started.ask("GET", "/control/state", &[], b"").status, 200);
}
