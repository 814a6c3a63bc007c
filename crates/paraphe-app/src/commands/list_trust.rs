//! The certificates this person trusts.

use std::sync::Arc;

use paraphe_history::{ChosenAs, TrustAnchorRow};
use paraphe_pades::TrustAnchors;

use crate::schema::{AnchorView, Empty, TrustView};
use crate::{App, Error, blocking, translate, trust_lists};

pub(crate) async fn run(app: &App, _: Empty) -> Result<TrustView, Error> {
    let app = app.clone();
    blocking::run(move || view(&app)).await
}

pub(super) fn view(app: &App) -> Result<TrustView, Error> {
    let rows = app.history().trust_anchors().map_err(translate::history)?;
    let mut anchors = Vec::new();
    for row in rows {
        let mut alone = TrustAnchors::empty();
        add(&mut alone, &row)?;
        anchors.push(AnchorView {
            sha256: row.sha256,
            common_name: row.label,
            added_at: row.added_at,
            authority: alone.vouch_for_others(),
        });
    }
    Ok(TrustView { anchors })
}

/// Adds a certificate as what it was chosen as.
fn add(anchors: &mut TrustAnchors, row: &TrustAnchorRow) -> Result<(), Error> {
    let added = match row.chosen_as {
        ChosenAs::Signer => anchors.add_signers(&row.certificate),
        ChosenAs::WhatItSays => anchors.add(&row.certificate),
    };
    added.map(drop).map_err(translate::trust)
}

/// The anchors a validation starts from.
pub(crate) fn anchors(app: &App) -> Result<TrustAnchors, Error> {
    let rows = app.history().trust_anchors().map_err(translate::history)?;
    let mut anchors = TrustAnchors::empty();
    for row in &rows {
        add(&mut anchors, row)?;
    }
    Ok(match trust_lists::load(app) {
        Some(lists) => anchors.with_lists(Arc::new(lists)),
        None => anchors,
    })
}
