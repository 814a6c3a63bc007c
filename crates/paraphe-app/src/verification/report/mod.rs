//! A verification as a file for people: one verdict, one sentence, the questions answered for each signature, what could
//! not be checked, and everything a specialist asks for. A page (HTML) and a sheet (PDF) show the same content.

mod content;
pub(crate) mod html;
mod sheet;
mod signature;

#[cfg(test)]
pub(crate) mod samples;

use std::path::Path;

use paraphe_envelope::{Language, Timestamp};
use paraphe_pades::ValidationReport;

pub(crate) use self::content::Content;
use crate::schema::OriginView;
use crate::{Code, Error};

/// The kinds of file, by its ending.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ReportFormat {
    Html,
    Pdf,
}

impl ReportFormat {
    /// The format a path asks for.
    ///
    /// # Errors
    /// `error-report-format`.
    pub(crate) fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("html" | "htm") => Ok(Self::Html),
            Some("pdf") => Ok(Self::Pdf),
            Some(_) | None => {
                Err(Error::new(Code::Refused, "error-report-format").with("path", path.display()))
            }
        }
    }
}

/// What a report is made of.
pub(crate) struct Facts<'a> {
    pub(crate) report: &'a ValidationReport,
    pub(crate) origin: Option<&'a OriginView>,
    pub(crate) language: Language,
    /// When the file was looked at.
    pub(crate) now: Timestamp,
    /// When the trusted lists relied on were issued; none where there are none.
    pub(crate) lists_issued: Option<Timestamp>,
}

/// The report as a file.
///
/// # Errors
/// The sheet cannot be set.
pub(crate) fn write(format: ReportFormat, facts: &Facts<'_>) -> Result<Vec<u8>, Error> {
    let content = Content::of(facts);
    match format {
        ReportFormat::Html => Ok(html::write(&content).into_bytes()),
        ReportFormat::Pdf => sheet::write(&content, facts.now),
    }
}
