//! Tasks of which a panic ends no other: it is caught, counted, and what the task served begins anew.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use crate::model::Name;

/// What panicked. Its message went to the standard error, as every panic's does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panicked;

impl From<Box<dyn Any + Send>> for Panicked {
    fn from(_: Box<dyn Any + Send>) -> Self {
        Self
    }
}

/// Runs a future to its end. What it worked on may be half done after a panic: the caller replaces it.
pub async fn guarded<F: Future>(future: F) -> Result<F::Output, Panicked> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic.into())),
    })
    .await
}

/// The same of work that blocks.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(Panicked::from)
}

/// How often each device panicked since simgate was started.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<BTreeMap<Name, u64>>>);

impl Faults {
    /// Counts one, and returns how many there are by now.
    pub fn count(&self, of: &Name) -> u64 {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(of.clone()).or_default();
        *count += 1;
        *count
    }

    pub fn all(&self) -> BTreeMap<Name, u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_caught_wherever_the_future_has_come() {
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
