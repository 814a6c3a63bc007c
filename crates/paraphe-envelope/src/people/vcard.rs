//! Visiting cards: vCard 2.1 (as Outlook writes them), 3.0 (RFC 2426) and 4.0 (RFC 6350). Only the names, the first address,
//! a mobile number and the language are read. Written is 3.0: the newest version Outlook takes.

use super::{Contact, Found, name};

/// People as visiting cards, in order. Lines end and are folded as RFC 2425 says.
#[must_use]
pub fn vcards(people: &[Contact]) -> String {
    let mut text = String::new();
    for person in people {
        let Contact { first_name, last_name, email, mobile, language } = person;
        let full = format!("{first_name} {last_name}");
        let full = if full.trim().is_empty() { email } else { full.trim() };
        line(&mut text, "BEGIN:VCARD");
        line(&mut text, "VERSION:3.0");
        line(&mut text, &format!("N:{};{};;;", escaped(last_name), escaped(first_name)));
        line(&mut text, &format!("FN:{}", escaped(full)));
        if !email.is_empty() {
            line(&mut text, &format!("EMAIL;TYPE=INTERNET:{}", escaped(email)));
        }
        if !mobile.is_empty() {
            line(&mut text, &format!("TEL;TYPE=CELL:{}", escaped(mobile)));
        }
        if let Some(language) = language {
            // Of version 4.0; who does not know a property passes over it.
            line(&mut text, &format!("LANG:{}", language.as_str()));
        }
        line(&mut text, "END:VCARD");
    }
    text
}

/// A line of 75 bytes at most goes on in the next after a blank, between two letters.
fn line(text: &mut String, content: &str) {
    const LONGEST_BYTES: usize = 75;
    let mut length = 0;
    for letter in content.chars() {
        if length + letter.len_utf8() > LONGEST_BYTES {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            ',' | ';' | '\\' => text.extend(['\\', letter]),
            letter if letter.is_control() => text.push(' '),
            letter => text.push(letter),
        }
    }
    text
}

/// Each card of the text, in order.
pub(super) fn read(text: &str) -> Vec<Found> {
    let mut cards = Vec::new();
    let mut card: Option<Card> = None;
    for (number, line) in unfolded(text) {
        let Some((head, value)) = line.split_once(':') else { continue };
        let mut parts = head.split(';');
        // « item1.EMAIL »: a group in front says nothing about the property.
        let property = parts.next().unwrap_or_default().rsplit('.').next().unwrap_or_default();
        let parameters: Vec<String> = parts.map(str::to_ascii_uppercase).collect();
        match property.to_ascii_uppercase().as_str() {
            "BEGIN" => card = Some(Card { line: number, ..Card::default() }),
            "END" => cards.extend(card.take().map(Card::found)),
            property => {
                if let Some(card) = &mut card {
                    card.note(property, &parameters, &decoded(value, &parameters));
                }
            }
        }
    }
    // A card that is cut short is still somebody.
    cards.extend(card.map(Card::found));
    cards
}

#[derive(Debug, Default)]
struct Card {
    line: u32,
    full_name: String,
    name: Option<(String, String)>,
    email: String,
    phone: String,
    mobile: String,
    language: String,
}

impl Card {
    fn note(&mut self, property: &str, parameters: &[String], value: &str) {
        let value = value.trim();
        let is = |word: &str| parameters.iter().any(|parameter| parameter.contains(word));
        match property {
            "FN" => self.full_name = unescaped(value),
            "N" => {
                let mut parts = components(value).into_iter();
                let last = parts.next().unwrap_or_default();
                self.name = Some((parts.next().unwrap_or_default(), last));
            }
            "EMAIL" if self.email.is_empty() || is("PREF") => {
                self.email = unescaped(value.trim_start_matches("mailto:"));
            }
            "TEL" => {
                let number = value.trim_start_matches("tel:");
                let place = if is("CELL") { &mut self.mobile } else { &mut self.phone };
                if place.is_empty() {
                    number.clone_into(place);
                }
            }
            "LANG" if self.language.is_empty() => value.clone_into(&mut self.language),
            _ => {}
        }
    }

    fn found(self) -> Found {
        let is_empty = |(first, last): &(String, String)| first.is_empty() && last.is_empty();
        let full = &self.full_name;
        let (first_name, last_name) =
            self.name.filter(|name| !is_empty(name)).unwrap_or_else(|| name::split(full));
        let mobile = if self.mobile.is_empty() { self.phone } else { self.mobile };
        let text = [full.as_str(), self.email.as_str()].join(" ");
        let contact = Contact { first_name, last_name, email: self.email, mobile, language: None };
        Found { line: self.line, text, contact, language: self.language }
    }
}

/// The lines as they were before they were folded, each with the number of its first.
fn unfolded(text: &str) -> Vec<(u32, String)> {
    let mut lines: Vec<(u32, String)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        match lines.last_mut() {
            Some((_, before)) if line.starts_with([' ', '\t']) => before.push_str(&line[1..]),
            // Version 2.1 breaks quoted-printable lines with an equals sign.
            Some((_, before)) if before.ends_with('=') && is_quoted_printable(before) => {
                before.pop();
                before.push_str(line);
            }
            Some(_) | None => lines.push((number, line.to_owned())),
        }
    }
    lines
}

fn is_quoted_printable(line: &str) -> bool {
    line.split(':').next().is_some_and(|head| head.to_ascii_uppercase().contains("QUOTED-PRINTABLE"))
}

fn decoded(value: &str, parameters: &[String]) -> String {
    if !parameters.iter().any(|parameter| parameter.contains("QUOTED-PRINTABLE")) {
        return value.to_owned();
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digits = [ahead.next(), ahead.next()].map(|digit| digit.and_then(|d| char::from(d).to_digit(16)));
        if let (b'=', [Some(high), Some(low)]) = (byte, digits) {
            bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            rest = ahead;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}

/// The parts of a structured value: separated by semicolons that are not escaped.
fn components(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for character in value.chars() {
        if character == ';' && !escaped {
            parts.push(String::new());
            continue;
        }
        escaped = character == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts.iter().map(|part| unescaped(part)).collect()
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value.chars();
    while let Some(character) = rest.next() {
        match character {
            '\\' => match rest.next() {
                Some('n' | 'N') => text.push(' '),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text.trim().to_owned()
}
