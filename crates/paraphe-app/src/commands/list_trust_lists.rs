//! The EU trusted lists that are kept.

use crate::schema::Empty;
use crate::trust_lists::{TrustListsFacts, list_trust_lists};
use crate::{App, Error};

pub(crate) async fn run(app: &App, _: Empty) -> Result<TrustListsFacts, Error> {
    list_trust_lists(app).await
}
