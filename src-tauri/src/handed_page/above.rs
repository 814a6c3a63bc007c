//! The page in a window without a frame that stays above the main window, below the band.

use tauri::{AppHandle, PhysicalPosition, PhysicalSize, WebviewWindow, WebviewWindowBuilder, Wry};

use super::{BAND, SIGN_OF_LIFE, Signs};

pub(super) fn prepare<'a>(
    builder: WebviewWindowBuilder<'a, Wry, AppHandle>,
    main: &WebviewWindow,
) -> tauri::Result<WebviewWindowBuilder<'a, Wry, AppHandle>> {
    let frameless = builder.parent(main)?.decorations(false).resizable(false);
    Ok(frameless.skip_taskbar(true).always_on_top(true).visible(false))
}

/// Shows the page where it belongs.
pub(super) fn show(main: &WebviewWindow, page: &WebviewWindow, signs: &Signs) -> tauri::Result<()> {
    follow(main, page);
    page.show()?;
    page.set_focus()?;
    let (page, signs) = (page.clone(), signs.clone());
    std::thread::spawn(move || watch(&page, &signs));
    Ok(())
}

/// The page's window takes its view with it.
pub(super) fn part(_main: &WebviewWindow, _label: &str) {}

/// Puts the page's window below the band, wherever the main window is.
pub(super) fn follow(main: &WebviewWindow, page: &WebviewWindow) {
    let known = (main.inner_position(), main.inner_size(), main.scale_factor());
    let (Ok(corner), Ok(size), Ok(scale)) = known else { return };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a band's height in pixels")]
    let band = (f64::from(BAND) * scale).round() as u32;
    // A window that is closing has no place any more.
    let _ = page.set_position(PhysicalPosition::new(corner.x, corner.y.saturating_add_unsigned(band)));
    let _ = page.set_size(PhysicalSize::new(size.width, size.height.saturating_sub(band)));
}

/// What is done in the page is not told here; where the pointer is can be asked. A pointer that moves is somebody.
fn watch(page: &WebviewWindow, signs: &Signs) {
    let mut last = None;
    while let Ok(here) = page.cursor_position() {
        if last.replace(here) != Some(here) {
            signs.tell();
        }
        std::thread::sleep(SIGN_OF_LIFE);
        if !page.is_visible().unwrap_or(false) {
            return;
        }
    }
}
