//! `verify`: exit code 0 only when every signature passed.

use std::path::Path;

use paraphe_app::headless::{
    Existing, ReportFile, VerdictWords, VerifyFile, check_report_path, path_text, save_report, verify_file,
};
use paraphe_app::schema::{ReportLanguage, Verdict};
use paraphe_app::{App, Code, Error};
use serde_json::{Value, json};

use super::{password, text, verify_folder, verify_lines, verify_opinion};
use crate::arguments::{Verify, WrittenIn};
use crate::output::{Answer, Output, plain};

/// `unread`: why the person's own data are not looked at, which whoever reads the answer has to know.
pub(super) async fn verify(
    app: &App,
    request: Verify,
    unread: Option<Error>,
    output: &Output,
) -> Result<Answer, Error> {
    tell_unread(unread.as_ref(), output);
    let at = request
        .at
        .as_deref()
        .map(|text| text.parse().map_err(|_| Error::new(Code::NotFound, "error-time").with("time", text)))
        .transpose()?;
    if request.file.is_dir() && request.account.is_some() {
        return Err(Error::new(Code::Refused, "error-opinion-folder"));
    }
    if request.file.is_dir() {
        return verify_folder::verify(app, request, (at, unread), output).await;
    }
    let target = report_target(&request);
    if let Some(target) = &target {
        check_report_path(&target.path, target.existing)?;
    }
    let (file, password) = (request.file.clone(), password(request.password_stdin)?);
    let trust = request.trust.clone();
    let asked = VerifyFile { file: file.clone(), trust, at, password };
    // What is wrong here is found before the file leaves this computer.
    let (report, words) = verify_file(app, asked).await?;
    let opinion = verify_opinion::opinion(app, &request, at, output).await?;
    let written = target.as_ref().map(|target| target.path.clone());
    if let Some(target) = target {
        save_report(app, file, (report.clone(), words.origin.clone()), target).await?;
    }
    let denied = opinion.as_ref().is_some_and(|view| view.opinion.holds == Some(false));
    let mut value = as_data(json!(report));
    let passed = value["conclusion"] == "TOTAL_PASSED" && !denied;
    if let Some(view) = &opinion {
        value["opinion"] = json!(view);
    }
    if let Some(path) = &written {
        value["report"] = json!(path_text(path));
    }
    if let Some(note) = &words.unfinished {
        value["unfinished"] = json!(output.tell(note));
    }
    if let Some(error) = &unread {
        value["history_unread"] = output.told(error);
    }
    let own = own_identity(&words);
    output.print(&value, |output| {
        let mut lines = verify_lines::lines(output, &value, &words, own.as_deref());
        lines.extend(opinion.iter().flat_map(|view| verify_opinion::lines(output, view)));
        lines.extend(written.iter().map(|path| report_line(output, path)));
        lines
    });
    Ok(if passed { Answer::Done } else { Answer::No })
}

fn tell_unread(unread: Option<&Error>, output: &Output) {
    if let Some(error) = unread {
        let reason = [("reason", output.sentence_of(error))];
        output.progress(&output.sentence("command-history-unread", &reason));
    }
}

/// The identity of this computer that made a signature of which nobody says whose it is; only its certificate can be
/// written out here.
fn own_identity(words: &VerdictWords) -> Option<String> {
    let open = words.signatures.iter().filter(|one| one.verdict == Verdict::IdentityToConfirm);
    open.filter_map(|one| one.own_identity.clone()).next()
}

/// The report without the marks Fluent sets around what it inserts.
fn as_data(mut report: Value) -> Value {
    for finding in report["signatures"].as_array_mut().into_iter().flatten().flat_map(findings) {
        finding["message"] = json!(plain(&text(&finding["message"])));
    }
    report
}

/// Where a report goes, what becomes of a file that lies there, and its language.
pub(super) fn report_target(request: &Verify) -> Option<ReportFile> {
    let existing = if request.overwrite { Existing::Replaced } else { Existing::Kept };
    let language = request.language.map(|language| match language {
        WrittenIn::En => ReportLanguage::En,
        WrittenIn::Fr => ReportLanguage::Fr,
        WrittenIn::It => ReportLanguage::It,
    });
    request.report.clone().map(|path| ReportFile { path, existing, language })
}

/// Where the report is now.
pub(super) fn report_line(output: &Output, path: &Path) -> String {
    output.sentence("command-report", &[("path", path.display().to_string())])
}

fn findings(signature: &mut Value) -> impl Iterator<Item = &mut Value> {
    signature["findings"].as_array_mut().into_iter().flatten()
}
