//! TP-User-Data: header, text or data, and the joining of parts (3GPP TS 23.040 9.2.3.24).

use std::fmt;

use super::alphabet::Tables;
use super::coding::{Alphabet, Dcs};
use super::flaw::{Flaw, Flaws};
use super::header::{Concat, Header, Ports};
use super::language::ESCAPE;
use super::reader::Reader;
use super::septets;

/// At most so many octets, header and all.
pub const OCTETS_MAX: usize = 140;

/// One part's worth of text or data.
#[derive(Clone, PartialEq, Eq)]
pub struct UserData {
    header: Option<Header>,
    alphabet: Alphabet,
    tables: Tables,
    /// What follows the header: one septet each, or octets.
    units: Vec<u8>,
    text: Option<String>,
}

impl UserData {
    /// 8-bit data. `None` if it is more than one part can carry.
    pub fn data(header: Option<Header>, octets: &[u8]) -> Option<Self> {
        let size = header.as_ref().map_or(0, Header::size) + octets.len();
        (size <= OCTETS_MAX).then(|| Self::new(header, Alphabet::Data, octets.to_vec(), &mut Flaws::default()))
    }

    /// `units` as the alphabet has them: septets, UTF-16BE or octets.
    fn new(header: Option<Header>, alphabet: Alphabet, units: Vec<u8>, flaws: &mut Flaws) -> Self {
        let mut user_data = Self { header, alphabet, tables: Tables::default(), units, text: None };
        let mut text = Text::with_capacity(user_data.units.len());
        if let Some(header) = &user_data.header {
            user_data.tables = header.tables(flaws);
        }
        if text.push(&user_data) {
            let (text, lone) = text.finish();
            flaws.add_if(Flaw::LoneSurrogate, lone);
            flaws.add_if(Flaw::OddUcs2, alphabet == Alphabet::Ucs2 && !user_data.units.len().is_multiple_of(2));
            user_data.text = Some(text);
        }
        user_data
    }

    /// `units` are known to be `text`.
    pub(super) fn of_text(
        header: Option<Header>,
        alphabet: Alphabet,
        tables: Tables,
        units: Vec<u8>,
        text: &str,
    ) -> Self {
        Self { header, alphabet, tables, units, text: Some(text.to_owned()) }
    }

    /// TP-UDL and TP-UD. `None` if the TPDU ends before them.
    pub(super) fn read(dcs: Dcs, has_header: bool, reader: &mut Reader<'_>) -> Option<Self> {
        let alphabet = coded(dcs);
        reader.flaws.add_if(Flaw::ReservedCoding, dcs.is_reserved());
        let length = usize::from(reader.octet()?);
        let octets_wanted = if alphabet == Alphabet::Gsm7 { septets::octets_for(length) } else { length };
        let octets = reader.take(octets_wanted);
        for flaw in [Flaw::ShortUserData, Flaw::Truncated] {
            reader.flaws.add_if(flaw, octets.len() < octets_wanted);
        }

        let header = if has_header { read_header(octets, octets_wanted, &mut reader.flaws) } else { None };
        let (header, header_size) = header.map_or((None, 0), |(header, size)| (Some(header), size));
        let units = if alphabet == Alphabet::Gsm7 {
            let start = septets::of_header(header_size);
            septets::unpack(octets, start, length.saturating_sub(start))
        } else {
            octets.get(header_size..).unwrap_or_default().to_vec()
        };
        Some(Self::new(header, alphabet, units, &mut reader.flaws))
    }

    /// TP-UDL and TP-UD.
    pub(super) fn write(&self, octets: &mut Vec<u8>) {
        let header_size = self.header.as_ref().map_or(0, Header::size);
        let length = match self.alphabet {
            Alphabet::Gsm7 => septets::of_header(header_size) + self.units.len(),
            Alphabet::Data | Alphabet::Ucs2 => header_size + self.units.len(),
        };
        // A header that was read with 255 septets may end within a 256th.
        octets.push(u8::try_from(length).unwrap_or(u8::MAX));
        if let Some(header) = &self.header {
            octets.push(u8::try_from(header.untorn().len()).expect("read from one octet or composed"));
            octets.extend(header.untorn());
        }
        match self.alphabet {
            Alphabet::Gsm7 => septets::pack(&self.units, header_size, octets),
            Alphabet::Data | Alphabet::Ucs2 => octets.extend(&self.units),
        }
    }

    /// `None` for 8-bit and compressed data.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The octets of 8-bit or compressed data.
    pub fn octets(&self) -> Option<&[u8]> {
        (self.alphabet == Alphabet::Data).then_some(&self.units)
    }

    pub fn alphabet(&self) -> Alphabet {
        self.alphabet
    }

    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    pub fn concat(&self) -> Option<Concat> {
        self.header()?.concat()
    }

    pub fn ports(&self) -> Option<Ports> {
        self.header()?.ports()
    }

    /// The text of a message from its parts in order. A surrogate pair or an escape that a sender
    /// split between two of them is made whole.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Self>) -> String {
        let mut text = Text::with_capacity(OCTETS_MAX);
        for part in parts {
            text.push(part);
        }
        text.finish().0
    }

    /// The data of a message from its parts in order.
    pub fn join_octets<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Vec<u8> {
        parts.into_iter().filter_map(Self::octets).flatten().copied().collect()
    }
}

