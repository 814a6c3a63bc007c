//! Domain to window: the only place where views are made.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use paraphe_envelope::{
    AuditEvent, AuditEventKind, Document, Draft, DraftId, DraftOperation, Envelope, EnvelopeId, Recipient,
    Timestamp,
};
use paraphe_history::{
    Folding, HistoryFilter as StoredFilter, HistoryPage, HistoryPerson, HistoryRow, Subject,
};
use paraphe_providers::Refusal;
use serde::Serialize;
use serde_json::Value;

use crate::actions::Standing;
use crate::local_zone::local_zone;
use crate::schema::{
    DocumentView, DraftView, EnvelopeBatchView, EnvelopeView, EventView, HistoryCountView, HistoryFilter,
    HistoryFolding, HistoryRowView, HistoryView, PersonView, ProblemView, RecipientView, RefusalView,
};
use crate::{
    App, Error, actions, batches, corrections, documents, evidence, identities, receipts, signed_so_far,
    translate, words,
};

/// A stored draft.
pub(crate) fn draft(app: &App, id: &DraftId) -> Result<DraftView, Error> {
    step(app, id, None)
}

/// A stored draft after an undo or redo.
pub(crate) fn step(app: &App, id: &DraftId, applied: Option<DraftOperation>) -> Result<DraftView, Error> {
    let (draft, depth) = {
        let history = app.history();
        (history.draft(id).map_err(translate::history)?, history.undo_depth(id).map_err(translate::history)?)
    };
    Ok(DraftView {
        id: draft.id.clone(),
        title: draft.title.clone(),
        message: draft.message.clone(),
        language: draft.language,
        documents: draft.documents.iter().map(|d| documents::view(app, d, d.sha256)).collect(),
        problems: problems(&draft, app.now()),
        hints: draft.hints(),
        doubtful: draft.doubtful,
        refused_places: draft.refused_places,
        recipients: draft.recipients,
        fields: draft.fields,
        options: draft.options,
        undo: depth.undo,
        redo: depth.redo,
        applied,
    })
}

/// What is missing or wrong in a draft at this moment, each with its place.
pub(crate) fn problems(draft: &Draft, now: Timestamp) -> Vec<ProblemView> {
    let view =
        |problem: paraphe_envelope::DraftProblem| ProblemView { path: problem.path_in(draft), problem };
    draft.problems(now).into_iter().map(view).collect()
}

/// A stored envelope.
pub(crate) fn envelope(app: &App, id: &EnvelopeId) -> Result<EnvelopeView, Error> {
    let (envelope, broken, batch) = {
        let history = app.history();
        let envelope = history.envelope(id).map_err(translate::history)?;
        let broken = history.verify(id).map_err(translate::history)?;
        let line = history.batch_line_of(id).map_err(translate::history)?;
        let named = line.map(|(id, number)| {
            let title = history.batch(&id)?.title;
            Ok(EnvelopeBatchView { id, title, number })
        });
        (envelope, broken, named.transpose().map_err(translate::history)?)
    };
    let standing = Standing::read(app, &envelope)?;
    let dispatches = standing.dispatches();
    let sent_with = standing.sent_with();
    let account = sent_with.as_ref().map(|sent| sent.account.clone());
    let person = |person: &Recipient| RecipientView {
        missing_link: standing.missing_link(&dispatches, person),
        status: standing.status_of(&dispatches, person),
        ..recipient(&envelope, person)
    };
    Ok(EnvelopeView {
        id: id.clone(),
        title: envelope.title().to_owned(),
        message: envelope.message().to_owned(),
        status: envelope.status(),
        status_word: status_word(&envelope, account.as_deref()),
        sent_with,
        batch,
        options: envelope.options().clone(),
        sequential: envelope.is_sequential(),
        recipients: envelope.recipients().iter().map(person).collect(),
        documents: current_documents(app, &envelope),
        fields: envelope.fields().to_vec(),
        events: envelope.events().iter().map(|one| event(&envelope, one)).collect(),
        dispatches,
        actions: standing.actions(),
        artifacts: actions::artifacts(app, &envelope)?,
        partly_signed: signed_so_far::documents(&envelope),
        timestamp: evidence::timestamp::standing(app, &envelope)?,
        receipts: receipts::of(app, &envelope)?,
        correction: corrections::shown(app, id)?,
        replaced_by: app.history().replacement(id).map_err(translate::history)?,
        chain_intact: broken.is_none(),
        created_at: envelope.created_at(),
    })
}

