//! An empty Tauri window: what `cargo xtask bench start` measures our start against. It never ships.
//!
//! Built by the same profile with the same Tauri, of the same size as ours, its page embedded as ours is; but nothing
//! of ours behind it: no plugins, no commands, an empty page.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tauri::Manager as _;
use tauri::webview::PageLoadEvent;

fn main() {
    let result = tauri::Builder::default()
        .on_page_load(|webview, payload| {
            if payload.event() == PageLoadEvent::Finished {
                paraphe_desktop::tell_first_frame(webview.app_handle());
            }
        })
        .run(tauri::generate_context!("src-tauri/examples/empty_window/tauri.conf.json"));
    if let Err(error) = result {
        eprintln!("The empty window could not be opened: {error}");
        std::process::exit(1);
    }
}
