//! Where words are printed on a page, for whoever would put something over them.

use paraphe_envelope::ViewRect;

use crate::content;
use crate::error::PdfError;
use crate::file::PdfFile;

impl PdfFile {
    /// The pieces of text printed on a page (from 1), from the top down, as a person sees it. Rows of dots or underscores to
    /// write on are none, nor is what annotations and form fields show.
    ///
    /// # Errors
    /// [`PdfError::PageMissing`].
    pub fn printed_words(&self, page: u32) -> Result<Vec<ViewRect>, PdfError> {
        let content = content::read_page(self, page)?;
        let words = content.texts.iter().filter(|text| !text.text().trim().is_empty());
        Ok(words.map(content::PrintedText::rect).collect())
    }
}
