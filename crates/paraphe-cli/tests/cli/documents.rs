//! `pages`, `tags` and `render`.

use serde_json::{Value, json};

use crate::support::{Scene, sample};

fn close(value: &Value, expected: f64) -> bool {
    value.as_f64().is_some_and(|found| (found - expected).abs() < 0.01)
}

/// Width and height from a PNG's header.
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n", "a PNG");
    assert_eq!(&bytes[bytes.len() - 8..bytes.len() - 4], b"IEND", "a whole one");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[test]
fn pages_are_told_as_a_person_sees_them() {
    let scene = Scene::new();
    // Name, pages, rotation, displayed size: A4 upright each, one of them stored on its side.
    for (name, count, rotation) in
        [("contrat.pdf", 6, 0), ("devis-tourne.pdf", 1, 90), ("recu-ar-fr.pdf", 1, 0)]
    {
        let file = sample(name).display().to_string();
        let told = scene.ok(&["pages", &file]);
        assert_eq!((&told["file"], &told["page_count"]), (&json!(file), &json!(count)));
        let pages = told["pages"].as_array().expect("pages");
        assert_eq!(pages.len(), count);
        for (page, number) in pages.iter().zip(1..) {
            assert_eq!((&page["page"], &page["rotation"]), (&json!(number), &json!(rotation)), "{name}");
            assert!(close(&page["width"], 595.28) && close(&page["height"], 841.89), "{page}");
            let stored: Vec<_> =
                page["crop_box"].as_array().expect("a box").iter().filter_map(Value::as_f64).collect();
            let on_its_side = [0.0, 0.0, 841.89, 595.28];
            let upright = [0.0, 0.0, 595.28, 841.89];
            assert_eq!(stored, if rotation == 90 { on_its_side } else { upright }, "{name}");
            assert!(close(&page["user_unit"], 1.0));
        }
        let plain = scene.run(&["pages", &file]).out;
        assert_eq!(plain.lines().count(), count + 1, "{plain}");
    }
}

#[test]
fn a_page_is_rendered_at_the_resolution_asked_for() {
    let scene = Scene::new();
    for (name, page) in [("contrat.pdf", 6), ("devis-tourne.pdf", 1), ("recu-ar-fr.pdf", 1)] {
        let (file, page) = (sample(name).display().to_string(), page.to_string());
        for (dpi, width) in [("72", 595), ("150", 1240)] {
            let told = scene.ok(&[
                "render",
                &file,
                "--page",
                &page,
                "--dpi",
                dpi,
                "--out",
                "page.png",
                "--overwrite",
            ]);
            let (found_width, found_height) = png_size(&scene.read("page.png"));
            assert_eq!((&told["width"], &told["height"]), (&json!(found_width), &json!(found_height)));
            assert_eq!(found_width, width, "{name} at {dpi} dpi");
            let proportion = f64::from(found_height) / f64::from(found_width);
            assert!((proportion - 841.89 / 595.28).abs() < 0.005, "upright: {proportion}");
        }
    }
    assert_eq!(scene.files(), ["page.png"]);
}

#[test]
fn a_signature_is_seen_in_the_rendering() {
    let scene = Scene::with_identity();
    let file = sample("devis-tourne.pdf").display().to_string();
    scene.ok(&[
        "sign",
        &file,
        "--out",
        "signe.pdf",
        "--identity",
        "moi",
        "--page",
        "1",
        "--rect",
        "50,50,400,120",
        "--text",
        "Émile",
    ]);
    let render = |file: &str| {
        scene.ok(&["render", file, "--page", "1", "--dpi", "72", "--out", "page.png", "--overwrite"]);
        scene.read("page.png")
    };
    assert_ne!(render(&file), render("signe.pdf"), "what is signed visibly is visible");
    assert_eq!(render(&file), render(&file), "the same page is the same picture");
}

