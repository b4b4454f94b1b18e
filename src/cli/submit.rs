//! Submits a message to the gateway once, though the connection or the gateway may fail in between.
//!
//! Every request for one message carries the same id, so a retry is safe after a request without an answer.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use super::answer::{Answer, Fault, Problem, WAIT_MAX, WAITS_MAX, asks_to_wait};

/// The outcome of a submission.
#[derive(Debug, PartialEq)]
pub enum Placing {
    /// The gateway accepted the message.
    Placed(Value),
    /// The gateway refused the message.
    Refused(Problem),
    /// No answer settled it.
    Lost { why: Lost, perhaps: bool },
}

#[derive(Debug, PartialEq)]
pub enum Lost {
    NoAnswer(Fault),
    /// The gateway asks for a longer pause than the caller waits.
    Limited(Problem),
    /// The answer is not a gateway's, or the gateway does not know the key.
    Stranger(StatusCode, Value),
}

/// The largest number of tries for a request without an answer that settles it.
const TRIES_MAX: u32 = 4;
const BACK_OFF: Duration = Duration::from_millis(500);

/// Calls `request` until an answer settles the message; calls `pause` with the reason and the time in between.
pub fn place(mut request: impl FnMut() -> Result<Answer, Fault>, mut pause: impl FnMut(Duration, &str)) -> Placing {
    let (mut tries, mut waits, mut waited, mut perhaps) = (0, 0, Duration::ZERO, false);
    loop {
        let why = match request() {
            Err(fault @ (Fault::Untrusted(_) | Fault::NotPermitted(_))) => {
                return Placing::Lost { why: Lost::NoAnswer(fault), perhaps };
            }
            Err(fault) => {
                perhaps |= matches!(fault, Fault::Unanswered(_));
                Lost::NoAnswer(fault)
            }
            Ok(answer) => {
                if let Some(wait) = asks_to_wait(&answer) {
                    (waits, waited) = (waits + 1, waited + wait);
                    if waits > WAITS_MAX || waited > WAIT_MAX {
                        let problem = answer.problem().unwrap_or_else(|| limited(wait));
                        return Placing::Lost { why: Lost::Limited(problem), perhaps };
                    }
                    pause(wait, "the gateway takes no more for now");
                    continue;
                }
                match judge(answer) {
                    Judged::Settled(placing) => return placing,
                    Judged::Foreign(status, body) => {
                        perhaps |= status.is_success();
                        return Placing::Lost { why: Lost::Stranger(status, body), perhaps };
                    }
                    Judged::Again(status, body) => {
                        perhaps = true;
                        Lost::Stranger(status, body)
                    }
                }
            }
        };
        tries += 1;
        if tries == TRIES_MAX {
            return Placing::Lost { why, perhaps };
        }
        pause(BACK_OFF * 2_u32.pow(tries - 1), "the gateway does not answer");
    }
}

fn limited(wait: Duration) -> Problem {
    let message = format!("it asks to come back in {} s", wait.as_secs());
    Problem { code: "rate_limited".to_owned(), message, next_at: None }
}

enum Judged {
    Settled(Placing),
    /// The next try may reach another server.
    Again(StatusCode, Value),
    Foreign(StatusCode, Value),
}

fn judge(answer: Answer) -> Judged {
    let has_id = answer.body.get("message_id").is_some_and(Value::is_string);
    match (answer.status, answer.problem()) {
        (status, _) if status == StatusCode::OK && has_id => Judged::Settled(Placing::Placed(answer.body)),
        (StatusCode::UNAUTHORIZED, _) => Judged::Foreign(answer.status, answer.body),
        // Busy, or an unreadable store: the message may be accepted yet. `no_line`, however, is the gateway's verdict on it.
        (status, Some(problem)) if status.is_server_error() && problem.code != "no_line" => {
            Judged::Again(status, answer.body)
        }
        (status, Some(problem)) if !status.is_success() => Judged::Settled(Placing::Refused(problem)),
        (status, _) if status.is_server_error() => Judged::Again(status, answer.body),
        (status, _) => Judged::Foreign(status, answer.body),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    type Given = Result<(u16, Value, Option<u64>), Fault>;

    /// The outcome of these answers, and the pauses in milliseconds. The last answer repeats.
    fn of(answers: &[Given]) -> (Placing, Vec<u128>) {
        let (mut at, mut pauses) = (0, Vec::new());
        let request = || {
            let answer = answers[at.min(answers.len() - 1)].clone();
            at += 1;
            answer.map(|(status, body, after)| Answer {
                status: StatusCode::from_u16(status).unwrap(),
                retry_after: after.map(Duration::from_secs),
                body,
            })
        };
        let placing = place(request, |wait, _| pauses.push(wait.as_millis()));
        (placing, pauses)
    }

    fn error(code: &str) -> Value {
        json!({"error": {"code": code, "message": "no"}})
    }

    fn good() -> Given {
        Ok((200, json!({"message_id": "01"}), None))
    }

    fn unreached() -> Given {
        Err(Fault::Unreached("refused".into()))
    }

    fn unanswered() -> Given {
        Err(Fault::Unanswered("reset".into()))
    }

    #[test]
    fn what_is_not_settled_is_asked_again() {
        let placed = |pauses: &[u128]| (Placing::Placed(json!({"message_id": "01"})), pauses.to_vec());
        assert_eq!(of(&[good()]), placed(&[]));
        assert_eq!(of(&[unreached(), unanswered(), good()]), placed(&[500, 1000]));
        assert_eq!(of(&[Ok((503, error("busy"), None)), good()]), placed(&[500]));
        assert_eq!(of(&[Ok((502, Value::Null, None)), good()]), placed(&[500]));
        assert_eq!(of(&[Ok((500, error("internal"), None)), good()]), placed(&[500]));
        assert_eq!(of(&[Ok((503, error("store_unavailable"), None)), good()]), placed(&[500]));
        assert_eq!(of(&[Ok((429, error("rate_limited"), Some(7))), good()]), placed(&[7000]));
    }

    #[test]
    fn a_refusal_is_a_refusal_at_once() {
        for (status, code) in [(400, "invalid_recipient"), (429, "exhausted"), (503, "no_line"), (409, "key_reused")] {
            let (placing, pauses) = of(&[Ok((status, error(code), Some(1))), good()]);
            assert!(matches!(&placing, Placing::Refused(problem) if problem.code == code), "{placing:?}");
            assert!(pauses.is_empty());
        }
    }

    #[test]
    fn every_wait_has_an_end_and_doubt_is_not_forgotten() {
        let lost = |answers: &[Given]| match of(answers) {
            (Placing::Lost { perhaps, .. }, pauses) => (perhaps, pauses),
            other => panic!("{other:?}"),
        };
        assert_eq!(lost(&[unreached()]), (false, vec![500, 1000, 2000]));
        assert_eq!(lost(&[unanswered(), unreached()]), (true, vec![500, 1000, 2000]));
        assert!(lost(&[Ok((503, error("busy"), None))]).0);
        assert_eq!(lost(&[Ok((429, error("rate_limited"), Some(901)))]), (false, vec![]));
        assert_eq!(lost(&[Ok((429, error("rate_limited"), Some(0)))]).1.len(), 60);
        assert_eq!(lost(&[Ok((401, error("unauthorized"), None))]), (false, vec![]));
        assert_eq!(lost(&[Ok((302, Value::Null, None))]), (false, vec![]));
        assert_eq!(lost(&[Ok((200, Value::Null, None))]), (true, vec![]));
        assert_eq!(lost(&[Err(Fault::Untrusted("certificate".into()))]), (false, vec![]));
    }
}
