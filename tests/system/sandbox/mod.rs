//! The daemon under the restrictions of the systemd unit that is shipped, without systemd: what the file says is read,
//! and each of its directives is applied, or stands below with the reason why it is not.
//!
//! A directive that is not known here is an error, so that nothing is added to the unit that no test runs under.

pub mod enter;
pub mod seccomp;

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use seccomp::{Program, Syscalls};

use simgate_testing::Bench;

/// The unit as it is shipped.
pub fn shipped() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("systemd/simgate.service");
    std::fs::read_to_string(path).unwrap()
}

/// What the unit asks for, as far as it can be had without systemd.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restrictions {
    pub dynamic_user: bool,
    pub group: Option<String>,
    pub umask: Option<u32>,
    pub no_core: bool,
    pub drop_capabilities: bool,
    pub no_new_privileges: bool,
    pub strict_system: bool,
    pub no_home: bool,
    pub private_tmp: bool,
    pub own_hostname: bool,
    pub no_kernel_logs: bool,
    pub no_modules: bool,
    pub fixed_tunables: bool,
    pub fixed_cgroups: bool,
    /// Options of `/proc`, with commas between them.
    pub proc_options: Vec<String>,
    pub own_keyring: bool,
    pub memory_max: Option<u64>,
    pub tasks_max: Option<u64>,
    filters: Filters,
    /// What was not applied, and why.
    pub left_out: Vec<(String, &'static str)>,
}

/// What is refused by the kernel before it looks at a system call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    pub native_only: bool,
    /// Groups and names in their order, with `~` before what is taken away.
    pub system_calls: Vec<String>,
    pub errno: Option<String>,
    pub families: Vec<String>,
    /// Groups and names that are refused whatever else is allowed.
    pub denied: Vec<&'static str>,
    pub no_namespaces: bool,
    pub no_realtime: bool,
    pub no_suid: bool,
    pub no_personality: bool,
    pub no_write_and_execute: bool,
}

const MANAGER: &str = "what the manager does, not the service";
const DEVICES: &str = "the simulated modems are pseudo terminals, which every policy allows";

