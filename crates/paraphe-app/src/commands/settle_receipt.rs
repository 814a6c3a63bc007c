//! A signer's wish for a copy is done, or is none any more.

use crate::schema::{Empty, ReceiptWishRequest};
use crate::{App, Error, blocking, receipts};

pub(crate) async fn run(app: &App, request: ReceiptWishRequest) -> Result<Empty, Error> {
    let app = app.clone();
    blocking::run(move || receipts::settle(&app, &request).map(|()| Empty {})).await
}
