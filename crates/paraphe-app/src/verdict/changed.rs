//! On which pages the content was changed, for a sentence: they are named while they are few.

use paraphe_pades::SignatureReport;

/// More pages than this are counted.
const FEW: usize = 6;

/// The facts of the sentence; some changes are on no page, and then nothing is said of pages.
pub(super) fn pages(signature: &SignatureReport) -> [(String, String); 4] {
    let pages: Vec<String> = signature.changed_pages.iter().map(ToString::to_string).collect();
    let (changed, others, last) = match pages.split_last() {
        None => ("none", &pages[..], ""),
        Some((last, [])) => ("one", &pages[..0], last.as_str()),
        Some((last, others)) if pages.len() <= FEW => ("several", others, last.as_str()),
        Some((last, others)) => ("many", others, last.as_str()),
    };
    let facts = [
        ("changed", changed.to_owned()),
        ("pages", others.join(", ")),
        ("last", last.to_owned()),
        ("count", pages.len().to_string()),
    ];
    facts.map(|(name, fact)| (name.to_owned(), fact))
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Language;
    use paraphe_pades::{ValidationReport, Verdict};

    use super::*;
    use crate::verification::report::samples::{report, signature};
    use crate::{verdict, words};

    #[test]
    fn the_red_sentence_names_the_pages_that_were_changed() {
        let said = |language, pages: &[u32]| {
            let broken = SignatureReport {
                verdict: Verdict::Broken,
                modifications_allowed: false,
                changed_pages: pages.to_vec(),
                ..signature("Alice")
            };
            let report = ValidationReport { verdict: Verdict::Broken, ..report(vec![broken]) };
            let sentence = words::tell(language, &verdict::sentence(&report));
            sentence.split_once("Alice").map(|(_, rest)| rest.to_owned()).unwrap()
        };
        let begins = |language, pages: &[u32], expected: &str| {
            let said = said(language, pages);
            assert!(said.starts_with(expected), "{said:?}");
        };
        begins(Language::Fr, &[], ". Ne vous y fiez pas");
        begins(Language::Fr, &[2], " (page 2). Ne");
        begins(Language::Fr, &[2, 3], " (pages 2 et 3). Ne");
        begins(Language::Fr, &[1, 2, 3, 4, 5, 6], " (pages 1, 2, 3, 4, 5 et 6). Ne");
        begins(Language::Fr, &[1, 2, 3, 4, 5, 6, 7], " (7 pages). Ne");
        begins(Language::En, &[2, 3], " signed (pages 2 and 3). Do");
        begins(Language::It, &[2, 3], " (pagine 2 e 3). Non");
    }
}
