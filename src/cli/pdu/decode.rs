//! A decoded PDU as one JSON object. The names of fields and values are a contract. A field that the PDU lacks, or ends
//! before, is `null`.

use serde::Serialize;

use super::super::lines::TooLong;
use crate::pdu::{
    Address, Alphabet, Class, Concat, Dcs, Deliver, Element, NumberType, Pdu, Pid, Ports, Status, StatusReport, Submit,
    Timestamp, Tpdu, UserData, Validity, Waiting, hex,
};

/// The longest PDU has some 400 digits, with optional blanks between them.
pub const LINE_BYTES_MAX: usize = 8 << 10;

pub fn decode(line: Result<&[u8], TooLong>, octets: &mut Vec<u8>) -> Result<Decoded, String> {
    let line = line.map_err(|TooLong| format!("longer than {LINE_BYTES_MAX} bytes"))?.trim_ascii();
    if line.is_empty() {
        return Err("an empty line".to_owned());
    }
    hex::decode_spaced_into(line, octets).map_err(|error| error.to_string())?;
    let pdu = Pdu::decode(octets).map_err(|error| error.to_string())?;
    Ok(Decoded::new(&pdu))
}

#[derive(Serialize)]
pub struct Decoded {
    r#type: &'static str,
    smsc: Option<String>,
    #[serde(flatten)]
    peer: Peer,
    text: Option<String>,
    data_hex: Option<String>,
    encoding: Option<&'static str>,
    timestamp: Option<String>,
    concat: Option<ConcatShown>,
    class: Option<u8>,
    mr: Option<u8>,
    status: Option<u8>,
    #[serde(flatten)]
    own: Own,
    pid: Option<u8>,
    replace_type: Option<u8>,
    dcs: Option<u8>,
    compressed: bool,
    ports: Option<PortsShown>,
    mwi: Vec<WaitingShown>,
    udh: Option<Vec<ElementShown>>,
    /// All header elements as they were sent, those of `udh` and those with a flaw.
    udh_hex: Option<String>,
    validity: Option<ValidityShown>,
    flaws: Vec<&'static str>,
}

