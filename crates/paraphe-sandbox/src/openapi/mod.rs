//! The stand-in for Openapi EU-SES.
//!
//! Written from the vendor's OpenAPI files: signatures 1.0.17 (<https://console.openapi.com/oas/en/esignature.openapi.json>)
//! and tokens 2.1.0 (<https://console.openapi.com/oas/en/oauthv2.openapi.json>). The token server, another host in the
//! world, answers under `oauth/`. Our choices where they are silent: one document per request (several are merged by
//! the service), the state of a signer who has signed (`DONE`), the state `WAIT_SIGNERS` (seen in public client code)
//! while several are missing, status 402 with an empty wallet. No refusal and no end date exist there: a signer who
//! refuses here leaves the signature waiting. Invitations are not sent; callbacks are not posted, but logged under
//! `oauth/callbacks` as the vendor logs them. Addresses of documents are followed only on this computer.

mod audit;
mod create;
mod notice;
mod oauth;
mod query;
mod read;
mod request;
mod token;
mod verify;
mod wire;

use axum::Router;
use axum::http::{HeaderMap, Method};
use axum::routing::{get, post};

use crate::stand_in::{StandIn, StandInAccount};
use crate::state::Shared;
use wire::Refusal;

pub(crate) use notice::notice;
pub(crate) use token::Own;

/// The host that stands in scopes: the vendor's sandbox.
const DOMAIN: &str = "test.esignature.openapi.com";

pub(crate) fn account(base: String) -> StandInAccount {
    StandInAccount {
        provider: StandIn::Openapi,
        auth_url: Some(format!("{base}/oauth")),
        base_url: base,
        user: Some(token::EMAIL.to_owned()),
        secret: token::API_KEY.to_owned(),
        auth: "api-key",
    }
}

pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/EU-SES", post(create::create))
        .route("/signatures", get(read::list))
        .route("/signatures/{id}", get(read::detail).delete(read::delete))
        .route("/signatures/{id}/", get(read::detail))
        .route("/signatures/{id}/{action}", get(read::action))
        .route("/verify", post(verify::verify))
        .route("/sign/{signer}", get(read::sign))
        .nest("/oauth", oauth::routes())
        .method_not_allowed_fallback(not_found)
        .fallback(not_found)
}

/// Whether the request carries a token that is good for `METHOD:host/path`.
fn authorised(shared: &Shared, headers: &HeaderMap, method: &Method, path: &str) -> Result<(), Refusal> {
    let scope = format!("{method}:{DOMAIN}/{path}");
    let expired = shared.habits().openapi_expired_tokens;
    let good = shared.change(|store| store.openapi.allows(headers, &scope, expired));
    if good { Ok(()) } else { Err(Refusal::unauthorised(token::UNAUTHORIZED)) }
}

async fn not_found() -> Refusal {
    Refusal::missing(wire::UNNUMBERED, "Not Found")
}
