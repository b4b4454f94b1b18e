//! The rules of the house: which module may use which, what the floor must not use, how long a file may be; and that the pages
//! name only what exists.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use simgate::config::{Config, OwnCodes};
use structure::Broken;

mod mutants;
mod structure;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below a folder, by its path from the repository's root.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(root()).unwrap().to_str().expect("names are UTF-8").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<(String, String)> {
    files("src").into_iter().filter(|path| path.ends_with(".rs")).map(|path| (path.clone(), read(&path))).collect()
}

/// The code of a file, without comments and without its tests.
fn code(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let end = line.replace("#[cfg(test)]", "}");
            let one_line = |item: &str| item.ends_with(';') || item.ends_with("{}");
            if lines.next().is_some_and(|(_, item)| !one_line(item)) {
                lines.by_ref().find(|(_, line)| *line == end);
            }
        } else if !line.trim_start().starts_with("//") {
            found.push((index + 1, line));
        }
    }
    found
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// `src/at/frame.rs` belongs to `at`, `src/clock.rs` to `clock`.
fn module(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The words in backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The table of ARCHITECTURE.md: `| module | purpose | may use |`. `None`: everything.
fn arrows() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let page = read("ARCHITECTURE.md");
    let rows =
        page.lines().skip_while(|line| !line.contains("| May use |")).skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [name, _, uses] = cells[..] else { panic!("not three cells: {row}") };
        let uses = match uses {
            "everything" => None,
            "nothing" => Some(BTreeSet::new()),
            names => Some(quoted(names).into_iter().map(str::to_owned).collect()),
        };
        (name.trim_matches('`').to_owned(), uses)
    })
    .collect()
}

/// The modules that a row names by `crate::x` or `crate::{x, y}`.
fn named(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let list = rest.strip_prefix('{').map_or(rest, |rest| rest.split('}').next().unwrap_or(rest));
        let several = rest.starts_with('{');
        for item in list.split(',') {
            let name: String = item.trim().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            found.push(name);
            if !several {
                break;
            }
        }
    }
    found
}

