//! The `paraphe` command as scripts and people meet it: its answers, its exit codes, and what it leaves on the disk.

mod accounts;
mod attacks;
mod bad_input;
mod came_back;
mod checking;
mod contract;
mod correcting;
mod demo;
mod documents;
mod doubt;
mod drawn;
mod encrypted;
mod ending;
mod envelopes;
mod face_to_face;
mod keys;
mod kill;
mod levels;
mod made_keys;
#[cfg(target_os = "linux")]
mod names;
#[path = "../../../../tests/needs.rs"]
mod needs;
mod newcomer;
mod providers;
mod refusals;
mod refused_signing;
mod reports;
mod rows;
mod running;
mod signing;
mod signing_advice;
mod soft_token;
mod stage;
mod support;
mod tokens;
mod told;
mod trust;
mod verifying;
