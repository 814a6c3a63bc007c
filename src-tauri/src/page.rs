//! The `page:` scheme: `page://localhost/<sha256>/<page>/<width in pixels>` answers a PNG.
//!
//! Asynchronous on purpose: a synchronous scheme would block the window while a page is drawn.

use paraphe_app::{App, PageAddress};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager as _, Runtime, UriSchemeContext, UriSchemeResponder};

/// Answers one request for a page.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().try_state::<App>().map(|state| state.inner().clone());
    tauri::async_runtime::spawn(async move {
        responder.respond(answer(app, request.uri().path()).await);
    });
}

async fn answer(app: Option<App>, path: &str) -> Response<Vec<u8>> {
    let (Some(app), Some(address)) = (app, PageAddress::parse(path)) else {
        return plain(StatusCode::NOT_FOUND);
    };
    match app.render_page(address).await {
        Ok(png) => Response::builder()
            .header(header::CONTENT_TYPE, "image/png")
            .header(header::CACHE_CONTROL, "max-age=3600, immutable")
            .body(png)
            .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR)),
        Err(_) => plain(StatusCode::UNPROCESSABLE_ENTITY),
    }
}

fn plain(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
