//! Whether an update says one thing to every reader.

use paraphe_pdf::PdfFile;

use crate::support::{PdfBuilder, parse};

const OBJECT: &str = "3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Rotate 90>>\nendobj\n";

/// A page, and an update that turns it: what stands before the object, the object, what its table says of it, and the trailer.
fn updated(before: &str, object: &str, table: &str, trailer: &str) -> PdfFile {
    let mut builder = PdfBuilder::new("", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
    let mut bytes = builder.build();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let previous = text.rsplit_once("startxref").unwrap().1.trim().lines().next().unwrap().to_owned();
    bytes.extend(before.bytes());
    let place = bytes.len();
    bytes.extend(object.bytes());
    let at = bytes.len();
    let table = table.replace("PLACE", &format!("{place:010}"));
    let trailer = trailer.replace("PREV", &previous);
    bytes.extend(format!("xref\n{table}trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n").bytes());
    parse(&bytes)
}

const TABLE: &str = "3 1\nPLACE 00000 n \n";
const TRAILER: &str = "<</Size 4 /Root 1 0 R /ID [<0123> <4567>] /Prev PREV>>";

#[test]
fn an_update_of_listed_objects_is_plain() {
    let file = updated("", OBJECT, TABLE, TRAILER);
    assert_eq!(file.revisions().len(), 2);
    assert!(file.is_plain_update(1));
    assert!(!file.is_plain_update(0) && !file.is_plain_update(2), "neither is an update");
    for (before, why) in [("\n\n", "blanks"), ("% by hand\n", "a comment")] {
        assert!(updated(before, OBJECT, TABLE, TRAILER).is_plain_update(1), "{why}");
    }
    let early = OBJECT.replacen('3', "\n3", 1);
    assert!(updated("", &early, TABLE, TRAILER).is_plain_update(1), "the end of the line before is named");
}

#[test]
fn what_a_viewer_may_stumble_over_is_not() {
    let unlisted = "1 0 obj\n<</Type /Catalog /Pages 9 0 R>>\nendobj\n";
    for (before, why) in
        [(unlisted, "an object no table lists"), ("%1 0 obj\n", "one in a comment"), ("noise\n", "a word")]
    {
        assert!(!updated(before, OBJECT, TABLE, TRAILER).is_plain_update(1), "{why}");
    }
    for (from, to) in [
        (">>", "foo>>"),
        ("90>>", "90>"),
        ("2 0 R", "2%c\n0 R"),
        ("2 0 R", "+2 0 R"),
        ("2 0 R", "2 0 R /X 1 1 R"),
        ("/Rotate 90", "/Rotate 90 /N#00 1"),
        ("/Rotate 90", "/Rotate 90 /F 4294967298"),
        ("endobj", ""),
    ] {
        assert!(!updated("", &OBJECT.replacen(from, to, 1), TABLE, TRAILER).is_plain_update(1), "{to}");
    }
    for table in
        ["3 1\nPLACE 00000 n\n", "3 2\nPLACE 00000 n \n", "1 1\n0000000000 65535 f \n3 1\nPLACE 00000 n \n"]
    {
        assert!(!updated("", OBJECT, table, TRAILER).is_plain_update(1), "{table}");
    }
    for (from, to) in
        [("/Size 4", ""), ("PREV", "PREV.0"), ("/Root", "/Root 2 0 R /Root"), (">>", "/XRefStm 3>>")]
    {
        let file = updated("", OBJECT, TABLE, &TRAILER.replacen(from, to, 1));
        assert!(!file.is_plain_update(1), "{to}");
    }
}

#[test]
fn what_some_viewers_cannot_hold_is_not() {
    let long = "0".repeat(40);
    for (from, to) in [
        ("/Rotate 90", format!("/Rotate {long}90")),
        ("/Rotate 90", format!("/Rotate 90 /{} 1", "N".repeat(121))),
        ("/Rotate 90", "/Rotate 90 /Other 4194304 0 R".to_owned()),
        ("/Rotate 90", format!("/Rotate 90 /Deep {}{}", "[".repeat(60), "]".repeat(60))),
        ("3 0 obj", format!("{long}3 0 obj")),
    ] {
        assert!(!updated("", &OBJECT.replacen(from, &to, 1), TABLE, TRAILER).is_plain_update(1), "{to}");
    }
    for table in ["4194304 1\n0000000000 00001 f \n3 1\nPLACE 00000 n \n", "7 0\n3 1\nPLACE 00000 n \n"] {
        assert!(!updated("", OBJECT, table, TRAILER).is_plain_update(1), "{table}");
    }
    assert!(!updated("", OBJECT, TABLE, &TRAILER.replace("/Size 4", "/Size 4194305")).is_plain_update(1));
}

#[test]
fn what_only_a_look_through_the_file_finds_is_not() {
    let holds = |content: &str| {
        let stream =
            format!("4 0 obj\n<</Length {}>>\nstream\n{content}\nendstream\nendobj\n", content.len());
        let table = "4 1\nPLACE 00000 n \n";
        updated("", &stream, table, &TRAILER.replace("/Size 4", "/Size 5")).is_plain_update(1)
    };
    for content in ["of 12 000 objects", "endobj", "a trailer\nof a film", "startxref", "4 obj"] {
        assert!(holds(content), "{content}");
    }
    for content in
        ["\n3 0 obj\n<<>>", "x 3 0 obj<<>>", "3 %\n0 %\nobj", "trailer <</Root 3 0 R>>", "startxref 7"]
    {
        assert!(!holds(content), "{content}");
    }
    // Before the update they count as well, but not what was corrected and not what no number has.
    let after = |before: &str| {
        let mut builder = PdfBuilder::new("", "<</Type /Pages /Kids [3 0 R] /Count 1>>");
        builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>");
        let bytes = builder.build();
        let at = bytes.windows(6).rposition(|window| window == b"xref\n0").unwrap();
        let mut moved = [&bytes[..at], before.as_bytes()].concat();
        let start = moved.len();
        let table = String::from_utf8_lossy(&bytes[at..]).into_owned();
        let (table, _) = table.split_once("startxref").unwrap();
        moved.extend(format!("{table}startxref\n{start}\n%%EOF\n").bytes());
        let place = moved.len();
        moved.extend(OBJECT.bytes());
        let section = moved.len();
        let (table, trailer) =
            (TABLE.replace("PLACE", &format!("{place:010}")), TRAILER.replace("PREV", &start.to_string()));
        moved.extend(format!("xref\n{table}trailer\n{trailer}\nstartxref\n{section}\n%%EOF\n").bytes());
        parse(&moved).is_plain_update(1)
    };
    assert!(
        after("") && after("9 0 obj\n<</Left /Behind>>\nendobj\n") && after("trailer\n<</Root 1 0 R>>\n")
    );
    for before in [
        "3 0 obj\n<</Type /Page>>\nendobj\n",
        "9 0 obj\n<</Type /ObjStm /N 1 /First 4 /Length 9>>\nstream\n3 0 <<>>\nendstream\nendobj\n",
        "trailer\n<</Root 3 0 R>>\n",
    ] {
        assert!(!after(before), "{before}");
    }
}

#[test]
fn a_stream_is_as_long_as_it_says() {
    let contents = |length: usize| {
        let stream = format!("4 0 obj\n<</Length {length}>>\nstream\n0 0 m\nendstream\nendobj\n");
        let table = "4 1\nPLACE 00000 n \n";
        updated("", &stream, table, &TRAILER.replace("/Size 4", "/Size 5")).is_plain_update(1)
    };
    assert!(contents(5) && contents(6), "with or without the end of its last line");
    assert!(!contents(3) && !contents(40));
}
