//! People from a text that was pasted or a file: what was understood, line by line. Adds nobody.

use std::path::Path;

use paraphe_envelope::read_people;

use crate::schema::{PeopleSource, PeopleView, ReadPeopleRequest};
use crate::{App, Error, blocking, text_file};

pub(crate) async fn run(_: &App, request: ReadPeopleRequest) -> Result<PeopleView, Error> {
    blocking::run(move || {
        let text = match request.source {
            PeopleSource::File { path } => text_file::read(Path::new(&path))?,
            PeopleSource::Text { text } => text,
        };
        Ok(PeopleView { people: read_people(&text) })
    })
    .await
}
