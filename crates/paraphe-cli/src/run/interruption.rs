//! Ctrl+C, or what a supervisor sends.

use std::convert::Infallible;
use std::pin::pin;
use std::process;

use crate::output::Output;

/// Hears that the person wants the program to end, from the moment it is made.
///
/// Made before the work begins: a handler that is only set while waiting leaves a gap in which Ctrl+C ends the process
/// in the middle of it. Whoever asks a second time does not want to wait for that: the program ends at once, as the signal
/// alone would end it. Where no signal can be heard, nothing stops the program but its end.
pub(super) struct Interruption {
    /// Heard while something was under way, and not yet acted on.
    is_heard: bool,
    #[cfg(unix)]
    signals: [Option<tokio::signal::unix::Signal>; 2],
    #[cfg(windows)]
    ctrl_c: Option<tokio::signal::windows::CtrlC>,
}

#[cfg(unix)]
impl Interruption {
    pub(super) fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        let is_heard = false;
        Self {
            is_heard,
            signals: [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| signal(kind).ok()),
        }
    }

    /// The next signal, as the exit code of a program that it ends.
    async fn next(&mut self) -> i32 {
        let [interrupt, terminate] = &mut self.signals;
        tokio::select! {
            () = next(interrupt) => 128 + 2,
            () = next(terminate) => 128 + 15,
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
        Self { is_heard: false, ctrl_c: tokio::signal::windows::ctrl_c().ok() }
    }

    /// The next Ctrl+C, as the exit code of a program that it ends.
    async fn next(&mut self) -> i32 {
        let heard = match &mut self.ctrl_c {
            Some(ctrl_c) => ctrl_c.recv().await,
            None => None,
        };
        if heard.is_none() {
            match never().await {}
        }
        // STATUS_CONTROL_C_EXIT
        0xC000_013A_u32.cast_signed()
    }
}

impl Interruption {
    /// Comes back when it has been heard since [`Self::listen`] or the last time this came back.
    pub(super) async fn heard(&mut self) {
        if !std::mem::take(&mut self.is_heard) {
            self.next().await;
        }
    }

    /// After it has been heard: the next one ends the program.
    pub(super) async fn insisted(&mut self) -> Infallible {
        process::exit(self.next().await)
    }

    /// Work that comes to its end although it is heard, which is told; [`Self::heard`] comes back at once then.
    pub(super) async fn after<T>(&mut self, work: impl Future<Output = T>, output: &Output) -> T {
        let mut work = pin!(work);
        tokio::select! {
            done = &mut work => return done,
            _ = self.next() => {}
        }
        self.is_heard = true;
        output.progress(&output.sentence("command-interrupted", &[]));
        self.unless_insisted(work).await
    }

    /// The same after it has been heard.
    pub(super) async fn unless_insisted<T>(&mut self, work: impl Future<Output = T>) -> T {
        tokio::select! {
            done = work => done,
            never = self.insisted() => match never {},
        }
    }
}

async fn never() -> Infallible {
    std::future::pending().await
}
