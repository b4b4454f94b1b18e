//! What is known of a phone after it was asked: findings for a person, and one JSON object for a program.

use serde_json::{Value, json};

use super::answers::Sim;
use super::settings::SettingChange;
use super::webhooks::WebhookChange;
use crate::cli::finding::{Finding, Grade};
use crate::drivers::android::Identity;
use crate::model::Name;

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
}
