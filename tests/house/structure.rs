//! Checks of the source's structure: circles between files, types with methods in many files, long files. They read tokens, so
//! comments don't count.

use std::collections::{BTreeMap, BTreeSet};

/// Sources by their path from the repository's root.
pub type Tree = BTreeMap<String, String>;

/// The longest file, tests included. A longer one is split; first its tests go to a file of their own.
pub const LINES_MAX: usize = 500;

/// A reader looks for the methods of a type in its own file, and at most in one other.
pub const METHOD_FILES_MAX: usize = 2;

/// A violation: the files, and what is wrong with them.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken {
    pub files: BTreeSet<String>,
    pub how: String,
}

pub fn too_long(tree: &Tree) -> Vec<Broken> {
    let long = tree.iter().map(|(path, text)| (path, text.lines().count())).filter(|(_, lines)| *lines > LINES_MAX);
    long.map(|(path, lines)| Broken {
        files: BTreeSet::from([path.clone()]),
        how: format!("{path} has {lines} lines, and {LINES_MAX} are the most"),
    })
    .collect()
}

/// Files of one module of which each uses the next, and the last the first. A re-export (`pub use`) is no use.
pub fn circles(tree: &Tree) -> Vec<Broken> {
    let graph = Files::read(tree).graph();
    let reach: BTreeMap<&String, BTreeSet<&String>> = graph.keys().map(|from| (from, reached(&graph, from))).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for from in graph.keys().filter(|from| reach[from].contains(from)) {
        let files: BTreeSet<String> =
            reach[from].iter().filter(|to| reach[*to].contains(from)).map(|to| (*to).clone()).collect();
        if seen.insert(files.clone()) {
            let uses = files.iter().flat_map(|from| graph[from].iter().map(move |(to, name)| (from, to, name)));
            let uses = uses.filter(|(_, to, _)| files.contains(*to));
            let how: Vec<String> = uses.map(|(from, to, name)| format!("{from} uses {name} of {to}")).collect();
            found.push(Broken { files, how: format!("a circle:\n  {}", how.join("\n  ")) });
        }
    }
    found
}

/// Types with methods in too many files. Implementations of traits do not count, nor do tables: blocks of constants, and of
/// functions without `self`.
pub fn scattered(tree: &Tree) -> Vec<Broken> {
    let files = Files::read(tree);
    let mut homes: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for file in files.by_module.values() {
        for name in methods_of(&file.tokens) {
            let home = files.home(file, &[name.to_owned()]).unwrap_or(file);
            homes.entry((home.path.clone(), name.to_owned())).or_default().insert(file.path.clone());
        }
    }
    let many = homes.into_iter().filter(|(_, files)| files.len() > METHOD_FILES_MAX);
    many.map(|((_, name), files)| {
        let list: Vec<&str> = files.iter().map(String::as_str).collect();
        let how = format!("methods of `{name}` stand in {} files: {}", files.len(), list.join(", "));
        Broken { files, how }
    })
    .collect()
}

/// The uses of each file: the other file, and the first name that it uses.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

fn reached<'a>(graph: &'a Graph, from: &str) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut left: Vec<&String> = graph[from].keys().collect();
    while let Some(next) = left.pop() {
        if found.insert(next) {
            left.extend(graph[next].keys());
        }
    }
    found
}

type Segments = Vec<String>;

/// One item of a `use`.
struct Import {
    /// `pub use`: a re-export.
    public: bool,
    path: Segments,
    /// Its name in this file; `*` for everything.
    name: String,
}

struct File<'a> {
    path: String,
    /// `at::frame` for `src/at/frame.rs`.
    module: Segments,
    /// Without the tokens of its imports.
    tokens: Vec<&'a str>,
    imports: Vec<Import>,
    defined: BTreeSet<&'a str>,
}

struct Files<'a> {
    by_module: BTreeMap<Segments, File<'a>>,
}

impl<'a> Files<'a> {
    fn read(tree: &'a Tree) -> Self {
        let sources = tree.iter().filter(|(path, _)| !super::is_test(path) && !path.ends_with("/main.rs"));
        let files = sources.map(|(path, text)| File::read(path, text));
        Self { by_module: files.map(|file| (file.module.clone(), file)).collect() }
    }

    fn graph(&self) -> Graph {
        self.by_module.values().map(|file| (file.path.clone(), self.used_by(file))).collect()
    }

