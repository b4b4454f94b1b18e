//! Makes the app ready: which phone is it, are its settings right, does it have the webhooks.
//!
//! A phone whose webhooks can't be registered still sends, and its inbox is read. So only the first step must succeed.

use std::collections::VecDeque;
use std::time::Duration;

use serde_json::Value;

use super::call::{Answer, Call, Outcome};
use super::registration::{self, Change, Webhooks};
use crate::flow::Warning;
use crate::model::Name;

/// How often settings and webhooks are checked again: a person may have changed them in the app.
const CHECK_EVERY: Duration = Duration::from_secs(3600);
/// How soon after a step that the app refused.
const CHECK_AGAIN: Duration = Duration::from_secs(300);
/// How soon after the app refused the password. The app may block an address that tries too often.
const PASSWORD_AGAIN: Duration = Duration::from_secs(60);

/// Which phone answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The app's id of the device. It changes when the app is installed anew.
    pub id: String,
    /// Maker and model.
    pub model: String,
}

/// One request of this child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// `GET /device`.
    Identify,
    /// `GET /settings`.
    ReadSettings,
    /// `PATCH /settings`.
    ChangeSettings(Value),
    /// `GET /webhooks`.
    ListWebhooks,
    /// Adds or removes a webhook.
    Change(Change),
}

/// What followed from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing for the others.
    Stay,
    /// The phone is known. `is_other`: it is another one than before.
    Identified { is_other: bool },
    /// Registering webhooks is over. What arrived before is in the inbox only.
    Registered,
    /// The app refuses the user or the password, or isn't the app.
    Refused(String),
    /// Another phone than the configured one answers.
    Stranger(String),
}

/// The steps, and what is known of the phone.
#[derive(Debug)]
pub struct Setup {
    device: Name,
    phone_id: Option<String>,
    webhooks: Option<Webhooks>,
    identity: Option<Identity>,
    /// What is left to do, in order.
    tasks: VecDeque<Task>,
    in_flight: bool,
    due: Duration,
    /// What the app refused in this round, and in the last whole one.
    refused: Vec<String>,
    warning: Option<Warning>,
}

impl Setup {
    /// All steps are to do.
    pub fn new(device: Name, phone_id: Option<String>, webhooks: Option<Webhooks>) -> Self {
        let tasks = VecDeque::from([Task::Identify]);
        let (refused, due) = (Vec::new(), Duration::ZERO);
        Self { device, phone_id, webhooks, identity: None, tasks, in_flight: false, due, refused, warning: None }
    }

    /// The phone that answered.
    pub fn identity(&self) -> Option<&Identity> {
        self.identity.as_ref()
    }

    /// What a person should know of.
    pub fn warning(&self) -> Option<&Warning> {
        self.warning.as_ref()
    }

    /// Begins again, because the app may have been restarted. An answer that is still awaited is ignored.
    pub fn restart(&mut self, at: Duration) {
        self.tasks = VecDeque::from([Task::Identify]);
        self.refused.clear();
        self.due = at;
    }

    /// The next request.
    pub fn next(&mut self, now: Duration) -> Option<(Task, Call)> {
        if self.in_flight || now < self.due {
            return None;
        }
        if self.tasks.is_empty() {
            self.restart(now);
        }
        let task = self.tasks.front()?.clone();
        self.in_flight = true;
        let call = match &task {
            Task::Identify => Call::get("/device"),
            Task::ReadSettings => Call::get("/settings"),
            Task::ChangeSettings(change) => Call::patch("/settings", change.clone()),
            Task::ListWebhooks => Call::get("/webhooks"),
            Task::Change(change) => change.call(),
        };
        Some((task, call))
    }

    /// When the next request is due.
    pub fn wake_at(&self) -> Option<Duration> {
        (!self.in_flight).then_some(self.due)
    }

