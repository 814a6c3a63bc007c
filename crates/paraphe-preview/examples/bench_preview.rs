//! Times previews of one PDF and prints them as JSON: `bench_preview FILE.pdf [--pages 100] [--dpi 150] [--rounds 5]
//! [--library PATH]`.
//!
//! Times are of this process, from the request to the bitmap in its memory, with workers that are already running.
//! Every round opens a copy of the file that no worker has seen, so that opening is part of it.

use paraphe_preview::{
    BitmapFormat, PreviewDocument, PreviewError, PreviewHandle, PreviewOptions, RenderRequest, Urgency,
};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(code) = paraphe_preview::run_worker_if_asked() {
        std::process::exit(code);
    }
    let bench = Bench::from_arguments()?;
    let one = bench.run(1)?;
    let two = bench.run(2)?;
    println!(
        "{{\"file\":{:?},\"pages\":{},\"dpi\":{},\"rounds\":{},\"workers_1\":{one},\"workers_2\":{two}}}",
        bench.file.display().to_string(),
        bench.pages,
        bench.dpi,
        bench.rounds
    );
    Ok(())
}

struct Bench {
    file: PathBuf,
    library: Option<PathBuf>,
    pages: u32,
    dpi: f64,
    rounds: u32,
}

impl Bench {
    fn from_arguments() -> Result<Self, Box<dyn Error>> {
        let mut bench = Self { file: PathBuf::new(), library: None, pages: 100, dpi: 150.0, rounds: 5 };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--pages" => bench.pages = value()?.parse()?,
                "--dpi" => bench.dpi = value()?.parse()?,
                "--rounds" => bench.rounds = value()?.parse()?,
                "--library" => bench.library = Some(value()?.into()),
                _ => bench.file = argument.into(),
            }
        }
        Ok(bench)
    }

    /// Everything with this many workers, as a JSON object.
    fn run(&self, workers: usize) -> Result<String, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let options = PreviewOptions {
            library: self.library.clone(),
            workers,
            timeout: Duration::from_secs(120),
            ..PreviewOptions::for_this_program()?
        };
        let start = Instant::now();
        let pool = PreviewHandle::start(options);
        pool.warm_up();
        let probe = pool.probe(&PreviewDocument::new(&self.file)).wait()?;
        let start_ms = milliseconds(start);
        let points = probe.sizes.first().ok_or("a document without pages")?.width;
        let width_px = (points * self.dpi / 72.0).ceil() as u32;
        let pages = self.pages.min(probe.page_count);

        let (mut first, mut many, mut png) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..self.rounds {
            first.push(render(&pool, &self.copy(&folder, format!("{round}-first"))?, 1, width_px)?);
        }
        for round in 0..self.rounds {
            many.push(render(&pool, &self.copy(&folder, format!("{round}-many"))?, pages, width_px)?);
        }
        for round in 0..self.rounds {
            png.push(render_png(&pool, &self.copy(&folder, format!("{round}-png"))?, width_px)?);
        }
        Ok(format!(
            "{{\"start_ms\":{start_ms:.2},\"first_page_ms\":{},\"pages_ms\":{},\"first_png_ms\":{}}}",
            summary(first),
            summary(many),
            summary(png)
        ))
    }

    /// A file no worker has open, with what the system knows of it as warm as the original's.
    fn copy(&self, folder: &tempfile::TempDir, name: String) -> std::io::Result<PathBuf> {
        let copy = folder.path().join(name).with_extension("pdf");
        std::fs::copy(&self.file, &copy)?;
        Ok(copy)
    }
}

/// Milliseconds for the first pages of a document; each bitmap is let go as soon as it is there.
fn render(pool: &PreviewHandle, path: &Path, pages: u32, width_px: u32) -> Result<f64, PreviewError> {
    let document = PreviewDocument::new(path);
    let start = Instant::now();
    let tickets: Vec<_> = (1..=pages)
        .map(|page| {
            // Thumbnails are the ones made in the order of asking.
            let request =
                RenderRequest { document: document.clone(), page, width_px, urgency: Urgency::Thumbnail };
            pool.render_bitmap(request, BitmapFormat::Bgr)
        })
        .collect();
    for ticket in tickets {
        ticket.wait()?;
    }
    Ok(milliseconds(start))
}

/// Milliseconds for the first page of a document as the window gets it.
fn render_png(pool: &PreviewHandle, path: &Path, width_px: u32) -> Result<f64, PreviewError> {
    let document = PreviewDocument::new(path);
    let start = Instant::now();
    pool.render(RenderRequest { document, page: 1, width_px, urgency: Urgency::Visible }).wait()?;
    Ok(milliseconds(start))
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn summary(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let median = times.get(times.len() / 2).copied().unwrap_or(f64::NAN);
    let all: Vec<_> = times.iter().map(|time| format!("{time:.2}")).collect();
    format!("{{\"median\":{median:.2},\"sorted\":[{}]}}", all.join(","))
}
