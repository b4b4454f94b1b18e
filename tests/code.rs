//! The code finder against its own collection of texts, `tests/codes/*.jsonl`: made up for this
//! project, in many languages, with the answers that a person gives.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use simgate::code::Finder;
use simgate::code::collection::{Case, Score, Scores};

fn collection() -> Vec<Case> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codes");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect::<String>();
    texts.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn the_collection_is_answered_as_a_person_would() {
    let finder = Finder::default();
    let mut scores = Scores::default();
    for case in &collection() {
        let found = case.ask(&finder);
        scores.count(case, found.as_ref());
        for miss in case.misses(found.as_ref()) {
            println!("{} {:?}\n  {miss:?}", case.lang.as_deref().unwrap_or("-"), case.text);
        }
        // Nobody asks for the origin of every text: one that has none must get none.
        if case.origin.is_none() {
            assert_eq!(found.and_then(|found| found.origin), None, "{}", case.text);
        }
    }
    for (name, score) in scores.languages.iter().chain(&scores.formats) {
        show(name, score);
    }
    let Scores { all, languages, .. } = scores;
    show("all", &all);
    assert!(all.texts >= 600 && languages.len() >= 75, "{} texts in {} languages", all.texts, languages.len());
    assert!(all.precision() >= Some(0.999), "{} wrong codes", all.wrong);
    assert!(all.recall() >= Some(0.99), "recall {:?}", all.recall());
    assert!(all.exact_share() >= Some(0.98), "exact {} of {}", all.exact, all.texts);
}

fn show(name: &str, score: &Score) {
    let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.4}"));
    println!(
        "{name:12} texts {:3}  precision {}  recall {}  exact {}",
        score.texts,
        share(score.precision()),
        share(score.recall()),
        share(score.exact_share())
    );
}

#[test]
fn an_answer_does_not_show_its_code_when_debugged() {
    let found = Finder::default().find("Example", "Your code is 482913. Valid for 5 minutes.").expect("has a code");
    assert_eq!((found.value.as_str(), found.valid_for), ("482913", Some(Duration::from_secs(300))));
    assert!(!format!("{found:?}").contains("482913"));
}

proptest! {
    #[test]
    fn no_text_panics(sender in "\\PC{0,12}", text in "\\PC{0,200}") {
        let _ = Finder::default().find(&sender, &text);
    }

    #[test]
    fn no_mixture_of_words_and_numbers_panics(parts in prop::collection::vec(part(), 0..60)) {
        let _ = Finder::default().find("Example", &parts.concat());
    }

    /// Whatever digits a sender chooses, in whatever script and grouping, they come back as ASCII.
    #[test]
    fn every_six_digits_are_found(digits in "[0-9]{6}", zero in prop::sample::select(vec!['0', '٠', '۰', '०', '০', '๐', '០', '၀', '０'])) {
        let shown: String = digits.bytes().map(|b| char::from_u32(u32::from(zero) + u32::from(b - b'0')).unwrap()).collect();
        for text in [format!("Your verification code is {shown}."), format!("Your code: {}-{}", &shown[..shown.len() / 2], &shown[shown.len() / 2..])] {
            let found = Finder::default().find("Example", &text).map(|found| found.value);
            prop_assert_eq!(found.as_deref(), Some(digits.as_str()), "{}", text);
        }
    }
}

fn part() -> impl Strategy<Value = String> {
    let words = [
        "code",
        " ",
        "\n",
        ":",
        ".",
        "-",
        "*",
        "#",
        "@",
        "@a.b #1",
        "<#>",
        "验证码",
        "คุณ",
        "\u{200d}",
        "قد",
        "12",
        "1234",
        "482913",
        "٤٨٢",
        "OTP",
        "A7K9QX",
        "order",
        "$",
        "min",
        "valid for",
        "https://a.b/",
        "[",
        "]",
        "FA+9qCX9VSu",
        "é",
        "\u{301}",
    ];
    prop::sample::select(words.map(str::to_owned).to_vec())
}
