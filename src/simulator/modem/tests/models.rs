//! Differences between the models.

use super::*;

#[test]
fn models_boot_with_their_own_urcs() {
    for (personality, expected) in [
        (Personality::generic(), ""),
        (Personality::ec25(), "RDY +CFUN: 1 +CPIN: READY +QUSIM: 1 +QIND: SMS DONE +QIND: PB DONE"),
        (Personality::sim800(), "RDY +CFUN: 1 +CPIN: READY Call Ready SMS Ready"),
        (Personality::sim7600(), "RDY +CPIN: READY SMS DONE PB DONE"),
    ] {
        let mut bench = Bench::booting(personality);
        let output = bench.run(60 * SECOND);
        let output: Vec<&str> = output.split("\r\n").filter(|row| !row.is_empty()).collect();
        assert_eq!(output.join(" "), expected);
    }
}

#[test]
fn messages_are_not_ready_at_once() {
    let mut bench = Bench::booting(Personality::sim800());
    bench.run(10 * SECOND);
    bench.send("ATE0\r");
    bench.talk("> AT+CPIN?\n< +CPIN: READY\n< OK\n> AT+CPMS?\n< +CMS ERROR: 302");
    assert_eq!(bench.deliver(CODE), Err(Refused::Unreachable));
    bench.run(10 * SECOND);
    bench.talk("> AT+CPMS?\n< +CPMS: \"SM\",0,10,\"SM\",0,10,\"SM\",0,10\n< OK");
}

#[test]
fn models_read_the_iccid_in_their_own_ways() {
    for (personality, ask, prefix, turned) in [
        (Personality::generic(), "AT+CCID", "+CCID: ", false),
        (Personality::ec25(), "AT+QCCID", "+QCCID: ", false),
        (Personality::e3372h(), "AT^ICCID?", "^ICCID: ", false),
        (Personality::e173(), "AT^ICCID?", "^ICCID: ", true),
        (Personality::sim800(), "AT+CCID", "", false),
        (Personality::sim7600(), "AT+CICCID", "+ICCID: ", false),
    ] {
        let mut bench = Bench::new(personality);
        let reply = bench.send(&format!("{ask}\r"));
        let digits = reply.trim().lines().next().unwrap().strip_prefix(prefix).unwrap().trim().to_owned();
        let iccid = bench.modem.card().unwrap().iccid.clone();
        assert_eq!(digits.starts_with("98"), turned, "{ask}");
        assert_eq!(crate::model::Iccid::parse(&digits).unwrap().as_str(), iccid, "{ask}");
    }
}

#[test]
fn models_report_the_number_of_the_line_in_their_own_ways() {
    for (personality, with, without) in [
        (Personality::generic(), "+CNUM: \"\",\"+12025550143\",145\n< OK", "OK"),
        (Personality::ec25(), "+CNUM: ,\"+12025550143\",145\n< OK", "OK"),
        (Personality::e3372h(), "+CNUM: ,\"+12025550143\",145\n< OK", "+CME ERROR: 22"),
        (Personality::zte_mf(), "OK", "OK"),
        (Personality::q2406(), "ERROR", "ERROR"),
    ] {
        let mut bench = Bench::new(personality);
        bench.send("AT+CMEE=1\r");
        bench.talk(&format!("> AT+CNUM\n< {without}"));
        bench.modem.card_mut().unwrap().number = Some("+12025550143".to_owned());
        bench.talk(&format!("> AT+CNUM\n< {with}"));
    }
    let mut bench = Bench::generic();
    bench.modem.card_mut().unwrap().number = Some("2025550143".to_owned());
    bench.talk("> AT+CNUM\n< +CNUM: \"\",\"2025550143\",129\n< OK");
}

