//! Splits a text into the fewest parts: 3GPP TS 23.040 9.2.3.24.1.
//!
//! Parts are cut between characters, never within an escape or a surrogate pair. If that costs no additional part, they
//! are not cut within a visible character either (accents, emoji sequences).

use std::collections::BTreeMap;
use std::fmt;

use super::address::Address;
use super::alphabet::Tables;
use super::cluster;
use super::coder::{Coder, Kind};
use super::coding::{Class, Dcs};
use super::deliver::Deliver;
use super::header::{Concat, Header};
use super::language::Language;
use super::septets;
use super::submit::Submit;
use super::timestamp::Timestamp;
use super::user_data::UserData;
use super::validity::Validity;

/// The most parts of one message.
pub const PARTS_MAX: usize = 255;

/// A text to send, and how it may be coded.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    /// The text.
    pub text: &'a str,
    /// The class of the message.
    pub class: Option<Class>,
    /// National tables that the recipient's phone supports. Many phones don't, so the default is none.
    pub languages: &'a [Language],
    /// The reference of the parts.
    pub reference: Reference,
}

/// The reference that the parts of one message share. Two messages to the same recipient within days should have
/// different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// 8 bits.
    Narrow(u8),
    /// 16 bits: it costs every part an octet, and repeats later.
    Wide(u16),
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, class: None, languages: &[], reference: Reference::Narrow(0) }
    }
}

/// What a message requests from the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Request {
    /// A status report for each part.
    pub status_report: bool,
    /// How long the SMSC tries.
    pub validity: Option<Validity>,
    /// The SMSC rejects duplicates (TP-RD).
    pub reject_duplicates: bool,
    /// The reply may use the same SMSC (TP-RP).
    pub reply_path: bool,
}

/// Why a text can't be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComposeError {
    /// The text would take this number of parts.
    TooManyParts(usize),
}

impl fmt::Display for ComposeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyParts(parts) => write!(f, "takes {parts} parts; one message has at most {PARTS_MAX}"),
        }
    }
}

impl std::error::Error for ComposeError {}

/// The parts to send, in order, as SMS-SUBMITs.
pub fn compose(recipient: &Address, text: &Text<'_>, request: &Request) -> Result<Vec<Submit>, ComposeError> {
    let (dcs, parts) = text.split()?;
    let submit = |user_data| Submit {
        status_report: request.status_report,
        validity: request.validity,
        reject_duplicates: request.reject_duplicates,
        reply_path: request.reply_path,
        ..Submit::new(recipient.clone(), dcs, user_data)
    };
    Ok(parts.into_iter().map(submit).collect())
}

/// The parts in order, as SMS-DELIVERs of an SMSC.
pub fn deliver_parts(
    originator: &Address,
    smsc_timestamp: Timestamp,
    text: &Text<'_>,
) -> Result<Vec<Deliver>, ComposeError> {
    let (dcs, parts) = text.split()?;
    let deliver = |user_data| Deliver::new(originator.clone(), smsc_timestamp, dcs, user_data);
    Ok(parts.into_iter().map(deliver).collect())
}

