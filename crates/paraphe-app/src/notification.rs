//! Every sentence the desktop may pop up.

use std::collections::BTreeMap;

use paraphe_envelope::{Envelope, Recipient, RecipientStatus, Role};

use crate::ports::Notification;
use crate::{App, words};

/// Somebody signed; the last one completes the envelope.
pub(crate) fn signed(app: &App, envelope: &Envelope, signer: &Recipient, complete: bool) {
    let signers: Vec<_> = envelope.recipients().iter().filter(|r| r.role == Role::Signer).collect();
    let done = signers.iter().filter(|r| envelope.recipient_status(&r.id) == RecipientStatus::Signed).count();
    let facts = BTreeMap::from([
        ("name".to_owned(), signer.full_name()),
        ("title".to_owned(), envelope.title().to_owned()),
        ("done".to_owned(), done.to_string()),
        ("total".to_owned(), signers.len().to_string()),
    ]);
    notify(app, envelope, if complete { "notification-completed" } else { "notification-signed" }, &facts);
}

/// Somebody declined.
pub(crate) fn declined(app: &App, envelope: &Envelope, signer: &Recipient) {
    let facts = BTreeMap::from([
        ("name".to_owned(), signer.full_name()),
        ("title".to_owned(), envelope.title().to_owned()),
    ]);
    notify(app, envelope, "notification-declined", &facts);
}

fn notify(app: &App, envelope: &Envelope, id: &str, facts: &BTreeMap<String, String>) {
    if !app.settings().is_ok_and(|settings| settings.notifications) {
        return;
    }
    let language = app.language();
    app.notifier().notify(Notification {
        title: words::sentence(language, &format!("{id}-title"), facts),
        body: words::sentence(language, id, facts),
        envelope: envelope.id().clone(),
    });
}
