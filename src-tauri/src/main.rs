//! The desktop window's executable. Where the smaller one that draws pages is missing, it is its own preview worker, too.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    if let Some(code) = paraphe_preview::run_worker_if_asked() {
        std::process::exit(code);
    }
    paraphe_desktop::run();
}
