//! Having the service look at a signed PDF, whoever signed it.

use paraphe_envelope::Timestamp;
use serde_json::{Value, json};

use super::api::Openapi;
use super::wire;
use crate::error::Result;
use crate::http::{Method, file};
use crate::opinion::{Judged, Opinion, SignatureOpinion};

impl Openapi {
    /// Has the service check a signed PDF as of today, or as of a day (its "planned verification").
    ///
    /// # Errors
    /// It cannot be asked, or refuses the document.
    pub(super) async fn opinion(&self, judged: &Judged<'_>) -> Result<Opinion> {
        let mut body = json!({ "inputDocument": file(0) });
        if let Some(day) = judged.on.and_then(day) {
            body["verifyOnDate"] = json!(day);
        }
        let files = [judged.document.to_owned()];
        let answer = self.ask(|| self.read(Method::POST, "/verify").json_with_files(&body, &files)).await?;
        Ok(read(&wire::unwrapped(answer.json()?)))
    }
}

/// The day of a moment in UTC: `2031-05-01`.
fn day(at: Timestamp) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.as_millis()).ok()?;
    Some(at.strftime("%Y-%m-%d").to_string())
}

fn read(report: &Value) -> Opinion {
    let all = |name: &str| report.get(name).and_then(Value::as_array).into_iter().flatten();
    Opinion {
        holds: truth(report, "overallVerified"),
        message: None,
        format: wire::text(report, "signatureFormat"),
        at: report.get("verificationDate").and_then(wire::moment),
        signatures: all("signatureReportList").map(signature).collect(),
        notes: all("noteReportList").filter_map(|note| wire::text(note, "description")).collect(),
        compared: Vec::new(),
    }
}

fn signature(report: &Value) -> SignatureOpinion {
    SignatureOpinion {
        integrity: truth(report, "integrity"),
        signer: wire::text(report, "subjectCN").or_else(|| wire::text(report, "subjectDN")),
        issuer: wire::text(report, "issuerCN").or_else(|| wire::text(report, "issuerDN")),
        is_issuer_trusted: truth(report, "issuerTrustedList"),
        certificate: wire::text(report, "signerCertificateStatus"),
        signed_at: report.get("signatureDate").and_then(wire::moment),
        is_time_trusted: truth(report, "trustedSignatureDate"),
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
        let expect = Opinion {
            holds: Some(true),
            message: None,
            format: Some("PAdES".to_owned()),
            at,
            signatures: vec![SignatureOpinion {
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
            compared: Vec::new(),
        };
        assert_eq!(read(&report), expect);
    }
}
