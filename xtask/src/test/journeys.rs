//! Journeys through the real window: WebKitWebDriver drives the application on a display of its own.

use std::fs;
use std::process::Command;

use super::count::Tests;
use super::steps::captured;
use super::{Context, Verdict};
use crate::failure::Failure;
use crate::places;
use crate::shell;
use crate::ui;

/// Longer than any journey takes; a window that hangs must not stop the whole run without a word.
const LIMIT_SECONDS: &str = "1500";

/// Runs `tests/journeys/run.mjs` over the programs of the debug build. It must end with a line
/// `N passed, N failed[, N skipped]` and an exit code that says the same.
pub(crate) fn travel(context: &Context) -> Verdict {
    if !cfg!(target_os = "linux") {
        return Verdict::Skipped("the real window can only be driven on Linux (WebKitWebDriver)".to_owned());
    }
    if let Some(missing) = missing() {
        return context
            .cannot(format!("{missing} is not on this machine, and its package could not be installed."));
    }
    let output = match prepare().and_then(|()| captured("journeys", &mut command())) {
        Ok(captured) => captured.output,
        Err(failure) => return Verdict::Failed(failure),
    };
    match Tests::of_script(&output) {
        Some(tests) if tests.passed > 0 => Verdict::Passed(Some(tests)),
        _ => Verdict::Failed(Failure::new(
            "The journeys ended without saying `N passed, N failed` of at least one journey: nothing was shown.",
        )),
    }
}

/// What the journeys need and this machine has not.
fn missing() -> Option<String> {
    let tools = ["WebKitWebDriver", "xvfb-run", "dbus-run-session", "xdotool"];
    let tool = tools.into_iter().find(|tool| !shell::exists(tool)).map(|tool| format!("`{tool}`"));
    // The other program of a drop is a window of GTK's Python bindings, which belong to the system's own Python.
    let bindings = || shell::answer(shell::command("/usr/bin/python3").args(["-c", "import gi"]));
    tool.or_else(|| bindings().is_none().then(|| "PyGObject (python3-gi)".to_owned()))
}

fn home() -> std::path::PathBuf {
    places::target().join("journeys").join("home")
}

/// An empty home, so that no journey sees this person's settings, and packages where the journeys have their own.
fn prepare() -> Result<(), Failure> {
    let home = home();
    if home.exists() {
        fs::remove_dir_all(&home).map_err(|error| Failure::file("emptying", &home, &error))?;
    }
    fs::create_dir_all(&home).map_err(|error| Failure::file("making the folder", &home, &error))?;
    let folder = places::root().join("tests").join("journeys");
    if folder.join("package-lock.json").is_file() {
        ui::install(&folder)?;
    }
    Ok(())
}

/// Always on a display of its own, even where there is one: a journey must neither disturb the person at this machine
/// nor depend on the size of their screen.
fn command() -> Command {
    let home = home();
    let mut command = shell::command("timeout");
    command
        .args(["--kill-after=20", LIMIT_SECONDS])
        .args(["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24 -nolisten tcp"])
        .args(["dbus-run-session", "--", "node", "tests/journeys/run.mjs"])
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY");
    command
}
