//! Results of an envelope, written into a folder a person chose.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use paraphe_envelope::{DocumentId, EnvelopeId, Sha256Digest};
use paraphe_providers::Artifact;
use serde::Serialize;

use super::Existing;
use crate::{App, Error, blocking, files, results, translate};

/// A result as it was written.
#[derive(Clone, Debug, Serialize)]
pub struct SavedResult {
    /// What it is.
    pub kind: Artifact,
    /// The document it is, where it is one.
    pub document: Option<DocumentId>,
    /// Where it is now.
    #[serde(serialize_with = "super::as_text")]
    pub path: PathBuf,
    /// Its digest.
    pub sha256: Sha256Digest,
}

/// Writes every result that was fetched for an envelope into a folder, made when it is missing. Where files are to be kept, a
/// name that is taken gets a number, and a result that lies there already is not written twice.
///
/// # Errors
/// The folder cannot be written; results written before stay.
pub async fn save_results(
    app: &App,
    id: EnvelopeId,
    folder: PathBuf,
    existing: Existing,
) -> Result<Vec<SavedResult>, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (envelope, rows, vault) = {
            let history = app.history();
            let envelope = history.envelope(&id).map_err(translate::history)?;
            (envelope, history.artifacts(&id).map_err(translate::history)?, history.vault().clone())
        };
        if !rows.is_empty() {
            // Where there is nothing to write, no empty folder is left behind.
            fs::create_dir_all(&folder).map_err(|error| files::storage(&folder, &error))?;
        }
        let mut saved: Vec<SavedResult> = Vec::new();
        for row in rows.iter().filter(|row| !results::is_superseded(&envelope, row, &rows)) {
            let Some(kind) = results::kind(&row.kind) else { continue };
            let source = vault.open_verified(&row.sha256).map_err(translate::vault)?;
            let name = file_name(&row.name, results::word(kind), &source);
            let path = folder.join(&name);
            // Two results of one name are both wanted.
            let path = if existing == Existing::Kept || saved.iter().any(|one| is_one_file(&one.path, &path))
            {
                files::copy_beside_others(&source, &folder, &name, &row.sha256)?
            } else {
                files::copy_to(&source, &path, &row.sha256).map(|()| path)?
            };
            saved.push(SavedResult { kind, document: row.document.clone(), path, sha256: row.sha256 });
        }
        Ok(saved)
    })
    .await
}

/// Whether some system takes two paths of one folder for the same file: many do not tell capitals from small letters.
fn is_one_file(one: &Path, other: &Path) -> bool {
    let folded = |path: &Path| path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    folded(one) == folded(other)
}

/// A name any system takes, made of what a provider called the file: never a path, never hidden, a PDF called one.
fn file_name(given: &str, kind: &str, source: &Path) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let harmless = |character: char| {
        if character.is_control() || r#"<>:"|?*"#.contains(character) { '_' } else { character }
    };
    let name: String = last.chars().map(harmless).take(LONGEST_NAME).collect();
    let name = name.trim_matches(['.', ' ']);
    let name = if name.is_empty() { kind } else { name };
    let front = if is_device(name) { "_" } else { "" };
    let ending = if is_pdf(source) && !name.to_lowercase().ends_with(".pdf") { ".pdf" } else { "" };
    format!("{front}{name}{ending}")
}

/// Whether Windows takes a name for one of its devices, as it does whatever ending follows.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|number| {
        let mut digits = number.chars();
        matches!((digits.next(), digits.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    is_port || matches!(stem.as_str(), "AUX" | "CON" | "CONIN$" | "CONOUT$" | "NUL" | "PRN")
}

/// In characters; with four bytes each and a number it still fits the 255 bytes of common file systems.
const LONGEST_NAME: usize = 60;

fn is_pdf(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut start));
    read.is_ok() && start.windows(5).any(|window| window == b"%PDF-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_provider_calls_a_file_is_a_name_and_never_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let (pdf, text) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&pdf, b"%PDF-1.7").unwrap();
        fs::write(&text, b"{}").unwrap();
        for (given, expected) in [
            ("contrat.pdf", "contrat.pdf"),
            ("Contrat n. 7", "Contrat n. 7.pdf"),
            ("../../etc/passwd", "passwd.pdf"),
            ("C:\\Windows\\a.PDF", "a.PDF"),
            (".bashrc", "bashrc.pdf"),
            ("a\u{0}b:c?.pdf", "a_b_c_.pdf"),
            ("..", "certificate.pdf"),
            ("", "certificate.pdf"),
            ("CON.pdf", "_CON.pdf"),
            ("aux", "_aux.pdf"),
            ("Nul .tar.pdf", "_Nul .tar.pdf"),
            ("com3.contrat.pdf", "_com3.contrat.pdf"),
            ("lpt².pdf", "_lpt².pdf"),
            ("com.pdf", "com.pdf"),
            ("com12.pdf", "com12.pdf"),
            ("console.pdf", "console.pdf"),
        ] {
            assert_eq!(file_name(given, "certificate", &pdf), expected, "{given:?}");
        }
        assert_eq!(file_name("trail.json", "audit_trail", &text), "trail.json");
        assert!(file_name(&"é".repeat(400), "certificate", &pdf).len() < 255);
    }

    #[test]
    fn names_that_differ_in_their_capitals_only_are_one_file_somewhere() {
        let is_one = |one: &str, other: &str| is_one_file(Path::new(one), Path::new(other));
        assert!(is_one("out/Contrat.pdf", "out/contrat.PDF") && is_one("out/ÉTÉ.pdf", "out/été.pdf"));
        assert!(!is_one("out/contrat.pdf", "out/contrat (2).pdf"));
    }
}
