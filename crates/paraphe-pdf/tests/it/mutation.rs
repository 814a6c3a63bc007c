//! Small documents with bytes broken at random: answers may differ, nothing may panic.

use paraphe_pdf::{PdfFile, prepare_signature};
use proptest::prelude::*;

use crate::support::{PdfBuilder, inherited, plain, request, sign};

fn seeds() -> Vec<Vec<u8>> {
    let mut form = PdfBuilder::new(
        "/AcroForm <</Fields [4 0 R]>> /OpenAction <</S /JavaScript>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    );
    form.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots 5 0 R>>");
    form.add(4, "<</FT /Sig /T (S) /Subtype /Widget /Rect [0 0 9 9] /P 3 0 R>>").add(5, "[4 0 R]");
    vec![
        plain().build(),
        plain().build_compressed(),
        plain().build_hybrid(),
        inherited(3).build_compressed(),
        sign(&sign(&plain().build(), &request()), &request()),
        sign(&plain().build_compressed(), &request()),
        form.build(),
    ]
}

/// Everything a caller can ask.
fn ask_everything(bytes: Vec<u8>) {
    let Ok(file) = PdfFile::parse(bytes, None) else { return };
    assert!(!file.revisions().is_empty());
    assert!(file.revisions().iter().all(|revision| revision.end <= file.bytes().len()));
    for signature in file.signature_fields() {
        assert!(signature.contents_span.end <= file.bytes().len());
        assert!(signature.revision < file.revisions().len());
    }
    drop(file.findings());
    for newer in 1..file.revisions().len() {
        file.diff(newer - 1, newer).expect("both revisions are there");
    }
    if let Ok(prepared) = prepare_signature(&file, &request()) {
        assert!(prepared.contents_at.end <= prepared.tail.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_bytes(seed in 0..7usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = seeds().swap_remove(seed);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        ask_everything(bytes);
    }

    #[test]
    fn moved_and_cut_pieces(seed in 0..7usize, cuts in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(), 1..4)) {
        let mut bytes = seeds().swap_remove(seed);
        for (from, length, to) in cuts {
            let start = from.index(bytes.len());
            let end = (start + length.index(200)).min(bytes.len());
            let piece: Vec<u8> = bytes.drain(start..end).collect();
            if bytes.is_empty() {
                break;
            }
            let at = to.index(bytes.len());
            bytes.splice(at..at, piece);
        }
        ask_everything(bytes);
    }

    #[test]
    fn digits_replaced(seed in 0..7usize, changes in prop::collection::vec((any::<prop::sample::Index>(), 0..10u8), 1..8)) {
        let mut bytes = seeds().swap_remove(seed);
        let digits: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at].is_ascii_digit()).collect();
        for (index, digit) in changes {
            bytes[digits[index.index(digits.len())]] = b'0' + digit;
        }
        ask_everything(bytes);
    }
}
