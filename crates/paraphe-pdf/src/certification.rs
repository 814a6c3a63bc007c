//! What earlier signatures still permit: DocMDP, FieldMDP and lock dictionaries (ISO 32000-2, 12.8.2).

use crate::object::{Dictionary, Object};
use crate::revision::RevisionView;

/// What a certification allows afterwards (`/P` of the DocMDP parameters).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum DocMdp {
    /// 1: nothing but validation data.
    NoChanges,
    /// 2: filling in forms and signing.
    FillAndSign,
    /// 3: also adding comments.
    Annotate,
}

impl DocMdp {
    /// The number in the file.
    #[must_use]
    pub fn permission(self) -> i64 {
        match self {
            Self::NoChanges => 1,
            Self::FillAndSign => 2,
            Self::Annotate => 3,
        }
    }

    /// From the number in the file; what there is no such number for permits nothing.
    #[must_use]
    pub fn from_permission(permission: i64) -> Self {
        match permission {
            2 => Self::FillAndSign,
            3 => Self::Annotate,
            _ => Self::NoChanges,
        }
    }

    /// What `/P` says; `None` if it says nothing.
    pub(crate) fn read(view: RevisionView<'_>, parameters: &Dictionary) -> Option<Self> {
        let said = view.get(parameters, b"P");
        let permission = if let Object::Integer(permission) = said { Some(permission) } else { None };
        (said != Object::Null).then(|| permission.map_or(Self::NoChanges, Self::from_permission))
    }
}

/// Which fields a signature locks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldLock {
    /// Every field.
    All,
    /// Every field but these and their descendants.
    Exclude(Vec<String>),
    /// These fields and their descendants.
    Include(Vec<String>),
}

impl FieldLock {
    /// Whether the field with this full name is locked.
    #[must_use]
    pub fn locks(&self, name: &str) -> bool {
        let listed = |names: &[String]| {
            names.iter().any(|listed| {
                name.strip_prefix(listed.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        match self {
            Self::All => true,
            Self::Exclude(names) => !listed(names),
            Self::Include(names) => listed(names),
        }
    }

    /// Reads `/Action` and `/Fields` of a lock dictionary or of FieldMDP parameters, if there is an action. What cannot be read locks
    /// every field.
    pub(crate) fn read(view: RevisionView<'_>, dictionary: &Dictionary) -> Option<Self> {
        let names = || -> Option<Vec<String>> {
            let fields = view.get(dictionary, b"Fields");
            fields.as_array()?.iter().map(|item| view.resolve(item).as_text()).collect()
        };
        let action = view.get(dictionary, b"Action");
        match (action.as_name(), names()) {
            (Some(b"Exclude"), Some(names)) => Some(Self::Exclude(names)),
            (Some(b"Include"), Some(names)) => Some(Self::Include(names)),
            _ => (action != Object::Null).then_some(Self::All),
        }
    }

    /// What both lock: where they differ, every field.
    pub(crate) fn with(self, other: Option<Self>) -> Self {
        if other.is_none_or(|other| other == self) { self } else { Self::All }
    }

    /// The entries `/Action` and `/Fields`.
    pub(crate) fn write(&self, dictionary: &mut Dictionary) {
        let (action, names) = match self {
            Self::All => ("All", None),
            Self::Exclude(names) => ("Exclude", Some(names)),
            Self::Include(names) => ("Include", Some(names)),
        };
        dictionary.set(b"Action", Object::name(action));
        if let Some(names) = names {
            dictionary.set(b"Fields", Object::Array(names.iter().map(|name| Object::text(name)).collect()));
        }
    }
}

/// The transforms a signature dictionary refers to: of several, what is permitted by all.
pub(crate) fn transforms(
    view: RevisionView<'_>,
    signature: &Dictionary,
) -> (Option<DocMdp>, Option<FieldLock>) {
    let mut found = (None, None);
    let references = view.get(signature, b"Reference");
    let single = std::slice::from_ref(&references);
    for reference in references.as_array().unwrap_or(single) {
        let Object::Dictionary(reference) = view.resolve(reference) else { continue };
        let parameters = view.dictionary(&reference, b"TransformParams").unwrap_or_default();
        match view.get(&reference, b"TransformMethod").as_name() {
            Some(b"DocMDP") => {
                // /P is optional and defaults to 2 (table 257).
                let permission = DocMdp::read(view, &parameters).unwrap_or(DocMdp::FillAndSign);
                found.0 = Some(found.0.map_or(permission, |other: DocMdp| other.min(permission)));
            }
            Some(b"FieldMDP") => {
                let lock = FieldLock::read(view, &parameters).unwrap_or(FieldLock::All);
                found.1 = Some(lock.with(found.1));
            }
            _ => {}
        }
    }
    found
}
