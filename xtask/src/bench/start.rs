//! A cold start of the window against an empty Tauri window built the same way.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::Plan;
use super::display::Display;
use super::figure::{Figure, median};
use super::inputs;
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// What the figure is, for the page.
pub(crate) const MEANING: &str = "`start`: from starting the process to the first frame painted once the page is \
usable. Ours has then opened its data folder, made its database, read its settings and put the first screen up; the \
yardstick (`src-tauri/examples/empty_window`) has loaded an empty page. Both are release builds of the same profile and \
the same Tauri with windows of the same size, started in turns, each with a fresh data folder, on a virtual display \
(Linux: without a GPU, where ours has its page painted by the processor); programs and libraries are in the file \
cache. Both tell the moment by the same function.\n";

/// Longer than any start takes; a window that never paints must not stop the whole run without a word.
const PATIENCE: Duration = Duration::from_secs(60);

/// A page lives in processes of its own, which need a moment to notice that their window is gone.
const SETTLING: Duration = Duration::from_millis(500);

/// `cargo xtask bench start`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let display = Display::open()?;
    let ours = places::release_program("paraphe-desktop");
    let empty = places::release_program("examples/empty_window");
    // The first of each warms the file cache, and the services the desktop starts for a first window.
    first_frame(&display, &ours)?;
    first_frame(&display, &empty)?;
    let (mut our_times, mut empty_times) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds(15) {
        our_times.push(first_frame(&display, &ours)?);
        empty_times.push(first_frame(&display, &empty)?);
    }
    let yardstick = (median(empty_times), "empty Tauri window");
    Ok(vec![Figure::share("start", "cold, to a usable window", median(our_times), yardstick, 1.3)])
}

/// Milliseconds from starting the program to the line it writes when its window is usable and painted.
fn first_frame(display: &Display, program: &Path) -> Result<f64, Failure> {
    let folder = Fresh::folder()?;
    let mut command = command(display, program, &folder.0);
    let started = Instant::now();
    let mut child = command.spawn().map_err(|error| told(program, &error.to_string()))?;
    let told_at = told_at(&mut child);
    // One that has ended by itself needs no end.
    let _ended = child.kill();
    let _status = child.wait();
    std::thread::sleep(SETTLING);
    told_at
        .map(|at| at.duration_since(started).as_secs_f64() * 1000.0)
        .ok_or_else(|| told(program, "its window was never painted"))
}

fn command(display: &Display, program: &Path, folder: &Path) -> Command {
    let mut command = shell::command(program);
    display.show(&mut command);
    command
        .env("PARAPHE_TELL_FIRST_FRAME", "1")
        .env("PARAPHE_DATA", folder.join("paraphe"))
        .env("PARAPHE_KEYCHAIN", "off")
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("XDG_DATA_HOME", folder.join("data"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// When the program said that its window is painted; `None` where it ended or hung before.
fn told_at(child: &mut Child) -> Option<Instant> {
    let output = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let told = BufReader::new(output).lines().map_while(Result::ok).any(|line| line == "first frame");
        // Who asked may have lost patience.
        let _unheard = sender.send(told.then(Instant::now));
    });
    receiver.recv_timeout(PATIENCE).ok().flatten()
}

/// An empty folder, removed with this value.
struct Fresh(PathBuf);

impl Fresh {
    fn folder() -> Result<Self, Failure> {
        let folder = inputs::folder().join("start");
        let fresh = Self(folder);
        fresh.remove();
        std::fs::create_dir_all(&fresh.0)
            .map_err(|error| Failure::file("making the folder", &fresh.0, &error))?;
        Ok(fresh)
    }

    fn remove(&self) {
        // Nothing there is as good as empty; what cannot be removed is told by the next start.
        let _not_there = std::fs::remove_dir_all(&self.0);
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.remove();
    }
}

fn told(program: &Path, cause: &str) -> Failure {
    Failure::new(format!("A start of {} could not be measured: {cause}.", program.display()))
}
