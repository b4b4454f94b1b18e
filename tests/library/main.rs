//! The pure parts against oracles, recorded dialogues, collections of texts and generated input.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod at_properties;
mod code;
mod corpora;
mod dial_in;
mod pains;
mod pdu_oracle;
mod phone;
mod transcripts;
