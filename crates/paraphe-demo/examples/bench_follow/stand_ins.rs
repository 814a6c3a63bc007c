//! The stand-ins as a process of their own, asked over its standard input, a line per question.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_sandbox::{Control, Sandbox, SandboxOptions, StandIn};
use serde_json::{Value, json};

use crate::Outcome;

/// The other process: tells its accounts, then answers until its input ends.
pub(crate) async fn serve() -> Outcome<()> {
    let sandbox = Sandbox::start(SandboxOptions::default()).await?;
    let accounts = sandbox.accounts().into_iter().map(|stand_in| {
        let name = stand_in.provider.as_str();
        let account = paraphe_demo::account(stand_in);
        json!({ "name": name, "settings": account.settings, "secret": account.secret, "replaces": null })
    });
    tell(&accounts.collect())?;
    for line in std::io::stdin().lines() {
        tell(&answer(&sandbox.control(), &line?)?)?;
    }
    sandbox.stop().await;
    Ok(())
}

fn tell(value: &Value) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{value}")?;
    Ok(out.flush()?)
}

fn answer(control: &Control, question: &str) -> Outcome<Value> {
    let (word, name) = question.split_once(' ').ok_or("two words")?;
    let stand_in = StandIn::from_name(name).ok_or("a service")?;
    match word {
        "creations" => Ok(control.creations(stand_in).into()),
        "requests" => {
            let requests = control.requests(stand_in).into_iter().map(|request| {
                let body = STANDARD.encode(&request.body);
                json!({ "method": request.method, "path": request.path, "headers": request.headers, "body": body })
            });
            Ok(requests.collect())
        }
        _ => Err("no such question".into()),
    }
}

/// The running stand-ins; they end with their input.
pub(crate) struct StandIns {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    /// As `save_account` takes them, by name of the service.
    accounts: Value,
}

impl StandIns {
    pub(crate) fn start() -> Outcome<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("stand-ins")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let questions = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut started = Self { child, questions, answers, accounts: Value::Null };
        started.accounts = started.read()?;
        Ok(started)
    }

    fn read(&mut self) -> Outcome<Value> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }

    pub(crate) fn ask(&mut self, word: &str, service: &str) -> Outcome<Value> {
        writeln!(self.questions.as_mut().ok_or("no input")?, "{word} {service}")?;
        self.read()
    }

    pub(crate) fn account(&self, service: &str) -> Outcome<&Value> {
        let mut all = self.accounts.as_array().into_iter().flatten();
        all.find(|account| account["name"] == service).ok_or_else(|| "no such account".into())
    }
}

impl Drop for StandIns {
    fn drop(&mut self) {
        self.questions = None;
        // It ends by itself; waiting only avoids leaving it behind.
        let _ = self.child.wait();
    }
}
