//! The contract with every host: each request, each answer, and the one command list.
//!
//! From the list below come the router ([`call`]), the TypeScript types of the window (`ui/src/bindings`) and the cache
//! tags the window drops after a change. Adding a command is one struct, one line here and one file in `commands/`;
//! forgetting any of them does not compile.

use std::collections::BTreeMap;

use paraphe_envelope::{
    Authentication, Delivery, DocumentId, DraftId, DraftOperation, DraftProblem, DraftRecipient, EnvelopeId,
    EnvelopeStatus, Field, FieldId, Language, RecipientId, RecipientStatus, Role, Sha256Digest, Timestamp,
    ViewRect,
};
use paraphe_pades::ValidationReport;
use paraphe_pdf::Finding;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::{App, Error, commands};

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
            app.resume_once().await;
            match command {
                $( stringify!($name) => {
                    let request: $request = serde_json::from_value(params).map_err(|e| Error::bad_request(command, &e))?;
                    let response: $response = commands::$name::run(app, request).await?;
                    serde_json::to_value(response).map_err(|e| Error::internal(format!("{command}: {e}")))
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
    /// Adds files to a draft.
    import_documents(ImportDocumentsRequest) -> ImportView { tags: [], drops: ["draft", "history"] }
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
    /// Gives the password of a protected document for as long as the program runs; it is not stored.
    unlock_document(UnlockDocumentRequest) -> DocumentView { tags: [], drops: ["draft", "envelope"] }
    /// A page's text with positions, for search, screen readers and detection.
    page_text(PageTextRequest) -> PageTextView { tags: ["document"], drops: [] }
    /// Everything that keeps a draft from being sent with an account.
    check_draft(CheckDraftRequest) -> CheckView { tags: ["draft"], drops: [] }
    /// Sends a draft: it becomes an envelope.
    send_envelope(SendEnvelopeRequest) -> EnvelopeView { tags: [], drops: ["draft", "history", "envelope"] }
    /// One page of the history: drafts and envelopes, newest first.
    list_history(ListHistoryRequest) -> HistoryView { tags: ["history"], drops: [] }
    /// One envelope with its people, documents and audit trail.
    open_envelope(EnvelopeRequest) -> EnvelopeView { tags: ["envelope"], drops: [] }
    /// The sender takes an envelope back.
    void_envelope(VoidEnvelopeRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// What the signer whose turn it is has to read, accept and sign, here on this computer.
    begin_signing(SignerRequest) -> SigningView { tags: [], drops: ["envelope", "history"] }
    /// What the signature will look like in each of the signer's boxes: the same drawing that goes into the PDF.
    preview_signature(PreviewSignatureRequest) -> PreviewSignatureView { tags: [], drops: [] }
    /// Signs all documents for one signer, checks the result, and only then records it.
    sign_locally(SignLocallyRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// The signer refuses.
    decline_signing(DeclineSigningRequest) -> EnvelopeView { tags: [], drops: ["history", "envelope"] }
    /// Writes a document of an envelope, as it stands now, to a place the person chose.
    save_document(SaveDocumentRequest) -> SavedFileView { tags: [], drops: ["envelope"] }
    /// Validates a PDF: never needs a network, never sends the file anywhere.
    verify_document(VerifyDocumentRequest) -> VerificationView { tags: ["trust"], drops: [] }
    /// Checks every audit trail's chain of digests.
    verify_history(Empty) -> HistoryCheckView { tags: [], drops: [] }
    /// The certificates this person trusts.
    list_trust(Empty) -> TrustView { tags: ["trust"], drops: [] }
    /// Trusts one certificate, from a file or from a verified document.
    add_trust(AddTrustRequest) -> TrustView { tags: [], drops: ["trust"] }
    /// Stops trusting a certificate.
    remove_trust(RemoveTrustRequest) -> TrustView { tags: [], drops: ["trust"] }
    /// The self-made signing identities of this computer.
    list_identities(Empty) -> IdentitiesView { tags: ["identities"], drops: [] }
    /// Makes a signing identity (ECDSA P-256, self-signed).
    create_identity(CreateIdentityRequest) -> IdentityView { tags: [], drops: ["identities"] }
    /// What each provider can do, as data.
    list_capabilities(Empty) -> CapabilitiesView { tags: [], drops: [] }
}

/// No parameters, or nothing to say.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, TS)]
pub struct Empty {}

/// Answer of `app_state`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AppStateView {
    /// Version of the program.
    pub version: String,
    /// Stored settings.
    pub settings: SettingsView,
    /// Where history and documents are kept.
    pub data_folder: String,
    /// Where signing secrets are kept.
    pub secret_store: SecretStoreKind,
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretStoreKind {
    /// The operating system's key chain.
    Keychain,
    /// A sealed file in the data folder.
    SealedFile,
}

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Always dark.
    Dark,
    /// Always light.
    Light,
    /// As the operating system says.
    #[default]
    System,
}

/// Unit of lengths on screen.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Millimetres.
    #[default]
    Millimetre,
    /// PDF points, 1/72 inch.
    Point,
}

/// What a person may set.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct SettingsView {
    /// Language of the window: French or English in this version.
    pub language: Language,
    /// Colours.
    pub theme: Theme,
    /// Unit of lengths.
    pub unit: LengthUnit,
    /// Name of the person who hands the computer over, shown to signers.
    pub host_name: String,
    /// Whether the first-run screen was finished or skipped.
    pub first_run_done: bool,
    /// Whether single-letter shortcuts act on the page (WCAG 2.1.4).
    pub single_key_shortcuts: bool,
    /// Whether the desktop is told when an envelope is complete.
    pub notifications: bool,
}

/// Answer of `take_opened_files`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedFilesView {
    /// Absolute paths.
    pub paths: Vec<String>,
}

