//! What the person at the terminal sees: which stage, how far.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Numbered stages: `[3/7] …`.
pub(crate) struct Stages {
    total: usize,
    current: usize,
}

impl Stages {
    /// `total` stages, none begun.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, current: 0 }
    }

    /// Announces the next stage.
    pub(crate) fn next(&mut self, what: &str) {
        self.current += 1;
        println!("[{}/{}] {what}", self.current, self.total);
    }
}

/// A line of detail under a stage.
pub(crate) fn detail(text: &str) {
    println!("      {text}");
}

/// Progress of one long operation: a line that is rewritten on a terminal, a few lines elsewhere.
pub(crate) struct Progress {
    what: String,
    terminal: bool,
    shown: Option<Instant>,
    quarter: u64,
}

impl Progress {
    /// Nothing shown yet.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), terminal: std::io::stdout().is_terminal(), shown: None, quarter: 0 }
    }

    /// `done` of `total` bytes; a `total` of 0 means unknown.
    pub(crate) fn bytes(&mut self, done: u64, total: u64) {
        let finished = total > 0 && done >= total;
        if self.terminal {
            let due = self.shown.is_none_or(|at| at.elapsed() >= Duration::from_millis(120));
            if due || finished {
                self.shown = Some(Instant::now());
                self.rewrite(&amount(done, total));
            }
        } else if let Some(quarter) = (done * 4).checked_div(total)
            && quarter > self.quarter
        {
            self.quarter = quarter;
            detail(&format!("{}: {}", self.what, amount(done, total)));
        }
    }

    /// A free text on the same line; only on a terminal.
    pub(crate) fn text(&mut self, text: &str) {
        if self.terminal {
            self.rewrite(text);
        }
    }

    fn rewrite(&self, text: &str) {
        let line: String = format!("      {}: {text}", self.what).chars().take(110).collect();
        print!("\r\x1b[2K{line}");
        flush();
    }

    /// Ends the line.
    pub(crate) fn done(self) {
        if self.terminal {
            print!("\r\x1b[2K");
            flush();
        }
    }
}

fn flush() {
    // A terminal that went away is no reason to stop a build.
    let _gone = std::io::stdout().flush();
}

#[expect(clippy::cast_precision_loss, reason = "a size shown with one digit")]
fn amount(done: u64, total: u64) -> String {
    let mebi = |bytes: u64| bytes as f64 / 1_048_576.0;
    match (done * 100).checked_div(total) {
        Some(percent) => format!("{percent} % ({:.1} of {:.1} MB)", mebi(done), mebi(total)),
        None => format!("{:.1} MB", mebi(done)),
    }
}

/// `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 10 {
        format!("{:.1} s", time.as_secs_f64())
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(Duration::from_millis(420)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(42)), "42 s");
        assert_eq!(duration(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn an_unknown_total_shows_no_percentage() {
        assert_eq!(amount(1_048_576, 0), "1.0 MB");
        assert_eq!(amount(1_048_576, 4_194_304), "25 % (1.0 of 4.0 MB)");
    }
}
