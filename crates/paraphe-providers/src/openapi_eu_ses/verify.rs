//! Having the service look at a signed PDF, whoever signed it.

use std::path::Path;

use paraphe_envelope::Timestamp;
use serde_json::{Value, json};

use super::api::Openapi;
use super::wire;
use crate::error::Result;
use crate::http::{Method, file};

/// What the service says of a signed PDF.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verification {
    /// Whether all of it holds, in its view; none where it does not say.
    pub verified: Option<bool>,
    /// The kind of signature, in its words: `PAdES`.
    pub format: Option<String>,
    /// For which moment it looked.
    pub at: Option<Timestamp>,
    /// Each signature it found.
    pub signatures: Vec<VerifiedSignature>,
    /// Its remarks.
    pub notes: Vec<String>,
}

/// One signature as the service sees it; what it does not say is none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VerifiedSignature {
    /// Whether the signed bytes are as they were.
    pub integrity: Option<bool>,
    /// Who signed.
    pub signer: Option<String>,
    /// Who vouches for the signer.
    pub issuer: Option<String>,
    /// Whether whoever vouches is on a trusted list.
    pub is_issuer_trusted: Option<bool>,
    /// How the signer's certificate stands, in its words: `VALID`.
    pub certificate: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// Whether an authority vouches for that time.
    pub is_time_trusted: Option<bool>,
}

impl Openapi {
    /// Has the service check a signed PDF as of today, or as of a day (its "planned verification").
    ///
    /// # Errors
    /// It cannot be asked, or refuses the document.
    pub async fn verify(&self, pdf: &Path, on: Option<jiff::civil::Date>) -> Result<Verification> {
        let mut body = json!({ "inputDocument": file(0) });
        if let Some(day) = on {
            body["verifyOnDate"] = json!(day.to_string());
        }
        let files = [pdf.to_owned()];
        let answer = self.ask(|| self.read(Method::POST, "/verify").json_with_files(&body, &files)).await?;
        Ok(Verification::read(&wire::unwrapped(answer.json()?)))
    }
}

impl Verification {
    fn read(report: &Value) -> Self {
        let all = |name: &str| report.get(name).and_then(Value::as_array).into_iter().flatten();
        Self {
            verified: truth(report, "overallVerified"),
            format: wire::text(report, "signatureFormat"),
            at: report.get("verificationDate").and_then(wire::moment),
            signatures: all("signatureReportList").map(VerifiedSignature::read).collect(),
            notes: all("noteReportList").filter_map(|note| wire::text(note, "description")).collect(),
        }
    }
}

impl VerifiedSignature {
    fn read(report: &Value) -> Self {
        Self {
            integrity: truth(report, "integrity"),
            signer: wire::text(report, "subjectCN").or_else(|| wire::text(report, "subjectDN")),
            issuer: wire::text(report, "issuerCN").or_else(|| wire::text(report, "issuerDN")),
            is_issuer_trusted: truth(report, "issuerTrustedList"),
            certificate: wire::text(report, "signerCertificateStatus"),
            signed_at: report.get("signatureDate").and_then(wire::moment),
            is_time_trusted: truth(report, "trustedSignatureDate"),
        }
    }
}

fn truth(value: &Value, name: &str) -> Option<bool> {
    value.get(name)?.as_bool()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the vendor's OpenAPI file (esignature 1.0.17, `POST /verify`), shortened.
    #[test]
    fn the_documented_report_is_read() {
        let report = json!({
            "checkDate": "2025-02-14 11:11:01.892+00:00",
            "verificationDate": "2025-02-14 11:11:01.892+00:00",
            "signatureFormat": "PAdES",
            "nrOfSignatures": 1,
            "overallVerified": true,
            "signatureReportList": [{
                "id": "0",
                "integrity": true,
                "subjectDN": "C=IT,SURNAME=ROSSI,GIVENNAME=MARIO,CN=ROSSI MARIO",
                "subjectCN": "ROSSI MARIO",
                "issuerCN": "Namirial CA Firma Qualificata",
                "signerCertificateStatus": "VALID",
                "trustedSignatureDate": false,
                "signatureDate": "2025-02-14 11:11:01.892+00:00",
                "issuerTrustedList": true,
                "keySize": 2048
            }],
            "noteReportList": [{
                "policy": 3, "about": 2, "type": 1, "synopsis": "Certified qualified in conformity",
                "description": "The qualified certificate of ROSSI MARIO complies with European Directive 1999/93/EC"
            }],
        });
        let at = Some(Timestamp::from_millis(1_739_531_461_892));
        let expect = Verification {
            verified: Some(true),
            format: Some("PAdES".to_owned()),
            at,
            signatures: vec![VerifiedSignature {
                integrity: Some(true),
                signer: Some("ROSSI MARIO".to_owned()),
                issuer: Some("Namirial CA Firma Qualificata".to_owned()),
                is_issuer_trusted: Some(true),
                certificate: Some("VALID".to_owned()),
                signed_at: at,
                is_time_trusted: Some(false),
            }],
            notes: vec![
                "The qualified certificate of ROSSI MARIO complies with European Directive 1999/93/EC"
                    .to_owned(),
            ],
        };
        assert_eq!(Verification::read(&report), expect);
    }
}
