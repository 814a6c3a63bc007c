//! What can be done with an envelope that was sent: `status`, `remind`, `void`, `download`, `notice`, `settle`,
//! `send-again`, `import`.

use std::path::PathBuf;

use paraphe_app::headless::{Existing, envelope_id, save_results};
use paraphe_app::schema::SentenceView;
use paraphe_app::words::in_one_line;
use paraphe_app::{App, Code, Error, call};
use paraphe_envelope::EnvelopeStatus;
use serde_json::{Value, json};

use super::{TextPath, doubt, input, local_time, rfc3339, text, verify_lines};
use crate::arguments::{Notice, Settle};
use crate::output::{Answer, Output};

/// One envelope as it is on record.
pub(super) async fn status(app: &App, id: &str, output: &Output) -> Result<Answer, Error> {
    act(app, "open_envelope", json!({ "envelope": envelope_id(id)? }), output).await
}

/// The same after asking the provider. That it does not know either is told as how the envelope stands.
pub(super) async fn refreshed(app: &App, id: &str, output: &Output) -> Result<Answer, Error> {
    let id = envelope_id(id)?;
    let found = match call(app, "refresh_envelope", json!({ "envelope": id })).await {
        Err(error) if error.code == Code::Uncertain => {
            call(app, "open_envelope", json!({ "envelope": id })).await?
        }
        found => found.map_err(|error| error.with("envelope", &id))?,
    };
    let is_open = !doubt::is_in_doubt(&found);
    let next = (is_open && not_asked(&found)).then(|| next_without_asking(&found, output));
    tell_with(&found, next, output);
    Ok(if doubt::is_in_doubt(&found) { Answer::Uncertain } else { Answer::Done })
}

/// Every open envelope, asked about. The first failure is the answer; all have been asked.
pub(super) async fn refresh_all(app: &App, output: &Output) -> Result<(), Error> {
    let mut answer = Ok(());
    let mut cursor = Value::Null;
    loop {
        let request = json!({ "query": "", "filter": "in_progress", "cursor": cursor, "limit": 200 });
        let page = call(app, "list_history", request).await?;
        for row in page["rows"].as_array().into_iter().flatten() {
            let refreshed = call(app, "refresh_envelope", json!({ "envelope": row["envelope"] })).await;
            if let Err(error) = &refreshed {
                let title = in_one_line(&text(&row["title"]));
                let line = format!("{} · {title} · {}", text(&row["envelope"]), output.sentence_of(error));
                output.progress(&line);
            }
            answer = answer.and(refreshed.map(drop));
        }
        cursor = page["next_cursor"].clone();
        if cursor.is_null() {
            return answer;
        }
    }
}

/// A command about one envelope that answers how it stands afterwards.
pub(super) async fn act(app: &App, command: &str, request: Value, output: &Output) -> Result<Answer, Error> {
    tell(&call(app, command, request).await?, output);
    Ok(Answer::Done)
}

/// Has people reminded, and says who was.
pub(super) async fn remind(app: &App, id: &str, output: &Output) -> Result<Answer, Error> {
    let request = json!({ "envelope": envelope_id(id)? });
    let events = |found: &Value| found["events"].as_array().cloned().unwrap_or_default();
    let before = events(&call(app, "open_envelope", request.clone()).await?).len();
    let found = call(app, "remind_envelope", request).await?;
    let new = events(&found).into_iter().skip(before).filter(|event| event["kind"] == "reminded");
    let reminded: Vec<Value> = new.map(|event| event["recipient"].clone()).collect();
    let mut value = of_view(&found);
    value["reminded"] = json!(reminded);
    output.print(&value, |output| {
        let names: Vec<String> = reminded.iter().map(|id| name_of(&found, id)).collect();
        let facts = [("names", names.join(", ")), ("account", text(&found["sent_with"]["account"]))];
        let mut lines = vec![output.sentence("command-reminded", &facts)];
        lines.extend(standing_lines(&found, &value, output));
        lines
    });
    Ok(Answer::Done)
}

