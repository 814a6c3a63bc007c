//! A proof file: what happened to an envelope, on one page.

use axum::body::Bytes;

use crate::envelope::Envelope;
use crate::sheet::sheet;

/// A small PDF that says what happened and that it is worth nothing.
pub(crate) fn pdf(envelope: &Envelope) -> Bytes {
    let mut lines = vec![
        "Bac à sable, fichier de preuve sans valeur".to_owned(),
        format!("Demande {}\u{a0}: {}", envelope.id, envelope.title),
    ];
    for event in &envelope.events {
        let person = event.person.as_deref().and_then(|id| envelope.person(id));
        let name = person.map(|person| format!(" {} <{}>", person.full_name(), person.email));
        lines.push(format!("{} {}{}", event.at, event.kind, name.unwrap_or_default()));
    }
    Bytes::from(sheet(&lines))
}
