//! How hosts make sure of who signs: the organisation's list, and whether what was chosen is in it.

use paraphe_envelope::{Delivery, Envelope, Recipient, Role, plain};

use crate::schema::{IdentityCheck, IdentityCheckChoice, IdentityCheckKind};
use crate::{App, Code, Error};

/// More would not be read.
const MOST: usize = 12;
/// What fits on a line.
const LONGEST: usize = 80;

/// The list as it is stored: words trimmed, none twice.
///
/// # Errors
/// `error-identity-checks`: nothing is left to choose, or a line is empty, too long, or one too many.
pub(crate) fn tidy(choices: Vec<IdentityCheckChoice>) -> Result<Vec<IdentityCheckChoice>, Error> {
    let mut kept: Vec<IdentityCheckChoice> = Vec::new();
    for IdentityCheckChoice { kind, label } in choices {
        let label = match kind {
            IdentityCheckKind::Other => Some(words(label.as_deref()).ok_or_else(refused)?),
            IdentityCheckKind::DocumentSeen
            | IdentityCheckKind::KnownPersonally
            | IdentityCheckKind::NotChecked => None,
        };
        let choice = IdentityCheckChoice { kind, label };
        if !kept.iter().any(|known| key(known) == key(&choice)) {
            kept.push(choice);
        }
    }
    if kept.is_empty() || kept.len() > MOST {
        return Err(refused());
    }
    Ok(kept)
}

/// What a host may choose from.
///
/// # Errors
/// The settings cannot be read.
fn listed(app: &App) -> Result<Vec<IdentityCheckChoice>, Error> {
    let standard = || {
        [IdentityCheckKind::DocumentSeen, IdentityCheckKind::KnownPersonally, IdentityCheckKind::NotChecked]
            .map(|kind| IdentityCheckChoice { kind, label: None })
            .to_vec()
    };
    Ok(app.settings()?.identity_checks.unwrap_or_else(standard))
}

/// Every signer here was checked in a way the organisation lists; one who is left out counts as not checked.
///
/// # Errors
/// `error-kiosk-check`, with the first person of whom that cannot be said.
pub(crate) fn refuse_unlisted(app: &App, envelope: &Envelope, checks: &[IdentityCheck]) -> Result<(), Error> {
    let listed = listed(app)?;
    let is_listed = |choice: &IdentityCheckChoice| listed.iter().any(|known| key(known) == key(choice));
    let waits = |person: &&Recipient| {
        let is_here = person.role == Role::Signer && person.delivery == Delivery::InPerson;
        is_here && !envelope.recipient_status(&person.id).is_done()
    };
    // Those of later turns as well: the host is not asked again.
    for person in envelope.recipients().iter().filter(waits) {
        let check = checks.iter().find(|check| check.recipient == person.id);
        let choice = IdentityCheckChoice {
            kind: check.map(|check| check.kind).unwrap_or_default(),
            label: check.and_then(|check| check.label.clone()),
        };
        if !is_listed(&choice) {
            return Err(Error::new(Code::Refused, "error-kiosk-check").with("name", person.full_name()));
        }
    }
    Ok(())
}

/// What tells two lines apart.
fn key(choice: &IdentityCheckChoice) -> (u8, String) {
    let label = choice.label.as_deref().map(plain).unwrap_or_default();
    match choice.kind {
        IdentityCheckKind::DocumentSeen => (0, String::new()),
        IdentityCheckKind::KnownPersonally => (1, String::new()),
        IdentityCheckKind::NotChecked => (2, String::new()),
        IdentityCheckKind::Other => (3, label),
    }
}

/// One line of words; none where there are none, or too many.
fn words(label: Option<&str>) -> Option<String> {
    let text = label?.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_line = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    is_line.then_some(text)
}

fn refused() -> Error {
    Error::new(Code::Refused, "error-identity-checks").with("most", MOST).with("longest", LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(label: &str) -> IdentityCheckChoice {
        IdentityCheckChoice { kind: IdentityCheckKind::Other, label: Some(label.to_owned()) }
    }

    #[test]
    fn a_list_is_kept_tidy_or_refused() {
        let seen = IdentityCheckChoice { kind: IdentityCheckKind::DocumentSeen, label: Some("x".to_owned()) };
        let kept = tidy(vec![seen.clone(), other("  Carte   vitale vue "), other("carte vitale vue"), seen]);
        let plain_seen = IdentityCheckChoice { kind: IdentityCheckKind::DocumentSeen, label: None };
        assert_eq!(kept.unwrap(), [plain_seen, other("Carte vitale vue")]);
        for wrong in [vec![], vec![other(" ")], vec![other(&"x".repeat(81))], vec![other("a\u{7}b")]] {
            assert_eq!(tidy(wrong).unwrap_err().message, "error-identity-checks");
        }
        let many = (0..13).map(|n| other(&format!("n° {n}"))).collect();
        assert_eq!(tidy(many).unwrap_err().message, "error-identity-checks");
    }
}
