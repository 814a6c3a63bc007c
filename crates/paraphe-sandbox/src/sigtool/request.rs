//! What `POST /api/signatures` takes, and what is wrong with it.
//!
//! The documentation lists every value by name; a value it does not name is refused here, so that a misspelt one does
//! not pass unseen. (What the service does with such a value is not documented.)

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use paraphe_pdf::PdfFile;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::envelope::{Corner, Place};

const METHODS: [&str; 4] = ["email", "sms", "touch", "mouse"];
const ORIENTATIONS: [&str; 4] = ["right", "bottom", "left", "top"];

/// The body as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Body {
    pub(super) description: String,
    #[serde(default)]
    pub(super) expiration_date: Option<String>,
    #[serde(default)]
    pub(super) allowed_methods: Option<String>,
    pub(super) signatory_name: String,
    #[serde(default)]
    pub(super) signatory_company: Option<String>,
    #[serde(default)]
    pub(super) signatory_email: Option<String>,
    #[serde(default)]
    pub(super) signatory_mobile: Option<String>,
    #[serde(default)]
    pub(super) client_data: Option<Value>,
    #[serde(default)]
    pub(super) notification_url: Option<String>,
    #[serde(default)]
    pub(super) redirection_url: Option<String>,
    documents: Vec<DocumentBody>,
    #[serde(default)]
    attributes: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DocumentBody {
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    file_name: Option<String>,
    data: String,
    #[serde(default)]
    positions: Vec<Position>,
}

/// Where one image of the signature goes; millimetres from the top left corner, whole numbers.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Position {
    #[serde(default)]
    page: Option<PageChoice>,
    #[serde(default = "fifteen")]
    offset_x: u32,
    #[serde(default = "fifteen")]
    offset_y: u32,
    #[serde(default = "eighty")]
    size_x: u32,
    #[serde(default = "forty")]
    size_y: u32,
    #[serde(default)]
    orientation: Option<String>,
}

fn fifteen() -> u32 {
    15
}

fn eighty() -> u32 {
    80
}

fn forty() -> u32 {
    40
}

#[derive(Deserialize)]
#[serde(untagged)]
enum PageChoice {
    Number(u32),
    Word(String),
}

/// A request that holds.
pub(super) struct NewSignature {
    pub(super) body: Body,
    pub(super) documents: Vec<NewDocument>,
    /// `signature.unique-identifier`: what protects against duplicates.
    pub(super) unique_identifier: Option<String>,
    /// From this moment on everything is destroyed.
    pub(super) expires_at: Option<Timestamp>,
}

/// One document to be signed.
pub(super) struct NewDocument {
    pub(super) description: Option<String>,
    pub(super) file_name: String,
    pub(super) bytes: Vec<u8>,
    /// The first position on a page that is there already; new pages are not made.
    pub(super) place: Option<Place>,
}

/// Reads and checks a body.
///
/// # Errors
/// One sentence on the first thing that is wrong.
pub(super) fn read(body: &[u8]) -> Result<NewSignature, String> {
    let mut body: Body = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    required("description", &body.description)?;
    required("signatoryName", &body.signatory_name)?;
    check_methods(body.allowed_methods.as_deref())?;
    check_mobile(body.signatory_mobile.as_deref())?;
    check_notifications(body.notification_url.as_deref())?;
    if body.redirection_url.as_deref().is_some_and(|url| !is_http(url)) {
        return Err("redirectionUrl: an HTTP URL is expected".to_owned());
    }
    let expires_at = expiration(body.expiration_date.as_deref())?;
    let unique_identifier = check_attributes(&body.attributes)?;
    let written = std::mem::take(&mut body.documents);
    if written.is_empty() {
        return Err("documents: at least one is expected".to_owned());
    }
    let documents =
        (1..).zip(written).map(|(number, document)| document.checked(number)).collect::<Result<_, _>>()?;
    Ok(NewSignature { body, documents, unique_identifier, expires_at })
}

fn required(name: &str, value: &str) -> Result<(), String> {
    if value.trim().is_empty() { Err(format!("{name}: a value is required")) } else { Ok(()) }
}

/// ISO 8601 with an offset, in the future.
fn expiration(date: Option<&str>) -> Result<Option<Timestamp>, String> {
    let Some(date) = date else { return Ok(None) };
    let at: Timestamp =
        date.parse().map_err(|_| "expirationDate: ISO 8601 with an offset is expected".to_owned())?;
    if at <= Timestamp::now() {
        return Err("expirationDate: the date has passed".to_owned());
    }
    Ok(Some(at))
}

