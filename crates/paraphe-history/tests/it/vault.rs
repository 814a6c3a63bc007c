use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use paraphe_envelope::Sha256Digest;
use paraphe_history::{Vault, VaultError};

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    // The lock stays; it is empty.
    files.retain(|path| !path.ends_with("lock"));
    files
}

fn replace_bytes(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_document_lies_under_its_digest_and_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let digest = vault.put_bytes(b"abc").unwrap();
    assert_eq!(digest, Sha256Digest::of(b"abc"));
    let place = dir.path().join("ba/78/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(vault.open_verified(&digest).unwrap(), place);
    assert_eq!(vault.read_verified(&digest).unwrap(), b"abc");
    assert!(fs::metadata(&place).unwrap().permissions().readonly(), "a stored document must not be writable");
}

#[test]
fn the_same_bytes_are_stored_once_whatever_the_way_in() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(&dir.path().join("vault")).unwrap();
    let source = dir.path().join("contrat.pdf");
    // Longer than a block, and not a multiple of one.
    let bytes: Vec<u8> = (0..700_001_u32).map(|n| (n % 251) as u8).collect();
    fs::write(&source, &bytes).unwrap();
    let digests = [
        vault.put_file(&source).unwrap(),
        vault.put_bytes(&bytes).unwrap(),
        vault.put_reader(&mut (&bytes[..10]).chain(&bytes[10..])).unwrap(),
    ];
    assert_eq!(digests, [Sha256Digest::of(&bytes); 3]);
    assert_eq!(
        files_below(&dir.path().join("vault")),
        [vault.path(&digests[0])],
        "one file, and nothing left over"
    );
}

#[test]
fn an_empty_file_is_a_document_too() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let digest = vault.put_bytes(b"").unwrap();
    assert_eq!(vault.read_verified(&digest).unwrap(), b"");
}

#[test]
fn damage_is_noticed_and_healed_by_putting_the_document_again() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let digest = vault.put_bytes(b"contrat").unwrap();
    replace_bytes(&vault.path(&digest), b"c0ntrat");
    let found = Sha256Digest::of(b"c0ntrat");
    let expect_damage = |error| {
        let VaultError::Damaged { digest: asked, found: seen } = error else {
            panic!("one changed byte must be damage: {error:?}");
        };
        assert_eq!((asked, seen), (digest, found));
    };
    expect_damage(vault.open_verified(&digest).unwrap_err());
    expect_damage(vault.read_verified(&digest).unwrap_err());
    vault.put_bytes(b"contrat").unwrap();
    assert_eq!(vault.read_verified(&digest).unwrap(), b"contrat");
}

#[test]
fn what_is_not_there_is_missing() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let digest = Sha256Digest::of(b"never");
    assert!(!vault.contains(&digest));
    assert!(
        matches!(vault.open_verified(&digest), Err(VaultError::Missing { digest: asked }) if asked == digest)
    );
    assert!(matches!(vault.read_verified(&digest), Err(VaultError::Missing { .. })));
}

#[test]
fn sources_that_are_no_file_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let gone = dir.path().join("gone.pdf");
    assert!(matches!(vault.put_file(&gone), Err(VaultError::SourceMissing { path }) if path == gone));
    assert!(matches!(vault.put_file(dir.path()), Err(VaultError::SourceIsFolder { .. })));
}

/// A disk that fails in the middle of a file.
struct Failing(u32);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0 += 1;
        if self.0 > 3 {
            return Err(io::Error::other("the cable was pulled"));
        }
        buffer.fill(7);
        Ok(buffer.len())
    }
}

#[test]
fn a_source_that_fails_on_the_way_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let result = vault.put_reader(&mut Failing(0));
    assert!(matches!(result, Err(VaultError::SourceUnreadable { .. })), "{result:?}");
    assert_eq!(files_below(dir.path()), [] as [PathBuf; 0]);
}

#[test]
fn opening_sweeps_what_a_crash_left_but_not_what_another_process_is_writing() {
    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let kept = vault.put_bytes(b"kept").unwrap();
    let left = dir.path().join("arrivals/12345-0.part");
    let busy = dir.path().join("arrivals/12345-1.part");
    fs::write(&left, "half a contract").unwrap();
    let writer = OpenOptions::new().write(true).create_new(true).open(&busy).unwrap();
    writer.lock().unwrap();
    Vault::open(dir.path()).unwrap();
    assert!(!left.exists());
    assert!(busy.exists(), "a file somebody is still writing must stay");
    drop(writer);
    Vault::open(dir.path()).unwrap();
    assert!(!busy.exists());
    assert!(vault.contains(&kept));
}

#[cfg(unix)]
#[test]
fn a_vault_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let dir = tempfile::tempdir().unwrap();
    let vault = Vault::open(dir.path()).unwrap();
    let arrivals = dir.path().join("arrivals");
    fs::set_permissions(&arrivals, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(arrivals.join("probe"), "x").is_ok() {
        println!("skipped: this account may write everywhere");
        return;
    }
    assert!(matches!(vault.put_bytes(b"contrat"), Err(VaultError::PermissionDenied { .. })));
}
