//! Writing the signed file: all of it or nothing.

use crate::made::{document, identity, now, parse};
use paraphe_envelope::Sha256Digest;
use paraphe_pades::{SignatureRequest, WriteError, sign_pdf};
use std::fs;

#[test]
fn the_file_on_disk_is_the_one_announced() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("signed.pdf");
    fs::write(&target, "old").unwrap();
    let pdf = parse(&document());
    let signed = sign_pdf(&pdf, SignatureRequest::invisible(now()), &identity("Alice")).unwrap();
    signed.write_to(&target).unwrap();
    let written = fs::read(&target).unwrap();
    assert_eq!(written, signed.to_bytes());
    assert_eq!(Sha256Digest::of(&written), signed.digest(), "computed while signing, not read again");
    assert_eq!(written.len() as u64, signed.byte_size());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
}

#[test]
fn a_target_that_cannot_be_written_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = parse(&document());
    let signed = sign_pdf(&pdf, SignatureRequest::invisible(now()), &identity("Alice")).unwrap();
    let missing = folder.path().join("missing/signed.pdf");
    assert!(matches!(signed.write_to(&missing), Err(WriteError::Io { .. })));
    let occupied = folder.path().join("folder");
    fs::create_dir(&occupied).unwrap();
    assert!(matches!(signed.write_to(&occupied), Err(WriteError::Io { .. })));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "only the folder");
    assert!(matches!(signed.write_to(std::path::Path::new("/")), Err(WriteError::NoFileName { .. })));
}
