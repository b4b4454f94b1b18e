//! Blocking HTTP for the whole daemon: one pool of workers, and a queue of requests for each destination.
//!
//! A request that hangs holds its worker until the timeout. So that hanging destinations can't block the others, each request
//! counts as one of three kinds:
//!
//! - `Slow`: the destination's last request took `PROMPT` or more, or another one of its requests runs.
//! - `New`: none of the destination's requests has ended since simgate started.
//! - `Prompt`: its last request ended within `PROMPT`, with any answer.
//!
//! Slow requests hold at most 160 of the 256 workers, slow and new ones together at most 208. This is enough because:
//!
//! 1. However many destinations are slow, they leave 96 workers free, and new ones leave 48 of these. A prompt destination
//!    finds a free worker at once.
//! 2. A destination that starts to hang costs one of those 48 workers once, for one timeout; after that it is slow. Its
//!    concurrent requests count as slow from the start, so a long queue costs no more.
//! 3. So all 256 are held only when 48 destinations that had just answered start to hang within one timeout, beside 208 slow or
//!    new ones. This can't be foreseen, but it ends by itself: N destinations that start to hang at the same moment are known
//!    after N / 208 timeouts, which is 48 s for 1,000 destinations and a timeout of 10 s.
//! 4. Destinations take turns, so a slow one that is well again waits for its turn among those that hang: 1,000 of them with a
//!    timeout of 10 s take 160 workers 63 s. A caller must space the tries of a failing destination and bound its requests.
//!
//! Workers are threads that start on demand and end after `REST` without work. Idle connections are kept as long. A request
//! is tried once; the caller decides about failures. This module knows neither the content of a request nor the meaning of an
//! answer.

mod client;
mod schedule;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::Thread;
use std::time::Duration;

use self::client::{Agents, REST, exchange};
use self::schedule::{Lease, Limits, Schedule};
use crate::clock;
use crate::task::caught;

pub use self::client::{BODY_BYTES_MAX, Client, Failure, Reach, Reply, Request, Trust};

/// The largest number of concurrent requests of one destination.
pub const EACH_MAX: usize = 4;
const LIMITS: Limits = Limits { slow: 160, unproven: 208, all: 256, each: EACH_MAX };

/// A destination whose request took less time does not hang.
const PROMPT: Duration = Duration::from_secs(1);

/// The time limit for connecting; several TLS handshakes fit into it.
const STACK_BYTES: usize = 256 * 1024;

/// The workers and the requests that wait for them.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

/// The queue of one destination. Dropping it drops the requests that wait.
pub struct Destination {
    shared: Arc<Shared>,
    number: u64,
    client: Arc<Client>,
}

/// Requests that were withdrawn before a worker started them.
#[must_use = "their senders wait for an answer"]
pub struct Withdrawn(Vec<Job>);

struct Shared {
    state: Mutex<State>,
}

struct State {
    schedule: Schedule<Job>,
    agents: Agents,
    workers: usize,
    /// Idle workers; the last one to become idle is woken first, so that the others can end.
    resting: Vec<Thread>,
    /// A worker was woken and will take the next request.
    is_summoned: bool,
}

struct Job {
    client: Arc<Client>,
    request: Box<dyn FnOnce() -> Option<Request> + Send>,
    done: Box<dyn FnOnce(Result<Reply, Failure>) + Send>,
}

impl Default for Pool {
    fn default() -> Self {
        Self::new(LIMITS)
    }
}

impl Pool {
    fn new(limits: Limits) -> Self {
        let (schedule, agents) = (Schedule::new(limits), Agents::default());
        let state = State { schedule, agents, workers: 0, resting: Vec::new(), is_summoned: false };
        Self(Arc::new(Shared { state: Mutex::new(state) }))
    }

    pub fn destination(&self, client: Client) -> Destination {
        let number = self.0.lock().schedule.add();
        Destination { shared: Arc::clone(&self.0), number, client: Arc::new(client) }
    }
}

impl Destination {
    /// Queues a request. A worker calls `request` when its turn has come, sends the result, and calls `done` with the outcome
    /// before it takes another one. `None`: nothing is sent. Neither function may block for long.
    pub fn send(
        &self,
        request: impl FnOnce() -> Option<Request> + Send + 'static,
        done: impl FnOnce(Result<Reply, Failure>) + Send + 'static,
    ) {
        let client = Arc::clone(&self.client);
        let mut state = self.shared.lock();
        state.schedule.push(self.number, Job { client, request: Box::new(request), done: Box::new(done) });
        self.shared.summon(state);
    }

