//! The first octet of a TPDU (3GPP TS 23.040 9.2.3).

/// Message types: bits 1 and 0 of the first octet.
pub const MTI_SUBMIT: u8 = 0x01;
pub const MTI_STATUS_REPORT: u8 = 0x02;

/// Bits of the first octet that several types share.
pub const REPORT: u8 = 0x20;
pub const UDHI: u8 = 0x40;
pub const REPLY_PATH: u8 = 0x80;
