//! TP-User-Data: header, text or data, and the joining of parts (3GPP TS 23.040 9.2.3.24).

use std::fmt;

use super::alphabet::Tables;
use super::coding::{Alphabet, Dcs};
use super::flaw::{Flaw, Flaws};
use super::header::{Concat, Header, Ports};
use super::language::ESCAPE;
use super::reader::Reader;
use super::septets;

/// The most octets, with the header.
pub const OCTETS_MAX: usize = 140;

/// The text or data of one part.
#[derive(Clone, PartialEq, Eq)]
pub struct UserData {
    header: Option<Header>,
    alphabet: Alphabet,
    tables: Tables,
    /// The units behind the header: one septet each, or octets.
    units: Vec<u8>,
    text: Option<String>,
}

impl UserData {
    /// 8-bit data. `None` if it doesn't fit into one part.
    pub fn data(header: Option<Header>, octets: &[u8]) -> Option<Self> {
        let size = header.as_ref().map_or(0, Header::size) + octets.len();
        (size <= OCTETS_MAX).then(|| Self::new(header, Alphabet::Data, octets.to_vec(), &mut Flaws::default()))
    }

    /// User data with these units: septets, UTF-16BE or octets, according to the alphabet.
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

    /// User data with these units, which must be those of `text`.
    pub(super) fn of_text(
        header: Option<Header>,
        alphabet: Alphabet,
        tables: Tables,
        units: Vec<u8>,
        text: &str,
    ) -> Self {
        Self { header, alphabet, tables, units, text: Some(text.to_owned()) }
    }

    /// Reads TP-UDL and TP-UD. `None` if the TPDU ends before them.
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
            let start = septets::count_for_header(header_size);
            septets::unpack(octets, start, length.saturating_sub(start))
        } else {
            octets.get(header_size..).unwrap_or_default().to_vec()
        };
        Some(Self::new(header, alphabet, units, &mut reader.flaws))
    }

    /// Writes TP-UDL and TP-UD.
    pub(super) fn write(&self, octets: &mut Vec<u8>) {
        let header_size = self.header.as_ref().map_or(0, Header::size);
        let length = match self.alphabet {
            Alphabet::Gsm7 => septets::count_for_header(header_size) + self.units.len(),
            Alphabet::Data | Alphabet::Ucs2 => header_size + self.units.len(),
        };
        // A header that was read with 255 septets may end within a 256th.
        octets.push(u8::try_from(length).unwrap_or(u8::MAX));
        if let Some(header) = &self.header {
            octets.push(u8::try_from(header.complete_elements().len()).expect("read from one octet or composed"));
            octets.extend(header.complete_elements());
        }
        match self.alphabet {
            Alphabet::Gsm7 => septets::pack(&self.units, header_size, octets),
            Alphabet::Data | Alphabet::Ucs2 => octets.extend(&self.units),
        }
    }

    /// The text. `None` for 8-bit and compressed data.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The octets of 8-bit or compressed data.
    pub fn octets(&self) -> Option<&[u8]> {
        (self.alphabet == Alphabet::Data).then_some(&self.units)
    }

    /// The alphabet.
    pub fn alphabet(&self) -> Alphabet {
        self.alphabet
    }

    /// The header, if there is one.
    pub fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Which part of which message this is, if it is a part.
    pub fn concat(&self) -> Option<Concat> {
        self.header()?.concat()
    }

    /// The application ports, if the header has them.
    pub fn ports(&self) -> Option<Ports> {
        self.header()?.ports()
    }

    /// Joins the text of a message from its parts in order. If a sender split a surrogate pair or an escape between two
    /// parts, it is completed.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Self>) -> String {
        let mut text = Text::with_capacity(OCTETS_MAX);
        for part in parts {
            text.push(part);
        }
        text.finish().0
    }

    /// Joins the data of a message from its parts in order.
    pub fn join_octets<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Vec<u8> {
        parts.into_iter().filter_map(Self::octets).flatten().copied().collect()
    }
}

/// Reads the header at the beginning of user data. Returns it with the number of octets that it was sent with. `sent`
/// is the number of octets of user data that were sent, of which `octets` are there.
///
/// A header that is longer than everything that was sent counts as none, and the user data as the message. Some
/// networks set TP-UDHI on a plain text; its first character would then be the length, and the message would be lost.
/// The flaw records it if it was a header all the same.
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
    let header = rest.get(..length).map_or_else(|| Header::truncated(rest), Header::from_octets);
    flaws.add_if(Flaw::BadHeader, !header.is_sound());
    Some((header, 1 + length))
}

fn coded(dcs: Dcs) -> Alphabet {
    if dcs.is_compressed() { Alphabet::Data } else { dcs.alphabet() }
}

/// Prints no text.
impl fmt::Debug for UserData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.units.len();
        f.debug_struct("UserData").field("alphabet", &self.alphabet).field("units", &units).finish_non_exhaustive()
    }
}

/// A text that is built from units. An incomplete character waits for the next part.
struct Text {
    text: String,
    escaped: bool,
    octet: Option<u8>,
    high: Option<u16>,
    /// A byte order mark has announced swapped octets.
    swapped: bool,
    /// Whether half of a surrogate pair remained alone.
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

    /// Appends a part. Returns whether it has text.
    fn push(&mut self, part: &UserData) -> bool {
        match part.alphabet {
            Alphabet::Gsm7 => self.push_septets(&part.units, part.tables),
            Alphabet::Ucs2 => self.push_utf16(&part.units),
            Alphabet::Data => return false,
        }
        true
    }

    fn push_septets(&mut self, septets: &[u8], tables: Tables) {
        self.flush_surrogate();
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
        self.flush_escape();
        // A single octet at the end is half of a code unit only if this part has the other half.
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

    /// Removes a byte order mark, which is no character of the text. Some senders write it at the beginning of the
    /// whole text, some in each part; it applies until the next one.
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

    fn flush_surrogate(&mut self) {
        self.octet = None;
        if self.high.take().is_some() {
            self.push_lone();
        }
    }

    fn flush_escape(&mut self) {
        if std::mem::take(&mut self.escaped) {
            self.text.push(' ');
        }
    }

    fn push_lone(&mut self) {
        self.lone = true;
        self.text.push(char::REPLACEMENT_CHARACTER);
    }

    fn finish(mut self) -> (String, bool) {
        self.flush_surrogate();
        self.flush_escape();
        (self.text, self.lone)
    }
}
