//! The address line of a mail program: `Alice Dupont <a@ex.fr>; DUPONT, Bob <b@ex.fr>`, one or several lines of it.

use super::{Contact, Found, name};

/// Each address of the text, in order.
pub(super) fn read(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for part in parts(line) {
            let part = part.trim();
            if !part.is_empty() {
                found.push(Found {
                    line: number,
                    text: part.to_owned(),
                    contact: contact(part),
                    language: String::new(),
                });
            }
        }
    }
    found
}

/// The line at its semicolons; at commas only between two addresses, for Outlook writes « Dupont, Alice ».
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for part in outside_quotes(line, ';') {
        if part.matches('@').count() < 2 {
            parts.push(part);
            continue;
        }
        let mut start = 0;
        for (comma, _) in part.match_indices(',') {
            if part[start..comma].contains('@') {
                parts.push(&part[start..comma]);
                start = comma + 1;
            }
        }
        parts.push(&part[start..]);
    }
    parts
}

fn outside_quotes(line: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    line.split(|character: char| {
        quoted ^= character == '"';
        character == separator && !quoted
    })
    .collect()
}

fn contact(part: &str) -> Contact {
    if let Some((before, rest)) = part.rsplit_once('<') {
        let email = rest.trim_end_matches(|c: char| c == '>' || c == ',' || c.is_whitespace());
        let email = email.trim().trim_start_matches("mailto:");
        // « alice@ex.fr <alice@ex.fr> »: an address is not a name.
        let (first_name, last_name) =
            if before.contains('@') { Default::default() } else { name::split(before) };
        return Contact { first_name, last_name, email: email.to_owned(), ..Contact::default() };
    }
    let trimmed = |word: &str| word.trim_matches(|c: char| "'\"(),<>".contains(c)).to_owned();
    let words: Vec<&str> = part.split_whitespace().collect();
    let at = words.iter().position(|word| word.contains('@'));
    let email = at.map(|at| trimmed(words[at])).unwrap_or_default();
    let (before, after) = at.map_or((&words[..], &words[..0]), |at| (&words[..at], &words[at + 1..]));
    let (named, mobile) = match phone_at(before) {
        Some(start) => before.split_at(start),
        None => (before, phone_at(after).map_or(&after[..0], |start| &after[start..])),
    };
    let (first_name, last_name) = name::split(named.join(" ").trim_end_matches([',', ':']));
    Contact { first_name, last_name, email, mobile: mobile.join(" "), ..Contact::default() }
}

/// Where a phone number begins that ends these words: « Alice Dupont +33 6 12 34 56 78 ».
fn phone_at(words: &[&str]) -> Option<usize> {
    /// No name and no house number has as many.
    const FEWEST_DIGITS: usize = 6;
    let is_part = |word: &&&str| word.chars().all(|c| c.is_ascii_digit() || "+().-/".contains(c));
    let start = words.len() - words.iter().rev().take_while(is_part).count();
    let digits: usize =
        words[start..].iter().map(|word| word.matches(|c: char| c.is_ascii_digit()).count()).sum();
    (digits >= FEWEST_DIGITS).then_some(start)
}
