//! `trust`: the EU trusted lists, from files.

use paraphe_app::headless::{
    ImportedTrustLists, ListFacts, TrustListsFacts, import_trust_lists, list_trust_lists, remove_trust_lists,
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
