//! What `POST /EU-SES` takes, and the vendor's numbers for what is wrong with it.
//!
//! Shape and numbers are those of the vendor's OpenAPI file, version 1.0.17
//! (<https://console.openapi.com/oas/en/esignature.openapi.json>). It writes the options inside `options`; the product
//! page writes two of them at the top. A misspelt name is refused here, as the vendor refuses one among its options.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Map, Value, json};

use super::wire::Refusal;

/// "array 'signers' is empty" and "inputDocuments required" share this number.
const EMPTY: u16 = 610;
const SIGNERS_REQUIRED: u16 = 685;
const BAD_CALLBACK: u16 = 704;
/// "invalid options property", numbered so on the vendor's other routes.
const BAD_OPTION: u16 = 625;
/// The number for everything else that does not fit the schema is not published.
const BAD_FIELD: u16 = 600;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Body {
    signers: Vec<SignerBody>,
    input_documents: Value,
    #[serde(default)]
    callback: Option<Callback>,
    /// Read before, for they have an error of their own.
    #[serde(rename = "options")]
    _options: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignerBody {
    name: String,
    surname: String,
    authentication: Vec<Authentication>,
    signatures: Vec<Place>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    mobile: Option<String>,
    #[serde(default)]
    message: Option<String>,
    /// Only in answers of the schema, but sent by public client code.
    #[serde(default)]
    language: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Authentication {
    Email,
    Sms,
}

impl Authentication {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }
}

/// The top left corner of a signature: page from 1, points as decimal text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    page: u32,
    x: String,
    y: String,
    #[serde(default)]
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Callback {
    url: String,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    field: Option<String>,
    #[serde(default)]
    retry: Option<u8>,
    #[serde(default)]
    headers: Option<Map<String, Value>>,
    #[serde(default)]
    custom: Option<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Options {
    #[serde(default)]
    signature_mode: Option<Vec<SignatureMode>>,
    #[serde(default)]
    user_editable_data: Option<EditableParts>,
    #[serde(default)]
    timezone: Option<String>,
    #[serde(default)]
    signer_must_read: Option<bool>,
    #[serde(default)]
    ui: Option<Map<String, Value>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SignatureMode {
    Typed,
    Drawn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EditableParts {
    #[serde(default = "yes")]
    name: bool,
    #[serde(default = "yes")]
    mobile: bool,
    #[serde(default = "yes")]
    email: bool,
}

fn yes() -> bool {
    true
}

/// A request that holds; its document may still have to be fetched.
pub(super) struct NewSignature {
    pub(super) signers: Vec<NewSigner>,
    pub(super) document: DocumentSource,
    /// As it came: `url`, `method`, `field`, `custom`…
    pub(super) callback: Option<Value>,
    /// The options with their defaults.
    pub(super) options: Value,
}

/// One person who shall sign.
pub(super) struct NewSigner {
    pub(super) name: String,
    pub(super) surname: String,
    pub(super) email: Option<String>,
    pub(super) mobile: Option<String>,
    pub(super) message: Option<String>,
    pub(super) language: String,
    pub(super) authentication: Vec<Authentication>,
    pub(super) places: Vec<PlaceOnPage>,
}

/// Where a signature goes: page from 1, points from the left and from the top.
#[derive(Clone)]
pub(super) struct PlaceOnPage {
    pub(super) page: u32,
    pub(super) x: i64,
    pub(super) y: i64,
    pub(super) name: Option<String>,
}

/// Where the document comes from.
pub(super) enum DocumentSource {
    Base64(String),
    Remote(String),
}

/// Reads and checks a body.
///
/// # Errors
/// [`Refusal`] with the first thing that is wrong.
pub(super) fn read(body: &[u8]) -> Result<NewSignature, Refusal> {
    let value: Value =
        serde_json::from_slice(body).map_err(|error| Refusal::unprocessable(BAD_FIELD, error.to_string()))?;
    match value.get("signers") {
        Some(Value::Array(signers)) if signers.is_empty() => {
            return Err(Refusal::unprocessable(EMPTY, "array 'signers' is empty"));
        }
        Some(Value::Array(_)) => {}
        _ => return Err(Refusal::unprocessable(SIGNERS_REQUIRED, "array 'signers' required")),
    }
    if value.get("inputDocuments").is_none_or(Value::is_null) {
        return Err(Refusal::unprocessable(EMPTY, "inputDocuments required"));
    }
    // "the options object isn't passed at all": the one reason the vendor gives for a 422 of this route.
    let Some(options) = value.get("options").filter(|options| options.is_object()) else {
        return Err(Refusal::unprocessable(BAD_OPTION, "object 'options' required"));
    };
    let options = read_options(options.clone())?;
    let callback = value.get("callback").filter(|callback| !callback.is_null()).cloned();
    let body: Body = serde_json::from_value(value)
        .map_err(|error| Refusal::unprocessable(BAD_FIELD, error.to_string()))?;
    check_callback(body.callback.as_ref())?;
    let signers = body.signers.into_iter().map(SignerBody::checked).collect::<Result<_, _>>()?;
    Ok(NewSignature { signers, document: document_source(body.input_documents)?, callback, options })
}

fn read_options(options: Value) -> Result<Value, Refusal> {
    let ui = options.get("ui").cloned().unwrap_or_else(|| json!({}));
    let options: Options = serde_json::from_value(options)
        .map_err(|error| Refusal::unprocessable(BAD_OPTION, format!("invalid options property: {error}")))?;
    for (name, value) in options.ui.iter().flatten() {
        check_ui(name, value)?;
    }
    let mode = options.signature_mode.unwrap_or_else(|| vec![SignatureMode::Typed]);
    let mode: Vec<_> = mode
        .iter()
        .map(|mode| match mode {
            SignatureMode::Typed => "typed",
            SignatureMode::Drawn => "drawn",
        })
        .collect();
    let timezone = options.timezone.unwrap_or_else(|| "UTC".to_owned());
    if jiff::tz::TimeZone::get(&timezone).is_err() {
        return Err(Refusal::unprocessable(
            BAD_OPTION,
            format!("invalid options property: timezone {timezone}"),
        ));
    }
    let editable =
        options.user_editable_data.unwrap_or(EditableParts { name: true, mobile: true, email: true });
    Ok(json!({
        "signatureMode": mode,
        "userEditableData": { "name": editable.name, "mobile": editable.mobile, "email": editable.email },
        "timezone": timezone,
        "signerMustRead": options.signer_must_read.unwrap_or(false),
        "ui": ui,
    }))
}

/// The colours of the interface that can be set; those of buttons also with `Hover`.
const COLOURS: [&str; 8] = [
    "sidebarBackgroundColor",
    "sidebarTitleColor",
    "sidebarTextColor",
    "footerBackgroundColor",
    "headerBackgroundColor",
    "headerTitleColor",
    "headerSubtitleColor",
    "buttonTextColor",
];
const BUTTON_COLOURS: [&str; 4] =
    ["buttonTextColor", "buttonBackgroundColor", "signButtonTextColor", "signButtonBackgroundColor"];
const SWITCHES: [&str; 4] = ["hideSidebar", "hideHeader", "hideDownloadValidated", "hideDownloadSigned"];
const TEXTS: [&str; 3] = ["sidebarLogo", "completeUrl", "cancelUrl"];

fn check_ui(name: &str, value: &Value) -> Result<(), Refusal> {
    let is_colour =
        COLOURS.contains(&name) || BUTTON_COLOURS.contains(&name.strip_suffix("Hover").unwrap_or(name));
    let fits = if is_colour {
        value.as_str().is_some_and(is_hexadecimal_colour)
    } else if SWITCHES.contains(&name) {
        value.is_boolean()
    } else if TEXTS.contains(&name) {
        value.is_string()
    } else {
        name == "iframeAncestors"
            && value.as_array().is_some_and(|origins| origins.iter().all(Value::is_string))
    };
    if fits {
        Ok(())
    } else {
        Err(Refusal::unprocessable(BAD_OPTION, format!("invalid options property: ui.{name}")))
    }
}

fn is_hexadecimal_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

fn check_callback(callback: Option<&Callback>) -> Result<(), Refusal> {
    let Some(callback) = callback else { return Ok(()) };
    let method_fits = callback.method.as_deref().is_none_or(|method| ["JSON", "POST"].contains(&method));
    let headers_fit = callback.headers.as_ref().is_none_or(|headers| headers.values().all(Value::is_string));
    let custom_fits = callback.custom.as_ref().is_none_or(Value::is_object);
    if !callback.url.starts_with("https://") && !callback.url.starts_with("http://") {
        return Err(Refusal::unprocessable(BAD_CALLBACK, "callback url is malformed"));
    }
    let retry_fits = callback.retry.is_none_or(|retry| retry <= 5);
    if !method_fits || !headers_fit || !custom_fits || !retry_fits || callback.field.as_deref() == Some("") {
        return Err(Refusal::unprocessable(BAD_FIELD, "callback is malformed"));
    }
    Ok(())
}

impl SignerBody {
    fn checked(self) -> Result<NewSigner, Refusal> {
        let refused = |what: &str| Err(Refusal::unprocessable(BAD_FIELD, what));
        if self.name.trim().is_empty() || self.surname.trim().is_empty() {
            return refused("signer: name and surname required");
        }
        if self.authentication.is_empty() {
            return refused("signer: array 'authentication' is empty");
        }
        for way in &self.authentication {
            let address = match way {
                Authentication::Email => self.email.as_deref().is_some_and(|email| email.contains('@')),
                Authentication::Sms => self.mobile.as_deref().is_some_and(is_international),
            };
            if !address {
                return refused("signer: email or mobile does not match 'authentication'");
            }
        }
        let sms = self.authentication.contains(&Authentication::Sms);
        if sms && self.message.as_deref().is_some_and(|message| message.chars().count() > 160) {
            return refused("signer: an SMS has at most 160 characters");
        }
        let places = self.signatures.into_iter().map(Place::checked).collect::<Result<_, _>>()?;
        Ok(NewSigner {
            name: self.name,
            surname: self.surname,
            email: self.email,
            mobile: self.mobile,
            message: self.message,
            language: self.language.unwrap_or_else(|| "browser".to_owned()),
            authentication: self.authentication,
            places,
        })
    }
}

fn is_international(mobile: &str) -> bool {
    mobile
        .strip_prefix('+')
        .is_some_and(|digits| digits.len() >= 7 && digits.bytes().all(|digit| digit.is_ascii_digit()))
}

impl Place {
    fn checked(self) -> Result<PlaceOnPage, Refusal> {
        let length = |text: &str| -> Option<i64> {
            let value: f64 = text.parse().ok()?;
            // Answers carry whole numbers; the cast cannot lose more than the fraction within this range.
            (0.0..=100_000.0).contains(&value).then(|| value.round() as i64)
        };
        match (length(&self.x), length(&self.y)) {
            (Some(x), Some(y)) if self.page >= 1 => {
                Ok(PlaceOnPage { page: self.page, x, y, name: self.name })
            }
            _ => Err(Refusal::unprocessable(BAD_FIELD, "signature: page, x or y is out of range")),
        }
    }
}

/// An address, or a list of sources. The service merges several into one; this stand-in takes one.
fn document_source(documents: Value) -> Result<DocumentSource, Refusal> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase", deny_unknown_fields)]
    struct Source {
        source_type: String,
        #[serde(default)]
        url: Option<String>,
        #[serde(default)]
        payload: Option<String>,
        /// How a remote document is asked for; here always with a plain GET.
        #[serde(default, rename = "headers")]
        _headers: Option<Value>,
        #[serde(default, rename = "method")]
        _method: Option<Value>,
        #[serde(default, rename = "postData")]
        _post_data: Option<Value>,
    }
    if let Value::String(url) = documents {
        return Ok(DocumentSource::Remote(url));
    }
    let mut sources: Vec<Source> = serde_json::from_value(documents)
        .map_err(|error| Refusal::unprocessable(BAD_FIELD, format!("inputDocuments: {error}")))?;
    let source = sources.pop().ok_or_else(|| Refusal::unprocessable(EMPTY, "inputDocuments required"))?;
    if !sources.is_empty() {
        return Err(Refusal::unprocessable(
            BAD_FIELD,
            "inputDocuments: the stand-in does not merge documents",
        ));
    }
    match (source.source_type.as_str(), source.url, source.payload) {
        ("base64", _, Some(payload)) => Ok(DocumentSource::Base64(payload)),
        ("remote", Some(url), _) => Ok(DocumentSource::Remote(url)),
        _ => {
            Err(Refusal::unprocessable(BAD_FIELD, "inputDocuments: sourceType and its content do not agree"))
        }
    }
}
