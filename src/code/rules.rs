//! An operator's own rules: what a sender's texts, or texts of one form, are said to be.

use std::time::Duration;

use super::fold::Glyph;
use super::template::{self, Template};

/// Texts from a sender, texts of a form, or both, and what holds for them.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// In small letters.
    from: Option<String>,
    template: Option<Template>,
    says: Says,
}

/// What a rule says of a text that it fits.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// It holds none.
    NoCode,
    /// Where the template has `{code}` there is the code; without a template, points decide
    /// whether there is one. What is absent here is for the text to say.
    Code { service: Option<String>, valid_for: Option<Duration> },
}

/// What the first rule that fits says of one text.
pub enum Ruling {
    NoCode,
    Code(Ruled),
}

pub struct Ruled {
    pub value: Option<String>,
    pub service: Option<String>,
    pub valid_for: Option<Duration>,
}

impl Rule {
    pub fn new(from: Option<&str>, template: Option<Template>, says: Says) -> Self {
        Self { from: from.map(sender), template, says }
    }
}

/// Senders are compared without regard to case.
fn sender(from: &str) -> String {
    from.trim().to_lowercase()
}

pub fn rule(rules: &[Rule], from: &str, text: &[Glyph]) -> Option<Ruling> {
    if rules.is_empty() {
        return None;
    }
    let from = sender(from);
    let line = template::line(text);
    rules.iter().find_map(|rule| {
        if rule.from.as_ref().is_some_and(|wanted| *wanted != from) {
            return None;
        }
        let filled = match &rule.template {
            Some(template) => template.fill(&line)?,
            None => template::Filled::default(),
        };
        Some(match &rule.says {
            Says::NoCode => Ruling::NoCode,
            Says::Code { service, valid_for } => Ruling::Code(Ruled {
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

    fn rule(from: Option<&str>, text: Option<&str>, says: Says) -> Rule {
        Rule::new(from, text.map(|text| Template::parse(text).expect("is a template")), says)
    }

    fn code(service: Option<&str>, valid_for: Option<u64>) -> Says {
        Says::Code { service: service.map(str::to_owned), valid_for: valid_for.map(Duration::from_secs) }
    }

    fn value(finder: &Finder, from: &str, text: &str) -> Option<String> {
        finder.find(from, text).map(|found| found.value)
    }

    #[test]
    fn a_rule_decides_with_certainty_over_the_points() {
        let text = "Order 77120 is ready. Door key 4471.";
        assert_eq!(value(&Finder::default(), "Locker", text), None);
        let door = rule(None, Some("Order {*} is ready. Door key {code}."), code(Some("Locker Co"), Some(300)));
        let found = Finder::new(&[], vec![door]).find("Locker", text).expect("the rule fits");
        assert_eq!((found.value.as_str(), found.service.as_deref()), ("4471", Some("Locker Co")));
        assert_eq!((found.confidence, found.valid_for), (1.0, Some(Duration::from_secs(300))));
    }

    #[test]
    fn what_a_rule_leaves_open_the_text_says() {
        let finder = Finder::new(&[], vec![rule(None, Some("{service}: key {code}.{*}"), code(None, None))]);
        let found = finder.find("+12025550143", "Acme Bank: key 4471. Valid for 5 minutes.").expect("the rule fits");
        assert_eq!((found.value.as_str(), found.service.as_deref()), ("4471", Some("Acme Bank")));
        assert_eq!(found.valid_for, Some(Duration::from_secs(300)));
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        let text = "Your code is 482913";
        let none = rule(Some("Shop"), None, Says::NoCode);
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
    fn a_rule_is_above_the_formats_for_machines_too() {
        let text = "Use 111222 or 333444\n\n@example.com #111222";
        let other = Finder::new(&[], vec![rule(None, Some("Use {*} or {code} {*}"), code(None, None))]);
        let found = other.find("Example", text).expect("the rule fits");
        assert_eq!((found.value.as_str(), found.origin), ("333444", None), "the origin is another code's");
        let same = Finder::new(&[], vec![rule(None, Some("Use {code} or {*}"), code(None, None))]);
        let found = same.find("Example", text).expect("the rule fits");
        assert_eq!((found.value.as_str(), found.origin.as_deref()), ("111222", Some("example.com")));
        let never = Finder::new(&[], vec![rule(Some("Example"), None, Says::NoCode)]);
        assert_eq!(value(&never, "Example", text), None);
    }

    #[test]
    fn own_words_count_as_those_of_the_languages_do() {
        let text = "Ihr Schluesselchen: 482913";
        assert_eq!(value(&Finder::default(), "+12025550143", text), None);
        let own = [(Class::Otp, Pattern::parse("schluesselchen").expect("is a word"))];
        let finder = Finder::new(&own, Vec::new());
        assert_eq!(value(&finder, "+12025550143", text).as_deref(), Some("482913"));
        assert_eq!(value(&finder, "Example", "Your code is 771203").as_deref(), Some("771203"), "the others stay");
        assert_eq!(value(&finder.clone(), "+12025550143", text).as_deref(), Some("482913"));
    }

    #[test]
    fn a_finder_does_not_show_its_rules_when_debugged() {
        let finder = Finder::new(&[], vec![rule(Some("Geheim"), None, Says::NoCode)]);
        assert!(!format!("{finder:?}").contains("eheim"));
    }
}
