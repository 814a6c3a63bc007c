//! From XML to the content of a list (TS 119 612 §5).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paraphe_envelope::Timestamp;
use paraphe_pades::{
    Criterion, ListedService, Qualifier, QualifierRule, ServiceKind, ServicePeriod, ServiceStatus, ServiceUse,
};
use roxmltree::{Document, Node};

use crate::error::ListError;
use crate::list::{ListKind, ListPointer, TrustedList};
use crate::signature::fingerprint;
use crate::xml::{ADDITIONAL, LIST, QUALIFICATIONS, at, child, children, not_a_list, text};

const LISTS: &str = "http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists";
const XML_FILE: &str = "application/vnd.etsi.tsl+xml";
const CA_QC: &str = "http://uri.etsi.org/TrstSvc/Svctype/CA/QC";
const TSA_QTST: &str = "http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST";
/// How deep criteria may be nested in each other.
const DEEPEST_CRITERION: usize = 8;

pub(crate) fn content(document: &Document<'_>) -> Result<TrustedList, ListError> {
    let root = document.root_element();
    if !root.has_tag_name((LIST, "TrustServiceStatusList")) {
        return Err(not_a_list("the root element is another one"));
    }
    let scheme = at(root, &["SchemeInformation"]).ok_or_else(|| missing("SchemeInformation"))?;
    let field = |name| at(scheme, &[name]).map(text).ok_or_else(|| missing(name));
    let kind = kind_of(field("TSLType")?);
    let territory = field("SchemeTerritory")?.to_owned();
    let uris = at(scheme, &["SchemeInformationURI"]).into_iter().flat_map(|node| children(node, LIST, "URI"));
    let pivots = uris.map(text).filter(|address| is_pivot(address)).map(str::to_owned).collect();
    let pointers = at(scheme, &["PointersToOtherTSL"]).into_iter();
    let providers = at(root, &["TrustServiceProviderList"]).into_iter();
    Ok(TrustedList {
        kind,
        sequence_number: field("TSLSequenceNumber")?.parse().map_err(|_| missing("TSLSequenceNumber"))?,
        issued_at: moment(field("ListIssueDateTime")?)?,
        next_update: at(scheme, &["NextUpdate", "dateTime"]).map(text).map(moment).transpose()?,
        pointers: pointers
            .flat_map(|node| children(node, LIST, "OtherTSLPointer"))
            .filter_map(pointer)
            .collect(),
        pivots,
        services: providers
            .flat_map(|node| children(node, LIST, "TrustServiceProvider"))
            .map(|provider| services(provider, &territory))
            .collect::<Result<Vec<_>, _>>()?
            .concat(),
        signed_by: None,
        territory,
    })
}

fn missing(name: &str) -> ListError {
    not_a_list(format!("{name} is missing or unreadable"))
}

fn moment(text: &str) -> Result<Timestamp, ListError> {
    text.parse().map_err(|_| not_a_list(format!("`{text}` is not a time")))
}

fn kind_of(address: &str) -> ListKind {
    if address == LISTS { ListKind::Lists } else { ListKind::Services }
}

/// Pivots are named among the addresses of the scheme, by what their file is called.
fn is_pivot(address: &str) -> bool {
    let file = address.rsplit('/').next().unwrap_or_default();
    file.contains("pivot") && file.to_ascii_lowercase().ends_with(".xml")
}

/// Some countries publish their list as a PDF too: those pointers are nothing to us.
fn pointer(node: Node<'_, '_>) -> Option<ListPointer> {
    let further = at(node, &["AdditionalInformation"])?;
    let about = |namespace, name| {
        children(further, LIST, "OtherInformation")
            .find_map(move |info| child(info, namespace, name))
            .map(text)
    };
    if about(ADDITIONAL, "MimeType").is_some_and(|kind| kind != XML_FILE) {
        return None;
    }
    let identities = at(node, &["ServiceDigitalIdentities"]).into_iter();
    Some(ListPointer {
        location: at(node, &["TSLLocation"]).map(text)?.to_owned(),
        territory: about(LIST, "SchemeTerritory")?.to_owned(),
        kind: kind_of(about(LIST, "TSLType")?),
        signers: identities
            .flat_map(|node| children(node, LIST, "ServiceDigitalIdentity"))
            .flat_map(certificates)
            .map(|certificate| fingerprint(&certificate))
            .collect(),
    })
}

