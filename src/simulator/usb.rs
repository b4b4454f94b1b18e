//! A directory that looks like sysfs and `/dev` of a machine with USB sticks, so that a program that finds modems by itself can be
//! tried without any: sticks are plugged in and pulled out, each as the kernel would show it.

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, Ordering};

/// A USB stick.
#[derive(Debug, Clone)]
pub struct Stick {
    place: String,
    id: String,
    interfaces: Vec<Port>,
}

#[derive(Debug, Clone)]
struct Port {
    number: u8,
    class: (u8, u8, u8),
    /// The name of the port, and what is behind it.
    port: Option<(String, Option<PathBuf>)>,
}

impl Stick {
    /// A stick in a socket such as `1-1.2`, with vendor and product as `2c7c:0125`.
    pub fn new(place: &str, id: &str) -> Self {
        Self { place: place.to_owned(), id: id.to_owned(), interfaces: Vec::new() }
    }

    /// Adds an interface with a serial port of this name, which leads to a terminal.
    #[must_use]
    pub fn port(mut self, number: u8, name: &str, terminal: Option<&Path>) -> Self {
        let port = Some((name.to_owned(), terminal.map(Path::to_owned)));
        self.interfaces.push(Port { number, class: (0xff, 0xff, 0xff), port });
        self
    }

    /// Adds an interface without a serial port.
    #[must_use]
    pub fn closed(self, number: u8) -> Self {
        self.interface(number, (0xff, 0xff, 0xff))
    }

    /// Adds an interface of a class, without a serial port.
    #[must_use]
    pub fn interface(mut self, number: u8, class: (u8, u8, u8)) -> Self {
        self.interfaces.push(Port { number, class, port: None });
        self
    }
}

/// The files of the machine. Dropping it deletes them.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    plugged: AtomicU16,
}

impl Tree {
    /// A machine without sticks, in a directory of its own.
    pub fn new() -> io::Result<Self> {
        let number = getrandom::u64().map_err(io::Error::other)?;
        Self::in_directory(&std::env::temp_dir().join(format!("simgate-usb-{number:016x}")))
    }

    /// A machine without sticks, in this directory, which must be empty or new, since its end deletes the directory.
    pub fn in_directory(root: &Path) -> io::Result<Self> {
        if fs::read_dir(root).is_ok_and(|mut files| files.next().is_some()) {
            return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, "the directory is not empty"));
        }
        fs::create_dir_all(root)?;
        let root = fs::canonicalize(root)?;
        for dir in ["sys/bus/usb/devices", "sys/class/tty", "sys/devices/usb1", "dev"] {
            fs::create_dir_all(root.join(dir))?;
        }
        Ok(Self { root, plugged: AtomicU16::new(0) })
    }

    /// What takes the place of `/sys`.
    pub fn sysfs(&self) -> PathBuf {
        self.root.join("sys")
    }

    /// What takes the place of `/dev`.
    pub fn dev(&self) -> PathBuf {
        self.root.join("dev")
    }

    /// Where the machine sends its uevents, if somebody listens.
    pub fn uevents(&self) -> PathBuf {
        self.root.join("uevents")
    }

    /// Plugs a stick in, and sends the uevents of its ports.
    pub fn plug(&self, stick: &Stick) -> io::Result<()> {
        let device = self.device(&stick.place);
        let (vendor, product) = stick.id.split_once(':').unwrap_or((&stick.id, "0000"));
        let number = self.plugged.fetch_add(1, Ordering::Relaxed) + 1;
        fs::create_dir_all(&device)?;
        for (name, text) in [
            ("idVendor", vendor.to_owned()),
            ("idProduct", product.to_owned()),
            ("bDeviceClass", "00".to_owned()),
            ("busnum", "1".to_owned()),
            ("devnum", number.to_string()),
            ("product", "Simulated stick".to_owned()),
        ] {
            fs::write(device.join(name), text + "\n")?;
        }
        for interface in &stick.interfaces {
            self.add(stick, interface)?;
        }
        symlink(&device, self.sysfs().join("bus/usb/devices").join(&stick.place))?;
        self.notify("add", &stick.place);
        Ok(())
    }

    fn add(&self, stick: &Stick, interface: &Port) -> io::Result<()> {
        let dir = self.device(&stick.place).join(format!("{}:1.{}", stick.place, interface.number));
        fs::create_dir_all(&dir)?;
        let (class, subclass, protocol) = interface.class;
        for (name, value) in [
            ("bInterfaceNumber", interface.number),
            ("bInterfaceClass", class),
            ("bInterfaceSubClass", subclass),
            ("bInterfaceProtocol", protocol),
        ] {
            fs::write(dir.join(name), format!("{value:02x}\n"))?;
        }
        if let Some((name, terminal)) = &interface.port {
            fs::create_dir_all(dir.join(name).join("tty").join(name))?;
            if let Some(terminal) = terminal {
                symlink(terminal, self.dev().join(name))?;
            }
            let class = self.sysfs().join("class/tty").join(name);
            fs::create_dir_all(&class)?;
            symlink(dir.join(name), class.join("device"))?;
        }
        Ok(())
    }

    /// Pulls out the stick in a socket, and sends the uevents of its ports.
    pub fn unplug(&self, place: &str) -> io::Result<()> {
        let device = self.device(place);
        for tty in fs::read_dir(self.sysfs().join("class/tty"))? {
            let tty = tty?.path();
            if fs::read_link(tty.join("device")).is_ok_and(|target| target.starts_with(&device)) {
                if let Some(name) = tty.file_name() {
                    let _ = fs::remove_file(self.dev().join(name));
                }
                fs::remove_dir_all(&tty)?;
            }
        }
        let _ = fs::remove_file(self.sysfs().join("bus/usb/devices").join(place));
        fs::remove_dir_all(device)?;
        self.notify("remove", place);
        Ok(())
    }

    fn device(&self, place: &str) -> PathBuf {
        self.sysfs().join("devices/usb1").join(place)
    }

    /// Sends a uevent in the kernel's form. Nobody has to listen.
    fn notify(&self, action: &str, place: &str) {
        let path = format!("/devices/usb1/{place}");
        let event = format!("{action}@{path}\0ACTION={action}\0DEVPATH={path}\0SUBSYSTEM=usb\0");
        if let Ok(socket) = UnixDatagram::unbound() {
            let _ = socket.send_to(event.as_bytes(), self.uevents());
        }
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}
