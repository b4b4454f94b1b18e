//! Runs the checks of the fuzz targets on the inputs of fuzz/corpus, without a fuzzer.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

#[path = "../../fuzz/checks/at_error.rs"]
mod at_error;
#[path = "../../fuzz/checks/at_frame.rs"]
mod at_frame;
#[path = "../../fuzz/checks/at_reply.rs"]
mod at_reply;
#[path = "../../fuzz/checks/at_session.rs"]
pub mod at_session;
#[path = "../../fuzz/checks/at_urc.rs"]
mod at_urc;
#[path = "../../fuzz/checks/pdu_decode.rs"]
mod pdu_decode;
#[path = "../../fuzz/checks/pdu_roundtrip.rs"]
mod pdu_roundtrip;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files = 0;
    for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder was just read").path();
        let octets = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(catch_unwind(|| check(&octets)).is_ok(), "{}", path.display());
        files += 1;
    }
    assert!(files > 0, "{} is empty", folder.display());
}

#[test]
fn at_frame() {
    replay("at_frame", at_frame::check);
}

#[test]
fn at_session() {
    replay("at_session", at_session::check);
}

#[test]
fn at_reply() {
    replay("at_reply", at_reply::check);
}

#[test]
fn at_urc() {
    replay("at_urc", at_urc::check);
}

#[test]
fn at_error() {
    replay("at_error", at_error::check);
}

#[test]
fn pdu_decode() {
    replay("pdu_decode", pdu_decode::check);
}

#[test]
fn pdu_roundtrip() {
    replay("pdu_roundtrip", pdu_roundtrip::check);
}
