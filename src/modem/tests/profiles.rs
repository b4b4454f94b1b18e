//! What profiles do, and habits that only a profile knows.

use std::cell::Cell;
use std::sync::Arc;

use super::dialogue::{Bench, holds_nothing};
use super::*;
use crate::at::profile::{Profile, Profiles, parse};

fn own(text: &str) -> Arc<Profile> {
    let base = |name: &str| Profiles::default().named(name).cloned();
    Arc::new(parse(&format!("name = 'mine'\n{text}"), &base).unwrap())
}

fn settings(profiles: Vec<Arc<Profile>>, profile: Option<Arc<Profile>>) -> Settings {
    Settings { profile, profiles: Profiles::new(profiles), ..Settings::new(Name::parse("modem-1").unwrap()) }
}

fn quectel_with(urc_port: &'static str) -> impl FnMut(&str) -> String {
    move |command| match command {
        "AT+QURCCFG=\"urcport\"" => format!("\r\n+QURCCFG: \"urcport\",\"{urc_port}\"\r\n\r\nOK\r\n"),
        "AT+QINDCFG=\"smsfull\"" => "\r\n+QINDCFG: \"smsfull\",1\r\n\r\nOK\r\n".to_owned(),
        command => holds_nothing(command),
    }
}

/// A modem writes both settings to its flash memory.
#[test]
fn a_setting_that_the_modem_keeps_is_written_only_if_it_differs() {
    let set = "AT+QURCCFG=\"urcport\",\"usbat\"";
    let right = Bench::ready(quectel_with("usbat"));
    assert_eq!((right.times_sent(set), right.times_sent("AT+QINDCFG=\"smsfull\",1")), (0, 0));
    assert_eq!(Bench::ready(quectel_with("uart1")).times_sent(set), 1);
    let refused = |command: &str| {
        if command == "AT+QURCCFG=\"urcport\"" { "\r\nERROR\r\n".to_owned() } else { holds_nothing(command) }
    };
    assert_eq!(Bench::ready(refused).times_sent(set), 1, "it can't be read");
}

/// An hour without messages.
#[test]
fn an_idle_modem_with_two_stores_is_told_rarely_which_store_to_use() {
    let mut bench = Bench::ready(|command| quectel(command).to_owned());
    bench.run(Vec::new(), Duration::from_secs(3600));
    let selections = bench.sent.iter().filter(|command| command.starts_with("AT+CPMS=\"")).count();
    // A flash memory takes 100,000 writes; these are fewer than 600 a day.
    assert!((2..25).contains(&selections), "{selections}");
}

#[test]
fn a_required_command_is_repeated_until_the_modem_accepts_it() {
    let required = own("[[late]]\ncommand = 'AT+X=1'\nrequired = true");
    let asked = Cell::new(0);
    let mut bench = Bench::ready_with(settings(Vec::new(), Some(required)), |command| match command {
        "AT+X=1" if asked.replace(asked.get() + 1) < 3 => "\r\nERROR\r\n".to_owned(),
        command => holds_nothing(command),
    });
    assert_eq!(bench.times_sent("AT+X=1"), 4);
    bench.run(Vec::new(), Duration::from_secs(1));
    let optional = own("[[late]]\ncommand = 'AT+X=1'");
    let bench = Bench::ready_with(settings(Vec::new(), Some(optional)), |command| match command {
        "AT+X=1" => "\r\nERROR\r\n".to_owned(),
        command => holds_nothing(command),
    });
    assert_eq!(bench.times_sent("AT+X=1"), 1);
}

#[test]
fn an_own_profile_is_chosen_by_maker_and_model() {
    let mine = own("models = ['X1']\n[[early]]\ncommand = 'AT+MINE'");
    let of = |model: &'static str| {
        let answer = move |command: &str| match command {
            "AT+CGMM" => format!("\r\n{model}\r\n\r\nOK\r\n"),
            command => holds_nothing(command),
        };
        Bench::ready_with(settings(vec![Arc::clone(&mine)], None), answer).times_sent("AT+MINE")
    };
    assert_eq!((of("X1-a"), of("EC25")), (1, 0));
}

