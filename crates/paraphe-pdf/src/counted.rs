//! Reading that is counted, so that every file comes to an end.

use crate::file::PdfFile;

/// What is read of a file is counted as long as this lives ([`PdfFile::count_reading`]).
#[derive(Debug)]
pub struct CountedReading<'a> {
    file: &'a PdfFile,
}

impl PdfFile {
    /// Counts, as long as the answer lives, what is read of this file: what takes too much reads as null.
    #[must_use]
    pub fn count_reading(&self) -> CountedReading<'_> {
        self.store().reading.begin(self.bytes().len());
        CountedReading { file: self }
    }

    /// Whether the file asked for more reading than any document needs, while it was opened or while that was counted: not all of
    /// it was looked at.
    #[must_use]
    pub fn asks_too_much(&self) -> bool {
        self.store().reading.has_run_out()
    }
}

impl Drop for CountedReading<'_> {
    fn drop(&mut self) {
        self.file.store().reading.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::Object;

    #[test]
    fn what_takes_too_much_reads_as_null_and_is_told() {
        let file = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>\nendobj\n\
            3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
        let file = PdfFile::parse(file.as_bytes().to_vec(), None).unwrap();
        assert!(file.is_listed_twice((3, 0)) && !file.asks_too_much());
        let counted = file.count_reading();
        assert!(!file.store().reading.take(usize::MAX / 16) && file.asks_too_much());
        assert_eq!(file.current().object((1, 0)), Object::Null);
        drop(counted);
        assert_ne!(file.current().object((1, 0)), Object::Null, "nobody counts");
        assert!(file.asks_too_much(), "it is not forgotten");
    }
}
