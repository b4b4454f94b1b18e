#![no_main]

#[path = "../checks/at_urc.rs"]
mod at_urc;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| at_urc::check(octets));
