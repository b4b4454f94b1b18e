use super::super::Config;
use super::*;

fn directory(files: &[(&str, &str)]) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    directory
}

fn read(text: &str) -> Result<OwnCodes, ConfigErrors> {
    OwnCodes::read(directory(&[("own.toml", text)]).path())
}

/// The faults as `line: sentence`.
fn faults(text: &str) -> Vec<String> {
    let errors = read(text).expect_err("has a fault");
    errors.problems.iter().map(|problem| format!("{}: {}", problem.line.unwrap_or(0), problem.what)).collect()
}

#[test]
fn each_fault_has_its_sentence_and_its_line() {
    for (text, fault) in [
        ("[word]", "1: unknown section `word`"),
        ("[words]\notpp = []", "2: unknown key `otpp` in [words]"),
        ("[words]\notp = \"code\"", "2: `otp` must be a list in brackets, not a string"),
        (
            "[words]\n\nask = [\"two words\", \"two_words\", \"two  words\"]",
            "3: `ask` must be a word or phrase such as `passcode` or `login code`: `two  words` has a blank or a `_` that \
             is not between two words",
        ),
        ("[[rule]]", "1: [[rule]] needs `from` or `text`"),
        (
            "[[rule]]\nfrom = \"x\"",
            "1: [[rule]] has only `from`: it needs `service`, `valid_for`, `text` or `is_code = false`, too",
        ),
        (
            "[[rule]]\ntext = \"Key {cdoe}\"",
            "2: `text` must be a text such as `Your key is {code}`: `Key {cdoe}` has `{cdoe}`, which is none of \
             `{code}`, `{service}` and `{*}`",
        ),
        ("[[rule]]\ntext = \"Key\"", "2: `text` has no `{code}`, and there is no `is_code = false`"),
        (
            "[[rule]]\nis_code = false\ntext = \"{*}: {*}\"",
            "3: `text` has no words, so it fits any text: [[rule]] needs `from`, too",
        ),
        (
            "[[rule]]\nis_code = false\ntext = \"Key {code}\"",
            "3: `text` has `{code}`, but `is_code = false` means that there is no code; write `{*}` instead",
        ),
        (
            "[[rule]]\nis_code = false\nfrom = \"x\"\nservice = \"y\"",
            "4: `service` is set, but `is_code = false` means that there is no code",
        ),
        (
            "[[rule]]\nis_code = false\nfrom = \"x\"\nvalid_for = \"5m\"",
            "4: `valid_for` is set, but `is_code = false` means that there is no code",
        ),
        (
            "[[rule]]\ntext = \"{service} key {code}\"\nservice = \"y\"",
            "3: `service` is set, but `text` has `{service}`",
        ),
        ("[[rule]]\nfrom = \"x\"\nvalid_for = \"5s\"", "3: `valid_for` must be from 10s to 7d, not `5s`"),
        (
            "[[rule]]\nfrom = \"\"\nservice = \"y\"",
            "2: `from` must be a sender: a number, a short code or a name: `` is empty, too long, or has more than one row",
        ),
        ("[[text]]\ncode = \"1\"", "1: [[text]] needs `text`"),
        ("[[text]]\ntext = \"x\"", "1: [[text]] needs `code`, or `none = true`"),
        (
            "[[text]]\ntext = \"x\"\ncode = \"1\"\nnone = true",
            "3: `code` is set, but `none = true` means that there is no code",
        ),
        (
            "[[text]]\ntext = \"x\"\nservice = \"y\"\nnone = true",
            "3: `service` is set, but `none = true` means that there is no code",
        ),
        ("[[text]]\ntext = \"\"\nnone = true", "2: `text` must be a text of at most 2000 characters: `` is empty"),
        ("[rule]\nfrom = \"x\"", "1: `rule` can stand several times and is written [[rule]], in two brackets"),
        ("[[rule]", "1: not TOML: unclosed array table, expected `]`"),
    ] {
        assert_eq!(faults(text), [fault], "{text}");
    }
}

