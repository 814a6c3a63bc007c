//! Draws pages for the window. The window's own executable could (`main.rs`), but each process of it loads GTK, WebKit and all
//! they are linked with before it draws anything: this one is linked with nothing of a window.

fn main() {
    std::process::exit(paraphe_preview::run_worker_if_asked().unwrap_or(2));
}
