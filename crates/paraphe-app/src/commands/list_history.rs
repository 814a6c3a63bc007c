//! One page of the history.

use paraphe_history::HistoryQuery;

use crate::schema::{HistoryView, ListHistoryRequest};
use crate::{App, Error, blocking, translate, view};

const MOST_ROWS: u32 = 200;

pub(crate) async fn run(app: &App, request: ListHistoryRequest) -> Result<HistoryView, Error> {
    let app = app.clone();
    blocking::run(move || {
        let query = HistoryQuery {
            text: request.query,
            filter: view::history_filter(request.filter),
            folding: view::history_folding(request.folding),
            // A cursor that is none (an old window, a script) starts from the top.
            cursor: request.cursor.and_then(|cursor| cursor.parse().ok()),
            limit: request.limit.clamp(1, MOST_ROWS),
            now: app.now(),
        };
        if query.cursor.is_none() {
            // Where this cannot be written they stand where they are dated.
            let _ = app.history().place_misdated(query.now);
        }
        let page = app.history().list(&query).map_err(translate::history)?;
        Ok(view::history(&app, page))
    })
    .await
}