/// The word ends the wait for a card that is not there yet; the noise is no answer to `AT+CGSN`.
#[test]
fn the_words_of_an_own_profile_are_understood() {
    let ready = |profile: Option<Arc<Profile>>| {
        let mut modem = Modem::new(settings(Vec::new(), profile));
        let has_card = Cell::new(false);
        let answer = |command: &str| match command {
            "AT+CPIN?" if !has_card.get() => "\r\n+CPIN: NOT INSERTED\r\n\r\nOK\r\n",
            "AT+CCID" => "\r\n+CCID: 8901260712345678901\r\n\r\nOK\r\n",
            command => quectel(command),
        };
        let outputs = modem.handle(Input::Opened, now(BEGINNING));
        let end = BEGINNING + Duration::from_millis(1000);
        serve(&mut modem, outputs, BEGINNING, end, answer);
        has_card.set(true);
        let outputs = modem.handle(Input::Bytes(b"\r\nACME GO\r\n"), now(end));
        serve(&mut modem, outputs, end, end + Duration::from_millis(800), answer);
        modem.is_ready()
    };
    assert!(ready(Some(own("ready_words = ['ACME GO']"))));
    assert!(!ready(None), "it waits for its time");
    let first_imei = |profile: Option<Arc<Profile>>| {
        let answer = |command: &str| match command {
            "AT+CGSN" => "\r\nACME 490154203237518\r\n\r\n490154203237526\r\n\r\nOK\r\n".to_owned(),
            command => holds_nothing(command),
        };
        let bench = Bench::ready_with(settings(Vec::new(), profile), answer);
        bench.modem.info().imei.as_ref().map(ToString::to_string)
    };
    assert_eq!(first_imei(Some(own("noise_words = ['ACME']"))).as_deref(), Some("490154203237526"));
}

/// Sierra: a command within 5 s of `AT+CFUN=1` may crash it.
#[test]
fn a_modem_rests_after_its_radio_was_switched_on_if_its_profile_says_so() {
    let waits = |maker: &'static str| {
        let is_on = Cell::new(false);
        let mut modem = Modem::new(settings(Vec::new(), None));
        let outputs = modem.handle(Input::Opened, now(BEGINNING));
        let answer = |command: &str| match command {
            "AT+CGMI" => format!("\r\n{maker}\r\n\r\nOK\r\n").leak(),
            "AT+CFUN?" if !is_on.get() => "\r\n+CFUN: 4\r\n\r\nOK\r\n",
            "AT+CFUN=1" => {
                is_on.set(true);
                "\r\nOK\r\n"
            }
            command => quectel(command),
        };
        let (_, sent) = serve(&mut modem, outputs, BEGINNING, BEGINNING + Duration::from_secs(2), answer);
        assert!(is_on.get());
        !sent.contains(&"AT+CPIN?".to_owned())
    };
    assert!(waits("Sierra Wireless, Incorporated"));
    assert!(!waits("Acme"));
}

/// Telit HE863 keeps ME in RAM.
#[test]
fn a_modem_whose_own_memory_forgets_receives_on_its_card() {
    let receives_in = |model: &'static str| {
        let bench = Bench::ready(|command| match command {
            "AT+CGMI" => "\r\nTelit\r\n\r\nOK\r\n".to_owned(),
            "AT+CGMM" => format!("\r\n{model}\r\n\r\nOK\r\n"),
            "AT+CPMS?" => "\r\n+CPMS: \"SM\",0,50,\"ME\",0,8,\"SM\",0,50\r\n\r\nOK\r\n".to_owned(),
            command => quectel(command).to_owned(),
        });
        bench.sent.iter().find(|command| command.starts_with("AT+CPMS=\"")).cloned()
    };
    assert_eq!(receives_in("HE863").as_deref(), Some("AT+CPMS=\"SM\",\"ME\",\"SM\""));
}
