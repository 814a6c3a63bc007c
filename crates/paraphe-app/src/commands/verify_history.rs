//! Checks every audit trail's chain, and that every document is still what was recorded.

use paraphe_history::{ChainBreak, ChainBreakKind};

use crate::schema::{Empty, HistoryBreakView, HistoryCheckView};
use crate::{App, Error, blocking, translate};

pub(crate) async fn run(app: &App, _: Empty) -> Result<HistoryCheckView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let (breaks, envelopes, vault) = {
            let history = app.history();
            let ids = history.envelope_ids().map_err(translate::history)?;
            let envelopes: Vec<_> = ids.iter().map(|id| history.envelope(id)).collect();
            (history.verify_all().map_err(translate::history)?, envelopes, history.vault().clone())
        };
        let mut views: Vec<_> = breaks.iter().map(chain_break).collect();
        let mut events = 0;
        for envelope in envelopes.iter().flatten() {
            events += envelope.events().len();
            for document in envelope.documents() {
                if let Err(error) = vault.open_verified(&envelope.current_digest(document)) {
                    let envelope = envelope.id().to_string();
                    views.push(HistoryBreakView { envelope, event: 0, detail: error.to_string() });
                }
            }
        }
        Ok(HistoryCheckView { envelopes: count(envelopes.len()), events: count(events), breaks: views })
    })
    .await
}

fn chain_break(found: &ChainBreak) -> HistoryBreakView {
    let event = match found.kind {
        ChainBreakKind::ContentChanged | ChainBreakKind::EndChanged => 0,
        ChainBreakKind::EventChanged { seq }
        | ChainBreakKind::EventMissing { seq }
        | ChainBreakKind::EventUnknown { seq } => seq,
    };
    HistoryBreakView { envelope: found.envelope.to_string(), event, detail: format!("{:?}", found.kind) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
