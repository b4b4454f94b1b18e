//! The `simgate` binary: everything is in the library.

fn main() -> std::process::ExitCode {
    simgate::cli::main()
}
