//! Small real PDFs of given page boxes.

use paraphe_envelope::{PageGeometry, Rotation};

/// One page: its boxes (left, bottom, right, top in points) and how it is turned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper {
    media: [f64; 4],
    crop: Option<[f64; 4]>,
    rotation: Rotation,
}

impl Paper {
    /// 595.28 × 841.89 pt, upright.
    pub(crate) const A4: Self =
        Self { media: [0.0, 0.0, 595.28, 841.89], crop: None, rotation: Rotation::None };

    /// 792 × 612 pt, wider than high by its box.
    pub(crate) const LETTER_LANDSCAPE: Self =
        Self { media: [0.0, 0.0, 792.0, 612.0], crop: None, rotation: Rotation::None };

    /// An A4 box that is shown turned to the right: seen 841.89 wide and 595.28 high.
    pub(crate) const A4_TURNED: Self = Self { rotation: Rotation::Clockwise90, ..Self::A4 };

    /// A4 of which 500 × 700 pt are seen, from 50 pt right and 80 pt above the origin.
    pub(crate) const A4_CROPPED: Self = Self { crop: Some([50.0, 80.0, 550.0, 780.0]), ..Self::A4 };

    /// What the application knows of the page.
    pub(crate) fn geometry(&self) -> PageGeometry {
        PageGeometry::new(self.media, self.crop, self.rotation, 1.0).expect("the boxes are boxes")
    }
}

/// A PDF with these pages, each with a line of text.
pub(crate) fn pdf(pages: &[Paper]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (page, number) in pages.iter().zip(1..) {
        let crop = page.crop.map(|crop| format!(" /CropBox {}", array(crop))).unwrap_or_default();
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox {}{crop} /Rotate {} /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {} 0 R >>",
            array(page.media),
            page.rotation.degrees(),
            objects.len() + 2,
        ));
        let text = format!("BT /F1 12 Tf 100 400 Td (Contrat, page {number}) Tj ET");
        objects.push(format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()));
    }
    written(&objects)
}

fn array(numbers: [f64; 4]) -> String {
    format!("[{} {} {} {}]", numbers[0], numbers[1], numbers[2], numbers[3])
}

/// Objects 1 to n with a cross-reference table.
fn written(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (object, number) in objects.iter().zip(1..) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"));
    file.push_str(&format!("startxref\n{start}\n%%EOF\n"));
    file.into_bytes()
}

#[test]
fn the_papers_are_what_they_say() {
    let pages = [Paper::A4, Paper::LETTER_LANDSCAPE, Paper::A4_TURNED, Paper::A4_CROPPED];
    let file = paraphe_pdf::PdfFile::parse(pdf(&pages), None).unwrap();
    for (page, number) in pages.iter().zip(1..) {
        assert_eq!(file.page_geometry(number).unwrap(), page.geometry());
    }
    assert_eq!(Paper::A4_TURNED.geometry().displayed_size(), (841.89, 595.28));
    assert_eq!(Paper::A4_CROPPED.geometry().displayed_size(), (500.0, 700.0));
}
