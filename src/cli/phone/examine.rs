//! Asks a phone, step by step, what a daemon would ask it. Nothing is changed.

use serde_json::Value;

use super::report::Report;
use super::{answers, settings, webhooks};
use crate::cli::finding::Finding;
use crate::config::{Config, Listen};
use crate::drivers::android::{Answer, Call, CallOutcome, Identity, Settings, identity};
use crate::model::LineId;

/// Makes one request to the address with this index.
pub type Ask<'a> = dyn FnMut(usize, Call) -> CallOutcome + 'a;

/// The phone that answers, and where.
pub struct Reached {
    /// The index of the address.
    pub address: usize,
    /// The answer to `GET /device`.
    pub device: Value,
}

/// What came of one address.
enum Standing {
    Answers(Identity, Value),
    Silent(String),
    WrongPassword,
    NotTheApp(String),
    Stranger(String),
}

const REACH: &str = "phone and simgate must be in one network, with the app's local server on (its button shows Online); \
                     compare the address with the one that the app shows";
const PASSWORD: &str = "the app shows both under Local server; a changed password counts after the app's restart";

/// Tries all addresses. A wrong password ends it, because the app may block an address that tries too often.
pub fn reach(settings: &Settings, report: &mut Report<'_>, ask: &mut Ask<'_>) -> Option<Reached> {
    let mut reached = None;
    let mut failures = Vec::new();
    for (address, url) in settings.urls.iter().enumerate() {
        let text = url.to_string();
        let url = text.trim_end_matches('/');
        match standing(settings, &ask(address, Call::get("/device"))) {
            Standing::Answers(found, device) => {
                report.add(Finding::good("address", format!("{url} answers")));
                if reached.is_none() {
                    report.identity = Some(found);
                    reached = Some(Reached { address, device });
                }
            }
            Standing::WrongPassword => {
                report.add(Finding::good("address", format!("{url} answers")));
                let text = "the app refuses the user or the password";
                report.add(Finding::wrong("password", text).remedy(PASSWORD));
                return None;
            }
            Standing::Silent(why) => failures.push((format!("{url} does not answer: {why}"), REACH.to_owned())),
            Standing::NotTheApp(why) => {
                failures.push((
                    format!("{url} is not the app: {why}"),
                    "compare address and port with the app's".to_owned(),
                ));
            }
            Standing::Stranger(id) => {
                let remedy = format!("correct the address; or set `phone_id = \"{id}\"` if this is the right phone");
                failures.push((format!("{url} is another phone, with the id {id}"), remedy));
            }
        }
    }
    // While one address works, the others are spare ones.
    for (text, remedy) in failures {
        let finding = if reached.is_some() { Finding::note("address", text) } else { Finding::wrong("address", text) };
        report.add(finding.remedy(remedy));
    }
    let found = report.identity.as_ref().filter(|_| reached.is_some())?;
    let text = format!("right; it is {} with the id {}", found.model, found.id);
    report.add(Finding::good("password", text));
    reached
}

fn standing(settings: &Settings, outcome: &CallOutcome) -> Standing {
    match outcome {
        Err(trouble) => Standing::Silent(trouble.why().to_owned()),
        Ok(answer) if answer.is_unauthorized() => Standing::WrongPassword,
        Ok(answer) => match identity(answer) {
            None => Standing::NotTheApp(answer.reason()),
            Some(found) if settings.phone.phone_id.as_ref().is_some_and(|id| *id != found.id) => {
                Standing::Stranger(found.id)
            }
            Some(found) => Standing::Answers(found, answer.json().unwrap_or_default()),
        },
    }
}