impl Text<'_> {
    /// The parts, and the coding scheme that they have.
    pub fn split(&self) -> Result<(Dcs, Vec<UserData>), ComposeError> {
        let (coder, units) = self.coder();
        let dcs = Dcs::new(coder.alphabet(), self.class);
        let header = coder.header(None);
        if units.len() <= coder.room(header.as_ref()) {
            return Ok((dcs, vec![coder.part(header, self.text, units)]));
        }
        let ends = Marks::new(self.text, coder, self.room_of_many(coder)).cut()?;
        let total = u8::try_from(ends.len()).expect("no more than PARTS_MAX");
        let mut parts = Vec::with_capacity(ends.len());
        let mut start = (0, 0);
        for (sequence, end) in (1..=total).zip(ends) {
            let header = coder.header(Some(self.concat(total, sequence)));
            parts.push(coder.part(header, &self.text[start.0..end.0], units[start.1..end.1].to_vec()));
            start = end;
        }
        Ok((dcs, parts))
    }

    /// The coder that takes the fewest parts. Of equal ones, the default alphabet is preferred, which every phone has,
    /// then the requested national tables, and of those the one with the fewest septets. It is returned with the text's
    /// units.
    fn coder(&self) -> (Coder, Vec<u8>) {
        let default = Coder::Gsm7(Tables::default());
        let coder = match default.units(self.text) {
            Some(units) if self.languages.is_empty() || units.len() <= default.room(None) => return (default, units),
            None if self.languages.is_empty() => Coder::Ucs2,
            Some(_) | None => self.cheapest_coder(),
        };
        (coder, coder.units(self.text).expect("it has every character of the text"))
    }

    fn cheapest_coder(&self) -> Coder {
        // Every single shift table can be combined with every locking table (23.038 6.2.1.2.3).
        let singles = || std::iter::once(None).chain(self.languages.iter().copied().map(Some));
        let lockings = singles().filter(|locking| locking.is_none_or(Language::has_locking_table));
        let national = lockings.flat_map(|locking| singles().map(move |single| Tables { locking, single }));
        // The characters are counted once: most texts have few different characters, and a few languages make many
        // pairs.
        let mut counts: BTreeMap<char, usize> = BTreeMap::new();
        for c in self.text.chars() {
            *counts.entry(c).or_default() += 1;
        }
        let mut best: Option<(Cost, Coder)> = None;
        for coder in national.map(Coder::Gsm7).chain([Coder::Ucs2]) {
            let size = counts.iter().try_fold(0, |size, (c, count)| Some(size + coder.size_of(*c)? * count));
            let Some(size) = size else { continue };
            let least = best.map(|(cost, _)| cost);
            // Most pairs take too much, which is known without splitting the text.
            let fewest = self.fewest_parts(coder, size);
            if least.is_some_and(|least| self.cost(coder, size, fewest) >= least) {
                continue;
            }
            let parts =
                if fewest == 1 { 1 } else { Marks::new(self.text, coder, self.room_of_many(coder)).parts_from(0) };
            let cost = self.cost(coder, size, parts);
            if least.is_none_or(|least| cost < least) {
                best = Some((cost, coder));
            }
        }
        best.expect("UCS2 has every character").1
    }

    /// A lower limit for the number of parts; visible characters that stay together may require more.
    fn fewest_parts(&self, coder: Coder, size: usize) -> usize {
        if size <= coder.room(coder.header(None).as_ref()) {
            return 1;
        }
        size.div_ceil(self.room_of_many(coder)).max(2)
    }

    fn cost(&self, coder: Coder, size: usize, parts: usize) -> Cost {
        let header = coder.header((parts > 1).then(|| self.concat(1, 1)));
        let septets = septets::count_for_header(header.as_ref().map_or(0, Header::size));
        Cost { parts, kind: coder.kind(), units: parts * septets + size }
    }

    fn room_of_many(&self, coder: Coder) -> usize {
        coder.room(coder.header(Some(self.concat(1, 1))).as_ref())
    }

    fn concat(&self, total: u8, sequence: u8) -> Concat {
        let (reference, wide) = match self.reference {
            Reference::Narrow(reference) => (u16::from(reference), false),
            Reference::Wide(reference) => (reference, true),
        };
        Concat { reference, wide, total, sequence }
    }
}

/// The criteria for choosing a coder, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    parts: usize,
    kind: Kind,
    /// Only coders of the same kind have the same units.
    units: usize,
}

/// The places between characters where a text may be cut.
struct Marks<'a> {
    text: &'a str,
    /// The bytes and the units before each place.
    places: Vec<(usize, usize)>,
    /// The units that fit into one part.
    room: usize,
}

impl<'a> Marks<'a> {
    fn new(text: &'a str, coder: Coder, room: usize) -> Self {
        let mut places = Vec::with_capacity(text.len() + 1);
        let (mut bytes, mut units) = (0, 0);
        places.push((0, 0));
        for c in text.chars() {
            bytes += c.len_utf8();
            units += coder.size_of(c).expect("the text was measured with this coder");
            places.push((bytes, units));
        }
        Self { text, places, room }
    }

    fn end(&self) -> usize {
        self.places.len() - 1
    }

    /// The last place that a part from `start` on can reach.
    fn reach(&self, start: usize) -> usize {
        let limit = self.places[start].1 + self.room;
        self.places.partition_point(|(_, units)| *units <= limit) - 1
    }

    /// The fewest parts: each is filled to its last character.
    fn parts_from(&self, mut start: usize) -> usize {
        let mut parts = 0;
        while start < self.end() {
            start = self.reach(start);
            parts += 1;
        }
        parts
    }

