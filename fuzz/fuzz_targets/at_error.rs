#![no_main]

#[path = "../checks/at_error.rs"]
mod at_error;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| at_error::check(octets));
