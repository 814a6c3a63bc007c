//! Any bytes as certificate, OCSP answer and revocation list in a document security store.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paraphe_fuzz::security_store(bytes));
