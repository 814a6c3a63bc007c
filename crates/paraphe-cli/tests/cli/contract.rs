//! What holds for every command: one JSON value, exit codes, languages, pipes.

use std::process::Stdio;

use serde_json::json;

use crate::support::{Scene, sample};

#[test]
fn help_names_every_command() {
    let scene = Scene::new();
    let help = scene.run(&["--help"]);
    assert_eq!(help.code, 0);
    for command in [
        "accounts",
        "capabilities",
        "check",
        "correct",
        "demo",
        "download",
        "history",
        "identity",
        "import",
        "list",
        "notice",
        "pages",
        "remind",
        "render",
        "sandbox",
        "send",
        "send-again",
        "settle",
        "sign",
        "status",
        "trust",
        "verify",
        "void",
    ] {
        assert!(help.out.contains(&format!("  {command} ")), "{command} in\n{}", help.out);
        assert_eq!(scene.run(&[command, "--help"]).code, 0, "{command} --help");
    }
    let version = scene.run(&["--version"]);
    assert_eq!((version.code, version.out.trim()), (0, concat!("paraphe ", env!("CARGO_PKG_VERSION"))));
    assert_eq!(scene.files(), [""; 0], "asking leaves nothing behind");
}

#[test]
fn wrong_usage_is_2_and_one_json_value() {
    let scene = Scene::new();
    let wrong: [&[&str]; 16] = [
        &["accounts"],
        &["accounts", "add", "fax", "--name", "F"],
        &["accounts", "add", "docage"],
        &["void", "env_1"],
        &["settle", "env_1"],
        &["notice", "-"],
        &["import", "env_1", "a.pdf", "--document", "0"],
        &[],
        &["frobnicate"],
        &["verify"],
        &["verify", "a.pdf", "b.pdf"],
        &["sign", "a.pdf", "--out", "b.pdf"],
        &["sign", "a.pdf", "--out", "b.pdf", "--identity", "moi", "--p12", "k.p12"],
        &["sign", "a.pdf", "--out", "b.pdf", "--identity", "moi", "--page", "1"],
        &["send", "demande.json"],
        &["list", "--status", "perdu"],
    ];
    for arguments in wrong {
        let error = scene.refused(arguments, "", 2);
        assert_eq!(error["code"], "usage", "{arguments:?}");
        let id = error["id"].as_str().expect("the sentence has a name");
        assert!(id.starts_with("command-usage-"), "{arguments:?}: {id}");
        let next = error["next"].as_str().expect("what to do");
        assert!(next.contains("--help"), "{arguments:?}: {next}");
        let plain = scene.run(arguments);
        assert_eq!((plain.code, plain.out.as_str()), (2, ""), "{arguments:?}: nothing on standard output");
        assert!(!plain.err.is_empty());
    }
}

#[test]
fn answers_are_one_json_value_and_nothing_else() {
    let scene = Scene::new();
    let file = sample("contrat.pdf").display().to_string();
    let all: [&[&str]; 10] = [
        &["accounts", "list"],
        &["accounts", "test", "local"],
        &["status", "--refresh"],
        &["capabilities"],
        &["history", "verify"],
        &["identity", "list"],
        &["list"],
        &["status"],
        &["pages", &file],
        &["verify", &file],
    ];
    for arguments in all {
        let (code, value) = scene.json(arguments);
        assert!(value.is_object(), "{arguments:?}: {value}");
        assert_eq!(code, i32::from(arguments[0] == "verify"), "{arguments:?}");
        let plain = scene.run(arguments);
        assert_eq!(plain.code, code, "{arguments:?}: the exit code does not depend on --json");
        assert!(!plain.out.trim().is_empty(), "{arguments:?} says something to people");
    }
}

#[test]
fn json_may_stand_before_or_behind_the_command() {
    let scene = Scene::new();
    let before = scene.run(&["--json", "list"]);
    assert_eq!((before.code, before.json()), (0, json!({ "envelopes": [] })));
    assert_eq!(scene.run(&["list", "--json"]).json(), before.json());
}

#[test]
fn the_computer_s_language_is_spoken() {
    let file = sample("contrat.pdf").display().to_string();
    let french = Scene::new().run(&["verify", &file]);
    assert!(french.out.contains("Aucune signature"), "{}", french.out);
    let english = Scene::english().run(&["verify", &file]);
    assert!(english.out.to_lowercase().contains("no electronic signature"), "{}", english.out);
    let pages = (Scene::new().run(&["pages", &file]).out, Scene::english().run(&["pages", &file]).out);
    assert!(pages.0.contains("297,0") && pages.1.contains("297.0"), "{pages:?}");
}

