//! The signature pad in the real window: whether the stroke keeps up with the pointer.

use super::Plan;
use super::display::Display;
use super::figure::Figure;
use super::{json, number};
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// What the lines mean, for the page.
pub(crate) const MEANING: &str = "`sign: ink`: the release build in a real window, as for `ui`. One stroke of 400 \
movements, each an event of its own, is drawn on the pad; late is the time from a movement to the beginning of the frame \
that shows it, and a frame painted without a movement that came before it is an error. The script of a frame is all that \
the page does for the movements in it.\n";

const FRAME: f64 = 1000.0 / 60.0;

/// The part of `cargo xtask bench sign` that needs a window.
pub(crate) fn measure(plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let display = Display::open()?;
    let mut node = shell::command("node");
    display.show(&mut node);
    node.env("PARAPHE_DESKTOP", places::release_program("paraphe-desktop"));
    node.arg(places::root().join("tests").join("measures").join("ink.mjs"));
    if plan.quick {
        node.arg("quick");
    }
    let measured = json(&mut node, "tests/measures/ink.mjs")?;
    let missed = number(&measured, "/missed")?;
    if missed > 0.0 {
        return Err(Failure::new(format!("{missed} frames were painted without the movement before them.")));
    }
    Ok(vec![
        Figure::time(
            "sign",
            "ink: from a movement to its frame, 95th in 100",
            number(&measured, "/p95")?,
            FRAME,
        ),
        Figure::time("sign", "ink: script of a frame, 95th in 100", number(&measured, "/work")?, FRAME),
    ])
}
