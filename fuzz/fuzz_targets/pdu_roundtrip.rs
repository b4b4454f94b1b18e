#![no_main]

#[path = "../checks/pdu_roundtrip.rs"]
mod pdu_roundtrip;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| pdu_roundtrip::check(octets));
