//! `[codes]`, and the operator's own words, rules and texts in `codes.d/*.toml`.
//!
//! The daemon, `simgate code` and `config check` read them; the other verbs don't. The finder itself reads no files.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::check::offsets;
use super::declare::section;
use super::error::{ConfigErrors, Problem};
use super::file;
use super::kinds::{File, Flag, ListOf, Parsed, Span};
use super::probability::Probability;
use super::reading::{Reading, Table, excerpt};
use super::text::{BYTES_MAX, DEFAULT_PATH, as_text, open_default, table_of, text_of};
use crate::code::collection::{Case, Miss};
use crate::code::{Class, Finder, Pattern, Rule, Template, Verdict};
use crate::files;
use crate::flow::notice::Confidence;

section! {
    /// How one-time codes are found in texts.
    Codes in "codes" {
        /// Directory of own words, rules and texts. simgate reads its files `*.toml` in the order of their names when it
        /// starts. Their sections are below.
        directory: Option<PathBuf> = File => optional "`codes.d` beside this file, if it is there",
            example "/etc/simgate/codes.d";
        /// How probable it must be that a code is right before it goes to the topics of codes of an MQTT broker, and to
        /// webhooks of the format `enum`. The event carries every code that is more likely right than wrong, with its
        /// `confidence`. Of the codes above the default,
        /// 995 in 1000 are right; a code that a rule of your own finds, or that is the end of a caller's number, always goes
        /// there.
        min_confidence: Confidence = Probability => default 0.7, example 0.9;
    }
}

impl Codes {
    /// The settings in force for the configuration in `file`: without `directory`, `codes.d` beside the file counts.
    pub fn in_force(self, file: &Path) -> Self {
        let beside = || Some(file.parent()?.join("codes.d")).filter(|path| file.exists() && path.is_dir());
        Self { directory: self.directory.or_else(beside), ..self }
    }
}

const WORD: Parsed<Pattern> = Parsed {
    noun: "a word or phrase such as `passcode` or `login code`",
    parse: |text| Pattern::parse(text).map_err(|error| error.to_string()),
    show_wrong: true,
};

const SENDER: Parsed<String> =
    Parsed { noun: "a sender: a number, a short code or a name", parse: |text| one_row(text, 40), show_wrong: true };

const SERVICE: Parsed<String> =
    Parsed { noun: "a name of at most 64 characters", parse: |text| one_row(text, 64), show_wrong: true };

const FORM: Parsed<Template> = Parsed {
    noun: "a text such as `Your key is {code}`",
    parse: |text| Template::parse(text).map_err(|error| error.to_string()),
    show_wrong: true,
};

const TEXT: Parsed<String> = Parsed {
    noun: "a text of at most 2000 characters",
    parse: |text| match text.chars().count() {
        0 => Err("is empty".to_owned()),
        1..=2000 => Ok(text.to_owned()),
        _ => Err("is longer".to_owned()),
    },
    show_wrong: true,
};

const CODE: Parsed<String> =
    Parsed { noun: "a code as a user types it", parse: |text| one_row(text, 64), show_wrong: true };

fn one_row(text: &str, chars_max: usize) -> Result<String, String> {
    let good = !text.trim().is_empty() && text.chars().count() <= chars_max && !text.contains(char::is_control);
    if good { Ok(text.to_owned()) } else { Err("is empty, too long, or has more than one row".to_owned()) }
}

