use std::fs::File;

use paraphe_envelope::{AuditEventKind, DraftOperation, Sha256Digest};
use paraphe_history::{ArtifactRow, EvidenceRow, GRACE_MILLIS, History, Vault, collect_unneeded};
use serde_json::json;

use crate::sample::{at, document, draft, envelope, event, raw, recipient_id, signed};

struct Scene {
    dir: tempfile::TempDir,
    history: History,
}

impl Scene {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let history = History::open(dir.path()).unwrap();
        Self { dir, history }
    }

    fn vault(&self) -> &Vault {
        self.history.vault()
    }

    fn put(&self, bytes: &[u8]) -> Sha256Digest {
        self.vault().put_bytes(bytes).unwrap()
    }

    /// Each document of the samples, as its digest says.
    fn put_document(&self, n: u32) -> Sha256Digest {
        let digest = self.put(&n.to_be_bytes());
        assert_eq!(digest, document(n).sha256);
        digest
    }

    /// How many documents went, `after` milliseconds from the beginning.
    fn collect(&self, after: i64) -> u32 {
        collect_unneeded(self.dir.path(), at(after)).unwrap()
    }

    /// Marked first, and gone a day later if nothing names it.
    fn collect_twice(&self) -> u32 {
        assert_eq!(self.collect(0), 0);
        self.collect(GRACE_MILLIS)
    }
}

#[test]
fn what_nothing_names_goes_after_a_day_and_not_before() {
    let mut scene = Scene::new();
    let kept = scene.put_document(1);
    let deleted = scene.put_document(2);
    let dropped = scene.put(b"a file that never came into a draft");
    scene.history.insert_draft(&draft(1)).unwrap();
    scene.history.insert_draft(&draft(2)).unwrap();
    scene.history.purge_draft(&draft(2).id).unwrap();

    assert_eq!(scene.collect(0), 0);
    assert_eq!(scene.collect(GRACE_MILLIS - 1), 0, "not a day yet");
    assert!(scene.vault().contains(&deleted) && scene.vault().contains(&dropped));
    assert_eq!(scene.collect(GRACE_MILLIS), 2);
    assert!(!scene.vault().contains(&deleted) && !scene.vault().contains(&dropped));
    assert!(scene.vault().contains(&kept));
    assert_eq!(scene.collect(2 * GRACE_MILLIS), 0);
    assert!(!scene.dir.path().join("vault").join(&dropped.to_string()[..2]).exists(), "nor its empty folder");
    assert_eq!(scene.put_document(2), deleted, "it can come again");
}

#[test]
fn whatever_a_row_names_stays_in_every_table() {
    let mut scene = Scene::new();
    let original = scene.put_document(1);
    let sent = envelope(1);
    scene.history.insert_envelope(&sent).unwrap();
    let as_signed = scene.put(b"r1");
    scene.history.append_event(sent.id(), &event(10, signed("r1", 1))).unwrap();
    let result = scene.put(b"a certificate of completion");
    let row = ArtifactRow {
        dispatch: 1,
        kind: "certificate".to_owned(),
        sha256: result,
        name: "certificat.pdf".to_owned(),
        document: None,
        fetched_at: at(11),
    };
    scene.history.add_artifacts(sent.id(), &[row]).unwrap();
    // Taken out of the draft again: undo may bring it back.
    let removed = scene.put_document(2);
    scene.history.insert_draft(&draft(2)).unwrap();
    let removal = DraftOperation::RemoveDocument { document: document(2).id };
    scene.history.apply_operation(&draft(2).id, removal, None, at(12)).unwrap();
    let chosen = scene.put(b"a stamp that a setting names");
    scene.history.set_setting("stamp", &json!({ "picture": chosen })).unwrap();
    // A table this program does not know yet.
    let later = scene.put(b"named by a table to come");
    let raw = raw(scene.dir.path());
    raw.execute_batch("CREATE TABLE yet_to_come (note TEXT, sha256 BLOB)").unwrap();
    raw.execute("INSERT INTO yet_to_come VALUES ('', ?1)", [later.0]).unwrap();

    let named = [original, as_signed, result, removed, chosen, later];
    assert_eq!(scene.collect_twice(), 0);
    for digest in named {
        assert!(scene.vault().contains(&digest), "{digest}");
    }
    raw.execute("DELETE FROM yet_to_come", []).unwrap();
    assert_eq!(scene.collect(2 * GRACE_MILLIS), 0, "its day begins when the row is gone");
    assert_eq!(scene.collect(3 * GRACE_MILLIS), 1);
    assert!(!scene.vault().contains(&later));
}

