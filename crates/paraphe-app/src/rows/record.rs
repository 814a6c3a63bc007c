//! How a run stands in the history: a batch with a line for each row, as the window makes them, so that it unfolds there.
//!
//! Invariants. The lines of a batch that have left are never touched, and those somebody put right in a window neither. Whoever holds the batch's lock sends its lines, this run
//! or a window; what a window sent is remembered here as well before anything leaves, so that no row is sent by both.

use std::collections::{BTreeMap, BTreeSet};

use paraphe_envelope::{BatchId, BatchPattern, ColumnUse, Sha256Digest};
use paraphe_history::{BatchLine, BatchRow, BatchState, HistoryError, UnsentLines};
use serde::{Deserialize, Serialize};

use super::table::{Row, Table};
use super::unsent::{Unsent, Wrote};
use super::{Batch, RowReport};
use crate::batches::running::lease_name;
use crate::batches::{self, attempt};
use crate::envelope_files::FileFinding;
use crate::lease::{self, Lease};
use crate::schema::{LineFinding, LineWeight, SentenceView};
use crate::{App, Code, Error, translate};

/// The batch of a run.
pub(super) struct Record {
    /// None where every row was sent by earlier versions, which made no batch.
    batch: Option<(BatchId, Lease)>,
    pattern: Option<BatchPattern>,
    /// By the number of the row.
    lines: BTreeMap<u64, BatchLine>,
    /// The rows whose lines somebody put right in a window, and that say something else.
    put_right: BTreeSet<u64>,
}

/// A batch that was made of the envelope file; written down with it.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Run {
    batch: BatchId,
    /// The envelope file and the table it began with.
    both: String,
    /// What its lines that had not left said when a run last wrote them, by their numbers.
    #[serde(default)]
    wrote: BTreeMap<u32, Wrote>,
}

/// An earlier batch that rows of this run belong to.
struct Earlier {
    row: BatchRow,
    pattern: BatchPattern,
    wrote: BTreeMap<u32, Wrote>,
    lease: Lease,
}

impl Record {
    /// Finds the batch an earlier run made of these files, or makes one; its lines that have not left are this run's rows.
    ///
    /// # Errors
    /// `refused` while a window, or another program, sends one of the batches of this envelope file.
    pub(super) fn begin(app: &App, batch: &Batch) -> Result<Self, Error> {
        let key = format!("{}.batches", batch.name);
        let mut runs =
            app.history().setting::<Vec<Run>>(&key).map_err(translate::history)?.unwrap_or_default();
        let mut known = Vec::new();
        for run in &runs {
            let Some(earlier) = earlier(app, run)? else { continue };
            batch.adopt(app, &earlier.row.id, &earlier.pattern)?;
            known.push((run.both == batch.both, earlier));
        }
        let (mut unsent, of_rows) = sort_rows(app, batch)?;
        known.retain(|(is_same, earlier)| *is_same || of_rows.contains(&earlier.row.id));
        let Some(pattern) = line_pattern(batch) else { return Ok(Self::none(BTreeSet::new())) };
        let mut sorted = Vec::new();
        for (_, earlier) in known.into_iter().filter(|(_, earlier)| !earlier.is_stopped()) {
            let lines = app.history().batch_lines(&earlier.row.id).map_err(translate::history)?;
            let left = Unsent::sort(batch, &earlier.pattern, lines, &earlier.wrote, &unsent);
            sorted.push((earlier, left));
        }
        let put_right = sorted.iter().flat_map(|(_, left)| &left.put_right);
        let put_right: BTreeSet<u64> = put_right.map(|(_, row)| *row).collect();
        unsent.retain(|row| !put_right.contains(&row.number));
        // A batch with lines that are not of this table goes on by itself.
        let fits = |(earlier, left): &(Earlier, Unsent)| {
            left.foreign.is_empty() && earlier.can_go_on(batch, &pattern)
        };
        let chosen = sorted.iter().rposition(fits).map(|at| sorted.swap_remove(at));
        let others: Vec<UnsentLines> =
            sorted.iter().filter_map(|(earlier, left)| earlier.without_taken(left)).collect();
        let runs = (key.as_str(), &mut runs);
        match chosen {
            Some(chosen) => Self::go_on(app, batch, chosen, (&unsent, put_right), others, runs),
            None if unsent.is_empty() => Ok(Self::none(put_right)),
            None => Self::new(app, batch, pattern, (&unsent, put_right), &others, runs),
        }
    }

