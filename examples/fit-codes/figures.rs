//! What a finder has right in some texts: the counts at the default threshold, and how good its probabilities are.

use simgate::code::collection::{Case, Score};
use simgate::code::{Finder, MIN_CONFIDENCE};

pub const HEAD: &str = "set             texts codes  precision recall  exact   service Brier";

#[derive(Default)]
pub struct Figures {
    score: Score,
    /// Right codes whose service the collection has, and those of them with the right one.
    services: (usize, usize),
    /// The probability of each text's best candidate, and whether it is the code.
    guesses: Vec<(f64, bool)>,
}

impl Figures {
    pub fn of<'a>(cases: impl IntoIterator<Item = &'a Case>, finder: &Finder) -> Self {
        let mut figures = Self::default();
        for case in cases {
            let found = case.ask(finder);
            figures.score.count(case, found.as_ref().filter(|found| found.confidence >= MIN_CONFIDENCE));
            let is_right = |found: &simgate::code::Found| Some(&found.value) == case.code.as_ref();
            if let (Some(wanted), Some(found)) = (&case.service, found.as_ref().filter(|found| is_right(found))) {
                figures.services.0 += 1;
                figures.services.1 += usize::from(*wanted == found.service);
            }
            let best =
                finder.weigh(&case.from, &case.text).into_iter().max_by(|a, b| a.probability.total_cmp(&b.probability));
            let guess = match (&found, best) {
                (Some(found), _) => Some((f64::from(found.confidence), is_right(found))),
                (None, Some(best)) => Some((f64::from(best.probability), Some(&best.value) == case.code.as_ref())),
                (None, None) => None,
            };
            figures.guesses.extend(guess);
        }
        figures
    }

    pub fn add(&mut self, other: Self) {
        self.score.add(other.score);
        self.services.0 += other.services.0;
        self.services.1 += other.services.1;
        self.guesses.extend(other.guesses);
    }

    pub fn row(&self, name: &str) -> String {
        let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.4}"));
        let Score { texts, codes, .. } = self.score;
        let service = (self.services.0 > 0).then(|| self.services.1 as f64 / self.services.0 as f64);
        format!(
            "{name:15} {texts:5} {codes:5}  {:9} {:7} {:7} {:7} {}",
            share(self.score.precision()),
            share(self.score.recall()),
            share(self.score.exact_share()),
            share(service),
            share(self.brier())
        )
    }

    /// The mean square of the difference between the probability and 1 for the code, or 0 for what is none.
    fn brier(&self) -> Option<f64> {
        let squares =
            self.guesses.iter().map(|(probability, right)| (probability - f64::from(u8::from(*right))).powi(2));
        (!self.guesses.is_empty()).then(|| squares.sum::<f64>() / self.guesses.len() as f64)
    }

    #[expect(clippy::print_stdout, reason = "prints its figures")]
    pub fn print_reliability(&self) {
        println!("\nprobability  candidates  mean    right");
        for tenth in 0..10 {
            let (from, to) = (f64::from(tenth) / 10.0, f64::from(tenth + 1) / 10.0);
            let within = self.guesses.iter().filter(|(p, _)| *p >= from && (*p < to || tenth == 9));
            let (mut count, mut sum, mut right) = (0_usize, 0.0, 0_usize);
            within.for_each(|(p, is_right)| (count, sum, right) = (count + 1, sum + p, right + usize::from(*is_right)));
            let of = count.max(1) as f64;
            println!("{from:.1} - {to:.1}    {count:10}  {:.4}  {:.4}", sum / of, right as f64 / of);
        }
    }

    /// The precision and the recall at some thresholds.
    #[expect(clippy::print_stdout, reason = "prints its figures")]
    pub fn print_thresholds(&self) {
        println!("\nthreshold  precision  recall");
        for threshold in [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95] {
            let above = self.guesses.iter().filter(|(probability, _)| *probability >= threshold);
            let (answers, right) =
                above.fold((0_usize, 0_usize), |(all, right), (_, is)| (all + 1, right + usize::from(*is)));
            let codes = self.score.codes as f64;
            println!("{threshold:9}  {:9.4}  {:.4}", right as f64 / answers.max(1) as f64, right as f64 / codes);
        }
    }
}
