//! The row numbers of the store's tables, one type for each table, so that they can't be confused.

use std::fmt;

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            /// The row with this number.
            pub const fn new(row: i64) -> Self {
                Self(row)
            }

            /// The number.
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
    /// A line: a card, a subscription, or a device whose card can't be identified.
    SimKey
    /// A received message.
    MessageRow
    /// A part of a received message.
    PartRow
    /// A call.
    CallRow
    /// A trouble of a device.
    TroubleRow
    /// An outgoing message.
    OutgoingRow
    /// A part of an outgoing message.
    OutgoingPartRow
    /// A message of a caller to several recipients.
    MailingRow
    /// The debit of an outgoing part.
    DebitRow
    /// A delivery: one event for one destination.
    DeliveryRow
}