    fn none(put_right: BTreeSet<u64>) -> Self {
        Self { batch: None, pattern: None, lines: BTreeMap::new(), put_right }
    }

    /// Whether somebody put the line of a row right in a window, and the row says something else.
    pub(super) fn is_put_right(&self, row: &Row) -> bool {
        self.put_right.contains(&row.number)
    }

    fn go_on(
        app: &App,
        batch: &Batch,
        (chosen, left): (Earlier, Unsent),
        (unsent, put_right): (&[&Row], BTreeSet<u64>),
        mut changed: Vec<UnsentLines>,
        (key, runs): (&str, &mut Vec<Run>),
    ) -> Result<Self, Error> {
        let id = chosen.row.id.clone();
        let lines = chosen.lines(app, batch, &left, unsent)?;
        let mut wrote = written(batch, &lines)?;
        let kept = left.kept();
        for line in &kept {
            wrote.extend(chosen.wrote.get(&line.number).map(|before| (line.number, before.clone())));
        }
        runs.iter_mut().filter(|run| run.batch == id).for_each(|run| run.wrote.clone_from(&wrote));
        let stored = lines.values().cloned().chain(kept).collect();
        let state = Some(BatchState::Running);
        changed.push(UnsentLines { batch: id.clone(), lines: stored, state });
        let now = app.now();
        app.history().replace_unsent_lines(&changed, (key, runs), now).map_err(translate::history)?;
        Ok(Self { batch: Some((id, chosen.lease)), pattern: Some(chosen.pattern), lines, put_right })
    }

    fn new(
        app: &App,
        batch: &Batch,
        pattern: BatchPattern,
        (unsent, put_right): (&[&Row], BTreeSet<u64>),
        others: &[UnsentLines],
        (key, runs): (&str, &mut Vec<Run>),
    ) -> Result<Self, Error> {
        let row = batches::row(app, &pattern, batch.account.name.clone())?;
        let lease = lease::hold(app, &lease_name(&row.id))?.ok_or_else(busy)?;
        let numbered = (1..).zip(unsent.iter());
        let lines: BTreeMap<u64, BatchLine> = numbered
            .map(|(number, one)| Ok((one.number, line(app, batch, one, (number, &pattern.headers))?)))
            .collect::<Result<_, Error>>()?;
        let stored: Vec<BatchLine> = lines.values().cloned().collect();
        let wrote = written(batch, &lines)?;
        runs.push(Run { batch: row.id.clone(), both: batch.both.clone(), wrote });
        app.history().insert_new_batch(&row, &stored, others, (key, runs)).map_err(translate::history)?;
        Ok(Self { batch: Some((row.id, lease)), pattern: Some(pattern), lines, put_right })
    }

    /// The line of a row.
    pub(super) fn line(&self, row: &Row) -> Option<(&BatchId, u32)> {
        let (batch, _) = self.batch.as_ref()?;
        Some((batch, self.lines.get(&row.number)?.number))
    }

    /// Writes down what keeps a row from leaving.
    ///
    /// # Errors
    /// The history cannot be written.
    pub(super) fn hold(&self, app: &App, row: &Row, report: &RowReport) -> Result<(), Error> {
        let findings = self.findings(report);
        let (Some((batch, _)), Some(line)) = (&self.batch, self.lines.get(&row.number)) else {
            return Ok(());
        };
        if findings.is_empty() {
            return Ok(());
        }
        let held = batches::line(line.number, &line.cells, &findings);
        app.history().write_line(batch, &held, app.now()).map_err(translate::history).map(drop)
    }

