//! Measures the home screen on a history of 100,000 envelopes and prints JSON: each question as the program asks it, as
//! the bare SQL behind it, and the ratio of the two.
//!
//! `cargo run --release -p paraphe-history --example bench_history [ENVELOPES]`
//!
//! Bare means: the statements somebody would write by hand for the same rows and the same counts, prepared once, stepped
//! through on a second connection to the same file with the same cache, each text copied and nothing understood. Both are
//! asked in turns, so that neither gains by the other's warm pages, and the median counts.

use std::error::Error;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use paraphe_envelope::{
    AuditEvent, AuditEventKind, Authentication, Delivery, Document, DocumentId, Envelope, EnvelopeContent,
    EnvelopeId, Field, FieldId, FieldKind, Language, PageGeometry, Placement, Recipient, RecipientId, Role,
    Rotation, Sha256Digest, Timestamp, ViewRect,
};
use paraphe_history::{Cursor, Folding, History, HistoryFilter, HistoryQuery};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let envelopes: u32 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let dir = tempfile::tempdir()?;
    let filled = fill(dir.path(), envelopes)?;
    let bytes = std::fs::metadata(dir.path().join("paraphe.sqlite"))?.len();

    let begun = Instant::now();
    let history = History::open(dir.path())?;
    let opened = begun.elapsed();
    let bare = Connection::open(dir.path().join("paraphe.sqlite"))?;
    bare.execute_batch("PRAGMA cache_size = -8000")?;

    let middle: Cursor = format!("{}.{}", START + i64::from(envelopes / 2) * STEP, envelopes / 2).parse()?;
    let mut questions = Vec::new();
    for (name, filter, cursor) in [
        ("first_screen", HistoryFilter::All, None),
        ("page_in_the_middle", HistoryFilter::All, Some(middle)),
        ("completed", HistoryFilter::Completed, None),
        ("todo", HistoryFilter::Todo, None),
    ] {
        questions.push(compare(&history, &bare, name, &query("", filter, cursor))?);
    }
    for (name, text) in [
        ("search_one_letter", "c"),
        ("search_frequent_word", "contrat"),
        ("search_name_and_word", "berard contrat"),
        ("search_rare_name", "Nom77777"),
        ("search_email", "personne4711@example.fr"),
        ("search_arabic", "الطرابلسي"),
        ("search_nothing", "introuvable"),
    ] {
        questions.push(compare(&history, &bare, name, &query(text, HistoryFilter::All, None))?);
    }
    let report = json!({
        "envelopes": envelopes,
        "fill_seconds": filled.as_secs_f64(),
        "insert_envelope_ms": filled.as_secs_f64() * 1e3 / f64::from(envelopes),
        "database_bytes": bytes,
        "open_ms": millis(opened),
        "sqlite": rusqlite::version(),
        "questions": questions,
    });
    println!("{}", serde_json::to_string_pretty(&report)?);
    Ok(())
}

/// How long it takes to write so many envelopes.
fn fill(folder: &Path, envelopes: u32) -> Outcome<Duration> {
    let begun = Instant::now();
    let mut history = History::open(folder)?;
    for n in 0..envelopes {
        history.insert_envelope(&envelope(n)?)?;
        if n % 10_000 == 0 {
            eprintln!("{n} of {envelopes} envelopes");
        }
    }
    Ok(begun.elapsed())
}

fn compare(history: &History, bare: &Connection, name: &str, query: &HistoryQuery) -> Outcome<Value> {
    let (sql, parameters) = bare_statement(query);
    let mut statement = bare.prepare(&sql)?;
    let mut counts = bare.prepare(
        "SELECT completed, declined_or_expired, drafts, in_progress,
         todo + (SELECT count(*) FROM listing WHERE todo_from > 0 AND todo_from <= 4102444800000) FROM listing_count",
    )?;
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    let mut rows = [0, 0];
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let page = black_box(history.list(query)?);
        ours.push(begun.elapsed());
        rows[0] = page.rows.len();
        let begun = Instant::now();
        rows[1] = black_box(step_through(&mut statement, &parameters)?).min(100);
        black_box(step_through(&mut counts, &[])?);
        theirs.push(begun.elapsed());
    }
    assert_eq!(rows[0], rows[1], "{name}: both must find the same rows");
    let (ours, theirs) = (median(ours), median(theirs));
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    Ok(
        json!({ "name": name, "rows": rows[0], "list_ms": millis(ours), "bare_ms": millis(theirs), "ratio": ratio }),
    )
}

