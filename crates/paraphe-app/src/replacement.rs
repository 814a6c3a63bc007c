//! Another file in the place of a document: its boxes stay where they are, and those under which the text is no longer the
//! same are marked. Where there are no words to compare, pictures are.

use paraphe_envelope::{Document, Draft, DraftOperation, Field, FieldId, ViewRect};
use paraphe_preview::{BitmapFormat, PageText, PreviewDocument, PreviewError, RenderRequest, Urgency};

use crate::schema::RegionView;
use crate::verification::regions;
use crate::{App, Error, blocking, documents};

/// How far around a box its text is looked at, in points: the line it stands on, and the words beside it.
const AROUND_POINTS: f64 = 36.0;
/// What may be a matter of rounding, in points.
const SAME_PLACE_POINTS: f64 = 1.0;
/// Width pages are compared at, in pixels: about 80 dots per inch on A4, enough for a line to write on.
const WIDTH_PX: u32 = 660;

/// The operation that puts `new` in the place of a document of `draft`, keeping its name and its boxes.
///
/// # Errors
/// A document's bytes are not where they should be.
pub(crate) async fn replacing(
    app: &App,
    draft: &Draft,
    former: &Document,
    new: Document,
) -> Result<DraftOperation, Error> {
    let document = Document { id: former.id.clone(), name: former.name.clone(), ..new };
    let fields: Vec<&Field> = draft.fields.iter().filter(|field| field.document == former.id).collect();
    let doubtful = doubtful(app, former, &document, &fields).await?;
    let doubts = doubtful.into_iter().map(|field| DraftOperation::DoubtField { field });
    let operations = std::iter::once(DraftOperation::ReplaceDocument { document }).chain(doubts).collect();
    Ok(DraftOperation::Batch { operations })
}

/// The fields whose surroundings differ between two documents; where a page cannot be read, all of it differs.
async fn doubtful(
    app: &App,
    former: &Document,
    new: &Document,
    fields: &[&Field],
) -> Result<Vec<FieldId>, Error> {
    if former.sha256 == new.sha256 {
        return Ok(Vec::new());
    }
    let documents = [opened(app, former).await?, opened(app, new).await?];
    let mut pages: Vec<u32> = fields.iter().map(|field| field.placement.page).collect();
    pages.sort_unstable();
    pages.dedup();
    let mut doubtful = Vec::new();
    for page in pages {
        let on_page = fields.iter().filter(|field| field.placement.page == page).copied().collect();
        let size = |document: &Document| document.page(page).map(|page| page.displayed_size());
        let marked = match size(new).filter(|_| size(former) == size(new)) {
            None => on_page,
            Some(size) => differing(app, &documents, (page, size), on_page).await,
        };
        doubtful.extend(marked.iter().map(|field| field.id.clone()));
    }
    Ok(doubtful)
}

/// The fields of a page of one size under which it differs.
async fn differing<'f>(
    app: &App,
    [former, new]: &[PreviewDocument; 2],
    (page, size): (u32, (f64, f64)),
    fields: Vec<&'f Field>,
) -> Vec<&'f Field> {
    let (Ok(before), Ok(after)) =
        (app.preview().text(former, page).await, app.preview().text(new, page).await)
    else {
        return fields;
    };
    let told = |field: &Field| Words::of(&before, &after, field.placement.rect);
    // Drawn only where the words say nothing.
    let regions = match fields.iter().any(|field| told(field) == Words::Silent) {
        true => drawn_differences(app, former, new, page).await.ok(),
        false => None,
    };
    let is_doubtful = |field: &&Field| match told(field) {
        Words::Differ => true,
        Words::Same => false,
        Words::Silent => regions
            .as_ref()
            .is_none_or(|regions| regions.iter().any(|region| touches(region, size, field.placement.rect))),
    };
    fields.into_iter().filter(is_doubtful).collect()
}

/// What the words on and around a box say of two versions of its page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Words {
    Differ,
    Same,
    /// There are none near the box.
    Silent,
}

impl Words {
    fn of(before: &PageText, after: &PageText, rect: ViewRect) -> Self {
        // Without a single word a page is a picture of paper: two scans are never the same, and nothing tells where the text
        // went.
        if is_wordless(before) || is_wordless(after) {
            return Self::Differ;
        }
        match (surroundings(before, rect), surroundings(after, rect)) {
            (before, after) if before.is_empty() && after.is_empty() => Self::Silent,
            (before, after) if is_same(&before, &after) => Self::Same,
            _ => Self::Differ,
        }
    }
}

fn is_wordless(text: &PageText) -> bool {
    text.runs.iter().all(|run| run.words.is_empty())
}

async fn drawn_differences(
    app: &App,
    former: &PreviewDocument,
    new: &PreviewDocument,
    page: u32,
) -> Result<Vec<RegionView>, PreviewError> {
    let draw = |document: &PreviewDocument| {
        let request =
            RenderRequest { document: document.clone(), page, width_px: WIDTH_PX, urgency: Urgency::Nearby };
        app.preview().render_bitmap(request, BitmapFormat::Rgb)
    };
    let (before, after) = (draw(former), draw(new));
    Ok(regions::differing(&before.await?, &after.await?))
}

