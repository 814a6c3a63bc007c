//! The data folder: what lies in it is its owner's alone, the folder itself may be anybody's.

use std::path::{Path, PathBuf};

use serde::Serialize;
use ts_rs::TS;

use crate::App;

/// A folder of ours below the data folder, beside the history's own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    /// Self-made signing identities.
    Identities,
    /// Who sends which envelope.
    Locks,
    /// Unfinished files.
    Scratch,
    /// The trusted lists.
    Trust,
}

impl Part {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Identities, Self::Locks, Self::Scratch, Self::Trust];

    /// Where it is.
    pub(crate) fn below(self, data: &Path) -> PathBuf {
        data.join(match self {
            Self::Identities => "identities",
            Self::Locks => "locks",
            Self::Scratch => "scratch",
            Self::Trust => "trust",
        })
    }
}

impl App {
    /// A folder of ours; whoever writes into it makes it.
    pub(crate) fn part(&self, part: Part) -> PathBuf {
        part.below(self.data())
    }

    /// Why what lies in the data folder may be somebody else's, the gravest reason first; none where nothing speaks for it.
    #[must_use]
    pub fn data_doubt(&self) -> Option<DataDoubt> {
        doubt(self.data())
    }
}

/// Why what lies in the data folder may be somebody else's: their history would bring their trusted certificates along.
///
/// It is said and not refused. Data that were copied, restored or mounted may belong to another number than the person
/// using them, and an office may want to share a folder; that somebody may write there does not mean that they did.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DataDoubt {
    /// The history belongs to another account of this computer.
    History,
    /// Everybody may put files there.
    Everybody,
    /// Everybody of a group may.
    Group,
}

impl DataDoubt {
    /// The id of its sentence, which wants the `path`.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::History => "data-doubt-history",
            Self::Everybody => "data-doubt-everybody",
            Self::Group => "data-doubt-group",
        }
    }
}

#[cfg(unix)]
fn doubt(data: &Path) -> Option<DataDoubt> {
    use std::fs;
    use std::os::unix::fs::MetadataExt as _;

    use crate::unfinished::{Readers, Unfinished};

    let folder = fs::metadata(data).ok()?;
    let history = fs::symlink_metadata(data.join(paraphe_history::FILE_NAME)).ok();
    // Who we are on this disk is told by what we make there: mounted ones have owners of their own.
    let own = Unfinished::begin(&data.join("own"), Readers::Owner).and_then(|made| made.file().metadata());
    Rights {
        mode: folder.mode(),
        owner: folder.uid(),
        group: folder.gid(),
        history: history.zip(own.ok()).map(|(history, own)| (history.uid(), own.uid())),
    }
    .doubt()
}

/// Rights are inherited there.
#[cfg(not(unix))]
fn doubt(_data: &Path) -> Option<DataDoubt> {
    None
}

/// Who may do what with the data folder.
#[cfg(unix)]
struct Rights {
    mode: u32,
    owner: u32,
    group: u32,
    /// The owner of the history, and who is asking.
    history: Option<(u32, u32)>,
}

#[cfg(unix)]
impl Rights {
    fn doubt(&self) -> Option<DataDoubt> {
        const ADMINISTRATOR: u32 = 0;
        const WRITE_BY_GROUP: u32 = 0o020;
        const WRITE_BY_ALL: u32 = 0o002;
        // Who administers the computer can do all of it anyway, and may look after somebody's data.
        let is_foreign =
            |(owner, own): (u32, u32)| owner != own && owner != ADMINISTRATOR && own != ADMINISTRATOR;
        if self.history.is_some_and(is_foreign) {
            return Some(DataDoubt::History);
        }
        if self.mode & WRITE_BY_ALL != 0 {
            return Some(DataDoubt::Everybody);
        }
        // Most Linux systems give each person a group of their own, with their own number.
        (self.mode & WRITE_BY_GROUP != 0 && self.group != self.owner).then_some(DataDoubt::Group)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::AppOptions;

    #[test]
    fn what_somebody_else_may_have_put_there_is_said() {
        let of = |mode, (owner, group), history| Rights { mode, owner, group, history }.doubt();
        let (mine, office) = ((1000, 1000), (1000, 50));
        for (mode, owners, history, expected) in [
            (0o700, mine, (1000, 1000), None),
            (0o755, office, (1000, 1000), None),
            (0o775, mine, (1000, 1000), None),
            (0o2770, office, (1000, 1000), Some(DataDoubt::Group)),
            (0o1777, mine, (1000, 1000), Some(DataDoubt::Everybody)),
            (0o2770, office, (1001, 1000), Some(DataDoubt::History)),
            (0o700, mine, (1001, 1000), Some(DataDoubt::History)),
            (0o700, mine, (0, 1000), None),
            (0o700, mine, (1000, 0), None),
        ] {
            assert_eq!(of(mode, owners, Some(history)), expected, "{mode:o} {owners:?} {history:?}");
        }
        assert_eq!(of(0o700, mine, None), None, "there is none yet");
    }

    #[test]
    fn a_folder_that_is_open_is_used_and_pointed_out() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let app = App::open(AppOptions::headless(data.clone())).unwrap();
        assert_eq!(app.data_doubt(), None);
        fs::set_permissions(&data, fs::Permissions::from_mode(0o1777)).unwrap();
        let app = App::open(AppOptions::headless(data.clone())).unwrap();
        assert_eq!(app.data_doubt(), Some(DataDoubt::Everybody));
        let left: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| name != "own"), "{left:?}");
    }
}
