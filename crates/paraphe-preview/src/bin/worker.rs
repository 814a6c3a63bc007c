//! The smallest program that can be a preview worker; the tests of this crate start it.

fn main() {
    std::process::exit(paraphe_preview::run_worker_if_asked().unwrap_or(2));
}
