//! Checks that an expired code is nowhere, neither on disk nor in the daemon's memory, although one destination was
//! down all the time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use simgate::simulator::modem::NAMES;
use simgate_testing::{Bench, Daemon, quick};
use tokio::time::{Instant, sleep};

const CODE: &str = "48291375";

/// One form of a copy of the code: octets, and which of their bits count.
struct Needle {
    name: String,
    octets: Vec<u8>,
    mask: Vec<u8>,
    /// Index of an octet of which all bits count and that isn't zero. The other octets are compared only where it
    /// matches.
    sure: usize,
}

impl Needle {
    fn new(name: String, octets: Vec<u8>, mask: Vec<u8>) -> Self {
        let sure = octets.iter().zip(&mask).position(|(octet, bits)| *octet != 0 && *bits == 0xFF).unwrap();
        Self { name, octets, mask, sure }
    }

    fn whole(name: String, octets: Vec<u8>) -> Self {
        let mask = vec![0xFF; octets.len()];
        Self::new(name, octets, mask)
    }

    /// Where the form begins, if the octet at `at` is the one of `sure`.
    fn start(&self, haystack: &[u8], at: usize) -> Option<usize> {
        let start = at.checked_sub(self.sure)?;
        let part = haystack.get(start..start + self.octets.len())?;
        let fits = part.iter().zip(&self.octets).zip(&self.mask).all(|((octet, wanted), bits)| octet & bits == *wanted);
        fits.then_some(start)
    }
}

/// All forms of a copy of the code. Packed septets are searched at every bit.
fn needles() -> Vec<Needle> {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let utf16: Vec<u8> = CODE.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut found = vec![
        Needle::whole("ASCII".to_owned(), CODE.as_bytes().to_vec()),
        Needle::whole("UTF-16BE".to_owned(), utf16.clone()),
        Needle::whole("UTF-16LE".to_owned(), CODE.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for (name, bytes) in [("hex of ASCII", CODE.as_bytes().to_vec()), ("hex of UTF-16", utf16)] {
        found.push(Needle::whole(name.to_owned(), hex(&bytes).into_bytes()));
        found.push(Needle::whole(format!("{name}, capitals"), hex(&bytes).to_uppercase().into_bytes()));
    }
    for before in 0..3 {
        let text = [vec![b'x'; before], CODE.as_bytes().to_vec()].concat();
        let encoded = STANDARD.encode(text).into_bytes();
        // The characters that share no group with their neighbours.
        found
            .push(Needle::whole(format!("base64 at {before}"), encoded[before + usize::from(before > 0)..10].to_vec()));
    }
    for shift in 0..8 {
        let (octets, mask) = packed(shift);
        let inner = hex(&octets[1..octets.len() - 1]);
        found.push(Needle::whole(format!("packed septets as hex, bit {shift}"), inner.to_uppercase().into_bytes()));
        found.push(Needle::whole(format!("packed septets as hex, bit {shift}, small"), inner.into_bytes()));
        found.push(Needle::new(format!("packed septets, bit {shift}"), octets, mask));
    }
    found
}

/// The packed septets of the code after `shift` other bits: octets, and which bits count.
fn packed(shift: usize) -> (Vec<u8>, Vec<u8>) {
    let bits = shift + CODE.len() * 7;
    let (mut octets, mut mask) = (vec![0_u8; bits.div_ceil(8)], vec![0_u8; bits.div_ceil(8)]);
    for (at, septet) in CODE.bytes().enumerate() {
        for bit in 0..7 {
            let place = shift + at * 7 + bit;
            mask[place / 8] |= 1 << (place % 8);
            octets[place / 8] |= ((septet >> bit) & 1) << (place % 8);
        }
    }
    (octets, mask)
}

const PAGE: usize = 4096;

/// Finds the code: the first place of each form. One pass for all forms, because a process has many megabytes.
fn traces(place: &str, bytes: &[u8]) -> Vec<String> {
    let needles = needles();
    let mut by_octet = vec![Vec::new(); 256];
    for (number, needle) in needles.iter().enumerate() {
        by_octet[usize::from(needle.octets[needle.sure])].push(number);
    }
    let mut found = BTreeMap::new();
    for (number, page) in bytes.chunks(PAGE).enumerate() {
        // Most of a process was never written, and no form begins with a zero octet.
        if *page == [0; PAGE][..page.len()] {
            continue;
        }
        for (offset, octet) in page.iter().enumerate() {
            for needle in &by_octet[usize::from(*octet)] {
                if let Some(start) = needles[*needle].start(bytes, number * PAGE + offset) {
                    found.entry(*needle).or_insert(start);
                }
            }
        }
    }
    let trace = |(needle, at): (usize, usize)| {
        let around = &bytes[at.saturating_sub(40)..bytes.len().min(at + 60)];
        format!("{place}: {} at {at}: {}", needles[needle].name, around.escape_ascii())
    };
    found.into_iter().map(trace).collect()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.is_file())
        .collect()
}

fn on_disk(dir: &Path) -> Vec<String> {
    files(dir).iter().flat_map(|file| traces(&file.display().to_string(), &std::fs::read(file).unwrap())).collect()
}

/// Searches every page that the process may write, as a core dump would hold them. Some kernels don't allow that.
fn in_memory(daemon: &Daemon) -> Vec<String> {
    let maps = std::fs::read_to_string(format!("/proc/{}/maps", daemon.0.id())).unwrap();
    let Ok(mut memory) = File::open(format!("/proc/{}/mem", daemon.0.id())) else {
        println!("left out: the memory of the daemon, which can't be read here");
        return Vec::new();
    };
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.contains(" rw") && !line.contains("[vvar")) {
        let (range, _) = line.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        memory.seek(SeekFrom::Start(start)).unwrap();
        if memory.read_exact(&mut bytes).is_ok() {
            found.extend(traces(&format!("memory {line}"), &bytes));
        }
    }
    found
}

