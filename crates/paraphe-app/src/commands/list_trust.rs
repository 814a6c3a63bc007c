//! The certificates this person trusts.

use std::sync::Arc;

use paraphe_pades::TrustAnchors;

use crate::schema::{AnchorView, Empty, TrustView};
use crate::{App, Error, blocking, translate, trust_lists};

pub(crate) async fn run(app: &App, _: Empty) -> Result<TrustView, Error> {
    let app = app.clone();
    blocking::run(move || view(&app)).await
}

pub(super) fn view(app: &App) -> Result<TrustView, Error> {
    let rows = app.history().trust_anchors().map_err(translate::history)?;
    let anchors = rows
        .into_iter()
        .map(|row| AnchorView { sha256: row.sha256, common_name: row.label, added_at: row.added_at })
        .collect();
    Ok(TrustView { anchors })
}

/// The anchors a validation starts from.
pub(crate) fn anchors(app: &App) -> Result<TrustAnchors, Error> {
    let rows = app.history().trust_anchors().map_err(translate::history)?;
    let mut anchors = TrustAnchors::empty();
    for row in rows {
        anchors.add(&row.certificate).map_err(translate::trust)?;
    }
    Ok(match trust_lists::load(app) {
        Some(lists) => anchors.with_lists(Arc::new(lists)),
        None => anchors,
    })
}
