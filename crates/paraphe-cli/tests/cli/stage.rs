//! The stand-ins in this process, and a scene whose program talks to them.

use std::time::{Duration, Instant};

use paraphe_sandbox::{Control, Fault, FaultKind, Sandbox, SandboxOptions, StandIn, StandInAccount};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::support::{Scene, sample};

/// Longer than anything takes that does happen.
const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) struct Stage {
    pub(crate) scene: Scene,
    pub(crate) control: Control,
    sandbox: Option<Sandbox>,
    runtime: Runtime,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _entered = self.runtime.enter();
        drop(self.sandbox.take());
    }
}

/// The same with each of the five.
pub(crate) fn each(test: impl Fn(StandIn)) {
    StandIn::ALL.into_iter().for_each(test);
}

/// Waits for something that certainly comes.
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

impl Stage {
    pub(crate) fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let sandbox = runtime.block_on(Sandbox::start(SandboxOptions::default())).expect("a free port");
        let scene = Scene::new();
        scene.write("contrat.pdf", std::fs::read(sample("contrat.pdf")).expect("the sample"));
        Self { scene, control: sandbox.control(), sandbox: Some(sandbox), runtime }
    }

    /// With an account at one stand-in, and an envelope file for it: `demande.json`.
    pub(crate) fn with(provider: StandIn, people: usize) -> Self {
        let stage = Self::new();
        stage.add_account(provider);
        stage.scene.write("demande.json", envelope(provider, people).to_string());
        stage
    }

    pub(crate) fn account(&self, provider: StandIn) -> StandInAccount {
        let all = self.sandbox.as_ref().expect("running").accounts();
        all.into_iter().find(|account| account.provider == provider).expect("an account at each")
    }

    /// The port of the stand-ins.
    pub(crate) fn port(&self) -> u16 {
        let base = self.account(StandIn::Docage).base_url;
        let port = base.split(['/', ':']).find_map(|part| part.parse().ok());
        port.expect("http://127.0.0.1:PORT/…")
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// Adds the account, called like its provider.
    pub(crate) fn add_account(&self, provider: StandIn) -> Value {
        let account = self.account(provider);
        add_account(&self.scene, &account, &account.base_url, &account.secret)
    }

    /// Sends `demande.json`; what must succeed.
    pub(crate) fn send(&self, provider: StandIn) -> Value {
        self.scene.ok(&["send", "demande.json", "--account", provider.as_str()])
    }

    pub(crate) fn fault(&self, provider: StandIn, skip: usize, kind: FaultKind) {
        let fault = Fault { provider, path_contains: String::new(), method: None, skip, times: 1, kind };
        self.control.fault(fault);
    }

    /// The message the provider would post now, written into a file; gives the arguments of `notice`.
    pub(crate) fn notice(&self, provider: StandIn, remote: &str) -> Vec<String> {
        let notice = self.control.notice(provider, remote).expect("a message");
        self.scene.write("notice", notice.body);
        let mut arguments: Vec<String> =
            ["notice", "notice", "--account", provider.as_str()].map(str::to_owned).into();
        for (name, value) in notice.headers {
            arguments.extend(["--header".to_owned(), format!("{name}: {value}")]);
        }
        arguments
    }

    /// Whoever can sign does, and the program learns of it. Gives the status.
    pub(crate) fn sign_and_learn(&self, provider: StandIn, id: &str) -> Value {
        while self.control.sign_next(provider) {}
        let status = self.scene.ok(&["status", id, "--refresh"]);
        if provider != StandIn::GesDocs {
            return status;
        }
        let remote = status["dispatches"][0]["remote"].as_str().expect("sent");
        self.scene.ok(&self.notice(provider, remote))
    }
}

/// Adds an account called like its provider, at this address and with this secret.
pub(crate) fn add_account(scene: &Scene, account: &StandInAccount, base_url: &str, secret: &str) -> Value {
    let name = account.provider.as_str();
    let mut arguments = vec!["accounts", "add", name, "--name", name, "--base-url", base_url];
    arguments.extend(["--auth", account.auth, "--secret-stdin"]);
    for (option, value) in [("--user", &account.user), ("--auth-url", &account.auth_url)] {
        arguments.extend(value.as_deref().into_iter().flat_map(|value| [option, value]));
    }
    scene.ok_with(&arguments, &format!("{secret}\n"))
}

/// An envelope this provider can take, for so many people.
pub(crate) fn envelope(provider: StandIn, people: usize) -> Value {
    let authentication = match provider {
        StandIn::Docage | StandIn::Openapi => "email_code",
        StandIn::GesDocs | StandIn::NgSign | StandIn::SigTool => "none",
    };
    let person = |number: usize| {
        json!({
            "id": format!("r{number}"), "role": "signer", "first_name": format!("Zoë{number}"), "last_name": "Dupont",
            "email": format!("r{number}@exemple.fr"), "authentication": authentication, "delivery": "links",
        })
    };
    let field = |number: usize| {
        let rect = json!({ "x": 60 + 200 * (number - 1), "y": 600, "width": 150, "height": 60 });
        json!({ "recipient": format!("r{number}"), "document": 0, "page": 6, "kind": "signature", "rect": rect })
    };
    let mut file = json!({
        "title": "Contrat n° 7", "documents": [{ "path": "contrat.pdf" }],
        "recipients": (1..=people).map(person).collect::<Vec<_>>(),
        "fields": (1..=people).map(field).collect::<Vec<_>>(),
    });
    if provider == StandIn::GesDocs {
        file["requester_email"] = json!("bureau@exemple.fr");
    }
    file
}
