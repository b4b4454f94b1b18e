use super::*;
use crate::pdu::{Request, compose};
use crate::simulator::modem::{Fault, Personality};

const SECOND: Duration = Duration::from_secs(1);

struct World {
    smsc: Smsc,
    modems: Vec<SimModem>,
    now: Duration,
    output: String,
}

impl World {
    fn new(count: u64, options: SmscOptions) -> Self {
        let modems = (0..count)
            .map(|seed| {
                let mut modem = SimModem::new(Personality::generic(), seed);
                modem.card_mut().unwrap().number = Some(format!("+1202555010{seed}"));
                modem.power_on(Duration::ZERO);
                modem
            })
            .collect();
        let mut world = Self { smsc: Smsc::new(options, 1), modems, now: Duration::ZERO, output: String::new() };
        world.run(10);
        world
    }

    fn run(&mut self, seconds: u32) {
        for _ in 0..seconds * 10 {
            self.now += SECOND / 10;
            for modem in &mut self.modems {
                self.smsc.serve(modem, self.now);
                self.output += &String::from_utf8_lossy(&modem.transmit(self.now));
            }
        }
    }

    fn imsi(&self, modem: usize) -> String {
        self.modems[modem].card().unwrap().imsi.clone()
    }

    fn send(&mut self, modem: usize, to: &str) {
        let request = Request { status_report: true, ..Request::default() };
        let submit = compose(&Address::number(to).unwrap(), &Text::from("hi"), &request).unwrap().remove(0);
        let encoded = Pdu { smsc: None, tpdu: Tpdu::Submit(submit) }.encode();
        self.modems[modem].receive(format!("AT+CMGS={}\r", encoded.tpdu_length).as_bytes(), self.now);
        self.run(1);
        self.modems[modem].receive(format!("{}\x1a", encoded.hex()).as_bytes(), self.now);
        self.run(10);
    }
}

#[test]
fn a_message_waits_until_the_modem_accepts_it() {
    let mut world = World::new(1, SmscOptions::default());
    let imsi = world.imsi(0);
    world.modems[0].unplug(world.now);
    let ids = world.smsc.post_text(&imsi, "Bank", &"long ".repeat(40), world.now).unwrap();
    assert_eq!(ids.len(), 2);
    world.run(20);
    assert_eq!(world.smsc.waiting(), 2);
    world.modems[0].power_on(world.now);
    world.run(20);
    assert_eq!(world.smsc.waiting(), 0);
    let posted = world.smsc.get(ids[1]).unwrap();
    assert!(posted.delivered_at > Some(20 * SECOND) && posted.copies == 1);
    assert_eq!(world.modems[0].slots().len(), 2);
}

#[test]
fn a_full_modem_receives_the_message_when_it_has_room() {
    let mut world = World::new(1, SmscOptions::default());
    let imsi = world.imsi(0);
    world.modems[0].fault(Fault::Full, world.now);
    let id = world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap()[0];
    world.run(20);
    assert_eq!(world.smsc.get(id).unwrap().copies, 0);
    world.modems[0].fault(Fault::Roomy, world.now);
    world.run(20);
    assert_eq!(world.smsc.get(id).unwrap().copies, 1);
}

#[test]
fn a_line_that_comes_back_and_room_in_the_modem_need_no_waiting() {
    let mut world = World::new(1, SmscOptions { retry: 1000 * SECOND, ..SmscOptions::default() });
    let imsi = world.imsi(0);
    world.modems[0].unplug(world.now);
    world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap();
    world.run(1);
    world.modems[0].power_on(world.now);
    world.run(10);
    assert_eq!(world.smsc.waiting(), 0);
    world.modems[0].fault(Fault::Full, world.now);
    world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap();
    world.run(10);
    assert_eq!(world.smsc.waiting(), 1);
    world.modems[0].receive(b"AT+CMGD=1\r", world.now);
    world.run(1);
    assert_eq!(world.smsc.waiting(), 0);
}

#[test]
fn an_offer_that_is_not_acknowledged_is_repeated() {
    let mut world = World::new(1, SmscOptions::default());
    let imsi = world.imsi(0);
    world.modems[0].receive(b"AT+CSMS=1;+CNMI=2,2\r", world.now);
    world.run(1);
    let id = world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap()[0];
    world.run(10);
    assert_eq!((world.smsc.waiting(), world.output.matches("+CMT:").count()), (1, 1));
    world.run(20);
    world.modems[0].receive(b"AT+CNMI=2,2\r", world.now);
    world.smsc.post_text(&imsi, "Bank", "5678", world.now).unwrap();
    world.run(1);
    assert_eq!(world.modems[0].slots().len(), 1, "mt is 0 again: the first message was stored");
    assert_eq!(world.smsc.get(id).unwrap().copies, 1);
    world.modems[0].receive(b"AT+CNMA\r", world.now);
    world.run(10);
    assert_eq!(world.smsc.waiting(), 0);
}

