//! The same bytes, read as two documents: by two keys of one password, and by two ways of counting offsets.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{EncryptionState, EncryptionVersion, Object, Permissions};
use paraphe_pdf::PdfFile;

use crate::support::inherited;

/// Encrypted for these two, and what `touch` makes of an entry of the encryption dictionary.
fn encrypted(owner: &str, touched: &[u8], touch: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut builder = inherited(2);
    builder.trailer("/ID [<0123> <4567>]");
    let mut document = lopdf::Document::load_mem(&builder.build()).unwrap();
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: &[7; 32],
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: owner,
        user_password: "",
        permissions: Permissions::all(),
    };
    document.encrypt(&EncryptionState::try_from(version).unwrap()).unwrap();
    let id = document.trailer.get(b"Encrypt").unwrap().as_reference().unwrap();
    let entry = document.get_object_mut(id).unwrap().as_dict_mut().unwrap().get_mut(touched).unwrap();
    if let Object::String(bytes, _) = entry {
        touch(bytes);
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn reads_in_two_ways(bytes: Vec<u8>) -> bool {
    PdfFile::parse(bytes, None).unwrap().is_read_in_two_ways()
}

#[test]
fn one_password_with_two_keys_is_two_documents() {
    let other = |bytes: &mut Vec<u8>| bytes[20] ^= 1;
    assert!(!reads_in_two_ways(encrypted("", b"OE", |_| {})), "both lead to one key");
    assert!(reads_in_two_ways(encrypted("", b"OE", other)), "the owner has a key of his own");
    assert!(reads_in_two_ways(encrypted("", b"UE", other)), "the user has one, which /Perms is not for");
    assert!(!reads_in_two_ways(encrypted("owner", b"OE", |_| {})), "one password is not known");
}

#[test]
fn two_tables_one_per_way_of_counting_are_two_documents() {
    let plain = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
                 3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n";
    let built = |ways: &[usize]| {
        const JUNK: usize = 400;
        let mut text = format!("%{}\n{plain}", "x".repeat(JUNK - 2));
        let at = text.len();
        for way in ways {
            let place = |id: u32| text.find(&format!("\n{id} 0 obj")).unwrap() + 1 - way;
            let rows: String = (1..=3).map(|id| format!("{:010} 00000 n \n", place(id))).collect();
            let table = format!("xref\n0 4\n0000000000 65535 f \n{rows}trailer\n<</Size 4/Root 1 0 R>>\n");
            // The second table stands as far behind the first as the junk is long.
            text.push_str(&format!("{table}%{}\n", "y".repeat(JUNK - 2 - table.len())));
        }
        let named = if ways == [JUNK] { at - JUNK } else { at };
        text.push_str(&format!("startxref\n{named}\n%%EOF\n"));
        text.into_bytes()
    };
    assert!(!reads_in_two_ways(built(&[0])), "counted from the first byte");
    assert!(!reads_in_two_ways(built(&[400])), "counted from the header");
    assert!(reads_in_two_ways(built(&[0, 400])), "one table for each");
}
