//! Any bytes as the CMS structure in a sound PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::cms(bytes));