/// The sentence for an envelope's status, where it is another one than that of its word.
pub(crate) fn status_word(envelope: &Envelope, account: Option<&str>) -> Option<String> {
    let people = envelope.recipients().iter().map(|person| envelope.recipient_status(&person.id));
    words::status_word(envelope.status(), account, people).map(str::to_owned)
}

/// The documents of an envelope, each as it stands now.
pub(crate) fn current_documents(app: &App, envelope: &Envelope) -> Vec<DocumentView> {
    let view = |document: &Document| documents::view(app, document, envelope.current_digest(document));
    envelope.documents().iter().map(view).collect()
}

/// A recipient with their state, asking nothing of the provider's side.
pub(crate) fn recipient(envelope: &Envelope, person: &Recipient) -> RecipientView {
    RecipientView {
        id: person.id.clone(),
        role: person.role,
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.as_ref().map(ToString::to_string),
        mobile: person.mobile.as_ref().map(ToString::to_string),
        language: person.language,
        authentication: person.authentication,
        delivery: person.delivery,
        routing_order: person.routing_order.map(paraphe_envelope::RoutingOrder::get),
        status: envelope.recipient_status(&person.id),
        at: envelope.last_event_of(&person.id).map(|event| event.at),
        is_turn: envelope.whose_turn().iter().any(|turn| turn.id == person.id),
        missing_link: None,
    }
}

fn event(envelope: &Envelope, event: &AuditEvent) -> EventView {
    let mut facts = serde_json::to_value(&event.kind).unwrap_or(Value::Null);
    if let Value::Object(map) = &mut facts {
        map.remove("type");
        if event.kind == AuditEventKind::Expired && !has_left(envelope) {
            map.insert("reason".to_owned(), "not_sent".into());
        }
    }
    EventView {
        at: event.at,
        local_time: local_time(event.at),
        kind: event.kind.name().to_owned(),
        recipient: event.kind.recipient().cloned(),
        facts,
    }
}

fn has_left(envelope: &Envelope) -> bool {
    envelope.events().iter().any(|event| event.kind == AuditEventKind::Accepted)
}

/// A time as people of this computer read it, with its offset: `2026-11-22 14:32 (UTC+1)`.
pub(crate) fn local_time(at: Timestamp) -> String {
    zoned_time(at, &local_zone())
}

fn zoned_time(at: Timestamp, zone: &TimeZone) -> String {
    let Ok(time) = jiff::Timestamp::from_millisecond(at.as_millis()) else { return at.to_rfc3339() };
    let time = time.to_zoned(zone.clone());
    let seconds = time.offset().seconds();
    let (hours, minutes) = (seconds / 3600, (seconds.abs() % 3600) / 60);
    let offset = match (hours, minutes) {
        (0, 0) => String::new(),
        (hours, 0) => format!("{hours:+}"),
        (hours, minutes) => format!("{hours:+}:{minutes:02}"),
    };
    format!("{} (UTC{offset})", time.strftime("%d/%m/%Y %H:%M"))
}

/// A sentence with one fact in the person's language, as plain text for PDFs.
pub(crate) fn said(app: &App, id: &str, name: &str, value: &str) -> String {
    let facts = BTreeMap::from([(name.to_owned(), value.to_owned())]);
    identities::without_isolates(&words::sentence(app.language(), id, &facts))
}

/// The window's groups as the history knows them.
pub(crate) fn history_filter(filter: HistoryFilter) -> StoredFilter {
    match filter {
        HistoryFilter::All => StoredFilter::All,
        HistoryFilter::Closed => StoredFilter::DeclinedOrExpired,
        HistoryFilter::Completed => StoredFilter::Completed,
        HistoryFilter::Drafts => StoredFilter::Drafts,
        HistoryFilter::InProgress => StoredFilter::InProgress,
        HistoryFilter::ToDo => StoredFilter::Todo,
    }
}

