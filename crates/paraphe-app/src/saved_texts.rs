//! Texts of messages a person keeps, each under a name in a language. They stay on this computer.

use paraphe_history::History;
use serde_json::{Value, json};

use crate::schema::{SaveTextRequest, SavedTextName, SavedTextView};
use crate::{App, Code, Error, remembered};

const KEY: &str = "message_texts";
/// The longest name of a text, in characters.
const LONGEST_NAME: usize = 60;
/// The longest text, in characters: as long as the field for a message.
const LONGEST_TEXT: usize = 2_000;

/// All texts, by name and language.
pub(crate) fn all(app: &App) -> Result<Vec<SavedTextView>, Error> {
    Ok(Kept::read(&app.history())?.texts)
}

/// Keeps a text, in the place of another one where the request names it.
///
/// # Errors
/// `refused` when name or text is empty or too long, or another text has the name already.
pub(crate) fn save(app: &App, request: SaveTextRequest) -> Result<Vec<SavedTextView>, Error> {
    let SaveTextRequest { text: mut new, replaces } = request;
    new.name = new.name.trim().to_owned();
    let is_name = !new.name.is_empty()
        && new.name.chars().count() <= LONGEST_NAME
        && !new.name.chars().any(char::is_control);
    if !is_name {
        return Err(Error::new(Code::Refused, "error-text-name"));
    }
    if new.text.trim().is_empty() || new.text.chars().count() > LONGEST_TEXT {
        return Err(Error::new(Code::Refused, "error-text-empty"));
    }
    let mut history = app.history();
    let mut kept = Kept::read(&history)?;
    let texts = &mut kept.texts;
    if let Some(former) = &replaces {
        texts.retain(|text| !is(text, former));
    }
    let name = SavedTextName { name: new.name.clone(), language: new.language };
    if texts.iter().any(|text| is(text, &name)) {
        return Err(Error::new(Code::Refused, "error-text-exists").with("name", &new.name));
    }
    texts.push(new);
    texts.sort_by_key(|text| (text.name.to_lowercase(), text.language));
    kept.write(&mut history)
}

/// Forgets a text; one that is gone already stays so.
pub(crate) fn remove(app: &App, name: &SavedTextName) -> Result<Vec<SavedTextView>, Error> {
    let mut history = app.history();
    let mut kept = Kept::read(&history)?;
    kept.texts.retain(|text| !is(text, name));
    kept.write(&mut history)
}

/// The texts, and what is none this version knows: people wrote them, so that nothing of it is dropped.
struct Kept {
    texts: Vec<SavedTextView>,
    /// As it was found.
    unknown: Vec<Value>,
}

impl Kept {
    fn read(history: &History) -> Result<Self, Error> {
        let entries = match remembered::read(history, KEY)? {
            Value::Array(entries) => entries,
            Value::Null => Vec::new(),
            other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_) | Value::String(_)) => vec![other],
        };
        let mut kept = Self { texts: Vec::new(), unknown: Vec::new() };
        for entry in entries {
            match serde_json::from_value(entry.clone()) {
                Ok(text) => kept.texts.push(text),
                Err(_) => kept.unknown.push(entry),
            }
        }
        Ok(kept)
    }

    /// Keeps them; gives the texts.
    fn write(self, history: &mut History) -> Result<Vec<SavedTextView>, Error> {
        let known = self.texts.iter().map(|text| json!(text));
        let all: Vec<Value> = known.chain(self.unknown).collect();
        remembered::keep(history, KEY, &all)?;
        Ok(self.texts)
    }
}

fn is(text: &SavedTextView, name: &SavedTextName) -> bool {
    text.language == name.language && text.name.to_lowercase() == name.name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Language;

    use super::*;
    use crate::AppOptions;

    fn text(name: &str) -> SavedTextView {
        SavedTextView { name: name.to_owned(), language: Language::Fr, text: "Bonjour".to_owned() }
    }

    #[test]
    fn an_entry_that_cannot_be_read_hides_no_other_and_is_not_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(AppOptions::headless(folder.path().join("data"))).unwrap();
        let later = json!({ "name": "Später", "language": "tlh", "text": "nuqneH", "tone": 7 });
        app.history().set_setting(KEY, &json!([text("Bail"), later])).unwrap();
        assert_eq!(all(&app).unwrap(), [text("Bail")]);
        save(&app, SaveTextRequest { text: text("Avis"), replaces: None }).unwrap();
        let bail = SavedTextName { name: "bail".to_owned(), language: Language::Fr };
        assert_eq!(remove(&app, &bail).unwrap(), [text("Avis")]);
        let stored: Option<Value> = app.history().setting(KEY).unwrap();
        assert_eq!(stored, Some(json!([text("Avis"), later])));
    }
}
