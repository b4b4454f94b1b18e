//! What talks to the world's senders: one file or folder for each kind of device.

pub mod modem;
