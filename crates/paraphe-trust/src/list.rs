//! A trusted list, before and after its signature was checked.

use std::collections::BTreeMap;

use paraphe_envelope::Timestamp;
use paraphe_pades::{ListSummary, ListedService};

use crate::error::ListError;
use crate::{read, signature, xml};

/// What a list lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// The services of one country.
    Services,
    /// The lists of the countries.
    Lists,
}

/// Where another list is, and whose certificates may sign it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPointer {
    /// Address of the XML file.
    pub location: String,
    /// Country code.
    pub territory: String,
    /// Whether it points to a list of lists.
    pub kind: ListKind,
    /// SHA-256 of the certificates that may sign it, in lower-case hexadecimal.
    pub signers: Vec<String>,
}

/// The content of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedList {
    /// Services or lists.
    pub kind: ListKind,
    /// Country code; `EU` for the list of lists.
    pub territory: String,
    /// The number the operator counts its lists with.
    pub sequence_number: u32,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// By when the next one was promised; none for a list that is closed.
    pub next_update: Option<Timestamp>,
    /// Other lists.
    pub pointers: Vec<ListPointer>,
    /// Earlier states of the list of lists in which its signers changed (TS 119 612 §5.3.7), newest first.
    pub pivots: Vec<String>,
    /// Its services, as far as signatures and timestamps are concerned.
    pub services: Vec<ListedService>,
    /// SHA-256 of the certificate that signed it, in lower-case hexadecimal; none while nobody has checked that.
    pub signed_by: Option<String>,
}

impl TrustedList {
    /// What is remembered of the list in a snapshot.
    #[must_use]
    pub fn summary(&self) -> ListSummary {
        ListSummary {
            territory: self.territory.clone(),
            sequence_number: self.sequence_number,
            issued_at: self.issued_at,
            next_update: self.next_update,
            signed_by: self.signed_by.clone(),
        }
    }

    /// The countries it names, and where the list of each is published.
    #[must_use]
    pub fn countries(&self) -> BTreeMap<&str, &str> {
        let mut countries = BTreeMap::new();
        for pointer in self.pointers.iter().filter(|pointer| pointer.kind == ListKind::Services) {
            countries.entry(pointer.territory.as_str()).or_insert(pointer.location.as_str());
        }
        countries
    }

    /// Who may sign the list of a country; nobody where it is not named.
    #[must_use]
    pub fn signers_of(&self, territory: &str) -> Vec<String> {
        let of_country =
            |pointer: &&ListPointer| pointer.kind == ListKind::Services && pointer.territory == territory;
        self.pointers.iter().filter(of_country).flat_map(|pointer| pointer.signers.iter().cloned()).collect()
    }

    /// Who may sign the list of lists itself, as this state of it says.
    #[must_use]
    pub(crate) fn own_signers(&self) -> Vec<String> {
        let own = self.pointers.iter().filter(|pointer| pointer.kind == ListKind::Lists);
        own.flat_map(|pointer| pointer.signers.iter().cloned()).collect()
    }
}

/// A list whose signature nobody has looked at.
#[derive(Debug, Clone)]
pub struct UncheckedList {
    text: String,
    content: TrustedList,
}

impl UncheckedList {
    /// Reads a list without believing it.
    ///
    /// # Errors
    /// [`ListError::NotAList`], [`ListError::TooLarge`].
    pub fn read(bytes: &[u8]) -> Result<Self, ListError> {
        let text = xml::text_of(bytes)?;
        let content = read::content(&xml::parse(text)?)?;
        Ok(Self { text: text.to_owned(), content })
    }

    /// What the list says of itself. Only for finding out which certificates to check it with.
    #[must_use]
    pub fn claimed(&self) -> &TrustedList {
        &self.content
    }

    /// The list, when one of these certificates (SHA-256 in lower-case hexadecimal) signed it.
    ///
    /// # Errors
    /// Every variant of [`ListError`] that is about a signature.
    pub fn check(&self, signers: &[String]) -> Result<TrustedList, ListError> {
        let signer = signature::check(&self.text, signers)?;
        Ok(TrustedList { signed_by: Some(signer), ..self.content.clone() })
    }
}
