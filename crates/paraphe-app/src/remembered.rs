//! What is remembered from one start to the next to make things easier. None of it is a record: what can no longer be read is
//! as if it had never been kept.

use paraphe_history::History;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Error, translate};

/// What was kept under this key.
pub(crate) fn read<T: DeserializeOwned + Default>(history: &History, key: &str) -> Result<T, Error> {
    let stored: Option<Value> = history.setting(key).map_err(translate::history)?;
    Ok(stored.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

/// Keeps it.
pub(crate) fn keep<T: Serialize>(history: &mut History, key: &str, value: &T) -> Result<(), Error> {
    history.set_setting(key, value).map_err(translate::history)
}
