//! Where devices and forwarders leave events for the gateway, and how it takes them.
//!
//! In a burst the gateway lets them gather for some milliseconds: to be woken for each, and an fsync for each,
//! would take more than all that is done with them. Nobody waits for that who has nothing else to do: a modem
//! brings its next message meanwhile. A destination that has answered waits for its next one, which needs no fsync:
//! while there is one, answers do not gather.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::clock;
use crate::flow::Event;
use crate::gateway::Urgency;

/// Events of one transaction: more would keep the first of them waiting.
const BATCH_MAX: usize = 256;
/// How long events gather in a burst.
const GATHER: Duration = Duration::from_millis(100);
/// As many are worth a transaction.
const ENOUGH: usize = 96;
/// So many arrivals within [`BURST`] are one.
const BURST_ARRIVALS: usize = 8;
const BURST: Duration = Duration::from_millis(200);

/// What each of those who tell may leave unanswered is bounded, so the queue is.
#[derive(Clone, Default)]
pub struct Inbox(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    bell: Condvar,
}

#[derive(Default)]
struct Waiting {
    events: VecDeque<Event>,
    /// When the first of them came.
    since: Duration,
    /// What destinations said, apart from the order of all else.
    answers: VecDeque<Event>,
    /// Each answered once everything before it was handled: proof that the thread goes on.
    pings: Vec<oneshot::Sender<()>>,
    stop: bool,
    /// Somebody waits for what follows from one of them.
    urgent: bool,
    /// What is not urgent need not ring.
    gathering: bool,
    /// Deliveries wait for an answer to one before them.
    queued: bool,
}

#[derive(Default)]
pub struct Batch {
    pub events: Vec<Event>,
    pub pings: Vec<oneshot::Sender<()>>,
}

/// Tells a burst from messages that come one by one.
#[derive(Default)]
pub struct Rush(VecDeque<Duration>);

impl Inbox {
    pub fn tell(&self, event: Event) {
        let mut waiting = self.lock();
        waiting.urgent |= !can_gather(&event);
        if matches!(event, Event::Answered { .. }) {
            waiting.answers.push_back(event);
        } else {
            if waiting.events.is_empty() {
                waiting.since = clock::now().mono;
            }
            waiting.events.push_back(event);
        }
        self.ring(waiting);
    }

    pub fn ping(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        let mut waiting = self.lock();
        waiting.urgent = true;
        waiting.pings.push(sender);
        self.ring(waiting);
        receiver
    }

    pub fn stop(&self) {
        let mut waiting = self.lock();
        waiting.stop = true;
        self.ring(waiting);
    }

    /// Waits at most `pause` for something, then takes all that is there, or the answers alone where deliveries are
    /// `queued` for them and all else may still gather. `None`: it is time to stop, and all was taken before.
    pub fn take(&self, pause: Duration, in_burst: bool, queued: bool) -> Option<Batch> {
        let mut waiting = self.lock();
        if in_burst && !waiting.is_enough() {
            (waiting.gathering, waiting.queued) = (true, queued);
            let left = waiting.gather_until().saturating_sub(clock::now().mono);
            waiting = self.wait(waiting, left.min(pause), |waiting| !waiting.is_enough() && !waiting.has_room());
            waiting.gathering = false;
            if waiting.has_room() && !waiting.is_enough() && clock::now().mono < waiting.gather_until() {
                return Some(Batch { events: waiting.answers.drain(..).collect(), pings: Vec::new() });
            }
        }
        waiting = self.wait(waiting, pause, |waiting| !waiting.has_any() && waiting.pings.is_empty() && !waiting.stop);
        if waiting.stop && !waiting.has_any() {
            return None;
        }
        let mut events: Vec<Event> = waiting.answers.drain(..).collect();
        let count = waiting.events.len().min(BATCH_MAX.saturating_sub(events.len()));
        events.extend(waiting.events.drain(..count));
        waiting.urgent = waiting.events.iter().any(|event| !can_gather(event));
        Some(Batch { events, pings: std::mem::take(&mut waiting.pings) })
    }

