//! Takes EU trusted lists from files.

use crate::schema::ImportTrustListsRequest;
use crate::trust_lists::{self, ImportedTrustLists};
use crate::{App, Error};

pub(crate) async fn run(app: &App, request: ImportTrustListsRequest) -> Result<ImportedTrustLists, Error> {
    trust_lists::import_trust_lists(app, request.paths.into_iter().map(Into::into).collect()).await
}
