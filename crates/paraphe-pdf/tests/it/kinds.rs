//! Files as they come: each kind takes a signature with initials and a picture, keeps its bytes, and qpdf finds nothing.

use std::sync::Arc;

use paraphe_envelope::PageRect;
use paraphe_pdf::appearance::{Appearance, LineKind, Mark, SignatureLook, TextLine};
use paraphe_pdf::picture::Picture;
use paraphe_pdf::{
    Archival, Dictionary, Extent, Initials, Object, PdfError, PdfFile, SignatureDictionary, SubFilter,
    prepare_signature,
};

use crate::demands::with_seed;
use crate::encryption::{encrypted, restricted};
use crate::support::{
    PdfBuilder, assert_qpdf_finds_nothing, filled, inherited, parse, plain, request, with_page,
};

/// XMP that claims PDF/A.
fn packet(part: u8, level: char) -> Vec<u8> {
    format!(
        "<?xpacket begin=\"\u{feff}\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF><rdf:Description \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>{part}</pdfaid:part>\
         <pdfaid:conformance>{level}</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
    .into_bytes()
}

/// Two pages that claim PDF/A, with or without an output intent.
fn archival(part: u8, level: char, catalog: &str) -> PdfBuilder {
    let mut builder = PdfBuilder::new(
        &format!("/Metadata 8 0 R {catalog}"),
        "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources <<>>>>",
    );
    builder.add(3, "<</Type /Page /Parent 2 0 R>>").add(4, "<</Type /Page /Parent 2 0 R /Rotate 90>>");
    builder.stream(8, "/Type /Metadata /Subtype /XML", &packet(part, level));
    builder
}

/// Two pages with a structure tree; `tree` is the parent tree.
fn tagged(tree: &str) -> PdfBuilder {
    let mut builder = PdfBuilder::new(
        "/MarkInfo <</Marked true>> /Lang (fr) /StructTreeRoot 5 0 R",
        "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources <<>>>>",
    );
    builder.add(3, "<</Type /Page /Parent 2 0 R /StructParents 0>>").add(4, "<</Type /Page /Parent 2 0 R>>");
    builder.add(5, &format!("<</Type /StructTreeRoot /K 6 0 R /ParentTree {tree} /ParentTreeNextKey 1>>"));
    builder.add(6, "<</Type /StructElem /S /Document /P 5 0 R /K [7 0 R]>>");
    builder.add(7, "<</Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K 0>>");
    builder.add(8, "<</Nums [0 [7 0 R]]>>").add(9, "<</Kids [10 0 R]>>");
    builder.add(10, "<</Limits [0 0] /Nums [0 [7 0 R]]>>");
    builder
}

fn linearized() -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let (plain, target) = (folder.path().join("plain.pdf"), folder.path().join("linear.pdf"));
    std::fs::write(&plain, inherited(3).build()).unwrap();
    let made = std::process::Command::new("qpdf").arg("--linearize").arg(&plain).arg(&target).output();
    made.ok().filter(|output| output.status.success()).and_then(|_| std::fs::read(&target).ok())
}

/// The kinds of the matrix, each with a password where one is needed.
pub(crate) fn kinds() -> Vec<(&'static str, Vec<u8>, Option<&'static str>)> {
    let mut junk = inherited(2);
    junk.junk(b"HTTP/1.1 200 OK\r\n\r\n");
    let cropped = with_page("/MediaBox [-100 -50 500 700] /CropBox [0 0 400 600] /Rotate 270 /UserUnit 2");
    let mut all = vec![
        ("classic table", plain().build(), None),
        ("object streams", inherited(3).build_compressed(), None),
        ("hybrid", inherited(2).build_hybrid(), None),
        ("AES-256", encrypted("AES-256", "secret"), Some("secret")),
        ("AES-128", encrypted("AES-128", "secret"), Some("secret")),
        ("RC4", encrypted("RC4", "secret"), Some("secret")),
        ("PDF/A-1b", archival(1, 'B', "").build(), None),
        (
            "PDF/A-2u",
            archival(2, 'U', "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1>>]").build(),
            None,
        ),
        ("tagged", tagged("8 0 R").build(), None),
        ("rotated, cropped, UserUnit", cropped.build(), None),
        ("1,000 pages", inherited(1000).build(), None),
        ("junk before the header", junk.build(), None),
        ("signed by somebody", crate::support::sign(&inherited(2).build(), &request()), None),
    ];
    match linearized() {
        Some(bytes) => all.push(("linearized", bytes, None)),
        None => crate::needs::tool("qpdf not found, no linearized file"),
    }
    all
}