impl Restrictions {
    pub fn of(unit: &str) -> Result<Self, String> {
        let mut all = Self::default();
        let mut section = "";
        let joined = unit.replace("\\\n", " ");
        for line in joined.lines().map(str::trim) {
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
                continue;
            }
            let (key, value) = line.split_once('=').ok_or_else(|| format!("no directive: {line}"))?;
            all.take(section, key.trim(), value.trim())?;
        }
        Ok(all)
    }

    fn take(&mut self, section: &str, key: &str, value: &str) -> Result<(), String> {
        let unknown = || Err(format!("[{section}] {key}={value} is not known to tests/system/sandbox"));
        let words = || value.split_whitespace().map(str::to_owned);
        let mut manager = || self.left_out.push((format!("{key}={value}"), MANAGER));
        match (section, key, value) {
            ("Unit", "Description" | "After" | "Wants" | "StartLimitIntervalSec", _) => manager(),
            ("Install", "WantedBy", _) => manager(),
            ("Service", "Type" | "NotifyAccess" | "WatchdogSec" | "TimeoutStopSec", _) => manager(),
            ("Service", "Restart" | "RestartSec" | "RestartPreventExitStatus" | "RemoveIPC", _) => manager(),
            ("Service", "StateDirectory" | "StateDirectoryMode", _) => manager(),
            ("Service", "ConfigurationDirectory" | "ConfigurationDirectoryMode", _) => manager(),
            ("Service", "EnvironmentFile", optional) if optional.starts_with('-') => manager(),
            ("Service", "ExecStart", "/usr/local/bin/simgate run") => {}
            // `tests/system/reload.rs` sends it.
            ("Service", "ExecReload", "/bin/kill -HUP $MAINPID") => {}
            ("Service", "DevicePolicy", "closed") => self.left_out.push((format!("{key}={value}"), DEVICES)),
            ("Service", "DeviceAllow", _) => self.left_out.push((format!("{key}={value}"), DEVICES)),
            ("Service", "DynamicUser", "yes") => {
                // It implies these, systemd.exec(5).
                (self.dynamic_user, self.no_new_privileges, self.filters.no_suid) = (true, true, true);
                (self.strict_system, self.no_home, self.private_tmp) = (true, self.no_home, true);
            }
            ("Service", "SupplementaryGroups", group) => self.group = Some(group.to_owned()),
            ("Service", "UMask", mask) => {
                self.umask = Some(u32::from_str_radix(mask, 8).map_err(|error| format!("{key}={value}: {error}"))?);
            }
            ("Service", "LimitCORE", "0") => self.no_core = true,
            ("Service", "CapabilityBoundingSet", "") => self.drop_capabilities = true,
            ("Service", "AmbientCapabilities", "") => {}
            ("Service", "NoNewPrivileges", "yes") => self.no_new_privileges = true,
            ("Service", "ProtectSystem", "strict") => self.strict_system = true,
            ("Service", "ProtectHome", "yes") => self.no_home = true,
            ("Service", "PrivateTmp", "yes") => self.private_tmp = true,
            // Every process here has its mounts to itself.
            ("Service", "PrivateMounts", "yes") => {}
            ("Service", "ProtectClock", "yes") => self.filters.denied.push("@clock"),
            ("Service", "ProtectHostname", "yes") => {
                self.own_hostname = true;
                self.filters.denied.extend(["sethostname", "setdomainname"]);
            }
            ("Service", "ProtectKernelLogs", "yes") => {
                self.no_kernel_logs = true;
                self.filters.denied.push("syslog");
            }
            ("Service", "ProtectKernelModules", "yes") => {
                self.no_modules = true;
                self.filters.denied.push("@module");
            }
            ("Service", "ProtectKernelTunables", "yes") => self.fixed_tunables = true,
            ("Service", "ProtectControlGroups", "yes") => self.fixed_cgroups = true,
            ("Service", "ProtectProc", "invisible") => self.proc_options.push("hidepid=invisible".to_owned()),
            ("Service", "ProcSubset", "pid") => self.proc_options.push("subset=pid".to_owned()),
            ("Service", "KeyringMode", "private") => self.own_keyring = true,
            ("Service", "RestrictNamespaces", "yes") => self.filters.no_namespaces = true,
            ("Service", "RestrictRealtime", "yes") => self.filters.no_realtime = true,
            ("Service", "RestrictSUIDSGID", "yes") => self.filters.no_suid = true,
            ("Service", "LockPersonality", "yes") => self.filters.no_personality = true,
            ("Service", "MemoryDenyWriteExecute", "yes") => self.filters.no_write_and_execute = true,
            ("Service", "SystemCallArchitectures", "native") => self.filters.native_only = true,
            ("Service", "SystemCallFilter", list) => {
                let taken = list.strip_prefix('~');
                let names = taken.unwrap_or(list).split_whitespace();
                let sign = if taken.is_some() { "~" } else { "" };
                self.filters.system_calls.extend(names.map(|name| format!("{sign}{name}")));
            }
            ("Service", "SystemCallErrorNumber", errno) => self.filters.errno = Some(errno.to_owned()),
            ("Service", "RestrictAddressFamilies", list) if !list.starts_with('~') => {
                self.filters.families.extend(words());
            }
            ("Service", "MemoryMax", _) => {
                let megabytes = value.strip_suffix('M').and_then(|number| number.parse::<u64>().ok());
                self.memory_max = Some(megabytes.ok_or_else(|| format!("{key}={value}: not so many M"))? << 20);
            }
            ("Service", "TasksMax", _) => {
                self.tasks_max = Some(value.parse().map_err(|error| format!("{key}={value}: {error}"))?);
            }
            _ => return unknown(),
        }
        Ok(())
    }
}

/// A unit that is ready to be run under.
pub struct Sandbox {
    unit: String,
    pub restrictions: Restrictions,
    programs: Vec<Program>,
}

/// Whoever the daemon is under `DynamicUser=yes`, where the tests are root: of the range that systemd takes.
const USER: u32 = 61_234;

/// Who runs the tests may become somebody else.
fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

impl Sandbox {
    /// `None`: this system does not let the user have namespaces, which was said.
    pub fn new(unit: &str) -> Option<Self> {
        let restrictions = Restrictions::of(unit).unwrap();
        let tried = namespaces(None).arg("true").stderr(Stdio::null()).status();
        if !tried.is_ok_and(|status| status.success()) {
            println!("figures: no namespaces on this system: running under the unit was left out");
            return None;
        }
        let programs = match Syscalls::known() {
            Ok(known) => seccomp::programs(&restrictions.filters, &known).unwrap(),
            Err(why) => {
                println!("figures: {why}: the unit's SystemCallFilter and its like were left out");
                Vec::new()
            }
        };
        Some(Self { unit: unit.to_owned(), restrictions, programs })
    }