    /// Where the parts end, in bytes and in units.
    fn cut(&self) -> Result<Vec<(usize, usize)>, ComposeError> {
        let total = self.parts_from(0);
        if total > PARTS_MAX {
            return Err(ComposeError::TooManyParts(total));
        }
        let mut ends = Vec::with_capacity(total);
        let mut start = 0;
        for left in (0..total).rev() {
            let reach = self.reach(start);
            start = (start + 1..=reach)
                .rev()
                .find(|place| cluster::may_cut(self.text, self.places[*place].0))
                .filter(|place| self.parts_from(*place) <= left)
                .unwrap_or(reach);
            ends.push(self.places[start]);
        }
        Ok(ends)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &Text<'_>) -> (Dcs, Vec<UserData>) {
        let (dcs, parts) = text.split().unwrap();
        let total = parts.len();
        for (index, part) in parts.iter().enumerate() {
            let place = part.concat().map(|concat| (usize::from(concat.total), usize::from(concat.sequence)));
            assert_eq!(place, (total > 1).then_some((total, index + 1)));
        }
        assert_eq!(UserData::join(&parts), text.text);
        (dcs, parts)
    }

    fn count(text: &str) -> (u8, usize) {
        let (dcs, parts) = parts(&Text::from(text));
        (dcs.0, parts.len())
    }

    #[test]
    fn a_text_takes_the_fewest_parts() {
        for (unit, single, multiple, dcs) in [("a", 160, 153, 0), ("€", 80, 76, 0), ("я", 70, 67, 8), ("😀", 35, 33, 8)]
        {
            assert_eq!(count(&unit.repeat(single)), (dcs, 1), "{unit}");
            assert_eq!(count(&unit.repeat(single + 1)), (dcs, 2), "{unit}");
            assert_eq!(count(&unit.repeat(multiple * 2)), (dcs, 2), "{unit}");
            assert_eq!(count(&unit.repeat(multiple * 2 + 1)), (dcs, 3), "{unit}");
        }
        assert_eq!(count(""), (0, 1));
    }

    #[test]
    fn a_wide_reference_has_one_septet_less() {
        let text = "a".repeat(304);
        let wide = Text { reference: Reference::Wide(0xA7B8), ..Text::from(&*text) };
        let (_, parts_of_304) = parts(&wide);
        assert_eq!(parts_of_304.len(), 2);
        assert_eq!(parts_of_304[0].concat().map(|concat| (concat.reference, concat.wide)), Some((0xA7B8, true)));
        let text = "a".repeat(305);
        assert_eq!(parts(&Text { text: &text, ..wide }).1.len(), 3);
        let text = "я".repeat(133);
        assert_eq!(parts(&Text { text: &text, ..wide }).1.len(), 3);
    }

    #[test]
    fn national_tables_are_used_only_on_request() {
        let text = "ığşç ".repeat(20);
        let (dcs, without) = parts(&Text::from(&*text));
        assert_eq!((dcs, without.len()), (Dcs(8), 2));
        let (dcs, with) = parts(&Text { languages: &[Language::Turkish], ..Text::from(&*text) });
        assert_eq!((dcs, with.len()), (Dcs(0), 1));
        let (dcs, plain) = parts(&Text { languages: &Language::ALL, ..Text::from("plain") });
        assert_eq!((dcs, plain[0].header()), (Dcs(0), None));
        let (dcs, other) = parts(&Text { languages: &[Language::Turkish], ..Text::from("я") });
        assert_eq!((dcs, other[0].header()), (Dcs(8), None));
    }

    #[test]
    fn the_cheapest_of_the_tables_is_taken() {
        for (text, language, header) in [
            ("olá ç", Language::Portuguese, "250103"),
            ("è á", Language::Portuguese, "240103"),
            ("áéíóúâêôãõç áéíóúâêôãõç", Language::Portuguese, "250103"),
            ("¿Qué está aquí?", Language::Spanish, "240102"),
            ("வணக்கம் நண்பர்களே", Language::Tamil, "25010B"),
            ("வணக்கம் ௧௨௩ AB", Language::Tamil, "24010B25010B"),
        ] {
            let (dcs, parts) = parts(&Text { languages: &[Language::Hindi, language], ..Text::from(text) });
            let octets = parts[0].header().map(|header| super::super::hex::encode(header.octets()));
            assert_eq!((dcs, octets.as_deref()), (Dcs(0), Some(header)), "{text}");
        }
    }