#[test]
fn faults_of_all_files_are_reported_with_file_and_nearest_key() {
    let own = directory(&[("b.toml", "[[rule]]\n\nform = \"x\"\ntext = \"{code}!a\""), ("a.toml", "x = 1")]);
    let errors = OwnCodes::read(own.path()).expect_err("has faults").to_string();
    let printed = errors.replace(own.path().to_str().unwrap(), "codes.d");
    assert_eq!(
        printed,
        "codes.d/a.toml:1: unknown key `x` outside of any section\nhint: the sections are `[words]`, `[[rule]]`, `[[text]]`\n\
         error: codes.d/b.toml:3: unknown key `form` in [[rule]]\nhint: did you mean `from`?"
    );
}

#[test]
fn only_toml_files_are_read_in_the_order_of_their_names() {
    let rule = |service: &str| format!("[[rule]]\nfrom = \"Acme\"\nservice = \"{service}\"\n");
    let own = directory(&[
        ("20.toml", &rule("second")),
        ("10.toml", &(rule("first") + "[words]\notp = [\"schluesselchen\"]")),
        (".05.toml", "no toml"),
        ("05.toml~", "no toml"),
        ("README", "no toml"),
    ]);
    let codes = OwnCodes::read(own.path()).expect("is right");
    assert_eq!((codes.words, codes.rules, codes.texts()), (1, 2, 0));
    let found = codes.finder.find("ACME", "Schluesselchen 482913").expect("own words find it");
    assert_eq!(found.service.as_deref(), Some("first"));
}

#[test]
fn every_class_of_words_reaches_the_finder() {
    let names = ["otp", "code", "verify", "enter", "hush", "ask", "valid", "other", "promo", "call", "unit"];
    let lines: String = names.iter().map(|name| format!("{name} = [\"{name}x\"]\n")).collect();
    let words = CodesFile::parse_for_test(&format!("[words]\n{lines}")).words;
    let classes: Vec<(String, String)> =
        words.all().map(|(class, word)| (format!("{class:?}").to_lowercase(), word.to_string())).collect();
    let wanted: Vec<(String, String)> = names.iter().map(|name| (name.to_string(), format!("{name}x"))).collect();
    assert_eq!(classes, wanted);
}

impl CodesFile {
    fn parse_for_test(text: &str) -> Self {
        let mut reading = Reading::new(Path::new("own.toml"), text, &|_| None);
        let root = table_of(text, &mut reading).expect("is TOML");
        Self::read_sections(root.get_ref(), &mut reading).expect("is right")
    }
}

#[test]
fn own_texts_are_compared_with_the_answers_of_own_rules_and_words() {
    let good = "[[rule]]\ntext = \"Tor {*}: {code}\"\nservice = \"Hof\"\n\
                [[text]]\ntext = \"Tor 2: 4471\"\ncode = \"4471\"\nservice = \"Hof\"\n";
    read(good).expect("is right").check().expect("the answers are right");
    let wrong = good.to_owned()
        + "\n[[text]]\nfrom = \"Shop\"\ntext = \"Your code is 482913\"\nnone = true\n\
           [[text]]\ntext = \"See you\"\ncode = \"1234\"\n\
           [[text]]\nfrom = \"Shop\"\ntext = \"Your code is 482913\"\ncode = \"482913\"\nservice = \"Hof\"";
    let errors = read(&wrong).expect("is right").check().expect_err("the answers are wrong");
    let listed: Vec<_> = errors.problems.iter().map(|problem| (problem.line, problem.what.as_str())).collect();
    assert_eq!(
        listed,
        [
            (Some(9), "the finder's answer to this [[text]] is wrong: `code` should be none and is `482913`"),
            (Some(13), "the finder's answer to this [[text]] is wrong: `code` should be `1234` and is none"),
            (Some(16), "the finder's answer to this [[text]] is wrong: `service` should be `Hof` and is `Shop`"),
        ]
    );
    assert!(errors.problems[0].file.ends_with("own.toml"));
}

