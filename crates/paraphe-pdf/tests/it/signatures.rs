//! Reading signatures: every one, whatever its state, with the exact place of its bytes.

use paraphe_envelope::Timestamp;
use paraphe_pdf::{DocMdp, Extent, FieldLock, Presence, SignatureField};

use crate::support::{PdfBuilder, parse, plain, request, sign, update};

const SIGNATURE: &str = "<</Type /Sig /Filter /Old /SubFilter /adbe.x509.rsa_sha1 /Cert <3000> \
     /M (D:20240229120000+02'00') /Reason <FEFF00E9> /ByteRange [0 1 2 3] /Contents (\\060\\0)>>";

/// A document whose form has these root fields.
fn with_fields(fields: &str, objects: &[(u32, &str)]) -> Vec<u8> {
    let mut builder = PdfBuilder::new(
        &format!("/AcroForm <</Fields [{fields}]>>"),
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
    );
    builder.add(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Annots [20 0 R]>>");
    for (number, body) in objects {
        builder.add(*number, body);
    }
    builder.build()
}

fn only(bytes: &[u8]) -> SignatureField {
    let found = parse(bytes).signature_fields();
    let [signature] = &found[..] else { panic!("one signature in {found:#?}") };
    signature.clone()
}

#[test]
fn type_and_value_are_inherited_and_names_are_joined() {
    let bytes = with_fields(
        "10 0 R",
        &[
            (10, "<</T (a) /FT /Sig /V 30 0 R /Kids [11 0 R]>>"),
            (11, "<</T (b) /Parent 10 0 R /Kids [20 0 R]>>"),
            (20, "<</Subtype /Widget /Rect [1 2 30 40]>>"),
            (30, SIGNATURE),
        ],
    );
    let signatures = parse(&bytes).signature_fields();
    let named: Vec<&str> = signatures.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(named, ["a", "a.b"], "a group with a value of its own is a field, too");
    assert_eq!(signatures[1].page, Some(1), "found through /Annots, as the widget has no /P");
    assert_eq!(signatures[1].rect.unwrap().to_array(), [1.0, 2.0, 30.0, 40.0]);
}

#[test]
fn a_literal_string_of_an_unknown_format_is_listed_with_its_span() {
    let bytes =
        with_fields("20 0 R", &[(20, "<</T (a) /FT /Sig /V 30 0 R /Subtype /Widget>>"), (30, SIGNATURE)]);
    let signature = only(&bytes);
    assert_eq!(signature.sub_filter, "adbe.x509.rsa_sha1");
    assert_eq!(signature.filter, "Old");
    assert_eq!(signature.contents, [0x30, 0]);
    assert_eq!(&bytes[signature.contents_span.clone()], b"(\\060\\0)");
    assert_eq!(signature.certificates, [[0x30, 0]]);
    assert_eq!(signature.reason.as_deref(), Some("é"));
    assert_eq!(signature.claimed_time.map(Timestamp::to_rfc3339).as_deref(), Some("2024-02-29T10:00:00Z"));
    assert_eq!(signature.byte_range, [0, 1, 2, 3]);
    assert_eq!(signature.coverage.extent, Extent::Partial);
    assert!(!signature.coverage.gap_is_contents);
}

#[test]
fn a_signature_may_stand_directly_in_its_field() {
    let field = format!("<</T (a) /FT /Sig /Subtype /Widget /V {SIGNATURE}>>");
    let bytes = with_fields("20 0 R", &[(20, &field)]);
    let signature = only(&bytes);
    assert_eq!(signature.value_id, None);
    assert_eq!(&bytes[signature.contents_span.clone()], b"(\\060\\0)");
}

#[test]
fn a_removed_signature_is_still_listed() {
    let signed = sign(&plain().build(), &request());
    let file = parse(&signed);
    let form = file.current().catalog().get(b"AcroForm").and_then(paraphe_pdf::Object::as_reference).unwrap();
    let removed = update(&signed, &[(form.0, "<</Fields []>>")], &[], "");
    let signature = only(&removed);
    assert_eq!(signature.presence, Presence::Removed);
    assert_eq!(signature.revision, 1);
    assert_eq!(signature.coverage.extent, Extent::WholeRevision { revision: 1 });
}

#[test]
fn a_replaced_signature_dictionary_is_two_signatures() {
    let signed = sign(&plain().build(), &request());
    let value = only(&signed).value_id.unwrap();
    let replaced = update(&signed, &[(value.0, SIGNATURE)], &[], "");
    let found = parse(&replaced).signature_fields();
    let states: Vec<_> =
        found.iter().map(|found| (found.presence, found.revision, found.sub_filter.as_str())).collect();
    assert_eq!(
        states,
        [(Presence::Removed, 1, "ETSI.CAdES.detached"), (Presence::Present, 2, "adbe.x509.rsa_sha1")]
    );
}

#[test]
fn a_dictionary_no_field_leads_to_is_an_orphan() {
    let bytes =
        with_fields("", &[(30, SIGNATURE), (31, "<</ByteRange [0 1 2 3] /MACLocation /Standalone>>")]);
    let signature = only(&bytes);
    assert_eq!(signature.presence, Presence::Orphaned);
    assert_eq!(signature.name, "");
}

/// The file with `from` for `to`, of the same length: damage moves nothing.
fn damaged(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = bytes.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
    [&bytes[..at], to.as_bytes(), &bytes[at + from.len()..]].concat()
}

#[test]
fn what_is_left_of_a_signature_in_a_damaged_file_is_counted() {
    let signed = sign(&plain().build(), &request());
    assert_eq!(parse(&signed).count_lost_signatures(), 0, "it was read");
    let signature = only(&signed);
    let header = format!("\n{} 0 obj", signature.value_id.unwrap().0);
    let no_object = damaged(&signed, &header, &header.replace("obj", "xbj"));
    let no_field = |bytes: &[u8]| damaged(bytes, "/FT /Sig", "/FT /Six");
    let ways = [
        no_field(&no_object),
        no_field(&damaged(&signed, "/Contents <", "/Xontents <")),
        no_field(&damaged(&no_object, "/ByteRange", "/ByteXange")),
        // Without any table, and without any word in the dictionary itself: the field asks for it.
        ["/ByteRange", "/SubFilter", "startxref", "startxref"]
            .iter()
            .fold(no_object.clone(), |bytes, word| damaged(&bytes, word, &"x".repeat(word.len()))),
    ];
    for (number, bytes) in ways.iter().enumerate() {
        let file = parse(bytes);
        assert_eq!((file.signature_fields().len(), file.count_lost_signatures()), (0, 1), "{number}");
    }
}

#[test]
fn the_same_words_elsewhere_are_no_signature() {
    let words = "/ByteRange [0 1 2 3] /SubFilter /ETSI.CAdES.detached";
    let held = [
        format!("<</Title ({words})>>"),
        format!("<</Length {}>>\nstream\n{words}\nendstream", words.len()),
        "<</ByteRange [0 1 2 3] /MACLocation /Standalone>>".to_owned(),
        "<</Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5>>".to_owned(),
        "<</SV <</SubFilter [/ETSI.CAdES.detached]>>>>".to_owned(),
        format!("<</Perms <</UR3 <</Type /Sig {words} /Contents <00>>>>>>>"),
    ];
    for body in held {
        let mut builder = plain();
        builder.add(30, &body);
        let file = parse(&builder.build());
        assert_eq!((file.signature_fields().len(), file.count_lost_signatures()), (0, 0), "{body}");
    }
    let mut builder = plain();
    builder.trailer("/AuthCode <</MACLocation /Standalone /ByteRange [0 1 2 3] /MAC <00>>>");
    assert_eq!(parse(&builder.build()).count_lost_signatures(), 0);
}

#[test]
fn the_gap_must_be_the_contents_of_that_very_dictionary() {
    let signed = sign(&plain().build(), &request());
    let start = only(&signed).contents_span.start;
    // The same numbers, one off: the gap then leaves a bracket outside.
    let text = format!("/ByteRange [0 {start:<10} ");
    let at = signed.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
    let mut moved = signed.clone();
    moved[at..at + text.len()].copy_from_slice(format!("/ByteRange [0 {:<10} ", start + 1).as_bytes());
    let signature = only(&moved);
    assert!(signature.coverage.is_ordered);
    assert!(!signature.coverage.gap_is_contents);
    assert_eq!(signature.coverage.extent, Extent::Partial);
}

#[test]
fn nonsense_ranges_are_malformed() {
    for range in
        ["[-1 5 6 7]", "[0 10 5 9]", "[0 1 2]", "[0 1 2 999999999]", "[0 1 9223372036854775807 9]", "/No"]
    {
        let value = SIGNATURE.replace("[0 1 2 3]", range);
        let bytes =
            with_fields("20 0 R", &[(20, "<</T (a) /FT /Sig /V 30 0 R /Subtype /Widget>>"), (30, &value)]);
        assert_eq!(only(&bytes).coverage.extent, Extent::Malformed, "{range}");
    }
}

#[test]
fn bytes_behind_the_end_are_no_part_of_the_signed_file() {
    let mut signed = sign(&plain().build(), &request());
    signed.push(b'\n');
    assert_eq!(
        only(&signed).coverage.extent,
        Extent::WholeRevision { revision: 1 },
        "more than one line end"
    );
    assert_eq!(parse(&signed).bytes_after_last_revision(), 1);
    signed.extend_from_slice(b"9 0 obj <</Type /Page>> endobj");
    assert_eq!(only(&signed).coverage.extent, Extent::WholeRevision { revision: 1 });
    assert_eq!(parse(&signed).bytes_after_last_revision(), 31);
}

#[test]
fn transforms_say_what_may_follow() {
    let value = SIGNATURE.replace(
        "/Type /Sig",
        "/Type /Sig /Reference [<</TransformMethod /DocMDP>> \
         <</TransformMethod /FieldMDP /TransformParams <</Action /Exclude /Fields [(x)]>>>>]",
    );
    let bytes =
        with_fields("20 0 R", &[(20, "<</T (a) /FT /Sig /V 30 0 R /Subtype /Widget>>"), (30, &value)]);
    let signature = only(&bytes);
    assert_eq!(signature.doc_mdp, Some(DocMdp::FillAndSign), "/P is 2 where it is missing");
    let lock = signature.field_lock.unwrap();
    assert_eq!(lock, FieldLock::Exclude(vec!["x".to_owned()]));
    assert!(!lock.locks("x") && !lock.locks("x.y") && lock.locks("xy") && lock.locks("z"));
}

#[test]
fn a_key_given_twice_is_reported() {
    let value = SIGNATURE.replace("/Contents", "/Contents <00> /Contents");
    let bytes =
        with_fields("20 0 R", &[(20, "<</T (a) /FT /Sig /V 30 0 R /Subtype /Widget>>"), (30, &value)]);
    assert!(only(&bytes).repeats_a_key);
}