#[test]
fn what_is_put_again_begins_anew_though_no_row_names_it_yet() {
    let scene = Scene::new();
    let digest = scene.put(b"contrat");
    assert_eq!(scene.collect(0), 0);
    // Another program takes the same file in and has not written its draft.
    let theirs = History::open(scene.dir.path()).unwrap();
    assert_eq!(theirs.vault().put_bytes(b"contrat").unwrap(), digest);
    assert_eq!(scene.collect(GRACE_MILLIS), 0);
    assert!(scene.vault().contains(&digest));
}

#[test]
fn nothing_is_removed_while_another_program_puts_a_document_in() {
    let scene = Scene::new();
    let digest = scene.put(b"contrat");
    assert_eq!(scene.collect(0), 0);
    let putting = File::open(scene.dir.path().join("vault/lock")).unwrap();
    putting.lock_shared().unwrap();
    assert_eq!(scene.collect(GRACE_MILLIS), 0);
    assert!(scene.vault().contains(&digest));
    drop(putting);
    assert_eq!(scene.collect(GRACE_MILLIS), 1);
}

/// Begun anew beside an old vault, or taken out of a backup: what lies there may be the only copy. (Windows sets no time
/// of a file that may not be written.)
#[cfg(unix)]
#[test]
fn what_is_older_than_the_history_stays() {
    let scene = Scene::new();
    let digest = scene.put(b"contrat");
    let path = scene.vault().path(&digest);
    let begun = std::fs::metadata(scene.dir.path().join("paraphe.sqlite")).unwrap().created().unwrap();
    let earlier = begun - std::time::Duration::from_secs(1);
    File::open(&path).unwrap().set_modified(earlier).unwrap();
    assert_eq!(scene.collect_twice(), 0);
    assert!(scene.vault().contains(&digest));
}

#[test]
fn evidence_names_what_it_is_about() {
    let mut scene = Scene::new();
    scene.put_document(1);
    let sent = envelope(1);
    scene.history.insert_envelope(&sent).unwrap();
    let picture = scene.put(b"a photograph");
    let evidence = EvidenceRow {
        recipient: recipient_id("r1"),
        sha256: Sha256Digest::of(b"evidence"),
        file: format!(r#"{{"photograph":"{picture}"}}"#),
        made_at: at(5),
    };
    let looked = event(5, AuditEventKind::Viewed { recipient: recipient_id("r1") });
    scene.history.record_signed(sent.id(), &[looked], &[], Some(&evidence), at(5)).unwrap();
    assert_eq!(scene.collect_twice(), 0);
    assert!(scene.vault().contains(&picture));
}

/// The backup is laid over the database: the same file on the disk, and what was signed since is named by no row of it.
#[test]
fn nothing_goes_once_the_database_was_an_older_one() {
    let mut scene = Scene::new();
    let dir = scene.dir.path().to_owned();
    let (database, backup) = (dir.join("paraphe.sqlite"), dir.join("backup.sqlite"));
    scene.put_document(1);
    let sent = envelope(1);
    scene.history.insert_envelope(&sent).unwrap();
    raw(&dir).execute("VACUUM INTO ?1", [backup.to_str().unwrap()]).unwrap();
    let as_signed = scene.put(b"r1");
    scene.history.append_event(sent.id(), &event(10, signed("r1", 1))).unwrap();
    assert_eq!(scene.collect(0), 0);

    let Scene { dir: folder, history } = scene;
    drop(history);
    for beside in ["paraphe.sqlite-wal", "paraphe.sqlite-shm"] {
        let _not_there = std::fs::remove_file(dir.join(beside));
    }
    std::fs::copy(&backup, &database).unwrap();
    let mut scene = Scene { history: History::open(&dir).unwrap(), dir: folder };
    assert_eq!((scene.collect(0), scene.collect(2 * GRACE_MILLIS)), (0, 0));
    // Nor when there are as many events again.
    for offset in 20..24 {
        let reminded = AuditEventKind::Reminded { recipient: recipient_id("r1") };
        scene.history.append_event(sent.id(), &event(offset, reminded)).unwrap();
    }
    assert_eq!((scene.collect(3 * GRACE_MILLIS), scene.collect(5 * GRACE_MILLIS)), (0, 0));
    assert!(scene.vault().contains(&as_signed));
}
