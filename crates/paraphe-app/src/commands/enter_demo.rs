//! Shows the demonstration: five stand-ins on this computer, data of its own, nothing leaves.

use crate::schema::{AppStateView, Empty};
use crate::{App, Error};

pub(crate) async fn run(app: &App, _: Empty) -> Result<AppStateView, Error> {
    let demo = app.start_demo().await?;
    super::app_state::run(&demo, Empty {}).await
}
