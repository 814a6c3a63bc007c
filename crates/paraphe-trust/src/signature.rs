//! The signature of a list: an enveloped XAdES signature over the whole document (TS 119 612 §5.7, Annex B).
//!
//! The arithmetic is a library's. What is decided here is what may be signed how and by whom: exactly one signature,
//! directly under the root, over the whole document and its own properties and nothing else, with no transform that
//! could leave a part out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bergshamra_dsig::{DsigContext, VerifyResult};
use bergshamra_keys::KeysManager;
use roxmltree::Node;
use sha2::Digest as _;

use crate::error::ListError;
use crate::xml::{self, SIGNATURE, XADES, child, children, text};

const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
const SIGNED_PROPERTIES: &str = "http://uri.etsi.org/01903#SignedProperties";
const ALGORITHMS: &[&str] = &[
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
    "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
];
const DIGESTS: &[&str] = &[
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];

/// Checks that one of these certificates signed the whole list, and answers which.
pub(crate) fn check(list: &str, signers: &[String]) -> Result<String, ListError> {
    let document = xml::parse(list)?;
    let root = document.root_element();
    let mut signatures = document.descendants().filter(|node| node.has_tag_name((SIGNATURE, "Signature")));
    let signature = signatures.next().ok_or(ListError::Unsigned)?;
    if signatures.next().is_some() {
        return Err(unsuitable("more than one signature"));
    }
    if signature.parent() != Some(root) {
        return Err(unsuitable("the signature is not directly under the root"));
    }
    check_identifiers(root)?;
    check_references(root, signature)?;
    let signer = signer(signature)?;
    let name = fingerprint(&signer);
    if !signers.contains(&name) {
        return Err(ListError::UnknownSigner);
    }
    check_signing_certificate(signature, &signer)?;
    verify(list, &signer)?;
    Ok(name)
}

