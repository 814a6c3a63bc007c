//! `contrat.pdf`: a services contract of six pages in French, signature lines for both parties on the last.

use paraphe_pdf::text::{FontSet, TextEmbedding};

use crate::contract_text::{ARTICLES, CLIENT, PHASES, PREAMBLE, PROVIDER};
use crate::page::{ACCENT, Canvas, HEIGHT, INK, LINE, MUTED, Style, TINT, WIDTH, break_lines, french};
use crate::pdf::{Document, Index, Page, Turn};

const LEFT: f64 = 79.0;
const RIGHT: f64 = WIDTH - 79.0;
const TOP: f64 = HEIGHT - 92.0;
const BOTTOM: f64 = 96.0;
const LEADING: f64 = 16.8;
const BODY: Style = Style::regular(10.9);
const PAGES: usize = 6;
const NUMBER: &str = "n° 2026-114";

/// Text flowing from page to page.
struct Flow {
    text: TextEmbedding<'static>,
    pages: Vec<Vec<u8>>,
    /// The baseline of the next line.
    y: f64,
}

/// The document.
pub(crate) fn contract() -> Document {
    let mut flow = Flow { text: TextEmbedding::new(FontSet::bundled()), pages: vec![Vec::new()], y: TOP };
    opening(&mut flow);
    for (index, article) in ARTICLES.iter().enumerate() {
        flow.heading(&format!("Article {} — {}", index + 1, article.title));
        for paragraph in article.paragraphs {
            flow.paragraph(paragraph);
        }
    }
    flow.new_page();
    phases(&mut flow);
    signatures(&mut flow);
    assert_eq!(flow.pages.len(), PAGES, "the contract is announced as having six pages");
    for number in 1..=PAGES {
        flow.draw(number - 1, |canvas| furniture(canvas, number));
    }
    let pages =
        flow.pages.into_iter().map(|content| Page { width: WIDTH, height: HEIGHT, content }).collect();
    Document {
        title: "Contrat de prestation de services",
        author: "Studio Brunel",
        language: "fr-FR",
        pages,
        fonts: flow.text.finish(),
        turn: Turn::Upright,
        index: Index::Table,
    }
}