    fn used_by(&self, file: &File<'a>) -> BTreeMap<String, String> {
        let words: BTreeSet<&str> = file.tokens.iter().copied().collect();
        let imported = file.imports.iter().filter(|import| !import.public || words.contains(import.name.as_str()));
        // An imported module is used by every path through it.
        let items = imported.map(|import| import.path.clone()).filter(|path| !self.is_module(file, path));
        let mut found = BTreeMap::new();
        for path in items.chain(paths(&file.tokens)) {
            let home = self.home(file, &path).filter(|home| home.path != file.path && home.top() == file.top());
            if let Some(home) = home {
                found.entry(home.path.clone()).or_insert_with(|| format!("`{}`", path.join("::")));
            }
        }
        found
    }

    fn is_module(&self, file: &File<'a>, path: &[String]) -> bool {
        self.absolute(file, path).is_some_and(|path| self.by_module.contains_key(&path))
    }

    /// The file that defines the target of a path.
    fn home(&self, file: &File<'a>, path: &[String]) -> Option<&File<'a>> {
        self.home_within(file, path, 8)
    }

    fn home_within(&self, file: &File<'a>, path: &[String], steps: u32) -> Option<&File<'a>> {
        if let [name] = path
            && file.defined.contains(name.as_str())
        {
            return self.by_module.get(&file.module);
        }
        let absolute = self.absolute(file, path)?;
        let length = (1..=absolute.len()).rev().find(|length| self.by_module.contains_key(&absolute[..*length]))?;
        let found = &self.by_module[&absolute[..length]];
        let passed_on = absolute.get(length).filter(|name| !found.defined.contains(name.as_str()));
        let further = passed_on.filter(|_| steps > 0).and_then(|name| {
            let rest = &absolute[length + 1..];
            found.imports.iter().find_map(|import| {
                let path = match import.name.as_str() {
                    "*" => [&import.path, std::slice::from_ref(name), rest].concat(),
                    known => [&import.path, rest].concat().into_iter().filter(|_| known == name).collect(),
                };
                self.home_within(found, &path, steps - 1).filter(|home| home.path != found.path)
            })
        });
        Some(further.unwrap_or(found))
    }

    /// A path from the crate's root; `None`: it leads out of the crate.
    fn absolute(&self, file: &File<'a>, path: &[String]) -> Option<Segments> {
        let (first, rest) = path.split_first()?;
        let below = |module: &[String]| Some([module, rest].concat());
        match first.as_str() {
            "crate" => below(&[]),
            "self" => below(&file.module),
            "super" => {
                let more = rest.iter().take_while(|segment| *segment == "super").count();
                let module = file.module.len().checked_sub(1 + more).map(|length| &file.module[..length])?;
                Some([module, &rest[more..]].concat())
            }
            name => {
                let child = [&file.module[..], std::slice::from_ref(first)].concat();
                if self.by_module.contains_key(&child) {
                    return Some([&child[..], rest].concat());
                }
                let import = file.imports.iter().find(|import| import.name == name && import.path[0] != *name)?;
                Some([self.absolute(file, &import.path)?, rest.to_vec()].concat())
            }
        }
    }
}

impl<'a> File<'a> {
    fn read(path: &str, text: &'a str) -> Self {
        let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
        let module = if inside == "lib" { Vec::new() } else { inside.split('/').map(str::to_owned).collect() };
        let (mut tokens, mut imports) = (Vec::new(), Vec::new());
        let all = without_tests(&tokens_of(text));
        let mut left = all.as_slice();
        while let Some((first, rest)) = left.split_first() {
            if *first != "use" {
                tokens.push(*first);
                left = rest;
                continue;
            }
            let public = matches!(tokens.last(), Some(&("pub" | ")")));
            let end = rest.iter().position(|token| *token == ";").unwrap_or(rest.len());
            expand(&rest[..end], &[], &mut |path, name| imports.push(Import { public, path, name }));
            left = &rest[end..];
        }
        let kinds = ["fn", "struct", "enum", "trait", "type", "const", "static"];
        let defined = tokens.windows(2).filter(|pair| kinds.contains(&pair[0])).map(|pair| pair[1]).collect();
        Self { path: path.to_owned(), module, tokens, imports, defined }
    }

    fn top(&self) -> Option<&String> {
        self.module.first()
    }
}

/// The items of a `use`: `a::{b, c as d}` are `a::b`, called `b`, and `a::c`, called `d`.
fn expand(tree: &[&str], before: &[String], found: &mut impl FnMut(Segments, String)) {
    let mut path = before.to_vec();
    for (at, token) in tree.iter().enumerate() {
        match *token {
            "::" => {}
            "{" => {
                let inner = &tree[at + 1..tree.len() - 1];
                let mut depth = 0;
                let items = inner.split(|token| {
                    depth += i32::from(*token == "{") - i32::from(*token == "}");
                    depth == 0 && *token == ","
                });
                let items: Vec<&[&str]> = items.filter(|item| !item.is_empty()).collect();
                return items.into_iter().for_each(|item| expand(item, &path, found));
            }
            "as" => return found(path, tree[at + 1].to_owned()),
            "self" if !before.is_empty() => {}
            "*" => return found(path, "*".to_owned()),
            segment => path.push(segment.to_owned()),
        }
    }
    let name = path.last().cloned().unwrap_or_default();
    found(path, name);
}

/// Paths of two segments and more.
fn paths(tokens: &[&str]) -> Vec<Segments> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let mut path = vec![tokens[at].to_owned()];
        while tokens.get(at + 1) == Some(&"::") && tokens.get(at + 2).is_some_and(|next| is_word(next)) {
            path.push(tokens[at + 2].to_owned());
            at += 2;
        }
        at += 1;
        if path.len() > 1 && is_word(&path[0]) {
            found.push(path);
        }
    }
    found
}

