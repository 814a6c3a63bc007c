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
    let asked = asked(context.webview_label(), request.uri().path());
    tauri::async_runtime::spawn(async move {
        responder.respond(answer(app, asked).await);
    });
}

/// The page a window asks for; none for a window that is not the program's own.
fn asked(window: &str, path: &str) -> Option<PageAddress> {
    PageAddress::parse(path).filter(|_| window == crate::MAIN)
}

async fn answer(app: Option<App>, asked: Option<PageAddress>) -> Response<Vec<u8>> {
    let (Some(app), Some(address)) = (app, asked) else {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_documents_are_for_the_programs_own_window() {
        let path = format!("/{}/1/800", "ab".repeat(32));
        assert!(asked("main", &path).is_some());
        assert!(asked("signing-page-1", &path).is_none());
    }
}
