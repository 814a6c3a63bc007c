//! What changed between revisions, and what each changed object is for.

use std::collections::BTreeSet;

use paraphe_pdf::{ChangeKind, ObjectRole, PdfError, RevisionDiff};

use crate::support::{PdfBuilder, parse, plain, request, sign, update};

/// The changes of the last revision as "number kind roles".
fn last_diff(bytes: &[u8]) -> RevisionDiff {
    let file = parse(bytes);
    let last = file.revisions().len() - 1;
    file.diff(last - 1, last).expect("there are two revisions")
}

fn roles(diff: &RevisionDiff, number: u32) -> BTreeSet<ObjectRole> {
    let change = diff.changes.iter().find(|change| change.id.0 == number);
    let change = change.unwrap_or_else(|| panic!("object {number} in {:#?}", diff.changes));
    change.roles_after.union(&change.roles_before).cloned().collect()
}

fn set<const N: usize>(roles: [ObjectRole; N]) -> BTreeSet<ObjectRole> {
    roles.into()
}

#[test]
fn one_more_signature_touches_form_page_and_nothing_else() {
    for original in [plain().build(), plain().build_compressed(), plain().build_hybrid()] {
        let twice = sign(&sign(&original, &request()), &request());
        let diff = last_diff(&twice);
        let all: BTreeSet<ObjectRole> =
            diff.changes.iter().flat_map(|change| change.roles_after.clone()).collect();
        let name = || "Signature2".to_owned();
        let expected = set([
            ObjectRole::AcroForm,
            ObjectRole::Annotation(1),
            ObjectRole::Field(name()),
            ObjectRole::Page(1),
            ObjectRole::Signature(name()),
        ]);
        let plumbing = set([ObjectRole::XrefStream]);
        assert_eq!(all.difference(&plumbing).cloned().collect::<BTreeSet<_>>(), expected);
        assert!(diff.changes.iter().all(|change| !change.roles_after.is_empty()), "{diff:#?}");
        assert_eq!(diff.trailer.iter().map(|change| change.key.as_str()).collect::<Vec<_>>(), ["ID"]);
    }
}

#[test]
fn a_changed_content_stream_is_the_content_of_a_page() {
    let other = "<</Length 9>>\nstream\n1 0 0 rg \nendstream";
    let diff = last_diff(&update(&plain().build(), &[(4, other)], &[], ""));
    assert_eq!(roles(&diff, 4), set([ObjectRole::PageContents]));
    assert_eq!(diff.changes[0].kind, ChangeKind::Changed);
}

#[test]
fn the_same_content_written_again_is_no_change() {
    let same = "<</Length 27>>\nstream\n0 0 1 rg 100 100 50 50 re f\nendstream";
    let page =
        "<</MediaBox [0.00 0 595.2760 841.890] /Parent 2 0 R /Resources <<>> /Contents 4 0 R /Type/Page>>";
    let diff = last_diff(&update(&plain().build(), &[(3, page), (4, same)], &[], ""));
    assert_eq!(diff.changes, [], "order, spelling of numbers and position are no content");
}

#[test]
fn what_stands_in_an_object_stream_that_is_written_anew_is_compared() {
    let bodies = [
        "<</Type /Catalog /Pages 2 0 R >>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <<>> /MediaBox [0 0 595.276 841.89]>>",
    ];
    let rewritten = |bodies: &[&str; 3]| {
        let [first, second, _] = bodies.map(str::len);
        let pairs = format!("1 0 2 {} 3 {} ", first + 1, first + second + 2);
        let data = format!("{pairs}{}", bodies.join(" "));
        let body = format!(
            "<</Type /ObjStm /N 3 /First {} /Length {}>>\nstream\n{data}\nendstream",
            pairs.len(),
            data.len()
        );
        last_diff(&update(&plain().build_compressed(), &[(5, &body)], &[], ""))
    };
    let same = rewritten(&bodies);
    assert_eq!(same.changes.iter().map(|change| change.id.0).collect::<Vec<_>>(), [5]);
    let larger = bodies[2].replace("841.89", "999");
    let other = rewritten(&[bodies[0], bodies[1], &larger]);
    assert_eq!(other.changes.iter().map(|change| change.id.0).collect::<Vec<_>>(), [3, 5]);
    assert_eq!(roles(&other, 3), set([ObjectRole::Page(1)]));
}

#[test]
fn what_a_table_lists_twice_in_two_places_is_nothing_anybody_can_read() {
    let original = plain().build();
    let other = "<</Length 3>>\nstream\nq Q\nendstream";
    let updated = update(&original, &[(4, other)], &[], "");
    let former = original.windows(7).position(|bytes| bytes == b"4 0 obj").expect("the content");
    let table = updated.windows(6).rposition(|bytes| bytes == b"\nxref\n").expect("the update's table") + 6;
    let mut twice = updated[..table].to_vec();
    twice.extend_from_slice(format!("4 1\n{former:010} 00000 n \n").as_bytes());
    twice.extend_from_slice(&updated[table..]);
    let diff = last_diff(&twice);
    assert_eq!(diff.changes[0].after, paraphe_pdf::Object::Null);
}