section! {
    /// Own words beside those that simgate has for some two hundred languages. A `*` at the end means any ending, a `*` at the
    /// beginning any beginning; a word behind a `^` counts only in capitals. Case and accents do not matter. Between the
    /// words of a phrase is a blank or a `_`.
    Words in "words" {
        /// Names that only a one-time code has.
        otp: Vec<Pattern> = ListOf(WORD) => default of [], example ["zugangs nummer", "^MTAN"];
        /// Names of a code that may be of another kind: code, password, PIN.
        code: Vec<Pattern> = ListOf(WORD) => default of [], example ["*schluessel"];
        /// What a one-time code is for: verification, log-in, registration.
        verify: Vec<Pattern> = ListOf(WORD) => default of [], example ["freigeb*"];
        /// Instructions before a code, or after it: use, enter.
        enter: Vec<Pattern> = ListOf(WORD) => default of [], example ["eintippen"];
        /// Words of the warning not to share a code.
        hush: Vec<Pattern> = ListOf(WORD) => default of [], example ["nicht verraten"];
        /// Words of the warning that nobody asks for a code. Such a sentence holds no code.
        ask: Vec<Pattern> = ListOf(WORD) => default of [], example ["fragen Sie nie"];
        /// Words before the time that a code is valid.
        valid: Vec<Pattern> = ListOf(WORD) => default of [], example ["gilt"];
        /// Names of other numbers, which follow them: order, account, flight.
        other: Vec<Pattern> = ListOf(WORD) => default of [], example ["regal", "fach"];
        /// Words of discounts and gifts. A code near them is a discount code.
        promo: Vec<Pattern> = ListOf(WORD) => default of [], example ["treuepunkte"];
        /// Words before a telephone number.
        call: Vec<Pattern> = ListOf(WORD) => default of [], example ["durchwahl"];
        /// Words after a quantity: points, miles.
        unit: Vec<Pattern> = ListOf(WORD) => default of [], example ["palette", "paletten"];
    }
}

impl Words {
    fn all(&self) -> impl Iterator<Item = (Class, Pattern)> {
        let classes = [
            (Class::Otp, &self.otp),
            (Class::Code, &self.code),
            (Class::Verify, &self.verify),
            (Class::Enter, &self.enter),
            (Class::Hush, &self.hush),
            (Class::Ask, &self.ask),
            (Class::Valid, &self.valid),
            (Class::Other, &self.other),
            (Class::Promo, &self.promo),
            (Class::Call, &self.call),
            (Class::Unit, &self.unit),
        ];
        classes.into_iter().flat_map(|(class, words)| words.iter().map(move |word| (class, word.clone())))
    }
}

section! {
    /// A rule for certain texts. The first rule that fits a text decides, whatever else is in the text.
    RuleSettings in "rule" check rule_makes_sense {
        /// The sender: a number, a short code or a name. Case does not matter.
        from: Option<String> = SENDER => optional "any sender", example "+4915112345678";
        /// The whole text, with `{code}` for the code, `{service}` for a name and `{*}` for anything. Case, accents and the
        /// number of blanks do not matter; a brace of the text itself is written twice. A text of more than 2000
        /// characters fits no rule that has this.
        text: Option<Template> = FORM => optional "any text", example "Tor {*}: {code} druecken";
        /// The service that issued the code, whatever the sender is.
        service: Option<String> = SERVICE => optional "the text at `{service}`, otherwise as without the rule",
            example "Hof Sieben";
        /// How long the code is valid, whatever is in the text.
        valid_for: Option<Duration> = Span { min: "10s", max: "7d" } => optional "the time in the text", example "5m";
        /// Whether such texts hold a code. `false`: they hold none.
        is_code: bool = Flag => default true, example true;
    }
}

fn rule_makes_sense(rule: &RuleSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let has_code = rule.text.as_ref().is_some_and(Template::has_code);
    let no_code = "`is_code = false` means that there is no code";
    let fault = match (&rule.from, &rule.text) {
        (None, None) => Some((table.offset, "[[rule]] needs `from` or `text`".to_owned())),
        (None, Some(text)) if !text.has_words() => {
            let what = "`text` has no words, so it fits any text: [[rule]] needs `from`, too";
            Some((table.offset_of("text"), what.to_owned()))
        }
        (_, _) if !rule.is_code && has_code => {
            Some((table.offset_of("text"), format!("`text` has `{{code}}`, but {no_code}; write `{{*}}` instead")))
        }
        (_, _) if !rule.is_code && rule.service.is_some() => {
            Some((table.offset_of("service"), format!("`service` is set, but {no_code}")))
        }
        (_, _) if !rule.is_code && rule.valid_for.is_some() => {
            Some((table.offset_of("valid_for"), format!("`valid_for` is set, but {no_code}")))
        }
        (_, Some(text)) if rule.service.is_some() && text.has_service() => {
            Some((table.offset_of("service"), "`service` is set, but `text` has `{service}`".to_owned()))
        }
        (_, Some(_)) if rule.is_code && !has_code => {
            Some((table.offset_of("text"), "`text` has no `{code}`, and there is no `is_code = false`".to_owned()))
        }
        (Some(_), None) if rule.is_code && rule.service.is_none() && rule.valid_for.is_none() => {
            let what = "[[rule]] has only `from`: it needs `service`, `valid_for`, `text` or `is_code = false`, too";
            Some((table.offset, what.to_owned()))
        }
        (_, _) => None,
    };
    match fault {
        Some((offset, what)) => {
            reading.problem(offset, what);
            None
        }
        None => Some(()),
    }
}

