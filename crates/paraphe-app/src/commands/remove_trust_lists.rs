//! Forgets the EU trusted lists.

use crate::schema::Empty;
use crate::trust_lists::{self, TrustListsFacts, list_trust_lists};
use crate::{App, Error};

pub(crate) async fn run(app: &App, _: Empty) -> Result<TrustListsFacts, Error> {
    trust_lists::remove_trust_lists(app).await?;
    list_trust_lists(app).await
}
