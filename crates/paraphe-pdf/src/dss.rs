//! The document security store (ISO 32000-2, 12.8.4.3; EN 319 142-1 §5.4): certificates, OCSP answers and revocation
//! lists kept in the document, so that its signatures can be checked when nobody answers any more.

use crate::error::PdfError;
use crate::file::PdfFile;
use crate::incremental::Update;
use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// Larger certificates, answers and lists are not read, in bytes.
const ENTRY_LIMIT: usize = 32 << 20;
/// More entries of a kind are not read.
const COUNT_LIMIT: usize = 2048;

/// What a security store holds, each encoded in DER.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SecurityStore {
    /// `/Certs`: certificates.
    pub certificates: Vec<Vec<u8>>,
    /// `/OCSPs`: OCSP responses.
    pub ocsps: Vec<Vec<u8>>,
    /// `/CRLs`: certificate revocation lists.
    pub crls: Vec<Vec<u8>>,
    /// `/VRI`: which of them belong to which signature.
    pub per_signature: Vec<SignatureEvidence>,
}

/// What belongs to one signature (`/VRI`). `/TU` and `/TS` are not written: their times are vouched for by nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignatureEvidence {
    /// SHA-1 of the value of `/Contents`, in upper-case hexadecimal digits.
    pub key: String,
    /// Certificates, in DER.
    pub certificates: Vec<Vec<u8>>,
    /// OCSP responses, in DER.
    pub ocsps: Vec<Vec<u8>>,
    /// Revocation lists, in DER.
    pub crls: Vec<Vec<u8>>,
}

/// The three kinds: their name in the store and in `/VRI`.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Certificate,
    Crl,
    Ocsp,
}

impl Kind {
    fn key(self) -> &'static [u8] {
        match self {
            Self::Certificate => b"Certs",
            Self::Crl => b"CRLs",
            Self::Ocsp => b"OCSPs",
        }
    }

    fn key_of_signature(self) -> &'static [u8] {
        match self {
            Self::Certificate => b"Cert",
            Self::Crl => b"CRL",
            Self::Ocsp => b"OCSP",
        }
    }
}

