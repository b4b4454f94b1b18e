//! The steps of a startup, in their order: `identity`, `card`, `storage`, `network`.

mod card;
mod identity;
mod network;
mod profile_steps;
mod storage;

pub(super) use identity::ECHO_OFF as FIRST;