/// What somebody would write by hand for this question, with the hundred-and-first row that tells whether more follow.
fn bare_statement(query: &HistoryQuery) -> (String, Vec<String>) {
    if query.text.is_empty() {
        let condition = match query.filter {
            HistoryFilter::Completed => "status_group = 'completed'",
            HistoryFilter::Todo => "todo_from IS NOT NULL AND todo_from <= 4102444800000",
            HistoryFilter::All
            | HistoryFilter::DeclinedOrExpired
            | HistoryFilter::Drafts
            | HistoryFilter::InProgress
            | HistoryFilter::Status(_) => "1",
        };
        let before =
            query.cursor.map_or(i64::MAX.to_string(), |cursor| cursor.to_string().replace('.', ", "));
        let before = if before.contains(',') { before } else { format!("{before}, {before}") };
        let index = if query.filter == HistoryFilter::Todo { "INDEXED BY listing_todo" } else { "" };
        let sql = format!(
            "SELECT * FROM listing {index} WHERE (changed_at, row) < ({before}) AND {condition}
             ORDER BY changed_at DESC, row DESC LIMIT 101"
        );
        return (sql, Vec::new());
    }
    let terms: Vec<_> = query.text.split_whitespace().map(|word| format!("\"{word}\"*")).collect();
    let sql = "SELECT listing.* FROM search CROSS JOIN listing ON listing.row = search.rowid
               WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT 101";
    (sql.to_owned(), vec![terms.join(" AND ")])
}

fn step_through(statement: &mut rusqlite::Statement<'_>, parameters: &[String]) -> Outcome<usize> {
    let columns = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(parameters))?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            let value = row.get_ref(column)?;
            if let ValueRef::Text(text) = value {
                black_box(String::from_utf8(text.to_vec())?);
            }
            black_box(value);
        }
        count += 1;
    }
    Ok(count)
}

fn query(text: &str, filter: HistoryFilter, cursor: Option<Cursor>) -> HistoryQuery {
    HistoryQuery {
        text: text.to_owned(),
        filter,
        folding: Folding::Batches,
        cursor,
        limit: 100,
        now: Timestamp::from_millis(4_102_444_800_000),
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Two people, one document, two boxes, and three to six events; one in ten declined, six in ten completed.
fn envelope(n: u32) -> Outcome<Envelope> {
    let begun = START + i64::from(n) * STEP;
    let first =
        if n.is_multiple_of(50) { ("محمد", "الطرابلسي") } else { ("Amélie", "Bérard") };
    let recipients = vec![
        recipient("r1", first.0, first.1, &format!("personne{n}@example.fr"))?,
        recipient("r2", "Karim", &format!("Nom{n}"), &format!("karim{n}@example.tn"))?,
    ];
    let document = DocumentId::new(u128::from(n).to_be_bytes());
    let size = PageGeometry::new([0.0, 0.0, 595.28, 841.89], None, Rotation::None, 1.0).ok_or("no page")?;
    let rect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };
    let fields = recipients.iter().zip(1_u128..).map(|(recipient, index)| Field {
        id: FieldId::new((u128::from(n) * 10 + index).to_be_bytes()),
        recipient: recipient.id.clone(),
        document: document.clone(),
        kind: FieldKind::Signature,
        placement: Placement { page: 1, rect },
        label: String::new(),
        required: true,
        group: None,
    });
    let content = EnvelopeContent {
        id: EnvelopeId::new(u128::from(n).to_be_bytes()),
        title: format!("{} {n}", TITLES[n as usize % TITLES.len()]),
        message: "Merci de signer avant vendredi.".to_owned(),
        language: Language::Fr,
        fields: fields.collect(),
        documents: vec![Document {
            id: document,
            name: format!("document-{n}.pdf"),
            sha256: Sha256Digest::of(&n.to_be_bytes()),
            byte_size: 250_000,
            pages: vec![size; 6],
        }],
        recipients,
        options: paraphe_envelope::EnvelopeOptions::default(),
        created_at: Timestamp::from_millis(begun),
    };
    with_events(Envelope::new(content), n, begun)
}

/// Accepted when it was made, and ended later.
fn with_events(mut envelope: Envelope, n: u32, begun: i64) -> Outcome<Envelope> {
    let at = |after: i64, kind| AuditEvent { at: Timestamp::from_millis(begun + after), kind };
    let sending =
        AuditEventKind::SendingStarted { provider: "local".to_owned(), account: "local".to_owned() };
    for kind in [AuditEventKind::Created, sending, AuditEventKind::Accepted] {
        envelope.apply(at(0, kind))?;
    }
    for kind in ending(n)? {
        envelope.apply(at(STEP / 2, kind))?;
    }
    Ok(envelope)
}

fn ending(n: u32) -> Outcome<Vec<AuditEventKind>> {
    let (first, second): (RecipientId, RecipientId) = ("r1".parse()?, "r2".parse()?);
    let signed = |recipient| AuditEventKind::Signed { recipient, documents: Vec::new() };
    Ok(match n % 10 {
        0 => vec![AuditEventKind::Declined { recipient: first, reason: "Montant inexact".to_owned() }],
        1..=6 => vec![signed(first), signed(second), AuditEventKind::Completed],
        7 => vec![signed(first)],
        _ => Vec::new(),
    })
}

fn recipient(id: &str, first: &str, last: &str, email: &str) -> Outcome<Recipient> {
    Ok(Recipient {
        id: id.parse()?,
        role: Role::Signer,
        first_name: first.to_owned(),
        last_name: last.to_owned(),
        email: Some(email.parse()?),
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::None,
        routing_order: None,
        delivery: Delivery::ProviderMails,
    })
}

const ROUNDS: usize = 1001;
const START: i64 = 1_700_000_000_000;
const STEP: i64 = 60_000;
const TITLES: [&str; 5] =
    ["Contrat de prestation", "Devis", "Bail commercial", "Avenant au contrat", "Procès-verbal"];
