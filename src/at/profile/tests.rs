use super::*;

#[test]
fn a_modem_gets_its_makers_profile() {
    let profiles = Profiles::default();
    for (maker, model, want) in [
        ("Quectel", "EC25", "quectel"),
        ("QUECTEL", "EP06-E", "quectel-ep06"),
        ("Quectel", "EC200A", "quectel-ec200"),
        ("Quectel_Ltd", "Quectel_M95", "quectel-2g"),
        ("huawei", "E3372h", "huawei"),
        ("SIMCOM INCORPORATED", "SIMCOM_SIM7600E", "simcom"),
        ("SIMCOM_Ltd", "SIMCOM_SIM800L", "simcom-2g"),
        ("SIMCOM_Ltd", "SIM900", "simcom-2g"),
        ("", "SIMCOM_SIM7000E", "simcom"),
        ("ZTE INCORPORATED", "MF190", "zte"),
        ("WAVECOM MODEM", "MULTIBAND  900E  1800", "wavecom"),
        ("Sierra Wireless, Incorporated", "MC7455", "sierra"),
        ("u-blox", "SARA-U201", "ublox"),
        ("Telit", "LE910-EUG", "telit"),
        ("Telit", "HE863", "telit-2g"),
        ("Fibocom Wireless Inc.", "L850 LTE Module", "fibocom"),
        ("Cinterion", "MC75i", "cinterion"),
        ("SIEMENS", "MC35i", "cinterion"),
        ("D-Link", "DWM-156", "dlink"),
        ("Option N.V.", "GI0255", "option"),
        ("Neoway", "M590E", "neoway"),
        ("SAMSUNG", "GT-S5230", "samsung"),
        ("", "", "generic"),
        ("Acme", "X1", "generic"),
    ] {
        assert_eq!(profiles.of(maker, model).name, want, "{maker} {model}");
    }
}

#[test]
fn every_family_is_complete_and_its_printed_form_is_itself() {
    let profiles = Profiles::default();
    for profile in profiles.all() {
        assert!(profile.indications.iter().all(|set| set[1] == 1), "{}: stores before it announces", profile.name);
        assert!(!profile.iccid.is_empty() && !profile.resets.is_empty() && !profile.stores.is_empty());
        assert!(profile.boot >= std::time::Duration::from_secs(30), "{}", profile.name);
        assert_eq!(profiles.named(&profile.name), Some(profile), "its name is its own");
        let again = parse(&profile.to_string(), &|_| None).unwrap();
        assert_eq!(&again, &**profile, "{profile}");
    }
    assert!(profiles.all().count() >= 20);
}

fn read(text: &str) -> Result<Profile, Fault> {
    parse(text, &|name| Profiles::default().named(name).cloned())
}

#[test]
fn what_a_profile_omits_is_that_of_the_one_that_it_extends() {
    let own = read("name = 'mine'\nextends = 'huawei'\nmodels = ['e3531']\nboot_s = 90\n").unwrap();
    let huawei = Arc::clone(Profiles::default().named("huawei").unwrap());
    let (models, boot) = (vec!["E3531".to_owned()], std::time::Duration::from_secs(90));
    let want = Profile { name: "mine".to_owned(), makers: Vec::new(), models, boot, ..(*huawei).clone() };
    assert_eq!(own, want);
    let profiles = Profiles::new(vec![Arc::new(own)]);
    assert_eq!(profiles.of("huawei", "E3531s-2").name, "mine", "before the one that is compiled in");
    assert_eq!(profiles.of("huawei", "E352").name, "huawei");
    assert_eq!(read("name = 'bare'").unwrap().iccid, generic().iccid);
}

#[test]
fn a_wrong_profile_is_refused_with_the_place_and_the_reason() {
    for (text, at, what) in [
        ("boot_s = 30", "boot_s", "needs `name`"),
        ("name = 'no name'", "'no", "`name` is no name of a profile"),
        ("name = 'x'\nextends = 'quectl'", "'quectl'", "`extends` names no profile that is compiled in: `quectl`"),
        ("name = 'x'\npin_rst_s = 3", "pin_rst_s", "unknown key `pin_rst_s`"),
        ("name = 'x'\nboot_s = 0", "0", "`boot_s` must be 1 to 600 seconds, not 0"),
        ("name = 'x'\npin_rest_s = 601", "601", "`pin_rest_s` must be 0 to 600 seconds, not 601"),
        ("name = 'x'\nlists = 1", "1", "invalid type"),
        ("name = 'x'\nussd = 'hex'", "'hex'", "`ussd` must be `plain` or `packed`, not `hex`"),
        ("name = 'x'\nstores = ['SR']", "'SR'", "a store is `ME` or `SM`, not `SR`"),
        ("name = 'x'\nstores = []", "[]", "`stores` must name `ME`, `SM`, or both"),
        ("name = 'x'\nindications = [[2, 2, 0, 1, 0]]", "[2, 2", "values of `+CNMI`"),
        ("name = 'x'\niccid = ['+CCID']", "'+CCID'", "`+CCID` must begin with `AT`"),
        ("name = 'x'\n[[late]]\ncommand = \"AT\\r\"", "\"AT", "printable ASCII"),
        ("name = 'x'\n[[late]]\ncommand = 'AT+X'\nquery = 'AT+X?'", "'AT+X?'", "`query` and `is` belong together"),
        ("name = 'x'\n[[late]]\ncomand = 'AT+X'", "comand", "unknown key `comand`"),
    ] {
        let fault = read(text).unwrap_err();
        assert!(fault.what.contains(what), "{text}: {}", fault.what);
        let begins = text[fault.offset..].starts_with(at) || fault.what.starts_with("needs");
        assert!(begins, "{text}: {:?}", &text[fault.offset..]);
    }
}

/// Such a command would lose messages, or lock the card.
#[test]
fn a_profile_can_not_delete_send_dial_or_undo_settings() {
    for command in
        ["AT+CMGD=1,4", "at", "ATD100;", "AT+CPIN=1234", "ATZ", "AT&F", "AT+CSQ;+CMGD=1", "AT+CMGF=1", "ATE1"]
    {
        let text = format!("name = 'x'\n[[early]]\ncommand = '{command}'");
        assert!(read(&text).is_err(), "{command}");
    }
    for command in ["AT+CFUN=1,1", "AT^CURC=0", "AT+CPINR=\"SIM PIN\"", "AT+CPMS?", "AT!RESET"] {
        assert!(read(&format!("name = 'x'\n[[early]]\ncommand = '{command}'")).is_ok(), "{command}");
    }
}