/// Request of `inspect_files`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct InspectFilesRequest {
    /// Absolute paths.
    pub paths: Vec<String>,
}

/// Answer of `inspect_files`, in the order asked.
#[derive(Clone, Debug, Serialize, TS)]
pub struct InspectFilesView {
    /// One per path.
    pub files: Vec<FileInspectionView>,
}

/// What the pre-flight found in one file.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FileInspectionView {
    /// The path as asked.
    pub path: String,
    /// Last part of the path.
    pub name: String,
    /// Size in bytes; 0 when the file could not be read.
    #[ts(type = "number")]
    pub byte_size: u64,
    /// Number of pages; absent when unreadable or locked.
    pub page_count: Option<u32>,
    /// How many signatures the file already holds.
    pub signatures: u32,
    /// One line each.
    pub findings: Vec<Finding>,
    /// Why the file cannot be used as it is: `passwordNeeded` asks for the password.
    pub problem: Option<Error>,
}

/// A file to take, with its password if it has one.
#[derive(Clone, Deserialize, TS)]
pub struct FileToImport {
    /// Absolute path.
    pub path: String,
    /// Password; kept in memory only.
    pub password: Option<String>,
}

/// Request of `create_draft`.
#[derive(Clone, Deserialize, TS)]
pub struct CreateDraftRequest {
    /// Files to start with; may be empty.
    pub files: Vec<FileToImport>,
}

/// Request of `import_documents`.
#[derive(Clone, Deserialize, TS)]
pub struct ImportDocumentsRequest {
    /// The draft.
    pub draft: DraftId,
    /// Files to add at the end.
    pub files: Vec<FileToImport>,
}

/// A draft after an import, and what could not be taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportView {
    /// The draft; absent when nothing at all could be taken for a new one.
    pub draft: Option<DraftView>,
    /// Files left out.
    pub rejected: Vec<RejectedFileView>,
}

/// One file that was not taken.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RejectedFileView {
    /// The path as asked.
    pub path: String,
    /// Last part of the path.
    pub name: String,
    /// Why.
    pub error: Error,
}

/// A command about one draft.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DraftRequest {
    /// The draft.
    pub draft: DraftId,
}

/// Request of `apply_operation`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ApplyOperationRequest {
    /// The draft.
    pub draft: DraftId,
    /// What to do.
    pub operation: DraftOperation,
    /// Operations with the same key within 600 ms are undone together (held arrow keys, typing).
    pub merge_key: Option<String>,
}