/// What is on record of a sending in doubt, and what the person says about it.
pub(super) async fn settle(app: &App, request: Settle, output: &Output) -> Result<Answer, Error> {
    let answer = match request.sent {
        Some(remote) => json!({ "type": "sent", "remote": remote }),
        None if request.not_sent => json!({ "type": "not_sent" }),
        None => json!({ "type": "ask" }),
    };
    let id = envelope_id(&request.id)?;
    let settling = json!({ "envelope": id, "dispatch": request.dispatch, "answer": answer });
    let found = call(app, "settle_dispatch", settling).await?;
    tell(&found, output);
    let asked = found["dispatches"].as_array().into_iter().flatten();
    let mut asked = asked.filter(|dispatch| dispatch["number"] == request.dispatch);
    Ok(if asked.any(|dispatch| dispatch["state"] == "uncertain") { Answer::Uncertain } else { Answer::Done })
}

/// A provider's message.
pub(super) async fn notice(app: &App, request: Notice, output: &Output) -> Result<Answer, Error> {
    let given = TextPath::of(&request.file).await?;
    let source = if request.file.as_os_str() == "-" {
        json!({ "type": "text", "text": input::message()? })
    } else {
        json!({ "type": "file", "path": given.text() })
    };
    let importing = json!({ "account": request.account, "source": source, "headers": request.header });
    act(app, "import_notice", importing, output).await
}

/// The signed file of a document that came another way, with what is said of it beyond what it shows.
pub(super) async fn import(
    app: &App,
    id: &str,
    (file, number): (PathBuf, u32),
    said: Value,
    output: &Output,
) -> Result<Answer, Error> {
    let id = envelope_id(id)?;
    let found = call(app, "open_envelope", json!({ "envelope": id })).await?;
    let index = usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    let document = found["documents"].get(index).map(|document| document["id"].clone());
    let document = document.ok_or_else(|| {
        let count = found["documents"].as_array().map_or(0, Vec::len);
        Error::new(Code::NotFound, "error-document-number").with("n", number).with("count", count)
    })?;
    let file = TextPath::of(&file).await?;
    let mut importing = said;
    importing["envelope"] = json!(id);
    importing["document"] = json!(document);
    importing["path"] = json!(file.text());
    let taken = call(app, "import_signed", importing).await?;
    let mut value = of_view(&taken["envelope"]);
    value["imported"] = json!({ "verdict": taken["verdict"], "signers": taken["signers"] });
    let params = serde_json::from_value(taken["sentence"]["params"].clone()).unwrap_or_default();
    let sentence = SentenceView { id: text(&taken["sentence"]["id"]), params };
    let signers: Vec<String> = taken["signers"].as_array().into_iter().flatten().map(text).collect();
    output.print(&value, |output| {
        let title = output.sentence(verify_lines::title(&taken["verdict"], &sentence), &[]);
        let facts = [("signers", signers.join(", ")), ("verdict", title)];
        let mut lines =
            vec![output.sentence("command-imported", &facts), format!("  {}", output.tell(&sentence))];
        lines.extend(standing_lines(&taken["envelope"], &value, output));
        lines
    });
    Ok(Answer::Done)
}

/// Every result, into a folder.
pub(super) async fn download(app: &App, id: &str, to: PathBuf, output: &Output) -> Result<Answer, Error> {
    let id = envelope_id(id)?;
    let found = call(app, "download_artifacts", json!({ "envelope": id })).await?;
    let files = save_results(app, id.clone(), to.clone(), Existing::Kept).await?;
    if files.is_empty() {
        return Err(Error::new(Code::Refused, "action-reason-not-ready").with("envelope", id));
    }
    output.print(&json!({ "envelope": id, "files": files }), |output| {
        // Beside the answer, which is what programs that check digests read.
        let facts = [("n", files.len().to_string()), ("folder", to.display().to_string())];
        output.progress(&output.sentence("command-downloaded", &facts));
        so_far_lines(&found, output).iter().for_each(|line| output.progress(line));
        files.iter().map(|file| format!("{}  {}", file.sha256, file.path.display())).collect()
    });
    Ok(Answer::Done)
}

pub(super) fn tell(found: &Value, output: &Output) {
    tell_with(found, None, output);
}

