//! Measures how long a dialogue takes: `cargo bench --bench at`.

use std::time::Duration;

use divan::Bencher;
use divan::counter::BytesCount;
use simgate::at::command::Command;
use simgate::at::merged_rows::split;
use simgate::at::{Output, Session};

fn main() {
    divan::main();
}

const NOW: Duration = Duration::from_secs(1);
const TEXT: &str = "07912143658709F1040B912120555510F3000062112201300000A0";

/// A message of 160 characters, like most messages in a full store.
fn pdu() -> String {
    format!("{TEXT}{}", "C8329BFD0651DF".repeat(20))
}

fn listing(messages: usize) -> String {
    let pdu = pdu();
    let length = pdu.len() / 2 - 8;
    let items: String = (0..messages).map(|index| format!("+CMGL: {index},1,,{length}\r\n{pdu}\r\n")).collect();
    format!("\r\n{items}\r\nOK\r\n")
}

fn exchange(session: &mut Session, command: Command, from_modem: &[u8], size: usize) -> Vec<Output> {
    let mut out = Vec::new();
    session.start(command, NOW);
    for piece in from_modem.chunks(size) {
        session.receive(piece, NOW, &mut out);
    }
    assert!(session.is_idle(), "the command is over");
    out
}

/// Reads in pieces of the size that a USB serial port delivers, and by single bytes.
#[divan::bench(args = [1, 64, 512])]
fn list_208_messages(bencher: Bencher<'_, '_>, size: usize) {
    let listing = listing(208);
    let mut session = Session::default();
    bencher
        .counter(BytesCount::new(listing.len()))
        .bench_local(|| exchange(&mut session, Command::list(), listing.as_bytes(), size));
}

#[divan::bench]
fn read_one_message(bencher: Bencher<'_, '_>) {
    let pdu = pdu();
    let reply = format!("\r\n+CMGR: 0,,{}\r\n{pdu}\r\n\r\nOK\r\n", pdu.len() / 2 - 8);
    let mut session = Session::default();
    bencher.bench_local(|| exchange(&mut session, Command::read(1), reply.as_bytes(), 64));
}

#[divan::bench]
fn flood_of_noise(bencher: Bencher<'_, '_>) {
    let flood = "\r\n^RSSI:20\r\n\r\n^BOOT:27710117,0,0,0,88\r\n".repeat(100) + "\r\nOK\r\n";
    let mut session = Session::default();
    bencher
        .counter(BytesCount::new(flood.len()))
        .bench_local(|| exchange(&mut session, Command::attention(), flood.as_bytes(), 64));
}

/// A row without any end. Four times the length must take four times as long.
#[divan::bench(args = [2000, 8000])]
fn merged_rows(bencher: Bencher<'_, '_>, length: usize) {
    let half = |code: &str| code.repeat(length / 2 / code.len());
    let row = format!("{}\"{}", half("+CMT:"), half("+CDS:"));
    bencher.counter(BytesCount::new(row.len())).bench_local(|| split(&row).len());
}