/// A draft as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DraftView {
    /// Its id.
    pub id: DraftId,
    /// Title; may be empty.
    pub title: String,
    /// Message to the recipients.
    pub message: String,
    /// Language of the sending.
    pub language: Language,
    /// Documents in order.
    pub documents: Vec<DocumentView>,
    /// People in order, as typed.
    pub recipients: Vec<DraftRecipient>,
    /// Boxes.
    pub fields: Vec<Field>,
    /// Everything that is missing or wrong, all at once.
    pub problems: Vec<ProblemView>,
    /// How many steps can be undone.
    pub undo: u32,
    /// How many undone steps can be applied again.
    pub redo: u32,
    /// After undo and redo: the operation that was applied to come here, to announce it and restore the focus.
    pub applied: Option<DraftOperation>,
}

/// One thing that keeps a draft from being sent.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProblemView {
    /// What.
    pub problem: DraftProblem,
    /// Where, as in cli.md: `recipients[1].email`.
    pub path: String,
}

/// A document as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DocumentView {
    /// Its id within the draft or envelope.
    pub id: DocumentId,
    /// Name shown to people.
    pub name: String,
    /// Digest of the bytes as they stand now; pages are asked for by this digest.
    pub sha256: Sha256Digest,
    /// Size in bytes.
    #[ts(type = "number")]
    pub byte_size: u64,
    /// Displayed size of each page, in points.
    pub pages: Vec<PageSizeView>,
    /// Pre-flight findings.
    pub findings: Vec<Finding>,
    /// True while a protected document's password has not been given in this session.
    pub locked: bool,
}

/// Displayed size of a page: after rotation, within the crop box, in points.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, TS)]
pub struct PageSizeView {
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

/// Request of `unlock_document`.
#[derive(Clone, Deserialize, TS)]
pub struct UnlockDocumentRequest {
    /// Digest of the protected document.
    pub sha256: Sha256Digest,
    /// Its id and name, to answer with.
    pub document: DocumentId,
    /// Name shown to people.
    pub name: String,
    /// Password; kept in memory only.
    pub password: String,
}

/// Request of `page_text`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PageTextRequest {
    /// The document's digest.
    pub sha256: Sha256Digest,
    /// Page, from 1.
    pub page: u32,
}

/// Answer of `page_text`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PageTextView {
    /// Lines in reading order.
    pub runs: Vec<TextRunView>,
}

/// A piece of text and where it stands on the page as seen.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TextRunView {
    /// The text.
    pub text: String,
    /// Its box, points from the top left.
    pub rect: ViewRect,
}

/// Request of `check_draft`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CheckDraftRequest {
    /// The draft.
    pub draft: DraftId,
    /// Account name; `local` is always there.
    pub account: String,
}

/// Answer of `check_draft` and of `paraphe check`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CheckView {
    /// What is missing or wrong in the draft itself.
    pub problems: Vec<ProblemView>,
    /// What the provider cannot express.
    pub refusals: Vec<RefusalView>,
    /// Number of requests the sending would make.
    pub dispatches: u32,
}

/// One thing a provider cannot do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RefusalView {
    /// Closed word, e.g. `authentication`.
    pub code: String,
    /// Facts for the sentence.
    pub params: BTreeMap<String, String>,
}

/// Request of `send_envelope`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SendEnvelopeRequest {
    /// The draft.
    pub draft: DraftId,
    /// Account name.
    pub account: String,
}

/// Groups of the home screen.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryFilter {
    /// Everything.
    All,
    /// Finished.
    Completed,
    /// Refused, expired, voided or failed.
    Closed,
    /// Not yet sent.
    Drafts,
    /// Sent and not finished.
    InProgress,
    /// What needs the person: drafts with a problem, signatures waiting here.
    ToDo,
}

/// Request of `list_history`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ListHistoryRequest {
    /// Words to look for in title, people and file names; accents and case do not matter.
    pub query: String,
    /// Group.
    pub filter: HistoryFilter,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most this many rows (1 to 200).
    pub limit: u32,
}

