//! Where on the broker things are, below `<prefix>/<gateway>`. The names are a contract.

use crate::flow::notice::Notice;

/// `online` or `offline`, retained; the broker itself says `offline` when the connection breaks.
pub fn status(root: &str) -> String {
    format!("{root}/status")
}

/// A line's state, retained.
pub fn line(root: &str, sim: &str) -> String {
    format!("{root}/sim/{sim}/state")
}

/// Every topic that an event goes to: by SIM and by number, and once more where there is a code.
/// A number goes without its `+`, which MQTT keeps for filters.
pub fn of(root: &str, notice: &Notice) -> Vec<String> {
    let data = &notice.data;
    let mut topics = vec![format!("{root}/sim/{}/sms", data.sim.name)];
    let number = data.to.as_deref().map(|number| number.trim_start_matches('+'));
    topics.extend(number.map(|number| format!("{root}/number/{number}/sms")));
    if data.code.is_some() {
        topics.push(format!("{root}/sim/{}/code", data.sim.name));
        topics.extend(number.map(|number| format!("{root}/number/{number}/code")));
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::notice::{Code, Confidence, Kind, Received, Sim};

    fn notice(to: Option<&str>, code: bool) -> Notice {
        let code = code.then(|| Code {
            value: "12345".into(),
            service: None,
            origin: None,
            confidence: Confidence(99),
            expires_at: "2026-11-22T10:40:00.120Z".into(),
        });
        Notice {
            id: "01JD.received".into(),
            kind: Kind::SmsReceived,
            time: "2026-11-22T10:30:00.120Z".into(),
            gateway: "attic".into(),
            data: Received {
                message_id: "01JD".into(),
                from: "Example".into(),
                to: to.map(str::to_owned),
                text: Some("hi".into()),
                code,
                sim: Sim { name: "att-1".into(), iccid: None },
                device: "modem-1".into(),
                sent_at: None,
                received_at: "2026-11-22T10:30:00.120Z".into(),
                parts: 1,
                owner: None,
                missing_parts: vec![],
                data_hex: None,
                undecoded_hex: None,
            },
        }
    }

    #[test]
    fn an_event_is_where_its_readers_look_for_it() {
        assert_eq!(of("s/attic", &notice(None, false)), ["s/attic/sim/att-1/sms"]);
        assert_eq!(
            of("s/attic", &notice(Some("+12025550143"), true)),
            [
                "s/attic/sim/att-1/sms",
                "s/attic/number/12025550143/sms",
                "s/attic/sim/att-1/code",
                "s/attic/number/12025550143/code"
            ]
        );
    }
}
