//! Any bytes on the pipes between the program and the workers that draw pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::preview_protocol(bytes));