section! {
    /// A text of your own with its right answer. `simgate config check` compares the finder's answer with it.
    TextSettings in "text" check text_makes_sense {
        /// The sender: a number, a short code or a name.
        from: Option<String> = SENDER => optional "an unknown sender", example "+4915112345678";
        /// The text as it arrives, of one row or of several.
        text: String = TEXT => required, example "Tor 2: 4471 druecken";
        /// The code in the text, as a user types it.
        code: Option<String> = CODE => optional "with `none = true`: no code", example "4471";
        /// Whether the text holds no code.
        none: bool = Flag => default false, example false;
        /// The service that the finder must find.
        service: Option<String> = SERVICE => optional "not compared", example "Hof Sieben";
    }
}

fn text_makes_sense(text: &TextSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let none = "`none = true` means that there is no code";
    let fault = match (&text.code, text.none) {
        (None, false) => Some((table.offset, "[[text]] needs `code`, or `none = true`".to_owned())),
        (Some(_), true) => Some((table.offset_of("code"), format!("`code` is set, but {none}"))),
        (None, true) if text.service.is_some() => {
            Some((table.offset_of("service"), format!("`service` is set, but {none}")))
        }
        (Some(_), false) | (None, true) => None,
    };
    match fault {
        Some((offset, what)) => {
            reading.problem(offset, what);
            None
        }
        None => Some(()),
    }
}

file::sections! {
    /// One file of the directory.
    CodesFile {
        words: once Words,
        rules: many RuleSettings,
        texts: many TextSettings,
    }
}

/// Limits, because the finder looks through all of it for every message.
const FILES_MAX: usize = 100;
const WORDS_MAX: usize = 2000;
const RULES_MAX: usize = 1000;
const TEXTS_MAX: usize = 1000;

/// What an operator adds to the finder, from all files.
#[derive(Default)]
pub struct OwnCodes {
    pub finder: Finder,
    pub words: usize,
    pub rules: usize,
    texts: Vec<OwnText>,
}

struct OwnText {
    file: PathBuf,
    line: usize,
    column: usize,
    case: Case,
}

/// The texts may be real ones, so they are not printed.
impl fmt::Debug for OwnCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OwnCodes").field("words", &self.words).field("rules", &self.rules).finish_non_exhaustive()
    }
}

impl OwnCodes {
    /// Reads only `[codes]` of the configuration, because the secrets that other sections name may be unreadable for this
    /// user. The path is as for `Config::load`.
    pub fn load(path: Option<&Path>) -> Result<Self, ConfigErrors> {
        let file = path.unwrap_or(Path::new(DEFAULT_PATH));
        let Some(open) = open_default(path)? else { return Ok(Self::default()) };
        let text = text_of(file, open)?;
        let mut reading = Reading::new(file, &text, &|_| None);
        let codes =
            table_of(&text, &mut reading).and_then(|root| file::read_once::<Codes>(root.get_ref(), &mut reading));
        match codes {
            Some(codes) if reading.problems.is_empty() => {
                codes.in_force(file).directory.as_deref().map_or_else(|| Ok(Self::default()), Self::read)
            }
            Some(_) | None => Err(reading.into_errors()),
        }
    }

    /// Reads all files of a directory, or returns all faults in them.
    pub fn read(directory: &Path) -> Result<Self, ConfigErrors> {
        let cannot = |error: std::io::Error| ConfigErrors::one(directory, format!("can't read it: {error}"));
        let mut files = Vec::new();
        for entry in std::fs::read_dir(directory).map_err(cannot)? {
            let path = entry.map_err(cannot)?.path();
            // Hidden files are the temporary files of editors.
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            if path.extension() == Some(OsStr::new("toml")) && !hidden {
                files.push(path);
            }
        }
        if files.len() > FILES_MAX {
            return Err(ConfigErrors::one(directory, format!("has more than {FILES_MAX} files")));
        }
        files.sort();
        let mut gathered = Gathered::default();
        for file in files {
            let text = files::read(&file, BYTES_MAX)
                .map_err(|error| ConfigErrors::one(&file, format!("can't read it: {error}")))
                .and_then(|bytes| as_text(&file, bytes));
            match text {
                Ok(text) => gathered.add(&file, &text),
                Err(errors) => gathered.problems.extend(errors.problems),
            }
        }
        gathered.finish(directory)
    }

