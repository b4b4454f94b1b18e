//! Resets the USB device behind a serial port: the last remedy for a modem that answers nothing.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// `USBDEVFS_RESET`, which is `_IO('U', 20)` (linux/usbdevice_fs.h).
const RESET: u32 = 0x5514;

/// Resets the device. Blocks for a second or so. `None`: the port belongs to no USB device.
pub fn reset(port: &Path) -> Option<io::Result<()>> {
    let node = node(Path::new("/"), port)?;
    Some(OpenOptions::new().write(true).open(node).and_then(|node| reset_node(&node)))
}

/// The node of the USB device that has a port. `root` is the directory of the system's files.
fn node(root: &Path, port: &Path) -> Option<PathBuf> {
    let port = std::fs::canonicalize(port).ok()?;
    let device = root.join("sys/class/tty").join(port.file_name()?).join("device");
    let interface = std::fs::canonicalize(device).ok()?;
    let number =
        |device: &Path, name: &str| std::fs::read_to_string(device.join(name)).ok()?.trim().parse::<u16>().ok();
    let numbers = |device: &Path| Some((number(device, "busnum")?, number(device, "devnum")?));
    // The interface is below its device.
    let (bus, device) = interface.ancestors().find_map(numbers)?;
    Some(root.join(format!("dev/bus/usb/{bus:03}/{device:03}")))
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
        let of = |name: &str| node(root.path(), &root.path().join("dev").join(name));
        assert_eq!(of("simgate-1"), Some(root.path().join("dev/bus/usb/001/017")));
        assert_eq!(of("ttyS0"), None, "a serial port of the board");
        assert_eq!(of("ttyUSB9"), None);
    }

    #[test]
    fn what_is_no_usb_device_refuses_the_reset() {
        let file = tempfile::tempfile().unwrap();
        assert!(reset_node(&file).is_err());
    }
}
