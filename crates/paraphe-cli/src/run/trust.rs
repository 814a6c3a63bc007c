//! `trust`: the EU trusted lists, from files or fetched.

use paraphe_app::headless::{
    AskedList, ImportedTrustLists, ListFacts, ListOutcome, RefreshTrustLists, RefreshedTrustLists,
    TrustListsFacts, import_trust_lists, list_trust_lists, refresh_trust_lists, remove_trust_lists,
};
use paraphe_app::{App, Error};
use serde_json::json;

use super::local_day;
use crate::arguments::TrustCommand;
use crate::output::{Answer, Output};

pub(super) async fn run(app: &App, command: TrustCommand, output: &Output) -> Result<Answer, Error> {
    match command {
        TrustCommand::Import { paths } => {
            let imported = import_trust_lists(app, paths).await?;
            output.print(&json!(imported), |output| import_lines(&imported, output));
        }
        TrustCommand::List => {
            let facts = list_trust_lists(app).await?;
            output.print(&json!(facts), |output| lines(&facts, output));
        }
        TrustCommand::Refresh { countries, from } => {
            let countries = countries.iter().map(|code| code.to_ascii_uppercase()).collect();
            output.progress(&output.sentence("command-lists-refreshing", &[]));
            let refreshed = refresh_trust_lists(app, RefreshTrustLists { address: from, countries }).await?;
            output.print(&json!(refreshed), |output| refresh_lines(&refreshed, output));
            return Ok(answer(&refreshed));
        }
        TrustCommand::Remove => {
            let removed = remove_trust_lists(app).await?;
            let id = if removed { "command-lists-removed" } else { "command-lists-none" };
            output.print(&json!({ "removed": removed }), |output| vec![output.sentence(id, &[])]);
        }
    }
    Ok(Answer::Done)
}

fn import_lines(imported: &ImportedTrustLists, output: &Output) -> Vec<String> {
    let mut lines = lines(&imported.kept, output);
    for one in &imported.rejected {
        let facts = [("file", one.file.clone()), ("reason", one.message.clone())];
        lines.push(format!("  {}", output.sentence("command-list-rejected", &facts)));
    }
    for one in &imported.missing {
        let facts = [("territory", one.territory.clone()), ("address", one.address.clone())];
        lines.push(format!("  {}", output.sentence("command-list-missing", &facts)));
    }
    lines
}

/// The worst of what became of the lists.
fn answer(refreshed: &RefreshedTrustLists) -> Answer {
    let answer = |list: &AskedList| match list.outcome {
        ListOutcome::Refreshed | ListOutcome::Unchanged => Answer::Done,
        ListOutcome::Rejected => Answer::No,
        ListOutcome::Unfetched => Answer::Refused,
    };
    refreshed.asked.iter().map(answer).max().unwrap_or(Answer::Done)
}

fn refresh_lines(refreshed: &RefreshedTrustLists, output: &Output) -> Vec<String> {
    let mut lines = lines(&refreshed.kept, output);
    let count = |outcome: ListOutcome| refreshed.asked.iter().filter(|list| list.outcome == outcome).count();
    let counts = [
        ("refreshed", count(ListOutcome::Refreshed).to_string()),
        ("unchanged", count(ListOutcome::Unchanged).to_string()),
        ("failed", (count(ListOutcome::Rejected) + count(ListOutcome::Unfetched)).to_string()),
    ];
    lines.push(output.sentence("command-lists-refreshed", &counts));
    for list in &refreshed.asked {
        let Some(message) = &list.message else { continue };
        let facts = [
            ("territory", list.territory.clone()),
            ("address", list.address.clone()),
            ("kept", (if list.is_kept { "yes" } else { "no" }).to_owned()),
            ("reason", message.clone()),
        ];
        lines.push(format!("  {}", output.sentence("command-list-failed", &facts)));
    }
    for territory in &refreshed.dropped {
        let facts = [("territory", territory.clone())];
        lines.push(format!("  {}", output.sentence("command-list-dropped", &facts)));
    }
    lines
}

fn lines(facts: &TrustListsFacts, output: &Output) -> Vec<String> {
    let Some(age) = facts.age_days else { return vec![output.sentence("command-lists-none", &[])] };
    let countries = facts.lists.len().saturating_sub(1).to_string();
    let about =
        [("countries", countries), ("services", facts.services.to_string()), ("age", age.to_string())];
    let mut lines = vec![output.sentence("command-lists", &about)];
    lines.extend(facts.lists.iter().map(|list| line(list, output)));
    lines
}

fn line(list: &ListFacts, output: &Output) -> String {
    // A day is enough for a list.
    let day = |time: &str| local_day(&json!(time));
    let id = match (&list.next_update, list.overdue) {
        (None, _) => "command-list-closed",
        (Some(_), true) => "command-list-overdue",
        (Some(_), false) => "command-list",
    };
    let facts = [
        ("territory", list.territory.clone()),
        ("number", list.number.to_string()),
        ("issued", day(&list.issued_at)),
        ("next", list.next_update.as_deref().map(day).unwrap_or_default()),
    ];
    format!("  {}", output.sentence(id, &facts))
}