/// A photo with soft edges, as its own picture.
fn picture() -> Arc<Picture> {
    let samples: Vec<u8> =
        (0..32 * 16).flat_map(|at| [20, 30, 140, u8::try_from(at % 32 * 8).unwrap()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 32, 16);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&samples).unwrap();
    Arc::new(Picture::of_logo(&bytes).unwrap())
}

fn signature() -> Appearance {
    let line = |kind, text: &str| TextLine { kind, text: text.to_owned() };
    let lines = [line(LineKind::Name, "Νίκος Юлия محمد"), line(LineKind::Date, "22/11/2026 09:50 +01:00")];
    let mark = Mark::Picture { picture: picture() };
    let look = SignatureLook { mark: &mark, lines: &lines, logo: None, width: 160.0, height: 60.0 };
    Appearance::for_signature(&look).unwrap()
}

fn initials() -> Appearance {
    Appearance::for_initials(&Mark::Typed { name: "ZÇ".to_owned() }, 40.0, 20.0).unwrap()
}

/// Signs on page 1 with initials on every page.
fn sign(bytes: &[u8], password: Option<&str>, what: &str) -> Vec<u8> {
    let file = PdfFile::parse(bytes.to_vec(), password).unwrap();
    let (signature, initials) = (signature(), initials());
    let rect = PageRect::from_xywh(30.0, 20.0, 40.0, 20.0).unwrap();
    let everywhere: Vec<Initials<'_>> =
        (1..=file.page_count()).map(|page| Initials { page, rect, appearance: &initials }).collect();
    let wanted = SignatureDictionary { appearance: Some(&signature), initials: &everywhere, ..request() };
    let prepared = prepare_signature(&file, &wanted).expect(what);
    filled(bytes, &prepared)
}

fn widgets(file: &PdfFile, field: &str) -> Vec<Dictionary> {
    let view = file.current();
    let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap();
    let fields = view.get(&form, b"Fields");
    let fields =
        fields.as_array().unwrap().iter().map(|field| view.resolve(field).as_dictionary().unwrap().clone());
    let found =
        fields.into_iter().find(|entry| view.get(entry, b"T").as_text().as_deref() == Some(field)).unwrap();
    let kids = view.get(&found, b"Kids");
    kids.as_array().unwrap().iter().map(|kid| view.resolve(kid).as_dictionary().unwrap().clone()).collect()
}

#[test]
fn every_kind_of_file_is_signed_with_initials_on_every_page() {
    for (what, bytes, password) in kinds() {
        let before = PdfFile::parse(bytes.clone(), password).unwrap();
        let signed = sign(&bytes, password, what);
        assert!(signed.starts_with(&bytes), "{what}: the bytes that were there stay");
        assert_qpdf_finds_nothing(&signed, password, what);
        if let Some(folder) = std::env::var_os("PARAPHE_GALLERY") {
            let name = what.replace(['/', ' ', ','], "-");
            std::fs::write(std::path::Path::new(&folder).join(name).with_extension("pdf"), &signed).unwrap();
        }
        let file = PdfFile::parse(signed, password).unwrap();
        let last = file.signature_fields().pop().unwrap();
        assert_eq!(last.coverage.extent, Extent::WholeFile, "{what}");
        assert_eq!(
            file.signature_fields().len(),
            before.signature_fields().len() + 1,
            "{what}: one signature"
        );
        let widgets = widgets(&file, &last.name);
        assert_eq!(widgets.len(), file.page_count() as usize + 1, "{what}");
        assert!(file.page_count() == before.page_count() && !file.is_repaired(), "{what}");
        let view = file.current();
        let mut drawn: Vec<_> =
            widgets.iter().map(|widget| view.dictionary(widget, b"AP").unwrap()).collect();
        drawn.dedup();
        assert!(drawn.len() <= 3, "{what}: what looks the same is written once, not {} times", drawn.len());
        assert_eq!(
            view.get(&view.catalog(), b"Metadata"),
            before.current().get(&before.current().catalog(), b"Metadata")
        );
    }
}

/// The image and the mask of the first picture a signature shows.
fn image(file: &PdfFile) -> (Dictionary, Option<Dictionary>, Option<Dictionary>) {
    let view = file.current();
    let name = file.signature_fields().pop().unwrap().name;
    let widget = &widgets(file, &name)[0];
    let normal = view.dictionary(&view.dictionary(widget, b"AP").unwrap(), b"N").unwrap();
    let resources = view.dictionary(&normal, b"Resources").unwrap();
    let image = view.dictionary(&view.dictionary(&resources, b"XObject").unwrap(), b"I0").unwrap();
    let (soft, hard) = (view.dictionary(&image, b"SMask"), view.dictionary(&image, b"Mask"));
    (image, soft, hard)
}

