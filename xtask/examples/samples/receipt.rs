//! `recu-ar-fr.pdf`: a receipt in Arabic and French, as a Tunisian company writes them.

use paraphe_pdf::text::{FontSet, TextEmbedding};

use crate::page::{ACCENT, Canvas, HEIGHT, INK, LINE, MUTED, Style, TINT, WIDTH, french};
use crate::pdf::{Document, Index, Page, Turn};

const LEFT: f64 = 64.0;
const RIGHT: f64 = WIDTH - 64.0;

/// French label and value, Arabic value and label: each language keeps to its own side.
const ROWS: &[[&str; 4]] = &[
    ["Reçu de", "Mme Salma Ben Youssef", "السيدة سلمى بن يوسف", "استلمنا من"],
    ["La somme de", "1 250,000 DT", "1 250,000 د.ت", "مبلغا قدره"],
    ["En lettres", "mille deux cent cinquante dinars", "ألف ومائتان وخمسون دينارا", "بالحروف"],
    ["Règlement", "Chèque n° 0041873", "صك بنكي عدد 0041873", "طريقة الدفع"],
    ["Objet", "Loyer de novembre 2026", "كراء شهر نوفمبر 2026", "الموضوع"],
    ["Local", "12, rue Ibn Khaldoun, Tunis", "12 نهج ابن خلدون، تونس", "المحل"],
];

/// The document.
pub(crate) fn receipt() -> Document {
    let mut text = TextEmbedding::new(FontSet::bundled());
    let mut canvas = Canvas::new(&mut text);
    head(&mut canvas);
    let below = rows(&mut canvas, HEIGHT - 262.0);
    foot(&mut canvas, below - 30.0);
    let page = Page { width: WIDTH, height: HEIGHT, content: canvas.content };
    Document {
        title: "Reçu de paiement — وصل خلاص",
        author: "Agence El Medina",
        language: "fr-TN",
        pages: vec![page],
        fonts: text.finish(),
        turn: Turn::Upright,
        index: Index::Table,
    }
}

fn head(canvas: &mut Canvas<'_>) {
    let top = HEIGHT - 86.0;
    canvas.text(LEFT, top, "Agence El Medina", Style::bold(16.0).coloured(ACCENT));
    canvas.text_right(RIGHT, top, "وكالة المدينة", Style::bold(17.0).coloured(ACCENT));
    let small = Style::regular(9.4).coloured(MUTED);
    canvas.text(LEFT, top - 18.0, "5, avenue Habib Bourguiba, 1000 Tunis", small);
    canvas.text_right(RIGHT, top - 18.0, "5 شارع الحبيب بورقيبة، 1000 تونس", small);
    canvas.rule(LEFT, RIGHT, top - 34.0, LINE);
    canvas.text_centred(WIDTH / 2.0, top - 82.0, "وصل خلاص", Style::bold(24.0));
    canvas.text_centred(WIDTH / 2.0, top - 110.0, "Reçu de paiement", Style::bold(16.0));
    canvas.text(LEFT, top - 140.0, &french("n° 2026/318"), Style::regular(10.0));
    canvas.text_right(RIGHT, top - 140.0, "عدد 2026/318", Style::regular(10.0));
}

fn rows(canvas: &mut Canvas<'_>, top: f64) -> f64 {
    let mut y = top;
    let (label, value) = (Style::regular(9.4).coloured(MUTED), Style::regular(10.2));
    for (index, [french_label, french_value, arabic_value, arabic_label]) in ROWS.iter().enumerate() {
        if index % 2 == 0 {
            canvas.fill([LEFT, y - 12.0, RIGHT - LEFT, 32.0], TINT);
        }
        canvas.text(LEFT + 12.0, y, french_label, label);
        canvas.text(LEFT + 82.0, y, &french(french_value), value);
        canvas.text_right(RIGHT - 82.0, y, &french(arabic_value), value);
        canvas.text_right(RIGHT - 12.0, y, arabic_label, label);
        y -= 32.0;
    }
    canvas.rule(LEFT, RIGHT, y + 20.0, LINE);
    y
}

fn foot(canvas: &mut Canvas<'_>, top: f64) {
    canvas.text(LEFT, top, "Fait à Tunis, le 2 novembre 2026", Style::regular(10.4));
    canvas.text_right(RIGHT, top, "حرر بتونس في 2 نوفمبر 2026", Style::regular(11.0));
    let width = 205.0;
    for (x, french, arabic) in [
        (LEFT, "Signature du locataire", "إمضاء المتسوغ"),
        (RIGHT - width, "Signature de l’agence", "إمضاء الوكالة"),
    ] {
        canvas.text(x, top - 52.0, french, Style::regular(9.6).coloured(MUTED));
        canvas.text_right(x + width, top - 52.0, arabic, Style::regular(10.4).coloured(MUTED));
        canvas.rule(x, x + width, top - 140.0, INK);
    }
}
