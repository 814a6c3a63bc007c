//! Odd, broken and hostile files: each ends in an image or an error, and the pool goes on.

use crate::support::{Folder, PageSpec, options, pixel, request};
use paraphe_preview::{PreviewDocument, PreviewError, PreviewHandle, PreviewOptions};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

#[test]
fn every_first_page_of_the_corpus_is_an_image_or_an_error() {
    let Some(corpus) = std::env::var_os("PARAPHE_CORPUS") else {
        crate::needs::circumstance("PARAPHE_CORPUS names no corpus, no odd file was tried");
        return;
    };
    let mut files: Vec<_> = std::fs::read_dir(Path::new(&corpus).join("pages"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "PARAPHE_CORPUS/pages has PDFs");

    let pool = PreviewHandle::start(PreviewOptions { timeout: Duration::from_secs(10), ..options() });
    let asked: Vec<_> = files
        .iter()
        .map(|path| {
            let text = pool.text(&PreviewDocument::new(path), 1);
            (path, pool.render(request(path, 1, 300)), text)
        })
        .collect();
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for (path, image, text) in asked {
        let (image, text) = (image.wait(), text.wait());
        if let Ok(page) = &image {
            assert!(page.width > 0 && page.height > 0 && page.png.starts_with(b"\x89PNG"), "{path:?}");
        }
        for end in [end(image.err().as_ref(), "image"), end(text.err().as_ref(), "text")] {
            *counts.entry(end).or_default() += 1;
        }
    }
    println!("{} files: {counts:?}", files.len());
    assert!(!counts.contains_key("no worker"), "the pool is alive: {counts:?}");
    assert!(counts["image"] * 10 >= files.len() as u32 * 8, "pdfium shows most of them: {counts:?}");

    let folder = Folder::new();
    let path = folder.pdf("after.pdf", &[PageSpec::a4("1 0 0 rg 0 0 595 842 re f")]);
    let page = pool.render(request(&path, 1, 60)).wait().unwrap();
    assert_eq!(pixel(&page.png, 30, 30), [255, 0, 0], "the pool still works");
}

fn end(error: Option<&PreviewError>, fine: &'static str) -> &'static str {
    match error {
        None => fine,
        Some(PreviewError::WorkerCrashed { .. }) => "crashed",
        Some(PreviewError::TimedOut { .. }) => "timed out",
        Some(PreviewError::PasswordNeeded | PreviewError::PasswordWrong) => "password",
        Some(PreviewError::PageMissing { .. }) => "page missing",
        Some(PreviewError::Unreadable { .. }) => "unreadable",
        Some(
            PreviewError::Cancelled
            | PreviewError::LibraryMissing { .. }
            | PreviewError::LibraryUnusable { .. }
            | PreviewError::WorkerUnavailable { .. },
        ) => "no worker",
    }
}