/// The header at the beginning of user data, and how many octets it was sent with; of `sent`
/// octets of user data there are `octets`.
///
/// One longer than all that was sent is taken for none, and the user data for the message: where a
/// network sets TP-UDHI on a plain text, its first character is the length, and what the message
/// says would be gone. It shows in the flaw if it was a header all the same.
fn read_header(octets: &[u8], sent: usize, flaws: &mut Flaws) -> Option<(Header, usize)> {
    let Some((length, rest)) = octets.split_first() else {
        flaws.add_if(Flaw::LongHeader, sent == 0);
        return None;
    };
    let length = usize::from(*length);
    if length >= sent {
        flaws.add(Flaw::LongHeader);
        return None;
    }
    let header = rest.get(..length).map_or_else(|| Header::cut_off(rest), Header::from_octets);
    flaws.add_if(Flaw::BadHeader, !header.is_sound());
    Some((header, 1 + length))
}

fn coded(dcs: Dcs) -> Alphabet {
    if dcs.is_compressed() { Alphabet::Data } else { dcs.alphabet() }
}

/// Shows no text.
impl fmt::Debug for UserData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.units.len();
        f.debug_struct("UserData").field("alphabet", &self.alphabet).field("units", &units).finish_non_exhaustive()
    }
}

/// A text as it grows out of units. What is half there waits for the next part.
struct Text {
    text: String,
    escaped: bool,
    octet: Option<u8>,
    high: Option<u16>,
    /// The octets of a code unit are the wrong way round, as a mark has told.
    swapped: bool,
    /// Whether half of a surrogate pair never found the other.
    lone: bool,
}

impl Text {
    fn with_capacity(capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity),
            escaped: false,
            octet: None,
            high: None,
            swapped: false,
            lone: false,
        }
    }

    /// Whether the part has text.
    fn push(&mut self, part: &UserData) -> bool {
        match part.alphabet {
            Alphabet::Gsm7 => self.push_septets(&part.units, part.tables),
            Alphabet::Ucs2 => self.push_utf16(&part.units),
            Alphabet::Data => return false,
        }
        true
    }

    fn push_septets(&mut self, septets: &[u8], tables: Tables) {
        self.give_up_surrogate();
        self.text.reserve(septets.len());
        let mut rest = septets.iter();
        if self.escaped
            && let Some(septet) = rest.next()
        {
            self.text.push(tables.extended(*septet));
            self.escaped = false;
        }
        while let Some(septet) = rest.next() {
            if *septet != ESCAPE {
                self.text.push(tables.plain(*septet));
            } else if let Some(septet) = rest.next() {
                self.text.push(tables.extended(*septet));
            } else {
                self.escaped = true;
            }
        }
    }

    fn push_utf16(&mut self, mut octets: &[u8]) {
        self.give_up_escape();
        // An octet left over is half of a code unit only if this part has the other half left over.
        if let Some(high) = self.octet.take()
            && !octets.len().is_multiple_of(2)
        {
            self.push_octets([high, octets[0]]);
            octets = &octets[1..];
        } else if self.high.is_none() {
            octets = self.without_mark(octets);
        }
        let (units, rest) = octets.as_chunks::<2>();
        for unit in units {
            self.push_octets(*unit);
        }
        self.octet = rest.first().copied();
    }

    /// A byte order mark is no character of the text. Some senders write it at the beginning of the whole, some of each
    /// part; it counts until the next one.
    fn without_mark<'a>(&mut self, octets: &'a [u8]) -> &'a [u8] {
        let (swapped, rest) = match octets {
            [0xFE, 0xFF, rest @ ..] => (false, rest),
            [0xFF, 0xFE, rest @ ..] => (true, rest),
            _ => return octets,
        };
        self.swapped = swapped;
        rest
    }

    fn push_octets(&mut self, unit: [u8; 2]) {
        self.push_unit(if self.swapped { u16::from_le_bytes(unit) } else { u16::from_be_bytes(unit) });
    }

    fn push_unit(&mut self, unit: u16) {
        match (self.high.take(), unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let pair = 0x1_0000 + (u32::from(high - 0xD800) << 10) + u32::from(unit - 0xDC00);
                self.text.push(char::from_u32(pair).expect("a surrogate pair is a character"));
            }
            (None, 0xD800..=0xDBFF) => self.high = Some(unit),
            (waiting, unit) => {
                if waiting.is_some() {
                    self.push_lone();
                }
                match char::from_u32(u32::from(unit)) {
                    Some(c) => self.text.push(c),
                    None if waiting.is_some() => self.high = Some(unit),
                    None => self.push_lone(),
                }
            }
        }
    }

    fn give_up_surrogate(&mut self) {
        self.octet = None;
        if self.high.take().is_some() {
            self.push_lone();
        }
    }

    fn give_up_escape(&mut self) {
        if std::mem::take(&mut self.escaped) {
            self.text.push(' ');
        }
    }

    fn push_lone(&mut self) {
        self.lone = true;
        self.text.push(char::REPLACEMENT_CHARACTER);
    }

    fn finish(mut self) -> (String, bool) {
        self.give_up_surrogate();
        self.give_up_escape();
        (self.text, self.lone)
    }
}
