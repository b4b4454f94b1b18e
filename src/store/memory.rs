//! Makes SQLite allocate through the program's allocator, which wipes freed memory.

use std::alloc::{Layout, alloc, dealloc};
use std::ffi::{c_int, c_void};
use std::sync::Once;

use rusqlite::ffi;

/// Bytes before each block, which hold its size.
const HEAD: usize = 16;

/// Configures SQLite, once and before its first use.
#[expect(unsafe_code, reason = "rusqlite has no safe way to it")]
pub fn configure() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let methods = ffi::sqlite3_mem_methods {
            xMalloc: Some(allocate),
            xFree: Some(free),
            xRealloc: Some(resize),
            xSize: Some(size),
            xRoundup: Some(round_up),
            xInit: Some(initialise),
            xShutdown: Some(shut_down),
            pAppData: std::ptr::null_mut(),
        };
        // SAFETY: no connection was opened yet, so SQLite is not initialised. It copies the methods, which meet
        // its contract.
        let answer = unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const methods) };
        debug_assert_eq!(answer, ffi::SQLITE_OK, "before SQLite's first use");
        // Without lookaside buffers SQLite wipes small blocks, too, before it uses them again.
        // SAFETY: as above; no memory is passed.
        let answer = unsafe { ffi::sqlite3_config(ffi::SQLITE_CONFIG_LOOKASIDE, 0 as c_int, 0 as c_int) };
        debug_assert_eq!(answer, ffi::SQLITE_OK, "before SQLite's first use");
    });
}

fn layout(bytes: c_int) -> Option<Layout> {
    Layout::from_size_align(usize::try_from(bytes).ok()?.checked_add(HEAD)?, HEAD).ok()
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn allocate(bytes: c_int) -> *mut c_void {
    let Some(layout) = layout(bytes) else { return std::ptr::null_mut() };
    // SAFETY: the layout is not empty, and the head fits and is aligned in the block.
    unsafe {
        let block = alloc(layout);
        if block.is_null() {
            return std::ptr::null_mut();
        }
        block.cast::<c_int>().write(bytes);
        block.add(HEAD).cast()
    }
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn free(memory: *mut c_void) {
    if memory.is_null() {
        return;
    }
    // SAFETY: SQLite frees each block of `allocate` once, and passes the address behind the head.
    unsafe {
        let block = memory.cast::<u8>().sub(HEAD);
        if let Some(layout) = layout(block.cast::<c_int>().read()) {
            dealloc(block, layout);
        }
    }
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn resize(memory: *mut c_void, bytes: c_int) -> *mut c_void {
    // SAFETY: as above; both blocks hold what is copied.
    unsafe {
        let new = allocate(bytes);
        if !new.is_null() && !memory.is_null() {
            let kept = usize::try_from(size(memory).min(bytes)).unwrap_or(0);
            memory.cast::<u8>().copy_to_nonoverlapping(new.cast(), kept);
            free(memory);
        }
        new
    }
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn size(memory: *mut c_void) -> c_int {
    if memory.is_null() {
        return 0;
    }
    // SAFETY: the address is behind the head of a block.
    unsafe { memory.cast::<u8>().sub(HEAD).cast::<c_int>().read() }
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn round_up(bytes: c_int) -> c_int {
    bytes.saturating_add(7) & !7
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn initialise(_: *mut c_void) -> c_int {
    ffi::SQLITE_OK
}

#[expect(unsafe_code, reason = "called by C")]
unsafe extern "C" fn shut_down(_: *mut c_void) {}
