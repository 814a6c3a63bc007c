//! `pages` and `render`.

use std::path::PathBuf;

use paraphe_app::headless::{Existing, PageFacts, path_text};
use paraphe_app::{App, Error, headless};
use serde_json::{Value, json};

use super::password;
use crate::arguments::Render;
use crate::output::{Answer, Output};

const MILLIMETRES_PER_POINT: f64 = 25.4 / 72.0;

/// Page sizes, boxes and rotation.
pub(super) async fn pages(file: PathBuf, password: Option<String>, output: &Output) -> Result<Answer, Error> {
    let pages = headless::list_pages(file.clone(), password).await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let told: Vec<Value> = pages.iter().map(in_both_units).collect();
    output.print(&json!({ "file": path_text(&file), "page_count": pages.len(), "pages": told }), |output| {
        let mut lines =
            vec![output.sentence("command-pages", &[("name", name), ("n", pages.len().to_string())])];
        lines.extend(pages.iter().map(|page| {
            let millimetres = |points: f64| output.decimal(&format!("{:.1}", points * MILLIMETRES_PER_POINT));
            let facts = [
                ("page", page.page.to_string()),
                ("width", millimetres(page.width)),
                ("height", millimetres(page.height)),
                ("width_points", points(page.width, output)),
                ("height_points", points(page.height, output)),
                ("rotation", page.rotation.to_string()),
            ];
            format!("  {}", output.sentence("command-page", &facts))
        }));
        lines
    });
    Ok(Answer::Done)
}

/// A page as data: everything in points, as in an envelope file, and its size in millimetres beside it.
fn in_both_units(page: &PageFacts) -> Value {
    let millimetres = |points: f64| json!((points * MILLIMETRES_PER_POINT * 10.0).round() / 10.0);
    let mut told = json!(page);
    told["width_mm"] = millimetres(page.width);
    told["height_mm"] = millimetres(page.height);
    told
}

/// Points as people read them: one decimal where there is one.
pub(super) fn points(points: f64, output: &Output) -> String {
    let rounded = format!("{points:.1}");
    output.decimal(rounded.strip_suffix(".0").unwrap_or(&rounded))
}

/// A page as PNG.
pub(super) async fn render(app: &App, request: Render, output: &Output) -> Result<Answer, Error> {
    let password = password(request.password_stdin)?;
    let (page, out) = (request.page, request.out.clone());
    let existing = if request.overwrite { Existing::Replaced } else { Existing::Kept };
    let target = (request.out, existing);
    let (width, height) =
        headless::render_page(app, request.file, password, page, request.dpi, target).await?;
    let told = path_text(&out);
    output.print(&json!({ "file": told, "page": page, "width": width, "height": height }), |output| {
        let facts = [("page", page.to_string()), ("path", told.clone())];
        vec![output.sentence("command-rendered", &facts)]
    });
    Ok(Answer::Done)
}
