//! The features of a candidate: each is one thing that speaks for it or against it, and has one weight (`weights.rs`).

/// Declares the features, each with its sign and its name.
macro_rules! features {
    ($($(#[$doc:meta])* $feature:ident $sign:ident $name:literal,)*) => {
        /// One thing that speaks for a candidate or against it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Feature {
            $($(#[$doc])* $feature,)*
        }

        impl Feature {
            /// All features, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$feature,)*];

            /// What it observes, for a person who reads why a text was answered as it was.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$feature => $name,)*
                }
            }

            /// The sign that its weight is expected to have.
            pub fn sign(self) -> Sign {
                match self {
                    $(Self::$feature => Sign::$sign,)*
                }
            }
        }
    };
}

/// Whether a feature speaks for a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    For,
    Against,
}

features! {
    /// Every candidate has it: its weight is what a number without any other feature is worth.
    Candidate Against "any number",

    // The word that gains the candidate the most points.
    OtpBeside For "name of a one-time code beside it",
    OtpNear For "name of a one-time code near",
    OtpSentence For "name of a one-time code in the sentence",
    OtpAnywhere For "name of a one-time code in the text",
    CodeBeside For "word for code beside it",
    CodeNear For "word for code near",
    CodeSentence For "word for code in the sentence",
    CodeAnywhere For "word for code in the text",
    /// "PIN 1234", whatever the PIN opens.
    Pin For "PIN beside it",
    /// "Verification: 1234", without a word for code.
    Titled For "purpose as its title",
    /// "Enter 1234", "give the driver 1234", without a word for code.
    Instructed For "instruction to enter it",
    /// The word announces another number after it.
    Claimed Against "that word announces another number",
    /// "ID code", "card code": the kind may be a part of the name, or may be what else the code is.
    OfKind Against "that code is of an account, a card, an order",
    /// Another number is between the word and the candidate.
    Blocked Against "another number before that word",

    // The rest of the text.
    Verify For "a purpose in the text",
    Hush For "do not share it",
    Valid For "a validity in the text",
    Entered For "enter beside it",
    OnlyNumber For "the only number",
    /// "Example: 1234" from Example, "Example login 1234".
    Terse For "hardly a word that is not about a code",
    Retriever For "marked for an app",

    // Where it is.
    OwnRow For "alone in its row",
    TextStart For "begins the text",
    AfterColon For "behind a colon",
    /// "... is 1234", "1234 is ...".
    Copula For "is beside it",

    // How it is written.
    SixLong For "six characters",
    FourOrFiveLong For "four or five characters",
    TenLong Against "ten characters or more",
    Grouped For "in groups",
    /// `G-123456`. Against, because more senders number parcels and bookings so than codes.
    Prefixed Against "letters and a hyphen before it",
    Mixed Against "letters and digits",
    /// `SAVE20`: a word and a number.
    WordLike Against "a word and a number",
    /// `A047`: the number of a seat, a form, a place in a queue.
    Numbered Against "a letter and three digits",
    /// `beta3ak`: Arabic on a Latin keyboard.
    Spoken Against "a word with digits for sounds",

    // What else it may be.
    /// The number is an order, an account, a flight.
    Other Against "another kind of number",
    Call Against "a telephone number",
    Money Against "an amount",
    Quantity Against "a quantity",
    Year Against "a year",
    /// `12-03-25`.
    Date Against "a date",
    /// `57 72 30 15`, `956 777 956`: telephone numbers have such groups.
    Telephone Against "groups of a telephone number",
    /// The text offers a discount, and no word for a one-time code is near.
    Promo Against "a discount in the text",
    /// "Meeting ID 843 2210, passcode 1234"
    Conference Against "a conference in the text",
    PromoWordLike Against "a discount, and a word and a number",
}

/// A set of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features(u128);

const _: () = assert!(Feature::ALL.len() <= u128::BITS as usize);

impl Features {
    pub fn add(&mut self, feature: Feature) {
        self.0 |= 1 << feature as u8;
    }

    /// Adds the feature if the condition holds.
    pub fn add_if(&mut self, holds: bool, feature: Feature) {
        self.0 |= u128::from(holds) << feature as u8;
    }

    pub fn with(mut self, other: Self) -> Self {
        self.0 |= other.0;
        self
    }

    pub fn has(self, feature: Feature) -> bool {
        self.0 >> feature as u8 & 1 == 1
    }

    pub fn has_any(self, features: &[Feature]) -> bool {
        features.iter().any(|feature| self.has(*feature))
    }

    /// Its features, in the order of `Feature::ALL`.
    pub fn iter(self) -> impl Iterator<Item = Feature> {
        Feature::ALL.iter().copied().filter(move |feature| self.has(*feature))
    }
}

impl FromIterator<Feature> for Features {
    fn from_iter<I: IntoIterator<Item = Feature>>(features: I) -> Self {
        let mut all = Self::default();
        features.into_iter().for_each(|feature| all.add(feature));
        all
    }
}

/// A weight for each feature: what it adds to the logarithm of the odds that the candidate is the code.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights([f32; Feature::ALL.len()]);

impl Weights {
    /// The weights in the order of `Feature::ALL`.
    pub const fn new(weights: [f32; Feature::ALL.len()]) -> Self {
        Self(weights)
    }

    pub fn of(&self, feature: Feature) -> f32 {
        self.0[feature as usize]
    }

    /// The sum of the weights of a set.
    pub fn sum(&self, features: Features) -> f32 {
        let (mut rest, mut sum) = (features.0, 0.0);
        while rest != 0 {
            sum += self.0[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::super::weights::{FITTED, TABLE};
    use super::*;

    #[test]
    fn a_set_has_the_features_that_were_added() {
        let mut set: Features = [Feature::Candidate, Feature::PromoWordLike].into_iter().collect();
        set.add_if(false, Feature::Hush);
        set.add_if(true, Feature::SixLong);
        assert!(set.has(Feature::Candidate) && set.has(Feature::PromoWordLike) && !set.has(Feature::Hush));
        let listed: Vec<Feature> = set.iter().collect();
        assert_eq!(listed, [Feature::Candidate, Feature::SixLong, Feature::PromoWordLike]);
        assert_eq!(Features::default().iter().count(), 0);
    }

    #[test]
    fn each_weight_has_the_expected_sign() {
        assert!(TABLE.iter().map(|row| row.0).eq(Feature::ALL.iter().copied()), "run the fit");
        for (feature, weight, _, _) in TABLE {
            let expected = match feature.sign() {
                Sign::For => weight > 0.0,
                Sign::Against => weight < 0.0,
            };
            assert!(expected, "{feature:?} has the weight {weight}");
            assert_eq!(FITTED.of(feature), weight);
        }
    }
}
