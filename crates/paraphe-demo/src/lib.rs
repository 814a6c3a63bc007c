//! The demonstration: accounts at five stand-ins on this computer, whose people look and sign by themselves after a few
//! seconds. Hosts with a window give [`stage`] to the program.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use paraphe_app::{
    AccountSettings, AuthMethod, Code, DemoAccount, DemoStage, Error, ProviderId, Relay, RelayedNotice,
    Running,
};
use paraphe_sandbox::{Sandbox, SandboxOptions, StandIn, StandInAccount, Timetable};

/// Long enough to see "sent", short enough to wait for.
const VIEW_AFTER: Duration = Duration::from_secs(4);
const SIGN_AFTER: Duration = Duration::from_secs(9);

/// What plays the five providers.
#[must_use]
pub fn stage() -> Arc<dyn DemoStage> {
    Arc::new(StandIns)
}

struct StandIns;

#[async_trait]
impl DemoStage for StandIns {
    async fn start(&self) -> Result<Running, Error> {
        let timetable = Timetable { view_after: VIEW_AFTER, sign_after: SIGN_AFTER };
        let options = SandboxOptions { timetable: Some(timetable), ..SandboxOptions::default() };
        let sandbox = Sandbox::start(options)
            .await
            .map_err(|error| Error::new(Code::Refused, "error-demo-unavailable").detail(error))?;
        let accounts = sandbox.accounts().into_iter().map(account).collect();
        Ok(Running { accounts, relay: Arc::new(Post(sandbox)) })
    }
}

/// The stand-ins, and what one of them would send to an address on the web: GesDocs cannot be asked.
struct Post(Sandbox);

impl Relay for Post {
    fn notices(&self) -> Vec<RelayedNotice> {
        let control = self.0.control();
        let notices = control.envelopes(StandIn::GesDocs).into_iter().filter_map(|envelope| {
            let notice = control.notice(StandIn::GesDocs, &envelope.id)?;
            Some(RelayedNotice {
                account: GESDOCS.to_owned(),
                headers: notice.headers,
                text: String::from_utf8(notice.body).ok()?,
            })
        });
        notices.collect()
    }
}

const GESDOCS: &str = "GesDocs";

/// An account at a stand-in, with the settings a person would type.
#[must_use]
pub fn account(stand_in: StandInAccount) -> DemoAccount {
    let (provider, name) = match stand_in.provider {
        StandIn::Docage => (ProviderId::Docage, "Docage"),
        StandIn::GesDocs => (ProviderId::GesDocs, GESDOCS),
        StandIn::NgSign => (ProviderId::NgSign, "NGSign"),
        StandIn::Openapi => (ProviderId::Openapi, "Openapi"),
        StandIn::SigTool => (ProviderId::SigTool, "SigTool"),
    };
    let auth = [AuthMethod::ApiKey, AuthMethod::Password, AuthMethod::Token]
        .into_iter()
        .find(|method| method.as_str() == stand_in.auth);
    let settings = AccountSettings {
        base_url: Some(stand_in.base_url),
        auth_url: stand_in.auth_url,
        // Who asks, where the service wants to know.
        user: stand_in.user.or_else(|| Some("bureau@example.fr".to_owned())),
        auth,
        ..AccountSettings::new(provider)
    };
    DemoAccount { name: name.to_owned(), settings, secret: stand_in.secret }
}
