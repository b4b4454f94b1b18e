use std::collections::{BTreeMap, BTreeSet};

use super::super::pattern::{Pattern, Row, push_normal};
use super::super::script::is_inflected;
use super::*;

/// Sections that only `_common.words` has.
const COMMON_ONLY: [&str; 3] = ["sign", "institution", "sender"];

/// A row of a file with the number of its text row.
struct Place<'a> {
    tag: &'a str,
    number: usize,
    section: &'a str,
    row: &'a str,
}

impl Place<'_> {
    fn fault(&self, what: &str) -> String {
        format!("{}.words:{}: [{}] `{}` {what}", self.tag, self.number, self.section, self.row)
    }
}

/// The rows of a file, and those of a section that doesn't exist.
fn places<'a>((tag, text): &(&'a str, &'a str)) -> Vec<Place<'a>> {
    let mut section = "";
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let row = line.split('#').next().unwrap_or("").trim();
        match heading(row) {
            Some(name) => section = name,
            None if row.is_empty() => {}
            None => found.push(Place { tag, number: at + 1, section, row }),
        }
    }
    found
}

fn all_places() -> Vec<Place<'static>> {
    LANGUAGES.iter().flat_map(places).collect()
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn normal(phrase: &str) -> String {
    let mut normal = String::new();
    push_normal(phrase, &mut normal);
    normal
}

/// The row without its marks and without the right side of a `=`.
fn phrase_of<'a>(place: &Place<'a>) -> &'a str {
    Row::new(sides(place.row).map_or(place.row, |(left, _)| left)).phrase
}

#[test]
fn every_file_of_the_folder_is_compiled_in() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/code/words");
    let names =
        std::fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("is read").file_name());
    let names = names.filter_map(|name| name.to_str().and_then(|name| name.strip_suffix(".words")).map(str::to_owned));
    let listed: BTreeSet<String> = LANGUAGES.iter().map(|(tag, _)| (*tag).to_owned()).collect();
    assert_eq!(names.collect::<BTreeSet<String>>(), listed);
    assert_eq!(listed.len(), LANGUAGES.len(), "a file is listed twice");
    assert!(LANGUAGES.is_sorted_by_key(|(tag, _)| tag));
}

#[test]
fn every_file_is_named_by_a_language_tag_and_begins_with_its_names() {
    let has_letters = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_tag = |tag: &str| {
        let mut parts = tag.split('-').peekable();
        let language = parts.next().is_some_and(|part| has_letters(part, &[2, 3]) && part == part.to_lowercase());
        let script = |part: &&str| has_letters(part, &[4]) && part.starts_with(|c: char| c.is_ascii_uppercase());
        parts.next_if(script);
        parts.next_if(|part| has_letters(part, &[2]) && **part == part.to_uppercase());
        language && parts.next().is_none()
    };
    for (tag, text) in LANGUAGES.iter().filter(|(tag, _)| *tag != "_common") {
        assert!(is_tag(tag), "{tag}.words is not named language[-Script][-REGION]");
        let first = text.lines().next().unwrap_or("");
        let names = first.strip_prefix("# ").and_then(|names| names.strip_suffix(')')?.split_once(" ("));
        assert!(names.is_some(), "{tag}.words must begin with a row such as `# German (Deutsch)`");
    }
}

