//! The signing page's address. What stands after `#` never reaches a server: a script reads it.

use axum::response::Html;

const PAGE: &str = include_str!("pds.html");

pub(super) async fn show() -> Html<&'static str> {
    Html(PAGE)
}
