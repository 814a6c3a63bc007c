//! The shell: a window around [`paraphe_app`]. The only code of the workspace that names Tauri.
//!
//! It holds one command (`rpc`), one custom scheme for pages (`page`), native file drops (`drop`), files opened by
//! the operating system (`opened`), notifications, the window that is handed to a signer (`kiosk`), providers' own pages
//! in windows without rights (`signing_page`), also in a signer's hands (`handed_page`), and nothing else: what the program does lives in `paraphe-app`.

mod drop;
mod events;
mod first_frame;
mod handed_page;
mod kiosk;
mod notifier;
mod opened;
mod opening;
mod page;
mod paths;
mod rpc;
mod signing_page;
mod webkit;

use std::path::PathBuf;
use std::sync::Arc;

use paraphe_app::{App, AppOptions};
use tauri::Manager as _;

pub use first_frame::tell_first_frame;

/// The label of the program's own window, in `tauri.conf.json`. Every other one shows somebody else's page.
const MAIN: &str = "main";

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
        .invoke_handler(tauri::generate_handler![rpc::rpc, signing_page::open_signing_page])
        .manage(opening::Opening::default())
        .setup(move |tauri_app| {
            if let Some(window) = tauri_app.get_webview_window(MAIN) {
                webkit::keep_what_is_shown(&window)?;
            }
            // Beside the window: while its page is being loaded there is a data folder to open, at the first start to make.
            let handle = tauri_app.handle().clone();
            std::thread::spawn(move || {
                begin(&handle, files);
                handle.state::<opening::Opening>().is_over();
            });
            Ok(())
        })
        .on_window_event(drop::on_window_event)
        .on_window_event(kiosk::on_window_event)
        .build(context());
    match result {
        Ok(app) => app.run(opened::on_run_event),
        Err(error) => {
            eprintln!("{}", paraphe_app::start_failure_sentence(&error.to_string()));
            std::process::exit(1);
        }
    }
}

/// What the build knows of the window: its page, and who may ask what (`capabilities`).
fn context() -> tauri::Context {
    tauri::generate_context!()
}

/// Opens the program behind the window and hands it over to whatever asks for it; says why it cannot.
fn begin(handle: &tauri::AppHandle, files: Vec<PathBuf>) {
    match open(handle) {
        Ok(app) => {
            app.queue_opened_files(files);
            opened::hand_over(handle, &app);
            if app.kiosk_is_on() {
                // Whatever ended the program while a signer had it: the window is theirs before its page says so.
                kiosk::apply(handle, true);
            }
            tauri::async_runtime::spawn(app.clone().watch_history());
            tauri::async_runtime::spawn(app.follow_up());
        }
        Err(error) => paths::report_start_failure(handle, &error),
    }
}

/// Opens the program behind the window.
fn open(handle: &tauri::AppHandle) -> Result<App, paraphe_app::Error> {
    App::open(AppOptions {
        data: paraphe_app::default_data_folder()?,
        pdfium: paths::pdfium_library(handle),
        page_worker: paths::page_worker(),
        notifier: Arc::new(notifier::DesktopNotifier::new(handle.clone())),
        events: Arc::new(events::WindowEvents::new(handle.clone())),
        demo: Some(paraphe_demo::stage()),
        is_demo: false,
        has_window: true,
    })
}