#[test]
fn every_form_is_found() {
    for needle in needles() {
        // On one page, across two pages, and after a partial match.
        for before in [0, PAGE - 3, 2 * PAGE] {
            let bytes = [vec![0; before], needle.octets.clone(), vec![0; PAGE]].concat();
            assert!(traces("one", &bytes).iter().any(|trace| trace.contains(&needle.name)), "{}", needle.name);
        }
    }
    let text = format!("Your code is {CODE}");
    assert!(traces("text", text.as_bytes())[0].contains("ASCII"));
    assert!(traces("base64", STANDARD.encode(&text).as_bytes())[0].contains("base64"));
    for before in 0..8 {
        let text = format!("{}{CODE}.", "x".repeat(before));
        let mut held = 0_u128;
        for (at, septet) in text.bytes().enumerate() {
            held |= u128::from(septet) << (at * 7);
        }
        assert!(
            traces("packed", &held.to_le_bytes()).iter().any(|trace| trace.contains("packed septets, bit")),
            "{text}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expired_code_is_nowhere() {
    let mut bench = Bench::new(NAMES.iter().take(3).map(|name| quick(name, None)).collect(), 31, false).await;
    let secret = simgate_testing::SECRET;
    bench.configure(&format!(
        "[retention]\ncodes = \"0s\"\n\
         [[forwarder]]\ntype = \"webhook\"\nname = \"down\"\nurl = \"http://127.0.0.1:9/down\"\nsecret = \"{secret}\"\n\
         [[forwarder]]\ntype = \"mqtt\"\nname = \"broker\"\nurl = \"mqtt://127.0.0.1:9\"\n",
    ));
    let daemon = bench.daemon();
    let short = format!("Your Example code is {CODE}. It expires in 10 seconds.");
    let long = format!("{} {short}", "Welcome to Example, where this is said at some length.".repeat(4));
    let wide = format!("Ваш код: {CODE}. Действителен 10 секунд.");
    // In an answer it is an alternative.
    let second = format!("Your sign-in code is 551902. Your backup code is {CODE}. They expire in 10 seconds.");
    for (at, text) in [&short, &long, &wide, &second].into_iter().enumerate() {
        bench.rig().post_text(at % 3, "Example", text).unwrap().unwrap();
    }
    bench.expect(4, Duration::from_secs(60)).await;
    assert!(!on_disk(bench.dir.path()).is_empty(), "the code is stored while it is valid");
    let until = Instant::now() + Duration::from_secs(60);
    while !on_disk(bench.dir.path()).is_empty() {
        assert!(Instant::now() < until, "{:#?}\n{}", on_disk(bench.dir.path()), bench.log());
        sleep(Duration::from_millis(500)).await;
    }
    // Idle connections are closed a little later.
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let left = in_memory(&daemon);
        if left.is_empty() {
            break;
        }
        assert!(Instant::now() < until, "{} traces: {left:#?}", left.len());
        sleep(Duration::from_secs(2)).await;
    }
}