/// Whether a part of a page, in fractions of its size, reaches a box or what is around it.
fn touches(region: &RegionView, (width, height): (f64, f64), rect: ViewRect) -> bool {
    region.x * width < rect.x + rect.width + AROUND_POINTS
        && rect.x - AROUND_POINTS < (region.x + region.width) * width
        && region.y * height < rect.y + rect.height + AROUND_POINTS
        && rect.y - AROUND_POINTS < (region.y + region.height) * height
}

async fn opened(app: &App, document: &Document) -> Result<PreviewDocument, Error> {
    let (app, sha256) = (app.clone(), document.sha256);
    blocking::run(move || {
        let (path, password) = documents::locate(&app, &sha256)?;
        Ok(documents::preview(path, password))
    })
    .await
}

/// The words on and around a box, in the order of the page.
fn surroundings(text: &PageText, rect: ViewRect) -> Vec<(&str, ViewRect)> {
    let is_near = |word: &ViewRect| {
        word.x < rect.x + rect.width + AROUND_POINTS
            && rect.x - AROUND_POINTS < word.x + word.width
            && word.y < rect.y + rect.height + AROUND_POINTS
            && rect.y - AROUND_POINTS < word.y + word.height
    };
    let words = text.runs.iter().flat_map(|run| &run.words);
    words.filter(|word| is_near(&word.rect)).map(|word| (word.text.as_str(), word.rect)).collect()
}

fn is_same(before: &[(&str, ViewRect)], after: &[(&str, ViewRect)]) -> bool {
    let is_there = |(one, other): (&(&str, ViewRect), &(&str, ViewRect))| {
        one.0 == other.0
            && (one.1.x - other.1.x).abs() <= SAME_PLACE_POINTS
            && (one.1.y - other.1.y).abs() <= SAME_PLACE_POINTS
    };
    before.len() == after.len() && before.iter().zip(after).all(is_there)
}

#[cfg(test)]
mod tests {
    use paraphe_preview::{TextRun, TextWord};

    use super::*;

    const BOX: ViewRect = ViewRect { x: 100.0, y: 600.0, width: 150.0, height: 60.0 };

    fn page(words: &[(&str, f64, f64)]) -> PageText {
        let word = |(text, x, y): &(&str, f64, f64)| TextWord {
            text: (*text).to_owned(),
            rect: ViewRect { x: *x, y: *y, width: 40.0, height: 12.0 },
        };
        let words: Vec<_> = words.iter().map(word).collect();
        PageText { runs: vec![TextRun { text: String::new(), rect: BOX, words }] }
    }

    fn words(before: &[(&str, f64, f64)], after: &[(&str, f64, f64)]) -> Words {
        Words::of(&page(before), &page(after), BOX)
    }

    #[test]
    fn only_what_stands_near_the_box_counts() {
        let before = [("Bailleur", 100.0, 50.0), ("Signature", 110.0, 585.0)];
        assert_eq!(words(&before, &before), Words::Same);
        let other_above = [("Propriétaire", 100.0, 50.0), ("Signature", 110.4, 585.6)];
        assert_eq!(words(&before, &other_above), Words::Same);
        for (after, what) in [
            ([("Bailleur", 100.0, 50.0), ("Signature", 110.0, 560.0)].as_slice(), "moved up"),
            (&[("Bailleur", 100.0, 50.0), ("Paraphe", 110.0, 585.0)], "another word"),
            (&[("Bailleur", 100.0, 50.0)], "gone"),
        ] {
            assert_eq!(words(&before, after), Words::Differ, "{what}");
        }
        let far = [("Bailleur", 100.0, 50.0)];
        assert_eq!(words(&far, &[("Clause", 200.0, 640.0)]), Words::Differ, "text where there was none");
        assert_eq!(
            words(&far, &[("Bailleur", 100.0, 70.0)]),
            Words::Silent,
            "nothing near, before and after"
        );
    }

    #[test]
    fn a_picture_of_paper_tells_nothing_of_where_the_text_went() {
        assert_eq!(words(&[], &[]), Words::Differ);
        assert_eq!(words(&[("Bailleur", 100.0, 50.0)], &[]), Words::Differ);
    }

    #[test]
    fn a_difference_counts_where_it_reaches_the_box_or_what_is_around_it() {
        let region = |x, y| RegionView { x, y, width: 0.1, height: 0.01 };
        let page = (600.0, 800.0);
        assert!(touches(&region(0.2, 0.8), page, BOX));
        assert!(touches(&region(0.2, 0.71), page, BOX), "above, within reach");
        assert!(!touches(&region(0.2, 0.1), page, BOX));
        assert!(!touches(&region(0.6, 0.8), page, BOX));
    }
}