#[test]
fn objects_nothing_leads_to_have_no_role() {
    let diff = last_diff(&update(&plain().build(), &[(50, "<</Type /Page>>")], &[], ""));
    assert_eq!(diff.changes[0].kind, ChangeKind::Added);
    assert_eq!(roles(&diff, 50), set([]));
}

#[test]
fn a_freed_object_keeps_the_role_it_had() {
    let diff = last_diff(&update(&plain().build(), &[], &[4], ""));
    assert_eq!(diff.changes[0].kind, ChangeKind::Freed);
    // The page still refers to it, so the role stands on both sides.
    assert_eq!(roles(&diff, 4), set([ObjectRole::PageContents]));
}

#[test]
fn another_catalog_is_a_change_of_the_trailer() {
    let bytes = update(&plain().build(), &[(60, "<</Type /Catalog /Pages 2 0 R>>")], &[], "/Root 60 0 R");
    let diff = last_diff(&bytes);
    assert_eq!(diff.trailer[0].key, "Root");
    assert_eq!(roles(&diff, 60), set([ObjectRole::Catalog]));
}

#[test]
fn an_object_with_two_uses_has_both_roles() {
    let mut builder = PdfBuilder::new(
        "/DSS <</Certs [4 0 R]>> /Metadata 6 0 R /Names <</Dests 7 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    );
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Annots [5 0 R]>>");
    builder.stream(4, "", b"q Q");
    builder.add(5, "<</Subtype /Link /Rect [0 0 9 9] /AP <</N 4 0 R>> /A <</S /GoTo /D [3 0 R /Fit]>>>>");
    builder.stream(6, "/Type /Metadata", b"<x/>").add(7, "<</Names [(a) [3 0 R]]>>");
    let objects = [
        (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 8 8] /Contents 4 0 R /Annots [5 0 R]>>"),
        (4, "<</Length 3>>\nstream\nQ q\nendstream"),
        (5, "<</Subtype /Link /Rect [0 0 8 9] /AP <</N 4 0 R>> /A <</S /GoTo /D [3 0 R /Fit]>>>>"),
        (6, "<</Type /Metadata/Length 4>>\nstream\n<y/>\nendstream"),
        (7, "<</Names [(b) [3 0 R]]>>"),
    ];
    let diff = last_diff(&update(&builder.build(), &objects, &[], ""));
    assert_eq!(
        roles(&diff, 3),
        set([ObjectRole::Page(1)]),
        "a link to a page does not make it part of the link"
    );
    assert_eq!(roles(&diff, 4), set([ObjectRole::Appearance, ObjectRole::Dss, ObjectRole::PageContents]));
    assert_eq!(roles(&diff, 5), set([ObjectRole::Annotation(1)]));
    assert_eq!(roles(&diff, 6), set([ObjectRole::Metadata]));
    assert_eq!(roles(&diff, 7), set([ObjectRole::CatalogEntry("Names".to_owned())]));
}

#[test]
fn what_a_page_draws_with_is_that_though_it_is_a_field_or_the_catalog() {
    let mut builder = PdfBuilder::new(
        "/AcroForm <</Fields [5 0 R]>> /Metadata 6 0 R",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    );
    builder.add(
        3,
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <</XObject 1 0 R /Font 5 0 R>> \
         /Contents 4 0 R>>",
    );
    builder.stream(4, "", b"/Metadata Do");
    builder.add(5, "<</FT /Tx /T (name) /P 3 0 R>>").stream(6, "/Type /Metadata", b"0 0 9 9 re f");
    let objects = [
        (3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 8 8] /Contents 4 0 R>>"),
        (5, "<</FT /Tx /T (name) /V (Claire) /P 3 0 R>>"),
        (6, "<</Type /Metadata/Length 4>>\nstream\nq Q \nendstream"),
    ];
    let diff = last_diff(&update(&builder.build(), &objects, &[], ""));
    assert_eq!(roles(&diff, 3), set([ObjectRole::Page(1)]), "the way back from a field is none");
    assert_eq!(
        roles(&diff, 5),
        set([ObjectRole::Field("name".to_owned()), ObjectRole::PageResources]),
        "the field is named by the page"
    );
    assert_eq!(roles(&diff, 6), set([ObjectRole::Metadata, ObjectRole::PageResources]));
}

#[test]
fn revisions_that_are_not_there_are_refused() {
    let file = parse(&plain().build());
    assert!(matches!(file.diff(0, 1), Err(PdfError::Damaged { what: "revision" })));
    assert_eq!(file.diff(0, 0).unwrap().changes, []);
}
