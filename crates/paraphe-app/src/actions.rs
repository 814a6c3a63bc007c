//! What can be done with an envelope now, and why not: the window shows an action that cannot be done with its reason.

mod missing_link;

use paraphe_envelope::{
    AuditEventKind, Envelope, EnvelopeId, EnvelopeStatus, Recipient, RecipientId, RecipientStatus, Timestamp,
};
use paraphe_history::{ArtifactRow, DispatchState, OutboxRow};
use paraphe_providers::{Artifact, Capability, LEFT_BEHIND, ProgressSource, ProviderId, capability, plan};

use crate::accounts;
use crate::results;
use crate::schema::{
    ActionView, ArtifactView, DispatchStateView, DispatchView, EnvelopeAction, RecipientLinkView, ResultKind,
    SentWithView,
};
use crate::{App, Code, Error, evidence, signed_so_far, taking_back, translate};

/// Nobody knows whether it has left: somebody says so before anything else.
const IN_DOUBT: &str = "action-reason-in-doubt";

/// All that is known about how an envelope stands at its provider.
pub(crate) struct Standing<'e> {
    envelope: &'e Envelope,
    rows: Vec<OutboxRow>,
    provider: Option<ProviderId>,
    account_known: bool,
    now: Timestamp,
}

impl<'e> Standing<'e> {
    pub(crate) fn read(app: &App, envelope: &'e Envelope) -> Result<Self, Error> {
        let rows = app.history().dispatches(envelope.id()).map_err(translate::history)?;
        let account_known = match rows.first() {
            Some(row) => accounts::of_dispatch(app, row).is_ok(),
            None => false,
        };
        let provider = rows.first().and_then(|row| row.provider.parse().ok());
        Ok(Self { envelope, rows, provider, account_known, now: app.now() })
    }

    /// Whom it was sent with; none before it was.
    pub(crate) fn sent_with(&self) -> Option<SentWithView> {
        let row = self.rows.first()?;
        Some(SentWithView {
            provider: self.provider?,
            account: row.account.clone(),
            known: self.account_known,
        })
    }

    /// The dispatches; links only for those who can still use them.
    pub(crate) fn dispatches(&self) -> Vec<DispatchView> {
        let planned = self.provider.map(capability).and_then(|can| plan(self.envelope, &can).ok());
        let people = |number: u32| -> Vec<RecipientId> {
            let found = planned.iter().flatten().find(|dispatch| dispatch.number == number);
            found
                .map(|dispatch| dispatch.recipients().map(|person| person.id.clone()).collect())
                .unwrap_or_default()
        };
        self.rows.iter().map(|row| self.dispatch(row, people(row.dispatch))).collect()
    }

    /// How far a person has come. Who had signed a request before it ended, some services do not say of one for several, and
    /// nobody does of one that ended by a person's word.
    pub(crate) fn status_of(&self, dispatches: &[DispatchView], person: &Recipient) -> RecipientStatus {
        let known = self.envelope.recipient_status(&person.id);
        let is_over = self.envelope.status().is_final();
        let is_told = self.provider.is_none_or(|provider| capability(provider).names_signers);
        let acts = |id: &RecipientId| self.envelope.recipient(id).is_some_and(|one| one.role.acts());
        let is_for_several = |one: &DispatchView| one.recipients.iter().filter(|id| acts(id)).count() > 1;
        let is_said_gone = |one: &DispatchView| {
            self.rows.iter().any(|row| row.dispatch == one.number && taking_back::is_said_gone(row))
        };
        let mut own =
            dispatches.iter().filter(|one| one.remote.is_some() && one.recipients.contains(&person.id));
        let is_open = !known.is_done() && person.role.acts();
        let is_hidden =
            is_over && is_open && own.any(|one| is_said_gone(one) || !is_told && is_for_several(one));
        if is_hidden { RecipientStatus::Unknown } else { known }
    }

    fn dispatch(&self, row: &OutboxRow, recipients: Vec<RecipientId>) -> DispatchView {
        let is_open = !self.envelope.status().is_final() && row.state == DispatchState::Accepted;
        // Who has signed one of several requests may still have to sign another.
        let asked_elsewhere = |id: &RecipientId| {
            self.rows.iter().any(|other| {
                other.dispatch != row.dispatch && other.links.iter().any(|(known, _)| known == id)
            })
        };
        let is_waiting =
            |id: &RecipientId| !self.envelope.recipient_status(id).is_done() || asked_elsewhere(id);
        let links = row.links.iter().filter(|(id, _)| is_open && is_waiting(id));
        DispatchView {
            number: row.dispatch,
            turn: row.turn,
            state: state(row.state),
            remote: row.remote.clone(),
            recipients,
            links: links
                .map(|(id, url)| RecipientLinkView { recipient: id.clone(), url: url.clone() })
                .collect(),
            checked_at: row.checked_at,
            next_check_at: row.next_check_at,
            trouble: row.trouble.clone().or_else(|| results::missing(row).map(str::to_owned)),
            left_behind: left_behind(row),
        }
    }