/// Answer of `list_history`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryView {
    /// Rows, newest first.
    pub rows: Vec<HistoryRowView>,
    /// Where the next page starts; absent on the last.
    pub next_cursor: Option<String>,
    /// How many there are in each group, the query not applied.
    pub counts: Vec<HistoryCountView>,
}

/// Size of one group.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct HistoryCountView {
    /// Group.
    pub filter: HistoryFilter,
    /// Rows in it.
    pub count: u32,
}

/// A draft or an envelope in the list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryRowView {
    /// The envelope; absent for a draft.
    pub envelope: Option<EnvelopeId>,
    /// The draft; absent for an envelope.
    pub draft: Option<DraftId>,
    /// Title, possibly empty for a draft.
    pub title: String,
    /// Status; absent for a draft.
    pub status: Option<EnvelopeStatus>,
    /// People with a state each.
    pub people: Vec<PersonView>,
    /// Account it was sent with.
    pub account: Option<String>,
    /// Number of documents.
    pub documents: u32,
    /// Whether it waits for the person at this computer.
    pub to_do: bool,
    /// Last change.
    pub changed_at: Timestamp,
}

/// A person in a row.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PersonView {
    /// First and last name, or the e-mail.
    pub name: String,
    /// State; absent in a draft.
    pub status: Option<RecipientStatus>,
}

/// A command about one envelope.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct EnvelopeRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
}

/// An envelope as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EnvelopeView {
    /// Its id.
    pub id: EnvelopeId,
    /// Title.
    pub title: String,
    /// Message.
    pub message: String,
    /// Status.
    pub status: EnvelopeStatus,
    /// Account it was sent with.
    pub account: String,
    /// Whether somebody has to wait for somebody else.
    pub sequential: bool,
    /// People in order.
    pub recipients: Vec<RecipientView>,
    /// Documents, each as it stands now.
    pub documents: Vec<DocumentView>,
    /// Boxes.
    pub fields: Vec<Field>,
    /// Audit trail, oldest first.
    pub events: Vec<EventView>,
    /// What was asked of the provider.
    pub dispatches: Vec<DispatchView>,
    /// Whether the audit trail's chain of digests is unbroken.
    pub chain_intact: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// One request to the provider.
#[derive(Clone, Debug, Serialize, TS)]
pub struct DispatchView {
    /// The provider's identifier, once known.
    pub remote: Option<String>,
    /// Links to hand to the recipients; none where they sign here.
    pub links: Vec<RecipientLinkView>,
}

/// A signing link for one recipient.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecipientLinkView {
    /// The recipient.
    pub recipient: RecipientId,
    /// The link.
    pub url: String,
}

/// A recipient as the window shows it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RecipientView {
    /// Id.
    pub id: RecipientId,
    /// Part in the envelope.
    pub role: Role,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Mobile number, E.164.
    pub mobile: Option<String>,
    /// Language.
    pub language: Language,
    /// Identity check.
    pub authentication: Authentication,
    /// Who tells the person.
    pub delivery: Delivery,
    /// Rank; equal ranks act together.
    pub routing_order: Option<u16>,
    /// State.
    pub status: RecipientStatus,
    /// Time of that state, when known.
    pub at: Option<Timestamp>,
    /// Whether it is this person's turn now.
    pub is_turn: bool,
}

/// One line of the audit trail.
#[derive(Clone, Debug, Serialize, TS)]
pub struct EventView {
    /// When.
    pub at: Timestamp,
    /// Time as people of this computer read it, with its offset.
    pub local_time: String,
    /// Kind: the `type` of the event.
    pub kind: String,
    /// The person concerned.
    pub recipient: Option<RecipientId>,
    /// Facts, for the details.
    #[ts(type = "Record<string, unknown>")]
    pub facts: Value,
}

/// Request of `void_envelope`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct VoidEnvelopeRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Why, for the audit trail.
    pub reason: String,
}

/// A command about one signer of an envelope.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SignerRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
}

