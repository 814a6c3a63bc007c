//! The routes: commands, pages, events, uploads, and the built page itself.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path as UrlPath, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use paraphe_app::{App, AppEvent, EventSink as _, PageAddress, call};
use serde_json::Value;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;

use crate::events::BrowserEvents;

const LARGEST_UPLOAD: usize = 512 * 1024 * 1024;

/// What every route needs.
#[derive(Clone)]
pub(crate) struct Server {
    app: App,
    events: Arc<BrowserEvents>,
    ui: Arc<PathBuf>,
    token: Arc<str>,
    host: Arc<str>,
}

impl Server {
    pub(crate) fn new(
        app: App,
        events: Arc<BrowserEvents>,
        ui: PathBuf,
        token: String,
        host: String,
    ) -> Self {
        Self { app, events, ui: Arc::new(ui), token: token.into(), host: host.into() }
    }
}

/// All routes, guarded.
pub(crate) fn router(server: Server) -> Router {
    let guarded = Router::new()
        .route("/rpc/{command}", post(rpc))
        .route("/page/{*address}", get(page))
        .route("/events", get(events))
        .route("/upload", post(upload))
        .route("/save-path", post(save_path))
        .route("/drop", post(drop_files))
        .layer(middleware::from_fn_with_state(server.clone(), wants_token));
    Router::new()
        .merge(guarded)
        .fallback(file)
        .layer(middleware::from_fn_with_state(server.clone(), wants_own_host))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD))
        .with_state(server)
}

async fn wants_own_host(State(server): State<Server>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    if host == Some(&server.host) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

async fn wants_token(
    State(server): State<Server>,
    Query(query): Query<HashMap<String, String>>,
    request: Request,
    next: Next,
) -> Response {
    let sent = request.headers().get("x-paraphe-token").and_then(|value| value.to_str().ok());
    let known =
        sent == Some(&server.token) || query.get("token").is_some_and(|token| **token == *server.token);
    if known { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

async fn rpc(State(server): State<Server>, UrlPath(command): UrlPath<String>, body: Bytes) -> Response {
    let Ok(params) = serde_json::from_slice::<Value>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match call(&server.app, &command, params).await {
        Ok(answer) => axum::Json(answer).into_response(),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(error)).into_response(),
    }
}

async fn page(State(server): State<Server>, UrlPath(address): UrlPath<String>) -> Response {
    let Some(address) = PageAddress::parse(&address) else { return StatusCode::NOT_FOUND.into_response() };
    match server.app.render_page(address).await {
        Ok(png) => ([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "max-age=3600")], png)
            .into_response(),
        Err(error) => (StatusCode::UNPROCESSABLE_ENTITY, axum::Json(error)).into_response(),
    }
}

async fn events(State(server): State<Server>) -> Response {
    let stream = BroadcastStream::new(server.events.subscribe())
        .filter_map(Result::ok)
        .map(|text| Ok::<_, Infallible>(Event::default().data(text)));
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

async fn upload(
    State(server): State<Server>,
    Query(query): Query<HashMap<String, String>>,
    bytes: Bytes,
) -> Response {
    let Some(target) = place(&server, &query) else { return StatusCode::BAD_REQUEST.into_response() };
    match tokio::fs::write(&target, bytes).await {
        Ok(()) => axum::Json(serde_json::json!({ "path": target })).into_response(),
        Err(_) => StatusCode::INSUFFICIENT_STORAGE.into_response(),
    }
}

async fn save_path(State(server): State<Server>, Query(query): Query<HashMap<String, String>>) -> Response {
    match place(&server, &query) {
        Some(path) => axum::Json(serde_json::json!({ "path": path })).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// What the operating system does in the window: files fall on the page.
async fn drop_files(State(server): State<Server>, axum::Json(paths): axum::Json<Vec<String>>) -> StatusCode {
    server.events.emit(AppEvent::FilesDropped { paths });
    StatusCode::NO_CONTENT
}

/// A place in the data folder's `files` for a name the browser gives; one plain file name only.
fn place(server: &Server, query: &HashMap<String, String>) -> Option<PathBuf> {
    let name = Path::new(query.get("name")?).file_name()?;
    let folder = server.app.data().join("files");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder.join(name))
}

async fn file(State(server): State<Server>, request: Request) -> Response {
    let asked = Path::new(request.uri().path().trim_start_matches('/')).to_owned();
    if !asked.components().all(|part| matches!(part, Component::Normal(_))) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path =
        if asked.as_os_str().is_empty() { server.ui.join("index.html") } else { server.ui.join(&asked) };
    let Ok(bytes) = tokio::fs::read(&path).await else { return StatusCode::NOT_FOUND.into_response() };
    let kind = content_type(&path);
    if kind == "text/html" {
        let token = format!("<head><meta name=\"paraphe-token\" content=\"{}\">", server.token);
        let text = String::from_utf8_lossy(&bytes).replacen("<head>", &token, 1);
        return ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response();
    }
    ([(header::CONTENT_TYPE, kind)], Body::from(bytes)).into_response()
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