    /// Every action, in the order of the vocabulary.
    pub(crate) fn actions(&self) -> Vec<ActionView> {
        use EnvelopeAction::{
            Download, ImportNotice, ImportSigned, Refresh, Remind, SayGone, SendAgain, Settle, Void,
        };
        [Download, ImportNotice, ImportSigned, Refresh, Remind, SayGone, SendAgain, Settle, Void]
            .into_iter()
            .map(|action| {
                let reason = self.hindrance(action);
                ActionView { action, allowed: reason.is_none(), reason: reason.map(str::to_owned) }
            })
            .collect()
    }

    /// Why an action cannot be done now; none when it can.
    pub(crate) fn hindrance(&self, action: EnvelopeAction) -> Option<&'static str> {
        match action {
            EnvelopeAction::Settle => self.lacks(DispatchState::Uncertain, "action-reason-nothing-uncertain"),
            EnvelopeAction::SendAgain => self
                .account_gone()
                .or_else(|| self.lacks(DispatchState::Refused, "action-reason-nothing-refused")),
            EnvelopeAction::Void => self.no_void(),
            EnvelopeAction::SayGone => self.no_word_of_it(),
            EnvelopeAction::Download
            | EnvelopeAction::ImportNotice
            | EnvelopeAction::ImportSigned
            | EnvelopeAction::Refresh
            | EnvelopeAction::Remind => self.at_provider(action),
        }
    }

    fn at_provider(&self, action: EnvelopeAction) -> Option<&'static str> {
        let Some(can) = self.provider.map(capability) else { return Some("action-reason-not-sent") };
        if can.progress == ProgressSource::Immediate {
            return Some("action-reason-in-person");
        }
        // A message can settle what is in doubt, and looking can send what waits.
        let is_possible = match action {
            EnvelopeAction::Refresh => true,
            EnvelopeAction::ImportNotice => self.rows.iter().any(has_perhaps_arrived),
            EnvelopeAction::Download
            | EnvelopeAction::ImportSigned
            | EnvelopeAction::Remind
            | EnvelopeAction::SayGone
            | EnvelopeAction::SendAgain
            | EnvelopeAction::Settle
            | EnvelopeAction::Void => self.rows.iter().any(|row| row.remote.is_some()),
        };
        if !is_possible {
            return Some(if self.is_in_doubt() { IN_DOUBT } else { "action-reason-not-sent" });
        }
        self.account_gone().or_else(|| self.by_capability(action, &can))
    }

    fn by_capability(&self, action: EnvelopeAction, can: &Capability) -> Option<&'static str> {
        let is_final = self.envelope.status().is_final();
        match action {
            EnvelopeAction::Download if can.artifacts.is_empty() => Some("action-reason-not-ready"),
            EnvelopeAction::Download if !self.has_signatures() => Some("action-reason-not-ready"),
            EnvelopeAction::Remind if !can.remind => Some("action-reason-no-remind"),
            EnvelopeAction::Refresh if can.progress == ProgressSource::Notified && !self.is_waiting() => {
                Some("action-reason-no-poll")
            }
            EnvelopeAction::ImportNotice | EnvelopeAction::ImportSigned | EnvelopeAction::Refresh
                if is_final =>
            {
                Some("action-reason-final")
            }
            EnvelopeAction::Remind if is_final => Some("action-reason-final"),
            EnvelopeAction::Download
            | EnvelopeAction::ImportNotice
            | EnvelopeAction::ImportSigned
            | EnvelopeAction::Refresh
            | EnvelopeAction::Remind
            | EnvelopeAction::SayGone
            | EnvelopeAction::SendAgain
            | EnvelopeAction::Settle
            | EnvelopeAction::Void => None,
        }
    }

    /// Whether a sending waits for the network: that can be looked after at any provider.
    fn is_waiting(&self) -> bool {
        self.rows.iter().any(|row| row.state == DispatchState::Pending && row.next_check_at.is_some())
    }

    fn is_in_doubt(&self) -> bool {
        self.rows.iter().any(|row| row.state == DispatchState::Uncertain)
    }

    fn has_signatures(&self) -> bool {
        self.envelope.events().iter().any(|event| matches!(event.kind, AuditEventKind::Signed { .. }))
            || self.envelope.status() == EnvelopeStatus::Completed
    }

    fn no_void(&self) -> Option<&'static str> {
        if self.envelope.status().is_final() {
            return Some("action-reason-final");
        }
        if self.is_in_doubt() {
            return Some(IN_DOUBT);
        }
        let is_out = self.rows.iter().any(|row| row.state == DispatchState::Accepted);
        let cannot = self.provider.map(capability).is_some_and(|can| !can.void);
        if is_out && cannot { Some("action-reason-no-void") } else { None }
    }

    /// Why nobody has to say that it is over at the provider: it can be taken back there, as far as is known.
    fn no_word_of_it(&self) -> Option<&'static str> {
        let reason = self.no_void();
        let is_out = |row: &&OutboxRow| row.state == DispatchState::Accepted;
        let is_elsewhere = self.provider.is_some_and(|provider| provider != ProviderId::Local);
        if reason == Some("action-reason-final") {
            // Over here, and not known to be over there.
            return if is_elsewhere && self.rows.iter().any(|row| is_out(&row)) { None } else { reason };
        }
        if reason == Some(IN_DOUBT) {
            return reason;
        }
        let is_silent = |row: &OutboxRow| {
            taking_back::is_refused(row)
                || row.trouble.is_some() && !taking_back::was_heard_lately(row, self.now)
        };
        let is_refused = self.rows.iter().filter(is_out).any(is_silent);
        let is_stuck = reason.is_some() || is_refused || !self.account_known;
        let is_out = self.rows.iter().any(|row| is_out(&row));
        if is_out && is_elsewhere && is_stuck { None } else { Some("action-reason-void-instead") }
    }

    fn lacks(&self, wanted: DispatchState, reason: &'static str) -> Option<&'static str> {
        if self.rows.iter().any(|row| row.state == wanted) { None } else { Some(reason) }
    }

    fn account_gone(&self) -> Option<&'static str> {
        if self.account_known { None } else { Some("action-reason-account-gone") }
    }
}

