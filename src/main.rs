//! The `simgate` binary: everything is in the library.

#[global_allocator]
static MEMORY: simgate::wiping::Wiping = simgate::wiping::Wiping;

fn main() -> std::process::ExitCode {
    simgate::cli::main()
}
