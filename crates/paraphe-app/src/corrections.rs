//! Correcting one person of a request that is out. No service lets their details be changed in place, so the request is
//! taken back, and the same one leaves again.
//!
//! Invariants. Everything that can be refused is asked, and what is intended is on the disk, before anything is taken back.
//! That the former request is taken back and that the new one is due is written in one transaction: whatever stops the
//! program, there are never two and never none. Where it is not known whether the former one is still there nothing is sent,
//! and the request says so until the provider has told or a person has looked.

mod standing;

use paraphe_envelope::{Draft, DraftId, DraftOperation, Envelope, EnvelopeId, RecipientId, TemplateId};
use paraphe_history::OutboxRow;
use serde::{Deserialize, Serialize};

use self::standing::{Stands, standing, stands};
use crate::accounts::{self, Account};
use crate::actions::Standing;
use crate::commands::check_draft::{self, Checked};
use crate::commands::{copy_envelope, send_envelope};
use crate::documents::random;
use crate::outbox::Written;
use crate::schema::{
    CorrectPersonRequest, CorrectPersonView, CorrectionAnswer, CorrectionView, EnvelopeAction, EnvelopeView,
    PersonDetails,
};
use crate::taking_back::{self, Left, NotTaken};
use crate::{App, Code, Error, actions, blocking, lease, outbox, translate, view};

/// What is intended with a request, as it is written down before anything is taken back.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Correction {
    recipient: RecipientId,
    details: PersonDetails,
    reason: String,
    /// The id of the request that will take its place: drawn once, so that it can come only once.
    replacement: EnvelopeId,
}

/// Takes a request back and sends it again with a person's details put right.
///
/// # Errors
/// Before anything is intended, why it cannot be. Afterwards what became of taking it back; and what became of sending the new
/// one, with its id as `envelope`.
pub(crate) async fn correct(app: &App, request: CorrectPersonRequest) -> Result<CorrectPersonView, Error> {
    let id = request.envelope.clone();
    let lease = taking_back::hold(app, &id).await?;
    taking_back::refuse(app, &id).await?;
    let intended = {
        let app = app.clone();
        blocking::run(move || intend(&app, request)).await?
    };
    let correction = match intended {
        Ok(correction) => correction,
        Err(kept) => return Ok(kept),
    };
    let written = match take_back(app, &id, &correction).await {
        Err(NotTaken { error, left: Left::Untouched }) => {
            forget(app, &id).await?;
            return Err(error);
        }
        taken => taken.map_err(|failed| failed.error)?,
    };
    drop(lease);
    let envelope = Box::new(send(app, written, correction.replacement).await?);
    Ok(CorrectPersonView::Replaced { envelope })
}

/// Says what becomes of a correction that is not through; answers the envelope to look at then.
///
/// # Errors
/// `refused` where nothing is intended with this envelope; as [`correct`].
pub(crate) async fn settle(
    app: &App,
    id: &EnvelopeId,
    answer: CorrectionAnswer,
) -> Result<EnvelopeView, Error> {
    let lease = taking_back::hold(app, id).await?;
    let noted = read(app, id).await?;
    let correction = noted.ok_or_else(|| Error::new(Code::Refused, "error-correction-none"))?;
    match answer {
        CorrectionAnswer::GiveUp => {
            forget(app, id).await?;
            let (app, id) = (app.clone(), id.clone());
            return blocking::run(move || view::envelope(&app, &id)).await;
        }
        // Nobody's word is about what may be on its way.
        CorrectionAnswer::GoOn | CorrectionAnswer::TakenBack => taking_back::refuse_doubt(app, id).await?,
    }
    if answer == CorrectionAnswer::GoOn {
        taking_back::look(app, id).await?;
    }
    let written = match standing(app, id).await? {
        Stands::Ended => return Err(ended(app, id).await?),
        // What a second try is refused says nothing of the first.
        Stands::Open if answer == CorrectionAnswer::GoOn => {
            take_back(app, id, &correction).await.map_err(|failed| failed.error)?
        }
        Stands::Open | Stands::TakenBack => replace(app, id, &correction).await?,
    };
    drop(lease);
    send(app, written, correction.replacement).await
}

/// Goes on with corrections a crash has cut, as far as that asks no provider anything: where the former request is known to be
/// taken back the new one is due from now on. What ended otherwise needs none any more.
///
/// # Errors
/// The history cannot be read, or the first that could not go on; all of them have been tried.
pub(crate) async fn resume(app: &App) -> Result<(), Error> {
    let noted: Vec<(EnvelopeId, Correction)> = {
        let app = app.clone();
        blocking::brief(move || app.history().corrections().map_err(translate::history)).await?
    };
    let mut answer = Ok(());
    for (id, _) in noted {
        answer = answer.and(resume_one(app, &id).await);
    }
    answer
}

async fn resume_one(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    // Whoever holds it is at it.
    let Some(lease) = lease::take(app, id).await? else { return Ok(()) };
    // Read under the lease: whoever held it before may have gone on with it.
    let Some(correction) = read(app, id).await? else { return Ok(()) };
    let gone_on = match standing(app, id).await? {
        Stands::Open => Ok(()),
        Stands::Ended => forget(app, id).await,
        // The outbox sends what is due.
        Stands::TakenBack => replace(app, id, &correction).await.map(drop),
    };
    drop(lease);
    gone_on
}

