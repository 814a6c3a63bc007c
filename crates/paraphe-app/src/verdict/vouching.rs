//! The sentence over a file whose signatures are all valid: everybody who signed, and who stands behind their names.
//!
//! Whoever recognised the seal of an office has said whose seal it is. Whom that office had before it is still its word:
//! no identity is vouched for by it.

use std::collections::BTreeMap;

use paraphe_pades::{ModificationLevel, SignatureKind, SignatureReport, ValidationReport};

use super::{declared_name, facts, is_listed, is_own_name, self_made};
use crate::schema::SentenceView;
use crate::verification::many;
use crate::view::local_time;

/// Instead of a time, where nobody states one.
const NO_TIME: &str = "none";

/// Who stands behind the name of a valid signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Voucher {
    /// An authority somebody chose to recognise.
    Anchor,
    /// A service of the EU lists.
    Listed,
    /// The signer's own self-made certificate, which somebody chose to recognise.
    Own,
    /// Whoever collected the signature, under a self-made seal somebody chose to recognise.
    Seal,
}

impl Voucher {
    fn of(signature: &SignatureReport) -> Self {
        match self_made(signature) {
            _ if is_listed(signature) => Self::Listed,
            true if is_own_name(signature) => Self::Own,
            true => Self::Seal,
            false => Self::Anchor,
        }
    }

    /// The sentence, and the facts that have to be the same for all signatures it speaks of.
    const fn told(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Anchor => ("verdict-sentence-valid", &["issuer"]),
            Self::Listed => ("verdict-sentence-listed", &["provider", "territory"]),
            Self::Own => ("verdict-sentence-own", &[]),
            Self::Seal => ("verdict-sentence-sealed", &["signer"]),
        }
    }
}

/// Whether the name is only what the owner of the self-made seal noted.
pub(super) fn is_office_seal(signature: &SignatureReport) -> bool {
    Voucher::of(signature) == Voucher::Seal
}

/// The sentence; `last` is the signature it takes its date from.
pub(super) fn sentence(report: &ValidationReport, last: &SignatureReport) -> SentenceView {
    let mut params = facts(last);
    with_people(&mut params, report);
    let time = many::last_signed(report).map_or_else(|| NO_TIME.to_owned(), local_time);
    params.insert("time".to_owned(), time);
    let later = if last.modifications == ModificationLevel::None { "no" } else { "yes" };
    params.insert("later".to_owned(), later.to_owned());
    let (id, shared) = Voucher::of(last).told();
    let is_alike = |one: &SignatureReport| {
        let other = facts(one);
        Voucher::of(one) == Voucher::of(last)
            && shared.iter().all(|fact| other.get(*fact) == params.get(*fact))
    };
    let id = if people(report).all(is_alike) { id } else { "verdict-sentence-several" };
    SentenceView { id: id.to_owned(), params }
}

/// The sentence about a self-made seal, which names everybody who signed where all have the same one.
pub(super) fn naming_all(mut told: SentenceView, report: &ValidationReport) -> SentenceView {
    if told.id != "verdict-sentence-self-made" {
        return told;
    }
    told.params.insert("people".to_owned(), "1".to_owned());
    let has_it = |one: &SignatureReport| {
        self_made(one)
            && facts(one).get("signer") == told.params.get("signer")
            && one.verdict == report.verdict
    };
    if people(report).all(has_it) {
        with_people(&mut told.params, report);
    }
    told
}

/// The signatures of people; clocks are nobody.
fn people(report: &ValidationReport) -> impl Iterator<Item = &SignatureReport> {
    report.signatures.iter().filter(|one| one.kind != SignatureKind::DocumentTimestamp)
}

/// The same for signatures that do not match the document: whoever changed it after two people signed broke both.
pub(super) fn naming_broken(mut told: SentenceView, report: &ValidationReport) -> SentenceView {
    let mut names: Vec<String> = Vec::new();
    for name in people(report).filter(|one| super::is_broken(one)).map(declared_name) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    name_all(&mut told.params, &names);
    told
}

/// How many signed and who: a sentence names all of them.
fn with_people(params: &mut BTreeMap<String, String>, report: &ValidationReport) {
    name_all(params, &many::signers(report));
}

