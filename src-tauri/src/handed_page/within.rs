//! The page below the band, in the main window itself.

use std::sync::Once;

use gtk::gdk::EventType;
use gtk::glib::Propagation;
use gtk::prelude::*;
use tauri::{AppHandle, WebviewWindow, WebviewWindowBuilder, Wry};
use webkit2gtk::{FileChooserRequestExt as _, WebView, WebViewExt as _};

use super::{BAND, Signs};

/// The main window is told once how to lay out a page.
static LAID_OUT: Once = Once::new();

pub(super) fn prepare<'a>(
    builder: WebviewWindowBuilder<'a, Wry, AppHandle>,
    _main: &WebviewWindow,
) -> tauri::Result<WebviewWindowBuilder<'a, Wry, AppHandle>> {
    // Its own window stays empty and is never seen.
    Ok(builder.visible(false).skip_taskbar(true))
}

/// Puts the page's view below the band.
pub(super) fn show(main: &WebviewWindow, page: &WebviewWindow, signs: &Signs) -> tauri::Result<()> {
    let (main, signs, label) = (main.clone(), signs.clone(), page.label().to_owned());
    page.with_webview(move |view| {
        let view = view.inner();
        hold_shut(&view, signs);
        let Ok(column) = main.default_vbox() else { return };
        if let Some(former) = view.parent().and_downcast::<gtk::Container>() {
            former.remove(&view);
        }
        view.set_widget_name(&label);
        LAID_OUT.call_once(|| {
            column.connect_size_allocate(lay_out);
        });
        column.pack_start(&view, true, true, 0);
        view.show();
        view.grab_focus();
    })
}

/// The main window is without this page again.
pub(super) fn part(main: &WebviewWindow, label: &str) {
    let (window, label) = (main.clone(), label.to_owned());
    // A window that is closing shows nothing any more.
    let _ = main.run_on_main_thread(move || {
        let Ok(column) = window.default_vbox() else { return };
        for child in column.children() {
            if child.widget_name() == label {
                column.remove(&child);
            } else {
                child.grab_focus();
            }
        }
    });
}

/// While a page is in the window, the band has its height and the page the rest. A box would ask both how high they wish to be,
/// and in full screen WebKit's answer is: as high as I am.
fn lay_out(column: &gtk::Box, room: &gtk::Allocation) {
    let children = column.children();
    let [band, page] = children.as_slice() else { return };
    let (x, y, width, height) = (room.x(), room.y(), room.width(), i32::from(BAND));
    band.size_allocate(&gtk::Allocation::new(x, y, width, height));
    page.size_allocate(&gtk::Allocation::new(x, y + height, width, (room.height() - height).max(1)));
}

/// What is in the window goes with it.
pub(super) fn follow(_main: &WebviewWindow, _page: &WebviewWindow) {}

/// Dialogs of the desktop would show the host's files and printers.
fn hold_shut(view: &WebView, signs: Signs) {
    let handle = signs.handle.clone();
    view.connect_close(move |_| super::ended(&handle));
    view.connect_context_menu(|_, _, _, _| true);
    view.connect_print(|_, _| true);
    // It would be the main window's, and so would be leaving it.
    view.connect_enter_fullscreen(|_| true);
    view.connect_run_file_chooser(|_, request| {
        request.cancel();
        true
    });
    view.connect_event(move |_, event| {
        if is_sign_of_life(event.event_type()) {
            signs.tell();
        }
        Propagation::Proceed
    });
}

fn is_sign_of_life(event: EventType) -> bool {
    matches!(
        event,
        EventType::ButtonPress
            | EventType::KeyPress
            | EventType::MotionNotify
            | EventType::Scroll
            | EventType::TouchBegin
            | EventType::TouchUpdate
    )
}
