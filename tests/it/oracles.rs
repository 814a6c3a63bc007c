//! Other people's software judges what we sign, and we judge what other people's software signed.
//!
//! `cargo xtask test --only oracles` installs the oracles and names a Python that has pyHanko in
//! PARAPHE_ORACLE_PYTHON. What is absent is skipped with a line on standard error, or fails where
//! PARAPHE_ORACLES_REQUIRED is set.

mod boxes;
mod corpus;
mod evidence;
mod foreign;
mod index;
mod matrix;
mod ours;
mod tools;
