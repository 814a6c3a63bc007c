//! The moment a window can be used, told to whoever measures a start: `cargo xtask bench start`.
//!
//! Nothing happens unless the environment asks. Then one line is written once the page has painted what it holds; the
//! empty window that is measured beside ours (`src-tauri/examples/empty_window`) says the same line the same way.

use std::sync::Once;

use tauri::{AppHandle, Listener as _, Manager as _};

/// Set to anything, it asks for the line.
const ASKED: &str = "PARAPHE_TELL_FIRST_FRAME";

/// The line on standard output.
const LINE: &str = "first frame";

const EVENT: &str = "first-frame";

/// Within the first callback the frame is not painted yet, at the second it is.
const AFTER_PAINTING: &str = "requestAnimationFrame(() => requestAnimationFrame(() => \
     window.__TAURI_INTERNALS__.invoke('plugin:event|emit', { event: 'first-frame' })))";

/// Writes `first frame` to standard output, once in a process, when the window `main` has painted what its page
/// holds now; only where the environment has `PARAPHE_TELL_FIRST_FRAME`.
pub fn tell_first_frame(handle: &AppHandle) {
    static TOLD: Once = Once::new();
    TOLD.call_once(|| {
        let Some(window) =
            handle.get_webview_window(crate::MAIN).filter(|_| std::env::var_os(ASKED).is_some())
        else {
            return;
        };
        handle.once_any(EVENT, |_| println!("{LINE}"));
        // A window that is closing paints nothing any more; who measures sees the process end.
        let _ = window.eval(AFTER_PAINTING);
    });
}