    /// The kernel says that something keeps the clock right, whether or not anything does. False where it can't be made to.
    pub fn with_a_clock_that_is_right(&mut self) -> bool {
        let answers = Syscalls::known().map(|known| seccomp::no_error(&["adjtimex", "clock_adjtime"], &known));
        answers.map(|program| self.programs.insert(0, program)).is_ok()
    }

    pub fn filters_calls(&self) -> bool {
        !self.programs.is_empty()
    }

    /// The shipped binary under the unit, on a machine that has been up for so much longer.
    pub fn daemon(&self, bench: &Bench, up: Duration) -> Confined {
        let log = std::fs::File::options().create(true).append(true).open(bench.dir.path().join("log")).unwrap();
        let mut command = self.command(bench.dir.path(), up, "run");
        command.stdout(Stdio::null()).stderr(log);
        Confined::of(command.spawn().unwrap())
    }

    /// What a process finds that is run so, as `what=how` in rows.
    pub fn probe(&self, bench: &Bench, up: Duration) -> String {
        let output = self.command(bench.dir.path(), up, "probe").output().unwrap();
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{said}");
        said
    }

    fn command(&self, dir: &Path, up: Duration, what: &str) -> Command {
        let plan = dir.join("unit.service");
        std::fs::write(&plan, &self.unit).unwrap();
        std::fs::write(dir.join("filters"), seccomp::written(&self.programs)).unwrap();
        if is_root() && self.restrictions.dynamic_user {
            give_away(dir, self.restrictions.group.as_deref());
        }
        let mut command = namespaces(Some(up));
        command.arg(std::env::current_exe().unwrap()).args(["--exact", "unit::inside_the_unit", "--nocapture"]);
        command.env(enter::WHAT, what).env(enter::WHERE, dir).stdin(Stdio::null());
        command
    }
}

/// `unshare`, with what every user may have; the machine seems to have been up for longer.
fn namespaces(up: Option<Duration>) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--pid", "--uts", "--time", "--fork"]);
    if !is_root() {
        command.args(["--user", "--map-root-user"]);
    }
    let seconds = up.unwrap_or_default().as_secs().to_string();
    command.args(["--monotonic", &seconds, "--boottime", &seconds, "--"]);
    command
}

/// The directory becomes the service's, and its serial ports those of the unit's group, as udev has them.
fn give_away(dir: &Path, group: Option<&str>) {
    use std::os::unix::fs::{PermissionsExt, chown};
    chown(dir, Some(USER), Some(USER)).unwrap();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let is_port = std::fs::symlink_metadata(&path).unwrap().is_symlink();
        if !is_port {
            chown(&path, Some(USER), Some(USER)).unwrap();
        } else if let Some(group) = group.and_then(group_id) {
            chown(&path, Some(0), Some(group)).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o660)).unwrap();
        }
    }
}

fn group_id(name: &str) -> Option<u32> {
    let groups = std::fs::read_to_string("/etc/group").ok()?;
    let row = groups.lines().find_map(|row| row.strip_prefix(name)?.strip_prefix(':'))?;
    row.split(':').nth(1)?.parse().ok()
}

/// A daemon behind `unshare`, which would outlive that.
pub struct Confined {
    unshare: Child,
    pid: Option<rustix::process::Pid>,
}

impl Confined {
    fn of(unshare: Child) -> Self {
        let children = PathBuf::from(format!("/proc/{0}/task/{0}/children", unshare.id()));
        let mut pid = None;
        for _ in 0..4000 {
            let said = std::fs::read_to_string(&children).unwrap_or_default();
            pid = said.split_whitespace().next().and_then(|pid| pid.parse().ok());
            if pid.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Self { unshare, pid: pid.and_then(rustix::process::Pid::from_raw) }
    }

    fn signal(&mut self, signal: rustix::process::Signal) {
        if let Some(pid) = self.pid.take() {
            let _ = rustix::process::kill_process(pid, signal);
        } else {
            let _ = self.unshare.kill();
        }
        let _ = self.unshare.wait();
    }

    pub fn stop(&mut self) {
        self.signal(rustix::process::Signal::TERM);
    }

    /// A number that the kernel tells of it: `Threads`, or `VmRSS` in kB.
    pub fn told(&self, what: &str) -> u64 {
        let pid = self.pid.expect("it runs").as_raw_nonzero();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
        let row = status.lines().find_map(|row| row.strip_prefix(what)?.strip_prefix(':')).unwrap();
        row.split_whitespace().next().unwrap().parse().unwrap()
    }
}

impl Drop for Confined {
    fn drop(&mut self) {
        self.signal(rustix::process::Signal::KILL);
    }
}
