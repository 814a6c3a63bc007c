//! Property: no single changed byte among the covered ones lets a signature pass.

use crate::made::{document, identity, report, signed, trusting};
use paraphe_pades::{Conclusion, TrustAnchors};
use proptest::prelude::*;
use std::sync::LazyLock;

static SIGNED: LazyLock<(Vec<u8>, usize, usize, TrustAnchors)> = LazyLock::new(|| {
    let (alice, bob) = (identity("Alice"), identity("Bob"));
    let bytes = signed(&signed(&document(), &alice), &bob);
    let token = crate::made::last_position(&bytes, b"/Contents <") + b"/Contents ".len();
    let end = token + bytes[token..].iter().position(|byte| *byte == b'>').unwrap() + 1;
    let trust = trusting(&[&alice, &bob]);
    assert_eq!(report(&bytes, &trust).unwrap().conclusion, Conclusion::TotalPassed, "before any change");
    (bytes, token, end, trust)
});

/// Every byte outside the last signature's own hole is covered by it.
fn position() -> impl Strategy<Value = usize> {
    let (bytes, start, end, _) = &*SIGNED;
    prop_oneof![0..*start, *end..bytes.len()]
}

/// Around the last signature's dictionary every byte counts: there, a change can make the signature itself vanish, and
/// only the earlier one is left to notice.
#[test]
fn no_changed_byte_before_the_signature_passes() {
    let (bytes, start, _, trust) = &*SIGNED;
    for position in start - 250..*start {
        for difference in [0x01, 0x20, 0x3E, 0x80] {
            let mut changed = bytes.clone();
            changed[position] ^= difference;
            let passed =
                report(&changed, trust).is_some_and(|report| report.conclusion == Conclusion::TotalPassed);
            assert!(!passed, "byte {position} changed by {difference:#04x}");
        }
    }
}

/// Files of whom nobody can tell any more what was signed are none that nobody signed.
#[test]
fn a_damaged_signed_file_is_never_called_unsigned_while_words_of_it_are_left() {
    let (bytes, .., trust) = &*SIGNED;
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random >> 33).unwrap() % below
    };
    let (mut unchecked, mut judged) = (0, 0);
    for round in 0..600 {
        let mut changed = bytes.clone();
        for _ in 0..[1, 5, 50, 200][round % 4] {
            let at = next(changed.len());
            changed[at] = u8::try_from(next(256)).unwrap();
        }
        let words = [&b"/ByteRange ["[..], b"/SubFilter /ETSI."];
        let is_left = words.iter().any(|word| changed.windows(word.len()).any(|window| window == *word));
        let Some(report) = report(&changed, trust).filter(|_| is_left) else { continue };
        judged += 1;
        unchecked += u32::from(report.signatures.is_empty());
        assert_ne!(report.conclusion, Conclusion::NoSignature, "round {round}");
        assert!(!report.signatures.is_empty() || report.unchecked_signatures > 0, "round {round}");
    }
    assert!(judged > 100 && unchecked > 0, "{judged} judged, {unchecked} of them by words alone");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_changed_byte_passes(position in position(), difference in 1u8..=255) {
        let (bytes, _, _, trust) = &*SIGNED;
        let mut changed = bytes.clone();
        changed[position] ^= difference;
        let passed = report(&changed, trust).is_some_and(|report| report.conclusion == Conclusion::TotalPassed);
        prop_assert!(!passed, "byte {position} changed by {difference:#04x}");
    }

    #[test]
    fn nothing_panics_on_a_damaged_signature(position in 0usize..2000, difference in 1u8..=255) {
        let (bytes, start, end, trust) = &*SIGNED;
        let mut changed = bytes.clone();
        let at = start + 1 + position % (end - start - 2);
        changed[at] ^= difference;
        // The last signature may or may not be readable; the first one still covers its own revision.
        if let Some(report) = report(&changed, trust) {
            prop_assert!(report.signatures.len() <= 2);
        }
    }

    #[test]
    fn nothing_panics_on_a_cut_file(length in 0usize..20_000) {
        let (bytes, _, _, trust) = &*SIGNED;
        let cut = &bytes[..length.min(bytes.len() - 1)];
        let passed = report(cut, trust).is_some_and(|report| {
            report.conclusion == Conclusion::TotalPassed && report.signatures.len() == 2
        });
        prop_assert!(!passed, "cut at {length}");
    }
}
