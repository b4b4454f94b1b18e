//! What is known of a phone after it was asked: findings for a person, and one JSON object for a program.

use serde_json::{Value, json};

use super::answers::Sim;
use super::settings::SettingChange;
use super::webhooks::WebhookChange;
use crate::drivers::android::Identity;
use crate::model::Name;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// All is well.
    Good,
    /// A person should know of it. simgate can use the phone.
    Note,
    /// simgate can't use the phone.
    Wrong,
}

impl Grade {
    /// The grade as a word, which is a contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
        }
    }
}

/// What one step found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The step, as a word that is a contract.
    pub step: &'static str,
    pub grade: Grade,
    /// What was found, as a sentence without a full stop.
    pub text: String,
    /// What a person can do.
    pub remedy: Option<String>,
}

impl Finding {
    pub fn good(step: &'static str, text: impl Into<String>) -> Self {
        Self { step, grade: Grade::Good, text: text.into(), remedy: None }
    }

    pub fn note(step: &'static str, text: impl Into<String>) -> Self {
        Self { step, grade: Grade::Note, text: text.into(), remedy: None }
    }

    pub fn wrong(step: &'static str, text: impl Into<String>) -> Self {
        Self { step, grade: Grade::Wrong, text: text.into(), remedy: None }
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Its rows for a person.
    pub fn rows(&self) -> Vec<String> {
        let mut rows = vec![format!("{:<5}  {:<9}  {}", self.grade.as_str(), self.step, self.text)];
        rows.extend(self.remedy.iter().map(|remedy| format!("{:<18}to do: {remedy}", "")));
        rows
    }

    fn json(&self) -> Value {
        json!({ "step": self.step, "grade": self.grade.as_str(), "text": self.text, "remedy": self.remedy })
    }
}

/// The findings of one phone. `watch` gets each as it comes, since a phone may take its time.
pub struct Report<'a> {
    pub name: Name,
    pub identity: Option<Identity>,
    pub findings: Vec<Finding>,
    pub sims: Vec<Sim>,
    pub settings: Vec<SettingChange>,
    pub webhooks: Vec<WebhookChange>,
    watch: &'a mut dyn FnMut(&Finding),
}

impl<'a> Report<'a> {
    pub fn new(name: Name, watch: &'a mut dyn FnMut(&Finding)) -> Self {
        let (findings, sims, settings, webhooks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { name, identity: None, findings, sims, settings, webhooks, watch }
    }

    pub fn add(&mut self, finding: Finding) {
        (self.watch)(&finding);
        self.findings.push(finding);
    }

    /// Whether a daemon could use the phone.
    pub fn is_usable(&self) -> bool {
        self.identity.is_some() && self.findings.iter().all(|finding| finding.grade != Grade::Wrong)
    }

    /// All of it, for a program.
    pub fn json(&self) -> Value {
        json!({
            "phone": self.name.as_str(),
            "usable": self.is_usable(),
            "id": self.identity.as_ref().map(|identity| &identity.id),
            "model": self.identity.as_ref().map(|identity| &identity.model),
            "findings": self.findings.iter().map(Finding::json).collect::<Vec<_>>(),
            "sims": self.sims.iter().map(Sim::json).collect::<Vec<_>>(),
            "settings": self.settings.iter().map(SettingChange::json).collect::<Vec<_>>(),
            "webhooks": self.webhooks.iter().map(WebhookChange::json).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_wrong_finding_makes_a_phone_unusable_and_each_is_seen_at_once() {
        let mut seen = Vec::new();
        let mut watch = |finding: &Finding| seen.push(finding.step);
        let mut report = Report::new(Name::parse("pixel").unwrap(), &mut watch);
        report.identity = Some(Identity { id: "a".into(), model: "Pixel".into() });
        report.add(Finding::good("address", "answers"));
        report.add(Finding::note("battery", "12 %").remedy("plug in a charger"));
        assert!(report.is_usable());
        report.add(Finding::wrong("password", "refused"));
        assert!(!report.is_usable());
        assert_eq!(report.json()["findings"][1]["remedy"], "plug in a charger");
        assert_eq!(report.json()["usable"], false);
        assert_eq!(seen, ["address", "battery", "password"]);
    }

    #[test]
    fn a_remedy_stands_beneath_its_finding() {
        let rows = Finding::wrong("password", "refused").remedy("type it again").rows();
        assert_eq!(rows, ["wrong  password   refused", "                  to do: type it again"]);
    }
}