/// A modem that has not acknowledged one direct message refuses the next as busy.
#[test]
fn an_acknowledgement_lets_the_next_message_come_at_once() {
    let mut world = World::new(1, SmscOptions::default());
    let imsi = world.imsi(0);
    world.modems[0].receive(b"AT+CSMS=1;+CNMI=2,2\r", world.now);
    world.run(1);
    for text in ["1234", "5678", "9012"] {
        world.smsc.post_text(&imsi, "Bank", text, world.now).unwrap();
    }
    for waiting in [3, 2, 1] {
        world.run(1);
        assert_eq!(world.smsc.waiting(), waiting);
        world.modems[0].receive(b"AT+CNMA\r", world.now);
    }
    world.run(1);
    assert_eq!((world.smsc.waiting(), world.output.matches("+CMT:").count()), (0, 3));
}

#[test]
fn some_messages_are_delivered_twice() {
    let mut world = World::new(1, SmscOptions { repeats_one_in: 2, ..SmscOptions::default() });
    let imsi = world.imsi(0);
    for number in 0..10 {
        world.smsc.post_text(&imsi, "Bank", &number.to_string(), world.now).unwrap();
    }
    world.run(30);
    let copies: Vec<u32> = world.smsc.posted().map(|(_, posted)| posted.copies).collect();
    assert!(copies.contains(&1) && copies.contains(&2), "{copies:?}");
    assert_eq!(world.modems[0].slots().len(), copies.iter().sum::<u32>() as usize);
    let id = world.smsc.posted().next().unwrap().0;
    let before = world.smsc.get(id).unwrap().copies;
    assert!(world.smsc.repeat(id, world.now));
    world.run(1);
    assert_eq!(world.smsc.get(id).unwrap().copies, before + 1);
}

#[test]
fn lines_write_to_each_other_and_get_their_reports() {
    let mut world = World::new(2, SmscOptions::default());
    for modem in 0..2 {
        world.modems[modem].receive(b"ATE0+CNMI=2,1,0,1\r", world.now);
    }
    world.run(1);
    world.send(0, "+12025550101");
    let (_, stored) = world.modems[1].slots()[0];
    let Tpdu::Deliver(deliver) = Pdu::decode(&stored.pdu).unwrap().tpdu else { panic!("a DELIVER") };
    let sender = deliver.originator.as_ref().map(Address::to_string);
    assert_eq!((sender.as_deref(), deliver.text()), (Some("+12025550100"), Some("hi")));
    assert_eq!(world.output.matches("+CDS:").count(), 1, "{}", world.output);
    assert_eq!(world.smsc.submitted().len(), 1);

    world.send(0, "+4930123456");
    assert_eq!(world.output.matches("+CDS:").count(), 2, "the foreign network accepts everything");
}

#[test]
fn messages_follow_the_card() {
    let mut world = World::new(2, SmscOptions::default());
    let imsi = world.imsi(0);
    let card = world.modems[0].pull_card(world.now).unwrap();
    world.smsc.post_text(&imsi, "Bank", "1234", world.now).unwrap();
    world.run(10);
    world.modems[1].insert_card(card, world.now);
    world.run(20);
    assert_eq!((world.smsc.waiting(), world.modems[1].slots().len()), (0, 1));
}

#[test]
fn a_message_that_can_not_be_sent_is_refused() {
    let mut smsc = Smsc::new(SmscOptions::default(), 1);
    assert!(matches!(smsc.post_text("1", "a name too long", "x", SECOND), Err(PostError::From(_))));
    assert!(matches!(smsc.post_text("1", "Bank", &"x".repeat(50_000), SECOND), Err(PostError::Text(_))));
    let mut world = World::new(1, SmscOptions::default());
    let imsi = world.imsi(0);
    let id = world.smsc.post(&imsi, vec![0; 300], world.now).unwrap();
    world.run(1);
    assert!(world.smsc.get(id).unwrap().refused);
    assert_eq!(world.smsc.waiting(), 0);
}
