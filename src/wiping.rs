//! Memory that holds nothing after it was given back: codes and PINs have a time, and neither a core dump nor the next
//! owner of the memory should see them after it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::CString;

/// The system's allocator, which overwrites with zeros what it takes back.
pub struct Wiping;

// SAFETY: all is the system allocator's doing; between the last use of a block and its return zeros are written to it.
#[expect(unsafe_code, reason = "there is no other way to be an allocator")]
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: what the caller promised.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: what the caller promised.
        unsafe { System.alloc_zeroed(layout) }
    }

    // A block that grows is moved, and the old one wiped: that is what `realloc` does where it is not written here.
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller owns the block, of this size, and has no more use for it.
        unsafe {
            block.write_bytes(0, layout.size());
            // Somebody might read it: so the zeros are written, whatever the optimiser thinks of that.
            std::hint::black_box(block);
            System.dealloc(block, layout);
        }
    }
}

/// Overwrites the value of an environment variable where it stands, which is also what `/proc/PID/environ` shows: to
/// remove the variable would leave it there. For the time before a second thread begins.
#[expect(unsafe_code, reason = "std can set a variable anew, and not overwrite what it was")]
pub fn forget_variable(name: &str) {
    let Ok(name) = CString::new(name) else { return };
    // SAFETY: `getenv` gives the value in the environment of this process, which is its own memory and ends with a NUL;
    // no other thread reads it.
    unsafe {
        let value = libc::getenv(name.as_ptr());
        if !value.is_null() {
            value.write_bytes(0, libc::strlen(value));
            std::hint::black_box(value);
        }
    }
}
