//! The window's packages and its build, each skipped when nothing it depends on has changed.

use std::path::{Path, PathBuf};

use crate::console::detail;
use crate::digest;
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// `npm ci` in `folder`, unless the last successful one was for the same lock file and the same Node.
pub(crate) fn install(folder: &Path) -> Result<(), Failure> {
    let lock = folder.join("package-lock.json");
    let Some(digest) = digest::of_file(&lock)? else {
        return Err(Failure::new(format!("{} is missing: restore it from the repository.", lock.display())));
    };
    let node = shell::answer(shell::command("node").arg("--version")).unwrap_or_default();
    // Inside node_modules, so that removing the folder removes the stamp.
    let stamp = folder.join("node_modules").join(".paraphe-stamp");
    let value = format!("{digest} {node}");
    if digest::stamped(&stamp, &value) {
        detail("npm packages are unchanged");
        return Ok(());
    }
    detail("npm ci");
    let mut npm = shell::npm(folder);
    npm.args(["ci", "--no-audit", "--no-fund"]);
    let remedy = "If it speaks of the network, check the connection and npm's proxy (`npm config get proxy`), then run this command again.";
    shell::visible_or(&mut npm, "`npm ci`", remedy)?;
    digest::stamp(&stamp, &value)
}

fn inputs() -> Vec<PathBuf> {
    vec![places::ui(), places::root().join("locales")]
}

const NO_INPUT: &[&str] = &["node_modules", "dist", ".svelte-kit", "coverage", "test-results"];

/// What a build of the window depends on, as one digest.
fn fingerprint() -> Result<String, Failure> {
    digest::of_trees(&inputs(), NO_INPUT)
}

fn stamp() -> PathBuf {
    places::state().join("ui-build.sha256")
}

/// Whether `ui/dist` is what the present sources make.
pub(crate) fn is_built() -> Result<bool, Failure> {
    let page = places::ui().join("dist").join("index.html");
    Ok(page.is_file() && digest::stamped(&stamp(), &fingerprint()?))
}

/// Remembers that `ui/dist` is what the present sources make.
pub(crate) fn mark_built() -> Result<(), Failure> {
    digest::stamp(&stamp(), &fingerprint()?)
}

/// `npm run build`, unless its sources are unchanged.
pub(crate) fn build() -> Result<(), Failure> {
    if is_built()? {
        detail("the window's sources are unchanged");
        return Ok(());
    }
    let mut npm = shell::npm(&places::ui());
    shell::visible(npm.args(["run", "build"]), "Building the window")?;
    mark_built()
}