fn check_methods(methods: Option<&str>) -> Result<(), String> {
    let unknown = methods.and_then(|methods| methods.split(',').find(|method| !METHODS.contains(method)));
    unknown.map_or(Ok(()), |unknown| Err(format!("allowedMethods: \"{unknown}\" is not supported")))
}

/// International format: `+` and digits.
fn check_mobile(mobile: Option<&str>) -> Result<(), String> {
    let Some(mobile) = mobile else { return Ok(()) };
    let digits = mobile.strip_prefix('+').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match digits {
        Some(digits) if digits.len() >= 7 => Ok(()),
        Some(_) | None => Err("signatoryMobile: the international format is expected".to_owned()),
    }
}

fn check_notifications(urls: Option<&str>) -> Result<(), String> {
    let supported = |url: &str| is_http(url) || url.starts_with("mailto:") || url.starts_with("sms:");
    let odd = urls.and_then(|urls| urls.split(',').find(|url| !supported(url)));
    odd.map_or(Ok(()), |odd| Err(format!("notificationUrl: \"{odd}\" is not supported")))
}

fn is_http(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Numbers, strings, lists of them and objects one level deep; the three names with a meaning have its shape.
fn check_attributes(attributes: &Map<String, Value>) -> Result<Option<String>, String> {
    let plain = |value: &Value| !value.is_array() && !value.is_object();
    for (name, value) in attributes {
        let flat = match value {
            Value::Array(items) => items.iter().all(plain),
            Value::Object(entries) => entries.values().all(plain),
            Value::Number(_) | Value::String(_) => true,
            Value::Null | Value::Bool(_) => false,
        };
        if !flat {
            return Err(format!("attributes: {name} has a value of another kind"));
        }
    }
    for name in ["signatory.must-agree", "redirection.button"] {
        let by_language = |entries: &Map<String, Value>| {
            entries.iter().all(|(language, text)| language.len() == 2 && text.is_string())
        };
        let fits = |value: &Value| value.is_string() || value.as_object().is_some_and(by_language);
        if attributes.get(name).is_some_and(|value| !fits(value)) {
            return Err(format!("attributes: {name} is a text or one text per language"));
        }
    }
    match attributes.get("signature.unique-identifier") {
        None => Ok(None),
        Some(Value::String(identifier)) => Ok(Some(identifier.clone())),
        Some(_) => Err("attributes: signature.unique-identifier is a text".to_owned()),
    }
}

impl DocumentBody {
    fn checked(self, number: usize) -> Result<NewDocument, String> {
        let bytes =
            STANDARD.decode(&self.data).map_err(|_| format!("document {number}: data is not base64"))?;
        let pdf = PdfFile::parse(bytes.clone(), None)
            .map_err(|_| format!("document {number}: data is not a PDF that can be read"))?;
        for position in &self.positions {
            position.check(pdf.page_count()).map_err(|what| format!("document {number}: {what}"))?;
        }
        let file_name = self.file_name.unwrap_or_else(|| format!("document-{number}.pdf"));
        let place = self.positions.iter().find_map(Position::place);
        Ok(NewDocument { description: self.description, file_name, bytes, place })
    }
}

impl Position {
    fn place(&self) -> Option<Place> {
        let page = match &self.page {
            Some(PageChoice::Number(page)) => *page,
            Some(PageChoice::Word(word)) if word == "all" => 1,
            Some(PageChoice::Word(_)) | None => return None,
        };
        let points = |millimetres: u32| f64::from(millimetres) * 72.0 / 25.4;
        Some(Place {
            document: 0,
            page,
            corner: Corner::TopLeft,
            x: points(self.offset_x),
            y: points(self.offset_y),
            width: points(self.size_x),
            height: points(self.size_y),
        })
    }

    fn check(&self, page_count: u32) -> Result<(), String> {
        match &self.page {
            Some(PageChoice::Number(page)) if !(1..=page_count).contains(page) => {
                return Err(format!("there is no page {page}"));
            }
            Some(PageChoice::Word(word)) if word != "new" && word != "all" => {
                return Err(format!("page \"{word}\" is not supported"));
            }
            Some(PageChoice::Number(_) | PageChoice::Word(_)) | None => {}
        }
        if self.size_x == 0 || self.size_y == 0 {
            return Err("a position without size".to_owned());
        }
        match self.orientation.as_deref() {
            Some(word) if !ORIENTATIONS.contains(&word) => {
                Err(format!("orientation \"{word}\" is not supported"))
            }
            Some(_) | None => Ok(()),
        }
    }
}
