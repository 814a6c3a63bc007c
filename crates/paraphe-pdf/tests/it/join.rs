//! Several documents as one: pages, links, forms, layers and attached files arrive; what would break is refused.

use std::path::PathBuf;

use paraphe_pdf::{JoinError, JoinPart, Object, PdfFile, join};

use crate::support::{
    PdfBuilder, assert_qpdf_finds_nothing, inherited, parse, plain, request, sign, with_page,
};

struct Joined {
    file: PdfFile,
    _folder: tempfile::TempDir,
}

fn joined(parts: &[Vec<u8>]) -> Joined {
    let (folder, path) = place();
    let files: Vec<PdfFile> = parts.iter().map(|bytes| parse(bytes)).collect();
    let titles: Vec<String> = (1..=files.len()).map(|number| format!("Pièce {number}")).collect();
    let parts: Vec<JoinPart<'_>> =
        files.iter().zip(&titles).map(|(file, title)| JoinPart { file, title }).collect();
    join(&parts, &path).unwrap();
    let file = PdfFile::open(&path, None).unwrap();
    assert_qpdf_finds_nothing(file.bytes(), None, "joined");
    Joined { file, _folder: folder }
}

fn refusal(parts: &[Vec<u8>]) -> JoinError {
    let (_folder, path) = place();
    let files: Vec<PdfFile> = parts.iter().map(|bytes| parse(bytes)).collect();
    let parts: Vec<JoinPart<'_>> = files.iter().map(|file| JoinPart { file, title: "" }).collect();
    let refused = join(&parts, &path).unwrap_err();
    assert!(!path.exists(), "nothing is left behind");
    refused
}

fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("joined.pdf");
    (folder, path)
}

/// The page's dictionary as written, without what its ancestors add.
fn page(file: &PdfFile, number: u32) -> paraphe_pdf::Dictionary {
    let id = file.page_id(number).unwrap();
    file.current().object(id).as_dictionary().unwrap().clone()
}

#[test]
fn pages_keep_their_geometry_whatever_they_inherit() {
    let turned = with_page("/MediaBox [10 20 622 812] /CropBox [30 40 600 700] /Rotate 270 /UserUnit 2");
    let parts = [plain().build(), inherited(3).build_compressed(), turned.build()];
    let all = joined(&parts);
    let expected: Vec<_> = parts.iter().flat_map(|bytes| parse(bytes).pages().unwrap()).collect();
    assert_eq!(all.file.pages().unwrap(), expected);
    assert_eq!(page(&all.file, 2).get(b"Rotate"), Some(&Object::Integer(90)), "written into the page");
    let contents = page(&all.file, 1).get(b"Contents").and_then(Object::as_reference).unwrap();
    let contents = all.file.current().object(contents);
    assert_eq!(all.file.current().raw(contents.as_stream().unwrap()), b"0 0 1 rg 100 100 50 50 re f");
}

#[test]
fn links_and_bookmarks_lead_to_the_pages_of_their_document() {
    let mut linked = PdfBuilder::new(
        "/Outlines 8 0 R /Names <</Dests <</Names [(fin) [4 0 R /XYZ 0 9 0]]>>>>",
        "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 300 300]>>",
    );
    linked.add(3, "<</Type /Page /Parent 2 0 R /Annots [5 0 R 6 0 R] /StructParents 0>>");
    linked.add(4, "<</Type /Page /Parent 2 0 R>>");
    linked.add(5, "<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest (fin) /P 3 0 R>>");
    linked.add(6, "<</Type /Annot /Subtype /Link /Rect [0 9 9 18] /A <</S /GoTo /D (fin)>>>>");
    linked.add(8, "<</Type /Outlines /First 9 0 R /Last 9 0 R /Count 1>>");
    linked.add(9, "<</Title (Fin) /Parent 8 0 R /Dest (fin)>>");
    let all = joined(&[plain().build(), linked.build(), linked.build()]);
    let view = all.file.current();
    for (from, to) in [(2, 3), (4, 5)] {
        let annotations = view.get(&page(&all.file, from), b"Annots");
        let link = |at: usize| view.resolve(&annotations.as_array().unwrap()[at]);
        let (plain, action) = (link(0), link(1));
        let target = Object::Reference(all.file.page_id(to).unwrap());
        assert_eq!(plain.as_dictionary().unwrap().get(b"Dest").unwrap().as_array().unwrap()[0], target);
        let own = Object::Reference(all.file.page_id(from).unwrap());
        assert_eq!(plain.as_dictionary().unwrap().get(b"P"), Some(&own));
        let action = view.dictionary(action.as_dictionary().unwrap(), b"A").unwrap();
        assert_eq!(action.get(b"D").unwrap().as_array().unwrap()[0], target);
        assert!(page(&all.file, from).get(b"StructParents").is_none());
    }
    let outlines = view.dictionary(&view.catalog(), b"Outlines").unwrap();
    let mut at = outlines.get(b"First").cloned();
    let mut told = Vec::new();
    while let Some(item) = at.as_ref().map(|item| view.resolve(item)) {
        let item = item.as_dictionary().unwrap().clone();
        let child =
            view.dictionary(&item, b"First").map(|child| child.get(b"Title").unwrap().as_text().unwrap());
        told.push((item.get(b"Title").unwrap().as_text().unwrap(), child));
        at = item.get(b"Next").cloned();
    }
    let fin = Some("Fin".to_owned());
    let expected =
        [("Pièce 1".to_owned(), None), ("Pièce 2".to_owned(), fin.clone()), ("Pièce 3".to_owned(), fin)];
    assert_eq!(told, expected);
}

