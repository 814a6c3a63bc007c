//! Measures sending and following up against the stand-ins, and prints JSON.
//!
//! `cargo run --release -p paraphe-demo --example bench_follow -- send PDF ENVELOPES`: each service's envelopes sent as
//! `send --rows` sends them, in turns with a bare reqwest loop in this same process that posts the same requests with the
//! same bytes from memory. What is compared is processor time, ours and the kernel's on our behalf; memory is what this
//! process has of its own.
//!
//! `… -- poll PDF ENVELOPES`: an hour of the program's schedule over open envelopes about which nothing is new.
//!
//! The stand-ins are a process of their own (`… -- stand-ins`), so that their work is not counted as ours.

mod bare;
mod costs;
mod meter;
mod office;
mod poll;
mod send;
mod stand_ins;

use std::error::Error;
use std::path::PathBuf;

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let report = match words.as_slice() {
        ["stand-ins"] => return stand_ins::serve().await,
        ["send", pdf, envelopes] => send::run(&PathBuf::from(pdf), envelopes.parse()?).await?,
        ["poll", pdf, envelopes] => poll::run(&PathBuf::from(pdf), envelopes.parse()?).await?,
        _ => return Err("say `send PDF ENVELOPES` or `poll PDF ENVELOPES`".into()),
    };
    println!("{report:#}");
    Ok(())
}
