//! `[[device]] type = "android"`: a phone with the SMS gateway app.

use std::path::PathBuf;

use http::Uri;

use super::declare::section;
use super::kinds::{File, Flag, ListOf, NAME, Parsed, USER, Whole};
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys, not_empty};
use super::url::URL;
use crate::model::Name;

section! {
    /// An Android phone with the app "SMS Gateway for Android" (capcom6), version 1.60 or later, and its local server switched
    /// on. Each SIM slot is a line. simgate sets the app's queue to first in, first out. With a `callback` it also sets the
    /// app's signing key, lets it call without internet, and registers one webhook for each event; webhooks of others stay.
    /// `simgate phone check NAME` shows these changes before they are made.
    ///
    /// With `dial_in`, the phone calls simgate instead, and may be behind any router: docs/dial-in.md shows how.
    AndroidSettings in "device" check complete {
        /// The device's name in events, in logs, on the command line and in the URL of its webhooks.
        name: Name = NAME => required, example "pixel";
        /// The address of the app's local server, as the app shows it. Give the phone a fixed address in your router, or a name.
        url: Option<Uri> = URL => optional "the phone dials in", example "http://192.168.1.20:8080";
        /// Whether the phone dials in: the app then uses simgate as its private server, and registers with the code that
        /// `simgate phone code NAME` prints. Such a phone has no `url`, `other_urls`, `username`, `password`, `phone_id`
        /// and `attachments`.
        dial_in: bool = Flag => default false, example false;
        /// Other addresses of the same phone, for example its mDNS name, if the system's resolver knows it. simgate tries them in
        /// turn when the phone does not answer.
        other_urls: Vec<Uri> = ListOf(URL) => default of [], example ["http://pixel.local:8080"];
        /// The user of the app's local server.
        username: String = USER => default "sms", example "sms";
        /// The password of the app's local server, as the app shows it.
        password: Option<SecretFrom> = SecretKeys { noun: "password", check: not_empty } => secret,
            example "example-only";
        /// The app's id of the phone (`simgate phone check` shows it). simgate then uses no other phone that answers at these
        /// addresses, for example after a router has given out new ones.
        phone_id: Option<String> = PHONE_ID => optional "any phone", example "0000000099aabbcc";
        /// The slots whose SIMs are used. The first is 1.
        slots: Vec<u32> = ListOf(Whole { unit: "number of a slot", min: 1, max: 3 }) => default of [1], example [1, 2];
        /// The URL at which the phone reaches simgate: `/sms/webhook/NAME` of the HTTP interface. The app calls `https://` only,
        /// or `http://127.0.0.1`; docs/phones.md shows how to get there on a home network. With `dial_in` it is the `https://`
        /// URL of the HTTP interface alone, for example `https://gw.example`.
        callback: Option<Uri> = URL => optional "simgate asks the phone every 5 s what has arrived",
            example "https://192.168.1.5:8443/sms/webhook/pixel";
        /// The directory in which the attachments of MMS are saved, up to 8 MiB each, as `NAME/mms-ID-PART.EXT`. simgate deletes
        /// none of them.
        attachments: Option<PathBuf> = File => optional "attachments stay in the phone", example "/var/lib/simgate/attachments";
    }
}

/// The app's usual user.
const USERNAME: &str = "sms";

const PHONE_ID: Parsed<String> = Parsed {
    noun: "the app's id of a phone",
    parse: |text| match text.len() {
        1..=64 if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_') => {
            Ok(text.to_owned())
        }
        _ => Err("is none".to_owned()),
    },
    show_wrong: true,
};

fn complete(android: &AndroidSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    if android.slots.is_empty() {
        reading.problem(table.offset_of("slots"), "`slots` must name a slot");
    }
    if android.dial_in {
        complete_dial_in(android, table, reading);
    } else {
        complete_local(android, table, reading);
    }
    (reading.problems.len() == before).then_some(())
}

