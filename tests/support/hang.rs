//! A program for which opening one file hangs, as some interfaces of the kernel's `option` driver do. A library that is
//! loaded before libc takes its calls of `open()`.

use std::path::Path;
use std::process::Command;

const SOURCE: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void hang(const char *path)
{
    const char *hanging = getenv("HANGING");
    while (hanging && strcmp(path, hanging) == 0)
        pause();
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, int);
    va_end(rest);
    hang(path);
    if (!real)
        real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
    return real(path, flags, mode);
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));
"#;

/// The program `name`, for which opening `path` never returns. The library is built in `dir` with the C compiler that Rust
/// links with.
pub fn program(name: &str, dir: &Path, path: &Path) -> Command {
    let (source, library) = (dir.join("hang.c"), dir.join("hang.so"));
    std::fs::write(&source, SOURCE).expect("the directory can be written");
    let mut compiler = Command::new("cc");
    let status = compiler.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(&source).status();
    assert!(status.expect("there is a C compiler").success(), "the library can be built");
    let mut program = Command::new(name);
    program.env("LD_PRELOAD", library).env("HANGING", path);
    program
}
