//! Reads JSON values one by one and keeps every objection, so that a person who wrote a file by hand hears of all of
//! them at once.

use std::cell::RefCell;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::EnvelopeFileProblem;

/// Where objections are collected.
pub(super) type Problems = RefCell<Vec<EnvelopeFileProblem>>;

/// One JSON object of the file, with its path.
pub(super) struct Object<'v> {
    path: String,
    members: Map<String, Value>,
    problems: &'v Problems,
    /// Nothing is missing in what is no object at all: that has been told.
    is_nothing: bool,
}

/// One JSON value of the file, with its path; never `null`.
pub(super) struct Item<'v> {
    path: String,
    pub(super) value: Value,
    problems: &'v Problems,
}

/// A place in the file that can be objected to after its value has been read.
pub(super) struct Spot<'v> {
    path: String,
    problems: &'v Problems,
}

impl Spot<'_> {
    /// Objects to what stands here.
    pub(super) fn object_to(self, problem: impl FnOnce(String) -> EnvelopeFileProblem) {
        self.problems.borrow_mut().push(problem(self.path));
    }
}

impl<'v> Object<'v> {
    /// The object that is the whole file.
    pub(super) fn root(members: Map<String, Value>, problems: &'v Problems) -> Self {
        Self { path: String::new(), members, problems, is_nothing: false }
    }

    /// Takes a member out; `null` counts as absent.
    pub(super) fn take(&mut self, key: &str) -> Option<Item<'v>> {
        let value = self.members.remove(key).filter(|value| !value.is_null())?;
        Some(Item { path: self.path_of(key), value, problems: self.problems })
    }

    /// Takes a member that must be there.
    pub(super) fn require(&mut self, key: &str) -> Option<Item<'v>> {
        let item = self.take(key);
        if item.is_none() && !self.is_nothing {
            self.problems.borrow_mut().push(EnvelopeFileProblem::Missing { path: self.path_of(key) });
        }
        item
    }

    /// A text; empty when absent.
    pub(super) fn text(&mut self, key: &str) -> String {
        self.take(key).and_then(Item::text).unwrap_or_default()
    }

    /// The items of a list; none when absent.
    pub(super) fn list(&mut self, key: &str) -> Vec<Item<'v>> {
        self.take(key).and_then(Item::list).unwrap_or_default()
    }

    /// Objects to every member nobody took: a misspelt `routing_order` must not send to everybody at once. Keys that
    /// start with `$` or `_` are the writer's own notes.
    pub(super) fn finish(self) {
        for key in self.members.keys().filter(|key| !key.starts_with(['$', '_'])) {
            self.problems.borrow_mut().push(EnvelopeFileProblem::UnknownKey { path: self.path_of(key) });
        }
    }

    /// All members as texts, for maps whose keys are free.
    pub(super) fn into_items(self) -> Vec<(String, Item<'v>)> {
        let Self { path, members, problems, .. } = self;
        members
            .into_iter()
            .map(|(key, value)| (key.clone(), Item { path: join(&path, &key), value, problems }))
            .collect()
    }

    fn path_of(&self, key: &str) -> String {
        join(&self.path, key)
    }
}

impl<'v> Item<'v> {
    /// Where this item stands.
    pub(super) fn spot(&self) -> Spot<'v> {
        Spot { path: self.path.clone(), problems: self.problems }
    }

    fn expect<T>(self, expected: &'static str, read: impl FnOnce(Value) -> Option<T>) -> Option<T> {
        let Self { path, value, problems } = self;
        let found = read(value);
        if found.is_none() {
            problems.borrow_mut().push(EnvelopeFileProblem::WrongType { path, expected });
        }
        found
    }

    /// The value as text.
    pub(super) fn text(self) -> Option<String> {
        self.expect("text", |value| match value {
            Value::String(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        })
    }

    /// The value as text that is not empty: an empty one is as good as none.
    pub(super) fn filled_text(self) -> Option<String> {
        let spot = self.spot();
        let text = self.text()?;
        if text.is_empty() {
            spot.object_to(|path| EnvelopeFileProblem::Missing { path });
            return None;
        }
        Some(text)
    }

    /// The value as true or false.
    pub(super) fn truth(self) -> Option<bool> {
        self.expect("true_or_false", |value| value.as_bool())
    }

    /// The value as a number.
    pub(super) fn number(self) -> Option<f64> {
        self.expect("number", |value| value.as_f64())
    }

    /// The value as a whole number that fits its type.
    pub(super) fn whole<T: TryFrom<u64>>(self) -> Option<T> {
        self.expect("whole_number", |value| value.as_u64().and_then(|number| T::try_from(number).ok()))
    }

    /// The value as a list.
    pub(super) fn list(self) -> Option<Vec<Item<'v>>> {
        let (path, problems) = (self.path.clone(), self.problems);
        let values = self.expect("list", |value| match value {
            Value::Array(values) => Some(values),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => None,
        })?;
        let item = |(index, value)| Item { path: format!("{path}[{index}]"), value, problems };
        Some(values.into_iter().enumerate().map(item).collect())
    }

    /// The value as an object.
    pub(super) fn object(self) -> Option<Object<'v>> {
        let (path, problems) = (self.path.clone(), self.problems);
        let members = self.expect("object", |value| match value {
            Value::Object(members) => Some(members),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => None,
        })?;
        Some(Object { path, members, problems, is_nothing: false })
    }

    /// The value as an object; an empty one, of which nothing more is asked, when it is something else.
    pub(super) fn object_or_nothing(self) -> Object<'v> {
        let (path, problems) = (self.path.clone(), self.problems);
        self.object().unwrap_or(Object { path, members: Map::new(), problems, is_nothing: true })
    }

    /// The value as one of a closed list of words.
    pub(super) fn word<T: Copy>(self, words: &[(&'static str, T)]) -> Option<T> {
        let (path, problems) = (self.path.clone(), self.problems);
        let found = self.text()?;
        let known = words.iter().find(|(word, _)| *word == found).map(|&(_, value)| value);
        if known.is_none() {
            let allowed = words.iter().map(|&(word, _)| word).collect();
            problems.borrow_mut().push(EnvelopeFileProblem::UnknownWord { path, found, allowed });
        }
        known
    }

    /// The value as text that parses.
    pub(super) fn parse<T>(self) -> Option<T>
    where
        T: FromStr,
        T::Err: std::fmt::Display,
    {
        let (path, problems) = (self.path.clone(), self.problems);
        let found = self.text()?;
        found
            .parse()
            .map_err(|reason: T::Err| {
                let reason = reason.to_string();
                problems.borrow_mut().push(EnvelopeFileProblem::InvalidValue { path, found, reason });
            })
            .ok()
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
