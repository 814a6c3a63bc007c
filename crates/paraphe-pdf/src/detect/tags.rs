//! Text tags: places that somebody wrote into the text of a document, in the ways of three services.
//!
//! - GesDocs: `<@signature@>` for everybody, `<@signature2@>` for the second signer;
//! - DocuSeal: `{{Name;type=signature;role=Client;width=150;height=40}}`;
//! - Documenso: `{{signature, r1}}`, `{{date, r2, width=90}}`.
//!
//! Text is only read: it stays in the document as it is.

use paraphe_envelope::{FieldKind, ViewRect};

use crate::content::PrintedText;

/// Nobody writes longer tags, in characters.
const LONGEST: usize = 300;

/// A tag and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tag {
    pub(super) kind: FieldKind,
    /// The tag as it is written.
    pub(super) text: String,
    /// The number of the signer it is for.
    pub(super) signer: Option<u32>,
    /// Who it is for, in the document's words.
    pub(super) role: Option<String>,
    /// The text itself on the page.
    pub(super) at: ViewRect,
    /// The width and height it asks for, in points.
    pub(super) size: (Option<f64>, Option<f64>),
    /// Its box stands on the text and not below its upper edge.
    pub(super) stands: bool,
}

/// The tags of a piece of text.
pub(super) fn tags(piece: &PrintedText) -> Vec<Tag> {
    let characters: Vec<char> = piece.characters.iter().map(|placed| placed.character).collect();
    let mut tags = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let style = match (characters[at], characters.get(at + 1)) {
            ('<', Some('@')) => Some(['@', '>']),
            ('{', Some('{')) => Some(['}', '}']),
            _ => None,
        };
        let end = style.and_then(|close| {
            let within = &characters[at + 2..characters.len().min(at + LONGEST)];
            within.windows(2).position(|pair| *pair == close)
        });
        let (Some(style), Some(length)) = (style, end) else {
            at += 1;
            continue;
        };
        let inner: String = characters[at + 2..at + 2 + length].iter().collect();
        let end = at + 4 + length;
        let meaning = if style == ['@', '>'] { gesdocs(&inner) } else { braces(&inner) };
        if let Some(meaning) = meaning {
            let placed = &piece.characters[at..end];
            let left = placed.iter().map(|placed| placed.left).fold(f64::INFINITY, f64::min);
            let right = placed.iter().map(|placed| placed.right).fold(f64::NEG_INFINITY, f64::max);
            let text = characters[at..end].iter().collect();
            tags.push(Tag { text, at: ViewRect { x: left, width: right - left, ..piece.rect() }, ..meaning });
        }
        at = end;
    }
    tags
}

fn tag(kind: FieldKind) -> Tag {
    let at = ViewRect { x: 0.0, y: 0.0, width: 0.0, height: 0.0 };
    Tag { kind, text: String::new(), signer: None, role: None, at, size: (None, None), stands: false }
}

fn gesdocs(inner: &str) -> Option<Tag> {
    let number = inner.trim().strip_prefix("signature")?;
    let signer = if number.is_empty() { None } else { Some(number.parse().ok().filter(|n| *n > 0)?) };
    Some(Tag { signer, stands: true, ..tag(FieldKind::Signature) })
}

fn braces(inner: &str) -> Option<Tag> {
    let has_keys = inner.contains('=') && !inner.contains(',');
    if inner.contains(';') || has_keys { docuseal(inner) } else { documenso(inner) }
}

/// `Name;type=…;role=…`; without a type it is a text, as DocuSeal has it.
fn docuseal(inner: &str) -> Option<Tag> {
    let mut found = tag(FieldKind::Text);
    for part in inner.split(';') {
        let Some((key, value)) = part.split_once('=') else { continue };
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "type" => found.kind = kind(value)?,
            "role" if !value.is_empty() => found.role = Some(value.to_owned()),
            "width" => found.size.0 = length(value),
            "height" => found.size.1 = length(value),
            _ => {}
        }
    }
    found.signer = found.role.as_deref().and_then(last_number);
    Some(found)
}

/// `signature, r1, width=90`. Without a recipient a word in braces is anybody's placeholder, but for these three.
fn documenso(inner: &str) -> Option<Tag> {
    let mut parts = inner.split(',').map(str::trim);
    let mut found = tag(kind(parts.next()?)?);
    let is_bare = !inner.contains(',');
    if is_bare && !matches!(found.kind, FieldKind::Signature | FieldKind::Initials | FieldKind::Date) {
        return None;
    }
    for part in parts {
        match part.split_once('=') {
            Some((key, value)) => match key.trim().to_ascii_lowercase().as_str() {
                "width" => found.size.0 = length(value.trim()),
                "height" => found.size.1 = length(value.trim()),
                _ => {}
            },
            None => found.signer = found.signer.or_else(|| recipient(part)),
        }
    }
    Some(found)
}

fn kind(word: &str) -> Option<FieldKind> {
    Some(match word.trim().to_ascii_lowercase().as_str() {
        "signature" | "sign" | "stamp" => FieldKind::Signature,
        "initials" | "initial" => FieldKind::Initials,
        "date" | "datenow" => FieldKind::Date,
        "name" | "fullname" => FieldKind::Name,
        "place" => FieldKind::Place,
        "text" | "number" | "email" | "phone" => FieldKind::Text,
        "checkbox" => FieldKind::Checkbox,
        _ => return None,
    })
}

/// `r1`, `R2`.
fn recipient(part: &str) -> Option<u32> {
    part.strip_prefix(['r', 'R'])?.parse().ok().filter(|number| *number > 0)
}

/// « Signer 2 ».
fn last_number(role: &str) -> Option<u32> {
    let digits = role.rsplit(|character: char| !character.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|number| (1..=99).contains(number))
}

fn length(value: &str) -> Option<f64> {
    value.parse().ok().filter(|length: &f64| (4.0..=2000.0).contains(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Placed;

    fn read(text: &str) -> Vec<Tag> {
        let place = |(at, character)| {
            let left = 100.0 + 5.0 * at as f64;
            Placed { character, left, right: left + 5.0 }
        };
        let characters: Vec<Placed> = text.chars().enumerate().map(place).collect();
        let right = characters.last().unwrap().right;
        tags(&PrintedText { characters, left: 100.0, right, baseline: 300.0, size: 10.0, is_rtl: false })
    }

    #[test]
    fn three_services_write_tags() {
        let found = read("<@signature2@> and <@signature@>");
        assert_eq!(found.iter().map(|tag| tag.signer).collect::<Vec<_>>(), [Some(2), None]);
        assert_eq!((found[1].at.x, found[1].at.width), (195.0, 65.0));
        let found = read("{{Signe ici;type=signature;role=Acheteur 2;width=150;height=40}}");
        assert_eq!((found[0].kind, found[0].signer), (FieldKind::Signature, Some(2)));
        assert_eq!(
            (found[0].role.as_deref(), found[0].size),
            (Some("Acheteur 2"), (Some(150.0), Some(40.0)))
        );
        let found = read("{{signature, r1}} {{DATE, r2, required=true}}");
        assert_eq!((found[0].kind, found[0].signer), (FieldKind::Signature, Some(1)));
        assert_eq!((found[1].kind, found[1].signer), (FieldKind::Date, Some(2)));
    }

    #[test]
    fn what_only_looks_like_a_tag_is_none() {
        for text in ["{{client_name}}", "{{name}}", "<@sign@>", "<@signature0@>", "{{signature", "a << b }}"]
        {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