/// SHA-256 in lower-case hexadecimal: how certificates that may sign are named.
pub(crate) fn fingerprint(certificate: &[u8]) -> String {
    sha2::Sha256::digest(certificate).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unsuitable(detail: impl Into<String>) -> ListError {
    ListError::UnsuitableSignature { detail: detail.into() }
}

/// Two elements with one identifier: which of them a reference means would be open. Programs take attributes for identifiers by their
/// name, however it is spelled, and the library one more.
fn check_identifiers(root: Node<'_, '_>) -> Result<(), ListError> {
    let is_identifier = |name: &str| name.eq_ignore_ascii_case("id") || name == "AssertionID";
    let attributes = root.descendants().flat_map(|node| node.attributes());
    let identifiers = attributes.filter(|attribute| is_identifier(attribute.name()));
    let mut known = std::collections::BTreeSet::new();
    for id in identifiers.map(|attribute| attribute.value().trim()) {
        if !known.insert(id) {
            return Err(unsuitable(format!("the identifier {id} stands twice")));
        }
    }
    Ok(())
}

fn check_references(root: Node<'_, '_>, signature: Node<'_, '_>) -> Result<(), ListError> {
    let info =
        child(signature, SIGNATURE, "SignedInfo").ok_or_else(|| unsuitable("SignedInfo is missing"))?;
    let algorithm = child(info, SIGNATURE, "SignatureMethod").and_then(|node| node.attribute("Algorithm"));
    if !algorithm.is_some_and(|algorithm| ALGORITHMS.contains(&algorithm)) {
        return Err(unsuitable(format!("the algorithm {} is not accepted", algorithm.unwrap_or("none"))));
    }
    let (mut whole, mut properties) = (0, 0);
    for reference in children(info, SIGNATURE, "Reference") {
        let digest = child(reference, SIGNATURE, "DigestMethod").and_then(|node| node.attribute("Algorithm"));
        if !digest.is_some_and(|digest| DIGESTS.contains(&digest)) {
            return Err(unsuitable(format!("the digest {} is not accepted", digest.unwrap_or("none"))));
        }
        let transforms: Vec<&str> = child(reference, SIGNATURE, "Transforms")
            .into_iter()
            .flat_map(|node| children(node, SIGNATURE, "Transform"))
            .map(|node| node.attribute("Algorithm").unwrap_or_default())
            .collect();
        let uri = reference.attribute("URI").unwrap_or("missing");
        if reference.attribute("Type") == Some(SIGNED_PROPERTIES) {
            check_properties(signature, uri, &transforms)?;
            properties += 1;
        } else {
            check_whole(root, uri, &transforms)?;
            whole += 1;
        }
    }
    if (whole, properties) == (1, 1) {
        Ok(())
    } else {
        Err(unsuitable("it must cover the document and its own properties, once each"))
    }
}

fn check_whole(root: Node<'_, '_>, uri: &str, transforms: &[&str]) -> Result<(), ListError> {
    let is_whole = uri.is_empty() || uri.strip_prefix('#').is_some_and(|id| root.attribute("Id") == Some(id));
    if is_whole && transforms == [ENVELOPED, EXCLUSIVE] {
        Ok(())
    } else {
        Err(unsuitable(format!("the reference {uri:?} does not cover the whole list")))
    }
}

fn check_properties(signature: Node<'_, '_>, uri: &str, transforms: &[&str]) -> Result<(), ListError> {
    let id = uri.strip_prefix('#').unwrap_or_default();
    let own = signature
        .descendants()
        .any(|node| node.has_tag_name((XADES, "SignedProperties")) && node.attribute("Id") == Some(id));
    if own && (transforms == [EXCLUSIVE] || transforms.is_empty()) {
        Ok(())
    } else {
        Err(unsuitable("the properties it covers are not its own"))
    }
}

/// The certificate the signature names: the first one of its KeyInfo.
fn signer(signature: Node<'_, '_>) -> Result<Vec<u8>, ListError> {
    let certificate = child(signature, SIGNATURE, "KeyInfo")
        .and_then(|node| child(node, SIGNATURE, "X509Data"))
        .and_then(|node| child(node, SIGNATURE, "X509Certificate"))
        .ok_or_else(|| unsuitable("it names no certificate"))?;
    let encoded: String = text(certificate).split_ascii_whitespace().collect();
    STANDARD.decode(encoded).map_err(|_| unsuitable("its certificate cannot be read"))
}

/// XAdES: the signed properties name the certificate by its digest.
fn check_signing_certificate(signature: Node<'_, '_>, signer: &[u8]) -> Result<(), ListError> {
    let named = signature
        .descendants()
        .find(|node| {
            node.has_tag_name((XADES, "SigningCertificate"))
                || node.has_tag_name((XADES, "SigningCertificateV2"))
        })
        .and_then(|node| child(node, XADES, "Cert"))
        .and_then(|node| child(node, XADES, "CertDigest"))
        .ok_or_else(|| unsuitable("its properties name no certificate"))?;
    let algorithm = child(named, SIGNATURE, "DigestMethod").and_then(|node| node.attribute("Algorithm"));
    let value = child(named, SIGNATURE, "DigestValue").map(text).unwrap_or_default();
    let digest = match algorithm.unwrap_or_default() {
        // Lists of before 2020 name it so. It only repeats what is known: the certificate itself was compared above.
        "http://www.w3.org/2000/09/xmldsig#sha1" => sha1::Sha1::digest(signer).to_vec(),
        "http://www.w3.org/2001/04/xmlenc#sha256" => sha2::Sha256::digest(signer).to_vec(),
        "http://www.w3.org/2001/04/xmldsig-more#sha384" => sha2::Sha384::digest(signer).to_vec(),
        "http://www.w3.org/2001/04/xmlenc#sha512" => sha2::Sha512::digest(signer).to_vec(),
        other => return Err(unsuitable(format!("its certificate is named with {other}"))),
    };
    if STANDARD.decode(value).is_ok_and(|value| value == digest) {
        Ok(())
    } else {
        Err(unsuitable("its properties name another certificate"))
    }
}

fn verify(list: &str, signer: &[u8]) -> Result<(), ListError> {
    let key = bergshamra_keys::loader::load_x509_cert_der(signer)
        .map_err(|error| unsuitable(format!("its certificate cannot be read: {error}")))?;
    let mut keys = KeysManager::new();
    keys.add_key(key);
    // The library's strict mode knows no XAdES: it refuses references into the signature. What may be covered and from
    // where was decided above, more strictly.
    let context = DsigContext::new(keys).with_strict_verification(false);
    match bergshamra_dsig::verify::verify(&context, list) {
        Ok(result @ VerifyResult::Valid { .. }) if result.all_reference_digests_verified() => Ok(()),
        Ok(VerifyResult::Valid { .. }) => {
            Err(ListError::Broken { detail: "a part was not digested".to_owned() })
        }
        Ok(VerifyResult::Invalid { reason }) => Err(ListError::Broken { detail: reason }),
        Err(error) => Err(ListError::Broken { detail: error.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_stands_once_however_it_is_spelled() {
        let checked = |list: &str| check_identifiers(xml::parse(list).expect("it is XML").root_element());
        for twice in [
            "<a Id='x'><b Id='x'/></a>",
            "<a Id='x'><b id='x'/></a>",
            "<a Id='x'><b ID='x'/></a>",
            "<a Id='x'><b iD=' x'/></a>",
            "<a Id='x'><b xml:id='x'/></a>",
            "<a Id='x' xmlns:s='s'><b s:Id='x'/></a>",
            "<a Id='x'><b AssertionID='x'/></a>",
            "<a Id='x' id='x'/>",
        ] {
            assert!(matches!(checked(twice), Err(ListError::UnsuitableSignature { .. })), "{twice}");
        }
        checked("<a Id='x'><b id='y' name='x'><c>x</c></b></a>").expect("each stands once");
    }
}
