//! Places to sign: on contracts generated in four languages with known places, on hostile content, on turned pages.

mod contracts;
mod paper;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use paraphe_envelope::FieldKind;
use paraphe_pdf::{Clue, Detection, PdfFile, Place};
use proptest::prelude::*;

use crate::corpus::corpus;
use crate::support::{PdfBuilder, with_page};
use contracts::{Language, contracts};
use paper::Truth;

/// What was found of what is there.
#[derive(Default, Clone, Copy)]
struct Score {
    documents: usize,
    there: usize,
    proposed: usize,
    right: usize,
}

impl Score {
    fn add(&mut self, truths: &[Truth], found: &Detection, wanted: impl Fn(FieldKind) -> bool) {
        let mut open: Vec<&Truth> = truths.iter().filter(|truth| wanted(truth.kind)).collect();
        let proposals: Vec<&Place> = found.places.iter().filter(|place| wanted(place.kind)).collect();
        self.documents += 1;
        self.there += open.len();
        self.proposed += proposals.len();
        for place in proposals {
            if let Some(at) = open.iter().position(|truth| truth.is_met_by(place)) {
                open.swap_remove(at);
                self.right += 1;
            }
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.proposed.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / self.there.max(1) as f64
    }
}

fn read(bytes: Vec<u8>) -> Detection {
    PdfFile::parse(bytes, None).unwrap().detect_places()
}

/// Prints what docs/detection.md states; `PARAPHE_MISSES=1` names what went wrong.
#[test]
fn places_are_found_on_generated_contracts_in_four_languages() {
    let names_misses = std::env::var_os("PARAPHE_MISSES").is_some();
    let mut table = String::new();
    for language in Language::ALL {
        let (mut signatures, mut others) = (Score::default(), Score::default());
        for contract in contracts(language) {
            let found = read(contract.bytes.clone());
            let is_signature = |kind| kind == FieldKind::Signature;
            let before = signatures.right + others.right;
            signatures.add(&contract.truths, &found, is_signature);
            others.add(&contract.truths, &found, |kind| !is_signature(kind));
            let right = signatures.right + others.right - before;
            if names_misses && (right < contract.truths.len() || right < found.places.len()) {
                println!("{language:?} {}: {:#?}\n{:#?}", contract.name, contract.truths, found.places);
            }
        }
        for (what, score) in [("signatures", signatures), ("date, place, name", others)] {
            writeln!(
                table,
                "{language:?} {what}: {} documents, {} there, {} proposed, {} right; precision {:.3}, recall {:.3}",
                score.documents, score.there, score.proposed, score.right, score.precision(), score.recall()
            )
            .unwrap();
            assert!(score.precision() >= 0.9 && score.recall() >= 0.9, "{table}");
        }
    }
    println!("{table}");
}

fn content(operators: &str) -> Vec<u8> {
    page("", operators)
}

fn page(entries: &str, operators: &str) -> Vec<u8> {
    let mut builder: PdfBuilder = with_page(&format!(
        "{entries} /Resources <</Font <</F 9 0 R>> /XObject <</X 8 0 R>>>> /Contents 7 0 R"
    ));
    builder.stream(7, "", operators.as_bytes());
    builder.stream(
        8,
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</XObject <</X 8 0 R>>>>",
        b"/X Do /X Do",
    );
    builder.add(9, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>");
    builder.build()
}

#[test]
fn tags_of_three_services_become_boxes_for_their_signers() {
    let found = read(content(
        "BT /F 10 Tf 72 600 Td (<@signature2@>) Tj 0 -100 Td ({{signature, r1}}) Tj \
         0 -100 Td ({{Ici;type=signature;role=Vendeur}}) Tj 0 -100 Td ({{Ici;type=date;role=Acheteur}}) Tj ET",
    ));
    let told: Vec<_> = found.places.iter().map(|place| (place.clue, place.kind, place.signer)).collect();
    assert_eq!(
        told,
        [
            (Clue::TextTag, FieldKind::Signature, Some(2)),
            (Clue::TextTag, FieldKind::Signature, Some(1)),
            (Clue::TextTag, FieldKind::Signature, Some(1)),
            (Clue::TextTag, FieldKind::Date, Some(2)),
        ]
    );
    assert_eq!(found.places[2].role.as_deref(), Some("Vendeur"));
}

#[test]
fn a_turned_page_is_read_as_it_is_seen() {
    let upright = "BT /F 10 Tf 72 200 Td (Signature :) Tj ET 140 198 m 300 198 l S";
    // What is drawn upright in a space of 842 × 595 is turned to the left; /Rotate turns it back.
    let turned = format!("q 0 1 -1 0 595 0 cm {upright} Q");
    let plain = read(page("/MediaBox [0 0 842 595]", upright));
    let sideways = read(page("/MediaBox [0 0 595 842] /Rotate 90", &turned));
    assert_eq!(plain.places.len(), 1);
    let (a, b) = (plain.places[0].rect, sideways.places[0].rect);
    assert!((a.x - b.x).abs() < 0.01 && (a.y - b.y).abs() < 0.01, "{a:?} {b:?}");
    assert!((a.x - 140.0).abs() < 0.01 && a.y + a.height < 595.0 - 198.0, "{a:?}");
}

#[test]
fn an_empty_signature_field_is_a_place_and_a_label_beside_it_no_second_one() {
    let tree = "<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842]>>";
    let mut builder = PdfBuilder::new("/AcroForm <</Fields [6 0 R]>>", tree);
    builder.add(
        3,
        "<</Type /Page /Parent 2 0 R /Annots [6 0 R] /Resources <</Font <</F 9 0 R>>>> /Contents 7 0 R>>",
    );
    builder
        .add(6, "<</Type /Annot /Subtype /Widget /FT /Sig /T (Sig_Client) /Rect [72 150 232 195] /P 3 0 R>>");
    builder.stream(7, "", b"BT /F 10 Tf 72 200 Td (Signature :) Tj ET");
    builder.add(9, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>");
    let found = read(builder.build());
    let told: Vec<_> = found.places.iter().map(|place| (place.clue, place.text.as_deref())).collect();
    assert_eq!(told, [(Clue::FormField, Some("Sig_Client"))]);
}

#[test]
fn what_never_ends_is_left_unread_and_said_so() {
    let forms = read(content("/X Do"));
    assert_eq!(forms.pages_cut, [] as [u32; 0]);
    let bomb = "0 0 m 9 9 l S ".repeat(200_000);
    assert_eq!(read(content(&bomb)).pages_cut, [1]);
    let deep = "q ".repeat(5_000) + "BT /F 10 Tf 72 200 Td (Signature :) Tj ET 140 198 m 300 198 l S";
    assert_eq!(read(content(&deep)).places.len(), 1);
}

#[test]
fn running_text_and_tables_of_contents_are_no_places() {
    let found = read(content(
        "BT /F 10 Tf 72 700 Td (Article 9 - Signature ............................ 12) Tj \
         0 -14 Td (Signatures .............................. 14) Tj \
         0 -30 Td (La signature du contrat vaut acceptation de toutes les clauses qui y figurent et de ses annexes) Tj \
         0 -12 Td (signature comprise, sans que le client puisse opposer quelque condition que ce soit au vendeur.) Tj ET",
    ));
    assert_eq!(found.places, []);
}

/// The corpus holds odd files and signed ones, hardly a contract: what is proposed there says how quiet detection is.
#[test]
fn on_the_corpus_every_proposal_lies_within_its_page() {
    for part in ["pages", "signed"] {
        let (mut files, mut pages, mut clues) = (0, 0, BTreeMap::<Clue, usize>::new());
        for path in corpus(part) {
            let Ok(file) = PdfFile::open(&path, None) else { continue };
            let found = file.detect_places();
            (files, pages) = (files + 1, pages + found.pages_read);
            for place in &found.places {
                let geometry = file.page_geometry(place.page).unwrap();
                assert!(geometry.contains(place.rect), "{}: {place:?}", path.display());
                *clues.entry(place.clue).or_default() += 1;
                if std::env::var_os("PARAPHE_MISSES").is_some() {
                    println!("{} {place:?}", path.display());
                }
            }
        }
        println!("{part}: {files} files, {pages} pages read, proposed {clues:?}");
    }
}

proptest! {
    /// Whatever a page draws, under whatever geometry: each proposal lies within the page.
    #[test]
    fn proposals_lie_within_the_page(
        marks in proptest::collection::vec((0usize..8, -100i32..900, -100i32..900), 1..24),
        rotation in 0u32..4,
        crop in (0i32..300, 0i32..300, 310i32..620, 310i32..900),
        unit in 1u32..3,
    ) {
        const WORDS: [&str; 4] = ["Signature :", "Le client", "<@signature1@>", "{{signature, r2, width=900, height=700}}"];
        let mut operators = String::new();
        for (what, x, y) in marks {
            match what {
                0..=3 => writeln!(operators, "BT /F 10 Tf {x} {y} Td ({}) Tj ET", WORDS[what]).unwrap(),
                4 | 5 => writeln!(operators, "{x} {y} m {} {y} l S", x + 150).unwrap(),
                6 => writeln!(operators, "{x} {y} 180 70 re S").unwrap(),
                _ => writeln!(operators, "{x} {y} 10 10 re S").unwrap(),
            }
        }
        let (left, bottom, right, top) = crop;
        let entries = format!("/MediaBox [0 0 612 792] /CropBox [{left} {bottom} {right} {top}] /Rotate {} /UserUnit {unit}", rotation * 90);
        let file = PdfFile::parse(page(&entries, &operators), None).unwrap();
        let geometry = file.page_geometry(1).unwrap();
        for place in file.detect_places().places {
            prop_assert!(geometry.contains(place.rect), "{place:?} on {geometry:?}");
            prop_assert!((0.0..=1.0).contains(&place.confidence));
        }
    }
}
