//! What arrives, what devices tell and what destinations answer, as rows of one transaction.

use std::collections::BTreeMap;
use std::time::Duration;

use hmac::Mac;

use crate::flow::assembly;
use crate::flow::delivery::{Lane, Queue};
use crate::flow::inbound::{self, Equality, Incoming, Kind};
use crate::flow::notice::{self, Code, Confidence};
use crate::flow::{Action, Answer, Arrival, DeviceReport, Event, PinRequest, Place, Raw, pin, retry};
use crate::model::{DeviceName, IdSource, Now, SimId};
use crate::store::{About, Content, DeliveryState, NewMessage, StoreError, StoredPart, Tx};

use super::marks::{Keyed, mark};
use super::outbox::Outbox;
use super::{CODE_VALID, Effect, Run, Settings, Sims, sending};

/// One transaction being written.
pub(super) struct Write<'a> {
    pub tx: &'a Tx<'a>,
    pub settings: &'a Settings,
    pub keyed: &'a Keyed,
    pub sims: &'a mut Sims,
    pub ids: &'a mut IdSource,
    pub now: Now,
    pub run: Run,
    pub outbox: &'a Outbox,
    pub queues: &'a BTreeMap<DeviceName, Queue>,
    pub effects: Vec<Effect>,
}

impl Write<'_> {
    pub fn event(&mut self, event: &Event) -> Result<(), StoreError> {
        match event {
            Event::Arrived(arrival) => {
                let line = self.named(&arrival.sim)?;
                let place = arrival.place.as_ref().map(|place| self.placed(place)).transpose()?;
                self.arrived(arrival, &line, place.as_ref())
            }
            Event::Missed(call) => self.missed(call),
            Event::Freed(place) => self.tx.freed(&self.placed(place)?),
            Event::Card { iccid, imsi } => {
                self.then(sending::Effect::CardKnown);
                self.sims.clear();
                self.tx.card(iccid, imsi)
            }
            Event::PinWanted(request) => self.pin_wanted(request),
            Event::PinTried { card, pin, opened } => {
                self.tx.pin_tried(card, &self.mark(&["pin", card, pin.reveal()]), *opened)
            }
            Event::CardOpen { card, pin } => self.tx.pin_worked(card, &self.mark(&["pin", card, pin.reveal()])),
            Event::Device(report) => {
                let sim = report.sim.as_ref().map(|sim| self.named(sim)).transpose()?;
                let seat = self.seat(report, sim.as_ref())?;
                self.then(sending::Effect::Seat { device: report.device.clone(), seat });
                self.effects.push(Effect::Reported(DeviceReport { sim, ..report.clone() }));
                self.tx.device(report, self.now.wall)
            }
            Event::Answered { delivery, destination, answer } => self.answered(*delivery, destination, answer),
            Event::Wished { ticket, wish } => self.wished(*ticket, wish),
            Event::PartDone { device, ticket, outcome } => self.part_done(device, *ticket, outcome),
            Event::Reachable { .. } | Event::ClockSynchronised(_) | Event::ClockTold(_) => Ok(()),
        }
    }

    /// What follows for messages on their way out.
    pub fn then(&mut self, effect: sending::Effect) {
        self.effects.push(Effect::Sending(effect));
    }

    /// A card that could be read only by its subscription this time is still the same card.
    pub fn named(&self, sim: &SimId) -> Result<SimId, StoreError> {
        let known = match sim {
            SimId::Imsi(imsi) => self.tx.card_of(imsi)?.map(SimId::Iccid),
            SimId::Iccid(_) | SimId::Equipment(_) | SimId::Device(_) => None,
        };
        Ok(known.unwrap_or_else(|| sim.clone()))
    }

    fn rows(&mut self, line: &SimId) -> Result<(i64, Vec<i64>), StoreError> {
        if let Some(rows) = self.sims.get(line) {
            return Ok(rows.clone());
        }
        let rows = (self.tx.sim(line)?, self.tx.other_names(line)?);
        self.sims.insert(line.clone(), rows.clone());
        Ok(rows)
    }

    fn placed(&self, place: &Place) -> Result<Place, StoreError> {
        Ok(Place { holder: self.named(&place.holder)?, slot: place.slot })
    }

    /// The same slot is the same message until it was seen empty; elsewhere an identical TPDU within the window is the
    /// network repeating itself, where its stamp tells. Both are acknowledged, neither is new.
    fn arrived(&mut self, arrival: &Arrival, line: &SimId, place: Option<&Place>) -> Result<(), StoreError> {
        // A slot of the equipment stays the same under another card; a repeat is one line's.
        let lying = self.fingerprint(None, &arrival.raw);
        let in_place = match place {
            Some(place) => self.tx.in_place(place)?,
            None => None,
        };
        if in_place != Some(lying) {
            if let Some(place) = place {
                self.tx.placed(place, &lying)?;
            }
            let (sim, other_names) = self.rows(line)?;
            let fingerprint = self.fingerprint(Some(sim), &arrival.raw);
            let incoming = inbound::read(&arrival.raw);
            let mut repeated = false;
            if self.tells_repeats(&incoming, &arrival.raw)? {
                let window = self.settings.dedupe_window;
                let young = self.run.surely_within(window, self.now).map_or(i64::MAX, |marks| marks.part);
                let since = arrival.at.before(window);
                repeated = self.tx.repeated(&fingerprint, since, young)?;
                // It may have come while the card was known by its subscription alone, or by nothing.
                let unnamed = self.tx.rows_unnamed(&arrival.device, line)?;
                for before in other_names.into_iter().chain(unnamed) {
                    repeated |= self.tx.repeated(&self.fingerprint(Some(before), &arrival.raw), since, young)?;
                }
            }
            if !repeated {
                self.begin(arrival, line, sim, &incoming, &fingerprint)?;
            }
        }
        let acknowledge = Action::Acknowledge { device: arrival.device.clone(), ticket: arrival.ticket };
        self.effects.push(Effect::Do(acknowledge));
        Ok(())
    }

    /// Whether the network repeats itself if the same bytes were here before.
    fn tells_repeats(&self, incoming: &Incoming, raw: &Raw) -> Result<bool, StoreError> {
        if self.settings.dedupe_window.is_zero() {
            return Ok(false);
        }
        match incoming.equality() {
            Equality::Repeat => Ok(true),
            Equality::RepeatIfToTheSecond => self.tx.stamps_to_the_second(parted(raw).0),
            Equality::Nothing => Ok(false),
        }
    }

    /// A message, or a part of one, that was not here before.
    fn begin(
        &mut self,
        arrival: &Arrival,
        line: &SimId,
        sim: i64,
        incoming: &Incoming,
        fingerprint: &[u8; 32],
    ) -> Result<(), StoreError> {
        let (group, sequence) = match &incoming.kind {
            Kind::Part { group, sequence } => (Some(group), *sequence),
            Kind::Whole | Kind::Report | Kind::Undecoded => (None, 1),
        };
        let joined = match group {
            Some(group) => {
                let part = assembly::Part { sequence, stamp: incoming.stamp };
                assembly::join(&self.tx.open_groups(sim, group)?, part)
            }
            None => None,
        };
        let message = match joined {
            Some(message) => message,
            None => self.first(arrival, line, sim, incoming)?,
        };
        self.tx.part(message, sequence, &arrival.raw, fingerprint, arrival.at)?;
        match &incoming.kind {
            Kind::Part { group, .. } => {
                let parts = self.tx.parts(message)?;
                if missing(group.total, &parts).is_empty() { self.finish(message, "complete", &parts) } else { Ok(()) }
            }
            Kind::Report => self.reported(sim, arrival),
            Kind::Whole | Kind::Undecoded => Ok(()),
        }
    }

    /// A message of one part is written with all that it says; one of several waits for the others.
    fn first(&mut self, arrival: &Arrival, line: &SimId, sim: i64, incoming: &Incoming) -> Result<i64, StoreError> {
        let settings = self.settings;
        let (group, state, received_at) = match &incoming.kind {
            Kind::Part { group, .. } => (Some(group), "assembling", arrival.at),
            Kind::Whole => (None, "complete", self.now.wall),
            Kind::Report => (None, "report", self.now.wall),
            Kind::Undecoded => (None, "undecoded", self.now.wall),
        };
        let content = match incoming.kind {
            Kind::Whole => self.content(sim, &incoming.sender, &[arrival.raw.bytes()], Vec::new())?,
            Kind::Part { .. } | Kind::Report | Kind::Undecoded => Content::default(),
        };
        let directory = &settings.directory;
        let (sim_name, number) = directory.line(line);
        let (owner, destinations) = directory.route(number);
        let id = self.ids.next(arrival.at);
        let message = self.tx.begun(&NewMessage {
            id,
            state,
            sim,
            sim_name: &sim_name,
            arrival,
            sender: &incoming.sender,
            number: number.map(|number| number.as_str()),
            owner,
            sent_at: incoming.sent_at.as_deref(),
            received_at,
            parts: group.map_or(1, |group| group.total),
            group,
            content: &content,
        })?;
        match &incoming.kind {
            Kind::Part { .. } => self.effects.push(Effect::Waits(message, settings.assembly_wait)),
            Kind::Whole | Kind::Undecoded => self.announce(message, &id.to_string(), sim, destinations)?,
            Kind::Report => {}
        }
        Ok(message)
    }

    /// Parts are still missing and their time is over.
    pub fn out_of_time(&mut self, message: i64) -> Result<(), StoreError> {
        let parts = self.tx.parts(message)?;
        self.finish(message, "incomplete", &parts)
    }

    /// A message of several parts has all that it will have.
    fn finish(&mut self, message: i64, state: &str, parts: &[StoredPart]) -> Result<(), StoreError> {
        let head = self.tx.head(message)?;
        let raw: Vec<&[u8]> = parts.iter().map(|part| part.raw.as_slice()).collect();
        let content = self.content(head.sim, &head.sender, &raw, missing(head.parts, parts))?;
        self.tx.finished(message, state, &content, self.now.wall)?;
        self.effects.push(Effect::Complete(message));
        let number = head.number.and_then(|number| number.parse().ok());
        let settings = self.settings;
        let (_, destinations) = settings.directory.route(number.as_ref());
        self.announce(message, &head.id, head.sim, destinations)
    }

    /// What a message says, with its code, from all its parts that came.
    fn content(&mut self, sim: i64, sender: &str, raw: &[&[u8]], missing: Vec<u8>) -> Result<Content, StoreError> {
        let body = inbound::body(raw.iter().copied());
        let found = body.text.as_deref().and_then(|text| self.settings.finder.find(sender, text));
        let code = found.map(|found| {
            let expires_at = self.now.wall.after(found.valid_for.unwrap_or(CODE_VALID));
            let confidence = Confidence::from_share(found.confidence);
            let (value, service, origin) = (found.value, found.service, found.origin);
            (Code { value, service, origin, confidence, expires_at: expires_at.to_string() }, expires_at)
        });
        if let Some(text) = &body.text {
            self.heed(sim, sender, text)?;
        }
        Ok(Content { text: body.text, data: body.data, code, missing })
    }

    fn announce(&mut self, message: i64, id: &str, sim: i64, destinations: &[DeviceName]) -> Result<(), StoreError> {
        let event = format!("{id}.received");
        self.tell(&event, notice::Kind::SmsReceived, About::Received(message), sim, destinations)
    }

    /// An event, and its way to each destination.
    pub fn tell(
        &mut self,
        event: &str,
        kind: notice::Kind,
        about: About,
        lane: Lane,
        destinations: &[DeviceName],
    ) -> Result<(), StoreError> {
        let names: Vec<&str> = destinations.iter().map(DeviceName::as_str).collect();
        let deliveries = self.tx.announced(event, kind.as_str(), about, lane, &names, self.now.wall)?;
        for (destination, delivery) in destinations.iter().cloned().zip(deliveries) {
            self.effects.push(Effect::Offer { destination, delivery, lane });
        }
        Ok(())
    }

    fn pin_wanted(&mut self, request: &PinRequest) -> Result<(), StoreError> {
        let mark = self.mark(&["pin", &request.card, request.pin.reveal()]);
        let verdict = pin::judge(self.tx.pin_history(&request.card, &mark)?, request.attempts_left);
        if verdict == pin::Verdict::Try {
            self.tx.pin_risked(&request.card, &mark)?;
        }
        self.effects.push(Effect::Do(Action::AnswerPin { device: request.device.clone(), verdict }));
        Ok(())
    }

    fn answered(&mut self, delivery: i64, destination: &DeviceName, answer: &Answer) -> Result<(), StoreError> {
        let to = destination.clone();
        match answer {
            Answer::Taken => {
                self.tx.ended(delivery, DeliveryState::Settled, None, self.now.wall)?;
                self.effects.push(Effect::Taken { destination: to, delivery });
            }
            Answer::Gone { why } => {
                self.effects.push(Effect::Refused { destination: to, delivery });
                self.bury(delivery, destination, why)?;
            }
            Answer::Refused { why } => {
                self.effects.push(Effect::Refused { destination: to, delivery });
                self.postpone(delivery, destination, why, None)?;
            }
            Answer::Failed { why, retry_after } => {
                if self.queues.get(destination).is_some_and(|queue| queue.is_own_fault(delivery)) {
                    self.effects.push(Effect::SetAside { destination: to, delivery });
                    self.postpone(delivery, destination, why, *retry_after)?;
                } else {
                    let (retry_after, reason) = (*retry_after, why.clone());
                    self.effects.push(Effect::Failed { destination: to, delivery, retry_after, why: reason });
                    self.hinder(delivery, destination, why)?;
                }
            }
            Answer::Unavailable { why } => {
                self.effects.push(Effect::Unavailable { destination: to, delivery, why: why.clone() });
                self.hinder(delivery, destination, why)?;
            }
        }
        Ok(())
    }

    /// It is tried again by its own schedule, as long as that lasts.
    fn postpone(
        &mut self,
        delivery: i64,
        destination: &DeviceName,
        why: &str,
        retry_after: Option<Duration>,
    ) -> Result<(), StoreError> {
        let attempts = self.tx.delivery_past(delivery)?.map_or(0, |(attempts, _)| attempts);
        let Some(wait) = retry::wait_after_refusal(attempts + 1, delivery) else {
            return self.bury(delivery, destination, why);
        };
        let wait = wait.max(retry_after.unwrap_or_default().min(retry::RETRY_AFTER_MAX));
        self.tx.postponed(delivery, self.now.wall.after(wait), why)?;
        if attempts == 0 {
            let (destination, why) = (destination.clone(), why.to_owned());
            self.effects.push(Effect::Stuck { destination, delivery, why });
        }
        Ok(())
    }

    /// It waits for its destination, as long as it is to be tried at all.
    fn hinder(&mut self, delivery: i64, destination: &DeviceName, why: &str) -> Result<(), StoreError> {
        let known = self.settings.destinations.get(destination);
        let give_up = known.map_or(Duration::MAX, |known| known.give_up);
        let made = self.tx.delivery_past(delivery)?.map(|(_, made)| made);
        let young = self.run.surely_within(give_up, self.now).is_some_and(|marks| delivery > marks.delivery);
        if !young && made.is_some_and(|made| self.now.wall >= made.after(give_up)) {
            return self.bury(delivery, destination, why);
        }
        self.tx.hindered(delivery, why)
    }

    /// It is a dead letter from now on.
    fn bury(&mut self, delivery: i64, destination: &DeviceName, why: &str) -> Result<(), StoreError> {
        self.tx.ended(delivery, DeliveryState::Dead, Some(why), self.now.wall)?;
        let (destination, why) = (destination.clone(), why.to_owned());
        self.effects.push(Effect::Dead { destination, delivery, why });
        Ok(())
    }

    /// Of a TPDU, on one line or wherever. The SMSC address is left out: a repeat may come by another
    /// one.
    fn fingerprint(&self, sim: Option<i64>, raw: &Raw) -> [u8; 32] {
        let mut mac = self.keyed.clone();
        mac.update(b"tpdu\0");
        mac.update(&sim.unwrap_or(0).to_be_bytes());
        mac.update(parted(raw).1);
        mac.finalize().into_bytes().into()
    }

    pub fn mark(&self, words: &[&str]) -> [u8; 32] {
        mark(self.keyed, words)
    }
}

/// The SMSC's address, with its length, and the TPDU.
fn parted(raw: &Raw) -> (&[u8], &[u8]) {
    let bytes = raw.bytes();
    let smsc = match raw {
        Raw::Pdu(_) => bytes.first().map_or(0, |&octets| 1 + usize::from(octets)),
        Raw::Line(_) => 0,
    };
    bytes.split_at_checked(smsc).unwrap_or((&[], bytes))
}

fn missing(total: u8, parts: &[StoredPart]) -> Vec<u8> {
    let have: Vec<u8> = parts.iter().map(|part| part.sequence).collect();
    assembly::missing(total, &have)
}
