//! What happens between `unshare` and the daemon: mounts, limits, another user, no capabilities, filters; then exec.
//! As systemd.exec(5) says it, and in the order in which systemd does it.

#![allow(unsafe_code)]

use std::ffi::CString;
use std::fs::{self, File};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::seccomp::{self, Program};
use super::{Restrictions, USER, group_id};
use simgate_testing::program::program;

/// In the environment: to run the daemon or to probe, and the directory where all lies that this needs.
pub const WHAT: &str = "SIMGATE_TEST_UNIT";
pub const WHERE: &str = "SIMGATE_TEST_UNIT_DIRECTORY";
/// What the machine is called in its namespace.
pub const HOST: &str = "attic-7.example.net";

/// Where the unit has its binary: all that lies there is hidden while it runs.
const BINARIES: &str = "/usr/local/bin";

fn named<T>(what: impl std::fmt::Display, done: io::Result<T>) -> Result<T, String> {
    done.map_err(|error| format!("{what}: {error}"))
}

fn checked(result: libc::c_long) -> io::Result<()> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

fn c_path(path: &Path) -> CString {
    CString::new(path.as_os_str().as_bytes()).expect("no path has a NUL")
}

fn mount(from: &Path, to: &Path, kind: &str, flags: libc::c_ulong, options: &str) -> Result<(), String> {
    let (source, target) = (c_path(from), c_path(to));
    let (name, data) = (CString::new(kind).expect("no NUL"), CString::new(options).expect("no NUL"));
    // SAFETY: all four are C strings that live as long as the call.
    let result = unsafe { libc::mount(source.as_ptr(), target.as_ptr(), name.as_ptr(), flags, data.as_ptr().cast()) };
    named(format_args!("mount {kind} {} {}", from.display(), to.display()), checked(result.into()))
}

fn bind(from: &Path, to: &Path) -> Result<(), String> {
    mount(from, to, "", libc::MS_BIND | libc::MS_REC, "")
}

fn empty(at: &Path, mode: &str) -> Result<(), String> {
    mount(Path::new("tmpfs"), at, "tmpfs", libc::MS_NOSUID | libc::MS_NODEV, mode)
}

/// mount_setattr(2), for all mounts below as well: read-only, or not.
fn read_only(at: &Path, yes: bool) -> Result<(), String> {
    const READ_ONLY: u64 = 1;
    let attributes: [u64; 4] = if yes { [READ_ONLY, 0, 0, 0] } else { [0, READ_ONLY, 0, 0] };
    let path = c_path(at);
    // SAFETY: the path is a C string, and the attributes are as large as is said; both live as long as the call.
    let result = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            libc::AT_FDCWD,
            path.as_ptr(),
            libc::AT_RECURSIVE,
            attributes.as_ptr(),
            size_of_val(&attributes),
        )
    };
    named(format_args!("mount_setattr {}", at.display()), checked(result))
}

fn read_only_if_there(path: &str) -> Result<(), String> {
    let path = Path::new(path);
    if !path.exists() {
        return Ok(());
    }
    bind(path, path)?;
    read_only(path, true)
}

/// Nothing of it can be seen any more.
fn hide(path: &str, empty_file: &Path, empty_directory: &Path) -> Result<(), String> {
    let path = Path::new(path);
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => bind(empty_directory, path),
        Ok(_) => bind(empty_file, path),
        Err(_) => Ok(()),
    }
}

fn mounts(unit: &Restrictions, dir: &Path) -> Result<(), String> {
    let binaries = Path::new(BINARIES);
    let stage = |name: &str| binaries.join(name);
    empty(binaries, "mode=755")?;
    for name in ["simgate", "no-file"] {
        named(name, File::create(stage(name)))?;
    }
    for name in ["bench", "no-directory"] {
        named(name, fs::create_dir(stage(name)))?;
    }
    let nobody = fs::Permissions::from_mode(0o000);
    named("chmod", fs::set_permissions(stage("no-file"), nobody.clone()))?;
    named("chmod", fs::set_permissions(stage("no-directory"), nobody))?;
    bind(Path::new(program()), &stage("simgate"))?;
    bind(dir, &stage("bench"))?;
    if unit.strict_system {
        read_only(Path::new("/"), true)?;
        read_only(Path::new("/dev"), false)?;
        if !unit.fixed_tunables {
            read_only(Path::new("/sys"), false)?;
        }
    }
    let hidden = |path: &str| hide(path, &stage("no-file"), &stage("no-directory"));
    if unit.no_home {
        for home in ["/home", "/root", "/run/user"] {
            if Path::new(home).is_dir() {
                empty(Path::new(home), "mode=711")?;
            }
        }
    }
    if unit.private_tmp {
        empty(Path::new("/tmp"), "mode=1777")?;
        empty(Path::new("/var/tmp"), "mode=1777")?;
    }
    // The bench stands for the directories of the service: it is where it was, and can be written.
    named(dir.display(), fs::create_dir_all(dir))?;
    mount(&stage("bench"), dir, "", libc::MS_MOVE, "")?;
    read_only(dir, false)?;

    let flags = libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
    mount(Path::new("proc"), Path::new("/proc"), "proc", flags, &unit.proc_options.join(","))?;
    if unit.fixed_tunables {
        for path in ["acpi", "fs", "irq", "latency_stats", "sys", "sysrq-trigger", "timer_stats"] {
            read_only_if_there(&format!("/proc/{path}"))?;
        }
        hidden("/proc/kallsyms")?;
        hidden("/proc/kcore")?;
    }
    if unit.fixed_cgroups {
        read_only_if_there("/sys/fs/cgroup")?;
    }
    if unit.no_kernel_logs {
        hidden("/dev/kmsg")?;
        hidden("/proc/kmsg")?;
    }
    if unit.no_modules {
        hidden("/usr/lib/modules")?;
    }
    Ok(())
}

