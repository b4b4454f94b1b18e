//! Replays the dialogues in `tests/transcripts`, whose README defines their form. `at::Session` understands each
//! dialogue in the same way, however its bytes are split.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, mem};

use simgate::at::command::{Command, Shape};
use simgate::at::reply::Header;
use simgate::at::session::End;
use simgate::at::{Cause, Final, Output, Session, Urc};
use simgate::model::Secret;

enum Step {
    Command(Command),
    Bytes(Vec<u8>),
    Wait(Duration),
}

struct Transcript {
    steps: Vec<Step>,
    want: Vec<String>,
}

fn read(text: &str) -> Transcript {
    let mut transcript = Transcript { steps: Vec::new(), want: Vec::new() };
    for row in text.lines() {
        let (mark, rest) = row.split_once(' ').unwrap_or((row, ""));
        let (mark, times) =
            mark.split_once('*').map_or((mark, 1), |(mark, times)| (mark, times.parse().expect("a number of times")));
        for n in 0..times {
            let rest = rest.replace("{n}", &n.to_string());
            match mark {
                "" | "#" => {}
                ">" => transcript.steps.push(Step::Command(command(&rest))),
                "<" => match transcript.steps.last_mut() {
                    Some(Step::Bytes(bytes)) => bytes.extend(unescaped(&rest)),
                    _ => transcript.steps.push(Step::Bytes(unescaped(&rest))),
                },
                "@" => transcript.steps.push(Step::Wait(Duration::from_secs(rest.parse().expect("seconds")))),
                "=" => transcript.want.push(rest),
                _ => panic!("no such mark: {row}"),
            }
        }
    }
    transcript
}

/// A command: `AT...`, ` | ` and its expected reply: nothing, a prefix, `*` for any row, `pdus` and a prefix, or `pdu`
/// and the PDU to send.
fn command(text: &str) -> Command {
    let (command, expected) = text.split_once(" | ").unwrap_or((text, ""));
    let prefix = |text: &str| -> &'static str { text.to_owned().leak() };
    let shape = match expected.split_once(' ') {
        Some(("pdu", pdu)) => {
            let length = command.strip_prefix("AT+CMGS=").expect("a PDU is sent by +CMGS").parse().expect("a length");
            return Command::send(length, &Secret::new(pdu)).expect("a PDU of this length");
        }
        Some(("pdus", wanted)) => Shape::Pdus(prefix(wanted)),
        _ if expected.is_empty() => Shape::Nothing,
        _ if expected == "*" => Shape::Free,
        _ => Shape::Prefixed(vec![prefix(expected)].leak()),
    };
    Command::plain(command, shape)
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match (byte, byte == b'\\') {
            (_, false) => byte,
            (_, true) => match rest.next().expect("something behind the backslash") {
                b'r' => b'\r',
                b'n' => b'\n',
                b'\\' => b'\\',
                b'x' => {
                    let digits: String = rest.by_ref().take(2).map(char::from).collect();
                    u8::from_str_radix(&digits, 16).expect("two digits behind \\x")
                }
                other => panic!("no such escape: \\{}", char::from(other)),
            },
        });
    }
    bytes
}

/// How the bytes are split into pieces.
enum Split {
    Whole,
    Bytes,
    Random(u64),
}

impl Split {
    fn next(&mut self) -> usize {
        match self {
            Self::Whole => usize::MAX,
            Self::Bytes => 1,
            Self::Random(state) => {
                *state ^= *state << 13;
                *state ^= *state >> 7;
                *state ^= *state << 17;
                usize::try_from(*state % 40).expect("below 40") + 1
            }
        }
    }
}

fn play(transcript: &Transcript, mut split: Split) -> Vec<String> {
    let mut session = Session::default();
    let mut now = Duration::from_secs(1000);
    let mut out = Vec::new();
    for step in &transcript.steps {
        match step {
            Step::Command(command) => {
                assert!(session.is_idle(), "{} while another is in flight", command.text());
                session.start(command.clone(), now);
            }
            Step::Bytes(bytes) => {
                let mut rest = bytes.as_slice();
                while !rest.is_empty() {
                    let (piece, further) = rest.split_at(split.next().min(rest.len()));
                    session.receive(piece, now, &mut out);
                    rest = further;
                }
            }
            Step::Wait(span) => {
                now += *span;
                session.expire(now, &mut out);
            }
        }
    }
    out.iter().flat_map(describe).collect()
}

