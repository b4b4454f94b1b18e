//! Wipes freed memory. Codes and PINs expire, and after that neither a core dump nor the next owner of the memory may
//! contain them.

use std::alloc::{GlobalAlloc, Layout, System};
use std::ffi::CString;

/// The system's allocator, which overwrites freed memory with zeros.
pub struct Wiping;

// SAFETY: the system allocator does the work; each block is overwritten between its last use and its return.
#[expect(unsafe_code, reason = "there is no other way to be an allocator")]
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller meets the contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller meets the contract.
        unsafe { System.alloc_zeroed(layout) }
    }

    // `realloc` isn't overridden: its default moves the block and frees the old one, which is wiped.
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller owns the block, which has this size, and doesn't use it any more.
        unsafe {
            block.write_bytes(0, layout.size());
            // Keeps the optimiser from removing the write.
            std::hint::black_box(block);
            System.dealloc(block, layout);
        }
    }
}

/// Overwrites the value of an environment variable in place. `/proc/PID/environ` would still hold it after the variable
/// is removed. Must be called before a second thread starts.
#[expect(unsafe_code, reason = "std can set a variable anew, and not overwrite what it was")]
pub fn forget_variable(name: &str) {
    let Ok(name) = CString::new(name) else { return };
    // SAFETY: `getenv` returns the value in the environment of this process, which is its own memory and ends with
    // a NUL. No other thread reads it.
    unsafe {
        let value = libc::getenv(name.as_ptr());
        if !value.is_null() {
            value.write_bytes(0, libc::strlen(value));
            std::hint::black_box(value);
        }
    }
}
