//! `[discovery]`: the modems that simgate finds by itself.

use std::path::PathBuf;

use super::declare::section;
use super::kinds::{File, Flag, ListOf, Parsed};
use crate::model::UsbId;

section! {
    /// Finding USB modems without a `[[device]]`. simgate asks only the ports of known modems that take AT commands, and none that a
    /// `[[device]]` names. A modem that is found has the name `modem-` and the last six digits of its IMEI, in whatever socket it is;
    /// a `[[device]]` with its `imei` gives it another name, a PIN, or a profile. `simgate devices` shows what was found, and what
    /// was left alone and why.
    Discovery in "discovery" {
        /// Whether simgate looks for modems.
        enabled: bool = Flag => default true, example false;
        /// Products that are left alone, by vendor and product as `lsusb` shows them.
        ignore: Vec<UsbId> = ListOf(USB_ID) => default of [], example ["12d1:1506"];
        /// The directory in which the kernel describes devices.
        sysfs: PathBuf = File => default "/sys", example "/sys";
        /// The directory of the nodes of devices.
        dev: PathBuf = File => default "/dev", example "/dev";
        /// Where reports of new devices come from: `kernel`; `none`, so that devices are looked for every 5 s only; or the path of a
        /// Unix datagram socket, which simgate makes, and which takes what the kernel would send.
        uevents: String = UEVENTS => default "kernel", example "none";
    }
}

const USB_ID: Parsed<UsbId> = Parsed {
    noun: "vendor and product of a USB device, such as `12d1:1506`",
    parse: |text| {
        let wrong = || "must be two numbers of four hexadecimal digits each, with a colon between".to_owned();
        UsbId::parse(text).ok_or_else(wrong)
    },
    show_wrong: true,
};

const UEVENTS: Parsed<String> = Parsed {
    noun: "`kernel`, `none` or a path",
    parse: |text| match text {
        "kernel" | "none" => Ok(text.to_owned()),
        path if path.starts_with('/') => Ok(path.to_owned()),
        _ => Err("must be `kernel`, `none`, or a path that begins with `/`".to_owned()),
    },
    show_wrong: true,
};