/// A form with one text field, whose font has this name.
fn form(font: &str) -> Vec<u8> {
    let catalog = "/AcroForm <</Fields [5 0 R] /DA (/Helv 9 Tf) /DR <</Font <</Helv 6 0 R>>>>>>";
    let mut form = PdfBuilder::new(catalog, "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    form.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [5 0 R]>>");
    form.add(5, "<</Type /Annot /Subtype /Widget /FT /Tx /T (nom) /V (Zo) /Rect [9 9 90 30] /P 3 0 R>>");
    form.add(6, &format!("<</Type /Font /Subtype /Type1 /BaseFont /{font}>>"));
    form.build()
}

#[test]
fn fields_of_the_same_name_stay_two() {
    let all = joined(&[form("Helvetica"), plain().build(), form("Helvetica")]);
    let view = all.file.current();
    let form_of_all = view.dictionary(&view.catalog(), b"AcroForm").unwrap();
    let parents = view.get(&form_of_all, b"Fields");
    let mut names = Vec::new();
    for parent in parents.as_array().unwrap() {
        let field = view.resolve(parent);
        let field = field.as_dictionary().unwrap();
        assert_eq!(field.get(b"DA").unwrap().as_string(), Some(&b"/Helv 9 Tf"[..]));
        let kid = view.get(field, b"Kids").as_array().unwrap()[0].clone();
        let widget = view.resolve(&kid);
        let widget = widget.as_dictionary().unwrap();
        assert_eq!(widget.get(b"Parent"), Some(parent), "also where the page brought the field along");
        names.push((
            field.get(b"T").unwrap().as_text().unwrap(),
            widget.get(b"V").unwrap().as_text().unwrap(),
        ));
    }
    assert_eq!(names, [("1".to_owned(), "Zo".to_owned()), ("3".to_owned(), "Zo".to_owned())]);
    // One form alone keeps its names.
    let single = joined(&[plain().build(), form("Helvetica")]);
    let view = single.file.current();
    let only = view.dictionary(&view.catalog(), b"AcroForm").unwrap();
    let field = view.resolve(&view.get(&only, b"Fields").as_array().unwrap()[0]);
    assert_eq!(field.as_dictionary().unwrap().get(b"T").unwrap().as_text().unwrap(), "nom");
    // The same name for two fonts would show letters nobody wrote.
    let differs = refusal(&[form("Helvetica"), form("ZapfDingbats")]);
    assert!(matches!(differs, JoinError::FormsDiffer { part: 1 }), "{differs}");
}

#[test]
fn layers_and_attached_files_come_along() {
    let part = |state: &str| {
        let catalog = format!(
            "/OCProperties <</OCGs [5 0 R] /D <</OFF [5 0 R] {state}>>>> \
             /Names <</EmbeddedFiles <</Names [(facture.xml) 6 0 R]>>>> /AF [6 0 R]"
        );
        let mut part = PdfBuilder::new(&catalog, "<</Type /Pages /Kids [3 0 R] /Count 1>>");
        part.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
        part.add(5, "<</Type /OCG /Name (Brouillon)>>");
        part.add(6, "<</Type /Filespec /F (facture.xml) /EF <</F 7 0 R>>>>");
        part.stream(7, "/Type /EmbeddedFile", b"<facture/>");
        part.build()
    };
    let all = joined(&[part(""), part("")]);
    let view = all.file.current();
    let catalog = view.catalog();
    let layers = view.dictionary(&catalog, b"OCProperties").unwrap();
    let default = view.dictionary(&layers, b"D").unwrap();
    assert_eq!(default.get(b"OFF"), layers.get(b"OCGs"), "hidden layers stay hidden");
    assert_eq!(layers.get(b"OCGs").unwrap().as_array().unwrap().len(), 2);
    let names = view.dictionary(&catalog, b"Names").unwrap();
    let files = view.dictionary(&names, b"EmbeddedFiles").unwrap();
    let files = view.get(&files, b"Names");
    let names: Vec<String> =
        files.as_array().unwrap().iter().step_by(2).map(|name| name.as_text().unwrap()).collect();
    assert_eq!(names, ["facture.xml", "facture.xml (2)"]);
    let hidden = refusal(&[part(""), part("/BaseState /OFF")]);
    assert!(matches!(hidden, JoinError::Layers { part: 1 }), "{hidden}");
}

#[test]
fn what_a_joining_would_break_is_refused() {
    let signed = sign(&plain().build(), &request());
    let refused = refusal(&[plain().build(), signed]);
    assert!(matches!(refused, JoinError::Signed { part: 1 }), "{refused}");
    let mut xfa =
        PdfBuilder::new("/AcroForm <</Fields [] /XFA 5 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    xfa.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
    xfa.stream(5, "", b"<xdp/>");
    let refused = refusal(&[xfa.build(), plain().build()]);
    assert!(matches!(refused, JoinError::Xfa { part: 0 }), "{refused}");
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/encrypted");
    let mut seen = 0;
    for entry in std::fs::read_dir(fixtures).unwrap() {
        let Ok(encrypted) = PdfFile::open(&entry.unwrap().path(), Some("sésame")) else { continue };
        seen += 1;
        let plain = parse(&plain().build());
        let parts = [JoinPart { file: &plain, title: "" }, JoinPart { file: &encrypted, title: "" }];
        let (_folder, path) = place();
        assert!(matches!(join(&parts, &path), Err(JoinError::Encrypted { part: 1 })));
    }
    assert!(seen > 0, "there are encrypted fixtures with this password");
}
