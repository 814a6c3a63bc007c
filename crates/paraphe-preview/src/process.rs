//! A worker process seen from outside.

use crate::frame::{ANSWER_LIMITS, read_frame, write_frame};
use crate::message::Request;
use crate::pool::LaneMessage;
use crate::surface::{SURFACE_BYTES, Surface};
use crate::worker::HIDDEN_ARGUMENT;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use zeroize::Zeroize;

/// A running worker; dropping it ends the process.
#[derive(Debug)]
pub(crate) struct WorkerProcess {
    child: Child,
    requests: ChildStdin,
    surface: Option<Surface>,
    number: u64,
}

impl WorkerProcess {
    /// Starts the executable as a worker. What it says goes to the lane, marked with the number.
    pub(crate) fn start(executable: &Path, number: u64, lane: &Sender<LaneMessage>) -> io::Result<Self> {
        let mut command = Command::new(executable);
        let surface = Surface::create();
        let surface_stream = surface.as_ref().map_or_else(|| Ok(Stdio::null()), Surface::to_stdio)?;
        command.arg(HIDDEN_ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(surface_stream);
        without_window(&mut command);
        let mut child = command.spawn()?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        let (Some(requests), Some(answers)) = (requests, answers) else {
            return Err(io::Error::other("a process without pipes"));
        };
        let worker = Self { child, requests, surface, number };
        let lane = lane.clone();
        thread::Builder::new()
            .name(format!("preview-pipe-{number}"))
            .spawn(move || pass_on(answers, number, &lane))?;
        Ok(worker)
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Bytes of the surface the worker was given.
    pub(crate) fn surface_bytes(&self) -> u64 {
        self.surface.as_ref().map_or(0, |_| SURFACE_BYTES)
    }

    /// What the worker drew on its surface.
    pub(crate) fn read_surface(&self, count: usize) -> io::Result<Vec<u8>> {
        self.surface.as_ref().ok_or(io::ErrorKind::Unsupported)?.read(count)
    }

    /// Sends one request. A worker reads all the time, so this does not wait.
    pub(crate) fn send(&mut self, request: &Request, id: u64) -> io::Result<()> {
        let mut frame = request.to_frame(id);
        let sent = write_frame(&mut self.requests, &frame).and_then(|()| self.requests.flush());
        // It may hold a password.
        frame.head.zeroize();
        sent
    }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        // It may have ended by itself; waiting keeps no dead process behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads frames until the pipe ends. A thread of its own, because a pipe cannot be read with a time limit everywhere.
fn pass_on(mut answers: ChildStdout, number: u64, lane: &Sender<LaneMessage>) {
    loop {
        let frame = read_frame(&mut answers, ANSWER_LIMITS);
        let last = frame.is_err();
        if lane.send(LaneMessage::FromWorker(number, frame)).is_err() || last {
            return;
        }
    }
}

#[cfg(windows)]
fn without_window(command: &mut Command) {
    use std::os::windows::process::CommandExt;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    command.creation_flags(CREATE_NO_WINDOW);
}

#[cfg(not(windows))]
fn without_window(_command: &mut Command) {}
