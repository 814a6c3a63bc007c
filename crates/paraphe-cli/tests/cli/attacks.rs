//! Signed files that somebody worked on afterwards. None of them may pass, whoever is trusted.

use serde_json::{Value, json};

use crate::support::{KEY_PASSWORD, Scene, fixture, sample};

/// An indirect object of a file: its number and what stands between `obj` and `endobj`.
struct Object {
    number: u32,
    body: String,
}

/// The last object that contains these words.
fn object_with(file: &[u8], words: &str) -> Object {
    let text = String::from_utf8_lossy(file);
    // Lossy decoding moves offsets; only the text itself is used.
    let at = text.rfind(words).unwrap_or_else(|| panic!("{words} is in the file"));
    let head = text[..at].rfind(" 0 obj").expect("an object's head");
    let number =
        text[..head].rsplit('\n').next().and_then(|line| line.parse().ok()).expect("an object number");
    let body = text[head + " 0 obj".len()..].split("endobj").next().unwrap_or_default();
    Object { number, body: body.trim().to_owned() }
}

/// The number behind the last occurrence of a key.
fn last_number(file: &[u8], key: &str) -> u32 {
    let text = String::from_utf8_lossy(file);
    let at = text.rfind(key).unwrap_or_else(|| panic!("{key} is in the file")) + key.len();
    let digits: String = text[at..].trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("a number")
}

/// The file with an incremental update of these objects, as any program would append it.
fn updated(file: &[u8], objects: &[Object]) -> Vec<u8> {
    let (previous, root) = (last_number(file, "startxref"), last_number(file, "/Root"));
    let size = objects.iter().map(|object| object.number + 1).fold(last_number(file, "/Size"), u32::max);
    let mut out = file.to_vec();
    let mut table = "xref\n".to_owned();
    for Object { number, body } in objects {
        table.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        out.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }
    let at = out.len();
    let trailer =
        format!("trailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\nstartxref\n{at}\n%%EOF\n");
    out.extend_from_slice(table.as_bytes());
    out.extend_from_slice(trailer.as_bytes());
    out
}

fn changed(object: Object, from: &str, to: &str) -> Object {
    assert!(object.body.contains(from), "{from} is in {}", object.body);
    Object { body: object.body.replacen(from, to, 1), ..object }
}

fn new_object(number: u32, body: &str) -> Object {
    Object { number, body: body.to_owned() }
}

/// An object number no sample uses.
const FREE: u32 = 900;

/// What can be done to a file with one visible signature, each with its name.
fn attacks(file: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let page = || object_with(file, "/Type /Page/Parent");
    let content = || last_number(page().body.as_bytes(), "/Contents");
    let catalog = || object_with(file, "/Type /Catalog");
    let pages = || object_with(file, "/Type /Pages");
    let signature = || object_with(file, "/Type /Sig/Filter");
    let widget = || object_with(file, "/Subtype /Widget");
    let drawing = last_number(widget().body.as_bytes(), "/N");
    let blank = "<< /Length 5 >>\nstream\n0 0 m\nendstream";
    let blank_form =
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5 >>\nstream\n0 0 m\nendstream";
    let note = "<< /Type /Annot /Subtype /FreeText /Rect [60 60 500 800] /Contents (1 000 000 EUR) /DA (/Helv 40 Tf) >>";
    let page_body = format!("<< /Type /Page /Parent {} 0 R /MediaBox [0 0 595 842] >>", pages().number);
    let first_page = format!("{} 0 R ", last_number(pages().body.as_bytes(), "/Kids ["));
    let script = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /Type /Catalog";
    let update = |objects: Vec<Object>| updated(file, &objects);
    vec![
        ("content replaced", update(vec![new_object(content(), blank)])),
        ("page turned", update(vec![changed(page(), "/MediaBox", "/Rotate 90 /MediaBox")])),
        ("page enlarged", update(vec![changed(page(), "[0 0 595.28 841.89]", "[0 0 595.28 100]")])),
        (
            "note over the text",
            update(vec![changed(page(), "/Annots [", "/Annots [900 0 R "), new_object(FREE, note)]),
        ),
        (
            "page added",
            update(vec![
                changed(changed(pages(), "/Kids [", "/Kids [900 0 R "), "/Count 6", "/Count 7"),
                new_object(FREE, &page_body),
            ]),
        ),
        ("page hidden", update(vec![changed(changed(pages(), &first_page, ""), "/Count 6", "/Count 5")])),
        ("script added", update(vec![changed(catalog(), "/Type /Catalog", script)])),
        ("reason replaced", update(vec![changed(signature(), "(Bon pour accord)", "(Bon pour refus)")])),
        ("byte range taken away", update(vec![changed(signature(), "/ByteRange", "/ByteReach")])),
        ("value taken away", update(vec![changed(widget(), "/V ", "/W ")])),
        ("box moved", update(vec![changed(widget(), "/Rect [", "/Rect [0 0 500 800] % [")])),
        ("drawing replaced", update(vec![new_object(drawing, blank_form)])),
        (
            "form emptied",
            update(vec![changed(object_with(file, "/SigFlags"), "/Fields [", "/Fields [] /Gone [")]),
        ),
        ("bytes behind the end", [file, b"900 0 obj\n<< >>\nendobj\n"].concat()),
        ("key in the gap", with_key_in_the_gap(file)),
    ]
}