fn certificates(identity: Node<'_, '_>) -> Vec<Vec<u8>> {
    children(identity, LIST, "DigitalId")
        .filter_map(|id| at(id, &["X509Certificate"]))
        .filter_map(|node| STANDARD.decode(without_spaces(text(node))).ok())
        .collect()
}

fn without_spaces(text: &str) -> String {
    text.split_ascii_whitespace().collect()
}

fn services(provider: Node<'_, '_>, territory: &str) -> Result<Vec<ListedService>, ListError> {
    let name = at(provider, &["TSPInformation", "TSPName"]).map(english).unwrap_or_default();
    let listed = at(provider, &["TSPServices"]).into_iter();
    let mut found = Vec::new();
    for node in listed.flat_map(|node| children(node, LIST, "TSPService")) {
        let Some(now) = at(node, &["ServiceInformation"]) else { continue };
        let Some(kind) = at(now, &["ServiceTypeIdentifier"]).map(text).and_then(service_kind) else {
            continue;
        };
        let past = at(node, &["ServiceHistory"]).into_iter();
        let past = past.flat_map(|node| children(node, LIST, "ServiceHistoryInstance"));
        let mut periods = std::iter::once(now)
            .chain(past)
            // Once it may have been a service of another kind.
            .filter(|node| {
                at(*node, &["ServiceTypeIdentifier"]).map(text).and_then(service_kind) == Some(kind)
            })
            .map(period)
            .collect::<Result<Vec<_>, _>>()?;
        periods.sort_by_key(|period| std::cmp::Reverse(period.since));
        found.push(ListedService {
            kind,
            territory: territory.to_owned(),
            provider: name.clone(),
            name: at(now, &["ServiceName"]).map(english).unwrap_or_default(),
            certificates: at(now, &["ServiceDigitalIdentity"]).map(certificates).unwrap_or_default(),
            periods,
        });
    }
    Ok(found)
}

fn service_kind(address: &str) -> Option<ServiceKind> {
    match address {
        CA_QC => Some(ServiceKind::QualifiedCertificates),
        TSA_QTST => Some(ServiceKind::QualifiedTimestamps),
        _ => None,
    }
}

/// The English of several names, or the first one.
fn english(names: Node<'_, '_>) -> String {
    let all: Vec<Node<'_, '_>> = children(names, LIST, "Name").collect();
    let language = |node: &&Node<'_, '_>| {
        node.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).is_some_and(|lang| lang == "en")
    };
    all.iter().find(language).or_else(|| all.first()).map(|node| text(*node).to_owned()).unwrap_or_default()
}

fn period(node: Node<'_, '_>) -> Result<ServicePeriod, ListError> {
    let since = at(node, &["StatusStartingTime"]).map(text).ok_or_else(|| missing("StatusStartingTime"))?;
    let status = at(node, &["ServiceStatus"]).map(text).ok_or_else(|| missing("ServiceStatus"))?;
    let extensions: Vec<Node<'_, '_>> = at(node, &["ServiceInformationExtensions"])
        .into_iter()
        .flat_map(|node| children(node, LIST, "Extension"))
        .collect();
    let uses = extensions.iter().filter_map(|node| at(*node, &["AdditionalServiceInformation", "URI"]));
    let rules = extensions.iter().filter_map(|node| child(*node, QUALIFICATIONS, "Qualifications"));
    Ok(ServicePeriod {
        since: moment(since)?,
        status: service_status(last_part(status)),
        uses: uses.filter_map(|node| service_use(last_part(text(node)))).collect(),
        rules: rules
            .flat_map(|node| children(node, QUALIFICATIONS, "QualificationElement"))
            .map(rule)
            .collect(),
    })
}

