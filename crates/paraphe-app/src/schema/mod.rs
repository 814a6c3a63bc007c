//! The contract with every host: each request, each answer, and the one command list.
//!
//! From the list below come the router ([`call`]), the TypeScript types of the window (`ui/src/bindings`) and the cache
//! tags the window drops after a change. Adding a command is one struct, one line here and one file in `commands/`;
//! forgetting any of them does not compile.

mod account;
mod batch;
mod common;
mod correction;
mod document;
mod draft;
mod envelope;
mod event;
mod follow;
mod history;
mod import;
mod judge;
mod keys;
mod kiosk;
mod people;
mod receipt;
mod settings;
mod signing;
mod template;
mod text;
mod trust;
mod verify;

pub use account::*;
pub use batch::*;
pub use common::*;
pub use correction::*;
pub use document::*;
pub use draft::*;
pub use envelope::*;
pub use event::*;
pub use follow::*;
pub use history::*;
pub use import::*;
pub use judge::*;
pub use keys::*;
pub use kiosk::*;
pub use people::*;
pub use receipt::*;
pub use settings::*;
pub use signing::*;
pub use template::*;
pub use text::*;
pub use trust::*;
pub use verify::*;

use std::pin::Pin;

use serde_json::Value;
use ts_rs::TS;

use crate::kiosk::gate;
use crate::trust_lists::{ImportedTrustLists, RefreshedTrustLists, TrustListsFacts};
use crate::{App, Error, commands, demo};

/// What the router lets through while the window is handed to a signer; each is checked further in `kiosk::gate`, so
/// that it reaches nothing but this envelope at this step. Whatever is not named here is refused.
pub const KIOSK_COMMANDS: &[&str] = &[
    "app_state",
    "begin_signing",
    "decline_signing",
    "end_kiosk",
    "kiosk_leave_page",
    "kiosk_lock",
    "kiosk_next",
    "kiosk_receipt",
    "kiosk_start",
    "kiosk_state",
    "kiosk_unlock",
    "note_signing",
    "page_text",
    "preview_entries",
    "preview_signature",
    "print_document",
    "save_artifact",
    "save_document",
    "settle_receipt",
    "sign_locally",
    "take_opened_files",
    "unlock_document",
];

/// What one command comes to.
type Answering<'a> = Pin<Box<dyn Future<Output = Result<Value, Error>> + Send + 'a>>;