    fn ring(&self, waiting: MutexGuard<'_, Waiting>) {
        let rings = !waiting.gathering || waiting.is_enough() || waiting.has_room();
        drop(waiting);
        if rings {
            self.0.bell.notify_one();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(
        &self,
        waiting: MutexGuard<'a, Waiting>,
        time: Duration,
        goes_on: impl FnMut(&mut Waiting) -> bool,
    ) -> MutexGuard<'a, Waiting> {
        self.0.bell.wait_timeout_while(waiting, time, goes_on).unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Waiting {
    fn is_enough(&self) -> bool {
        self.stop || self.urgent || self.events.len() + self.answers.len() >= ENOUGH
    }

    fn has_any(&self) -> bool {
        !self.events.is_empty() || !self.answers.is_empty()
    }

    /// A destination may be given its next delivery.
    fn has_room(&self) -> bool {
        self.queued && !self.answers.is_empty()
    }

    fn gather_until(&self) -> Duration {
        let since = if self.events.is_empty() { clock::now().mono } else { self.since };
        since + GATHER
    }
}

impl Rush {
    /// Notes a batch that came at `now`; whether more are to be expected at once.
    pub fn note(&mut self, events: &[Event], now: Duration) -> bool {
        let arrivals = events.iter().filter(|event| matches!(event, Event::Arrived(_))).count();
        self.0.extend(std::iter::repeat_n(now, arrivals));
        self.0.drain(..self.0.len().saturating_sub(BURST_ARRIVALS));
        self.0.len() == BURST_ARRIVALS && self.0.front().is_some_and(|first| now.saturating_sub(*first) <= BURST)
    }
}

/// Messages and calls, and the ends of what was done with them.
fn can_gather(event: &Event) -> bool {
    match Urgency::of(event) {
        Urgency::Soon | Urgency::Later => true,
        Urgency::Awaited | Urgency::Unwritten => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{Answer, Arrival};
    use crate::flow::{Place, Raw};
    use crate::model::{DeviceName, SimId, Slot, StoreName, Timestamp};

    fn device() -> DeviceName {
        DeviceName::parse("m").unwrap()
    }

    fn freed(index: u16) -> Event {
        Event::Freed(Place { holder: SimId::Device(device()), slot: Slot { store: StoreName::SM, index } })
    }

    fn arrived() -> Event {
        let (sim, raw) = (SimId::Device(device()), Raw::Pdu(vec![0]));
        Event::Arrived(Arrival {
            device: device(),
            ticket: 1,
            sim,
            place: None,
            announced: true,
            raw,
            at: Timestamp::from_millis(0),
        })
    }

    #[test]
    fn all_that_was_told_is_taken_in_its_order_before_the_end() {
        let inbox = Inbox::default();
        for index in 0..300 {
            inbox.tell(freed(index));
        }
        let ping = inbox.ping();
        inbox.stop();
        let mut taken = Vec::new();
        while let Some(batch) = inbox.take(Duration::ZERO, true, false) {
            assert!(batch.events.len() <= BATCH_MAX);
            taken.extend(batch.events);
            batch.pings.into_iter().for_each(|ping| ping.send(()).unwrap());
        }
        let indices: Vec<u16> = taken
            .iter()
            .filter_map(|event| if let Event::Freed(place) = event { Some(place.slot.index) } else { None })
            .collect();
        assert_eq!(indices, (0..300).collect::<Vec<_>>());
        ping.blocking_recv().unwrap();
    }

    #[test]
    fn gathering_ends_with_what_somebody_waits_for() {
        let inbox = Inbox::default();
        inbox.tell(freed(1));
        assert!(!inbox.lock().is_enough());
        let _ping = inbox.ping();
        assert!(inbox.lock().is_enough());
        inbox.take(Duration::from_secs(600), true, true).unwrap();
        assert!(!inbox.lock().is_enough());
        (0..ENOUGH).for_each(|_| inbox.tell(arrived()));
        assert!(inbox.lock().is_enough());
    }

    /// Else a destination would be given no more than it takes at once until the burst is over.
    #[test]
    fn an_answer_that_a_delivery_waits_for_does_not_gather_with_the_rest() {
        let answered = |delivery| Event::Answered { delivery, destination: device(), answer: Answer::Taken };
        let long = Duration::from_secs(600);
        let inbox = Inbox::default();
        inbox.tell(freed(1));
        inbox.tell(answered(7));
        let batch = inbox.take(long, true, true).unwrap();
        assert!(matches!(batch.events[..], [Event::Answered { delivery: 7, .. }]), "the slot can wait");
        inbox.tell(answered(8));
        let before = clock::now().mono;
        let batch = inbox.take(long, true, false).unwrap();
        assert_eq!(batch.events.len(), 2, "nothing waits for the answer");
        assert!(clock::now().mono - before < long);
        // What gathers does so once, however often an answer comes between.
        inbox.tell(freed(2));
        std::thread::sleep(GATHER);
        inbox.tell(answered(9));
        assert_eq!(inbox.take(long, true, true).unwrap().events.len(), 2);
    }

    #[test]
    fn messages_that_come_one_by_one_are_no_burst() {
        let ms = Duration::from_millis;
        let mut rush = Rush::default();
        let one_by_one = (0..20).map(|count| rush.note(&[arrived()], ms(count * 50)));
        assert_eq!(one_by_one.filter(|&burst| burst).count(), 0);
        let quick: Vec<bool> = (0..20).map(|count| rush.note(&[arrived(), freed(1)], ms(2000 + count * 10))).collect();
        assert_eq!((quick[6], quick[7], quick[19]), (false, true, true));
        assert!(!rush.note(&[freed(1)], ms(2600)));
    }
}
