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

    /// From the number in the file; anything unknown is read as the default, 2.
    #[must_use]
    pub fn from_permission(permission: i64) -> Self {
        match permission {
            1 => Self::NoChanges,
            3 => Self::Annotate,
            _ => Self::FillAndSign,
        }
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

    /// Reads `/Action` and `/Fields` of a lock dictionary or of FieldMDP parameters.
    pub(crate) fn read(view: RevisionView<'_>, dictionary: &Dictionary) -> Option<Self> {
        let names = || -> Vec<String> {
            let fields = view.get(dictionary, b"Fields");
            let items = fields.as_array().unwrap_or_default();
            items.iter().filter_map(|item| view.resolve(item).as_text()).collect()
        };
        match view.get(dictionary, b"Action").as_name()? {
            b"All" => Some(Self::All),
            b"Exclude" => Some(Self::Exclude(names())),
            b"Include" => Some(Self::Include(names())),
            _ => None,
        }
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

/// The transforms a signature dictionary refers to.
pub(crate) fn transforms(
    view: RevisionView<'_>,
    signature: &Dictionary,
) -> (Option<DocMdp>, Option<FieldLock>) {
    let mut found = (None, None);
    let references = view.get(signature, b"Reference");
    for reference in references.as_array().unwrap_or_default() {
        let Object::Dictionary(reference) = view.resolve(reference) else { continue };
        let parameters = view.dictionary(&reference, b"TransformParams").unwrap_or_default();
        match view.get(&reference, b"TransformMethod").as_name() {
            Some(b"DocMDP") => {
                // /P is optional and defaults to 2 (table 257).
                let permission = view.get(&parameters, b"P").as_integer().unwrap_or(2);
                found.0 = Some(DocMdp::from_permission(permission));
            }
            Some(b"FieldMDP") => found.1 = FieldLock::read(view, &parameters),
            _ => {}
        }
    }
    found
}
