//! The steps of a startup, in their order: `identity`, `card`, `storage`, `network`.

mod card;
mod identity;
mod network;
mod storage;

pub(super) use identity::ECHO_OFF as FIRST;