#[test]
fn models_refuse_some_listed_values() {
    for (personality, promised, refused, taken) in [
        (Personality::zte_mf(), "(0,1,2)", "2,1,0,1,0", "1,1,0,1,0"),
        (Personality::e173(), "(0,1,2)", "1,1,0,1,0", "2,1,0,2,0"),
        (Personality::sim7600(), "(0,1,2)", "2,1,0,1,0", "2,1,0,2,0"),
    ] {
        let mut bench = Bench::new(personality);
        assert!(bench.send("AT+CNMI=?\r").contains(promised));
        bench.talk(&format!("> AT+CNMI={refused}\n< +CMS ERROR: 303\n> AT+CNMI={taken}\n< OK"));
    }
    let mut bench = Bench::new(Personality::e3372h());
    bench.talk("> AT+NOSUCH\n< COMMAND NOT SUPPORT\n> AT+CSMS?\n< +CSMS: 1,1,1\n< OK");
    let mut bench = Bench::new(Personality::zte_mf());
    bench.talk("> AT+CPMS=\"SM\",\"SM\",\"SM\"\n< OK\n> AT+CMEE=1;+CMGF=0\n< ERROR");
    let mut bench = Bench::new(Personality::sim800());
    bench.talk("> AT+CPMS=\"SM_P\"\n< +CPMS: 0,10,0,10,0,10\n< OK\n> AT+CNMA\n< ERROR");
}

