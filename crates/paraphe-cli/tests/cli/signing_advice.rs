//! What is told beside a signature, and what is refused because nobody would want it.

use std::fs;

use serde_json::{Value, json};

use crate::levels::Office;
use crate::newcomer::codes;
use crate::support::{KEY_PASSWORD, Scene, sample};

fn contract() -> String {
    sample("contrat.pdf").display().to_string()
}

/// Somebody's typed signature on a page of a file.
fn signed<'a>(file: &'a str, out: &'a str, place: [&'a str; 2], more: &[&'a str]) -> Vec<&'a str> {
    let fixed = ["sign", file, "--out", out, "--overwrite", "--identity", "moi", "--text", "Émile Zürn"];
    [&fixed[..], &["--page", place[0], "--rect", place[1]], more].concat()
}

#[test]
fn a_box_over_a_signature_of_the_file_is_told() {
    let scene = Scene::with_identity();
    let contract = contract();
    let first = scene.ok(&signed(&contract, "un.pdf", ["6", "80,530,180,60"], &[]));
    assert_eq!(first.get("covers"), None, "nothing was there: {first:#}");
    let over = signed("un.pdf", "deux.pdf", ["6", "200,560,180,60"], &[]);
    assert_eq!(scene.ok(&over)["covers"], json!([first["field"]]));
    let told = scene.run(&over);
    let before = "Ce cadre recouvre";
    assert!(told.err.contains(before) && !told.out.contains(before), "{} {}", told.out, told.err);
    assert!(told.out.contains("mise en doute"), "and as the result was judged: {}", told.out);
    // Told while nothing is written: here nothing ever is.
    let nobody = over.iter().map(|word| if *word == "moi" { "personne" } else { word });
    let before = scene.read("deux.pdf");
    let refused = scene.run(&nobody.collect::<Vec<_>>());
    assert_eq!((refused.code, scene.read("deux.pdf") == before), (2, true), "{}", refused.err);
    let said = |words: &str| refused.err.find(words).expect("said");
    assert!(said("recouvre") < said("personne"), "{}", refused.err);
    for place in [["6", "260,530,180,60"], ["5", "80,530,180,60"]] {
        let beside = scene.ok(&signed("un.pdf", "deux.pdf", place, &[]));
        assert_eq!(beside.get("covers"), None, "{place:?}");
    }
}

/// A free place in the sample, and one over its words.
const FREE: [&str; 2] = ["6", "80,530,180,60"];
const WORDS: [&str; 2] = ["1", "100,100,180,60"];

#[test]
fn who_signs_over_printed_words_of_a_signed_file_is_told_before_and_after() {
    let scene = Scene::with_identity();
    let contract = contract();
    let first = scene.ok(&signed(&contract, "seul.pdf", WORDS, &[]));
    let said = |value: &Value| (value.get("covers_text").cloned(), value.get("doubts").cloned());
    assert_eq!(said(&first), (None, None), "nobody has signed: nobody is doubted");
    let first = scene.ok(&signed(&contract, "un.pdf", FREE, &[]));
    let over = signed("un.pdf", "deux.pdf", WORDS, &[]);
    let second = scene.ok(&over);
    let doubted = json!([{ "field": first["field"], "name": "Émile Zürn-Łuczak" }]);
    assert_eq!(said(&second), (Some(json!(true)), Some(doubted)));
    let told = scene.run(&over);
    assert_eq!((told.code, told.err.contains("texte imprimé")), (0, true), "{}", told.err);
    assert!(told.out.contains("mise en doute"), "{}", told.out);
    let (code, report) = scene.json(&["verify", "deux.pdf"]);
    let found = report["signatures"][0]["findings"].as_array().expect("findings");
    let covers = found.iter().any(|finding| finding["code"] == "appearance_covers_content");
    assert_eq!((code, covers), (1, true), "it is so: {report:#}");
    let beside = scene.ok(&signed("un.pdf", "deux.pdf", ["6", "320,535,150,55"], &[]));
    assert_eq!(said(&beside), (None, None));
}

#[test]
fn a_damaged_file_is_told_before_it_is_signed() {
    let scene = Scene::with_identity();
    let mut bytes = fs::read(contract()).expect("the sample");
    let at = bytes.windows(10).rposition(|window| window == b"startxref\n").expect("the end") + 10;
    bytes[at] = b'9';
    scene.write("abime.pdf", bytes);
    let sign = signed("abime.pdf", "s.pdf", FREE, &[]);
    assert_eq!(scene.ok(&sign)["repaired"], true);
    let told = scene.run(&sign);
    assert!(told.err.contains("Fichier abîmé") && !told.out.contains("abîmé"), "{} {}", told.out, told.err);
    assert_eq!(scene.ok(&signed(&contract(), "s.pdf", FREE, &[])).get("repaired"), None);
}

#[test]
fn a_request_whose_box_stands_on_a_signature_or_on_what_it_covers_says_so_and_leaves() {
    let scene = Scene::with_identity();
    let contract = contract();
    scene.ok(&signed(&contract, "un.pdf", ["6", "80,530,180,60"], &[]));
    let request = |page: u32, x: f64, y: f64| {
        let rect = json!({ "x": x, "y": y, "width": 180, "height": 60 });
        let file = json!({
            "title": "Bail", "documents": [{ "path": "un.pdf" }],
            "recipients": [{ "id": "r1", "first_name": "Zoë", "last_name": "Dupont", "delivery": "in_person" }],
            "fields": [{ "recipient": "r1", "document": 0, "page": page, "kind": "signature", "rect": rect }],
        });
        scene.write("demande.json", file.to_string());
        scene.ok(&["check", "demande.json"])
    };
    let told = request(6, 100.0, 540.0);
    let expected = ("box_covers_signature".to_owned(), "fields[0].rect".to_owned());
    assert_eq!((codes(&told["notes"]), &told["dispatches"]), (vec![expected], &json!(1)), "{told:#}");
    let told = request(1, 100.0, 100.0);
    let expected = ("box_covers_text".to_owned(), "fields[0].rect".to_owned());
    assert_eq!((codes(&told["notes"]), &told["dispatches"]), (vec![expected], &json!(1)), "{told:#}");
    assert_eq!(request(6, 300.0, 540.0).get("notes"), None);
}

#[test]
fn what_a_box_has_no_room_for_is_named() {
    let scene = Scene::with_identity();
    let contract = contract();
    let long = "bon pour accord sur l’ensemble des clauses, annexes et avenants ".repeat(4);
    let reason = ["--reason", &long, "--location", "Lyon"];
    let place = ["6", "80,530,180,60"];
    let told = scene.ok(&signed(&contract, "s.pdf", place, &reason));
    let left_out: Vec<&str> =
        told["left_out"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(left_out.contains(&"reason"), "{left_out:?}");
    let said = scene.run(&signed(&contract, "s.pdf", place, &reason)).out;
    assert!(said.contains("ne montre pas") && said.contains("le motif"), "{said}");
    let short =
        scene.ok(&signed(&contract, "s.pdf", ["6", "80,530,230,90"], &["--reason", "Bon pour accord"]));
    assert_eq!(short.get("left_out"), None, "{short:#}");
}

#[test]
fn a_typed_name_that_would_be_a_line_is_refused() {
    let scene = Scene::with_identity();
    let contract = contract();
    let sign = |name: &str, rect: &str| {
        let fixed = ["sign", &contract, "--out", "non.pdf", "--identity", "moi", "--text", name];
        let error = scene.refused(&[&fixed[..], &["--page", "6", "--rect", rect]].concat(), "", 2);
        assert_eq!(scene.files(), [""; 0]);
        error["id"].as_str().expect("an id").to_owned()
    };
    assert_eq!(sign(&"Zoé ".repeat(500), "80,530,180,60"), "error-signature-long");
    assert_eq!(sign(&"Zoé ".repeat(49), "80,530,100,35"), "error-box-too-small");
}

#[test]
fn what_was_added_is_called_by_its_name() {
    let Some(office) = Office::open(&[]) else { return };
    let scene = Scene::new();
    let (key, tsa, root) = (office.path("signer.p12"), office.tsa(), office.path("root.pem"));
    let contract = contract();
    let sign = ["sign", &contract, "--out", "b.pdf", "--p12", &key, "--password-stdin"];
    scene.ok_with(&sign, KEY_PASSWORD);
    for (what, word) in [("--timestamp", "Horodaté"), ("--renew", "Prolongé (B-LTA)")] {
        let out = format!("{word}.pdf");
        let said = scene.run(&["sign", "b.pdf", "--out", &out, what, "--tsa", &tsa, "--trust", &root]);
        assert_eq!((said.code, said.out.starts_with(word)), (0, true), "{} {}", said.out, said.err);
    }
}

#[test]
fn nothing_added_is_no_success() {
    let scene = Scene::with_identity();
    let contract = contract();
    scene.ok(&["sign", &contract, "--out", "b.pdf", "--identity", "moi"]);
    let before = scene.read("b.pdf");
    for what in ["--timestamp", "--renew"] {
        for more in [&[][..], &["--accept-lower-level"]] {
            let add = [&["sign", "b.pdf", "--out", "non.pdf", what], more].concat();
            assert_eq!(scene.refused(&add, "", 2)["id"], "error-extend-no-authority", "{add:?}");
            // Ports below 10 belong to nobody on a machine of today.
            let silent = [&add[..], &["--tsa", "http://127.0.0.1:9/"]].concat();
            assert_eq!(scene.refused(&silent, "", 3)["id"], "error-timestamp-unreachable", "{silent:?}");
        }
    }
    assert_eq!(scene.files(), ["b.pdf"]);
    assert_eq!(scene.read("b.pdf"), before);
}

#[test]
fn a_name_that_reads_as_another_makes_no_identity() {
    let scene = Scene::new();
    for name in ["Zoé \u{202E}nitraM", "Zoé\u{200B} Martin"] {
        let error = scene.refused(&["identity", "create", "moi", "--common-name", name], "", 2);
        assert_eq!(error["id"], "error-identity-name-control", "{name:?}");
    }
    assert_eq!(scene.ok(&["identity", "list"])["identities"], json!([]));
}

#[test]
fn a_report_or_a_picture_over_the_document_is_called_so() {
    let scene = Scene::with_identity();
    scene.write("contrat.pdf", fs::read(contract()).expect("readable"));
    let before = scene.read("contrat.pdf");
    let all: [&[&str]; 3] = [
        &["verify", "contrat.pdf", "--report", "contrat.pdf", "--overwrite"],
        &["render", "contrat.pdf", "--page", "1", "--out", "contrat.pdf", "--overwrite"],
        &["sign", "contrat.pdf", "--out", "contrat.pdf", "--overwrite", "--identity", "moi"],
    ];
    for arguments in all {
        let error = scene.refused(arguments, "", 2);
        assert_eq!(error["id"], "error-same-file", "{arguments:?}");
        assert!(
            error["message"].as_str().is_some_and(|said| said.contains("document lui-même")),
            "{error:#}"
        );
    }
    assert_eq!(scene.read("contrat.pdf"), before);
}
