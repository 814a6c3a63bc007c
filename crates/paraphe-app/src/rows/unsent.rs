//! What becomes of the lines an earlier run wrote and that have not left, when a run comes with a table of its own.
//!
//! Invariants. A line that somebody put right in a window is never written over, and nothing of its row leaves as the table
//! has it; a line that no row of the table stands for stays what it is.

use std::collections::BTreeMap;

use paraphe_envelope::{BatchPattern, Sha256Digest};
use paraphe_history::BatchLine;
use serde::{Deserialize, Serialize};

use super::Batch;
use super::identity::Identity;
use super::memory::line_identities;
use super::record::cells;
use super::table::Row;

/// What a run wrote into a line: by this the next one sees whether somebody has put it right since, and whom it was about.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Wrote {
    cells: Sha256Digest,
    people: Vec<String>,
}

impl Wrote {
    pub(super) fn of(cells: &[String], identity: &Identity) -> Self {
        Self { cells: digest(cells), people: identity.people.clone() }
    }
}

/// The lines of an earlier batch that have not left.
#[derive(Default)]
pub(super) struct Unsent {
    /// Rows of this table stand for them: they say the same, or were put right in the table.
    pub(super) taken: Vec<BatchLine>,
    /// Somebody put them right in a window; each with the number of the row that is about the same person.
    pub(super) put_right: Vec<(BatchLine, u64)>,
    /// No row of this table stands for them.
    pub(super) foreign: Vec<BatchLine>,
}

impl Unsent {
    /// Finds the row each line stands for, one row for one line.
    pub(super) fn sort(
        batch: &Batch,
        pattern: &BatchPattern,
        lines: Vec<BatchLine>,
        wrote: &BTreeMap<u32, Wrote>,
        rows: &[&Row],
    ) -> Self {
        let identities = line_identities(pattern, &lines);
        let mut free: Vec<(&Row, Vec<String>)> =
            rows.iter().map(|row| (*row, cells(batch, row, &pattern.headers))).collect();
        let (mut sorted, mut others) = (Self::default(), Vec::new());
        for line in lines.into_iter().filter(|line| line.envelope.is_none()) {
            match free.iter().position(|(_, cells)| *cells == line.cells) {
                Some(at) => {
                    free.remove(at);
                    sorted.taken.push(line);
                }
                None => others.push(line),
            }
        }
        for line in others {
            let wrote = wrote.get(&line.number);
            let is_changed = wrote.is_some_and(|wrote| wrote.cells != digest(&line.cells));
            let now = identities.of_number(u64::from(line.number)).map(|identity| &identity.people);
            let then = wrote.map(|wrote| &wrote.people);
            let is_about = |person: &String| [now, then].into_iter().flatten().any(|of| of.contains(person));
            let found = free.iter().position(|(row, _)| {
                batch.identities.get(row).is_some_and(|identity| identity.people.iter().any(is_about))
            });
            match found.map(|at| free.remove(at).0.number) {
                Some(row) if is_changed => sorted.put_right.push((line, row)),
                Some(_) => sorted.taken.push(line),
                None => sorted.foreign.push(line),
            }
        }
        sorted
    }

    /// The lines that stay as they are.
    pub(super) fn kept(&self) -> Vec<BatchLine> {
        self.put_right.iter().map(|(line, _)| line).chain(&self.foreign).cloned().collect()
    }
}

fn digest(cells: &[String]) -> Sha256Digest {
    // Lengths keep two cells from being read as one.
    let text: String = cells.iter().map(|cell| format!("{}:{cell};", cell.len())).collect();
    Sha256Digest::of(text.as_bytes())
}
