#![no_main]

#[path = "../checks/pdu_decode.rs"]
mod pdu_decode;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| pdu_decode::check(octets));