#[test]
fn arrows_run_one_way() {
    let arrows = arrows();
    let mut wrong = Vec::new();
    let mut used = 0;
    for (path, text) in sources() {
        let from = module(&path).to_owned();
        if ["main", "lib"].contains(&from.as_str()) {
            continue;
        }
        let Some(allowed) = arrows.get(&from) else {
            wrong.push(format!("{path}: `{from}` has no row in the table of ARCHITECTURE.md"));
            continue;
        };
        // A test may use every module.
        let lines = if is_test(&path) { Vec::new() } else { code(&text) };
        for (line, code) in lines {
            for to in named(code).into_iter().filter(|to| *to != from) {
                used += 1;
                if allowed.as_ref().is_some_and(|allowed| !allowed.contains(&to)) {
                    wrong.push(format!("{path}:{line}: `{from}` may not use `{to}`"));
                }
            }
        }
    }
    assert!(used > 100, "only {used} uses were found: the paths are read wrongly");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_of_arrows_has_no_cycle_and_no_module_that_is_not_there() {
    let arrows = arrows();
    let modules: BTreeSet<String> = sources().iter().map(|(path, _)| module(path).to_owned()).collect();
    for name in arrows.keys() {
        assert!(modules.contains(name), "`{name}` is in the table of ARCHITECTURE.md and not in src");
    }
    // Modules that use none of the remaining ones are removed; a cycle would remain.
    let mut left = arrows.clone();
    while !left.is_empty() {
        let names: BTreeSet<String> = left.keys().cloned().collect();
        let free = |uses: &Option<BTreeSet<String>>| uses.as_ref().is_some_and(|uses| uses.is_disjoint(&names));
        let taken: Vec<String> = left.iter().filter(|(_, uses)| free(uses)).map(|(name, _)| name.clone()).collect();
        if taken.is_empty() {
            break;
        }
        left.retain(|name, _| !taken.contains(name));
    }
    // Only modules that may use everything remain, and no other may use them.
    assert!(left.values().all(Option::is_none), "a cycle: {:?}", left.keys());
    for (name, uses) in &arrows {
        let above = left.keys().find(|above| uses.as_ref().is_some_and(|uses| uses.contains(*above)));
        assert!(above.is_none(), "`{name}` uses {above:?}, which may use everything");
    }
}

#[test]
fn the_page_says_of_every_dependency_what_it_is_for() {
    let page = read("ARCHITECTURE.md");
    let rows = page.lines().skip_while(|line| !line.starts_with("| Crate |")).skip(2);
    let named = rows.take_while(|line| line.starts_with('|')).flat_map(|row| quoted(row.split(" | ").next().unwrap()));
    let named: BTreeSet<String> = named.map(str::to_owned).collect();
    let manifest = read("Cargo.toml");
    let own = manifest.split("\n[").find(|section| section.starts_with("dependencies]")).unwrap();
    let own = own.lines().skip(1).filter(|line| !line.starts_with('#'));
    let own: BTreeSet<String> = own.filter_map(|line| Some(line.split_once(" = ")?.0.to_owned())).collect();
    assert!(own.len() > 10, "{own:?}");
    assert_eq!(named, own);
}

const FLOOR: [&str; 5] = ["model", "at", "pdu", "code", "flow"];

#[test]
fn the_floor_has_no_clock_no_disk_no_network_and_no_chance() {
    let words = [
        "std::fs",
        "std::net",
        "std::thread",
        "std::process",
        "std::env",
        "std::io",
        "std::os",
        "Instant",
        "SystemTime",
        "tokio",
        "async ",
        ".await",
        "getrandom",
        "rand::",
        "RandomState",
        "HashMap",
        "rusqlite",
        "ureq",
        "rustix",
        "tracing",
        "println!",
        "Mutex",
        "static mut",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| FLOOR.contains(&module(path)) && !is_test(path)) {
        for (line, code) in code(text) {
            wrong
                .extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{path}:{line}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn assert_none(broken: &[Broken]) {
    let how: Vec<&str> = broken.iter().map(|broken| broken.how.as_str()).collect();
    assert!(how.is_empty(), "{}", how.join("\n"));
}

#[test]
fn no_files_use_each_other_in_a_circle() {
    assert_none(&structure::circles(&sources().into_iter().collect()));
}

#[test]
fn the_methods_of_a_type_stand_together() {
    assert_none(&structure::scattered(&sources().into_iter().collect()));
}

#[test]
fn no_file_is_too_long_to_read() {
    assert_none(&structure::too_long(&sources().into_iter().collect()));
}

/// A predicate reads; a function that changes something is named by a verb. `is_open` is a method of a trait of `ureq`.
#[test]
fn predicates_change_nothing() {
    let is_predicate = |code: &str| ["fn is_", "fn has_"].iter().any(|head| code.contains(head));
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (line, code) in code(&text) {
            if is_predicate(code) && code.contains("(&mut self") && !code.contains("fn is_open(") {
                wrong.push(format!("{path}:{line}: {}", code.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A patch that no longer applies breaks nothing, and nobody would notice.
#[test]
fn every_mutant_applies_and_names_its_tests() {
    let tree = ["src", "tests"].into_iter().flat_map(files).filter(|path| path.ends_with(".rs"));
    let tree = tree.map(|path| (path.clone(), read(&path))).collect();
    let patches: Vec<String> = files("tests/mutants").into_iter().filter(|path| path.ends_with(".patch")).collect();
    assert!(patches.len() > 30, "only {} patches", patches.len());
    let wrong: Vec<String> = patches.iter().flat_map(|path| mutants::faults(path, &read(path), &tree)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Text from outside is made printable in the one place that prints.
#[test]
fn the_command_line_prints_in_one_place() {
    let words = ["println!(", "print!(", "io::stdout()", "io::stderr()", "to_writer("];
    // These print the simulator's own texts, or rows that `json_line` made.
    let others = ["src/cli/terminal.rs", "src/cli/simulate.rs", "src/cli/lines.rs", "src/cli/code.rs"];
    let mut wrong = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| module(path) == "cli" && !others.contains(&path.as_str())) {
        for (line, code) in code(text) {
            wrong
                .extend(words.iter().filter(|word| code.contains(**word)).map(|word| format!("{path}:{line}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_to_be_done() {
    // Split, so that this file does not contain them.
    let words = [["TO", "DO"], ["FIX", "ME"], ["XX", "X"], ["HA", "CK"], ["todo", "!"], ["unimplemented", "!"]];
    let folders = ["src", "tests", "benches", "examples", "fuzz/fuzz_targets", "fuzz/checks"];
    for path in folders.into_iter().flat_map(files).filter(|path| path.ends_with(".rs")) {
        let text = read(&path);
        for word in words.iter().map(|word| word.concat()) {
            let found = text.lines().position(|line| {
                line.match_indices(&word).any(|(at, _)| {
                    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                    !letter(line[..at].chars().next_back()) && !letter(line[at + word.len()..].chars().next())
                })
            });
            assert!(found.is_none(), "{path}:{}: {word}", found.unwrap_or(0) + 1);
        }
    }
}

/// Text files that are in the repository.
fn pages() -> Vec<String> {
    let top = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap());
    let top =
        top.filter(|entry| entry.file_type().unwrap().is_file()).map(|entry| entry.file_name().into_string().unwrap());
    let folders =
        ["src", "tests", "benches", "examples", "docs", "fuzz/fuzz_targets", "fuzz/checks", "systemd", "udev", ".ci"];
    top.chain(folders.into_iter().flat_map(files)).collect()
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let homes = [["/ho", "me/"], ["/ro", "ot/"], ["/Us", "ers/"], ["/tmp/", "wt/"]].map(|path| path.concat());
    let here = env!("CARGO_MANIFEST_DIR");
    for path in pages() {
        let Ok(text) = fs::read_to_string(root().join(&path)) else { continue };
        for (index, line) in text.lines().enumerate() {
            let home = homes.iter().find(|home| line.contains(home.as_str()));
            assert!(home.is_none(), "{path}:{}: {home:?}", index + 1);
            assert!(here.len() < 8 || !line.contains(here), "{path}:{}: {here}", index + 1);
        }
    }
}

#[test]
fn the_manual_lists_every_verb() {
    let help = Command::new(env!("CARGO_BIN_EXE_simgate")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let verbs = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| line.starts_with("  "));
    let verbs: Vec<&str> =
        verbs.filter_map(|line| line.split_whitespace().next()).filter(|verb| *verb != "help").collect();
    assert!(verbs.len() >= 8, "{help}");
    let page = read("docs/operating.md");
    for verb in verbs {
        assert!(page.contains(&format!("| `simgate {verb}` |")), "docs/operating.md does not list `simgate {verb}`");
    }
}

/// The blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    page.split(&opening).skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_configuration_on_a_page_is_right() {
    let blocks = manual().into_iter().flat_map(|page| blocks(&read(&page), "toml"));
    let (own, blocks): (Vec<_>, Vec<_>) = blocks.partition(|block| block.starts_with("# codes.d/"));
    let (profiles, blocks): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| block.starts_with("# profiles.d/"));
    assert!(!profiles.is_empty());
    for profile in profiles {
        let base = |name: &str| simgate::at::Profiles::default().named(name).cloned();
        if let Err(fault) = simgate::at::profile::parse(&profile, &base) {
            panic!("{}\n{profile}", fault.what);
        }
    }
    assert!(blocks.len() > 5 && !own.is_empty());
    let codes = tempfile::tempdir().unwrap();
    for (at, block) in own.iter().enumerate() {
        fs::write(codes.path().join(format!("{at}.toml")), block).unwrap();
    }
    if let Err(errors) = OwnCodes::read(codes.path()).and_then(|codes| codes.check()) {
        panic!("{errors}");
    }
    for block in blocks {
        let variable = |name: &str| match name {
            "SIMGATE_PIN_1" => Some("1234".to_owned()),
            "SIMGATE_PIXEL_PASSWORD" => Some("example-only".to_owned()),
            "SIMGATE_BROKER_PASSWORD" => Some("correct horse".to_owned()),
            "SIMGATE_MAIL_PASSWORD" => Some("correct horse".to_owned()),
            "SIMGATE_SECRET" => Some("whsec_ZXhhbXBsZSBvbmx5LCBtYWtlIHlvdXIgb3duIQ==".to_owned()),
            _ => None,
        };
        if let Err(errors) = Config::parse(Path::new("/simgate.toml"), &block, &variable) {
            panic!("{errors}\n{block}");
        }
    }
}

/// The pages about the program.
fn manual() -> Vec<String> {
    let top = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "hardware.md"].map(str::to_owned);
    top.into_iter().chain(files("docs")).collect()
}

#[test]
fn the_pages_name_only_what_there_is() {
    let everything: String = sources().into_iter().map(|(_, text)| text).collect();
    let tests: String = files("tests").iter().filter(|path| path.ends_with(".rs")).map(|path| read(path)).collect();
    let defined = |name: &str| {
        ["fn", "struct", "enum", "trait", "type", "const", "mod"].iter().any(|kind| {
            let head = format!("{kind} {name}");
            [&everything, &tests].iter().any(|text| {
                text.match_indices(&head).any(|(at, _)| {
                    !text[at + head.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                })
            })
        }) || everything.contains(&format!("    {name}"))
    };
    let mut wrong = Vec::new();
    for page in manual() {
        let text = read(&page);
        let prose: String = text.split("```").step_by(2).collect();
        for word in quoted(&prose) {
            let path = word.trim_start_matches("./");
            let folders = ["src/", "tests/", "fuzz/", "systemd/", "udev/", "benches/", "examples/"];
            if folders.iter().any(|folder| path.starts_with(folder)) && !path.contains(['*', ' ']) {
                if !root().join(path).exists() {
                    wrong.push(format!("{page}: there is no {path}"));
                }
            } else if let Some((_, name)) = word.rsplit_once("::").filter(|_| !word.contains([' ', '<', '*'])) {
                if !defined(name.trim_end_matches("()")) {
                    wrong.push(format!("{page}: there is no `{word}`"));
                }
            } else if word.matches('_').count() >= 4
                && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
            {
                // A name of this many words is a test's.
                if !defined(word) {
                    wrong.push(format!("{page}: there is no test `{word}`"));
                }
            }
        }
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let folder = root().join(&page).parent().unwrap().to_owned();
            let target: PathBuf = folder.join(link.split('#').next().unwrap());
            if !link.contains("://") && !target.exists() {
                wrong.push(format!("{page}: the link to {link} leads nowhere"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