/// The same for one somebody asks about; the new one leaves then as well. What comes in between is no error of whoever asks:
/// the page of the new one says so, or this one is still to be gone on with.
pub(crate) async fn refresh(app: &App, id: &EnvelopeId) {
    if let Err(error) = resume_and_send(app, id).await {
        tracing::debug!(code = ?error.code, message = error.message, "a correction could not go on");
    }
}

async fn resume_and_send(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    resume_one(app, id).await?;
    let replacement = {
        let (app, id) = (app.clone(), id.clone());
        blocking::brief(move || app.history().replacement(&id).map_err(translate::history)).await?
    };
    match replacement {
        Some(new) => outbox::dispatch(app, &new).await,
        None => Ok(()),
    }
}

/// What is intended with an envelope, for people.
///
/// # Errors
/// The history cannot be read.
pub(crate) fn shown(app: &App, id: &EnvelopeId) -> Result<Option<CorrectionView>, Error> {
    let noted: Option<Correction> = app.history().correction(id).map_err(translate::history)?;
    let Some(Correction { recipient, details, .. }) = noted else { return Ok(None) };
    let taken_back = matches!(stands(app, id)?, Stands::TakenBack);
    Ok(Some(CorrectionView { recipient, details, taken_back }))
}

/// Whether a correction of an envelope is intended: nothing of it leaves then, and nobody but whoever corrects takes it back.
///
/// # Errors
/// The history cannot be read.
pub(crate) async fn is_intended(app: &App, id: &EnvelopeId) -> Result<bool, Error> {
    read(app, id).await.map(|noted| noted.is_some())
}

/// Refuses what has no meaning while a correction is intended.
///
/// # Errors
/// `error-correction-open`.
pub(crate) async fn refuse_open(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    if is_intended(app, id).await? { Err(open(id)) } else { Ok(()) }
}

fn open(id: &EnvelopeId) -> Error {
    Error::new(Code::Refused, "error-correction-open").with("envelope", id)
}

/// Nothing is intended with an envelope any more.
///
/// # Errors
/// The history cannot be written.
pub(crate) async fn forget(app: &App, id: &EnvelopeId) -> Result<(), Error> {
    if read(app, id).await?.is_none() {
        return Ok(());
    }
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || app.history().forget_correction(&id).map_err(translate::history)).await
}

async fn read(app: &App, id: &EnvelopeId) -> Result<Option<Correction>, Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::brief(move || app.history().correction(&id).map_err(translate::history)).await
}

/// Checks everything that can be, and writes down what is intended; what keeps the new request from leaving, instead.
fn intend(app: &App, request: CorrectPersonRequest) -> Result<Result<Correction, CorrectPersonView>, Error> {
    let CorrectPersonRequest { envelope: id, recipient, details, reason } = request;
    let replacement = EnvelopeId::new(random()?);
    let correction = Correction { recipient, details: trimmed(&details), reason, replacement };
    let former = app.history().envelope(&id).map_err(translate::history)?;
    refuse(app, &former, &correction)?;
    let account = account_of(app, &former)?;
    let draft = corrected(app, &former, &correction)?;
    let Checked { problems, refusals, .. } = check_draft::check(app, draft.clone(), &account)?;
    let locked = check_draft::unsignable(app, &draft);
    let refusals: Vec<_> = refusals.iter().map(|(refusal, _)| view::refusal(refusal)).chain(locked).collect();
    if !problems.is_empty() || !refusals.is_empty() {
        return Ok(Err(CorrectPersonView::Kept { problems, refusals }));
    }
    send_envelope::refuse_locked(app, &draft)?;
    send_envelope::ready(app, draft, &account, correction.replacement.clone())?;
    accounts::provider(app, &account, &correction.replacement)?;
    app.history().intend_correction(&id, &correction).map_err(translate::history)?;
    Ok(Ok(correction))
}

