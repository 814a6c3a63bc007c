//! The report as people see it: its pages drawn, kept under `target/screenshots` to be looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use paraphe_preview::{
    BitmapFormat, PreviewDocument, PreviewHandle, PreviewOptions, RenderRequest, RenderedBitmap, Urgency,
};

use crate::support::{Scene, root_certificate, sample};

/// Width of a drawn page, in pixels; the sheet is A4 (595 points) with margins of 56.
const WIDTH: u32 = 1000;
const LONG: &str = "2026-11-24_contrat-de-prestation-de-services_Amélie-Bérard_version-définitive.pdf";

/// Green of what is well, amber of what is open, red of what does not hold: green and red are each the strongest, amber has both.
fn is_coloured(verdict: &str, [red, green, blue]: [u8; 3]) -> bool {
    match verdict {
        "valid" => green > red.saturating_add(60) && green > blue.saturating_add(20),
        "amber" => red > green.saturating_add(40) && green > blue.saturating_add(60),
        _ => red > green.saturating_add(100) && blue > 10,
    }
}

fn pixels(page: &RenderedBitmap) -> impl Iterator<Item = (u32, [u8; 3])> {
    let rows = page.pixels.chunks(page.stride as usize);
    let across = page.width as usize * 3;
    rows.flat_map(move |row| (0..).zip(row[..across].as_chunks::<3>().0.iter().copied()))
}

/// The pages of a report, drawn; each is kept as a picture.
fn drawn(report: &Path, name: &str) -> (Vec<RenderedBitmap>, String) {
    let pool = PreviewHandle::start(PreviewOptions {
        timeout: Duration::from_secs(60),
        ..PreviewOptions::new(env!("CARGO_BIN_EXE_paraphe"))
    });
    let shots = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/screenshots");
    fs::create_dir_all(&shots).expect("a folder");
    let document = PreviewDocument::new(report);
    let (mut pages, mut text) = (Vec::new(), String::new());
    for page in 1..=pool.probe(&document).wait().expect("a PDF").page_count {
        let request =
            || RenderRequest { document: document.clone(), page, width_px: WIDTH, urgency: Urgency::Visible };
        let picture = pool.render(request()).wait().expect("drawn");
        fs::write(shots.join(format!("report-{name}-{page}.png")), picture.png).expect("kept");
        pages.push(pool.render_bitmap(request(), BitmapFormat::Rgb).wait().expect("drawn"));
        let runs = pool.text(&document, page).wait().expect("read").runs;
        text.extend(runs.into_iter().map(|run| run.text + "\n"));
    }
    (pages, text)
}

fn report(scene: &Scene, file: &str, trusted: bool) -> PathBuf {
    let root = root_certificate();
    let mut arguments = vec!["verify", file, "--report", "rapport.pdf", "--overwrite"];
    if trusted {
        arguments.extend(["--trust", root.to_str().expect("UTF-8")]);
    }
    scene.run(&arguments);
    scene.path("rapport.pdf")
}

#[test]
fn reports_stay_within_their_margins_and_long_names_stay_whole() {
    let scene = Scene::new();
    scene.sign_with_key_file(&sample("contrat.pdf"), LONG, "rsa.p12", &[]);
    scene.sign_with_key_file(&scene.path(LONG), "deux.pdf", "rsa.p12", &[]);
    let mut changed = scene.read(LONG);
    let place = changed.windows(6).position(|bytes| bytes == b"stream").expect("a stream") + 20;
    changed[place] ^= 1;
    scene.write("abime.pdf", changed);
    for (name, file, trusted, verdict) in [
        ("valid", LONG, true, "valid"),
        ("amber", LONG, false, "amber"),
        ("several", "deux.pdf", true, "valid"),
        ("broken", "abime.pdf", true, "broken"),
    ] {
        let (pages, text) = drawn(&report(&scene, file, trusted), name);
        let first = &pages[0];
        assert!(
            pixels(first).any(|(_, colour)| is_coloured(verdict, colour)),
            "{name}: the colour of the verdict"
        );
        let margin = WIDTH * 54 / 595;
        for page in &pages {
            let is_outside = |across: u32| across < margin || across > WIDTH - margin;
            let ink = |(across, colour): (u32, [u8; 3])| {
                is_outside(across) && colour.iter().any(|part| *part < 200)
            };
            assert!(!pixels(page).any(ink), "{name}: nothing stands in the margins");
        }
        assert!(text.contains("Rapport de vérification"), "{name}: {text}");
        if file == LONG {
            let joined: String = text.split('\n').collect();
            assert!(joined.contains(LONG), "{name}: {text}");
            assert!(
                text.lines().any(|line| line.ends_with(['-', '_'])),
                "{name}: parted between words: {text}"
            );
        }
        assert_eq!(text.matches("Signature 2").count(), usize::from(name == "several"), "{name}");
    }
}
