//! Numbers that stand for things in the store. One of a kind is never taken for one of another.

use std::fmt;

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            pub const fn new(row: i64) -> Self {
                Self(row)
            }

            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

rows! {
    /// A line: a card, a subscription, or a device whose card nobody could tell.
    SimKey
    /// A message that came in.
    MessageRow
    /// A part of one.
    PartRow
    /// A call.
    CallRow
    /// A message on its way out.
    OutgoingRow
    /// A part of one.
    OutgoingPartRow
    /// What such a part costs its line.
    DebitRow
    /// An event on its way to one destination.
    DeliveryRow
}
