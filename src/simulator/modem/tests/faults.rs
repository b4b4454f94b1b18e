//! Each fault has its documented effect and no other.

use super::*;

impl Bench {
    fn fault(&mut self, fault: Fault) {
        self.modem.fault(fault, self.now);
    }

    fn answer(&mut self, command: &str, answer: Answer) {
        self.fault(Fault::Answer { command: command.into(), times: 1, answer });
    }

    fn used(&self) -> usize {
        self.modem.slots().len()
    }

    fn receiving(personality: Personality) -> Self {
        let mut bench = Self::new(personality);
        bench.send("AT+CNMI=2,1\r");
        bench
    }
}

#[test]
fn a_silent_modem_loses_commands_and_urcs_but_no_message() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.modem.receive(b"AT+CSQ\r", bench.now);
    bench.fault(Fault::Silent(10 * SECOND));
    assert_eq!(bench.send("AT\r"), "");
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 1));
    assert_eq!(bench.run(9 * SECOND), "");
    assert_eq!(bench.run(SECOND), "\r\n+CSQ: 20,99\r\n\r\nOK\r\n", "the pending reply is late");
    bench.talk("> AT+CPMS?\n< +CPMS: \"SM\",1,20,\"SM\",1,20,\"SM\",1,20\n< OK");
}

#[test]
fn a_silent_reset_loses_settings_and_keeps_slots() {
    for (instant, wait) in [(true, SECOND / 40), (false, 5 * SECOND)] {
        let mut bench = Bench::receiving(Personality::generic());
        bench.deliver(CODE).unwrap();
        bench.run(SECOND);
        bench.fault(Fault::ResetSilently { instant });
        assert_eq!(bench.run(wait), "", "no URC");
        assert_eq!(bench.send("AT+CNMI?\r"), "AT+CNMI?\r\r\n+CNMI: 0,0,0,0,0\r\n\r\nOK\r\n", "echo and CNMI are back");
        assert!(bench.modem.registered());
        assert_eq!(bench.used(), 1);
        assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 2));
        assert_eq!(bench.run(SECOND), "", "no URC is sent");
    }
}

#[test]
fn saved_and_persistent_settings_survive_a_reset() {
    let mut bench = Bench::new(Personality::ec25());
    bench.send("AT+CPMS=\"SM\",\"SM\",\"SM\";&W\r");
    bench.fault(Fault::ResetSilently { instant: true });
    bench.run(SECOND / 40);
    bench.talk("> AT+CPMS?\n< +CPMS: \"SM\",0,50,\"SM\",0,50,\"SM\",0,50\n< OK");
    let mut bench = Bench::new(Personality::e3372h());
    bench.send("AT+CPMS=\"ME\",\"ME\",\"ME\"\r");
    bench.fault(Fault::ResetSilently { instant: true });
    bench.run(SECOND / 40);
    bench.send("ATE0\r");
    bench.talk("> AT+CPMS?\n< +CPMS: \"SM\",0,20,\"SM\",0,20,\"SM\",0,20\n< OK");
}

#[test]
fn a_visible_reset_removes_the_port_on_usb_only() {
    let mut bench = Bench::new(Personality::ec25());
    bench.send("AT+CFUN=1,1\r");
    bench.run(SECOND);
    assert!(bench.modem.hung_up());
    assert_eq!(bench.send("AT\r"), "");
    assert_eq!(bench.deliver(CODE), Err(Refused::Off));
    bench.run(5 * SECOND);
    assert!(!bench.modem.hung_up());
    assert!(bench.run(60 * SECOND).contains("+QIND: SMS DONE"));

    let mut bench = Bench::new(Personality::sim800());
    bench.fault(Fault::Reset);
    assert!(!bench.modem.hung_up());
    assert!(bench.run(60 * SECOND).ends_with("\r\nSMS Ready\r\n"));
}

#[test]
fn unplugging_keeps_only_the_slots() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.deliver(CODE).unwrap();
    bench.modem.receive(b"AT+CSQ\r", bench.now);
    bench.modem.unplug(bench.now);
    assert!(bench.modem.hung_up());
    assert_eq!(bench.run(60 * SECOND), "");
    assert_eq!(bench.modem.next_at(), None, "nothing is due in an unplugged modem");
    bench.modem.power_on(bench.now);
    assert!(!bench.modem.hung_up());
    bench.run(60 * SECOND);
    assert_eq!(bench.send("AT+CNMI?\r"), "AT+CNMI?\r\r\n+CNMI: 0,0,0,0,0\r\n\r\nOK\r\n");
    assert_eq!(bench.used(), 1);
}

