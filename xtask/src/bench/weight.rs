//! How much JavaScript the page reads, as its own budget (`ui/scripts/budget.mjs`) counts it.

use super::Plan;
use super::figure::Figure;
use crate::failure::Failure;
use crate::places;
use crate::shell;

/// The second half of `cargo xtask bench start`: of the page that is built for the first.
pub(crate) fn measure(_plan: &Plan) -> Result<Vec<Figure>, Failure> {
    let told = shell::answer(shell::npm(&places::ui()).args(["run", "--silent", "budget"]));
    let figures = told.as_deref().and_then(read);
    figures.ok_or_else(|| Failure::new("The page could not be weighed: see `npm run budget` in ui."))
}

/// Reads `JavaScript at start: 1 of 2, in all 3 of 4 bytes gzip`.
fn read(told: &str) -> Option<Vec<Figure>> {
    let line = told.lines().find_map(|line| line.strip_prefix("JavaScript at start: "))?;
    let (start, whole) = line.strip_suffix(" bytes gzip")?.split_once(", in all ")?;
    let figure = |what, counted: &str| {
        let (bytes, limit) = counted.split_once(" of ")?;
        let kilobytes = |number: &str| Some(number.parse::<f64>().ok()? / 1000.0);
        let (value, limit) = (kilobytes(bytes)?, kilobytes(limit)?);
        let ours = format!("{value:.1} kB");
        Some(Figure { ours, unit: "kB", ..Figure::memory("start", what, value, limit) })
    };
    Some(vec![figure("JavaScript read, gzip", start)?, figure("JavaScript of all screens, gzip", whole)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_budget_prints_is_read() {
        let told = "* a.js: 7 bytes gzip\nJavaScript at start: 199000 of 200000, in all 350001 of 350000 bytes gzip\n";
        let met: Vec<_> = read(told).unwrap().iter().map(|one| (one.ours.clone(), one.is_met())).collect();
        assert_eq!(met, [("199.0 kB".to_owned(), true), ("350.0 kB".to_owned(), false)]);
        assert!(read("nothing").is_none());
    }
}
