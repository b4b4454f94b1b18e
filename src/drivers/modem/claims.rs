//! Detects that two devices use the same modem.
//!
//! A modem has several ports that accept commands. If two of them are configured as two devices, each would delete
//! messages that the other has not read. A slot that was deleted and filled again looks the same to both.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::flow::DeviceReport;
use crate::model::{Imei, LineId, Name};

/// The claims of all modems of a daemon. An IMEI alone doesn't identify a modem, since some cheap ones have the same
/// IMEI. A card alone doesn't either, since it may have been moved.
#[derive(Debug, Clone, Default)]
pub struct Claims(Arc<Mutex<BTreeMap<Claim, Name>>>);

type Claim = (Option<Imei>, LineId);

impl Claims {
    /// Claims the modem and the card of a device. Returns the other device that has claimed both before.
    pub(super) fn claim(&self, report: &DeviceReport) -> Option<Name> {
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
        LineReport { line, takes: Takes::Tpdus, number: None, registration: None, signal_dbm: None, reception: None }
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
            warnings: None,
        }
    }

    #[test]
    fn a_modem_with_its_card_belongs_to_one_device_at_a_time() {
        const IMEI: &str = "490154203237518";
        const OTHER_IMEI: &str = "356938035643809";
        const CARD: Option<&str> = Some("8901260518425704878");
        const OTHER_CARD: Option<&str> = Some("8901260050465959188");
        let claims = Claims::default();
        let claim = |device, imei, card| claims.claim(&report(device, imei, card)).map(|other| other.to_string());
        assert_eq!(claim("a", IMEI, CARD), None);
        assert_eq!(claim("a", IMEI, CARD), None, "its own");
        assert_eq!(claim("b", IMEI, None), None, "its card is not known yet");
        assert_eq!(claim("b", IMEI, CARD).as_deref(), Some("a"));
        assert_eq!(claim("b", IMEI, OTHER_CARD), None, "two modems with the same IMEI");
        assert_eq!(claim("c", OTHER_IMEI, CARD), None, "a card that was moved");
        assert_eq!(claim("a", IMEI, None), None, "gone");
        assert_eq!(claim("b", IMEI, CARD), None);
        assert_eq!(claim("a", IMEI, CARD).as_deref(), Some("b"));
        assert_eq!(claim("c", IMEI, OTHER_CARD), None, "b no longer claims it");
    }
}
