//! Trusted lists as they are published, where the corpus is there (`PARAPHE_CORPUS`).
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::path::PathBuf;

use paraphe_pades::{QualifiedFor, ServiceKind, Standing};
use paraphe_trust::{
    Compiled, ListError, ListKind, OFFICIAL_JOURNAL_SIGNERS, UncheckedList, compile, list_of_lists,
    read_snapshot, write_snapshot,
};

fn trusted() -> Vec<String> {
    OFFICIAL_JOURNAL_SIGNERS.iter().map(|&digest| digest.to_owned()).collect()
}

/// The 2019 notice alone, from before the pivots.
fn notice_of_2019() -> Vec<String> {
    trusted()[..8].to_vec()
}

fn file(name: &str) -> Option<(String, Vec<u8>)> {
    let Some(corpus) = std::env::var_os("PARAPHE_CORPUS") else {
        println!("skipped: {name} (PARAPHE_CORPUS is not set)");
        return None;
    };
    let path = PathBuf::from(corpus).join("tsl").join(name);
    Some((name.to_owned(), std::fs::read(path).unwrap()))
}

fn files(names: &[&str]) -> Option<Vec<(String, Vec<u8>)>> {
    names.iter().map(|name| file(name)).collect()
}

fn read(name: &str) -> Option<UncheckedList> {
    file(name).map(|(_, bytes)| UncheckedList::read(&bytes).unwrap())
}

const PIVOTS: [&str; 4] =
    ["eu-lotl-pivot-341.xml", "eu-lotl-pivot-282.xml", "eu-lotl-pivot-335.xml", "eu-lotl-pivot-300.xml"];

#[test]
fn the_list_of_lists_is_followed_from_the_notice_through_its_pivots() {
    let Some(newest) = read("eu-lotl.xml") else { return };
    let pivots: Vec<UncheckedList> = PIVOTS.iter().filter_map(|name| read(name)).collect();
    let list = list_of_lists(&newest, &pivots, &notice_of_2019()).unwrap();
    assert_eq!((list.kind, list.sequence_number, list.territory.as_str()), (ListKind::Lists, 388, "EU"));
    assert!(list.pointers.iter().filter(|pointer| pointer.kind == ListKind::Services).count() >= 30);
    // A signer the notice does not name signed the pivot that is left out.
    let holed: Vec<UncheckedList> =
        pivots.iter().filter(|one| one.claimed().sequence_number != 335).cloned().collect();
    let error = list_of_lists(&newest, &holed, &notice_of_2019()).unwrap_err();
    let ListError::PivotsMissing { missing } = error else { panic!("{error}") };
    assert!(missing.iter().any(|address| address.ends_with("pivot-335.xml")), "{missing:?}");
    assert_eq!(
        list_of_lists(&newest, &pivots, &[]).unwrap_err(),
        ListError::PivotsMissing {
            missing: vec!["https://ec.europa.eu/tools/lotl/eu-lotl-pivot-378.xml".to_owned()],
        }
    );
}

#[test]
fn a_snapshot_holds_the_services_of_the_lists_that_can_be_believed() {
    let names =
        ["EU.xml", "BE.xml", "CZ_broken-sig.xml", "DK.xml", "FR.xml", "IE.xml", "LU.xml", "MT.xml", "PT.xml"];
    let Some(files) = files(&names) else { return };
    let Compiled { snapshot, rejected, missing } = compile(&files, &trusted()).unwrap();
    let territories: Vec<&str> = snapshot.lists.iter().map(|list| list.territory.as_str()).collect();
    assert_eq!(territories, ["EU", "BE", "DK", "FR", "IE", "LU", "MT", "PT"]);
    assert_eq!(rejected.len(), 1);
    assert!(matches!(rejected[0].reason, ListError::Broken { .. }), "{rejected:?}");
    assert!(missing.iter().any(|(territory, _)| territory == "CZ"));
    let of = |territory: &str, kind| {
        snapshot
            .services()
            .iter()
            .filter(|service| service.territory == territory && service.kind == kind)
            .count()
    };
    assert!(
        of("FR", ServiceKind::QualifiedCertificates) > 20,
        "{}",
        of("FR", ServiceKind::QualifiedCertificates)
    );
    assert!(of("FR", ServiceKind::QualifiedTimestamps) > 5);
    assert_eq!(of("DK", ServiceKind::QualifiedCertificates), 0);
    let bytes = write_snapshot(&snapshot).unwrap();
    assert_eq!(read_snapshot(&bytes).unwrap(), snapshot);
    assert!(read_snapshot(&bytes[1..]).is_err());
    assert!(read_snapshot(&bytes[..bytes.len() / 2]).is_err());
    // Every service is found again by its certificate.
    for service in snapshot.services() {
        for certificate in &service.certificates {
            assert!(snapshot.services_with(certificate).any(|found| found == service), "{}", service.name);
        }
    }
}