/// The types with blocks of methods.
fn methods_of<'a>(tokens: &[&'a str]) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| **token == "impl") {
        // Not `-> impl Iterator`.
        if !matches!(at.checked_sub(1).map(|before| tokens[before]), None | Some("}" | ";" | "]" | "unsafe")) {
            continue;
        }
        let open = tokens[at..].iter().position(|token| *token == "{").map_or(tokens.len(), |open| at + open);
        let mut depth = 0;
        let mut head = Vec::new();
        for pair in tokens[at..open].windows(2) {
            if depth == 0 && pair[1] == "where" {
                break;
            }
            // Not the arrow of `Fn() -> bool`.
            let closes = pair[1] == ">" && pair[0] != "-";
            if depth == 0 && is_word(pair[1]) {
                head.push(pair[1]);
            }
            depth += i32::from(pair[1] == "<") - i32::from(closes);
        }
        let methods = tokens[open..block_end(tokens, open)].contains(&"self");
        if let Some(name) = head.last().filter(|_| methods && !head.contains(&"for")) {
            found.insert(*name);
        }
    }
    found
}

/// The end of the next block or statement.
fn block_end(tokens: &[&str], from: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(from) {
        match *token {
            "{" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" => depth -= 1,
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}

fn without_tests<'a>(tokens: &[&'a str]) -> Vec<&'a str> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].starts_with(&TEST) {
            at = block_end(tokens, at + TEST.len());
        } else {
            found.push(tokens[at]);
            at += 1;
        }
    }
    found
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Words, `::`, and single other signs, without comments, strings and lifetimes.
fn tokens_of(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match unread(rest) {
            Some(length) => length,
            None => {
                let length = match rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()) {
                    0 if rest.starts_with("::") => 2,
                    0 => first.len_utf8(),
                    word => word,
                };
                found.push(&rest[..length]);
                length
            }
        };
        rest = &rest[length..];
    }
    found
}

