#![no_main]

#[path = "../checks/at_frame.rs"]
mod at_frame;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| at_frame::check(octets));