fn last_part(address: &str) -> &str {
    address.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

fn service_status(word: &str) -> ServiceStatus {
    match word {
        "granted" | "undersupervision" | "supervisionincessation" | "accredited" => ServiceStatus::Granted,
        _ => ServiceStatus::Withdrawn,
    }
}

fn service_use(word: &str) -> Option<ServiceUse> {
    match word {
        "ForeSeals" => Some(ServiceUse::Seals),
        "ForeSignatures" => Some(ServiceUse::Signatures),
        "ForWebSiteAuthentication" => Some(ServiceUse::WebSites),
        _ => None,
    }
}

fn rule(element: Node<'_, '_>) -> QualifierRule {
    let qualifiers = child(element, QUALIFICATIONS, "Qualifiers").into_iter();
    let all: Vec<Option<Qualifier>> = qualifiers
        .flat_map(|node| children(node, QUALIFICATIONS, "Qualifier"))
        .map(|node| qualifier(last_part(node.attribute("uri").unwrap_or_default())))
        .collect();
    let known = all.iter().all(Option::is_some);
    let criterion = child(element, QUALIFICATIONS, "CriteriaList");
    QualifierRule {
        qualifiers: all.into_iter().flatten().collect(),
        criterion: match criterion {
            Some(node) if known => criteria(node, 0),
            Some(_) | None => Criterion::Unknown,
        },
    }
}

fn qualifier(word: &str) -> Option<Qualifier> {
    Some(match word {
        "NotQualified" => Qualifier::NotQualified,
        "QCForESeal" | "QCForLegalPerson" => Qualifier::ForSeal,
        "QCForESig" => Qualifier::ForSignature,
        "QCForWSA" => Qualifier::ForWebSite,
        "QCNoQSCD" | "QCNoSSCD" => Qualifier::NoDevice,
        "QCStatement" => Qualifier::Statement,
        "QCWithQSCD"
        | "QCQSCDManagedOnBehalf"
        | "QCWithSSCD"
        | "QCSSCDStatusAsInCert"
        | "QCQSCDStatusAsInCert" => {
            return device_word(word);
        }
        _ => return None,
    })
}

/// « As in the certificate » adds nothing to what the certificate says.
fn device_word(word: &str) -> Option<Qualifier> {
    (!word.ends_with("StatusAsInCert")).then_some(Qualifier::WithDevice)
}

fn criteria(list: Node<'_, '_>, depth: usize) -> Criterion {
    if depth > DEEPEST_CRITERION {
        return Criterion::Unknown;
    }
    let all: Vec<Criterion> = list
        .children()
        .filter(|node| node.is_element() && !node.has_tag_name((QUALIFICATIONS, "Description")))
        .filter(|node| {
            node.tag_name().name() != "otherCriteriaList" || node.children().any(|child| child.is_element())
        })
        .map(|node| criterion(node, depth))
        .collect();
    match list.attribute("assert") {
        Some("all") => Criterion::All(all),
        Some("atLeastOne") => Criterion::AtLeastOne(all),
        Some("none") => Criterion::None(all),
        Some(_) | None => Criterion::Unknown,
    }
}

fn criterion(node: Node<'_, '_>, depth: usize) -> Criterion {
    match node.tag_name().name() {
        "CriteriaList" => criteria(node, depth + 1),
        "KeyUsage" => key_usage(node),
        "PolicySet" => policies(node),
        _ => Criterion::Unknown,
    }
}

fn key_usage(node: Node<'_, '_>) -> Criterion {
    let bits: Option<Vec<(u8, bool)>> = children(node, QUALIFICATIONS, "KeyUsageBit")
        .map(|bit| Some((usage_bit(bit.attribute("name")?)?, matches!(text(bit), "true" | "1"))))
        .collect();
    bits.map_or(Criterion::Unknown, Criterion::KeyUsage)
}

/// Numbers of RFC 5280 §4.2.1.3.
fn usage_bit(name: &str) -> Option<u8> {
    Some(match name {
        "digitalSignature" => 0,
        "nonRepudiation" => 1,
        "keyEncipherment" => 2,
        "dataEncipherment" => 3,
        "keyAgreement" => 4,
        "keyCertSign" => 5,
        "crlSign" => 6,
        "encipherOnly" => 7,
        "decipherOnly" => 8,
        _ => return None,
    })
}

fn policies(node: Node<'_, '_>) -> Criterion {
    let identifiers = node.descendants().filter(|node| node.tag_name().name() == "Identifier").map(|node| {
        let identifier = text(node);
        identifier.strip_prefix("urn:oid:").unwrap_or(identifier).to_owned()
    });
    Criterion::Policies(identifiers.collect())
}
