//! The tools a person brings along: Rust and Node. Checked, never guessed.

use crate::console::detail;
use crate::failure::Failure;
use crate::shell;
use crate::version::Version;

const RUST: Version = Version::new(1, 95, 0);

/// Checks rustc, Node and npm; prints what was found.
pub(crate) fn check() -> Result<(), Failure> {
    let rust = rustc()?;
    let node = node()?;
    let npm = npm()?;
    detail(&format!("rustc {rust}, Node {node}, npm {npm}"));
    Ok(())
}

fn rustc() -> Result<Version, Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let found = shell::answer(shell::command(rustc).arg("--version")).and_then(|text| Version::find(&text));
    match found {
        Some(version) if version >= RUST => Ok(version),
        Some(version) => Err(Failure::new(format!(
            "This is rustc {version}, and Paraphe needs {RUST} or newer: run `rustup update stable` and then this command again."
        ))),
        None => Err(Failure::new(format!(
            "rustc did not answer: install Rust {RUST} or newer with {}, then run this command again.",
            rustup_command()
        ))),
    }
}

fn node() -> Result<Version, Failure> {
    let found = shell::answer(shell::command("node").arg("--version")).and_then(|text| Version::find(&text));
    match found {
        Some(version) if node_is_enough(version) => Ok(version),
        Some(version) => Err(Failure::new(format!(
            "This is Node {version}, and Paraphe needs 20.19 or newer of 20, 22.12 or newer of 22, or 23 and up: install one with {}, then run this command again.",
            node_command()
        ))),
        None => Err(Failure::new(format!(
            "Node was not found: install 20.19 or newer with {}, then run this command again.",
            node_command()
        ))),
    }
}

/// Vite 8's own condition: `^20.19.0 || >=22.12.0`.
fn node_is_enough(version: Version) -> bool {
    (version.major == 20 && version >= Version::new(20, 19, 0)) || version >= Version::new(22, 12, 0)
}

fn npm() -> Result<Version, Failure> {
    shell::answer(shell::npm(&crate::places::root()).arg("--version"))
        .and_then(|text| Version::find(&text))
        .ok_or_else(|| {
            Failure::new(format!(
                "npm was not found although Node is there: install it with {}, then run this command again.",
                if cfg!(target_os = "linux") {
                    "`apt-get install npm` or Node's own package"
                } else {
                    node_command()
                }
            ))
        })
}

fn node_command() -> &'static str {
    if cfg!(target_os = "macos") {
        "`brew install node`"
    } else if cfg!(windows) {
        "`winget install --exact --id OpenJS.NodeJS.LTS`"
    } else {
        "the package of https://nodejs.org/en/download (Debian 12's own is too old)"
    }
}

fn rustup_command() -> &'static str {
    if cfg!(target_os = "macos") {
        "`brew install rustup && rustup default stable`"
    } else if cfg!(windows) {
        "`winget install --exact --id Rustlang.Rustup`"
    } else {
        "the command of https://rustup.rs"
    }
}

/// Makes sure rustfmt and clippy are there: a minimal rustup profile has neither.
pub(crate) fn check_components() -> Result<(), Failure> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(subcommand, _)| shell::answer(shell::cargo().args([subcommand, "--version"])).is_none())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    detail(&format!("adding {} to the toolchain", missing.join(" and ")));
    shell::visible(
        shell::command("rustup").args(["component", "add"]).args(&missing),
        "`rustup component add`",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_judged_as_vite_judges_it() {
        let cases = [
            (Version::new(18, 20, 0), false),
            (Version::new(20, 18, 9), false),
            (Version::new(20, 19, 0), true),
            (Version::new(21, 7, 0), false),
            (Version::new(22, 11, 0), false),
            (Version::new(22, 12, 0), true),
            (Version::new(24, 0, 0), true),
        ];
        for (version, enough) in cases {
            assert_eq!(node_is_enough(version), enough, "Node {version}");
        }
    }
}