/// The other party. The fields are present though the TPDU ends before the address.
#[derive(Serialize)]
#[serde(untagged)]
enum Peer {
    Sender { sender: Option<String>, sender_type: Option<&'static str> },
    Recipient { recipient: Option<String>, recipient_type: Option<&'static str> },
}

/// Fields that only one type of TPDU has.
#[derive(Serialize)]
#[serde(untagged)]
enum Own {
    Deliver { more_messages: bool, reply_path: bool },
    Submit { status_report: bool, reject_duplicates: bool, reply_path: bool },
    Report { status_class: Option<&'static str>, status_meaning: Option<&'static str>, discharge: Option<String> },
}

#[derive(Serialize)]
struct ConcatShown {
    r#ref: u16,
    bits: u8,
    total: u8,
    seq: u8,
}

#[derive(Serialize)]
struct PortsShown {
    bits: u8,
    destination: u16,
    source: u16,
}

#[derive(Serialize)]
struct WaitingShown {
    kind: &'static str,
    active: bool,
    count: Option<u8>,
    store: bool,
}

#[derive(Serialize)]
struct ElementShown {
    id: u8,
    data_hex: String,
}

#[derive(Serialize)]
struct ValidityShown {
    format: &'static str,
    seconds: Option<u64>,
    until: Option<String>,
}

impl Decoded {
    fn new(pdu: &Pdu) -> Self {
        match &pdu.tpdu {
            Tpdu::Deliver(deliver) => Self {
                timestamp: deliver.smsc_timestamp.and_then(Timestamp::rfc3339),
                ..Self::common("deliver", pdu, deliver.pid, deliver.dcs)
            },
            Tpdu::Submit(submit) => Self {
                mr: submit.reference,
                validity: submit.validity.map(show_validity),
                ..Self::common("submit", pdu, submit.pid, submit.dcs)
            },
            Tpdu::StatusReport(report) => Self {
                timestamp: report.smsc_timestamp.and_then(Timestamp::rfc3339),
                mr: report.reference,
                status: report.status.map(|Status(octet)| octet),
                ..Self::common("status-report", pdu, report.pid, report.dcs)
            },
        }
    }

    /// Fields that every type may have.
    fn common(r#type: &'static str, pdu: &Pdu, pid: Option<Pid>, dcs: Option<Dcs>) -> Self {
        let user_data = pdu.tpdu.user_data();
        let header = user_data.and_then(UserData::header);
        let waiting = header.into_iter().flat_map(|header| header.waiting());
        Self {
            r#type,
            smsc: pdu.smsc.as_ref().map(Address::to_string),
            peer: Peer::of(&pdu.tpdu),
            text: user_data.and_then(UserData::text).map(str::to_owned),
            data_hex: user_data.and_then(UserData::octets).map(hex::encode),
            encoding: user_data.map(|_| match dcs.unwrap_or_default().alphabet() {
                Alphabet::Gsm7 => "gsm7",
                Alphabet::Data => "8bit",
                Alphabet::Ucs2 => "ucs2",
            }),
            timestamp: None,
            concat: user_data.and_then(UserData::concat).map(show_concat),
            class: dcs.and_then(Dcs::class).map(Class::number),
            mr: None,
            status: None,
            own: Own::of(&pdu.tpdu),
            pid: pid.map(|pid| pid.0),
            replace_type: pid.and_then(Pid::replace_type),
            dcs: dcs.map(|dcs| dcs.0),
            compressed: dcs.is_some_and(Dcs::is_compressed),
            ports: user_data.and_then(UserData::ports).map(show_ports),
            mwi: waiting.chain(dcs.and_then(Dcs::waiting)).map(show_waiting).collect(),
            udh: header.map(|header| header.elements().map(show_element).collect()),
            udh_hex: header.map(|header| hex::encode(header.octets())),
            validity: None,
            flaws: pdu.tpdu.flaws().iter().map(|flaw| flaw.name()).collect(),
        }
    }
}

impl Peer {
    fn of(tpdu: &Tpdu) -> Self {
        let (Tpdu::Deliver(Deliver { originator: address, .. })
        | Tpdu::Submit(Submit { recipient: address, .. })
        | Tpdu::StatusReport(StatusReport { recipient: address, .. })) = tpdu;
        let (name, kind) = (address.as_ref().map(Address::to_string), address.as_ref().map(type_name));
        match tpdu {
            Tpdu::Deliver(_) => Self::Sender { sender: name, sender_type: kind },
            Tpdu::Submit(_) | Tpdu::StatusReport(_) => Self::Recipient { recipient: name, recipient_type: kind },
        }
    }
}

impl Own {
    fn of(tpdu: &Tpdu) -> Self {
        match tpdu {
            Tpdu::Deliver(deliver) => {
                Self::Deliver { more_messages: deliver.more_messages, reply_path: deliver.reply_path }
            }
            Tpdu::Submit(submit) => Self::Submit {
                status_report: submit.status_report,
                reject_duplicates: submit.reject_duplicates,
                reply_path: submit.reply_path,
            },
            Tpdu::StatusReport(report) => Self::Report {
                status_class: report.status.map(|status| status.outcome().name()),
                status_meaning: report.status.map(Status::meaning),
                discharge: report.discharge.and_then(Timestamp::rfc3339),
            },
        }
    }
}

fn type_name(address: &Address) -> &'static str {
    match address.number_type() {
        NumberType::Unknown => "unknown",
        NumberType::International => "international",
        NumberType::National => "national",
        NumberType::NetworkSpecific => "network-specific",
        NumberType::Subscriber => "subscriber",
        NumberType::Alphanumeric => "alphanumeric",
        NumberType::Abbreviated => "abbreviated",
        NumberType::Reserved => "reserved",
    }
}

fn show_concat(concat: Concat) -> ConcatShown {
    ConcatShown {
        r#ref: concat.reference,
        bits: if concat.wide { 16 } else { 8 },
        total: concat.total,
        seq: concat.sequence,
    }
}

fn show_ports(ports: Ports) -> PortsShown {
    let Ports { destination, source, wide } = ports;
    PortsShown { bits: if wide { 16 } else { 8 }, destination, source }
}

fn show_waiting(waiting: Waiting) -> WaitingShown {
    let Waiting { kind, active, count, store } = waiting;
    WaitingShown { kind: kind.name(), active, count, store }
}

fn show_element(element: Element<'_>) -> ElementShown {
    ElementShown { id: element.id, data_hex: hex::encode(element.data) }
}

fn show_validity(validity: Validity) -> ValidityShown {
    let seconds = validity.duration().map(|duration| duration.as_secs());
    match validity {
        Validity::Relative(_) => ValidityShown { format: "relative", seconds, until: None },
        Validity::Absolute(time) => ValidityShown { format: "absolute", seconds, until: time.rfc3339() },
        Validity::Enhanced(_) => ValidityShown { format: "enhanced", seconds, until: None },
    }
}
