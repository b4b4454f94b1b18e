//! `[sending]`, and the limits of a SIM.

use std::time::Duration;

use super::declare::section;
use super::kinds::{Always, Inner, Span, Whole, inner, one_of, words};
use crate::flow::ledger::Limits;
use crate::flow::outbound::OnExhausted;
use crate::flow::pool::Policy;

words! {
    Policy {
        "least-used" => LeastUsed,
        "round-robin" => RoundRobin,
        "sticky" => Sticky,
    }
}

words! {
    OnExhausted {
        "wait" => Wait,
        "refuse" => Refuse,
        "overflow" => Overflow,
    }
}

section! {
    /// Limits in parts: a message of 161 letters has two parts, and operators count parts.
    impl Limits in "limits" {
        /// Parts in a calendar day of the SIM's time zone. Most plans call fewer than a hundred fair use.
        day: Option<u32> = Always(Whole { unit: "parts", min: 0, max: 1_000_000 }) => default 99, example 50;
        /// Parts in a calendar month.
        month: Option<u32> = Whole { unit: "parts", min: 0, max: 1_000_000 } => optional "no limit", example 1000;
        /// Parts in any 60 minutes.
        hour: Option<u32> = Whole { unit: "parts", min: 0, max: 1_000_000 } => optional "no limit", example 20;
        /// Different recipients in a calendar month.
        recipients: Option<u32> = Whole { unit: "numbers", min: 1, max: 1_000_000 } => optional "no limit", example 200;
        /// From the end of one message to the beginning of the next.
        gap: Duration = Span { min: "0s", max: "1h" } => default "0s", example "5s";
        /// Parts of the day that only urgent messages may use.
        reserve_urgent: u32 = Whole { unit: "parts", min: 0, max: 1_000_000 } => default 0, example 10;
    }
}

pub const LIMITS: Inner<Limits> = inner::<Limits>();

section! {
    /// The limits of one SIM, where they differ from those of `[sending]`.
    OwnLimits in "limits" {
        /// Parts in a calendar day of the SIM's time zone.
        day: Option<u32> = Whole { unit: "parts", min: 0, max: 1_000_000 } => optional "that of [sending]", example 50;
        /// Parts in a calendar month.
        month: Option<u32> = Whole { unit: "parts", min: 0, max: 1_000_000 } => optional "that of [sending]",
            example 1000;
        /// Parts in any 60 minutes.
        hour: Option<u32> = Whole { unit: "parts", min: 0, max: 1_000_000 } => optional "that of [sending]", example 20;
        /// Different recipients in a calendar month.
        recipients: Option<u32> = Whole { unit: "numbers", min: 1, max: 1_000_000 } => optional "that of [sending]",
            example 200;
        /// From the end of one message to the beginning of the next.
        gap: Option<Duration> = Span { min: "0s", max: "1h" } => optional "that of [sending]", example "5s";
        /// Parts of the day that only urgent messages may use.
        reserve_urgent: Option<u32> = Whole { unit: "parts", min: 0, max: 1_000_000 } => optional "that of [sending]",
            example 10;
    }
}

pub const OWN_LIMITS: Inner<OwnLimits> = inner::<OwnLimits>();

impl OwnLimits {
    /// The limits in force for the SIM: a key that its table does not set is that of `[sending]`.
    pub fn over(&self, general: &Limits) -> Limits {
        Limits {
            day: self.day.or(general.day),
            month: self.month.or(general.month),
            hour: self.hour.or(general.hour),
            recipients: self.recipients.or(general.recipients),
            gap: self.gap.unwrap_or(general.gap),
            reserve_urgent: self.reserve_urgent.unwrap_or(general.reserve_urgent),
            zone: general.zone.clone(),
        }
    }
}

section! {
    /// How messages from HTTP, MQTT and the command line are sent.
    Sending in "sending" {
        /// How the load is spread. `least-used`: to the SIM that has used the smallest share of today's limit, by weight;
        /// `round-robin`: to each SIM in turn, as often as its weight; `sticky`: to the SIM that last sent to the recipient,
        /// while it can.
        policy: Policy = one_of::<Policy>() => default "least-used", example "sticky";
        /// How long a message may wait whose request sets no `ttl`. After that it has failed.
        ttl: Duration = Span { min: "10s", max: "31d" } => default "3d", example "1h";
        /// What happens when no SIM may send a message now and its request does not decide. `wait`: the message waits for a limit
        /// to open, at most for its time to live; `refuse`: simgate refuses the request; `overflow`: a line that costs money
        /// sends it, and without such a line it waits.
        on_exhausted: OnExhausted = one_of::<OnExhausted>() => default "wait", example "refuse";
        /// The limits of every SIM, except those that its `[[sim]]` sets.
        limits: Limits = LIMITS => default of {}, example { day = 50 };
    }
}
