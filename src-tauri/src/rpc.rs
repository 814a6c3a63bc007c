//! The window's one command.

use paraphe_app::{App, Error, call};
use serde_json::Value;
use tauri::{AppHandle, Manager as _};

/// Runs one command of the list in `paraphe_app::schema`.
#[tauri::command]
pub(crate) async fn rpc(handle: AppHandle, command: String, params: Value) -> Result<Value, Error> {
    handle.state::<crate::opening::Opening>().wait().await;
    let app = handle.try_state::<App>().map(|state| state.inner().clone());
    match app {
        Some(app) => {
            let answer = call(&app, &command, params).await;
            if app.page_is_ready() {
                crate::tell_first_frame(&handle);
            }
            answer
        }
        // The start failed; the person is reading why.
        None => Err(Error::internal("the program did not start")),
    }
}
