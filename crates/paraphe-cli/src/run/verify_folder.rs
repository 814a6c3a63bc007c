//! `verify` of a folder: one row per PDF, exit code 0 only when each of them passed.

use std::io::{self, IsTerminal as _};

use paraphe_app::headless::{
    FolderRow, VerifyFolder, check_table_path, path_text, save_table, verdict_title, verify_folder,
};
use paraphe_app::schema::Verdict;
use paraphe_app::{App, Error, words};
use paraphe_envelope::Timestamp;
use serde_json::{Value, json};

use super::password;
use super::verify::{report_line, report_target};
use crate::arguments::Verify;
use crate::output::{Answer, Output};

/// How often a person who watches hears how far it is, in files.
const PROGRESS: usize = 25;

pub(super) async fn verify(
    app: &App,
    request: Verify,
    (at, unread): (Option<Timestamp>, Option<Error>),
    output: &Output,
) -> Result<Answer, Error> {
    let target = report_target(&request);
    if let Some(target) = &target {
        check_table_path(&target.path, target.existing)?;
    }
    let password = password(request.password_stdin)?;
    let folder = request.file.clone();
    let (watcher, watched) = (*output, io::stderr().is_terminal());
    let mut done = 0;
    let told = move |_: &FolderRow, count: usize| {
        done += 1;
        if watched && done % PROGRESS == 0 {
            watcher.progress(&format!("{done} / {count}"));
        }
    };
    let asked = VerifyFolder { folder: request.file, trust: request.trust, at, password };
    let rows = verify_folder(app, asked, told).await?;
    let passed = rows.iter().all(|row| row.row.verdict == Some(Verdict::Valid));
    let files: Vec<Value> = rows.iter().map(|row| as_data(output, row)).collect();
    let counts = Counts::of(&rows);
    let mut value = json!({ "folder": path_text(&folder), "counts": counts.as_data(), "files": files });
    if let Some(error) = &unread {
        value["history_unread"] = output.told(error);
    }
    let written = target.as_ref().map(|target| target.path.clone());
    if let Some(path) = &written {
        value["report"] = json!(path_text(path));
    }
    if let Some(target) = target {
        save_table(app, rows.clone(), target).await?;
    }
    output.print(&value, |output| {
        let mut lines = lines(output, &rows, &counts);
        lines.extend(written.iter().map(|path| report_line(output, path)));
        lines
    });
    Ok(if passed { Answer::Done } else { Answer::No })
}

fn as_data(output: &Output, FolderRow { row, conclusion, judged, signed_at }: &FolderRow) -> Value {
    json!({
        "file": row.name, "path": row.path, "sha256": row.sha256, "conclusion": conclusion,
        "verdict": judged, "signers": row.signers, "signed_at": signed_at,
        "message": words::tell(output.language(), &row.sentence),
        "unfinished": row.unfinished.as_ref().map(|note| words::tell(output.language(), note)),
    })
}

/// How many files of each verdict.
#[derive(Default)]
struct Counts {
    all: usize,
    passed: usize,
    open: usize,
    failed: usize,
    unsigned: usize,
    unreadable: usize,
}

impl Counts {
    fn of(rows: &[FolderRow]) -> Self {
        let mut counts = Self { all: rows.len(), ..Self::default() };
        for row in rows {
            let slot = match row.row.verdict {
                Some(Verdict::Valid) => &mut counts.passed,
                Some(Verdict::IdentityToConfirm) => &mut counts.open,
                Some(Verdict::Broken) => &mut counts.failed,
                Some(Verdict::NoSignature) => &mut counts.unsigned,
                None => &mut counts.unreadable,
            };
            *slot += 1;
        }
        counts
    }

    fn as_data(&self) -> Value {
        json!({
            "all": self.all, "passed": self.passed, "indeterminate": self.open, "failed": self.failed,
            "no_signature": self.unsigned, "unreadable": self.unreadable,
        })
    }
}

fn lines(output: &Output, rows: &[FolderRow], counts: &Counts) -> Vec<String> {
    let mut lines: Vec<String> = rows.iter().map(|row| line(output, row)).collect();
    let facts = [
        ("n", counts.all.to_string()),
        ("passed", counts.passed.to_string()),
        ("open", counts.open.to_string()),
        ("failed", counts.failed.to_string()),
        ("unsigned", counts.unsigned.to_string()),
        ("unreadable", counts.unreadable.to_string()),
    ];
    lines.push(output.sentence("command-verified-folder", &facts));
    lines
}

fn line(output: &Output, FolderRow { row, .. }: &FolderRow) -> String {
    let mark = match row.verdict {
        Some(Verdict::Valid) => "✓",
        Some(Verdict::IdentityToConfirm) => "!",
        Some(Verdict::Broken) => "✕",
        Some(Verdict::NoSignature) => "○",
        None => "?",
    };
    let title = |verdict| verdict_title(verdict, &row.sentence);
    let id = row.verdict.map_or("verification-unreadable", title);
    let mut parts = vec![format!("{mark} {}", row.name), output.sentence(id, &[])];
    parts.extend(Some(row.signers.join(", ")).filter(|names| !names.is_empty()));
    parts.extend(row.local_time.clone());
    if row.verdict.is_none() {
        parts.push(words::tell(output.language(), &row.sentence));
    }
    parts.extend(row.unfinished.iter().map(|note| words::tell(output.language(), note)));
    // A name may hold anything, also what moves a terminal's cursor.
    parts.join(" · ").chars().filter(|letter| !letter.is_control()).collect()
}
