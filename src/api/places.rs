//! Limits the connections of each subscriber, so that one with many idle connections keeps nobody else out.
//!
//! A connection waits until a whole request has arrived, and works until the answer is sent. If there is no room, the
//! connection that waited longest is closed: of the same subscriber if it has its share, otherwise of the one with most
//! connections. A working connection is never closed.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// The places for connections.
pub struct Places {
    most: usize,
    share: usize,
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    last: u64,
    held: BTreeMap<u64, Held>,
}

/// A place that a connection holds.
struct Held {
    who: IpAddr,
    /// Orders waiting connections by the start of their wait. `None`: the connection works.
    waits: Option<u64>,
    leave: Arc<Notify>,
}

impl Places {
    /// Creates `most` places, of which one subscriber may hold `share`.
    pub fn new(most: usize, share: usize) -> Arc<Self> {
        Arc::new(Self { most, share, table: Mutex::default() })
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a place for a new connection, which waits at first. `None`: there is no room, and no waiting
    /// connection to close. A proxy connects for many clients, so it has no share.
    pub fn take(self: &Arc<Self>, who: IpAddr, is_proxy: bool) -> Option<Arc<Place>> {
        let mut table = self.table();
        let own = table.count(who);
        let from = if !is_proxy && own >= self.share {
            Some(who)
        } else if table.held.len() >= self.most {
            Some(table.greediest(who, own)?)
        } else {
            None
        };
        if let Some(from) = from {
            let oldest = table.oldest(from)?;
            if let Some(held) = table.held.remove(&oldest) {
                held.leave.notify_one();
            }
        }
        let (id, leave) = (table.next(), Arc::new(Notify::new()));
        table.held.insert(id, Held { who, waits: Some(id), leave: Arc::clone(&leave) });
        Some(Arc::new(Place { places: Arc::clone(self), id, leave }))
    }
}

impl Table {
    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn count(&self, who: IpAddr) -> usize {
        self.held.values().filter(|held| held.who == who).count()
    }

    /// The connection of a subscriber that waited longest.
    fn oldest(&self, who: IpAddr) -> Option<u64> {
        let waiting = self.held.iter().filter(|(_, held)| held.who == who);
        waiting.filter_map(|(id, held)| Some((held.waits?, *id))).min().map(|(_, id)| id)
    }

    /// The subscriber with most connections, of those that hold more than the new one (or are the same) and have a
    /// waiting connection.
    fn greediest(&self, who: IpAddr, own: usize) -> Option<IpAddr> {
        let mut counts: BTreeMap<IpAddr, usize> = BTreeMap::new();
        for held in self.held.values() {
            *counts.entry(held.who).or_default() += 1;
        }
        let may = |(other, count): &(IpAddr, usize)| (*other == who || *count > own) && self.oldest(*other).is_some();
        counts.into_iter().filter(may).max_by_key(|(_, count)| *count).map(|(who, _)| who)
    }
}

/// The place of one connection. Dropping it frees the place.
pub struct Place {
    places: Arc<Places>,
    id: u64,
    leave: Arc<Notify>,
}

impl Place {
    /// Completes when the connection must be closed for another one.
    pub async fn revoked(&self) {
        self.leave.notified().await;
    }

    fn mark(&self, waits: bool) {
        let mut table = self.places.table();
        let since = waits.then(|| table.next());
        if let Some(held) = table.held.get_mut(&self.id) {
            held.waits = since;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.table().held.remove(&self.id);
    }
}

/// One request. The connection works as long as this lives.
pub struct Turn(Arc<Place>);

impl Turn {
    /// Starts a request: the connection works now.
    pub fn begin(place: &Arc<Place>) -> Self {
        place.mark(false);
        Self(Arc::clone(place))
    }

    /// Sets whether the connection waits, because the client must send the rest of its request.
    pub fn wait(&self, waits: bool) {
        self.0.mark(waits);
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.mark(true);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    fn who(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    async fn is_revoked(place: &Place) -> bool {
        timeout(Duration::from_millis(1), place.revoked()).await.is_ok()
    }

    #[tokio::test]
    async fn a_subscriber_with_its_share_loses_its_own_connection() {
        let places = Places::new(10, 2);
        let (first, second) = (places.take(who(1), false).unwrap(), places.take(who(1), false).unwrap());
        let turn = Turn::begin(&first);
        let third = places.take(who(1), false).unwrap();
        assert!(!is_revoked(&first).await && is_revoked(&second).await, "one that works is not cut off");
        let other = Turn::begin(&third);
        assert!(places.take(who(1), false).is_none(), "both work");
        turn.wait(true);
        let fourth = places.take(who(1), false).unwrap();
        assert!(is_revoked(&first).await && !is_revoked(&third).await && !is_revoked(&fourth).await);
        drop((turn, other, second, first, third));
        assert_eq!(places.table().held.len(), 1, "each place is freed once");
    }

    #[tokio::test]
    async fn without_a_free_place_the_subscriber_with_most_loses_one() {
        let places = Places::new(4, 3);
        let greedy: Vec<_> = (0..3).map(|_| places.take(who(1), false).unwrap()).collect();
        let small = places.take(who(2), false).unwrap();
        let new = places.take(who(3), false).unwrap();
        assert!(is_revoked(&greedy[0]).await && !is_revoked(&small).await);
        let _working = [Turn::begin(&greedy[1]), Turn::begin(&greedy[2])];
        assert!(places.take(who(1), false).is_none(), "those who wait hold less");
        assert!(!is_revoked(&small).await);
        let _other = Turn::begin(&small);
        let last = places.take(who(4), false).unwrap();
        assert!(is_revoked(&new).await);
        let _all = Turn::begin(&last);
        assert!(places.take(who(5), false).is_none(), "all work");
    }

    #[tokio::test]
    async fn a_proxy_has_no_share_but_loses_connections_to_others() {
        let places = Places::new(4, 1);
        let proxy: Vec<_> = (0..4).map(|_| places.take(who(1), true).unwrap()).collect();
        let _client = places.take(who(2), false).unwrap();
        assert!(is_revoked(&proxy[0]).await && !is_revoked(&proxy[1]).await);
        let _again = places.take(who(1), true).unwrap();
        assert!(is_revoked(&proxy[1]).await);
    }
}