/// Refuses a correction that has no meaning.
fn refuse(app: &App, former: &Envelope, correction: &Correction) -> Result<(), Error> {
    let refused = |message: &str| Err(Error::new(Code::Refused, message).with("envelope", former.id()));
    if shown(app, former.id())?.is_some() {
        return Err(open(former.id()));
    }
    if Standing::read(app, former)?.hindrance(EnvelopeAction::Void).is_some() {
        return Err(actions::refusal(app, former.id(), EnvelopeAction::Void)?);
    }
    let Some(person) = former.recipient(&correction.recipient) else {
        return Err(Error::new(Code::NotFound, "error-recipient-missing").detail(&correction.recipient));
    };
    if former.recipient_status(&person.id).is_done() {
        return Err(Error::new(Code::Refused, "error-correct-answered").with("name", person.full_name()));
    }
    let known = PersonDetails {
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        mobile: person.mobile.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    if known == correction.details { refused("error-correct-unchanged") } else { Ok(()) }
}

fn trimmed(details: &PersonDetails) -> PersonDetails {
    let trimmed = |text: &str| text.trim().to_owned();
    PersonDetails {
        first_name: trimmed(&details.first_name),
        last_name: trimmed(&details.last_name),
        email: trimmed(&details.email),
        mobile: trimmed(&details.mobile),
    }
}

fn account_of(app: &App, former: &Envelope) -> Result<Account, Error> {
    let rows = app.history().dispatches(former.id()).map_err(translate::history)?;
    let row = rows.first().ok_or_else(|| Error::new(Code::Refused, "action-reason-not-sent"))?;
    accounts::of_dispatch(app, row)
}

/// The same request with the person's details put right.
fn corrected(app: &App, former: &Envelope, correction: &Correction) -> Result<Draft, Error> {
    let ids = (TemplateId::new(random()?), DraftId::new(random()?));
    let mut draft = copy_envelope::copied(former.content(), ids, app.now());
    // One that has just passed is no reason to ask without any.
    draft.options.expires_at = former.options().expires_at;
    let person = draft.recipients.iter().find(|person| person.id == correction.recipient).cloned();
    let mut recipient = person.ok_or_else(|| Error::internal("a copy has other people than its envelope"))?;
    let PersonDetails { first_name, last_name, email, mobile } = correction.details.clone();
    (recipient.first_name, recipient.last_name) = (first_name, last_name);
    (recipient.email, recipient.mobile) = (email, mobile);
    draft.apply(DraftOperation::UpdateRecipient { recipient }).map_err(Error::internal)?;
    Ok(draft)
}

/// Takes the former request back at its provider, and puts the new one in its place.
///
/// # Errors
/// Why it was not taken back, or why nothing took its place.
async fn take_back(app: &App, id: &EnvelopeId, correction: &Correction) -> Result<Written, NotTaken> {
    let perhaps = |error| NotTaken { error, left: Left::Perhaps };
    let Err(failed) = taking_back::at_provider(app, id, &correction.reason).await else {
        return replace(app, id, correction).await.map_err(perhaps);
    };
    if failed.left == Left::Untouched {
        return Err(failed);
    }
    // Often the provider can say at once.
    taking_back::look(app, id).await.map_err(perhaps)?;
    match standing(app, id).await.map_err(perhaps)? {
        Stands::Ended => Err(perhaps(ended(app, id).await.unwrap_or_else(|error| error))),
        Stands::TakenBack => replace(app, id, correction).await.map_err(perhaps),
        Stands::Open => Err(perhaps(uncertain(failed.error))),
    }
}

fn uncertain(failed: Error) -> Error {
    let account = failed.params.get("account").cloned().unwrap_or_default();
    let detail = format!("{}: {}", failed.message, failed.detail);
    Error::new(Code::Uncertain, "error-correction-uncertain").with("account", account).detail(detail)
}

/// A request that came to another end needs no correction: that is forgotten, and told.
async fn ended(app: &App, id: &EnvelopeId) -> Result<Error, Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || told_ended(&app, &id)).await
}

fn told_ended(app: &App, id: &EnvelopeId) -> Result<Error, Error> {
    app.history().forget_correction(id).map_err(translate::history)?;
    actions::refusal(app, id, EnvelopeAction::Void)
}

/// In one transaction: the former request is taken back, the new one is due, nothing is intended any more. Where the new one
/// cannot be made any more it is written down at least that the former one is taken back; what is intended stays. Where the
/// former one came to another end meanwhile nothing takes its place.
async fn replace(app: &App, id: &EnvelopeId, correction: &Correction) -> Result<Written, Error> {
    let (app, id, correction) = (app.clone(), id.clone(), correction.clone());
    blocking::run(move || {
        replaced(&app, &id, &correction).or_else(|error| {
            if matches!(stands(&app, &id)?, Stands::Ended) {
                return Err(told_ended(&app, &id)?);
            }
            taking_back::record(&app, &id, &correction.reason)?;
            Err(error)
        })
    })
    .await
}

fn replaced(app: &App, id: &EnvelopeId, correction: &Correction) -> Result<Written, Error> {
    let former = app.history().envelope(id).map_err(translate::history)?;
    let account = account_of(app, &former)?;
    let draft = corrected(app, &former, correction)?;
    let (new, rows) = send_envelope::ready(app, draft, &account, correction.replacement.clone())?;
    let now = app.now();
    Written::new(app, new, rows, account, |new, rows| {
        let decide = |envelope: &Envelope, rows: &[OutboxRow]| {
            taking_back::taken(envelope, rows, &correction.reason, now)
        };
        let written = app.history().replace_envelope(id, (new, rows), decide).map_err(translate::history)?;
        match written {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::new(Code::Refused, "error-correction-none")),
            Err(taking_back::Ended) => Err(actions::refusal(app, id, EnvelopeAction::Void)?),
        }
    })
}

async fn send(app: &App, written: Written, id: EnvelopeId) -> Result<EnvelopeView, Error> {
    written.send(app).await.map_err(|error| error.with("envelope", &id))?;
    let app = app.clone();
    blocking::run(move || view::envelope(&app, &id)).await
}

#[cfg(test)]
mod tests;
