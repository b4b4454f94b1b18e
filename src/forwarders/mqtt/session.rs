//! The session at the broker, which keeps commands, and nothing else, while we are away.
//!
//! After a crash, the broker resends an unacknowledged command only if the session still exists. So a connection with commands
//! resumes the session of the last one.

use std::pin::Pin;

use rumqttc_v4 as v4;
use rumqttc_v5 as v5;

/// The largest number of commands without an answer (receive maximum, MQTT 5.0 section 3.1.2.11.3). With 3.1.1 the broker has
/// its own limit, mostly 20.
pub const IN_FLIGHT_MAX: u16 = 64;
/// How long, in seconds, the broker keeps commands for a gateway that is away. After that a requester no longer waits. 3.1.1 has
/// no such limit.
const KEPT: u32 = 3600;
/// The largest number of unacknowledged publications. The library allocates a slot for each: 65,535 of them take 16 MiB.
pub const UNDER_WAY_MAX: u16 = 128;
/// The longest packet of the protocol (3.1.1 section 2.2.3); our publications have a bound of their own.
pub const ANY_LENGTH: usize = 5 + 268_435_455;

pub fn keep_v5(options: &mut v5::MqttOptions) {
    options
        .set_ack_mode(v5::AckMode::Manual)
        .set_clean_start(false)
        .set_session_expiry_interval(Some(KEPT))
        .set_receive_maximum(Some(IN_FLIGHT_MAX))
        .set_session_store(NothingOfOurs);
}

pub fn keep_v311(options: &mut v4::MqttOptions) {
    options.set_ack_mode(v4::AckMode::Manual).set_clean_session(false);
}

/// Our side of a session. The library resumes one only with a list of what was in flight. The list is empty: publications
/// without a PUBACK are abandoned when a connection ends, and come again from simgate's store.
#[derive(Debug)]
struct NothingOfOurs;

type Done<'a, T> = Pin<Box<dyn Future<Output = Result<T, v5::SessionStoreError>> + Send + 'a>>;

impl v5::SessionStore for NothingOfOurs {
    fn load<'a>(&'a self, key: &'a v5::SessionStoreKey) -> Done<'a, Option<v5::PersistedSession>> {
        let session = v5::PersistedSession {
            format_version: 1,
            client_id: key.client_id().to_owned(),
            clean_start: false,
            session_expiry_interval: Some(KEPT),
            outgoing_inflight_upper_limit: Some(UNDER_WAY_MAX),
            ack_mode: v5::PersistedAckMode::Manual,
            last_pkid: 0,
            last_puback: 0,
            replay: Vec::new(),
            incoming_qos2: Vec::new(),
        };
        Box::pin(async { Ok(Some(session)) })
    }

    fn save<'a>(&'a self, _: &'a v5::SessionStoreKey, _: &'a v5::PersistedSession) -> Done<'a, ()> {
        Box::pin(async { Ok(()) })
    }

    fn clear<'a>(&'a self, _: &'a v5::SessionStoreKey) -> Done<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}
