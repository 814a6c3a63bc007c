//! Every sentence the desktop may pop up.

use std::collections::BTreeMap;

use paraphe_envelope::{AuditEventKind, BatchId, Envelope, EnvelopeStatus, Recipient, RecipientStatus, Role};

use crate::batches::view::is_complete;
use crate::ports::{Notification, NotificationTarget};
use crate::{App, words};

/// The longest reason that is quoted, in characters: a notification is a sentence.
const LONGEST_REASON: usize = 200;
/// The fact that changes a sentence to the one that quotes it.
const REASON: &str = "reason";

/// Somebody signed; the last one completes the envelope.
pub(crate) fn signed(app: &App, envelope: &Envelope, signer: &Recipient, complete: bool) {
    let facts = facts(envelope, &signer.full_name());
    notify(app, envelope, if complete { "notification-completed" } else { "notification-signed" }, &facts);
}

/// Somebody declined, and said why or did not.
pub(crate) fn declined(app: &App, envelope: &Envelope, signer: &Recipient) {
    let mut facts = facts(envelope, &signer.full_name());
    let reason = envelope.events().iter().rev().find_map(|event| {
        if let AuditEventKind::Declined { recipient, reason } = &event.kind
            && *recipient == signer.id
        {
            Some(reason.trim())
        } else {
            None
        }
    });
    facts.insert(REASON.to_owned(), quoted(reason.unwrap_or_default()));
    notify(app, envelope, "notification-declined", &facts);
}

/// What happened at a provider, as far as the desktop says it: looked, signed, refused.
pub(crate) fn happened(app: &App, before: &Envelope, after: &Envelope, kind: &AuditEventKind) {
    let Some(person) = kind.recipient().and_then(|id| after.recipient(id)) else { return };
    let is_new = before.recipient_status(&person.id) != RecipientStatus::Signed;
    if let AuditEventKind::Viewed { .. } = kind {
        notify(app, after, "notification-viewed", &facts(after, &person.full_name()));
    } else if let AuditEventKind::Signed { .. } = kind
        && is_new
    {
        signed(app, after, person, false);
    } else if let AuditEventKind::Declined { .. } = kind {
        declined(app, after, person);
    }
}

/// An envelope has come to an end that nobody at this computer brought about.
pub(crate) fn ended(app: &App, envelope: &Envelope) {
    let id = match envelope.status() {
        EnvelopeStatus::Completed => "notification-completed",
        EnvelopeStatus::Expired => "notification-expired",
        EnvelopeStatus::Failed => "notification-failed",
        // Who refused has been named; that somebody did has not.
        EnvelopeStatus::Declined if declined_by_nobody_known(envelope) => "notification-refused",
        EnvelopeStatus::Declined
        | EnvelopeStatus::InProgress
        | EnvelopeStatus::Sending
        | EnvelopeStatus::Sent
        | EnvelopeStatus::Uncertain
        | EnvelopeStatus::Voided => return,
    };
    notify(app, envelope, id, &facts(envelope, ""));
}

fn declined_by_nobody_known(envelope: &Envelope) -> bool {
    let someone = |kind: &AuditEventKind| matches!(kind, AuditEventKind::DeclinedBySomeone { .. });
    envelope.events().iter().any(|event| someone(&event.kind))
}

/// The time to sign is running out: less than a day is left.
pub(crate) fn expiring(app: &App, envelope: &Envelope) {
    notify(app, envelope, "notification-expiring", &facts(envelope, ""));
}

/// Somebody else's words in one line, and not more of them than a sentence holds.
fn quoted(reason: &str) -> String {
    let line = words::in_one_line(reason);
    if line.chars().count() <= LONGEST_REASON {
        return line;
    }
    let begin: String = line.chars().take(LONGEST_REASON).collect();
    format!("{}…", begin.trim_end())
}

fn facts(envelope: &Envelope, name: &str) -> BTreeMap<String, String> {
    let signers: Vec<_> = envelope.recipients().iter().filter(|r| r.role == Role::Signer).collect();
    let done = signers.iter().filter(|r| envelope.recipient_status(&r.id) == RecipientStatus::Signed).count();
    BTreeMap::from([
        ("name".to_owned(), name.to_owned()),
        ("account".to_owned(), account(envelope)),
        ("title".to_owned(), envelope.title().to_owned()),
        ("done".to_owned(), done.to_string()),
        ("total".to_owned(), signers.len().to_string()),
    ])
}

/// Whom it was last sent with.
fn account(envelope: &Envelope) -> String {
    let started = envelope.events().iter().rev().find_map(|event| {
        if let AuditEventKind::SendingStarted { account, .. } = &event.kind {
            Some(account.clone())
        } else {
            None
        }
    });
    started.unwrap_or_default()
}

fn notify(app: &App, envelope: &Envelope, id: &str, facts: &BTreeMap<String, String>) {
    // Nobody who signs at this window is told what others do.
    if app.kiosk_is_on() || !app.settings().is_ok_and(|settings| settings.notifications) {
        return;
    }
    let batch = app.history().batch_of(envelope.id());
    match batch {
        Ok(Some(batch)) => of_batch(app, envelope, &batch, (id, facts)),
        Ok(None) | Err(_) => show(app, of(envelope), id, facts),
    }
}

/// Of one of many only a refusal is worth a sentence of its own; the last one to end is worth one for all.
fn of_batch(app: &App, envelope: &Envelope, batch: &BatchId, (id, facts): (&str, &BTreeMap<String, String>)) {
    let is_refusal = matches!(id, "notification-declined" | "notification-refused");
    let is_end =
        is_refusal || matches!(id, "notification-completed" | "notification-expired" | "notification-failed");
    if is_refusal {
        show(app, of(envelope), id, facts);
    }
    let stands = {
        let history = app.history();
        history.batch(batch).and_then(|row| Ok((row, history.batch_counts(batch)?)))
    };
    let Some((row, counts)) = stands.ok().filter(|(row, counts)| is_end && is_complete(row.state, *counts))
    else {
        return;
    };
    if !app.running_batches().is_news(batch, counts) {
        return;
    }
    let facts = BTreeMap::from([
        ("title".to_owned(), row.title),
        ("done".to_owned(), counts.completed.to_string()),
        ("total".to_owned(), counts.lines.to_string()),
    ]);
    show(app, NotificationTarget::Batch(batch.clone()), "notification-batch-completed", &facts);
}

fn of(envelope: &Envelope) -> NotificationTarget {
    NotificationTarget::Envelope(envelope.id().clone())
}

fn show(app: &App, opens: NotificationTarget, id: &str, facts: &BTreeMap<String, String>) {
    let language = app.language();
    let quotes = facts.get(REASON).is_some_and(|reason| !reason.is_empty());
    let body = if quotes { format!("{id}.{REASON}") } else { id.to_owned() };
    app.notifier().notify(Notification {
        title: words::sentence(language, &format!("{id}-title"), facts),
        body: words::sentence(language, &body, facts),
        opens,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_quoted_in_one_line_of_a_bearable_length() {
        assert_eq!(quoted(" Le montant\r\n\nest\u{7}faux\u{2028}! "), "Le montant est faux !");
        assert_eq!(quoted("\n\t "), "");
        let long = quoted(&"très long ".repeat(100));
        assert!(long.ends_with('…') && long.chars().count() <= LONGEST_REASON + 1, "{long}");
    }
}