fn name_all(params: &mut BTreeMap<String, String>, names: &[String]) {
    params.insert("people".to_owned(), names.len().max(1).to_string());
    if let Some((last, others)) = names.split_last() {
        params.insert("name".to_owned(), last.clone());
        params.insert("others".to_owned(), others.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use paraphe_envelope::Language;
    use paraphe_pades::ListedStanding;

    use super::*;
    use crate::schema::Answer;
    use crate::verdict;
    use crate::verification::report::samples::{listed, report, signature};
    use crate::words;

    /// Signed before the host of this office, whose seal was recognised.
    fn sealed(name: &str) -> SignatureReport {
        let mut sealed = signature("Paraphe – Marc Petit");
        sealed.declared_name = Some(name.to_owned());
        let signer = sealed.signer.as_mut().unwrap();
        signer.self_made = true;
        signer.trusted_by.clone_from(&signer.common_name);
        sealed
    }

    fn headlines(signatures: Vec<SignatureReport>) -> [String; 3] {
        let sentence = verdict::sentence(&report(signatures));
        [Language::Fr, Language::En, Language::It].map(|language| {
            let said = words::tell(language, &sentence);
            assert!(said != sentence.id && !said.contains('{'), "{language:?}: {said}");
            said
        })
    }

    #[test]
    fn a_recognised_seal_of_an_office_vouches_for_nobody_it_had_before_it() {
        let [fr, en, it] = headlines(vec![sealed("Hélène Morvan"), sealed("Julien Brunel")]);
        for said in [&fr, &en, &it] {
            assert!(said.contains("Hélène Morvan") && said.contains("Julien Brunel"), "{said}");
            assert!(said.contains("Paraphe – Marc Petit"), "{said}");
        }
        assert!(!fr.contains("garanti") && fr.contains("d’après la personne qui a recueilli"), "{fr}");
        assert!(!en.contains("vouch") && en.contains("according to the person"), "{en}");
        assert!(!it.contains("garanti") && it.contains("secondo la persona"), "{it}");

        let answers = verdict::signature(&sealed("Hélène Morvan")).answers;
        let who = answers.iter().find(|answer| answer.question == "who").unwrap();
        assert_eq!(who.answer, Answer::Unknown);
        assert_eq!(who.sentence.id, "answer-who-trusted-seal");
        let said = words::tell(Language::Fr, &who.sentence);
        assert!(said.starts_with("Hélène Morvan, d’après la personne"), "{said}");
    }

    #[test]
    fn a_changed_file_names_everybody_whose_signature_it_breaks() {
        let broken = |name: &str| {
            let mut broken = signature(name);
            broken.verdict = paraphe_pades::Verdict::Broken;
            broken.integrity.digest_ok = Some(false);
            broken
        };
        for said in headlines(vec![broken("Alice"), broken("Bruno")]) {
            assert!(said.contains("Alice") && said.contains("Bruno"), "{said}");
        }
        let [fr, ..] = headlines(vec![broken("Alice")]);
        assert!(fr.starts_with("La signature au nom"), "{fr}");
    }

    #[test]
    fn a_certificate_in_the_signers_own_name_is_theirs_once_it_is_recognised() {
        let own = || sealed("Paraphe – Marc Petit");
        let [fr, ..] = headlines(vec![own()]);
        assert!(fr.contains("à son nom") && !fr.contains("recueilli"), "{fr}");
        let answers = verdict::signature(&own()).answers;
        assert!(answers.iter().any(|one| one.question == "who" && one.answer == Answer::Yes));
    }

    #[test]
    fn the_last_date_is_told_or_that_there_is_none() {
        let undated = || SignatureReport { claimed_time: None, proven_time: None, ..signature("Alice") };
        let [fr, en, it] = headlines(vec![undated()]);
        assert!(fr.starts_with("Signé par Alice, sans date annoncée. "), "{fr}");
        assert!(en.starts_with("Signed by Alice, no date stated. "), "{en}");
        assert!(it.starts_with("Firmato da Alice, senza data dichiarata. "), "{it}");
        let on = |name: &str, day: &str| SignatureReport {
            claimed_time: Some(format!("2026-02-{day}T10:00:00Z").parse().unwrap()),
            proven_time: None,
            ..signature(name)
        };
        let [fr, ..] = headlines(vec![on("Alice", "20"), on("Bob", "10")]);
        assert!(fr.contains("dernière date annoncée") && fr.contains("20/02/2026"), "{fr}");
    }

    #[test]
    fn who_is_not_named_is_told_by_number() {
        let mut nobody = signature(" ");
        nobody.signer.as_mut().unwrap().organization = None;
        let serial = nobody.signer.as_ref().unwrap().serial.clone();
        let [fr, ..] = headlines(vec![nobody]);
        assert!(fr.starts_with(&format!("Signé par №\u{a0}{serial}, ")), "{fr}");
    }

    #[test]
    fn everybody_is_named_and_one_guarantee_is_not_said_of_all() {
        let people = |names: &[&str]| names.iter().map(|name| signature(name)).collect::<Vec<_>>();
        let [fr, ..] = headlines(people(&["Alice", "Bob", "Chloé"]));
        assert!(fr.starts_with("Signé par 3 personnes\u{202f}: Alice, Bob et Chloé"), "{fr}");
        assert!(fr.contains("garantie par CA de test"), "{fr}");
        let [fr, ..] = headlines(people(&["Alice", "Alice"]));
        assert!(fr.starts_with("Signé par Alice, date"), "{fr}");

        let mixed = vec![sealed("Bob"), listed(signature("Alice"), ListedStanding::QualifiedSignature)];
        let [fr, en, it] = headlines(mixed);
        assert!(!fr.contains("garantie par") && fr.contains("chaque signature"), "{fr}");
        assert!(!en.contains("vouched for by") && !it.contains("garantita da"), "{en} {it}");
    }
}
