//! Releases the memory of code that only the start needed: the command line, the configuration, the schema of the store, the first
//! dialogue with a modem. An idle daemon with one modem keeps 10.8 MiB resident, and 13.5 MiB without this
//! (`cargo bench --bench load -- idle`).
//!
//! Nothing is lost: the kernel has the program's file in its cache, and maps code again, 64 KiB at a time, when it runs.

use std::fs;
use std::io;
use std::ops::Range;
use std::time::Duration;

use rustix::mm::{Advice, madvise};

/// Most modems are ready by then. A later start of one only maps its code again.
const STARTED_AFTER: Duration = Duration::from_secs(10);

/// Waits until the start is over, and releases its memory.
pub async fn release_after_start() {
    tokio::time::sleep(STARTED_AFTER).await;
    if let Err(error) = release() {
        // Only a few MiB depend on it.
        tracing::debug!(%error, "can't release the memory of the start");
    }
}

/// Unmaps all code of the program. The kernel maps what still runs.
#[expect(unsafe_code, reason = "there is no safe way to advise on memory that the loader mapped")]
fn release() -> io::Result<()> {
    let here = release as fn() -> io::Result<()> as usize;
    let maps = fs::read_to_string("/proc/self/maps")?;
    let code = maps.lines().filter_map(code_range).find(|range| range.contains(&here));
    let code = code.ok_or_else(|| io::Error::other("no file lies behind the program's code"))?;
    let start = std::ptr::with_exposed_provenance_mut(code.start);
    // SAFETY: all pages of this mapping are those of the file, and the kernel reads them from there again. Nobody can write
    // to them, and the loader changes nothing in code that is independent of its position.
    unsafe { madvise(start, code.len(), Advice::LinuxDontNeed) }?;
    Ok(())
}

/// The addresses in a row of `/proc/self/maps` (proc(5)), if it is code from a file. Code in anonymous memory, where a packer or
/// an emulator puts it, would be lost.
fn code_range(row: &str) -> Option<Range<usize>> {
    let mut fields = row.split_ascii_whitespace();
    let (start, end) = fields.next()?.split_once('-')?;
    let permissions = fields.next()?;
    // Offset, device and inode stand between permissions and path.
    let path = fields.nth(3)?;
    let address = |hex| usize::from_str_radix(hex, 16).ok();
    (permissions == "r-xp" && path.starts_with('/')).then_some(address(start)?..address(end)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_code_from_a_file_may_be_released() {
        let code = "55e84a2d7000-55e84ab0c000 r-xp 002d6000 fe:00 1835022                    /usr/local/bin/simgate";
        assert_eq!(code_range(code), Some(0x55e8_4a2d_7000..0x55e8_4ab0_c000));
        let replaced = "00400000-00c35000 r-xp 00001000 b3:02 77 /opt/my gateway/simgate (deleted)";
        assert_eq!(code_range(replaced), Some(0x40_0000..0xc3_5000));
        for kept in [
            // Relocated when the program was loaded, and then made read-only.
            "55e84ab0d000-55e84ab3d000 r--p 00b0b000 fe:00 1835022                    /usr/local/bin/simgate",
            "55e84ab3d000-55e84ab42000 rw-p 00b3a000 fe:00 1835022                    /usr/local/bin/simgate",
            "00400000-00c35000 rwxp 00001000 b3:02 77                                 /usr/local/bin/simgate",
            // Unpacked into memory.
            "00400000-00c35000 r-xp 00000000 00:00 0 ",
            "7ffd1a5f2000-7ffd1a5f4000 r-xp 00000000 00:00 0                          [vdso]",
            "",
            "55e84a2d7000",
        ] {
            assert_eq!(code_range(kept), None, "{kept}");
        }
    }
}
