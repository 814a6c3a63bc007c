//! The shell: a window around [`paraphe_app`]. The only code of the workspace that names Tauri.
//!
//! It holds one command ([`rpc`]), one custom scheme for pages ([`page`]), native file drops ([`drop`]), files opened by
//! the operating system ([`opened`]), notifications and nothing else: what the program does lives in `paraphe-app`.

mod drop;
mod events;
mod notifier;
mod opened;
mod page;
mod paths;
mod rpc;
mod webkit;

use std::sync::Arc;

use paraphe_app::{App, AppOptions};
use tauri::Manager as _;

/// Opens the window and returns when it is closed. A start that fails says why in a native message.
pub fn run() {
    webkit::prepare();
    let files =
        opened::from_arguments(std::env::args_os().skip(1), &std::env::current_dir().unwrap_or_default());
    let result = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|handle, arguments, folder| {
            opened::from_second_instance(handle, &arguments, std::path::Path::new(&folder));
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(tauri_plugin_window_state::StateFlags::SIZE)
                .build(),
        )
        .register_asynchronous_uri_scheme_protocol("page", page::serve)
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .setup(move |tauri_app| {
            let options = AppOptions {
                data: paths::data_folder(tauri_app.handle())?,
                pdfium: paths::pdfium_library(tauri_app.handle()),
                notifier: Arc::new(notifier::DesktopNotifier::new(tauri_app.handle().clone())),
                events: Arc::new(events::WindowEvents::new(tauri_app.handle().clone())),
            };
            let app = App::open(options)?;
            app.queue_opened_files(files);
            tauri::async_runtime::spawn(app.clone().watch_history());
            tauri_app.manage(app);
            Ok(())
        })
        .on_window_event(drop::on_window_event)
        .build(tauri::generate_context!());
    match result {
        Ok(app) => app.run(opened::on_run_event),
        Err(error) => paths::report_start_failure(&error.to_string()),
    }
}
