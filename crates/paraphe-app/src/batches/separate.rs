//! One request for each document of a draft, for providers that take a single PDF: shown before, then sent as the lines of a
//! batch, all of them or none.

use paraphe_envelope::{BatchId, BatchPattern, ColumnUse, DraftId, Each, Separated};

use super::check::Judge;
use crate::accounts::{self, Account};
use crate::schema::{
    CheckDraftRequest, LineWeight, SendEnvelopeRequest, SentenceView, SeparateRequestView, SeparateView,
};
use crate::{App, Code, Error, template_accounts, translate, words};

/// The requests there would be.
///
/// # Errors
/// `notFound`; the draft has nobody in it.
pub(crate) fn preview(app: &App, request: &CheckDraftRequest) -> Result<SeparateView, Error> {
    let (pattern, account) = pattern(app, &request.draft, &request.account)?;
    let judge = Judge::new(app, &pattern, &account)?;
    let requests = pattern.draft.separated().into_iter().map(|part| {
        let problems = problems(&judge, &part)?;
        let people = part.draft.recipients.into_iter().map(|person| person.id).collect();
        Ok(SeparateRequestView { title: part.draft.title, people, left_out: part.left_out, problems })
    });
    Ok(SeparateView { requests: requests.collect::<Result<_, Error>>()? })
}

/// Writes the batch down in the place of its draft; nothing has left yet.
///
/// # Errors
/// `refused` where one of the requests could not be sent: half of what was asked for would be signed.
pub(crate) fn store(app: &App, request: &SendEnvelopeRequest) -> Result<BatchId, Error> {
    let (pattern, account) = pattern(app, &request.draft, &request.account)?;
    let judge = Judge::new(app, &pattern, &account)?;
    let mut lines = Vec::new();
    for (part, number) in pattern.draft.separated().into_iter().zip(1..) {
        if let Some(problem) = problems(&judge, &part)?.into_iter().next() {
            let error = Error::new(Code::Refused, "error-separate-held").with("title", &part.draft.title);
            return Err(error.detail(problem.id));
        }
        lines.push(super::line(number, &[part.label], &[]));
    }
    let row = super::row(app, &pattern, account.name.clone())?;
    template_accounts::sent(app, &request.draft, &account)?;
    app.history().insert_batch(&request.draft, &row, &lines).map_err(translate::history)?;
    Ok(row.id)
}

fn pattern(app: &App, draft: &DraftId, account: &str) -> Result<(BatchPattern, Account), Error> {
    let account = accounts::find(app, account)?;
    let draft = app.history().draft(draft).map_err(translate::history)?;
    let first = draft.recipients.first().map(|person| person.id.clone());
    let recipient =
        first.ok_or_else(|| Error::new(Code::DraftIncomplete, "error-draft-incomplete").with("n", 1))?;
    let headers = vec![words::plain(app.language(), "report-batch-document")];
    let columns = vec![ColumnUse::Other];
    Ok((BatchPattern { draft, recipient, headers, columns, each: Each::Document }, account))
}

/// What keeps the request of a document from being sent.
fn problems(judge: &Judge<'_>, part: &Separated) -> Result<Vec<SentenceView>, Error> {
    let judged = judge.one(std::slice::from_ref(&part.label))?;
    let held = judged.why_held().into_iter().filter(|finding| finding.weight == LineWeight::Blocks);
    Ok(held.map(|finding| finding.sentence).collect())
}