impl SecurityStore {
    /// Reads what the document holds now; what cannot be read is left out. `/VRI` is not read: it repeats the store.
    #[must_use]
    pub fn read(file: &PdfFile) -> Self {
        let view = file.current();
        let Some(store) = view.dictionary(&view.catalog(), b"DSS") else { return Self::default() };
        let of = |kind: Kind| -> Vec<Vec<u8>> {
            entries(view, &store, kind).into_iter().map(|(_, bytes)| bytes).collect()
        };
        Self {
            certificates: of(Kind::Certificate),
            ocsps: of(Kind::Ocsp),
            crls: of(Kind::Crl),
            per_signature: Vec::new(),
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.ocsps.is_empty() && self.crls.is_empty()
    }

    /// The bytes to append to `file` so that its store holds this too; what it holds already, entries of `/VRI` included,
    /// stays and is not repeated.
    ///
    /// # Errors
    /// [`PdfError::RepairedAndSigned`]; [`PdfError::EncryptedNotSignable`]; [`PdfError::TooLarge`];
    /// [`PdfError::Damaged`].
    pub fn prepare(&self, file: &PdfFile) -> Result<Vec<u8>, PdfError> {
        if file.is_repaired() && !file.present_signatures().is_empty() {
            return Err(PdfError::RepairedAndSigned);
        }
        let view = file.current();
        let mut update = Update::new(file);
        let catalog_id = view.catalog_id().ok_or(PdfError::Damaged { what: "catalog" })?;
        let mut catalog = view.catalog();
        let former_id = catalog.get(b"DSS").and_then(Object::as_reference);
        let mut store = view.dictionary(&catalog, b"DSS").unwrap_or_default();
        store.replace(b"Type", Object::name("DSS"));
        let written = Written {
            certificates: merge(view, &mut update, &mut store, Kind::Certificate, &self.certificates),
            ocsps: merge(view, &mut update, &mut store, Kind::Ocsp, &self.ocsps),
            crls: merge(view, &mut update, &mut store, Kind::Crl, &self.crls),
        };
        written.put_signatures(view, &mut update, &mut store, &self.per_signature);
        match former_id {
            Some(id) => update.put(id, Object::Dictionary(store)),
            None => {
                let id = update.add(Object::Dictionary(store));
                catalog.replace(b"DSS", Object::Reference(id));
                update.put(catalog_id, Object::Dictionary(catalog));
            }
        }
        let seed = format!("security store {}", file.bytes().len());
        Ok(update.finish(seed.as_bytes())?.bytes)
    }
}

/// The streams of a kind: what refers to each, and its bytes.
fn entries(view: RevisionView<'_>, store: &Dictionary, kind: Kind) -> Vec<(Object, Vec<u8>)> {
    let listed = view.get(store, kind.key());
    let listed = listed.as_array().unwrap_or_default().iter().take(COUNT_LIMIT);
    listed
        .filter_map(|item| {
            let resolved = view.resolve(item);
            Some((item.clone(), view.decode(resolved.as_stream()?, ENTRY_LIMIT)?))
        })
        .collect()
}

/// Adds the streams that are missing to the array of this kind; answers every stream with its bytes.
fn merge(
    view: RevisionView<'_>,
    update: &mut Update<'_>,
    store: &mut Dictionary,
    kind: Kind,
    wanted: &[Vec<u8>],
) -> Vec<(Object, Vec<u8>)> {
    let mut all = entries(view, store, kind);
    // Entries we cannot read stay listed too.
    let mut items = view.get(store, kind.key()).as_array().unwrap_or_default().to_vec();
    for bytes in wanted {
        if !all.iter().any(|(_, present)| present == bytes) {
            let id: ObjectId = update.add_stream(Dictionary::new(), bytes);
            items.push(Object::Reference(id));
            all.push((Object::Reference(id), bytes.clone()));
        }
    }
    if !items.is_empty() {
        store.replace(kind.key(), Object::Array(items));
    }
    all
}

/// The streams of the store as the update leaves it.
struct Written {
    certificates: Vec<(Object, Vec<u8>)>,
    ocsps: Vec<(Object, Vec<u8>)>,
    crls: Vec<(Object, Vec<u8>)>,
}

impl Written {
    fn put_signatures(
        &self,
        view: RevisionView<'_>,
        update: &mut Update<'_>,
        store: &mut Dictionary,
        signatures: &[SignatureEvidence],
    ) {
        if signatures.is_empty() {
            return;
        }
        let mut all = view.dictionary(store, b"VRI").unwrap_or_default();
        for signature in signatures {
            // An entry that is there stays as it is: pyHanko takes a changed one for tampering, and new data is found
            // in the store itself.
            if all.get(signature.key.as_bytes()).is_some() {
                continue;
            }
            let mut own = Dictionary::from([(&b"Type"[..], Object::name("VRI"))]);
            for (kind, wanted, streams) in [
                (Kind::Certificate, &signature.certificates, &self.certificates),
                (Kind::Ocsp, &signature.ocsps, &self.ocsps),
                (Kind::Crl, &signature.crls, &self.crls),
            ] {
                let references: Vec<Object> = streams
                    .iter()
                    .filter(|(_, bytes)| wanted.contains(bytes))
                    .map(|(reference, _)| reference.clone())
                    .collect();
                if !references.is_empty() {
                    own.set(kind.key_of_signature(), Object::Array(references));
                }
            }
            let id = update.add(Object::Dictionary(own));
            all.replace(signature.key.as_bytes(), Object::Reference(id));
        }
        match store.get(b"VRI").and_then(Object::as_reference) {
            Some(id) => update.put(id, Object::Dictionary(all)),
            None => {
                let id = update.add(Object::Dictionary(all));
                store.replace(b"VRI", Object::Reference(id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]\
        /Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\ntrailer\n<</Root 1 0 R\
        /Size 4>>\nstartxref\n0\n%%EOF\n";

    fn with(file: &PdfFile, store: &SecurityStore) -> PdfFile {
        let tail = store.prepare(file).unwrap();
        PdfFile::parse([file.bytes(), &tail].concat(), None).unwrap()
    }

    #[test]
    fn a_file_and_its_update_are_read_as_one_without_holding_a_large_one_in_memory() {
        let small = PdfFile::parse(PLAIN.to_vec(), None).unwrap();
        let mut bytes = PLAIN.to_vec();
        let filler = [b"%".as_slice(), &[b'x'; 9 << 20], b"\n"].concat();
        bytes.splice(9..9, filler);
        let large = PdfFile::parse(bytes, None).unwrap();
        let store = SecurityStore { certificates: vec![b"one".to_vec()], ..SecurityStore::default() };
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("missing");
        for (file, where_to, is_written) in
            [(&small, nowhere.as_path(), true), (&large, folder.path(), true), (&large, &nowhere, false)]
        {
            let tail = store.prepare(file).unwrap();
            let joined = file.with_appended(&tail, where_to);
            assert_eq!(joined.is_ok(), is_written, "{} bytes", file.bytes().len());
            if let Ok(joined) = joined {
                assert!(joined.bytes() == [file.bytes(), &tail].concat());
                assert_eq!(SecurityStore::read(&joined), store);
            }
        }
        // Two go on from the same one: neither sees the other's bytes.
        let once = large.with_appended(&store.prepare(&large).unwrap(), folder.path()).unwrap();
        for name in [b"two", b"six"] {
            let more = SecurityStore { certificates: vec![name.to_vec()], ..SecurityStore::default() };
            let twice = once.with_appended(&more.prepare(&once).unwrap(), folder.path()).unwrap();
            assert_eq!(SecurityStore::read(&twice).certificates, [b"one".to_vec(), name.to_vec()]);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the file has no name");
        assert!(small.with_appended(b"no update", folder.path()).is_err());
    }

    #[test]
    fn what_is_written_is_read_and_nothing_is_written_twice() {
        let file = PdfFile::parse(PLAIN.to_vec(), None).unwrap();
        assert!(SecurityStore::read(&file).is_empty());
        let evidence = |key: &str| SignatureEvidence {
            key: key.to_owned(),
            certificates: vec![b"one".to_vec()],
            ocsps: vec![b"answer".to_vec()],
            crls: Vec::new(),
        };
        let first = SecurityStore {
            certificates: vec![b"one".to_vec(), b"two".to_vec()],
            ocsps: vec![b"answer".to_vec()],
            crls: Vec::new(),
            per_signature: vec![evidence("AA")],
        };
        let file = with(&file, &first);
        let second = SecurityStore {
            certificates: vec![b"two".to_vec(), b"three".to_vec()],
            ocsps: Vec::new(),
            crls: vec![b"list".to_vec()],
            per_signature: vec![evidence("BB"), SignatureEvidence { ocsps: Vec::new(), ..evidence("AA") }],
        };
        let file = with(&file, &second);
        let read = SecurityStore::read(&file);
        assert_eq!(read.certificates, [b"one".to_vec(), b"two".to_vec(), b"three".to_vec()]);
        assert_eq!((read.ocsps, read.crls), (vec![b"answer".to_vec()], vec![b"list".to_vec()]));
        let view = file.current();
        let store = view.dictionary(&view.catalog(), b"DSS").unwrap();
        let all = view.dictionary(&store, b"VRI").unwrap();
        for key in [&b"AA"[..], b"BB"] {
            let own = view.dictionary(&all, key).unwrap();
            let certificates = view.get(&own, b"Cert");
            assert_eq!(certificates.as_array().map(<[Object]>::len), Some(1), "certificates of {key:?}");
            assert_eq!(
                view.get(&own, b"OCSP").as_array().map(<[Object]>::len),
                Some(1),
                "an entry stays as it was"
            );
            assert_eq!(view.get(&own, b"CRL"), Object::Null);
        }
    }
}
