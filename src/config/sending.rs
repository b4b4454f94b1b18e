//! `[sending]`, and what a SIM may send.

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
    /// Limits, in parts: a message of 161 letters is two parts, and operators count parts.
    impl Limits in "limits" {
        /// Parts in a calendar day of the SIM's time zone. Fewer than a hundred is what most plans call fair.
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
    /// The limits of one SIM, where they are not those of [sending].
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
    /// What holds for the SIM: each key that its table does not name is that of `[sending]`.
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
    /// How messages are sent that HTTP, MQTT or the command line bring.
    Sending in "sending" {
        /// How the load is spread. `least-used`: to the SIM with the smallest share of today's limit used, by weight;
        /// `round-robin`: to each in turn, as often as its weight says; `sticky`: the SIM that last sent to the
        /// recipient goes on doing so while it can.
        policy: Policy = one_of::<Policy>() => default "least-used", example "sticky";
        /// How long a message is worth sending whose sender does not say. Then it has failed.
        ttl: Duration = Span { min: "10s", max: "31d" } => default "3d", example "1h";
        /// What becomes of a message that no SIM may send now, whose sender does not say. `wait`: it waits for a limit
        /// to open, for its time to live at most; `refuse`: it is not taken; `overflow`: a line that costs takes it,
        /// and where there is none, it waits.
        on_exhausted: OnExhausted = one_of::<OnExhausted>() => default "wait", example "refuse";
        /// The limits of every SIM, as far as its [[sim]] does not set its own.
        limits: Limits = LIMITS => default of {}, example { day = 50 };
    }
}