    #[test]
    fn any_two_tables_are_combined_if_that_saves_a_part() {
        use Language::{Portuguese, Spanish, Turkish};
        let ten = "ığ".repeat(5);
        for (text, languages, count, header) in [
            // The default alphabet has € only after an escape; while that costs no part, it is used.
            ("€".repeat(100), &[Turkish][..], 1, Some("250101")),
            ("€".repeat(80), &[Turkish], 1, None),
            ("€".repeat(160), &[Turkish], 2, Some("0003000201250101")),
            ("a".repeat(161), &[Turkish, Portuguese], 2, Some("0003000201")),
            (ten.repeat(8) + "ãõ", &[Turkish, Portuguese], 1, Some("240103250101")),
            (ten.repeat(8) + "ãõ", &[Portuguese, Turkish], 1, Some("240103250101")),
            (ten.repeat(8) + "á", &[Turkish, Spanish], 1, Some("240102250101")),
            // UCS2 takes no more parts, so it is used unless the tables were requested.
            (ten.repeat(7), &[], 1, None),
            (ten.repeat(7), &[Turkish], 1, Some("250101")),
        ] {
            let (_, parts) = parts(&Text { languages, ..Text::from(&*text) });
            let octets = parts[0].header().map(|header| super::super::hex::encode(header.octets()));
            assert_eq!((parts.len(), octets.as_deref()), (count, header), "{text}");
        }
    }

    #[test]
    fn no_other_pair_of_tables_takes_fewer_parts() {
        let pieces = ["ığ", "ãõ", "€{}", "áéí", "नमस्ते", "வணக்", "hello ", "я", "१२", "ç^"];
        let choices: Vec<_> = std::iter::once(None).chain(Language::ALL.map(Some)).collect();
        for (index, piece) in pieces.into_iter().enumerate() {
            for (count, other) in [(1, 1), (20, 3), (40, 5), (75, 7), (200, 9)] {
                let text = piece.repeat(count) + &pieces[(index + other) % pieces.len()].repeat(other);
                let text = Text { languages: &Language::ALL, ..Text::from(&*text) };
                let cost = |coder: Coder| {
                    let size = coder.units(text.text)?.len();
                    let room = coder.room(coder.header(None).as_ref());
                    let cut = Marks::new(text.text, coder, text.room_of_many(coder));
                    Some(text.cost(coder, size, if size <= room { 1 } else { cut.parts_from(0) }))
                };
                let tables = choices
                    .iter()
                    .flat_map(|locking| choices.iter().map(|single| Tables { locking: *locking, single: *single }));
                let tables = tables.filter(|tables| tables.locking != Some(Language::Spanish));
                let least = tables.map(Coder::Gsm7).chain([Coder::Ucs2]).filter_map(cost).min();
                let chosen = cost(text.coder().0);
                assert_eq!(chosen, least, "{}", text.text);
            }
        }
    }

    #[test]
    fn a_visible_character_stays_together_if_that_costs_no_part() {
        let flag = "🇩🇪";
        let text = format!("{}{flag}{}", "я".repeat(65), "я".repeat(20));
        let (_, cut) = parts(&Text::from(&*text));
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[0].text().unwrap().chars().count(), 65);

        let text = format!("{}{flag}{}", "я".repeat(65), "я".repeat(65));
        let (_, cut) = parts(&Text::from(&*text));
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[0].text().unwrap().chars().count(), 66);

        let text = format!("a{}", "\u{301}".repeat(500));
        assert_eq!(parts(&Text::from(&*text)).1.len(), 8);
    }

    #[test]
    fn the_request_is_in_every_part() {
        let text = "a".repeat(200);
        let text = Text { class: Some(Class::Flash), reference: Reference::Narrow(0xA7), ..Text::from(&*text) };
        let request = Request {
            status_report: true,
            validity: Some(Validity::Relative(167)),
            reject_duplicates: true,
            reply_path: true,
        };
        let parts = compose(&Address::number("+12025550143").unwrap(), &text, &request).unwrap();
        assert_eq!(parts.len(), 2);
        for part in &parts {
            assert_eq!((part.dcs, part.validity), (Some(Dcs(0x10)), Some(Validity::Relative(167))));
            assert!(part.status_report && part.reject_duplicates && part.reply_path);
            assert_eq!(part.concat().map(|concat| concat.reference), Some(0xA7));
        }
    }

    #[test]
    fn an_smsc_delivers_the_same_parts() {
        let text = "я".repeat(100);
        let bank = Address::alphanumeric("Bank").unwrap();
        let time = Timestamp::new(1_795_339_798, 4).unwrap();
        let parts = deliver_parts(&bank, time, &Text::from(&*text)).unwrap();
        assert_eq!(parts.len(), 2);
        assert!(parts.iter().all(|part| part.originator.as_ref() == Some(&bank) && part.smsc_timestamp == Some(time)));
        assert_eq!(UserData::join(parts.iter().filter_map(|part| part.user_data.as_ref())), text);
    }
}