/// Refuses at once what has no meaning any more, or has none for what happens on this computer.
///
/// # Errors
/// `action-reason-final`, `action-reason-in-person`; the envelope cannot be read.
pub(crate) fn refuse_what_is_over(app: &App, id: &EnvelopeId, action: EnvelopeAction) -> Result<(), Error> {
    let refusal = refusal(app, id, action)?;
    let is_over = ["action-reason-final", "action-reason-in-person"].contains(&refusal.message.as_str());
    if is_over { Err(refusal) } else { Ok(()) }
}

/// The refusal of something that turned out to be impossible, with the reason the window shows beside it.
///
/// # Errors
/// The envelope cannot be read.
pub(crate) fn refusal(app: &App, id: &EnvelopeId, action: EnvelopeAction) -> Result<Error, Error> {
    let envelope = app.history().envelope(id).map_err(translate::history)?;
    let standing = Standing::read(app, &envelope)?;
    let account = standing.sent_with().map(|sent| sent.account).unwrap_or_default();
    let is_final = envelope.status().is_final();
    let reason = if is_final {
        "action-reason-final"
    } else {
        standing.hindrance(action).unwrap_or("action-reason-not-sent")
    };
    Ok(Error::new(Code::Refused, reason).with("account", account).with("envelope", id))
}

/// About when something nobody was asked about may have stayed at the provider.
pub(crate) fn left_behind(row: &OutboxRow) -> Option<Timestamp> {
    let (_, at) = row.steps.iter().find(|(name, _)| name == LEFT_BEHIND)?;
    Some(at.as_deref().and_then(|at| at.parse().ok()).unwrap_or(row.changed_at))
}

fn has_perhaps_arrived(row: &OutboxRow) -> bool {
    row.remote.is_some() || row.state == DispatchState::Uncertain
}

fn state(state: DispatchState) -> DispatchStateView {
    match state {
        DispatchState::Accepted => DispatchStateView::Accepted,
        DispatchState::Done => DispatchStateView::Done,
        DispatchState::Pending => DispatchStateView::Pending,
        DispatchState::Refused => DispatchStateView::Refused,
        DispatchState::Uncertain => DispatchStateView::Uncertain,
    }
}

fn result_kind(word: &str) -> Option<ResultKind> {
    if word == evidence::SHEET {
        return Some(ResultKind::EvidenceSheet);
    }
    results::kind(word).map(|artifact| match artifact {
        Artifact::AuditTrail => ResultKind::AuditTrail,
        Artifact::Certificate => ResultKind::Certificate,
        Artifact::SignedDocuments => ResultKind::SignedDocuments,
    })
}

/// The results that were fetched; of a document that went through several turns, the one with all signatures.
pub(crate) fn artifacts(app: &App, envelope: &Envelope) -> Result<Vec<ArtifactView>, Error> {
    let rows = app.history().artifacts(envelope.id()).map_err(translate::history)?;
    let is_newest = |row: &&ArtifactRow| !results::is_superseded(envelope, row, &rows);
    let view = |row: &ArtifactRow| {
        Some(ArtifactView {
            kind: result_kind(&row.kind)?,
            name: row.name.clone(),
            sha256: row.sha256,
            document: row.document.clone(),
            at: row.fetched_at,
            so_far: row.document.as_ref().and_then(|id| signed_so_far::of(envelope, id, &row.sha256)),
        })
    };
    Ok(rows.iter().filter(is_newest).filter_map(view).collect())
}
