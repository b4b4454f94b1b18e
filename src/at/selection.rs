//! Which message stores a modem is told to use (`+CPMS=`, 27.005 3.2.2).

use crate::model::StoreName;

/// mem1, which is read and deleted from, mem2, which is written to, and mem3, which receives. Some modems take fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selection {
    One(StoreName),
    Two(StoreName, StoreName),
    Three(StoreName, StoreName, StoreName),
}

impl Selection {
    /// How many stores it names.
    pub fn count(self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Two(..) => 2,
            Self::Three(..) => 3,
        }
    }

    /// Where new messages go.
    pub fn receiver(self) -> StoreName {
        match self {
            Self::One(last) | Self::Two(_, last) | Self::Three(_, _, last) => last,
        }
    }

    /// The same, with another store to be read. A selection of one store names no other.
    #[must_use]
    pub fn reading(self, store: StoreName) -> Self {
        match self {
            Self::One(_) => Self::One(store),
            Self::Two(_, second) => Self::Two(store, second),
            Self::Three(_, second, third) => Self::Three(store, second, third),
        }
    }

    /// The same, with another store that receives.
    #[must_use]
    pub fn receiving(self, store: StoreName) -> Self {
        match self {
            Self::One(_) => Self::One(store),
            Self::Two(first, _) => Self::Two(first, store),
            Self::Three(first, second, _) => Self::Three(first, second, store),
        }
    }
}
