//! How one model differs from another, as data. The models themselves stand in `models`.
//!
//! All fields are public: a test that wants an EC25 with index base 1 changes that one.

use std::time::Duration;

use super::call_words::CallWords;
use crate::model::StoreName;

#[derive(Debug, Clone)]
pub struct Personality {
    /// What `--model` calls it.
    pub name: &'static str,
    pub manufacturer: &'static str,
    pub model: &'static str,
    pub revision: &'static str,
    /// What `+CGMR` puts before the revision: `+CGMR: ` on SIM7600.
    pub revision_prefix: &'static str,
    /// The lines of `ATI`; `{imei}` stands for the IMEI.
    pub identity: &'static [&'static str],
    pub lte: bool,
    pub card: CardAccess,
    pub stores: StorePlan,
    pub indications: Indications,
    pub replies: Replies,
    pub calls: CallWords,
    pub boot: Boot,
    pub noise: Option<Noise>,
    pub timing: Timing,
    /// Bits a second of the UART; `None` on USB.
    pub baud: Option<u32>,
    /// Answered with plain OK whatever the arguments, besides what every model knows.
    pub accepts: &'static [&'static str],
}

#[derive(Debug, Clone)]
pub struct CardAccess {
    /// The command that reads the ICCID, as it is written: `+QCCID`, `^ICCID?`.
    pub iccid_command: &'static str,
    /// What its answer begins with: `+QCCID: `, nothing on SIM800.
    pub iccid_prefix: &'static str,
    /// A 19-digit ICCID ends in `F`.
    pub iccid_filler: bool,
    /// Half octets in the card's own order: `98...` for `89...`.
    pub iccid_swapped: bool,
    pub attempts: AttemptsCommand,
    /// `+CPIN?` is answered without a final result code.
    pub state_ends: bool,
    pub own_number: OwnNumber,
    /// URCs of a card that is taken out and put in.
    pub removed: &'static [&'static str],
    pub inserted: &'static [&'static str],
}

/// How the attempts left for the PIN are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptsCommand {
    /// `+CPINR` (3GPP TS 27.007 8.65): one line a code.
    Cpinr,
    /// `^CPIN?`: `^CPIN: <state>,<n>,<puk1>,<pin1>,<puk2>,<pin2>`.
    Huawei,
    /// `+QPINC?`: `+QPINC: "SC",3,10`.
    Quectel,
    /// `+SPIC`: `+SPIC: 3,10,0,10`.
    Simcom,
    /// `+ZPINPUK=?`: `+ZPINPUK: 3,10`.
    Zte,
    /// `^SPIC`: `^SPIC: 3`, of the code that is wanted now.
    Cinterion,
    Unknown,
}

/// What `+CNUM` answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnNumber {
    /// `+CNUM: <alpha>,"+12025550143",145`; OK alone where the card has no number.
    Told { alpha: &'static str },
    /// The same; `+CME ERROR: 22` where the card has no number.
    Sought { alpha: &'static str },
    /// OK alone, whatever the card has.
    Silent,
    /// There is no such command.
    Unknown,
}

#[derive(Debug, Clone)]
pub struct StorePlan {
    pub sm: u16,
    pub me: u16,
    /// 0: reports lie among the other messages.
    pub sr: u16,
    /// The first index, 0 or 1.
    pub index_base: u16,
    /// What `+CPMS=?` answers, as it stands.
    pub test: &'static str,
    /// What `+CPMS=` takes for mem1, mem2, mem3: one to three groups.
    pub groups: &'static [&'static [StoreName]],
    pub default: [StoreName; 3],
    /// `+CPMS=` survives a reset.
    pub persists: bool,
    /// `+CPMS=` is answered with OK and no `+CPMS:` line.
    pub select_ok_only: bool,
    /// `+CMGD=?` lists the used indexes; else it gives the range.
    pub delete_lists_used: bool,
    pub empty_read: EmptyRead,
    /// `+CMGD` of an empty slot is an error (CMS 321); else it is OK.
    pub empty_delete_fails: bool,
    pub full: FullUrc,
    /// `+CMGL` answers with this CMS error: some firmware only reads by index (303 on EP06-A).
    pub list_fails: Option<u16>,
    /// `+CMGL` and `+CMGR` find nothing in this store, though `+CPMS` counts it (ME on EC200A fw A24).
    pub unreadable: Option<StoreName>,
    pub alpha: Alpha,
}

/// What `+CMGR` of an empty slot answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmptyRead {
    /// OK alone.
    Ok,
    /// CMS 321.
    InvalidIndex,
    /// `+CMGR: 0,,0` and OK.
    NoLength,
}

