//! `tags`.

use std::path::PathBuf;

use paraphe_app::{Error, headless};
use serde_json::{Value, json};

use super::text;
use crate::output::{Answer, Output};

const MILLIMETRES_PER_POINT: f64 = 25.4 / 72.0;

/// Places to sign, as proposed boxes.
pub(super) async fn tags(file: PathBuf, password: Option<String>, output: &Output) -> Result<Answer, Error> {
    let found = headless::detect_places(file.clone(), password).await?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let proposals: Vec<Value> = found.places.iter().map(in_both_units).collect();
    let value = json!({
        "file": headless::path_text(&file), "pages_read": found.pages_read, "pages_cut": found.pages_cut,
        "proposals": proposals,
    });
    output.print(&value, |output| {
        let count = found.places.len().to_string();
        let mut lines = vec![output.sentence("command-tags", &[("name", name), ("n", count)])];
        lines.extend(found.places.iter().map(|place| format!("  {}", line(place, output))));
        lines.extend(
            found.pages_cut.iter().map(|page| {
                format!("  {}", output.sentence("command-tags-cut", &[("page", page.to_string())]))
            }),
        );
        lines
    });
    Ok(Answer::Done)
}

/// A proposal as data: its rectangle in points, as in an envelope file, and in millimetres beside it.
fn in_both_units(place: &headless::FoundPlace) -> Value {
    let millimetres = |points: f64| (points * MILLIMETRES_PER_POINT * 10.0).round() / 10.0;
    let rect = place.rect;
    let mut told = json!(place);
    told["rect_mm"] = json!({
        "x": millimetres(rect.x), "y": millimetres(rect.y),
        "width": millimetres(rect.width), "height": millimetres(rect.height),
    });
    told
}

fn line(place: &headless::FoundPlace, output: &Output) -> String {
    let millimetres = |points: f64| output.decimal(&format!("{:.0}", points * MILLIMETRES_PER_POINT));
    let facts = [
        ("kind", text(&json!(place.kind))),
        ("page", place.page.to_string()),
        ("x", millimetres(place.rect.x)),
        ("y", millimetres(place.rect.y)),
        ("width", millimetres(place.rect.width)),
        ("height", millimetres(place.rect.height)),
        ("clue", text(&json!(place.clue))),
        ("said", place.text.clone().unwrap_or_else(|| "none".to_owned())),
        ("rect", [place.rect.x, place.rect.y, place.rect.width, place.rect.height].map(typed).join(",")),
        ("signer", place.signer.map_or_else(|| "none".to_owned(), |signer| signer.to_string())),
    ];
    output.sentence("command-tag", &facts)
}

/// Points as `sign --rect` takes them.
fn typed(points: f64) -> String {
    let rounded = format!("{points:.1}");
    rounded.strip_suffix(".0").unwrap_or(&rounded).to_owned()
}
