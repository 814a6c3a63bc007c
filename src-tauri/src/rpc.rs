//! The window's one command.

use paraphe_app::{App, Error, call};
use serde_json::Value;
use tauri::State;

/// Runs one command of the list in `paraphe_app::schema`.
#[tauri::command]
pub(crate) async fn rpc(app: State<'_, App>, command: String, params: Value) -> Result<Value, Error> {
    call(&app, &command, params).await
}
