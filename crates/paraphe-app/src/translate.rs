//! Facts of the crates below, turned into an error with a code and the id of a sentence.

mod keys;
mod level;

pub(crate) use keys::{key_file, token};
pub(crate) use level::{level, shortfall};

use std::io;
use std::path::Path;

use paraphe_envelope::{EnvelopeId, InvalidTransition};
use paraphe_history::{HistoryError, VaultError};
use paraphe_pades::{AnchorError, SignError};
use paraphe_pdf::{PdfError, SeedDemand};
use paraphe_preview::PreviewError;
use paraphe_providers::{Error as ProviderError, ErrorKind, Retry};

use crate::ports::SecretError;
use crate::{Code, Error, files, words};

/// A PDF that cannot be read or signed.
pub(crate) fn pdf(error: PdfError) -> Error {
    let unreadable = |message| Error::new(Code::DocumentUnreadable, message);
    let refused = |message| Error::new(Code::Refused, message);
    let told = match &error {
        PdfError::AllFieldsLocked { .. } => refused("error-all-fields-locked"),
        PdfError::BoxTooSmall { needed_width, needed_height } => refused("error-box-too-small")
            .with("width", millimetres(*needed_width))
            .with("height", millimetres(*needed_height)),
        PdfError::CertifiedLocked => refused("error-certified-locked"),
        PdfError::CertifyNotFirst => refused("error-certify-not-first"),
        PdfError::ChangedMeanwhile => refused("error-changed-meanwhile"),
        PdfError::Damaged { .. } => unreadable("error-damaged"),
        PdfError::Empty => unreadable("error-empty-file"),
        PdfError::EncryptedNotSignable => refused("error-encrypted-not-signable"),
        PdfError::EncryptionUnsupported { .. } => unreadable("error-encryption-unsupported"),
        PdfError::FieldLocked { name } => refused("error-field-locked").with("field", name),
        PdfError::FieldTaken { name } => refused("error-field-taken").with("field", name),
        PdfError::InitialsOnExistingField { name } => {
            refused("error-initials-on-existing-field").with("field", name)
        }
        PdfError::IsFolder { .. } => unreadable("error-is-a-folder"),
        PdfError::Missing { .. } => unreadable("error-file-missing"),
        PdfError::MissingGlyph { character } => refused("error-missing-glyph").with("character", character),
        PdfError::NotAPdf => unreadable("error-not-a-pdf"),
        PdfError::NotReadable { path, .. } if files::is_in_use(path) => {
            unreadable("error-file-in-use").with("path", path.display())
        }
        PdfError::NotReadable { kind: io::ErrorKind::PermissionDenied, .. } => {
            unreadable("error-file-forbidden")
        }
        PdfError::NotReadable { .. } => unreadable("error-file-unreadable"),
        PdfError::OwnerForbids => refused("error-owner-forbids"),
        PdfError::PageMissing { page, page_count } => {
            refused("error-page-missing").with("page", page).with("count", page_count)
        }
        PdfError::PasswordNeeded => Error::new(Code::PasswordNeeded, "error-password-needed"),
        PdfError::PasswordWrong => Error::new(Code::PasswordNeeded, "error-password-wrong"),
        PdfError::PlaceholderTooSmall { .. } => Error::internal(""),
        PdfError::RepairedAndSigned => refused("error-repaired-and-signed"),
        PdfError::SeedUnmet { name, demand } => {
            refused("error-seed-unmet").with("field", name).with("demand", seed_demand(*demand))
        }
        PdfError::TooLarge { bytes, limit } => {
            unreadable("error-too-large").with("size", megabytes(*bytes)).with("limit", megabytes(*limit))
        }
        PdfError::Truncated => unreadable("error-truncated"),
    };
    told.detail(error)
}

/// Rounded up: a box of that size is large enough.
pub(crate) fn millimetres(points: f64) -> u32 {
    // A page is far smaller than what a cast could lose.
    (points * 25.4 / 72.0).ceil() as u32
}

/// The word by which the sentence chooses what it says.
fn seed_demand(demand: SeedDemand) -> &'static str {
    match demand {
        SeedDemand::Certificate => "certificate",
        SeedDemand::Certification(_) => "certification",
        SeedDemand::Digest => "digest",
        SeedDemand::Format => "format",
        SeedDemand::NoCertification => "no_certification",
        SeedDemand::NoReason => "no_reason",
        SeedDemand::Other => "other",
        SeedDemand::Reason => "reason",
    }
}

fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1_000_000)
}

/// A signature that was not made.
pub(crate) fn sign(error: SignError) -> Error {
    match error {
        SignError::Pdf(error) => pdf(error),
        SignError::BadCertificate
        | SignError::Key(_)
        | SignError::NoCertificate
        | SignError::NotCms
        | SignError::OtherDigest { .. }
        | SignError::UnsupportedScheme => Error::new(Code::Refused, "error-signing-failed").detail(error),
    }
}

/// A certificate that cannot be an anchor.
pub(crate) fn trust(error: AnchorError) -> Error {
    Error::new(Code::Refused, "error-not-a-certificate").detail(error)
}

/// A page that cannot be shown.
pub(crate) fn preview(error: PreviewError) -> Error {
    let message = match &error {
        PreviewError::Cancelled => return Error::new(Code::Cancelled, "error-cancelled"),
        PreviewError::PasswordNeeded | PreviewError::PasswordWrong => {
            return Error::new(Code::PasswordNeeded, "error-password-needed").detail(error);
        }
        PreviewError::LibraryMissing { .. } | PreviewError::LibraryUnusable { .. } => "error-preview-library",
        PreviewError::PageMissing { page, page_count } => {
            return Error::new(Code::Refused, "error-page-missing")
                .with("page", page)
                .with("count", page_count);
        }
        PreviewError::TimedOut { .. } => "error-preview-slow",
        PreviewError::WorkerCrashed { .. } => "error-preview-crashed",
        PreviewError::WorkerUnavailable { .. } => "error-preview-library",
        PreviewError::Unreadable { .. } => "error-preview-unreadable",
    };
    Error::new(Code::DocumentUnreadable, message).detail(error)
}

/// A history that refuses.
pub(crate) fn history(error: HistoryError) -> Error {
    let detail = error.to_string();
    let storage = |message| Error::new(Code::Storage, message);
    let told = match error {
        HistoryError::Vault(inner) => return vault(inner),
        HistoryError::Folder { path, source } => return files::storage(&path, &source),
        HistoryError::Transition(refusal) => return transition(&refusal),
        HistoryError::Busy => storage("error-history-busy"),
        HistoryError::Damaged { .. } | HistoryError::RowUnreadable { .. } => storage("error-history-damaged"),
        HistoryError::DiskFull | HistoryError::DiskRefused { .. } => storage("error-history-disk"),
        HistoryError::DispatchMoved(_) => Error::internal(""),
        HistoryError::DocumentMoved(_) => Error::new(Code::Refused, "error-signed-meanwhile"),
        HistoryError::DraftMissing(_) => Error::new(Code::NotFound, "error-draft-missing"),
        HistoryError::Duplicate(_) => Error::internal(""),
        HistoryError::BatchHeld(_) => Error::new(Code::Refused, "error-batch-stopped"),
        HistoryError::BatchMissing(_) => Error::new(Code::NotFound, "error-batch-missing"),
        HistoryError::EnvelopeMissing(_) => Error::new(Code::NotFound, "error-envelope-missing"),
        HistoryError::NewerVersion { .. } => Error::new(Code::Refused, "error-history-newer"),
        HistoryError::NotAHistory { path } => storage("error-history-not-ours").with("path", path.display()),
        HistoryError::Operation(_) => Error::new(Code::Refused, "error-operation-refused"),
        HistoryError::PermissionDenied => storage("error-history-forbidden"),
        // Nobody is sent to a backup for what only we can explain.
        HistoryError::Sqlite(_) => Error::internal(""),
    };
    told.detail(detail)
}

/// A vault that refuses.
pub(crate) fn vault(error: VaultError) -> Error {
    let at = |message, path: &Path| Error::new(Code::Storage, message).with("path", path.display());
    match &error {
        VaultError::Damaged { .. } => Error::new(Code::Storage, "error-vault-damaged").detail(error),
        VaultError::DiskFull { path } => at("error-disk-full", path),
        VaultError::Io { path, source } => files::storage(path, source),
        VaultError::Missing { .. } => Error::new(Code::NotFound, "error-document-missing").detail(error),
        VaultError::PermissionDenied { path } => at("error-target-read-only", path),
        VaultError::SourceIsFolder { .. } => {
            Error::new(Code::DocumentUnreadable, "error-is-a-folder").detail(error)
        }
        VaultError::SourceMissing { .. } => {
            Error::new(Code::DocumentUnreadable, "error-file-missing").detail(error)
        }
        VaultError::SourceUnreadable { .. } => {
            Error::new(Code::DocumentUnreadable, "error-file-unreadable").detail(error)
        }
    }
}

