//! Fields of a JSON object, with a list of everything that is wrong with them.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde_json::{Map, Value};

use super::wire::Refusal;

/// Reads members and collects complaints; an empty text counts as missing.
pub(super) struct Fields<'a> {
    members: &'a Map<String, Value>,
    complaints: Vec<String>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(members: &'a Map<String, Value>) -> Self {
        Self { members, complaints: Vec::new() }
    }

    /// The member unless it is missing or null.
    fn present(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    fn typed<T>(&mut self, name: &str, kind: &str, read: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        let value = self.present(name)?;
        let read = read(value);
        if read.is_none() {
            self.complain(format!("The field {name} must be {kind}."));
        }
        read
    }

    fn required<T: Default>(&mut self, name: &str, value: Option<T>) -> T {
        if value.is_none() && self.present(name).is_none() {
            self.complain(format!("The {name} field is required."));
        }
        value.unwrap_or_default()
    }

    pub(super) fn complain(&mut self, complaint: String) {
        self.complaints.push(complaint);
    }

    pub(super) fn optional_text(&mut self, name: &str) -> Option<&'a str> {
        self.typed(name, "a string", Value::as_str)
    }

    pub(super) fn text(&mut self, name: &str) -> &'a str {
        let text = self.optional_text(name);
        if text == Some("") {
            self.complain(format!("The {name} field is required."));
        }
        self.required(name, text)
    }

    pub(super) fn optional_flag(&mut self, name: &str) -> Option<bool> {
        self.typed(name, "a boolean", Value::as_bool)
    }

    pub(super) fn flag(&mut self, name: &str) -> bool {
        let flag = self.optional_flag(name);
        self.required(name, flag)
    }

    pub(super) fn optional_number(&mut self, name: &str, allowed: &[i64]) -> Option<i64> {
        let number = self.typed(name, "an integer", Value::as_i64)?;
        if !allowed.is_empty() && !allowed.contains(&number) {
            self.complain(format!("The field {name} must be one of {allowed:?}."));
        }
        Some(number)
    }

    pub(super) fn number(&mut self, name: &str, allowed: &[i64]) -> i64 {
        let number = self.optional_number(name, allowed);
        self.required(name, number)
    }

    /// ISO 8601, with an offset (vendor's page) or without one (an older client): UTC then.
    pub(super) fn optional_moment(&mut self, name: &str) -> Option<Timestamp> {
        self.typed(name, "an ISO 8601 date and time", |value| moment(value.as_str()?))
    }

    pub(super) fn finish(self) -> Result<(), Refusal> {
        if self.complaints.is_empty() { Ok(()) } else { Err(Refusal::invalid(self.complaints)) }
    }
}

fn moment(text: &str) -> Option<Timestamp> {
    let local = || text.parse::<civil::DateTime>().ok()?.to_zoned(TimeZone::UTC).ok();
    text.parse().ok().or_else(|| local().map(|zoned| zoned.timestamp()))
}
