//! Catches and counts the panics of a task, so that a panic ends only this task, and its device is started again.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use crate::model::Name;

/// A task panicked. The panic's message is on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panicked;

impl From<Box<dyn Any + Send>> for Panicked {
    fn from(_: Box<dyn Any + Send>) -> Self {
        Self
    }
}

/// Runs a future to its end. After a panic its data may be inconsistent, so the caller must replace them.
pub async fn guarded<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic.into())),
    })
    .await
}

/// Runs blocking work, and catches a panic.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(Panicked::from)
}

/// Counts the panics of each device since the start.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<BTreeMap<Name, u64>>>);

impl Faults {
    /// Counts a panic of a device, and returns its count.
    pub fn count(&self, of: &Name) -> u64 {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(of.clone()).or_default();
        *count += 1;
        *count
    }

    /// The counts of all devices.
    pub fn all(&self) -> BTreeMap<Name, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_caught_at_any_poll() {
        assert_eq!(guarded(async { 7 }).await, Ok(7));
        let divisor = std::hint::black_box(0);
        let panics = async {
            tokio::task::yield_now().await;
            7 / divisor
        };
        assert_eq!(guarded(panics).await, Err(Panicked));
    }

    #[test]
    fn faults_are_counted_by_name() {
        let (faults, name) = (Faults::default(), Name::parse("modem-1").unwrap());
        assert_eq!((faults.count(&name), faults.count(&name)), (1, 2));
        assert_eq!(faults.all(), BTreeMap::from([(name, 2)]));
    }
}