macro_rules! command_list {
    ($( $(#[doc = $doc:literal])* $name:ident($request:ty) -> $response:ty { tags: [$($tag:literal),*] , drops: [$($drop:literal),*] } )*) => {
        /// Every command: `[request, answer]`, as TypeScript sees it.
        #[derive(TS)]
        pub struct Commands {
            $( $(#[doc = $doc])* pub $name: ($request, $response), )*
        }

        /// The names of all commands, in the order of the list.
        pub const COMMAND_NAMES: &[&str] = &[$(stringify!($name)),*];

        /// For each command: the cache tags its answer belongs to, and those a success makes stale.
        pub const COMMAND_TAGS: &[(&str, &[&str], &[&str])] = &[$((stringify!($name), &[$($tag),*], &[$($drop),*])),*];

        /// Runs one command. The only door between a host and the use cases.
        ///
        /// # Errors
        /// Whatever the use case refuses, and `internal` for an unknown command or a request of the wrong shape.
        pub async fn call(app: &App, command: &str, params: Value) -> Result<Value, Error> {
            let app = &demo::target(app, command);
            app.resume_once().await;
            gate::admit(&app.shown(), command, &params).await?;
            match command {
                $( stringify!($name) => {
                    // On the heap, each by itself: one frame with what all commands hold would fill a thread's stack.
                    fn answer<'a>(app: &'a App, command: &'a str, params: Value) -> Answering<'a> {
                        Box::pin(async move {
                            let request: $request = serde_json::from_value(params).map_err(|e| Error::bad_request(command, &e))?;
                            let response: $response = commands::$name::run(app, request).await?;
                            serde_json::to_value(response).map_err(|e| Error::internal(format!("{command}: {e}")))
                        })
                    }
                    answer(app, command, params).await
                } )*
                unknown => Err(Error::internal(format!("unknown command {unknown}"))),
            }
        }
    };
}

command_list! {
    /// What the window needs to start: version, settings, folders.
    app_state(Empty) -> AppStateView { tags: ["settings"], drops: [] }
    /// Stores the settings and answers them as stored.
    save_settings(SettingsView) -> SettingsView { tags: [], drops: ["settings"] }
    /// Files the operating system asked us to open since the last call; each is handed out once.
    take_opened_files(Empty) -> OpenedFilesView { tags: [], drops: [] }
    /// Pre-flight of files that were dropped: one answer per file, never a failure of the whole.
    inspect_files(InspectFilesRequest) -> InspectFilesView { tags: [], drops: [] }
    /// A new draft holding these files; files that cannot be taken come back with the reason.
    create_draft(CreateDraftRequest) -> ImportView { tags: [], drops: ["history"] }
    /// A new draft of a sample contract made for this program, with two people and no box yet.
    create_sample_draft(Empty) -> DraftView { tags: [], drops: ["history"] }
    /// A new draft with the documents as they were, the people, the boxes and the options of what was sent.
    copy_envelope(EnvelopeRequest) -> DraftView { tags: [], drops: ["history"] }
    /// Adds files to a draft.
    import_documents(ImportDocumentsRequest) -> ImportView { tags: [], drops: ["draft", "history"] }
    /// Puts another file in the place of a document, its boxes kept; those under which the text changed are marked.
    replace_document(ReplaceDocumentRequest) -> ImportView { tags: [], drops: ["draft", "history"] }
    /// Writes a damaged document that nobody has signed anew, its boxes kept: one step to undo.
    clean_document(CleanDocumentRequest) -> DraftView { tags: [], drops: ["draft", "history"] }
    /// A draft as last stored.
    open_draft(DraftRequest) -> DraftView { tags: ["draft"], drops: [] }
    /// Applies one operation and stores it before answering.
    apply_operation(ApplyOperationRequest) -> DraftView { tags: [], drops: ["draft", "history"] }
    /// Takes the last operation back. Nothing to undo answers the draft unchanged.
    undo_operation(DraftRequest) -> DraftView { tags: [], drops: ["draft", "history"] }
    /// Applies again what was taken back.
    redo_operation(DraftRequest) -> DraftView { tags: [], drops: ["draft", "history"] }
    /// Deletes a draft for good.
    delete_draft(DraftRequest) -> Empty { tags: [], drops: ["draft", "history"] }
    /// People of the address book for what has been typed; nothing leaves this computer.
    suggest_contacts(SuggestContactsRequest) -> ContactsView { tags: ["contacts"], drops: [] }
    /// Takes a person out of the address book; requests they are part of stay.
    forget_contact(ForgetContactRequest) -> Empty { tags: [], drops: ["contacts"] }
    /// The address book, or the part of it that is looked for; nothing leaves this computer.
    list_contacts(ListContactsRequest) -> AddressBookView { tags: ["contacts"], drops: [] }
    /// Corrects a person of the address book, or adds one. Requests they are part of stay.
    save_contact(SaveContactRequest) -> SavedContactView { tags: [], drops: ["contacts"] }
    /// Puts people into the address book.
    add_contacts(AddContactsRequest) -> AddedContactsView { tags: [], drops: ["contacts"] }
    /// Writes one person of the address book, or all of them, where the person chose.
    export_contacts(ExportContactsRequest) -> SavedFileView { tags: [], drops: [] }
    /// People from a text that was pasted, a CSV file or visiting cards: what was understood. Adds nobody.
    read_people(ReadPeopleRequest) -> PeopleView { tags: [], drops: [] }
    /// All templates, the last used first.
    list_templates(Empty) -> TemplatesView { tags: ["templates"], drops: [] }
    /// Makes a template of a draft or of what was sent.
    save_template(SaveTemplateRequest) -> TemplateView { tags: [], drops: ["templates"] }
    /// A new draft from a template, with the people and the files of this time.
    use_template(UseTemplateRequest) -> DraftView { tags: [], drops: ["history", "templates"] }
    /// Removes a template; requests made from it stay.
    remove_template(TemplateRequest) -> Empty { tags: [], drops: ["templates"] }
    /// Writes a template with its documents into one file.
    export_template(ExportTemplateRequest) -> SavedFileView { tags: [], drops: [] }
    /// Takes a template from such a file.
    import_template(ImportTemplateRequest) -> TemplateView { tags: [], drops: ["templates"] }
    /// Gives the password of a protected document for as long as the program runs; it is not stored.
    unlock_document(UnlockDocumentRequest) -> DocumentView { tags: [], drops: ["draft", "envelope"] }
    /// A page's text with positions, for search, screen readers and detection.
    page_text(PageTextRequest) -> PageTextView { tags: ["document"], drops: [] }
    /// Places to sign in a document, and its lines to write on, for the person to accept; nothing is changed.
    detect_places(DetectPlacesRequest) -> paraphe_pdf::Detection { tags: ["document"], drops: [] }
    /// Everything that keeps a draft from being sent with an account.
    check_draft(CheckDraftRequest) -> CheckView { tags: ["draft"], drops: [] }
    /// How a box of a draft will look, with a sample of what its signer brings: the same drawing that goes into the PDF.
    preview_box(PreviewBoxRequest) -> BoxPreviewView { tags: [], drops: [] }
    /// The documents of a draft that are out already with an open request.
    sent_documents(DraftRequest) -> SentDocumentsView { tags: ["draft", "history"], drops: [] }
    /// Sends a draft: it becomes an envelope.
    send_envelope(SendEnvelopeRequest) -> EnvelopeView { tags: [], drops: ["draft", "history", "envelope"] }
    /// What the requests would be if each document had one of its own. Sends nothing.
    check_separate(CheckDraftRequest) -> SeparateView { tags: ["draft", "accounts"], drops: [] }
    /// Sends one request for each document; the draft becomes the batch.
    send_separate(SendEnvelopeRequest) -> BatchView { tags: [], drops: ["draft", "history", "batch"] }
    /// A table of people, as it was pasted or stands in a file; nothing is kept of it.
    read_table(ReadTableRequest) -> TableView { tags: [], drops: [] }
    /// What each row of a table would become, and what is wrong with it. Sends nothing.
    check_batch(BatchRequest) -> BatchCheckView { tags: ["draft", "accounts"], drops: [] }
    /// Sends one request for each row that can be sent; the draft becomes the batch.
    send_batch(BatchRequest) -> BatchView { tags: [], drops: ["draft", "history", "batch"] }
    /// A batch with its lines.
    open_batch(OneBatchRequest) -> BatchView { tags: ["batch", "history", "envelope"], drops: [] }
    /// No further line leaves until `resume_batch`.
    pause_batch(OneBatchRequest) -> BatchView { tags: [], drops: ["batch", "history"] }
    /// The lines that have not left never will.
    stop_batch(OneBatchRequest) -> BatchView { tags: [], drops: ["batch", "history"] }
    /// Goes on with the lines that have not left.
    resume_batch(OneBatchRequest) -> BatchView { tags: [], drops: ["batch", "history"] }
    /// Sends again the requests of a batch that their provider refused.
    retry_batch(OneBatchRequest) -> BatchView { tags: [], drops: ["batch", "history", "envelope"] }
    /// Puts a line right that has not left.
    correct_line(CorrectLineRequest) -> BatchView { tags: [], drops: ["batch", "history"] }
    /// Deletes a batch of which nothing has left, for good.
    delete_batch(OneBatchRequest) -> Empty { tags: [], drops: ["batch", "history"] }
    /// Writes what became of each line as a table, where the person chose.
    save_batch_report(SaveBatchReportRequest) -> SavedFileView { tags: [], drops: [] }
    /// One page of the history: drafts and envelopes, newest first.
    list_history(ListHistoryRequest) -> HistoryView { tags: ["history"], drops: [] }
    /// One envelope with its people, documents and audit trail.
    open_envelope(EnvelopeRequest) -> EnvelopeView { tags: ["envelope"], drops: [] }
    /// The sender takes an envelope back.
    void_envelope(VoidEnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Stops a request of which nothing has left: it is a draft again, and the history shows that alone.
    stop_sending(EnvelopeRequest) -> DraftView { tags: [], drops: ["history", "envelope"] }
    /// Puts one person's details right: the envelope is taken back, and the same one leaves again.
    correct_person(CorrectPersonRequest) -> CorrectPersonView { tags: [], drops: ["history", "envelope"] }
    /// Says what becomes of a correction that was cut before it was through.
    settle_correction(SettleCorrectionRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// What the signer whose turn it is has to read, accept and sign, here on this computer.
    begin_signing(SignerRequest) -> SigningView { tags: [], drops: ["envelope", "history"] }
    /// What will be written in the signer's other boxes, and why an answer cannot be: the same drawing that goes into the PDF.
    preview_entries(PreviewEntriesRequest) -> PreviewEntriesView { tags: [], drops: [] }
    /// What the signature will look like in each of the signer's boxes: the same drawing that goes into the PDF.
    preview_signature(PreviewSignatureRequest) -> PreviewSignatureView { tags: [], drops: [] }
    /// Signs all documents for one signer, checks the result, and only then records it.
    sign_locally(SignLocallyRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Puts a timestamp over the finished documents of an envelope signed here, which could not be had at the signing.
    add_timestamp(EnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// The signer refuses.
    decline_signing(DeclineSigningRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Hands a document of an envelope, or a result, to the system's printer.
    print_document(PrintDocumentRequest) -> Empty { tags: [], drops: [] }
    /// Has the person's own mail program show a message to a signer who wished for their copy by e-mail. Sends nothing.
    prepare_receipt(ReceiptWishRequest) -> Empty { tags: [], drops: ["envelope"] }
    /// A signer's wish for a copy is done, or is none any more.
    settle_receipt(ReceiptWishRequest) -> Empty { tags: [], drops: ["envelope", "kiosk"] }
    /// Writes a document of an envelope, as it stands now, to a place the person chose.
    save_document(SaveDocumentRequest) -> SavedFileView { tags: [], drops: ["envelope"] }
    /// Validates a PDF: never needs a network, never sends the file anywhere.
    verify_document(VerifyDocumentRequest) -> VerificationView { tags: ["trust"], drops: [] }
    /// Writes what `verify_document` says as a file for people, where the person chose.
    save_verification_report(SaveReportRequest) -> SavedFileView { tags: [], drops: [] }
    /// The PDFs among files and in folders.
    list_pdfs(ListPdfsRequest) -> PdfListView { tags: [], drops: [] }
    /// Validates one PDF of several, in short.
    verify_row(VerifyRowRequest) -> VerifiedRow { tags: [], drops: [] }
    /// Writes rows as a table, where the person chose.
    save_verification_table(SaveTableRequest) -> SavedFileView { tags: [], drops: [] }
    /// Makes the signed version of a document that went on ready to be looked at. One at a time.
    open_signed_version(SignedVersionRequest) -> SignedVersionView { tags: [], drops: [] }
    /// Whether a page looks as it did when it was signed, and where not.
    compare_pages(ComparePagesRequest) -> PageComparison { tags: [], drops: [] }
    /// Forgets the signed version: its copy goes.
    close_signed_version(Empty) -> Empty { tags: [], drops: [] }
    /// Sends a signed PDF to a provider and answers what it thinks of it: only ever on request.
    judge_document(JudgeDocumentRequest) -> OpinionView { tags: [], drops: [] }
    /// Checks every audit trail's chain of digests.
    verify_history(Empty) -> HistoryCheckView { tags: [], drops: [] }
    /// The certificates this person trusts.
    list_trust(Empty) -> TrustView { tags: ["trust"], drops: [] }
    /// Trusts one certificate, from a file or from a verified document.
    add_trust(AddTrustRequest) -> TrustView { tags: [], drops: ["trust"] }
    /// Stops trusting a certificate.
    remove_trust(RemoveTrustRequest) -> TrustView { tags: [], drops: ["trust"] }
    /// The EU trusted lists verifications rely on.
    list_trust_lists(Empty) -> TrustListsFacts { tags: ["trust"], drops: [] }
    /// Checks trusted lists from files and keeps them in place of those that were kept.
    import_trust_lists(ImportTrustListsRequest) -> ImportedTrustLists { tags: [], drops: ["trust"] }
    /// Fetches the trusted lists where they are published: only ever on request, and no document leaves.
    refresh_trust_lists(Empty) -> RefreshedTrustLists { tags: [], drops: ["trust"] }
    /// Forgets the trusted lists.
    remove_trust_lists(Empty) -> TrustListsFacts { tags: [], drops: ["trust"] }
    /// The self-made signing identities of this computer.
    list_identities(Empty) -> IdentitiesView { tags: ["identities"], drops: [] }
    /// Makes a signing identity (ECDSA P-256, self-signed).
    create_identity(CreateIdentityRequest) -> IdentityView { tags: [], drops: ["identities"] }
    /// The key that signs next at this window.
    signing_key(Empty) -> SigningKeyView { tags: ["identities", "settings"], drops: [] }
    /// The certificates of a key file or of the tokens that are there. A token is asked for no PIN.
    list_signing_keys(SigningKeyRequest) -> SigningKeysView { tags: [], drops: [] }
    /// Opens the key that signs next, and keeps it open until the signing is over. Its password is kept nowhere.
    open_signing_key(SigningKeyRequest) -> SigningKeyView { tags: [], drops: ["identities"] }
    /// Closes it again: back to what the settings name.
    close_signing_key(Empty) -> SigningKeyView { tags: [], drops: ["identities"] }
    /// The accounts, and what an account of each provider needs.
    list_accounts(Empty) -> AccountsView { tags: ["accounts"], drops: [] }
    /// Adds an account or changes one. Its secret goes to the key chain.
    save_account(SaveAccountRequest) -> AccountView { tags: [], drops: ["accounts", "draft"] }
    /// Asks the provider about an account as it would be, and stores it when it can be used.
    try_account(SaveAccountRequest) -> TriedAccountView { tags: [], drops: ["accounts", "draft"] }
    /// Forgets an account and its secret. Refused while sendings of it are open.
    remove_account(AccountRequest) -> Empty { tags: [], drops: ["accounts", "draft"] }
    /// Asks the provider, without changing anything there, whether the account can be used.
    test_account(AccountRequest) -> AccountCheckView { tags: [], drops: ["accounts"] }
    /// What each account would do with a draft, and what would make it take it.
    compare_accounts(DraftRequest) -> OffersView { tags: ["draft", "accounts"], drops: [] }
    /// The sender's words as the account's service hands them on, person by person.
    preview_texts(CheckDraftRequest) -> PassedTextsView { tags: ["draft", "accounts"], drops: [] }
    /// The texts of messages that are kept on this computer.
    list_saved_texts(Empty) -> SavedTextsView { tags: ["texts"], drops: [] }
    /// Keeps a text of a message, or gives one another name.
    save_text(SaveTextRequest) -> SavedTextsView { tags: [], drops: ["texts"] }
    /// Forgets a text of a message; requests it stands in stay.
    remove_saved_text(SavedTextName) -> SavedTextsView { tags: [], drops: ["texts"] }
    /// Reads a picture for the signing page: a PNG or JPEG of 256 KB at most.
    read_logo(ReadLogoRequest) -> LogoView { tags: [], drops: [] }
    /// Makes one PDF of a draft's documents and adapts the draft to an account that takes a single one; one step to undo.
    merge_documents(MergeDocumentsRequest) -> DraftView { tags: [], drops: ["draft", "history"] }
    /// Asks the provider how far an envelope is, and fetches results that are ready.
    refresh_envelope(EnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Has the provider remind those whose turn it is.
    remind_envelope(EnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Fetches the results of an envelope that are not here yet.
    download_artifacts(EnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Writes a fetched result to a place the person chose.
    save_artifact(SaveArtifactRequest) -> SavedFileView { tags: [], drops: [] }
    /// Says what became of a sending that is in doubt.
    settle_dispatch(SettleDispatchRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Sends again what the provider refused: nobody was asked then.
    send_again(EnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Reads a message of a provider that came another way.
    import_notice(ImportNoticeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Takes the signed file of a document that came another way.
    import_signed(ImportSignedRequest) -> ImportedSignedView { tags: [], drops: ["history", "envelope"] }
    /// Shows the demonstration: five stand-ins on this computer, data of its own, nothing leaves.
    enter_demo(Empty) -> AppStateView { tags: [], drops: ["settings", "accounts", "history", "draft", "envelope", "trust", "identities", "contacts", "templates"] }
    /// Back to the real data.
    leave_demo(Empty) -> AppStateView { tags: [], drops: ["settings", "accounts", "history", "draft", "envelope", "trust", "identities", "contacts", "templates"] }
    /// Sets the host's PIN, six digits; the former one is asked for where there is one.
    set_host_pin(SetHostPinRequest) -> KioskView { tags: [], drops: ["kiosk"] }
    /// Hands the whole window to the signers of an envelope, after the host's checks.
    begin_kiosk(BeginKioskRequest) -> KioskView { tags: [], drops: ["kiosk"] }
    /// Where the mode stands.
    kiosk_state(Empty) -> KioskView { tags: ["kiosk"], drops: [] }
    /// The signer begins, in the language they chose.
    kiosk_start(KioskStartRequest) -> KioskView { tags: [], drops: ["kiosk"] }
    /// Notes the time of a step of the signing.
    note_signing(NoteSigningRequest) -> Empty { tags: [], drops: [] }
    /// Whoever has just signed says how they wish to be handed their copy.
    kiosk_receipt(KioskReceiptRequest) -> KioskView { tags: [], drops: ["kiosk"] }
    /// The signer has done with the service's page: it is closed, and the host asked for.
    kiosk_leave_page(Empty) -> KioskView { tags: [], drops: ["kiosk"] }
    /// Locks: the unfinished signature is destroyed.
    kiosk_lock(Empty) -> KioskView { tags: [], drops: ["kiosk"] }
    /// The host unlocks: back to the signer whose turn it is.
    kiosk_unlock(PinRequest) -> KioskView { tags: [], drops: ["kiosk"] }
    /// The host passes on to the next signer, or from a service's page back to the request; one who has not signed is left out for this time.
    kiosk_next(PinRequest) -> KioskView { tags: [], drops: ["kiosk", "envelope", "history"] }
    /// The host takes the window back.
    end_kiosk(EndKioskRequest) -> KioskView { tags: [], drops: ["kiosk", "envelope", "history"] }
    /// What each provider can do, as data.
    list_capabilities(Empty) -> CapabilitiesView { tags: [], drops: [] }
}