impl Flow {
    /// Draws on page `index` (from 0).
    fn draw(&mut self, index: usize, draw: impl FnOnce(&mut Canvas<'_>)) {
        let mut canvas = Canvas::new(&mut self.text);
        draw(&mut canvas);
        let content = canvas.content;
        self.pages[index].extend_from_slice(&content);
    }

    fn here(&mut self, draw: impl FnOnce(&mut Canvas<'_>, f64)) {
        let y = self.y;
        self.draw(self.pages.len() - 1, |canvas| draw(canvas, y));
    }

    fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Goes to the next page unless `height` points are left.
    fn need(&mut self, height: f64) {
        if self.y - height < BOTTOM {
            self.new_page();
        }
    }

    /// A heading never stands alone at the foot of a page.
    fn heading(&mut self, text: &str) {
        self.need(12.0 + 4.0 * LEADING);
        if self.y < TOP {
            self.y -= 12.0;
        }
        self.here(|canvas, y| canvas.text(LEFT, y, &french(text), Style::bold(11.8)));
        self.y -= LEADING + 4.0;
    }

    /// A justified paragraph; neither its first nor its last line stands alone on a page.
    fn paragraph(&mut self, text: &str) {
        let text = french(text);
        let lines = break_lines(&text, RIGHT - LEFT, BODY.size);
        for (index, words) in lines.iter().enumerate() {
            let left = lines.len() - index;
            // Three lines cannot be parted without leaving one alone.
            let together = if index == 0 && left == 3 { 3 } else { 1 + u8::from(index == 0 || left == 2) };
            self.need(f64::from(together - 1) * LEADING);
            let width = (left > 1).then_some(RIGHT - LEFT);
            self.here(|canvas, y| canvas.words(LEFT, y, words, width, BODY));
            self.y -= LEADING;
        }
        self.y -= 5.0;
    }
}

fn opening(flow: &mut Flow) {
    flow.y -= 14.0;
    flow.here(|canvas, y| {
        canvas.text(LEFT, y, "Contrat de prestation de services", Style::bold(23.0));
        canvas.fill([LEFT, y - 16.0, 54.0, 2.4], ACCENT);
        let subject = "Refonte du catalogue imprimé et création d’un catalogue en ligne";
        canvas.text(LEFT, y - 40.0, subject, Style::regular(12.4).coloured(MUTED));
    });
    flow.y -= 84.0;
    flow.heading("Entre les soussignées");
    party(flow, CLIENT, "ci-après désignée « le Client », d’une part,");
    flow.heading("Et");
    party(flow, PROVIDER, "ci-après désignée « le Prestataire », d’autre part,");
    flow.paragraph("ensemble « les parties », il a été préalablement exposé puis convenu ce qui suit.");
    flow.heading("Préambule");
    for paragraph in PREAMBLE {
        flow.paragraph(paragraph);
    }
}

fn party(flow: &mut Flow, who: &str, role: &str) {
    flow.paragraph(who);
    flow.paragraph(role);
}

/// The annex: what is delivered when, and for how much.
fn phases(flow: &mut Flow) {
    flow.heading("Annexe — Calendrier et prix");
    let columns = [LEFT + 10.0, LEFT + 46.0, LEFT + 290.0, RIGHT - 10.0];
    let head = Style::bold(9.2);
    flow.here(|canvas, y| {
        canvas.fill([LEFT, y - 9.0, RIGHT - LEFT, 24.0], TINT);
        canvas.text(columns[0], y, "Phase", head);
        canvas.text(columns[1], y, "Livrable", head);
        canvas.text(columns[2], y, "Échéance", head);
        canvas.text_right(columns[3], y, "Prix HT", head);
    });
    flow.y -= 25.0;
    let cell = Style::regular(9.8);
    for [phase, what, until, price] in PHASES {
        flow.here(|canvas, y| {
            canvas.text(columns[0], y, phase, cell);
            canvas.text(columns[1], y, what, cell);
            canvas.text(columns[2], y, until, cell);
            canvas.text_right(columns[3], y, &french(price), cell);
            canvas.rule(LEFT, RIGHT, y - 8.0, LINE);
        });
        flow.y -= 23.0;
    }
    for (label, amount, style) in [
        ("Total hors taxes", "38 400 €", Style::bold(9.8)),
        ("TVA 20 %", "7 680 €", cell),
        ("Total toutes taxes comprises", "46 080 €", Style::bold(9.8)),
    ] {
        flow.here(|canvas, y| {
            canvas.text_right(columns[3] - 84.0, y, &french(label), style);
            canvas.text_right(columns[3], y, &french(amount), style);
        });
        flow.y -= 19.0;
    }
    flow.y -= 10.0;
}

fn signatures(flow: &mut Flow) {
    flow.heading("Signatures");
    flow.paragraph(
        "Fait par voie électronique, chaque partie recevant un exemplaire. Chaque signataire déclare avoir lu et approuvé l’intégralité du contrat et de son annexe.",
    );
    flow.y -= 16.0;
    let gap = 28.0;
    let width = (RIGHT - LEFT - gap) / 2.0;
    let parties = [
        (LEFT, "Pour le Client", "Ateliers Morvan", "Mme Hélène Morvan, présidente"),
        (LEFT + width + gap, "Pour le Prestataire", "Studio Brunel", "M. Julien Brunel, gérant"),
    ];
    for (x, side, company, person) in parties {
        flow.here(|canvas, y| {
            canvas.text(x, y, side, Style::bold(10.6));
            canvas.text(x, y - 17.0, company, BODY);
            canvas.text(x, y - 32.0, person, BODY);
            for (label, below) in [("Fait à", 62.0), ("Le", 86.0)] {
                canvas.text(x, y - below, label, Style::regular(9.4).coloured(MUTED));
                canvas.rule(x + 34.0, x + width, y - below - 2.0, MUTED);
            }
            canvas.text(x, y - 116.0, "Signature", Style::regular(9.4).coloured(MUTED));
            canvas.rule(x, x + width, y - 196.0, INK);
        });
    }
}

/// Running head and foot, with room for the initials.
fn furniture(canvas: &mut Canvas<'_>, number: usize) {
    let small = Style::regular(8.2).coloured(MUTED);
    canvas.text(LEFT, HEIGHT - 52.0, &french(&format!("Contrat de prestation de services {NUMBER}")), small);
    canvas.text_right(RIGHT, HEIGHT - 52.0, "Ateliers Morvan — Studio Brunel", small);
    canvas.rule(LEFT, RIGHT, HEIGHT - 60.0, LINE);
    canvas.rule(LEFT, RIGHT, 62.0, LINE);
    canvas.text(LEFT, 46.0, "Paraphes", small);
    for x in [LEFT + 44.0, LEFT + 100.0] {
        canvas.frame([x, 34.0, 46.0, 20.0], LINE);
    }
    canvas.text_right(RIGHT, 46.0, &format!("Page {number} sur {PAGES}"), small);
}
