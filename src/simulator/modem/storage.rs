//! One message store (3GPP TS 27.005 3.2.2): numbered slots that keep their contents over a reset.

use crate::model::StoreName;

/// `<stat>` of TS 27.005 3.1, as in PDU mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Unread = 0,
    Read = 1,
    /// A draft: written on the modem, not sent.
    Unsent = 2,
    Sent = 3,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    pub status: Status,
    /// SCA and TPDU.
    pub pdu: Vec<u8>,
}

impl Stored {
    /// `<length>`: the octets of the TPDU, without the SCA before it.
    pub fn tpdu_length(&self) -> usize {
        let sca = self.pdu.first().map_or(0, |length| usize::from(*length) + 1);
        self.pdu.len().saturating_sub(sca)
    }

    /// Notes that the host has read the message.
    pub(super) fn mark_read(&mut self) {
        if self.status == Status::Unread {
            self.status = Status::Read;
        }
    }
}

/// One physical store, on the card or in the modem. Positions count from 0 here; the index for the host begins at the
/// model's first index.
#[derive(Debug, Clone)]
pub struct Store {
    slots: Vec<Option<Stored>>,
}

impl Store {
    pub fn new(capacity: u16) -> Self {
        Self { slots: vec![None; usize::from(capacity)] }
    }

    pub fn capacity(&self) -> usize {
        self.slots.len()
    }

    pub fn used(&self) -> usize {
        self.slots.iter().flatten().count()
    }

    pub fn is_full(&self) -> bool {
        self.slots.iter().all(Option::is_some)
    }

    /// Puts a message into the lowest free slot.
    pub fn put(&mut self, stored: Stored) -> Option<usize> {
        let free = self.slots.iter().position(Option::is_none)?;
        self.slots[free] = Some(stored);
        Some(free)
    }

    pub fn get_mut(&mut self, position: usize) -> Option<&mut Stored> {
        self.slots.get_mut(position)?.as_mut()
    }

    pub fn take(&mut self, position: usize) -> Option<Stored> {
        self.slots.get_mut(position)?.take()
    }

    pub fn iter(&self) -> impl Iterator<Item = (usize, &Stored)> {
        self.slots.iter().enumerate().filter_map(|(position, slot)| Some((position, slot.as_ref()?)))
    }
}

/// The physical stores of a name, in the order of their indexes: `MT` is the modem's and the card's together.
pub(super) fn parts(name: StoreName) -> &'static [StoreName] {
    const ONE: [&[StoreName]; 3] = [&[StoreName::SM], &[StoreName::ME], &[StoreName::SR]];
    const BOTH: &[StoreName] = &[StoreName::ME, StoreName::SM];
    if name == StoreName::MT {
        return BOTH;
    }
    ONE.into_iter().find(|one| one[0] == name).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(byte: u8) -> Stored {
        Stored { status: Status::Unread, pdu: vec![1, 0x91, 4, byte] }
    }

    #[test]
    fn the_lowest_free_slot_is_used_first() {
        let mut store = Store::new(3);
        assert_eq!((0..4).map(|b| store.put(message(b))).collect::<Vec<_>>(), [Some(0), Some(1), Some(2), None]);
        assert!(store.is_full());
        assert_eq!(store.take(1), Some(message(1)));
        assert_eq!(store.take(1), None);
        assert_eq!(store.take(99), None);
        assert_eq!(store.put(message(9)), Some(1));
        assert_eq!(
            store.iter().map(|(position, stored)| (position, stored.pdu[3])).collect::<Vec<_>>(),
            [(0, 0), (1, 9), (2, 2)]
        );
    }

    #[test]
    fn the_length_does_not_count_the_sca() {
        assert_eq!(message(7).tpdu_length(), 2);
        assert_eq!(Stored { status: Status::Read, pdu: vec![0, 4] }.tpdu_length(), 1);
        for odd in [vec![], vec![9], vec![200, 1]] {
            assert_eq!(Stored { status: Status::Read, pdu: odd }.tpdu_length(), 0);
        }
    }
}
