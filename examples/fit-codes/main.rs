//! Fits the weights of the code finder to `tests/codes`, and writes `src/code/weights.rs`:
//! `cargo run --release --example fit-codes`.
//!
//! Each file of `tests/codes` has one author. The figures that are printed are held out: the weights that answer an author's
//! texts were fitted to the texts of all others. The weights that are written are fitted to all.
//! `-- --check` prints the figures and writes nothing; it fails if the file is not what the fit would write.
#![expect(clippy::print_stdout, reason = "prints its figures")]

mod figures;
mod fit;
mod linear;
mod table;

use std::error::Error;
use std::path::{Path, PathBuf};

use simgate::code::Finder;
use simgate::code::collection::Case;

use figures::Figures;
use fit::fit;

/// The texts of one author.
struct Author {
    name: String,
    cases: Vec<Case>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".into()));
    let authors = authors(&root.join("tests/codes"))?;
    let all: Vec<&Case> = authors.iter().flat_map(|author| &author.cases).collect();
    let fitted = fit(&all, fit::start());
    let mut held_out = Figures::default();
    println!("{}", figures::HEAD);
    for author in &authors {
        let others = authors.iter().filter(|other| other.name != author.name);
        let others: Vec<&Case> = others.flat_map(|other| &other.cases).collect();
        let finder = Finder::default().with_weights(fit(&others, fitted.weights.clone()).weights);
        let figures = Figures::of(&author.cases, &finder);
        println!("{}", figures.row(&author.name));
        held_out.add(figures);
    }
    println!("{}", held_out.row("held out"));
    println!(
        "{}",
        Figures::of(all.iter().copied(), &Finder::default().with_weights(fitted.weights.clone())).row("fitted")
    );
    held_out.print_reliability();
    held_out.print_thresholds();
    let table = table::source(&fitted);
    let file = root.join("src/code/weights.rs");
    if std::env::args().any(|arg| arg == "--check") {
        let is_current = std::fs::read_to_string(&file)? == table;
        return if is_current { Ok(()) } else { Err("src/code/weights.rs is not what the fit would write".into()) };
    }
    std::fs::write(file, table)?;
    Ok(())
}

/// The files of a folder in the order of their names.
fn authors(folder: &Path) -> Result<Vec<Author>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    files.iter().map(|file| author(file)).collect()
}

fn author(file: &Path) -> Result<Author, Box<dyn Error>> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let rows = std::fs::read_to_string(file)?;
    let cases = rows.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    Ok(Author { name, cases })
}
