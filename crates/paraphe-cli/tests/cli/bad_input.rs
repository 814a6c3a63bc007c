//! Bad input: a sentence, the right exit code, and nothing half-written.

use std::fs;

use serde_json::Value;

#[cfg(target_os = "linux")]
use crate::support::{KEY_PASSWORD, fixture};
use crate::support::{Scene, sample};

/// Files nobody can read as a PDF, with the sentence each gets.
fn unreadable(scene: &Scene) -> Vec<(&'static str, &'static str)> {
    let good = fs::read(sample("contrat.pdf")).expect("the sample");
    scene.write("texte.pdf", "Ceci n’est pas un PDF.");
    scene.write("image.pdf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    scene.write("vide.pdf", b"");
    scene.write("entete.pdf", b"%PDF-1.7\n");
    scene.write("tronque.pdf", &good[..good.len() / 3]);
    fs::create_dir(scene.path("dossier.pdf")).expect("made");
    vec![
        ("texte.pdf", "error-not-a-pdf"),
        ("image.pdf", "error-not-a-pdf"),
        ("vide.pdf", "error-empty-file"),
        ("entete.pdf", "error-truncated"),
        ("tronque.pdf", "error-truncated"),
        ("dossier.pdf", "error-is-a-folder"),
        ("disparu.pdf", "error-file-missing"),
        ("dossier.pdf/disparu.pdf", "error-file-missing"),
    ]
}

#[test]
fn unreadable_files_are_told_apart_by_every_command() {
    let scene = Scene::with_identity();
    let files = unreadable(&scene);
    let before = scene.files();
    for (file, sentence) in files {
        let commands: [&[&str]; 4] = [
            &["pages", file],
            &["verify", file],
            &["render", file, "--page", "1", "--out", "page.png"],
            &["sign", file, "--out", "signe.pdf", "--identity", "moi"],
        ];
        for arguments in commands {
            let error = scene.refused(arguments, "", 2);
            // `verify` looks for the PDFs of a folder; in this one there are none.
            let is_searched = arguments == ["verify", "dossier.pdf"];
            let expected = if is_searched { "error-no-pdf" } else { sentence };
            assert_eq!(error["id"], expected, "{arguments:?}");
            assert!(is_searched || error["code"] == "documentUnreadable", "{arguments:?}");
            let plain = scene.run(arguments);
            assert_eq!((plain.code, plain.out.as_str()), (2, ""), "{arguments:?}");
            assert!(plain.err.contains(error["message"].as_str().expect("checked")), "{}", plain.err);
        }
    }
    assert_eq!(scene.files(), before, "nothing half-written");
}

#[cfg(unix)]
#[test]
fn two_gigabytes_of_nothing_end_in_a_sentence() {
    let scene = Scene::new();
    fs::write(scene.path("gros.pdf"), b"%PDF-1.7\n").expect("written");
    let file = fs::OpenOptions::new().append(true).open(scene.path("gros.pdf")).expect("there");
    // Sparse: takes no room on the disk.
    file.set_len(2_200_000_000).expect("a file system with sparse files");
    let error = scene.refused(&["verify", "gros.pdf"], "", 2);
    assert_eq!(error["code"], "documentUnreadable");
    file.set_len(5_000_000_000).expect("sparse");
    let error = scene.refused(&["verify", "gros.pdf"], "", 2);
    assert_eq!(error["id"], "error-too-large");
}

#[cfg(unix)]
#[test]
fn what_never_ends_is_no_input() {
    let scene = Scene::with_identity();
    let contract = sample("contrat.pdf").display().to_string();
    let endless = "/dev/zero";
    let signing = ["sign", &contract, "--out", "signe.pdf", "--page", "1", "--rect", "10,10,200,60"];
    let with = |more: &[&'static str]| [&signing[..], more].concat();
    for (arguments, sentence) in [
        (vec!["check", endless], "error-file-too-large"),
        (vec!["check", endless, "--rows", endless, "--account", "local"], "error-file-too-large"),
        (with(&["--p12", endless]), "error-file-too-large"),
        (with(&["--identity", "moi", "--ink", endless]), "error-ink-file"),
        (with(&["--identity", "moi", "--image", endless]), "error-picture-too-large"),
        (vec!["verify", &contract, "--trust", endless], "error-file-too-large"),
    ] {
        assert_eq!(scene.refused(&arguments, "", 2)["id"], sentence, "{arguments:?}");
    }
    let mut command = scene.command();
    command.args(["--json", "accounts", "add", "docage", "--name", "d", "--user", "a@b.example"]);
    let endless = fs::File::open(endless).expect("there");
    let output = command.arg("--secret-stdin").stdin(endless).output().expect("the program ends");
    let told: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!((output.status.code(), &told["error"]["id"]), (Some(2), &Value::from("error-input-long")));
}

#[test]
fn a_password_that_is_no_utf8_is_told_as_that() {
    let scene = Scene::new();
    let password = scene.write("mot-de-passe", b"s\xe9same\n");
    let mut command = scene.command();
    command.args(["--json", "sign"]).arg(sample("contrat.pdf")).args(["--out", "signe.pdf", "--p12"]);
    command.arg(crate::support::fixture("keys/ecdsa.p12")).arg("--password-stdin");
    let output = command.stdin(fs::File::open(password).expect("there")).output().expect("the program ends");
    let told: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!((output.status.code(), &told["error"]["id"]), (Some(2), &Value::from("error-input-text")));
    assert_eq!(scene.files(), ["mot-de-passe"]);
}

#[test]
fn whoever_names_an_authority_is_never_signed_for_without_it() {
    let scene = Scene::with_identity();
    let contract = sample("contrat.pdf").display().to_string();
    let sign = ["sign", &contract, "--out", "signe.pdf", "--identity", "moi"];
    let with = |more: &[&'static str]| [&sign[..], more].concat();
    // Ports below 10 belong to nobody on a machine of today.
    let error = scene.refused(&with(&["--tsa", "http://127.0.0.1:9/"]), "", 3);
    assert_eq!(error["id"], "error-timestamp-unreachable");
    assert_eq!(scene.files(), [""; 0]);
    let told = scene.run(&with(&["--accept-lower-level"]));
    assert_eq!(told.code, 0);
    assert!(told.err.contains("--level b-t"), "{}", told.err);
    let plain = scene.run(&with(&["--level", "b-b", "--overwrite", "--accept-lower-level"]));
    assert_eq!((plain.code, plain.err.as_str()), (0, ""));
}

/// The sentence's name, or that the command line was wrong.
fn named(error: &Value) -> String {
    let name = if error["code"] == "usage" { &error["code"] } else { &error["id"] };
    name.as_str().expect("a word").to_owned()
}

#[test]
fn a_box_or_a_page_that_cannot_be_is_refused_before_anything_is_signed() {
    let scene = Scene::with_identity();
    let contract = sample("contrat.pdf").display().to_string();
    let quote = sample("devis-tourne.pdf").display().to_string();
    let sign = |file: &str, page: &str, rect: &str| {
        let mut arguments = vec!["sign", file, "--out", "signe.pdf", "--identity", "moi", "--page", page];
        arguments.extend(["--rect", rect, "--text", "Moi"]);
        let error = scene.refused(&arguments, "", 2);
        named(&error)
    };
    let outside = "error-box-outside-page";
    assert_eq!(sign(&contract, "7", "10,10,100,50"), "error-page-missing");
    assert_eq!(sign(&contract, "0", "10,10,100,50"), "error-page-missing");
    assert_eq!(sign(&contract, "-1", "10,10,100,50"), "usage");
    assert_eq!(sign(&contract, "1", "590,10,100,50"), outside);
    assert_eq!(sign(&contract, "1", "10,840,100,50"), outside);
    assert_eq!(sign(&contract, "1", "-20,10,100,50"), outside);
    assert_eq!(sign(&contract, "1", "10,-20,100,50"), outside);
    // 800 points to the right would be on the page as stored; as seen it is 595 wide.
    assert_eq!(sign(&quote, "1", "700,100,100,50"), outside);
    for rect in
        ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "10,10,0,50", "10,10,100,-50", "NaN,1,1,1", "10,10,inf,5"]
    {
        assert_eq!(sign(&contract, "1", rect), "usage", "{rect}");
    }
    assert_eq!(scene.files(), [""; 0]);
}

#[test]
fn marks_that_cannot_be_drawn_are_refused() {
    let scene = Scene::with_identity();
    let contract = sample("contrat.pdf").display().to_string();
    let sign = |mark: &[&str], code: i32| {
        let mut arguments = vec!["sign", &contract, "--out", "signe.pdf", "--identity", "moi", "--page", "1"];
        arguments.extend(["--rect", "10,10,200,60"]);
        arguments.extend(mark);
        named(&scene.refused(&arguments, "", code))
    };
    assert_eq!(sign(&["--text", "签名"], 2), "error-missing-glyph", "never a box in place of a letter");
    assert_eq!(sign(&["--text", "Moi", "--reason", "签"], 2), "error-missing-glyph");
    let long = format!("6,80,400,40,12={}", "très long ".repeat(60));
    assert_eq!(sign(&["--text", "Moi", "--write", &long], 2), "error-answer-too-long");
    assert_eq!(sign(&["--text", "  "], 2), "error-signature-empty");
    assert_eq!(sign(&["--text", ""], 2), "error-signature-empty");
    assert_eq!(sign(&["--text", "Moi", "--ink", "trait.json"], 2), "usage");
    assert_eq!(sign(&["--ink", "absent.json"], 2), "error-ink-file");
    let wrong = [
        "",
        "[]",
        "{}",
        r#"{"strokes": []}"#,
        r#"{"strokes": [[]]}"#,
        r#"{"strokes": [[[1]]]}"#,
        r#"{"strokes": [[[1, "a"]]]}"#,
        r#"{"strokes": [[[1, 2, 3, 4]]]}"#,
    ];
    for text in wrong {
        scene.write("trait.json", text);
        assert_eq!(sign(&["--ink", "trait.json"], 2), "error-ink-file", "{text}");
    }
    assert_eq!(scene.files(), ["trait.json"]);
    let invisible = ["sign", &contract, "--out", "signe.pdf", "--identity", "moi", "--text", "Moi"];
    assert_eq!(scene.refused(&invisible, "", 2)["code"], "usage", "a mark needs a box");
}

#[test]
fn targets_that_cannot_be_written_leave_nothing() {
    let scene = Scene::with_identity();
    let contract = sample("contrat.pdf").display().to_string();
    fs::create_dir(scene.path("dossier.pdf")).expect("made");
    scene.write("fichier", b"x");
    for (out, sentence, place) in [
        ("absent/signe.pdf", "error-folder-missing", "absent"),
        ("dossier.pdf", "error-is-a-folder", "dossier.pdf"),
        ("fichier/signe.pdf", "error-not-a-folder", "fichier"),
    ] {
        let sign = scene.refused(&["sign", &contract, "--out", out, "--identity", "moi"], "", 2);
        assert_eq!((sign["code"].as_str(), sign["id"].as_str()), (Some("storage"), Some(sentence)), "{out}");
        assert_eq!(sign["params"]["path"], place, "what is in the way, not what was to be made");
        let render = scene.refused(&["render", &contract, "--page", "1", "--out", out], "", 2);
        assert_eq!(render["id"], sentence, "{out}");
    }
    assert_eq!(scene.files(), ["dossier.pdf", "fichier"]);
    assert_eq!(fs::read_dir(scene.path("dossier.pdf")).expect("there").count(), 0);
}

#[cfg(unix)]
#[test]
fn a_device_is_not_replaced_by_a_document() {
    let scene = Scene::with_identity();
    let contract = sample("contrat.pdf").display().to_string();
    // Through a link: should the guard fail, the link is replaced and not the machine's own device.
    let link = scene.path("device.pdf");
    std::os::unix::fs::symlink("/dev/null", &link).expect("linked");
    let device = link.display().to_string();
    let error = scene.refused(&["sign", &contract, "--out", &device, "--identity", "moi"], "", 2);
    assert_eq!((&error["code"], &error["id"]), (&"storage".into(), &"error-no-plain-file".into()));
    scene.refused(&["render", &contract, "--page", "1", "--out", &device], "", 2);
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink(), "the link is what it was");
}

/// The program as somebody who may not write everywhere: root may.
#[cfg(unix)]
fn as_nobody(scene: &Scene, arguments: &[&str]) -> Option<(i32, Value)> {
    use std::os::unix::fs::MetadataExt as _;
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    let mut command = scene.command();
    let own = tempfile::tempfile().and_then(|file| file.metadata()).expect("a file of ours");
    if own.uid() == 0 {
        for path in [scene.folder().to_owned(), scene.path("data")] {
            fs::create_dir_all(&path).expect("made");
            std::os::unix::fs::chown(&path, Some(NOBODY), Some(NOBODY)).expect("root may");
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    match command.args(arguments).arg("--json").output() {
        Ok(output) => {
            let code = output.status.code().expect("an exit code");
            Some((code, serde_json::from_slice(&output.stdout).expect("one JSON value")))
        }
        Err(error) => {
            crate::needs::circumstance(&format!("the program cannot be started as another user ({error})"));
            None
        }
    }
}

#[cfg(unix)]
#[test]
fn a_read_only_target_and_a_forbidden_file_are_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    let mode = |name: &str, mode: u32| {
        fs::set_permissions(scene.path(name), fs::Permissions::from_mode(mode)).expect("set");
    };
    scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("readable"));
    mode("contrat.pdf", 0o644);
    fs::create_dir(scene.path("ferme")).expect("made");
    mode("ferme", 0o555);
    let render = ["render", "contrat.pdf", "--page", "1", "--out", "ferme/page.png"];
    let Some((code, told)) = as_nobody(&scene, &render) else { return };
    assert_eq!((code, &told["error"]["id"]), (2, &Value::from("error-target-read-only")), "{told:#}");
    assert_eq!(fs::read_dir(scene.path("ferme")).expect("there").count(), 0);
    mode("contrat.pdf", 0o000);
    let (code, told) = as_nobody(&scene, &["pages", "contrat.pdf"]).expect("it started before");
    assert_eq!((code, &told["error"]["id"]), (2, &Value::from("error-file-forbidden")), "{told:#}");
    mode("ferme", 0o755);
}

/// A drop box: what is put there cannot be looked at any more. A file that is there must not be called missing.
#[cfg(unix)]
#[test]
fn what_lies_in_a_folder_that_can_only_be_written_to_is_not_called_missing() {
    use std::os::unix::fs::{PermissionsExt as _, chown};
    let scene = Scene::new();
    scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("readable"));
    let folder = scene.path("depot");
    fs::create_dir(&folder).expect("made");
    // Where we are not root, it is ours and so theirs.
    let _ = chown(&folder, Some(65534), Some(65534));
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o300)).expect("set");
    let render = ["render", "contrat.pdf", "--page", "1", "--out", "depot/page.png"];
    let Some((code, told)) = as_nobody(&scene, &render) else { return };
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("set");
    let names: Vec<_> =
        fs::read_dir(&folder).expect("there").map(|entry| entry.expect("one").file_name()).collect();
    assert_eq!((code, names), (0, vec!["page.png".into()]), "{told:#}");
}

