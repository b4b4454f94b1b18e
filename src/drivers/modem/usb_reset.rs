//! Resets the USB device behind a serial port: the last remedy for a modem that answers nothing.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::modem::UsbReset;

/// `USBDEVFS_RESET`, which is `_IO('U', 20)` (linux/usbdevice_fs.h).
const RESET: u32 = 0x5514;

/// How long a modem is without power: its capacitors keep it alive for a moment.
const WITHOUT_POWER: Duration = Duration::from_secs(2);

/// Resets the device, and says how. Blocks for some seconds. `None`: the port belongs to no USB device.
pub fn reset(port: &Path, how: UsbReset) -> Option<io::Result<&'static str>> {
    let device = device(Path::new("/"), port)?;
    if how == UsbReset::Power && switch_off_and_on(&device, WITHOUT_POWER).is_ok() {
        return Some(Ok("its USB socket was without power for a moment"));
    }
    let node = node(Path::new("/"), &device)?;
    let reset = OpenOptions::new().write(true).open(node).and_then(|node| reset_node(&node));
    Some(reset.map(|()| "its USB device was reset"))
}

/// The directory of the USB device that has a port. `root` is the directory of the system's files.
fn device(root: &Path, port: &Path) -> Option<PathBuf> {
    let port = std::fs::canonicalize(port).ok()?;
    let interface = root.join("sys/class/tty").join(port.file_name()?).join("device");
    // The interface is below its device.
    let interface = std::fs::canonicalize(interface).ok()?;
    interface.ancestors().find(|device| device.join("devnum").exists()).map(Path::to_owned)
}

/// The node of a device.
fn node(root: &Path, device: &Path) -> Option<PathBuf> {
    let number = |name: &str| std::fs::read_to_string(device.join(name)).ok()?.trim().parse::<u16>().ok();
    Some(root.join(format!("dev/bus/usb/{:03}/{:03}", number("busnum")?, number("devnum")?)))
}

/// Disables the hub's port that a device is in, and enables it again (`disable` of a port, Linux 6.0). A hub that can switch
/// the power of single ports does so; the others only end the connection, which a firmware notices, too.
///
/// A process that is killed in this moment leaves the port off. The modem was of no use before, and `simgate doctor` names a
/// port that is off.
fn switch_off_and_on(device: &Path, pause: Duration) -> io::Result<()> {
    // The link goes with the device.
    let switch = std::fs::canonicalize(device.join("port"))?.join("disable");
    std::fs::write(&switch, "1")?;
    std::thread::sleep(pause);
    std::fs::write(&switch, "0")
}

#[expect(unsafe_code, reason = "no safe wrapper of this request exists")]
fn reset_node(node: &std::fs::File) -> io::Result<()> {
    // SAFETY: the request has no argument, and the descriptor is open for as long as the call.
    match unsafe { libc::ioctl(node.as_raw_fd(), RESET.into()) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn the_device_of_a_port_is_found_through_its_interface() {
        let root = tempfile::tempdir().unwrap();
        let dir = |path: &str| {
            let dir = root.path().join(path);
            std::fs::create_dir_all(&dir).unwrap();
            dir
        };
        let device = dir("sys/devices/pci0/usb1/1-1");
        std::fs::write(device.join("busnum"), "1\n").unwrap();
        std::fs::write(device.join("devnum"), "17\n").unwrap();
        let tty = dir("sys/devices/pci0/usb1/1-1/1-1:1.2/ttyUSB2");
        let link = dir("sys/class/tty/ttyUSB2").join("device");
        symlink(&tty, link).unwrap();
        symlink(dir("sys/devices/platform/serial"), dir("sys/class/tty/ttyS0").join("device")).unwrap();
        dir("dev");
        for name in ["ttyUSB2", "ttyS0"] {
            std::fs::write(root.path().join("dev").join(name), "").unwrap();
        }
        // A link with a lasting name, as configurations have.
        symlink(root.path().join("dev/ttyUSB2"), root.path().join("dev/simgate-1")).unwrap();
        let of = |name: &str| {
            let device = super::device(root.path(), &root.path().join("dev").join(name))?;
            node(root.path(), &device)
        };
        assert_eq!(of("simgate-1"), Some(root.path().join("dev/bus/usb/001/017")));
        assert_eq!(of("ttyS0"), None, "a serial port of the board");
        assert_eq!(of("ttyUSB9"), None);
    }

    #[test]
    fn a_socket_is_on_again_after_it_was_off() {
        let root = tempfile::tempdir().unwrap();
        let (device, port) = (root.path().join("1-1.2"), root.path().join("1-1-port2"));
        std::fs::create_dir_all(&device).unwrap();
        std::fs::create_dir_all(&port).unwrap();
        assert!(switch_off_and_on(&device, Duration::ZERO).is_err(), "a kernel that has no such link");
        symlink(&port, device.join("port")).unwrap();
        let switch = port.join("disable");
        std::fs::write(&switch, "0").unwrap();
        let switching = std::thread::spawn(move || switch_off_and_on(&device, Duration::from_millis(300)));
        let was_off = (0..10_000).any(|_| {
            std::thread::sleep(Duration::from_millis(1));
            std::fs::read_to_string(&switch).unwrap() == "1"
        });
        assert!(was_off);
        switching.join().unwrap().unwrap();
        assert_eq!(std::fs::read_to_string(&switch).unwrap(), "0");
    }

    #[test]
    fn what_is_no_usb_device_refuses_the_reset() {
        let file = tempfile::tempfile().unwrap();
        assert!(reset_node(&file).is_err());
    }
}
