//! Texts of messages a person keeps, each under a name in a language. They stay on this computer.

use crate::schema::{SaveTextRequest, SavedTextName, SavedTextView};
use crate::{App, Code, Error, remembered};

const KEY: &str = "message_texts";
/// The longest name of a text, in characters.
const LONGEST_NAME: usize = 60;
/// The longest text, in characters: as long as the field for a message.
const LONGEST_TEXT: usize = 2_000;

/// All texts, by name and language.
pub(crate) fn all(app: &App) -> Result<Vec<SavedTextView>, Error> {
    remembered::read(&app.history(), KEY)
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
    let mut texts: Vec<SavedTextView> = remembered::read(&history, KEY)?;
    if let Some(former) = &replaces {
        texts.retain(|text| !is(text, former));
    }
    let name = SavedTextName { name: new.name.clone(), language: new.language };
    if texts.iter().any(|text| is(text, &name)) {
        return Err(Error::new(Code::Refused, "error-text-exists").with("name", &new.name));
    }
    texts.push(new);
    texts.sort_by_key(|text| (text.name.to_lowercase(), text.language));
    remembered::keep(&mut history, KEY, &texts)?;
    Ok(texts)
}

/// Forgets a text; one that is gone already stays so.
pub(crate) fn remove(app: &App, name: &SavedTextName) -> Result<Vec<SavedTextView>, Error> {
    let mut history = app.history();
    let mut texts: Vec<SavedTextView> = remembered::read(&history, KEY)?;
    texts.retain(|text| !is(text, name));
    remembered::keep(&mut history, KEY, &texts)?;
    Ok(texts)
}

fn is(text: &SavedTextView, name: &SavedTextName) -> bool {
    text.language == name.language && text.name.to_lowercase() == name.name.to_lowercase()
}
