//! Rows as a file: CSV as French spreadsheets open it, or a page to print.

use std::fmt::Write as _;

use paraphe_envelope::{Language, Timestamp};

use super::report::html;
use super::text::{cell, escape};
use crate::schema::{SentenceView, Verdict, VerifiedRow};
use crate::view::local_time;
use crate::{Code, Error, verdict, words};

/// The kinds of table, by the ending of the file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TableFormat {
    Csv,
    Html,
}

impl TableFormat {
    /// The format a path asks for.
    ///
    /// # Errors
    /// `error-table-format`.
    pub(crate) fn of(path: &std::path::Path) -> Result<Self, Error> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("csv") => Ok(Self::Csv),
            Some("html" | "htm") => Ok(Self::Html),
            Some(_) | None => {
                Err(Error::new(Code::Refused, "error-table-format").with("path", path.display()))
            }
        }
    }
}

const COLUMNS: [&str; 6] = [
    "verification-column-file",
    "verification-column-verdict",
    "verification-column-signers",
    "verification-column-time",
    "verification-column-sentence",
    "verification-column-sha256",
];

/// The table as a file.
pub(crate) fn write(
    format: TableFormat,
    language: Language,
    rows: &[VerifiedRow],
    now: Timestamp,
) -> Vec<u8> {
    let heads = COLUMNS.map(|id| words::plain(language, id));
    match format {
        TableFormat::Csv => csv(language, &heads, rows),
        TableFormat::Html => page(language, &heads, rows, now),
    }
    .into_bytes()
}

/// `;` and a byte order mark: what Excel in French reads without being asked. Lines end as RFC 4180 says.
fn csv(language: Language, heads: &[String], rows: &[VerifiedRow]) -> String {
    let mut text = String::from("\u{FEFF}");
    let mut line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    };
    line(heads);
    rows.iter().for_each(|row| line(&cells(language, row)));
    text
}

fn cells(language: Language, row: &VerifiedRow) -> [String; 6] {
    [
        row.name.clone(),
        title(language, row.verdict, &row.sentence),
        row.signers.join(", "),
        row.local_time.clone().unwrap_or_default(),
        explanation(language, row),
        row.sha256.map(|sha256| sha256.to_string()).unwrap_or_default(),
    ]
}

fn explanation(language: Language, row: &VerifiedRow) -> String {
    let sentences = [Some(&row.sentence), row.unfinished.as_ref()];
    let told: Vec<String> =
        sentences.into_iter().flatten().map(|sentence| words::tell(language, sentence)).collect();
    told.join(" ")
}

/// The verdict in a few words.
pub(crate) fn title(language: Language, verdict: Option<Verdict>, sentence: &SentenceView) -> String {
    let id = verdict.map_or("verification-unreadable", |verdict| verdict::title(verdict, sentence));
    words::plain(language, id)
}

fn page(language: Language, heads: &[String], rows: &[VerifiedRow], now: Timestamp) -> String {
    let heading = words::plain(language, "verification-table-title");
    let good = rows.iter().filter(|row| row.verdict == Some(Verdict::Valid)).count();
    let facts = [
        ("n".to_owned(), rows.len().to_string()),
        ("good".to_owned(), good.to_string()),
        ("time".to_owned(), local_time(now)),
    ];
    let about = words::sentence(language, "verification-table-about", &facts.into());
    let mut body = format!("<h1>{}</h1>\n<p>{}</p>\n<table>\n<thead><tr>", escape(&heading), escape(&about));
    for head in heads {
        let _ = write!(body, "<th scope=\"col\">{}</th>", escape(head));
    }
    body.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        let _ = write!(body, "<tr class=\"{}\">", html::tone(row.verdict));
        for (text, class) in cells(language, row).iter().zip(["name", "verdict", "", "time", "", "digest"]) {
            let _ = write!(body, "<td class=\"{class}\">{}</td>", escape(text));
        }
        body.push_str("</tr>\n");
    }
    body.push_str("</tbody>\n</table>\n");
    html::document(language, &heading, "table", &body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::SentenceView;
    use paraphe_envelope::Sha256Digest;

    fn row(name: &str, signer: &str, verdict: Option<Verdict>) -> VerifiedRow {
        let id = if verdict.is_some() { "verdict-sentence-none" } else { "error-not-a-pdf" };
        VerifiedRow {
            path: format!("/d/{name}"),
            name: name.to_owned(),
            sha256: verdict.map(|_| Sha256Digest::of(name.as_bytes())),
            verdict,
            signers: vec![signer.to_owned()],
            local_time: Some("12/11/2026 14:32 (UTC+1)".to_owned()),
            sentence: SentenceView {
                id: id.to_owned(),
                params: [("name".to_owned(), name.to_owned())].into(),
            },
            unfinished: None,
        }
    }

    fn text(format: TableFormat, rows: &[VerifiedRow]) -> String {
        let bytes = write(format, Language::Fr, rows, Timestamp::from_millis(1_795_341_600_000));
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_french_spreadsheet_opens_the_csv_and_computes_nothing() {
        let rows =
            [row("bail;2.pdf", "=cmd|' /C calc'!A0", Some(Verdict::Valid)), row("-1.pdf", "Zoé", None)];
        let csv = text(TableFormat::Csv, &rows);
        assert!(csv.starts_with("\u{FEFF}\"Fichier\";"), "{csv}");
        let lines: Vec<_> = csv.split("\r\n").collect();
        assert_eq!(lines.len(), 4, "a head, two rows, and the end of the last");
        assert!(
            lines[1].starts_with("\"bail;2.pdf\";\"Signature valide\";\"'=cmd|' /C calc'!A0\";"),
            "{csv}"
        );
        assert!(lines[2].starts_with("\"'-1.pdf\";\"Illisible\";\"Zoé\";"), "{csv}");
    }

    #[test]
    fn a_copy_on_the_way_is_told_with_the_verdict() {
        let params = [("n".to_owned(), "2".to_owned())].into();
        let note = SentenceView { id: "verdict-unfinished-fields".to_owned(), params };
        let row = VerifiedRow { unfinished: Some(note), ..row("bail.pdf", "Zoé", Some(Verdict::Valid)) };
        for format in [TableFormat::Csv, TableFormat::Html] {
            let table = text(format, std::slice::from_ref(&row));
            assert!(table.contains("2 champs de signature sont encore vides"), "{table}");
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_the_page() {
        let page = text(TableFormat::Html, &[row("<img src=x onerror=y>.pdf", "\"><script>", None)]);
        assert!(!page.contains("<img") && !page.contains("<script"), "{page}");
        assert!(page.contains("default-src 'none'"));
    }

    #[test]
    fn the_ending_says_which_table() {
        assert_eq!(TableFormat::of("a.CSV".as_ref()).unwrap(), TableFormat::Csv);
        assert_eq!(TableFormat::of("a.htm".as_ref()).unwrap(), TableFormat::Html);
        assert_eq!(TableFormat::of("a.pdf".as_ref()).unwrap_err().message, "error-table-format");
    }
}
