//! A picture for the signing page, as it will be part of a request.

use std::path::Path;

use crate::logo::{self, LogoProblem};
use crate::schema::{LogoView, ReadLogoRequest};
use crate::{App, Code, Error, blocking};

pub(crate) async fn run(_: &App, request: ReadLogoRequest) -> Result<LogoView, Error> {
    blocking::run(move || {
        let read = logo::of_file(Path::new(""), &request.path);
        read.map(|logo| LogoView { logo }).map_err(|problem| refused(problem, &request.path))
    })
    .await
}

fn refused(problem: LogoProblem, path: &str) -> Error {
    let message = match problem {
        LogoProblem::NotAPicture => "error-logo-not-a-picture",
        LogoProblem::TooLarge => "error-logo-too-large",
        LogoProblem::Unreadable => "error-logo-unreadable",
    };
    Error::new(Code::Refused, message).detail(path)
}
