//! `correct`: a person's details put right in a request that is out.

use std::collections::BTreeMap;

use paraphe_app::headless::envelope_id;
use paraphe_app::{App, Code, Error, call};
use serde_json::{Value, json};

use super::{following, text};
use crate::arguments::Correct;
use crate::output::{Answer, Output};

/// Takes the request back and sends it again, or says what becomes of that where it was cut short.
pub(super) async fn run(app: &App, request: Correct, output: &Output) -> Result<Answer, Error> {
    let id = envelope_id(&request.id)?;
    if let Some(answer) = request.answer() {
        let settling = json!({ "envelope": id, "answer": answer });
        return following::act(app, "settle_correction", settling, output).await;
    }
    let former = call(app, "open_envelope", json!({ "envelope": id })).await?;
    let person = person(&former, request.recipient.as_deref().unwrap_or_default())?;
    let given = |given: &Option<String>, name: &str| match given {
        Some(given) => given.clone(),
        None => person[name].as_str().unwrap_or_default().to_owned(),
    };
    let details = json!({
        "first_name": given(&request.first_name, "first_name"), "last_name": given(&request.last_name, "last_name"),
        "email": given(&request.email, "email"), "mobile": given(&request.mobile, "mobile"),
    });
    let correcting =
        json!({ "envelope": id, "recipient": person["id"], "details": details, "reason": request.reason });
    let corrected = call(app, "correct_person", correcting).await?;
    if corrected["type"] == "replaced" {
        let ids = [("former", request.id.clone()), ("id", text(&corrected["envelope"]["id"]))];
        output.progress(&output.sentence("command-correct-replaced", &ids));
        following::tell(&corrected["envelope"], output);
        return Ok(Answer::Done);
    }
    kept(&corrected, (&former, person), output);
    Ok(Answer::No)
}

fn person<'v>(former: &'v Value, id: &str) -> Result<&'v Value, Error> {
    let mut people = former["recipients"].as_array().into_iter().flatten();
    let found = people.find(|person| person["id"] == id);
    found.ok_or_else(|| {
        let known = former["recipients"].as_array().into_iter().flatten().map(|person| text(&person["id"]));
        Error::new(Code::NotFound, "error-correct-nobody")
            .with("id", id)
            .with("known", known.collect::<Vec<_>>().join(", "))
    })
}

/// What keeps the corrected request from leaving: nothing was taken back.
fn kept(corrected: &Value, (former, person): (&Value, &Value), output: &Output) {
    let name = |facts: &Value| {
        let mut people = former["recipients"].as_array().into_iter().flatten();
        let person = people.find(|one| one["id"] == facts["recipient"]).unwrap_or(person);
        format!("{} {}", text(&person["first_name"]), text(&person["last_name"])).trim().to_owned()
    };
    let told = |kind: &str, found: &Value, facts: &Value| {
        let own = facts.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value)));
        // A document's problem names the document.
        let facts: BTreeMap<String, String> =
            std::iter::once(("name".to_owned(), name(facts))).chain(own).collect();
        let code = text(&found["code"]);
        let id = format!("{kind}-{}", code.replace('_', "-"));
        let said = [format!("{id}.for"), id].iter().find_map(|id| output.found(id, &facts));
        json!({ "code": code, "message": said.unwrap_or(code) })
    };
    let all = |name: &str| corrected[name].as_array().cloned().unwrap_or_default();
    let problems: Vec<Value> =
        all("problems").iter().map(|found| told("problem", &found["problem"], &found["problem"])).collect();
    let refusals: Vec<Value> =
        all("refusals").iter().map(|found| told("refusal", found, &found["params"])).collect();
    let value = json!({ "problems": problems, "refusals": refusals });
    output.print(&value, |output| {
        let lines = problems.iter().chain(&refusals).map(|found| format!("  {}", text(&found["message"])));
        std::iter::once(output.sentence("command-correct-kept", &[])).chain(lines).collect()
    });
}