fn tell_with(found: &Value, next: Option<String>, output: &Output) {
    let next = next.or_else(|| doubt::next(found, output));
    let mut value = of_view(found);
    if let Some(next) = &next {
        value["next"] = json!(next);
    }
    output.print(&value, |output| {
        let mut lines = standing_lines(found, &value, output);
        lines.extend(doubt::check(found, output));
        lines.extend(next);
        lines
    });
}

/// Whether the provider cannot be asked how far an open request is.
pub(super) fn not_asked(found: &Value) -> bool {
    let status: Option<EnvelopeStatus> = serde_json::from_value(found["status"].clone()).ok();
    if status.is_none_or(EnvelopeStatus::is_final) {
        return false;
    }
    let actions = found["actions"].as_array().into_iter().flatten();
    let mut refresh = actions.filter(|action| action["action"] == "refresh");
    refresh.any(|action| action["reason"] == "action-reason-no-poll")
}

/// How to learn how far a request is at a provider that cannot be asked.
pub(super) fn next_without_asking(found: &Value, output: &Output) -> String {
    let facts = [("id", text(&found["id"])), ("account", text(&found["sent_with"]["account"]))];
    output.sentence("command-sent-next-notice", &facts)
}

/// How an envelope stands, in lines for a person.
fn standing_lines(found: &Value, value: &Value, output: &Output) -> Vec<String> {
    let status = output.status(&value["status"], &found["status_word"]);
    let title = in_one_line(&text(&value["title"]));
    let mut lines = vec![format!("{title} · {status} · {}", text(&value["envelope"]))];
    let people = value["recipients"].as_array().into_iter().flatten();
    let is_over = is_over(&value["status"]);
    lines.extend(people.map(|person| {
        if let Some(word) = unsigned(&person["status"]).filter(|_| is_over) {
            // Nobody's turn comes any more.
            return format!("  {} · {}", text(&person["name"]), output.sentence(word, &[]));
        }
        let at = local_time(&person["at"]).map(|at| format!(" · {at}")).unwrap_or_default();
        format!("  {} · {}{at}", text(&person["name"]), output.word("person", &person["status"]))
    }));
    lines.extend(so_far_lines(found, output));
    lines.extend(link_lines(found));
    lines.extend(missing_link_lines(found, output));
    lines.extend(correction_line(found, output));
    lines.extend(replaced_line(found, output));
    lines.extend(left_behind_lines(found, output));
    let troubles = value["dispatches"].as_array().into_iter().flatten();
    lines.extend(
        troubles.filter_map(|dispatch| Some(format!("  {}", output.detail(dispatch["trouble"].as_str()?)))),
    );
    lines
}

/// The documents that some have signed and others not: what is there is a copy on the way.
pub(super) fn so_far_lines(found: &Value, output: &Output) -> Vec<String> {
    let line = |part: &Value| {
        let mut documents = found["documents"].as_array().into_iter().flatten();
        let document = documents.find(|document| document["id"] == part["document"]);
        let name = document.map(|document| in_one_line(&text(&document["name"]))).unwrap_or_default();
        let facts = [
            ("name", name),
            ("signed", text(&part["so_far"]["signed"])),
            ("n", text(&part["so_far"]["signers"])),
        ];
        format!("  {}", output.sentence("command-signed-so-far", &facts))
    };
    found["partly_signed"].as_array().into_iter().flatten().map(line).collect()
}

/// A correction that was cut before it was through: nothing goes on by itself while nobody knows.
fn correction_line(found: &Value, output: &Output) -> Option<String> {
    let correction = found["correction"].as_object()?;
    let facts = [("name", name_of(found, &correction["recipient"])), ("id", text(&found["id"]))];
    Some(format!("  {}", output.sentence("command-correction-open", &facts)))
}

/// The request that took the place of one that was taken back.
fn replaced_line(found: &Value, output: &Output) -> Option<String> {
    let new = found["replaced_by"].as_str()?;
    Some(format!("  {}", output.sentence("command-replaced", &[("id", new.to_owned())])))
}

