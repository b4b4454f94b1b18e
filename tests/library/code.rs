//! The code finder against its own collection of texts, `tests/codes/*.jsonl`, which were written for this project in many
//! languages with their right answers.

use std::path::Path;
use std::time::Duration;

use proptest::prelude::*;
use simgate::code::collection::{Case, Score, Scores};
use simgate::code::{Finder, MIN_CONFIDENCE};
use simgate::simulator::random::Random;

/// Collections by authors who did not know the rules, with the precision and the recall at the first run. The rules were
/// improved after each. `adversarial` is made to deceive, and most texts of `instructed` only instruct the reader to enter a
/// number; the others are ordinary messages.
const BLIND: [(&str, f64, f64); 10] = [
    ("blind.jsonl", 1.0, 0.967),
    ("adversarial.jsonl", 0.981, 0.872),
    ("last_blind.jsonl", 0.981, 0.963),
    ("instructed.jsonl", 0.971, 0.768),
    ("benchmark.jsonl", 0.974, 0.829),
    ("inboxes.jsonl", 0.973, 0.969),
    ("month.jsonl", 0.978, 0.989),
    ("thirds.jsonl", 0.988, 0.928),
    ("sampled.jsonl", 1.0, 0.976),
    ("year.jsonl", 0.940, 0.952),
];

fn collection(wanted: impl Fn(&str) -> bool) -> Vec<Case> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codes");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| wanted(file.file_name().unwrap().to_str().unwrap()));
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect::<String>();
    texts.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn the_finder_answers_the_collection_as_a_person_would() {
    let finder = Finder::default();
    let mut scores = Scores::default();
    for case in &collection(|_| true) {
        let found = case.ask(&finder);
        let sure = found.as_ref().filter(|found| found.confidence >= MIN_CONFIDENCE);
        scores.count(case, sure);
        for miss in case.misses(sure) {
            println!("{} {:?}\n  {miss:?}", case.lang.as_deref().unwrap_or("-"), case.text);
        }
        // A case without `origin` has none, and the finder must find none.
        if case.origin.is_none() {
            assert_eq!(found.and_then(|found| found.origin), None, "{}", case.text);
        }
    }
    for (name, score) in scores.languages.iter().chain(&scores.formats) {
        print_score(name, score);
    }
    let Scores { all, languages, .. } = scores;
    for (file, precision, recall) in BLIND {
        let mut blind = Scores::default();
        for case in &collection(|other| other == file) {
            blind.count(case, case.ask(&finder).filter(|found| found.confidence >= MIN_CONFIDENCE).as_ref());
        }
        print_score(file, &blind.all);
        println!("             at the first run precision {precision:.3}  recall {recall:.3}");
    }
    print_score("all", &all);
    assert!(all.texts >= 600 && languages.len() >= 75, "{} texts in {} languages", all.texts, languages.len());
    // The weights are fitted to these texts; `examples/fit-codes` prints the figures for texts that they are not fitted to.
    assert!(all.precision() >= Some(0.9975), "{} wrong codes", all.wrong);
    assert!(all.recall() >= Some(0.988), "recall {:?}", all.recall());
    assert!(all.exact_share() >= Some(0.978), "exact {} of {}", all.exact, all.texts);
}

fn print_score(name: &str, score: &Score) {
    let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.4}"));
    println!(
        "{name:12} texts {:3}  precision {}  recall {}  exact {}",
        score.texts,
        share(score.precision()),
        share(score.recall()),
        share(score.exact_share())
    );
}

/// Each text of these files stands for a kind of texts that the finder once answered wrongly.
#[test]
fn every_kind_that_was_found_wrong_is_answered() {
    let finder = Finder::default();
    let cases = collection(|file| matches!(file, "found.jsonl" | "kinds.jsonl"));
    assert!(cases.len() >= 150, "{}", cases.len());
    for case in &cases {
        let found = case.ask(&finder).filter(|found| found.confidence >= MIN_CONFIDENCE);
        assert_eq!(case.misses(found.as_ref()), [], "{:?} {}", case.from, case.text);
    }
}

