//! The run of the machine that something belongs to, as far as it is known.

use std::time::Duration;

use super::Now;

/// The name of a run of the machine, from its start to its end. Two runs with the same name are the same run. Two with
/// different names are certainly different runs only if the kernel named both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunId {
    /// The kernel's name of the run: the boot id.
    Machine(String),
    /// The kernel has no boot id. Only the process is known, and several processes may belong to one run.
    Process(String),
}

/// The prefix of a process number, so that it never looks like a boot id.
const PROCESS: &str = "process-";

impl RunId {
    /// Parses a boot id. `None`: the text is none; an empty file is none, nor is the UUID of all zeros.
    pub fn of_machine(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_digit = |(at, byte): (usize, u8)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        };
        let is_uuid = text.len() == 36 && text.bytes().enumerate().all(is_digit);
        (is_uuid && text.bytes().any(|byte| !matches!(byte, b'0' | b'-'))).then(|| Self::Machine(text.to_owned()))
    }

    /// The name of a run that only this process is known of.
    pub fn of_process(number: u64) -> Self {
        Self::Process(format!("{PROCESS}{number:016x}"))
    }

    /// Parses the stored form.
    pub fn stored(text: &str) -> Self {
        Self::of_machine(text).unwrap_or_else(|| Self::Process(text.to_owned()))
    }

    /// The form that is stored.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Machine(name) | Self::Process(name) => name,
        }
    }
}

/// The run of the machine that this process is in, read once at its start.
#[derive(Debug, Clone)]
pub struct Boot {
    /// The name of the run.
    pub run: RunId,
    /// The uptime of the machine at `at`.
    pub uptime: Duration,
    /// When `uptime` was read.
    pub at: Now,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boot_id_is_a_uuid_and_nothing_else() {
        let id = "6f1d52a4-98be-4d5e-9c0a-0123456789ab";
        assert_eq!(RunId::of_machine(&format!("{id}\n")), Some(RunId::Machine(id.to_owned())));
        let wrong = [
            "",
            "\n",
            "unknown-1795343400120",
            "00000000-0000-0000-0000-000000000000",
            "6f1d52a498be4d5e9c0a0123456789ab",
            "6f1d52a4-98be-4d5e-9c0a-0123456789ag",
            "6f1d52a4-98be-4d5e-9c0a-0123456789abc",
        ];
        for text in wrong {
            assert_eq!(RunId::of_machine(text), None, "{text}");
            assert_eq!(RunId::stored(text), RunId::Process(text.to_owned()), "{text}");
        }
        let process = RunId::of_process(7);
        assert_eq!(RunId::stored(process.as_str()), process);
        assert_eq!(RunId::stored(id), RunId::Machine(id.to_owned()));
    }
}