    /// Handles the answer to a request.
    pub fn answered(&mut self, task: &Task, outcome: &Outcome, now: Duration) -> Verdict {
        self.in_flight = false;
        let Ok(answer) = outcome else { return Verdict::Stay };
        if self.tasks.front() != Some(task) {
            return Verdict::Stay;
        }
        if answer.is_unauthorized() && *task == Task::Identify {
            self.restart(now + PASSWORD_AGAIN);
            return Verdict::Refused("the app refuses the user or the password".to_owned());
        }
        let verdict = match task {
            Task::Identify => match identity(answer) {
                Some(identity) if self.phone_id.as_ref().is_some_and(|id| *id != identity.id) => {
                    return Verdict::Stranger(format!("another phone answers there, with the id {}", identity.id));
                }
                Some(identity) => {
                    let is_other = self.identity.as_ref().is_some_and(|known| known.id != identity.id);
                    self.identity = Some(identity);
                    self.tasks.extend([Task::ReadSettings, Task::ListWebhooks]);
                    Verdict::Identified { is_other }
                }
                None => {
                    self.restart(now + PASSWORD_AGAIN);
                    return Verdict::Refused(format!("this is not the app: {}", answer.reason()));
                }
            },
            Task::ReadSettings => {
                let present = self.expect(answer, "its settings can't be read");
                let change = present.and_then(|present| registration::settings(&present, self.webhooks.as_ref()));
                self.then(change.into_iter().map(Task::ChangeSettings).collect());
                Verdict::Stay
            }
            Task::ListWebhooks => {
                let present = self.expect(answer, "its webhooks can't be read");
                let changes =
                    present.map(|present| registration::changes(&present, &self.device, self.webhooks.as_ref()));
                self.then(changes.into_iter().flatten().map(Task::Change).collect());
                Verdict::Stay
            }
            Task::ChangeSettings(_) => self.note_refusal(answer, "its settings can't be changed"),
            // Somebody else may have removed it.
            Task::Change(Change::Unregister { .. }) if answer.status == 404 => Verdict::Stay,
            Task::Change(_) => self.note_refusal(answer, "a webhook can't be registered"),
        };
        self.tasks.pop_front();
        if !self.tasks.is_empty() {
            return verdict;
        }
        self.finish(now);
        match task {
            Task::Change(Change::Register { .. }) => Verdict::Registered,
            Task::Identify | Task::ReadSettings | Task::ChangeSettings(_) | Task::ListWebhooks | Task::Change(_) => {
                verdict
            }
        }
    }

    fn expect(&mut self, answer: &Answer, what: &str) -> Option<Value> {
        match answer.json().filter(|_| answer.is_success()) {
            Some(body) => Some(body),
            None => {
                self.refused.push(format!("{what}: {}", answer.reason()));
                None
            }
        }
    }

    fn note_refusal(&mut self, answer: &Answer, what: &str) -> Verdict {
        if !answer.is_success() {
            self.refused.push(format!("{what}: {}", answer.reason()));
        }
        Verdict::Stay
    }

    /// Puts tasks right behind the present one.
    fn then(&mut self, tasks: Vec<Task>) {
        let rest = self.tasks.split_off(1.min(self.tasks.len()));
        self.tasks.extend(tasks);
        self.tasks.extend(rest);
    }

    fn finish(&mut self, now: Duration) {
        let refused = std::mem::take(&mut self.refused);
        self.due = now + if refused.is_empty() { CHECK_EVERY } else { CHECK_AGAIN };
        self.warning = refused.into_iter().next().map(|text| Warning {
            code: "phone-setup".into(),
            text,
            remedy: "check that the app is version 1.60 or later, and that `callback` is an https:// URL it can reach"
                .into(),
        });
    }
}

