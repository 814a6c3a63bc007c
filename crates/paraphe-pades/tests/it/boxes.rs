//! What later signers fill in was foreseen by the first signature: it is form filling, shows what it says, and spoils nothing.

use crate::made::{document, identity, now, parse, report, trusting};
use paraphe_envelope::PageRect;
use paraphe_pades::{
    Conclusion, ModificationLevel, SelfMadeIdentity, SignatureRequest, ValidationReport, Verdict, sign_pdf,
};
use paraphe_pdf::appearance::{Appearance, CheckState, Mark};
use paraphe_pdf::{BoxContent, FormBox, TextEntry};

const SIGNERS: [&str; 3] = ["Alice", "Bob", "Carol"];

fn rect(left: f64, bottom: f64, width: f64, height: f64) -> PageRect {
    PageRect::from_xywh(left, bottom, width, height).unwrap()
}

/// Signed by the signer of this number, who writes `text` and ticks their box; everybody has both.
fn filled(bytes: &[u8], number: usize, signer: &SelfMadeIdentity, text: &str) -> Vec<u8> {
    let left = |who: usize| 40.0 + 180.0 * f64::from(u32::try_from(who).unwrap());
    let mark =
        Appearance::for_initials(&Mark::Typed { name: SIGNERS[number].to_owned() }, 120.0, 40.0).unwrap();
    let drawn = Appearance::for_text(text, 170.0, 20.0).unwrap();
    let names: Vec<[String; 2]> =
        (0..SIGNERS.len()).map(|who| [format!("Lieu-{who}"), format!("Case-{who}")]).collect();
    let mut boxes = Vec::new();
    for (who, [place, tick]) in names.iter().enumerate() {
        let own = who == number;
        let entry = TextEntry { value: text, appearance: &drawn };
        let place_content = if own { BoxContent::Text(Some(entry)) } else { BoxContent::Open };
        let one = |name, bottom, width, content| FormBox {
            name,
            tooltip: "Lieu",
            page: 1,
            rect: rect(left(who), bottom, width, 20.0),
            content,
        };
        boxes.push(one(place, 60.0, 170.0, place_content));
        boxes.push(one(tick, 90.0, 20.0, BoxContent::Check(own.then_some(CheckState::On))));
    }
    let request = SignatureRequest {
        placement: Some((1, rect(left(number), 120.0, 120.0, 40.0))),
        appearance: Some(&mark),
        boxes: &boxes,
        ..SignatureRequest::invisible(now())
    };
    sign_pdf(&parse(bytes), request, signer).unwrap().to_bytes()
}

fn judged(first: Vec<u8>, texts: [&str; 3]) -> (Vec<u8>, ValidationReport) {
    let signers = SIGNERS.map(identity);
    let mut bytes = first;
    for (number, signer) in signers.iter().enumerate() {
        bytes = filled(&bytes, number, signer, texts[number]);
    }
    if let Some(folder) = std::env::var_os("PARAPHE_GALLERY") {
        let name = format!("boxes-{}.pdf", texts[0].len());
        std::fs::write(std::path::Path::new(&folder).join(name), &bytes).unwrap();
    }
    let report = report(&bytes, &trusting(&[&signers[0], &signers[1], &signers[2]])).unwrap();
    (bytes, report)
}

fn assert_good(report: &ValidationReport, what: &str) {
    assert_eq!(
        (report.conclusion, report.verdict),
        (Conclusion::TotalPassed, Verdict::Valid),
        "{what}: {report:#?}"
    );
    let levels: Vec<_> = report.signatures.iter().map(|signature| signature.modifications).collect();
    let expected = [ModificationLevel::FormFilling, ModificationLevel::FormFilling, ModificationLevel::None];
    assert_eq!(levels, expected, "{what}");
}

#[test]
fn each_signer_fills_their_own_boxes_and_all_stay_valid() {
    let texts = [
        "Fait a Lyon, le 22/11/2026",
        "Signe a Nice, le 23/11/2026",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
    ];
    assert_good(&judged(document(), texts).1, "plain letters");
    let texts = ["Fait à Évry, le 22/11/2026", "Œuvré à Łódź, 1 250,00 €", "Юлия Щёголева"];
    assert_good(&judged(document(), texts).1, "accents");
}

#[test]
fn what_is_written_from_right_to_left_is_read_from_right_to_left() {
    let texts = ["تونس", "محمد الطرابلسي", "تونس في 22/11/2026"];
    assert_good(&judged(document(), texts).1, "Arabic");
}

#[test]
fn whoever_writes_later_may_write_arabic_with_its_vowels() {
    let texts = ["Fait a Lyon, le 22/11/2026", "تونس", "مُحَمَّدُ بْنُ يُوسُفَ"];
    assert_good(&judged(document(), texts).1, "the first writes Latin, the others Arabic");
}
