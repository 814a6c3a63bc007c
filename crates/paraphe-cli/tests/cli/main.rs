//! The `paraphe` command as scripts and people meet it: its answers, its exit codes, and what it leaves on the disk.

mod accounts;
mod attacks;
mod bad_input;
mod contract;
mod demo;
mod documents;
mod encrypted;
mod envelopes;
mod kill;
mod providers;
mod refusals;
mod rows;
mod running;
mod signing;
mod stage;
mod support;
mod verifying;
