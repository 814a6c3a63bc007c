//! Face to face: the whole window is handed to one signer after the other, and comes back to the host by PIN.
//!
//! Invariants: the state is in the database before the answer is given; whatever ends the program leaves the window
//! locked; while the mode is on, a page reaches nothing but what [`gate`] lets through.

pub(crate) mod gate;
pub(crate) mod host_check;
pub(crate) mod identity_checks;
pub(crate) mod moments;
pub(crate) mod page;
pub(crate) mod pin;
pub(crate) mod state;
mod view;

use paraphe_envelope::{Language, Sha256Digest};

use crate::schema::{AppEvent, BeginKioskRequest, HostPin, KioskPhase, KioskReceiptRequest, KioskView};
use crate::{App, Code, Error, receipts, translate};

use state::KioskState;

pub(crate) use view::view;

impl App {
    /// Whether this program's window belongs to a signer now: nobody closes it, and nothing else is shown in it.
    #[must_use]
    pub fn kiosk_is_on(&self) -> bool {
        // A state that cannot be read keeps the window closed to others.
        state::binding(&self.shown()).map_or(true, |state| state.is_some())
    }

    pub(crate) fn may_show(&self, digest: &Sha256Digest) -> bool {
        gate::may_show(self, digest)
    }
}

/// Begins, after the host's checks.
///
/// # Errors
/// What is missing, each with its sentence; then nothing has changed.
pub(crate) fn begin(app: &App, request: BeginKioskRequest) -> Result<KioskView, Error> {
    if state::binding(app)?.is_some() {
        return Err(Error::new(Code::Refused, "error-kiosk-on"));
    }
    let envelope = app.history().envelope(&request.envelope).map_err(translate::history)?;
    let host_name = host_check::check(app, &envelope, &request)?;
    let link = request.link.as_deref().map(|url| page::of_link(app, &envelope, url)).transpose()?;
    let (signer, page) = link.unzip();
    let mut state = KioskState {
        session: String::new(),
        envelope: request.envelope,
        host_name,
        checks: host_check::tidy(request.checks),
        evidence: request.evidence,
        level: request.level,
        phase: KioskPhase::HandOver,
        signer,
        language: None,
        set_aside: Vec::new(),
        answered: false,
        page,
    };
    if state.page.is_none() {
        state.turn_to_next(&envelope);
    }
    change(app, state)
}

/// The signer begins.
pub(crate) fn start(app: &App, language: Language) -> Result<KioskView, Error> {
    let mut state = on(app)?;
    if state.phase != KioskPhase::HandOver {
        return Err(locked());
    }
    state.language = Some(language);
    state.phase = KioskPhase::Signing;
    let (envelope, recipient) = (state.envelope.clone(), state.signer.clone());
    app.moments().begin(envelope, recipient);
    app.whereabouts().forget();
    change(app, state)
}

/// The signer has signed or refused.
pub(crate) fn finish_signing(app: &App) -> Result<(), Error> {
    let Some(mut state) = state::binding(app)? else { return Ok(()) };
    state.phase = KioskPhase::Return;
    change(app, state).map(drop)
}

/// Whoever has just signed says how they wish to be handed their copy.
///
/// # Errors
/// Nobody is asked that now, or the address is none: then they may say it again.
pub(crate) fn receipt(app: &App, request: KioskReceiptRequest) -> Result<KioskView, Error> {
    let mut state = on(app)?;
    let envelope = app.history().envelope(&state.envelope).map_err(translate::history)?;
    let Some(signer) = state.asked(&envelope) else { return Err(locked()) };
    let language = state.language.unwrap_or(signer.language);
    receipts::keep(app, &envelope, (signer, language), request)?;
    state.answered = true;
    change(app, state)
}

/// Locks. What is signed stays signed; what is not finished is forgotten. What waits for the PIN anyway stays as it is.
pub(crate) fn lock(app: &App) -> Result<KioskView, Error> {
    let mut state = on(app)?;
    app.moments().forget();
    if state.phase != KioskPhase::Return {
        state.phase = KioskPhase::Locked;
    }
    change(app, state)
}

/// The host unlocks.
pub(crate) fn unlock(app: &App, pin: &HostPin) -> Result<KioskView, Error> {
    on(app)?;
    pin::check(app, pin)?;
    let mut state = on(app)?;
    if state.phase != KioskPhase::Locked {
        return view(app);
    }
    app.moments().forget();
    let envelope = app.history().envelope(&state.envelope).map_err(translate::history)?;
    if state.page.as_ref().is_some_and(|page| !page::is_open(app, &envelope, page)) {
        return off(app);
    }
    let is_waiting =
        |person: &&paraphe_envelope::Recipient| state.signer.as_ref().is_some_and(|id| *id == person.id);
    if state.page.is_some() || state::in_person(&envelope).iter().any(is_waiting) {
        state.language = None;
        state.phase = KioskPhase::HandOver;
    } else {
        // They had signed before the window was locked, or nobody was left.
        state.turn_to_next(&envelope);
    }
    change(app, state)
}

/// The host passes on; from a service's page, back to the request.
pub(crate) fn next(app: &App, pin: &HostPin) -> Result<KioskView, Error> {
    on(app)?;
    pin::check(app, pin)?;
    let mut state = on(app)?;
    if state.page.is_some() {
        return off(app);
    }
    app.moments().forget();
    let envelope = app.history().envelope(&state.envelope).map_err(translate::history)?;
    let waiting = state::in_person(&envelope);
    if let Some(id) = state.signer.take()
        && waiting.iter().any(|person| person.id == id)
    {
        state.set_aside.push(id);
    }
    state.turn_to_next(&envelope);
    change(app, state)
}

/// The host takes the window back. At the end nobody is asked for the PIN again: nothing but the PIN leads there.
pub(crate) fn end(app: &App, pin: Option<&HostPin>) -> Result<KioskView, Error> {
    let state = on(app)?;
    match pin {
        Some(pin) => pin::check(app, pin)?,
        None if state.phase == KioskPhase::Receipt => {}
        None => return Err(locked()),
    }
    off(app)
}

/// The window is the host's again.
fn off(app: &App) -> Result<KioskView, Error> {
    app.moments().forget();
    app.whereabouts().forget();
    // Nobody signs any more: a token is logged out, a key leaves the memory.
    app.close_signing_key();
    state::remove(app)?;
    app.emit(AppEvent::KioskChanged { on: false });
    view(app)
}

/// The PIN is forgotten, and a window that is handed over comes back: whether there was a PIN, and whether the mode was
/// on.
///
/// # Errors
/// The history cannot be read or written.
pub(crate) fn reset_pin(app: &App) -> Result<(bool, bool), Error> {
    let was_set = pin::remove(&mut app.history())?;
    let was_on = state::read(&app.history())?.is_some();
    app.close_signing_key();
    state::remove(app)?;
    Ok((was_set, was_on))
}

fn on(app: &App) -> Result<KioskState, Error> {
    state::binding(app)?.ok_or_else(|| Error::new(Code::Refused, "error-kiosk-off"))
}

fn locked() -> Error {
    Error::new(Code::Refused, "error-kiosk-locked")
}

fn change(app: &App, state: KioskState) -> Result<KioskView, Error> {
    state::write(app, state)?;
    app.emit(AppEvent::KioskChanged { on: true });
    view(app)
}
