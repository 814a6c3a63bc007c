//! One box, 100 points from the left and 400 from the top of the page as a person sees it, 150 wide and 60 high, on four
//! kinds of page; what each service is told, in its own numbers, worked out by hand from its documentation's rules.
//!
//! The pages as they are seen: A4 595.28 × 841.89, Letter landscape 792 × 612, A4 turned 841.89 × 595.28, A4 cut to
//! 500 × 700. The box ends 460 points from the top, so it begins this far above the bottom: 381.89, 152, 135.28, 240.

use paraphe_envelope::{Role, ViewRect};
use paraphe_pdf::{Object, PdfFile};
use paraphe_providers::{MemorySteps, ProviderId};
use serde_json::{Value, json};

use crate::support::{Paper, Stage, first_dispatch, send};

/// What the service of a provider is asked for, with Alice's box on each of the four pages.
async fn asked(provider: ProviderId, route: &str) -> Vec<Vec<u8>> {
    let stage = Stage::new(provider).await;
    let pages = [Paper::A4, Paper::LETTER_LANDSCAPE, Paper::A4_TURNED, Paper::A4_CROPPED];
    let mut request = stage.request().no_document().document(&pages).person("Alice", Role::Signer);
    for page in 1..=4 {
        let rect = ViewRect { x: 100.0, y: 400.0, width: 150.0, height: 60.0 };
        request = request.field("Alice", 1, page, rect);
    }
    let envelope = request.envelope();
    let dispatch = first_dispatch(&envelope, &*stage.provider);
    send(&*stage.provider, &dispatch, request.files(), &MemorySteps::default()).await.unwrap();
    let of_route = stage.requests().into_iter().filter(|request| request.path.contains(route));
    let bodies: Vec<_> = of_route.map(|request| request.body).filter(|body| !body.is_empty()).collect();
    assert!(!bodies.is_empty(), "{route}: {:?}", stage.routes());
    bodies
}

async fn json_asked(provider: ProviderId, route: &str) -> Vec<Value> {
    let bodies = asked(provider, route).await;
    bodies.iter().map(|body| serde_json::from_slice(body).unwrap()).collect()
}

/// `"x,y,width,height"` from the bottom left, whole points.
#[tokio::test]
async fn docage() {
    let bodies = json_asked(ProviderId::Docage, "/SignatureLocations").await;
    let told: Vec<_> = bodies.iter().map(|body| (&body["Pages"], &body["Coordinates"])).collect();
    let expect = [
        (json!("1"), json!("100,382,150,60")),
        (json!("2"), json!("100,152,150,60")),
        (json!("3"), json!("100,135,150,60")),
        (json!("4"), json!("100,240,150,60")),
    ];
    assert_eq!(told, expect.iter().map(|(page, place)| (page, place)).collect::<Vec<_>>());
}

/// Points from the bottom left to the box's lower left corner; no size.
#[tokio::test]
async fn ng_sign() {
    let bodies = json_asked(ProviderId::NgSign, "/launch").await;
    let places = bodies[0]["sigConf"][0]["docsConfigs"].as_array().unwrap();
    let number = |value: &Value| value.as_f64().unwrap();
    let told: Vec<_> =
        places.iter().map(|place| [&place["page"], &place["xAxis"], &place["yAxis"]].map(number)).collect();
    let expect = [[1.0, 100.0, 381.89], [2.0, 100.0, 152.0], [3.0, 100.0, 135.28], [4.0, 100.0, 240.0]];
    assert_eq!(told.len(), 4);
    for (told, expect) in told.iter().zip(expect) {
        assert!(
            told.iter().zip(expect).all(|(told, expect)| (told - expect).abs() < 0.005),
            "{told:?} {expect:?}"
        );
    }
}

/// Whole points from the left and from the top, as texts; no size.
#[tokio::test]
async fn openapi() {
    let bodies = json_asked(ProviderId::Openapi, "/EU-SES").await;
    let expect: Vec<_> = (1..=4).map(|page| json!({ "page": page, "x": "100", "y": "400" })).collect();
    assert_eq!(bodies[0]["signers"][0]["signatures"], json!(expect));
}

/// Whole millimetres from the left and from the top: 100 pt are 35.28, 400 pt 141.11, 150 pt 52.92 and 60 pt 21.17. The
/// place is rounded, the size cut. The page is meant as it is seen, so every box stands upright.
#[tokio::test]
async fn sig_tool() {
    let bodies = json_asked(ProviderId::SigTool, "/api/signatures").await;
    let place = |page: u32| {
        json!({
            "page": page, "offsetX": 35, "offsetY": 141, "sizeX": 52, "sizeY": 21, "orientation": "right"
        })
    };
    assert_eq!(bodies[0]["documents"][0]["positions"], json!([place(1), place(2), place(3), place(4)]));
}

/// A tag in the text, within the box. In the PDF's own numbers (from the bottom left, before the page is turned, whatever
/// is cut off) the box lies at: [left, bottom, right, top].
#[tokio::test]
async fn ges_docs() {
    let bodies = asked(ProviderId::GesDocs, "/api/signature-requests").await;
    let body = &bodies[0];
    let find = |wanted: &[u8]| body.windows(wanted.len()).position(|window| window == wanted);
    let (start, end) =
        (find(b"%PDF-").unwrap(), body.windows(5).rposition(|window| window == b"%%EOF").unwrap());
    let pdf = PdfFile::parse(body[start..end + 5].to_vec(), None).unwrap();
    let boxes = [
        [100.0, 381.89, 250.0, 441.89],
        [100.0, 152.0, 250.0, 212.0],
        [400.0, 100.0, 460.0, 250.0],
        [150.0, 320.0, 300.0, 380.0],
    ];
    for ([left, bottom, right, top], page) in boxes.into_iter().zip(1..) {
        let [x, y] = place_of(&pdf, page, "<@signature1@>");
        assert!((left..right).contains(&x) && (bottom..top).contains(&y), "page {page}: {x}, {y}");
    }
}

/// Where the text matrix puts a text on a page.
fn place_of(pdf: &PdfFile, page: u32, text: &str) -> [f64; 2] {
    let view = pdf.current();
    let page = view.object(pdf.page_id(page).unwrap());
    let contents = view.get(page.as_dictionary().unwrap(), b"Contents");
    let streams = contents.as_array().map_or_else(|| vec![contents.clone()], <[Object]>::to_vec);
    for stream in streams {
        let Object::Stream(stream) = view.resolve(&stream) else { continue };
        let drawing = String::from_utf8(view.decode(&stream, 1 << 20).unwrap()).unwrap();
        let Some((before, _)) = drawing.split_once(&format!("({text})")) else { continue };
        let (matrix, _) = before.rsplit_once(" Tm").unwrap();
        let mut numbers = matrix.split_whitespace().rev().map(|word| word.parse::<f64>().unwrap());
        let [y, x] = [numbers.next().unwrap(), numbers.next().unwrap()];
        return [x, y];
    }
    panic!("{text} is not there");
}
