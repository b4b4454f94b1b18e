//! Whether a PIN is tried, as the journal in the store decides.

use super::*;
use crate::flow::PinRequest;
use crate::flow::pin::Verdict;
use crate::model::Secret;

const CARD: &str = "iccid:8901260712345678901";

impl Scene {
    fn verdict(&mut self, attempts_left: Option<u8>) -> Verdict {
        let request = PinRequest { device: device(1), card: CARD.into(), pin: Secret::new("1234"), attempts_left };
        let actions = self.gateway.as_mut().unwrap().handle(&[Event::PinWanted(request)], self.now).unwrap();
        let verdict = |action| if let Action::AnswerPin { verdict, .. } = action { Some(verdict) } else { None };
        actions.into_iter().find_map(verdict).unwrap()
    }

    fn report_try(&mut self, opened: bool) {
        self.handle(&[Event::PinTried { card: CARD.into(), pin: Secret::new("1234"), opened }]);
    }
}

/// A person changed the PIN in a phone, and the card's answer to the try is lost. The next try could be the last one.
#[test]
fn each_try_is_journalled_even_if_the_pin_opened_the_card_before() {
    for restarts in [false, true] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
        assert_eq!(scene.verdict(Some(3)), Verdict::Try);
        scene.report_try(true);
        assert_eq!(scene.verdict(None), Verdict::Try, "it opened this card");
        if restarts {
            scene.reboot();
        }
        assert_eq!(scene.verdict(None), Verdict::Unsettled, "the outcome is unknown");
        assert_eq!(scene.verdict(Some(2)), Verdict::AttemptsLost { left: 2 });
        assert_eq!(scene.verdict(Some(3)), Verdict::Try, "the card reports that it lost no attempt");
        scene.report_try(false);
        assert_eq!((scene.verdict(Some(3)), scene.verdict(None)), (Verdict::Failed, Verdict::Failed));
    }
}
