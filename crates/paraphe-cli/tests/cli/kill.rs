//! The program is killed while it sends, at each request, before and after the provider has done its work. Whatever the
//! moment: the envelope is in the history, nobody is asked twice, and what is called sent is there exactly once.

use std::process::Stdio;

use paraphe_sandbox::{FaultKind, StandIn};

use crate::stage::{Stage, until};

/// Statuses that say: the provider has it.
const HAS_LEFT: [&str; 3] = ["sent", "in_progress", "completed"];

/// What the stand-in makes of the request during which the program dies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Work {
    /// Nothing, ever.
    Never,
    /// Its work, but the answer is lost.
    Done,
    /// Its work, long after the program has been started again and has asked.
    Late,
}

fn every_moment(provider: StandIn) {
    let whole = Stage::with(provider, 1);
    whole.send(provider);
    let requests = whole.control.requests(provider).len();
    assert_eq!(whole.control.creations(provider), 1);
    for at in 0..requests {
        for work in [Work::Never, Work::Done, Work::Late] {
            killed(provider, at, work, requests);
        }
    }
}

/// One run that is killed at its request number `at`, and what the next runs make of it.
fn killed(provider: StandIn, at: usize, work: Work, requests: usize) {
    let stage = Stage::with(provider, 1);
    let moment = format!("{provider:?}, request {} of {requests}, work: {work:?}", at + 1);
    kill(&stage, provider, at, work, &["send", "demande.json", "--account", provider.as_str()]);
    let before = stage.control.creations(provider);
    let id = only_envelope(&stage, &moment);
    assert_eq!(stage.control.creations(provider), before, "{moment}: a look at the history sends nothing");
    let mut word = look_again(&stage, provider, &id, &moment);
    if work == Work::Late {
        stage.control.release();
        until("the late work is done", || stage.control.late_works(provider) == 1);
        word = look_again(&stage, provider, &id, &moment);
    }
    if word == "uncertain" {
        assert!(may_stay_in_doubt(provider, work), "{moment}: the provider can be asked");
        settle(&stage, provider, &id, &moment);
    }
    // Each moment is looked at; the way to the end is the same from all of them.
    if work == Work::Done {
        finish(&stage, provider, &id, &moment);
    }
}

/// A new run asks about the envelope: whatever it finds, it is never more than once at the provider.
fn look_again(stage: &Stage, provider: StandIn, id: &str, moment: &str) -> String {
    let (code, status) = stage.scene.json(&["status", id, "--refresh"]);
    asked_once(stage, provider, moment);
    let word = status["status"].as_str().unwrap_or_else(|| panic!("{moment}: {status:#}"));
    if HAS_LEFT.contains(&word) {
        let creations = stage.control.creations(provider);
        assert_eq!((code, creations), (0, 1), "{moment}: {word}, and nobody was asked");
    } else {
        assert_eq!((code, word), (4, "uncertain"), "{moment}: {status:#}");
    }
    word.to_owned()
}

fn asked_once(stage: &Stage, provider: StandIn, moment: &str) {
    let creations = stage.control.creations(provider);
    assert!(creations <= 1, "{moment}: sent {creations} times");
    let invited: usize = stage.control.envelopes(provider).iter().map(|envelope| envelope.invited).sum();
    assert!(invited <= 1, "{moment}: asked {invited} times");
}

/// Where only a person can tell, and none of the program's own requests may.
fn may_stay_in_doubt(provider: StandIn, work: Work) -> bool {
    match provider {
        // No request tells.
        StandIn::GesDocs => true,
        // What is missing in its list may still be under way for some minutes.
        StandIn::Openapi => work == Work::Never,
        // The same identifier is refused the second time, with nothing about the first.
        StandIn::SigTool => work != Work::Never,
        StandIn::Docage | StandIn::NgSign => false,
    }
}