/// How the phone is, and whether its messages can be read.
pub fn condition(reached: &Reached, report: &mut Report<'_>, ask: &mut Ask<'_>) {
    let has_status = |answer: &Answer| answer.json().is_some_and(|body| body["status"].is_string());
    match read(ask(reached.address, Call::get("/health")), has_status) {
        // The app answers 500 if a check fails.
        Ok(body) => answers::health(&body).into_iter().for_each(|finding| report.add(finding)),
        Err(why) => {
            let finding = Finding::wrong("app", format!("its health can't be read: {why}"));
            report.add(finding.remedy("update the app"));
        }
    }
    let inbox = read(ask(reached.address, Call::get("/inbox?limit=1")), |answer| {
        answer.is_success() && answer.json().is_some_and(|body| body.is_array())
    });
    report.add(match inbox {
        Ok(_) => Finding::good("inbox", "the app shows its messages"),
        Err(why) => Finding::wrong("inbox", format!("the app does not show its messages: {why}"))
            .remedy("update the app and restart it; inboxes are shown since version 1.60"),
    });
}

/// The SIMs of the phone against the configuration.
pub fn slots(reached: &Reached, settings: &Settings, config: &Config, report: &mut Report<'_>) {
    report.sims = answers::sims(&reached.device);
    let number = |index: u8| {
        let line = LineId::Slot { device: settings.phone.name.clone(), index };
        let sim = config.sims.iter().find(|sim| sim.line().as_ref() == Some(&line))?;
        sim.number.as_ref().map(|number| number.as_str().to_owned())
    };
    for finding in answers::slots(&report.sims, &settings.phone.slots, &number) {
        report.add(finding);
    }
}

/// What simgate would change in the app.
pub fn changes(reached: &Reached, settings: &Settings, config: &Config, report: &mut Report<'_>, ask: &mut Ask<'_>) {
    let wanted = settings.phone.webhooks.as_ref();
    match read(ask(reached.address, Call::get("/settings")), Answer::is_success) {
        Ok(present) => {
            report.settings = settings::changes(&present, wanted);
            let findings = settings::findings(&present, &report.settings);
            findings.into_iter().for_each(|finding| report.add(finding));
        }
        Err(why) => {
            report.add(Finding::note("settings", format!("they can't be read: {why}")).remedy("update the app"))
        }
    }
    match read(ask(reached.address, Call::get("/webhooks")), Answer::is_success) {
        Ok(present) => {
            report.webhooks = webhooks::changes(&present, &settings.phone.name, wanted);
            let findings = webhooks::findings(&present, &report.webhooks, wanted);
            findings.into_iter().for_each(|finding| report.add(finding));
        }
        Err(why) => {
            report.add(Finding::note("webhooks", format!("they can't be read: {why}")).remedy("update the app"))
        }
    }
    let callback = wanted.and_then(|webhooks| webhooks.url.parse().ok());
    report.add(webhooks::callback(callback.as_ref(), port(config)));
}

/// The port of the HTTP interface.
fn port(config: &Config) -> Option<u16> {
    match config.api.listen {
        Listen::On(address) => Some(address.port()),
        Listen::Off => None,
    }
}

