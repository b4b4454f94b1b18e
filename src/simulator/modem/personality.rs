//! How models differ, as data. The models themselves are in `models`.
//!
//! All fields are public, so a test can change one of them, such as the first index of an EC25.

use std::time::Duration;

use super::call_words::CallWords;
use crate::model::StoreName;

/// One model.
#[derive(Debug, Clone)]
pub struct Personality {
    /// The name for `--model`.
    pub name: &'static str,
    pub manufacturer: &'static str,
    pub model: &'static str,
    pub revision: &'static str,
    /// The text before the revision in `+CGMR`: `+CGMR: ` on SIM7600.
    pub revision_prefix: &'static str,
    /// The rows of `ATI`; `{imei}` is replaced by the IMEI.
    pub identity: &'static [&'static str],
    pub lte: bool,
    pub card: CardAccess,
    pub stores: StorePlan,
    pub indications: Indications,
    pub replies: Replies,
    pub calls: CallWords,
    /// USSD codes and texts are packed septets in hexadecimal digits.
    pub ussd_packed: bool,
    pub boot: Boot,
    pub noise: Option<Noise>,
    pub timing: Timing,
    /// The speed of the UART in bits a second; `None` on USB.
    pub baud: Option<u32>,
    /// Commands that are answered with OK for any arguments, in addition to those of every model.
    pub accepts: &'static [&'static str],
}

#[derive(Debug, Clone)]
pub struct CardAccess {
    /// The command that reads the ICCID, as it is sent: `+QCCID`, `^ICCID?`.
    pub iccid_command: &'static str,
    /// The beginning of its answer: `+QCCID: `, nothing on SIM800.
    pub iccid_prefix: &'static str,
    /// A 19-digit ICCID ends in `F`.
    pub iccid_filler: bool,
    /// Half octets in the card's own order: `98...` for `89...`.
    pub iccid_swapped: bool,
    pub attempts: AttemptsCommand,
    /// `+CPIN?` is answered without a final result code.
    pub state_ends: bool,
    pub own_number: OwnNumber,
    /// The URCs when the card is removed.
    pub removed: &'static [&'static str],
    pub inserted: &'static [&'static str],
}

/// The command that reads the attempts left for the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptsCommand {
    /// `+CPINR` (3GPP TS 27.007 8.65): one row for each code.
    Cpinr,
    /// `^CPIN?`: `^CPIN: <state>,<n>,<puk1>,<pin1>,<puk2>,<pin2>`.
    Huawei,
    /// `+QPINC?`: `+QPINC: "SC",3,10`.
    Quectel,
    /// `+SPIC`: `+SPIC: 3,10,0,10`.
    Simcom,
    /// `+ZPINPUK=?`: `+ZPINPUK: 3,10`.
    Zte,
    /// `^SPIC`: `^SPIC: 3`, of the code that is required now.
    Cinterion,
    /// This command, and its name in front of the answer `<pin1>,<pin2>,<puk1>,<puk2>`: `+CPINC?` (Sierra), `+UPINCNT`
    /// (u-blox), `+XPINCNT` (Fibocom).
    Four(&'static str),
    Unknown,
}

/// The answer to `+CNUM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnNumber {
    /// `+CNUM: <alpha>,"+12025550143",145`; OK alone where the card has no number.
    Told { alpha: &'static str },
    /// The same; `+CME ERROR: 22` where the card has no number.
    Sought { alpha: &'static str },
    /// OK alone, whatever the card stores.
    Silent,
    /// There is no such command.
    Unknown,
}

#[derive(Debug, Clone)]
pub struct StorePlan {
    pub sm: u16,
    pub me: u16,
    /// 0: reports are stored with the other messages.
    pub sr: u16,
    /// The first index, 0 or 1.
    pub index_base: u16,
    /// The answer to `+CPMS=?`.
    pub test: &'static str,
    /// The stores that `+CPMS=` accepts for mem1, mem2, mem3: one to three groups.
    pub groups: &'static [&'static [StoreName]],
    pub default: [StoreName; 3],
    /// `+CPMS=` survives a reset.
    pub persists: bool,
    /// `+CPMS=` is answered with OK and no `+CPMS:` row.
    pub select_ok_only: bool,
    /// `+CMGD=?` lists the used indexes; otherwise it reports the range.
    pub delete_lists_used: bool,
    pub empty_read: EmptyRead,
    /// `+CMGD` of an empty slot is an error (CMS 321); else it is OK.
    pub empty_delete_fails: bool,
    pub full: FullUrc,
    /// `+CMGL` answers with this CMS error: some firmware only reads by index (303 on EP06-A).
    pub list_fails: Option<u16>,
    /// `+CMGL` and `+CMGR` return nothing from this store, though `+CPMS` counts it (ME on EC200A fw A24).
    pub unreadable: Option<StoreName>,
    pub alpha: Alpha,
}

