//! Native file drop: the window learns the paths, never the bytes. What is dropped on a service's page is for that page.

use paraphe_app::{AppEvent, EventSink as _};
use tauri::{DragDropEvent, Window, WindowEvent};

use crate::events::WindowEvents;

/// Turns Tauri's drag events into application events.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    let sink = WindowEvents::new(tauri::Manager::app_handle(window).clone());
    told(window.label(), drag).into_iter().for_each(|event| sink.emit(event));
}

#[allow(clippy::wildcard_enum_match_arm, reason = "Tauri marks the enum as open")]
fn told(window: &str, drag: &DragDropEvent) -> Vec<AppEvent> {
    if window != crate::MAIN {
        return Vec::new();
    }
    match drag {
        DragDropEvent::Enter { .. } => vec![AppEvent::FilesHovering { over: true }],
        DragDropEvent::Leave => vec![AppEvent::FilesHovering { over: false }],
        DragDropEvent::Drop { paths, .. } => {
            let paths = paths.iter().map(|path| path.display().to_string()).collect();
            vec![AppEvent::FilesHovering { over: false }, AppEvent::FilesDropped { paths }]
        }
        // Hover positions and whatever comes later change nothing for us.
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn what_is_dropped_on_a_services_page_is_not_for_the_program() {
        let (paths, position) = (vec![PathBuf::from("/card.pdf")], tauri::PhysicalPosition::new(0.0, 0.0));
        let drag = DragDropEvent::Drop { paths, position };
        assert_eq!((told("main", &drag).len(), told("signing-page-1", &drag).len()), (2, 0));
    }
}
