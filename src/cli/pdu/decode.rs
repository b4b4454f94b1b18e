//! What a PDU says, as one JSON object. The names of fields and values are the contract.

use serde::Serialize;

use super::super::lines::TooLong;
use crate::pdu::{
    Address, Alphabet, Class, Concat, Dcs, Element, NumberType, Pdu, Pid, Status, Tpdu, UserData, Validity, Waiting,
    hex,
};

/// The longest PDU has some 400 digits.
pub const LINE_BYTES_MAX: usize = 8 << 10;

pub fn decode(line: Result<&[u8], TooLong>, octets: &mut Vec<u8>) -> Result<Decoded, String> {
    let line = line.map_err(|TooLong| format!("longer than {LINE_BYTES_MAX} bytes"))?.trim_ascii();
    if line.is_empty() {
        return Err("an empty line".to_owned());
    }
    hex::decode_into(line, octets).map_err(|error| error.to_string())?;
    let pdu = Pdu::decode(octets).map_err(|error| error.to_string())?;
    Ok(Decoded::new(&pdu))
}

#[derive(Serialize)]
pub struct Decoded {
    r#type: &'static str,
    smsc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recipient_type: Option<&'static str>,
    text: Option<String>,
    data_hex: Option<String>,
    encoding: Option<&'static str>,
    timestamp: Option<String>,
    concat: Option<ConcatShown>,
    class: Option<u8>,
    mr: Option<u8>,
    status: Option<u8>,
    #[serde(flatten)]
    report: Option<ReportShown>,
    pid: Option<u8>,
    replace_type: Option<u8>,
    dcs: Option<u8>,
    compressed: bool,
    ports: Option<PortsShown>,
    mwi: Vec<WaitingShown>,
    udh: Option<Vec<ElementShown>>,
    validity: Option<ValidityShown>,
    flaws: Vec<&'static str>,
}

#[derive(Serialize)]
struct ReportShown {
    status_class: Option<&'static str>,
    status_meaning: Option<&'static str>,
    discharge: Option<String>,
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
        let mut shown = Self::common(pdu);
        match &pdu.tpdu {
            Tpdu::Deliver(deliver) => {
                shown.r#type = "deliver";
                shown.sender = Some(deliver.originator.to_string());
                shown.sender_type = Some(type_name(&deliver.originator));
                shown.timestamp = deliver.smsc_timestamp.rfc3339();
                shown.show_coding(Some(deliver.pid), Some(deliver.dcs));
            }
            Tpdu::Submit(submit) => {
                shown.r#type = "submit";
                shown.recipient = Some(submit.recipient.to_string());
                shown.recipient_type = Some(type_name(&submit.recipient));
                shown.mr = Some(submit.reference);
                shown.validity = submit.validity.map(show_validity);
                shown.show_coding(Some(submit.pid), Some(submit.dcs));
            }
            Tpdu::StatusReport(report) => {
                shown.r#type = "status-report";
                shown.recipient = Some(report.recipient.to_string());
                shown.recipient_type = Some(type_name(&report.recipient));
                shown.timestamp = report.smsc_timestamp.rfc3339();
                shown.mr = Some(report.reference);
                shown.status = report.status.map(|Status(octet)| octet);
                shown.report = Some(ReportShown {
                    status_class: report.status.map(|status| status.outcome().name()),
                    status_meaning: report.status.map(Status::meaning),
                    discharge: report.discharge.rfc3339(),
                });
                shown.show_coding(report.pid, report.dcs);
            }
        }
        shown
    }

    fn common(pdu: &Pdu) -> Self {
        let user_data = pdu.tpdu.user_data();
        let header = user_data.and_then(UserData::header);
        Self {
            r#type: "",
            smsc: pdu.smsc.as_ref().map(Address::to_string),
            sender: None,
            sender_type: None,
            recipient: None,
            recipient_type: None,
            text: user_data.and_then(UserData::text).map(str::to_owned),
            data_hex: user_data.and_then(UserData::octets).map(hex::encode),
            encoding: None,
            timestamp: None,
            concat: user_data.and_then(UserData::concat).map(show_concat),
            class: None,
            mr: None,
            status: None,
            report: None,
            pid: None,
            replace_type: None,
            dcs: None,
            compressed: false,
            ports: user_data
                .and_then(UserData::ports)
                .map(|ports| PortsShown { destination: ports.destination, source: ports.source }),
            mwi: header.into_iter().flat_map(|header| header.waiting()).map(show_waiting).collect(),
            udh: header.map(|header| header.elements().map(show_element).collect()),
            validity: None,
            flaws: pdu.tpdu.flaws().iter().map(|flaw| flaw.name()).collect(),
        }
    }

    fn show_coding(&mut self, pid: Option<Pid>, dcs: Option<Dcs>) {
        self.pid = pid.map(|pid| pid.0);
        self.replace_type = pid.and_then(Pid::replace_type);
        self.dcs = dcs.map(|dcs| dcs.0);
        self.class = dcs.and_then(Dcs::class).map(Class::number);
        self.mwi.extend(dcs.and_then(Dcs::waiting).map(show_waiting));
        self.compressed = dcs.is_some_and(Dcs::is_compressed);
        let has_user_data = self.text.is_some() || self.data_hex.is_some();
        self.encoding = has_user_data.then(|| match dcs.unwrap_or_default().alphabet() {
            Alphabet::Gsm7 => "gsm7",
            Alphabet::Data => "8bit",
            Alphabet::Ucs2 => "ucs2",
        });
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