#[test]
fn a_reader_that_leaves_early_is_no_reason_to_panic() {
    let scene = Scene::new();
    for more in [&["--json"][..], &[]] {
        let mut command = scene.command();
        command.arg("pages").arg(sample("contrat.pdf")).args(more);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ended");
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn data_folders_are_apart_and_one_that_cannot_be_is_told() {
    let scene = Scene::new();
    scene.ok(&["identity", "create", "moi", "--common-name", "Moi"]);
    let other = scene.ok(&["--data", "autre", "identity", "list"]);
    assert_eq!(other, json!({ "identities": [] }), "--data goes before PARAPHE_DATA");
    scene.write("fichier", b"no folder");
    let error = scene.refused(&["--data", "fichier", "list"], "", 2);
    assert_eq!(error["code"], "storage");
    assert_eq!(scene.read("fichier"), b"no folder");
}

#[test]
fn what_a_file_alone_can_answer_needs_no_data_folder() {
    let scene = Scene::new();
    scene.write("fichier", b"no folder");
    let file = sample("contrat.pdf").display().to_string();
    let (code, told) = scene.json(&["--data", "fichier", "verify", &file]);
    assert_eq!((code, &told["verdict"]), (1, &json!("none")), "{told:#}");
    assert_eq!(told["history_unread"]["id"], "error-not-a-folder", "what was not looked at is told");
    let plain = scene.run(&["--data", "fichier", "verify", &file]);
    assert_eq!((plain.code, plain.err.lines().count()), (1, 1), "{}", plain.err);
    let render = ["--data", "fichier", "render", &file, "--page", "1", "--out", "page.png"];
    assert_eq!(scene.ok(&render)["page"], 1);
    let opinion = ["--data", "fichier", "verify", &file, "--account", "gesdocs"];
    assert_eq!(scene.refused(&opinion, "", 2)["code"], "storage", "accounts are in the data folder");
    assert_eq!(scene.files(), ["fichier", "page.png"]);
}

#[test]
fn help_and_version_are_json_where_that_was_asked_for() {
    let scene = Scene::new();
    assert_eq!(scene.ok(&["--version"]), json!({ "version": env!("CARGO_PKG_VERSION") }));
    for arguments in [&["--help"][..], &["list", "--help"]] {
        let help = scene.ok(arguments);
        assert!(help["help"].as_str().is_some_and(|text| text.contains("paraphe")), "{help}");
    }
}

#[test]
fn numbers_out_of_range_are_wrong_usage_and_say_which_do() {
    let scene = Scene::new();
    let file = sample("contrat.pdf").display().to_string();
    let list = |limit: &str| scene.refused(&["list", "--limit", limit], "", 2)["message"].clone();
    for limit in ["0", "-1", "beaucoup"] {
        assert!(list(limit).as_str().is_some_and(|said| said.contains("à partir de 1")), "{limit}");
    }
    let render = |dpi: &str| {
        scene.refused(&["render", &file, "--page", "1", "--out", "page.png", "--dpi", dpi], "", 2)
    };
    for dpi in ["0", "-5", "NaN", "inf"] {
        assert_eq!(render(dpi)["code"], "usage", "{dpi}");
    }
    let error = render("100000");
    assert_eq!((&error["id"], &error["params"]["from"]), (&json!("error-resolution"), &json!("1")));
    assert_eq!(error["params"]["to"], "1935", "16 000 pixels across 595.28 points");
    assert_eq!(scene.files(), [""; 0]);
}

/// What is written into a folder that a whole office may look into is nobody else's all the same.
#[cfg(unix)]
#[test]
fn a_shared_data_folder_keeps_its_rights_and_what_is_written_there_is_its_owners() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    let mode = |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o7777;
    for given in [0o755, 0o777, 0o1777] {
        let data = scene.path("partage");
        fs::create_dir(&data).expect("made");
        fs::set_permissions(&data, fs::Permissions::from_mode(given)).expect("set");
        let (_, told) =
            scene.json(&["--data", "partage", "identity", "create", "moi", "--common-name", "Moi"]);
        assert_eq!(told["name"], "moi", "{told:#}");
        let said = scene.run(&["--data", "partage", "list"]).err;
        assert_eq!(said.contains("chmod 700"), given != 0o755, "{given:o}: {said}");
        assert_eq!(mode(&data), given, "nobody asked for other rights");
        for entry in fs::read_dir(&data).expect("readable") {
            let path = entry.expect("an entry").path();
            assert_eq!(mode(&path) & 0o077, 0, "{} in {given:o}", path.display());
        }
        fs::remove_dir_all(&data).expect("removed");
    }
}

#[test]
fn capabilities_are_data() {
    let scene = Scene::new();
    let all = scene.ok(&["capabilities"]);
    let local = all["providers"].as_array().expect("a list").iter().find(|one| one["provider"] == "local");
    let one = scene.ok(&["capabilities", "local"]);
    assert_eq!(local, Some(&one));
    for key in
        ["artifacts", "authentication", "delivery", "documents", "field_kinds", "roles", "routing", "signers"]
    {
        assert!(!one["capability"][key].is_null(), "{key}");
    }
    assert_eq!(one["capability"]["delivery"], json!(["in_person"]));
    let providers = ["docage", "gesdocs", "local", "ngsign", "openapi", "sigtool"];
    for provider in providers {
        assert_eq!(scene.ok(&["capabilities", provider])["provider"], provider);
    }
    let error = scene.refused(&["capabilities", "nulle-part"], "", 2);
    assert_eq!(error["code"], "notFound");
}