fn limit(what: libc::__rlimit_resource_t, most: u64) -> Result<(), String> {
    let limit = libc::rlimit { rlim_cur: most, rlim_max: most };
    // SAFETY: the call reads what it is given, which lives as long.
    named("setrlimit", checked(unsafe { libc::setrlimit(what, &raw const limit) }.into()))
}

/// Limits, user and capabilities, of this thread; the process becomes the daemon from it.
fn drop_rights(unit: &Restrictions) -> Result<(), String> {
    if unit.own_hostname {
        // SAFETY: the name is as long as is said.
        let result = unsafe { libc::sethostname(HOST.as_ptr().cast(), HOST.len()) };
        named("sethostname", checked(result.into()))?;
    }
    if unit.no_core {
        limit(libc::RLIMIT_CORE, 0)?;
    }
    if let Some(most) = unit.memory_max {
        // Stricter than a control group's limit: it counts what was asked for, used or not.
        limit(libc::RLIMIT_DATA, most)?;
    }
    if unit.own_keyring {
        const JOIN_SESSION_KEYRING: libc::c_long = 1;
        // SAFETY: no pointer is given but an empty one, which means a new keyring without a name.
        named("keyctl", checked(unsafe { libc::syscall(libc::SYS_keyctl, JOIN_SESSION_KEYRING, 0) }))?;
    }
    if unit.drop_capabilities {
        for capability in 0..=63 {
            // SAFETY: plain numbers.
            if unsafe { libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) } < 0 {
                break;
            }
        }
    }
    if unit.dynamic_user && super::is_root() && !in_user_namespace() {
        let groups: Vec<u32> = unit.group.as_deref().and_then(group_id).into_iter().collect();
        // SAFETY: this many groups are there as is said; the rest are plain numbers.
        unsafe {
            named("setgroups", checked(libc::syscall(libc::SYS_setgroups, groups.len(), groups.as_ptr())))?;
            named("setresgid", checked(libc::syscall(libc::SYS_setresgid, USER, USER, USER)))?;
            named("setresuid", checked(libc::syscall(libc::SYS_setresuid, USER, USER, USER)))?;
        }
    }
    if unit.drop_capabilities {
        // Version 3, this thread; two sets of effective, permitted and inheritable ones.
        let (header, none) = ([0x2008_0522_u32, 0], [0_u32; 6]);
        // SAFETY: both have the sizes of that version and live as long as the call.
        named("capset", checked(unsafe { libc::syscall(libc::SYS_capset, header.as_ptr(), none.as_ptr()) }))?;
    }
    if let Some(mask) = unit.umask {
        // SAFETY: a plain number.
        unsafe { libc::umask(mask) };
    }
    if unit.no_new_privileges {
        // SAFETY: plain numbers.
        named("no_new_privs", checked(unsafe { libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) }.into()))?;
    }
    Ok(())
}

fn in_user_namespace() -> bool {
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    map.split_whitespace().nth(2).is_none_or(|count| count == "1")
}

fn load(program: &Program) -> Result<(), String> {
    let length = u16::try_from(program.len()).map_err(|error| error.to_string())?;
    let program = libc::sock_fprog { len: length, filter: program.as_ptr().cast_mut().cast() };
    const SET_MODE_FILTER: libc::c_long = 1;
    // SAFETY: this many instructions of eight octets are there, and the kernel copies them.
    named("seccomp", checked(unsafe { libc::syscall(libc::SYS_seccomp, SET_MODE_FILTER, 0, &raw const program) }))
}

