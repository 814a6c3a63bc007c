//! Another file in the place of a document: its boxes stay where they are, and those under which the text is no longer the
//! same are marked.

use paraphe_envelope::{Document, Draft, DraftOperation, Field, FieldId, ViewRect};
use paraphe_preview::{PageText, PreviewDocument};

use crate::{App, Error, blocking, documents};

/// How far around a box its text is looked at, in points: the line it stands on, and the words beside it.
const AROUND_POINTS: f64 = 36.0;
/// What may be a matter of rounding, in points.
const SAME_PLACE_POINTS: f64 = 1.0;

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
    let (before, after) = (opened(app, former).await?, opened(app, new).await?);
    let mut pages: Vec<u32> = fields.iter().map(|field| field.placement.page).collect();
    pages.sort_unstable();
    pages.dedup();
    let mut doubtful = Vec::new();
    for page in pages {
        let same_size = former.page(page).map(|page| page.displayed_size())
            == new.page(page).map(|page| page.displayed_size());
        let before = app.preview().text(&before, page).await.ok();
        let after = app.preview().text(&after, page).await.ok();
        let on_page = fields.iter().filter(|field| field.placement.page == page);
        doubtful.extend(
            on_page
                .filter(|field| {
                    let rect = field.placement.rect;
                    match (&before, &after) {
                        (Some(before), Some(after)) => {
                            !same_size || !is_same(&surroundings(before, rect), &surroundings(after, rect))
                        }
                        _ => true,
                    }
                })
                .map(|field| field.id.clone()),
        );
    }
    Ok(doubtful)
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

    fn is_doubtful(before: &[(&str, f64, f64)], after: &[(&str, f64, f64)]) -> bool {
        let (before, after) = (page(before), page(after));
        !is_same(&surroundings(&before, BOX), &surroundings(&after, BOX))
    }

    #[test]
    fn only_what_stands_near_the_box_counts() {
        let before = [("Bailleur", 100.0, 50.0), ("Signature", 110.0, 585.0)];
        assert!(!is_doubtful(&before, &before));
        assert!(!is_doubtful(&before, &[("Propriétaire", 100.0, 50.0), ("Signature", 110.4, 585.6)]));
        assert!(is_doubtful(&before, &[("Bailleur", 100.0, 50.0), ("Signature", 110.0, 560.0)]), "moved up");
        assert!(
            is_doubtful(&before, &[("Bailleur", 100.0, 50.0), ("Paraphe", 110.0, 585.0)]),
            "another word"
        );
        assert!(is_doubtful(&before, &[("Bailleur", 100.0, 50.0)]), "gone");
        assert!(is_doubtful(&[], &[("Clause", 200.0, 640.0)]), "text where there was none");
    }
}
