//! Any bytes as the table of where the objects of a small PDF are.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::xref(bytes));