fn descriptors(file: &PdfFile) -> Vec<Dictionary> {
    let view = file.current();
    let numbers = (1..2000).map(|number| view.object((number, 0)));
    let dictionaries = numbers.filter_map(|object| object.as_dictionary().cloned());
    dictionaries.filter(|dictionary| dictionary.is_type(b"FontDescriptor")).collect()
}

#[test]
fn an_archival_file_stays_one() {
    let intent = "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1>>]";
    for (part, level, catalog, is_soft) in
        [(1, 'B', intent, false), (2, 'B', "", false), (2, 'U', intent, true), (3, 'B', intent, true)]
    {
        let what = format!("PDF/A-{part}{level} {catalog}");
        let bytes = archival(part, level, catalog).build();
        assert_eq!(parse(&bytes).archival(), Some(Archival { part, level: Some(level) }));
        let file = parse(&sign(&bytes, None, &what));
        let (image, soft, hard) = image(&file);
        assert_eq!((soft.is_some(), hard.is_some()), (is_soft, !is_soft), "{what}: transparency");
        assert_eq!(image.get(b"Interpolate"), None);
        let view = file.current();
        let space = view.get(&image, b"ColorSpace");
        assert_eq!(space.as_array().unwrap()[0], Object::name("CalRGB"), "{what}: no device colour");
        if let Some(mask) = hard {
            assert_eq!(mask.get(b"ImageMask"), Some(&Object::Boolean(true)));
            assert_eq!(mask.get(b"BitsPerComponent"), Some(&Object::Integer(1)));
        }
        let descriptors = descriptors(&file);
        assert!(descriptors.len() >= 2, "{what}: Noto, Plex, Dancing Script");
        for descriptor in descriptors {
            assert!(view.get(&descriptor, b"FontFile2").as_stream().is_some(), "{what}: embedded");
            assert_eq!(descriptor.get(b"CIDSet").is_some(), part == 1, "{what}");
        }
        let form = view.dictionary(&view.catalog(), b"AcroForm").unwrap();
        assert_eq!(form.get(b"NeedAppearances"), None);
        for widget in widgets(&file, "Signature1") {
            let flags = view.get(&widget, b"F").as_integer().unwrap();
            assert_eq!(flags & 0b10_0111, 4, "{what}: printed, and neither hidden nor invisible");
            let appearance = view.dictionary(&widget, b"AP").unwrap();
            let keys: Vec<&[u8]> = appearance.iter().map(|entry| entry.key.as_slice()).collect();
            assert_eq!(keys, [b"N"], "{what}: nothing but the normal appearance");
        }
    }
    assert_eq!(parse(&plain().build()).archival(), None);
}

#[test]
fn even_an_unseen_signature_has_an_appearance_in_pdf_a_1() {
    for (part, expected) in [(1, true), (2, false)] {
        let wanted = SignatureDictionary { page: None, ..request() };
        let file = parse(&crate::support::sign(&archival(part, 'B', "").build(), &wanted));
        let id = file.signature_fields()[0].field_id.unwrap();
        let field = file.current().object(id);
        assert_eq!(field.as_dictionary().unwrap().get(b"AP").is_some(), expected, "PDF/A-{part}");
    }
}

#[test]
fn the_first_signature_of_a_tagged_document_joins_its_structure() {
    for tree in ["8 0 R", "9 0 R", "<</Nums [0 [7 0 R]]>>"] {
        let bytes = tagged(tree).build();
        let file = parse(&sign(&bytes, None, tree));
        let view = file.current();
        let root = view.dictionary(&view.catalog(), b"StructTreeRoot").unwrap();
        assert_eq!(view.get(&root, b"ParentTreeNextKey").as_integer(), Some(4), "{tree}");
        let parents = pairs(&file, &root);
        assert_eq!(parents.len(), 4, "{tree}: what was there and three widgets");
        for widget in widgets(&file, "Signature1") {
            let key = view.get(&widget, b"StructParent").as_integer().unwrap();
            let element = &parents.iter().find(|(number, _)| *number == key).unwrap().1;
            let element = view.resolve(element).as_dictionary().unwrap().clone();
            assert_eq!(element.get(b"S"), Some(&Object::name("Form")), "{tree}");
            assert_eq!(element.get(b"P"), Some(&Object::Reference((6, 0))), "{tree}: under the document");
            let object = view.dictionary(&element, b"K").unwrap();
            assert_eq!(view.get(&object, b"Obj").as_dictionary(), Some(&widget), "{tree}");
            let page = view.dictionary(&widget, b"P").unwrap();
            assert_eq!(page.get(b"Tabs"), Some(&Object::name("S")), "{tree}");
        }
        let document = view.object((6, 0));
        let kids = view.get(document.as_dictionary().unwrap(), b"K");
        assert_eq!(kids.as_array().unwrap().len(), 4, "{tree}");
        // A later signature leaves the structure alone: no validator would excuse a change of it.
        let again = parse(&crate::support::sign(file.bytes(), &request()));
        let after = again.current().dictionary(&again.current().catalog(), b"StructTreeRoot").unwrap();
        assert_eq!(after, root, "{tree}");
    }
}

