//! What runs until it is stopped: `sandbox`, and `send --wait`.

#[cfg(unix)]
use std::io::{BufRead as _, BufReader, Read as _};
#[cfg(unix)]
use std::process::ChildStdout;
use std::process::{Child, Stdio};

use paraphe_sandbox::StandIn;
use serde_json::Value;

use crate::stage::{Stage, until};
use crate::support::Scene;

/// Ctrl+C.
#[cfg(unix)]
pub(crate) fn interrupt(child: &Child) {
    signal(child, "INT");
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let told = std::process::Command::new("kill").args(["-s", name, &child.id().to_string()]).status();
    assert!(told.expect("kill is there").success());
}

/// The first JSON value a running program prints.
#[cfg(unix)]
fn first_value(out: &mut BufReader<ChildStdout>) -> Value {
    let mut text = String::new();
    loop {
        let read = out.read_line(&mut text).expect("readable");
        assert!(read > 0, "ended before it said anything: {text}");
        if let Ok(value) = serde_json::from_str(&text) {
            return value;
        }
    }
}

#[cfg(unix)]
#[test]
fn the_sandbox_says_where_it_answers_and_stops_when_asked() {
    for stop in ["INT", "TERM"] {
        let scene = Scene::new();
        let mut command = scene.command();
        command.args(["sandbox", "--port", "0", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let told = first_value(&mut out);
        let accounts = told["accounts"].as_array().expect("accounts").clone();
        assert_eq!(accounts.len(), 5);
        for account in &accounts {
            let text = |key: &str| account[key].as_str().unwrap_or_default().to_owned();
            let (name, base) = (text("provider"), text("base_url"));
            assert_eq!(told["base_urls"][&name], account["base_url"]);
            let (auth, user, auth_url) = (text("auth"), text("user"), text("auth_url"));
            let mut arguments =
                vec!["accounts", "add", &name, "--name", &name, "--base-url", &base, "--secret-stdin"];
            arguments.extend(["--auth", &auth]);
            for (option, value) in [("--user", &user), ("--auth-url", &auth_url)] {
                arguments.extend(
                    Some(value.as_str())
                        .filter(|value| !value.is_empty())
                        .into_iter()
                        .flat_map(|value| [option, value]),
                );
            }
            scene.ok_with(&arguments, &text("secret"));
            assert_eq!(scene.ok(&["accounts", "test", &name])["ok"], true, "{name}");
        }
        signal(&child, stop);
        let mut rest = String::new();
        out.read_to_string(&mut rest).expect("readable");
        assert_eq!(rest.trim(), "", "one value and nothing else");
        assert_eq!(child.wait().expect("ends").code(), Some(0), "{stop}");
    }
}

#[test]
fn a_port_that_is_taken_is_told() {
    let scene = Scene::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("bound").port().to_string();
    let error = scene.refused(&["sandbox", "--port", &port], "", 2);
    assert_eq!(
        (&error["id"], &error["params"]["port"]),
        (&"error-sandbox-port".into(), &port.as_str().into())
    );
}

/// A waiting program, and the envelope it waits for.
fn waiting(stage: &Stage) -> (Child, String) {
    let mut command = stage.scene.command();
    command.args(["send", "demande.json", "--account", "docage", "--wait", "--json"]);
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut id = String::new();
    until("it is sent", || {
        let list = stage.scene.ok(&["list", "--status", "sent"]);
        list["envelopes"][0]["envelope"].as_str().unwrap_or_default().clone_into(&mut id);
        !id.is_empty()
    });
    (child, id)
}

fn ended(child: Child) -> (Option<i32>, Value) {
    let output = child.wait_with_output().expect("ends");
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("one value"))
}

#[test]
fn who_waits_hears_of_the_end() {
    let stage = Stage::with(StandIn::Docage, 1);
    let (child, id) = waiting(&stage);
    // Another run of the program learns of it; the waiting one sees what is on record.
    assert_eq!(stage.sign_and_learn(StandIn::Docage, &id)["status"], "completed");
    let (code, told) = ended(child);
    assert_eq!(
        (code, &told["status"], &told["envelope"]),
        (Some(0), &"completed".into(), &id.as_str().into())
    );

    let stage = Stage::with(StandIn::Docage, 1);
    let (child, id) = waiting(&stage);
    let remote = stage.control.envelopes(StandIn::Docage)[0].id.clone();
    assert!(stage.control.decline(StandIn::Docage, &remote, "r1@exemple.fr", "Montant faux"));
    assert_eq!(stage.scene.ok(&["status", &id, "--refresh"])["status"], "declined");
    let (code, told) = ended(child);
    assert_eq!((code, &told["status"]), (Some(1), &"declined".into()), "it is not what was waited for");
}

#[cfg(unix)]
#[test]
fn who_has_waited_enough_loses_nothing() {
    let stage = Stage::with(StandIn::Docage, 1);
    let (child, id) = waiting(&stage);
    interrupt(&child);
    let (code, told) = ended(child);
    assert_eq!((code, &told["status"]), (Some(1), &"sent".into()));
    assert_eq!(stage.sign_and_learn(StandIn::Docage, &id)["status"], "completed");
}

#[cfg(unix)]
#[test]
fn whoever_insists_is_not_kept_waiting() {
    for more in [&["--rows", "gens.csv"][..], &["--wait"]] {
        let stage = Stage::with(StandIn::NgSign, 1);
        stage.scene.write("gens.csv", "email\na@exemple.fr\n");
        stage.fault(StandIn::NgSign, 0, paraphe_sandbox::FaultKind::Held);
        let mut command = stage.scene.command();
        command.args(["send", "demande.json", "--account", "ngsign"]).args(more);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        until("the stand-in holds the request", || stage.control.silences(StandIn::NgSign) == 1);
        let mut told = BufReader::new(child.stderr.take().expect("piped"));
        interrupt(&child);
        let mut line = String::new();
        while !line.contains("Ctrl+C") {
            line.clear();
            assert!(told.read_line(&mut line).expect("readable") > 0, "it was heard, and that is told");
        }
        interrupt(&child);
        // It ends while the stand-in still holds the request.
        told.read_to_string(&mut line).expect("readable");
        assert_eq!(child.wait().expect("ends").code(), Some(130), "{line}");
        stage.control.release();
    }
}