/// Closes /Contents early and uses the rest of its room, which no digest covers, for another key.
fn with_key_in_the_gap(file: &[u8]) -> Vec<u8> {
    let inserted = b">/Name (Mallory)/Rest <";
    let zeros = vec![b'0'; inserted.len()];
    let end = file.windows(4).rposition(|window| window == b"0>>>").expect("the end of /Contents");
    let at = end - 200;
    assert_eq!(file[at..at + zeros.len()], zeros, "padding");
    let mut out = file.to_vec();
    out[at..at + inserted.len()].copy_from_slice(inserted);
    out
}

#[test]
fn whatever_is_done_to_a_signed_file_it_does_not_pass() {
    let scene = Scene::new();
    let more = ["--page", "6", "--rect", "80,600,180,60", "--text", "Raoul", "--reason", "Bon pour accord"];
    scene.sign_with_key_file(&sample("contrat.pdf"), "signe.pdf", "rsa.p12", &more);
    assert_eq!(scene.verify_trusting("signe.pdf").0, 0, "untouched, it passes");
    // Plain text in the file, so that the attack on it is one.
    for (name, bytes) in attacks(&scene.read("signe.pdf")) {
        scene.write("attaque.pdf", bytes);
        let (code, report) = scene.verify_trusting("attaque.pdf");
        assert_eq!(code, 1, "{name}: {report:#}");
        assert_eq!(report["conclusion"], "TOTAL_FAILED", "{name}: {report:#}");
        let told = scene.run(&["verify", "attaque.pdf"]);
        assert!(told.out.contains("modifié") || told.out.contains("invalide"), "{name}: {}", told.out);
    }
}

#[test]
fn any_bit_of_a_signed_file_counts() {
    let scene = Scene::new();
    scene.sign_with_key_file(&sample("devis-tourne.pdf"), "signe.pdf", "ecdsa.p12", &[]);
    let good = scene.read("signe.pdf");
    let (_, told) = scene.verify_trusting("signe.pdf");
    let end = good.windows(4).rposition(|window| window == b"0>>>").expect("the end of /Contents");
    let begin = good[..end].iter().rposition(|byte| *byte == b'<').expect("the beginning of /Contents");
    // Spread over the file by a step that has no common factor with its length or with any structure in it.
    for round in 0..30 {
        let at = 40 + round * 7919 % (good.len() - 80);
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (round % 8);
        scene.write("altere.pdf", &bytes);
        let (code, answer) = scene.verify_trusting("altere.pdf");
        if code == 0 {
            // Nothing covers the unused room behind the signature, whether a digit is written large or small, and
            // certificates that came along though the reader has them: whatever becomes of these, the same is said.
            assert!((begin..=end).contains(&at), "byte {at}: {answer:#}");
            assert_eq!(without_findings(&answer), without_findings(&told), "byte {at}");
        } else if code == 1 {
            assert_ne!(answer["conclusion"], "NO_SIGNATURE", "byte {at}: a signature does not vanish");
        }
    }
}

/// What is said of each signature, but for remarks: unused room that is not empty is one.
fn without_findings(answer: &Value) -> Value {
    let mut signatures = answer["signatures"].clone();
    for signature in signatures.as_array_mut().expect("signatures") {
        signature.as_object_mut().expect("a signature").remove("findings");
    }
    signatures
}

#[test]
fn a_signed_file_that_was_cut_does_not_pass() {
    let scene = Scene::new();
    scene.sign_with_key_file(&sample("contrat.pdf"), "1.pdf", "rsa.p12", &[]);
    scene.sign_with_key_file(&scene.path("1.pdf"), "2.pdf", "ecdsa.p12", &[]);
    let good = scene.read("2.pdf");
    for part in [1, 10, 200, 1000, 5000, good.len() / 2] {
        scene.write("coupe.pdf", &good[..good.len() - part]);
        let (code, answer) = scene.verify_trusting("coupe.pdf");
        assert_ne!(code, 0, "{part} bytes less: {answer:#}");
    }
    // Cut within its only signature, it is neither unsigned nor fit to be signed.
    let once = scene.read("1.pdf");
    let signed_at = once.windows(10).rposition(|window| window == b"/ByteRange").expect("a signature");
    for end in [once.len() - 100, once.len() - 1000, signed_at + 500] {
        scene.write("coupe.pdf", &once[..end]);
        let error = scene.refused(&["verify", "coupe.pdf"], "", 2);
        assert_eq!(error["id"], "error-truncated", "{end}");
        scene.write("pas-la.pdf", b"former");
        let (key, out) = (fixture("keys/rsa.p12").display().to_string(), "pas-la.pdf");
        let sign = ["sign", "coupe.pdf", "--out", out, "--overwrite", "--p12", &key, "--password-stdin"];
        assert_eq!(scene.refused(&sign, KEY_PASSWORD, 2)["id"], "error-truncated", "{end}");
        assert_eq!(scene.read(out), b"former");
    }
    // One version before the last is a whole file of its own.
    scene.write("version.pdf", scene.read("1.pdf"));
    let (code, report) = scene.verify_trusting("version.pdf");
    assert_eq!((code, &report["conclusion"]), (0, &json!("TOTAL_PASSED")));
}
