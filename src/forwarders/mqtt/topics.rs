//! The topics below `<prefix>/<gateway>`. Their names are a contract.

use crate::flow::notice::{Code, Confidence, Data, Notice};

/// `online` or `offline`, retained; the broker publishes `offline`, our last will, when the connection breaks.
pub fn status(root: &str) -> String {
    format!("{root}/status")
}

/// A line's state, retained.
pub fn line(root: &str, sim: &str) -> String {
    format!("{root}/sim/{sim}/state")
}

/// Commands to send a message; the broker's ACL decides who may publish here.
pub fn send(root: &str) -> String {
    format!("{root}/send")
}

/// USSD requests; the broker's ACL decides who may publish here.
pub fn ussd(root: &str) -> String {
    format!("{root}/ussd")
}

/// Replies to commands on this topic without a response topic.
pub fn result(commands: &str) -> String {
    format!("{commands}/result")
}

/// All topics of an event: troubles by device; incoming messages and calls by SIM and by number; with a code, on the topics of codes, too.
/// The code of a message must be as sure as `min_confidence`; a call has one only where a person configured it.
/// A number omits its `+`, which MQTT reserves for filters.
pub fn of(root: &str, notice: &Notice, min_confidence: Confidence) -> Vec<String> {
    let is_sure = |code: &Code| code.confidence >= min_confidence;
    let (what, sim, to, has_code) = match &notice.data {
        Data::Received(data) => ("sms", &data.sim.name, &data.to, data.code.as_ref().is_some_and(is_sure)),
        Data::Call(data) => ("call", &data.sim.name, &data.to, data.code.is_some()),
        Data::Device(data) => {
            return vec![match &data.sim {
                Some(sim) => format!("{root}/sim/{}/alarm", sim.name),
                None => format!("{root}/device/{}/warning", data.device),
            }];
        }
        Data::Outgoing(data) => return vec![format!("{root}/message/{}/status", data.message_id)],
    };
    let mut topics = vec![format!("{root}/sim/{sim}/{what}")];
    let number = to.as_deref().map(|number| number.trim_start_matches('+'));
    topics.extend(number.map(|number| format!("{root}/number/{number}/{what}")));
    if has_code {
        topics.push(format!("{root}/sim/{sim}/code"));
        topics.extend(number.map(|number| format!("{root}/number/{number}/code")));
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIN: Confidence = Confidence(70);

    #[test]
    fn an_event_is_where_its_readers_look_for_it() {
        let mut notice = Notice::example();
        assert_eq!(
            of("s/attic", &notice, MIN),
            [
                "s/attic/sim/att-1/sms",
                "s/attic/number/12025550143/sms",
                "s/attic/sim/att-1/code",
                "s/attic/number/12025550143/code"
            ]
        );
        let data = notice.received_mut();
        (data.to, data.code) = (None, None);
        assert_eq!(of("s/attic", &notice, MIN), ["s/attic/sim/att-1/sms"]);
        let mut call = Notice::example_call();
        assert_eq!(
            of("s/attic", &call, MIN),
            [
                "s/attic/sim/att-1/call",
                "s/attic/number/12025550143/call",
                "s/attic/sim/att-1/code",
                "s/attic/number/12025550143/code"
            ]
        );
        let data = call.call_mut();
        (data.to, data.code) = (None, None);
        assert_eq!(of("s/attic", &call, MIN), ["s/attic/sim/att-1/call"]);
    }

    #[test]
    fn a_doubtful_code_is_not_on_the_topics_of_codes() {
        let mut notice = Notice::example();
        for (confidence, topics) in [(69, 2), (70, 4)] {
            notice.received_mut().code.as_mut().expect("has a code").confidence = Confidence(confidence);
            assert_eq!(of("s/attic", &notice, MIN).len(), topics, "{confidence}");
        }
    }
}
