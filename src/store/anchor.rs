//! Checks that the open database files are still those in the data directory. Otherwise SQLite would write to a removed
//! database, and all of it would be lost with the process.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

/// Length of the header (SQLite, Database File Format, section 1.3).
const HEADER_BYTES: usize = 100;
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Magic number of the log (section 4.1). The last bit is the byte order of its checksums.
const LOG_MAGIC: u32 = 0x377f_0682;

/// The header of a database.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// Length of the whole database.
    bytes: u64,
    /// Counts changes, and never goes back.
    changes: u32,
    application: u32,
}

impl Header {
    fn read(file: &File) -> io::Result<Option<Self>> {
        let mut header = [0; HEADER_BYTES];
        match file.read_exact_at(&mut header, 0) {
            Ok(()) if header.starts_with(MAGIC) => {}
            Err(error) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
            Ok(()) | Err(_) => return Ok(None),
        }
        let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        let page = match u16::from_be_bytes([header[16], header[17]]) {
            1 => 65_536,
            bytes => u64::from(bytes),
        };
        Ok(Some(Self { bytes: page * u64::from(number(28)), changes: number(24), application: number(68) }))
    }
}

/// An open file that must stay in its place.
#[derive(Debug)]
struct OpenFile {
    path: PathBuf,
    file: File,
    inode: (u64, u64),
}

impl OpenFile {
    fn open(path: PathBuf) -> io::Result<Self> {
        let file = File::open(&path)?;
        let data = file.metadata()?;
        Ok(Self { path, inode: (data.dev(), data.ino()), file })
    }

    /// The metadata of the path, if the open file is still there. The error completes a sentence about the file.
    fn metadata(&self) -> Result<Metadata, String> {
        let data = fs::metadata(&self.path).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                "was removed".to_owned()
            } else {
                format!("can't be seen: {error}")
            }
        })?;
        if (data.dev(), data.ino()) != self.inode {
            return Err("was replaced by another file".to_owned());
        }
        Ok(data)
    }
}

/// The open files of a database.
///
/// It must be dropped after the last connection, because closing a file releases SQLite's locks on it.
#[derive(Debug)]
pub struct Anchor {
    database: OpenFile,
    /// The log and its index. They exist from the first write on.
    beside: [(PathBuf, Option<OpenFile>); 2],
    header: Option<Header>,
    bytes: u64,
}

/// A file that changed behind simgate's back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// The file.
    pub path: PathBuf,
    /// What happened to it, for a person.
    pub what: String,
}

impl Anchor {
    /// Opens the files. Called before SQLite opens the database.
    pub fn new(path: &Path) -> io::Result<Self> {
        let beside = ["-wal", "-shm"].map(|end| {
            let mut path = path.as_os_str().to_owned();
            path.push(end);
            (PathBuf::from(path), None)
        });
        let database = OpenFile::open(path.to_owned())?;
        let (header, bytes) = (Header::read(&database.file)?, database.file.metadata()?.len());
        Ok(Self { database, beside, header, bytes })
    }

    /// Whether the file is shorter than its header demands. After a crash the rest may be in the log.
    pub fn is_short(&self) -> bool {
        self.header.is_some_and(|header| self.bytes < header.bytes)
    }

    /// Checks that all files are in their place and unchanged by others.
    pub fn check(&mut self) -> Result<(), ChangedFile> {
        let look = Self::check_database(&self.database, &mut self.header, &mut self.bytes);
        look.map_err(|what| ChangedFile { path: self.database.path.clone(), what })?;
        for (path, file) in &mut self.beside {
            let changed = |what| ChangedFile { path: path.clone(), what };
            if file.is_none() && path.exists() {
                let open = OpenFile::open(path.clone());
                *file = Some(open.map_err(|error| changed(format!("can't be opened: {error}")))?);
            }
            if let Some(file) = file {
                let data = file.metadata().map_err(changed)?;
                let is_log = path.as_os_str().as_encoded_bytes().ends_with(b"-wal");
                if is_log && data.len() > 0 {
                    check_log(&file.file).map_err(changed)?;
                }
            }
        }
        Ok(())
    }

    fn check_database(file: &OpenFile, known: &mut Option<Header>, bytes: &mut u64) -> Result<(), String> {
        let len = file.metadata()?.len();
        let header = Header::read(&file.file).map_err(|error| format!("can't be read: {error}"))?;
        match (header, known.as_ref()) {
            // SQLite has written nothing yet.
            (None, None) => return Ok(()),
            (None, Some(_)) => return Err("was emptied or overwritten".to_owned()),
            (Some(header), Some(known)) => {
                if header.changes.wrapping_sub(known.changes) > u32::MAX / 2 {
                    return Err("was overwritten with an older one".to_owned());
                }
                if known.application != 0 && header.application != known.application {
                    return Err("was overwritten with another one".to_owned());
                }
                // After a VACUUM the file is shorter, too, but then its header agrees.
                if len < *bytes && len < header.bytes {
                    return Err("was cut off".to_owned());
                }
            }
            (Some(_), None) => {}
        }
        (*known, *bytes) = (header, len);
        Ok(())
    }
}

/// Checks the log's magic number. SQLite continues a log that another program emptied, with a hole at its start.
fn check_log(file: &File) -> Result<(), String> {
    let mut magic = [0; 4];
    file.read_exact_at(&mut magic, 0).map_err(|error| format!("can't be read: {error}"))?;
    if u32::from_be_bytes(magic) | 1 == LOG_MAGIC | 1 { Ok(()) } else { Err("was emptied or overwritten".to_owned()) }
}
