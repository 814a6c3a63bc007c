//! `cargo xtask samples`: makes the sample documents again.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::shell;

/// The generator is an example of this package, so that its font libraries are built only when asked for.
pub(crate) fn samples(arguments: &[String]) -> Result<ExitCode, Failure> {
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--package", "xtask", "--example", "samples", "--"]).args(arguments);
    shell::visible(&mut cargo, "Making the sample documents")?;
    Ok(ExitCode::SUCCESS)
}
