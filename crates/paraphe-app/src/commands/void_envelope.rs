//! The sender takes an envelope back: at the provider first, then here. Or says that it is over there.

use paraphe_envelope::{EnvelopeId, EnvelopeStatus};
use paraphe_history::{DispatchState, OutboxRow};

use crate::schema::{EnvelopeAction, EnvelopeView, VoidEnvelopeRequest, VoidWay};
use crate::taking_back::{Left, NotTaken};
use crate::{App, Error, actions, blocking, corrections, taking_back, translate, view};

pub(crate) async fn run(app: &App, request: VoidEnvelopeRequest) -> Result<EnvelopeView, Error> {
    let VoidEnvelopeRequest { envelope, reason, way } = request;
    let lease = taking_back::hold(app, &envelope).await?;
    if way == VoidWay::GoneThere && is_out_though_over(app, &envelope).await? {
        taking_back::believe_gone(app, &envelope).await?;
        let app = app.clone();
        return blocking::run(move || {
            taking_back::let_go(&app, &envelope)?;
            drop(lease);
            view::envelope(&app, &envelope)
        })
        .await;
    }
    taking_back::refuse(app, &envelope).await?;
    if way == VoidWay::GoneThere {
        taking_back::refuse_unsent(app, &envelope).await?;
    }
    // Whoever takes it back for good wants nothing in its place.
    corrections::forget(app, &envelope).await?;
    match way {
        VoidWay::AtProvider => at_provider(app, &envelope, &reason).await?,
        VoidWay::GoneThere => taking_back::believe_gone(app, &envelope).await?,
    }
    let app = app.clone();
    blocking::run(move || {
        // Asking may have shown how it ended.
        if !status(&app, &envelope)?.is_final() {
            taking_back::record(&app, &envelope, &reason)?;
        }
        drop(lease);
        view::envelope(&app, &envelope)
    })
    .await
}

/// Whether an envelope is over here, and part of it not known to be over at its provider.
async fn is_out_though_over(app: &App, id: &EnvelopeId) -> Result<bool, Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || {
        let is_out = |row: &OutboxRow| row.state == DispatchState::Accepted;
        let rows = app.history().dispatches(&id).map_err(translate::history)?;
        Ok(status(&app, &id)?.is_final() && rows.iter().any(is_out))
    })
    .await
}

async fn at_provider(app: &App, id: &EnvelopeId, reason: &str) -> Result<(), Error> {
    let Err(NotTaken { error, left }) = taking_back::at_provider(app, id, reason).await else {
        return Ok(());
    };
    if left == Left::Untouched {
        return Err(error);
    }
    // Often the provider can say at once.
    taking_back::look(app, id).await?;
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || {
        let status = status(&app, &id)?;
        if status == EnvelopeStatus::Voided {
            return Ok(());
        }
        Err(if status.is_final() { actions::refusal(&app, &id, EnvelopeAction::Void)? } else { error })
    })
    .await
}

fn status(app: &App, id: &EnvelopeId) -> Result<EnvelopeStatus, Error> {
    Ok(app.history().envelope(id).map_err(translate::history)?.status())
}
