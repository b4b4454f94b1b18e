//! The versions of the partners: pinned, the same in the manual, and from no particular registry.

use super::beside;

fn read(path: &str) -> String {
    std::fs::read_to_string(beside(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_manual_names_the_pinned_versions() {
    let page = read("../../docs/app.md");
    let pin = |path: &str, before: &str, after: &str| {
        let text = read(path);
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{path} has no {before}"));
        rest.split_once(after).unwrap().0.to_owned()
    };
    for (registry, version) in [
        ("PyPI", pin("python/requirements.txt", "android-sms-gateway[requests,encryption]==", "\n")),
        ("npm", pin("node/package.json", "\"android-sms-gateway\": \"", "\"")),
        ("crates.io", pin("rust/Cargo.toml", "android-sms-gateway = { version = \"=", "\"")),
    ] {
        let row = page.lines().find(|row| row.starts_with(&format!("| {registry} ")));
        let row = row.unwrap_or_else(|| panic!("docs/app.md has no row for {registry}"));
        assert!(row.contains(&format!(" {version} ")), "{registry} {version}: {row}");
    }
}

#[test]
fn every_package_is_pinned_and_no_lock_file_names_a_host() {
    let requirements = read("python/requirements.txt");
    assert!(requirements.lines().count() > 3 && requirements.lines().all(|row| row.contains("==")), "{requirements}");
    for folder in ["node", "prism"] {
        let lock = read(&format!("{folder}/package-lock.json"));
        assert!(lock.contains("\"integrity\": \"sha512-") && !lock.contains("\"resolved\""), "{folder}");
    }
    let lock = read("rust/Cargo.lock");
    let sources: Vec<&str> = lock.lines().filter(|row| row.starts_with("source = ")).collect();
    let usual = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    assert!(sources.len() > 50 && sources.iter().all(|row| *row == usual), "crates.io by its usual name only");
}
