//! Which device has which modem.
//!
//! A modem has several ports that take commands. Where two of them are configured as two devices, each would delete
//! what the other has not read yet: a slot that was emptied and filled again looks the same to both.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::flow::DeviceReport;
use crate::model::{Imei, LineId, Name};

/// What all modems of a daemon share. An IMEI alone names no modem, since cheap ones have been seen to share theirs;
/// nor does a card alone, which may have been moved.
#[derive(Debug, Clone, Default)]
pub struct Claims(Arc<Mutex<BTreeMap<Claim, Name>>>);

type Claim = (Option<Imei>, LineId);

impl Claims {
    /// A device tells what it is. Returns the one that has the same modem with the same card.
    pub(super) fn told(&self, report: &DeviceReport) -> Option<Name> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|_, holder| *holder != report.device);
        let card = report.lines.first().map(|line| &line.line).filter(|card| card.is_lasting())?;
        let holder = held.entry((report.imei.clone(), card.clone())).or_insert_with(|| report.device.clone());
        Some(holder.clone()).filter(|holder| *holder != report.device)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::{DeviceState, LineReport, Takes};
    use crate::model::Iccid;

    fn card(line: LineId) -> LineReport {
        LineReport { line, takes: Takes::Tpdus, number: None, registration: None, signal_dbm: None }
    }

    fn report(device: &str, imei: &str, sim: Option<&str>) -> DeviceReport {
        DeviceReport {
            device: Name::parse(device).unwrap(),
            state: DeviceState::Starting,
            reason: String::new(),
            maker: String::new(),
            model: String::new(),
            imei: Imei::parse(imei).ok(),
            lines: sim.map(|iccid| card(LineId::Iccid(Iccid::parse(iccid).unwrap()))).into_iter().collect(),
        }
    }

    #[test]
    fn a_modem_with_its_card_is_one_devices_at_a_time() {
        const IMEI: &str = "490154203237518";
        const OTHER_IMEI: &str = "356938035643809";
        const CARD: Option<&str> = Some("8901260518425704878");
        const OTHER_CARD: Option<&str> = Some("8901260050465959188");
        let claims = Claims::default();
        let told = |device, imei, card| claims.told(&report(device, imei, card)).map(|other| other.to_string());
        assert_eq!(told("a", IMEI, CARD), None);
        assert_eq!(told("a", IMEI, CARD), None, "its own");
        assert_eq!(told("b", IMEI, None), None, "its card is not known yet");
        assert_eq!(told("b", IMEI, CARD).as_deref(), Some("a"));
        assert_eq!(told("b", IMEI, OTHER_CARD), None, "two modems that say that they are the same");
        assert_eq!(told("c", OTHER_IMEI, CARD), None, "a card that was moved");
        assert_eq!(told("a", IMEI, None), None, "gone");
        assert_eq!(told("b", IMEI, CARD), None);
        assert_eq!(told("a", IMEI, CARD).as_deref(), Some("b"));
        assert_eq!(told("c", IMEI, OTHER_CARD), None, "b let go of it");
    }
}
