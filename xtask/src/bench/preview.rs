//! Previews against the same pdfium called bare.

use serde_json::Value;

use super::Plan;
use super::figure::Figure;
use super::inputs;
use super::{example, json, number};
use crate::failure::Failure;
use crate::places;
use crate::shell;

const PAGES: &str = "100";
const DPI: &str = "150";

/// `cargo xtask bench preview`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let book = inputs::book(350)?;
    let rounds = plan.rounds(5).to_string();
    let ours = ours(&book, &rounds)?;
    let mut python = shell::command(&plan.python);
    python.args(["-c", include_str!("bare_pdfium.py")]).arg(&book).args([PAGES, DPI, &rounds]);
    let bare = json(&mut python, "pypdfium2")?;
    let two = |path: &str| number(&ours, &format!("/workers_2/{path}/median"));
    let first_of = |value: &Value| number(value, "/workers_2/first_page_ms/median");
    let thousand = self::ours(&inputs::book(1000)?, &rounds)?;
    let single = self::ours(&inputs::book(1)?, &rounds)?;
    let bare_first = (number(&bare, "/first_page_ms")?, "pypdfium2");
    let bare_many = (number(&bare, "/pages_ms")?, "pypdfium2");
    let single_first = (first_of(&single)?, "a file of one page");
    Ok(vec![
        Figure::share("preview", "first page of 350", two("first_page_ms")?, bare_first, 1.1),
        Figure::share("preview", "100 pages of 350, two workers", two("pages_ms")?, bare_many, 0.8),
        Figure::share("preview", "first page of 1,000", first_of(&thousand)?, single_first, 1.3),
    ])
}

fn ours(book: &std::path::Path, rounds: &str) -> Result<Value, Failure> {
    let mut bench = example("bench_preview");
    bench
        .arg(book)
        .args(["--pages", PAGES, "--dpi", DPI, "--rounds", rounds, "--library"])
        .arg(places::pdfium());
    json(&mut bench, "bench_preview")
}