/// `<alpha>` in `+CMGL: <index>,<stat>,[<alpha>],<length>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alpha {
    /// `1,0,,24`
    Empty,
    /// `1,0,"",24`
    Quoted,
    /// `1,0,24`
    Absent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FullUrc {
    None,
    /// This line, after the last `+CMTI` and at each message refused; `{store}` stands for the store.
    Also(&'static str),
    /// This line instead of the `+CMTI` of the message that took the last slot.
    Instead(&'static str),
}

#[derive(Debug, Clone)]
pub struct Indications {
    /// What `+CNMI=?` answers: may promise more than `takes` keeps.
    pub test: &'static str,
    /// The values taken for mode, mt, bm, ds, bfr.
    pub takes: [&'static [u32]; 5],
    pub default: [u32; 5],
    /// `+CNMA` exists. Without it a `+CMT` is acknowledged at once, whatever `+CSMS` says.
    pub cnma: bool,
    /// The reply to `+CSMS?` has the service in front, as TS 27.005 wants it.
    pub csms_service: bool,
    /// `+CDS: ,<length>`: a stray comma (ZTE).
    pub cds_comma: bool,
    /// `+CDSI` names this store, wherever the report lies (EC25 puts it into SR and says SM).
    pub cdsi_store: Option<StoreName>,
    /// Set to another port than the one in use: no URCs here (`+QURCCFG` of Quectel).
    pub urc_port: Option<&'static str>,
    /// No URC comes before this command (`AT^PORTSEL=1` on some E173).
    pub unlocked_by: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Replies {
    pub unknown: Unknown,
    /// `+CMEE` until somebody sets it.
    pub cmee: u32,
    /// `+CMGF` until somebody sets it is 1: text mode, which is not spoken here.
    pub text_mode: bool,
    /// `ATE0` is answered with OK and changes nothing.
    pub echo_stays: bool,
    /// Several extended commands on one line, joined with `;`.
    pub joins: bool,
    pub busy: Busy,
    /// Each line of a list has its own CR LF in front, too.
    pub spaced_lists: bool,
    pub interleave: Interleave,
    /// CMS error of message commands before the messages are ready.
    pub not_ready: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    Error,
    /// `COMMAND NOT SUPPORT` (Huawei).
    NotSupport,
}

/// What becomes of bytes that come while a command is being executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// They wait, and are a command afterwards.
    Queues,
    /// They are lost.
    Ignores,
    /// After 125 ms they end the command with ERROR (ITU-T V.250 5.6.1); before that they wait.
    Aborts,
}

/// Where a URC may stand that arises while a command is being executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interleave {
    /// After the final result.
    After,
    /// Before the reply.
    Before,
    /// Before, after, or between two lines of the reply (never between a header and its PDU).
    Anywhere,
}

#[derive(Debug, Clone)]
pub struct Boot {
    /// From power-on until the modem listens at all.
    pub deaf: Duration,
    /// Milliseconds from power-on.
    pub power: &'static [(u64, BootStep)],
    /// Milliseconds from the moment at which the card is open (no PIN, or the right one).
    pub unlocked: &'static [(u64, BootStep)],
    /// A reset makes the port vanish for so long (USB).
    pub reenumerates: Option<Duration>,
    /// All these times are divided by this.
    pub speed: u32,
}

impl Boot {
    pub(super) fn span(&self, ms: u64) -> Duration {
        Duration::from_millis(ms) / self.speed.max(1)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BootStep {
    Urc(&'static str),
    /// The card answers from here on; `+CPIN: READY` or `+CPIN: SIM PIN` is shown where `true`.
    Card(bool),
    /// Message commands work from here on.
    Messages,
    Registered,
}

/// Lines that nobody asked for.
#[derive(Debug, Clone)]
pub struct Noise {
    pub lines: &'static [&'static str],
    /// On average.
    pub every: Duration,
    /// A successful command of this name ends it until the next reset (`+CPMS` for ZTE's
    /// `+ZUSIMR:2`, `^CURC=0` for Huawei).
    pub ended_by: &'static str,
}

#[derive(Debug, Clone)]
pub struct Timing {
    /// From the end of a command line to its reply.
    pub reply: Duration,
    /// Milliseconds more for commands whose names begin so.
    pub slower: &'static [(&'static str, u64)],
    /// From Ctrl-Z to `+CMGS:`; the network has the message after half of it.
    pub send: Duration,
    /// How long an offered message waits for CNMA.
    pub acknowledge: Duration,
    /// From `+CFUN=1` or a new card to registration.
    pub register: Duration,
}

impl Personality {
    /// The same modem, with boot times cut to a hundredth and sends to 20 ms.
    #[must_use]
    pub fn fast(mut self) -> Self {
        self.boot.speed = 100;
        self.timing.register /= 100;
        self.timing.send = Duration::from_millis(20);
        self
    }

    /// The same modem without unasked lines.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.noise = None;
        self
    }
}
