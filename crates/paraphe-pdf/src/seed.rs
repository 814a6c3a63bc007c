//! What an empty signature field demands of the signature that fills it: its seed values (ISO 32000-2, 12.7.5.5,
//! tables 237 and 238). Only demands are kept; a recommendation is nobody's obstacle.

use crate::certification::DocMdp;
use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// What our signatures are written as.
const FILTER: &[u8] = b"Adobe.PPKLite";
const SUB_FILTER: &[u8] = b"ETSI.CAdES.detached";
/// The digests of the signatures we make.
const DIGESTS: [&[u8]; 3] = [b"SHA256", b"SHA384", b"SHA512"];

/// A demand that a signature does not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeedDemand {
    /// A certificate with given subjects, issuers or usages.
    Certificate,
    /// The field is for the signature that certifies the document, permitting no more than this.
    Certification(DocMdp),
    /// A digest we do not use.
    Digest,
    /// A signature handler or format that is not ours.
    Format,
    /// The field is not for the signature that certifies the document.
    NoCertification,
    /// No reason may be given.
    NoReason,
    /// Something else we cannot do: a legal attestation, an appearance by name, a newer kind of demand.
    Other,
    /// One of the reasons the field lists.
    Reason,
}

/// The demands of a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeedValues {
    /// One of these reasons must be given; an empty list forbids any.
    pub reasons: Option<Vec<String>>,
    /// Whether the signature must certify the document (`Some(Some(_))`) or must not (`Some(None)`).
    pub certification: Option<Option<DocMdp>>,
    /// The signature must hold a timestamp, from this address if one is named.
    pub timestamp: Option<Option<String>>,
    /// The demand that no signature of ours can meet.
    pub unmeetable: Option<SeedDemand>,
}

/// Which entries of the dictionary are demands (`/Ff`, table 237).
struct Required(i64);

impl Required {
    fn has(&self, bit: u32) -> bool {
        self.0 & (1 << (bit - 1)) != 0
    }
}

impl SeedValues {
    /// Reads the `/SV` of a field.
    pub(crate) fn read(view: RevisionView<'_>, field: &Dictionary) -> Self {
        let Some(seed) = view.dictionary(field, b"SV") else { return Self::default() };
        let required = Required(view.get(&seed, b"Ff").as_integer().unwrap_or_default());
        let certification = view.dictionary(&seed, b"MDP").map(|mdp| {
            let permission = view.get(&mdp, b"P").as_integer().unwrap_or_default();
            (permission != 0).then(|| DocMdp::from_permission(permission))
        });
        let reasons = required.has(4).then(|| reasons(view, &seed));
        let timestamp = view.dictionary(&seed, b"TimeStamp").filter(|stamp| is_demanded(view, stamp));
        let timestamp = timestamp.map(|stamp| view.get(&stamp, b"URL").as_text());
        Self { reasons, certification, timestamp, unmeetable: unmeetable(view, &seed, &required) }
    }

    /// The first demand that a signature with this reason and certification would not meet.
    pub(crate) fn unmet(&self, reason: Option<&str>, certify: Option<DocMdp>) -> Option<SeedDemand> {
        if self.unmeetable.is_some() {
            return self.unmeetable;
        }
        match (self.certification, certify) {
            (Some(Some(wanted)), given) if given != Some(wanted) => {
                return Some(SeedDemand::Certification(wanted));
            }
            (Some(None), Some(_)) => return Some(SeedDemand::NoCertification),
            (Some(_) | None, _) => {}
        }
        match (&self.reasons, reason) {
            (Some(reasons), Some(_)) if reasons.is_empty() => Some(SeedDemand::NoReason),
            (Some(reasons), given) if !reasons.is_empty() => {
                let is_listed = given.is_some_and(|given| reasons.iter().any(|reason| reason == given));
                (!is_listed).then_some(SeedDemand::Reason)
            }
            (Some(_) | None, _) => None,
        }
    }
}

/// The reasons listed; one full stop alone means that none may be given.
fn reasons(view: RevisionView<'_>, seed: &Dictionary) -> Vec<String> {
    let listed = view.get(seed, b"Reasons");
    let items = listed.as_array().unwrap_or_default();
    let reasons: Vec<String> = items.iter().filter_map(|item| view.resolve(item).as_text()).collect();
    if reasons == ["."] { Vec::new() } else { reasons }
}

fn is_demanded(view: RevisionView<'_>, dictionary: &Dictionary) -> bool {
    view.get(dictionary, b"Ff").as_integer().unwrap_or_default() & 1 != 0
}

fn unmeetable(view: RevisionView<'_>, seed: &Dictionary, required: &Required) -> Option<SeedDemand> {
    let names = |key: &[u8]| -> Vec<Vec<u8>> {
        let value = view.get(seed, key);
        let items = value.as_array().unwrap_or(std::slice::from_ref(&value));
        let name = |item: &Object| {
            let item = view.resolve(item);
            item.as_name().or(item.as_string()).map(<[u8]>::to_vec)
        };
        items.iter().filter_map(name).collect()
    };
    let lacks = |key: &[u8], ours: &[&[u8]]| {
        let names = names(key);
        !names.is_empty() && !names.iter().any(|name| ours.contains(&name.as_slice()))
    };
    if (required.has(1) && lacks(b"Filter", &[FILTER]))
        || (required.has(2) && lacks(b"SubFilter", &[SUB_FILTER]))
    {
        return Some(SeedDemand::Format);
    }
    if required.has(7) && lacks(b"DigestMethod", &DIGESTS) {
        return Some(SeedDemand::Digest);
    }
    let certificate = view.dictionary(seed, b"Cert").unwrap_or_default();
    if view.get(&certificate, b"Ff").as_integer().unwrap_or_default() != 0 {
        return Some(SeedDemand::Certificate);
    }
    let version = view.get(seed, b"V").as_number().unwrap_or_default();
    // 5: legal attestation, 6: revocation data inside the signature, 8: locking the document, 9: an appearance by name.
    let strange = [5, 6, 8, 9].into_iter().any(|bit| required.has(bit));
    (strange || (required.has(3) && version > 3.0)).then_some(SeedDemand::Other)
}