/// Drafts that may have stayed at the provider: nobody but a person can look there.
fn left_behind_lines(found: &Value, output: &Output) -> Vec<String> {
    let line = |dispatch: &Value| {
        let facts = [
            ("time", local_time(&dispatch["left_behind"])?),
            ("title", in_one_line(&text(&found["title"]))),
            ("account", text(&found["sent_with"]["account"])),
        ];
        Some(format!("  {}", output.sentence("command-left-behind", &facts)))
    };
    found["dispatches"].as_array().into_iter().flatten().filter_map(line).collect()
}

/// Whether an envelope has ended without everybody's signature.
fn is_over(status: &Value) -> bool {
    let status: Option<EnvelopeStatus> = serde_json::from_value(status.clone()).ok();
    status.is_some_and(|status| status.is_final() && status != EnvelopeStatus::Completed)
}

/// The word for somebody who was waited for, or never asked.
fn unsigned(person: &Value) -> Option<&'static str> {
    match person.as_str()? {
        "invited" | "viewed" => Some("person-unsigned"),
        "waiting" => Some("person-unasked"),
        _ => None,
    }
}

/// The links people sign by, each with the name of its person: for those who have not signed yet.
pub(super) fn link_lines(found: &Value) -> Vec<String> {
    let line = |link: &Value| format!("  {} · {}", name_of(found, &link["recipient"]), text(&link["url"]));
    links(found).map(line).collect()
}

/// Those who are asked by a link, and to whom the provider has given none: nobody else would tell them.
pub(super) fn missing_link_lines(found: &Value, output: &Output) -> Vec<String> {
    let facts = [("account", text(&found["sent_with"]["account"]))];
    let line = |person: &Value| {
        let known = person["missing_link"].as_str()?;
        let said = output.sentence(&format!("link-missing-{known}"), &facts);
        Some(format!("  {} · {said}", full_name(person)))
    };
    found["recipients"].as_array().into_iter().flatten().filter_map(line).collect()
}

fn links(found: &Value) -> impl Iterator<Item = &Value> {
    let dispatches = found["dispatches"].as_array().into_iter().flatten();
    dispatches.flat_map(|dispatch| dispatch["links"].as_array().into_iter().flatten())
}

fn name_of(found: &Value, id: &Value) -> String {
    let mut people = found["recipients"].as_array().into_iter().flatten();
    people.find(|person| person["id"] == *id).map_or_else(|| text(id), full_name)
}

fn full_name(person: &Value) -> String {
    format!("{} {}", text(&person["first_name"]), text(&person["last_name"])).trim().to_owned()
}

/// An envelope as scripts read it.
fn of_view(found: &Value) -> Value {
    let person = |person: &Value| json!({ "id": person["id"], "name": full_name(person), "status": person["status"], "at": rfc3339(&person["at"]) });
    let event = |event: &Value| json!({ "at": rfc3339(&event["at"]), "type": event["kind"], "facts": event["facts"] });
    let dispatch = |dispatch: &Value| {
        let mut told = json!({
            "number": dispatch["number"], "state": dispatch["state"], "remote": dispatch["remote"],
            "links": dispatch["links"], "checked_at": rfc3339(&dispatch["checked_at"]), "trouble": dispatch["trouble"],
        });
        if !dispatch["left_behind"].is_null() {
            told["left_behind"] = rfc3339(&dispatch["left_behind"]);
        }
        told
    };
    let each = |name: &str, told: &dyn Fn(&Value) -> Value| -> Vec<Value> {
        found[name].as_array().into_iter().flatten().map(told).collect()
    };
    let mut told = json!({
        "envelope": found["id"], "title": found["title"], "status": found["status"],
        "account": found["sent_with"]["account"], "recipients": each("recipients", &person),
        "dispatches": each("dispatches", &dispatch), "events": each("events", &event),
    });
    for name in ["correction", "replaced_by"] {
        if !found[name].is_null() {
            told[name] = found[name].clone();
        }
    }
    let partly_signed = each(
        "partly_signed",
        &|part| json!({ "document": part["document"], "signed": part["so_far"]["signed"], "signers": part["so_far"]["signers"] }),
    );
    if !partly_signed.is_empty() {
        told["partly_signed"] = json!(partly_signed);
    }
    told
}
