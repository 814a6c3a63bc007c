//! `trust_anchor`: certificates the person trusts without anybody vouching for them.

use paraphe_envelope::{Sha256Digest, Timestamp};
use rusqlite::named_params;
use serde::{Deserialize, Serialize};

use super::{Cell, word};
use crate::error::HistoryError;
use crate::history::{Durability, History};
use crate::migration::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "
CREATE TABLE trust_anchor (
    sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
    certificate BLOB NOT NULL,
    label TEXT NOT NULL,
    added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
",
    },
    Migration {
        version: 7,
        sql: "ALTER TABLE trust_anchor ADD COLUMN chosen_as TEXT NOT NULL DEFAULT 'what_it_says';",
    },
];

/// What a person chose a certificate as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChosenAs {
    /// Somebody's, whose signature was looked at: it stands for that person's signatures alone.
    Signer,
    /// What it says it is: an authority's stands for those it vouches for, too.
    WhatItSays,
}

/// A certificate trusted without being signed by another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustAnchorRow {
    /// SHA-256 of the certificate's DER bytes: its fingerprint.
    pub sha256: Sha256Digest,
    /// The certificate, DER.
    pub certificate: Vec<u8>,
    /// What the person sees it called.
    pub label: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// What it was chosen as.
    pub chosen_as: ChosenAs,
}

impl History {
    /// All trust anchors, the first added first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn trust_anchors(&self) -> Result<Vec<TrustAnchorRow>, HistoryError> {
        let mut statement =
            self.connection().prepare_cached("SELECT * FROM trust_anchor ORDER BY added_at, sha256")?;
        let mut rows = statement.query([])?;
        let mut anchors = Vec::new();
        while let Some(row) = rows.next()? {
            let cell = |column| Cell::new(row, "trust_anchor", column);
            anchors.push(TrustAnchorRow {
                sha256: Sha256Digest(cell("sha256").value()?),
                certificate: cell("certificate").value()?,
                label: cell("label").value()?,
                added_at: Timestamp::from_millis(cell("added_at").value()?),
                chosen_as: cell("chosen_as").word()?,
            });
        }
        Ok(anchors)
    }

    /// Adds a certificate (DER); one that is there already gets the new label, and is what it was chosen as last. Gives its
    /// fingerprint.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add_trust_anchor(
        &mut self,
        certificate: &[u8],
        label: &str,
        chosen_as: ChosenAs,
        at: Timestamp,
    ) -> Result<Sha256Digest, HistoryError> {
        let sha256 = Sha256Digest::of(certificate);
        self.write(Durability::PowerCut, |transaction| {
            let sql = "INSERT INTO trust_anchor VALUES (:sha256, :certificate, :label, :added_at, :chosen_as)
                       ON CONFLICT DO UPDATE SET label = excluded.label, chosen_as = excluded.chosen_as";
            transaction.prepare_cached(sql)?.execute(named_params! {
                ":sha256": sha256.0,
                ":certificate": certificate,
                ":label": label,
                ":added_at": at.as_millis(),
                ":chosen_as": word(&chosen_as),
            })?;
            Ok(sha256)
        })
    }

    /// Removes a certificate; gives whether it was there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn remove_trust_anchor(&mut self, sha256: &Sha256Digest) -> Result<bool, HistoryError> {
        self.write(Durability::PowerCut, |transaction| {
            let mut statement =
                transaction.prepare_cached("DELETE FROM trust_anchor WHERE sha256 = :sha256")?;
            Ok(statement.execute(named_params! { ":sha256": sha256.0 })? > 0)
        })
    }
}
