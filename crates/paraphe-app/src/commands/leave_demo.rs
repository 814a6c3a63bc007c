//! Back to the real data.

use crate::schema::{AppStateView, Empty};
use crate::{App, Error};

pub(crate) async fn run(app: &App, _: Empty) -> Result<AppStateView, Error> {
    app.stop_demo();
    super::app_state::run(app, Empty {}).await
}