#[test]
fn a_file_that_lies_there_is_replaced_by_a_picture_only_when_that_was_asked_for() {
    let scene = Scene::new();
    let file = sample("contrat.pdf").display().to_string();
    scene.write("page.png", "mine");
    let render = ["render", &file, "--page", "1", "--dpi", "72", "--out", "page.png"];
    let error = scene.refused(&render, "", 2);
    assert_eq!((&error["id"], scene.read("page.png")), (&json!("error-target-exists"), b"mine".to_vec()));
    scene.ok(&[&render[..], &["--overwrite"]].concat());
    assert_ne!(scene.read("page.png"), b"mine");
}

#[test]
fn where_somebody_has_signed_no_place_is_proposed_any_more() {
    let scene = Scene::with_identity();
    let file = sample("contrat.pdf").display().to_string();
    let places = |file: &str| -> Vec<Value> {
        let found = scene.ok(&["tags", file])["proposals"].clone();
        let all = found.as_array().cloned().expect("a list");
        all.into_iter().filter(|place| place["kind"] == "signature").collect()
    };
    let before = places(&file);
    assert_eq!(before.len(), 2, "{before:#?}");
    let rect = &before[0]["rect"];
    let rect = ["x", "y", "width", "height"].map(|side| rect[side].to_string()).join(",");
    let page = before[0]["page"].to_string();
    let sign = ["sign", &file, "--out", "s.pdf", "--identity", "moi", "--text", "Moi", "--page", &page];
    scene.ok(&[&sign[..], &["--rect", &rect]].concat());
    assert_eq!(places("s.pdf"), before[1..], "only the other signer's");
}

#[test]
fn a_picture_that_cannot_be_is_refused() {
    let scene = Scene::new();
    let file = sample("contrat.pdf").display().to_string();
    let render = |page: &str, dpi: &str, out: &str| {
        let error = scene.refused(&["render", &file, "--page", page, "--dpi", dpi, "--out", out], "", 2);
        error["code"].as_str().expect("a word").to_owned() + " " + error["id"].as_str().unwrap_or_default()
    };
    assert_eq!(render("7", "72", "p.png"), "refused error-page-missing");
    assert_eq!(render("0", "72", "p.png"), "refused error-page-missing");
    assert_eq!(render("1", "0", "p.png"), "usage command-usage-invalid");
    assert_eq!(render("1", "1e9", "p.png"), "refused error-resolution");
    assert_eq!(render("1", "0.01", "p.png"), "refused error-resolution");
    assert_eq!(render("1", "NaN", "p.png"), "usage command-usage-invalid");
    assert_eq!(render("1", "72", "absent/p.png"), "storage error-folder-missing");
    assert_eq!(render("un", "72", "p.png"), "usage command-usage-invalid");
    assert_eq!(scene.files(), [""; 0]);
}

#[test]
fn places_to_sign_are_proposed_as_boxes_of_an_envelope_file() {
    let scene = Scene::new();
    let file = sample("contrat.pdf").display().to_string();
    let told = scene.ok(&["tags", &file]);
    assert_eq!(
        (&told["file"], &told["pages_read"], &told["pages_cut"]),
        (&json!(file), &json!(6), &json!([]))
    );
    let proposals = told["proposals"].as_array().expect("proposals");
    let signatures: Vec<_> = proposals.iter().filter(|place| place["kind"] == "signature").collect();
    assert_eq!(signatures.len(), 2, "{told:#}");
    for place in &signatures {
        assert_eq!((&place["page"], &place["clue"]), (&json!(6), &json!("labelled_rule")), "{place}");
        assert!(place["rect"]["width"].as_f64().is_some_and(|width| width > 100.0), "{place}");
    }
    // One for each party, side by side.
    assert!(close(&signatures[0]["rect"]["y"], signatures[1]["rect"]["y"].as_f64().expect("a number")));
    assert_ne!(signatures[0]["rect"]["x"], signatures[1]["rect"]["x"]);
}
