//! The unit's filters of system calls, as the kernel takes them: seccomp(2), with programs as systemd makes them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use super::Filters;

/// Instructions of eight octets.
pub type Program = Vec<[u8; 8]>;

/// The numbers of system calls on this machine, and systemd's groups of them.
pub struct Syscalls {
    numbers: BTreeMap<String, u32>,
    groups: BTreeMap<String, Vec<String>>,
}

impl Syscalls {
    pub fn known() -> Result<Self, String> {
        Ok(Self { numbers: numbers()?, groups: groups()? })
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// A name, or all of a group. What this machine does not have is passed over.
    fn all(&self, name: &str) -> Result<BTreeSet<u32>, String> {
        if !name.starts_with('@') {
            let is_known =
                self.numbers.contains_key(name) || self.groups.values().any(|all| all.iter().any(|one| one == name));
            return if is_known {
                Ok(self.number(name).into_iter().collect())
            } else {
                Err(format!("no call: {name}"))
            };
        }
        let members = self.groups.get(name).ok_or_else(|| format!("no group of system calls: {name}"))?;
        members.iter().try_fold(BTreeSet::new(), |mut all, member| {
            all.extend(self.all(member)?);
            Ok(all)
        })
    }
}

/// The compiler knows them: it is there, since Rust links with it.
fn numbers() -> Result<BTreeMap<String, u32>, String> {
    let run = Command::new("cc").args(["-E", "-dM", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut cc = run.map_err(|error| format!("cc can't be run ({error})"))?;
    cc.stdin.take().expect("is piped").write_all(b"#include <asm/unistd.h>\n").map_err(|error| error.to_string())?;
    let output = cc.wait_with_output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number = |row: &str| {
        let (name, value) = row.strip_prefix("#define __NR_")?.split_once(' ')?;
        // On 32-bit Arm they are sums, `(__NR_SYSCALL_BASE+ 4)`, where the base is nothing.
        let value = value.trim_matches(['(', ')']).rsplit('+').next()?.trim();
        Some((name.to_owned(), value.parse().ok()?))
    };
    let all: BTreeMap<String, u32> = text.lines().filter_map(number).collect();
    if all.is_empty() { Err("no asm/unistd.h".to_owned()) } else { Ok(all) }
}

fn groups() -> Result<BTreeMap<String, Vec<String>>, String> {
    let run = Command::new("systemd-analyze").args(["--no-pager", "syscall-filter"]).output();
    let output = run.map_err(|_| "systemd-analyze is not installed".to_owned())?;
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut group = None;
    for row in String::from_utf8_lossy(&output.stdout).lines() {
        let name = row.trim();
        if row.starts_with('@') {
            group = Some(name.to_owned());
        } else if row.starts_with('#') {
            group = None;
        } else if let Some(group) = group.clone().filter(|_| !name.is_empty() && !name.starts_with('#')) {
            groups.entry(group).or_default().push(name.to_owned());
        }
    }
    if groups.contains_key("@default") { Ok(groups) } else { Err("systemd-analyze tells no groups".to_owned()) }
}

const ALLOW: u32 = 0x7fff_0000;
const KILL: u32 = 0x8000_0000;
const ERRNO: u32 = 0x0005_0000;

const LOAD: u16 = 0x20;
const AND: u16 = 0x54;
const IS: u16 = 0x15;
const HAS_BITS: u16 = 0x45;
const RETURN: u16 = 0x06;

/// Offsets in what a filter sees.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const ARGUMENTS: u32 = 16;

/// AUDIT_ARCH of this machine, of those that are known here.
const NATIVE: Option<u32> = if cfg!(target_arch = "x86_64") {
    Some(0xC000_003E)
} else if cfg!(target_arch = "aarch64") {
    Some(0xC000_00B7)
} else if cfg!(target_arch = "arm") {
    Some(0x4000_0028)
} else if cfg!(target_arch = "riscv64") {
    Some(0xC000_00F3)
} else {
    None
};

fn step(code: u16, yes: u8, no: u8, k: u32) -> [u8; 8] {
    let ([c0, c1], [k0, k1, k2, k3]) = (code.to_ne_bytes(), k.to_ne_bytes());
    [c0, c1, yes, no, k0, k1, k2, k3]
}

fn argument(index: u32) -> [u8; 8] {
    let high_first = if cfg!(target_endian = "big") { 4 } else { 0 };
    step(LOAD, 0, 0, ARGUMENTS + 8 * index + high_first)
}

/// What an argument has to be for a rule to hold.
#[derive(Clone, Copy)]
enum When {
    /// One of these bits is set.
    Bits(u32, u32),
    /// All of these bits are.
    All(u32, u32),
    Is(u32, u32),
    IsNot(u32, u32),
}

/// Refuses a call with an error where all of it holds.
struct Rule {
    call: &'static str,
    when: &'static [When],
    errno: i32,
}

const fn rule(call: &'static str, when: &'static [When], errno: i32) -> Rule {
    Rule { call, when, errno }
}

fn refuse(errno: i32) -> [u8; 8] {
    step(RETURN, 0, 0, ERRNO | errno.unsigned_abs())
}

fn refused(rules: &[Rule], known: &Syscalls) -> Program {
    let mut program = Vec::new();
    for rule in rules {
        let Some(number) = known.number(rule.call) else { continue };
        // From the end, so that it is known how far it is to there.
        let mut backwards = vec![refuse(rule.errno)];
        for when in rule.when.iter().rev() {
            let far = u8::try_from(backwards.len()).expect("a rule is short");
            let (index, steps) = match *when {
                When::Bits(index, bits) => (index, vec![step(HAS_BITS, 0, far, bits)]),
                When::All(index, bits) => (index, vec![step(IS, 0, far, bits), step(AND, 0, 0, bits)]),
                When::Is(index, value) => (index, vec![step(IS, 0, far, value)]),
                When::IsNot(index, value) => (index, vec![step(IS, far, 0, value)]),
            };
            backwards.extend(steps);
            backwards.push(argument(index));
        }
        let far = u8::try_from(backwards.len()).expect("a rule is short");
        backwards.extend([step(IS, 0, far, number), step(LOAD, 0, 0, NUMBER)]);
        program.extend(backwards.into_iter().rev());
    }
    program.push(step(RETURN, 0, 0, ALLOW));
    program
}

/// Each of these gets one answer, everything else another one.
fn listed(numbers: &BTreeSet<u32>, listed: [u8; 8], others: [u8; 8]) -> Program {
    let mut program = vec![step(LOAD, 0, 0, NUMBER)];
    program.extend(numbers.iter().flat_map(|number| [step(IS, 0, 1, *number), listed]));
    program.push(others);
    program
}

/// These return at once and say that all is well. Of adjtimex(2) that is `TIME_OK`, and it leaves the answer empty.
pub fn no_error(names: &[&str], known: &Syscalls) -> Program {
    let numbers = names.iter().filter_map(|name| known.number(name)).collect();
    listed(&numbers, refuse(0), step(RETURN, 0, 0, ALLOW))
}

const NAMESPACES: u32 = 0x7E02_0080;
const CREATE: u32 = libc::O_CREAT.unsigned_abs();
const SUID: u32 = 0o6000;
const WRITE_AND_EXECUTE: u32 = (libc::PROT_WRITE | libc::PROT_EXEC).unsigned_abs();
const EXECUTE: u32 = libc::PROT_EXEC.unsigned_abs();
const SHM_EXEC: u32 = 0o100_000;

const NO_NAMESPACES: [Rule; 4] = [
    rule("unshare", &[When::Bits(0, NAMESPACES)], libc::EPERM),
    rule("clone", &[When::Bits(0, NAMESPACES)], libc::EPERM),
    // Its flags lie in memory, where no filter sees them.
    rule("clone3", &[], libc::ENOSYS),
    rule("setns", &[], libc::EPERM),
];
const NO_REALTIME: [Rule; 4] = [
    rule("sched_setscheduler", &[When::Is(1, 1)], libc::EPERM),
    rule("sched_setscheduler", &[When::Is(1, 2)], libc::EPERM),
    rule("sched_setscheduler", &[When::Is(1, 6)], libc::EPERM),
    rule("sched_setattr", &[], libc::EPERM),
];
const NO_SUID: [Rule; 12] = [
    rule("chmod", &[When::Bits(1, SUID)], libc::EPERM),
    rule("fchmod", &[When::Bits(1, SUID)], libc::EPERM),
    rule("fchmodat", &[When::Bits(2, SUID)], libc::EPERM),
    rule("fchmodat2", &[When::Bits(2, SUID)], libc::EPERM),
    rule("mkdir", &[When::Bits(1, SUID)], libc::EPERM),
    rule("mkdirat", &[When::Bits(2, SUID)], libc::EPERM),
    rule("mknod", &[When::Bits(1, SUID)], libc::EPERM),
    rule("mknodat", &[When::Bits(2, SUID)], libc::EPERM),
    rule("creat", &[When::Bits(1, SUID)], libc::EPERM),
    rule("open", &[When::Bits(1, CREATE), When::Bits(2, SUID)], libc::EPERM),
    rule("openat", &[When::Bits(2, CREATE), When::Bits(3, SUID)], libc::EPERM),
    rule("openat2", &[], libc::ENOSYS),
];
const NO_PERSONALITY: [Rule; 1] = [rule("personality", &[When::IsNot(0, 0)], libc::EPERM)];
const NO_WRITE_AND_EXECUTE: [Rule; 5] = [
    rule("mmap", &[When::All(2, WRITE_AND_EXECUTE)], libc::EPERM),
    rule("mmap2", &[When::All(2, WRITE_AND_EXECUTE)], libc::EPERM),
    rule("mprotect", &[When::Bits(2, EXECUTE)], libc::EPERM),
    rule("pkey_mprotect", &[When::Bits(2, EXECUTE)], libc::EPERM),
    rule("shmat", &[When::Bits(2, SHM_EXEC)], libc::EPERM),
];

fn family(name: &str) -> Result<u32, String> {
    let known = [
        ("AF_UNIX", libc::AF_UNIX),
        ("AF_INET", libc::AF_INET),
        ("AF_INET6", libc::AF_INET6),
        ("AF_NETLINK", libc::AF_NETLINK),
    ];
    let found = known.iter().find(|(known, _)| *known == name);
    found.map(|(_, number)| number.unsigned_abs()).ok_or_else(|| format!("no address family: {name}"))
}

fn errno(name: Option<&str>) -> Result<i32, String> {
    match name {
        Some("EPERM") => Ok(libc::EPERM),
        Some("EACCES") => Ok(libc::EACCES),
        Some("ENOSYS") => Ok(libc::ENOSYS),
        other => Err(format!("SystemCallErrorNumber={} is not known here", other.unwrap_or_default())),
    }
}

/// The programs for what the unit says, in the order in which they are loaded.
pub fn programs(filters: &Filters, known: &Syscalls) -> Result<Vec<Program>, String> {
    let mut all = Vec::new();
    for (wanted, rules) in [
        (filters.no_namespaces, NO_NAMESPACES.as_slice()),
        (filters.no_realtime, NO_REALTIME.as_slice()),
        (filters.no_suid, NO_SUID.as_slice()),
        (filters.no_personality, NO_PERSONALITY.as_slice()),
        (filters.no_write_and_execute, NO_WRITE_AND_EXECUTE.as_slice()),
    ] {
        if wanted {
            all.push(refused(rules, known));
        }
    }
    if !filters.families.is_empty() {
        let socket = known.number("socket").ok_or("there is no call `socket`")?;
        let families: Vec<u32> = filters.families.iter().map(|name| family(name)).collect::<Result<_, _>>()?;
        let mut program =
            vec![step(LOAD, 0, 0, NUMBER), step(IS, 1, 0, socket), step(RETURN, 0, 0, ALLOW), argument(0)];
        program.extend(families.iter().flat_map(|family| [step(IS, 0, 1, *family), step(RETURN, 0, 0, ALLOW)]));
        program.push(refuse(libc::EAFNOSUPPORT));
        all.push(program);
    }
    let allow = step(RETURN, 0, 0, ALLOW);
    if filters.native_only {
        let native = NATIVE.ok_or("this architecture is not known to tests/system/sandbox")?;
        all.push(vec![step(LOAD, 0, 0, ARCHITECTURE), step(IS, 0, 1, native), allow, step(RETURN, 0, 0, KILL)]);
    }
    for name in &filters.denied {
        all.push(listed(&known.all(name)?, refuse(libc::EPERM), allow));
    }
    // The last one, since it may refuse to load any more.
    if let Some(first) = filters.system_calls.first() {
        if first.starts_with('~') {
            return Err("a SystemCallFilter that begins with `~` is not known here".to_owned());
        }
        let mut allowed = known.all("@default")?;
        for name in &filters.system_calls {
            match name.strip_prefix('~') {
                Some(taken) => {
                    let taken = known.all(taken)?;
                    allowed.retain(|number| !taken.contains(number));
                }
                None => allowed.extend(known.all(name)?),
            }
        }
        all.push(listed(&allowed, allow, refuse(errno(filters.errno.as_deref())?)));
    }
    Ok(all)
}

/// All of them for another process: how many instructions, and those.
pub fn written(programs: &[Program]) -> Vec<u8> {
    let one = |program: &Program| {
        let length = u32::try_from(program.len()).expect("a program is short").to_ne_bytes();
        [length.as_slice(), program.as_flattened()].concat()
    };
    programs.iter().flat_map(one).collect()
}

/// The inverse of `written`.
pub fn read(mut bytes: &[u8]) -> Vec<Program> {
    let mut programs = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = usize::try_from(u32::from_ne_bytes(*length)).expect("a program is short");
        let (steps, rest) = rest.split_at(length * 8);
        programs.push(steps.as_chunks::<8>().0.to_vec());
        bytes = rest;
    }
    programs
}
