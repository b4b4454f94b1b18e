//! An operator's own rules. A rule fits the texts of a sender, or texts of one form, and decides whether they hold a code.

use std::time::Duration;

use super::fold::Glyph;
use super::template::{self, Template};

/// Which texts it fits, by their sender, by their form, or by both, and its verdict on them.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// In small letters.
    from: Option<String>,
    template: Option<Template>,
    verdict: Verdict,
}

/// What a rule declares about the texts that it fits.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// They hold no code.
    NoCode,
    /// They hold a code where the template has `{code}`. Without a template, the points decide whether there is a code.
    /// Where the service or the validity is absent, the finder reads it from the text.
    Code { service: Option<String>, valid_for: Option<Duration> },
}

/// The verdict of the first rule that fits, applied to one text.
pub enum Decision {
    NoCode,
    Code(Details),
}

/// What the rule determines. The text decides the rest.
#[derive(Default)]
pub struct Details {
    pub value: Option<String>,
    pub service: Option<String>,
    pub valid_for: Option<Duration>,
}

impl Rule {
    /// Fits texts from the sender `from` and of the form of `template`; each that is absent fits any text.
    pub fn new(from: Option<&str>, template: Option<Template>, verdict: Verdict) -> Self {
        Self { from: from.map(sender), template, verdict }
    }
}

/// Senders are compared without regard to case.
fn sender(from: &str) -> String {
    from.trim().to_lowercase()
}

/// The decision of the first rule that fits a text.
pub fn decide(rules: &[Rule], from: &str, text: &[Glyph]) -> Option<Decision> {
    if rules.is_empty() {
        return None;
    }
    let from = sender(from);
    let row = template::one_row(text);
    rules.iter().find_map(|rule| {
        if rule.from.as_ref().is_some_and(|wanted| *wanted != from) {
            return None;
        }
        let filled = match &rule.template {
            Some(template) => template.fill(&row)?,
            None => template::Filled::default(),
        };
        Some(match &rule.verdict {
            Verdict::NoCode => Decision::NoCode,
            Verdict::Code { service, valid_for } => Decision::Code(Details {
                value: filled.code,
                service: service.clone().or(filled.service),
                valid_for: *valid_for,
            }),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Class, Finder, Pattern};
    use super::*;

    fn rule(from: Option<&str>, text: Option<&str>, verdict: Verdict) -> Rule {
        Rule::new(from, text.map(|text| Template::parse(text).expect("is a template")), verdict)
    }

    fn code(service: Option<&str>, valid_for: Option<u64>) -> Verdict {
        Verdict::Code { service: service.map(str::to_owned), valid_for: valid_for.map(Duration::from_secs) }
    }

    fn value(finder: &Finder, from: &str, text: &str) -> Option<String> {
        finder.find(from, text).map(|found| found.value)
    }

    #[test]
    fn a_rule_overrides_the_points() {
        let text = "Order 77120 is ready. Door 4471.";
        assert_eq!(value(&Finder::default(), "Locker", text), None);
        let door = rule(None, Some("Order {*} is ready. Door {code}."), code(Some("Locker Co"), Some(300)));
        let found = Finder::new(&[], vec![door]).find("Locker", text).expect("the rule fits");
        assert_eq!((found.value.as_str(), found.service.as_deref()), ("4471", Some("Locker Co")));
        assert_eq!((found.confidence, found.valid_for), (1.0, Some(Duration::from_secs(300))));
    }

    #[test]
    fn the_text_decides_what_a_rule_leaves_open() {
        let finder = Finder::new(&[], vec![rule(None, Some("{service}: key {code}.{*}"), code(None, None))]);
        let found = finder.find("+12025550143", "Acme Bank: key 4471. Valid for 5 minutes.").expect("the rule fits");
        assert_eq!((found.value.as_str(), found.service.as_deref()), ("4471", Some("Acme Bank")));
        assert_eq!(found.valid_for, Some(Duration::from_secs(300)));
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let text = "Your code is 482913";
        let none = rule(Some("Shop"), None, Verdict::NoCode);
        let some = rule(None, Some("Your code is {code}"), code(Some("Any"), None));
        let finder = Finder::new(&[], vec![none.clone(), some.clone()]);
        assert_eq!(value(&finder, "SHOP ", text), None, "senders have no case");
        assert_eq!(value(&finder, "Shop2", text).as_deref(), Some("482913"));
        assert_eq!(value(&Finder::new(&[], vec![some, none]), "Shop", text).as_deref(), Some("482913"));
    }

    #[test]
    fn a_rule_for_a_sender_alone_names_it_and_leaves_the_code_to_the_points() {
        let finder = Finder::new(&[], vec![rule(Some("+12025550143"), None, code(Some("Acme"), Some(60)))]);
        let found = finder.find("+12025550143", "Your code is 482913").expect("the points suffice");
        assert_eq!((found.service.as_deref(), found.valid_for), (Some("Acme"), Some(Duration::from_secs(60))));
        assert!(found.confidence < 1.0);
        assert_eq!(value(&finder, "+12025550143", "See you at 1800"), None);
    }

    #[test]
    fn a_rule_overrides_the_formats_for_machines() {
        let text = "Use 111222 or 333444\n\n@example.com #111222";
        let other = Finder::new(&[], vec![rule(None, Some("Use {*} or {code} {*}"), code(None, None))]);
        let found = other.find("Example", text).expect("the rule fits");
        assert_eq!((found.value.as_str(), found.origin), ("333444", None), "the host belongs to another code");
        let same = Finder::new(&[], vec![rule(None, Some("Use {code} or {*}"), code(None, None))]);
        let found = same.find("Example", text).expect("the rule fits");
        assert_eq!((found.value.as_str(), found.origin.as_deref()), ("111222", Some("example.com")));
        let never = Finder::new(&[], vec![rule(Some("Example"), None, Verdict::NoCode)]);
        assert_eq!(value(&never, "Example", text), None);
    }

    #[test]
    fn own_words_count_like_the_words_of_the_languages() {
        let text = "Ihr Schluesselchen: 482913";
        assert_eq!(value(&Finder::default(), "+12025550143", text), None);
        let own = [(Class::Otp, Pattern::parse("schluesselchen").expect("is a word"))];
        let finder = Finder::new(&own, Vec::new());
        assert_eq!(value(&finder, "+12025550143", text).as_deref(), Some("482913"));
        assert_eq!(
            value(&finder, "Example", "Your code is 771203").as_deref(),
            Some("771203"),
            "the words of the languages still count"
        );
        assert_eq!(value(&finder.clone(), "+12025550143", text).as_deref(), Some("482913"));
    }

    #[test]
    fn a_finder_does_not_show_its_rules_when_debugged() {
        let finder = Finder::new(&[], vec![rule(Some("Geheim"), None, Verdict::NoCode)]);
        assert!(!format!("{finder:?}").contains("eheim"));
    }
}