/// Becomes the daemon, or probes and ends. Returns only why it could not.
pub fn enter(what: &str) -> Result<(), String> {
    let dir = PathBuf::from(std::env::var_os(WHERE).ok_or("no directory is named")?);
    let unit = Restrictions::of(&named("the unit", fs::read_to_string(dir.join("unit.service")))?)?;
    let programs = seccomp::read(&named("the filters", fs::read(dir.join("filters")))?);
    mounts(&unit, &dir)?;
    drop_rights(&unit)?;
    programs.iter().try_for_each(load)?;
    if what == "probe" {
        probe(&dir);
        return Ok(());
    }
    let mut daemon = Command::new(Path::new(BINARIES).join("simgate"));
    daemon.arg("run").arg("--config").arg(dir.join("simgate.toml"));
    daemon.env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin").env("LANG", "C.UTF-8");
    daemon.env("STATE_DIRECTORY", dir.join("data")).env("CONFIGURATION_DIRECTORY", &dir).current_dir("/");
    Err(format!("exec: {}", daemon.exec()))
}

fn outcome(result: io::Result<()>) -> String {
    result.map_or_else(|error| format!("{:?}", error.kind()), |()| "done".to_owned())
}

/// Tries what the unit takes away, and what it must leave.
#[allow(clippy::print_stdout)]
fn probe(dir: &Path) {
    let say = |what: &str, how: String| println!("{what}={how}");
    let status = fs::read_to_string("/proc/thread-self/status").unwrap_or_default();
    for what in ["CapEff", "CapBnd", "NoNewPrivs", "Seccomp", "Uid", "Groups"] {
        let row = status.lines().find_map(|row| row.strip_prefix(what)?.strip_prefix(':'));
        say(what, row.unwrap_or("not told").split_whitespace().collect::<Vec<_>>().join(" "));
    }
    say("boot id", outcome(fs::read("/proc/sys/kernel/random/boot_id").map(drop)));
    say("uptime", fs::read_to_string("/proc/uptime").unwrap_or_default().split('.').next().unwrap_or("").to_owned());
    say("host", rustix::system::uname().nodename().to_string_lossy().into_owned());
    // SAFETY: plain numbers, of which all zeros are valid; the call fills them in, and sets what its modes say.
    let clock = |modes: libc::c_uint| unsafe {
        let mut timex: libc::timex = std::mem::zeroed();
        timex.modes = modes;
        outcome(checked(libc::adjtimex(&raw mut timex).into()))
    };
    say("read the clock's state", clock(0));
    say("set the clock's state", clock(libc::ADJ_STATUS));
    for path in ["/etc/probe", "/usr/local/bin/probe", "/var/lib/probe", "/proc/sys/kernel/printk", "/sys/probe"] {
        say(path, outcome(File::options().create(true).append(true).open(path).map(drop)));
    }
    say("the bench", outcome(File::create(dir.join("probe")).map(drop)));
    say("/tmp", outcome(File::create("/tmp/probe").map(drop)));
    say("entries of /tmp", fs::read_dir("/tmp").map_or(0, Iterator::count).to_string());
    say("/root", fs::read_dir("/root").map_or(0, Iterator::count).to_string());
    // SAFETY: no pointer is given that the calls follow, but for what is mapped, which is not used.
    unsafe {
        let map = libc::mmap(
            std::ptr::null_mut(),
            4096,
            libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        );
        say("write and execute", outcome(checked(if map == libc::MAP_FAILED { -1 } else { 0 })));
        say("a packet socket", outcome(checked(libc::socket(libc::AF_PACKET, libc::SOCK_RAW, 0).into())));
        say("an internet socket", outcome(checked(libc::socket(libc::AF_INET, libc::SOCK_STREAM, 0).into())));
        say("a namespace", outcome(checked(libc::unshare(libc::CLONE_NEWNET).into())));
        say("another personality", outcome(checked(libc::personality(0x0040_0000).into())));
        let mut name = CString::new("probe").expect("no NUL").into_bytes_with_nul();
        say("a host name", outcome(checked(libc::sethostname(name.as_mut_ptr().cast(), 5).into())));
        say("another user", outcome(checked(libc::syscall(libc::SYS_setuid, 0))));
        let priority = libc::sched_param { sched_priority: 1 };
        let real_time = libc::syscall(libc::SYS_sched_setscheduler, 0, libc::SCHED_FIFO, &raw const priority);
        say("real time", outcome(checked(real_time)));
        let mut core: libc::rlimit = std::mem::zeroed();
        libc::getrlimit(libc::RLIMIT_CORE, &raw mut core);
        say("core", core.rlim_max.to_string());
    }
    let suid = fs::set_permissions(dir.join("probe"), fs::Permissions::from_mode(0o4755));
    say("a set-user-id bit", outcome(suid));
}
