//! The dry run: what each row would become, and what is wrong with it, cell by cell.

use std::collections::{BTreeMap, HashMap};

use paraphe_envelope::{
    BatchPattern, ColumnUse, Draft, DraftProblem, RowRefusal, Sha256Digest, email_suggestion,
    phone_suggestion,
};
use paraphe_providers::Refusal;

use crate::accounts::Account;
use crate::commands::check_draft::{self, Checked, unsignable};
use crate::schema::{
    BatchCheckView, LineCheckView, LineFinding, LineWeight, ProblemView, RefusalView, SentenceView,
};
use crate::{App, Error, view};

/// Judges rows.
pub(crate) struct Judge<'b> {
    app: &'b App,
    pattern: &'b BatchPattern,
    account: &'b Account,
    /// Where the recipient stands in the draft: `recipients[1].`
    person: String,
    /// What keeps every row from being sent.
    general: Vec<SentenceView>,
}

/// A row that was judged.
pub(crate) struct Judged {
    /// The draft it makes; none where it makes none.
    pub(crate) draft: Option<Draft>,
    pub(crate) findings: Vec<LineFinding>,
    /// What is wrong with the draft itself, whatever stands in the row.
    general: Vec<SentenceView>,
}

impl Judged {
    /// What keeps the row from being sent: what is wrong with the draft itself as well.
    pub(crate) fn why_held(&self) -> Vec<LineFinding> {
        let general = self.general.iter().map(|sentence| LineFinding {
            column: None,
            sentence: sentence.clone(),
            suggestion: None,
            weight: LineWeight::Blocks,
        });
        self.findings.iter().cloned().chain(general).collect()
    }

    /// Whether the row can be sent.
    pub(crate) fn is_ready(&self) -> bool {
        self.draft.is_some()
            && self.general.is_empty()
            && self.findings.iter().all(|finding| finding.weight == LineWeight::Warns)
    }
}

impl<'b> Judge<'b> {
    /// # Errors
    /// The recipient is not part of the draft.
    pub(crate) fn new(app: &'b App, pattern: &'b BatchPattern, account: &'b Account) -> Result<Self, Error> {
        let at = pattern.draft.recipients.iter().position(|person| person.id == pattern.recipient);
        let at = at.ok_or_else(|| Error::internal("a batch without its recipient"))?;
        let missing = pattern
            .unknown_names()
            .into_iter()
            .map(|(_, name)| said("problem-line-no-column", &[("name", name)]));
        let locked = unsignable(app, &pattern.draft);
        let locked = locked.into_iter().map(|refusal| refused(refusal, account, &pattern.draft));
        let general = missing.chain(locked).collect();
        Ok(Self { app, pattern, account, person: format!("recipients[{at}]."), general })
    }

    /// Every row, and what concerns all of them.
    ///
    /// # Errors
    /// The system's randomness fails.
    pub(crate) fn all(&self, rows: &[Vec<String>]) -> Result<BatchCheckView, Error> {
        self.all_numbered(rows.iter().zip(1..))
    }

    /// The same for rows that have numbers of their own, by which others of them are named.
    ///
    /// # Errors
    /// As [`Self::all`].
    pub(crate) fn all_numbered<'r>(
        &self,
        rows: impl Iterator<Item = (&'r Vec<String>, u32)>,
    ) -> Result<BatchCheckView, Error> {
        let mut general = self.general.clone();
        let mut lines = Vec::new();
        let mut seen = Seen::default();
        let (mut ready, mut to_correct) = (0, 0);
        for (cells, number) in rows {
            let mut judged = self.one(cells)?;
            judged.findings.extend(seen.findings(self.pattern, &judged, number));
            if judged.is_ready() {
                ready += 1;
            } else {
                to_correct += 1;
            }
            for sentence in &judged.general {
                if !general.contains(sentence) {
                    general.push(sentence.clone());
                }
            }
            let (title, name) = self.known_by(judged.draft.as_ref());
            lines.push(LineCheckView { title, name, findings: judged.findings });
        }
        Ok(BatchCheckView { general, lines, ready, to_correct })
    }

    /// Title and person of a row.
    pub(crate) fn known_by(&self, draft: Option<&Draft>) -> (String, String) {
        let Some(draft) = draft else { return Default::default() };
        (draft.title.clone(), self.pattern.subject(draft))
    }

    /// One row by itself.
    ///
    /// # Errors
    /// The system's randomness fails.
    pub(crate) fn one(&self, cells: &[String]) -> Result<Judged, Error> {
        let draft = match self.pattern.fill(cells) {
            Ok(draft) => draft,
            Err(refusal) => return Ok(self.no_draft(&refusal)),
        };
        let Checked { problems, refusals, .. } = check_draft::check(self.app, draft.clone(), self.account)?;
        let mut judged = Judged { draft: None, findings: Vec::new(), general: self.general.clone() };
        for problem in &problems {
            // Of two people with one address the later one is named, which may be somebody who is the same in every row.
            let email = format!("{}email", self.person);
            let is_same_address = matches!(&problem.problem, DraftProblem::DuplicateEmail { other, .. }
                if *other == self.pattern.recipient);
            self.sort(
                &mut judged,
                if is_same_address { &email } else { &problem.path },
                problem_said(problem),
                self.meant(&problem.problem, &draft),
            );
        }
        for (refusal, place) in &refusals {
            let sentence = refused(refusal_view(refusal), self.account, &draft);
            self.sort(&mut judged, place, sentence, None);
        }
        judged.findings.extend(self.hint(&draft));
        judged.findings.extend(self.holes(cells));
        judged.draft = Some(draft);
        Ok(judged)
    }

