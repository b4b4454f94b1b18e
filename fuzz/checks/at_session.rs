//! A dialogue: commands, bytes of a modem, and time. Used by the fuzz target, and by `tests/library/corpora.rs` on what it
//! found.

use std::time::Duration;

use simgate::at::command::{Command, Shape};
use simgate::at::ussd::Form;
use simgate::at::{Output, Session};
use simgate::model::Secret;

/// The outputs do not depend on how the bytes are split, and every command ends once.
pub fn check(input: &[u8]) {
    let coarse = play(input, usize::MAX);
    let fine = play(input, 1);
    assert!(coarse == fine, "{coarse:?} but by single bytes {fine:?}");
}

/// Input: a mark and, after the marks of bytes, the bytes up to the next 0xFE. 0xFE c: command c;
/// 0xFD s: s seconds; anything else comes from the modem.
fn play(input: &[u8], size: usize) -> Vec<Output> {
    let mut session = Session::default();
    let mut now = Duration::ZERO;
    let mut out = Vec::new();
    let (mut started, mut ended, mut seen) = (0, 0, 0);
    let mut rest = input;
    while let Some((&mark, further)) = rest.split_first() {
        match mark {
            0xFE | 0xFD => {
                let (&value, further) = further.split_first().unwrap_or((&0, &[]));
                rest = further;
                if mark == 0xFD {
                    now += Duration::from_secs(u64::from(value));
                    session.expire(now, &mut out);
                } else if session.is_idle() {
                    assert!(session.start(command(value), now).ends_with(b"\r"));
                    started += 1;
                }
            }
            _ => {
                let end = rest.iter().position(|&byte| byte >= 0xFD && byte != 0xFF).unwrap_or(rest.len());
                let (bytes, further) = rest.split_at(end);
                rest = further;
                for piece in bytes.chunks(size.min(bytes.len())) {
                    session.receive(piece, now, &mut out);
                }
            }
        }
        ended += replies(&out[seen..]);
        seen = out.len();
        assert_eq!(session.is_idle(), ended == started, "a command ends with its reply");
    }
    session.expire(now + Duration::from_secs(3600), &mut out);
    assert!(session.is_idle() && session.deadline().is_none());
    assert_eq!(replies(&out), started, "every command ends once");
    out
}

fn replies(out: &[Output]) -> usize {
    out.iter().filter(|output| matches!(output, Output::Reply(_))).count()
}

fn command(number: u8) -> Command {
    match number % 10 {
        0 => Command::attention(),
        1 => Command::stores_in_use(),
        2 => Command::read(7),
        3 => Command::list(),
        4 => Command::plain("AT+CGMI", Shape::Free),
        5 => Command::plain("AT+CREG?", Shape::Prefixed(&["+CREG:"])),
        6 => Command::plain("AT+CPIN?", Shape::Prefixed(&["+CPIN:"])),
        7 => Command::send(4, &Secret::new("0011000B91")).expect("hexadecimal"),
        8 => Command::ussd("*100#", Form::Plain).expect("a code"),
        _ => Command::acknowledge(),
    }
}
