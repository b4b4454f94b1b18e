#![no_main]

#[path = "../checks/at_reply.rs"]
mod at_reply;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| at_reply::check(octets));
