//! Files that come with signatures, judged by others: whoever signs after, and brings a file as well, changes nothing of
//! what was signed before.

use std::path::{Path, PathBuf};

use paraphe_envelope::{PageRect, Timestamp};
use paraphe_pades::{SelfMadeIdentity, SignatureRequest, sign_pdf};
use paraphe_pdf::appearance::{Appearance, Mark};
use paraphe_pdf::{AttachedFile, PdfFile};

use super::tools::{JudgedFile, pdfsig, program, pyhanko, python, qpdf_findings};
use crate::support::{root, sample};

fn moment() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().expect("a time")
}

/// A document, how it is opened and whether the signatures are seen.
struct Case {
    name: &'static str,
    source: PathBuf,
    password: Option<&'static str>,
    is_drawn: bool,
}

fn cases() -> [Case; 4] {
    let locked = root().join("tests/fixtures/encrypted/locked.pdf");
    [
        Case { name: "drawn", source: sample("contrat.pdf"), password: None, is_drawn: true },
        Case { name: "xref-stream", source: sample("devis-tourne.pdf"), password: None, is_drawn: true },
        Case { name: "unseen", source: sample("contrat.pdf"), password: None, is_drawn: false },
        Case { name: "locked", source: locked, password: Some("sésame"), is_drawn: true },
    ]
}

/// The document after three people, each with a file.
fn signed(case: &Case, signers: &[SelfMadeIdentity; 3], folder: &Path) -> PathBuf {
    let mut file = case.source.clone();
    for (signer, number) in signers.iter().zip(1_u8..) {
        let pdf = PdfFile::open(&file, case.password).expect("readable");
        let mark = Mark::Typed { name: format!("Signataire {number}") };
        let drawing = Appearance::for_initials(&mark, 120.0, 40.0).expect("drawn");
        let rect = PageRect::from_xywh(60.0, 80.0 * f64::from(number), 120.0, 40.0).expect("a box");
        let attached = AttachedFile {
            name: format!("preuve-{number}.json"),
            media_type: "application/json".to_owned(),
            description: "Paraphe: evidence of the signature".to_owned(),
            made_at: moment(),
            content: format!("{{\"signer\":{number}}}").into_bytes(),
        };
        let request = SignatureRequest {
            placement: case.is_drawn.then_some((1, rect)),
            appearance: case.is_drawn.then_some(&drawing),
            attachment: Some(&attached),
            ..SignatureRequest::invisible(moment())
        };
        file = folder.join(format!("{}-{number}.pdf", case.name));
        sign_pdf(&pdf, request, signer).expect("signed").write_to(&file).expect("written");
    }
    file
}

#[test]
fn three_signers_with_evidence_are_intact_and_permitted_for_all_judges() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let names = ["Alice", "Bob", "Carol"];
    let signers = names.map(|name| SelfMadeIdentity::create(name, None, moment()).expect("an identity"));
    let kept = signers.iter().zip(names).map(|(signer, name)| {
        let path = folder.path().join(name).with_extension("cer");
        std::fs::write(&path, signer.certificate_der()).expect("written");
        path
    });
    let roots: Vec<PathBuf> = kept.collect();
    let python = python();
    for case in cases() {
        let file = signed(&case, &signers, folder.path());
        if let Some(qpdf) = program("qpdf") {
            assert_eq!(qpdf_findings(qpdf, &file, case.password), None, "{}", case.name);
        }
        if let (Some(program), None) = (program("pdfsig"), case.password) {
            assert_eq!(pdfsig(program, &file), [(true, false), (true, false), (true, true)], "{}", case.name);
        }
        let Some(python) = &python else { continue };
        let judged = pyhanko(python, &roots, case.password, std::slice::from_ref(&file));
        let JudgedFile::Signatures(found) = &judged[&file] else { panic!("{}: unreadable", case.name) };
        assert_eq!(found.len(), 3);
        for signature in found {
            let good = signature.intact && signature.valid && signature.trusted && signature.changes_allowed;
            assert!(good && signature.error.is_none(), "{}: {signature:?}", case.name);
        }
    }
}