    /// Withdraws requests that no worker has started.
    pub fn withdraw(&self) -> Withdrawn {
        Withdrawn(self.shared.lock().schedule.withdraw(self.number).into())
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        // A request may own another destination, so it is dropped without the lock.
        let waiting = self.shared.lock().schedule.remove(self.number);
        drop(waiting);
    }
}

impl Withdrawn {
    /// Calls `done` for each.
    pub fn end(self, why: &str) {
        for job in self.0 {
            let _ = caught(|| (job.done)(Err(Failure::Withdrawn(why.to_owned()))));
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes or starts a worker if a request can be taken; that worker wakes the next.
    fn summon(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        if state.is_summoned || !state.schedule.has_next() {
            return;
        }
        state.is_summoned = true;
        if let Some(worker) = state.resting.pop() {
            drop(state);
            worker.unpark();
            return;
        }
        // Every worker that is neither idle nor woken holds a request within the limits.
        state.workers += 1;
        drop(state);
        let shared = Arc::clone(self);
        let thread = std::thread::Builder::new().name("http".to_owned()).stack_size(STACK_BYTES);
        if let Err(error) = thread.spawn(move || shared.work()) {
            self.do_without_worker(&error);
        }
    }

    /// A thread that can't be started is no fault while other workers exist; without any, no request would ever be sent.
    fn do_without_worker(&self, error: &std::io::Error) {
        let mut state = self.lock();
        state.workers -= 1;
        state.is_summoned = false;
        let left = if state.workers == 0 { state.schedule.withdraw_all() } else { Vec::new() };
        drop(state);
        Withdrawn(left).end(&format!("can't start a thread: {error}"));
    }

    fn work(self: Arc<Self>) {
        let mut state = self.lock();
        state.is_summoned = false;
        while let Some((lease, job, agent)) = self.next(state) {
            let start = clock::now().mono;
            let Job { client, request, done } = job;
            let exchanged = caught(|| {
                request().map_or(Err(Failure::Unwanted), |request| exchange(&agent, request, client.answer_bytes_max))
            });
            let outcome = exchanged.unwrap_or(Err(Failure::Panicked));
            let end = clock::now().mono;
            let has_panicked = matches!(outcome, Err(Failure::Panicked));
            let was_sent = !matches!(outcome, Err(Failure::Panicked | Failure::Unwanted));
            // `done` may withdraw requests for the same destination, so it runs before this worker takes another one.
            let _ = caught(|| done(outcome));
            drop(agent);
            state = self.lock();
            state.schedule.release(lease, was_sent.then_some(end.saturating_sub(start) < PROMPT));
            if has_panicked {
                // A panic may leave the agent in any state, and other destinations share it.
                state.agents.forget(&client);
            } else {
                state.agents.note_end(&client, end);
            }
            state.agents.close_resting(end);
        }
    }

    /// Waits for work. `None`: there was none for `REST`, so this worker ends.
    fn next<'a>(self: &'a Arc<Self>, mut state: MutexGuard<'a, State>) -> Option<(Lease, Job, ureq::Agent)> {
        let until = clock::now().mono + REST;
        loop {
            if let Some((lease, job)) = state.schedule.take() {
                let agent = state.agents.of(&job.client, clock::now().mono);
                self.summon(state);
                return Some((lease, job, agent));
            }
            state.resting.push(std::thread::current());
            state = self.rest(state, until)?;
        }
    }

    /// `None`: nobody woke this worker in time; it is no longer in the list of idle ones.
    fn rest<'a>(&'a self, mut state: MutexGuard<'a, State>, until: Duration) -> Option<MutexGuard<'a, State>> {
        let this = std::thread::current().id();
        loop {
            let left = until.saturating_sub(clock::now().mono);
            drop(state);
            std::thread::park_timeout(left);
            state = self.lock();
            let Some(place) = state.resting.iter().position(|worker| worker.id() == this) else {
                state.is_summoned = false;
                return Some(state);
            };
            let now = clock::now().mono;
            if until <= now {
                state.resting.remove(place);
                state.workers -= 1;
                state.agents.close_resting(now);
                if state.workers == 0 {
                    state.agents.close_all();
                }
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests;
