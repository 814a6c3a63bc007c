//! The window's page in a plain browser: the same command list over loopback HTTP, for tests and for design work.
//!
//! It is a separate executable that no release carries. It listens on 127.0.0.1 only, wants a random token with every
//! call, and answers only to its own `Host`, so that no other page of the browser can reach it.

mod events;
mod routes;

use std::path::PathBuf;
use std::sync::Arc;

use paraphe_app::{App, AppOptions};

use crate::events::BrowserEvents;
use crate::routes::Server;

fn main() {
    if let Some(code) = paraphe_preview::run_worker_if_asked() {
        std::process::exit(code);
    }
    if let Err(error) = serve() {
        eprintln!("paraphe-devserver: {error}");
        std::process::exit(1);
    }
}

/// Arguments: `[--port N] [--data DIR] [--ui DIR] [FILE.pdf …]`.
struct Arguments {
    port: u16,
    data: PathBuf,
    ui: PathBuf,
    files: Vec<PathBuf>,
}

fn arguments() -> Result<Arguments, Box<dyn std::error::Error>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/dist");
    let mut found = Arguments {
        port: 0,
        data: std::env::temp_dir().join(format!("paraphe-dev-{}", std::process::id())),
        ui: PathBuf::from(root),
        files: Vec::new(),
    };
    let mut given = std::env::args_os().skip(1);
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or("a value is missing after an option");
        match argument.to_str() {
            Some("--port") => found.port = value()?.to_string_lossy().parse()?,
            Some("--data") => found.data = PathBuf::from(value()?),
            Some("--ui") => found.ui = PathBuf::from(value()?),
            _ => found.files.push(std::env::current_dir()?.join(argument)),
        }
    }
    Ok(found)
}

#[tokio::main]
async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = arguments()?;
    let events = Arc::new(BrowserEvents::new());
    let mut options = AppOptions::headless(arguments.data.clone());
    options.events = events.clone();
    options.demo = Some(paraphe_demo::stage());
    options.has_window = true;
    let app = App::open(options)?;
    app.queue_opened_files(arguments.files);
    tokio::spawn(app.clone().watch_history());
    tokio::spawn(app.clone().follow_up());
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", arguments.port)).await?;
    let address = listener.local_addr()?;
    let mut token = [0_u8; 16];
    getrandom::fill(&mut token)?;
    let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    println!(
        "{}",
        serde_json::json!({ "url": format!("http://{address}/"), "token": token, "data": arguments.data })
    );
    let server = Server::new(app, events, arguments.ui, token, address.to_string());
    axum::serve(listener, routes::router(server)).await?;
    Ok(())
}
