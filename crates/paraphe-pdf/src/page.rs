//! Pages with what they inherit (ISO 32000-2, 7.7.3), as the geometry a box is placed on.

use std::collections::HashSet;

use paraphe_envelope::{PageGeometry, Rotation};

use crate::object::{Dictionary, Object, ObjectId};
use crate::revision::RevisionView;

/// What viewers assume where a page has no usable box: US letter, in points.
const DEFAULT_MEDIA_BOX: [f64; 4] = [0.0, 0.0, 612.0, 792.0];
/// The page list is cut here; such a file is no document any more.
const MAX_PAGES: usize = 1_000_000;
/// Boxes larger than this, in points, are nonsense.
const MAX_LENGTH: f64 = 1.0e7;

/// A page as the tree lists it.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// `None` for a page written directly into `/Kids`, which nothing can refer to.
    pub(crate) id: Option<ObjectId>,
    pub(crate) geometry: PageGeometry,
    /// The boxes were missing or unusable and had to be guessed.
    pub(crate) is_odd: bool,
}

/// All pages of a revision, and whether every node of the tree could be read.
#[derive(Debug, Default)]
pub(crate) struct PageList {
    pub(crate) pages: Vec<Page>,
    /// How many nodes could not be read.
    pub(crate) unreadable: usize,
    /// Pages that stand in the tree more than once.
    pub(crate) repeated: HashSet<ObjectId>,
}

/// What a page takes from its ancestors.
#[derive(Debug, Clone, Default)]
struct Inherited {
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    rotate: Option<i64>,
}

/// Walks the page tree from the catalog.
pub(crate) fn pages(view: RevisionView<'_>) -> PageList {
    let mut list = PageList::default();
    let (mut visited, mut listed) = (HashSet::new(), HashSet::new());
    let catalog = view.catalog();
    let mut waiting: Vec<(Object, Inherited)> =
        catalog.get(b"Pages").map(|root| (root.clone(), Inherited::default())).into_iter().collect();
    while let Some((node, inherited)) = waiting.pop() {
        let Object::Dictionary(dictionary) = view.resolve(&node) else {
            list.unreadable += 1;
            continue;
        };
        let id = node.as_reference();
        let inherited = inherited.extended(view, &dictionary);
        let kids = view.get(&dictionary, b"Kids");
        if let (Object::Array(kids), false) = (kids, dictionary.is_type(b"Page")) {
            // A node seen before is a loop, or a doubling that would grow without end. A node written directly into its
            // parent has no number, but the list of its kids may: a loop needs one of the two.
            let seen_by = id.or_else(|| dictionary.get(b"Kids").and_then(Object::as_reference));
            if seen_by.is_none_or(|number| visited.insert(number)) {
                waiting.extend(kids.into_iter().rev().map(|kid| (kid, inherited.clone())));
            }
        } else if !is_page(&dictionary) {
            list.unreadable += usize::from(!dictionary.is_type(b"Pages"));
        } else if list.pages.len() < MAX_PAGES {
            list.repeated.extend(id.filter(|id| !listed.insert(*id)));
            list.pages.push(page(view, id, &dictionary, &inherited));
        }
    }
    list
}

/// A leaf that says so, or that looks like one: `/Type` is missing or wrong in real files.
fn is_page(dictionary: &Dictionary) -> bool {
    let has = |key: &[u8]| dictionary.get(key).is_some();
    dictionary.is_type(b"Page")
        || (!dictionary.is_type(b"Pages") && (has(b"Contents") || has(b"MediaBox") || has(b"Resources")))
}

impl Inherited {
    fn extended(mut self, view: RevisionView<'_>, node: &Dictionary) -> Self {
        self.media = rectangle(view, node, b"MediaBox").or(self.media);
        self.crop = rectangle(view, node, b"CropBox").or(self.crop);
        self.rotate = view.get(node, b"Rotate").as_integer().or(self.rotate);
        self
    }
}

fn page(
    view: RevisionView<'_>,
    id: Option<ObjectId>,
    dictionary: &Dictionary,
    inherited: &Inherited,
) -> Page {
    let user_unit = view.get(dictionary, b"UserUnit").as_number();
    let usable_unit = user_unit.filter(|unit| (1.0e-3..=1.0e5).contains(unit)).unwrap_or(1.0);
    // Viewers ignore a /Rotate that is no quarter turn.
    let rotation = inherited.rotate.and_then(Rotation::from_degrees);
    let geometry_of =
        |media, crop| PageGeometry::new(media, crop, rotation.unwrap_or(Rotation::None), usable_unit);
    let exact = inherited.media.and_then(|media| geometry_of(media, inherited.crop));
    let odd_rotation = inherited.rotate.is_some() && rotation.is_none();
    let is_odd = exact.is_none() || odd_rotation || user_unit.is_some_and(|unit| unit != usable_unit);
    let geometry = exact
        .or_else(|| inherited.media.and_then(|media| geometry_of(media, None)))
        .or_else(|| geometry_of(DEFAULT_MEDIA_BOX, None))
        .unwrap_or_else(|| letter(rotation.unwrap_or(Rotation::None)));
    Page { id, geometry, is_odd }
}

fn letter(rotation: Rotation) -> PageGeometry {
    PageGeometry::new(DEFAULT_MEDIA_BOX, None, rotation, 1.0).expect("US letter is a rectangle")
}

/// The rectangle under `key`, its corners in order (7.9.5); `None` if it is none or has no area.
pub(crate) fn rectangle(view: RevisionView<'_>, dictionary: &Dictionary, key: &[u8]) -> Option<[f64; 4]> {
    let Object::Array(items) = view.get(dictionary, key) else { return None };
    let numbers: Vec<f64> =
        items.iter().take(4).map(|item| view.resolve(item).as_number()).collect::<Option<_>>()?;
    let [x0, y0, x1, y1] = numbers[..] else { return None };
    let ordered = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    let usable = ordered.iter().all(|length| length.abs() <= MAX_LENGTH)
        && ordered[2] - ordered[0] > 0.0
        && ordered[3] - ordered[1] > 0.0;
    usable.then_some(ordered)
}
