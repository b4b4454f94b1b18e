//! Blocking HTTP for the whole daemon: one pool of workers, and for each destination a queue of requests.
//!
//! A request that hangs holds its worker until the timeout. So that destinations that hang can't hold up the others,
//! each request counts as what it may turn out to be:
//!
//! - `Slow`: the destination's last request took [`PROMPT`] or more, or the destination has another one under way.
//! - `New`: the destination has not ended any request since simgate was started.
//! - `Prompt`: its last request ended within [`PROMPT`], whatever the answer.
//!
//! Slow ones hold at most 160 of the 256 workers, slow and new ones together at most 208. Why that is enough:
//!
//! 1. However many destinations are known to hang, 96 workers are not theirs, and 48 of these are not for new ones
//!    either. A destination that answers promptly, as it did before, finds a free one at once.
//! 2. A destination that begins to hang costs one of those workers once, for one timeout: after that it is slow. Its
//!    further requests count as slow from the beginning, so a long queue does not cost more.
//! 3. So all 256 are held only where 48 destinations that had just answered begin to hang within one timeout, beside 208
//!    that are slow or new. Nobody can know that before. It ends by itself: N destinations that begin to hang at the
//!    same moment, or are new and hang, are known after N / 208 timeouts, which is 48 s for 1,000 and a timeout of 10 s.
//! 4. Destinations take turns, so a slow one that is well again waits for its turn among those that hang: 1,000 of them
//!    with a timeout of 10 s take 160 workers 63 s. Whoever leaves requests here has to space the tries of a destination
//!    that fails, and to bound how many are under way.
//!
//! Workers are threads that start when there is something to do, and end after [`REST`] without it. Connections are
//! kept as long. A request is tried once: what to do about a failure is the caller's to say. What is to be sent, and
//! what an answer means, is none of this module's business.

mod client;
mod schedule;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::Thread;
use std::time::Duration;

use self::client::{Agents, REST, exchange};
use self::schedule::{Lease, Limits, Schedule};
use crate::clock;
use crate::task::caught;

pub use self::client::{BODY_BYTES_MAX, Client, Failure, Reply, Request, Trust};

/// Requests of one destination under way at the same time.
pub const EACH_MAX: usize = 4;
const LIMITS: Limits = Limits { slow: 160, unproven: 208, all: 256, each: EACH_MAX };

/// A destination whose request held its worker for less is not one that hangs.
const PROMPT: Duration = Duration::from_secs(1);

/// A TLS handshake fits in several times.
const STACK_BYTES: usize = 256 * 1024;

/// The workers, and all that waits for them.
#[derive(Clone)]
pub struct Pool(Arc<Shared>);

/// Where requests to one destination are left. What waits when it is dropped is dropped.
pub struct Destination {
    shared: Arc<Shared>,
    number: u64,
    client: Arc<Client>,
}

/// Requests that no worker has begun with, nor will.
#[must_use = "whoever waits for these has to be told"]
pub struct Withdrawn(Vec<Job>);

struct Shared {
    state: Mutex<State>,
}

struct State {
    schedule: Schedule<Job>,
    agents: Agents,
    workers: usize,
    /// Workers with nothing to do; the last one to rest is the first to be woken, so that the others may end.
    resting: Vec<Thread>,
    /// A worker is on its way to take what can be taken.
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
    /// Leaves a request. A worker makes it when its turn has come, sends it, and calls `done` with what came of it
    /// before it takes anything else. `None`: it is not to be sent any more. Neither may block for long.
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

    /// Takes back what no worker has begun with.
    pub fn withdraw(&self) -> Withdrawn {
        Withdrawn(self.shared.lock().schedule.withdraw(self.number).into())
    }
}

impl Drop for Destination {
    fn drop(&mut self) {
        // What a request holds may be another destination: it is dropped when the lock is not held.
        let waiting = self.shared.lock().schedule.remove(self.number);
        drop(waiting);
    }
}

impl Withdrawn {
    /// Tells those who wait for them.
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

    /// Sees to it that somebody takes what can be taken. That one summons the next.
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
        // Each worker that neither rests nor is on its way holds one of those that the limits allow.
        state.workers += 1;
        drop(state);
        let shared = Arc::clone(self);
        let thread = std::thread::Builder::new().name("http".to_owned()).stack_size(STACK_BYTES);
        if let Err(error) = thread.spawn(move || shared.work()) {
            self.do_without_worker(&error);
        }
    }

    /// Those that there are go on. Where there is none, nobody would ever come.
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
            let exchanged = caught(|| request().map_or(Err(Failure::Unwanted), |request| exchange(&agent, request)));
            let outcome = exchanged.unwrap_or(Err(Failure::Panicked));
            let end = clock::now().mono;
            let has_panicked = matches!(outcome, Err(Failure::Panicked));
            let was_sent = !matches!(outcome, Err(Failure::Panicked | Failure::Unwanted));
            // It may withdraw what waits for the same destination, which this worker is not to begin with before.
            let _ = caught(|| done(outcome));
            drop(agent);
            state = self.lock();
            state.schedule.release(lease, was_sent.then_some(end.saturating_sub(start) < PROMPT));
            if has_panicked {
                // Nobody knows what it left behind, and other destinations share it.
                state.agents.forget(&client);
            } else {
                state.agents.note_end(&client, end);
            }
            state.agents.close_resting(end);
        }
    }

    /// Waits for something to do. `None`: there was nothing for so long that this worker ends.
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

    /// `None`: nobody has summoned this worker until the time was over, and it is gone from those that rest.
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