/// A person looks at the provider's own pages, and says what is there.
fn settle(stage: &Stage, provider: StandIn, id: &str, moment: &str) {
    let (code, _) = stage.scene.json(&["settle", id, "--ask"]);
    assert_eq!(code, 4, "{moment}: asking once more changes nothing");
    asked_once(stage, provider, moment);
    let there = stage.control.envelopes(provider).into_iter().find(|envelope| envelope.state == "out");
    match there {
        Some(found) => {
            let settled = stage.scene.ok(&["settle", id, "--dispatch", "1", "--sent", &found.id]);
            assert_eq!(settled["status"], "sent", "{moment}: {settled:#}");
        }
        None => {
            let settled = stage.scene.ok(&["settle", id, "--not-sent"]);
            assert_eq!(settled["status"], "failed", "{moment}: {settled:#}");
            assert_eq!(stage.control.creations(provider), 0, "{moment}: nothing leaves by itself");
            assert_eq!(stage.scene.ok(&["send-again", id])["status"], "sent", "{moment}");
        }
    }
    assert_eq!(stage.control.creations(provider), 1, "{moment}");
}

/// What was called sent can be signed, and ends well.
fn finish(stage: &Stage, provider: StandIn, id: &str, moment: &str) {
    let status = stage.sign_and_learn(provider, id);
    assert_eq!(status["status"], "completed", "{moment}: {status:#}");
    assert_eq!(stage.control.creations(provider), 1, "{moment}");
    let intact = stage.scene.ok(&["history", "verify"]);
    assert_eq!(intact["breaks"].as_array().map(Vec::len), Some(0), "{moment}");
}

/// Runs the program until the stand-in holds its request number `at`, and kills it then (SIGKILL).
fn kill(stage: &Stage, provider: StandIn, at: usize, work: Work, arguments: &[&str]) {
    let before = stage.control.silences(provider);
    let kind = match work {
        Work::Never => FaultKind::Silence { works: false },
        Work::Done => FaultKind::Silence { works: true },
        Work::Late => FaultKind::Held,
    };
    stage.fault(provider, at, kind);
    let mut command = stage.scene.command();
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    until("the stand-in holds the request", || stage.control.silences(provider) > before);
    child.kill().expect("killed");
    child.wait().expect("gone");
    stage.control.clear_faults();
}

fn only_envelope(stage: &Stage, moment: &str) -> String {
    let list = stage.scene.ok(&["list"]);
    let all = list["envelopes"].as_array().expect("a list");
    assert_eq!(all.len(), 1, "{moment}: nothing lost, nothing doubled: {list:#}");
    assert_ne!(all[0]["status"], "draft", "{moment}: it has become an envelope");
    all[0]["envelope"].as_str().expect("an id").to_owned()
}

#[test]
fn docage_at_every_request() {
    every_moment(StandIn::Docage);
}

#[test]
fn gesdocs_at_every_request() {
    every_moment(StandIn::GesDocs);
}

#[test]
fn ngsign_at_every_request() {
    every_moment(StandIn::NgSign);
}

#[test]
fn openapi_at_every_request() {
    every_moment(StandIn::Openapi);
}

#[test]
fn sigtool_at_every_request() {
    every_moment(StandIn::SigTool);
}

/// With two people SigTool gets two sendings, the second when the first is signed: it leaves during a refresh.
#[test]
fn a_later_turn_is_never_asked_twice_either() {
    for work in [Work::Never, Work::Done] {
        let provider = StandIn::SigTool;
        let moment = format!("second turn, work: {work:?}");
        let stage = Stage::with(provider, 2);
        let sent = stage.send(provider);
        let id = sent["envelope"].as_str().expect("an id");
        while stage.control.sign_next(provider) {}
        let known = stage.control.requests(provider).len();
        let whole = Stage::with(provider, 2);
        let other = whole.send(provider);
        while whole.control.sign_next(provider) {}
        let before = whole.control.requests(provider).len();
        whole.scene.ok(&["status", other["envelope"].as_str().expect("an id"), "--refresh"]);
        let requests = whole.control.requests(provider).len() - before;
        assert_eq!(whole.control.creations(provider), 2);
        for at in 0..requests {
            if stage.control.creations(provider) == 2 {
                break;
            }
            kill(&stage, provider, at, work, &["status", id, "--refresh"]);
            assert!(stage.control.creations(provider) <= 2, "{moment}, request {at}");
        }
        assert!(stage.control.requests(provider).len() > known);
        let status = stage.scene.json(&["status", id, "--refresh"]).1;
        assert!(stage.control.creations(provider) <= 2, "{moment}");
        let second = &status["dispatches"][1];
        let has_left = second["state"] == "accepted";
        assert!(!has_left || stage.control.creations(provider) == 2, "{moment}: {status:#}");
        assert!(has_left || second["state"] == "uncertain", "{moment}: {status:#}");
    }
}