/// What a signer reads, accepts and signs.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SigningView {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// Its title.
    pub title: String,
    /// The signer.
    pub recipient: RecipientView,
    /// Documents as they stand now.
    pub documents: Vec<DocumentView>,
    /// This signer's boxes.
    pub fields: Vec<Field>,
    /// Consent text in the signer's language, with its identification.
    pub consent: ConsentTextView,
    /// Signers who still follow, in order.
    pub next: Vec<RecipientView>,
}

/// The exact text a signer accepts.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
pub struct ConsentTextView {
    /// Language of the text.
    pub language: Language,
    /// Version.
    pub version: String,
    /// Full text.
    pub text: String,
    /// SHA-256 of the text in UTF-8: recorded in the audit trail.
    pub sha256: Sha256Digest,
}

/// How the signer signs.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SignatureMark {
    /// Drawn: closed outlines in 0…1 of the pad, y downwards.
    Drawn {
        /// Polygons.
        outlines: Vec<Vec<[f64; 2]>>,
        /// Width of the pad divided by its height.
        aspect: f64,
        /// What drew it: `mouse`, `touch`, `pen` or `unknown`.
        input: String,
    },
    /// Typed name.
    Typed {
        /// The name as typed.
        name: String,
    },
}

/// Request of `preview_signature`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct PreviewSignatureRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// How the person signs.
    pub mark: SignatureMark,
}

/// Answer of `preview_signature`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PreviewSignatureView {
    /// One drawing per box.
    pub boxes: Vec<BoxPreviewView>,
}

/// What one box will show.
#[derive(Clone, Debug, Serialize, TS)]
pub struct BoxPreviewView {
    /// The box.
    pub field: FieldId,
    /// Complete SVG document, as large as the box.
    pub svg: String,
}

/// Request of `sign_locally`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SignLocallyRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// The consent as it was shown.
    pub consent: ConsentTextView,
    /// How the person signs.
    pub mark: SignatureMark,
}

/// Request of `decline_signing`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct DeclineSigningRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The signer.
    pub recipient: RecipientId,
    /// Why; may be empty.
    pub reason: String,
}

/// Request of `save_document`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct SaveDocumentRequest {
    /// The envelope.
    pub envelope: EnvelopeId,
    /// The document.
    pub document: DocumentId,
    /// Where to, absolute path of the new file.
    pub path: String,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedFileView {
    /// Absolute path.
    pub path: String,
    /// Digest of what was written.
    pub sha256: Sha256Digest,
}

/// What to verify.
#[derive(Clone, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum VerifyTarget {
    /// A file on disk.
    File {
        /// Absolute path.
        path: String,
        /// Password; not stored.
        password: Option<String>,
    },
    /// A document of the vault.
    Stored {
        /// Digest.
        sha256: Sha256Digest,
        /// Name shown to people.
        name: String,
    },
}

/// Request of `verify_document`.
#[derive(Clone, Deserialize, TS)]
pub struct VerifyDocumentRequest {
    /// What.
    pub target: VerifyTarget,
}

/// The four verdicts.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Changed after signing, or a signature that does not hold.
    Broken,
    /// Intact, but who signed is not established.
    IdentityToConfirm,
    /// No electronic signature at all.
    NoSignature,
    /// Intact, and vouched for by an anchor the person trusts.
    Valid,
}

/// Answer of `verify_document`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct VerificationView {
    /// Name shown to people.
    pub name: String,
    /// Verdict over all signatures: the worst.
    pub verdict: Verdict,
    /// Fluent id of the one sentence, and its facts.
    pub sentence: SentenceView,
    /// What a person can do next, in order.
    pub advice: Vec<SentenceView>,
    /// One per signature, in the order they were made.
    pub signatures: Vec<SignatureView>,
    /// The whole report, as `paraphe verify --json` prints it.
    pub report: ValidationReport,
    /// Pages, to show the document beside the verdict; the digest is served by `page://` until the program ends.
    pub document: Option<DocumentView>,
    /// The envelope of this history this very file belongs to.
    pub envelope: Option<EnvelopeId>,
}

/// A sentence: Fluent id and facts.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SentenceView {
    /// Fluent id.
    pub id: String,
    /// Facts.
    pub params: BTreeMap<String, String>,
}

