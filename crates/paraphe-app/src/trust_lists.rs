//! The EU trusted lists: checked once, kept as one file in the data folder. Files somebody brings, or, when a person asks for it,
//! the lists as they are published ([`refresh`]).

mod refresh;
mod seen;

pub use refresh::{AskedList, ListOutcome, RefreshTrustLists, RefreshedTrustLists, refresh_trust_lists};

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use paraphe_envelope::{Language, Timestamp};
use paraphe_pades::{ListSummary, TrustSnapshot};
use paraphe_trust::{
    Compiled, ListError, OFFICIAL_JOURNAL_SIGNERS, Rejected, SnapshotError, compile, read_snapshot,
    write_snapshot,
};
use serde::Serialize;
use ts_rs::TS;

use self::seen::{Newest, ages, memory, older, remember, seen, with};
use crate::data_folder::Part;
use crate::documents::name_of;
use crate::lease::{self, Lease};
use crate::{App, Code, Error, blocking, files, words};

/// The largest list has about 15 MB; more is none. Bytes.
const FILE_SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// What is known of the lists that are kept.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TrustListsFacts {
    /// When the list of lists was issued (RFC 3339); `null` when no lists are kept.
    pub issued_at: Option<String>,
    /// The age of the list of lists, in whole days.
    pub age_days: Option<i64>,
    /// The lists, the list of lists first.
    pub lists: Vec<ListFacts>,
    /// How many services vouch for signers or stamp times.
    pub services: usize,
}

/// One list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ListFacts {
    /// Country code; `EU` for the list of lists.
    pub territory: String,
    /// Its number.
    pub number: u32,
    /// When it was issued (RFC 3339).
    pub issued_at: String,
    /// By when the next one was promised (RFC 3339); `null` for a list that is closed.
    pub next_update: Option<String>,
    /// Whether the next one should be there by now.
    pub overdue: bool,
    /// How many of its services are kept.
    pub services: usize,
}

/// A file that was given and is not believed.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RejectedList {
    /// The file's name.
    pub file: String,
    /// A closed word: `broken`, `not_a_list`, `other_list`, `pivots_missing`, `too_large`, `unknown_signer`,
    /// `unsigned`, `unsuitable_signature`.
    pub reason: &'static str,
    /// The same as a sentence.
    pub message: String,
    /// What the check said.
    pub detail: String,
}

/// A list that the list of lists names and nobody gave.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MissingList {
    /// Country code.
    pub territory: String,
    /// Where it is published.
    pub address: String,
}

/// What became of an import.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportedTrustLists {
    /// What is kept now.
    #[serde(flatten)]
    pub kept: TrustListsFacts,
    /// What is not believed.
    pub rejected: Vec<RejectedList>,
    /// What is missing.
    pub missing: Vec<MissingList>,
}

/// Checks lists and keeps them in place of those that were kept: files, or the `.xml` files of folders.
///
/// # Errors
/// `refused` when the list of lists cannot be believed, or one of the lists is older than one that was kept at any time: what was
/// kept stays. Whoever wants the older ones forgets the newer ones first ([`remove_trust_lists`]). `storage`, `documentUnreadable` for files.
pub async fn import_trust_lists(app: &App, paths: Vec<PathBuf>) -> Result<ImportedTrustLists, Error> {
    let _alone = alone(app).await?;
    let app = app.clone();
    blocking::run(move || {
        let trusted = official_signers();
        let Compiled { snapshot, rejected, missing } =
            compile(&read_all(&paths)?, &trusted).map_err(refused)?;
        let newest = refuse_older(&app, &snapshot)?;
        // First what was seen: should the rest fail, the same lists are still welcome, and older ones are not.
        remember(&app, newest)?;
        keep(&app, &snapshot)?;
        let language = app.language();
        Ok(ImportedTrustLists {
            kept: facts(&snapshot, app.now()),
            rejected: rejected.into_iter().map(|one| told(one, language)).collect(),
            missing: missing
                .into_iter()
                .map(|(territory, address)| MissingList { territory, address })
                .collect(),
        })
    })
    .await
}

/// What is kept.
///
/// # Errors
/// `refused` when the file was damaged or written by another version: the lists have to be imported again.
pub async fn list_trust_lists(app: &App) -> Result<TrustListsFacts, Error> {
    let app = app.clone();
    blocking::run(move || {
        let path = place(&app);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(facts(&TrustSnapshot::default(), app.now()));
            }
            Err(error) => return Err(files::unreadable(&path, &error)),
        };
        Ok(facts(&read_snapshot(&bytes).map_err(unusable)?, app.now()))
    })
    .await
}

/// Forgets the lists. Answers whether there were any.
///
/// # Errors
/// `storage`; `refused` while they are refreshed.
pub async fn remove_trust_lists(app: &App) -> Result<bool, Error> {
    let _alone = alone(app).await?;
    let app = app.clone();
    blocking::run(move || {
        // The memory goes last: while lists are kept, it is what older ones are held against.
        let had_lists = removed(&place(&app))?;
        removed(&memory(&app))?;
        Ok(had_lists)
    })
    .await
}

/// Who changes the lists does it alone: a refresh goes on with what it found at its beginning.
async fn alone(app: &App) -> Result<Lease, Error> {
    let lease = lease::take_named(app, "trust-lists").await?;
    lease.ok_or_else(|| Error::new(Code::Refused, "error-trust-lists-busy"))
}

