//! The steps by which a modem is made ready, in their order: `identity`, `card`, `storage`, `network`.

mod card;
mod identity;
mod network;
mod storage;

pub(super) use identity::ECHO_OFF as FIRST;
