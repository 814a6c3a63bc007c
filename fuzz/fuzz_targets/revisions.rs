//! The reader of revisions: any bytes as a PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::revisions(bytes));