/// One signature in plain words.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SignatureView {
    /// Verdict on this signature.
    pub verdict: Verdict,
    /// Who signed, as the certificate says.
    pub signer: String,
    /// Who vouches for the certificate.
    pub issuer: String,
    /// Time the signer claims, as people of this computer read it, with its offset.
    pub local_time: Option<String>,
    /// The five questions, each answered.
    pub answers: Vec<AnswerView>,
    /// The signer's certificate, DER in base64, to be trusted on request.
    pub certificate: Option<String>,
    /// SHA-256 of that certificate.
    pub certificate_sha256: Option<Sha256Digest>,
    /// Made by an identity of this kind of program, vouched for by nobody.
    pub self_made: bool,
    /// Where the signature is seen.
    pub page: Option<u32>,
}

/// Yes, no, or unknown.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// No.
    No,
    /// Could not be established.
    Unknown,
    /// Yes.
    Yes,
}

/// One question and its answer.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnswerView {
    /// `unchanged`, `later_changes`, `who`, `when`, `certificate`.
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// One sentence.
    pub sentence: SentenceView,
}

/// Answer of `verify_history`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryCheckView {
    /// Envelopes looked at.
    pub envelopes: u32,
    /// Events looked at.
    pub events: u32,
    /// Each place where a chain or a document does not hold.
    pub breaks: Vec<HistoryBreakView>,
}

/// One place where the history does not hold.
#[derive(Clone, Debug, Serialize, TS)]
pub struct HistoryBreakView {
    /// The envelope.
    pub envelope: String,
    /// Number of the event, from 1; 0 for a document.
    pub event: u32,
    /// What is wrong, for the details.
    pub detail: String,
}

/// Answer of the trust commands.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrustView {
    /// Trusted certificates.
    pub anchors: Vec<AnchorView>,
}

/// A trusted certificate.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AnchorView {
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
    /// Subject's common name.
    pub common_name: String,
    /// When it was added.
    pub added_at: Timestamp,
}

/// A certificate to trust.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AddTrustRequest {
    /// DER in base64, from a verified document.
    Certificate {
        /// Base64.
        der: String,
    },
    /// PEM or DER file.
    File {
        /// Absolute path.
        path: String,
    },
}

/// Request of `remove_trust`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct RemoveTrustRequest {
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
}

/// Answer of `list_identities`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IdentitiesView {
    /// Identities, oldest first.
    pub identities: Vec<IdentityView>,
}

/// A self-made signing identity, its key left out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct IdentityView {
    /// Name given by the person.
    pub name: String,
    /// Subject's common name.
    pub common_name: String,
    /// SHA-256 of the certificate.
    pub sha256: Sha256Digest,
    /// End of validity.
    pub not_after: Timestamp,
    /// Where the key is kept.
    pub store: SecretStoreKind,
    /// The certificate, PEM.
    pub certificate_pem: String,
}

/// Request of `create_identity`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct CreateIdentityRequest {
    /// Name given by the person.
    pub name: String,
    /// Subject's common name.
    pub common_name: String,
    /// Subject's organisation.
    pub organization: Option<String>,
}

/// Answer of `list_capabilities`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CapabilitiesView {
    /// One per provider built in.
    pub providers: Vec<ProviderView>,
}

/// A provider and what it can do.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProviderView {
    /// Provider id: `local`.
    pub provider: String,
    /// Its capability record.
    pub capability: paraphe_providers::Capability,
}

/// What the program tells the window without being asked.
#[derive(Clone, Debug, Deserialize, Serialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AppEvent {
    /// Cached answers with these tags are stale.
    Changed {
        /// Tags, see the command list.
        tags: Vec<String>,
    },
    /// Files were dropped on the window or opened with the program.
    FilesDropped {
        /// Absolute paths.
        paths: Vec<String>,
    },
    /// Files hang over the window (true), or left it (false).
    FilesHovering {
        /// Whether they are over it.
        over: bool,
    },
    /// A notification was clicked: show this envelope.
    OpenEnvelope {
        /// The envelope.
        envelope: EnvelopeId,
    },
}