/// The phone in an answer to `GET /device`. `None`: this is not the app.
pub fn identity(answer: &Answer) -> Option<Identity> {
    let body = answer.json().filter(|_| answer.is_success())?;
    let device = body.as_array().map_or(Some(&body), |all| all.first())?;
    let text = |key: &str| {
        let text = device.get(key).and_then(Value::as_str).unwrap_or_default();
        text.chars().filter(|c| !c.is_control()).take(60).collect::<String>()
    };
    let (id, model) = (text("id"), text("name"));
    (!id.is_empty()).then_some(Identity { id, model })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::call::NoReply;
    use super::*;
    use crate::model::Secret;

    const NOW: Duration = Duration::from_secs(1000);

    fn answer(status: u16, body: &Value) -> Outcome {
        Ok(Answer { status, body: body.to_string().into_bytes() })
    }

    fn setup(with_webhooks: bool) -> Setup {
        let webhooks = Webhooks { url: "https://gw/sms/webhook/pixel".into(), signing_key: Secret::new("k") };
        Setup::new(Name::parse("pixel").unwrap(), None, with_webhooks.then_some(webhooks))
    }

    fn device() -> Value {
        json!([{ "id": "0000000099aabbcc", "name": "Google/Pixel" }])
    }

    /// Answers requests by `app` until none is due. Returns method and path of each.
    fn run(setup: &mut Setup, now: Duration, mut app: impl FnMut(&Task) -> Outcome) -> Vec<String> {
        let mut calls = Vec::new();
        while let Some((task, call)) = setup.next(now) {
            calls.push(format!("{} {}", call.method, call.path));
            setup.answered(&task, &app(&task), now);
            assert!(calls.len() < 50, "it must end");
        }
        calls
    }

    #[test]
    fn a_new_phone_gets_its_settings_and_a_webhook_for_each_event() {
        let mut setup = setup(true);
        let calls = run(&mut setup, NOW, |task| match task {
            Task::Identify => answer(200, &device()),
            Task::ReadSettings => answer(200, &json!({})),
            Task::ChangeSettings(_) => answer(200, &json!({})),
            Task::ListWebhooks => answer(200, &json!([])),
            Task::Change(_) => answer(201, &json!({})),
        });
        assert_eq!(calls[..4], ["GET /device", "GET /settings", "PATCH /settings", "GET /webhooks"]);
        assert_eq!(calls.len(), 4 + registration::EVENTS.len());
        assert_eq!(setup.identity().unwrap().id, "0000000099aabbcc");
        assert_eq!((setup.warning(), setup.wake_at()), (None, Some(NOW + CHECK_EVERY)));
    }

    #[test]
    fn a_phone_that_refuses_http_still_serves_and_a_person_gets_to_know() {
        let mut setup = setup(true);
        let refusal = json!({ "message": "url must start with https:// or http://127.0.0.1" });
        run(&mut setup, NOW, |task| match task {
            Task::Identify => answer(200, &device()),
            Task::ReadSettings | Task::ChangeSettings(_) => answer(200, &json!({})),
            Task::ListWebhooks => answer(200, &json!([])),
            Task::Change(_) => answer(400, &refusal),
        });
        let warning = setup.warning().unwrap();
        assert!(warning.text.contains("https:// or http://127.0.0.1"), "{}", warning.text);
        assert_eq!(setup.wake_at(), Some(NOW + CHECK_AGAIN));
    }

    #[test]
    fn a_wrong_password_is_tried_once_a_minute() {
        let mut setup = setup(false);
        let (task, _) = setup.next(NOW).unwrap();
        let verdict = setup.answered(&task, &Ok(Answer { status: 401, body: vec![] }), NOW);
        assert_eq!(verdict, Verdict::Refused("the app refuses the user or the password".into()));
        assert_eq!(setup.next(NOW + Duration::from_secs(59)), None);
        assert!(setup.next(NOW + Duration::from_secs(60)).is_some());
    }

    #[test]
    fn another_phone_at_the_same_address_is_noticed() {
        let mut setup = setup(false);
        let mut identify = |id: &str, at: Duration| {
            setup.restart(at);
            let (task, _) = setup.next(at).unwrap();
            setup.answered(&task, &answer(200, &json!([{ "id": id, "name": "x" }])), at)
        };
        assert_eq!(identify("a", NOW), Verdict::Identified { is_other: false });
        assert_eq!(identify("a", NOW), Verdict::Identified { is_other: false });
        assert_eq!(identify("b", NOW), Verdict::Identified { is_other: true });
        let (task, _) = {
            setup.restart(NOW);
            setup.next(NOW).unwrap()
        };
        let verdict = setup.answered(&task, &answer(200, &json!({ "hello": 1 })), NOW);
        assert!(matches!(verdict, Verdict::Refused(_)), "a web server that isn't the app: {verdict:?}");
    }

    #[test]
    fn an_answer_from_before_a_restart_is_ignored() {
        let mut setup = setup(false);
        let (identify, _) = setup.next(NOW).unwrap();
        setup.answered(&identify, &answer(200, &device()), NOW);
        let (late, _) = setup.next(NOW).unwrap();
        setup.restart(NOW);
        assert_eq!(setup.answered(&late, &answer(200, &json!({})), NOW), Verdict::Stay);
        assert_eq!(setup.next(NOW).unwrap().0, Task::Identify);
        let silent = Err(NoReply::NoAnswer("timeout".into()));
        assert_eq!(setup.answered(&Task::Identify, &silent, NOW), Verdict::Stay);
        assert_eq!(setup.next(NOW).unwrap().0, Task::Identify, "the same again");
    }
}