    /// Writes down how the run ended, unless a person has said meanwhile what becomes of the batch.
    ///
    /// # Errors
    /// The history cannot be written.
    pub(super) fn end(&self, app: &App, trouble: Option<&SentenceView>) -> Result<(), Error> {
        let Some((batch, _)) = &self.batch else { return Ok(()) };
        let mut history = app.history();
        if history.batch(batch).map_err(translate::history)?.state != BatchState::Running {
            return Ok(());
        }
        let waiting = history.batch_counts(batch).map_err(translate::history)?.waiting;
        let state = if waiting == 0 { BatchState::Done } else { BatchState::Paused };
        let trouble = trouble.and_then(|trouble| serde_json::to_string(trouble).ok());
        let now = app.now();
        history.set_batch_state(batch, state, trouble.as_deref(), now).map_err(translate::history)
    }

    fn findings(&self, report: &RowReport) -> Vec<LineFinding> {
        let found = report.problems.iter().chain(&report.refusals);
        let found = found.map(|one| blocks(self.column(&one.path), in_window(one)));
        let failed = report.error.as_ref().map(|error| blocks(None, attempt::said(error)));
        found.chain(failed).collect()
    }

    /// The column a place of the envelope file, or of the table, is about.
    fn column(&self, place: &str) -> Option<u32> {
        let pattern = self.pattern.as_ref()?;
        let of = |uses: &[ColumnUse]| pattern.columns.iter().position(|column| uses.contains(column));
        let at = match place.strip_prefix("recipients[0].") {
            Some("email") => of(&[ColumnUse::Email]),
            Some("first_name") => of(&[ColumnUse::FirstName, ColumnUse::FullName]),
            Some("language") => of(&[ColumnUse::Language]),
            Some("last_name") => of(&[ColumnUse::LastName, ColumnUse::FullName]),
            Some("mobile") => of(&[ColumnUse::Mobile]),
            Some(_) => None,
            None => {
                let (_, name) = place.strip_prefix("rows[")?.split_once("].")?;
                pattern.headers.iter().position(|header| header == name)
            }
        };
        u32::try_from(at?).ok()
    }
}

impl Earlier {
    /// Whether the rows of a run can be lines of it.
    fn can_go_on(&self, batch: &Batch, pattern: &BatchPattern) -> bool {
        let digests = |pattern: &BatchPattern| -> Vec<Sha256Digest> {
            pattern.draft.documents.iter().map(|document| document.sha256).collect()
        };
        let headers = |pattern: &BatchPattern| pattern.headers.iter().cloned().collect::<BTreeSet<_>>();
        self.row.account == batch.account.name
            && headers(&self.pattern) == headers(pattern)
            && digests(&self.pattern) == digests(pattern)
    }

    /// Whether a person has said that its lines that have not left never will.
    fn is_stopped(&self) -> bool {
        self.row.state == BatchState::Stopped
    }

    /// The rows that have not left as lines of it: they take the numbers of those they stand for.
    fn lines(
        &self,
        app: &App,
        batch: &Batch,
        left: &Unsent,
        unsent: &[&Row],
    ) -> Result<BTreeMap<u64, BatchLine>, Error> {
        let stored = app.history().batch_lines(&self.row.id).map_err(translate::history)?;
        let last = stored.iter().map(|line| line.number).max().unwrap_or(0);
        let free = left.taken.iter().map(|line| line.number);
        let mut free: Vec<u32> = free.collect();
        free.sort_unstable();
        let lines = unsent.iter().zip(free.into_iter().chain(last + 1..));
        lines
            .map(|(row, number)| Ok((row.number, line(app, batch, row, (number, &self.pattern.headers))?)))
            .collect()
    }

    /// Its lines once those that rows of this run stand for are another batch's; none where there are no such lines.
    fn without_taken(&self, left: &Unsent) -> Option<UnsentLines> {
        if left.taken.is_empty() {
            return None;
        }
        let (batch, kept) = (self.row.id.clone(), left.kept());
        Some(if kept.is_empty() {
            // They stay to be seen, and never leave from here.
            UnsentLines { batch, lines: left.taken.clone(), state: Some(BatchState::Stopped) }
        } else {
            UnsentLines { batch, lines: kept, state: None }
        })
    }
}