/// The pairs of the parent tree.
fn pairs(file: &PdfFile, root: &Dictionary) -> Vec<(i64, Object)> {
    let view = file.current();
    let mut found = Vec::new();
    let mut waiting = vec![view.dictionary(root, b"ParentTree").unwrap()];
    while let Some(node) = waiting.pop() {
        let numbers = view.get(&node, b"Nums");
        let pairs = numbers.as_array().unwrap_or_default().chunks_exact(2);
        found.extend(pairs.map(|pair| (pair[0].as_integer().unwrap(), pair[1].clone())));
        let kids = view.get(&node, b"Kids");
        let kids = kids.as_array().unwrap_or_default().iter();
        waiting.extend(kids.map(|kid| view.resolve(kid).as_dictionary().unwrap().clone()));
    }
    found
}

#[test]
fn the_owner_decides_what_others_may_do() {
    // Bits 4, 6 and 9: modify, annotate, fill in.
    const ALL: u64 = 8 | 32 | 256;
    for kind in ["AES-256", "AES-128", "RC4"] {
        for (bits, new_field_allowed) in [(ALL, true), (8 | 32, true), (256, false), (32, false), (0, false)]
        {
            let bytes = restricted(kind, bits);
            let by_user = PdfFile::parse(bytes.clone(), Some("user")).unwrap();
            let outcome = prepare_signature(&by_user, &request());
            if new_field_allowed {
                assert!(outcome.is_ok(), "{kind} {bits}: {outcome:?}");
            } else {
                assert!(matches!(outcome, Err(PdfError::OwnerForbids)), "{kind} {bits}");
            }
            let timestamp = SignatureDictionary { sub_filter: SubFilter::EtsiRfc3161, ..request() };
            assert!(
                prepare_signature(&by_user, &timestamp).is_ok(),
                "{kind} {bits}: a timestamp changes nothing"
            );
            let by_owner = PdfFile::parse(bytes, Some("owner")).unwrap();
            assert!(prepare_signature(&by_owner, &request()).is_ok(), "{kind} {bits}: the owner may");
        }
    }
}

#[test]
fn initials_want_a_field_of_their_own_and_pages_that_are_there() {
    let initials = initials();
    let rect = PageRect::from_xywh(5.0, 5.0, 40.0, 20.0).unwrap();
    let on = |page| [Initials { page, rect, appearance: &initials }];
    let here = on(1);
    let wanted = SignatureDictionary { field_name: Some("Ici".to_owned()), initials: &here, ..request() };
    let refused = prepare_signature(&parse(&with_seed("<<>>")), &wanted);
    assert!(matches!(refused, Err(PdfError::InitialsOnExistingField { name }) if name == "Ici"));
    let nowhere = on(9);
    let wanted = SignatureDictionary { initials: &nowhere, ..request() };
    let refused = prepare_signature(&parse(&plain().build()), &wanted);
    assert!(matches!(refused, Err(PdfError::PageMissing { page: 9, .. })));
    // Initials without a box for the signature itself: the initials are all there is to see.
    let wanted = SignatureDictionary { page: None, initials: &here, ..request() };
    let file = parse(&crate::support::sign(&plain().build(), &wanted));
    assert_eq!(file.signature_fields()[0].rect, Some(rect));
}

#[test]
fn a_broken_file_is_offered_as_a_clean_copy_until_it_is_signed() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in [("table", inherited(3).build()), ("streams", inherited(3).build_compressed())] {
        let start = bytes.windows(9).rposition(|window| window == b"startxref").unwrap();
        let broken = [&bytes[..start], b"startxref\n7\n%%EOF\n"].concat();
        let file = parse(&broken);
        assert!(file.is_repaired());
        let path = folder.path().join(name);
        file.clean_copy(&path).unwrap();
        let copy = PdfFile::open(&path, None).unwrap();
        assert!(!copy.is_repaired() && copy.page_count() == 3, "{name}");
        assert_eq!(copy.pages().unwrap(), file.pages().unwrap(), "{name}");
        assert_qpdf_finds_nothing(copy.bytes(), None, name);
        let signed = sign(copy.bytes(), None, name);
        assert_qpdf_finds_nothing(&signed, None, name);
        let again = parse(&signed).clean_copy(&folder.path().join(format!("{name} again")));
        assert!(matches!(again, Err(PdfError::RepairedAndSigned)), "{name}");
        assert!(file.clean_copy(&path).is_err(), "{name}: nothing is written over");
    }
}
