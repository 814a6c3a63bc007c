//! Everything that keeps a file from being signed, one after the other: the sentence a person reads, in French and in English,
//! and that the document and the file that lay at the target are what they were, with nothing beside them.
//!
//! Three cases need more than arguments and have their tests elsewhere, with the same looks: a token that is taken out
//! (`tokens`), a clock hours off (`levels`), a full disk and two programs at one target (`bad_input`, `keys`).

use std::fs;
use std::process::Command;

use rcgen::KeyUsagePurpose;

use crate::levels::Office;
use crate::made_keys::{MadeKey, key_file};
use crate::needs;
use crate::support::{KEY_PASSWORD, Scene, fixture, sample};

/// What is asked, what it is refused with, and words of the sentence.
struct Case {
    /// The document, in the scene's folder.
    file: &'static str,
    arguments: Vec<String>,
    input: &'static str,
    code: i32,
    id: &'static str,
    says: [&'static str; 2],
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Key files and documents of the cases, written into a scene.
fn provide(scene: &Scene) {
    let made = [
        ("expiree.p12", MadeKey { years: (2010, 2015), ..MadeKey::new("Paul Passé") }),
        ("future.p12", MadeKey { years: (2090, 2095), ..MadeKey::new("Fanny Future") }),
        ("coffre.p12", MadeKey { usages: vec![KeyUsagePurpose::KeyEncipherment], ..MadeKey::new("Coffre") }),
    ];
    for (name, key) in made {
        scene.write(name, key_file(&[key]));
    }
    scene.write("rsa.p12", fs::read(fixture("keys/rsa.p12")).expect("a key file"));
    scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("the sample"));
    scene.write("tourne.pdf", fs::read(sample("devis-tourne.pdf")).expect("the sample"));
    scene.write("protege.pdf", fs::read(fixture("encrypted/locked.pdf")).expect("the fixture"));
    let certify =
        ["sign", "contrat.pdf", "--out", "certifie.pdf", "--identity", "moi", "--certify", "no-changes"];
    scene.ok(&certify);
}

fn cases() -> Vec<Case> {
    let with_key = |file: &str| words(&["--p12", file, "--password-stdin"]);
    let own = |more: &[&str]| [words(&["--identity", "moi"]), words(more)].concat();
    let case = |file, arguments, input, code, id, says| Case { file, arguments, input, code, id, says };
    let contract = "contrat.pdf";
    let small = ["--page", "1", "--rect", "60,60,12,5", "--text", "Émile Zürn-Łuczak"];
    // 800 points to the right would be on the page as stored; as seen it is 595 wide.
    let beside = ["--page", "1", "--rect", "700,100,100,50", "--text", "Émile"];
    // Ports below 10 belong to nobody on a machine of today.
    let silent = ["--level", "b-t", "--tsa", "http://127.0.0.1:9/"];
    vec![
        case(
            contract,
            with_key("rsa.p12"),
            "faux\n",
            2,
            "error-key-file-password",
            ["mot de passe", "password"],
        ),
        case(
            "protege.pdf",
            own(&["--password-stdin"]),
            "faux\n",
            2,
            "error-password-wrong",
            ["mot de passe", "password"],
        ),
        case(
            contract,
            with_key("expiree.p12"),
            KEY_PASSWORD,
            2,
            "error-certificate-expired",
            ["Paul Passé", "Paul Passé"],
        ),
        case(
            contract,
            with_key("future.p12"),
            KEY_PASSWORD,
            2,
            "error-certificate-not-yet-valid",
            ["Fanny Future", "Fanny Future"],
        ),
        case(
            contract,
            with_key("coffre.p12"),
            KEY_PASSWORD,
            2,
            "error-certificate-usage",
            ["Coffre", "Coffre"],
        ),
        case(contract, own(&small), "", 2, "error-box-too-small", ["trop petit", "too small"]),
        case("tourne.pdf", own(&beside), "", 2, "error-box-outside-page", ["page 1", "page 1"]),
        case(
            "certifie.pdf",
            own(&[]),
            "",
            1,
            "error-certified-locked",
            ["interdit d’ajouter", "another signature"],
        ),
        case(contract, own(&silent), "", 3, "error-timestamp-unreachable", ["horodatage", "timestamp"]),
    ]
}

/// Refuses each case in both languages, and looks at the files.
fn look(scenes: [&Scene; 2], cases: &[Case]) {
    for (scene, language) in scenes.into_iter().zip(0..) {
        scene.write("cible.pdf", "la cible");
        let held = |scene: &Scene| -> Vec<(String, Vec<u8>)> {
            scene.files().into_iter().map(|name| (name.clone(), scene.read(&name))).collect()
        };
        let before = held(scene);
        for Case { file, arguments, input, code, id, says } in cases {
            let asked =
                [words(&["sign", file, "--out", "cible.pdf", "--overwrite"]), arguments.clone()].concat();
            let error = scene.refused(&asked, input, *code);
            assert_eq!(error["id"], *id, "{asked:?}");
            let message = error["message"].as_str().expect("a sentence");
            let said: &str = says[language];
            assert!(message.contains(said), "{asked:?}: {said:?} in {message:?}");
            let plain = scene.run_with(&asked, input);
            assert_eq!((plain.code, plain.out.as_str()), (*code, ""), "{asked:?}");
            assert!(plain.err.contains(said), "{asked:?}: {}", plain.err);
            assert!(held(scene) == before, "{asked:?} changed a file or left one");
        }
    }
}

fn scene(made: fn() -> Scene) -> Scene {
    let scene = made();
    scene.ok(&["identity", "create", "moi", "--common-name", "Émile Zürn-Łuczak"]);
    scene
}

#[test]
fn each_refusal_is_a_sentence_and_leaves_every_file_as_it_was() {
    let (french, english) = (scene(Scene::new), scene(Scene::english));
    provide(&french);
    provide(&english);
    look([&french, &english], &cases());
}

#[test]
fn what_the_owner_forbids_is_said_and_left_alone() {
    let scenes = [scene(Scene::new), scene(Scene::english)];
    for scene in &scenes {
        let arguments = ["--encrypt", "", "proprietaire", "256", "--modify=none", "--"];
        let mut qpdf = Command::new("qpdf");
        qpdf.args(arguments).arg(sample("contrat.pdf")).arg(scene.path("interdit.pdf"));
        if !qpdf.status().is_ok_and(|status| status.success()) {
            needs::tool("qpdf is not installed");
            return;
        }
    }
    let forbidden = Case {
        file: "interdit.pdf",
        arguments: words(&["--identity", "moi"]),
        input: "",
        code: 1,
        id: "error-owner-forbids",
        says: ["interdit", "forbid"],
    };
    look([&scenes[0], &scenes[1]], &[forbidden]);
}

#[test]
fn a_revoked_certificate_is_named_and_nothing_is_signed() {
    let Some(office) = Office::open(&[9]) else { return };
    let scenes = [Scene::new(), Scene::english()];
    for scene in &scenes {
        scene.write("contrat.pdf", fs::read(sample("contrat.pdf")).expect("the sample"));
    }
    let (key, tsa, root) = (office.path("signer.p12"), office.tsa(), office.path("root.pem"));
    let arguments = ["--p12", &key, "--password-stdin", "--level", "b-lt", "--tsa", &tsa, "--trust", &root];
    let revoked = Case {
        file: "contrat.pdf",
        arguments: words(&arguments),
        input: KEY_PASSWORD,
        code: 2,
        id: "error-certificate-revoked",
        says: ["Nadia Niveau", "Nadia Niveau"],
    };
    look([&scenes[0], &scenes[1]], &[revoked]);
}
