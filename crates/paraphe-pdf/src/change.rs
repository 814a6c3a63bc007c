//! What one revision changed in another, object by object. Facts only: whether a change was permitted is judged by
//! rules elsewhere, and what no rule explains is a change.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::error::PdfError;
use crate::file::PdfFile;
use crate::object::{Dictionary, Object, ObjectId, Stream};
use crate::repacked;
use crate::revision::RevisionView;
use crate::role::{self, ObjectRole};
use crate::xref::{Location, Row};

/// Encrypted streams are compared decoded up to this size; larger ones count as changed.
const MAX_COMPARED: usize = 64 << 20;
/// Trailer entries that describe the section, not the document.
const SECTION_ENTRIES: [&[u8]; 9] =
    [b"Size", b"Prev", b"XRefStm", b"W", b"Index", b"Length", b"Filter", b"DecodeParms", b"Type"];

/// What happened to an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// Its value or its stream's bytes are different.
    Changed,
    /// It is no longer there.
    Freed,
}

/// One object that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectChange {
    /// The object.
    pub id: ObjectId,
    /// What happened to it.
    pub kind: ChangeKind,
    /// What it was for; empty if nothing led to it.
    pub roles_before: BTreeSet<ObjectRole>,
    /// What it is for now; empty if nothing leads to it.
    pub roles_after: BTreeSet<ObjectRole>,
    /// Its former value, `Null` if there was none.
    pub before: Object,
    /// Its present value, `Null` if there is none.
    pub after: Object,
}

/// A trailer entry that is not what it was.
#[derive(Debug, Clone, PartialEq)]
pub struct TrailerChange {
    /// The key without the slash.
    pub key: String,
    /// The former value, `Null` if there was none.
    pub before: Object,
    /// The present value, `Null` if there is none.
    pub after: Object,
}

/// The difference between two revisions.
#[derive(Debug, Clone, PartialEq)]
pub struct RevisionDiff {
    /// Index of the earlier revision.
    pub older: usize,
    /// Index of the later revision.
    pub newer: usize,
    /// Objects, rising by number, with those whose object stream was written anew. Objects written again with the same value
    /// are not listed; the present value of one that its section lists twice is `Null`.
    pub changes: Vec<ObjectChange>,
    /// Entries of the trailer, section bookkeeping left out.
    pub trailer: Vec<TrailerChange>,
    /// How many objects had to be looked at to tell what each is for: a measure of the work.
    pub visits: usize,
}

impl PdfFile {
    /// What changed from revision `older` to the later revision `newer` (indices into [`PdfFile::revisions`]).
    ///
    /// # Errors
    /// [`PdfError::Damaged`] if there are no such revisions in that order, or more hangs together in one than any document needs.
    pub fn diff(&self, older: usize, newer: usize) -> Result<RevisionDiff, PdfError> {
        let views = (older <= newer).then(|| self.revision(older).zip(self.revision(newer))).flatten();
        let (before, after) = views.ok_or(PdfError::Damaged { what: "revision" })?;
        let touched = touched(before, after);
        let mut changes: Vec<ObjectChange> =
            touched.iter().filter_map(|(number, rows)| change(before, after, *number, *rows)).collect();
        add_repacked(before, after, &touched, &mut changes);
        let wanted: HashSet<u32> = changes.iter().map(|change| change.id.0).collect();
        let mut visits = 0;
        if !wanted.is_empty() {
            let (mut roles_before, former) = role::roles(before, &wanted)?;
            let (mut roles_after, present) = role::roles(after, &wanted)?;
            visits = former + present;
            for change in &mut changes {
                change.roles_before = roles_before.remove(&change.id.0).unwrap_or_default();
                change.roles_after = roles_after.remove(&change.id.0).unwrap_or_default();
                note_plumbing(before, change.id.0, &change.before, &mut change.roles_before);
                note_plumbing(after, change.id.0, &change.after, &mut change.roles_after);
            }
        }
        Ok(RevisionDiff {
            older,
            newer,
            changes,
            trailer: trailer_changes(before.trailer(), after.trailer()),
            visits,
        })
    }
}

/// Whether the sections between two revisions say one thing about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Agree,
    /// One section lists it twice, in different places: some viewers take the first and some the last.
    Differ,
}

/// Objects that the later sections list.
fn touched(before: RevisionView<'_>, after: RevisionView<'_>) -> BTreeMap<u32, Rows> {
    let xref = &before.store().xref;
    let mut touched = BTreeMap::new();
    let mut last: Option<Row> = None;
    let is_later = |row: &&Row| row.section > before.section() && row.section <= after.section();
    for row in xref.rows().iter().filter(is_later).filter(|row| row.number > 0) {
        let same = last.filter(|last| (last.number, last.section) == (row.number, row.section));
        let differs = same.is_some_and(|other| other.location != row.location);
        let rows = touched.entry(row.number).or_insert(Rows::Agree);
        if differs {
            *rows = Rows::Differ;
        }
        last = Some(*row);
    }
    touched
}