/// The answer to `+CMGR` for an empty slot.
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
    /// This row, after the last `+CMTI` and at each refused message; `{store}` is replaced by the store.
    Also(&'static str),
    /// This row instead of the `+CMTI` of the message that took the last slot.
    Instead(&'static str),
}

#[derive(Debug, Clone)]
pub struct Indications {
    /// The answer to `+CNMI=?`, which may list more than `takes` contains.
    pub test: &'static str,
    /// The accepted values of mode, mt, bm, ds, bfr.
    pub takes: [&'static [u32]; 5],
    pub default: [u32; 5],
    /// `+CNMA` exists. Without it a `+CMT` is acknowledged at once, whatever `+CSMS` says.
    pub cnma: bool,
    /// The reply to `+CSMS?` begins with the service, as TS 27.005 requires.
    pub csms_service: bool,
    /// `+CDS: ,<length>`: a stray comma (ZTE).
    pub cds_comma: bool,
    /// `+CDSI` names this store, wherever the report is (EC25 stores it in SR and reports SM).
    pub cdsi_store: Option<StoreName>,
    /// The value of `+QURCCFG` for this port (Quectel). With another value no URCs are sent here.
    pub urc_port: Option<&'static str>,
    /// No URC is sent before this command (`AT^PORTSEL=1` on some E173).
    pub unlocked_by: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Replies {
    pub unknown: Unknown,
    /// The default of `+CMEE`.
    pub cmee: u32,
    /// Whether the default of `+CMGF` is 1: text mode, which is not simulated.
    pub text_mode: bool,
    /// `ATE0` is answered with OK and changes nothing.
    pub echo_stays: bool,
    /// Whether a row may contain several extended commands, joined with `;`.
    pub joins: bool,
    pub busy: Busy,
    /// Each row of a list has its own CR LF in front, too.
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

/// What happens to bytes that arrive while a command is executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// They wait, and are the next command.
    Queues,
    /// They are lost.
    Ignores,
    /// After 125 ms they end the command with ERROR (ITU-T V.250 5.6.1); before that they wait.
    Aborts,
}

/// Where a URC is sent that arises while a command is executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interleave {
    /// After the final result.
    After,
    /// Before the reply.
    Before,
    /// Before, after, or between two rows of the reply (never between a header and its PDU).
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
    /// How long the port disappears at a reset (USB).
    pub reenumerates: Option<Duration>,
    /// The radio is off until `AT+CFUN=1` (D-Link).
    pub radio_off: bool,
    /// The divisor of all these times.
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
    /// The card answers from now on; if true, `+CPIN: READY` or `+CPIN: SIM PIN` is sent.
    Card(bool),
    /// Message commands work from now on.
    Messages,
    Registered,
}

/// Unsolicited rows that carry no information.
#[derive(Debug, Clone)]
pub struct Noise {
    pub rows: &'static [&'static str],
    /// On average.
    pub every: Duration,
    /// A successful command with this name ends the noise until the next reset (`+CPMS` for ZTE's `+ZUSIMR:2`,
    /// `^CURC=0` for Huawei).
    pub ended_by: &'static str,
}

#[derive(Debug, Clone)]
pub struct Timing {
    /// From the end of a command row to its reply.
    pub reply: Duration,
    /// Additional milliseconds for commands whose names begin like this.
    pub slower: &'static [(&'static str, u64)],
    /// From Ctrl-Z to `+CMGS:`; the network has the message after half of it.
    pub send: Duration,
    /// How long an offered message waits for CNMA.
    pub acknowledge: Duration,
    /// From `+CFUN=1` or a new card to registration.
    pub register: Duration,
}

impl Personality {
    /// The same model, with boot times reduced to a hundredth and sends to 20 ms.
    #[must_use]
    pub fn fast(mut self) -> Self {
        self.boot.speed = 100;
        self.timing.register /= 100;
        self.timing.send = Duration::from_millis(20);
        self
    }

    /// The same model without noise.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.noise = None;
        self
    }
}