fn describe(output: &Output) -> Vec<String> {
    let mut rows = Vec::new();
    let last = match output {
        Output::Write(bytes) => format!("write {}", bytes.escape_ascii()),
        Output::Item(item) => {
            let Header { index, status, length } = item.header;
            let index = index.map_or("-".into(), |index| index.to_string());
            format!("item {index} {status:?} {length} {}", item.row.escape_ascii())
        }
        Output::Echo => "echo".into(),
        Output::Noise(row) => format!("noise {}", row.trim_end().escape_debug()),
        Output::Urc(urc) => describe_urc(urc),
        Output::Reply(reply) => {
            rows.extend(reply.rows.iter().map(|row| format!("row {row}")));
            let mut end = String::from("reply ");
            match &reply.end {
                End::Final(Final::Equipment(cause)) => {
                    end += &format!("+CME ERROR {}: {:?}", code(cause), cause.class);
                }
                End::Final(Final::Message(cause)) => {
                    end += &format!("+CMS ERROR {}: {:?}", code(cause), cause.class);
                }
                End::Final(plain @ (Final::Ok | Final::Error | Final::NotSupported | Final::CallEnded)) => {
                    end += &format!("{plain:?}");
                }
                End::Incomplete => end.push_str("incomplete"),
                End::TimedOut => end.push_str("timed out"),
            }
            if reply.body_sent { end + ", body sent" } else { end }
        }
    };
    rows.push(last);
    rows
}

fn code(cause: &Cause) -> u16 {
    cause.code.expect("only causes that are known")
}

fn describe_urc(urc: &Urc) -> String {
    match urc {
        Urc::Stored(slot) => format!("stored {slot}"),
        Urc::ReportStored(slot) => format!("report stored {slot}"),
        Urc::Message(direct) => format!("message {} {}", direct.length, direct.row.escape_ascii()),
        Urc::Report(direct) => format!("report {} {}", direct.length, direct.row.escape_ascii()),
        Urc::OutOfStep(direct) => format!("out of step {} {}", direct.length, direct.row.escape_ascii()),
        Urc::StoredSomewhere => "stored somewhere".into(),
        Urc::StoreFull => "store full".into(),
        Urc::Booted => "booted".into(),
        Urc::MessagesReady => "messages ready".into(),
        Urc::Card(state) => format!("card {state:?}"),
        Urc::CardChanged => "card changed".into(),
        Urc::Registered(domain, state) => format!("registered {domain:?} {state:?}"),
        Urc::Ring => "ring".into(),
        Urc::Caller(caller) => format!("caller {}", caller.number.as_deref().unwrap_or("hidden")),
        Urc::CallEnded => "call ended".into(),
        Urc::Ussd(ussd) => {
            let text = ussd.text.as_deref().unwrap_or("-").escape_debug().to_string();
            format!("ussd {:?} {:?} {text}", ussd.state, ussd.coding)
        }
        Urc::Clock(clock) => format!("clock {} {:?}", clock.local_seconds, clock.zone_quarters),
        Urc::PowerAlarm(row) => format!("power {row}"),
        Urc::Other(row) => format!("other {row}"),
    }
}

fn transcripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let entries =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("it was just read").path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ext| ext == "txt")).collect();
    paths.sort();
    paths
}

#[test]
fn every_transcript_is_understood_however_it_is_split() {
    let paths = transcripts();
    assert!(paths.len() >= 22, "{} transcripts", paths.len());
    for path in paths {
        let mut transcript = read(&fs::read_to_string(&path).unwrap());
        let want = mem::take(&mut transcript.want);
        let name = path.file_stem().unwrap().to_string_lossy();
        assert_same(&play(&transcript, Split::Whole), &want, &format!("{name}, whole"));
        assert_same(&play(&transcript, Split::Bytes), &want, &format!("{name}, byte by byte"));
        for seed in (1..=50_u64).map(|seed| seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)) {
            let split = Split::Random(seed);
            assert_same(&play(&transcript, split), &want, &format!("{name}, seed {seed}"));
        }
    }
}

fn assert_same(got: &[String], want: &[String], what: &str) {
    for (at, (got, want)) in got.iter().zip(want).enumerate() {
        assert_eq!(got, want, "{what}: output {}", at + 1);
    }
    let (got_more, want_more) = (got.get(want.len()), want.get(got.len()));
    assert_eq!((got_more, want_more), (None, None), "{what}: after output {}", got.len().min(want.len()));
}