/// A phone that calls simgate.
fn complete_dial_in(android: &AndroidSettings, table: &Table<'_>, reading: &mut Reading<'_>) {
    let set = [
        ("url", android.url.is_some()),
        ("other_urls", !android.other_urls.is_empty()),
        ("username", android.username != USERNAME),
        ("password", android.password.is_some()),
        ("phone_id", android.phone_id.is_some()),
        ("attachments", android.attachments.is_some()),
    ];
    for (key, _) in set.into_iter().filter(|(_, is_set)| *is_set) {
        let what = format!("`{key}` is for a phone that simgate calls, not with `dial_in`");
        reading.problem(table.offset_of(key), what);
    }
    let is_base = |url: &Uri| {
        let has_more = url.path().trim_end_matches('/').contains("/sms/webhook") || url.query().is_some();
        url.scheme_str() == Some("https") && !has_more
    };
    if !android.callback.as_ref().is_some_and(is_base) {
        let what = "with `dial_in`, `callback` must be the https:// URL of simgate, such as https://gw.example";
        reading.problem(table.offset_of("callback"), what);
    }
}

/// A phone that simgate calls.
fn complete_local(android: &AndroidSettings, table: &Table<'_>, reading: &mut Reading<'_>) {
    if android.url.is_none() {
        reading.problem(table.offset, format!("{} needs `url`, or `dial_in = true`", table.title));
    }
    if android.password.is_none() {
        let what = format!("{} needs one of `password`, `password_file` and `password_env`", table.title);
        reading.problem(table.offset, what);
    }
    if let Some(callback) = &android.callback {
        let own_path = format!("/sms/webhook/{}", android.name);
        if callback.path() != own_path {
            reading.problem(table.offset_of("callback"), format!("`callback` must end in `{own_path}`"));
        }
        if callback.scheme_str() == Some("http") && callback.host() != Some("127.0.0.1") {
            reading.warn(
                table.offset_of("callback"),
                "the app calls http:// at 127.0.0.1 only, unless its insecure build is installed",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::{Config, Device};

    fn parse(more: &str) -> Result<(AndroidSettings, Config), Vec<String>> {
        let text = format!("[[device]]\ntype=\"android\"\nname=\"pixel\"\nurl=\"http://192.168.1.20:8080\"\n{more}");
        let config = Config::parse(Path::new("/c"), &text, &|name| (name == "S").then(|| "geheim".to_owned()));
        let problem = |problem: &crate::config::Problem| format!("{}: {}", problem.line.unwrap_or(0), problem.what);
        let config = config.map_err(|errors| errors.problems.iter().map(problem).collect::<Vec<_>>())?;
        let Device::Android(android) = &config.devices[0] else { panic!("it is a phone") };
        Ok(((**android).clone(), config))
    }

    #[test]
    fn a_phone_reads_as_written_and_is_printed_so() {
        let (phone, config) = parse(
            "password_env=\"S\"\nslots=[1,2]\nother_urls=[\"http://pixel.local:8080\"]\nphone_id=\"0000000099aabbcc\"\n\
             callback=\"https://gw.example/sms/webhook/pixel\"\n\
             [[sim]]\ndevice=\"pixel\"\nslot=2\nname=\"prepaid\"\nnumber=\"+12025550143\"",
        )
        .expect("is right");
        assert_eq!((phone.username.as_str(), phone.slots.as_slice()), ("sms", &[1, 2][..]));
        assert_eq!(config.sims[0].line().unwrap().to_string(), "slot:pixel:2");
        let printed = config.to_toml();
        assert!(!printed.contains("geheim"), "{printed}");
        let again = Config::parse(Path::new("/c"), &printed, &|_| Some("geheim".to_owned()));
        assert_eq!(again, Ok(config.clone()));
        assert_eq!(config.secret_variables().collect::<Vec<_>>(), ["S"]);
        assert!(config.warnings.is_empty(), "{:?}", config.warnings);
        assert_eq!(parse("password_env=\"S\"").expect("is right").0.slots, [1]);
        let (_, unwise) =
            parse("password_env=\"S\"\ncallback=\"http://10.0.0.1/sms/webhook/pixel\"").expect("is unwise");
        assert_eq!(unwise.warnings.len(), 1, "{:?}", unwise.warnings);
    }

    fn parse_whole(text: &str) -> Result<Config, Vec<String>> {
        let config = Config::parse(Path::new("/c"), text, &|_| Some("geheim".to_owned()));
        config.map_err(|errors| errors.problems.iter().map(|problem| problem.what.clone()).collect())
    }

    const DIALS_IN: &str = "[[device]]\ntype=\"android\"\nname=\"pixel\"\ndial_in=true\n";

    #[test]
    fn a_phone_that_dials_in_needs_only_the_url_of_simgate() {
        let config = parse_whole(&format!("{DIALS_IN}callback=\"https://gw.example/sub\"\nslots=[1,2]")).unwrap();
        let Device::Android(phone) = &config.devices[0] else { panic!("it is a phone") };
        assert!(phone.dial_in && phone.url.is_none());
        assert_eq!(parse_whole(&config.to_toml()), Ok(config.clone()));
    }

    #[test]
    fn each_fault_of_a_phone_that_dials_in_has_its_sentence() {
        let base = "with `dial_in`, `callback` must be the https:// URL of simgate, such as https://gw.example";
        let not_with = |key: &str| format!("`{key}` is for a phone that simgate calls, not with `dial_in`");
        for (more, fault) in [
            ("", base.to_owned()),
            ("callback=\"http://gw.example\"", base.to_owned()),
            ("callback=\"https://gw.example/sms/webhook/pixel\"", base.to_owned()),
            ("callback=\"https://gw\"\nurl=\"http://192.168.1.20:8080\"", not_with("url")),
            ("callback=\"https://gw\"\nattachments=\"/a\"", not_with("attachments")),
            ("callback=\"https://gw\"\npassword_env=\"S\"", not_with("password")),
            ("callback=\"https://gw\"\nusername=\"sms2\"", not_with("username")),
            ("callback=\"https://gw\"\nslots=[]", "`slots` must name a slot".to_owned()),
        ] {
            assert_eq!(parse_whole(&format!("{DIALS_IN}{more}")).map(drop), Err(vec![fault]), "{more}");
        }
        let neither = "[[device]]\ntype=\"android\"\nname=\"pixel\"\npassword=\"x\"";
        assert_eq!(parse_whole(neither).map(drop), Err(vec!["[[device]] needs `url`, or `dial_in = true`".to_owned()]));
    }

    #[test]
    fn each_fault_of_a_phone_has_its_sentence() {
        let more = |rest: &str| format!("password_env=\"S\"\n{rest}");
        for (more, fault) in [
            (String::new(), "1: [[device]] needs one of `password`, `password_file` and `password_env`"),
            (more("slots=[]"), "6: `slots` must name a slot"),
            (more("slots=[0]"), "6: `slots` must be from 1 to 3"),
            (more("callback=\"https://gw/x\""), "6: `callback` must end in `/sms/webhook/pixel`"),
            (more("phone_id=\"a b\""), "6: `phone_id` must be the app's id of a phone: `a b` is none"),
            (more("port=\"/p\""), "6: unknown key `port` in [[device]]"),
            (more("[[sim]]\nname=\"a\""), "6: [[sim]] needs `iccid`, or `device` and `slot`"),
            (more("[[sim]]\nname=\"a\"\nslot=1"), "6: [[sim]] needs `iccid`, or `device` and `slot`"),
            (
                more("[[sim]]\nname=\"a\"\nslot=1\ndevice=\"pixel\"\niccid=\"8901260712345678901\""),
                "6: [[sim]] has `iccid` as well as `device` and `slot`: one of them identifies it",
            ),
            (
                more("[[sim]]\nname=\"a\"\nslot=1\ndevice=\"nokia\""),
                "9: `device` names `nokia`, but no [[device]] of type `android` has this name",
            ),
        ] {
            assert_eq!(parse(&more).map(drop), Err(vec![fault.to_owned()]), "{more}");
        }
    }
}
