//! Ctrl+C, or what a supervisor sends.

use std::convert::Infallible;

/// Hears that the person wants the program to end, from the moment it is made.
///
/// Made before the work begins: a handler that is only set while waiting leaves a gap in which Ctrl+C ends the process
/// in the middle of it. Where no signal can be heard, nothing stops the program but its end.
pub(super) struct Interruption {
    #[cfg(unix)]
    signals: [Option<tokio::signal::unix::Signal>; 2],
    #[cfg(windows)]
    ctrl_c: Option<tokio::signal::windows::CtrlC>,
}

#[cfg(unix)]
impl Interruption {
    pub(super) fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self { signals: [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| signal(kind).ok()) }
    }

    /// Comes back when it has been heard since [`Self::listen`] or the last time this came back.
    pub(super) async fn heard(&mut self) {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            () = next(interrupt) => {}
            () = next(terminate) => {}
        }
    }
}

#[cfg(unix)]
async fn next(signal: &mut Option<tokio::signal::unix::Signal>) {
    let heard = match signal {
        Some(signal) => signal.recv().await,
        None => None,
    };
    if heard.is_none() {
        match never().await {}
    }
}

#[cfg(windows)]
impl Interruption {
    pub(super) fn listen() -> Self {
        Self { ctrl_c: tokio::signal::windows::ctrl_c().ok() }
    }

    /// Comes back when it has been heard since [`Self::listen`] or the last time this came back.
    pub(super) async fn heard(&mut self) {
        let heard = match &mut self.ctrl_c {
            Some(ctrl_c) => ctrl_c.recv().await,
            None => None,
        };
        if heard.is_none() {
            match never().await {}
        }
    }
}

async fn never() -> Infallible {
    std::future::pending().await
}