/// The body of an answer that is as it should be; otherwise why there is none.
fn read(outcome: CallOutcome, is_right: impl Fn(&Answer) -> bool) -> Result<Value, String> {
    let answer = outcome.map_err(|trouble| trouble.why().to_owned())?;
    answer.json().filter(|_| is_right(&answer)).ok_or_else(|| answer.reason())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;
    use crate::cli::finding::Grade;
    use crate::config::Device;
    use crate::daemon::android_of;
    use crate::drivers::android::NoReply;
    use crate::model::Name;

    const TWO: &str = "other_urls=[\"http://pixel.local:8080\"]\n";

    fn configured(more: &str) -> (Settings, Config) {
        let text = format!(
            "[[device]]\ntype=\"android\"\nname=\"pixel\"\nurl=\"http://192.168.1.20:8080\"\npassword=\"p\"\n{more}"
        );
        let config = Config::parse(Path::new("/c"), &text, &|_| None).unwrap();
        let Device::Android(android) = &config.devices[0] else { panic!("it is a phone") };
        (android_of(android, &config), config.clone())
    }

    fn answer(status: u16, body: &Value) -> CallOutcome {
        Ok(Answer { status, body: body.to_string().into_bytes() })
    }

    fn device(id: &str) -> CallOutcome {
        answer(
            200,
            &json!([{ "id": id, "name": "Pixel", "simCards": [{ "simNumber": 1, "phoneNumber": "+12025550101" }] }]),
        )
    }

    /// The grade of each finding, the address in use, and whether the phone is usable.
    fn reached(more: &str, mut ask: impl FnMut(usize) -> CallOutcome) -> (Vec<(&'static str, Grade)>, Option<usize>) {
        let (settings, _) = configured(more);
        let mut watch = |_: &Finding| {};
        let mut report = Report::new(Name::parse("pixel").unwrap(), &mut watch);
        let reached = reach(&settings, &mut report, &mut |address, _| ask(address));
        let grades = report.findings.iter().map(|finding| (finding.step, finding.grade)).collect();
        assert_eq!(report.is_usable(), reached.is_some(), "{:?}", report.findings);
        (grades, reached.map(|reached| reached.address))
    }

    #[test]
    fn the_first_address_that_is_the_phone_is_used() {
        use Grade::{Good, Note, Wrong};
        let silent = || Err(NoReply::Unreachable("refused".into()));
        assert_eq!(reached("", |_| device("a")), (vec![("address", Good), ("password", Good)], Some(0)));
        let spare = |address| if address == 0 { silent() } else { device("a") };
        assert_eq!(reached(TWO, spare), (vec![("address", Good), ("address", Note), ("password", Good)], Some(1)));
        assert_eq!(reached(TWO, |_| silent()), (vec![("address", Wrong); 2], None));
        let id = "phone_id=\"a\"\n";
        assert_eq!(reached(id, |_| device("b")), (vec![("address", Wrong)], None), "another phone");
        assert_eq!(reached("", |_| answer(404, &json!({}))), (vec![("address", Wrong)], None), "not the app");
    }

    #[test]
    fn a_wrong_password_is_tried_once() {
        let mut tries = 0;
        let (grades, address) = reached(TWO, |_| {
            tries += 1;
            answer(401, &Value::Null)
        });
        assert_eq!((grades[1], address, tries), (("password", Grade::Wrong), None, 1));
    }

    #[test]
    fn what_is_read_changes_nothing_in_the_phone() {
        let (settings, config) = configured("callback=\"https://gw/sms/webhook/pixel\"\n");
        let mut calls = Vec::new();
        let mut ask = |_: usize, call: Call| {
            calls.push(format!("{} {}", call.method, call.path));
            match call.path.as_str() {
                "/device" => device("a"),
                "/health" => answer(500, &json!({ "status": "fail", "version": "1.68.0" })),
                "/settings" => answer(200, &json!({})),
                "/inbox?limit=1" => answer(400, &json!({ "message": "no permission" })),
                _ => answer(200, &json!([])),
            }
        };
        let mut watch = |_: &Finding| {};
        let mut report = Report::new(Name::parse("pixel").unwrap(), &mut watch);
        let reached = reach(&settings, &mut report, &mut ask).unwrap();
        condition(&reached, &mut report, &mut ask);
        slots(&reached, &settings, &config, &mut report);
        changes(&reached, &settings, &config, &mut report, &mut ask);
        let of = |step: &str| report.findings.iter().find(|finding| finding.step == step).unwrap();
        assert_eq!((of("app").grade, of("inbox").grade), (Grade::Good, Grade::Wrong), "{:?}", report.findings);
        assert_eq!((report.settings.len(), report.webhooks.len()), (3, 9));
        assert!(!report.is_usable());
        drop(report);
        assert_eq!(calls, ["GET /device", "GET /health", "GET /inbox?limit=1", "GET /settings", "GET /webhooks"]);
    }
}
