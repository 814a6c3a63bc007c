//! A service's own signing page, handed over like the window itself: to one signer, and back to the host by PIN.
//!
//! The state says that the page is shown; whoever has the window makes it so ([`App::handed_page`]), and takes it away as soon
//! as the state says otherwise. Where the page stands is kept in memory only: it ends with the page.

use std::sync::{Mutex, MutexGuard, PoisonError};

use paraphe_envelope::{Envelope, RecipientId};
use paraphe_providers::ProviderId;
use serde::{Deserialize, Serialize};
use url::Url;

use super::state::{self, KioskState};
use crate::schema::{AppEvent, KioskPageView, KioskPhase, KioskView};
use crate::{App, Code, Error, view};

/// The page as the database keeps it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PageState {
    /// The signer's link.
    pub(crate) url: String,
    pub(crate) provider: ProviderId,
    /// Where the sender wishes people to be led once they have signed.
    #[serde(default)]
    pub(crate) end: Option<String>,
}

/// The page that whoever has the window shows now.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HandedPage {
    /// The signer's link.
    pub url: String,
    /// A page that leads here is at its end.
    pub end: Option<String>,
}

/// Where the page stands.
#[derive(Debug, Default)]
pub(crate) struct Whereabouts(Mutex<Place>);

#[derive(Debug, Default)]
struct Place {
    /// The host it is at now; none as long as nobody has told.
    host: Option<String>,
    /// The host it wished to lead to last, and was not let go to.
    refused: Option<String>,
}

impl Whereabouts {
    fn lock(&self) -> MutexGuard<'_, Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn forget(&self) {
        *self.lock() = Place::default();
    }
}

impl App {
    /// The service's page that is in a signer's hands now.
    #[must_use]
    pub fn handed_page(&self) -> Option<HandedPage> {
        let state = state::binding(&self.shown()).ok().flatten()?;
        let PageState { url, end, .. } = shown_page(state)?;
        Some(HandedPage { url, end })
    }

    /// The page shows this host now.
    pub fn handed_page_is_at(&self, host: &str) {
        let app = self.shown();
        let mut place = app.whereabouts().lock();
        let is_news = place.host.as_deref() != Some(host) || place.refused.is_some();
        *place = Place { host: Some(host.to_owned()), refused: None };
        drop(place);
        app.tell_if(is_news);
    }

    /// The page wished to lead to this host and was not let.
    pub fn handed_page_was_kept_from(&self, host: &str) {
        let app = self.shown();
        let former = app.whereabouts().lock().refused.replace(host.to_owned());
        app.tell_if(former.as_deref() != Some(host));
    }

    /// The page is at its end, or gone: the signer is asked to hand the device back.
    pub fn handed_page_ended(&self) {
        self.leave_page(|app| leave(app).map(drop));
    }

    /// Something else is in front of the page: whoever comes back may be somebody else.
    pub fn handed_page_was_left(&self) {
        self.leave_page(|app| super::lock(app).map(drop));
    }

    fn leave_page(&self, how: impl FnOnce(&Self) -> Result<(), Error>) {
        let app = self.shown();
        if app.handed_page().is_some()
            && let Err(error) = how(&app)
        {
            tracing::error!(%error, "the signing page could not be left");
        }
    }

    fn tell_if(&self, is_news: bool) {
        if is_news && self.handed_page().is_some() {
            self.emit(AppEvent::KioskChanged { on: true });
        }
    }
}

/// Whose link this is, among those that can be used now.
///
/// # Errors
/// `error-kiosk-link` where it is nobody's, or no longer.
pub(crate) fn of_link(app: &App, envelope: &Envelope, url: &str) -> Result<(RecipientId, PageState), Error> {
    let refused = || Error::new(Code::Refused, "error-kiosk-link");
    let shown = view::envelope(app, envelope.id())?;
    let mut links = shown.dispatches.into_iter().flat_map(|dispatch| dispatch.links);
    let link = links.find(|link| link.url == url).ok_or_else(refused)?;
    let provider = shown.sent_with.ok_or_else(refused)?.provider;
    let end = envelope.options().redirect_url.clone();
    Ok((link.recipient, PageState { url: link.url, provider, end }))
}

/// Whether the page can still be used, as far as is known here.
pub(crate) fn is_open(app: &App, envelope: &Envelope, page: &PageState) -> bool {
    of_link(app, envelope, &page.url).is_ok()
}

/// The signer has done with the page, or the page with the signer.
///
/// # Errors
/// `error-kiosk-locked` where no page is in a signer's hands.
pub(crate) fn leave(app: &App) -> Result<KioskView, Error> {
    let mut state = super::on(app)?;
    if shown_page(state.clone()).is_none() {
        return Err(super::locked());
    }
    state.phase = KioskPhase::Return;
    super::change(app, state)
}

fn shown_page(state: KioskState) -> Option<PageState> {
    state.page.filter(|_| state.phase == KioskPhase::Signing)
}

/// What the signer reads of it.
pub(crate) fn view(app: &App, page: &PageState) -> KioskPageView {
    let place = app.whereabouts().lock();
    KioskPageView {
        provider: page.provider,
        host: place.host.clone().unwrap_or_else(|| host_of(&page.url)),
        kept_from: place.refused.clone(),
    }
}

fn host_of(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}
