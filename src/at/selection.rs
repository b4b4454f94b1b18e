//! The message stores that a modem is set to use (`+CPMS=`, 27.005 3.2.2).

use crate::model::StoreName;

/// mem1 is read and deleted from, mem2 is written to, mem3 receives. Some modems accept fewer than three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    /// mem1 alone.
    One(StoreName),
    /// mem1 and mem2.
    Two(StoreName, StoreName),
    /// mem1, mem2 and mem3.
    Three(StoreName, StoreName, StoreName),
}

impl Selection {
    /// The number of stores that the selection names.
    pub fn count(self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Two(..) => 2,
            Self::Three(..) => 3,
        }
    }

    /// The store that receives new messages.
    pub fn receiver(self) -> StoreName {
        match self {
            Self::One(last) | Self::Two(_, last) | Self::Three(_, _, last) => last,
        }
    }

    /// The same selection with another store to read. A selection of one store names no other.
    #[must_use]
    pub fn reading(self, store: StoreName) -> Self {
        match self {
            Self::One(_) => Self::One(store),
            Self::Two(_, second) => Self::Two(store, second),
            Self::Three(_, second, third) => Self::Three(store, second, third),
        }
    }

    /// The same selection with another store that receives.
    #[must_use]
    pub fn receiving(self, store: StoreName) -> Self {
        match self {
            Self::One(_) => Self::One(store),
            Self::Two(first, _) => Self::Two(first, store),
            Self::Three(first, second, _) => Self::Three(first, second, store),
        }
    }
}
