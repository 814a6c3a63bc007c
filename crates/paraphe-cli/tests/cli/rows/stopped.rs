//! A run that stops half-way: killed, kept waiting, in doubt, or ended by the person.

use super::*;

#[test]
fn a_killed_run_goes_on_where_it_stopped() {
    // At each request of the second row, its work done or not.
    let whole = stage(PEOPLE);
    whole.scene.ok(&SEND);
    let requests = whole.control.requests(StandIn::NgSign).len();
    for at in 0..requests {
        for works in [false, true] {
            let stage = stage(PEOPLE);
            let moment = format!("request {} of {requests}, work done: {works}", at + 1);
            stage.fault(StandIn::NgSign, at, FaultKind::Silence { works });
            let mut command = stage.scene.command();
            command.args(SEND).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("the program starts");
            until("the stand-in holds the request", || stage.control.silences(StandIn::NgSign) == 1);
            child.kill().expect("killed");
            child.wait().expect("gone");
            stage.control.clear_faults();
            let report = stage.scene.ok(&SEND);
            assert_eq!(words(&report), [(2, "sent"), (3, "sent"), (4, "sent")], "{moment}: {report:#}");
            assert_eq!(creations(&stage), 3, "{moment}");
            assert_eq!(stage.scene.ok(&["list"])["envelopes"].as_array().map(Vec::len), Some(3), "{moment}");
        }
    }
}

#[test]
fn a_provider_that_asks_to_wait_is_waited_for_and_one_that_cannot_be_reached_stops_the_run() {
    let stage = stage(PEOPLE);
    let fault = |times: usize, kind: FaultKind| Fault {
        provider: StandIn::NgSign,
        path_contains: String::new(),
        method: Some("POST".to_owned()),
        skip: 2,
        times,
        kind,
    };
    let busy = FaultKind::Status { status: 429, retry_after_seconds: Some(1), body: String::new() };
    // More often than a single request is repeated.
    stage.control.fault(fault(4, busy));
    let answer = stage.scene.run(&[&SEND[..], &["--json"]].concat());
    assert_eq!((answer.code, words(&answer.json()).len()), (0, 3), "{}", answer.err);
    assert!(answer.err.contains("attendre 1 seconde"), "{}", answer.err);
    assert_eq!(creations(&stage), 3);

    stage.scene.write("gens.csv", others());
    stage
        .control
        .fault(fault(1, FaultKind::Status { status: 401, retry_after_seconds: None, body: String::new() }));
    let (code, report) = stage.scene.json(&SEND);
    assert_eq!(code, 3, "{report:#}");
    assert_eq!(words(&report)[0], (2, "sent"));
    assert_eq!(words(&report)[2], (4, "not_sent"), "the key is refused for every row: {report:#}");
    assert_eq!(report["rows"][1]["error"]["id"], "error-provider-credentials", "{report:#}");
    stage.control.clear_faults();
    let report = stage.scene.ok(&SEND);
    assert_eq!(words(&report), [(2, "sent"), (3, "sent"), (4, "sent")]);
    assert_eq!(creations(&stage), 6, "each once");
}

#[test]
fn a_row_in_doubt_is_told_and_never_repeated() {
    let stage = Stage::with(StandIn::GesDocs, 1);
    stage.scene.write("gens.csv", "email,last_name\na@exemple.fr,A\nb@exemple.fr,B\nc@exemple.fr,C\n");
    let send = ["send", "demande.json", "--account", "gesdocs", "--rows", "gens.csv"];
    let method = Some("POST".to_owned());
    let (path_contains, kind) = (String::new(), FaultKind::DropAfter);
    stage.control.fault(Fault { provider: StandIn::GesDocs, path_contains, method, skip: 1, times: 1, kind });
    for _ in 0..2 {
        let (code, report) = stage.scene.json(&send);
        assert_eq!(
            (code, words(&report)),
            (4, vec![(2, "sent"), (3, "uncertain"), (4, "sent")]),
            "{report:#}"
        );
        assert_eq!(stage.control.creations(StandIn::GesDocs), 3, "each once");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_lets_the_row_under_way_come_to_its_end() {
    let stage = stage(PEOPLE);
    stage.fault(StandIn::NgSign, 0, FaultKind::Held);
    let mut command = stage.scene.command();
    command.args(SEND).arg("--json").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let child = command.spawn().expect("the program starts");
    until("the stand-in holds the request", || stage.control.silences(StandIn::NgSign) == 1);
    crate::running::interrupt(&child);
    stage.control.release();
    let output = child.wait_with_output().expect("ends");
    let report: Value = serde_json::from_slice(&output.stdout).expect("one value");
    let words = words(&report);
    assert_eq!((words[0], words[2]), ((2, "sent"), (4, "not_sent")), "{report:#}");
    let next = report["next"].as_str().expect("what comes next");
    assert!(next.starts_with("Ce qui n’est pas parti attend"), "nothing is to be put right: {next}");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(creations(&stage), words.iter().filter(|(_, word)| *word == "sent").count());
    assert_eq!(stage.scene.ok(&SEND)["rows"].as_array().map(Vec::len), Some(3));
    assert_eq!(creations(&stage), 3);
}