/// Adds what became something else because the object stream it stands in did, without a row of its own. An object stream
/// that is read by other lengths or filters than before is one nobody can read.
fn add_repacked(
    before: RevisionView<'_>,
    after: RevisionView<'_>,
    touched: &BTreeMap<u32, Rows>,
    changes: &mut Vec<ObjectChange>,
) {
    if changes.is_empty() {
        return;
    }
    let store = before.store();
    let changed: HashSet<u32> = changes.iter().map(|change| change.id.0).collect();
    let mut streams = BTreeSet::new();
    let mut repacked = BTreeSet::new();
    let mut last = None;
    for row in store.xref.rows().iter().filter(|row| row.section <= before.section()) {
        let Location::InStream(stream, _) = row.location else { continue };
        // Neighbours stand in the same stream.
        if last.replace(stream) != Some(stream) {
            streams.insert(stream);
        }
        if changed.contains(&stream) && !touched.contains_key(&row.number) {
            repacked.insert(row.number);
        }
    }
    changes.extend(repacked.into_iter().filter_map(|number| change(before, after, number, Rows::Agree)));
    for stream in streams.into_iter().filter(|stream| !changed.contains(stream)) {
        let packed_with = store.packed_with(stream, before.section());
        if packed_with.is_none_or(|ids| ids.iter().any(|id| changed.contains(&id.0))) {
            changes.push(unreadable((stream, 0), before.object((stream, 0))));
        }
    }
    changes.sort_by_key(|change| change.id);
}

fn unreadable(id: ObjectId, before: Object) -> ObjectChange {
    let (roles_before, roles_after) = (BTreeSet::new(), BTreeSet::new());
    ObjectChange { id, kind: ChangeKind::Changed, roles_before, roles_after, before, after: Object::Null }
}

/// The id under which `view` knows object `number`, if it has one.
fn id_in(view: RevisionView<'_>, number: u32) -> Option<ObjectId> {
    match view.store().xref.locate(number, view.section())?.location {
        Location::At(_, generation) => Some((number, generation)),
        Location::InStream(..) => Some((number, 0)),
        Location::Free => None,
    }
}

fn change(
    before: RevisionView<'_>,
    after: RevisionView<'_>,
    number: u32,
    rows: Rows,
) -> Option<ObjectChange> {
    let (former, present) = (id_in(before, number), id_in(after, number));
    let (kind, id) = match (former, present) {
        (None, None) => return None,
        (None, Some(id)) => (ChangeKind::Added, id),
        (Some(id), None) => (ChangeKind::Freed, id),
        (Some(_), Some(id)) => (ChangeKind::Changed, id),
    };
    let value = |view: RevisionView<'_>, id: Option<ObjectId>| id.map_or(Object::Null, |id| view.object(id));
    let (value_before, mut value_after) = (value(before, former), value(after, present));
    if rows == Rows::Differ || is_found_by_some(before, former, after, present) {
        value_after = Object::Null;
    } else if former == present && same(before, &value_before, after, &value_after) {
        return None;
    }
    Some(ObjectChange {
        id,
        kind,
        roles_before: BTreeSet::new(),
        roles_after: BTreeSet::new(),
        before: value_before,
        after: value_after,
    })
}

/// Whether one of these stands in another place than the other and cannot be read there, though it is listed: some viewers find
/// something all the same.
fn is_found_by_some(
    before: RevisionView<'_>,
    former: Option<ObjectId>,
    after: RevisionView<'_>,
    present: Option<ObjectId>,
) -> bool {
    let location = |view: RevisionView<'_>, id: ObjectId| {
        view.store().xref.locate(id.0, view.section()).map(|row| row.location)
    };
    let place = |view, id: Option<ObjectId>| id.and_then(|id| location(view, id));
    let is_lost = |view: RevisionView<'_>, id: Option<ObjectId>| {
        id.is_some_and(|id| {
            view.object(id) == Object::Null && view.store().read(id, view.section()).is_none()
        })
    };
    place(before, former) != place(after, present) && (is_lost(before, former) || is_lost(after, present))
}

/// Whether two values are the same document content.
fn same(before: RevisionView<'_>, former: &Object, after: RevisionView<'_>, present: &Object) -> bool {
    match (former.as_stream(), present.as_stream()) {
        (Some(former), Some(present)) => same_stream(before, former, after, present),
        (None, None) => former == present,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn same_stream(before: RevisionView<'_>, former: &Stream, after: RevisionView<'_>, present: &Stream) -> bool {
    let without_length = |stream: &Stream| {
        let mut dictionary = stream.dictionary.clone();
        dictionary.remove(b"Length");
        dictionary
    };
    let is_encrypted = before.store().security.is_some();
    if without_length(former) != without_length(present) {
        return !is_encrypted && repacked::hold_the_same(before, former, after, present);
    }
    if before.raw(former) == after.raw(present) {
        return true;
    }
    // The same content encrypted twice has different bytes.
    is_encrypted
        && before
            .decode(former, MAX_COMPARED)
            .is_some_and(|content| after.decode(present, MAX_COMPARED).as_ref() == Some(&content))
}

/// Cross-reference and object streams are reached by nothing; they are what they call themselves where sections stand in them, and
/// objects. (Anything may call itself one.)
fn note_plumbing(view: RevisionView<'_>, number: u32, value: &Object, roles: &mut BTreeSet<ObjectRole>) {
    let Some(stream) = value.as_stream() else { return };
    let xref = &view.store().xref;
    if stream.dictionary.is_type(b"XRef") && xref.holds_section(stream.data.start, view.section()) {
        roles.insert(ObjectRole::XrefStream);
    }
    if stream.dictionary.is_type(b"ObjStm") && xref.holds_objects(number, view.section()) {
        roles.insert(ObjectRole::ObjectStream);
    }
}

fn trailer_changes(before: &Dictionary, after: &Dictionary) -> Vec<TrailerChange> {
    let keys: BTreeSet<&[u8]> = before.iter().chain(after.iter()).map(|entry| entry.key.as_slice()).collect();
    keys.into_iter()
        .filter(|key| !SECTION_ENTRIES.contains(key))
        .filter(|key| before.get(key) != after.get(key))
        .map(|key| TrailerChange {
            key: String::from_utf8_lossy(key).into_owned(),
            before: before.get(key).cloned().unwrap_or(Object::Null),
            after: after.get(key).cloned().unwrap_or(Object::Null),
        })
        .collect()
}
