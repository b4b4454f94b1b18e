//! Whether a PIN is tried, by what the journal on disk knows of it.

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

    fn tried(&mut self, opened: bool) {
        self.handle(&[Event::PinTried { card: CARD.into(), pin: Secret::new("1234"), opened }]);
    }
}

/// Somebody changed it in a phone, and the answer to the try is never heard: the next one could be the card's last.
#[test]
fn a_pin_that_opened_the_card_is_journalled_again_each_time_it_is_tried() {
    for restarts in [false, true] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
        assert_eq!(scene.verdict(Some(3)), Verdict::Try);
        scene.tried(true);
        assert_eq!(scene.verdict(None), Verdict::Try, "it opened this card");
        if restarts {
            scene.reboot();
        }
        assert_eq!(scene.verdict(None), Verdict::Unsettled, "nobody knows what became of it");
        assert_eq!(scene.verdict(Some(2)), Verdict::AttemptsLost { left: 2 });
        assert_eq!(scene.verdict(Some(3)), Verdict::Try, "the card tells that it was not tried");
        scene.tried(false);
        assert_eq!((scene.verdict(Some(3)), scene.verdict(None)), (Verdict::Failed, Verdict::Failed));
    }
}
