//! What became of each line, as a table French spreadsheets open.

use paraphe_envelope::Language;

use crate::schema::{BatchLineView, BatchView};
use crate::verification::text::cell;
use crate::words;

/// The table: number, the cells as they stand, status, request, what has to be put right.
pub(crate) fn csv(language: Language, batch: &BatchView) -> String {
    // `;` and a byte order mark: what Excel in French reads without being asked.
    let mut text = String::from("\u{FEFF}");
    let mut line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    };
    let word = |id: &str| words::plain(language, id);
    let ends = ["report-batch-status", "report-batch-request", "report-batch-to-correct"].map(word);
    line([word("report-batch-row")].into_iter().chain(batch.headers.clone()).chain(ends).collect());
    for one in &batch.lines {
        let envelope = one.envelope.as_ref().map(ToString::to_string).unwrap_or_default();
        let findings: Vec<String> =
            one.findings.iter().map(|finding| words::tell(language, &finding.sentence)).collect();
        let ends = [status(language, one), envelope, findings.join(" ")];
        line([one.number.to_string()].into_iter().chain(one.cells.clone()).chain(ends).collect());
    }
    text
}

fn status(language: Language, line: &BatchLineView) -> String {
    let id = match line.status {
        Some(status) => words::status_id(status.as_str(), line.status_word.as_deref()),
        None => "report-batch-not-sent".to_owned(),
    };
    words::plain(language, &id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{BatchCountsView, BatchProgress, BatchRequestView};
    use paraphe_envelope::{BatchId, EnvelopeId, EnvelopeStatus, Timestamp};

    #[test]
    fn a_spreadsheet_opens_the_report_and_computes_nothing() {
        let line = |number, cells: &[&str], envelope, status| BatchLineView {
            number,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            name: String::new(),
            title: String::new(),
            envelope,
            status,
            status_word: None,
            findings: Vec::new(),
        };
        let sent = line(1, &["=1+1", "a;b"], Some(EnvelopeId::new([1; 16])), Some(EnvelopeStatus::Sent));
        let batch = BatchView {
            id: BatchId::new([1; 16]),
            title: String::new(),
            account: "local".to_owned(),
            progress: BatchProgress::Done,
            trouble: None,
            counts: BatchCountsView {
                lines: 2,
                waiting: 0,
                to_correct: 1,
                open: 1,
                completed: 0,
                failed: 0,
                closed: 0,
            },
            can_go_again: 0,
            each: paraphe_envelope::Each::Person,
            headers: vec!["nom".to_owned(), "@lot".to_owned()],
            columns: Vec::new(),
            lines: vec![sent, line(2, &["Zoé", ""], None, None)],
            request: BatchRequestView { title: String::new(), recipients: Vec::new(), documents: Vec::new() },
            can_delete: false,
            created_at: Timestamp::from_millis(0),
        };
        let text = csv(Language::Fr, &batch);
        let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').split("\r\n").collect();
        assert!(lines[0].starts_with("\"Ligne\";\"nom\";\"'@lot\";"), "{text}");
        assert!(lines[1].starts_with("\"1\";\"'=1+1\";\"a;b\";\""), "{text}");
        assert!(lines[1].contains("env_0101") && !lines[2].contains("env_"), "{text}");
        assert_eq!(lines.len(), 4, "a head, two lines, and the end of the last");
    }
}