/// What is written into lines, by their numbers.
fn written(batch: &Batch, lines: &BTreeMap<u64, BatchLine>) -> Result<BTreeMap<u32, Wrote>, Error> {
    let one = |(row, line): (&u64, &BatchLine)| {
        let identity = batch.identities.of_number(*row);
        let identity = identity.ok_or_else(|| Error::internal("a row without an identity"))?;
        Ok((line.number, Wrote::of(&line.cells, identity)))
    };
    lines.iter().map(one).collect()
}

/// An earlier batch, under its lock; none when somebody has deleted it.
fn earlier(app: &App, run: &Run) -> Result<Option<Earlier>, Error> {
    let lease = lease::hold(app, &lease_name(&run.batch))?.ok_or_else(busy)?;
    let row = match app.history().batch(&run.batch) {
        Ok(row) => row,
        Err(HistoryError::BatchMissing(_)) => return Ok(None),
        Err(error) => return Err(translate::history(error)),
    };
    let pattern = serde_json::from_str(&row.pattern).map_err(Error::internal)?;
    Ok(Some(Earlier { row, pattern, wrote: run.wrote.clone(), lease }))
}

fn busy() -> Error {
    Error::new(Code::Refused, "error-rows-running")
}

/// The rows that have not left, and the batches of those that have.
fn sort_rows<'b>(app: &App, batch: &'b Batch) -> Result<(Vec<&'b Row>, BTreeSet<BatchId>), Error> {
    let (mut unsent, mut of_rows) = (Vec::new(), BTreeSet::new());
    for row in &batch.table.rows {
        match batch.envelope_of(app, row)? {
            Some(envelope) => {
                of_rows.extend(app.history().batch_of(envelope.id()).map_err(translate::history)?);
            }
            None => unsent.push(row),
        }
    }
    Ok((unsent, of_rows))
}

/// What the lines have in common: only the columns that reach somebody are kept.
fn line_pattern(batch: &Batch) -> Option<BatchPattern> {
    let pattern = batch.pattern.as_ref()?;
    let unused = pattern.unused_columns();
    let used = (0..pattern.headers.len()).filter(|at| !unused.contains(at));
    let (headers, columns) = used.map(|at| (pattern.headers[at].clone(), pattern.columns[at])).unzip();
    Some(BatchPattern { headers, columns, ..pattern.clone() })
}

/// What stands in a row under these headings.
pub(super) fn cells(batch: &Batch, row: &Row, headers: &[String]) -> Vec<String> {
    let Table { headers: all, .. } = &batch.table;
    let cell = |header: &String| {
        let at = all.iter().position(|known| known == header)?;
        row.cells.get(at).cloned()
    };
    headers.iter().map(|header| cell(header).unwrap_or_default()).collect()
}

/// The line of a row. Whoever was asked before is held from the beginning: when this run stops, a window may go on with what
/// is left, and knows nothing of the table.
fn line(
    app: &App,
    batch: &Batch,
    row: &Row,
    (number, headers): (u32, &[String]),
) -> Result<BatchLine, Error> {
    let held = batch.asked_before(app, row)?.map(|found| blocks(None, in_window(&found)));
    Ok(batches::line(number, &cells(batch, row, headers), held.as_slice()))
}

fn blocks(column: Option<u32>, sentence: SentenceView) -> LineFinding {
    LineFinding { column, sentence, suggestion: None, weight: LineWeight::Blocks }
}

/// What was found, in the words the window has for it.
fn in_window(found: &FileFinding) -> SentenceView {
    let SentenceView { id, mut params } = found.sentence.clone();
    // Identifiers say nothing to a person.
    params.retain(|name, _| !["recipient", "other", "field", "document", "id"].contains(&name.as_str()));
    // A window numbers lines otherwise than a spreadsheet its rows.
    if id == "problem-rows-repeats" {
        params.clear();
    }
    let id = id.strip_prefix("problem-rows-").map(|code| format!("problem-line-{code}")).unwrap_or(id);
    SentenceView { id, params }
}