/// The same for batches.
pub(crate) fn history_folding(folding: HistoryFolding) -> Folding {
    match folding {
        HistoryFolding::Batches => Folding::Batches,
        HistoryFolding::Requests => Folding::Requests,
    }
}

/// A page of the history.
pub(crate) fn history(app: &App, page: HistoryPage) -> HistoryView {
    let counts = [
        (HistoryFilter::All, page.counts.all),
        (HistoryFilter::Closed, page.counts.declined_or_expired),
        (HistoryFilter::Completed, page.counts.completed),
        (HistoryFilter::Drafts, page.counts.drafts),
        (HistoryFilter::InProgress, page.counts.in_progress),
        (HistoryFilter::ToDo, page.counts.todo),
    ];
    HistoryView {
        rows: page.rows.into_iter().map(|row| history_row(app, row)).collect(),
        next_cursor: page.next_cursor.map(|cursor| cursor.to_string()),
        counts: counts
            .into_iter()
            .map(|(filter, count)| HistoryCountView {
                filter,
                count: u32::try_from(count).unwrap_or(u32::MAX),
            })
            .collect(),
    }
}

fn history_row(app: &App, row: HistoryRow) -> HistoryRowView {
    let (mut batch, mut standing) = (row.batch, None);
    let (envelope, draft, status) = match row.subject {
        Subject::Batch(id) => {
            standing = row.standing.map(|found| batches::view::standing(app, &id, found));
            batch = Some(id);
            (None, None, None)
        }
        Subject::Draft(id) => (None, Some(id), None),
        Subject::Envelope(id, status) => (Some(id), None, Some(status)),
    };
    let in_draft = draft.is_some();
    let people = row.people.iter().map(|person| person.status);
    let status_word = status.and_then(|status| words::status_word(status, row.provider.as_deref(), people));
    let person = |person: HistoryPerson| PersonView {
        name: person.name,
        status: (!in_draft).then_some(person.status),
    };
    HistoryRowView {
        batch,
        standing,
        envelope,
        draft,
        title: row.title,
        status,
        status_word: status_word.map(str::to_owned),
        people: row.people.into_iter().map(person).collect(),
        account: row.provider,
        documents: row.document_count,
        to_do: row.is_todo,
        changed_at: row.changed_at,
    }
}

/// What a provider cannot express, as a word and facts.
pub(crate) fn refusal(refusal: &Refusal) -> RefusalView {
    let (code, mut params) = code_and_facts(refusal);
    if let Refusal::DocumentTooLarge { limit, .. } = refusal {
        // As people set it.
        params.insert("most".to_owned(), (limit / MEGABYTE).to_string());
    }
    RefusalView { code, params }
}

const MEGABYTE: u32 = 1_000_000;

/// A value tagged with `code`, taken apart; a list becomes its items with commas.
pub(crate) fn code_and_facts(value: &impl Serialize) -> (String, BTreeMap<String, String>) {
    let mut facts = BTreeMap::new();
    let mut code = String::new();
    if let Ok(Value::Object(map)) = serde_json::to_value(value) {
        for (name, value) in map {
            let text = plain_text(&value);
            if name == "code" {
                code = text;
            } else {
                facts.insert(name, text);
            }
        }
    }
    (code, facts)
}

fn plain_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain_text).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_name_their_offset() {
        let at = Timestamp::from_millis(1_794_754_320_000);
        for (zone, expected) in [(0, "(UTC)"), (1, "(UTC+1)"), (-4, "(UTC-4)")] {
            let zone = TimeZone::fixed(jiff::tz::Offset::constant(zone));
            assert!(zoned_time(at, &zone).ends_with(expected), "{}", zoned_time(at, &zone));
        }
        let india = TimeZone::fixed(jiff::tz::Offset::from_seconds(19_800).unwrap());
        assert!(zoned_time(at, &india).ends_with("(UTC+5:30)"));
    }
}