    /// Compares the finder's answer to each own text with the right one.
    pub fn check(&self) -> Result<(), ConfigErrors> {
        let wrong = self.texts.iter().filter_map(|text| {
            let misses = text.case.misses(text.case.ask(&self.finder).as_ref());
            (!misses.is_empty()).then(|| text.problem(&misses))
        });
        let problems: Vec<Problem> = wrong.collect();
        if problems.is_empty() { Ok(()) } else { Err(ConfigErrors { problems }) }
    }

    pub fn texts(&self) -> usize {
        self.texts.len()
    }
}

impl OwnText {
    fn problem(&self, misses: &[Miss]) -> Problem {
        let quoted =
            |text: &Option<String>| text.as_ref().map_or("none".to_owned(), |text| format!("`{}`", excerpt(text)));
        let faults: Vec<String> = misses
            .iter()
            .map(|miss| format!("`{}` should be {} and is {}", miss.key, quoted(&miss.wanted), quoted(&miss.got)))
            .collect();
        Problem {
            file: self.file.clone(),
            line: Some(self.line),
            column: Some(self.column),
            what: format!("the finder's answer to this [[text]] is wrong: {}", faults.join(", ")),
            hint: Some("add a [[rule]] with a `text` of this form".to_owned()),
        }
    }
}

#[derive(Default)]
struct Gathered {
    words: Vec<(Class, Pattern)>,
    rules: Vec<Rule>,
    texts: Vec<OwnText>,
    problems: Vec<Problem>,
}

impl Gathered {
    fn add(&mut self, file: &Path, text: &str) {
        let mut reading = Reading::new(file, text, &|_| None);
        if let Some(root) = table_of(text, &mut reading) {
            let codes = CodesFile::read_sections(root.get_ref(), &mut reading);
            if let Some(codes) = codes.filter(|_| reading.problems.is_empty()) {
                let places = offsets(root.get_ref(), "text").into_iter().map(|offset| reading.place(offset));
                self.words.extend(codes.words.all());
                self.rules.extend(codes.rules.into_iter().map(Rule::from));
                self.texts.extend(codes.texts.into_iter().zip(places).map(|(text, (line, column))| OwnText {
                    file: file.to_owned(),
                    line,
                    column,
                    case: text.into(),
                }));
            }
        }
        self.problems.extend(reading.into_errors().problems);
    }

    fn finish(mut self, directory: &Path) -> Result<OwnCodes, ConfigErrors> {
        for (count, max, noun) in [
            (self.words.len(), WORDS_MAX, "words"),
            (self.rules.len(), RULES_MAX, "rules"),
            (self.texts.len(), TEXTS_MAX, "texts"),
        ] {
            if count > max {
                let errors =
                    ConfigErrors::one(directory, format!("has {count} {noun} in its files; {max} are the most"));
                self.problems.extend(errors.problems);
            }
        }
        if !self.problems.is_empty() {
            return Err(ConfigErrors { problems: self.problems });
        }
        let (words, rules) = (self.words.len(), self.rules.len());
        Ok(OwnCodes { finder: Finder::new(&self.words, self.rules), words, rules, texts: self.texts })
    }
}

impl From<RuleSettings> for Rule {
    fn from(rule: RuleSettings) -> Self {
        let verdict = match rule.is_code {
            true => Verdict::Code { service: rule.service, valid_for: rule.valid_for },
            false => Verdict::NoCode,
        };
        Self::new(rule.from.as_deref(), rule.text, verdict)
    }
}

impl From<TextSettings> for Case {
    fn from(text: TextSettings) -> Self {
        Self {
            lang: None,
            from: text.from.unwrap_or_default(),
            text: text.text,
            code: text.code,
            service: text.service.map(Some),
            origin: None,
            valid_for: None,
            format: None,
        }
    }
}

#[cfg(test)]
mod tests;