#[test]
fn an_offered_message_is_not_acknowledged_by_a_reset() {
    let mut bench = Bench::new(Personality::generic());
    bench.send("AT+CSMS=1;+CNMI=2,2\r");
    assert_eq!(bench.deliver(CODE), Ok(Placed::Offered(1)));
    bench.fault(Fault::ResetSilently { instant: true });
    assert!(matches!(bench.events()[..], [ModemEvent::NotAcknowledged { offer: 1, .. }]));
}

#[test]
fn urcs_are_lost_by_number_or_by_time() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.fault(Fault::LoseUrcs(1));
    bench.deliver(CODE).unwrap();
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",2\r\n");
    bench.fault(Fault::LoseUrcsFor(5 * SECOND));
    bench.deliver(CODE).unwrap();
    bench.run(5 * SECOND);
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",4\r\n");
}

#[test]
fn garbage_has_the_requested_number_of_bytes() {
    let mut bench = Bench::generic();
    bench.fault(Fault::Garbage(500));
    assert_eq!(bench.modem.transmit(bench.now).len(), 500);
    bench.talk("> AT\n< OK");
}

#[test]
fn commands_are_answered_as_requested_and_as_often() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.deliver(CODE).unwrap();
    bench.deliver(CODE).unwrap();
    bench.run(SECOND);
    bench.fault(Fault::Answer { command: "+cmgr".into(), times: 2, answer: Answer::Cms(500) });
    bench.answer("+CSQ", Answer::Error);
    bench.talk("> AT+CMGR=1\n< +CMS ERROR: 500\n> AT\n< OK\n> AT+CMGR=1\n< +CMS ERROR: 500\n> AT+CSQ\n< ERROR");
    assert!(bench.send("AT+CMGR=1\r").contains(CODE));
    bench.answer("", Answer::Slow(3 * SECOND));
    assert_eq!(bench.send("AT\r"), "");
    assert_eq!(bench.run(3 * SECOND), "\r\nOK\r\n");

    bench.answer("+CMGD", Answer::Lost);
    assert_eq!(bench.send("AT+CMGD=1\r"), "");
    assert_eq!(bench.used(), 1, "deleted, without an answer");
    bench.answer("+CMGD", Answer::NotDone);
    assert_eq!(bench.send("AT+CMGD=2\r"), "");
    assert_eq!(bench.used(), 1, "not deleted");
    bench.talk("> AT+CMGD=2\n< OK");
    assert_eq!(bench.used(), 0);
}

#[test]
fn a_list_can_end_in_the_middle() {
    let mut bench = Bench::receiving(Personality::generic());
    for _ in 0..4 {
        bench.deliver(CODE).unwrap();
    }
    bench.run(SECOND);
    bench.answer("+CMGL", Answer::Cut);
    let cut = bench.send("AT+CMGL=4\r");
    assert!(cut.contains("+CMGL: 1") && !cut.contains("+CMGL: 4") && !cut.contains("OK"), "{cut}");
    let whole = bench.send("AT+CMGL=4\r");
    assert!(whole.contains("+CMGL: 4") && whole.ends_with("\r\nOK\r\n"), "{whole}");
}

#[test]
fn a_prompt_that_is_lost_leaves_the_modem_waiting_for_data() {
    let mut bench = Bench::generic();
    bench.answer("+CMGS", Answer::Lost);
    assert_eq!(bench.send("AT+CMGS=15\r"), "");
    assert_eq!(bench.send("AT\r"), "", "taken as text");
    assert_eq!(bench.send("\x1b"), "\r\nOK\r\n");
    bench.talk("> AT\n< OK");
}

#[test]
fn the_result_of_a_send_can_be_lost_refused_or_late() {
    let mut bench = Bench::generic();
    let send = |bench: &mut Bench, answer| {
        bench.fault(Fault::SendResult { times: 1, answer });
        bench.send("AT+CMGS=15\r");
        bench.send(&format!("{SUBMIT}\x1a"));
        (bench.run(5 * SECOND), bench.events().len())
    };
    assert_eq!(send(&mut bench, Answer::Lost), (String::new(), 1), "sent, but the result is lost");
    assert_eq!(send(&mut bench, Answer::NotDone), (String::new(), 0));
    assert_eq!(send(&mut bench, Answer::Cms(350)).1, 0);
    assert_eq!(send(&mut bench, Answer::Slow(135 * SECOND)), (String::new(), 0));
    assert_eq!(bench.run(135 * SECOND), "\r\n+CMGS: 1\r\n\r\nOK\r\n");
    bench.talk("> AT\n< OK");
}

#[test]
fn a_network_may_take_two_minutes_to_refuse() {
    let mut bench = Bench::generic();
    bench.fault(Fault::SendResult { times: 1, answer: Answer::LateCms(350, 135 * SECOND) });
    bench.send("AT+CMGS=15\r");
    bench.send(&format!("{SUBMIT}\x1a"));
    assert_eq!(bench.run(134 * SECOND), "");
    assert_eq!(bench.run(4 * SECOND), "\r\n+CMS ERROR: 350\r\n");
    assert_eq!(bench.events(), []);
}

