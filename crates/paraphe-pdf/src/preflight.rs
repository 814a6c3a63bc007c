//! What a person should know about a file before placing boxes on it.

use crate::certification::DocMdp;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object};
use crate::opening::{MAX_ACTIONS, among, has_named_script};
use crate::revision::RevisionView;
use crate::xref::XrefKind;

/// From this size on, in bytes, opening and mailing a file take noticeably long.
const LARGE: u64 = 25 << 20;

/// One fact about a file. The sentence and what to do about it are chosen by the code.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Finding {
    /// The document holds signatures; ours will be one more.
    AlreadySigned {
        /// How many.
        signatures: u32,
    },
    /// The author certified the document and said what may still be done.
    Certified {
        /// What is still allowed.
        permission: DocMdp,
    },
    /// The file is encrypted.
    Encrypted,
    /// Both a classic table and a cross-reference stream; some readers refuse such files.
    HybridXref,
    /// Scripts run when the document is opened or used.
    JavaScript,
    /// The file is large.
    LargeFile {
        /// Its size, in bytes.
        #[ts(type = "number")]
        bytes: u64,
    },
    /// Boxes of pages are missing or make no sense; what is shown is a guess.
    OddBoxes {
        /// The pages, counted from 1.
        pages: Vec<u32>,
    },
    /// The cross-reference is broken; the file was read by scanning it.
    Repaired,
    /// Pages are displayed turned.
    Rotated {
        /// The pages, counted from 1.
        pages: Vec<u32>,
    },
    /// Bytes follow the end of the document.
    TrailingBytes {
        /// How many.
        #[ts(type = "number")]
        bytes: u64,
    },
    /// The file has signature fields that wait to be signed.
    UnsignedFields {
        /// How many.
        fields: u32,
    },
    /// An XFA form: what viewers show may differ from what we show.
    Xfa,
}

impl PdfFile {
    /// What is worth saying about the file, in the order of the alphabet.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.signature_findings(&mut findings);
        if self.is_encrypted() {
            findings.push(Finding::Encrypted);
        }
        if self.xref_kind() == XrefKind::Hybrid {
            findings.push(Finding::HybridXref);
        }
        let view = self.current();
        let catalog = view.catalog();
        if has_script(view, &catalog) {
            findings.push(Finding::JavaScript);
        }
        let bytes = self.bytes().len() as u64;
        if bytes >= LARGE {
            findings.push(Finding::LargeFile { bytes });
        }
        self.page_findings(&mut findings);
        let trailing = self.bytes_after_last_revision() as u64;
        if trailing > 0 && !self.is_repaired() {
            findings.push(Finding::TrailingBytes { bytes: trailing });
        }
        let empty = self.empty_signature_fields().len();
        if empty > 0 {
            findings.push(Finding::UnsignedFields { fields: count(empty) });
        }
        let form = view.dictionary(&catalog, b"AcroForm").unwrap_or_default();
        if form.get(b"XFA").is_some() {
            findings.push(Finding::Xfa);
        }
        findings
    }

    fn signature_findings(&self, findings: &mut Vec<Finding>) {
        let present = self.present_signatures();
        if !present.is_empty() {
            findings.push(Finding::AlreadySigned { signatures: count(present.len()) });
        }
        if let Some(permission) = present.iter().filter_map(|found| found.doc_mdp).min() {
            findings.push(Finding::Certified { permission });
        }
    }

    fn page_findings(&self, findings: &mut Vec<Finding>) {
        let numbers = |wanted: &dyn Fn(&crate::page::Page) -> bool| -> Vec<u32> {
            let numbered = self.page_list().iter().zip(1u32..);
            numbered.filter(|(page, _)| wanted(page)).map(|(_, number)| number).collect()
        };
        let odd = numbers(&|page| page.is_odd);
        if !odd.is_empty() {
            findings.push(Finding::OddBoxes { pages: odd });
        }
        if self.is_repaired() {
            findings.push(Finding::Repaired);
        }
        let rotated = numbers(&|page| page.geometry.rotation() != paraphe_envelope::Rotation::None);
        if !rotated.is_empty() {
            findings.push(Finding::Rotated { pages: rotated });
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Whether scripts are named where they run by themselves: on opening, on document events, in the name tree.
fn has_script(view: RevisionView<'_>, catalog: &Dictionary) -> bool {
    if has_named_script(view, catalog) {
        return true;
    }
    let mut waiting: Vec<Object> = catalog.get(b"OpenAction").cloned().into_iter().collect();
    let events = view.dictionary(catalog, b"AA").unwrap_or_default();
    waiting.extend(events.iter().map(|entry| entry.value.clone()));
    for field in crate::field_tree::fields(view).iter().take(MAX_ACTIONS) {
        for dictionary in
            std::iter::once(&field.dictionary).chain(field.widgets.iter().map(|(_, widget)| widget))
        {
            waiting.extend(dictionary.get(b"A").cloned());
            let events = view.dictionary(dictionary, b"AA").unwrap_or_default();
            waiting.extend(events.iter().map(|entry| entry.value.clone()));
        }
    }
    among(view, waiting).runs_script
}
