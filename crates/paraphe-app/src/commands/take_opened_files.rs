//! Files the operating system asked us to open; each is handed out once.

use std::time::Duration;

use crate::schema::{Empty, OpenedFilesView};
use crate::{App, Error};

/// How long the window has the processor for itself to paint what it shows first.
const PAINTING: Duration = Duration::from_millis(250);

pub(crate) async fn run(app: &App, _: Empty) -> Result<OpenedFilesView, Error> {
    let warming = app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(PAINTING).await;
        // The first page shown should not wait for a process to start.
        warming.preview().warm_up();
    });
    let paths = app.take_opened_files().iter().map(|path| path.display().to_string()).collect();
    Ok(OpenedFilesView { paths })
}