    fn no_draft(&self, refusal: &RowRefusal) -> Judged {
        let (column, sentence) = match refusal {
            RowRefusal::Length => (None, said("problem-line-length", &[])),
            RowRefusal::Language(found) => {
                (Some(ColumnUse::Language), said("problem-line-language", &[("found", found.clone())]))
            }
        };
        let column = column.and_then(|column| self.place(column));
        let finding = LineFinding { column, sentence, suggestion: None, weight: LineWeight::Blocks };
        Judged { draft: None, findings: vec![finding], general: self.general.clone() }
    }

    /// A problem is the row's where a column says it, and otherwise the draft's.
    fn sort(&self, judged: &mut Judged, path: &str, sentence: SentenceView, suggestion: Option<String>) {
        let column = path.strip_prefix(&self.person).and_then(|key| self.column_of(key));
        let is_title = path == "title" && self.pattern.draft.title.contains("{{");
        if column.is_none() && !is_title {
            if !judged.general.contains(&sentence) {
                judged.general.push(sentence);
            }
            return;
        }
        judged.findings.push(LineFinding { column, sentence, suggestion, weight: LineWeight::Blocks });
    }

    fn column_of(&self, key: &str) -> Option<u32> {
        let columns: &[ColumnUse] = match key {
            "email" => &[ColumnUse::Email],
            "mobile" => &[ColumnUse::Mobile],
            "language" => &[ColumnUse::Language],
            "last_name" => &[ColumnUse::LastName, ColumnUse::FullName, ColumnUse::FirstName],
            "first_name" => &[ColumnUse::FirstName, ColumnUse::FullName, ColumnUse::LastName],
            _ => &[],
        };
        columns.iter().find_map(|column| self.place(*column))
    }

    fn place(&self, column: ColumnUse) -> Option<u32> {
        u32::try_from(self.pattern.column(column)?).ok()
    }

    /// What was probably meant by a number that is none.
    fn meant(&self, problem: &DraftProblem, draft: &Draft) -> Option<String> {
        let person = draft.recipient(problem.recipient()?)?;
        phone_suggestion(&person.mobile)
            .filter(|_| matches!(problem, DraftProblem::PhoneInvalid { .. }))
            .map(|number| number.to_string())
    }

    /// Cells in which nothing stands, and which a text names.
    fn holes(&self, cells: &[String]) -> Vec<LineFinding> {
        let hole = |at: usize| LineFinding {
            column: u32::try_from(at).ok(),
            sentence: said("problem-line-empty-cell", &[("name", self.pattern.headers[at].clone())]),
            suggestion: None,
            weight: LineWeight::Warns,
        };
        self.pattern.empty_columns(cells).into_iter().map(hole).collect()
    }

    /// An address that looks mistyped.
    fn hint(&self, draft: &Draft) -> Option<LineFinding> {
        let person = draft.recipient(&self.pattern.recipient)?;
        let suggestion = email_suggestion(&person.email)?.to_string();
        let sentence = said("problem-line-email-typo", &[("suggestion", suggestion.clone())]);
        let column = self.place(ColumnUse::Email);
        Some(LineFinding { column, sentence, suggestion: Some(suggestion), weight: LineWeight::Warns })
    }
}

/// Rows seen so far: one that says the same again is held, one about the same person is pointed out.
#[derive(Default)]
struct Seen {
    rows: HashMap<Sha256Digest, u32>,
    people: HashMap<String, u32>,
}

impl Seen {
    fn findings(&mut self, pattern: &BatchPattern, judged: &Judged, number: u32) -> Option<LineFinding> {
        let draft = judged.draft.as_ref()?;
        let finding = |id, row: u32, column, weight| {
            let sentence = said(id, &[("row", row.to_string())]);
            LineFinding { column, sentence, suggestion: None, weight }
        };
        let same = *self.rows.entry(pattern.row_digest(draft)).or_insert(number);
        if same != number {
            return Some(finding("problem-line-same-row", same, None, LineWeight::Blocks));
        }
        let email = draft.recipient(&pattern.recipient)?.email.to_lowercase();
        if email.is_empty() {
            return None;
        }
        let before = *self.people.entry(email).or_insert(number);
        let column = pattern.column(ColumnUse::Email).and_then(|at| u32::try_from(at).ok());
        (before != number).then(|| finding("problem-line-same-person", before, column, LineWeight::Warns))
    }
}

fn said(id: &str, facts: &[(&str, String)]) -> SentenceView {
    let params = facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    SentenceView { id: id.to_owned(), params }
}

fn problem_said(problem: &ProblemView) -> SentenceView {
    let (code, mut params) = view::code_and_facts(&problem.problem);
    // Identifiers say nothing to a person, and would make one problem look like many.
    params.retain(|name, _| !["recipient", "other", "field", "document", "id"].contains(&name.as_str()));
    SentenceView { id: format!("problem-{}", code.replace('_', "-")), params }
}

fn refusal_view(refusal: &Refusal) -> RefusalView {
    view::refusal(refusal)
}

fn refused(refusal: RefusalView, account: &Account, draft: &Draft) -> SentenceView {
    let RefusalView { code, params } = refusal;
    let mut facts: BTreeMap<String, String> = params;
    let named = |id: &String| draft.documents.iter().find(|document| document.id.as_str() == id);
    let name = facts.get("document").and_then(named).map(|document| document.name.clone());
    facts.extend(name.map(|name| ("name".to_owned(), name)));
    facts.retain(|name, _| !["recipient", "field", "document"].contains(&name.as_str()));
    facts.insert("account".to_owned(), account.name.clone());
    SentenceView { id: format!("refusal-{}", code.replace('_', "-")), params: facts }
}