/// The length of something to skip: blanks, a comment, a string, a character, a lifetime.
fn unread(text: &str) -> Option<usize> {
    let to = |end: &str, from: usize| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    let first = text.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if text.starts_with("//") {
        return Some(to("\n", 0));
    }
    if text.starts_with("/*") {
        return Some(to("*/", 0));
    }
    if text.starts_with("r\"") || text.starts_with("r#") {
        let hashes = text[1..].chars().take_while(|c| *c == '#').count();
        return Some(to(&format!("\"{}", "#".repeat(hashes)), 2 + hashes));
    }
    let quoted = |from: usize, quote: char| {
        let mut escaped = false;
        let end = text[from..].find(|c: char| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        end.map_or(text.len(), |end| from + end + 1)
    };
    match first {
        '"' => Some(quoted(1, '"')),
        '\'' => {
            let mut next = text[1..].chars();
            let (one, two) = (next.next(), next.next());
            let character = one == Some('\\') || two == Some('\'');
            Some(if character { quoted(1, '\'') } else { 1 })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    fn files_of(broken: &[Broken]) -> Vec<Vec<&str>> {
        broken.iter().map(|broken| broken.files.iter().map(String::as_str).collect()).collect()
    }

    #[test]
    fn files_that_use_each_other_are_a_circle() {
        let broken = circles(&tree(&[
            ("src/m/mod.rs", "mod a;\nmod b;\nmod c;\npub use a::A;"),
            ("src/m/a.rs", "use super::b::{B, Other as Known};\npub struct A(B);"),
            ("src/m/b.rs", "use crate::m::c;\npub struct B;\npub struct Other;\nfn b() { c::c(); }"),
            // By the name that the parent re-exports.
            ("src/m/c.rs", "use super::A;\npub fn c() {}"),
            ("src/m/d.rs", "use super::{a, b::B};"),
        ]));
        assert_eq!(files_of(&broken), [["src/m/a.rs", "src/m/b.rs", "src/m/c.rs"]]);
        assert!(broken[0].how.contains("src/m/c.rs uses `super::A` of src/m/a.rs"), "{}", broken[0].how);
    }

    #[test]
    fn a_parent_that_calls_what_uses_its_own_types_is_in_a_circle() {
        let parent = "mod a;\npub struct Shared;\nfn run() { a::run(&Shared); }";
        let broken = circles(&tree(&[
            ("src/m.rs", parent),
            ("src/m/a.rs", "pub fn run(shared: &super::Shared) {}"),
            // Names of other modules do not count.
            ("src/n.rs", "mod a;\npub use a::run;\npub struct Shared;"),
            ("src/n/a.rs", "use super::Shared;\npub fn run(_: &Shared) {}"),
        ]));
        assert_eq!(files_of(&broken), [["src/m.rs", "src/m/a.rs"]]);
    }

    #[test]
    fn no_circle_comes_of_comments_texts_tests_and_other_modules() {
        let broken = circles(&tree(&[
            ("src/m/a.rs", "use super::b::B;\nuse crate::n::N;"),
            (
                "src/m/b.rs",
                "// super::a::A\nconst A: &str = \"super::a::A\";\n#[cfg(test)]\nuse super::a::A;\npub struct B;",
            ),
            ("src/m/b/tests.rs", "use super::super::a::A;"),
            ("src/n.rs", "use crate::m::a::A;\npub struct N;"),
        ]));
        assert_eq!(broken, []);
    }

    #[test]
    fn methods_of_one_type_in_three_files_are_too_many() {
        let method = "use super::T;\nimpl<'a> T<'a> { fn x(&self) {} }";
        let mut files = tree(&[
            ("src/m/mod.rs", "pub struct T<'a>(&'a ());\nimpl T<'_> { fn a(&self) -> impl Iterator {} }"),
            ("src/m/a.rs", method),
            // A trait, a table, a test, and another type of the same name.
            (
                "src/m/c.rs",
                "use super::T;\nimpl Clone for T<'_> { fn clone(&self) {} }\nimpl T<'_> { fn n() -> u8 { 1 } }",
            ),
            ("src/m/a/tests.rs", method),
            ("src/m/d.rs", "struct T;\nimpl T { fn x(&self) {} }"),
        ]);
        assert_eq!(scattered(&files), []);
        files.insert("src/m/b.rs".to_owned(), method.to_owned());
        let broken = scattered(&files);
        assert_eq!(files_of(&broken), [["src/m/a.rs", "src/m/b.rs", "src/m/mod.rs"]]);
        assert!(broken[0].how.starts_with("methods of `T` stand in 3 files"), "{}", broken[0].how);
    }

    #[test]
    fn a_file_is_not_longer_than_the_limit_with_its_tests() {
        let lines = |count: usize| "//\n".repeat(count);
        let files = [("src/a.rs", lines(LINES_MAX)), ("src/b/tests.rs", lines(LINES_MAX + 1))];
        let broken = too_long(&files.map(|(path, text)| (path.to_owned(), text)).into());
        assert_eq!(files_of(&broken), [["src/b/tests.rs"]]);
    }
}
