//! The whole validator: any bytes as a PDF.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::validation(bytes));
