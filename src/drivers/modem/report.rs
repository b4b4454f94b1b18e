//! What the gateway hears of a modem's state.

use crate::at::reply::Registration;
use crate::flow::{DeviceReport, Event};

use super::line::{Line, Output};

impl Line {
    /// Reports a change, once. The signal alone is no change.
    pub(super) fn report(&mut self) {
        let registration = self.watch.registration().map(Registration::as_str);
        // Asked after every few bytes: nothing is copied to find that all is as it was.
        let is_told = self.reported.as_ref().is_some_and(|told| {
            (told.state, &told.reason) == (self.state.0, &self.state.1)
                && (&told.maker, &told.model) == (&self.identity.maker, &self.identity.model)
                && (&told.imei, &told.sim) == (&self.identity.imei, &self.identity.sim)
                && told.registration == registration
        });
        if is_told {
            return;
        }
        let report = DeviceReport {
            device: self.settings.name.clone(),
            state: self.state.0,
            reason: self.state.1.clone(),
            maker: self.identity.maker.clone(),
            model: self.identity.model.clone(),
            imei: self.identity.imei.clone(),
            sim: self.identity.sim.clone(),
            registration,
            signal_dbm: self.watch.signal_dbm,
        };
        self.reported = Some(report.clone());
        self.out.push(Output::Event(Event::Device(report)));
    }
}
