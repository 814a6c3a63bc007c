//! One measured comparison, and the page of them.

use std::fmt::Write as _;

/// What a figure must reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Bound {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(limit) => value >= limit,
            Self::AtMost(limit) => value <= limit,
        }
    }
}

/// One line of the page: ours, theirs, and the number that counts.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) bench: &'static str,
    pub(crate) what: String,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// A ratio, or megabytes where `unit` says so.
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) bound: Bound,
}

impl Figure {
    /// Ours takes `ours` milliseconds and the yardstick `theirs`; our share of it may not be above `limit`.
    pub(crate) fn share(
        bench: &'static str,
        what: impl Into<String>,
        ours: f64,
        theirs: (f64, &str),
        limit: f64,
    ) -> Self {
        Self {
            bench,
            what: what.into(),
            ours: milliseconds(ours),
            theirs: format!("{} ({})", milliseconds(theirs.0), theirs.1),
            value: ours / theirs.0,
            unit: "×",
            bound: Bound::AtMost(limit),
        }
    }

    /// How many times faster than the yardstick; must be at least `limit`.
    pub(crate) fn speed(
        bench: &'static str,
        what: impl Into<String>,
        ours: f64,
        theirs: (f64, &str),
        limit: f64,
    ) -> Self {
        Self {
            value: theirs.0 / ours,
            unit: "× faster",
            bound: Bound::AtLeast(limit),
            ..Self::share(bench, what, ours, theirs, limit)
        }
    }

    /// A peak of memory in megabytes that may not be above `limit`.
    pub(crate) fn memory(bench: &'static str, what: impl Into<String>, megabytes: f64, limit: f64) -> Self {
        Self {
            bench,
            what: what.into(),
            ours: format!("{megabytes:.1} MB"),
            theirs: "—".to_owned(),
            value: megabytes,
            unit: "MB",
            bound: Bound::AtMost(limit),
        }
    }

    /// Milliseconds that may not be more than `limit`, whatever another program takes.
    pub(crate) fn time(bench: &'static str, what: impl Into<String>, milliseconds: f64, limit: f64) -> Self {
        Self {
            bench,
            what: what.into(),
            ours: self::milliseconds(milliseconds),
            theirs: "—".to_owned(),
            value: milliseconds,
            unit: "ms",
            bound: Bound::AtMost(limit),
        }
    }

    pub(crate) fn is_met(&self) -> bool {
        self.bound.is_met(self.value)
    }

    fn wanted(&self) -> String {
        match self.bound {
            Bound::AtLeast(limit) => format!("≥ {limit} {}", self.unit),
            Bound::AtMost(limit) => format!("≤ {} {}", rounded(limit), self.unit),
        }
    }

    /// The line as printed while measuring.
    pub(crate) fn line(&self) -> String {
        let verdict = if self.is_met() { "ok" } else { "MISSED" };
        let Self { what, ours, theirs, value, unit, .. } = self;
        format!("{verdict:<6} {what}: {value:.2} {unit} (wanted {}) — {ours} against {theirs}", self.wanted())
    }
}

/// At most two decimals, and none that say nothing.
fn rounded(limit: f64) -> f64 {
    (limit * 100.0).round() / 100.0
}

fn milliseconds(value: f64) -> String {
    if value >= 1000.0 { format!("{:.2} s", value / 1000.0) } else { format!("{value:.1} ms") }
}

/// The figures as a Markdown table.
pub(crate) fn table(figures: &[Figure]) -> String {
    let mut page = String::from(
        "| what | Paraphe | yardstick | ratio | wanted | |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for figure in figures {
        let verdict = if figure.is_met() { "ok" } else { "missed" };
        let Figure { bench, what, ours, theirs, value, unit, .. } = figure;
        let wanted = figure.wanted();
        writeln!(page, "| {bench}: {what} | {ours} | {theirs} | {value:.2} {unit} | {wanted} | {verdict} |")
            .expect("writing to a string cannot fail");
    }
    page
}

/// The middle of `values`; `NaN` of none.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_above_its_limit_is_missed() {
        assert!(Figure::share("a", "b", 11.0, (10.0, "bare"), 1.1).is_met());
        assert!(!Figure::share("a", "b", 12.0, (10.0, "bare"), 1.1).is_met());
    }

    #[test]
    fn a_speed_below_its_limit_is_missed() {
        assert!(Figure::speed("a", "b", 10.0, (200.0, "other"), 20.0).is_met());
        assert!(!Figure::speed("a", "b", 10.0, (199.0, "other"), 20.0).is_met());
    }

    #[test]
    fn what_could_not_be_measured_is_missed() {
        assert!(!Figure::share("a", "b", median(Vec::new()), (1.0, "x"), 2.0).is_met(), "NaN meets nothing");
    }
}
