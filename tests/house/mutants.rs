//! The patches of `tests/mutants` against the source: each still applies, and names tests that exist. Whether a test fails
//! with it, `./test mutants` shows.

use std::collections::BTreeMap;

/// Sources and tests by their path from the repository's root.
pub type Tree = BTreeMap<String, String>;

/// What is wrong with a patch, in sentences.
pub fn faults(name: &str, patch: &str, tree: &Tree) -> Vec<String> {
    let (head, diff) = patch.split_once("\n--- ").unwrap_or((patch, ""));
    let value =
        |key: &str| head.lines().find_map(|row| row.strip_prefix(key)).map(str::trim).filter(|it| !it.is_empty());
    let mut wrong = Vec::new();
    if value("Breaks: ").is_none() {
        wrong.push(format!("{name}: no row `Breaks:` says which promise it breaks"));
    }
    match value("Tests: ") {
        None => wrong.push(format!("{name}: no row `Tests:` has the arguments of cargo test")),
        Some(tests) => wrong.extend(missing_test(tests, tree).map(|why| format!("{name}: {why}"))),
    }
    if diff.is_empty() {
        wrong.push(format!("{name}: it changes nothing"));
    }
    for file in diff.split("\n--- ").filter(|file| !file.is_empty()) {
        wrong.extend(misfits(file, tree).into_iter().map(|why| format!("{name}: {why}")));
    }
    wrong
}

/// Why no test has the name that the last argument of cargo test has. `--test outgoing_http` alone is a whole target.
fn missing_test(tests: &str, tree: &Tree) -> Option<String> {
    let words: Vec<&str> = tests.split_whitespace().collect();
    let (folder, filter) = match words[..] {
        ["--lib", filter] => ("src/".to_owned(), Some(filter)),
        ["--test", target] => (format!("tests/{target}/"), None),
        ["--test", target, filter] => (format!("tests/{target}/"), Some(filter)),
        _ => return Some(format!("`{tests}` is neither `--lib FILTER` nor `--test TARGET [FILTER]`")),
    };
    let mut files = tree.iter().filter(|(path, _)| path.starts_with(&folder)).peekable();
    if files.peek().is_none() {
        return Some(format!("there is no {folder}"));
    }
    let name = filter?.trim_end_matches(':').rsplit("::").next()?;
    let heads = ["fn ", "mod "].map(|kind| format!("{kind}{name}"));
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    let defines = |text: &str, head: &str| text.match_indices(head).any(|(at, _)| ends(&text[at + head.len()..]));
    let found = files.any(|(_, text)| heads.iter().any(|head| defines(text, head)));
    (!found).then(|| format!("no test and no module of tests in {folder} is called `{name}`"))
}

/// The hunks of one file that don't occur in it. `diff` begins with the name of the old file.
fn misfits(diff: &str, tree: &Tree) -> Vec<String> {
    let path = diff.lines().next().unwrap_or_default().trim_start_matches("a/");
    let Some(text) = tree.get(path).filter(|_| path.starts_with("src/")) else {
        return vec![format!("there is no {path} in src")];
    };
    let source: Vec<&str> = text.lines().collect();
    let hunks = diff.split("\n@@ ").skip(1).map(|hunk| hunk.lines().skip(1).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (number, hunk) in hunks.enumerate() {
        // A blank row of context may have lost its blank.
        let before: Vec<&str> = hunk
            .iter()
            .filter(|row| !row.starts_with(['+', '\\']))
            .map(|row| row.strip_prefix([' ', '-']).unwrap_or(row))
            .collect();
        let changes = hunk.iter().any(|row| row.starts_with(['+', '-']));
        if !changes || !source.windows(before.len().max(1)).any(|rows| rows == before) {
            let first = hunk.iter().find(|row| row.starts_with('-')).or(hunk.first()).unwrap_or(&"");
            wrong.push(format!(
                "hunk {} does not apply to {path}, which has changed near `{}`: make the patch again",
                number + 1,
                first.trim_start_matches(['-', ' '])
            ));
        }
    }
    if wrong.is_empty() && !diff.contains("\n@@ ") {
        wrong.push(format!("it changes nothing in {path}"));
    }
    wrong
}

#[test]
fn a_patch_that_applies_has_no_faults_and_each_other_has_its_own() {
    let tree: Tree =
        [("src/a.rs", "fn a() {\n    one();\n\n    two();\n}\nmod tests;\n"), ("tests/system/a.rs", "fn sends() {}\n")]
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into();
    let right = "Breaks: it calls one.\nTests: --lib a::tests::\n\n--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,4 +1,3 @@\n fn a() {\n-    one();\n \n     two();\n";
    assert_eq!(faults("1", right, &tree), Vec::<String>::new());
    assert_eq!(faults("1", &right.replace("--lib a::tests::", "--test system a::sends"), &tree), Vec::<String>::new());
    for (part, other, why) in [
        ("Breaks:", "Break:", "1: no row `Breaks:` says which promise it breaks"),
        ("Tests:", "Test:", "1: no row `Tests:` has the arguments of cargo test"),
        ("a::tests::", "a::gone", "1: no test and no module of tests in src/ is called `gone`"),
        (
            "--lib a::tests::",
            "--test system a::send",
            "1: no test and no module of tests in tests/system/ is called `send`",
        ),
        ("--lib", "--bin", "1: `--bin a::tests::` is neither `--lib FILTER` nor `--test TARGET [FILTER]`"),
        ("a/src/a.rs", "a/src/b.rs", "1: there is no src/b.rs in src"),
        (
            "-    one",
            "-    once",
            "1: hunk 1 does not apply to src/a.rs, which has changed near `once();`: make the patch again",
        ),
        (
            " fn a()",
            " fn b()",
            "1: hunk 1 does not apply to src/a.rs, which has changed near `one();`: make the patch again",
        ),
        (
            "-    one",
            "     one",
            "1: hunk 1 does not apply to src/a.rs, which has changed near `fn a() {`: make the patch again",
        ),
    ] {
        assert_eq!(faults("1", &right.replace(part, other), &tree), [why], "{part}");
    }
    assert_eq!(faults("1", "Breaks: a.\nTests: --lib a\n", &tree), ["1: it changes nothing"]);
}
