//! STOP and START: what a recipient answers who does not want to be written to any more, and who does again.

use std::collections::BTreeMap;

use crate::model::LineId;

/// What a whole message says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    Stop,
    Start,
}

/// Of the languages most written in; the first ones are those that carriers themselves know.
const STOP: &[&str] = &[
    "stop",
    "stopall",
    "stop all",
    "unsubscribe",
    "cancel",
    "end",
    "quit",
    "revoke",
    "optout",
    "opt out",
    "opt-out",
    // German, Dutch, Danish, Norwegian, Swedish, Finnish.
    "stopp",
    "abmelden",
    "abbestellen",
    "afmelden",
    "stoppen",
    "afmeld",
    "avslutt",
    "avsluta",
    "lopeta",
    // French, Spanish, Catalan, Portuguese, Italian, Romanian.
    "arret",
    "arrêt",
    "arreter",
    "arrêter",
    "desabonner",
    "désabonner",
    "baja",
    "alto",
    "parar",
    "atura",
    "sair",
    "pare",
    "cancelar",
    "ferma",
    "fermare",
    "disiscrivi",
    "opriti",
    "opriți",
    "dezabonare",
    // Polish, Czech, Slovak, Hungarian, Croatian, Turkish, Greek.
    "rezygnuje",
    "rezygnuję",
    "odhlasit",
    "odhlásit",
    "odhlásiť",
    "leiratkozás",
    "leiratkozas",
    "odjava",
    "iptal",
    "dur",
    "ret",
    "διακοπη",
    "διακοπή",
    "στοπ",
    // Russian, Ukrainian, Bulgarian, Hebrew, Arabic, Persian, Hindi.
    "стоп",
    "стій",
    "отписка",
    "отписаться",
    "відписатися",
    "спри",
    "הסר",
    "הסרה",
    "עצור",
    "توقف",
    "ايقاف",
    "إيقاف",
    "الغاء",
    "إلغاء",
    "لغو",
    "बंद",
    "रोकें",
    // Chinese, Japanese, Korean, Thai, Vietnamese, Indonesian, Malay.
    "退订",
    "退訂",
    "停止",
    "取消",
    "td",
    "t",
    "解除",
    "배신정지",
    "수신거부",
    "중지",
    "หยุด",
    "ยกเลิก",
    "dừng",
    "huỷ",
    "hủy",
    "tu choi",
    "từ chối",
    "berhenti",
    "henti",
];

const START: &[&str] = &[
    "start",
    "unstop",
    "subscribe",
    "resume",
    "anmelden",
    "aanmelden",
    "tilmeld",
    "reprendre",
    "alta",
    "iniciar",
    "inicio",
    "iniziare",
    "wznow",
    "başla",
    "basla",
    "старт",
    "начать",
    "ابدأ",
    "开始",
    "開始",
    "시작",
    "เริ่ม",
    "bắt đầu",
    "mulai",
    "mula",
];

/// What a message says that consists of such a word and nothing else, in any case, with or without marks around it.
pub fn said(text: &str) -> Option<Said> {
    // No such word is longer.
    if text.len() > 100 {
        return None;
    }
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric() && !is_combining(c));
    let word = trimmed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    if STOP.contains(&word.as_str()) {
        return Some(Said::Stop);
    }
    START.contains(&word.as_str()).then_some(Said::Start)
}

/// Vowel signs of Thai and Devanagari, which belong to the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{97F}' | '\u{E31}'..='\u{E4E}')
}

/// Recipients that each line does not write to any more.
#[derive(Debug, Clone, Default)]
pub struct Stopped(BTreeMap<(LineId, String), Vec<String>>);

impl Stopped {
    pub fn insert(&mut self, line: LineId, recipient: String) {
        let numbers = self.0.entry((line, tail(&recipient))).or_default();
        if !numbers.contains(&recipient) {
            numbers.push(recipient);
        }
    }

    pub fn remove(&mut self, line: &LineId, recipient: &str) {
        if let Some(numbers) = self.0.get_mut(&(line.clone(), tail(recipient))) {
            numbers.retain(|number| !is_same_number(number, recipient));
        }
    }

    pub fn holds(&self, line: &LineId, recipient: &str) -> bool {
        let numbers = self.0.get(&(line.clone(), tail(recipient))).into_iter().flatten();
        numbers.into_iter().any(|number| is_same_number(number, recipient))
    }
}

/// Numbers that end otherwise are not the same.
fn tail(number: &str) -> String {
    let digits = number.trim_start_matches(['+', '0']);
    digits.get(digits.len().saturating_sub(SAME_DIGITS)..).unwrap_or(digits).to_owned()
}

/// Networks give back a number as they have it: `+12025550143` for `2025550143`.
const SAME_DIGITS: usize = 7;

pub fn is_same_number(one: &str, other: &str) -> bool {
    if one.starts_with('+') && other.starts_with('+') {
        return one == other;
    }
    let (one, other) = (one.trim_start_matches('+'), other.trim_start_matches('+'));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let short = short.trim_start_matches('0');
    one == other || (short.len() >= SAME_DIGITS && long.ends_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Iccid;

    #[test]
    fn a_word_alone_is_an_answer_and_a_sentence_is_none() {
        for (text, wanted) in [
            ("STOP", Some(Said::Stop)),
            (" stop.\r\n", Some(Said::Stop)),
            ("\"Stop!\"", Some(Said::Stop)),
            ("Стоп", Some(Said::Stop)),
            ("退订", Some(Said::Stop)),
            ("ARRÊT", Some(Said::Stop)),
            ("บยกเลิก", None),
            ("ยกเลิก", Some(Said::Stop)),
            ("बंद", Some(Said::Stop)),
            ("Start", Some(Said::Start)),
            ("please stop", None),
            ("stop it", None),
            ("STOPPING", None),
            ("", None),
            ("...", None),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
        assert_eq!(said(&"stop ".repeat(1000)), None);
    }

    #[test]
    fn every_word_is_told_and_stands_for_one_thing() {
        for (words, wanted) in [(STOP, Said::Stop), (START, Said::Start)] {
            for word in words {
                assert_eq!(said(word), Some(wanted), "{word}");
            }
        }
    }

    #[test]
    fn a_line_does_not_write_to_whoever_stopped_it_and_others_do() {
        let line = |digits: &str| LineId::Iccid(Iccid::parse(digits).unwrap());
        let (one, two) = (line("8901260712345678901"), line("8901260712345678919"));
        let mut stopped = Stopped::default();
        stopped.insert(one.clone(), "+12025550143".into());
        assert!(stopped.holds(&one, "+12025550143") && stopped.holds(&one, "2025550143"));
        assert!(!stopped.holds(&one, "+12025550144") && !stopped.holds(&one, "+492025550143"));
        assert!(!stopped.holds(&two, "+12025550143"));
        stopped.remove(&one, "12025550143");
        assert!(!stopped.holds(&one, "+12025550143"));
        stopped.insert(one.clone(), "611".into());
        assert!(stopped.holds(&one, "611") && !stopped.holds(&one, "11"));
    }

    #[test]
    fn numbers_are_compared_as_networks_give_them() {
        for (one, other, same) in [
            ("+12025550143", "12025550143", true),
            ("+12025550143", "2025550143", true),
            ("+4917612345678", "017612345678", true),
            ("611", "611", true),
            ("611", "12611", false),
            ("+12025550143", "+12025550144", false),
        ] {
            assert_eq!(is_same_number(one, other), same, "{one} {other}");
        }
    }
}
