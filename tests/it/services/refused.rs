//! What a service cannot do is refused before anything leaves, and one press adapts the request.

use paraphe_app::Code;
use paraphe_sandbox::StandIn;
use serde_json::json;

use super::{Office, offer};

#[tokio::test]
async fn what_a_service_cannot_do_is_refused_before_anything_leaves() {
    let office = Office::open().await;
    let draft = office.draft("local", &[("Alice", Some(1)), ("Basile", Some(2))]).await;
    let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
    let tags = offer(&offers, "gesdocs-1");
    let codes: Vec<&str> =
        tags["refusals"].as_array().expect("refusals").iter().filter_map(|r| r["code"].as_str()).collect();
    assert!(codes.contains(&"order"), "{codes:?}");
    let refused = office.send(&draft, "gesdocs-1").await.expect_err("it cannot");
    assert_eq!(refused.code, Code::Refused);
    assert!(office.control().requests(StandIn::GesDocs).is_empty(), "nobody was asked anything");
    office.apply(&draft, tags["repair"].clone()).await;
    let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
    assert_eq!(offer(&offers, "gesdocs-1")["refusals"], json!([]), "one press adapts the request");
}

#[tokio::test]
async fn addresses_and_logos_in_a_form_a_service_does_not_take_are_refused_on_its_card() {
    let office = Office::open().await;
    let draft = office.draft("openapi-1", &[("Alice", None)]).await;
    let mut options = draft["options"].clone();
    options["notification_urls"] = json!(["https://a.fr/avis", "mailto:a@ex.fr"]);
    options["brand_logo"] = json!("data:image/png;base64,iVBORw0KGgo=");
    options["redirect_url"] = json!("merci.exemple.fr");
    office.apply(&draft, json!({ "type": "set_options", "options": options })).await;
    let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
    let card = offer(&offers, "openapi-1");
    let codes: Vec<&str> =
        card["refusals"].as_array().expect("refusals").iter().filter_map(|r| r["code"].as_str()).collect();
    assert_eq!(codes, ["notice_address", "notice_addresses", "redirect_address", "logo_picture"]);
    let mended = office.apply(&draft, card["repair"].clone()).await;
    assert_eq!(mended["options"]["notification_urls"], json!(["https://a.fr/avis"]));
    assert_eq!(mended["options"]["brand_logo"], json!(null));
    let offers = office.test.ok("compare_accounts", json!({ "draft": draft["id"] })).await;
    assert_eq!(offer(&offers, "openapi-1")["refusals"], json!([]));
}