/// Of the answers with a certain confidence, that share is right.
#[test]
fn confidence_is_a_probability() {
    let finder = Finder::default();
    let mut tenths = [(0_usize, 0_usize, 0.0_f64); 10];
    for case in &collection(|_| true) {
        let Some(found) = case.ask(&finder) else { continue };
        let at = tenths.len() - (1..=9).rev().take_while(|tenth| found.confidence < *tenth as f32 / 10.0).count() - 1;
        let tenth = &mut tenths[at];
        let right = usize::from(Some(&found.value) == case.code.as_ref());
        *tenth = (tenth.0 + 1, tenth.1 + right, tenth.2 + f64::from(found.confidence));
    }
    for (tenth, (answers, right, sum)) in tenths.into_iter().enumerate().filter(|(_, tenth)| tenth.0 > 0) {
        let (mean, share) = (sum / answers as f64, right as f64 / answers as f64);
        println!("0.{tenth}  answers {answers:4}  confidence {mean:.3}  right {share:.3}");
        // Four standard deviations of a share that the confidence predicts.
        let margin = 4.0 * (mean * (1.0 - mean) / answers as f64).sqrt();
        assert!((share - mean).abs() <= margin.max(0.01), "{right} of {answers} are right, but {mean:.3} is announced");
    }
}

/// What a person types: not the letters of a service, as Google and others put them, but letters that are part of the code.
#[test]
fn letters_before_a_hyphen_are_typed_unless_they_are_the_services() {
    let finder = Finder::default();
    let value = |text: &str| finder.find("12345", text).map(|found| found.value);
    for (text, code) in [
        ("G-482913 is your Quibble verification code.", "482913"),
        ("FB-55190 is your Facespace confirmation code", "55190"),
        ("ZN-482913 is your confirmation code.", "482913"),
        ("Caravel: your activation code is LR-7741.", "LR-7741"),
        ("Nordlight: FQ-30718 is your one-time security code.", "FQ-30718"),
    ] {
        assert_eq!(value(text).as_deref(), Some(code), "{text}");
    }
}

#[test]
fn debug_output_of_an_answer_does_not_contain_its_code() {
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

    /// The finder returns ASCII digits for digits of any script and in any grouping.
    #[test]
    fn every_six_digits_are_found(digits in "[0-9]{6}", zero in prop::sample::select(vec!['0', '٠', '۰', '०', '০', '๐', '០', '၀', '０'])) {
        let written: String = digits.bytes().map(|b| char::from_u32(u32::from(zero) + u32::from(b - b'0')).unwrap()).collect();
        for text in [format!("Your verification code is {written}."), format!("Your code: {}-{}", &written[..written.len() / 2], &written[written.len() / 2..])] {
            let found = Finder::default().find("Example", &text).map(|found| found.value);
            prop_assert_eq!(found.as_deref(), Some(digits.as_str()), "{}", text);
        }
    }
}

/// Cuts, doubles and mixes texts of the collection: the finder must not panic, and must return a code that is in the text.
/// `SIMGATE_TEXTS=n` tries n texts.
#[test]
fn no_mutated_text_panics_or_gets_a_code_that_is_not_in_it() {
    let count = std::env::var("SIMGATE_TEXTS").map_or(20_000, |count| count.parse().unwrap());
    let (cases, finder) = (collection(|_| true), Finder::default());
    let mut random = Random::new(17);
    let (mut found, mut longest) = (0, 0);
    for _ in 0..count {
        let mut text: Vec<char> = cases[random.below(cases.len())].text.chars().collect();
        for _ in 0..random.below(6) {
            let at = random.below(text.len() + 1);
            let to = at + random.below(text.len() + 1 - at);
            match random.below(6) {
                0 => drop(text.drain(at..to)),
                1 => text.extend_from_within(at..to),
                2 => text.splice(at..to, cases[random.below(cases.len())].text.chars()).for_each(drop),
                3 => text[at..to].reverse(),
                4 => text
                    .insert(at, char::from_u32(u32::try_from(random.below(0x3_0000)).unwrap()).unwrap_or('\u{fffd}')),
                _ => text.insert(
                    at,
                    ['\u{202e}', '0', '.', '-', ' ', '\n', ':', '*', '\u{660}', '\u{200d}'][random.below(10)],
                ),
            }
        }
        let text: String = text.into_iter().collect();
        longest = longest.max(text.len());
        let Some(answer) = finder.find("Example", &text) else { continue };
        found += 1;
        // Without the signs between its groups, the answer is a part of the text, if both are in one script.
        let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
        let value: String = answer.value.chars().filter(char::is_ascii_alphanumeric).collect();
        let folds = |c: char| (c.is_numeric() && !c.is_ascii_digit()) || ('\u{ff00}'..='\u{ffef}').contains(&c);
        assert!(plain.contains(&value) || text.chars().any(folds), "{text:?}");
    }
    println!("figures: {count} mutated texts of up to {longest} octets, {found} with a code, no panic");
    assert!(found > count / 4);
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