#[test]
fn more_than_the_limits_is_refused() {
    let one = |errors: Result<OwnCodes, ConfigErrors>| errors.expect_err("too much").to_string();
    let rules = "[[rule]]\nfrom = \"x\"\nis_code = false\n".repeat(501);
    let own = directory(&[("a.toml", &rules), ("b.toml", &rules)]);
    assert!(one(OwnCodes::read(own.path())).ends_with(": has 1002 rules in its files; 1000 are the most"));
    let words = format!("[words]\notp = [{}]", "\"abc\",".repeat(2001));
    assert!(one(read(&words)).ends_with(": has 2001 words in its files; 2000 are the most"));
    assert!(
        one(read(&"#".repeat((1 << 20) + 1))).ends_with("own.toml: can't read it: it is longer than 1048576 bytes")
    );
    let own = directory(&[]);
    for at in 0..101 {
        std::fs::write(own.path().join(format!("{at}.toml")), "").unwrap();
    }
    assert!(one(OwnCodes::read(own.path())).ends_with(": has more than 100 files"));
    let own = directory(&[]);
    std::fs::write(own.path().join("a.toml"), [0xff]).unwrap();
    std::fs::create_dir(own.path().join("b.toml")).unwrap();
    let error = one(OwnCodes::read(own.path()));
    assert!(
        error.contains("a.toml: is not UTF-8 text") && error.contains("b.toml: can't read it: it is not"),
        "{error}"
    );
    assert!(
        one(OwnCodes::read(&own.path().join("none")))
            .ends_with("none: can't read it: No such file or directory (os error 2)")
    );
}

#[test]
fn the_directory_beside_the_file_counts_by_default_and_no_secret_is_read() {
    let own = directory(&[("simgate.toml", "[[forwarder]]\ntype = \"webhook\"\nsecret_env = \"SIMGATE_NO_SUCH\"\n")]);
    let file = own.path().join("simgate.toml");
    assert_eq!(OwnCodes::load(Some(&file)).expect("there are none").rules, 0);
    let codes = own.path().join("codes.d");
    std::fs::create_dir(&codes).unwrap();
    std::fs::write(codes.join("own.toml"), "[[rule]]\nfrom = \"x\"\nis_code = false").unwrap();
    assert_eq!(OwnCodes::load(Some(&file)).expect("is right").rules, 1);
    let config = Config::parse(&file, "", &|_| None).expect("is right");
    assert_eq!(config.codes.directory.as_deref(), Some(codes.as_path()), "`config print` prints it");
    assert_eq!(config.own_codes().expect("is right").rules, 1);
    let absent = own.path().join("absent.toml");
    assert_eq!(
        Config::parse(&absent, "", &|_| None).expect("is right").codes.directory,
        None,
        "no file, none beside it"
    );

    std::fs::rename(&codes, own.path().join("other")).unwrap();
    std::fs::write(&file, "[codes]\ndirectory = \"other\"").unwrap();
    assert_eq!(OwnCodes::load(Some(&file)).expect("is right").rules, 1);
    std::fs::write(&file, "\n[codes]\ndirectroy = \"other\"").unwrap();
    let error = OwnCodes::load(Some(&file)).expect_err("unknown key").to_string();
    assert!(
        error.ends_with("simgate.toml:3: unknown key `directroy` in [codes]\nhint: did you mean `directory`?"),
        "{error}"
    );
}

proptest::proptest! {
    #[test]
    fn no_file_panics(text in "(\\[words\\]\n(otp|unit) = \\[\"[a-z*^_é ]{0,6}\"\\]\n)?(\\[\\[(rule|text)\\]\\]\n(from|text|code|none) = \"?[a-z{}*\"\\\\]{0,12}\"\n){0,3}") {
        if let Ok(codes) = read(&text) {
            let _ = codes.check();
        }
    }
}

proptest::proptest! {
    // Each case builds a finder, which takes longer than to look for all of these words.
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(16))]

    /// No word that `Pattern::parse` accepts makes the finder panic.
    #[test]
    fn no_word_panics(
        words in proptest::collection::vec("[*^]?[\\PC_]{0,8}[*]?", 16..33),
        texts in proptest::collection::vec("\\PC{0,60}", 16..33),
    ) {
        let words: Vec<_> = words.iter().filter_map(|word| Pattern::parse(word).ok()).collect();
        let classes = words.into_iter().flat_map(|word| [(Class::Otp, word.clone()), (Class::Unit, word)]);
        let finder = Finder::new(&classes.collect::<Vec<_>>(), Vec::new());
        for text in &texts {
            let _ = finder.find("Example", text);
        }
        let _ = finder.find("Example", "Your code is 482913");
    }
}