#[test]
fn lists_that_were_touched_or_never_signed_are_refused() {
    let Some(top) = read("EU.xml") else { return };
    let top = top.check(&trusted()).unwrap();
    let signers: Vec<String> = top
        .pointers
        .iter()
        .filter(|pointer| pointer.territory == "CZ")
        .flat_map(|pointer| pointer.signers.iter().cloned())
        .collect();
    assert!(read("CZ.xml").unwrap().check(&signers).is_ok());
    assert_eq!(read("CZ_no-sig.xml").unwrap().check(&signers), Err(ListError::Unsigned));
    assert!(matches!(read("CZ_broken-sig.xml").unwrap().check(&signers), Err(ListError::Broken { .. })));
    assert!(matches!(
        read("CZ_two-sigs.xml").unwrap().check(&signers),
        Err(ListError::UnsuitableSignature { .. })
    ));
    assert_eq!(read("CZ.xml").unwrap().check(&trusted()), Err(ListError::UnknownSigner));
    assert!(matches!(
        read("eu-lotl_broken-sig.xml").unwrap().check(&trusted()),
        Err(ListError::Broken { .. })
    ));
    for name in ["CZ_empty.xml", "eu-lotl_not-parsable.xml"] {
        let (_, bytes) = file(name).unwrap();
        assert!(matches!(UncheckedList::read(&bytes), Err(ListError::NotAList { .. })), "{name}");
    }
}

#[test]
fn a_byte_order_mark_and_spaces_before_the_list_do_no_harm() {
    for name in ["tl_pivot_247_mp_with-bom.xml", "tl_pivot_247_mp_with-spaces.xml"] {
        let Some((_, bytes)) = file(name) else { return };
        let list = UncheckedList::read(&bytes).and_then(|list| list.check(&trusted()));
        println!("{name}: {:?}", list.as_ref().map(|list| list.sequence_number));
        assert_eq!(list.unwrap().sequence_number, 247, "{name}");
    }
}

#[test]
fn every_byte_that_is_changed_breaks_the_list() {
    let Some((_, bytes)) = file("IE.xml") else { return };
    let top = read("EU.xml").unwrap().check(&trusted()).unwrap();
    let pointers = top.pointers.iter().filter(|pointer| pointer.territory == "IE");
    let signers: Vec<String> = pointers.flat_map(|pointer| pointer.signers.iter().cloned()).collect();
    assert!(UncheckedList::read(&bytes).unwrap().check(&signers).is_ok());
    let word = b"granted";
    let at = bytes.windows(word.len()).position(|window| window == word).unwrap();
    let mut changed = bytes.clone();
    changed[at..at + word.len()].copy_from_slice(b"Granted");
    let refused = UncheckedList::read(&changed).unwrap().check(&signers);
    assert!(matches!(refused, Err(ListError::Broken { .. })), "{refused:?}");
}

#[test]
fn a_service_says_how_its_own_certificates_stand() {
    let Some(files) = files(&["EU.xml", "FR.xml", "BE.xml"]) else { return };
    let snapshot = compile(&files, &trusted()).unwrap().snapshot;
    let now = "2019-09-10T00:00:00Z".parse().unwrap();
    // An authority's own certificate claims nothing: under its own service it is not a qualified one.
    let granted = snapshot.services().iter().filter(|service| service.is_granted_at(now));
    let standings: Vec<Standing> = granted
        .flat_map(|service| {
            service.certificates.iter().map(|certificate| service.standing_of(certificate, now))
        })
        .collect();
    assert!(!standings.is_empty());
    let qualified = Standing::Qualified { purpose: QualifiedFor::Signatures, on_device: true };
    assert!(standings.iter().all(|standing| *standing != qualified));
}

#[test]
fn a_comment_that_cuts_a_value_short_is_refused() {
    let Some((_, bytes)) = file("IE.xml") else { return };
    let text = String::from_utf8(bytes).unwrap();
    let cut = text.replacen("/ForeSignatures<", "/ForeSign<!-- -->atures<", 1);
    assert_ne!(cut, text);
    assert!(matches!(UncheckedList::read(cut.as_bytes()), Err(ListError::NotAList { .. })));
}
