//! Accounts at providers, and which of them can send a draft.

use paraphe_envelope::{DraftId, DraftOperation, Timestamp};
use paraphe_providers::{AccountForm, AccountSettings, Capability, ProviderId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ProblemView, RefusalView};
use crate::Error;

/// Answer of `list_accounts`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountsView {
    /// `local` first, then the others by name.
    pub accounts: Vec<AccountView>,
    /// What an account of each provider needs, and what it can do.
    pub providers: Vec<ProviderFormView>,
}

/// A provider one can have an account at.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ProviderFormView {
    /// What is asked.
    pub form: AccountForm,
    /// What it can do.
    pub capability: Capability,
}

/// An account.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountView {
    /// Its name; unique.
    pub name: String,
    /// Its settings.
    pub settings: AccountSettings,
    /// The end of its secret, for recognizing it (`••••4f2a`); empty when there is none or it is too short to show any.
    pub masked: String,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// How many of its sendings are still open.
    pub open: u32,
    /// How its last test failed; none where it did not, or where something was changed since.
    pub failed: Option<FailedCheckView>,
}

/// A test of an account that failed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
pub struct FailedCheckView {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: CheckFailure,
}

/// Why a test of an account failed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckFailure {
    /// Its key, token or password is not accepted.
    Credentials,
    /// Anything else; the test says what.
    Other,
    /// The provider did not answer.
    Unreachable,
}

/// A command about one account.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct AccountRequest {
    /// Its name.
    pub name: String,
}

/// Request of `save_account`.
#[derive(Clone, Deserialize, TS)]
pub struct SaveAccountRequest {
    /// Its name.
    pub name: String,
    /// Its settings.
    pub settings: AccountSettings,
    /// Its secret; none leaves the one that is kept.
    pub secret: Option<String>,
    /// Its name until now; none for a new account.
    pub replaces: Option<String>,
}

/// Answer of `test_account`: one call that changes nothing.
#[derive(Clone, Debug, Serialize, TS)]
pub struct AccountCheckView {
    /// Whether the account can be used.
    pub ok: bool,
    /// Whose it is, in the provider's words.
    pub account: Option<String>,
    /// How many sendings it can still pay for, where the provider counts.
    pub credits: Option<u32>,
    /// Whether what is signed with it is only a trial.
    pub test_mode: bool,
    /// By how much this computer's clock differs from the provider's, in seconds, when it is more than two minutes.
    #[ts(type = "number | null")]
    pub clock_off_seconds: Option<i64>,
    /// Why it cannot be used.
    pub problem: Option<Error>,
}

/// Answer of `try_account`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct TriedAccountView {
    /// The account as it is stored now; none where it cannot be used: then everything is as it was.
    pub stored: Option<AccountView>,
    /// What the provider said.
    pub check: AccountCheckView,
}

/// Answer of `compare_accounts`: what each account would do with a draft.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OffersView {
    /// What is missing in the draft itself, whatever the account.
    pub problems: Vec<ProblemView>,
    /// One per account, `local` first.
    pub offers: Vec<OfferView>,
    /// The account to begin with: the one last used for the draft's template, else the cheapest that takes it.
    pub preferred: String,
    /// The name of the template for which that account was last used; none where the price decided.
    pub preferred_for: Option<String>,
}

/// What an account can still pay for.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CreditsView {
    /// How many sendings, in the provider's own count.
    pub left: u32,
    /// When the provider said so.
    pub at: Timestamp,
    /// How far that goes for the draft.
    pub standing: CreditsStanding,
}

/// How far what is left goes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CreditsStanding {
    /// For this draft and more.
    Enough,
    /// Hardly further than this draft.
    Low,
    /// Not even for this draft.
    Short,
}

/// What one account would do with a draft.
#[derive(Clone, Debug, Serialize, TS)]
pub struct OfferView {
    /// The account.
    pub account: String,
    /// Its provider.
    pub provider: ProviderId,
    /// What the provider can do.
    pub capability: Capability,
    /// What it cannot do for this draft; empty when it can take it.
    pub refusals: Vec<RefusalView>,
    /// How many sendings it would be; 0 while something is missing.
    pub dispatches: u32,
    /// How many turns those are: more than one needs this program to run between them.
    pub turns: u32,
    /// Whether everything sent with it is only a trial.
    pub test: bool,
    /// What it can still pay for; none where its provider has not said.
    pub credits: Option<CreditsView>,
    /// The changes that would make it take the draft, as one operation; none when there is nothing to mend, or nobody but
    /// the person can.
    pub repair: Option<DraftOperation>,
    /// What merging the documents would do, where the provider takes one at a time and there are several.
    pub merge: Option<MergeView>,
    /// What the repair does, as words: `deliver_links`, `deliver_mail`, `deliver_in_person`, `authenticate_none`,
    /// `authenticate_email`, `together`, `drop_message`, `drop_option` (with `option`), `drop_boxes` (with `kind` and
    /// `count`), `copy_by_us`.
    pub repairs: Vec<RefusalView>,
}

/// One PDF instead of several.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MergeView {
    /// How many documents would become one.
    pub documents: u32,
    /// How many pages it would have.
    pub pages: u32,
    /// Why they cannot be one: `merge_protected`, `merge_signed`, `merge_form`; empty when they can.
    pub obstacles: Vec<RefusalView>,
    /// What else would be changed so that the account takes it, as words like those of a repair.
    pub repairs: Vec<RefusalView>,
}

/// Request of `merge_documents`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct MergeDocumentsRequest {
    /// The draft.
    pub draft: DraftId,
    /// The account it shall suit.
    pub account: String,
}

/// Request of `read_logo`.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ReadLogoRequest {
    /// Absolute path of the picture.
    pub path: String,
}

/// Answer of `read_logo`.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LogoView {
    /// The picture as a `data:` URI.
    pub logo: String,
}
