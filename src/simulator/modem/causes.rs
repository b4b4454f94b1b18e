//! The numbers of errors (3GPP TS 27.007 9.2, TS 27.005 3.2.5).

pub mod cme {
    pub const NOT_ALLOWED: u16 = 3;
    pub const SIM_ABSENT: u16 = 10;
    pub const PIN_REQUIRED: u16 = 11;
    pub const PUK_REQUIRED: u16 = 12;
    pub const SIM_FAILURE: u16 = 13;
    pub const SIM_BUSY: u16 = 14;
    pub const WRONG_PASSWORD: u16 = 16;
    pub const NOT_FOUND: u16 = 22;
    pub const NO_SERVICE: u16 = 30;
}

pub mod cms {
    pub const NOT_ALLOWED: u16 = 302;
    pub const NOT_SUPPORTED: u16 = 303;
    pub const BAD_PDU: u16 = 304;
    pub const SIM_ABSENT: u16 = 310;
    pub const PIN_REQUIRED: u16 = 311;
    pub const PUK_REQUIRED: u16 = 316;
    pub const BAD_INDEX: u16 = 321;
    pub const NO_SMSC: u16 = 330;
    pub const NO_SERVICE: u16 = 331;
    pub const NOTHING_TO_ACKNOWLEDGE: u16 = 340;
}
