//! The card and its PIN.

use super::*;

#[test]
fn a_reset_requires_the_pin_again_and_keeps_the_counter() {
    let mut bench = Bench::generic();
    let card = bench.modem.card_mut().unwrap();
    *card = card.clone().with_pin("1234", "12345678");
    bench.talk("> AT+CPIN=9999\n< ERROR\n> AT+CPIN=1234\n< OK");
    bench.modem.fault(Fault::ResetSilently { instant: true }, bench.now);
    bench.run(SECOND / 40);
    bench.send("ATE0\r");
    bench.talk("> AT+CPIN?\n< +CPIN: SIM PIN\n< OK\n> AT+CPIN=9999\n< ERROR");
    bench.modem.fault(Fault::ResetSilently { instant: true }, bench.now);
    bench.run(SECOND / 40);
    bench.send("ATE0\r");
    bench.talk("> AT+CPINR\n< +CPINR: SIM PIN,2,3\n< +CPINR: SIM PUK,10,10\n< OK");
}

#[test]
fn a_pin_opens_the_card_and_its_counter_is_real() {
    for (personality, ask, locked) in [
        (Personality::generic(), "AT+CPINR", "+CPINR: SIM PIN,2,3\n< +CPINR: SIM PUK,10,10"),
        (Personality::e3372h(), "AT^CPIN?", "^CPIN: SIM PIN,2,10,2,10,3"),
        (Personality::ec25(), "AT+QPINC?", "+QPINC: \"SC\",2,10\n< +QPINC: \"P2\",3,10"),
        (Personality::sim800(), "AT+SPIC", "+SPIC: 2,10,3,10"),
        (Personality::zte_mf(), "AT+ZPINPUK=?", "+ZPINPUK: 2,10"),
    ] {
        let mut bench = Bench::booting(personality);
        let card = bench.modem.card_mut().unwrap();
        *card = card.clone().with_pin("0042", "12345678");
        bench.run(30 * SECOND);
        bench.send("ATE0\r");
        bench.talk(&format!(
            r#"
            > AT+CMEE=1
            < OK
            > AT+CPIN?
            < +CPIN: SIM PIN
            < OK
            > AT+CPMS?
            < +CMS ERROR: 311
            > AT+CIMI
            < +CME ERROR: 11
            > AT+CPIN=0043
            < +CME ERROR: 16
            > {ask}
            < {locked}
            < OK
            > AT+CPIN="0042"
            < OK
            "#
        ));
        bench.run(30 * SECOND);
        assert!(bench.modem.registered());
        bench.talk("> AT+CPIN?\n< +CPIN: READY\n< OK");
    }
}