#[test]
fn rare_habits_can_be_configured() {
    let mut personality = Personality::e173();
    personality.indications.unlocked_by = Some("^PORTSEL=1");
    let mut bench = Bench::new(personality);
    bench.talk("> AT+CNMI=2,1\n< OK");
    bench.deliver(CODE).unwrap();
    bench.talk("> AT^PORTSEL=0\n< OK");
    assert_eq!(bench.run(SECOND), "");
    bench.talk("> AT^PORTSEL=1\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",1\r\n");

    let mut personality = Personality::generic();
    personality.stores.list_fails = Some(303);
    personality.stores.unreadable = Some(StoreName::SM);
    personality.replies.text_mode = true;
    personality.timing.slower = &[("+CSQ", 400)];
    let mut bench = Bench::new(personality);
    bench.deliver(CODE).unwrap();
    bench.talk("> AT+CMGF?\n< +CMGF: 1\n< OK\n> AT+CMGF=0\n< OK\n> AT+CMGL=4\n< +CMS ERROR: 303");
    bench.talk("> AT+CMGR=1\n< OK\n> AT+CPMS?\n< +CPMS: \"SM\",1,20,\"SM\",1,20,\"SM\",1,20\n< OK");
    bench.modem.receive(b"AT+CSQ;+CSQ\r", bench.now);
    assert_eq!(bench.run(800 * MS), "");
    assert_eq!(bench.run(2 * MS), "\r\n+CSQ: 20,99\r\n+CSQ: 20,99\r\n\r\nOK\r\n");
}

#[test]
fn noise_ends_after_its_command() {
    for (personality, noise, calm) in
        [(Personality::zte_mf(), "+ZUSIMR:2", "AT+CPMS?\r"), (Personality::e3372h(), "^RSSI:20", "AT^CURC=0\r")]
    {
        let mut modem = SimModem::new(personality, 3);
        modem.power_on(Duration::ZERO);
        let mut bench = Bench { modem, now: Duration::ZERO };
        assert!(bench.run(60 * SECOND).matches(noise).count() > 3);
        bench.send(calm);
        assert!(!bench.run(60 * SECOND).contains(noise));
    }
}

#[test]
fn another_quectel_urc_port_suppresses_urcs_here() {
    let mut bench = Bench::new(Personality::ec25());
    bench.talk("> AT+QURCCFG=\"urcport\",\"uart1\"\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "");
    bench.talk("> AT+QURCCFG=\"urcport\"\n< +QURCCFG: \"urcport\",\"uart1\"\n< OK");
    bench.talk("> AT+QURCCFG=\"urcport\",\"usbat\"\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"ME\",1\r\n");
}

#[test]
fn each_model_handles_bytes_during_a_command_in_its_way() {
    for (busy, replies) in [(Busy::Queues, 2), (Busy::Ignores, 1), (Busy::Aborts, 2)] {
        let mut personality = Personality::generic();
        personality.replies.busy = busy;
        let mut bench = Bench::new(personality);
        bench.modem.receive(b"AT+CSQ\rAT\r", bench.now);
        assert_eq!(bench.run(SECOND).matches("OK").count(), replies, "{busy:?}");
    }
    let mut personality = Personality::generic();
    personality.replies.busy = Busy::Aborts;
    let mut bench = Bench::new(personality);
    let slow = Fault::Answer { command: "+CMGL".into(), times: 1, answer: Answer::Slow(10 * SECOND) };
    bench.modem.fault(slow, bench.now);
    assert_eq!(bench.send("AT+CMGL=4\r"), "");
    assert_eq!(bench.send("AT\r"), "\r\nERROR\r\n\r\nOK\r\n");
    assert_eq!(bench.run(20 * SECOND), "");
}

#[test]
fn a_slow_port_takes_its_time_and_traces_record_it() {
    let mut personality = Personality::generic();
    personality.baud = Some(10_000);
    let mut bench = Bench::new(personality);
    bench.modem.trace(true);
    let start = bench.now;
    bench.modem.receive(b"AT\r", start);
    assert_eq!(bench.run(SECOND), "\r\nOK\r\n");
    // 3 bytes in, 2 ms of work, 6 bytes out.
    let trace = |ms, what| ModemEvent::Trace { at: start + ms * MS, what };
    assert_eq!(bench.events(), [trace(3, Trace::Command("AT".into())), trace(11, Trace::Replied("AT".into()))]);

    bench.send("AT+CNMI=2,1\r");
    bench.events();
    let start = bench.now;
    bench.deliver(CODE).unwrap();
    bench.run(SECOND);
    let slot = Slot { store: StoreName::SM, index: 1 };
    let announced = ModemEvent::Trace { at: start + 17 * MS, what: Trace::Announced(slot) };
    assert_eq!(bench.events(), [announced], "17 bytes: CR LF +CMTI: \"SM\",1 CR LF");
}

#[test]
fn text_mode_is_not_simulated() {
    let mut bench = Bench::generic();
    bench.talk("> AT+CMGF=1\n< OK\n> AT+CMGL=4\n< +CMS ERROR: 303\n> AT+CMGF=0\n< OK\n> AT+CMGL=4\n< OK");
}

#[test]
fn a_call_rings_and_ends_with_the_codes_of_each_model() {
    let call = |bench: &mut Bench, number: &str, rings| {
        bench.modem.fault(Fault::Call { number: number.into(), rings }, bench.now);
        bench.run((rings + 1) * 5 * SECOND)
    };
    let mut bench = Bench::generic();
    assert_eq!(call(&mut bench, "+12025550143", 1), "\r\nRING\r\n\r\nNO CARRIER\r\n", "+CLIP is off");
    bench.send("AT+CLIP=1\r");
    let output = call(&mut bench, "+12025550143", 2);
    assert_eq!(output.matches("\r\nRING\r\n\r\n+CLIP: \"+12025550143\",145,\"\",,\"\",0\r\n").count(), 2);
    assert!(output.ends_with("\r\nNO CARRIER\r\n"));
    let output = call(&mut bench, "", 1);
    assert_eq!(output, "\r\nRING\r\n\r\n+CLIP: \"\",128,\"\",,\"\",1\r\n\r\nNO CARRIER\r\n");
    bench.send("AT+CRC=1\r");
    assert!(call(&mut bench, "611", 1).starts_with("\r\n+CRING: VOICE\r\n\r\n+CLIP: \"611\",129,"));

    let of = |words: CallWords| {
        let mut bench = Bench::new(Personality { calls: words, ..Personality::generic().quiet() });
        bench.send("AT+CLIP=1\r");
        call(&mut bench, "+12025550143", 2)
    };
    assert!(of(Personality::sim7600().calls).ends_with("\r\nMISSED_CALL: 10:29AM 12025550143\r\n"));
    assert!(of(Personality::zte_mf().calls).ends_with("\r\n+CLIP: \"+12025550143\",145,,,,0\r\n"));
    let refuses = CallWords { refuses: true, ..Personality::generic().calls };
    assert_eq!(of(refuses), "\r\nRING\r\n\r\nRING\r\n\r\nNO CARRIER\r\n");
    let late = CallWords { late: true, ..Personality::generic().calls };
    assert!(of(late).starts_with("\r\nRING\r\n\r\nRING\r\n\r\n+CLIP: "));
}
