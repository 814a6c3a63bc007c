//! `devis-tourne.pdf`: a quote of one page that is stored lying on its side, with `/Rotate 90`.

use paraphe_pdf::text::{FontSet, TextEmbedding};

use crate::page::{ACCENT, Canvas, HEIGHT, INK, LINE, MUTED, Style, TINT, WIDTH, break_lines, french};
use crate::pdf::{Document, Index, Page, Turn};

const LEFT: f64 = 56.0;
const RIGHT: f64 = WIDTH - 56.0;

/// What, how many, unit price, amount (without tax).
const ITEMS: &[[&str; 4]] = &[
    ["Dépose de l’ancien parquet et évacuation", "42 m²", "14,00 €", "588,00 €"],
    ["Ragréage du sol, préparation comprise", "42 m²", "19,50 €", "819,00 €"],
    ["Parquet contrecollé chêne, finition huilée", "45 m²", "58,00 €", "2 610,00 €"],
    ["Pose collée, plinthes et barres de seuil", "42 m²", "36,00 €", "1 512,00 €"],
    ["Protection, nettoyage de fin de chantier", "1", "180,00 €", "180,00 €"],
];

const TOTALS: &[(&str, &str)] =
    &[("Total HT", "5 709,00 €"), ("TVA 10 %", "570,90 €"), ("Total TTC", "6 279,90 €")];

const CONDITIONS: &str = "Devis gratuit, valable soixante jours. Travaux de rénovation d’un logement achevé depuis plus de deux ans : taux réduit de TVA de 10 %, sous réserve de l’attestation remise par le client. Acompte de 30 % à la commande, solde à la réception des travaux. Durée prévue : cinq jours ouvrés à partir du 11 janvier 2027.";

/// The document.
pub(crate) fn quote() -> Document {
    let mut text = TextEmbedding::new(FontSet::bundled());
    let mut canvas = Canvas::new(&mut text);
    head(&mut canvas);
    let below = items(&mut canvas, HEIGHT - 300.0);
    let below = totals(&mut canvas, below - 14.0);
    approval(&mut canvas, below - 20.0);
    let page = Page { width: WIDTH, height: HEIGHT, content: canvas.content };
    Document {
        title: "Devis de pose de parquet",
        author: "Menuiserie Kerbrat",
        language: "fr-FR",
        pages: vec![page],
        fonts: text.finish(),
        turn: Turn::Quarter,
        index: Index::Stream,
    }
}

fn head(canvas: &mut Canvas<'_>) {
    let small = Style::regular(9.6);
    let top = HEIGHT - 80.0;
    canvas.text(LEFT, top, "Menuiserie Kerbrat", Style::bold(17.0).coloured(ACCENT));
    for (line, text) in ["8, rue de la Corderie", "29200 Brest", "SIRET 847 201 653 00017"].iter().enumerate()
    {
        canvas.text(LEFT, down(top - 20.0, line), &french(text), small.coloured(MUTED));
    }
    canvas.text_right(RIGHT, top, "Devis", Style::bold(22.0));
    canvas.text_right(RIGHT, top - 20.0, &french("n° D-2026-0387"), small);
    canvas.text_right(RIGHT, top - 34.0, "Brest, le 2 novembre 2026", small);
    canvas.fill([LEFT, top - 176.0, RIGHT - LEFT, 92.0], TINT);
    canvas.text(LEFT + 14.0, top - 104.0, "Client", Style::bold(9.6).coloured(MUTED));
    for (line, text) in ["Mme Gaëlle Le Goff", "31, rue Jean-Macé", "29200 Brest"].iter().enumerate() {
        canvas.text(LEFT + 14.0, down(top - 122.0, line), text, Style::regular(10.4));
    }
    canvas.text(LEFT + 260.0, top - 104.0, "Objet", Style::bold(9.6).coloured(MUTED));
    for (line, text) in
        ["Fourniture et pose d’un parquet", "Séjour et couloir, premier étage"].iter().enumerate()
    {
        canvas.text(LEFT + 260.0, down(top - 122.0, line), text, Style::regular(10.4));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn down(y: f64, lines: usize) -> f64 {
    y - lines as f64 * 14.0
}

/// The table; returns where it ends.
fn items(canvas: &mut Canvas<'_>, top: f64) -> f64 {
    let columns = [LEFT + 10.0, RIGHT - 190.0, RIGHT - 98.0, RIGHT - 10.0];
    let head = Style::bold(9.4);
    canvas.fill([LEFT, top - 9.0, RIGHT - LEFT, 25.0], TINT);
    canvas.text(columns[0], top, "Désignation", head);
    for (x, title) in columns[1..].iter().zip(["Quantité", "Prix unitaire", "Montant HT"]) {
        canvas.text_right(*x, top, title, head);
    }
    let mut y = top - 27.0;
    for [what, many, unit, amount] in ITEMS {
        canvas.text(columns[0], y, what, Style::regular(10.0));
        for (x, text) in columns[1..].iter().zip([many, unit, amount]) {
            canvas.text_right(*x, y, &french(text), Style::regular(10.0));
        }
        canvas.rule(LEFT, RIGHT, y - 9.0, LINE);
        y -= 25.0;
    }
    y
}

fn totals(canvas: &mut Canvas<'_>, top: f64) -> f64 {
    let mut y = top;
    for (index, (label, amount)) in TOTALS.iter().enumerate() {
        let last = index + 1 == TOTALS.len();
        let style = if last { Style::bold(11.6) } else { Style::regular(10.0) };
        canvas.text_right(RIGHT - 98.0, y, &french(label), style);
        canvas.text_right(RIGHT - 10.0, y, &french(amount), style);
        y -= 18.0;
    }
    let conditions = french(CONDITIONS);
    y -= 16.0;
    for words in break_lines(&conditions, RIGHT - LEFT, 9.2) {
        canvas.words(LEFT, y, &words, None, Style::regular(9.2).coloured(MUTED));
        y -= 13.4;
    }
    y
}

fn approval(canvas: &mut Canvas<'_>, top: f64) {
    let width = 236.0;
    let x = RIGHT - width;
    canvas.frame([x, top - 112.0, width, 118.0], INK);
    canvas.text(x + 12.0, top - 12.0, "Bon pour accord", Style::bold(10.6));
    canvas.text(x + 12.0, top - 27.0, "Date et signature du client", Style::regular(9.2).coloured(MUTED));
    canvas.text(LEFT, top - 12.0, "Pour l’entreprise", Style::bold(10.6));
    canvas.text(LEFT, top - 27.0, "M. Yann Kerbrat", Style::regular(10.0));
    canvas.rule(LEFT, LEFT + 180.0, top - 112.0, MUTED);
}
