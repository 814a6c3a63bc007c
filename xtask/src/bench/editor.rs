//! The editor in the real window: a box dragged among many, a zoom that stops, a book that opens and scrolls.

use super::Plan;
use super::display::Display;
use super::figure::Figure;
use super::inputs;
use super::{json, number};
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// What the lines mean, for the page.
pub(crate) const MEANING: &str = "`ui`: the release build in a real window (Linux: on a virtual display without a GPU, \
so that every frame is painted by the processor), with a book of 1,000 text pages. Opening counts from \"continue\" in \
the sheet of a file whose bytes are read to its first page on the screen; zooming from the last turn of the wheel to a \
page in as many pixels as it has room for; scrolling is at 1,500, 4,000 and 12,000 pixels a second, and through 300 pages in a \
row at 4,000; a frame of a drag counts the script of its events and frame callbacks; memory is that of the program, its \
page's processes and the two that draw pages, what they share divided among them (PSS), right after those 300 pages \
and, in a window opened anew, after the drag.\n";

const PAGES: usize = 1000;

/// `cargo xtask bench ui`.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let display = Display::open()?;
    let mut node = shell::command("node");
    display.show(&mut node);
    node.env("PARAPHE_DESKTOP", places::release_program("paraphe-desktop"));
    node.arg(places::root().join("tests").join("measures").join("ui.mjs")).arg(inputs::book(PAGES)?);
    if plan.quick {
        node.arg("quick");
    }
    let measured = json(&mut node, "tests/measures/ui.mjs")?;
    let time = |what: &str, pointer: &str, limit: f64| {
        Ok::<Figure, Failure>(Figure::time("ui", what, number(&measured, pointer)?, limit))
    };
    let memory = |what: &str, pointer: &str| {
        Ok::<Figure, Failure>(Figure::memory("ui", what, number(&measured, pointer)?, 350.0))
    };
    Ok(vec![
        time("1,000 pages opened, to the first page", "/opened", 150.0)?,
        time("page sharp after a zoom", "/zoom", 150.0)?,
        time("longest blank page while scrolling", "/blank", 200.0)?,
        memory("the window's memory after scrolling through 300 pages", "/scrolled")?,
        time("a frame of a drag among 200 boxes, 95th in 100", "/drag/p95", 1000.0 / 60.0)?,
        memory("the window's memory", "/megabytes")?,
    ])
}
