//! Following up many open envelopes about which nothing is new: an hour of the program's schedule with a turned clock.

use std::path::Path;
use std::time::Duration;

use paraphe_app::Clock as _;
use paraphe_envelope::{
    AuditEvent, AuditEventKind, Authentication, Delivery, Document, DocumentId, Draft, DraftId, Envelope,
    EnvelopeContent, EnvelopeId, EnvelopeOptions, Field, FieldId, FieldKind, Language, PageGeometry,
    Placement, Recipient, Role, Rotation, Sha256Digest, Timestamp, ViewRect,
};
use paraphe_history::{DispatchKey, DispatchState, History, Keeping, OutboxRow};
use serde_json::{Value, json};

use crate::Outcome;
use crate::meter::cpu;
use crate::office::Office;
use crate::send::record;
use crate::stand_ins::StandIns;

const SERVICE: &str = "docage";
/// As the program does.
const TICK: Duration = Duration::from_secs(5);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// The interval of the service: those sent a moment ago are asked about so often at first.
const INTERVAL: Duration = Duration::from_secs(300);
/// After so many looks without news the pause is at its longest.
const SETTLED: u32 = 8;

pub(crate) async fn run(pdf: &Path, envelopes: usize) -> Outcome<Value> {
    let mut stand_ins = StandIns::start()?;
    let office = Office::open(stand_ins.account(SERVICE)?).await?;
    let bare = record(&mut stand_ins, &office, pdf).await?;
    let mut rows = Vec::new();
    {
        let mut history = office.history()?;
        leave_alone_what_is_there(&mut history)?;
        for number in 0..envelopes {
            let remote = bare.post().await?.into_iter().next().ok_or("an id")?;
            rows.push(insert(&mut history, &office, number, remote)?);
            if number % 1_000 == 0 {
                eprintln!("{number} of {envelopes} envelopes");
            }
        }
    }
    let mut hours = Vec::new();
    for (name, quiet, within) in
        [("settled", SETTLED, Some(HOUR)), ("just sent", 0, Some(INTERVAL)), ("nothing due", SETTLED, None)]
    {
        spread(&office, &rows, quiet, within)?;
        hours.push(hour(&office, name).await?);
    }
    Ok(json!({ "envelopes": envelopes, "hours": hours }))
}

async fn hour(office: &Office, name: &str) -> Outcome<Value> {
    let (mut checks, before) = (0, cpu());
    for _ in 0..HOUR.as_secs() / TICK.as_secs() {
        office.clock.forward(TICK)?;
        checks += office.app.look_after_due().await.looked;
    }
    let used = (cpu() - before).as_secs_f64();
    let percent = used / HOUR.as_secs_f64() * 100.0;
    let each = if checks == 0 { None } else { Some(used * 1e3 / checks as f64) };
    Ok(
        json!({ "name": name, "checks": checks, "cpu_seconds": used, "core_percent": percent, "check_ms": each }),
    )
}

/// Sets when each is looked after next: evenly within that time from now, or not for days.
fn spread(office: &Office, rows: &[OutboxRow], quiet: u32, within: Option<Duration>) -> Outcome<()> {
    let mut history = office.history()?;
    let now = office.clock.now().as_millis();
    for (row, number) in rows.iter().zip(1_i64..) {
        let wait = match within {
            Some(within) => i64::try_from(within.as_millis())? * number / i64::try_from(rows.len())?,
            None => i64::try_from(HOUR.as_millis())? * 48,
        };
        let next_check_at = Some(Timestamp::from_millis(now + wait));
        let was = history.dispatch(&row.key())?.ok_or("a dispatch")?;
        let row = OutboxRow { next_check_at, quiet_checks: quiet, ..was.clone() };
        history.update_dispatch(&was, &row, Keeping::Check)?;
    }
    Ok(())
}

/// The few that were sent for the record are not counted.
fn leave_alone_what_is_there(history: &mut History) -> Outcome<()> {
    for row in history.due_dispatches(Timestamp::from_millis(i64::MAX), 100)? {
        history.update_dispatch(&row, &OutboxRow { next_check_at: None, ..row.clone() }, Keeping::Check)?;
    }
    Ok(())
}

/// An envelope that is out: one person, one document of six pages, one box.
fn insert(history: &mut History, office: &Office, number: usize, remote: String) -> Outcome<OutboxRow> {
    let at = office.clock.now();
    let mut envelope = Envelope::new(content(number as u128, at)?);
    let started =
        AuditEventKind::SendingStarted { provider: SERVICE.to_owned(), account: office.account.clone() };
    for kind in [AuditEventKind::Created, started, AuditEventKind::Accepted] {
        envelope.apply(AuditEvent { at, kind })?;
    }
    let key = DispatchKey { envelope: envelope.id().clone(), dispatch: 1 };
    let row = OutboxRow {
        state: DispatchState::Accepted,
        remote: Some(remote),
        ..OutboxRow::pending(key, 1, SERVICE, &office.account, at)
    };
    let draft = Draft::new(DraftId::new((number as u128).to_be_bytes()), Language::Fr, at);
    history.insert_draft(&draft)?;
    history.send_draft(&draft.id, &envelope, std::slice::from_ref(&row))?;
    Ok(row)
}

fn content(number: u128, created_at: Timestamp) -> Outcome<EnvelopeContent> {
    let document = DocumentId::new(number.to_be_bytes());
    let page = PageGeometry::new([0.0, 0.0, 595.28, 841.89], None, Rotation::None, 1.0).ok_or("no page")?;
    let recipient = Recipient {
        id: "r1".parse()?,
        role: Role::Signer,
        first_name: "Zoé".to_owned(),
        last_name: format!("Dupont {number}"),
        email: Some(format!("zoe{number}@example.fr").parse()?),
        mobile: None,
        language: Language::Fr,
        authentication: Authentication::EmailCode,
        routing_order: None,
        delivery: Delivery::ProviderMails,
    };
    let rect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };
    let field = Field {
        id: FieldId::new(number.to_be_bytes()),
        recipient: recipient.id.clone(),
        document: document.clone(),
        kind: FieldKind::Signature,
        placement: Placement { page: 1, rect },
        label: String::new(),
        required: true,
        group: None,
    };
    Ok(EnvelopeContent {
        id: EnvelopeId::new(number.to_be_bytes()),
        title: format!("Contrat {number}"),
        message: String::new(),
        language: Language::Fr,
        fields: vec![field],
        documents: vec![Document {
            id: document,
            name: "contrat.pdf".to_owned(),
            sha256: Sha256Digest::of(&number.to_be_bytes()),
            byte_size: 1_000_000,
            pages: vec![page; 6],
        }],
        recipients: vec![recipient],
        options: EnvelopeOptions::default(),
        created_at,
    })
}
