//! Previews against the same pdfium called bare.

use std::path::Path;

use serde_json::Value;

use super::Plan;
use super::figure::{Figure, median};
use super::inputs;
use super::{example, json, number};
use crate::failure::Failure;
use crate::places;
use crate::shell;

const PAGES: &str = "100";
const DPI: &str = "150";

/// How often a first page is drawn: it takes as long as one turn of the system's scheduler, so that a few rounds tell more of
/// that than of the page.
const FIRST_ROUNDS: u32 = 25;
/// In how many turns what is compared is measured.
const TURNS: u32 = 3;

/// `cargo xtask bench preview`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let (single, book, thousand) = (inputs::book(1)?, inputs::book(350)?, inputs::book(1000)?);
    let (mut firsts, mut bares, mut thousands, mut singles) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..plan.rounds(TURNS) {
        firsts.push(first_page(plan, &book)?);
        bares.push(number(&bare(plan, &book, "1", FIRST_ROUNDS)?, "/first_page_ms")?);
        thousands.push(first_page(plan, &thousand)?);
        singles.push(first_page(plan, &single)?);
    }
    let ours = number(&ours(&book, PAGES, plan.rounds(5))?, "/workers_2/pages_ms/median")?;
    let theirs = number(&bare(plan, &book, PAGES, 5)?, "/pages_ms")?;
    let (bare_first, single_first) = (median(bares), median(singles));
    Ok(vec![
        Figure::share("preview", "first page of 350", median(firsts), (bare_first, "pypdfium2"), 1.1),
        Figure::share("preview", "100 pages of 350, two workers", ours, (theirs, "pypdfium2"), 0.8),
        Figure::share(
            "preview",
            "first page of 1,000",
            median(thousands),
            (single_first, "a file of one page"),
            1.3,
        ),
    ])
}

fn first_page(plan: &Plan, book: &Path) -> Result<f64, Failure> {
    number(&ours(book, "1", plan.rounds(FIRST_ROUNDS))?, "/workers_2/first_page_ms/median")
}

fn ours(book: &Path, pages: &str, rounds: u32) -> Result<Value, Failure> {
    let mut bench = example("bench_preview");
    bench.arg(book).args(["--pages", pages, "--dpi", DPI, "--rounds", &rounds.to_string(), "--library"]);
    bench.arg(places::pdfium());
    json(&mut bench, "bench_preview")
}

fn bare(plan: &Plan, book: &Path, pages: &str, rounds: u32) -> Result<Value, Failure> {
    let mut python = shell::command(&plan.python);
    python.args(["-c", include_str!("bare_pdfium.py")]).arg(book);
    python.args([pages, DPI, &plan.rounds(rounds).to_string()]);
    json(&mut python, "pypdfium2")
}