/// An event the envelope does not take.
pub(crate) fn transition(refusal: &InvalidTransition) -> Error {
    Error::new(Code::Refused, "error-transition").with("status", refusal.status.as_str()).detail(refusal)
}

/// A provider that did not do what was asked. The provider's own words stand in the detail.
pub(crate) fn provider(account: &str, error: &ProviderError) -> Error {
    let code = match error.retry() {
        Retry::AfterCheck => Code::Uncertain,
        Retry::Later | Retry::No => Code::Provider,
    };
    let message = match error.kind() {
        _ if code == Code::Uncertain => "error-sending-uncertain",
        ErrorKind::Configuration | ErrorKind::Ended | ErrorKind::Refused => "error-provider-refused",
        ErrorKind::Credentials => "error-provider-credentials",
        ErrorKind::Credits => "error-provider-credits",
        ErrorKind::Interrupted | ErrorKind::Unreachable => "error-provider-unreachable",
        ErrorKind::Journal => return from_here(error),
        ErrorKind::Malformed => "error-provider-malformed",
        ErrorKind::NotFound => "error-provider-not-found",
        ErrorKind::NotReady => "error-provider-not-ready",
        ErrorKind::RateLimited => "error-provider-rate",
        ErrorKind::Redirected => "error-provider-redirected",
        ErrorKind::Server => "error-provider-server",
        ErrorKind::Tls => "error-provider-tls",
        ErrorKind::Unsupported => "error-provider-unsupported",
    };
    let seconds = error.retry_after().map_or(60, |wait| wait.as_secs());
    let (unit, wait) = words::in_unit(seconds);
    Error::new(code, message)
        .with("account", account)
        .with("seconds", seconds)
        .with("unit", unit)
        .with("wait", wait)
        .with("to", error.fact("to").unwrap_or_default())
        .with("said", error.fact("said").unwrap_or_default())
        .detail(error)
}

/// What fails on this computer while a provider asks for it, on its way through the provider: [`provider`] tells it as it was.
pub(crate) fn through_provider(error: Error) -> ProviderError {
    ProviderError::new(ErrorKind::Journal, error.to_string()).with_source(error)
}

/// What a provider could not get from this computer, or write down there.
fn from_here(error: &ProviderError) -> Error {
    use std::error::Error as _;
    let told = error.source().and_then(|source| source.downcast_ref::<Error>());
    told.cloned().unwrap_or_else(|| Error::new(Code::Storage, "error-here").detail(error))
}

/// The same of something else than a sending: what nobody knows of it has a sentence of its own.
pub(crate) fn provider_of(
    account: &str,
    error: &ProviderError,
    (envelope, uncertain): (&EnvelopeId, &str),
) -> Error {
    let told = provider(account, error).with("envelope", envelope);
    if told.code == Code::Uncertain { Error { message: uncertain.to_owned(), ..told } } else { told }
}

/// A secret store that refuses.
pub(crate) fn secret(error: &SecretError) -> Error {
    match error {
        SecretError::KeyFile { path, fault } => Error::new(Code::Storage, "error-secret-key-file")
            .with("path", path.display())
            .with("fault", fault.word()),
        SecretError::Unavailable(_) => Error::new(Code::Storage, "error-secret-store").detail(error),
        SecretError::WrongKey => Error::new(Code::Storage, "error-secret-key").detail(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_on_this_computer_is_told_as_it_was() {
        let here =
            Error::new(Code::Storage, "error-secret-key-file").with("path", "/k").with("fault", "missing");
        let told = provider("essai", &through_provider(here.clone()));
        assert_eq!((told.message, told.params), (here.message, here.params));
        let unread = ProviderError::new(ErrorKind::Journal, "a document cannot be read");
        assert_eq!(provider("essai", &unread).message, "error-here");
    }
}
