#![no_main]

#[path = "../checks/at_session.rs"]
mod at_session;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| at_session::check(octets));
