//! Files the operating system asked us to open; each is handed out once.

use crate::schema::{Empty, OpenedFilesView};
use crate::{App, Error};

pub(crate) async fn run(app: &App, _: Empty) -> Result<OpenedFilesView, Error> {
    let paths = app.take_opened_files().iter().map(|path| path.display().to_string()).collect();
    Ok(OpenedFilesView { paths })
}
