//! Makes the sample documents of `tests/fixtures/samples`: `cargo xtask samples`. With `--check`, only compares.
//!
//! They are of our own making, text included, and made by code so that anybody may change and make them again. The
//! same code gives the same bytes.

mod contract;
mod contract_text;
mod page;
mod pdf;
mod quote;
mod receipt;

use std::path::PathBuf;
use std::process::ExitCode;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join("tests").join("fixtures").join("samples")
}

fn samples() -> [(&'static str, Vec<u8>); 3] {
    [
        ("contrat.pdf", contract::contract().write()),
        ("devis-tourne.pdf", quote::quote().write()),
        ("recu-ar-fr.pdf", receipt::receipt().write()),
    ]
}

/// The samples that are not in the repository as the code makes them.
fn stale() -> Vec<&'static str> {
    let differs = |name: &str, made: &[u8]| std::fs::read(folder().join(name)).ok().as_deref() != Some(made);
    samples().iter().filter(|(name, made)| differs(name, made)).map(|(name, _)| *name).collect()
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--check") {
        let stale = stale();
        if stale.is_empty() {
            println!("the samples are what the code makes");
            return ExitCode::SUCCESS;
        }
        eprintln!("{} differ from what the code makes: run `cargo xtask samples`.", stale.join(", "));
        return ExitCode::FAILURE;
    }
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The samples could not be written to {}: {error}.", folder().display());
            ExitCode::FAILURE
        }
    }
}

fn write() -> std::io::Result<()> {
    std::fs::create_dir_all(folder())?;
    for (name, bytes) in samples() {
        std::fs::write(folder().join(name), &bytes)?;
        println!("{name}: {} bytes", bytes.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_in_the_repository_are_what_the_code_makes() {
        assert_eq!(stale(), Vec::<&str>::new(), "run `cargo xtask samples`");
    }
}
