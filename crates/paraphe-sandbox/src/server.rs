//! The server: all five stand-ins behind one port of loopback.

use std::io;
use std::net::Ipv4Addr;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::connection::{CuttableListener, Line};
use crate::control::{self, Control};
use crate::stand_in::{StandIn, StandInAccount};
use crate::state::Shared;
use crate::timetable::{self, Timetable};
use crate::{docage, gate, gesdocs, ngsign, openapi, page, sigtool};

/// How long a stop waits for answers that are under way.
const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// How the stand-ins shall run.
#[derive(Clone, Debug, Default)]
pub struct SandboxOptions {
    /// The port on 127.0.0.1; 0: any that is free.
    pub port: u16,
    /// When signers act by themselves; `None`: only on command.
    pub timetable: Option<Timetable>,
    /// Which of several observed ways of answering they take.
    pub habits: Habits,
}

/// Ways of answering that differ between versions of a service, all seen or documented; the default is the first.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// Docage: downloads come as raw bytes instead of base64 text.
    pub docage_raw_downloads: bool,
    /// NGSign: bare objects, as the old documentation shows, instead of `{object, message, errorCode}`.
    pub ngsign_bare_answers: bool,
    /// Openapi: every token is expired; renewing one gives one that works.
    pub openapi_expired_tokens: bool,
}

/// The running stand-ins. They stop when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    shared: Shared,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
    signers: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Starts all five on 127.0.0.1.
    ///
    /// # Errors
    /// When the port is taken.
    pub async fn start(options: SandboxOptions) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let shared = Shared::new(listener.local_addr()?.port(), options.habits);
        let (stop, stopped) = oneshot::channel();
        let service = router(shared.clone()).into_make_service_with_connect_info::<Line>();
        let server = tokio::spawn(async move {
            let serving = axum::serve(CuttableListener(listener), service).with_graceful_shutdown(async {
                // Either way of hearing from the other end means: stop.
                let _ = stopped.await;
            });
            // Serving ends when it is told to; it knows no other end.
            let _ = serving.await;
        });
        let signers =
            options.timetable.map(|timetable| tokio::spawn(timetable::run(shared.clone(), timetable)));
        Ok(Self { shared, stop: Some(stop), server, signers })
    }

    /// An account at each, ready to use.
    #[must_use]
    pub fn accounts(&self) -> Vec<StandInAccount> {
        StandIn::ALL.into_iter().map(|provider| account(provider, self.base_url(provider))).collect()
    }

    /// Where a stand-in answers. For NGSign the host, to which clients append `/server`.
    #[must_use]
    pub fn base_url(&self, provider: StandIn) -> String {
        self.shared.base(provider)
    }

    /// The hand behind the scenes; a cheap clone.
    #[must_use]
    pub fn control(&self) -> Control {
        Control::new(self.shared.clone())
    }

    /// Stops; answers under way get two seconds.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        if tokio::time::timeout(LAST_ANSWERS, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(signers) = &self.signers {
            signers.abort();
        }
    }
}

fn account(provider: StandIn, base: String) -> StandInAccount {
    match provider {
        StandIn::Docage => docage::account(base),
        StandIn::GesDocs => gesdocs::account(base),
        StandIn::NgSign => ngsign::account(base),
        StandIn::Openapi => openapi::account(base),
        StandIn::SigTool => sigtool::account(base),
    }
}

fn router(shared: Shared) -> Router {
    Router::new()
        .nest("/docage", docage::routes())
        .nest("/gesdocs", gesdocs::routes())
        .nest("/ngsign", ngsign::routes(&shared))
        .nest("/openapi", openapi::routes())
        .nest("/sigtool", sigtool::routes())
        .nest("/control", control::routes())
        .nest("/page", page::routes())
        .layer(middleware::from_fn_with_state(shared.clone(), gate::gate))
        .layer(middleware::from_fn_with_state(shared.clone(), gate::only_loopback))
        .layer(DefaultBodyLimit::disable())
        .with_state(shared)
}
