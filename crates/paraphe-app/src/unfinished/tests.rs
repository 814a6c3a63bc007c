use std::io::Write as _;
use std::time::SystemTime;

use super::*;
use crate::needs;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// As it is begun on this computer, and as on disks that know no nameless files.
const BOTH_WAYS: [fn(&Path) -> Unfinished; 2] = [
    |target| Unfinished::begin(target, Readers::Usual).unwrap(),
    |target| Unfinished::at(&beside(target)).unwrap(),
];

#[test]
fn nothing_is_seen_of_a_file_until_it_is_placed_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.pdf");
    for begin in BOTH_WAYS {
        let mut unfinished = begin(&target);
        let _ = fs::remove_file(&target);
        unfinished.file().write_all(b"new").unwrap();
        assert_eq!(fs::read(unfinished.path()).unwrap(), b"new", "it can be read before it has its name");
        assert!(!target.exists());
        unfinished.place_new(&target).unwrap();
        drop(unfinished);
        assert_eq!(
            (names(folder.path()), fs::read(&target).unwrap()),
            (vec!["a.pdf".to_owned()], b"new".to_vec())
        );
    }
    for begin in BOTH_WAYS {
        let mut unfinished = begin(&target);
        fs::write(&target, b"former").unwrap();
        unfinished.file().write_all(b"newer").unwrap();
        unfinished.replace(&target).unwrap();
        drop(unfinished);
        assert_eq!(
            (names(folder.path()), fs::read(&target).unwrap()),
            (vec!["a.pdf".to_owned()], b"newer".to_vec())
        );
    }
}

#[test]
fn a_name_that_is_taken_is_told_and_another_one_can_be_tried() {
    let folder = tempfile::tempdir().unwrap();
    let (target, other) = (folder.path().join("a.pdf"), folder.path().join("b.pdf"));
    fs::write(&target, b"former").unwrap();
    for begin in BOTH_WAYS {
        let mut unfinished = begin(&target);
        let _ = fs::remove_file(&other);
        unfinished.file().write_all(b"new").unwrap();
        assert_eq!(unfinished.place_new(&target).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        unfinished.place_new(&other).unwrap();
        drop(unfinished);
        assert_eq!(
            (fs::read(&target).unwrap(), fs::read(&other).unwrap()),
            (b"former".to_vec(), b"new".to_vec())
        );
        assert_eq!(names(folder.path()), ["a.pdf", "b.pdf"]);
    }
}

#[test]
fn a_name_as_long_as_names_can_be_leaves_room_for_its_neighbour() {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("{}.pd", "é".repeat(126));
    assert_eq!(name.len(), 255);
    let target = folder.path().join(&name);
    for begin in BOTH_WAYS {
        for text in ["new", "newer"] {
            let mut unfinished = begin(&target);
            unfinished.file().write_all(text.as_bytes()).unwrap();
            unfinished.replace(&target).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), text);
        }
        assert_eq!(names(folder.path()), [name.as_str()]);
    }
}

#[test]
fn what_is_given_up_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    BOTH_WAYS.iter().for_each(|begin| drop(begin(&folder.path().join("a.pdf"))));
    assert_eq!(names(folder.path()), [""; 0]);
}

/// Whoever kills the program runs nothing of it any more: not even what tidies up.
#[cfg(target_os = "linux")]
#[test]
fn a_program_that_is_killed_leaves_nothing_where_the_disk_knows_nameless_files() {
    let folder = tempfile::tempdir().unwrap();
    let unfinished = Unfinished::begin(&folder.path().join("a.pdf"), Readers::Usual).unwrap();
    if matches!(unfinished.place, Place::Named(_)) {
        needs::circumstance("this disk knows no nameless files");
        return;
    }
    unfinished.file().write_all(b"part").unwrap();
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn old_leftovers_of_this_name_go_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.pdf");
    for (name, is_old) in [
        (".a.pdf.4711.part", true),
        (".a.pdf.4711.7.part", true),
        (".a.pdf.4712.part", false),
        (".b.pdf.4711.part", true),
        ("a.pdf.part", true),
    ] {
        let file = File::create(folder.path().join(name)).unwrap();
        if is_old {
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        }
    }
    // Whichever way the file is begun.
    Unfinished::begin(&target, Readers::Usual).unwrap();
    assert_eq!(names(folder.path()), [".a.pdf.4712.part", ".b.pdf.4711.part", "a.pdf.part"]);
}

/// What is killed between two steps leaves what the first has made: so there is one step.
#[cfg(target_os = "linux")]
#[test]
fn where_nothing_was_no_other_name_is_ever_seen() {
    use std::mem::MaybeUninit;

    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};

    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.pdf");
    let watch = init(CreateFlags::NONBLOCK).unwrap();
    add_watch(&watch, folder.path(), WatchFlags::CREATE | WatchFlags::MOVE).unwrap();
    let mut unfinished = Unfinished::begin(&target, Readers::Usual).unwrap();
    if matches!(unfinished.place, Place::Named(_)) {
        needs::circumstance("this disk knows no nameless files");
        return;
    }
    unfinished.file().write_all(b"new").unwrap();
    unfinished.replace(&target).unwrap();
    let mut buffer = [MaybeUninit::uninit(); 4096];
    let mut events = Reader::new(&watch, &mut buffer);
    let mut seen = Vec::new();
    while let Ok(event) = events.next() {
        seen.push(event.file_name().unwrap().to_str().unwrap().to_owned());
    }
    assert_eq!((seen, fs::read(&target).unwrap()), (vec!["a.pdf".to_owned()], b"new".to_vec()));
}

#[cfg(unix)]
#[test]
fn who_could_not_read_the_former_file_cannot_read_the_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("a.pdf");
    let mode = || fs::metadata(&target).unwrap().permissions().mode() & 0o777;
    for (begin, given) in BOTH_WAYS.iter().flat_map(|begin| [(begin, 0o600), (begin, 0o664)]) {
        fs::write(&target, b"former").unwrap();
        fs::set_permissions(&target, fs::Permissions::from_mode(given)).unwrap();
        begin(&target).replace(&target).unwrap();
        assert_eq!(mode(), given);
    }
    Unfinished::begin(&target, Readers::Owner).unwrap().replace(&target).unwrap();
    assert_eq!(mode(), 0o600, "what is to be its owner's alone is so over any other file");
}

#[cfg(unix)]
#[test]
fn what_is_its_owners_alone_is_so_from_the_beginning() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("secret");
    let mut unfinished = Unfinished::begin(&target, Readers::Owner).unwrap();
    unfinished.place_new(&target).unwrap();
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o600);
}