/// Whose signature on a list of lists is believed to begin with.
fn official_signers() -> Vec<String> {
    OFFICIAL_JOURNAL_SIGNERS.iter().map(|&digest| digest.to_owned()).collect()
}

/// Whether there was a file that is gone now.
fn removed(path: &Path) -> Result<bool, Error> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(files::storage(path, &error)),
    }
}

/// The lists a validation relies on. A file that cannot be read vouches for nobody: the verdict then says that the identity
/// is open, and `paraphe trust list` why.
pub(crate) fn load(app: &App) -> Option<TrustSnapshot> {
    let bytes = fs::read(place(app)).ok()?;
    read_snapshot(&bytes).inspect_err(|error| tracing::warn!(%error, "trusted lists are not used")).ok()
}

fn place(app: &App) -> PathBuf {
    app.part(Part::Trust).join("eu-lists.bin")
}

fn keep(app: &App, snapshot: &TrustSnapshot) -> Result<(), Error> {
    let path = place(app);
    let bytes = write_snapshot(snapshot).map_err(Error::internal)?;
    let folder = app.part(Part::Trust);
    files::make_private_folder(&folder)?;
    files::write_private(&path, &bytes).map_err(|error| files::storage(&path, &error))
}

/// What is to be remembered once these lists are kept.
fn refuse_older(app: &App, given: &TrustSnapshot) -> Result<Newest, Error> {
    let seen = seen(app);
    match older(&seen, &given.lists) {
        None => Ok(with(seen, ages(&given.lists))),
        Some((territory, given, kept)) => Err(Error::new(Code::Refused, "error-trust-list-older")
            .with("territory", territory)
            .with("given", given.number)
            .with("kept", kept.number)),
    }
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut all = Vec::new();
    for path in paths {
        if !path.is_dir() {
            all.push(read(path)?);
            continue;
        }
        for entry in fs::read_dir(path).map_err(|error| files::unreadable(path, &error))? {
            let file = entry.map_err(|error| files::unreadable(path, &error))?.path();
            let is_xml = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"));
            if is_xml && file.is_file() {
                all.push(read(&file)?);
            }
        }
    }
    Ok(all)
}

fn read(path: &Path) -> Result<(String, Vec<u8>), Error> {
    let unreadable = |error: io::Error| files::unreadable(path, &error);
    if fs::metadata(path).map_err(unreadable)?.len() > FILE_SIZE_LIMIT {
        return Err(Error::new(Code::Refused, "error-trust-list-too-large").with("path", path.display()));
    }
    Ok((name_of(path), files::read_at_most(path, FILE_SIZE_LIMIT)?))
}

fn facts(snapshot: &TrustSnapshot, now: Timestamp) -> TrustListsFacts {
    const A_DAY: i64 = 24 * 60 * 60 * 1000;
    let issued_at = snapshot.issued_at();
    let list = |list: &ListSummary| ListFacts {
        territory: list.territory.clone(),
        number: list.sequence_number,
        issued_at: list.issued_at.to_rfc3339(),
        next_update: list.next_update.map(|next| next.to_rfc3339()),
        overdue: list.next_update.is_some_and(|next| next < now),
        services: snapshot.services().iter().filter(|service| service.territory == list.territory).count(),
    };
    TrustListsFacts {
        issued_at: issued_at.map(|issued| issued.to_rfc3339()),
        age_days: issued_at.map(|issued| ((now.as_millis() - issued.as_millis()) / A_DAY).max(0)),
        lists: snapshot.lists.iter().map(list).collect(),
        services: snapshot.services().len(),
    }
}

/// The closed word for why a list is not believed.
fn word(reason: &ListError) -> &'static str {
    match reason {
        ListError::Broken { .. } => "broken",
        ListError::NotAList { .. } => "not_a_list",
        ListError::OtherList { .. } => "other_list",
        ListError::PivotsMissing { .. } => "pivots_missing",
        ListError::TooLarge { .. } => "too_large",
        ListError::UnknownSigner => "unknown_signer",
        ListError::Unsigned => "unsigned",
        ListError::UnsuitableSignature { .. } => "unsuitable_signature",
    }
}

/// The sentence for such a word.
fn sentence(reason: &str, language: Language) -> String {
    words::plain(language, &format!("trust-list-{}", reason.replace('_', "-")))
}

fn told(rejected: Rejected, language: Language) -> RejectedList {
    let reason = word(&rejected.reason);
    let message = sentence(reason, language);
    RejectedList { file: rejected.name, reason, message, detail: rejected.reason.to_string() }
}

/// Without a list of lists nothing can be believed.
fn refused(error: ListError) -> Error {
    let refused = |id| Error::new(Code::Refused, id);
    match &error {
        ListError::NotAList { .. } => refused("error-trust-lists-none"),
        ListError::PivotsMissing { missing } => {
            refused("error-trust-lists-pivots").with("missing", missing.join(" "))
        }
        ListError::Broken { .. }
        | ListError::OtherList { .. }
        | ListError::TooLarge { .. }
        | ListError::UnknownSigner
        | ListError::Unsigned
        | ListError::UnsuitableSignature { .. } => refused("error-trust-lists-broken").detail(error),
    }
}

fn unusable(error: SnapshotError) -> Error {
    Error::new(Code::Refused, "error-trust-lists-unusable").detail(error)
}
