//! One file per use case; the names are those of the command list in `schema.rs`.

pub(crate) mod add_contacts;
pub(crate) mod add_timestamp;
pub(crate) mod add_trust;
pub(crate) mod app_state;
pub(crate) mod apply_operation;
pub(crate) mod begin_kiosk;
pub(crate) mod begin_signing;
pub(crate) mod check_batch;
pub(crate) mod check_draft;
pub(crate) mod check_separate;
pub(crate) mod clean_document;
pub(crate) mod close_signed_version;
pub(crate) mod close_signing_key;
pub(crate) mod compare_accounts;
pub(crate) mod compare_pages;
pub(crate) mod copy_envelope;
pub(crate) mod correct_line;
pub(crate) mod correct_person;
pub(crate) mod create_draft;
pub(crate) mod create_identity;
pub(crate) mod create_sample_draft;
pub(crate) mod decline_signing;
pub(crate) mod delete_batch;
pub(crate) mod delete_draft;
pub(crate) mod detect_places;
pub(crate) mod download_artifacts;
pub(crate) mod end_kiosk;
pub(crate) mod enter_demo;
pub(crate) mod export_contacts;
pub(crate) mod export_template;
pub(crate) mod forget_contact;
pub(crate) mod import_documents;
pub(crate) mod import_notice;
pub(crate) mod import_signed;
pub(crate) mod import_template;
pub(crate) mod import_trust_lists;
pub(crate) mod inspect_files;
pub(crate) mod judge_document;
pub(crate) mod kiosk_leave_page;
pub(crate) mod kiosk_lock;
pub(crate) mod kiosk_next;
pub(crate) mod kiosk_receipt;
pub(crate) mod kiosk_start;
pub(crate) mod kiosk_state;
pub(crate) mod kiosk_unlock;
pub(crate) mod leave_demo;
pub(crate) mod list_accounts;
pub(crate) mod list_capabilities;
pub(crate) mod list_contacts;
pub(crate) mod list_history;
pub(crate) mod list_identities;
pub(crate) mod list_pdfs;
pub(crate) mod list_saved_texts;
pub(crate) mod list_signing_keys;
pub(crate) mod list_templates;
pub(crate) mod list_trust;
pub(crate) mod list_trust_lists;
pub(crate) mod merge_documents;
pub(crate) mod note_signing;
pub(crate) mod open_batch;
pub(crate) mod open_draft;
pub(crate) mod open_envelope;
pub(crate) mod open_signed_version;
pub(crate) mod open_signing_key;
pub(crate) mod page_text;
pub(crate) mod pause_batch;
pub(crate) mod prepare_receipt;
pub(crate) mod preview_box;
pub(crate) mod preview_entries;
pub(crate) mod preview_signature;
pub(crate) mod preview_texts;
pub(crate) mod print_document;
pub(crate) mod read_logo;
pub(crate) mod read_people;
pub(crate) mod read_table;
pub(crate) mod redo_operation;
pub(crate) mod refresh_envelope;
pub(crate) mod refresh_trust_lists;
pub(crate) mod remind_envelope;
pub(crate) mod remove_account;
pub(crate) mod remove_saved_text;
pub(crate) mod remove_template;
pub(crate) mod remove_trust;
pub(crate) mod remove_trust_lists;
pub(crate) mod replace_document;
pub(crate) mod resume_batch;
pub(crate) mod retry_batch;
pub(crate) mod save_account;
pub(crate) mod save_artifact;
pub(crate) mod save_batch_report;
pub(crate) mod save_contact;
pub(crate) mod save_document;
pub(crate) mod save_settings;
pub(crate) mod save_template;
pub(crate) mod save_text;
pub(crate) mod save_verification_report;
pub(crate) mod save_verification_table;
pub(crate) mod send_again;
pub(crate) mod send_batch;
pub(crate) mod send_envelope;
pub(crate) mod send_separate;
pub(crate) mod sent_documents;
pub(crate) mod set_host_pin;
pub(crate) mod settle_correction;
pub(crate) mod settle_dispatch;
pub(crate) mod settle_receipt;
pub(crate) mod sign_locally;
pub(crate) mod signing_key;
pub(crate) mod stop_batch;
pub(crate) mod stop_sending;
pub(crate) mod suggest_contacts;
pub(crate) mod take_opened_files;
pub(crate) mod test_account;
pub(crate) mod try_account;
pub(crate) mod undo_operation;
pub(crate) mod unlock_document;
pub(crate) mod use_template;
pub(crate) mod verify_document;
pub(crate) mod verify_history;
pub(crate) mod verify_row;
pub(crate) mod void_envelope;

use paraphe_envelope::{AuditEvent, AuditEventKind, Envelope, EnvelopeId, Recipient, RecipientId};
use paraphe_history::OutboxRow;

use crate::{App, Code, Error, blocking, translate};

/// Applies an event to an envelope and appends it to the audit trail, or does neither.
pub(crate) fn record(app: &App, envelope: &mut Envelope, kind: AuditEventKind) -> Result<(), Error> {
    let event = AuditEvent { at: app.now(), kind };
    envelope.apply(event.clone()).map_err(|refusal| translate::transition(&refusal))?;
    app.history().append_event(envelope.id(), &event).map_err(translate::history)?;
    Ok(())
}

/// The dispatches of an envelope, in order.
pub(crate) async fn dispatches(app: &App, id: &EnvelopeId) -> Result<Vec<OutboxRow>, Error> {
    let (app, id) = (app.clone(), id.clone());
    blocking::run(move || {
        let history = app.history();
        // An envelope that is not there is said, rather than having no dispatches.
        history.envelope(&id).map_err(translate::history)?;
        history.dispatches(&id).map_err(translate::history)
    })
    .await
}

/// The signer whose turn it is.
///
/// # Errors
/// `notFound` for a stranger, `refused` when it is not this person's turn.
pub(crate) fn signer<'e>(envelope: &'e Envelope, id: &RecipientId) -> Result<&'e Recipient, Error> {
    let Some(person) = envelope.recipients().iter().find(|recipient| recipient.id == *id) else {
        return Err(Error::new(Code::NotFound, "error-recipient-missing").detail(id));
    };
    if envelope.whose_turn().iter().any(|recipient| recipient.id == *id) {
        return Ok(person);
    }
    Err(Error::new(Code::Refused, "error-not-their-turn").with("name", person.full_name()))
}
