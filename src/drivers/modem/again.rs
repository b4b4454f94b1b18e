//! Beginning anew: whenever a modem is out of step, silent or not what it was, all that was thought of it is forgotten,
//! and it is made ready from the beginning.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::flow::DeviceState;
use crate::model::{DeviceName, Now};

use super::doing::Doing;
use super::line::{Line, Output, Stage};
use super::start::Start;

const ESCAPE: u8 = 0x1B;
/// Tries of `AT` before the port is opened anew.
const RESYNC_TRIES: u8 = 15;
/// Meanwhile nothing that the modem says is heard: it may be well again.
const REOPEN: Duration = Duration::from_secs(2);
/// The other device may have been unplugged, or may be the one that is left.
const SAME_RETRY: Duration = Duration::from_secs(10);
/// A late reply of a command given up has this long to pass by.
pub(super) const SETTLE: Duration = Duration::from_millis(300);

impl Line {
    pub(super) fn begin_again(&mut self, why: &str, now: Now) {
        self.enter(DeviceState::Starting, why);
        self.restart(now);
    }

    /// Begins from the beginning on an open port: all that was thought of the modem is forgotten.
    /// What the modem has half said by itself is not forgotten: it may be the only time it says it.
    pub(super) fn restart(&mut self, now: Now) {
        let why = self.state.1.clone();
        self.abandon(&why);
        self.forget();
        self.echo.begin();
        self.quiet_until = now.mono;
        self.stage = Stage::Resync { tries: 0 };
        // An unfinished send, even another program's, would swallow the first command.
        self.out.push(Output::Write(vec![ESCAPE]));
    }

    /// Whatever is under way on an open port is so no more.
    fn abandon(&mut self, why: &str) {
        self.abandon_send(why);
        self.session.abandon();
        self.doing = None;
    }

    pub(super) fn resynced(&mut self, reply: &Reply, now: Now) {
        let Stage::Resync { tries } = &mut self.stage else { return };
        if reply.is_ok() {
            let probe = Command::plain("AT+CMGF?", Shape::Prefixed(&["+CMGF:"])).within(Duration::from_secs(2));
            self.send(Doing::Align, probe, now);
            return;
        }
        *tries += 1;
        if *tries >= RESYNC_TRIES {
            self.strike("does not answer", now);
        } else if !reply.timed_out() {
            self.quiet_until = now.mono + SETTLE;
        }
    }

    /// `AT` may have been answered by the late `OK` of a command given up: then this question,
    /// which has an answer of its own, gets a bare `OK`.
    pub(super) fn aligned(&mut self, reply: &Reply, now: Now) {
        let Stage::Resync { tries } = &mut self.stage else { return };
        if reply.timed_out() || (reply.is_ok() && reply.lines.is_empty() && *tries < RESYNC_TRIES) {
            *tries += 1;
            self.quiet_until = now.mono + SETTLE;
            return;
        }
        self.stage = Stage::Starting(Start::new(now.mono));
    }

    /// The dialogue is out of step or the modem is gone: begin anew, by harder means each time.
    pub(super) fn deadline_missed(&mut self, doing: &Doing, left_out: Option<String>, now: Now) {
        match doing {
            Doing::Delete(slot) => self.storage.delete_failed(*slot),
            Doing::List(_) => self.storage.distrust_listing(now.mono),
            Doing::Resync
            | Doing::Align
            | Doing::Start(_)
            | Doing::Select(_)
            | Doing::Read(_)
            | Doing::Count
            | Doing::Check(_)
            | Doing::Acknowledge
            | Doing::KeepLink
            | Doing::PduMode
            | Doing::FindSmsc
            | Doing::SetSmsc
            | Doing::Send(_)
            | Doing::Sent
            | Doing::Reset => {}
        }
        if let Some(command) = left_out {
            self.left_out(&command, now);
            return;
        }
        self.strikes = self.strikes.saturating_add(1);
        self.begin_again("did not answer in time: being made ready again", now);
    }

    /// It may do without, but what comes of it later would be taken for the answer to something else.
    pub(super) fn left_out(&mut self, command: &str, now: Now) {
        self.begin_again(&format!("did not answer `{command}`: being made ready again"), now);
    }

    /// Opens the port anew.
    pub(super) fn strike(&mut self, why: &str, now: Now) {
        self.strikes = self.strikes.saturating_add(1);
        self.lost(why);
        self.enter(DeviceState::Resting, why);
        self.quiet_until = now.mono;
        self.out.push(Output::Reopen(REOPEN));
    }

    pub(super) fn same_as(&mut self, other: &DeviceName, now: Now) {
        if self.stage == Stage::Closed {
            return;
        }
        self.abandon("another device has this modem");
        self.identity.sim = None;
        self.enter(DeviceState::Blocked, format!("is the same modem as `{other}`: two of its ports are configured"));
        self.rest(SAME_RETRY, now);
    }

    /// Leaves the modem alone for a while, then begins anew.
    pub(super) fn rest(&mut self, wait: Duration, now: Now) {
        self.forget();
        self.stage = Stage::Resting { until: now.mono + wait };
    }
}