#[test]
fn a_port_that_hangs_up_leaves_the_modem_alive() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.send("AT+CMGS=15\r");
    bench.send(&format!("{SUBMIT}\x1a"));
    bench.fault(Fault::HangUp(10 * SECOND));
    assert!(bench.modem.hung_up());
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 1));
    assert_eq!(bench.send("AT\r"), "");
    assert_eq!(bench.run(10 * SECOND), "", "neither the result nor the announcement");
    assert!(!bench.modem.hung_up());
    assert_eq!(bench.events().len(), 1, "the message was sent all the same");
    bench.talk("> AT+CNMI?\n< +CNMI: 2,1,0,0,0\n< OK");
}

#[test]
fn a_reset_in_the_middle_of_a_send_leaves_the_message_sent() {
    let mut bench = Bench::generic();
    bench.send("AT+CMGS=15\r");
    bench.send(&format!("{SUBMIT}\x1a"));
    bench.run(SECOND);
    bench.fault(Fault::ResetSilently { instant: true });
    assert_eq!(bench.run(10 * SECOND), "");
    assert_eq!(bench.events().len(), 1);
}

#[test]
fn drafts_fill_the_stores_and_are_removed_again() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.deliver(CODE).unwrap();
    bench.modem.preload(StoreName::SM, Status::Unsent, &bytes(SUBMIT)).unwrap();
    bench.fault(Fault::Full);
    assert_eq!(bench.used(), 120);
    assert_eq!(bench.deliver(CODE), Err(Refused::Full));
    bench.fault(Fault::Roomy);
    assert_eq!(bench.used(), 2, "another draft stays");
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 3));
}

#[test]
fn a_card_keeps_its_messages_when_it_is_moved() {
    let mut bench = Bench::receiving(Personality::ec25());
    bench.send("AT+CPMS=\"SM\",\"SM\",\"SM\"\r");
    bench.deliver(CODE).unwrap();
    bench.run(SECOND);
    let card = bench.modem.pull_card(bench.now).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CPIN: NOT READY\r\n");
    bench.talk("> AT+CPIN?\n< +CME ERROR: 10\n> AT+CPMS?\n< +CMS ERROR: 310\n> AT+QCCID\n< +CME ERROR: 10");
    assert_eq!(bench.deliver(CODE), Err(Refused::Unreachable));
    assert_eq!(bench.used(), 0);

    let other = SimCard::new(10, &mut Random::new(99));
    let iccid = other.iccid.clone();
    assert!(bench.modem.insert_card(other, bench.now).is_none());
    bench.run(30 * SECOND);
    assert!(bench.send("AT+QCCID\r").contains(&iccid));
    bench.talk("> AT+CPMS?\n< +CPMS: \"SM\",0,10,\"SM\",0,10,\"SM\",0,10\n< OK");
    bench.modem.insert_card(card, bench.now);
    bench.run(30 * SECOND);
    assert_eq!(bench.used(), 1);
    assert!(bench.modem.registered());
}

#[test]
fn lost_coverage_is_reported_if_requested_and_refuses_messages() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.send("AT+CREG=1\r");
    bench.fault(Fault::Coverage(Coverage::Denied));
    assert_eq!(bench.run(SECOND), "\r\n+CREG: 3\r\n");
    assert_eq!(bench.deliver(CODE), Err(Refused::Unreachable));
    bench.fault(Fault::Coverage(Coverage::Roaming));
    assert_eq!(bench.run(SECOND), "\r\n+CREG: 5\r\n");
    assert_eq!(bench.deliver(CODE), stored(StoreName::SM, 1));
    bench.run(SECOND);
    assert!(bench.send("AT+CFUN=4\r").contains("+CREG: 0"));
    bench.talk("> AT+CSQ\n< +CSQ: 99,99\n< OK\n> AT+CFUN=1\n< +CREG: 2\n< OK");
    assert_eq!(bench.run(10 * SECOND), "\r\n+CREG: 5\r\n");
}

#[test]
fn healing_ends_all_pending_faults() {
    let mut bench = Bench::receiving(Personality::generic());
    bench.fault(Fault::Silent(1000 * SECOND));
    bench.fault(Fault::Coverage(Coverage::Denied));
    bench.fault(Fault::LoseUrcs(10));
    bench.fault(Fault::Full);
    bench.answer("", Answer::Error);
    bench.modem.heal(bench.now);
    bench.talk("> AT\n< OK");
    bench.deliver(CODE).unwrap();
    assert_eq!(bench.run(SECOND), "\r\n+CMTI: \"SM\",1\r\n");
}
