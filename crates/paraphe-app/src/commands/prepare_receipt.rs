//! Has the person's own mail program show a message with a signer's copy.

use crate::schema::{Empty, ReceiptWishRequest};
use crate::{App, Error, blocking, receipts};

pub(crate) async fn run(app: &App, request: ReceiptWishRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || receipts::prepare(&app, &request).map(|()| Empty {})).await
}