/// A limit on the size of files is as good as a full disk: writing fails in the middle.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_in_the_middle_leaves_nothing_half_written() {
    use std::process::Command;
    let scene = Scene::new();
    // 8 MB of comment behind the header: a file larger than the limit, and still a PDF after repair or not at all.
    let good = fs::read(sample("contrat.pdf")).expect("readable");
    let mut large = good.clone();
    large.extend(std::iter::repeat_n(b"% remplissage\n", 600_000).flatten());
    large.extend_from_slice(tail(&good));
    scene.write("grand.pdf", &large);
    scene.write("signe.pdf", b"former");
    let key = fixture("keys/rsa.p12").display().to_string();
    let program = env!("CARGO_BIN_EXE_paraphe");
    // The signal would end the program; ignored, writing fails with EFBIG. 4096 blocks of 1024 bytes.
    let shell = format!(
        "trap '' XFSZ; ulimit -f 8192; exec '{program}' sign grand.pdf --out signe.pdf --overwrite --p12 '{key}' --password-stdin --json"
    );
    let command = scene.command();
    let mut limited = Command::new("sh");
    limited.arg("-c").arg(shell).current_dir(scene.folder());
    limited.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    scene.write("mot-de-passe", KEY_PASSWORD);
    limited.stdin(fs::File::open(scene.path("mot-de-passe")).expect("there"));
    let output = limited.output().expect("a shell");
    let told: Value = serde_json::from_slice(&output.stdout).expect("one JSON value");
    assert_eq!(
        (output.status.code(), &told["error"]["code"]),
        (Some(2), &Value::from("storage")),
        "{told:#}"
    );
    assert_eq!(scene.read("signe.pdf"), b"former", "the former file is untouched");
    assert_eq!(scene.files(), ["grand.pdf", "mot-de-passe", "signe.pdf"]);
}

/// The end of a file from its last `startxref` on.
#[cfg(target_os = "linux")]
fn tail(file: &[u8]) -> &[u8] {
    let at = file.windows(9).rposition(|window| window == b"startxref").expect("startxref");
    &file[at..]
}
