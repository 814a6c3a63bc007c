//! Any bytes as a trusted list, and as a stored snapshot of lists.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::trusted_list(bytes));
