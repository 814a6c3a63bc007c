//! Fetches the EU trusted lists where they are published.

use crate::schema::Empty;
use crate::trust_lists::{self, RefreshTrustLists, RefreshedTrustLists};
use crate::{App, Error};

pub(crate) async fn run(app: &App, _: Empty) -> Result<RefreshedTrustLists, Error> {
    trust_lists::refresh_trust_lists(app, RefreshTrustLists::default()).await
}
