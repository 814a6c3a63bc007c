//! Native file drop: the window learns the paths, never the bytes.

use paraphe_app::{AppEvent, EventSink as _};
use tauri::{DragDropEvent, Window, WindowEvent};

use crate::events::WindowEvents;

/// Turns Tauri's drag events into application events.
#[allow(clippy::wildcard_enum_match_arm, reason = "Tauri marks the enum as open")]
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    let sink = WindowEvents::new(tauri::Manager::app_handle(window).clone());
    match drag {
        DragDropEvent::Enter { .. } => sink.emit(AppEvent::FilesHovering { over: true }),
        DragDropEvent::Leave => sink.emit(AppEvent::FilesHovering { over: false }),
        DragDropEvent::Drop { paths, .. } => {
            sink.emit(AppEvent::FilesHovering { over: false });
            let paths = paths.iter().map(|path| path.display().to_string()).collect();
            sink.emit(AppEvent::FilesDropped { paths });
        }
        // Hover positions and whatever comes later change nothing for us.
        _ => {}
    }
}