#[test]
fn every_heading_is_known_and_single_and_in_order() {
    let order = [
        "spelling",
        "otp",
        "code",
        "verify",
        "enter",
        "hush",
        "ask",
        "valid",
        "second",
        "minute",
        "hour",
        "day",
        "other",
        "promo",
        "conference",
        "call",
        "unit",
        "money",
        "sign",
        "institution",
        "is",
        "with",
        "to",
        "send",
        "of",
        "numero",
        "numeral",
        "link",
        "no-name",
        "sender",
    ];
    for (tag, text) in LANGUAGES {
        let headings: Vec<&str> = text.lines().filter_map(|line| heading(line.trim())).collect();
        let places: Vec<Option<usize>> =
            headings.iter().map(|name| order.iter().position(|other| other == name)).collect();
        assert!(!places.contains(&None), "{tag}.words: a section of {headings:?} is unknown");
        assert!(places.is_sorted_by(|a, b| a < b), "{tag}.words: its sections must have the order {order:?}");
        assert!(headings.iter().all(|name| Section::of_name(name).is_some()));
        let common_only = headings.iter().any(|name| COMMON_ONLY.contains(name));
        assert!(!common_only || *tag == "_common", "{tag}.words: {COMMON_ONLY:?}");
    }
    none(
        &all_places()
            .iter()
            .filter(|place| place.section.is_empty())
            .map(|place| place.fault("has no section"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn every_language_can_name_a_code() {
    assert!(LANGUAGES.len() >= 150, "{}", LANGUAGES.len());
    for (tag, text) in LANGUAGES.iter().filter(|(tag, _)| *tag != "_common") {
        let has = |class| rows(text).any(|(section, _)| section == Section::Phrases(class));
        assert!(has(Class::Otp) || has(Class::Code), "{tag}.words has neither [otp] nor [code]");
    }
}

#[test]
fn every_row_can_be_found() {
    let mut faults = Vec::new();
    for place in all_places() {
        let is_word = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
        let fault = match Section::of_name(place.section) {
            Some(Section::Phrases(_)) => Pattern::parse(place.row).err().map(|error| error.to_string()),
            Some(Section::Words(_)) => {
                let marks = place.row.contains(|c: char| c.is_whitespace() || matches!(c, '*' | '^' | '='));
                marks.then(|| "must be one word without marks".to_owned())
            }
            Some(Section::Numerals) => {
                let fits = sides(place.row)
                    .is_some_and(|(word, number)| !word.contains(char::is_whitespace) && number.parse::<u64>().is_ok());
                (!fits).then(|| "must be a word and its number such as `five = 5`".to_owned())
            }
            Some(Section::Spelling) => {
                let fits = sides(place.row).is_some_and(|(letter, instead)| {
                    letter.chars().count() == 1 && letter == letter.to_lowercase() && is_word(instead)
                });
                (!fits).then(|| "must be a small letter and its other spelling such as `ä = ae`".to_owned())
            }
            Some(Section::Signs) => (place.row.chars().count() != 1).then(|| "must be one sign".to_owned()),
            None => Some("is in an unknown section".to_owned()),
        };
        let long = u8::try_from(normal(phrase_of(&place)).len()).is_err();
        faults.extend(fault.or_else(|| long.then(|| "is too long".to_owned())).map(|fault| place.fault(&fault)));
    }
    none(&faults);
}

#[test]
fn the_rows_of_a_section_are_sorted() {
    let mut faults = Vec::new();
    for pair in all_places().windows(2) {
        let [before, place] = pair else { continue };
        let numeral = |place: &Place<'_>| sides(place.row).and_then(|(_, number)| number.parse::<u64>().ok());
        let key = |place: &Place<'_>| (numeral(place), normal(phrase_of(place)), place.row.to_owned());
        let same = (before.tag, before.section) == (place.tag, place.section);
        if same && !matches!(place.section, "spelling" | "sign" | "sender") && key(before) > key(place) {
            faults.push(place.fault(&format!("must be above `{}`: rows are sorted", before.row)));
        }
    }
    none(&faults);
}

/// Whether a phrase goes on without a mark: so do those of scripts that inflect their words.
fn is_open(row: Row<'_>, normal: &str) -> bool {
    row.is_open || normal.chars().next_back().is_some_and(is_inflected) && normal.chars().count() >= 3
}

#[test]
fn no_row_is_covered_by_another_one_of_its_section() {
    let mut faults = Vec::new();
    let mut seen: BTreeMap<(&str, &str, bool, String), String> = BTreeMap::new();
    for language in LANGUAGES {
        let mut spelling = Spelling::default();
        rows(language.1).filter(|(section, _)| *section == Section::Spelling).for_each(|(_, row)| spelling.add(row));
        for place in places(language).iter().filter(|place| place.section != "spelling") {
            let row = Row::new(place.row);
            let phrase = phrase_of(place);
            let forms = spelling.variants(phrase).into_iter().chain([phrase.to_owned()]);
            for form in forms.map(|form| normal(&form)).collect::<BTreeSet<String>>() {
                let form = if place.section == "sign" { place.row.to_owned() } else { form };
                if let Some(other) = seen.insert((place.tag, place.section, row.is_ending, form), place.row.to_owned())
                {
                    faults
                        .push(place.fault(&format!("finds nothing that `{other}` does not find: remove one of them")));
                }
            }
        }
    }
    none(&faults);
}

/// `Lexicon::find` drops a word for code where the same words name another kind of number.
#[test]
fn no_word_for_code_is_dropped_by_the_same_words_of_another_section() {
    let mut faults = Vec::new();
    for language in LANGUAGES {
        let places = places(language);
        let of =
            |sections: &'static [&'static str]| places.iter().filter(move |place| sections.contains(&place.section));
        for code in of(&["code"]) {
            let (row, form) = (Row::new(code.row), normal(phrase_of(code)));
            let drops = |other: &&Place<'_>| {
                let (other_row, other_form) = (Row::new(other.row), normal(phrase_of(other)));
                other_form == form
                    && other_row.is_ending == row.is_ending
                    && (is_open(other_row, &other_form) || !is_open(row, &form))
                    && (!other_row.is_capital || row.is_capital)
            };
            if let Some(other) = of(&["other", "promo", "call"]).find(drops) {
                faults.push(code.fault(&format!("is in [{}], too, which names another kind of number", other.section)));
            }
        }
    }
    none(&faults);
}

#[test]
fn a_letter_has_its_second_spelling_in_all_its_places() {
    let mut spelling = Spelling::default();
    ["ä = ae", "ß = ss"].into_iter().for_each(|row| spelling.add(row));
    assert!(spelling.variants("Code").is_empty());
    assert_eq!(spelling.variants("Prüfcode"), Vec::<String>::new());
    assert_eq!(spelling.variants("Zähler"), ["zaehler"]);
    assert_eq!(spelling.variants("Straßenzähler"), ["straßenzaehler", "strassenzähler", "strassenzaehler"]);
}

#[test]
fn comments_and_unknown_sections_are_skipped() {
    let text = "# German (Deutsch)\n\n[otp]\nCode # a comment\n  # another\n\n[nonsense]\nx\n[unit]\nSchritte";
    let found: Vec<_> = rows(text).collect();
    assert_eq!(found, [(Section::Phrases(Class::Otp), "Code"), (Section::Phrases(Class::Unit), "Schritte")]);
}
